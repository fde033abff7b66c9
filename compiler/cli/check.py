"""`compile check` and `compile explain`: findings in words for people, or for programs."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from compiler.cli.quarter import read_day
from compiler.domain.finding import Audience, Finding, Severity
from compiler.domain.period import Period
from compiler.domain.returned import Role
from compiler.pipeline import Inputs, Upload, check_returns, read_returns
from compiler.project.find import Project, WrongUse, choose_period, open_project
from compiler.project.quarter import Wish, inputs_of
from compiler.render.findings import as_json, as_text, concise
from compiler.rules.registry import explain

_FORMATS = {"text": as_text, "concise": concise, "json": as_json}


@dataclass(frozen=True, slots=True)
class CheckOptions:
    """The options as given on the command line."""

    files: Sequence[Path]
    plan: bool
    department: str
    year: str
    quarter: str
    folder: Path
    format: str
    strict: bool
    as_at: str
    quiet: bool


def check_and_tell(options: CheckOptions) -> int:
    """Check and print the findings; 1 if errors stand (or warnings, when strict), else 0."""
    if options.format not in _FORMATS:
        raise WrongUse(f"There is no format '{options.format}'. There are: {', '.join(_FORMATS)}.")
    project = open_project(options.folder, options.department)
    period = choose_period(project, options.year, options.quarter)
    findings = _findings(project, period, options)
    if not options.quiet or findings:
        print(_FORMATS[options.format](findings), end="")
    if options.format == "text" and not options.quiet:
        print(_next(findings, period))
    heavy = {Severity.ERROR, Severity.WARNING} if options.strict else {Severity.ERROR}
    return 1 if any(finding.severity in heavy for finding in findings) else 0


def _findings(project: Project, period: Period, options: CheckOptions) -> tuple[Finding, ...]:
    """The findings of the files named, or of the period's returns; with --plan those of the approved plans."""
    inputs = inputs_of(project, period, Wish(as_at=read_day(options.as_at)))
    if options.files:
        inputs = replace(inputs, returns=_named(options.files))
    plans = read_returns(inputs, inputs.plans, Role.PLAN, period.year)
    returns = read_returns(inputs, inputs.returns, Role.RETURN, period.year, period)
    found = check_returns(inputs, plans, returns, _before(inputs))
    if options.plan:
        return tuple(finding for finding in found if finding.audience is Audience.PLAN)
    named = {upload.name for upload in inputs.returns}
    return tuple(finding for finding in found if finding.audience is not Audience.PLAN and _about(finding, named))


def _before(inputs: Inputs) -> tuple[()]:
    return ()


def _about(finding: Finding, named: set[str]) -> bool:
    return finding.origin.workbook in named or any(other.workbook in named for other in finding.others)


def _named(paths: Sequence[Path]) -> tuple[Upload, ...]:
    for path in paths:
        if not path.is_file():
            raise WrongUse(f"There is no file '{path}'.")
    return tuple(Upload(path.name, path.read_bytes) for path in paths)


def _next(findings: Sequence[Finding], period: Period) -> str:
    if findings:
        return f"Next: compile explain {findings[0].code}"
    return f"Nothing to put right. Next: compile quarter --year {period.year.name} --quarter {period.name}"


def explain_and_tell(code: str) -> int:
    """Print what a code means; 2 for a code that no rule has."""
    words = explain(code)
    print(words, file=sys.stdout)
    return 0
