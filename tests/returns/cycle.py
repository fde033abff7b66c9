"""The way of a return in a test: a plan, the form issued from it, answers typed into it, and what is read back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook

from compiler.domain.book import Book
from compiler.domain.period import Period, Year
from compiler.domain.record import Kind, Record
from compiler.domain.returned import Return, Role
from compiler.profile.department import Department, Division
from compiler.profile.load import load_profile
from compiler.profile.model import Column, Profile, Sheet
from compiler.returns.form import Form, FormRow, Words, choices
from compiler.returns.identity import row_identity
from compiler.returns.issue import issue_workbook
from compiler.returns.issue_form import Before, return_form
from compiler.returns.parse import Expected, parse_book
from compiler.returns.reader import read_book

ROOT = Path(__file__).parents[2]
PROFILES = (ROOT / "templates", ROOT / "tests" / "rules" / "profiles")
NAMES = [path.parent.name for folder in PROFILES for path in sorted(folder.glob("*/profile.toml"))]
"""The keys of every profile that stands in the repository."""

YEAR = Year(2008)
Q2 = Period(YEAR, 2)
LEAD = Division("strategy", "Strategy & Support", "divisional", lead=True, file="Strategy.xlsx")


def profile(name: str) -> Profile:
    """The profile of that name."""
    loaded = load_profile(name, PROFILES)
    assert loaded.profile is not None, loaded.problems
    return loaded.profile


def town(name: str) -> Department:
    """A department of one division that leads."""
    return Department("anytown", "Anytown Council", "Children & Families", name, (LEAD,))


def sample(format: Profile, sheet: Sheet, column: Column, number: int) -> Words:
    """Something to stand in a column: of its type, and another for another number."""
    _, words = choices(format, column)
    if words:
        return words[number % len(words)]
    typed: dict[str, Words] = {
        "when": f"Mar {2009 + number}",
        "date": dt.date(2008, 6, 1 + number),
        "value": f"{number + 40}.5%",
        "target": f"{number + 50}%",
        "reference": f"{'CSD P' if sheet.kind is Kind.INDICATOR else 'CSD A'}{number:03}",
        "references": f"NI {number}",
        "officer": f"Officer {number}",
    }
    numbered = f"1.{number}" if column.key in ("number", "objective") else f"{column.heading.split('{')[0]} & {number}"
    return typed.get(column.type, numbered)


def plan_form(format: Profile, rows: Mapping[str, Sequence[FormRow]]) -> Form:
    """The plan of those rows."""
    tiers = tuple(tier.key for tier in format.tiers)
    return Form(format, town(format.key), LEAD, Role.PLAN, YEAR, title="Strategy Plan", tiers=tiers, rows=rows)


def planned(format: Profile, rows: int = 3) -> Form:
    """A plan that fills every approved column of every sheet of a format, in so many rows each."""
    made: dict[str, list[FormRow]] = {}
    for sheet in format.sheets:
        for number in range(1, rows + 1) if "plan" in sheet.roles else ():
            cells = {
                column.key: sample(format, sheet, column, number)
                for column in sheet.columns
                if column.part == "plan" and (not column.tiers or LEAD.tier in column.tiers)
            }
            if "plan" in cells:
                cells["plan"] = next(tier.name for tier in format.tiers if tier.key == LEAD.tier)
            mark = row_identity(sheet.kind, LEAD.tier, LEAD.key, str(number)) if sheet.column("identity") else ""
            made.setdefault(sheet.key, []).append(FormRow(cells, mark))
    return plan_form(format, made)


def read(data: bytes, format: Profile, role: Role, period: Period = Q2, name: str = "Strategy.xlsx") -> Return:
    """A workbook's bytes as a plan or return."""
    book = read_book(data, name)
    assert isinstance(book, Book), book
    expected = Expected(format, town(format.key), role, period.year, period if role is Role.RETURN else None)
    return parse_book(book, expected)


def issued(format: Profile, plan: Return, past: Before | None = None, period: Period = Q2) -> Form:
    """The form of the division for a period."""
    form = return_form(format, town(format.key), LEAD, period, [plan], past or Before())
    assert form is not None
    return form


def typed_into(data: bytes, answers: Mapping[str, Mapping[tuple[int, int], Words]]) -> bytes:
    """A workbook with words typed into cells by openpyxl: sheet → (row, column) → words."""
    book = load_workbook(BytesIO(data))
    for sheet, cells in answers.items():
        for (row, column), words in cells.items():
            book[sheet].cell(row, column).value = words  # type: ignore[assignment]
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def said(record: Record) -> dict[str, str]:
    """What a row says: its mark, and the words of each cell that holds any."""
    cells = {key: entry.raw for key, entry in record.entries.items() if entry.raw}
    return {"mark": record.identity, **cells}


def everything(book: Return) -> dict[str, list[dict[str, str]]]:
    """What a workbook says, by the kind of its rows, in the order of its sheets."""
    kinds = dict.fromkeys(record.kind for record in book.records)
    return {kind.value: [said(record) for record in book.of(kind)] for kind in kinds}


def answered(form: Form, answers: Mapping[str, Mapping[str, Words]]) -> Form:
    """The form with answers in it, by the row's mark: mark → column → words; none for a column that it has not got."""
    columns = {sheet.key: {column.key for column in sheet.columns} for sheet in form.profile.sheets}
    rows = {
        key: [replace(row, cells={**row.cells, **_asked(answers.get(row.identity, {}), columns[key])}) for row in found]
        for key, found in form.rows.items()
    }
    return replace(form, rows=rows)


def _asked(answers: Mapping[str, Words], columns: set[str]) -> dict[str, Words]:
    return {column: words for column, words in answers.items() if column in columns}


__all__ = [
    "LEAD", "NAMES", "Q2", "YEAR", "answered", "everything", "issue_workbook", "issued", "plan_form", "planned",
    "profile", "read", "said", "sample", "town", "typed_into",
]  # fmt: skip
