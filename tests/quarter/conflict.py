"""A town in which two returns say different things of one action, and what a person enters in the master workbook."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from tests.quarter.town import OUTPUT, make_town

PLANS = "workbooks/town/2008-09/plan"
SAME = {"CA 2": "ST 2", "Train ten foster carers": "Open the homework clubs"}


def put(path: Path, sheet: str, row: str, cells: Mapping[str, Any]) -> None:
    """Put other contents in the cells of the row whose first column says so, by the headings of their columns."""
    book = load_workbook(path)
    page = book[sheet]
    lines = [[cell.value for cell in line] for line in page.iter_rows()]
    head = next(number for number, line in enumerate(lines) if set(cells) <= set(line))
    at = next(number for number in range(head + 1, len(lines)) if lines[number][0] == row)
    for heading, content in cells.items():
        page.cell(at + 1, lines[head].index(heading) + 1).value = content
    book.save(path)


def make_conflict(folder: Path) -> Path:
    """The town with 'ST 2' in two plans: Amber in the strategy's return, Red in that of Care; the folder of returns."""
    returns = make_town(folder)
    for path in (folder / PLANS / "Care.xlsx", returns / "Care.xlsx"):
        put(path, "Actions", "CA 2", {"Ref": "ST 2", "Action": "Open the homework clubs"})
    why = {
        "Why (if red)": "No rooms are free.",
        "What is being done (if red)": "Halls are asked.",
        "By when": "May 2009",
    }
    put(returns / "Care.xlsx", "Actions", "ST 2", {"Rating": "Red", **why})
    return returns


def enter(folder: Path, decision: str, by: str = "Management Team", on: Any = "20/10/2008") -> None:
    """Enter a decision on ST 2 in the master workbook."""
    cells = {"Decision": decision, "Decided by": by, "Decided on": on}
    put(folder / OUTPUT / "master.xlsx", "Conflicts", "ST 2", cells)
