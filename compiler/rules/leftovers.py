"""C: words that were left over. Placeholders, the form's own prompts, and last period's words sent again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from compiler.domain.finding import Severity
from compiler.domain.rating import Rating
from compiler.domain.record import Kind, Record, State
from compiler.domain.regex import regex
from compiler.domain.remembered import remembered
from compiler.domain.returned import Role
from compiler.domain.target_model import Target, TargetKind
from compiler.domain.text import fold
from compiler.domain.when import read_when
from compiler.profile.row_checks import PLACEHOLDER, PLACEHOLDERS
from compiler.rules.case import EVERY_TYPE, Answered, Case
from compiler.rules.pointing import point_at
from compiler.rules.rule import Point, Rule, Scope
from compiler.rules.wording import quote

_LATER = r"t\.?b\.?[acd]\.?|to be (?:determined|confirmed|agreed|decided|announced|advised|completed|added|inserted)"
_WHOLE = regex(rf"(?:{_LATER}|x{{2,}}(?:\.x+)?\s?%?|£\s?x{{2,}}|\?+|\.{{3,}}|…+|lorem ipsum.*)", re.IGNORECASE)
_INSIDE = regex(
    r"(?<!\w)x{2,}(?:\.x+)?%|£x{2,}|\?{3,}|[\[<](?:insert|enter|add|to be|tbc|tbd|name|date|figure|xx)\b[^\]>]*[\]>]",
    re.IGNORECASE,
)
_SIGNS = ("xx", "?", "[", "<", "...", "…", "tb", "t.b", "to be ", "lorem")
_GAP = regex(r"\[officer to write\b[^\]]*\]?", re.IGNORECASE)
_INSTRUCTION = regex(
    r"please (?:indicate|insert|complete|enter|state|specify|delete|fill in|tick|list)\b[^.;\n]*"
    r"\b(?:columns?|box(?:es)?|below|here|form|grid|as (?:appropriate|applicable))\b"
    r"|delete as (?:appropriate|applicable)"
    r"|^insert (?:the|your|an?|here)\b[^.;\n]*\b(?:below|here|grid|table|form|box)\b",
    re.IGNORECASE,
)
_INSTRUCTING = ("please ", "delete as a", "insert ")
_GAP_SIGN = "[officer to write"
_WORDED = tuple(each for each in EVERY_TYPE if each not in ("identity", "target"))
_TO_COME = (TargetKind.UNDETERMINED, TargetKind.PLACEHOLDER)
_BEGINNING = 1
_FEWEST_WORDS = 4
_LONGEST_SENTENCE = 90


def _saying(case: Case, words: frozenset[str], *types: str) -> Iterator[Answered]:
    """Cells that say this and were taken as they stand; what could not be read is another story."""
    return (cell for cell in case.saying(words, *types) if cell.entry.state is State.VALUE)


def placeholder(case: Case) -> Iterator[Point]:
    """Words that only keep the place of what is to come."""
    signed = case.texts_of(*_WORDED).holding(*_SIGNS)
    kept = {raw: words for raw in signed if (words := _placeholder(raw))}
    for cell in _saying(case, frozenset(kept), *_WORDED):
        yield _kept(case, cell, kept[cell.entry.raw], None)
    for down in case.down("target"):
        for number, (raw, state) in enumerate(zip(down.raws, down.states, strict=True)):
            target = down.values[number]
            meant = isinstance(target, Target) and target.kind in _TO_COME
            if state is State.VALUE and (meant or _placeholder(raw)):
                words = _placeholder(raw) or " ".join(raw.split())
                yield _kept(case, down.cell(number), words, target if isinstance(target, Target) else None)


@remembered(maxsize=8192)
def _placeholder(raw: str) -> str:
    """The words of a cell that keep the place of something; '' where none do."""
    words = " ".join(raw.split())
    found = _WHOLE.fullmatch(words) or _INSIDE.search(words)
    return found[0] if found else words if fold(words) in PLACEHOLDERS else ""


def _kept(case: Case, cell: Answered, words: str, target: Target | None) -> Point:
    due = read_when(target.by, year=case.year).end if target is not None and target.by else None
    past = due is not None and case.as_at is not None and due < case.as_at
    later = re.fullmatch(_LATER, words, re.IGNORECASE) or (target and target.kind is TargetKind.UNDETERMINED)
    return point_at(
        cell,
        f"{quote(words)} under '{case.heading(cell.column)}' keeps the place of something that is still to come"
        f"{f', and its time passed on {due:%d/%m/%Y}' if past and due else ''}.",
        "The report would print it as it stands.",
        "Put what is meant in its place, or say why it is not known yet.",
        most=Severity.NOTE if later and not past and cell.book.role is Role.PLAN else Severity.ERROR,
    )


def prompt_left(case: Case) -> Iterator[Point]:
    """Cells that still hold what the form says should be written in them."""
    prompts = {fold(block.name): block.prompt for block in case.profile.blocks if block.prompt}
    every = (*prompts.values(), *(column.prompt for sheet in case.profile.sheets for column in sheet.columns))
    texts = case.texts("text")
    of_prompts = {fold(prompt) for prompt in every if prompt}
    begun = tuple({prompt[:_BEGINNING].lower() for prompt in every if prompt})
    words = tuple({_first_word(prompt) for prompt in every if prompt})
    alike = (
        raw
        for raw in texts.texts
        if not raw.isascii() or raw.strip().lower().startswith(words if raw.isprintable() else begun)
    )
    likely = texts.holding(_GAP_SIGN) | {raw for raw in alike if fold(raw) in of_prompts}
    for cell in _saying(case, likely, "text"):
        asked = (cell.column.prompt, prompts.get(fold(cell.record.text("block")), ""))
        if _GAP.search(cell.entry.raw) or any(_is_prompt(cell.entry.raw, prompt) for prompt in asked):
            yield point_at(
                cell,
                f"{quote(cell.entry.raw)} under '{case.heading(cell.column)}' is the form's own prompt.",
                "It says what is wanted there, and is no answer.",
                "Write the answer in its place.",
                for_plan="Take it out of the plan's workbook.",
            )


def _first_word(prompt: str) -> str:
    """The word that a prompt begins with, in small letters; its first letter where it begins with anything else."""
    word = prompt.split(maxsplit=1)[0] if prompt.strip() else ""
    return (word if word.isascii() and word.isalpha() else prompt[:_BEGINNING]).lower()


def _is_prompt(words: str, prompt: str) -> bool:
    return (
        len(prompt.split()) >= _FEWEST_WORDS
        and words.strip()[:1].lower() == prompt[:1].lower()
        and fold(words) == fold(prompt)
    )


def instruction_left(case: Case) -> Iterator[Point]:
    """Sentences that tell the author of a paper how to fill it in, left in what its readers are given."""
    for cell in _saying(case, case.texts("text").holding(*_INSTRUCTING), "text"):
        found = _INSTRUCTION.search(cell.entry.raw)
        if found and not _GAP.search(cell.entry.raw):
            yield point_at(
                cell,
                f"{quote(found[0], _LONGEST_SENTENCE)} tells the author how to fill in a form.",
                "A reader of the paper is asked to do nothing in it.",
                "Do what it says, and take it out.",
            )


def copied(case: Case) -> Iterator[Point]:
    """Words about this period that are last period's to the letter."""
    before = _before(case)
    for cell in case.of_type("text") if before else ():
        told = cell.book.role is Role.RETURN and cell.entry.state is State.VALUE
        if not told or not _tells_news(cell) or _settled(cell.record):
            continue
        earlier = before.get(_key(cell.record))
        if earlier is None or _settled(earlier) or fold(earlier.text(cell.column.key)) != fold(cell.entry.raw):
            continue
        origin = earlier.entry(cell.column.key).origin
        yield point_at(
            cell,
            f"The words under '{case.heading(cell.column)}' are those of the period before, unchanged: "
            f"{quote(cell.entry.raw)}.",
            "The members are told what happened in this period.",
            "Say what is new, or that nothing has changed and why.",
            others=(origin,),
            most=Severity.ERROR if cell.column.need == "rated" else Severity.NOTE,
        )


