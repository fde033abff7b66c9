"""The content of an OpenDocument spreadsheet: one part that holds every sheet, read from tag to tag."""

from __future__ import annotations

from collections.abc import Container, Mapping

from compiler.domain.book import Area, Note, Sheet
from compiler.domain.regex import regex
from compiler.returns.address import area_of
from compiler.returns.container import Package
from compiler.returns.markup import bounded, feed, new_parser, refuse_depth
from compiler.returns.ods_cell import OFFICE, TABLE
from compiler.returns.ods_sheet import OdsSheet
from compiler.returns.ods_styles import Styles

CONTENT = "content.xml"
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_CELLS = {f"{TABLE}table-cell": False, f"{TABLE}covered-table-cell": True}
_GROUPS = frozenset(
    f"{TABLE}table-{name}" for name in ("columns", "header-columns", "column-group", "rows", "header-rows", "row-group")
)
_AROUND = frozenset(
    [*(OFFICE + name for name in ("document-content", "body", "spreadsheet"))]
    + [TABLE + name for name in ("database-ranges", "named-expressions")]
)
_RUNS = frozenset(_TEXT + name for name in ("span", "a", "s", "tab", "line-break", "date", "time", "sheet-name"))
_SPACE = regex(r"[ \t\r\n]+")
_PLACE = r"(?:\$?(?P<sheet{0}>'(?:[^']|'')*'|[^.'$]*)\.)?(?P<cell{0}>\$?[A-Z]{{1,3}}\$?[0-9]{{1,7}})"
_RANGE = regex(_PLACE.format("") + "(?::" + _PLACE.format("_last") + ")?")
_MOST_SPACES = 1000
_ELEMENT, _SHEET = 600, 3000
"""Bytes of memory, at most, that the attributes of an element and the beginning of a sheet take."""


