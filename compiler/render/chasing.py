"""Drafts of the e-mails by which the officer chases a division's return; nothing is ever sent."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from compiler.domain.finding import Finding, Severity
from compiler.domain.period import Period, say_date
from compiler.domain.text import clean, ended, harmless
from compiler.ledger.standing import Standing, State
from compiler.profile.department import Deadline, Department

_WIDTH = 76
_MOST = 20


def chasing_text(department: Department, period: Period, standing: Standing, post: str = "") -> str:
    """The draft for one division: to a post, with the deadline, what is the matter, and what is asked for.

    `post` is who prepared its last return; the head of the division where nobody knows. The text depends on nothing
    but what it is given: the day is in the standing.
    """
    deadline = department.deadlines.get(f"{period.year.name}/{period.name}", Deadline())
    to = " ".join(post.split()) or f"Head of {standing.division.name}"
    paragraphs = [
        f"Dear {to},",
        *(_missing(period, standing, deadline) if standing.book is None else _faulty(period, standing, deadline)),
        *_meeting(standing, deadline),
        f"Yours sincerely,\n\nPerformance Officer\n{department.name}\n{department.council}",
    ]
    head = [
        "DRAFT. This has not been sent: read it, change what you like, and send it yourself.",
        f"To: {to}, {standing.division.name}\nSubject: {_subject(period, standing)}",
    ]
    return harmless(clean("\n\n".join([*head, *map(_wrapped, paragraphs)]))) + "\n"


def _subject(period: Period, standing: Standing) -> str:
    if standing.book is None:
        return f"Return for {period.short} to be sent"
    errors = len(standing.errors)
    points = "" if standing.state is State.UNUSABLE or not errors else f": {errors} {_points_word(errors)}"
    return f"Return for {period.short} to be put right{points}"


def _points_word(number: int) -> str:
    return "point" if number == 1 else "points"


def _missing(period: Period, standing: Standing, deadline: Deadline) -> Iterator[str]:
    name, due = standing.division.name, _was_due(standing, deadline)
    yield f"The return of {name} for {period.label} has not reached me. {due}".rstrip()
    file = f", '{standing.division.file}'," if standing.division.file else ""
    yield (
        f"Please send me the workbook{file} by return. If you have nothing to report, send it all the same and choose "
        "'Yes' beside 'Nothing to report' on its cover. If something prevents you, tell me today what it is and when I "
        "may expect the return, so that I can say so in the report."
    )


def _was_due(standing: Standing, deadline: Deadline) -> str:
    if deadline.due is None:
        return ""
    late = standing.days_late or 0
    days = f", {late} {'day' if late == 1 else 'days'} ago" if late else ""
    return f"It was due on {say_date(deadline.due)}{days}."


def _faulty(period: Period, standing: Standing, deadline: Deadline) -> Iterator[str]:
    """What is wrong, before all else; then how it is sent again, and that it came."""
    whose = f"the return of {standing.division.name} for {period.label}"
    if standing.state is State.UNUSABLE:
        yield f"I cannot use {whose}: {ended(standing.why)}"
        yield f"Please put this right and send the workbook again by return.{_came(standing, deadline)}"
        return
    yield from _points(whose, standing.errors, standing.warnings)
    yield (
        "Please put this right in the workbook, or in the copy with the list 'What to put right' if you have one, and "
        f"send it again by return, under the same file name.{_came(standing, deadline)}"
    )


def _came(standing: Standing, deadline: Deadline) -> str:
    """Thanks for what came, with the day that it was due where it came later."""
    late = f", though it was due on {say_date(deadline.due)}" if deadline.due and standing.days_late else ""
    return f" Thank you for what you have sent{late}."


def _points(whose: str, errors: Sequence[Finding], warnings: Sequence[Finding]) -> Iterator[str]:
    """What has to be put right, each with its place, its remedy and its number."""
    what = "One point has" if len(errors) == 1 else f"{len(errors)} points have"
    yield f"{what} to be put right before {whose} can go into the report:"
    for number, finding in enumerate(errors[:_MOST], 1):
        yield _point(str(number), finding)
    if len(errors) > _MOST:
        yield f"and {len(errors) - _MOST} more of this kind."
    if warnings:
        yield "Please look at this too:" if len(warnings) == 1 else f"Please look at these {len(warnings)} points too:"
        for number, finding in enumerate(warnings[:_MOST], len(errors) + 1):
            yield _point(str(number), finding)


def _point(number: str, finding: Finding) -> str:
    place = ", ".join(part for part in (finding.origin.sheet, finding.origin.cell) if part) or "The whole workbook"
    row = f" ({finding.subject})" if finding.subject else ""
    example = f" For example: {finding.example}." if finding.example else ""
    return f"{number}. {place}{row}: {finding.found} {finding.remedy}{example}"


def _meeting(standing: Standing, deadline: Deadline) -> Iterator[str]:
    if deadline.meeting is None:
        return
    without = "Without your return its rows are shown as 'No return'." if standing.book is None else ""
    if standing.book is not None and any(each.severity is Severity.ERROR for each in standing.findings):
        without = "The report stays a draft until then."
    yield f"The report goes to the meeting of {say_date(deadline.meeting)}. {without}".rstrip()


def _wrapped(paragraph: str) -> str:
    """Lines of a width that every mail program shows; numbered points hang under their number."""
    number, dot, _ = paragraph.partition(". ")
    hanging = " " * (len(number) + 2) if dot and number.isdigit() else ""
    lines = paragraph.split("\n")
    return "\n".join(
        textwrap.fill(line, _WIDTH, subsequent_indent=hanging, break_long_words=False, break_on_hyphens=False)
        for line in lines
    )