def _before(case: Case) -> Mapping[tuple[str, ...], Record]:
    """The rows of the period before, by what they are known by; a row that stands twice is left out."""
    found: dict[tuple[str, ...], Record | None] = {}
    for book in case.sound_before:
        for record in book.records:
            key = _key(record)
            found[key] = None if key in found else record
    return {key: record for key, record in found.items() if record is not None}


def _key(record: Record) -> tuple[str, ...]:
    words = record.text("action") or record.text("definition") or record.text("risk")
    return record.kind.value, record.plan, record.division, fold(record.text("reference")), fold(words)


def _tells_news(cell: Answered) -> bool:
    """Whether the cell says what happened: the period of an annual figure, for one, stays the same all year."""
    told = cell.column.type == "text" and cell.column.part == "return" and cell.record.kind is not Kind.NARRATIVE
    return told and cell.column.key != "period" and len(cell.entry.raw.split()) >= _FEWEST_WORDS


def _settled(record: Record) -> bool:
    """Whether a row is completed, or rated outside the scheme, so that nothing new need be said of it."""
    rating = record.read("rating", Rating)
    return rating is not None and (rating.done or not rating.in_scheme)


LEFTOVER_RULES = (
    Rule(
        PLACEHOLDER.code,
        PLACEHOLDER.title,
        "An 'xx' that was to be filled in later goes into the committee's papers as it is, if nobody sees it.",
        PLACEHOLDER.severity,
        Scope.CELL,
        placeholder,
    ),
    Rule(
        "C216",
        "The form's prompt is left in",
        "Words that say what should be written look like an answer to every program, and like a slip to every reader.",
        Severity.WARNING,
        Scope.CELL,
        prompt_left,
    ),
    Rule(
        "C219",
        "An instruction to the author is left in",
        "A paper that asks its readers to fill in a column was printed before its author had done so.",
        Severity.NOTE,
        Scope.CELL,
        instruction_left,
    ),
    Rule(
        "C217",
        "Words copied from the period before",
        "Progress that reads as it did last time tells the members that nothing happened, or that nobody looked.",
        Severity.WARNING,
        Scope.CELL,
        copied,
    ),
)
