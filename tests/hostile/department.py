"""A department whose plans and returns are full of words that some program might take for more than words."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from compiler.domain.period import Period, Year
from compiler.domain.record import Kind
from compiler.domain.returned import Role
from compiler.profile.department import Department, Division
from compiler.profile.load import load_profile
from compiler.profile.model import Column, Profile, Sheet
from compiler.returns.form import Form, FormRow
from compiler.returns.identity import row_identity
from compiler.returns.issue import issue_workbook
from tests.fuzz.packing import packed, unpacked
from tests.hostile.words import FILE_NAMES, SHEET_NAMES, WORDS, as_typed, in_a_workbook
from tests.quarter.town import TEMPLATES

YEAR = Year(2008)
QUARTER = Period(YEAR, 1)
RETURNS, PLANS = "workbooks/hostile/2008-09/Q1", "workbooks/hostile/2008-09/plan"
OUTPUT = "output/hostile/2008-09/Q1"
PROFILE = """
extends = "base"
name = "Anytown Council"
audiences = ["management-team", "scrutiny", "each"]

[scheme]
ac = { prefix = "AC", of = "action" }
ni = { prefix = "NI" }
rk = { prefix = "RK", of = "risk" }

[audience.each]
body = "{division}"
title = "{period} of {division}"
each = "division"
divisions = ["d0", "d9"]
parts = ["face", "key-points", "exceptions", "progress", "appendix-actions", "appendix-indicators", "appendix-risks"]
"""
OWN = "divisional"
_FREE = frozenset(("text", "officer"))
_MARK = "Zq{:04d}qZ"
_MARKED = re.compile(r"Zq\d{4}qZ")
_ROUND = len(SHEET_NAMES)


@dataclass
class Hostile:
    """The department as it was made: which words of which kind stand in which cell, by the cell's mark."""

    folder: Path
    words: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)

    def cells(self) -> dict[str, str]:
        """The mark of each cell: 'd0 3 actions progress' is that of the fourth kind in the first division."""
        return dict(self._marks)

    def mark(self, kind: str, cell: str) -> str:
        """A mark for a cell of a plan or return; the same cell has the same one in both."""
        if cell not in self._marks:
            mark = self._marks[cell] = _MARK.format(len(self._marks))
            self.words[mark], self.kinds[mark] = as_typed(kind, mark), kind
        return self._marks[cell]

    _marks: dict[str, str] = field(default_factory=dict)


def divisions() -> tuple[Division, ...]:
    """A division for each odd name of a sheet and a file; their names are odd too. The first is the lead."""
    kinds = [kind for kind in WORDS if kind not in ("too much of it", "spaces", "no character", "half a character")]
    return tuple(
        Division(
            f"d{number}", as_typed(kinds[3 * number], f"Division {number}"), "divisional", lead=not number, file=name
        )
        for number, name in enumerate(FILE_NAMES)
    )


def make_hostile(folder: Path) -> Hostile:
    """Plans and returns of a quarter in a folder of their own."""
    (folder / "templates/hostile").mkdir(parents=True)
    (folder / "templates/hostile/profile.toml").write_text(PROFILE, encoding="utf-8")
    loaded = load_profile("hostile", (folder / "templates", TEMPLATES))
    assert loaded.profile is not None, loaded.problems
    made, every = Hostile(folder), divisions()
    department = Department("hostile", "Anytown Council", as_typed("codes of a header", "Department"), "hostile", every)
    place = folder / "workbooks/hostile/department.toml"
    place.parent.mkdir(parents=True)
    place.write_text(_settings(department), encoding="utf-8")
    for number, division in enumerate(every):
        for role, below in ((Role.PLAN, PLANS), (Role.RETURN, RETURNS)):
            (folder / below).mkdir(parents=True, exist_ok=True)
            data = _workbook(made, loaded.profile, department, division, role)
            (folder / below / division.file).write_bytes(_renamed(data, SHEET_NAMES[number]))
    return made


def _settings(department: Department) -> str:
    """The settings as TOML; every character that is not plain is escaped."""
    heads = f"council = {_quoted(department.council)}\nname = {_quoted(department.name)}\nprofile = 'hostile'\n"
    deadline = '[deadlines."2008-09/Q1"]\nmeeting = 2008-08-05\n'
    told = (
        f"[[divisions]]\nkey = '{each.key}'\nname = {_quoted(each.name)}\ntier = 'divisional'\n"
        f"file = {_quoted(each.file)}\nlead = {str(each.lead).lower()}\n"
        for each in department.divisions
    )
    return heads + deadline + "".join(told)


