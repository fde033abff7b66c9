"""A return that is to be filled in, opened as a person's program opens it: drop-downs, spare rows, locks, bands."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from compiler.domain.milestones import milestones_of
from compiler.domain.record import Kind, Record
from compiler.domain.returned import Role
from compiler.profile.model import Profile
from compiler.returns.form import Form, FormRow
from compiler.returns.issue import issue_workbook
from compiler.returns.issue_form import Before
from tests import office, validators
from tests.render import xlsx_lint
from tests.returns import cycle

FORMAT = cycle.profile("hartlepool")
QUARTER_1 = cycle.Q2.previous()
DIVISION, DEPARTMENT = "Divisional Plan", "Departmental Plan"


def planned(format: Profile = FORMAT) -> Form:
    """A plan of two tiers with four actions of two officers, an indicator and a risk."""
    return cycle.plan_form(
        format,
        {
            "objectives": [
                FormRow({"number": "1", "plan": DEPARTMENT, "departmental": "Be safe"}, "o1"),
                FormRow({"number": "2.1", "plan": DIVISION, "divisional": "Visit"}, "o2"),
                FormRow({"number": "2.2", "plan": DIVISION, "divisional": "Train"}, "o3"),
            ],
            "actions": [
                action("a1", "CSD A001", DEPARTMENT, "1", "Publish the plan", "Sue Johnson"),
                action("a2", "SSS A001", DIVISION, "2.1", "Visit each home", "Jim Murdoch"),
                action("a3", "SSS A002", DIVISION, "2.2", "Train the carers", "Sue Johnson"),
            ],
            "indicators": [
                FormRow({"reference": "NI 51", "plan": DIVISION, "definition": "Safe", "target": "5%"}, "i1")
            ],
            "risks": [FormRow({"reference": "FIN 6-1.8", "plan": DIVISION, "risk": "Too few", "priority": "H"}, "r1")],
        },
    )


def action(mark: str, reference: str, plan: str, objective: str, words: str, officer: str) -> FormRow:
    cells = {"reference": reference, "plan": plan, "objective": objective, "action": words, "officer": officer}
    return FormRow({**cells, "due": "Mar 2009"}, mark)


@lru_cache(maxsize=1)
def _form() -> Form:
    plan = cycle.read(issue_workbook(planned()), FORMAT, Role.PLAN)
    then = cycle.answered(
        cycle.issued(FORMAT, plan, period=QUARTER_1),
        {"a2": {"rating": "Green", "progress": "Done.", "completed": "30/06/2008"}, "a3": {"rating": "Amber"}},
    )
    before = cycle.read(issue_workbook(then), FORMAT, Role.RETURN, QUARTER_1)
    return cycle.issued(FORMAT, plan, Before(before))


def form(**changes: Any) -> Form:
    """The return of Quarter 2, after one in which an action was completed and another rated."""
    return replace(_form(), **changes)


def opened(made: Form) -> Any:
    return load_workbook(BytesIO(issue_workbook(made)))


def first_row(sheet: Any) -> int:
    """The first row under the headings of a sheet's table."""
    (table,) = sheet.tables.values()
    return int(table.ref.split(":")[0].lstrip("A")) + 1


def test_the_sheet_of_actions_as_a_team_sees_it() -> None:
    sheet = opened(form())["Actions"]
    short = [[cell.value for cell in (*row[:4], *row[8:12])] for row in sheet["A3:P20"]]
    assert short == [
        ["Given: as approved in the plan", *[None] * 3, "To help you", None, "▼ For you to fill in", None],
        ["Ref", "Plan", "Objective No.", "Action", "Rating in Q1 2008/09", "Progress in Q1 2008/09", "Rating",
         "Progress this quarter"],
        ["CSD A001", DEPARTMENT, "1", "Publish the plan", None, None, None, None],
        ["SSS A002", DIVISION, "2.2", "Train the carers", "Amber", None, None, None],
        *[[None] * 8] * 9,
        ["Completed earlier. Nothing to fill in here; correct a row only if it is wrong.", *[None] * 7],
        ["SSS A001", DIVISION, "2.1", "Visit each home", "Green", "Done.", "Green", "Completed on 30/06/2008."],
        *[[None] * 8] * 3,
    ]  # fmt: skip
    assert sheet.tables["tblActions"].ref == "A4:Q14"
    assert (sheet.print_title_rows, sheet.print_area) == ("$4:$4", "'Actions'!$A$1:$P$17")


