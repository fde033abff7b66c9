"""The commands that ask something of finished papers: where a figure comes from, whether it stands, who can read it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, ClassVar

from compiler.cli.command import Argument, Option
from compiler.cli.options import Formatted, Period, Quiet, Schema
from compiler.domain.frozen import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Trace(Period, Formatted, Quiet):
    """Say which cells a figure of a paper comes from, with their own words, and how it was made of them.

    The report of the quarter is asked, and where it has nothing to answer the other bodies' papers and the plans.

    Example: compile trace "Table 1, Green, %" --year 2007-08 --quarter Q4
    """

    does: ClassVar[str] = "trace.trace_and_tell"

    query: Annotated[
        str,
        Argument(metavar="FIGURE", help="A place in a table, a figure as printed, or words of the report's sentence."),
    ]
    audience: Annotated[
        str, Option("--audience", help="Ask another body's paper, by its name or key in the profile.")
    ] = ""
    plan: Annotated[bool, Option("--plan", help="Ask the documents of the year's plans.")] = False
    place: Annotated[
        int, Option("--place", min=0, help="Of several places, show the one of this number with its cells.")
    ] = 0


@dataclass(frozen=True, kw_only=True)
class Audit(Period, Formatted, Quiet):
    """Read the finished report back, edits by hand and all: say which numerals the returns do not give.

    Ends with code 1 if a figure was changed, a row is gone, or a sentence names a figure that nothing says.

    Example: compile audit output/children/2008-09/Q1/report.docx
    """

    does: ClassVar[str] = "audit.audit_and_tell"

    report: Annotated[
        Path | None, Argument(metavar="REPORT", help="The finished Word report; the one in output/ if left out.")
    ] = None
    year: Annotated[
        str, Option("--year", help="The year, such as 2008-09, where neither place nor words of it say so.")
    ] = ""
    quarter: Annotated[str, Option("--quarter", "--period", help="The quarter, such as Q1, where nothing says so.")] = (
        ""
    )


@dataclass(frozen=True, kw_only=True)
class Access(Schema, Formatted, Quiet):
    """Say what keeps readers out of documents and workbooks, at its place. Ends with code 1 if errors stand.

    Example: compile access output/children/2008-09/Q1/report.docx
    """

    does: ClassVar[str] = "access.access_and_tell"

    files: Annotated[list[Path], Argument(help="Word documents (.docx) and Excel workbooks (.xlsx), ours or not.")] = (
        field(default_factory=list)
    )
    strict: Annotated[bool, Option("--strict", help="Count warnings as errors.")] = False
    format: Annotated[
        str, Option("--format", help="text for people, concise for one line each, or json for programs.")
    ] = "text"
