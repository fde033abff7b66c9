"""`compile audit`: the finished report read back, each numeral against the figures of its quarter."""

from __future__ import annotations

from compiler.cli.commands.finished import Audit
from compiler.cli.formats import width
from compiler.cli.screen import Progress
from compiler.project.audit import audit_report, find_report
from compiler.project.find import WrongUse, open_project
from compiler.render.audit import audit_json, audit_text

_FORMATS = ("text", "json")


def audit_and_tell(options: Audit) -> int:
    """Print what stands in a finished report that the returns do not say; 1 if anything has to be put right."""
    if options.format not in _FORMATS:
        raise WrongUse(f"There is no format '{options.format}'. There are: {', '.join(_FORMATS)}.")
    project = open_project(options.folder, options.department)
    path, period = find_report(project, options.report, options.year, options.quarter)
    with Progress(options.quiet) as progress:
        audited, made = audit_report(project, path, period, progress.step)
    if options.format == "json":
        print(audit_json(audited), end="")
    elif not (options.quiet and audited.clean):
        print(audit_text(audited, width()), end="")
        if made.stale and not audited.clean:
            print("The report in output/ was made before the returns or settings changed: run compile quarter first.")
    return 0 if audited.clean else 1
