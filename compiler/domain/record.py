"""Records: one row of a plan or return, each of its cells kept as typed beside what it was read as."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import TypeVar

from compiler.domain.frozen import dataclass, field
from compiler.domain.origin import Origin

T = TypeVar("T")


class State(Enum):
    """What a cell says when it is asked: a value, or one of the ways of saying nothing, which are kept apart."""

    VALUE = "value"
    BLANK = "blank"
    NOT_APPLICABLE = "not applicable"
    NONE = "none"
    NOT_PUBLISHED = "not published"
    ABSENT = "no such column"
    UNREADABLE = "unreadable"


class Kind(Enum):
    """What a row is about."""

    OBJECTIVE = "objective"
    ACTION = "action"
    INDICATOR = "indicator"
    RISK = "risk"
    RESOURCE = "resource"
    TOTAL = "total"
    NARRATIVE = "narrative"
    MILESTONE = "milestone"
    OUTCOME = "outcome"
    ROUTE = "route"


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
        return self.state in (State.VALUE, State.UNREADABLE)


@dataclass(frozen=True, slots=True)
class Record:
    """One row: an action, an indicator, a risk, an objective, a block of narrative.

    `plan` is the tier whose row it is (a key of the profile's tiers), `division` who answers for it, `identity` the
    row's own mark that survives sorting, `entries` the cells by column key.
    """

    kind: Kind
    plan: str
    division: str
    identity: str
    origin: Origin
    entries: Mapping[str, Entry] = field(default_factory=dict)
    hidden: bool = False

    def entry(self, key: str) -> Entry:
        """The cell under a column; one in the state ABSENT, placed at the row, when the sheet has no such column."""
        found = self.entries.get(key)
        return found if found is not None else Entry("", State.ABSENT, None, self.origin)

    def text(self, key: str) -> str:
        """The words of a cell as typed, '' where it holds none."""
        entry = self.entry(key)
        return entry.raw if entry.given else ""

    def read(self, key: str, kind: type[T]) -> T | None:
        """What a cell was read as, if it is of that type."""
        return self.entry(key).read(kind)

    @property
    def label(self) -> str:
        """What the row is called in a message: its reference, or else the beginning of its words."""
        reference = self.text("reference")
        keys = ("action", "definition", "risk", "block", "outcome")
        words = next((text for key in keys if (text := self.text(key))), "")
        return reference or (words if len(words) <= 60 else words[:57].rstrip() + "…") or f"row {self.origin.row}"
