"""An Excel workbook read as its readers have it: sheets, cells as they look, tables, pictures, links."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

from compiler.render.access.book_areas import area_of, blocks_of, covered_by
from compiler.render.access.book_drawn import drawn
from compiler.render.access.book_model import Area, At, Book, CellText, Sheet, SheetTable
from compiler.render.access.book_styles import BookStyles, CellStyle, Font, M
from compiler.render.access.colours import theme_of
from compiler.render.access.numbers import measure, whole
from compiler.render.access.opened import Element, Parts
from compiler.render.access.paper import Box, Link, Paper, Picture, Stretch
from compiler.render.access.properties import properties
from compiler.returns.sniff import Refused

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_PARTS = re.compile(r"(?<!&)&[LCR]|\n")
_CODES = re.compile(r'(?<!&)&("[^"]*"|K[0-9A-Fa-f]{6}|K[\d+-]+|\d+|[A-Z])')
_TEXTS = frozenset({"s", "str", "inlineStr"})
_YES = ("1", "true", "on")
_MOST_CELLS, _MOST_EMPTY = 1_000_000, 200_000
_SHOWN_BY_FORMULA = re.compile(r"\bHYPERLINK\s*\(", re.IGNORECASE)
Rich = tuple[str, str]
"""The words of a shared text, and those of them that are raised above the line."""


def read_book(name: str, parts: Parts) -> Book:
    """A workbook from its parts."""
    root = parts.xml(parts.main)
    reader = _Reader(parts, BookStyles(_only(parts, "styles"), theme_of(parts)), _texts(_only(parts, "sharedStrings")))
    sheets = tuple(reader.sheets(root))
    title, language = properties(parts)
    paper = Paper(
        name,
        title,
        language,
        tuple(reader.stretches),
        tuple(reader.pictures),
        tuple(reader.links),
        tuple(reader.boxes),
        document=False,
    )
    view = root.find(f"{M}bookViews/{M}workbookView")
    active = view.get("activeTab") or "0" if view is not None else "0"
    return Book(paper, sheets, whole(active))


def _only(parts: Parts, kind: str) -> Element | None:
    found = parts.related(parts.main, kind)
    return parts.xml(found[0]) if found else None


def _texts(root: Element | None) -> list[Rich]:
    return [_rich(each) for each in root.iterfind(f"{M}si")] if root is not None else []


def _rich(item: Element) -> Rich:
    """The words of a text, without those that only say how it is pronounced."""
    words = "".join(each.text or "" for path in (f"{M}t", f"{M}r/{M}t") for each in item.iterfind(path))
    raised = ""
    for run in item.iterfind(f"{M}r"):
        mark = run.find(f"{M}rPr/{M}vertAlign")
        if mark is not None and mark.get("val") == "superscript":
            raised += "".join(each.text or "" for each in run.iterfind(f"{M}t"))
    return words, raised.strip()


@dataclass(slots=True)
class _Reader:
    parts: Parts
    styles: BookStyles
    texts: list[Rich]
    stretches: list[Stretch] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    cells: int = 0

    def sheets(self, root: Element) -> Iterator[Sheet]:
        """The sheets in their order; raises `Refused` for a sheet whose part is missing."""
        relations = self.parts.relations(self.parts.main)
        for each in root.iterfind(f"{M}sheets/{M}sheet"):
            name, hidden = each.get("name") or "", each.get("state") not in (None, "visible")
            kind, part = relations.get(each.get(_R) or "", ("", ""))
            if part not in self.parts:
                raise Refused(f"it is damaged: the sheet '{name}' is missing")
            yield self._sheet(name, hidden, part, kind)

    def _sheet(self, name: str, hidden: bool, part: str, kind: str) -> Sheet:
        root = self.parts.xml(part)
        pictures = tuple(drawn(self.parts, part, name))
        if not hidden:
            self.pictures += pictures
        if kind != "worksheet":
            return Sheet(name, hidden, drawn_only=True)
        looks, cells = self._cells(root)
        sheet = _set_out(Sheet(name, hidden, cells=cells, holds_drawings=bool(pictures)), root, looks.keys())
        tables = tuple(_table(self.parts.xml(each)) for each in self.parts.related(part, "table"))
        sheet = replace(sheet, tables=tables, blocks=tuple(blocks_of(cells, tables)))
        if not hidden:
            self._see(sheet, looks, self._links(root, part, sheet))
        return sheet

    def _cells(self, root: Element) -> tuple[dict[At, CellStyle], dict[At, CellText]]:
        """The styles of all cells, and the words of those that have some."""
        looks: dict[At, CellStyle] = {}
        cells: dict[At, CellText] = {}
        for number, row in enumerate(root.iterfind(f"{M}sheetData/{M}row"), 1):
            at_row = whole(row.get("r"), number)
            for column, cell in enumerate(row.iterfind(f"{M}c"), 1):
                at = _at(cell.get("r"), (at_row, column))
                looks[at] = style = self.styles.style(cell.get("s"))
                words, raised = self._words(cell)
                if words.strip():
                    text = cell.get("t") in _TEXTS
                    cells[at] = CellText(words, text, style.font.size, style.font.bold, style.wrapped, raised)
            self.cells += len(row)
            if self.cells > _MOST_CELLS:
                raise Refused(f"it holds over {_MOST_CELLS:,} cells, more than can be looked at")
        return looks, cells

    def _words(self, cell: Element) -> Rich:
        kind, value = cell.get("t"), cell.findtext(f"{M}v") or ""
        if kind == "s":
            at = whole(value, -1)
            return self.texts[at] if 0 <= at < len(self.texts) else ("", "")
        inline = cell.find(f"{M}is")
        if kind == "inlineStr" and inline is not None:
            return _rich(inline)
        return value, ""

    def _links(self, root: Element, part: str, sheet: Sheet) -> frozenset[At]:
        """Take note of a sheet's links; the cells that they stand in."""
        relations = self.parts.relations(part)
        found: set[At] = set()
        for each in root.iterfind(f"{M}hyperlinks/{M}hyperlink"):
            area = area_of(each.get("ref") or "")
            if area is None:
                continue
            at = (area.top, area.left)
            found.add(at)
            target = relations.get(each.get(_R) or "", ("", ""))[1] or f"#{each.get('location') or ''}"
            self.links.append(Link(sheet.place(*at), sheet.words(*at), target))
        for cell in root.iterfind(f"{M}sheetData/{M}row/{M}c"):
            formula = cell.findtext(f"{M}f")
            at = _at(cell.get("r"), (0, 0))
            if formula and _SHOWN_BY_FORMULA.search(formula) and at in sheet.cells:
                found.add(at)
                self.links.append(Link(sheet.place(*at), sheet.words(*at), formula))
        return frozenset(found)

    def _see(self, sheet: Sheet, looks: Mapping[At, CellStyle], linked: frozenset[At]) -> None:
        """Take note of what the cells of a sheet look like; those in hidden rows and columns are not seen."""
        rows, columns = frozenset(sheet.hidden_rows), frozenset(sheet.hidden_columns)
        merged = {(area.top, area.left): area for area in sheet.merged}
        filled = {table.area: sheet.filled(table.area) for table in sheet.tables}
        for at in sorted(looks.keys() | _of_tables(sheet)):
            if at[0] in rows or at[1] in columns or (at in sheet.covered and at not in merged):
                continue
            look = looks.get(at, CellStyle())
            table = next((each for each in sheet.tables if at in each.area), None)
            inside = table is not None and at[0] in table.data and at[0] in filled[table.area]
            if look.fill or inside or at in merged:
                group = sheet.place(table.area.top, table.area.left) if table else sheet.place()
                size = merged[at].size if at in merged else 1
                words = sheet.words(*at)
                self.boxes.append(Box(sheet.place(*at), group, words, look.fill or "FFFFFF", size, inside))
            if at in sheet.cells:
                self.stretches.append(_stretch(sheet, at, look, table, at in linked))


