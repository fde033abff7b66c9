"""Which rows members look at first: those that ask for a reason, are worse than before, or are overdue."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from compiler.consolidate.view import DepartmentView, Movement, Row
from compiler.domain.record import Kind
from compiler.domain.risk import RiskScore
from compiler.domain.when import When
from compiler.report.facts import is_exception

_NEVER = dt.date.max


def overdue(view: DepartmentView, row: Row) -> bool:
    """Whether an action was due by the period's last day and is not completed.

    Nothing is said of one that is not rated, and of one with the best rating of a scheme in which that may mean
    completed.
    """
    rating, due = row.rating, due_by(row)
    if row.kind is not Kind.ACTION or row.returned is None or rating is None or due is None or rating.rank == 0:
        return False
    scheme = view.profile.ratings
    best = max((state.rank for state in scheme.inside), default=0) if scheme else 0
    finished = rating.done or rating.rank == best or row.returned.entry("completed").given
    return not finished and due <= view.period.last_day


def due_by(row: Row) -> dt.date | None:
    """The last day of what a row's approved date names, where it can be told."""
    when = row.entry("due").read(When)
    return when.end if when else None


def worsened(row: Row) -> bool:
    """Whether the rating is worse than in the period before."""
    return row.movement is Movement.WORSENED


def exceptional(view: DepartmentView, row: Row) -> bool:
    """Whether members are told of the row by itself: what happened, why, what is being done and by when."""
    return is_exception(row.rating) or worsened(row) or overdue(view, row)


def worst_first(view: DepartmentView, rows: Iterable[Row]) -> list[Row]:
    """The rows in the order of their ratings, the worst first; of one rating those that fell, then the longest due.

    Rows that are alike stay in the order of the plan; those without a rating in the scheme come last.
    """

    def weight(row: Row) -> tuple[float, bool, bool, dt.date]:
        late = overdue(view, row)
        rank = row.rating.rank if row.rating and row.rating.rank else float("inf")
        return rank, not worsened(row), not late, (due_by(row) or _NEVER) if late else _NEVER

    return sorted(rows, key=weight)


def exceptions_in(view: DepartmentView, rows: Iterable[Row]) -> list[Row]:
    """Those of the rows that members are told of by themselves, the worst first."""
    return worst_first(view, (row for row in rows if exceptional(view, row)))


_MOVED = (Movement.NEWLY_DONE, Movement.IMPROVED, Movement.WORSENED)


def changed(row: Row) -> bool:
    """Whether the row's rating, or the score of a risk, is another than in the period before."""
    if row.kind is Kind.RISK:
        now, then = _score(row, "returned"), _score(row, "before")
        return now is not None and then is not None and now != then
    return row.movement in _MOVED


def _score(row: Row, side: str) -> int | None:
    record = row.returned if side == "returned" else row.before
    score = record.read("current", RiskScore) if record else None
    return score.rank if score else None


def notable(view: DepartmentView, rows: Sequence[Row]) -> list[Row]:
    """The rows that are not on course, or that changed, in the order of the plan."""
    return [row for row in rows if exceptional(view, row) or changed(row)]
