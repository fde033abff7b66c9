"""Decisions are read with every mistake placed, and a waiver lets one finding stand for a time."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from compiler.domain.decision import Waiver, waived
from compiler.domain.finding import Finding, Severity
from compiler.domain.origin import Origin
from compiler.ledger.decisions import Decisions, read_decisions
from compiler.project.find import WrongUse, open_project

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
