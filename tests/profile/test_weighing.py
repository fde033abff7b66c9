"""What a profile may make of a rule, and the columns of limits that it may have: mistakes at their lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from compiler.domain.period import Period, Year
from compiler.profile.load import Loaded, load_profile
from compiler.profile.weighing import Weighing, Weight
from tests.profile.test_load import BASE

QUARTER = Period(Year(2008), 2)


def loaded(tmp_path: Path, text: str) -> Loaded:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "profile.toml").write_text(text, encoding="utf-8")
    return load_profile("mine", (tmp_path,), lambda code: code in ("R313", "C216", "C217", "F103"), "F103".__eq__)


def test_a_rule_has_a_weight_and_may_have_the_period_that_brings_it_in(tmp_path: Path) -> None:
    table = 'R313 = "error"\nC216 = { weight = "error", since = "2008-09/Q2" }\nC217 = { weight = "off" }\n'
    found = loaded(tmp_path, f"{BASE}\n[severity]\n{table}")
    assert found.problems == ()
    assert found.profile is not None
    assert found.profile.severities == {
        "R313": Weighing("error"),
        "C216": Weighing("error", QUARTER),
        "C217": Weighing("off"),
    }


@pytest.mark.parametrize(
    ("since", "calendar", "period"),
    [
        ("2008-09/Q2", "", QUARTER),
        ("Quarter 2 2008/09", "", QUARTER),
        ("2008-09", "", Period(Year(2008), 1)),
        ("2008-09/M03", "periods = 12", Period(Year(2008), 3, 12)),
        ("June 2008", "periods = 12", Period(Year(2008), 3, 12)),
        ("2008/Q2", "starts = 1", Period(Year(2008, 1), 2)),
    ],
)
def test_the_period_is_one_of_the_councils_year(tmp_path: Path, since: str, calendar: str, period: Period) -> None:
    text = f'{BASE}\n[calendar]\n{calendar}\n[severity]\nR313 = {{ weight = "note", since = "{since}" }}\n'
    profile = loaded(tmp_path, text).profile
    assert profile is not None
    assert profile.severities["R313"] == Weighing("note", period)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('R331 = "note"', "severity.R331: no rule has the code 'R331'; compile check prints the codes"),
        ('F103 = "note"', "severity.F103: 'F103' is about a whole file that cannot be used, so its weight stays"),
        ('R313 = "eror"', "severity.R313.weight: 'eror' is not one of the choices; did you mean 'error'?"),
        ('R313 = { since = "2008-09/Q2" }', "severity.R313: the key 'weight' is missing"),
        (
            'R313 = { weight = "note", since = "2008-09/Q5" }',
            "severity.R313.since: '2008-09/Q5' is no period of this council; write it like '2008-09/Q2'",
        ),
        ('R313 = { weight = "note", sinse = "2008-09/Q2" }', "severity.R313.sinse: the key 'sinse' is not known here"),
    ],
)
def test_a_mistake_is_told_at_its_line(tmp_path: Path, line: str, said: str) -> None:
    found = loaded(tmp_path, f"{BASE}\n[severity]\n{line}\n")
    assert found.profile is None
    assert [str(problem).startswith(f"mine/profile.toml, line 18: {said}") for problem in found.problems] == [True], (
        found
    )


@pytest.mark.parametrize(
    ("weight", "expected"),
    [
        ("error", ["off", "warning", "error", "off", "warning", "error"]),
        ("warning", ["off", "warning", "warning", "off", "warning", "warning"]),
        ("note", ["off", "note", "note", "off", "note", "note"]),
        ("off", ["off"] * 6),
    ],
)
def test_the_weight_before_in_and_after_the_first_period(weight: Weight, expected: list[Weight]) -> None:
    weighing = Weighing(weight, QUARTER)
    quarters = [weighing.at(period, period.year) for period in Year(2008).periods()[:3]]
    years = [weighing.at(None, Year(begins)) for begins in (2007, 2008, 2009)]
    assert [*quarters, *years] == expected


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("starts = 13", "line 18: calendar.starts: 13 is no month; months are 1 to 12"),
        ("periods = 6", "line 18: calendar.periods: 6 periods are not provided for; choose 4 or 12"),
    ],
)
def test_a_year_that_cannot_be_is_told(tmp_path: Path, table: str, said: str) -> None:
    found = loaded(tmp_path, f"{BASE}\n[calendar]\n{table}\n")
    assert [str(problem) for problem in found.problems] == [f"mine/profile.toml, {said}"]


LIMITS = """
[rating]
states = ["red", "green"]
[rating.state.red]
name = "Red"
rank = 1
[rating.state.green]
name = "Green"
rank = 2
"""


@pytest.mark.parametrize(
    ("column", "said"),
    [
        ('type = "target", band = "green"', []),
        ('type = "target", band = "gren"', ["band: 'gren' is no rating of the scheme; did you mean 'green'?"]),
        ('type = "text", band = "green"', ['type: limits are read as targets are: type = "target", not "text"']),
    ],
)
def test_limits_are_for_a_rating_and_read_as_targets(tmp_path: Path, column: str, said: list[str]) -> None:
    text = BASE.replace('"due"]', '"due", "limit"]').replace(
        "[sheet.actions.column]\n", f'[sheet.actions.column]\nlimit = {{ heading = "Green when", {column} }}\n'
    )
    found = loaded(tmp_path, text + LIMITS)
    where = "mine/profile.toml, line 14: sheet.actions.column.limit"
    assert [str(problem) for problem in found.problems] == [f"{where}.{each}" for each in said]
