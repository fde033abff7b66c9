"""From a cell to an entry of a record: the words as typed, the state, and what they are read as."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from sys import intern
from typing import cast

from compiler.domain.book import Cell, CellKind
from compiler.domain.cells import Cells, Content, Layout, content
from compiler.domain.cited import contents_of, contents_of_several
from compiler.domain.figures import Unit, unit_of
from compiler.domain.frozen import dataclass, field
from compiler.domain.origin import Origin
from compiler.domain.period import Year
from compiler.domain.reading import read_target, read_value
from compiler.domain.record import Entry, State
from compiler.domain.reference import ReferenceList, read_references
from compiler.domain.target_model import TargetKind
from compiler.domain.text import Openings, fold, match, match_several, nearest, openings_of
from compiler.domain.value_model import Segments, Value
from compiler.domain.when import When, read_when, when_from_date
from compiler.domain.when.model import WhenKind
from compiler.profile.model import Column, Profile
from compiler.returns.grid import Held, text_cell
from compiler.returns.known import KnownColumn


@dataclass(frozen=True, slots=True)
class Read:
    """What a cell's words were read as: the value, what was repaired, and what is wrong if they cannot be read."""

    value: object
    notes: tuple[str, ...] = ()
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading a column needs to know: the profile, the year, and the list that its cells choose from.

    `renamed` are words of that list as an earlier form had them, folded, with what they are called now. `known` is what
    cells of the column were read as before, or the marks of rows that were met.
    """

    profile: Profile
    year: Year | None
    options: tuple[str, ...] = ()
    renamed: Mapping[str, str] = field(default_factory=dict)
    known: KnownColumn | None = field(default=None, compare=False, repr=False)
    openings: Openings = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Note with which letters words begin that declare a cell empty."""
        object.__setattr__(self, "openings", openings_of(tuple(self.profile.empty)))


def read_entry(cell: Cell, column: Column, origin: Origin, reading: Reading) -> Entry:
    """Read one cell by the type of its column.

    An error, a formula without a result, and words that the column's type does not allow are UNREADABLE, with the
    problem in words; the words are kept all the same.
    """
    return Cells(origin, Layout([column.key], [origin.column]), (read_content(cell, column, reading),))[column.key]


def read_down(held: Sequence[Held], words: bool, column: Column, reading: Reading) -> list[Content]:
    """What the places of a column say; `words` where all of them hold words or nothing."""
    if column.type not in PLAIN or reading.renamed:
        known = reading.known or KnownColumn()
        at_once = partial(_printed, reading=reading) if column.type in CITED and not reading.renamed else None
        return known.read(held, words, partial(_said, column=column, reading=reading), at_once)
    said: list[Content]
    if words:
        bare = map(str.strip, cast("Sequence[str]", held))
        said = list(reading.known.held_once(bare) if reading.known else bare)
        starts = {each[:2] for each in said}
    else:
        said = [each.strip() if isinstance(each, str) else read_content(each, column, reading) for each in held]
        starts = {each[:2] for each in said if isinstance(each, str)}
    openings = reading.openings
    if any(openings[cast("str", start)] for start in starts if start):
        for place, each in enumerate(said):
            if each and isinstance(each, str) and openings[each[:2]]:
                said[place] = read_content(text_cell(each), column, reading)
    return said


def _printed(texts: Collection[str], reading: Reading) -> dict[str, Content]:
    """What cells say that hold references in their printed form; the others, few of them, are read one by one."""
    schemes, opens = reading.profile.schemes, reading.openings.__getitem__
    own = [text for text in texts if not opens(text[:2])]
    said: dict[str, Content] = {}
    for family in schemes.printed_alike(own):
        said.update(zip(family.texts, contents_of(family), strict=True))
    several = schemes.printed_several(own)
    said.update(zip(several, contents_of_several(several), strict=True))
    return said


def _said(held: Held, column: Column, reading: Reading) -> Content:
    """What a place of a column says. References are mostly new words, so they are read without a detour."""
    if not isinstance(held, str):
        return read_content(held, column, reading)
    raw = intern(held.strip())
    if column.type not in CITED or not raw or len(raw) > _LONGEST or reading.openings[raw[:2]] or reading.renamed:
        return read_content(text_cell(held), column, reading)
    found = read_references(raw, reading.profile.schemes, column.scheme or None)
    return raw, State.VALUE, found, found.notes, ""


def read_content(cell: Cell, column: Column, reading: Reading) -> Content:
    """What a cell says under a column, wherever it stands."""
    kind = cell.kind
    if kind is not _TEXT_KIND:
        raw = cell.shown.strip()
        if kind is CellKind.BLANK:
            return ""
        if kind is CellKind.ERROR:
            return raw, State.UNREADABLE, None, (), f"the formula in this cell gives the error {raw}"
        if kind is CellKind.UNCALCULATED:
            return raw, State.UNREADABLE, None, (), "this cell holds a formula that has not been calculated"
    elif not (raw := intern(cell.raw.strip())):
        return ""
    if len(raw) > _LONGEST and column.type not in PLAIN:
        problem = f"it is {len(raw):,} characters long, and nothing so long can stand here"
        return raw, State.UNREADABLE, None, (), problem
    return _read(cell, raw, column, reading)


