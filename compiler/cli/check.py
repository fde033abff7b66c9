"""`compile check`: findings in words for people, or for programs in a format of theirs."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from compiler.cli.again import asked, where
from compiler.cli.commands.checks import Check
from compiler.cli.day import read_day
from compiler.cli.formats import FOR_PEOPLE, FORMATS
from compiler.cli.workers import workers_asked
from compiler.domain.decision import FILE
from compiler.domain.finding import Audience, Finding, Severity
from compiler.domain.frozen import dataclass, replace
from compiler.domain.period import Period
from compiler.domain.returned import Role
from compiler.pipeline import Inputs, Upload, check_returns, read_returns
from compiler.project.cache import keeping
from compiler.project.find import Project, WrongUse, choose_period, open_project
from compiler.project.inputs import Wish, inputs_of
from compiler.project.opened import still_open
from compiler.project.periods import period_planned
from compiler.project.workers_hired import reading_ahead
from compiler.render.findings import Checked, Rows, findings_schema


@dataclass(frozen=True, slots=True)
class Looked:
    """What a check came to: every finding, and those that are told, with what was looked at."""

    project: Project
    inputs: Inputs
    found: tuple[Finding, ...]
    findings: tuple[Finding, ...]
    checked: Checked

    @property
    def errors(self) -> bool:
        """Whether errors stand (or warnings, where the check is strict)."""
        return any(self.checked.weight(finding) is Severity.ERROR for finding in self.findings)


def check_and_tell(asked: Check) -> int:
    """Check and print the findings; 1 if errors stand (or warnings, when strict), else 0."""
    if asked.schema:
        print(findings_schema(), end="")
        return 0
    if asked.format not in FORMATS:
        raise WrongUse(f"There is no format '{asked.format}'. There are: {', '.join(FORMATS)}.")
    if asked.plan and asked.feedback:
        raise WrongUse("Feedback goes to the teams, on their returns. Leave out --plan or --feedback.")
    if asked.watch:
        return _watch(asked)
    looked = look(asked)
    for said in still_open(each.source for each in looked.inputs.returns if isinstance(each.source, Path)):
        print(said, file=sys.stderr)
    tell(looked, asked.format, asked.quiet)
    if asked.feedback:
        from compiler.cli.feedback import write_and_tell

        programs = asked.format not in FOR_PEOPLE
        write_and_tell(looked.project, looked.inputs, looked.found, programs, asked.quiet)
    if asked.format == "text" and not asked.quiet:
        print(_next(looked, asked.plan, asked.feedback))
    return 1 if looked.errors else 0


def look(asked: Check) -> Looked:
    """Read and check what is asked for, as it is now."""
    project = open_project(asked.folder, asked.department)
    period = _period(project, asked)
    inputs = inputs_of(project, period, Wish(as_at=read_day(asked.as_at)))
    if asked.files:
        inputs = replace(inputs, returns=_named(asked.files))
    inputs = keeping(inputs, project)
    of_returns = not asked.plan
    with reading_ahead(inputs, workers_asked(asked), of_returns) as ahead:
        found, rows = _check(ahead, of_returns)
    about = inputs.plans if asked.plan else inputs.returns
    others = Audience.TEAM if asked.plan else Audience.PLAN
    findings = _told(found, inputs, about, others, whole=not asked.files)
    checked = Checked(_names(about), _paths(inputs, project), rows, asked.strict, ahead.hands)
    return Looked(project, inputs, found, findings, checked)


def tell(looked: Looked, form: str, quiet: bool = False) -> None:
    """Print the findings in a format."""
    if looked.findings or not quiet or form not in FOR_PEOPLE:
        print(FORMATS[form](looked.findings, looked.checked), end="")


def _watch(asked: Check) -> int:
    """Check now and after each save, until somebody ends it."""
    from compiler.cli.watch import watch_and_tell

    if asked.format not in FOR_PEOPLE:
        raise WrongUse(f"--watch is for people: use it with --format {' or '.join(sorted(FOR_PEOPLE))}.")
    if asked.feedback:
        raise WrongUse("Feedback is written once, when the check is done. Leave out --watch or --feedback.")
    return watch_and_tell(asked)


def _period(project: Project, asked: Check) -> Period:
    """The period that is asked for; plans and single workbooks can be checked before any return has come."""
    if not (asked.plan or asked.files):
        return choose_period(project, asked.year, asked.quarter)
    return period_planned(project, asked.year, asked.quarter)


def _check(inputs: Inputs, of_returns: bool) -> tuple[tuple[Finding, ...], Rows]:
    """Every finding of the period's plans and returns, and the rows of the workbooks that were read."""
    period, compared = inputs.period, inputs.compared
    plans = read_returns(inputs, inputs.plans, Role.PLAN, period.year)
    returns = read_returns(inputs, inputs.returns, Role.RETURN, period.year, period)
    before = read_returns(inputs, inputs.before, Role.RETURN, compared.year, compared) if compared else ()
    inputs.shared.let_go()
    read = [(book, period) for book in (*plans, *returns)] + [(book, compared) for book in before if compared]
    return check_returns(inputs, plans, returns, before, of_returns), Rows(inputs.profile, tuple(read))


def _told(
    found: Sequence[Finding], inputs: Inputs, asked: Sequence[Upload], others: Audience, whole: bool
) -> tuple[Finding, ...]:
    """The findings about the workbooks asked for, but for those that are for `others` to put right.

    What is wrong with the department's decisions belongs to no workbook: it is told where the whole period is checked.
    """
    named = set(_names(asked))
    read = {*_names(inputs.before), *_names(inputs.plans), *_names(inputs.returns)}

    def about(finding: Finding) -> bool:
        places = {finding.origin.workbook, *(other.workbook for other in finding.others)}
        return not named.isdisjoint(places) or (whole and finding.origin.workbook not in read)

    return tuple(finding for finding in found if finding.audience is not others and about(finding))


def _names(uploads: Sequence[Upload]) -> tuple[str, ...]:
    return tuple(sorted(upload.name for upload in uploads))


def _paths(inputs: Inputs, project: Project) -> dict[str, str]:
    """Where each file lies, from where the command was run or else from the department's folder; else its name."""
    sources = {each.name: each.source for each in (*inputs.before, *inputs.plans, *inputs.returns)}
    sources.setdefault(FILE, project.workbooks / FILE)
    bases = [Path.cwd(), project.folder.absolute()]

    @cache
    def within(folder: Path) -> Path | None:
        whole = folder.absolute()
        base = next((base for base in bases if whole.is_relative_to(base)), None)
        return whole.relative_to(base) if base else None

    def place(source: Path | bytes) -> str:
        if not isinstance(source, Path) or not (folder := within(source.parent)):
            return ""
        return (folder / source.name).as_posix()

    return {name: place(source) or name for name, source in sources.items()}


def _named(paths: Sequence[Path]) -> tuple[Upload, ...]:
    for path in paths:
        if not path.is_file():
            raise WrongUse(f"There is no file '{path}'.")
    return tuple(Upload(path.name, path) for path in paths)


def _next(looked: Looked, plan: bool, feedback: bool) -> str:
    here = where(looked.inputs.period)
    if looked.findings and not feedback:
        return f"Next: compile explain {looked.findings[0].code}{asked()}"
    if looked.findings:
        return f"Next: compile status {here}"
    return f"Next: compile {'issue' if plan and not looked.inputs.returns else 'quarter'} {here}"
