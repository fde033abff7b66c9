"""The commands that say what is wrong or what differs in workbooks."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, ClassVar

from compiler.cli.command import Argument, Option
from compiler.cli.options import AsAt, Department, Formatted, Period, Quiet, Schema, Shared
from compiler.domain.frozen import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Check(Shared, Period, AsAt, Schema, Formatted, Quiet):
    """Say what is wrong in the returns, at the cell, and how to put it right. Ends with code 1 if errors stand.

    Example: compile check "workbooks/children/2008-09/Q1/Safeguarding.xlsx"
    """

    does: ClassVar[str] = "check.check_and_tell"

    files: Annotated[list[Path], Argument(help="Workbooks to check; the quarter's returns if none is named.")] = field(
        default_factory=list
    )
    plan: Annotated[bool, Option("--plan", help="Check the year's approved plans, for those who can amend them.")] = (
        False
    )
    feedback: Annotated[
        bool,
        Option("--feedback", help="Write for each team a copy of its workbook with a list and comments."),
    ] = False
    watch: Annotated[bool, Option("--watch", help="Check again each time that a workbook is saved, until Ctrl+C.")] = (
        False
    )
    strict: Annotated[bool, Option("--strict", help="Count warnings as errors.")] = False
    format: Annotated[
        str,
        Option(
            "--format",
            help="text for people, concise for one line each; json, sarif, github or junit for programs.",
        ),
    ] = "text"


@dataclass(frozen=True, kw_only=True)
class Explain(Department):
    """Say what a finding's code means, why it is checked and where it was seen, with sheets that fail and pass.

    Example: compile explain C201
    """

    does: ClassVar[str] = "explain.explain_and_tell"

    code: Annotated[str, Argument(help="The code of a finding, as compile check prints it.")]


@dataclass(frozen=True, kw_only=True)
class Diff(Department, Formatted, Quiet):
    """Say what differs between two versions of a return, or two quarters: by row and column, wherever they stand.

    Example: compile diff Q1 Q2
    """

    does: ClassVar[str] = "diff.diff_and_tell"

    first: Annotated[str, Argument(metavar="A", help="A workbook, or a quarter such as Q1 or 2008-09/Q1.")]
    second: Annotated[str, Argument(metavar="B", help="The workbook or quarter to hold against it.")]
    everything: Annotated[
        bool, Option("--all", help="Between two quarters, also the words that are new in every quarter.")
    ] = False
    workbook: Annotated[
        str, Option("--workbook", "--output", help="Write the difference as a workbook (.xlsx) too.")
    ] = ""
