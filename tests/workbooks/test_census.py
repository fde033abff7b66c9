"""The workbooks hold as many rows as the printed tables, which were counted independently of the transcription."""

from __future__ import annotations

import tomllib
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from compiler.domain.period import read_year
from compiler.domain.returned import Role
from compiler.profile.load import load_profile
from compiler.returns.parse import Expected, parse_book
from compiler.returns.reader import read_book
from workbooks.forms import load_department
from workbooks.transcribe import TEMPLATES

WORKBOOKS = Path(__file__).parents[2] / "workbooks"
CENSUSES = sorted(WORKBOOKS.glob("*/sources/census.toml"))
DEPARTMENTS = {path.parents[1]: tomllib.loads(path.read_text(encoding="utf-8")) for path in CENSUSES}
HARTLEPOOL = WORKBOOKS / "hartlepool"
"""The departments by their folders, with the census of what is printed."""
KINDS = {"contributes": "indicators"}
"""The sheet that holds the rows of a kind of the census, where it has another name."""


STATES = ("value", "not_applicable", "none", "blank", "absent")


class Printed:
    """A workbook of ours, with the last line in print of each of its rows."""

    def __init__(self, path: Path) -> None:
        self._book = load_workbook(path)
        lines = list(self._book["Identity"].iter_rows(values_only=True))
        start = next(number for number, line in enumerate(lines) if line[0] == "Sheet")
        self.lines = {str(line[1]): (str(line[0]), last_line(str(line[2]))) for line in lines[start + 1 :] if line[1]}

    def rows(self, sheet: str) -> list[dict[str, Any]]:
        """The rows of a sheet, by heading, with the line of print under 'line'."""
        cells: Any = self._book[sheet]
        heading, end = [int("".join(filter(str.isdigit, part))) for part in first_table(cells).split(":")]
        names = [cell.value for cell in cells[heading]]
        found = [
            dict(zip(names, [cell.value for cell in cells[row]], strict=True)) for row in range(heading + 1, end + 1)
        ]
        marks = [str(row["Row identity (leave as it is)"] or "") for row in found]
        return [row | {"line": self.lines[mark][1]} for row, mark in zip(found, marks, strict=True) if mark]


def first_table(sheet: Any) -> str:
    return str(next(iter(sheet.tables.values())).ref)


def last_line(at: str) -> int:
    """The last line that a citation such as '001:682-683' or '001:1844,1846' names."""
    return int(at.replace(",", "-").split(":")[1].split("-")[-1])


def counted(rows: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    """The rows that the census counts under a kind: it leaves out percentages printed behind an amount."""
    if kind == "resources":
        return [row for row in rows if not str(row["Amount"]).endswith("%)")]
    if kind in ("indicators", "contributes"):
        return [row for row in rows if (row.get("Held or contributed to") == "Contributes") == (kind == "contributes")]
    return rows


def names(folder: Path) -> dict[str, str]:
    """What the sheets of a department's workbooks are called, by the kinds of the census."""
    loaded = load_profile(load_department(folder).profile, (TEMPLATES,))
    assert loaded.profile is not None, loaded.problems
    called = {sheet.key: sheet.name for sheet in loaded.profile.sheets}
    return called | {kind: called[key] for kind, key in KINDS.items() if key in called}


@cache
def plans(folder: Path) -> dict[str, Printed]:
    return {plan: Printed(folder / path) for plan, path in DEPARTMENTS[folder]["workbooks"].items()}


EVERY = pytest.mark.parametrize("folder", DEPARTMENTS, ids=lambda folder: folder.name)


@EVERY
def test_every_printed_table_has_its_rows(folder: Path) -> None:
    wrong, called = [], names(folder)
    for table in DEPARTMENTS[folder]["tables"]:
        if table["plan"] not in plans(folder):
            continue
        first, last = int(table["at"].split(":")[1].split("-")[0]), last_line(table["at"])
        rows = counted(plans(folder)[table["plan"]].rows(called[table["kind"]]), table["kind"])
        held = [row for row in rows if first <= row["line"] <= last]
        expected = table.get("amounts", table["rows"])
        if len(held) != expected:
            wrong.append(f"{table['at']} {table['kind']}: printed {expected}, in the workbook {len(held)}")
    assert wrong == []


@EVERY
def test_every_list_in_a_cell_has_its_items(folder: Path) -> None:
    """The things that a table's cells list, where the census counts them, each on a line of its own."""
    wrong, called = [], names(folder)
    for table in (each for each in DEPARTMENTS[folder]["tables"] if "items" in each):
        first, last = int(table["at"].split(":")[1].split("-")[0]), last_line(table["at"])
        rows = plans(folder)[table["plan"]].rows(called[table["kind"]])
        cells = [str(cell) for row in rows if first <= row["line"] <= last for cell in row.values()]
        held = sum(line.startswith("• ") for cell in cells for line in cell.splitlines())
        if held != table["items"]:
            wrong.append(f"{table['at']}: printed {table['items']} items, in the workbook {held}")
    assert wrong == []


@EVERY
def test_every_plan_has_its_totals(folder: Path) -> None:
    called = names(folder)
    totals = [total for total in DEPARTMENTS[folder]["totals"] if total["plan"] in plans(folder)]
    held = {
        (total["plan"], total["kind"]): len(
            counted(plans(folder)[total["plan"]].rows(called[total["kind"]]), total["kind"])
        )
        for total in totals
    }
    assert held == {(total["plan"], total["kind"]): total.get("amounts", total["rows"]) for total in totals}


@EVERY
def test_every_cell_says_what_is_printed_or_why_it_says_nothing(folder: Path) -> None:
    counts = DEPARTMENTS[folder].get("cells", [])
    assert [states(folder, each) for each in counts] == [
        {name: each[name] for name in STATES if name in each} for each in counts
    ]


def states(folder: Path, counted_cells: dict[str, Any]) -> dict[str, int]:
    """How many cells of some columns of a plan are in which state, as the compiler reads them."""
    department = load_department(folder)
    path = folder / DEPARTMENTS[folder]["workbooks"][counted_cells["plan"]]
    profile = load_profile(department.profile, (TEMPLATES,)).profile
    assert profile is not None
    year = read_year(path.parts[-3], profile.calendar.starts)
    assert year is not None
    parsed = parse_book(read_book(path.read_bytes(), path.name), Expected(profile, department, Role.PLAN, year))
    sheet = next(sheet for sheet in profile.sheets if sheet.key == counted_cells["kind"])
    found = Counter(
        "value" if entry.given else entry.state.name.lower()
        for record in parsed.of(sheet.kind)
        for entry in map(record.entry, counted_cells["columns"])
    )
    return {name: found[name] for name in STATES if name in found}


@pytest.mark.parametrize("quarter", ["Q3", "Q4"])
@pytest.mark.parametrize(("kind", "words"), [("actions", "Action"), ("indicators", "Definition")])
def test_the_progress_report_is_held_whole(quarter: str, kind: str, words: str) -> None:
    book = Printed(HARTLEPOOL / "2007-08" / quarter / "Policy Development and Strategic Management.xlsx")
    total = next(
        each for each in DEPARTMENTS[HARTLEPOOL]["totals"] if (each["plan"], each["kind"]) == ("q4-report", kind)
    )
    rows = book.rows(kind.capitalize())
    named = [row for row in rows if "not named in the published report" not in row[words]]
    assert (len(rows), len(named)) == (total["published"], total["rows"])