def test_every_input_column_has_a_prompt_and_an_error_text() -> None:
    made = form()
    book = opened(made)
    told = {
        sheet.name: {
            str(rule.sqref): (rule.type, rule.formula1, rule.errorStyle)
            for rule in book[sheet.name].data_validations.dataValidation
        }
        for sheet in made.sheets
    }
    assert told["Actions"] == {
        "A7:A14": ("custom", "LEN(A7)<=40", "warning"),
        "B7:B14": ("list", "List_tiers", None),
        "C7:C14": (
            "list",
            'IF($B7="",List_objectives,INDIRECT("List_objectives_"&MATCH($B7,List_tiers,0)))',
            "warning",
        ),
        "D7:D14": ("custom", "LEN(D7)<=2000", "warning"),
        "E7:E14": ("custom", "LEN(E7)<=40", "warning"),
        "F7:F14": ("list", "List_officers", "warning"),
        "G7:G14": ("custom", "LEN(G7)<=400", "warning"),
        "H7:H14": ("custom", "LEN(H7)<=400", "warning"),
        "K5:K14 K17": ("list", "List_rating_action", None),
        "L5:L14 L17": ("custom", "LEN(L5)<=2000", "warning"),
        "M5:M14 M17": ("custom", "LEN(M5)<=2000", "warning"),
        "N5:N14 N17": ("custom", "LEN(N5)<=2000", "warning"),
        "O5:O14 O17": ("custom", "LEN(O5)<=40", "warning"),
        "P5:P14 P17": ("custom", "LEN(P5)<=40", "warning"),
    }
    step = first_row(book["Milestones"])
    assert told["Milestones"][f"A{step}:A{step + 11}"] == ("list", "List_action_references", "warning")
    rules = [rule for name in told for rule in book[name].data_validations.dataValidation]
    assert all(rule.prompt and rule.promptTitle and rule.error and rule.errorTitle for rule in rules)
    cover = book["Cover"].data_validations.dataValidation
    assert [(rule.type, rule.promptTitle) for rule in cover] == [
        ("textLength", "Prepared by"),
        ("date", "Prepared on"),
        ("textLength", "Checked by"),
        ("date", "Checked on"),
        ("list", "Nothing to report"),
    ]


def test_the_lists_are_those_of_the_plan() -> None:
    book = opened(form())
    lists = {column[2].value: [cell.value for cell in column[3:] if cell.value] for column in book["Lists"].iter_cols()}
    assert lists == {
        "Tiers": [DEPARTMENT, DIVISION, "Operational Plan"],
        "Objectives": ["1", "2.1", "2.2"],
        "Objectives: Departmental Plan": ["1"],
        "Objectives: Divisional Plan": ["2.1", "2.2"],
        "Officers": ["Jim Murdoch", "Sue Johnson"],
        "Rating (action)": ["Red", "Amber", "Green", "Not published"],
        "Action references": ["CSD A001", "SSS A001", "SSS A002"],
        "Rating (milestone)": ["Red", "Amber", "Green", "Not published"],
        "Held": ["Held", "Contributes"],
        "Figure status": ["Provisional", "Final"],
        "Rating": ["Red", "Amber", "Green", "Reported annually", "Awaiting figure", "Not published"],
        "Risk": ["L", "M", "H"],
        "Blocks": [block.name for block in FORMAT.blocks],
    }


@pytest.mark.skipif(office.office() is None, reason="LibreOffice is not installed")
def test_the_dependent_list_is_worked_out_by_libreoffice(tmp_path: Path) -> None:
    made = tmp_path / "form.xlsx"
    book = opened(form())
    for row, plan in enumerate((DEPARTMENT, DIVISION, ""), 30):
        book["Cover"].cell(row, 1).value = plan
        book["Cover"].cell(
            row, 2
        ).value = f'=COUNTA(IF($A{row}="",List_objectives,INDIRECT("List_objectives_"&MATCH($A{row},List_tiers,0))))'
    book.save(made)
    (saved,) = office.saved_again([made], tmp_path)
    read = load_workbook(saved, data_only=True)
    assert [read["Cover"].cell(row, 2).value for row in (30, 31, 32)] == [1, 2, 3]
    rules = {rule.formula1 for rule in load_workbook(saved)["Actions"].data_validations.dataValidation}
    assert {"List_officers", "List_rating_action", "List_tiers"} <= rules
    assert any("INDIRECT" in str(rule) for rule in rules)


