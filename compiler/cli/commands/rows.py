"""The commands that hand out rows of the plans and returns: along the golden thread, and as tables for analysis."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, ClassVar

from compiler.cli.command import Argument, Option
from compiler.cli.options import Department, Dry, Formatted, Period, Quiet, Schema
from compiler.domain.frozen import dataclass


@dataclass(frozen=True, kw_only=True)
class Thread(Department, Schema, Formatted, Quiet):
    """Follow the golden thread from a row of the plans, up to its outcomes and down to all that carries it out.

    A crosswalk leads on to the plans of other departments. Every row is told with its cell.

    Example: compile thread "HC A06" --year 2008-09
    """

    does: ClassVar[str] = "thread.follow_and_tell"

    row: Annotated[
        str,
        Argument(metavar="ROW", help="A reference, an objective's number (objective 1.1), or the first words."),
    ] = ""
    orphans: Annotated[bool, Option("--orphans", help="List every gap of the thread instead.")] = False
    division: Annotated[str, Option("--division", help="Only rows of this division's plans.")] = ""
    year: Annotated[str, Option("--year", help="The year, such as 2008-09. The newest with plans if left out.")] = ""


@dataclass(frozen=True, kw_only=True)
class Export(Period, Dry, Quiet):
    """Write the rows of a quarter as tables for analysis: typed values beside the words and cells they come from.

    There is one file for each kind of row, and one each for findings, ratings over time, the golden thread, its gaps
    and the files read; datapackage.json says what every column means. CSV is the default, for every program; JSON is
    for those that read no tables; Parquet needs pandas and pyarrow. An Excel file there is already: the master
    workbook of compile quarter.

    Example: compile export --year 2008-09 --quarter Q1
    """

    does: ClassVar[str] = "export.export_and_tell"

    format: Annotated[str, Option("--format", help="csv, json or parquet.")] = "csv"
    to: Annotated[
        Path | None, Option("--to", help="The folder to write to; export/ in the quarter's output if left out.")
    ] = None
    for_excel: Annotated[
        bool,
        Option(
            "--for-excel",
            help="CSV for Excel: marked as UTF-8, and an apostrophe before words that Excel would calculate.",
        ),
    ] = False
