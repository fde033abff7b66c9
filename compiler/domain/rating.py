"""Ratings: the states of a council's scheme, and the states outside it that are counted all the same."""

from __future__ import annotations

from enum import Enum
from typing import Literal

from compiler.domain.frozen import dataclass
from compiler.domain.text import fold


class RatedBy(Enum):
    """Which rating counts: the one that the officer claimed, the one that the figures give, or both must agree."""

    OFFICER = "officer"
    FIGURES = "figures"
    BOTH = "both"


Way = Literal["better", "same", "worse"]
"""Which way a figure went, as a profile writes it."""


@dataclass(frozen=True, slots=True)
class Rating:
    """One state of a rating scheme, such as Amber, with the meaning that the council gives it.

    `name` is written in cells, and `aliases` are read as it; `meaning` is printed beside it. `in_scheme` is false for a
    state that is no rating, such as a figure that is awaited. `rank` orders from worst (1) upwards and is 0 outside the
    scheme, where movement cannot be told. `done` means completed or met; `exception` means that a reason and a remedy
    are asked for. `fill` and `ink` are RRGGBB colours for cells that say the name in words; `mark` is a sign that is
    told apart in black and white. `offered` limits the kinds of rows that its drop-downs offer it for ('indicator');
    empty means all. `not_due` marks the state of a figure that is not due in this 'period', or not before the end of
    the 'year'. A figure has a state with `only_if` by arithmetic only if it went that way ('better', 'same', 'worse')
    since the period before, and else the state `otherwise`; where its way cannot be told a person must judge.
    """

    key: str
    name: str
    meaning: str = ""
    rank: int = 0
    done: bool = False
    exception: bool = False
    in_scheme: bool = True
    fill: str = "FFFFFF"
    ink: str = "000000"
    mark: str = ""
    aliases: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()
    not_due: Literal["", "period", "year"] = ""
    only_if: tuple[Way, ...] = ()
    otherwise: str = ""


@dataclass(frozen=True, slots=True)
class RatingScheme:
    """All states that a council rates with, worst first, then those outside the scheme."""

    states: tuple[Rating, ...]
    by: RatedBy = RatedBy.OFFICER

    @property
    def inside(self) -> tuple[Rating, ...]:
        """The states of the scheme proper, worst first."""
        return tuple(state for state in self.states if state.in_scheme)

    @property
    def outside(self) -> tuple[Rating, ...]:
        """The states outside the scheme, which count in the denominator and are printed."""
        return tuple(state for state in self.states if not state.in_scheme)

    def get(self, key: str) -> Rating:
        """The state of that key; raises KeyError when the scheme has none."""
        for state in self.states:
            if state.key == key:
                return state
        raise KeyError(key)

    def read(self, raw: str) -> Rating | None:
        """The state that the words name, by name or alias, whatever their case and spacing; None if there is none."""
        wanted = fold(raw)
        for state in self.states:
            if wanted == fold(state.name) or any(wanted == fold(alias) for alias in state.aliases):
                return state
        return None
