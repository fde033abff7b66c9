"""`compile import`: lists as councils keep them, what is made of their headings, and what becomes of each row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from compiler.domain.period import Year
from compiler.domain.record import Record
from compiler.domain.returned import Role
from compiler.pipeline import read_returns
from compiler.project.find import Project, WrongUse, open_project
from compiler.project.importing import Imported, read_the_list, take_over, write_plans
from compiler.project.list_settings import settings_path
from compiler.project.new import Wanted, found
from compiler.project.quarter import Wish, inputs_of

YEAR = Year(2026)
PLAN = "workbooks/housing/2026-27/plan"

ACTIONS: list[list[object]] = [
    ["Housing improvement plan 2026/27 (draft 4 – comments of JB)"],
    [],
    ["ID", "Theme", "Task", "Who", "Deadline", "Team", "KPI link", "Notes"],
    ["R1", "Better homes", "Repair all damp homes", "J. Smith", dt.date(2026, 9, 30), "Repairs", None, "ask Bob"],
    ["R2", "Better homes", "Inspect all lifts twice a year", "J. Smyth", dt.date(2027, 3, 31), "Repairs"],
    [],
    ["L1", "Fair lettings", "Let empty homes within 28 days", "A. Jones", "Dec 2026", "Lettings", None, "x"],
    ["L2", "Fair lettings", None, "A. Jones", "Dec 2026", "Lettings"],
    ["ID", "Theme", "Task", "Who", "Deadline", "Team", "KPI link", "Notes"],
    ["L3", "Fair lettings", "Publish the lettings plan", "A. Jones", "Q3", "Letings"],
    ["TOTAL", None, None, None, None, None, None, 5],
]
NEW: list[object] = ["R3", "Warm homes", "Insulate lofts", "J. Smith", "Q4", "Repairs"]
KPIS = "Measure;Latest;Target 2026/27;Lead;Freq\nHomes let within 28 days;71.3%;80%;A. Jones;Quarterly\n"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    found(tmp_path, Wanted("Anytown", "Housing Department", ("Repairs", "Lettings & Estates"), "base", YEAR))
    return open_project(tmp_path)


def workbook(path: Path, rows: Sequence[Sequence[object]], title: str = "Improvement plan") -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for number, row in enumerate(rows, 1):
        for place, value in enumerate(row, 1):
            sheet.cell(number, place).value = value  # type: ignore[assignment]
    book.save(path)
    return path


def imported(project: Project, path: Path, division: str = "", **asked: str) -> Imported:
    named = project.department.named(division, beginning=True) if division else None
    read = read_the_list(project, path, YEAR, asked.get("what", ""), asked.get("sheet", ""), named, "")
    return write_plans(project, YEAR, take_over(project, YEAR, read))


def taken(done: Imported) -> dict[str, str]:
    return {heading.words: heading.key for heading in done.read.taken.headings}


def rows(project: Project) -> list[tuple[str, ...]]:
    """The rows of the year's plans as a reader finds them."""
    inputs = inputs_of(project, YEAR.periods(4)[0], Wish())
    plans = read_returns(inputs, inputs.plans, Role.PLAN, YEAR)
    return [_words(record) for plan in plans for record in plan.records]


def _words(record: Record) -> tuple[str, ...]:
    return (record.division, record.kind.value, *(entry.raw for entry in record.entries.values() if entry.raw))[:-1]


def test_a_list_of_actions_goes_to_the_plans_of_its_divisions(project: Project, tmp_path: Path) -> None:
    done = imported(project, workbook(tmp_path / "Action list.xlsx", ACTIONS))

    assert taken(done) == {
        "ID": "reference",
        "Theme": "objective",
        "Task": "action",
        "Who": "officer",
        "Deadline": "due",
        "Team": "division",
        "KPI link": "indicators",
        "Notes": "",
    }
    assert [(each.origin.row, each.why) for each in done.refused] == [
        (8, "nothing stands under “Task”"),
        (9, "it repeats the headings"),
        (10, "there is no division called “Letings” (F10); did you mean “Lettings”?"),
        (11, "nothing stands under “Task”"),
    ]
    tier = "Divisional Plan"
    assert rows(project) == [
        ("lettings-and-estates", "objective", "1", tier, "Fair lettings"),
        ("lettings-and-estates", "action", "L1", tier, "1", "Let empty homes within 28 days", "Dec 2026", "A. Jones"),
        ("repairs", "objective", "1", tier, "Better homes"),
        ("repairs", "action", "R1", tier, "1", "Repair all damp homes", "30/09/2026", "J. Smith"),
        ("repairs", "action", "R2", tier, "1", "Inspect all lifts twice a year", "31/03/2027", "J. Smyth"),
    ]


def test_each_row_comes_once_however_often_the_list_is_taken_over(project: Project, tmp_path: Path) -> None:
    path = workbook(tmp_path / "Action list.xlsx", ACTIONS)
    imported(project, path)
    before = rows(project)

    again = imported(project, path)
    assert [(plan.new, plan.there) for plan in again.plans] == [(0, 2), (0, 1)]
    assert rows(project) == before

    more = [*ACTIONS, NEW]
    added = imported(project, workbook(path, more))
    assert [(plan.new, plan.there) for plan in added.plans] == [(1, 2), (0, 1)]
    assert [row for row in rows(project) if row not in before] == [
        ("repairs", "objective", "2", "Divisional Plan", "Warm homes"),
        ("repairs", "action", "R3", "Divisional Plan", "2", "Insulate lofts", "Q4", "J. Smith"),
    ]