def _read(cell: Cell, raw: str, column: Column, reading: Reading) -> Content:
    words = reading.renamed.get(fold(raw), raw) if reading.renamed else raw
    found = _READERS[column.type](cell, words, column, reading)
    empty = reading.profile.empty
    declared = empty.get(fold(raw)) if reading.openings[raw[:2]] else None
    if declared is not None and (found.problem or column.type not in _LISTED):
        return raw, declared, None, (), ""
    if found.problem:
        return raw, State.UNREADABLE, None, found.notes, found.problem
    return content(raw, State.VALUE, found.value, found.notes)


def _text(cell: Cell, raw: str, column: Column, reading: Reading) -> Read:
    return Read(raw)


def _when(cell: Cell, raw: str, column: Column, reading: Reading) -> Read:
    when = when_from_date(cell.date, raw) if cell.date is not None else read_when(raw, year=reading.year)
    if when.kind in (WhenKind.UNREADABLE, WhenKind.IMPOSSIBLE):
        hint = f"; did you mean '{when.suggestion}'?" if when.suggestion else ""
        return Read(when, when.notes, (when.problem or "this cannot be read as a date") + hint)
    return Read(when, when.notes)


def _date(cell: Cell, raw: str, column: Column, reading: Reading) -> Read:
    read = _when(cell, raw, column, reading)
    when = read.value
    if read.problem or not isinstance(when, When) or when.start is None or when.start != when.end:
        return Read(None, read.notes, read.problem or "a single day is asked for here")
    return Read(when.start, read.notes)


def _typed(cell: Cell) -> object:
    """The cell's content with its type: a number as a number, so that its format is taken into account."""
    if cell.kind is CellKind.NUMBER and cell.number is not None:
        return cell.number
    if cell.kind is CellKind.BOOLEAN:
        return cell.raw.upper() == "TRUE"
    return cell.date if cell.kind is CellKind.DATE and cell.date is not None else cell.raw


def _value(cell: Cell, raw: str, column: Column, reading: Reading) -> Read:
    value = read_value(_typed(cell), number_format=cell.format, unit=_unit(column))  # type: ignore[arg-type]
    if isinstance(value, Value | Segments):
        notes = value.notes if isinstance(value, Value) else ()
        return Read(value, tuple(note.words for note in notes))
    return Read(None, (), value.reason)


def _target(cell: Cell, raw: str, column: Column, reading: Reading) -> Read:
    target = read_target(_typed(cell), number_format=cell.format, unit=_unit(column))  # type: ignore[arg-type]
    if target.kind is TargetKind.UNREADABLE:
        return Read(target, (), target.unread or "this cannot be read as a target")
    return Read(target, target.notes)


def _unit(column: Column) -> Unit | None:
    return unit_of(column.unit) if column.unit else None


def _references(cell: Cell, raw: str, column: Column, reading: Reading) -> Read:
    """References and whatever words stand between them; rules judge what could not be read."""
    found: ReferenceList = read_references(raw, reading.profile.schemes, column.scheme or None)
    return Read(found, found.notes)


def _rating(cell: Cell, raw: str, column: Column, reading: Reading) -> Read:
    scheme = reading.profile.ratings
    if scheme is None:
        return Read(raw)
    rating = scheme.read(raw)
    return Read(rating) if rating else _not_in_list(raw, [state.name for state in scheme.states])


def _risk(cell: Cell, raw: str, column: Column, reading: Reading) -> Read:
    scheme = reading.profile.risks
    if scheme is None:
        return Read(raw)
    score = scheme.read(raw)
    return Read(score) if score else _not_in_list(raw, [found.text for found in scheme.scores()])


def _choice(cell: Cell, raw: str, column: Column, reading: Reading) -> Read:
    found = match(raw, reading.options)
    if found is None:
        return _not_in_list(raw, list(reading.options))
    return Read(found.option, (found.note,) if found.note else ())


def _choices(cell: Cell, raw: str, column: Column, reading: Reading) -> Read:
    """Several of a list, as a tuple in the order of the cell."""
    found, unread = match_several(raw, reading.options)
    if unread:
        return _not_in_list(", ".join(unread), list(reading.options))
    return Read(tuple(each.option for each in found), tuple(each.note for each in found if each.note))


def _not_in_list(raw: str, options: list[str]) -> Read:
    close = nearest(raw, options)
    return Read(None, (), f"this is not in the list{f'; did you mean {close!r}?' if close else ''}")


_READERS: dict[str, Callable[[Cell, str, Column, Reading], Read]] = {
    "text": _text,
    "officer": _text,
    "identity": _text,
    "reference": _references,
    "references": _references,
    "when": _when,
    "date": _date,
    "value": _value,
    "target": _target,
    "rating": _rating,
    "risk": _risk,
    "choice": _choice,
    "choices": _choices,
}

_LONGEST = 4_000
"""Characters of the longest date, figure or list of references that is read: no form has one of a tenth of it."""

_TEXT_KIND = CellKind.TEXT
PLAIN = ("text", "officer", "identity")
"""Types whose cells are read as their own words."""

CITED = ("reference", "references")
"""Types whose cells are read as references, all in one way."""

_LISTED = ("rating", "risk", "choice", "choices")
"""Types whose own list goes before the words that declare an empty cell: 'Not published' may be a rating."""
