"""Issued, filled in, read: what a team types comes back, for every format, also through LibreOffice."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from compiler.domain.period import Period
from compiler.domain.record import Kind, Record, State
from compiler.domain.returned import Return, Role
from compiler.profile.model import Profile
from compiler.returns.form import Form, Words
from compiler.returns.issue import issue_workbook
from compiler.returns.issue_form import Before
from tests import office
from tests.returns import cycle

QUARTER_1 = Period(cycle.YEAR, 1)


def plan_of(format: Profile) -> Return:
    return cycle.read(issue_workbook(cycle.planned(format)), format, Role.PLAN)


def asked_cells(format: Profile, form: Form, data: bytes) -> dict[str, dict[tuple[int, int], Words]]:
    """Words for every cell that is asked for, in every row of the plan and the first spare one, by their place."""
    from io import BytesIO

    from openpyxl import load_workbook

    book = load_workbook(BytesIO(data))
    typed: dict[str, dict[tuple[int, int], Words]] = {}
    for sheet in form.sheets:
        page = book[sheet.name]
        top = page.tables[sheet.table].ref if sheet.table in page.tables else next(iter(page.tables.values())).ref
        heading = int("".join(filter(str.isdigit, top.split(":")[0])))
        rows = len(form.rows.get(sheet.key, ()))
        for place, column in enumerate(form.columns(sheet), 1):
            wanted = range(rows) if column.part == "return" else range(0)
            if form.spare(sheet) and column.part in ("plan", "return"):
                wanted = range(rows if column.part == "plan" else 0, rows + 1)
            for number in wanted:
                typed.setdefault(sheet.name, {})[heading + 1 + number, place] = cycle.sample(
                    format, sheet, column, number + 1
                )
    return typed


def expected(form: Form, typed: dict[str, dict[tuple[int, int], Words]]) -> dict[str, list[dict[str, str]]]:
    """What reading should give: the plan's words and the typed ones, for each row that has any."""
    told: dict[str, list[dict[str, str]]] = {}
    for sheet in form.sheets:
        rows = form.rows.get(sheet.key, ())
        cells = typed.get(sheet.name, {})
        first = min((row for row, _ in cells), default=0)
        lines: list[dict[str, str]] = []
        for number in range(len(rows) + bool(form.spare(sheet))):
            row = rows[number] if number < len(rows) else None
            line: dict[str, Words] = {"mark": row.identity if row else ""}
            for place, column in enumerate(form.columns(sheet), 1):
                if column.part == "identity" and row and row.identity:
                    line["identity"] = row.identity
                elif column.part in ("plan", "return"):
                    words = cells.get((first + number, place), row.cells.get(column.key, "") if row else "")
                    line |= {column.key: words} if words != "" else {}
            lines.append({key: f"{w:%d/%m/%Y}" if isinstance(w, dt.date) else str(w) for key, w in line.items()})
        if lines:
            told.setdefault(sheet.kind.value, []).extend(lines)
    return told


@pytest.mark.parametrize("name", cycle.NAMES)
def test_reading_an_issued_return_gives_the_plan(name: str) -> None:
    format = cycle.profile(name)
    plan = plan_of(format)
    back = cycle.read(issue_workbook(cycle.issued(format, plan)), format, Role.RETURN)
    wanted = {sheet.kind for sheet in format.sheets if {"plan", "return"} <= set(sheet.roles)}
    assert wanted
    assert back.faults == ()
    for kind in wanted:
        approved, returned = list(plan.of(kind)), list(back.of(kind))
        assert [(row.identity, row.plan, row.division) for row in returned] == [
            (row.identity, row.plan, row.division) for row in approved
        ]
        for one, other in zip(approved, returned, strict=True):
            approved_cells = {key: told for key, told in words(other).items() if key in one.entries}
            assert approved_cells == words(one)


def words(record: Record) -> dict[str, tuple[str, object]]:
    """What each cell says and what it was read as, where it says anything."""
    return {key: (entry.raw, entry.value) for key, entry in record.entries.items() if entry.state is not State.BLANK}


@pytest.mark.parametrize("name", cycle.NAMES)
def test_what_is_typed_comes_back(name: str) -> None:
    format = cycle.profile(name)
    form = cycle.issued(format, plan_of(format))
    data = issue_workbook(form)
    typed = asked_cells(format, form, data)
    back = cycle.read(cycle.typed_into(data, typed), format, Role.RETURN)
    assert back.faults == ()
    assert cycle.everything(back) == expected(form, typed)


@pytest.mark.skipif(office.office() is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("kind", [".xlsx", ".ods"])
def test_what_is_typed_comes_back_through_libreoffice(tmp_path: Path, kind: str) -> None:
    forms = {name: cycle.issued(cycle.profile(name), plan_of(cycle.profile(name))) for name in cycle.NAMES}
    typed, files = {}, []
    for name, form in forms.items():
        data = issue_workbook(form)
        typed[name] = asked_cells(form.profile, form, data)
        files.append(tmp_path / f"{name}.xlsx")
        files[-1].write_bytes(cycle.typed_into(data, typed[name]))
    for path in office.saved_again(files, tmp_path, kind):
        form = forms[path.stem]
        back = cycle.read(path.read_bytes(), form.profile, Role.RETURN, name=path.name)
        assert cycle.everything(back) == expected(form, typed[path.stem])
        assert back.faults == ()


def test_answers_of_last_quarter_stand_beside_and_are_not_read_again() -> None:
    format = cycle.profile("base")
    plan = plan_of(format)
    marks = [record.identity for record in plan.of(Kind.ACTION)]
    then = cycle.answered(
        cycle.issued(format, plan, period=QUARTER_1),
        {
            marks[0]: {"rating": "Amber", "progress": "Half the visits were made."},
            marks[1]: {"rating": "Green", "progress": "All done.", "completed": "30/06/2008"},
        },
    )
    before = cycle.read(issue_workbook(then), format, Role.RETURN, QUARTER_1)
    form = cycle.issued(format, plan, Before(before))
    actions = next(sheet for sheet in form.sheets if sheet.key == "actions")
    told = [
        {key: words for key, words in row.cells.items() if key.endswith("_before") or key in ("rating", "completed")}
        | {"settled": row.settled}
        for row in form.rows["actions"]
    ]
    assert told == [
        {"rating_before": "Amber", "progress_before": "Half the visits were made.", "settled": False},
        {
            "rating_before": "Green",
            "progress_before": "All done.",
            "rating": "Green",
            "completed": dt.date(2008, 6, 30),
            "settled": True,
        },
        {"settled": False},
    ]
    assert [form.heading(actions, column) for column in form.columns(actions) if column.part == "beside"] == [
        "Rating in Q1 2008/09",
        "Progress in Q1 2008/09",
    ]
    back = cycle.read(issue_workbook(form), format, Role.RETURN)
    assert back.faults == ()
    assert [record.text("rating") for record in back.of(Kind.ACTION)] == ["", "", "Green"]
    assert [record.text("progress") for record in back.of(Kind.ACTION)] == ["", "", "Completed on 30/06/2008."]
    assert not any("before" in key for record in back.records for key in record.entries)


def test_the_same_inputs_give_the_same_bytes() -> None:
    format = cycle.profile("base")
    plan = plan_of(format)
    assert issue_workbook(cycle.issued(format, plan)) == issue_workbook(cycle.issued(format, plan))
