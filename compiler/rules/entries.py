"""R: the row. Is everything there that a row with this rating has to say?"""

from __future__ import annotations

from collections.abc import Iterator

from compiler.domain.finding import Severity
from compiler.domain.rating import Rating
from compiler.domain.record import State
from compiler.domain.text import fold
from compiler.profile.choices import choices
from compiler.profile.model import Need
from compiler.rules.case import Answered, Case
from compiler.rules.pointing import point_at
from compiler.rules.rule import Point, Rule, Scope
from compiler.rules.wording import a, listed, quote


def _unsaid(case: Case, need: Need) -> Iterator[Answered]:
    """Cells of columns with this need that say nothing."""
    return (cell for cell in case.cells if cell.column.need == need and _says_nothing(cell))


def _says_nothing(cell: Answered) -> bool:
    """Whether a cell is blank, or holds a word for nothing where that is not an answer."""
    if cell.entry.state is State.BLANK:
        return True
    declared = cell.entry.state in (State.NOT_APPLICABLE, State.NONE)
    allowed = {fold(word) for word in cell.column.empty}
    return declared and not {fold(cell.entry.raw), fold(cell.entry.state.value)} & allowed


def _blank(case: Case, cell: Answered) -> str:
    heading = f"'{case.heading(cell.column)}'"
    return f"{heading} says only {quote(cell.entry.raw)}" if cell.entry.raw else f"{heading} is blank"


def _noun(case: Case, cell: Answered) -> str:
    return case.profile.word(cell.record.kind.value)


def _rating(cell: Answered) -> Rating | None:
    return cell.record.read("rating", Rating)


def _told(rating: Rating) -> str:
    return f"{rating.name} ({rating.meaning})" if rating.meaning else rating.name


def not_given(case: Case) -> Iterator[Point]:
    """What every row of a return has to give, above all its rating."""
    for cell in _unsaid(case, "return"):
        options = choices(case.profile, cell.column)[1]
        noun = _noun(case, cell)
        yield point_at(
            cell,
            f"{_blank(case, cell)}.",
            f"Every {noun} needs one of {listed(options, 'or')}." if options else f"Every {noun} needs it.",
            "Choose one from the list in the cell." if options else "Fill it in.",
        )


def no_progress(case: Case) -> Iterator[Point]:
    """Progress that is not told though the row has a rating."""
    for cell in _unsaid(case, "rated"):
        rating = _rating(cell)
        if rating and rating.in_scheme:
            noun = _noun(case, cell)
            yield point_at(
                cell,
                f"{_blank(case, cell)} though the {noun} is rated {rating.name}.",
                f"{a(noun).capitalize()} with a rating needs it.",
                "Say in a sentence or two what was done.",
            )


def no_reason(case: Case) -> Iterator[Point]:
    """A rating that asks for a reason and a remedy, without them."""
    for cell in _unsaid(case, "exception"):
        rating = _rating(cell)
        if rating and rating.exception:
            noun = _noun(case, cell)
            yield point_at(
                cell,
                f"{_blank(case, cell)} though the {noun} is rated {_told(rating)}.",
                f"The members are told of every {rating.name} {noun} why it is so and what is being done.",
                "Fill it in, or correct the rating.",
            )


def no_completion(case: Case) -> Iterator[Point]:
    """Work that is said to be done, without the day."""
    for cell in _unsaid(case, "done"):
        rating = _rating(cell)
        if rating and rating.done:
            noun = _noun(case, cell)
            yield point_at(
                cell,
                f"{_blank(case, cell)} though the {noun} is rated {_told(rating)}.",
                f"A completed {noun} needs its date of completion.",
                "Enter the date, or correct the rating.",
                example=f"{case.period.last_day:%d/%m/%Y}" if case.period else "",
            )


def not_planned(case: Case) -> Iterator[Point]:
    """What every row of a plan has to say."""
    for cell in _unsaid(case, "plan"):
        yield point_at(cell, f"{_blank(case, cell)}.", f"The plan gives it for every {_noun(case, cell)}.")


ROW_RULES = (
    Rule(
        "R301",
        "An answer that every row needs is missing",
        "A row without a rating or a score cannot be counted, and the percentages of the report would not add up.",
        Severity.ERROR,
        Scope.ROW,
        not_given,
    ),
    Rule(
        "R302",
        "Progress is not told",
        "A colour alone tells the members nothing. They ask what was done.",
        Severity.ERROR,
        Scope.ROW,
        no_progress,
    ),
    Rule(
        "R303",
        "A reason or a remedy is missing",
        "The report sets out every exception: what happened, why, and what is being done.",
        Severity.ERROR,
        Scope.ROW,
        no_reason,
    ),
    Rule(
        "R304",
        "The date of completion is missing",
        "Whether work was completed in time can be said only if the report knows when.",
        Severity.ERROR,
        Scope.ROW,
        no_completion,
    ),
    Rule(
        "R305",
        "A cell of the plan is blank",
        "What the plan does not say, such as a due date, nobody can be held to.",
        Severity.WARNING,
        Scope.ROW,
        not_planned,
    ),
)
