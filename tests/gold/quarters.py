"""What the rules say of the illustrative returns, each finding held against what was put into them.

`quarters.tsv` has a line for each: planted (put in, as real teams make such slips), follows (what two returns
truly say differently), or false. Rows are named by their reference, so that a workbook written anew changes nothing.
"""

from __future__ import annotations

from compiler.domain.finding import Audience, Finding
from compiler.domain.period import Period, Year
from compiler.domain.returned import Role
from compiler.pipeline import check_returns, read_returns
from compiler.project.find import open_project
from compiler.project.quarter import Wish, inputs_of
from tests.gold.printed import HERE, ROOT, table_of

LIST = HERE / "quarters.tsv"
PERIODS = (Period(Year(2008), 1), Period(Year(2008), 2))


def told(period: Period) -> tuple[Finding, ...]:
    """What `compile check` tells of the returns of a period."""
    inputs = inputs_of(open_project(ROOT, "hartlepool"), period, Wish())
    plans = read_returns(inputs, inputs.plans, Role.PLAN, period.year)
    returns = read_returns(inputs, inputs.returns, Role.RETURN, period.year, period)
    compared = period.previous()
    before = read_returns(inputs, inputs.before, Role.RETURN, compared.year, compared)
    return tuple(each for each in check_returns(inputs, plans, returns, before) if each.audience is not Audience.PLAN)


def found() -> tuple[tuple[str, ...], ...]:
    """Period, rule, workbook, row and value of every finding, in the order of the list."""
    return tuple(
        (period.name, each.code, each.origin.workbook.removesuffix(".xlsx"), each.subject, each.value)
        for period in PERIODS
        for each in told(period)
    )


def listed() -> tuple[tuple[str, ...], ...]:
    """The lines of the list without what was said of them."""
    return tuple(line[:5] for line in table_of(LIST)[1:])
