"""What the rows of a golden thread are called, where they stand, and what is said of ties and gaps between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from compiler.domain.cells import Content, words_of
from compiler.domain.frozen import dataclass
from compiler.domain.language import term
from compiler.domain.origin import Origin
from compiler.domain.record import Kind, Record, State, down
from compiler.domain.text import clean
from compiler.domain.thread.gaps import Break, Gap
from compiler.domain.thread.walk import Tie
from compiler.profile.model import Profile

WORDS: Mapping[Kind, str] = {
    Kind.ACTION: "action",
    Kind.INDICATOR: "definition",
    Kind.RISK: "risk",
    Kind.OUTCOME: "outcome",
    Kind.MILESTONE: "milestone",
}
"""The column that holds the words of each kind of row; an objective's are those of its innermost level."""
_OWN = ("reference", "number")
UP: Mapping[Tie, str] = {
    Tie.UNDER: "under",
    Tie.CARRIES_OUT: "carries out",
    Tie.SERVES: "serves",
    Tie.CITED_BY: "cited by",
    Tie.NAMED_BY: "its register names",
    Tie.STEP: "step of",
}
"""What leads from a row to the one above it."""
DOWN: Mapping[Tie, str] = {
    Tie.UNDER: "",
    Tie.CARRIES_OUT: "carried out by",
    Tie.SERVES: "served by",
    Tie.CITED_BY: "cites",
    Tie.NAMED_BY: "named by the register under",
    Tie.STEP: "",
}
"""What leads from a row to one below it; nothing where the row below is simply a part of it."""
_GAPS: Mapping[Break, str] = {
    Break.NO_OBJECTIVE: "under no {objective}",
    Break.NO_ACTION: "no {action} under it",
    Break.NO_PARENT: "carries out nothing of a plan above",
    Break.NOT_CARRIED_OUT: "carried out by no plan below",
    Break.NO_ROW: "cited, but in none of the plans",
    Break.NO_ROW_ABOVE: "named as what it carries out, but in none of the plans",
    Break.NOT_ABOVE: "named as what it carries out, but in no plan above",
    Break.OTHER_ROW: "named beside the words of another {action}",
    Break.NOT_READ: "cannot be read as a reference",
    Break.NOTHING_CITED: "cites no {indicator}",
    Break.NOT_CITED: "cited by nothing",
    Break.NO_WORK: "cited by no {action}",
    Break.NOT_LISTED_BELOW: "in no table of the plans below",
    Break.NO_ACTION_OF_STEP: "named as its {action}, but in none of the plans",
}


@dataclass(frozen=True, slots=True)
class LevelWords:
    """What an objective is for at one level: the level's name, its words, and their cell."""

    name: str
    words: str
    origin: Origin


def levels_of(profile: Profile, objective: Record) -> tuple[LevelWords, ...]:
    """The levels that an objective has words of, outermost first; its own words are the last."""
    return tuple(
        LevelWords(level.name, clean(objective.text(level.column)), objective.where(level.column))
        for level in profile.levels
        if objective.text(level.column)
    )


def reference(row: Record) -> str:
    """What a row is cited by, as typed; '' where it has nothing."""
    for key in _OWN:
        if text := row.text(key):
            return _typed(text)
    return ""


def _typed(text: str) -> str:
    return " ".join(text.split()) if " " in text or not text.isprintable() else text


def words(profile: Profile, row: Record) -> str:
    """The words of a row on one line; '' where it has none."""
    if row.kind is Kind.OBJECTIVE:
        levels = levels_of(profile, row)
        return _line(levels[-1].words) if levels else ""
    return _line(row.text(WORDS.get(row.kind, "")))


def place(profile: Profile, row: Record) -> Origin:
    """The cell that a row is found by: that of its words, else of its reference, else the row."""
    levels = levels_of(profile, row) if row.kind is Kind.OBJECTIVE else ()
    if levels:
        return levels[-1].origin
    for key in (WORDS.get(row.kind, ""), *_OWN):
        if row.gives(key):
            return row.where(key)
    return row.origin


Named = tuple[str, str, Origin]
"""What a row is cited by, its words on one line, and the cell that it is found by."""


def named_down(profile: Profile, rows: Sequence[Record]) -> Sequence[Named]:
    """The same of rows one below the other; of plain ones the columns are asked, not each row: 2 instead of 5 µs."""
    keys = [WORDS.get(row.kind, "") for row in rows]
    texts: list[Content | None] = [None] * len(rows)
    for key in {*keys} - {""}:
        places = [at for at, each in enumerate(keys) if each == key]
        for at, said in zip(places, down([rows[at] for at in places], key), strict=True):
            texts[at] = said
    owns = down(rows, _OWN[0])
    return [_named(profile, *each) for each in zip(rows, keys, texts, owns, strict=True)]


def _named(profile: Profile, row: Record, key: str, text: Content | None, own: Content | None) -> Named:
    cited = _typed(words_of(own)) if own else ""
    if type(text) is str and text:
        return cited or reference(row), _line(text), row.where(key)
    return cited or reference(row), words(profile, row), place(profile, row)


def noun(profile: Profile, kind: Kind) -> str:
    """The council's word for a kind of row; of outcomes the heading of their own sheet."""
    sheet = profile.sheet(kind) if kind is Kind.OUTCOME else None
    column = sheet.column("outcome") if sheet else None
    return column.heading if column else profile.word(kind.value)


def called(profile: Profile, row: Record) -> str:
    """A row by its kind and reference: 'action HC A06', 'objective 1.1'."""
    return f"{noun(profile, row.kind)} {reference(row)}".rstrip()


def due(row: Record) -> str:
    """When a row is due, as typed; '' where it does not say."""
    return _line(row.text("due")) if row.state("due") is State.VALUE else ""


def said_of(profile: Profile, how: Break) -> str:
    """What is wrong in a way in which the thread is broken, in the council's words."""
    words = term(_GAPS[how])
    return words.format(**{kind.value: noun(profile, kind) for kind in Kind}) if "{" in words else words


def said(profile: Profile, gap: Gap) -> str:
    """What is wrong at a gap: with the reference that it is about, and the row that is meant."""
    meant = f": {reference(gap.meant) or words(profile, gap.meant)}" if gap.meant else ""
    about = f"{' '.join(gap.words.split())} " if gap.words else ""
    return f"{about}{said_of(profile, gap.how)}{meant}"


def group_of(profile: Profile, gap: Gap) -> str:
    """What a gap is counted under: the kind of row that is cited or broken off, and what is wrong with it."""
    kind = noun(profile, gap.of or gap.row.kind) if gap.words else noun(profile, gap.row.kind)
    return f"{kind[:1].upper()}{kind[1:]}: {said_of(profile, gap.how)}"


def _line(text: str) -> str:
    """Words on one line; plain ones, as most are, need no more than a look: 0.3 instead of 1.8 µs."""
    if text.isascii() and text.isprintable() and "_x" not in text and "  " not in text:
        return text.strip(" ")
    return " ".join(clean(text).split())
