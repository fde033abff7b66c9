"""Laying drafts out as workbooks: columns moved, blank rows and columns between, cells typed or as text."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any

import xlsxwriter  # type: ignore[import-untyped,unused-ignore]

from compiler.domain.origin import Origin
from compiler.domain.returned import Role
from compiler.profile.heading import heading_words
from compiler.profile.model import Profile, Sheet
from compiler.returns.identity import COVER_LABELS, IDENTITY_SHEET, LEGEND_TITLE
from tests.mutation.draft import Draft, Formula, Line, Place, Words

_DAY = re.compile(r"(\d\d)/(\d\d)/(\d{4})")
_PERCENT = re.compile(r"(\d{1,2})(?:\.(\d))?%")
_KINDS = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_LINK = b'<Relationship Id="rIdOther" Type="' + _KINDS + b'%s" Target="%s"/>'


@dataclass(slots=True)
class Laid:
    """A draft as bytes, and where everything stands in it: heading rows by sheet, columns by sheet and key, lines."""

    data: bytes = b""
    names: dict[str, str] = field(default_factory=dict)
    headings: dict[str, int] = field(default_factory=dict)
    columns: dict[tuple[str, str], int] = field(default_factory=dict)
    rows: dict[int, int] = field(default_factory=dict)

    def origin(self, place: Place) -> Origin:
        """The origin that a finding about a place has."""
        name = place.draft if isinstance(place.draft, str) else place.draft.name
        row = max((self.rows[id(line)] for line in place.lines), default=0)
        row = self.headings[place.sheet] if place.heading else row or place.at[0]
        column = max((self.columns[place.sheet, key] for key in place.columns), default=place.at[1])
        return Origin(name, self.names.get(place.sheet, place.sheet), row, column)


def lay_out(draft: Draft, profile: Profile, random: Random) -> Laid:
    """Write a draft as a workbook, every choice of layout taken by `random`; rows of returns are sorted anyhow."""
    if draft.content is not None:
        return Laid(draft.content)
    laid, stream = Laid(), io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    formats = {code: book.add_format({"num_format": code}) for code in ("dd/mm/yyyy", "0%", "0.0%")}
    sheets = [sheet for sheet in profile.sheets if sheet.key in draft.tables]
    random.shuffle(sheets)
    _cover(book.add_worksheet("Cover"), draft)
    for sheet in sheets:
        name = draft.sheet_names.get(sheet.key, sheet.name)
        _table(laid, book.add_worksheet(name), draft, sheet, random, formats)
    _identity(book, draft)
    book.close()
    laid.data = _with_parts(stream.getvalue(), draft)
    return laid


def _cover(page: Any, draft: Draft) -> None:
    lines = [(COVER_LABELS[name], words) for name, words in draft.cover.items() if words]
    if draft.legend:
        lines += [(LEGEND_TITLE, ""), *draft.legend.items()]
    for row, (label, words) in enumerate(lines):
        page.write_string(row, 0, label)
        if words:
            page.write_string(row, 1, words)


def _identity(book: Any, draft: Draft) -> None:
    if not draft.said:
        return
    page = book.add_worksheet(IDENTITY_SHEET)
    page.hide()
    for row, (name, words) in enumerate(draft.said.items()):
        page.write_row(row, 0, (name, words))
        if words:
            book.set_custom_property(name, words, "text")


def _table(laid: Laid, page: Any, draft: Draft, sheet: Sheet, random: Random, formats: Mapping[str, Any]) -> None:
    """Write one sheet: a few lines of title, the headings, the rows, with gaps anywhere."""
    heads = _headings(draft, sheet)
    keys = list(heads)
    random.shuffle(keys)
    column, row = 0, random.randint(0, 4)
    laid.names[sheet.key] = draft.sheet_names.get(sheet.key, sheet.name)
    laid.headings[sheet.key] = row + 1
    if row and random.random() < 0.7:
        page.write_string(random.randrange(row), 0, f"{draft.division.name}: {sheet.name.lower()} of the year")
    for key in keys:
        column += random.random() < 0.1
        laid.columns[sheet.key, key] = column + 1
        if sheet.key not in draft.headless:
            page.write_string(row, column, heads[key])
        column += 1
    for line in _ordered(draft, sheet, random):
        row += 1 + (random.random() < 0.12)
        laid.rows[id(line)] = row + 1
        for key in keys:
            _write(page, row, laid.columns[sheet.key, key] - 1, line.cells.get(key, ""), random, formats)
        if line.hidden:
            page.set_row(row, None, None, {"hidden": True})
    if sheet.key in draft.tabled:
        page.add_table(laid.headings[sheet.key], 0, row, column, {"name": sheet.table, "header_row": False})
    _aside(page, draft, sheet)


def _aside(page: Any, draft: Draft, sheet: Sheet) -> None:
    """Write what stands far from the rows."""
    for (name, row, column), words in {**draft.strays, **draft.covered}.items():
        if name == sheet.key:
            if (name, row, column) in draft.covered:
                page.merge_range(row - 1, column - 2, row - 1, column - 1, "Notes")
            page.write_string(row - 1, column - 1, words)


def _headings(draft: Draft, sheet: Sheet) -> dict[str, str]:
    """The words over each column that the sheet has in this workbook, by column key."""
    asked = [column for column in sheet.columns if draft.role is Role.RETURN or column.part != "return"]
    heads = {column.key: heading_words(column.heading, draft.year, draft.period) for column in asked}
    heads |= {key: words for (name, key), words in (draft.headings | draft.more).items() if name == sheet.key}
    return {key: words for key, words in heads.items() if words}


def _ordered(draft: Draft, sheet: Sheet, random: Random) -> list[Line]:
    lines = list(draft.tables[sheet.key])
    if draft.role is Role.RETURN:
        random.shuffle(lines)
    return lines


def _write(page: Any, row: int, column: int, words: Words, random: Random, formats: Mapping[str, Any]) -> None:
    """Write one cell: a day or a percentage is typed every other time, so that Excel would hold it as a number."""
    if isinstance(words, Formula):
        page.write_formula(row, column, "=Z900/Z901", None, words.result)
        return
    if not words:
        return
    day, percent = _DAY.fullmatch(words), _PERCENT.fullmatch(words)
    if day and random.random() < 0.5 and int(day[1]) <= 28:
        value = dt.datetime(int(day[3]), int(day[2]), int(day[1]))
        page.write_datetime(row, column, value, formats["dd/mm/yyyy"])
    elif percent and random.random() < 0.5:
        number = round(float(words[:-1]) / 100, 4)
        page.write_number(row, column, number, formats["0.0%" if percent[2] else "0%"])
    else:
        page.write_string(row, column, words)


def _with_parts(data: bytes, draft: Draft) -> bytes:
    """The package with a macro part or a link to another workbook, as Excel keeps them."""
    parts = [(b"externalLink", b"externalLinks/externalLink1.xml")] if draft.links else []
    if not parts and not draft.macros:
        return data
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w") as new:
        for item in old.infolist():
            content = old.read(item)
            if item.filename == "xl/_rels/workbook.xml.rels":
                more = b"".join(_LINK % part for part in parts)
                if draft.macros:
                    macro = _LINK % (b"vbaProject", b"vbaProject.bin")
                    more += macro.replace(b"schemas.openxmlformats.org/officeDocument", b"schemas.microsoft.com/office")
                content = content.replace(b"</Relationships>", more + b"</Relationships>")
            new.writestr(item, content)
        new.writestr("xl/vbaProject.bin" if draft.macros else "xl/externalLinks/externalLink1.xml", b"<externalLink/>")
    return target.getvalue()
