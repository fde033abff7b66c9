"""The face of the report: whose it is, what it is about and when; the marks of a draft; the summary."""

from __future__ import annotations

from compiler.domain.language import term
from compiler.domain.period import say_date
from compiler.report.blocks import Block, Heading, Inline, Paragraph, Strong, ToWrite, Words
from compiler.report.coverage import coverage
from compiler.report.narrative import SUMMARY, narrative
from compiler.report.sentences import words
from compiler.report.telling import Blocks, Telling

MEETING_DATE = "date of the meeting"
"""What the officer has to give where no day is set for the meeting."""


def title(telling: Telling) -> str:
    """The report's title, with the period in full."""
    return telling.filled(telling.profile.report.title)


def running(telling: Telling) -> str:
    """The title for the head of each page, with the period as later uses have it."""
    return telling.filled(telling.profile.report.title.replace("{period}", telling.now))


def subject(telling: Telling) -> str:
    """What the report is about, with the period in full."""
    return telling.filled(telling.profile.report.subject or telling.profile.report.title)


def meeting(telling: Telling) -> str:
    """The date of the meeting as printed; '' where the department has not set it."""
    period = telling.view.period
    deadline = telling.view.department.deadlines.get(f"{period.year.name}/{period.name}")
    return say_date(deadline.meeting) if deadline and deadline.meeting else ""


def face(telling: Telling) -> Blocks:
    """The lines at the head of the report: body, report to, report of, subject, date."""
    report = telling.profile.report
    lines: list[tuple[str, Inline | Words]] = [
        (term("Report to"), ", ".join(report.reported_to[:1])),
        (term("Report of"), report.report_of),
        (term("Subject"), subject(telling)),
        (term("Date"), meeting(telling) or ToWrite(term(MEETING_DATE))),
        (term("Covers"), coverage(telling)),
    ]
    blocks: list[Block] = [Heading(1, title(telling), "title")]
    if report.body:
        blocks.append(Paragraph((report.body,), "subtitle"))
    blocks += [Paragraph(words(Strong(f"{label}: "), said), "meta") for label, said in lines if said]
    return tuple(blocks)


def summary(telling: Telling) -> Blocks:
    """The summary that members read first, in numbered parts."""
    parts: Blocks = ()
    for key in SUMMARY:
        parts = (*parts, *narrative(key, 3, "summary-")(telling))
    return (Heading(2, term("Summary"), "summary", counted="summary"), *parts) if parts else ()
