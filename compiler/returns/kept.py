"""A workbook as it was read, as text that can be kept beside it and read again ten times sooner than the workbook.

The text is JSON and holds nothing but data: only the types listed here are ever made from it, whatever it says.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from compiler.domain.cells import Cells, Layout, content_of
from compiler.domain.figures import Unit, UnitKind
from compiler.domain.frozen import replace
from compiler.domain.kept import Forms
from compiler.domain.origin import Origin
from compiler.domain.rating import Rating
from compiler.domain.record import Entry, Kind, Record
from compiler.domain.reference import Besides, Range, Reference, ReferenceList, Unread
from compiler.domain.returned import Fault, FaultKind, Identity, Return, Role
from compiler.domain.risk import RiskLevel, RiskScore
from compiler.domain.target_model import Comparison, Target, TargetKind
from compiler.domain.value_model import Remark, RemarkKind, Segments, Value
from compiler.domain.when import When
from compiler.domain.when.model import Precision, WhenKind
from compiler.returns.kept_cells import STATES, KeptContents, Values, plain_cell
from compiler.returns.known import Found

_FORMS = Forms(
    *(Return, Role, Identity, Fault, FaultKind, Origin),
    *(Reference, ReferenceList, Besides, Range, Unread),
    *(When, WhenKind, Precision),
    *(Value, Segments, Unit, UnitKind, Remark, RemarkKind),
    *(Target, TargetKind, Comparison),
    *(Rating, RiskScore, RiskLevel),
)
_KINDS = tuple(Kind)


def write_kept(book: Return) -> str | None:
    """The text of a workbook that was read; None for one that holds something that the text cannot say.

    It is read again before it is handed out: what comes of it is the workbook, or there is no text.
    """
    try:
        text = json.dumps(_Writing().book(book), ensure_ascii=False, separators=(",", ":"))
    except KeyError:
        return None
    return text if read_kept(text) == book else None


def read_kept(text: str) -> Return | None:
    """The workbook of such a text; None where the text is anything else."""
    try:
        head, names, layouts, values, records = json.loads(text)
        book: Return = _FORMS.made(head)
        made = [Layout([names[name] for name in keys], columns) for keys, columns in layouts]
        reading = _Reading(book.workbook, names, made, Values(values, _FORMS.made))
        return replace(book, records=tuple(map(reading.record, records)))
    except (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError):
        return None


def write_known(known: Mapping[str, Mapping[str, Found]]) -> str | None:
    """The text of what the words of cells were read as; None where it holds something that the text cannot say."""
    writing = _Writing()
    try:
        columns = [[name, list(map(writing.found, found.items()))] for name, found in known.items()]
    except KeyError:
        return None
    values = [each for _, each in writing.values.values()]
    text = json.dumps([values, columns], ensure_ascii=False, separators=(",", ":"))
    return text if read_known(text) == known else None


def read_known(text: str) -> dict[str, dict[str, Found]]:
    """What was kept of the words of cells; nothing where the text is anything else."""
    made = _FORMS.made
    try:
        values, columns = json.loads(text)
        values = [made(value) for value in values]
        return {
            name: {
                words: (STATES[state], values[at], tuple(notes), problem) for words, state, at, notes, problem in found
            }
            for name, found in columns
        }
    except (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError):
        return {}


def _found(values: list[Any], state: int, at: int, notes: list[str], problem: str) -> Found:
    return STATES[state], values[at], tuple(notes), problem


class _Writing:
    """The names and values that records share, each written once and then called by its number."""

    def __init__(self) -> None:
        self.names: dict[str, int] = {}
        self.values: dict[str, tuple[int, Any]] = {}
        self.layouts: dict[str, tuple[int, Any]] = {}
        self._of: dict[int, tuple[int, object]] = {}

    def book(self, book: Return) -> list[Any]:
        records = list(map(self.record, book.records))
        values, layouts = ([each for _, each in held.values()] for held in (self.values, self.layouts))
        return [_FORMS.plain(replace(book, records=())), list(self.names), layouts, values, records]

    def record(self, row: Record) -> list[Any]:
        place = [self.name(row.sheet), row.row]
        about = [_KINDS.index(row.kind), self.name(row.plan), self.name(row.division), row.identity, int(row.hidden)]
        entries = row.entries
        contents = entries.contents if isinstance(entries, Cells) else map(content_of, entries.values())
        return [*place, *about, self.layout(entries), [plain_cell(each, self.value) for each in contents]]

    def layout(self, entries: Mapping[str, Entry]) -> int:
        columns = (
            [*entries.layout.columns] if isinstance(entries, Cells) else [e.origin.column for e in entries.values()]
        )
        return _numbered(self.layouts, [list(map(self.name, entries)), columns])

    def found(self, words: tuple[str, Found]) -> list[Any]:
        typed, (state, value, notes, problem) = words
        return [typed, STATES.index(state), self.value(value), list(notes), problem]

    def name(self, words: str) -> int:
        return self.names.setdefault(words, len(self.names))

    def value(self, value: object) -> int:
        """The number of a value; cells that say the same share it, so that most are known by being the same object."""
        number, _ = self._of.get(id(value), (None, None))
        if number is None:
            number = _numbered(self.values, _FORMS.plain(value))
            self._of[id(value)] = number, value
        return number


def _numbered(held: dict[str, tuple[int, Any]], plain: Any) -> int:
    """The number of what is to be written, among all that says something else."""
    return held.setdefault(repr(plain), (len(held), plain))[0]


class _Reading:
    """The records of a text, with the names, columns and values that they share."""

    def __init__(self, workbook: str, names: list[str], layouts: list[Layout], values: Values) -> None:
        self.workbook, self.names, self.layouts, self.values = workbook, names, layouts, values

    def record(self, found: list[Any]) -> Record:
        sheet, row, kind, plan, division, identity, hidden, layout, cells = found
        names, where = self.names, Origin(self.workbook, self.names[sheet], row)
        made = Cells(where, self.layouts[layout], KeptContents(cells, self.values))
        return Record(_KINDS[kind], names[plan], names[division], identity, where, made, bool(hidden))
