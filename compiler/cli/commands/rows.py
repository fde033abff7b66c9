"""The commands that hand out rows of the plans and returns: along the golden thread, and as tables for analysis."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

import typer

from compiler.cli.options import Department, Formatted, Quiet, Schema


@dataclass(frozen=True, kw_only=True)
class Thread(Department, Schema, Formatted, Quiet):
    """Follow the golden thread from a row of the plans, up to its outcomes and down to all that carries it out.

    A crosswalk leads on to the plans of other departments. Every row is told with its cell.

    Example: compile thread "HC A06" --year 2008-09
    """

    does: ClassVar[str] = "thread.follow_and_tell"

    row: Annotated[
        str,
        typer.Argument(metavar="ROW", help="A reference, an objective's number (objective 1.1), or the first words."),
    ] = ""
    orphans: Annotated[bool, typer.Option("--orphans", help="List every gap of the thread instead.")] = False
    division: Annotated[str, typer.Option("--division", help="Only rows of this division's plans.")] = ""
    year: Annotated[
        str, typer.Option("--year", help="The year, such as 2008-09. The newest with plans if left out.")
    ] = ""
