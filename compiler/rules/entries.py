"""R: the row. Is everything there that a row with this rating has to say?"""

from __future__ import annotations

from collections.abc import Iterator

from compiler.domain.condition import Unsaid
from compiler.domain.finding import Severity
from compiler.domain.rating import Rating
from compiler.profile.choices import offered
from compiler.profile.row_checks import NO_COMPLETION, NO_PROGRESS, NO_REASON, NOT_GIVEN, Asked, unsaid
from compiler.rules.amiss import said_nothing
from compiler.rules.case import Answered, Case
from compiler.rules.pointing import point_at
from compiler.rules.rule import Point, Rule, Scope
from compiler.rules.wording import a, listed, quote


def _blank(case: Case, cell: Answered) -> str:
    heading = f"'{case.heading(cell.column)}'"
    return f"{heading} says only {quote(cell.entry.raw)}" if cell.entry.raw else f"{heading} is blank"


def _noun(case: Case, cell: Answered) -> str:
    return case.profile.word(cell.record.kind.value)


def _told(rating: Rating) -> str:
    return f"{rating.name} ({rating.meaning})" if rating.meaning else rating.name


def not_given(case: Case) -> Iterator[Point]:
    """What every row of a return has to give, above all its rating."""
    for cell in case.amiss(NOT_GIVEN):
        options = offered(case.profile, cell.column, cell.record.kind)
        yield point_at(
            cell,
            f"{_blank(case, cell)}.",
            f"{_every(case, cell)} needs one of {listed(options, 'or')}."
            if options
            else f"{_every(case, cell)} needs it.",
            "Choose one from the list in the cell." if options else "Fill it in.",
        )


def _every(case: Case, cell: Answered) -> str:
    """The rows that a column is meant for, in words: 'Every action', and what those say that it is for."""
    said = [
        f"'{listed(words, 'or')}' under '{case.heading(column)}'"
        for key, words in cell.column.where.items()
        if (column := cell.sheet.column(key))
    ]
    return f"Every {_noun(case, cell)}{' with ' if said else ''}{listed(said)}"


def _rated(case: Case, asked: Asked) -> Iterator[tuple[Answered, Rating]]:
    """The cells that do not give what their row's rating asks for, with that rating."""
    for cell in case.amiss(asked):
        rating = cell.record.read("rating", Rating)
        if rating:
            yield cell, rating


def no_progress(case: Case) -> Iterator[Point]:
    """Progress that is not told though the row has a rating."""
    for cell, rating in _rated(case, NO_PROGRESS):
        noun = _noun(case, cell)
        yield point_at(
            cell,
            f"{_blank(case, cell)} though the {noun} is rated {rating.name}.",
            f"{a(noun).capitalize()} with a rating needs it.",
            "Say in a sentence or two what was done.",
        )


def no_reason(case: Case) -> Iterator[Point]:
    """A rating that asks for a reason and a remedy, without them."""
    for cell, rating in _rated(case, NO_REASON):
        noun = _noun(case, cell)
        yield point_at(
            cell,
            f"{_blank(case, cell)} though the {noun} is rated {_told(rating)}.",
            f"The members are told of every {rating.name} {noun} why it is so and what is being done.",
            "Fill it in, or correct the rating.",
        )


def no_completion(case: Case) -> Iterator[Point]:
    """Work that is said to be done, without the day."""
    for cell, rating in _rated(case, NO_COMPLETION):
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
    asked: dict[int, Unsaid] = {}
    for down in (down for down in case.every_down if down.column.need == "plan"):
        if id(down.column) not in asked:
            asked[id(down.column)] = unsaid(case.profile, down.column)
        for cell in down.at(said_nothing(down, asked[id(down.column)])):
            yield point_at(cell, f"{_blank(case, cell)}.", f"The plan gives it for every {_noun(case, cell)}.")


ROW_RULES = (
    Rule(
        NOT_GIVEN.code,
        NOT_GIVEN.title,
        "A row without a rating or a score cannot be counted, and the percentages of the report would not add up.",
        NOT_GIVEN.severity,
        Scope.ROW,
        not_given,
    ),
    Rule(
        NO_PROGRESS.code,
        NO_PROGRESS.title,
        "A colour alone tells the members nothing. They ask what was done.",
        NO_PROGRESS.severity,
        Scope.ROW,
        no_progress,
    ),
    Rule(
        NO_REASON.code,
        NO_REASON.title,
        "The report sets out every exception: what happened, why, and what is being done.",
        NO_REASON.severity,
        Scope.ROW,
        no_reason,
    ),
    Rule(
        NO_COMPLETION.code,
        NO_COMPLETION.title,
        "Whether work was completed in time can be said only if the report knows when.",
        NO_COMPLETION.severity,
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
