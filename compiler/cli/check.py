"""`compile check` and `compile explain`: findings in words for people, or for programs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from compiler.cli.quarter import read_day
from compiler.domain.finding import Audience, Finding, Severity
from compiler.domain.period import Period
from compiler.domain.returned import Role
from compiler.pipeline import Inputs, Upload, check_returns, read_returns
from compiler.project.find import WrongUse, choose_period, open_project
from compiler.project.quarter import Wish, inputs_of
from compiler.render.findings import findings_concise, findings_json, findings_text
from compiler.rules.explain import explain
from compiler.rules.registry import nearest_code

_FORMATS = {"text": findings_text, "concise": findings_concise, "json": findings_json}


def check_and_tell(
    files: Sequence[Path],
    plan: bool,
    department: str,
    year: str,
    quarter: str,
    folder: Path,
    form: str,
    strict: bool,
    as_at: str,
    quiet: bool,
) -> int:
    """Check and print the findings; 1 if errors stand (or warnings, when strict), else 0."""
    if form not in _FORMATS:
        raise WrongUse(f"There is no format '{form}'. There are: {', '.join(_FORMATS)}.")
    project = open_project(folder, department)
    period = choose_period(project, year, quarter)
    inputs = inputs_of(project, period, Wish(as_at=read_day(as_at)))
    if files:
        inputs = replace(inputs, returns=_named(files))
    findings = _findings(inputs, plan)
    if findings or not quiet:
        print(_FORMATS[form](findings), end="")
    if form == "text" and not quiet:
        print(_next(findings, period))
    heavy = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return 1 if any(finding.severity in heavy for finding in findings) else 0


def _findings(inputs: Inputs, plan: bool) -> tuple[Finding, ...]:
    """The findings of the period's returns, or with `plan` those of the approved plans."""
    period = inputs.period
    plans = read_returns(inputs, inputs.plans, Role.PLAN, period.year)
    returns = read_returns(inputs, inputs.returns, Role.RETURN, period.year, period)
    compared = inputs.compared
    before = read_returns(inputs, inputs.before, Role.RETURN, compared.year, compared) if compared else ()
    found = check_returns(inputs, plans, returns, before)
    if plan:
        named = {upload.name for upload in inputs.plans}
        return tuple(finding for finding in found if finding.audience is not Audience.TEAM and _about(finding, named))
    named = {upload.name for upload in inputs.returns}
    return tuple(finding for finding in found if finding.audience is not Audience.PLAN and _about(finding, named))


def _about(finding: Finding, named: set[str]) -> bool:
    return finding.origin.workbook in named or any(other.workbook in named for other in finding.others)


def _named(paths: Sequence[Path]) -> tuple[Upload, ...]:
    for path in paths:
        if not path.is_file():
            raise WrongUse(f"There is no file '{path}'.")
    return tuple(Upload(path.name, path) for path in paths)


def _next(findings: Sequence[Finding], period: Period) -> str:
    if findings:
        return f"Next: compile explain {findings[0].code}"
    return f"Next: compile quarter --year {period.year.name} --quarter {period.name}"


def explain_and_tell(code: str) -> int:
    """Print what a code means; WrongUse for a code that no rule has."""
    words = explain(code)
    if words is None:
        close = nearest_code(code)
        hint = f"Did you mean '{close}'?" if close else "compile check prints the codes with its findings."
        raise WrongUse(f"There is no finding with the code '{code}'. {hint}")
    print(words, end="")
    return 0
