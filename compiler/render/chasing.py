"""Drafts of the e-mails by which the officer chases a division's return; nothing is ever sent."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from compiler.domain.finding import Finding, Severity
from compiler.domain.period import Period, say_date
from compiler.domain.text import ended
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
    to = post or f"Head of {standing.division.name}"
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
    return "\n\n".join([*head, *map(_wrapped, paragraphs)]) + "\n"


def _subject(period: Period, standing: Standing) -> str:
    what = "to be sent" if standing.book is None else "to be put right"
    return f"Return for {period.short} {what}"


def _missing(period: Period, standing: Standing, deadline: Deadline) -> Iterator[str]:
    name, due = standing.division.name, _was_due(standing, deadline)
    yield f"The return of {name} for {period.label} has not reached me. {due}".rstrip()
    file = f", '{standing.division.file}'," if standing.division.file else ""
    yield (
        f"Please send me the workbook{file} by return. If you have nothing to report, send it all the same and choose "
        "'Yes' beside 'Nothing to report' on its cover. If something prevents you, tell me today what it is and when I "
        "may expect the return, so that I can say so in the report."
    )


def _due(deadline: Deadline) -> str:
    return f"The returns were due on {say_date(deadline.due)}." if deadline.due else ""


def _was_due(standing: Standing, deadline: Deadline) -> str:
    if deadline.due is None:
        return ""
    late = standing.days_late or 0
    days = f", {late} {'day' if late == 1 else 'days'} ago" if late else ""
    return f"It was due on {say_date(deadline.due)}{days}."


def _faulty(period: Period, standing: Standing, deadline: Deadline) -> Iterator[str]:
    yield f"Thank you for the return of {standing.division.name} for {period.label}. {_due(deadline)}".rstrip()
    if standing.state is State.UNUSABLE:
        yield f"It cannot be used: {ended(standing.why)} Please put this right and send the workbook again by return."
        return
    yield from _points(standing.errors, standing.warnings)
    yield "Please put this right in the workbook, under the same file name, and send it again by return."


def _points(errors: Sequence[Finding], warnings: Sequence[Finding]) -> Iterator[str]:
    """What has to be put right, each with its place, its remedy and its number."""
    what = "one point has" if len(errors) == 1 else f"these {len(errors)} points have"
    yield f"Before it can go into the report, {what} to be put right:"
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
