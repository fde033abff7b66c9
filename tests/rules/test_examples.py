"""Each rule by its example: a sheet that fails with the whole of what is said, and one that passes."""

from __future__ import annotations

import re
from dataclasses import replace
from importlib.resources import files

import pytest

from compiler.domain.period import Period, Year
from compiler.profile.weighing import Weighing
from compiler.render.findings import NOTHING, findings_text
from compiler.rules.explain import example, explain
from compiler.rules.registry import check, every_rule, nearest_code
from tests.rules.sheets import case_of, decisions_in, narrowed, shown, small_profile

CODES = [rule.code for rule in every_rule()]


def parts(code: str) -> tuple[str, str, str, str]:
    """The heading of an example, the failing sheets, what is said, the passing sheets."""
    text = example(code)
    assert text is not None
    heading, fails, said, passes = re.split(r"^## .*$\n", text, flags=re.MULTILINE)
    return heading.strip(), fails, said.strip().removeprefix("```text\n").removesuffix("```"), passes


def test_every_rule_has_its_example_and_every_example_its_rule() -> None:
    there = {path.name for path in files("compiler.rules").joinpath("examples").iterdir()}
    assert there == {f"{code}.md" for code in CODES}


@pytest.mark.parametrize("code", CODES)
def test_the_failing_sheet_gives_exactly_what_the_example_says(code: str) -> None:
    heading, fails, said, passes = parts(code)
    profile = narrowed(shown(passes), small_profile())
    findings = check(case_of(shown(fails), profile, decisions_in(fails)))
    assert findings_text(findings) == said
    assert {finding.code for finding in findings} == {code}
    assert heading == next(f"# {rule.code}: {rule.title}" for rule in every_rule() if rule.code == code)


@pytest.mark.parametrize("code", CODES)
def test_the_passing_sheet_gives_nothing(code: str) -> None:
    *_, passes = parts(code)
    books = shown(passes)
    assert books
    assert findings_text(check(case_of(books, narrowed(books, small_profile()), decisions_in(passes)))) == NOTHING


def test_a_code_is_explained_with_title_reason_and_both_sheets() -> None:
    told = explain("t405")
    assert (
        told
        == """\
T405: A heading of another year (error, table)

Last year's heading over a column leaves open whether the figures under it are last year's too.

A SHEET THAT FAILS

Safeguarding.xlsx, plan, sheet Indicators

|     | A     | B                   | C              |
|-----|-------|---------------------|----------------|
| 3   | Ref   | Definition          | Target 2007/08 |
| 4   | NI 59 | Assessments in time | 45%            |

WHAT IS SAID

Safeguarding.xlsx (approved plan): 1 warning

  Warning T405 · Indicators, C3
    The heading 'Target 2007/08' names another year.
    Wanted is 'Target 2008/09'.
    → List it for amendment of the plan.

1 warning in 1 workbook.

A SHEET THAT PASSES

Safeguarding.xlsx, plan, sheet Indicators

|     | A     | B                   | C              |
|-----|-------|---------------------|----------------|
| 3   | Ref   | Definition          | Target 2008/09 |
| 4   | NI 59 | Assessments in time | 45%            |
"""
    )


@pytest.mark.parametrize("code", CODES)
def test_every_explanation_is_free_of_marks_and_of_programmers_words(code: str) -> None:
    told = explain(code) or ""
    assert not re.search(r"None|True|False|Traceback|\*\*|```|_[a-z]|<", told)


def test_a_code_that_is_not_there_is_not_explained_and_the_nearest_is_named() -> None:
    assert explain("C2006") is None
    assert nearest_code("C2006") == "C206"
    assert nearest_code("unheard of") is None


@pytest.mark.parametrize(
    ("weighing", "head", "said"),
    [
        (Weighing("note"), "note", "makes it a note; of itself it is an error."),
        (Weighing("off"), "switched off", "switches it off; of itself it is an error."),
        (
            Weighing("error", Period(Year(2008), 2)),
            "error",
            "makes it an error from Quarter 2 2008/09 on, a warning in Quarter 2 2008/09; of itself it is an error.",
        ),
        (
            Weighing("warning", Period(Year(2008), 2)),
            "warning",
            "makes it a warning from Quarter 2 2008/09 on; of itself it is an error.",
        ),
    ],
)
def test_a_code_is_explained_with_what_the_departments_profile_makes_of_it(
    weighing: Weighing, head: str, said: str
) -> None:
    own = replace(small_profile(), severities={"T405": weighing, "F103": weighing})
    told = explain("T405", (own,), own)
    plain = explain("T405")
    assert told is not None
    assert plain is not None
    title, _, why, words, *rest = told.splitlines()
    assert title == f"T405: A heading of another year ({head}, table)"
    assert " ".join([words, *rest[: rest.index("")]]) == f"The profile of Sandhaven Borough Council {said}"
    assert (why, rest[rest.index("") :]) == (plain.splitlines()[2], plain.splitlines()[3:])
    assert explain("F103", (own,), own) == explain("F103")
