"""What becomes of each row when a new year begins: the worksheet's decisions, and what does not hold together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from compiler.domain.book import Book
from compiler.domain.period import Year
from compiler.domain.returned import Return, Role
from compiler.returns.form import Form, FormRow
from compiler.returns.issue import issue_workbook
from compiler.returns.parse import Expected, parse_book
from compiler.returns.reader import read_book
from compiler.returns.roll_plan import Draft, draft_plans
from compiler.returns.roll_sheet import Candidate, candidates, expected, read_decided, told, worksheet
from tests.returns import cycle

FORMAT = cycle.profile("hartlepool")
TOWN = cycle.town("hartlepool")
NEW = Year(2009)
TIER = "Divisional Plan"
KEEP_ALL = {
    "a1": {"decision": "Carry over"},
    "a2": {"decision": "Carry over"},
    "a3": {"decision": "Close"},
    "i1": {"decision": "Keep"},
    "i2": {"decision": "Keep"},
    "r1": {"decision": "Keep"},
}


def plan() -> Return:
    """Three actions that cite two indicators and a risk."""
    form = cycle.plan_form(
        FORMAT,
        {
            "objectives": [FormRow({"number": "1", "plan": TIER, "divisional": "Visit", "parent": "SSS A003"}, "o1")],
            "actions": [
                action("a1", "SSS A001", "Visit each home", "Mar 2010", "NI 51, NI 52"),
                action("a2", "SSS A002", "Train the carers", "Mar 2011", "NI 52"),
                action("a3", "SSS A003", "Write the guide", "Jun 2008", ""),
            ],
            "milestones": [
                FormRow({"of_action": "SSS A001", "plan": TIER, "milestone": "Book the cars"}, "m1"),
                FormRow({"of_action": "SSS A003", "plan": TIER, "milestone": "Print it"}, "m2"),
            ],
            "indicators": [indicator("i1", "NI 51"), indicator("i2", "NI 52")],
            "risks": [FormRow({"reference": "FIN 6-1.8", "plan": TIER, "risk": "Too few", "priority": "H"}, "r1")],
        },
    )
    return cycle.read(issue_workbook(form), FORMAT, Role.PLAN)


def action(mark: str, reference: str, words: str, due: str, cites: str) -> FormRow:
    cells = {"reference": reference, "plan": TIER, "objective": "1", "action": words, "due": due, "indicators": cites}
    return FormRow(cells, mark)


def indicator(mark: str, reference: str) -> FormRow:
    cells = {"reference": reference, "plan": TIER, "definition": f"Measure {reference}", "outturn": "4%"}
    return FormRow({**cells, "target": "5%", "q1": "1%"}, mark)


def rows(book: Return) -> tuple[Candidate, ...]:
    return candidates(FORMAT, TOWN, [book], {})


def decided(form: Form) -> Return:
    """The worksheet as it is read back."""
    book = read_book(issue_workbook(form), "Roll forward.xlsx")
    assert isinstance(book, Book)
    return parse_book(book, expected(FORMAT, TOWN, NEW))


def undecided(changes: Mapping[str, Mapping[str, str]]) -> list[str]:
    """What is still to be done after these decisions, beside those that keep everything."""
    old = plan()
    sheet = worksheet(FORMAT, TOWN, NEW, rows(old))
    answered = cycle.answered(sheet, {mark: {**KEEP_ALL[mark], **changes.get(mark, {})} for mark in KEEP_ALL})
    return list(told(read_decided(decided(answered), NEW, rows(old))[1]))


def drafted(changes: Mapping[str, Mapping[str, str]]) -> Draft:
    old = plan()
    mine = rows(old)
    answered = cycle.answered(
        worksheet(FORMAT, TOWN, NEW, mine), {mark: {**KEEP_ALL[mark], **changes.get(mark, {})} for mark in KEEP_ALL}
    )
    verdicts, problems = read_decided(decided(answered), NEW, mine)
    assert problems == ()
    (draft,) = draft_plans(FORMAT, TOWN, NEW, [old], verdicts)
    return draft


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, []),
        (
            {"a1": {"decision": ""}},
            ["Roll forward.xlsx, Actions, I5: There is no decision yet: choose one from the list."],
        ),
        (
            {"a1": {"decision": "Drop"}},
            ["Roll forward.xlsx, Actions, I5: 'Drop' is no decision: choose one from the list."],
        ),
        (
            {"a1": {"decision": "Merge"}},
            ["Roll forward.xlsx, Actions, J5: 'SSS A001' names no action to merge into."],
        ),
        (
            {"a1": {"into": "SSS A002"}},
            ["Roll forward.xlsx, Actions, J5: 'SSS A001' names one to merge into, but is not merged."],
        ),
        (
            {"a1": {"decision": "Merge", "into": "SSS A003"}},
            ["Roll forward.xlsx, Actions, row 5: 'SSS A003' is no action of the same plan that is carried over."],
        ),
        (
            {"a3": {"decision": "Carry over"}},
            ["Roll forward.xlsx, Actions, L7: 'SSS A003' was due by 'Jun 2008': give a date in 2009/10 or later."],
        ),
        (
            {"a3": {"decision": "Carry over", "new_due": "31/02/2010"}},
            [
                "Roll forward.xlsx, Actions, L7: '31/02/2010' cannot be read as a date: February 2010 has no day 31; "
                "did you mean '28 February 2010'?"
            ],
        ),
        (
            {"i1": {"decision": "Redefine"}},
            ["Roll forward.xlsx, Indicators, I5: 'NI 51' is redefined: give its new reference or definition."],
        ),
        (
            {"i1": {"decision": "Redefine", "new_reference": "NI 52"}},
            [
                "Roll forward.xlsx, Indicators, row 6: 'NI 52' is the reference of another row too (Roll forward.xlsx, "
                "Indicators, row 5)."
            ],
        ),
    ],
)
def test_what_does_not_hold_together_is_told_at_its_cell(
    changes: Mapping[str, Mapping[str, str]], words: list[str]
) -> None:
    assert undecided(changes) == words


def test_a_row_that_was_deleted_or_doubled_is_told() -> None:
    old = plan()
    sheet = cycle.answered(worksheet(FORMAT, TOWN, NEW, rows(old)), KEEP_ALL)
    without = replace(sheet, rows={**sheet.rows, "risks": []})
    assert list(told(read_decided(decided(without), NEW, rows(old))[1])) == [
        "Roll forward.xlsx: 'FIN 6-1.8' of the old plan (Strategy.xlsx, Risks, row 4) is missing here: "
        "put its row back."
    ]


def test_the_draft_holds_what_goes_on_under_its_old_marks() -> None:
    draft = drafted({"a2": {"new_reference": "SSS A012"}, "i1": {"decision": "Redefine", "new_reference": "NI 151"}})
    kept = {key: [(row.identity, dict(row.cells)) for row in found] for key, found in draft.form.rows.items()}
    assert draft.form.title == "Divisional Plan 2009/10: draft for approval"
    assert kept == {
        "objectives": [("o1", {"number": "1", "plan": TIER, "divisional": "Visit", "parent": "SSS A003"})],
        "actions": [
            ("a1", row("SSS A001", "Visit each home", "Mar 2010", "NI 151, NI 52")),
            ("a2", row("SSS A012", "Train the carers", "Mar 2011", "NI 52")),
        ],
        "milestones": [("m1", {"of_action": "SSS A001", "plan": TIER, "milestone": "Book the cars"})],
        "indicators": [
            ("i1", {"reference": "NI 151", "plan": TIER, "definition": "Measure NI 51"}),
            ("i2", {"reference": "NI 52", "plan": TIER, "definition": "Measure NI 52"}),
        ],
        "risks": [("r1", {"reference": "FIN 6-1.8", "plan": TIER, "risk": "Too few", "priority": "H"})],
    }
    assert draft.notes == (
        "Objective 1 (Strategy.xlsx, Objectives, row 4) cites 'SSS A003', which goes on no more: correct it in the "
        "draft.",
    )


def row(reference: str, words: str, due: str, cites: str) -> dict[str, str]:
    return {
        "reference": reference, "plan": TIER, "objective": "1", "action": words, "due": due, "indicators": cites,
    }  # fmt: skip


def test_an_action_that_is_merged_leaves_its_indicators_to_the_other() -> None:
    draft = drafted({"a1": {"decision": "Merge", "into": "SSS A002"}})
    assert [dict(each.cells) for each in draft.form.rows["actions"]] == [
        row("SSS A002", "Train the carers", "Mar 2011", "NI 52, NI 51")
    ]


def test_the_draft_is_read_as_a_plan() -> None:
    draft = drafted({})
    book = read_book(issue_workbook(draft.form), "Strategy.xlsx")
    assert isinstance(book, Book)
    back = parse_book(book, Expected(FORMAT, TOWN, Role.PLAN, NEW))
    assert back.faults == ()
    assert [each.identity for each in back.records] == ["o1", "a1", "a2", "m1", "i1", "i2", "r1"]
