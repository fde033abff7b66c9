"""Decisions are read with every mistake placed, and a waiver lets one finding stand for a time."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from compiler.domain.decision import Amendment, Approval, Settlement, Waiver, waived
from compiler.domain.finding import Finding, Severity
from compiler.domain.origin import Origin
from compiler.ledger.decisions import Decisions, read_decisions
from compiler.ledger.named import with_keys
from compiler.project.find import WrongUse, open_project
from tests.rules.sheets import DEPARTMENT, small_profile

TEXT = """\
[[waivers]]
code = "r303"
division = "safe"
reference = "CS A02"
reason = "The post is vacant until October."
by = "Performance Board"
on = 2008-07-20
until = 2008-09-30
"""
FINDING = Finding(
    code="R303",
    severity=Severity.ERROR,
    origin=Origin("Safeguarding.xlsx", "Actions", 5, 9),
    found="'Why (if red)' is blank.",
    allowed="A reason is asked for.",
    remedy="Fill it in.",
    subject="CS A02",
    division="safe",
)


def read(text: str) -> Decisions | list[str]:
    found = read_decisions(text, known={"R303", "F101"}.__contains__, can_waive=lambda code: code != "F101")
    return found if isinstance(found, Decisions) else [str(problem) for problem in found]


def test_a_waiver_says_what_why_who_and_until_when() -> None:
    assert read(TEXT) == Decisions(
        (
            Waiver(
                code="R303",
                reason="The post is vacant until October.",
                by="Performance Board",
                until=dt.date(2008, 9, 30),
                division="safe",
                reference="CS A02",
                on=dt.date(2008, 7, 20),
                origin=Origin("decisions.toml", "", 1),
            ),
        )
    )


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (
            'code = "r303"',
            'code = "R999"',
            ["decisions.toml, line 2: waivers[1].code: there is no finding with the code 'R999'"],
        ),
        (
            'code = "r303"',
            'code = "F101"',
            ["decisions.toml, line 2: waivers[1].code: F101 is about a whole file and cannot be waived"],
        ),
        ("until = 2008-09-30\n", "", ["decisions.toml, line 1: waivers[1]: the key 'until' is missing"]),
        (
            "by",
            "bye",
            [
                "decisions.toml, line 6: waivers[1].bye: the key 'bye' is not known here; did you mean 'by'?",
                "decisions.toml, line 1: waivers[1]: the key 'by' is missing",
            ],
        ),
        (
            "[[waivers]]",
            "[[waiver]]",
            ["decisions.toml, line 1: waiver: 'waiver' is not known here; did you mean 'waivers'?"],
        ),
    ],
)
def test_a_mistake_is_told_at_its_line(before: str, after: str, said: list[str]) -> None:
    assert read(TEXT.replace(before, after)) == said


SETTLEMENT = """\
[[settlements]]
year = "2008/09"
period = "Quarter 1"
kind = "action"
reference = "CS A02"
column = "RAG"
between = ["Departmental Plan/Safeguarding", "divisional/planning"]
said = ["Amber", "Red"]
counts = "Red"
by = "Management Team"
on = 2008-07-20
"""
AMENDMENT = """\
[[amendments]]
year = "2008-09"
division = "Planning"
plan = "Divisional Plan"
reference = "CS A02"
column = "Due"
was = "Mar 2009"
to = "Jun 2009"
decision = "approved"
by = "Cabinet"
on = 2008-06-17
"""
APPROVAL = """\
[[approvals]]
year = "2008/09"
plan = "Care.xlsx"
sha256 = "abc"
by = "Cabinet"
meeting = "Cabinet"
on = 2008-04-15
"""


def named(text: str) -> Decisions | list[str]:
    """The decisions with the keys of a department, or what is wrong in them."""
    decided = read(text)
    if not isinstance(decided, Decisions):
        return decided
    found = with_keys(decided, DEPARTMENT, small_profile())
    return found if isinstance(found, Decisions) else [str(problem) for problem in found]


def test_settlements_amendments_and_approvals_may_be_written_with_names() -> None:
    at, day = "decisions.toml", dt.date
    sides = ("departmental/safeguarding", "divisional/planning")
    assert named(SETTLEMENT.replace("RAG", "Rating") + AMENDMENT + APPROVAL) == Decisions(
        settlements=(
            Settlement(
                "2008-09", "Q1", "action", "CS A02", "rating", sides, ("Amber", "Red"), "Red", "Management Team",
                day(2008, 7, 20), origin=Origin(at, "", 1),
            ),
        ),
        amendments=(
            Amendment(
                "2008-09", "planning", "due", "Mar 2009", "Jun 2009", "approved", "Cabinet", day(2008, 6, 17),
                reference="CS A02", plan="divisional", origin=Origin(at, "", 12),
            ),
        ),
        approvals=(
            Approval("2008-09", "Care.xlsx", "abc", "Cabinet", day(2008, 4, 15), "Cabinet", Origin(at, "", 23)),
        ),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "before", "after", "said"),
    [
        (SETTLEMENT, '"action"', '"acton"', "decisions.toml, line 4: settlements[1].kind: 'acton' is not one of the "
         "choices; did you mean 'action'? allowed are action, indicator, risk"),
        (SETTLEMENT, '["Amber", "Red"]', '["Amber"]', "decisions.toml, line 8: settlements[1].said: should have, for "
         "each of the sides named in 'between', what it had typed"),
        (SETTLEMENT, '"RAG"', '"Ratng"', "decisions.toml, line 1: There is no column called 'Ratng'. Did you mean "
         "'Rating'?"),
        (SETTLEMENT, '"Quarter 1"', '"Q5"', "decisions.toml, line 1: There is no period 'Q5'. Write it as Q1."),
        (SETTLEMENT, "divisional/planning", "division/planning", "decisions.toml, line 1: There is no plan called "
         "'division'. There are: departmental, divisional."),
        (AMENDMENT, '"Planning"', '"Plannings"', "decisions.toml, line 1: There is no division called 'Plannings'. Did "
         "you mean 'Planning'? There are: Safeguarding, Planning."),
        (AMENDMENT, 'reference = "CS A02"\n', "", "decisions.toml, line 1: amendments[1]: name the row by its "
         "'reference', or by its 'mark' where it has none"),
        (AMENDMENT, '"approved"', '"agreed"', "decisions.toml, line 9: amendments[1].decision: 'agreed' is not one of "
         "the choices; allowed are approved, refused"),
        (APPROVAL, "2008/09", "next year", "decisions.toml, line 1: There is no year 'next year'. Write it as "
         "2008-09."),
    ],
)  # fmt: skip
def test_a_decision_that_names_nothing_is_told_at_its_line(text: str, before: str, after: str, said: str) -> None:
    text = text.replace(before, after).replace('"RAG"', '"Rating"')
    found = named(text)
    assert isinstance(found, list)
    assert found[0] == said


def test_a_finding_that_is_waived_stays_visible_as_a_note() -> None:
    decisions = read(TEXT)
    assert isinstance(decisions, Decisions)
    told = waived(FINDING, decisions.waivers, dt.date(2008, 9, 30))
    assert (told.severity, told.remedy) == (
        Severity.NOTE,
        "Waived until 30 September 2008 by Performance Board: The post is vacant until October.",
    )
    assert waived(FINDING, decisions.waivers, dt.date(2008, 10, 1)) == FINDING


@pytest.mark.parametrize(("field", "value"), [("code", "R304"), ("division", "learn"), ("subject", "CS A03")])
def test_a_waiver_covers_only_what_it_names(field: str, value: str) -> None:
    decisions = read(TEXT)
    assert isinstance(decisions, Decisions)
    other = replace(FINDING, **{field: value})  # type: ignore[arg-type]
    assert waived(other, decisions.waivers, dt.date(2008, 8, 1)) == other


def test_a_department_lets_findings_stand_by_the_names_of_its_divisions(tmp_path: Path) -> None:
    settings = tmp_path / "workbooks" / "children"
    settings.mkdir(parents=True)
    (settings / "department.toml").write_text(
        'council = "Town"\nname = "Children"\nprofile = "base"\n'
        '[[divisions]]\nkey = "safe"\nname = "Safeguarding & Care"\ntier = "divisional"\n',
        encoding="utf-8",
    )
    (settings / "decisions.toml").write_text(TEXT.replace('"safe"', '"safeguarding"'), encoding="utf-8")
    assert [waiver.division for waiver in open_project(tmp_path).decisions.waivers] == ["safe"]
    (settings / "decisions.toml").write_text(TEXT.replace('"safe"', '"Housing"'), encoding="utf-8")
    with pytest.raises(WrongUse, match=r"There is no division called 'Housing'\. There are: Safeguarding & Care\."):
        open_project(tmp_path)
