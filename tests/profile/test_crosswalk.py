"""Crosswalks between two plans: what they say, and what is wrong in one, with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from compiler.domain.period import Year
from compiler.domain.record import Kind
from compiler.profile.crosswalk import CROSSWALK, Crossing, read_crosswalk
from compiler.project.find import open_project
from compiler.project.plan import plans_to_write

ROOT = Path(__file__).parents[2]
HEAD = 'department = "other"\nfrom_year = "2007-08"\nto_year = "2008-09"\n'


def test_lines_are_followed_both_ways() -> None:
    rows = '[[rows]]\nhere = "1.1"\nthere = "X7"\nkind = "same"\n[[rows]]\nthere = "6"\nkind = "none"\nwhy = "new"\n'
    read, problems = read_crosswalk(HEAD + rows, "crosswalk.toml")
    assert read is not None
    assert problems == ()
    assert read.across("1.1") == read.back("x7") == (Crossing("same", "1.1", "X7"),)
    assert (read.across(""), read.across("6"), read.back("6")) == ((), (), (Crossing("none", "", "6", "new"),))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            HEAD + '[[rows]]\nhere = "1"\nkind = "near"\n',
            "crosswalk.toml, line 4: rows[1]: of the kind 'near' a line names both rows: 'here' and 'there'",
        ),
        (
            HEAD + '[[rows]]\nhere = "1"\nthere = "2"\nkind = "none"\n',
            "crosswalk.toml, line 4: rows[1]: of the kind 'none' a line names the one row that stands alone: "
            "'here' or 'there'",
        ),
        (
            HEAD + '[[rows]]\nhere = "1"\nthere = "2"\nkind = "sam"\n',
            "crosswalk.toml, line 7: rows[1].kind: 'sam' is not one of the choices; did you mean 'same'? "
            "allowed are same, near, none",
        ),
        (
            HEAD + '[[rows]]\nhere = "1"\nthere = "2"\nkinds = "same"\nkind = "same"\n',
            "crosswalk.toml, line 7: rows[1].kinds: the key 'kinds' is not known here; did you mean 'kind'?",
        ),
        ("rows = []\n", "crosswalk.toml: the key 'department' is missing"),
        ("rows = \n", "crosswalk.toml: Invalid value (at line 1, column 8)"),
    ],
)  # fmt: skip
def test_mistakes_are_told_with_their_line(text: str, said: str) -> None:
    read, problems = read_crosswalk(text, "crosswalk.toml")
    assert (read, str(problems[0])) == (None, said)


@pytest.mark.parametrize("path", sorted((ROOT / "workbooks").glob(f"*/{CROSSWALK}")), ids=lambda path: path.parent.name)
def test_a_crosswalk_that_is_kept_names_rows_of_both_plans_and_every_one_of_the_other(path: Path) -> None:
    read, problems = read_crosswalk(path.read_text(encoding="utf-8"), path.name)
    assert read is not None, problems
    here, there = numbers(path.parent.name, read.from_year), numbers(read.department, read.to_year)
    assert {row.here for row in read.rows} - {""} <= here
    assert {row.there for row in read.rows} - {""} == there - {"OD"}


def numbers(department: str, year: str) -> set[str]:
    plans, _ = plans_to_write(open_project(ROOT, department), Year(int(year[:4])))
    return {row.text("number") for paper in plans.papers for row in paper.of(Kind.OBJECTIVE)}


def test_18_of_21_priorities_match_one_under_an_outcome_two_more_another_line_and_one_none() -> None:
    text = (ROOT / "workbooks/stockton-partnership" / CROSSWALK).read_text(encoding="utf-8")
    read, _ = read_crosswalk(text, CROSSWALK)
    assert read is not None
    met = [row for row in read.rows if row.here and row.there]
    assert [sum(row.here[0].isdigit() is under for row in met) for under in (True, False)] == [18, 2]
    assert [row.there for row in read.rows if not row.here] == ["6"]
    assert [row.here for row in read.rows if not row.there] == ["1.6", "2.3", "3.2", "3.3"]
