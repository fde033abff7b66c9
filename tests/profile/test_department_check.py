"""Settings of a department that would leave out or mix up returns without a word are told, each at its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from compiler.profile.build import Problems, build
from compiler.profile.department import Department
from compiler.profile.department_check import check_department
from compiler.profile.load import load_profile
from compiler.profile.toml import read_toml
from compiler.project.find import WrongUse, open_project

TEMPLATES = Path(__file__).parents[2] / "templates"
SOUND = """\
council = "Town Council"
name = "Neighbourhoods"
profile = "base"

[[divisions]]
key = "care"
name = "Adult Care"
short = "AC"
tier = "divisional"
file = "Care.xlsx"

[[divisions]]
key = "roads"
name = "Highways"
tier = "divisional"
file = "Highways.xlsx"
from_year = "2008-09"
aliases = ["Roads"]

[deadlines."2008-09/Q1"]
due = 2008-07-10

[notices]
"2008-09" = "Illustrative figures"
"2008-09/Q2" = "Illustrative figures, half the year"
"""


def told(settings: str) -> list[str]:
    """What is wrong with settings."""
    profile = load_profile("base", (TEMPLATES,)).profile
    problems = Problems("department.toml", settings)
    department = build(Department, read_toml(settings), "", problems, key="town")
    assert profile is not None
    assert department is not None
    check_department(department, profile, problems)
    return [str(problem) for problem in problems.found]


@pytest.mark.parametrize(
    ("was", "now", "told_of"),
    [
        (
            'key = "roads"',
            'key = "care"',
            "line 13: divisions[2].key: 'care' is the key of divisions[1], 'Adult Care', too",
        ),
        ('key = "roads"', 'key = " "', "line 13: divisions[2].key: a division needs a key, a short word of its own"),
        (
            'key = "roads"',
            'key = "../roads"',
            "line 13: divisions[2].key: '../roads' has '/' in it, which no name of a file can have",
        ),
        ('name = "Highways"', 'name = ""', "line 14: divisions[2].name: a division needs a name"),
        (
            'name = "Highways"',
            'name = "adult  care"',
            "line 14: divisions[2].name: 'adult  care' is what divisions[1], 'Adult Care', is called too",
        ),
        (
            'aliases = ["Roads"]',
            'aliases = ["ac"]',
            "line 18: divisions[2].aliases: 'ac' is what divisions[1], 'Adult Care', is called too",
        ),
        (
            'file = "Highways.xlsx"',
            'file = "CARE.xlsx"',
            "line 16: divisions[2].file: 'CARE.xlsx' is the file of divisions[1], 'Adult Care', too",
        ),
        (
            'short = "AC"\ntier = "divisional"',
            'short = "AC"\ntier = "divisonal"',
            "line 9: divisions[1].tier: there is no tier 'divisonal' in the profile; did you mean 'divisional'?",
        ),
        (
            'from_year = "2008-09"',
            'from_year = "2008"',
            "line 17: divisions[2].from_year: '2008' is no year; one is written as '2008-09'",
        ),
        (
            'from_year = "2008-09"',
            'from_year = "2008-09"\nto_year = "2007-08"',
            "line 18: divisions[2].to_year: '2007-08' lies before its first year, '2008-09'",
        ),
        (
            '"2008-09/Q1"',
            '"2008-09/Q5"',
            "line 20: deadlines.2008-09/Q5: '2008-09/Q5' is no period of this format; one is written as '2008-09/Q1'",
        ),
        (
            '"2008-09" = "Ill',
            '"208-09" = "Ill',
            "line 24: notices.208-09: '208-09' is no period of this format; "
            "one is written as '2008-09/Q1', or '2008-09' for the whole year",
        ),
    ],
)
def test_what_is_wrong_is_told_at_its_line(was: str, now: str, told_of: str) -> None:
    assert SOUND.count(was) == 1
    assert told(SOUND.replace(was, now)) == [f"department.toml, {told_of}"]


def test_divisions_that_follow_each_other_may_have_one_name_and_one_file() -> None:
    settings = SOUND.replace('short = "AC"', 'short = "AC"\nto_year = "2007-08"')
    assert told(SOUND) == []
    assert told(settings.replace("Highways", "Adult Care").replace('"Adult Care.xlsx"', '"Care.xlsx"')) == []


def test_the_officer_is_told_of_all_before_anything_is_compiled(tmp_path: Path) -> None:
    (tmp_path / "workbooks" / "town").mkdir(parents=True)
    settings = SOUND.replace('key = "roads"', 'key = "care"').replace('"2008-09/Q1"', '"Q1"')
    (tmp_path / "workbooks" / "town" / "department.toml").write_text(settings, encoding="utf-8")
    with pytest.raises(WrongUse) as refused:
        open_project(tmp_path)
    file = "workbooks/town/department.toml"
    assert str(refused.value).splitlines() == [
        "The department's settings have mistakes:",
        f"  {file}, line 13: divisions[2].key: 'care' is the key of divisions[1], 'Adult Care', too",
        f"  {file}, line 20: deadlines.Q1: 'Q1' is no period of this format; one is written as '2008-09/Q1'",
    ]
