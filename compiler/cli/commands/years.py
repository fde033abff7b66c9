"""The commands that open a department's folder, a year or a quarter, and fill its plans and forms."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, ClassVar

from compiler.cli.command import Argument, Option
from compiler.cli.options import Department, Dry, Quiet
from compiler.domain.frozen import dataclass, field


@dataclass(frozen=True, kw_only=True)
class New(Quiet):
    """Make the folder of a department: its settings, its format, empty plans, and a page each for those who use it.

    On a terminal it asks for what was not given.

    Example: compile new Housing --council "Anytown Borough Council" --department "Housing Department"
    --division Repairs --division Lettings --year 2026-27
    """

    does: ClassVar[str] = "new.found_and_tell"

    folder: Annotated[Path, Argument(help="The folder to make: one that is not there yet, or an empty one.")]
    council: Annotated[str, Option("--council", help="The council's name.")] = ""
    department: Annotated[str, Option("--department", help="The department's name.")] = ""
    division: Annotated[
        list[str],
        Option("--division", help="A division, once for each; the first also returns the department's own plan."),
    ] = field(default_factory=list)
    profile: Annotated[str, Option("--profile", help="The format of its returns; base if left out.")] = ""
    year: Annotated[str, Option("--year", help="The first year, such as 2026-27.")] = ""
    due: Annotated[list[str], Option("--due", help="When a quarter's returns are due, such as Q1=17/07/2026.")] = field(
        default_factory=list
    )


@dataclass(frozen=True, kw_only=True)
class Issue(Department, Dry, Quiet):
    """Make each division's return for a quarter from the approved plan and the quarter before, ready to fill in.

    The files go to output/DEPARTMENT/YEAR/QUARTER/returns/. A file that was filled in there is left as it is.

    Example: compile issue --year 2008-09 --quarter Q3
    """

    does: ClassVar[str] = "issue.issue_and_tell"

    division: Annotated[list[str], Option("--division", help="Only this division's return; all if left out.")] = field(
        default_factory=list
    )
    year: Annotated[str, Option("--year", help="The year, such as 2008-09.")] = ""
    quarter: Annotated[
        str,
        Option("--quarter", "--period", help="The quarter, such as Q1. The one after the newest if left out."),
    ] = ""
    protect: Annotated[
        bool, Option("--protect", help="Lock what a team need not touch (no password); then rows do not sort.")
    ] = False


@dataclass(frozen=True, kw_only=True)
class RollForward(Department, Dry, Quiet):
    """Open the next quarter, or a new year: decide row by row what goes on, then draft the new plans.

    A new quarter gets its folder and its forms. For a new year it writes a worksheet with a row for each action,
    indicator and risk. Run again, it ends with code 1 while one has no decision; then it drafts the plans for approval.

    Example: compile roll-forward --year 2009-10
    """

    name: ClassVar[str] = "roll-forward"
    does: ClassVar[str] = "roll_forward.roll_forward_and_tell"

    year: Annotated[
        str, Option("--year", help="The year to open, such as 2009-10. The one that comes next if left out.")
    ] = ""
    quarter: Annotated[
        str, Option("--quarter", "--period", help="The quarter to open, such as Q1. The next one if left out.")
    ] = ""


@dataclass(frozen=True, kw_only=True)
class Import(Department, Dry, Quiet):
    """Take over a list that you have into the plans: headings are matched, shown, and kept once confirmed.

    Example: compile import "Action list.xlsx" --division Repairs
    """

    does: ClassVar[str] = "take_over.import_and_tell"

    files: Annotated[list[Path], Argument(help="Lists of actions, indicators, risks: .xlsx, .ods, .csv.")]
    what: Annotated[str, Option("--what", help="What it lists: actions, indicators or risks.")] = ""
    division: Annotated[str, Option("--division", help="Whose rows they are, where no column of the list says so.")] = (
        ""
    )
    tier: Annotated[str, Option("--tier", help="The tier of plan that they belong to; the division's own.")] = ""
    sheet: Annotated[str, Option("--sheet", help="The sheet of the workbook that holds the list.")] = ""
    year: Annotated[str, Option("--year", help="The year of the plan, such as 2026-27; the newest.")] = ""
    yes: Annotated[bool, Option("--yes", help="Take it over as it is guessed, without asking.")] = False
