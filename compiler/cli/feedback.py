"""`compile check --feedback`: the teams' copies written, and named."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Sequence

from compiler.domain.finding import Finding
from compiler.pipeline import Inputs
from compiler.project.feedback import FOLDER, write_feedback
from compiler.project.find import Project

_BACK = "Send each team its file. What it sends back is its return: put it into {}/ in place of the first."


def _home(project: Project, inputs: Inputs) -> str:
    """Where the period's returns lie, from the department's folder."""
    period = inputs.period
    return (project.workbooks / period.year.name / period.name).relative_to(project.folder).as_posix()


def write_and_tell(project: Project, inputs: Inputs, findings: Sequence[Finding], programs: bool, quiet: bool) -> None:
    """Write the feedback and say where it lies; beside a format for programs that is said where errors go."""
    written = write_feedback(project, inputs, findings, dt.datetime.now().astimezone())
    told = [each.note for each in written if each.note]
    if not quiet:
        folder = (project.output(inputs.period) / FOLDER).relative_to(project.folder)
        names = [f"  {each.path.name}" for each in written]
        begin = f"Feedback for the teams, in {folder.as_posix()}:" if names else "No team has anything to put right."
        told = [begin, *names, *told, *([_BACK.format(_home(project, inputs))] if names else [])]
    if told:
        print("\n".join(told), file=sys.stderr if programs else sys.stdout)
