"""Records: one row of a plan or return, each of its cells kept as typed beside what it was read as."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import TypeVar

from compiler.domain.cells import Cells, Content, content_of
from compiler.domain.entry import GIVEN
from compiler.domain.entry import Entry as Entry
from compiler.domain.entry import State as State
from compiler.domain.frozen import dataclass, field
from compiler.domain.origin import Origin

T = TypeVar("T")


class Kind(Enum):
    """What a row is about."""

    __hash__ = object.__hash__  # each is there once; by its name, as enumerations have it, a look-up takes 0.3 µs more

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
        entries = self.entries
        if type(entries) is Cells:
            return entries.text(key)
        entry = entries.get(key)
        return entry.raw if entry is not None and entry.given else ""

    def read(self, key: str, kind: type[T]) -> T | None:
        """What a cell was read as, if it is of that type."""
        entries = self.entries
        value = entries.value(key) if type(entries) is Cells else self.entry(key).value
        return value if isinstance(value, kind) else None

    def state(self, key: str) -> State:
        """What a cell says when it is asked."""
        entries = self.entries
        return entries.state(key) if type(entries) is Cells else self.entry(key).state

    def gives(self, key: str) -> bool:
        """Whether a cell holds a value, readable or not."""
        return self.state(key) in GIVEN

    def said(self, key: str) -> Content | None:
        """What a cell says, wherever it stands; None where the sheet has no such column."""
        entries = self.entries
        if type(entries) is Cells:
            place = entries.layout.place.get(key)
            return None if place is None else entries.contents[place]
        found = entries.get(key)
        return None if found is None else content_of(found)

    def where(self, key: str) -> Origin:
        """Where a cell stands; the row where the sheet has no such column."""
        entries = self.entries
        if type(entries) is not Cells:
            return self.entry(key).origin
        place, row = entries.layout.place.get(key), entries.row
        return self.origin if place is None else Origin(row.workbook, row.sheet, row.row, entries.layout.columns[place])

    @property
    def label(self) -> str:
        """What the row is called in a message: its reference, or else the beginning of its words."""
        reference = self.text("reference")
        keys = ("action", "definition", "risk", "block", "outcome")
        words = next((text for key in keys if (text := self.text(key))), "")
        return reference or (words if len(words) <= 60 else words[:57].rstrip() + "…") or f"row {self.origin.row}"
