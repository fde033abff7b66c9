"""`compile plan`: the year's plans and their covering report in Word, and what is to be done before they go out."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence

from compiler.cli.again import asked
from compiler.cli.check import look
from compiler.cli.commands.checks import Check
from compiler.cli.commands.papers import Plan
from compiler.cli.kinds import kind_headings, kinds_held
from compiler.cli.screen import Progress, console, table
from compiler.domain.finding import Finding, Severity, separate
from compiler.domain.record import Kind
from compiler.project.find import Project, WrongUse, division_named, open_project
from compiler.project.issue import year_named
from compiler.project.plan import Document, Documents, folder_of, write_plans, year_of_plans
from compiler.report.sentences import listed, plural

_COUNTED = (Kind.OBJECTIVE, Kind.ACTION, Kind.INDICATOR, Kind.RISK)


def plan_and_tell(options: Plan) -> int:
    """Write the plans and sum up what was written; 0 whatever is wrong in the plans."""
    if options.format not in ("text", "json"):
        raise WrongUse(f"There is no format '{options.format}'. There are: text, json.")
    project = open_project(options.folder, options.department)
    chosen = year_of_plans(project, year_named(project, options.year))
    divisions = [division_named(project.department, name) for name in options.division]
    with Progress(options.quiet) as progress:
        progress.step("Checking the plans")
        asked = Check(plan=True, department=options.department, year=chosen.name, folder=options.folder)
        found = look(asked).findings
        made = write_plans(
            project,
            chosen,
            divisions,
            found,
            dry_run=options.dry_run,
            paginate=options.paginate,
            pdf=options.pdf,
            tell=progress.step,
        )
    if options.format == "json":
        print(_json(project, made, found))
    elif not options.quiet:
        _print_summary(project, made, found, options.dry_run)
    for note in (*made.missing, *made.notes):
        print(note, file=sys.stderr)
    return 0


def _print_summary(project: Project, made: Documents, found: Sequence[Finding], dry_run: bool) -> None:
    screen = console()
    screen.print(f"{project.department.name}: plans for {made.year.label}", style="bold")
    kinds = kinds_held(project.profile, _COUNTED)
    headings = ("Document", *kind_headings(project.profile, kinds), "Status", "File")
    lines = (_line(one, kinds) for one in made.made)
    screen.print(table(headings, lines, right=range(1, len(kinds) + 1)))
    place = folder_of(project, made.year).relative_to(project.folder).as_posix()
    screen.print(f"{'Would write to' if dry_run else 'Written to'} {place}/")
    if made.twins:
        screen.print(f"PDF beside each: {len(made.twins)}")
    for line in _next(project, made, found):
        screen.print(line)


def _line(one: Document, kinds: Sequence[Kind]) -> tuple[str, ...]:
    """One document in the summary: the rows of its plan by kind, where its approval stands, and its file."""
    name = one.written.path.name if one.written else one.name
    if one.paper is None:
        return "Covering report", *("" for _ in kinds), "draft" if one.report.draft else "", name
    counts = (str(len(one.paper.of(kind))) for kind in kinds)
    return one.paper.name, *counts, one.paper.status, name


def _next(project: Project, made: Documents, found: Sequence[Finding]) -> Iterator[str]:
    """What the officer still has to write, what is wrong in the plans, and the command that shows it."""
    for one in made.made:
        if one.report.draft:
            yield f"{one.name} is a DRAFT. {one.report.draft}"
    check = f"compile check --plan --year {made.year.name}{asked()}"
    if found:
        yield f"In the plans stand {_counted(found)} for their owners; none is printed: {check}"
    if any(one.report.draft for one in made.made):
        yield f"Next: write what is missing, in the sheet '{_sheet_of_texts(project)}' of the plans or in the documents"
    else:
        yield f"Next: {check}" if found else "Next: read the documents, then send them to the meeting"


def _sheet_of_texts(project: Project) -> str:
    """What the sheet of a plan's prose is called."""
    sheets = (sheet for sheet in project.profile.sheets if sheet.kind is Kind.NARRATIVE and "plan" in sheet.roles)
    return next((sheet.name for sheet in sheets), "Plan text")


def _counted(found: Sequence[Finding]) -> str:
    """How many findings of each weight: '2 errors and 14 warnings'."""
    weights = Counter(finding.severity for finding in separate(found))
    said = [f"{weights[each]} {plural(each.value, weights[each])}" for each in Severity if weights[each]]
    return "".join(str(part) for part in listed(said))


def _json(project: Project, made: Documents, found: Sequence[Finding]) -> str:
    """The same for programs."""
    told = {
        "department": project.department.name,
        "year": made.year.name,
        "documents": [
            {
                "title": one.report.title,
                "file": one.name,
                "written": str(one.written.path) if one.written else None,
                "draft": one.report.draft,
                "status": one.paper.status if one.paper else "",
                "rows": {kind.value: len(one.paper.of(kind)) for kind in _COUNTED} if one.paper else {},
            }
            for one in made.made
        ],
        "pdfs": [str(each.path) for each in made.twins],
        "missing": list(made.missing),
        "findings": len(separate(found)),
    }
    return json.dumps(told, ensure_ascii=False, indent=2)