def test_protection_locks_what_is_given_without_a_password() -> None:
    book = opened(form(protect=True))
    for sheet in ("Cover", "Actions", "Indicators", "Risks", "Milestones", "Narrative", "Lists"):
        kept = book[sheet].protection
        assert (kept.sheet, kept.password) == (True, None)
        assert not any((kept.autoFilter, kept.sort, kept.formatColumns, kept.formatRows))
    actions = book["Actions"]
    locked = {cell.coordinate: cell.protection.locked for row in actions["A5:Q5"] for cell in row}
    assert [place for place, is_locked in locked.items() if not is_locked] == ["K5", "L5", "M5", "N5", "O5", "P5"]
    assert [actions[place].protection.locked for place in ("A7", "K7", "A17", "K17")] == [False, False, True, False]
    assert not any(sheet.protection.sheet for sheet in opened(form()).worksheets)


def test_the_parts_are_sound(tmp_path: Path) -> None:
    data = issue_workbook(form(protect=True))
    meant = ("Identity: a hidden sheet", "an author: ", "Ready to send: ")  # a formula there may give no words
    assert [line for line in xlsx_lint.lint(data) if not line.startswith(meant)] == []
    (tmp_path / "form.xlsx").write_bytes(data)
    assert validators.validate_xlsx(tmp_path / "form.xlsx") == []
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert "xl/vbaProject.bin" not in archive.namelist()


def test_what_a_team_adds_is_read_as_new_and_comes_again() -> None:
    made = form()
    data = issue_workbook(made)
    step = first_row(load_workbook(BytesIO(data))["Milestones"])
    typed = cycle.typed_into(
        data,
        {
            "Actions": {(7, 1): "SSS A099", (7, 2): DIVISION, (7, 4): "Ask the children", (7, 11): "Amber"},
            "Milestones": {
                (step, 1): "SSS A002",
                (step, 3): "Book the room",
                (step + 1, 1): "SSS A002",
                (step + 1, 3): "Print",
            },
        },
    )
    back = cycle.read(typed, FORMAT, Role.RETURN)
    assert back.faults == ()
    assert [(row.identity, row.text("reference")) for row in back.of(Kind.ACTION)] == [
        ("a1", "CSD A001"),
        ("a3", "SSS A002"),
        ("", "SSS A099"),
        ("a2", "SSS A001"),
    ]
    assert {mark: list(map(words, steps)) for mark, steps in milestones_of(back).items()} == {
        "a3": ["Book the room", "Print"]
    }
    plan = cycle.read(issue_workbook(planned()), FORMAT, Role.PLAN)
    again = cycle.issued(FORMAT, plan, Before(back), cycle.Q2.next())
    assert [(row.identity, row.cells["reference"], row.settled) for row in again.rows["actions"]] == [
        ("a1", "CSD A001", False),
        ("a2", "SSS A001", True),
        ("a3", "SSS A002", False),
        ("", "SSS A099", False),
    ]
    assert [row.cells["milestone"] for row in again.rows["milestones"]] == ["Book the room", "Print"]


def words(step: Record) -> str:
    return step.text("milestone")


def test_a_nil_return_is_read_from_the_cover() -> None:
    data = issue_workbook(form())
    cover = load_workbook(BytesIO(data))["Cover"]
    places = {cell.value: cell.row for (cell,) in cover.iter_rows(max_col=1) if cell.value}
    signed = {(places["Nothing to report"], 2): "Yes", (places["Prepared by"], 2): "Care Manager"}
    back = cycle.read(cycle.typed_into(data, {"Cover": signed}), FORMAT, Role.RETURN)
    assert back.signed == {"prepared_by": "Care Manager", "nil": "Yes"}


def test_rows_that_share_a_mark_in_a_plan_get_marks_of_their_own() -> None:
    doubled = planned()
    rows = [replace(row, identity="") for row in doubled.rows["actions"]]
    plan = cycle.read(issue_workbook(replace(doubled, rows={**doubled.rows, "actions": rows})), FORMAT, Role.PLAN)
    twice = replace(plan, records=(*plan.records, *plan.of(Kind.ACTION)))
    marks = [row.identity for row in cycle.issued(FORMAT, twice).rows["actions"]]
    assert (len(marks), len(set(marks))) == (6, 6)
    assert marks == [row.identity for row in cycle.issued(FORMAT, twice).rows["actions"]]
