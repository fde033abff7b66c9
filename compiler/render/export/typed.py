"""The columns that one column of a workbook becomes: its words as typed, what they were read as, and their cell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import TypeVar

from compiler.domain.origin import Origin
from compiler.domain.rating import Rating
from compiler.domain.record import Entry, State
from compiler.domain.reference import ReferenceList
from compiler.domain.risk import RiskScore
from compiler.domain.target_model import Target
from compiler.domain.value_model import Segments, Value, say_value
from compiler.domain.when import When
from compiler.profile.model import Column
from compiler.render.export.table import Drawn, Kind
from compiler.render.export.table import Value as Held

T = TypeVar("T")
Part = tuple[str, Kind, str, Callable[[Entry], Held]]
"""One thing that a cell was read as: the end of the column's name, its type, what it is, and how it is got."""


def address(origin: Origin) -> str:
    """A cell in Excel's own notation for another workbook's: '[Care.xlsx]Actions!F12'; '' where there is none."""
    return f"[{origin.workbook}]{origin.sheet}!{origin.cell}" if origin.workbook and origin.column else ""


def add_column(drawn: Drawn[T], column: Column, heading: str, entry: Callable[[T], Entry]) -> None:
    """A column of a workbook: as typed, typed by what it holds, its state, and its cell."""
    key, about = column.key, " ".join(heading.split())
    drawn.add(key, "string", about, lambda row: entry(row).raw, "As typed.")
    for end, kind, what, got in _PARTS.get(column.type, ()):
        drawn.add(f"{key}_{end}", kind, f"{about}: {what}", _of(got, entry))
    drawn.add(f"{key}_state", "string", f"{about}: state", lambda row: entry(row).state.value, _STATES)
    drawn.add(f"{key}_cell", "string", f"{about}: cell", lambda row: address(entry(row).origin), _CELL)


def _of(got: Callable[[Entry], Held], entry: Callable[[T], Entry]) -> Callable[[T], Held]:
    def found(row: T) -> Held:
        cell = entry(row)
        return got(cell) if cell.state is State.VALUE else None

    return found


_STATES = "What the cell says: " + ", ".join(f"'{state.value}'" for state in State) + "."
_CELL = "Workbook, sheet and cell that the words stand in, as [workbook]sheet!cell; blank where there is none."


def _said_by(kind: type[When] | type[RiskScore], name: str) -> Callable[[Entry], Held]:
    """One thing that a value of a kind says, by its name."""

    def got(entry: Entry) -> Held:
        read = entry.read(kind)
        held: Held = getattr(read, name) if read is not None else None
        return held

    return got


def _kind_of_when(entry: Entry) -> Held:
    read = entry.read(When)
    return read.kind.value if read is not None else None


def _target(name: str) -> Callable[[Entry], Held]:
    def got(entry: Entry) -> Held:
        read = entry.read(Target)
        return str(getattr(read, name)) if read is not None else None

    return got


def _figure(entry: Entry) -> Value | None:
    target = entry.read(Target)
    return target.value if target is not None else entry.read(Value)


def _read_value(entry: Entry) -> str:
    several, one = entry.read(Segments), _figure(entry)
    return say_value(several, as_printed=True) if several else say_value(one, as_printed=True) if one else ""


def _date(entry: Entry) -> dt.date | None:
    return entry.read(dt.date)


def _several(entry: Entry) -> Iterator[str]:
    held = entry.value if isinstance(entry.value, tuple) else (entry.value,)
    return (each for each in held if isinstance(each, str))


def _references(entry: Entry) -> str:
    read = entry.read(ReferenceList)
    return "; ".join(map(str, read.distinct)) if read else ""


def _number(entry: Entry) -> Held:
    figure = _figure(entry)
    return figure.number if figure is not None else None


def _unit(entry: Entry) -> Held:
    figure = _figure(entry)
    return figure.unit.words if figure is not None else None


def _unit_kind(entry: Entry) -> Held:
    figure = _figure(entry)
    return figure.unit.kind.value if figure is not None else None


def _rating(entry: Entry) -> Held:
    read = entry.read(Rating)
    return read.key if read is not None else None


def _chosen(entry: Entry) -> Held:
    return "; ".join(_several(entry))


_FIGURE: tuple[Part, ...] = (
    ("number", "number", "its figure, where it is one", _number),
    ("unit", "string", "the figure's unit as printed", _unit),
    ("unit_kind", "string", "what the figure counts", _unit_kind),
)
_PARTS: dict[str, tuple[Part, ...]] = {
    "when": (
        ("kind", "string", "the way in which it says when", _kind_of_when),
        ("start", "date", "its first day", _said_by(When, "start")),
        ("end", "date", "its last day, after which it is late", _said_by(When, "end")),
    ),
    "date": (("date", "date", "the day", _date),),
    "value": (*_FIGURE, ("read", "string", "as read", _read_value)),
    "target": (
        ("kind", "string", "the kind of aim", _target("kind")),
        ("comparison", "string", "how a figure is to stand to it", _target("comparison")),
        *_FIGURE,
    ),
    "reference": (("read", "string", "as read", _references),),
    "references": (("read", "string", "as read, ranges written out", _references),),
    "choice": (("read", "string", "the word of the list", _chosen),),
    "choices": (("read", "string", "the words of the list", _chosen),),
    "rating": (("key", "string", "the rating's key", _rating),),
    "risk": (
        ("read", "string", "the score", _said_by(RiskScore, "text")),
        ("rank", "integer", "the score's rank, where higher is worse", _said_by(RiskScore, "rank")),
    ),
}
