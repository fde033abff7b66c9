"""An entry: one cell of a record, kept as typed beside what it was read as."""

from __future__ import annotations

from enum import Enum
from typing import TypeVar

from compiler.domain.frozen import dataclass
from compiler.domain.origin import Origin

T = TypeVar("T")


class State(Enum):
    """What a cell says when it is asked: a value, or one of the ways of saying nothing, which are kept apart."""

    __hash__ = object.__hash__  # each is there once; by its name, as enumerations have it, a look-up takes 0.3 µs more

    VALUE = "value"
    BLANK = "blank"
    NOT_APPLICABLE = "not applicable"
    NONE = "none"
    NOT_PUBLISHED = "not published"
    ABSENT = "no such column"
    UNREADABLE = "unreadable"


GIVEN = (State.VALUE, State.UNREADABLE)
"""The states of a cell that holds a value, readable or not."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One cell of a record: the words as typed, the state, what they were read as, and where they stand.

    `value` is a str, a tuple of them (several of a list), When, Value, Segments, Target, ReferenceList, Rating,
    RiskScore, date, or None where the state is not VALUE. `notes` say what was repaired in reading; `problem` says,
    for an unreadable cell, what is wrong.
    """

    raw: str
    state: State
    value: object
    origin: Origin
    notes: tuple[str, ...] = ()
    problem: str = ""

    def read(self, kind: type[T]) -> T | None:
        """The value if it is of that type, else None."""
        return self.value if isinstance(self.value, kind) else None

    @property
    def given(self) -> bool:
        """Whether the cell holds a value, readable or not."""
        return self.state in GIVEN
