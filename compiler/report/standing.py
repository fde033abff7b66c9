"""Which rows members look at first: those that ask for a reason, are worse than before, or are overdue."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from operator import itemgetter

from compiler.consolidate.view import DepartmentView, Movement, Row
from compiler.domain.origin import Origin
from compiler.domain.record import Entry, Kind
from compiler.domain.risk import RiskScore
from compiler.domain.when import When
from compiler.report.facts import is_exception
from compiler.report.once import answer, few, made_once

EXCEPTIONS = "exceptions"
"""The anchor of the section that tells of these rows one by one, and the key of its part."""
_NEVER = dt.date.max
_Weight = tuple[float, bool, bool, dt.date]


def overdue(view: DepartmentView, row: Row) -> bool:
    """Whether an action was due by the period's last day and is not completed.

    Nothing is said of one that is not rated, and of one with the best rating of a scheme in which that may mean
    completed.
    """
    rating = row.rating
    if row.kind is not Kind.ACTION or row.returned is None or rating is None or rating.rank == 0 or rating.done:
        return False
    due = due_by(row)
    if due is None or due > view.period.last_day or row.returned.gives("completed"):
        return False
    scheme = view.profile.ratings
    return rating.rank != (max((state.rank for state in scheme.inside), default=0) if scheme else 0)


def due_by(row: Row) -> dt.date | None:
    """The last day of what a row's approved date names, where it can be told."""
    return answer(_due_by, row)


def _due_by(row: Row) -> dt.date | None:
    when = row.read("due", When)
    return when.end if when else None


def worsened(row: Row) -> bool:
    """Whether the rating is worse than in the period before."""
    return row.movement is Movement.WORSENED


def exceptional(view: DepartmentView, row: Row) -> bool:
    """Whether members are told of the row by itself: what happened, why, what is being done and by when."""
    return _weight(view, row) is not None


def exceptions_in(view: DepartmentView, rows: Iterable[Row]) -> list[Row]:
    """Those of the rows that members are told of by themselves, in the order of their ratings, the worst first; of one
    rating those that fell, then the longest due.

    Rows that are alike stay in the order of the plan; those without a rating in the scheme come last.
    """
    weight_of = few(_weighed, view)
    weighed = [(weight, row) for row in rows if (weight := weight_of(row)) is not None]
    return [row for _, row in sorted(weighed, key=itemgetter(0))]


def _weight(view: DepartmentView, row: Row) -> _Weight | None:
    """How much an exception presses, the least first; None for a row that is none. Eleven lists of a report ask it."""
    return few(_weighed, view)(row)


def _weighed(row: Row, view: DepartmentView) -> _Weight | None:
    fell, late = worsened(row), overdue(view, row)
    if not (fell or late or is_exception(row.rating)):
        return None
    rank = row.rating.rank if row.rating and row.rating.rank else float("inf")
    return rank, not fell, not late, (due_by(row) or _NEVER) if late else _NEVER


_MOVED = (Movement.NEWLY_DONE, Movement.IMPROVED, Movement.WORSENED)


def notable(view: DepartmentView, rows: Sequence[Row]) -> list[Row]:
    """The rows that are not on course or that changed, the most pressing first; of risks the gravest, and those that
    moved."""
    return made_once("notable", rows, lambda: _notable(view, rows))


def _notable(view: DepartmentView, chosen: Sequence[Row]) -> list[Row]:
    pressing = exceptions_in(view, chosen)
    grave = [row for row in chosen if row.kind is Kind.RISK and _is_grave(view, row)]
    moved = [row for row in chosen if row.movement in _MOVED or _score_moved(row)]
    held = {id(row): row for row in (*pressing, *grave, *moved)}
    return list(held.values())


def _is_grave(view: DepartmentView, row: Row) -> bool:
    """Whether a risk lies beyond the appetite, or has the worst score where no appetite is known."""
    score, scheme = score_of(row), view.profile.risks
    if score is None or scheme is None:
        return False
    return score.text in scheme.appetite if scheme.appetite is not None else score.rank == scheme.scores()[-1].rank


def _score_moved(row: Row) -> bool:
    if row.kind is not Kind.RISK or row.returned is None:
        return False
    now, then = score_of(row), score_before(row)
    return now is not None and then is not None and now.rank != then.rank


def score_of(row: Row) -> RiskScore | None:
    """A risk's score now, if it has one."""
    return row.returned.read("current", RiskScore) if row.returned else row.record.read("priority", RiskScore)


def score_before(row: Row) -> RiskScore | None:
    """A risk's score before, if it had one: that of the last return, else the approved one."""
    before = row.before.read("current", RiskScore) if row.before else None
    return before if before is not None else row.record.read("priority", RiskScore)


def score_entry(row: Row) -> Entry:
    """The cell that holds a risk's score now; in a risk without a return, that of the plan."""
    return row.returned.entry("current") if row.returned else row.record.entry("priority")


def score_where(row: Row) -> Origin:
    """Where a risk's score stands now; no cell is made to tell it."""
    return row.returned.where("current") if row.returned else row.record.where("priority")


def score_where_before(row: Row) -> Origin:
    """Where a risk's score stood before: in the last return, or as approved."""
    returned = row.before is not None and row.before.read("current", RiskScore) is not None
    return row.before.where("current") if row.before and returned else row.record.where("priority")
