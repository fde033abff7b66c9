"""The department view: all plans and returns of a period as one, each row remembering its cells."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from enum import Enum
from typing import TypeVar

from compiler.consolidate.direction import Travel
from compiler.domain.conflict import Conflict, Settled
from compiler.domain.decision import Amendment, Settlement
from compiler.domain.finding import Finding, Severity
from compiler.domain.frozen import dataclass, field
from compiler.domain.language import Language
from compiler.domain.origin import Origin
from compiler.domain.period import Period
from compiler.domain.proposal import Proposal
from compiler.domain.question import Carried
from compiler.domain.rating import Rating
from compiler.domain.record import Entry, Kind, Record, State
from compiler.profile.audience import Audience
from compiler.profile.department import Department, Division
from compiler.profile.model import Profile

NO_RETURN = Rating(
    "no_return", "No return", "the division's return was not received", in_scheme=False, fill="E3E7EB", mark="?"
)
NOT_RATED = Rating("not_rated", "Not rated", "the return gives no rating", in_scheme=False, fill="E3E7EB", mark="?")

_NOTHING = (State.ABSENT, State.BLANK)
T = TypeVar("T")


class Movement(Enum):
    """What became of a row's rating since the period before."""

    NEWLY_DONE = "newly completed"
    IMPROVED = "better"
    WORSENED = "worse"
    SAME = "no change"
    NEW = "new this period"
    UNKNOWN = "cannot be told"


@dataclass(frozen=True, slots=True)
class Belongs:
    """What a row belongs to: its objective, and by that the short name of an outcome; None and '' where there is none.

    Rows of one objective share it.
    """

    objective: Record | None = None
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """How a row is rated; rows that are rated alike share it.

    `rating` is the one that counts (by the profile's `rating.by`), never None where the format has ratings: a row
    without a return is NO_RETURN, a blank NOT_RATED. `claimed` is what the officer gave, `computed` what the figures
    give where arithmetic can judge. `before` is the rating of the period before.
    """

    rating: Rating | None = None
    claimed: Rating | None = None
    computed: Rating | None = None
    before: Rating | None = None
    movement: Movement = Movement.UNKNOWN


@dataclass(frozen=True, slots=True)
class More:
    """What only some rows have.

    `steps` are an action's milestones, as returned, or as approved where nothing was returned. `year_ago` is an
    indicator as returned in the same period of the year before; `since` and `since_year` are the directions of its
    figure since the period before and since then, None where no returns of that time are held.
    """

    steps: tuple[Record, ...] = ()
    year_ago: Record | None = None
    since: Travel | None = None
    since_year: Travel | None = None


_ALONE, _NOT_JUDGED, _NO_MORE = Belongs(), Judged(), More()


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the department: as approved, as returned now, and as returned the period before.

    What it has in common with others is shared by them: it takes 80 bytes.
    """

    planned: Record | None
    returned: Record | None
    before: Record | None = None
    belongs: Belongs = _ALONE
    judged: Judged = _NOT_JUDGED
    more: More = _NO_MORE

    @property
    def kind(self) -> Kind:
        """What it is about."""
        return (self.planned or self.returned or self.record).kind

    @property
    def plan(self) -> str:
        """The tier whose row it is, by its key."""
        return (self.planned or self.returned or self.record).plan

    @property
    def division(self) -> str:
        """Who answers for it, by the division's key."""
        return (self.planned or self.returned or self.record).division

    @property
    def objective(self) -> Record | None:
        """The objective that it belongs to."""
        return self.belongs.objective

    @property
    def outcome(self) -> str:
        """The short name of the outcome that it belongs to."""
        return self.belongs.outcome

    @property
    def rating(self) -> Rating | None:
        """The rating that counts."""
        return self.judged.rating

    @property
    def claimed(self) -> Rating | None:
        """The rating that the officer gave."""
        return self.judged.claimed

    @property
    def computed(self) -> Rating | None:
        """The rating that the figures give."""
        return self.judged.computed

    @property
    def rating_before(self) -> Rating | None:
        """The rating of the period before."""
        return self.judged.before

    @property
    def movement(self) -> Movement:
        """What became of the rating since then."""
        return self.judged.movement

    @property
    def steps(self) -> tuple[Record, ...]:
        """An action's milestones."""
        return self.more.steps

    @property
    def year_ago(self) -> Record | None:
        """The row as returned a year ago."""
        return self.more.year_ago

    @property
    def since(self) -> Travel | None:
        """The direction of its figure since the period before."""
        return self.more.since

    @property
    def since_year(self) -> Travel | None:
        """The direction of its figure since a year ago."""
        return self.more.since_year

    @property
    def record(self) -> Record:
        """The row as approved, or as returned where no plan holds it."""
        record = self.planned or self.returned or self.before
        assert record is not None, "a row stands on at least one record"
        return record

    def entry(self, key: str) -> Entry:
        """A cell of the row: the approved one where the plan has the column and a value, else the returned one."""
        approved = self.planned.entry(key) if self.planned else None
        if approved is not None and approved.state not in (State.ABSENT, State.BLANK):
            return approved
        if self.returned is not None and self.returned.entry(key).state is not State.ABSENT:
            return self.returned.entry(key)
        return approved if approved is not None else self.record.entry(key)

    def said_by(self, key: str) -> Record:
        """The record whose cell counts under a column, as `entry` has it; no entry is made to find it."""
        planned, returned = self.planned, self.returned
        if planned is not None and planned.state(key) not in _NOTHING:
            return planned
        if returned is not None and returned.state(key) is not State.ABSENT:
            return returned
        return planned or self.record

    def text(self, key: str) -> str:
        """The words of a cell as typed, '' where there is none."""
        return self.said_by(key).text(key)

    def read(self, key: str, kind: type[T]) -> T | None:
        """What a cell was read as, if it is of that type."""
        return self.said_by(key).read(key, kind)

    def state(self, key: str) -> State:
        """What a cell says when it is asked."""
        return self.said_by(key).state(key)

    def gives(self, key: str) -> bool:
        """Whether a cell holds a value, readable or not."""
        return self.said_by(key).gives(key)

    def where(self, key: str) -> Origin:
        """Where a cell stands."""
        return self.said_by(key).where(key)

    @property
    def rating_origin(self) -> Origin:
        """The cell that the rating comes from; the row of the plan when nothing was returned."""
        return self.returned.where("rating") if self.returned else self.record.origin