class ContentParser:
    """Follows the XML of all sheets; those that are not wanted are only named."""

    def __init__(self, package: Package, styles: Styles, wanted: Container[str] | None) -> None:
        self.package, self.styles, self.wanted = package, styles, wanted
        self.sheets: list[Sheet] = []
        self.notes: list[Note] = []
        self.ranges: list[tuple[Mapping[str, str], bool]] = []
        self.names: dict[str, str] = {}
        self.linked = False
        self._depth = self._skipped = 0
        self._in_styles = self._in_paragraph = False
        self._style_text: list[str] = []
        self._sheet: OdsSheet | None = None
        self._unread: tuple[str, str] | None = None
        self._elsewhere = False
        self._cell: Mapping[str, str] | None = None
        self._text: list[str] = []

    def parse(self) -> None:
        """Read the part; raises `Refused` where it is damaged or beyond the limits."""
        parser = new_parser()
        parser.StartElementHandler = self._on_start
        parser.EndElementHandler = self._on_end
        parser.CharacterDataHandler = self._on_text
        limit = self.package.limits.text
        pieces = bounded(self.package.pieces(CONTENT), self._text, CONTENT, limit)
        feed(parser, pieces, CONTENT)

    # Tags -------------------------------------------------------------------------------------------------------------

    def _on_start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > self.package.limits.depth:
            refuse_depth(CONTENT, self.package.limits.depth)
        if self._skipped:
            self._skipped += 1
        elif self._in_styles:
            self._style_text.clear()
            self.styles.start(*bare(name, attributes))
        elif self._cell is not None:
            self._start_within_cell(name, attributes)
        elif self._sheet is not None:
            self._start_within_sheet(name, attributes)
        elif self._unread is None:
            self._start_around(name, attributes)

    def _start_around(self, name: str, attributes: dict[str, str]) -> None:
        """A tag outside of all sheets: what is changed, validated or linked there says nothing of the cells."""
        if name == f"{TABLE}table":
            self._start_sheet(attributes)
        elif name == f"{OFFICE}automatic-styles":
            self._in_styles = True
        elif name == f"{TABLE}database-range":
            self._keep(attributes)
            self.ranges.append((attributes, False))
        elif name == f"{TABLE}filter" and self.ranges:
            self.ranges[-1] = (self.ranges[-1][0], True)
        elif name == f"{TABLE}named-range":
            self._keep(attributes)
            self.names[attributes.get(f"{TABLE}name", "")] = attributes.get(f"{TABLE}cell-range-address", "")
        elif name not in _AROUND:
            self._skipped = 1

    def _keep(self, attributes: Mapping[str, str]) -> None:
        self.package.allowance.keep(_ELEMENT + sum(map(len, attributes.values())))

    def _start_sheet(self, attributes: Mapping[str, str]) -> None:
        self.package.allowance.keep(_SHEET)
        title = attributes.get(f"{TABLE}name", "")
        hidden = attributes.get(f"{TABLE}style-name", "") in self.styles.hidden_tables
        state = "hidden" if hidden else "visible"
        if self.wanted is None or title in self.wanted:
            self._sheet = OdsSheet(title, state, self.styles, self.package.limits, self.package.allowance)
        else:
            self._unread = title, state

    def _start_within_sheet(self, name: str, attributes: dict[str, str]) -> None:
        assert self._sheet is not None
        if name in _CELLS:
            self._cell = attributes
            self._text.clear()
        elif name == f"{TABLE}table-row":
            self._sheet.start_row(attributes)
        elif name == f"{TABLE}table-column":
            self._sheet.add_columns(attributes)
        elif name not in _GROUPS:
            self._elsewhere = self._elsewhere or name == f"{TABLE}table-source"
            self._skipped = 1

    def _start_within_cell(self, name: str, attributes: dict[str, str]) -> None:
        """A tag within a cell: its paragraphs are its words; remarks, drawings and tables within it are not."""
        if name == f"{_TEXT}p" and not self._in_paragraph:
            self._in_paragraph = True
            if self._text:
                self._text.append("\n")
        elif not self._in_paragraph or name not in _RUNS:
            self._skipped = 1
        elif name == f"{_TEXT}s":
            count = attributes.get(f"{_TEXT}c", "1")
            self._text.append(" " * (min(int(count), _MOST_SPACES) if count.isdecimal() and len(count) < 9 else 1))
        elif name in (f"{_TEXT}tab", f"{_TEXT}line-break"):
            self._text.append("\t" if name.endswith("tab") else "\n")

    def _on_end(self, name: str) -> None:
        self._depth -= 1
        if self._skipped:
            self._skipped -= 1
        elif self._in_styles:
            self.styles.end(name.rpartition("}")[2], "".join(self._style_text))
            self._in_styles = name != f"{OFFICE}automatic-styles"
        elif self._cell is not None:
            self._end_within_cell(name)
        elif self._sheet is not None:
            self._end_within_sheet(name)
        elif self._unread is not None and name == f"{TABLE}table":
            self._end_unread()

    def _end_within_cell(self, name: str) -> None:
        if name in _CELLS:
            assert self._cell is not None
            assert self._sheet is not None
            self.linked = self.linked or "'file:" in self._cell.get(f"{TABLE}formula", "")
            self._sheet.add_cell(self._cell, "".join(self._text), _CELLS[name])
            self._cell = None
            self._text.clear()
        elif name == f"{_TEXT}p":
            self._in_paragraph = False

    def _end_within_sheet(self, name: str) -> None:
        assert self._sheet is not None
        if name == f"{TABLE}table-row":
            self._sheet.end_row()
        elif name == f"{TABLE}table":
            if not self._elsewhere:
                self.sheets.append(self._sheet.sheet())
                self.notes.extend(self._sheet.notes)
            self._end_table()
            self._sheet = None

    def _end_unread(self) -> None:
        assert self._unread is not None
        title, state = self._unread
        if title.startswith("'file:"):
            self.linked = True
        else:
            self.sheets.append(Sheet(title, state, read=False))
        self._unread = None

    def _end_table(self) -> None:
        """What was kept of another workbook's sheet is not one of ours."""
        self.linked = self.linked or self._elsewhere
        self._elsewhere = False

    def _on_text(self, text: str) -> None:
        if self._skipped:
            return
        if self._in_styles:
            self._style_text.append(text)
        elif self._in_paragraph:
            text = _SPACE.sub(" ", text)
            begins = not self._text or self._text[-1].endswith(("\n", " "))
            self._text.append(text.lstrip(" ") if begins else text)


def bare(name: str, attributes: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """An element's name and attributes without their namespaces."""
    return name.rpartition("}")[2], {each.rpartition("}")[2]: words for each, words in attributes.items()}


def range_of(address: str) -> tuple[str, Area] | None:
    """Sheet and rectangle of an address such as "'My sheet'.A4:'My sheet'.O15"; None if it is none."""
    found = _RANGE.fullmatch(address)
    if not found:
        return None
    name = found["sheet"] or ""
    area = area_of(f"{found['cell']}:{found['cell_last'] or found['cell']}")
    return (name[1:-1].replace("''", "'") if name.startswith("'") else name, area) if area else None
