"""Small departments for the tests of the report: each sheet of a workbook stands in the test as a table of words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from compiler.consolidate.merge import consolidate
from compiler.consolidate.view import DepartmentView, Receipt, Source
from compiler.domain.book import Cell, CellKind
from compiler.domain.finding import Finding
from compiler.domain.origin import Origin
from compiler.domain.period import Period, Year
from compiler.domain.record import Record
from compiler.domain.returned import Identity, Return, Role
from compiler.profile.choices import choices
from compiler.profile.department import Deadline, Department, Division
from compiler.profile.load import load_profile
from compiler.profile.model import Profile, Sheet
from compiler.returns.entries import Reading, read_entry

TEMPLATES = Path(__file__).parents[2] / "templates"
YEAR = Year(2008)
Q1, Q2 = Period(YEAR, 1), Period(YEAR, 2)

LEAD = Division("lead", "Policy Development", "operational", lead=True, file="Policy.xlsx")
NORTH = Division("north", "Northern Services", "divisional", file="North.xlsx")
SOUTH = Division("south", "Southern Services", "divisional", file="South.xlsx")
DEPARTMENT = Department(
    key="example",
    council="Example Council",
    name="Services Department",
    profile="hartlepool",
    divisions=(LEAD, NORTH, SOUTH),
    deadlines={"2008-09/Q2": Deadline(meeting=date(2008, 11, 4))},
)
TIERS = {"lead": "departmental", "north": "divisional", "south": "divisional"}


def profile(key: str = "hartlepool") -> Profile:
    """A profile that comes with the product."""
    loaded = load_profile(key, (TEMPLATES,))
    assert loaded.profile is not None, loaded.problems
    return loaded.profile


PROFILE = profile()


def book(
    division: str,
    role: Role = Role.RETURN,
    *,
    plan: str = "",
    using: Profile = PROFILE,
    period: Period = Q2,
    **sheets: str,
) -> Return:
    """A workbook of a division: each sheet by its key, as a table of words with `|` between the cells of a row.

    The first line holds the keys of the columns. `plan` is the tier of the rows; the division's own unless given.
    """
    name = f"{division} {'plan' if role is Role.PLAN else period.name}.xlsx"
    records = [
        record
        for sheet in using.sheets
        if sheet.key in sheets
        for record in _records(sheet, sheets[sheet.key], name, division, plan or TIERS[division], using)
    ]
    return Return(name, f"sha of {name}", role, Identity(), division, tuple(records))


def _records(sheet: Sheet, table: str, name: str, division: str, plan: str, using: Profile) -> Iterable[Record]:
    lines = [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]
    columns = [sheet.column(key) for key in lines[0]]
    for number, line in enumerate(lines[1:], 2):
        entries = {}
        for place, (column, words) in enumerate(zip(columns, line, strict=True), 1):
            assert column is not None, f"{sheet.name} has no such column: {lines[0][place - 1]}"
            cell = Cell(number, place, words, CellKind.TEXT if words else CellKind.BLANK)
            reading = Reading(using, YEAR, choices(using, column)[1])
            entries[column.key] = read_entry(cell, column, Origin(name, sheet.name, number, place), reading)
        yield Record(sheet.kind, plan, division, "", Origin(name, sheet.name, number), entries)


def view(
    plans: Sequence[Return],
    returns: Sequence[Return],
    before: Sequence[Return] = (),
    *,
    expected: Sequence[Division] = (),
    findings: Sequence[Finding] = (),
    without: Mapping[str, str] | None = None,
    using: Profile = PROFILE,
    notice: str = "",
    year_ago: Sequence[Return] = (),
) -> DepartmentView:
    """The department view of Quarter 2 2008/09; an expected division that did not return is missing."""
    there = {each.division for each in returns}
    sources = [
        Source(division, "return", division.file, Receipt.RECEIVED if division.key in there else Receipt.MISSING)
        for division in expected
    ]
    return consolidate(
        DEPARTMENT,
        using,
        Q2,
        plans,
        returns,
        before,
        sources,
        findings,
        Q1 if before else None,
        notice,
        without,
        year_ago=year_ago,
    )


def narrative(**blocks: str) -> str:
    """A Narrative sheet with these words; the other blocks of the profile are filled with a word each."""
    names = {block.key: block.name for block in PROFILE.blocks}
    lines = [f"{name} | {blocks.get(key, f'Words on {key}.')}" for key, name in names.items()]
    return "\n".join(["block | text", *lines])
