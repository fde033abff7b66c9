"""F: a nil return, whose blank ratings are one thing to say and not many."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compiler.domain.agreement import grouped
from compiler.domain.condition import Due, Row, holds
from compiler.domain.finding import Audience, Severity
from compiler.domain.frozen import dataclass
from compiler.domain.origin import Origin
from compiler.domain.period import say_date
from compiler.domain.record import Kind
from compiler.domain.returned import Return
from compiler.profile.nil import said_nil
from compiler.profile.row_checks import unsaid
from compiler.rules.case import Answered, Case
from compiler.rules.rule import Point, Rule, Scope
from compiler.rules.wording import counted, listed, sentence


@dataclass(frozen=True, slots=True)
class _Saying:
    """How a format's answers are spoken of: the column that holds them, and the words for having and lacking one."""

    column: str
    lacks: str
    gives: str
    done: str
    asks: str


_RATED = _Saying("rating", "a rating", "rates", "rated", "rate")
_ANSWERED = _Saying("progress", "an answer", "answers", "answered", "answer")


def nil_return(case: Case) -> Iterator[Point]:
    """Nil returns: how many rows they leave blank, whether anything was due, and whether anything is answered."""
    for book in case.sound_returns:
        why = said_nil(case.profile, book)
        if why:
            yield _point(case, book, why)


def _point(case: Case, book: Return, why: str) -> Point:
    rates = case.profile.ratings is not None
    say = _RATED if rates else _ANSWERED
    cells = [cell for cell in case.under(say.column) if cell.book is book and (rates or cell.column.need == "return")]
    blank = [cell for cell in cells if holds(unsaid(case.profile, cell.column), Row(cell.record, cell.record))]
    rated = [cell for cell in cells if cell not in blank]
    due = [cell for cell in blank if _was_due(case, cell)]
    return Point(
        Origin(book.workbook),
        sentence(
            f"This is a nil return: {why}.",
            f"It leaves {_rows(case, blank)} without {say.lacks}." if blank else "",
            f"Yet it {say.gives} {_rows(case, rated)}." if rated else "",
        ),
        sentence(f"What it leaves blank is counted as not {say.done}." if blank else "", _overdue(case, due)),
        f"Nothing, if that is meant. Otherwise {say.asks} these rows, and take the mark of a nil return away.",
        division=book.division,
        audience=Audience.TEAM if due or rated else Audience.OFFICER,
        most=Severity.WARNING if due or rated else Severity.NOTE,
    )


def _rows(case: Case, cells: Sequence[Answered]) -> str:
    """How many rows of each kind: '2 actions and 1 indicator'."""
    kinds = grouped(cells, lambda cell: cell.record.kind.value)
    return listed(counted(len(same), case.profile.word(kind)) for kind, same in kinds.items())


def _was_due(case: Case, cell: Answered) -> bool:
    record = cell.record
    last = case.period.last_day if case.period else case.year.last_day
    return record.kind is Kind.ACTION and holds(Due("due", last), Row(record, case.approved(record)))


def _overdue(case: Case, due: Sequence[Answered]) -> str:
    """Which actions were due by the end of the period, though nothing is said of them."""
    if not due or case.period is None:
        return ""
    names = listed(cell.record.text("reference") or f"the one in row {cell.record.origin.row}" for cell in due)
    return f"By {say_date(case.period.last_day)} {names} {'was' if len(due) == 1 else 'were'} due."


NIL_RULES = (
    Rule(
        "F116",
        "A nil return",
        "A division that has nothing to report says so, and is not asked row by row; but what was due is not nothing.",
        Severity.WARNING,
        Scope.FILE,
        nil_return,
    ),
)
