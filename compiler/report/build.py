"""The report of a department for one period: every part that it can have, and these in the order of the format."""

from __future__ import annotations

from compiler.consolidate.view import DepartmentView
from compiler.domain.language import speaking
from compiler.report.arrange import arranged
from compiler.report.blocks import Report
from compiler.report.first_use import first_uses
from compiler.report.known_facts import facts_of
from compiler.report.once import once
from compiler.report.partial import outstanding
from compiler.report.parts import offered
from compiler.report.slots import default_order
from compiler.report.summary import meeting, running, subject, title
from compiler.report.telling import Telling


@speaking
def build_report(view: DepartmentView, *, final: bool = False, master: str = "master.xlsx") -> Report:
    """Tell a department's period as a report, in the order of the format; `arranged` puts it in another.

    `final` leaves out remarks meant for the officer alone; it does not take away the mark of a draft, which stands as
    long as errors, gaps or returns missing without a reason stand. `master` is the master workbook's file name.
    """
    with once(view):
        whole = _whole(Telling(view, final, master))
    return arranged(whole, default_order(view.profile))


def _whole(telling: Telling) -> Report:
    """The report with every part that it offers."""
    view = telling.view
    return Report(
        title=title(telling),
        subject=subject(telling),
        department=view.department.name,
        council=view.department.council,
        period=view.period.label,
        parts=(),
        notice=view.notice,
        date=meeting(telling),
        footer=f"{view.department.council}, {view.department.name}: {view.period.short}",
        running=running(telling),
        keywords=(view.department.council, view.department.name, view.period.short),
        facts=facts_of(telling),
        offered=offered(telling),
        outstanding=outstanding(telling),
        first_uses=first_uses(telling),
        language=view.profile.language,
    )
