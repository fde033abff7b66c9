"""`compile audit`: the finished report read back, each numeral against the figures of its quarter."""

from __future__ import annotations

from pathlib import Path

from compiler.cli.formats import width
from compiler.cli.screen import Progress
from compiler.project.audit import audit_report, find_report
from compiler.project.find import WrongUse, open_project
from compiler.render.audit import audit_json, audit_text

_FORMATS = ("text", "json")


def audit_and_tell(
    report: Path | None, department: str, year: str, quarter: str, folder: Path, form: str, quiet: bool
) -> int:
    """Print what stands in a finished report that the returns do not say; 1 if anything has to be put right."""
    if form not in _FORMATS:
        raise WrongUse(f"There is no format '{form}'. There are: {', '.join(_FORMATS)}.")
    project = open_project(folder, department)
    path, period = find_report(project, report, year, quarter)
    with Progress(quiet) as progress:
        audited, made = audit_report(project, path, period, progress.step)
    if form == "json":
        print(audit_json(audited), end="")
    elif not (quiet and audited.clean):
        print(audit_text(audited, width()), end="")
        if made.stale and not audited.clean:
            print("The report in output/ was made before the returns or settings changed: run compile quarter first.")
    return 0 if audited.clean else 1