def _quoted(words: str) -> str:
    return '"' + "".join(each if each.isalnum() or each == " " else f"\\U{ord(each):08X}" for each in words) + '"'


def _workbook(made: Hostile, profile: Profile, department: Department, division: Division, role: Role) -> bytes:
    """One workbook, first with a mark in every cell of words, then with the words in place of their marks."""
    form = Form(
        profile=profile,
        department=department,
        division=division,
        role=role,
        year=YEAR,
        period=QUARTER if role is Role.RETURN else None,
        tiers=("departmental", "divisional") if division.lead else ("divisional",),
        rows={
            sheet.key: list(_rows(made, sheet, division, role, [block.name for block in profile.blocks]))
            for sheet in profile.sheets
            if role.value in sheet.roles
        },
        prepared_by=made.mark("a command", f"{division.key} prepared by"),
        prepared_on=dt.date(2008, 7, 10),
    )
    parts = unpacked(issue_workbook(form))
    return packed({name: _with_words(made, data) if name.endswith(".xml") else data for name, data in parts.items()})


def _with_words(made: Hostile, data: bytes) -> bytes:
    return _MARKED.sub(lambda mark: in_a_workbook(made.words[mark[0]]), data.decode()).encode()


_NUMBERS = {Kind.ACTION: "AC", Kind.INDICATOR: "NI", Kind.RISK: "RK"}
_ANSWERS: Mapping[str, str] = {
    "when": "Mar 2009",
    "value": "12%",
    "target": "15%",
    "risk": "M",
    "rating": "Red",
}


def _rows(made: Hostile, sheet: Sheet, division: Division, role: Role, blocks: Sequence[str]) -> Iterator[FormRow]:
    """The rows of a sheet: of those kinds of words that fall to the division; of all kinds for the lead."""
    number = int(division.key[1:])
    if sheet.kind in (Kind.INDICATOR, Kind.RISK, Kind.NARRATIVE, Kind.RESOURCE, Kind.TOTAL) and not division.lead:
        return
    for at, kind in enumerate(WORDS):
        told = sheet.key != "narrative" or at < len(blocks)
        if told and (division.lead or at % _ROUND == number):
            cells = {
                column.key: words
                for column in sheet.columns
                if (role is Role.RETURN or column.part != "return")
                and (words := _cell(made, sheet, column, kind, f"{division.key} {at}", blocks))
            }
            reference = cells.get("reference", cells.get("number", ""))
            mark = row_identity(sheet.kind, "divisional", division.key, reference or kind)
            yield FormRow(cells, mark if any(each.type == "identity" for each in sheet.columns) else "")


def _cell(made: Hostile, sheet: Sheet, column: Column, kind: str, row: str, blocks: Sequence[str]) -> str:
    number = str(1 + list(WORDS).index(kind))
    where = f"{row} {sheet.key} {column.key}"
    division = int(row.split()[0][1:])
    if column.key in ("reference", "number", "of_action"):
        words = number if column.key == "number" else f"{_NUMBERS.get(sheet.kind, 'AC')} {division}{number:>02}"
    elif column.key == "plan":
        words = "Divisional Plan"
    elif column.key == "objective":
        words = number
    elif column.key == "block" and column.type == "choice":
        words = blocks[int(number) - 1] if int(number) <= len(blocks) else ""
    elif column.key == "completed":
        words = ""
    elif (sheet.key, column.key) == ("milestones", "rating"):
        words = made.mark(kind, where)  # no rating at all: a finding quotes it
    elif column.type in _ANSWERS:
        words = _ANSWERS[column.type]
    elif column.type in _FREE:
        long = kind == "too much of it" and column.part != "return"  # no plan can be made that has so much
        words = made.mark("a formula" if long else kind, where)
    else:
        words = ""
    return words


def _renamed(data: bytes, name: str) -> bytes:
    """The workbook with its sheet of actions under another name, which only its table tells."""
    parts = unpacked(data)
    book = parts["xl/workbook.xml"].decode()
    parts["xl/workbook.xml"] = book.replace('<sheet name="Actions"', f'<sheet name="{in_a_workbook(name)}"', 1).encode()
    return packed(parts)
