"""What follows from another finding hangs under it: by the table, never under a lighter one, and nothing is lost."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from graphlib import TopologicalSorter

import pytest
from hypothesis import given
from hypothesis import strategies as some

from compiler.domain.finding import Audience, Finding, Severity, separate, stories
from compiler.domain.origin import Origin
from compiler.rules.consequences import CONSEQUENCES, POINTS_AT, _Causes, consequences
from compiler.rules.registry import check, every_rule
from tests.rules.sheets import case_of, decisions_in, findings_of, narrowed, shown, small_profile
from tests.rules.test_examples import parts

CODES = {rule.code for rule in every_rule()}


def hanging(text: str) -> list[tuple[str, str]]:
    """What the check says of the workbooks in a text: each finding by code and cell, and what it follows from."""
    return [(_named(finding), _named(finding.cause) if finding.cause else "") for finding in findings_of(text)]


def _named(finding: Finding) -> str:
    return f"{finding.code} {finding.origin.cell or finding.origin.workbook}"


SHEETS = {
    "a row that stands twice: what is wrong with the copy": (
        """
**Safeguarding.xlsx**, plan, sheet Actions

|     | A      | B                     |
|-----|--------|-----------------------|
| 3   | Ref    | Action                |
| 4   | SG A01 | Visit every placement |

**Safeguarding.xlsx**, return, sheet Actions

|     | A      | B                     | C      |
|-----|--------|-----------------------|--------|
| 3   | Ref    | Action                | Rating |
| 4   | SG A01 | Visit every placement | Amber  |
| 5   | SG A01 | Visit every placement |        |
""",
        [("T411 row 5", ""), ("X506 row 5", "T411 row 5"), ("R301 C5", "T411 row 5")],
    ),
    "two columns of one heading: the blanks under the first; the blank under another column is its own": (
        """
**Safeguarding.xlsx**, return, sheet Actions

|     | A      | B                     | C      | D        | E      |
|-----|--------|-----------------------|--------|----------|--------|
| 3   | Ref    | Action                | Rating | Progress | Rating |
| 4   | SG A01 | Visit every placement |        |          | Amber  |
| 5   | SG A02 | Recruit foster carers | Amber  |          | Amber  |
""",
        [("T404 E3", ""), ("R301 C4", "T404 E3"), ("R302 D5", "")],
    ),
    "a reference that two rows have: the gap after it": (
        """
**Safeguarding.xlsx**, plan, sheet Actions

|     | A      | B      |
|-----|--------|--------|
| 3   | Ref    | Action |
| 4   | SG A01 | Step 1 of the programme |
| 5   | SG A02 | Step 2 of the programme |
| 6   | SG A03 | Step 3 of the programme |
| 7   | SG A04 | Step 4 of the programme |
| 8   | SG A04 | Step 5 of the programme |
| 9   | SG A06 | Step 6 of the programme |
| 10  | SG A07 | Step 7 of the programme |
| 11  | SG A08 | Step 8 of the programme |
| 12  | SG A09 | Step 9 of the programme |
| 13  | SG A10 | Step 10 of the programme |
""",
        [("T410 A8", ""), ("T412 A9", "T410 A8")],
    ),
    "last period's words under a new rating: that they contradict it": (
        """
**Safeguarding.xlsx**, last return, sheet Actions

|     | A      | B                     | C      | D                                       |
|-----|--------|-----------------------|--------|-----------------------------------------|
| 3   | Ref    | Action                | Rating | Progress                                |
| 4   | SG A01 | Visit every placement | Amber  | The target was exceeded in every month. |

**Safeguarding.xlsx**, return, sheet Actions

|     | A      | B                     | C      | D                                       |
|-----|--------|-----------------------|--------|-----------------------------------------|
| 3   | Ref    | Action                | Rating | Progress                                |
| 4   | SG A01 | Visit every placement | Red    | The target was exceeded in every month. |
""",
        [("R307 C4", "C217 D4"), ("C217 D4", "")],
    ),
    "an error is never told under a note": (
        """
**Safeguarding.xlsx**, return, sheet Indicators