def _of_tables(sheet: Sheet) -> set[At]:
    """The cells of the tables' rows that hold something, also those that the file leaves out because they are empty."""
    rows = sorted({row for row, _ in sheet.cells})
    widest = max(1, _MOST_EMPTY // max(1, len(rows)))
    return {
        (row, column)
        for table in sheet.tables
        for row in rows
        if row in table.data
        for column in range(table.area.left, min(table.area.right, table.area.left + widest) + 1)
    }


def _stretch(sheet: Sheet, at: At, look: CellStyle, table: SheetTable | None, linked: bool) -> Stretch:
    font: Font = look.font
    heading = table is not None and table.has_headings and at[0] == table.area.top
    unknown = table is not None and look.fill is None and (heading or font.ink is None)
    return Stretch(
        sheet.place(*at),
        sheet.words(*at),
        ink=None if unknown else font.ink,
        fill=look.fill or "FFFFFF",
        size=font.size,
        face=font.face,
        bold=font.bold,
        underlined=font.underlined,
        linked=linked,
    )


def _table(root: Element) -> SheetTable:
    columns = tuple(each.get("name") or "" for each in root.iterfind(f"{M}tableColumns/{M}tableColumn"))
    area = area_of(root.get("ref") or "") or Area(0, 0, 0, 0)
    name = root.get("displayName") or root.get("name") or ""
    totals = whole(root.get("totalsRowCount"), 0)
    return SheetTable(name, area, (root.get("headerRowCount") or "1") != "0", columns, totals)


def _set_out(sheet: Sheet, root: Element, looks: AbstractSet[At]) -> Sheet:
    """The sheet with how its rows and columns are set out."""
    merged = [area_of(each.get("ref") or "") for each in root.iterfind(f"{M}mergeCells/{M}mergeCell")]
    areas = tuple(area for area in merged if area)
    widths: dict[int, float] = {}
    hidden_columns: list[int] = []
    for each in root.iterfind(f"{M}cols/{M}col"):
        first, last = whole(each.get("min"), 1), min(whole(each.get("max"), 1), 16384)
        for column in range(first, min(last, first + 512) + 1):
            widths[column] = measure(each.get("width"), 8.43)
            if each.get("hidden") in _YES or each.get("width") == "0":
                hidden_columns.append(column)
    rows = list(root.iterfind(f"{M}sheetData/{M}row"))
    numbers = [whole(row.get("r"), number) for number, row in enumerate(rows, 1)]
    usual = root.find(f"{M}sheetFormatPr")
    view = root.find(f"{M}sheetViews/{M}sheetView")
    return replace(
        sheet,
        merged=areas,
        covered=covered_by(areas, _used(looks | {(1, 1)})),
        widths=widths,
        hidden_columns=tuple(hidden_columns),
        heights={
            at: measure(row.get("ht"), 15)
            for at, row in zip(numbers, rows, strict=True)
            if row.get("ht") and row.get("customHeight") in _YES
        },
        hidden_rows=tuple(
            at for at, row in zip(numbers, rows, strict=True) if row.get("hidden") in _YES or row.get("ht") == "0"
        ),
        usual_width=measure(usual.get("defaultColWidth"), 8.43) if usual is not None else 8.43,
        usual_height=measure(usual.get("defaultRowHeight"), 15) if usual is not None else 15,
        frozen=_frozen(view),
        printed=tuple(_printed(root)),
        active=_active(view),
    )


def _used(cells: Collection[At]) -> Area:
    return Area(1, 1, max(row for row, _ in cells), max(column for _, column in cells))


def _printed(root: Element) -> Iterator[str]:
    """The words of the headers and footers of a sheet, without the codes for pages, dates and letters."""
    for each in root.iterfind(f"{M}headerFooter/*"):
        for part in _PARTS.split(each.text or ""):
            words = _CODES.sub(" ", part).replace("&&", "&")
            yield " ".join(words.split())


def _frozen(view: Element | None) -> At:
    pane = view.find(f"{M}pane") if view is not None else None
    if pane is None or pane.get("state") not in ("frozen", "frozenSplit"):
        return 0, 0
    return int(measure(pane.get("ySplit"), 0)), int(measure(pane.get("xSplit"), 0))


def _active(view: Element | None) -> str:
    """The cell that the cursor stands in."""
    found = view.findall(f"{M}selection") if view is not None else []
    return (found[-1].get("activeCell") or "A1") if found else "A1"


def _at(address: str | None, otherwise: At) -> At:
    area = area_of(address or "")
    return (area.top, area.left) if area else otherwise
