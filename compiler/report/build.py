"""The report of a department for one period: its sections in order, numbered, from the department view."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from compiler.consolidate.view import DepartmentView
from compiler.domain.record import Kind
from compiler.report.appendices import appendix, landscape
from compiler.report.blocks import Block, Contents, Heading, PageBreak, Report, say
from compiler.report.charts import with_figures
from compiler.report.glossary import glossary
from compiler.report.narrative import CLOSING, narrative, others
from compiler.report.partial import conflicts, draft, draft_mark, partial
from compiler.report.plans import plans
from compiler.report.progress import progress
from compiler.report.risks import risks
from compiler.report.summary import face, meeting, subject, summary, title
from compiler.report.telling import Blocks, Telling, together

_ACTIVITIES, _UPDATE, *_ENDING = CLOSING

BODY = (
    narrative("purpose"),
    narrative("background"),
    progress,
    plans,
    risks,
    narrative(_ACTIVITIES),
    narrative(_UPDATE),
    others,
    *(narrative(key) for key in _ENDING),
)
"""The sections of the body, in order; each is left out where the format has nothing for it."""

APPENDICES = (Kind.ACTION, Kind.INDICATOR, Kind.RISK)


def build_report(view: DepartmentView, *, final: bool = False, master: str = "master.xlsx") -> Report:
    """Tell a department's period as a report.

    `final` leaves out remarks meant for the officer alone; it does not take away the mark of a draft, which stands as
    long as errors, gaps or returns missing without a reason stand. `master` is the master workbook's file name.
    """
    telling = Telling(view, final, master)
    opening, body = summary(telling), together(telling, BODY)
    after_body = telling.after(body)
    appended = _appendices(after_body)
    body, figures = with_figures(after_body.after(appended), _next_letter(appended), body)
    appended = (*appended, *figures)
    told = (*_numbered_parts(opening), PageBreak(), Contents(), *_numbered(body), *appended)
    head = face(telling)
    report = Report(
        title=title(telling),
        subject=subject(telling),
        department=view.department.name,
        council=view.department.council,
        period=view.period.label,
        blocks=(*head, *told, *_abbreviations(after_body.after(appended), (*head, *told))),
        notice=view.notice,
        date=meeting(telling),
        footer=f"{view.department.council}, {view.department.name}: {view.period.short}",
        keywords=(view.department.council, view.department.name, view.period.short),
    )
    return _marked(telling, report, len(head))


def _appendices(telling: Telling) -> Blocks:
    """The appendices lettered in order; one without rows is left out and takes no letter."""
    blocks: Blocks = ()
    for kind in APPENDICES:
        letter = _next_letter(blocks)
        blocks = (*blocks, *appendix(letter, kind)(telling.after(blocks)))
    return (*landscape(telling), *blocks) if blocks else ()


def _next_letter(blocks: Blocks) -> str:
    return "ABCDEFGH"[sum(isinstance(block, Heading) and block.level == 2 for block in blocks)]


def _abbreviations(telling: Telling, told: Blocks) -> Blocks:
    headings = sum(isinstance(block, Heading) and block.text.startswith("Appendix ") for block in told)
    return glossary(telling, "ABCDEFGH"[headings], told)


def _marked(telling: Telling, report: Report, place: int) -> Report:
    """The report with the marks of a draft and of partial figures on its face, after the lines at its head."""
    reason = draft(telling, report.gaps)
    marks = (*draft_mark(reason), *partial(telling), *conflicts(telling))
    return replace(report, draft=say(reason), blocks=(*report.blocks[:place], *marks, *report.blocks[place:]))


# --- numbers of headings ----------------------------------------------------------------------------------------------


def _numbered_parts(blocks: Blocks) -> Iterator[Block]:
    """The parts of the summary numbered from 1."""
    number = 0
    for block in blocks:
        if isinstance(block, Heading) and block.level == 3:
            number += 1
            yield replace(block, number=str(number))
        else:
            yield block


def _numbered(blocks: Blocks) -> Iterator[Block]:
    """The sections of the body numbered from 1, their parts as 3.1, 3.2."""
    section, part = 0, 0
    for block in blocks:
        if isinstance(block, Heading) and block.level == 2:
            section, part = section + 1, 0
            yield replace(block, number=str(section))
        elif isinstance(block, Heading) and block.level == 3:
            part += 1
            yield replace(block, number=f"{section}.{part}")
        else:
            yield block