def test_indicators_from_a_text_file_join_the_plan_that_is_there(project: Project, tmp_path: Path) -> None:
    imported(project, workbook(tmp_path / "Action list.xlsx", ACTIONS))
    (tmp_path / "kpis.csv").write_bytes(KPIS.encode("cp1252"))

    done = imported(project, tmp_path / "kpis.csv", "Lettings")

    tier = "Divisional Plan"
    assert [(plan.file, plan.new) for plan in done.plans] == [("Lettings and Estates.xlsx", 1)]
    assert [row for row in rows(project) if row[1] == "indicator"] == [
        ("lettings-and-estates", "indicator", tier, "Homes let within 28 days", "A. Jones", "Quarterly", "71.3%", "80%")
    ]
    assert len([row for row in rows(project) if row[1] == "action"]) == 3


def test_what_was_confirmed_is_kept_and_may_be_changed(project: Project, tmp_path: Path) -> None:
    path = workbook(tmp_path / "Action list.xlsx", ACTIONS)
    imported(project, path)
    kept = settings_path(project, path.name)
    text = kept.read_text(encoding="utf-8")
    assert text.startswith(
        "# How 'Action list.xlsx' is taken over. Change what is wrong, and import the list again.\n"
        'sheet = "Improvement plan"\n'
        "heading_row = 3\n"
    )
    kept.write_text(text.replace('"Who" = "officer"', '"Who" = ""'), encoding="utf-8")

    done = imported(project, path)

    assert taken(done)["Who"] == ""
    assert kept.read_text(encoding="utf-8") == text.replace('"Who" = "officer"', '"Who" = ""')


MISTAKES = {
    '"Who" = ': ('"Whom" = ', "15: columns.Whom: there is no heading in row 3 called 'Whom'; did you mean 'Who'?"),
    '= "officer"': ('= "oficer"', "15: columns.Who: there is no column called 'oficer'; did you mean 'officer'?"),
    '"Who" = "officer"': ('"Who" = "due"', "16: columns.Deadline: 'due' is what 'Who' is taken as already"),
    '= "action"': ('= ""', "11: columns: no heading is taken as 'action' (Action), which every row needs"),
    'what = "actions"': ('what = "acts"', "4: what: there is no thing to take over called 'acts'; did you mean"),
    "heading_row": ("headingrow", "headingrow: the key 'headingrow' is not known here; did you mean 'heading_row'?"),
    '"Improvement plan"': ('"Plan"', "2: sheet: there is no sheet called 'Plan'; there are Improvement plan"),
    'tier = "divisional"': ('tier = "division"', "6: tier: there is no tier called 'division'; did you mean"),
    "heading_row = 3": ("heading_row = ", "cannot be read as TOML"),
}


@pytest.mark.parametrize(("before", "after", "words"), [(before, *rest) for before, rest in MISTAKES.items()])
def test_a_mistake_in_what_is_kept_is_told_with_its_line(
    project: Project, tmp_path: Path, before: str, after: str, words: str
) -> None:
    path = workbook(tmp_path / "Action list.xlsx", ACTIONS)
    imported(project, path)
    kept = settings_path(project, path.name)
    text = kept.read_text(encoding="utf-8")
    assert before in text
    kept.write_text(text.replace(before, after), encoding="utf-8")

    with pytest.raises(WrongUse) as fault:
        imported(project, path)

    assert words in str(fault.value)


def test_a_plan_that_a_person_has_changed_is_left_and_the_new_one_is_a_draft(project: Project, tmp_path: Path) -> None:
    path = workbook(tmp_path / "Action list.xlsx", ACTIONS)
    imported(project, path)
    plan = tmp_path / PLAN / "Repairs.xlsx"
    book = openpyxl.load_workbook(plan)
    book["Actions"]["D6"] = "Repair all damp homes by winter"
    book.save(plan)
    changed = plan.read_bytes()

    done = imported(
        project, workbook(path, [*ACTIONS, ["R3", "Warm homes", "Insulate lofts", "J. Smith", "Q4", "Repairs"]])
    )

    assert plan.read_bytes() == changed
    assert [each.path.relative_to(tmp_path).as_posix() for each in done.written] == [
        "output/housing/2026-27/plan/Repairs.xlsx"
    ]


def test_headings_that_no_plan_has_are_told_by_what_stands_under_them(project: Project, tmp_path: Path) -> None:
    odd: list[list[object]] = [
        ["Vorhaben", "Bis", "Bei"],
        ["Repair all damp homes before winter", "30/09/2026", "Repairs"],
        ["Let empty homes within four weeks", "Dec 2026", "Lettings"],
    ]
    path = workbook(tmp_path / "odd.xlsx", odd)
    with pytest.raises(WrongUse, match="looks like headings"):
        imported(project, path)

    done = imported(project, path, what="actions")

    assert taken(done) == {"Vorhaben": "action", "Bis": "due", "Bei": "division"}
    assert [plan.new for plan in done.plans] == [1, 1]


def test_two_headings_alike_are_told_apart_by_their_columns(project: Project, tmp_path: Path) -> None:
    doubled: list[list[object]] = [["Action", "Notes", "Notes"], ["Repair all damp homes", "a", "b"]]

    done = imported(project, workbook(tmp_path / "two.xlsx", doubled), "Repairs", what="actions")

    assert taken(done) == {"Action": "action", "Notes (column B)": "", "Notes (column C)": ""}


def test_rows_that_do_not_say_whose_they_are_wait_for_a_division(project: Project, tmp_path: Path) -> None:
    plain: list[list[object]] = [["Action", "Due"], ["Repair all damp homes", "Q4"], ["=1+", None]]

    done = imported(project, workbook(tmp_path / "plain.xlsx", plain))

    assert [each.why for each in done.refused] == [
        "it does not say whose it is, and no division was named for the list",
        "it does not say whose it is, and no division was named for the list",
    ]
    assert done.plans == ()
