"""The options that several commands take, in the groups in which they take them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from compiler.cli.command import Command, Option
from compiler.domain.frozen import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Quiet(Command):
    """Nothing printed but what went wrong."""

    quiet: Annotated[bool, Option("--quiet", help="Print only what went wrong.")] = False


@dataclass(frozen=True, kw_only=True)
class Dry(Command):
    """Everything done but files written."""

    dry_run: Annotated[bool, Option("--dry-run", help="Do everything but write files.")] = False


@dataclass(frozen=True, kw_only=True)
class Formatted(Command):
    """What is told, for people or for programs; a command with more formats says so in words of its own."""

    format: Annotated[str, Option("--format", help="text for people, or json for programs.")] = "text"


@dataclass(frozen=True, kw_only=True)
class Schema(Command):
    """The JSON Schema of what is told to programs, instead of anything else."""

    schema: Annotated[bool, Option("--schema", help="Print the JSON Schema of --format json, and end.")] = False


@dataclass(frozen=True, kw_only=True)
class Department(Command):
    """Whose papers, and where they lie."""

    department: Annotated[str, Option("--department", help="The department, if the folder has several.")] = ""
    folder: Annotated[Path, Option("--folder", help="The folder that holds workbooks/ and output/.")] = Path()

    @property
    def home(self) -> Path:
        """The folder in whose `output/` the details of a fault of ours are kept."""
        return self.folder


@dataclass(frozen=True, kw_only=True)
class Period(Department):
    """A quarter of a department."""

    year: Annotated[str, Option("--year", help="The year, such as 2008-09. The newest with returns if left out.")] = ""
    quarter: Annotated[
        str, Option("--quarter", "--period", help="The quarter, such as Q1. The newest with returns if left out.")
    ] = ""


@dataclass(frozen=True, kw_only=True)
class AsAt(Command):
    """The day that counts."""

    as_at: Annotated[
        str,
        Option(
            "--as-at", help="Judge lateness as at this day, such as 30/06/2008. The quarter's last day if left out."
        ),
    ] = ""


@dataclass(frozen=True, kw_only=True)
class Shared(Command):
    """By how many processes the workbooks are read, and where."""

    workers: Annotated[
        str,
        Option("--workers", metavar="N", help="Read by N processes of this machine; as many as pay if left out."),
    ] = ""
    scheduler: Annotated[
        str,
        Option("--scheduler", metavar="ADDRESS", help="Read on the Dask cluster whose scheduler is at this address."),
    ] = ""


@dataclass(frozen=True, kw_only=True)
class Paper(Period, AsAt, Formatted, Dry, Quiet):
    """What every paper of a quarter is made with: whether it is final, and which returns it does without."""

    final: Annotated[
        bool, Option("--final", help="Write the final report; refused while anything stands in its way.")
    ] = False
    without: Annotated[
        list[str],
        Option("--without", help="A division whose missing return the final paper does without."),
    ] = field(default_factory=list)
    reason: Annotated[list[str], Option("--reason", help="Why, printed beside every partial figure.")] = field(
        default_factory=list
    )


@dataclass(frozen=True, kw_only=True)
class ByHand(Command):
    """What becomes of edits by hand in a paper that lies there."""

    fresh: Annotated[
        bool, Option("--fresh", help="Make the report anew from the template; one edited by hand is set aside.")
    ] = False
    let_go: Annotated[
        list[str],
        Option("--let-go", metavar="TITLE", help="Let go the edits in this part of the report, such as Risks."),
    ] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Annexed(Command):
    """What a paper has beside its own parts."""

    annex: Annotated[
        bool, Option("--annex", help="Add an annex that says which cells the figures of each table come from.")
    ] = False


@dataclass(frozen=True, kw_only=True)
class Paginated(Command):
    """A Word document whose contents have page numbers, and its PDF."""

    paginate: Annotated[bool, Option("--paginate", help="Put page numbers in the contents (needs LibreOffice).")] = (
        False
    )
    pdf: Annotated[bool, Option("--pdf", help="Write a tagged PDF beside each Word file (needs LibreOffice).")] = False
