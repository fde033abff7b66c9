"""The workbooks hold as many rows as the printed tables, which were counted independently of the transcription."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

HARTLEPOOL = Path(__file__).parents[2] / "workbooks" / "hartlepool"
CENSUS = tomllib.loads((HARTLEPOOL / "sources" / "census.toml").read_text(encoding="utf-8"))
PLANS = {
    "departmental": "Departmental.xlsx",
    "operational": "Policy Development and Strategic Management.xlsx",
    "performance-achievement": "Performance and Achievement.xlsx",
    "safeguarding-specialist": "Safeguarding and Specialist Services.xlsx",
    "planning-integration": "Planning and Service Integration.xlsx",
    "resources-support": "Resources and Support Services.xlsx",
}
SHEETS = {"contributes": "Indicators"}


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
        return [row for row in rows if (row["Held or contributed to"] == "Contributes") == (kind == "contributes")]
    return rows


@pytest.fixture(scope="module")
def plans() -> dict[str, Printed]:
    return {plan: Printed(HARTLEPOOL / "2008-09" / "plan" / name) for plan, name in PLANS.items()}


def test_every_printed_table_has_its_rows(plans: dict[str, Printed]) -> None:
    wrong = []
    for table in CENSUS["tables"]:
        if table["plan"] not in plans:
            continue
        sheet = SHEETS.get(table["kind"], table["kind"].capitalize())
        first, last = int(table["at"].split(":")[1].split("-")[0]), last_line(table["at"])
        rows = [row for row in counted(plans[table["plan"]].rows(sheet), table["kind"]) if first <= row["line"] <= last]
        expected = table.get("amounts", table["rows"])
        if len(rows) != expected:
            wrong.append(f"{table['at']} {table['kind']}: printed {expected}, in the workbook {len(rows)}")
    assert wrong == []


def test_every_plan_has_its_totals(plans: dict[str, Printed]) -> None:
    held = {
        (total["plan"], total["kind"]): len(
            counted(plans[total["plan"]].rows(SHEETS.get(total["kind"], total["kind"].capitalize())), total["kind"])
        )
        for total in CENSUS["totals"]
        if total["plan"] in plans
    }
    printed = {
        (total["plan"], total["kind"]): total.get("amounts", total["rows"])
        for total in CENSUS["totals"]
        if total["plan"] in plans
    }
    assert held == printed


@pytest.mark.parametrize("quarter", ["Q3", "Q4"])
@pytest.mark.parametrize(("kind", "words"), [("actions", "Action"), ("indicators", "Definition")])
def test_the_progress_report_is_held_whole(quarter: str, kind: str, words: str) -> None:
    book = Printed(HARTLEPOOL / "2007-08" / quarter / PLANS["operational"])
    total = next(each for each in CENSUS["totals"] if (each["plan"], each["kind"]) == ("q4-report", kind))
    rows = book.rows(kind.capitalize())
    named = [row for row in rows if "not named in the published report" not in row[words]]
    assert (len(rows), len(named)) == (total["published"], total["rows"])