|     | A     | B                   | C    | D      | E      | F      |
|-----|-------|---------------------|------|--------|--------|--------|
| 3   | Ref   | Definition          | Better is | Target 2008/09 | Figure | Rating |
| 4   | NI 59 | Assessments in time | Higher | 85%  | 8O%    | Green  |
""",
        [("C208 E4", ""), ("R306 F4", "")],
    ),
}


@pytest.mark.parametrize("case", SHEETS, ids=str)
def test_what_follows_hangs_under_its_cause(case: str) -> None:
    text, wanted = SHEETS[case]
    assert hanging(text) == wanted


def test_a_slip_explains_other_words_only_where_it_is_among_them() -> None:
    slip = Finding("W904", Severity.WARNING, Origin("A.xlsx", "Actions", 4, 2), "'CAHMS' stands in 1 cell.", "", "")
    here = replace(slip, code="G609", found="'SG A01' has here 'the CAHMS team', there 'the CAMHS team'.")
    elsewhere = replace(slip, code="G607", found="This plan has 'every home', the plan above 'each home'.")
    linked = consequences([slip, here, elsewhere])
    assert [finding.cause for finding in linked] == [None, slip, None]


# --- the table ---


def test_each_code_of_the_table_is_a_rule_s_and_each_line_says_why() -> None:
    for line in CONSEQUENCES:
        assert {*line.causes.split(), *line.codes.split()} <= CODES, line
        assert line.why.endswith("."), line
        assert line.codes.split() == sorted(set(line.codes.split())), line


def test_no_code_follows_from_itself_by_any_way_round() -> None:
    under: dict[str, set[str]] = {}
    for line in CONSEQUENCES:
        for code in line.codes.split():
            under.setdefault(code, set()).update({*line.causes.split()} - {code})
    assert len(tuple(TopologicalSorter(under).static_order())) > 40  # raises CycleError if they go round


# --- properties ---

_SHEETS = some.sampled_from([("A.xlsx", "Actions"), ("A.xlsx", "Risks"), ("B.xlsx", "Actions")])
_PLACES = some.builds(
    lambda sheet, row, column: Origin(sheet[0], sheet[1], row, column),
    _SHEETS,
    some.integers(3, 6),
    some.integers(0, 3),
)
_INVOLVED = sorted({code for line in CONSEQUENCES for code in (*line.causes.split(), *line.codes.split())})
_FINDINGS = some.builds(
    Finding,
    code=some.sampled_from(_INVOLVED),
    severity=some.sampled_from(Severity),
    origin=_PLACES,
    found=some.sampled_from(["'Rating' is blank.", "NI 59 is nowhere.", "From 'NI 5' nothing can be read."]),
    allowed=some.just(""),
    remedy=some.just(""),
    value=some.sampled_from(["", "Rating"]),
    audience=some.sampled_from(Audience),
    others=some.lists(_PLACES, max_size=2).map(tuple),
)
_WEIGHTS = [Severity.NOTE, Severity.WARNING, Severity.ERROR]


@given(some.lists(_FINDINGS, max_size=14))
def test_no_finding_is_lost_and_each_hangs_under_one_that_stands_by_itself_and_is_no_lighter(
    findings: list[Finding],
) -> None:
    linked = consequences(findings)
    assert [replace(finding, cause=None) for finding in linked] == findings
    told = [finding for story in stories(linked) for finding in (story.finding, *story.following)]
    assert Counter(told) == Counter(linked)
    for finding in linked:
        if finding.cause is not None:
            assert finding.cause.cause is None
            assert finding.cause in linked
            assert _WEIGHTS.index(finding.cause.severity) >= _WEIGHTS.index(finding.severity)
    assert separate(linked) == tuple(finding for finding in linked if finding.cause is None)


@given(some.lists(_FINDINGS, max_size=10), some.randoms(use_true_random=False))
def test_the_order_of_the_findings_changes_nothing(findings: list[Finding], chance: object) -> None:
    shuffled = list(findings)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert Counter(consequences(shuffled)) == Counter(consequences(findings))


@given(some.lists(_FINDINGS, max_size=10), some.data())
def test_of_fewer_findings_each_is_told_though_its_cause_is_not_among_them(
    findings: list[Finding], data: some.DataObject
) -> None:
    linked = consequences(findings)
    kept = [finding for finding in linked if data.draw(some.booleans())]
    told = [finding for story in stories(kept) for finding in (story.finding, *story.following)]
    assert Counter(told) == Counter(kept)


@pytest.mark.parametrize("code", sorted(POINTS_AT))
def test_a_rule_points_at_columns_of_the_types_that_are_said_of_it(code: str) -> None:
    _, fails, _, passes = parts(code)
    whole = case_of(shown(fails), narrowed(shown(passes), small_profile()), decisions_in(fails))
    cells = [finding.origin for finding in check(whole) if finding.code == code]
    assert cells
    assert whole.asked_otherwise(True, frozenset(cells)).types_asked <= set(POINTS_AT[code])


NEAR = some.builds(
    Origin,
    some.sampled_from(["A.xlsx", "B.xlsx"]),
    some.sampled_from(["Actions", "Risks"]),
    some.integers(1, 3),
    some.integers(1, 2),
)
WORDS = some.sampled_from(["'SG A1' stands here.", "'NEAR' for SG A1", "NI 5 and 'SG A1'"])
STANDING = some.builds(
    lambda at, others, words: Finding("T410", Severity.NOTE, at, words, "", "", value="SG A1", others=tuple(others)),
    NEAR,
    some.lists(NEAR, max_size=3),
    WORDS,
)


@given(some.lists(STANDING, max_size=6))
def test_what_stands_near_is_looked_up_as_it_would_be_found_by_trying_all(found: list[Finding]) -> None:
    causes = _Causes(found)
    for holds in {line.holds for line in CONSEQUENCES}:
        for finding in found:
            right = [number for number, cause in enumerate(found) if holds(cause, finding)]
            assert [n for n in causes._likely("T410", holds, finding) if holds(found[n], finding)] == right, holds
