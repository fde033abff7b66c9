"""The golden thread of the plan of 2008/09: what its plans say of each other, and where they disagree."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compiler.domain.finding import Audience, Finding, Severity
from compiler.domain.likeness import apart, likeness, repeats, same
from compiler.domain.origin import Origin
from compiler.domain.record import Entry, Kind, Record, State
from compiler.rules.same_reference import different_officer
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
        "G603": 4,
        "G604": 2,
        "G605": 9,
        "G606": 1,
        "G607": 16,
        "G608": 1,
        "G609": 3,
        "G610": 2,
        "G611": 1,
        "G612": 1,
        "G614": 2,
        "G615": 2,
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
    """Where the action under it has kept the reference of the plan above (No. 2.5), it is a note."""
    assert [(place, f.severity) for place, f in zip(places("G603"), told("G603"), strict=True)] == [
        ("Planning G10 No. 1.7", Severity.WARNING),
        ("Planning G19 No. 2.2", Severity.WARNING),
        ("Planning G22 No. 2.5", Severity.NOTE),
        ("Planning G27 No. 2.10", Severity.WARNING),
    ]
    assert told("G603")[2].remedy == (
        "Perhaps CSD A006 is meant, under which its action stands. List it for amendment of the plan."
    )


def test_what_nobody_carries_out() -> None:
    """What is named by a wrong reference only, or taken up by the Operational Plan alone, is not told of here."""
    assert places("G604") == ["Departmental.xlsx A38 CSD A009", "Departmental.xlsx A48 CSD A019"]


def test_what_is_due_after_what_it_carries_out() -> None:
    assert [place.split(maxsplit=2)[2] for place in places("G605")] == [
        *("PSI A006", "PSI A008", "PSI A019", "PSI A020", "PSI A022", "PSI A023", "PSI A029"),
        "Comply with corporate procedures for risk management and…",
        "SSS A017",
    ]
    assert told("G605")[0].found == (
        f"'PSI A006' is due 'Mar 2010', after HC A08 (due Jan 2010, {DEP}, Actions, E9), which it is to carry out."
    )


def test_a_cell_of_parents_that_is_printed_once_stands_for_the_rows_of_its_objective() -> None:
    finding = told("G605")[7]
    assert (finding.severity, str(finding.origin)) == (
        Severity.NOTE,
        "plan/Policy Development and Strategic Management.xlsx, Actions, E8",
    )
    assert finding.found == (
        "'Comply with corporate procedures for risk management and…' is due 'Oct 09', after CSD A015 (due Mar 2009, "
        f"{DEP}, Actions, E44), CSD A010 (due Mar 2009, {DEP}, Actions, E39) and CSD A012 (due Mar 2009, {DEP}, "
        "Actions, E41), which the rows of its objective are to carry out."
    )


def test_references_of_the_plan_above_that_rows_below_keep() -> None:
    assert [(str(f.origin), f.found, len(f.others)) for f in told("G615")] == [
        (
            "plan/Performance and Achievement.xlsx, Actions, A4",
            "HC A04, LL A04, LL A05, LL A06, JE A07, JE A09 and JE A10 stand here under their references in the plan "
            "above. Of the 110 actions in plans of this kind, 101 have references of their own.",
            13,
        ),
        (
            "plan/Planning and Service Integration.xlsx, Actions, A47",
            "CSD A006 stands here under its reference in the plan above. Of the 110 actions in plans of this kind, "
            "101 have references of their own.",
            1,
        ),
    ]


def test_an_officer_whose_initials_are_in_the_key_is_not_the_one_with_others() -> None:
    """The key of the Operational Plan has AS for Adrienne Simcock: CSMT is not she."""
    assert [f.found for f in told("G611")] == [
        "'Keep departmental structures under continuous review.' has the officer 'CSMT'; in the plan above it has the "
        f"officer 'Adrienne Simcock' ({DEP}, Actions, F44)."
    ]


@pytest.mark.parametrize(
    ("here", "there", "differs"),
    [
        ("SJ", "Sue Johnson", False),
        ("SJ", "Sally Robinson", True),
        ("SJ, SR", "Sue Johnson", False),
        ("XY", "Sue Johnson", True),
        ("XY", "Xenia Young", False),
        ("XY", "ZW", False),
        ("Sue Johnson", "Sue Johnson, Sally Robinson", False),
        ("Sue Johnson", "Ian Merritt", True),
        ("", "Sue Johnson", False),
    ],
)
def test_initials_are_held_against_the_key(here: str, there: str, differs: bool) -> None:
    at = Origin("Planning.xlsx", "Actions", 4, 6)
    cells = (Entry(name, State.VALUE if name else State.BLANK, name, at) for name in (here, there))
    one, other = (Record(Kind.ACTION, "divisional", "planning", "", at, {"officer": cell}) for cell in cells)
    assert bool(different_officer(one, other, {"SJ": "Sue Johnson", "SR": "Sally Robinson"})) is differs


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
        f"average and the most disadvantaged …' ({DEP}, Actions, D15, the words of LL A03). What it changes stands in "
        "PSI A015 too."
    )
    assert [str(origin) for origin in told("G607")[3].others] == [
        f"{DEP}, Actions, D15",
        "plan/Planning and Service Integration.xlsx, Actions, D18",
    ]


def test_one_row_in_two_plans() -> None:
    assert [f.subject for code in ("G608", "G609", "G610", "G612", "G614") for f in told(code)] == [
        "CSD A018",
        *("LL A04", "LL A06", "CSD A006"),
        *("LL A04", "Keep departmental structures under continuous review."),
        "JE A07",
        *("PA A006", "RSS A004"),
    ]
    assert told("G608")[0].found.endswith(
        "It stands in 'Section 3: Objectives that are specific to the Resources and Support Services Division', none "
        "of whose objectives names a row above."
    )
    assert told("G612")[0].found.endswith("Only here: CSD P016 and CSD P017. Only there: CSD P029.")


def test_a_changed_wording_is_repeated_where_five_of_its_words_stand_on_end() -> None:
    heading, above = "Widen the choice of homes for the young", "Widen the choice of homes of the young"
    assert repeats("Audit the choice of homes for the year", heading, above)
    assert not repeats("Audit homes for the young", heading, above)
    assert not repeats("Audit the choice of homes of the young", heading, above)


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
