"""The commands that write papers: the quarter's report, its page for the browser, the year's plans."""

from __future__ import annotations

from typing import Annotated, ClassVar

from compiler.cli.command import Option
from compiler.cli.options import Annexed, ByHand, Department, Dry, Formatted, Paginated, Paper, Quiet, Shared
from compiler.domain.frozen import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Quarter(Shared, Paginated, Annexed, ByHand, Paper):
    """Read the returns of a quarter, check and merge them, and write the Word report and the master workbook.

    Missing or unreadable returns do not stop it: they are named, and the report says which figures are partial.

    Example: compile quarter --year 2008-09 --quarter Q1
    """

    does: ClassVar[str] = "quarter.compile_and_tell"

    strict: Annotated[bool, Option("--strict", help="End with code 1 if errors stand.")] = False
    format: Annotated[str, Option("--format", help="The summary as text for people, or json for programs.")] = "text"


@dataclass(frozen=True, kw_only=True)
class Report(Paginated, Annexed, ByHand, Paper):
    """Write papers for other bodies from the same returns, beside the default report of the quarter.

    The profile says which bodies there are and what each one's paper covers; the paper says so on its first page. Every
    figure in it counts only that.

    Example: compile report --audience scrutiny --year 2008-09 --quarter Q1
    """

    does: ClassVar[str] = "report.write_and_tell"

    audience: Annotated[
        list[str], Option("--audience", help="The body, by its name or key in the profile; once for each.")
    ] = field(default_factory=list)
    every: Annotated[bool, Option("--all", help="Every body that is due a paper for the quarter.")] = False
    final: Annotated[
        bool, Option("--final", help="Write final papers; each is refused while anything stands in its way.")
    ] = False
    format: Annotated[str, Option("--format", help="What was written as text for people, or json for programs.")] = (
        "text"
    )


@dataclass(frozen=True, kw_only=True)
class Page(Paper):
    """Write the report of a quarter as one page for the browser, in which every figure can be asked for its cells.

    The page is one file that needs no network and no script; readers on a phone, on paper or with a screen reader
    are provided for.

    Example: compile page --year 2008-09 --quarter Q1
    """

    does: ClassVar[str] = "page.page_and_tell"

    final: Annotated[
        bool, Option("--final", help="Write the final page; refused while anything stands in its way.")
    ] = False
    format: Annotated[str, Option("--format", help="What was written as text for people, or json for programs.")] = (
        "text"
    )


@dataclass(frozen=True, kw_only=True)
class Plan(Paginated, Department, Formatted, Dry, Quiet):
    """Write the year's plans out in Word, with the report that asks the members to approve them.

    The files go to output/DEPARTMENT/YEAR/plan/documents/. Approved amendments are in force and marked.

    Example: compile plan --year 2008-09
    """

    does: ClassVar[str] = "plan.plan_and_tell"

    division: Annotated[
        list[str], Option("--division", help="Only this division's plans, without the covering report.")
    ] = field(default_factory=list)
    year: Annotated[str, Option("--year", help="The year, such as 2008-09. The newest with plans if left out.")] = ""
    format: Annotated[str, Option("--format", help="The summary as text for people, or json for programs.")] = "text"
