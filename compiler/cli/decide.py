"""`compile decide`: what awaits decision, and what the members decided on amendments and plans."""

from __future__ import annotations

from collections.abc import Sequence

from compiler.cli.again import asked, where
from compiler.cli.commands.ledger import Decide
from compiler.cli.quarter import read_day
from compiler.cli.questions import list_questions, question_told
from compiler.cli.screen import console, table
from compiler.domain.frozen import dataclass
from compiler.domain.period import say_date
from compiler.ledger.decisions import FILE
from compiler.profile.heading import heading_words
from compiler.project.amend import (
    Awaiting,
    Verdict,
    approve_plans,
    awaiting,
    decide_cell,
    decide_changes,
    plan_name,
)
from compiler.project.find import Project, WrongUse, open_project
from compiler.project.issue import period_planned
from compiler.rules.amendments import Change


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is decided on: changes by their numbers in the list, a cell by row and column, or plans by their files."""

    numbers: Sequence[int] = ()
    plans: Sequence[str] = ()
    division: str = ""
    reference: str = ""
    column: str = ""
    to: str = ""

    @property
    def cell(self) -> bool:
        """Whether a single cell is named by its row."""
        return bool(self.division or self.reference or self.column or self.to)

    @property
    def nothing(self) -> bool:
        """Whether nothing is named at all."""
        return not (self.numbers or self.plans or self.cell)


def decide_and_tell(options: Decide) -> int:
    """Record a decision, or list what awaits one where nothing is named."""
    asked = Wanted(options.numbers, options.plan, options.division, options.reference, options.column, options.to)
    project = open_project(options.folder, options.department)
    if options.question or options.answer or options.interim:
        return _question(project, options)
    found = awaiting(project, period_planned(project, options.year, options.quarter))
    if asked.nothing:
        if options.approve or options.refuse or options.by or options.on:
            raise WrongUse("Say what was decided on: the numbers that compile decide lists, or --plan FILE.")
        _list(project, found)
        return 0
    told = _decide(project, found, asked, _verdict(options), not options.dry_run)
    if not options.quiet:
        print("\n".join(told))
        print(f"{'Would be kept' if options.dry_run else 'Kept'} in workbooks/{project.department.key}/{FILE}.")
        print(f"Next: compile decide {_where(found)}")
    return 0


def _question(project: Project, options: Decide) -> int:
    told = question_told(project, options)
    if not options.quiet:
        print(told)
        print(f"{'Would be kept' if options.dry_run else 'Kept'} in workbooks/{project.department.key}/{FILE}.")
        print(f"Next: compile decide{asked()}")
    return 0


def _verdict(options: Decide) -> Verdict:
    """The decision that the options tell; WrongUse for one that is not whole."""
    if not options.plan and options.approve is options.refuse:
        raise WrongUse("Say what was decided: --approve or --refuse.")
    if options.plan and options.refuse:
        raise WrongUse("Only the approval of a plan is recorded. Leave out --refuse.")
    day, from_day = read_day(options.on), read_day(options.effective)
    if not options.by.strip() or day is None:
        raise WrongUse('Say who decided it and when: --by "Cabinet Member for Children" --on 18/11/2008.')
    return Verdict(not options.refuse, options.by.strip(), day, options.meeting.strip(), from_day)


def _decide(project: Project, found: Awaiting, wanted: Wanted, verdict: Verdict, write: bool) -> list[str]:
    """Record it; a line for each thing decided."""
    if sum(map(bool, (wanted.numbers, wanted.plans, wanted.cell))) > 1:
        raise WrongUse("Give numbers, a --plan, or a row with --division, --reference, --column and --to; not several.")
    if wanted.plans:
        names = approve_plans(project, found, wanted.plans, verdict, write=write)
        return [f"{name}: approved by {verdict.by} on {say_date(verdict.on)}, as the file is now." for name in names]
    word = "approved" if verdict.approved else "refused"
    if wanted.cell:
        if not (wanted.division and wanted.reference and wanted.column and wanted.to):
            raise WrongUse("A cell of a plan is named by --division, --reference and --column, its new words by --to.")
        decide_cell(project, found, wanted.division, wanted.reference, wanted.column, wanted.to, verdict, write=write)
        return [f"{wanted.reference}, {wanted.column}: '{wanted.to}' {word}."]
    changes = [_numbered(found, number) for number in dict.fromkeys(wanted.numbers)]
    decide_changes(project, found, changes, verdict, write=write)
    return [
        f"{_name(each)}, {_heading(found, each)}: '{each.returned.raw}' for '{each.approved.raw}' {word}."
        for each in changes
    ]


def _numbered(found: Awaiting, number: int) -> Change:
    if not 1 <= number <= len(found.changes):
        raise WrongUse(f"There is no proposal {number}. compile decide {_where(found)} lists {len(found.changes)}.")
    return found.changes[number - 1]


def _list(project: Project, found: Awaiting) -> None:
    """Print what awaits decision, and the command with which to record it."""
    screen = console()
    screen.print(f"{project.department.name}, {found.inputs.period.label}: awaiting decision", style="bold")
    if found.changes:
        headings = ("No.", "Division", "Row", "Column", "Approved", "Proposed", "Where")
        lines = ((str(number), *_cells(project, found, each)) for number, each in enumerate(found.changes, 1))
        screen.print(table(headings, lines, right=(0,)))
    else:
        screen.print("No return proposes a change of an approved plan that was not decided on.")
    if found.unapproved:
        screen.print(f"No approval is recorded of: {', '.join(map(plan_name, found.unapproved))}.")
    if found.conflicts:
        count = "1 conflict" if found.conflicts == 1 else f"{found.conflicts} conflicts"
        screen.print(f"{count} between returns to settle, in the 'Conflicts' sheet of the master workbook.")
    list_questions(project)
    screen.print(f"Next: {_next(found)}")


def _next(found: Awaiting) -> str:
    who = '--by "WHO DECIDED" --meeting "WHICH MEETING" --on DD/MM/YYYY'
    if found.changes:
        return f"compile decide {_where(found)} 1 --approve {who} (or --refuse)"
    if found.unapproved:
        return f"compile decide {_where(found)} --plan all {who}"
    return f"compile {'quarter' if found.inputs.returns else 'issue'} {_where(found)}"


def _cells(project: Project, found: Awaiting, each: Change) -> tuple[str, ...]:
    division = project.department.division(each.pair.before.division)
    return (
        division.name if division else each.pair.before.division,
        _name(each),
        _heading(found, each),
        each.approved.raw or "(blank)",
        each.returned.raw,
        str(each.returned.origin),
    )


def _name(each: Change) -> str:
    return each.pair.before.label


def _heading(found: Awaiting, each: Change) -> str:
    return heading_words(each.column.heading, found.inputs.period.year, found.inputs.period)


def _where(found: Awaiting) -> str:
    return where(found.inputs.period)
