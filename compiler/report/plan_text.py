"""The prose of a plan: the words of its Plan text sheet, each under the section that takes them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compiler.domain.frozen import dataclass, replace
from compiler.domain.language import term
from compiler.domain.record import Record
from compiler.domain.text import fold
from compiler.profile.plan_document import REST
from compiler.report.blocks import Figure, Heading, Paragraph, say
from compiler.report.plan_paper import Paper, one_line
from compiler.report.sentences import capital
from compiler.report.telling import Blocks

_BULLETS = ("• ", "- ", "* ")


@dataclass(frozen=True, slots=True)
class Text:
    """One text of a plan: the first part of its heading, what follows behind the colon, and the row that holds it.

    `blank` is what is said where the row has no words.
    """

    head: str
    part: str
    record: Record
    blank: str = ""


def texts_of(paper: Paper, records: Sequence[Record]) -> tuple[Text, ...]:
    """The texts of a plan, but for those of the covering report."""
    covering = paper.profile.plan.covering
    apart = fold(covering.texts) if covering else ""
    return tuple(text for text in _texts(paper, records) if not apart or fold(text.head) != apart)


def covering_texts(paper: Paper, records: Sequence[Record]) -> tuple[Text, ...]:
    """The texts for the covering report, by what their headings say behind the colon."""
    covering = paper.profile.plan.covering
    found = _texts(paper, records) if covering else ()
    return tuple(
        replace(text, head=text.part, part="") for text in found if covering and fold(text.head) == fold(covering.texts)
    )


def _texts(paper: Paper, records: Sequence[Record]) -> Iterator[Text]:
    blank = say(paper.say("plan.no_words"))
    for record in records:
        head, _, part = one_line(record.text("block")).partition(":")
        yield Text(head.strip(), capital(part.strip()), record, blank)


def shared_out(texts: Sequence[Text], takers: Sequence[Sequence[str]]) -> tuple[tuple[Text, ...], ...]:
    """The texts that each taker has, by how headings begin; the longest beginning wins, '*' has the rest.

    One more share than there are takers: what nobody takes.
    """
    shares: list[list[Text]] = [[] for _ in (*takers, ())]
    rest = next((place for place, names in enumerate(takers) if REST in names), len(takers))
    for text in texts:
        fits = [(len(name), -place) for place, names in enumerate(takers) for name in names if _begins(text, name)]
        shares[-max(fits)[1] if fits else rest].append(text)
    return tuple(tuple(share) for share in shares)


def _begins(text: Text, name: str) -> bool:
    return name != REST and fold(text.head).startswith(fold(name))


def under(texts: Sequence[Text], heading: str, names: Sequence[str], level: int = 3, lead: bool = False) -> Blocks:
    """The texts of a section below its heading: each with its own, unless that says no more than the section's.

    That is so of one headed like the section, and of the first if it is headed by one of `names`; of words that `lead`
    in tables, if they begin so.
    """
    blocks: Blocks = ()
    for text in texts:
        plain = fold(text.head) == fold(heading) or (not blocks and fold(text.head) in map(fold, names))
        leads = lead and any(_begins(text, name) for name in names)
        own = text.part or ("" if plain or leads else text.head)
        blocks = (*blocks, *((Heading(level, own),) if own else ()), *said(text))
    return blocks


def by_themselves(texts: Sequence[Text]) -> Blocks:
    """Texts as sections of their own, those with the same first part of the heading together."""
    blocks: Blocks = ()
    before = ""
    for text in texts:
        head = (Heading(2, text.head or term("Text")),) if text.head != before or not text.head else ()
        part = (Heading(3, text.part),) if text.part else ()
        blocks, before = (*blocks, *head, *part, *said(text)), text.head
    return blocks


def said(text: Text) -> Iterator[Paragraph]:
    """The words of a text, a paragraph for each line; lines that begin with a bullet as a list."""
    entry = text.record.entry("text")
    if not (entry.given and entry.raw.strip()):
        yield Paragraph((Figure(text.blank, (entry.origin,), "as approved"),))
        return
    for line in filter(None, map(str.strip, entry.raw.splitlines())):
        bullet = next((mark for mark in _BULLETS if line.startswith(mark)), "")
        words = Figure(line.removeprefix(bullet).strip(), (entry.origin,), "as approved", entry.raw)
        yield Paragraph((words,), "bullet" if bullet else "body")