class Receipt(Enum):
    """What became of a division's return."""

    RECEIVED = "received"
    MISSING = "missing"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Source:
    """One file that was read, or looked for: for the summary and for the master workbook's Sources sheet.

    `nil` says whether it is a nil return: received, with nothing to report.
    """

    division: Division | None
    role: str
    workbook: str
    receipt: Receipt
    sha256: str = ""
    rows_read: int = 0
    rows_refused: int = 0
    reason: str = ""
    nil: bool = False

    @property
    def state(self) -> str:
        """What became of the file, in words."""
        return "nil return" if self.nil else self.receipt.value


@dataclass(frozen=True, slots=True)
class ToSettle:
    """A conflict between returns: what is suggested and why ('' where nothing is), and the settlement in force."""

    conflict: Conflict
    suggested: str = ""
    why: str = ""
    settled: Settled | None = None


class How(Enum):
    """How it came out that the earlier report was wrong."""

    CORRECTED = "the return corrects it"
    RETURNED = "the return gives another figure for the same period"
    NOT_FINAL = "the figure was provisional"
    DECIDED = "the returns differed and it was decided after the report which is right"


@dataclass(frozen=True, slots=True)
class Restated:
    """One thing that the report of the period before said of a row, and what is right.

    `column` is the rating, the figure or a risk's score; `reported` and `now` are the two cells. `why` is the cell
    of the return in which the reason stands, with the `words` of it; None and '' where none is given.
    """

    row: Row
    column: str
    reported: Entry
    now: Entry
    how: How
    why: Entry | None = None
    words: str = ""
    settlement: Settlement | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many rows have which rating: every rating of the scheme is there, with 0 rows too; rows add up to total."""

    groups: tuple[tuple[Rating, tuple[Row, ...]], ...]

    @property
    def total(self) -> int:
        """All rows, whatever their rating: the denominator of every percentage."""
        return sum(len(rows) for _, rows in self.groups)

    def of(self, key: str) -> tuple[Row, ...]:
        """The rows with the rating of that key."""
        return next((rows for rating, rows in self.groups if rating.key == key), ())


@dataclass(frozen=True, slots=True)
class DepartmentView:
    """Everything that is known of a department for one period. Rows stand in the order of the plans.

    `gone` are rows that a division returned the period before and that neither plan nor return holds now; they are
    not among `rows` and count nowhere. `entered` holds, by the mark of their conflict, decisions that were entered in
    the master workbook and are not yet complete: what counts, who decided it and when, as typed. `year_ago` is the same
    period of the year before, None where no returns of it are held. `proposals` are changes of the plan that returns
    propose and nobody decided on, `decided` those that were decided since the last report. `restated` is what the
    report of the period compared said otherwise, `published` the day on which that was written as final, where it is
    known. `questions` are those of members that this report carries. `objective_answers` are the objectives as
    returned, where a format asks for anything about them; `outcomes` what they link to, where the plans have it in
    rows. `audience` is the body for which the view was narrowed down from the `whole` of the department's rows; None
    for that of the default report.
    """

    department: Department
    profile: Profile
    period: Period
    rows: tuple[Row, ...]
    objectives: tuple[Record, ...]
    narrative: Mapping[str, Record]
    totals: tuple[Record, ...]
    resources: tuple[Record, ...]
    sources: tuple[Source, ...]
    findings: tuple[Finding, ...]
    conflicts: tuple[ToSettle, ...]
    compared: Period | None
    gone: tuple[Row, ...] = ()
    notice: str = ""
    without: Mapping[str, str] | None = None
    entered: Mapping[str, tuple[str, str, str]] = field(default_factory=dict)
    year_ago: Period | None = None
    proposals: tuple[Proposal, ...] = ()
    decided: tuple[Amendment, ...] = ()
    audience: Audience | None = None
    whole: tuple[Row, ...] = ()
    restated: tuple[Restated, ...] = ()
    published: dt.date | None = None
    questions: tuple[Carried, ...] = ()
    objective_answers: tuple[Record, ...] = ()
    outcomes: tuple[Record, ...] = ()

    @property
    def language(self) -> Language:
        """The format's words for words of ours."""
        return self.profile.language

    def of(self, kind: Kind, *plans: str) -> Iterator[Row]:
        """The rows of one kind, of those tiers only if any are named."""
        return (row for row in self.rows if row.kind is kind and (not plans or row.plan in plans))

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that block a final report."""
        return tuple(finding for finding in self.findings if finding.severity is Severity.ERROR)

    @property
    def missing(self) -> tuple[Source, ...]:
        """The returns that were expected and could not be used: one for each division that no other was received of."""
        returns = [source for source in self.sources if source.role == "return"]
        received = {source.division for source in returns if source.receipt is Receipt.RECEIVED}
        lost: dict[str, Source] = {}
        for source in returns:
            if source.receipt is not Receipt.RECEIVED and (source.division is None or source.division not in received):
                lost.setdefault(source.division.key if source.division else source.workbook, source)
        return tuple(lost.values())
