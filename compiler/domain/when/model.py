"""What a due date was read as."""

from __future__ import annotations

from datetime import date
from enum import Enum

from compiler.domain.frozen import dataclass


class WhenKind(Enum):
    """The ways in which plans say when something is due."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    FINANCIAL_YEAR = "financial year"
    ACADEMIC_YEAR = "academic year"
    YEAR = "year"
    SEASON = "season"
    TERM = "term"
    SPAN = "span"
    ONGOING = "ongoing"
    FROM = "from"
    START_BY = "start-by"
    RECURRING = "recurring"
    EXTERNAL = "external"
    STAGED = "staged"
    SEVERAL = "several"
    NOT_APPLICABLE = "not applicable"
    NONE = "none"
    BLANK = "blank"
    IMPOSSIBLE = "impossible"
    UNREADABLE = "unreadable"


class Precision(Enum):
    """How exactly a date was given; NOTHING where none was."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    TERM = "term"
    FINANCIAL_YEAR = "financial year"
    ACADEMIC_YEAR = "academic year"
    YEAR = "year"
    NOTHING = ""


@dataclass(frozen=True, slots=True)
class When:
    """A due date: the words as typed and what they were read as.

    `start` and `end` are the first and the last day of what is named, so that something due in March 2009 is late
    after 31 March 2009; `end` is None where lateness cannot be judged. A start-by has in `start` the last day for
    starting. `cycle` is how often a recurring one comes round, `depends_on` what an external one waits for. `parts`
    are the dates of a staged or several one, each with its own words. `notes` say what was repaired or assumed and
    `unread` holds the words that say something other than when. For an impossible or unreadable one `problem` says
    what is wrong, as a sentence, and `suggestion` what may have been meant, in words that can be read ('' if nothing).
    """

    kind: WhenKind
    raw: str
    start: date | None = None
    end: date | None = None
    precision: Precision = Precision.NOTHING
    parts: tuple[When, ...] = ()
    notes: tuple[str, ...] = ()
    problem: str = ""
    suggestion: str = ""
    unread: str = ""
    cycle: str = ""
    depends_on: str = ""

    @property
    def readable(self) -> bool:
        """Whether the words were understood (blank is)."""
        return self.kind not in (WhenKind.IMPOSSIBLE, WhenKind.UNREADABLE)

    @property
    def judged(self) -> bool:
        """Whether it can be told if the whole is late."""
        return self.end is not None

    @property
    def deadlines(self) -> tuple[date, ...]:
        """Every day by which something is due, in order: those of the parts where there are parts."""
        ends = {day for part in self.parts for day in part.deadlines} if self.parts else {self.end}
        return tuple(sorted(day for day in ends if day is not None))

    def late(self, as_at: date) -> bool:
        """Whether it was due before that day; False where lateness cannot be judged."""
        return self.end is not None and self.end < as_at


@dataclass(frozen=True, slots=True)
class DateInText:
    """A date in running text: the characters from `start` up to `stop`, and what they were read as."""

    start: int
    stop: int
    when: When
