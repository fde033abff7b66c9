"""What the authors of plans and returns wrote: their texts, each once, and the cells in which each stands."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cached_property

from compiler.domain.entry import GIVEN, State
from compiler.domain.frozen import dataclass
from compiler.domain.returned import Role
from compiler.domain.text import fold
from compiler.rules.columnwise import Down, Place, Rows

_SAID_OTHERWISE = tuple(state for state in State if state not in (*GIVEN, State.BLANK))
"""The states of cells that hold words and no value."""


@dataclass(frozen=True)
class Written:
    """The cells of one type that say anything: those that hold words of their author, or those that name officers.

    Half the texts stand in several cells; what is asked of a text is asked once, and its cells are made when they are
    told of.
    """

    rows: Sequence[Rows]
    type: str = "text"

    @cached_property
    def _down(self) -> Sequence[tuple[Rows, Sequence[Down]]]:
        found = ((rows, [rows.down(c) for c in rows.columns if c.type == self.type]) for rows in self.rows)
        return [(rows, down) for rows, down in found if down]

    def of(self, role: Role) -> frozenset[str]:
        """The texts of the plans, or of the returns."""
        return self._plans if role is Role.PLAN else self._returns

    @cached_property
    def _plans(self) -> frozenset[str]:
        return self._of(Role.PLAN)

    @cached_property
    def _returns(self) -> frozenset[str]:
        return self._of(Role.RETURN)

    def _of(self, role: Role) -> frozenset[str]:
        every = (each.given for rows, down in self._down if rows.book.role is role for each in down)
        return frozenset[str]().union(*every)

    @property
    def texts(self) -> frozenset[str]:
        """All texts."""
        return self._plans | self._returns

    @cached_property
    def _rows(self) -> dict[int, str]:
        return {}

    def row(self, place: Place) -> str:
        """Of what kind the row of a cell is, with its reference, folded; '' where it has none."""
        down, number = place
        record = down.records[number]
        found = self._rows.get(id(record))
        if found is None:
            reference = fold(record.text("reference"))
            found = self._rows[id(record)] = f"{down.sheet.kind.value} {reference}" if reference else ""
        return found

    def places(self, texts: Collection[str], roles: Collection[Role] = tuple(Role)) -> list[Place]:
        """Where some of the texts stand, workbook by workbook and row by row."""
        wanted = frozenset(texts)
        asked = ((rows, down) for rows, down in self._down if rows.book.role in roles)
        found: list[Place] = []
        for rows, down in asked:
            places = rows.saying(wanted, down)
            if places and any(each.any_in(*_SAID_OTHERWISE) for each in down):
                places = [(each, number) for each, number in places if each.states[number] in GIVEN]
            found += places
        return found
