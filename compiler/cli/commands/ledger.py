"""The commands that keep the books: who has returned, what was accepted, what the members decided."""

from __future__ import annotations

from typing import Annotated, ClassVar

from compiler.cli.command import Argument, Option
from compiler.cli.options import Dry, Formatted, Period, Quiet
from compiler.domain.frozen import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Status(Period, Formatted, Quiet):
    """Say who has returned, when and how late, with how many errors, what holds up the report, and what to do next.

    Example: compile status --year 2008-09 --quarter Q2 --chase
    """

    does: ClassVar[str] = "status.status_and_tell"

    as_at: Annotated[str, Option("--as-at", help="Stand at this day, such as 20/10/2008. Today if left out.")] = ""
    due: Annotated[bool, Option("--due", help="List when returns are due and reports go to the meeting.")] = False
    chase: Annotated[
        bool, Option("--chase", help="Draft an e-mail for each late or faulty division. None is sent.")
    ] = False


@dataclass(frozen=True, kw_only=True)
class Accept(Period, Dry, Quiet):
    """Record that returns are accepted as they are now. A later change is told, cell by cell.

    Example: compile accept "Safeguarding" --by "Performance Officer"
    """

    does: ClassVar[str] = "accept.accept_and_tell"

    divisions: Annotated[
        list[str],
        Argument(help="The divisions; every return without errors that was never accepted if none is named."),
    ] = field(default_factory=list)
    by: Annotated[str, Option("--by", help="Who accepts them, by post.")] = ""
    on: Annotated[str, Option("--on", help="The day, such as 20/10/2008. Today if left out.")] = ""


@dataclass(frozen=True, kw_only=True)
class Decide(Period, Dry, Quiet):
    """Record what the members decided on proposed amendments or plans; list what awaits decision if nothing is named.

    Example: compile decide 1 --approve --by "Cabinet Member" --meeting "Portfolio meeting" --on 18/11/2008
    """

    does: ClassVar[str] = "decide.decide_and_tell"

    numbers: Annotated[
        list[int], Argument(help="Proposed amendments, by their numbers in the list of compile decide.")
    ] = field(default_factory=list)
    approve: Annotated[bool, Option("--approve", help="The members approved them.")] = False
    refuse: Annotated[bool, Option("--refuse", help="The members refused them.")] = False
    plan: Annotated[list[str], Option("--plan", help="A plan's file that was approved as it is now, or all.")] = field(
        default_factory=list
    )
    division: Annotated[str, Option("--division", help="Whose plan is amended, where no return says so.")] = ""
    reference: Annotated[str, Option("--reference", help="The reference of the row.")] = ""
    column: Annotated[str, Option("--column", help="The heading of the column.")] = ""
    to: Annotated[str, Option("--to", help="The new words of the cell.")] = ""
    question: Annotated[
        str, Option("--question", help="What a member asked, or the number of a question that is answered.")
    ] = ""
    answer: Annotated[str, Option("--answer", help="The answer to that question.")] = ""
    interim: Annotated[
        bool, Option("--interim", help="The answer is for this meeting alone: the question stays open.")
    ] = False
    by: Annotated[str, Option("--by", help="Who decided it, or asked the question.")] = ""
    meeting: Annotated[str, Option("--meeting", help="At which meeting.")] = ""
    on: Annotated[str, Option("--on", help="On which day, such as 18/11/2008.")] = ""
    effective: Annotated[
        str, Option("--effective", help="The day from which it counts. The day of the decision if left out.")
    ] = ""
