"""H: over time. Are members' questions about rows that are there?"""

from __future__ import annotations

from collections.abc import Iterator

from compiler.domain.finding import Audience, Severity
from compiler.domain.question import as_entered_last
from compiler.domain.text import fold, nearest
from compiler.rules.case import Case
from compiler.rules.rule import Point, Rule, Scope
from compiler.rules.wording import quote


def about_nothing(case: Case) -> Iterator[Point]:
    """Open questions that name a row which neither plan nor return of the year has."""
    rows = [row for book in (*case.sound_plans, *case.sound_returns) for row in book.records]
    for question in as_entered_last(case.decisions.questions):
        if not question.reference or question.answered is not None or not rows:
            continue
        held = {row.text("reference") for row in rows if question.division in ("", row.division)} - {""}
        if fold(question.reference) not in set(map(fold, held)):
            close = nearest(question.reference, sorted(held))
            yield Point(
                question.origin,
                f"The question {quote(question.question)} is about {quote(question.reference)}, and "
                f"{case.year.label} has no row of that reference.",
                "A question is shown beside the row that it names.",
                f"Did you mean {quote(close)}?" if close else "Correct the reference, or leave it out.",
                value=question.reference,
                subject=question.reference,
                division=question.division,
                audience=Audience.OFFICER,
            )


QUESTION_RULES = (
    Rule(
        "H959",
        "A question about a row that is not there",
        "Members who ask about a row are shown how it stands. With a wrong reference they are shown nothing.",
        Severity.NOTE,
        Scope.TIME,
        about_nothing,
    ),
)
