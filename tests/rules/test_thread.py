"""The golden thread of the plan of 2008/09: what its plans say of each other, and where they disagree."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from compiler.domain.finding import Audience, Finding, Severity
from compiler.rules.likeness import apart, likeness, same
from tests.rules.test_workbooks import findings

DEP = "plan/Departmental.xlsx"


def told(code: str) -> list[Finding]:
    return [finding for finding in findings(2008, 1) if finding.code == code]


def places(code: str) -> list[str]:
    return [f"{f.origin.workbook.removeprefix('plan/').split()[0]} {f.origin.cell} {f.subject}" for f in told(code)]


def test_how_many_of_each_are_told_of_the_plan() -> None:
    counts = Counter(f.code for f in findings(2008, 1) if f.code.startswith("G"))
    assert dict(sorted(counts.items())) == {
        "G602": 4,
        "G603": 3,
        "G604": 2,
        "G605": 8,
        "G606": 1,
        "G607": 16,
        "G608": 1,
        "G609": 3,
        "G610": 2,
        "G612": 1,
        "G614": 2,
    }


def test_everything_of_the_thread_is_the_plans_and_at_most_a_warning() -> None:
    for quarter in (1, 2):
        of_thread = [f for f in findings(2008, quarter) if f.code.startswith("G")]
        assert {f.audience for f in of_thread} == {Audience.PLAN}
        assert {f.severity for f in of_thread} == {Severity.WARNING, Severity.NOTE}


def test_right_words_beside_the_wrong_reference() -> None:
    assert [(f.value, f.remedy.split(".")[0]) for f in told("G602")] == [
        ("JE A07", "Probably JE A08 is meant"),
        ("HC A07", "Probably HC A05 is meant"),
        ("SC A12", "Probably SC A11 is meant"),
        ("CSD A010", "Probably CSD A013 is meant"),
    ]
    offending = told("G602")[2]
    assert offending.found == (
        "SC A12 stands beside 'Work with partner agencies to reduce youth offending'. In the plan above, SC A12 is "
        f"'Assist the transition of young people with Learning Difficu…' ({DEP}, Actions, D25), and these are the "
        f"words of SC A11 ({DEP}, Actions, D24)."
    )
    assert [str(origin) for origin in offending.others] == [f"{DEP}, Actions, D24", f"{DEP}, Actions, D25"]


def test_headings_of_linked_sections_that_name_nothing() -> None:
    """An objective whose action stands under a reference of the plan above is linked by that (No. 2.5)."""
    assert places("G603") == ["Planning G10 No. 1.7", "Planning G19 No. 2.2", "Planning G27 No. 2.10"]


def test_what_nobody_carries_out() -> None:
    """What is named by a wrong reference only, or taken up by the Operational Plan alone, is not told of here."""
    assert places("G604") == ["Departmental.xlsx A38 CSD A009", "Departmental.xlsx A48 CSD A019"]


def test_what_is_due_after_what_it_carries_out() -> None:
    assert [place.split(maxsplit=2)[2] for place in places("G605")] == [
        *("PSI A006", "PSI A008", "PSI A019", "PSI A020", "PSI A022", "PSI A023", "PSI A029"),
        "SSS A017",
    ]
    assert told("G605")[0].found == (
        f"'PSI A006' is due 'Mar 2010', after HC A08 (due Jan 2010, {DEP}, Actions, E9), which it is to carry out."
    )


def test_headings_in_other_words_than_the_rows_that_they_name() -> None:
    """Word for word in one of its lines is enough; what the upper line changes is told of beside the lower one's."""
    assert places("G607") == [
        "Performance F9 No. 2.3",
        *(f"Planning F{row} No. {number}" for row, number in ((6, "1.3"), (8, "1.5"), (9, "1.6"), (11, "1.8"))),
        *(f"Planning F{row} No. {number}" for row, number in ((12, "1.9"), (13, "1.10"), (18, "2.1"), (23, "2.6"))),
        "Planning F28 No. 2.11",
        *("Resources F4 No. 1.1", "Resources F6 No. 2.2"),
        *("Safeguarding E4 No. 1.1", "Safeguarding E5 No. 1.2", "Safeguarding F5 No. 1.2", "Safeguarding E8 No. 1.5"),
    ]
    assert told("G607")[3].found == (
        "This plan has '… the Hartlepool Average of the most disadvantaged …', the plan above '… the Hartlepool "
        f"average and the most disadvantaged …' ({DEP}, Actions, D15, the words of LL A03)."
    )


def test_one_row_in_two_plans() -> None:
    assert [f.subject for code in ("G608", "G609", "G610", "G612", "G614") for f in told(code)] == [
        "CSD A018",
        *("LL A04", "LL A06", "CSD A006"),
        *("LL A04", "Keep departmental structures under continuous review."),
        "JE A07",
        *("PA A006", "RSS A004"),
    ]
    assert told("G612")[0].found.endswith("Only here: CSD P016 and CSD P017. Only there: CSD P029.")


def test_capitals_punctuation_spaces_and_abbreviations_in_brackets_make_no_other_words() -> None:
    """The headings of SC A08 to SC A10 and JE A07 differ from the rows that they name in such things too."""
    assert same("Reduce the level who are Not in Education (NEET)", "reduce the  level who are not in education.")
    assert same("Improve services in line with Aimi ng High", "Improve services in line with Aiming High")
    assert not same("the Local Safeguarding Children Board", "the Local Safeguarding Children's Board")
    assert likeness("Promote citizenship", "Promote well being of children and young people") == 0
    assert apart("Continue to widen the choice of care", "Continue to narrow the choice of care") == (
        "Continue to widen the choice of …",
        "Continue to narrow the choice of …",
    )


words = st.text(alphabet="abcd '-(),ABÉ1", max_size=60)


@given(words, words)
def test_likeness_is_between_nothing_and_the_same(one: str, other: str) -> None:
    assert 0 <= likeness(one, other) <= 1
    assert likeness(one, one) == 1
    assert (likeness(one, other) == 0) == (likeness(other, one) == 0)
