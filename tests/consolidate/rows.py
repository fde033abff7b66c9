"""Plans and returns built from small tables, for tests that show their input."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from compiler.domain.book import Book, Cell, CellKind, sheet_of
from compiler.domain.period import Period, Year
from compiler.domain.returned import Return, Role
from compiler.profile.department import Department, Division
from compiler.profile.load import load_profile
from compiler.profile.model import Profile
from compiler.returns.parse import Expected, parse_book

TEMPLATES = Path(__file__).parents[2] / "templates"
YEAR = Year(2008)
QUARTER = Period(YEAR, 2)


@lru_cache
def base_profile() -> Profile:
    """The base profile, as a council without a profile of its own would use it."""
    profile = load_profile("base", (TEMPLATES,)).profile
    assert profile is not None
    return profile


DEPARTMENT = Department(
    key="children",
    council="Test Council",
    name="Children's Department",
    profile="base",
    divisions=(
        Division("lead", "Leadership", "departmental", lead=True, file="Leadership.xlsx"),
        Division("safe", "Safeguarding", "divisional", file="Safeguarding.xlsx"),
        Division("learn", "Learning", "divisional", file="Learning.xlsx"),
    ),
)


def table(text: str) -> list[list[str]]:
    """The cells of a table drawn with bars, one line a row."""
    lines = [line.strip() for line in text.strip().splitlines()]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def book(division: str, sheets: dict[str, str], role: Role = Role.RETURN, name: str = "") -> Book:
    """A workbook of a division whose sheets are drawn as tables, headings first, from A1."""
    made = []
    for title, drawn in sheets.items():
        cells = [
            Cell(row, column, words, CellKind.TEXT)
            for row, line in enumerate(table(drawn), 1)
            for column, words in enumerate(line, 1)
            if words
        ]
        made.append(sheet_of(title, cells))
    found = DEPARTMENT.division(division)
    said = {"division": division, "year": YEAR.name, "role": role.value, "department": "children", "profile": "base"}
    if role is Role.RETURN:
        said["period"] = QUARTER.name
    return Book(name or (found.file if found else f"{division}.xlsx"), f"sha-{division}", tuple(made), said)


def returned(division: str, sheets: dict[str, str], role: Role = Role.RETURN, period: Period = QUARTER) -> Return:
    """The same, as it is parsed."""
    expected = Expected(base_profile(), DEPARTMENT, role, YEAR, None if role is Role.PLAN else period)
    return parse_book(book(division, sheets, role), expected)
