"""A target that was read: what kind of aim it states, its figures, and by when."""

from __future__ import annotations

from enum import StrEnum

from compiler.domain.frozen import dataclass
from compiler.domain.value_model import Value


class TargetKind(StrEnum):
    """What kind of aim a target states."""

    LEVEL = "level"
    RANGE = "range"
    RATIO = "ratio"
    CHANGE = "change"
    RATING = "rating"
    COUNT = "count"
    STANDARD = "standard"
    COVERAGE = "coverage"
    MILESTONE = "milestone"
    DIRECTION = "direction only"
    TREND = "trend"
    RELATIVE = "relative"
    MONITOR = "monitor"
    SEGMENTS = "segments"
    UNDETERMINED = "to be determined"
    EXTERNAL = "external"
    NOT_APPLICABLE = "not applicable"
    PLACEHOLDER = "placeholder"
    BLANK = "blank"
    CUT_OFF = "cut off"
    UNREADABLE = "unreadable"


class Comparison(StrEnum):
    """How a figure is to stand to its target; AS_IS when only a figure is printed and polarity has to decide."""

    AS_IS = ""
    AT_LEAST = "at least"
    AT_MOST = "at most"
    OVER = "over"
    UNDER = "under"


class Movement(StrEnum):
    """Which way a target wants a figure to move."""

    UP = "up"
    DOWN = "down"
    HOLD = "hold"
    BETTER = "better"


JUDGEABLE = frozenset(
    {
        TargetKind.LEVEL,
        TargetKind.RANGE,
        TargetKind.RATIO,
        TargetKind.CHANGE,
        TargetKind.RATING,
        TargetKind.COUNT,
        TargetKind.STANDARD,
        TargetKind.SEGMENTS,
    }
)
"""The kinds that arithmetic can mark as met or missed; the others need a person."""


@dataclass(frozen=True, slots=True)
class Target:
    """A target: its kind, the words as typed, and what was read from them.

    values: the figure or figures (two for a range, the amount for a change); comparison: how a figure is to stand to
    them; movement: the way it is to move; baseline: where it starts from; within: the times of a service standard;
    by: the date words, as typed, not interpreted; segments: the parts of a target with several; label: a part's name;
    notes: what was repaired or assumed; unread: why it cannot be read ('' when it can).
    """

    kind: TargetKind
    raw: str
    values: tuple[Value, ...] = ()
    comparison: Comparison = Comparison.AS_IS
    movement: Movement | None = None
    baseline: Value | None = None
    within: tuple[Value, ...] = ()
    by: str = ""
    segments: tuple[Target, ...] = ()
    label: str = ""
    notes: tuple[str, ...] = ()
    unread: str = ""

    @property
    def judgeable(self) -> bool:
        """Whether arithmetic can say that it is met: its kind allows it, and it has a figure."""
        return self.kind in JUDGEABLE and bool(self.values or self.segments)

    @property
    def value(self) -> Value | None:
        """The figure to be compared with, if there is exactly one."""
        return self.values[0] if len(self.values) == 1 else None
