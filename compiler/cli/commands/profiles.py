"""The commands for a council's format: a profile started, looked over, and its keys described."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, ClassVar

from compiler.cli.command import Argument, Command, Option
from compiler.cli.options import Formatted, Quiet
from compiler.domain.frozen import dataclass


@dataclass(frozen=True, kw_only=True)
class InFolder(Command):
    """Where the profiles lie."""

    folder: Annotated[Path, Option("--folder", help="The folder that holds templates/.")] = Path()

    @property
    def home(self) -> Path:
        """The folder in whose `output/` the details of a fault of ours are kept."""
        return self.folder


@dataclass(frozen=True, kw_only=True)
class NewProfile(InFolder, Quiet):
    """Start a profile: from an example workbook, whose headings become its sheets and columns, or from another profile.

    Example: compile profile new anytown --from "Action plan.xlsx"
    """

    does: ClassVar[str] = "profile.start_and_tell"
    name: ClassVar[str] = "new"

    key: Annotated[str, Argument(metavar="NAME", help="The profile's folder under templates/, such as anytown.")]
    example: Annotated[
        Path | None, Option("--from", metavar="WORKBOOK", help="A plan or return as it is used now.")
    ] = None
    extends: Annotated[str, Option("--extends", help="The profile that it lays its own keys over.")] = "base"


@dataclass(frozen=True, kw_only=True)
class CheckProfile(InFolder, Formatted, Quiet):
    """Say everything that is wrong in a profile, with file, line and key, and the nearest right key or value.

    Ends with code 1 if anything is.

    Example: compile profile check anytown
    """

    does: ClassVar[str] = "profile.check_and_tell"
    name: ClassVar[str] = "check"

    key: Annotated[str, Argument(metavar="NAME", help="The profile; every one of the folder if left out.")] = ""


@dataclass(frozen=True, kw_only=True)
class DescribeProfile(Formatted):
    """Print what every key of a profile is for, what may stand there, and what holds without it.

    Example: compile profile describe sheet.actions.column.due.need
    """

    does: ClassVar[str] = "profile.describe_and_tell"
    name: ClassVar[str] = "describe"

    key: Annotated[
        str, Argument(metavar="KEY", help="A table or key, such as column or rating.state; all if left out.")
    ] = ""
