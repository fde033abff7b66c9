"""The facts of a period, whole: for the published quarter, for a small department, and where something is not known."""

from __future__ import annotations

from compiler.domain.returned import Role
from compiler.report.blocks import Fact, Figure, ToWrite, say
from compiler.report.build import build_report
from compiler.report.slots import slots_of
from tests.report.golden import assert_as_kept
from tests.report.making import DEPARTMENT, Q1, book, profile, view
from tests.report.small import small_view
from tests.report.test_whole_report import _view


def _lines(facts: tuple[Fact, ...]) -> str:
    """Each fact by its title: its words, and in brackets the cells that its figures come from."""
    return "".join(f"{fact.title}: {say(fact.words)}{_cells(fact)}\n" for fact in facts)


def _cells(fact: Fact) -> str:
    origins = [str(origin) for part in fact.words if isinstance(part, Figure) for origin in part.origins]
    shown = "; ".join(origins[:3]) + (f"; and {len(origins) - 3} more" if len(origins) > 3 else "")
    return f" ({shown})" if shown else ""


def test_the_facts_of_quarter_4_of_2007_08() -> None:
    assert_as_kept(_lines(build_report(_view()).facts), "q4_2007_08_facts.txt")


def test_the_facts_of_the_small_department() -> None:
    assert_as_kept(_lines(build_report(small_view()).facts), "small_department_facts.txt")


def test_every_number_has_its_cells() -> None:
    for report in (build_report(small_view()), build_report(_view())):
        for figure in (part for fact in report.facts for part in fact.words if isinstance(part, Figure)):
            if figure.how == "count":
                assert figure.value == len(set(figure.origins)) == len(figure.origins), figure


def test_what_is_not_known_is_to_be_written() -> None:
    plan = book("lead", Role.PLAN, plan="departmental", actions="reference | action\nA1 | Open")
    facts = {fact.key: fact for fact in build_report(view([plan], [], expected=DEPARTMENT.divisions)).facts}
    gaps = [key for key, fact in facts.items() if any(isinstance(part, ToWrite) for part in fact.words)]

    assert gaps == [
        "earlier-period",
        "whom-to-ask",
        "actions-newly-completed",
        "actions-worsened",
        "actions-improved",
        "indicators-newly-on-target",
        "indicators-worsened",
        "indicators-improved",
        "indicators-better",
        "indicators-worse",
        "indicators-better-than-a-year-ago",
        "indicators-worse-than-a-year-ago",
    ]
    assert say(facts["actions-worsened"].words) == (
        "[officer to write: actions worsened; no returns of an earlier period are held]"
    )
    assert say(facts["actions-no-return-share"].words) == "100%"
    assert say(facts["returns-missing-from"].words) == ("Policy Development, Northern Services and Southern Services")
    assert say(facts["status"].words) == "Draft"


def test_directions_are_those_of_the_figures() -> None:
    base = profile("base")
    planned = """
        reference | definition | polarity | target
        1         | Absence    | Lower    | 5%
        2         | Lunches    | Higher   | 50%
        3         | Schools    | Higher   | 9
        4         | Reviews    | Higher   | 40%
    """
    before = "reference | figure\n1 | 5%\n2 | 40%\n3 |\n4 | 40%"
    now = "reference | figure\n1 | 6%\n2 | 44%\n3 | 8\n4 | 50%"
    plan = book("lead", Role.PLAN, plan="departmental", using=base, indicators=planned)
    books = [book("lead", plan="departmental", using=base, indicators=now)]
    earlier = [book("lead", plan="departmental", using=base, period=Q1, indicators=before)]
    facts = {fact.key: fact for fact in build_report(view([plan], books, earlier, using=base)).facts}

    assert _lines((facts["indicators-better"], facts["indicators-worse"])) == (
        "Indicators with a better figure than in the period before: 2 "
        "(lead Q2.xlsx, Indicators, B3; lead Q2.xlsx, Indicators, B5)\n"
        "Indicators with a worse figure than in the period before: 1 (lead Q2.xlsx, Indicators, B2)\n"
    )


def test_a_format_has_no_facts_on_what_it_has_not() -> None:
    keys = {slot.key for slot in slots_of(profile("base")) if slot.kind == "fact"}

    assert not keys & {"body", "report-to", "report-of", "actions-completed", "indicators-on-target"}
    assert keys >= {"actions-red", "indicators-awaiting", "risks-h"}
    assert "actions-awaiting" not in keys
