"""Workbooks: hidden sheets, rows, columns and names, formulas and their results, links, codes, comments."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property

from lxml import etree

from tests.surprises.charts import chart_surprises
from tests.surprises.colour import too_close
from tests.surprises.zipped import Opened

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
IDENTITY = "Identity"
"""The one hidden sheet that a form has; the properties of one say the same."""
_PARTS = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/(core|app|custom)\.xml|xl/_rels/workbook\.xml\.rels|"
    r"xl/(workbook|styles|sharedStrings)\.xml|xl/theme/theme\d+\.xml|xl/worksheets/(_rels/)?sheet\d+\.xml(\.rels)?|"
    r"xl/tables/table\d+\.xml|xl/charts/chart\d+\.xml|xl/drawings/(_rels/)?drawing\d+\.xml(\.rels)?"
)
_NOTES = re.compile(r"xl/(comments\d+\.xml|drawings/vmlDrawing\d+\.vml)")
LIST = "What to put right"
"""The first sheet of a feedback copy, the only workbook that has comments."""
_SHEET = re.compile(r"xl/worksheets/sheet\d+\.xml")
_KINDS = frozenset(
    re.findall(
        r"\S+",
        "officeDocument core-properties extended-properties custom-properties worksheet styles sharedStrings "
        "theme table "
        "chart drawing hyperlink",
    )
)
FUNCTIONS = frozenset(
    re.findall(
        r"\S+",
        "ADDRESS AND CHAR CLEAN COLUMN COUNT COUNTA COUNTBLANK COUNTIF COUNTIFS DATE DAY EXACT FIND "
        "HYPERLINK IF IFERROR "
        "INDEX INDIRECT INT ISBLANK ISERROR ISNUMBER ISTEXT LEFT LEN LOWER MATCH MAX MID MIN MMULT MOD N NOT "
        "OR REPT RIGHT "
        "ROUND ROW ROWS SEARCH SUBSTITUTE SUBTOTAL SUM SUMIF SUMIFS SUMPRODUCT TRANSPOSE TRIM VALUE _xlfn.UNICODE",
    )
)
_CALLED, _STRINGS = re.compile(r"([A-Za-z_][A-Za-z0-9._]*)\("), re.compile(r'"(?:[^"]|"")*"')
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_RUNNING = re.compile(r"(&[LCRBPN]|&&|[^&])*")
_OF_A_TABLE = re.compile(r"\b(\w+)\[(?:'.|\[(?:'.|[^'\[\]])*\]|[^'\[\]])*\]")
"""A column of a table of the workbook itself; an apostrophe goes before a bracket in its name."""
_LINK_IN_ITSELF = re.compile(r'HYPERLINK\("#')
_TOLD = {"workbookPr": ("codeName", "filterPrivacy"), "workbook": ("conformance",)}
_BOOK_PARTS = re.findall(
    r"\S+",
    "fileSharing externalReferences absPath revisionPtr customWorkbookViews fileRecoveryPr pivotCaches webPublishing "
    "functionGroups oleSize",
)
_SHEET_PARTS = re.findall(
    r"\S+",
    "legacyDrawingHF picture oleObjects controls customSheetViews scenarios webPublishItems "
    "customProperties cellWatches "
    "dataConsolidate phoneticPr filterColumn smartTags",
)


def book_surprises(opened: Opened) -> Iterator[str]:
    """What is surprising in a workbook."""
    book = Workbook(opened)
    for name in opened.parts:
        if not _PARTS.fullmatch(name) and not (LIST in book.sheets and _NOTES.fullmatch(name)):
            yield f"{name}: a part that is none of ours"
    kinds = _KINDS | {"comments", "vmlDrawing"} if LIST in book.sheets else _KINDS
    yield from (f"{each.part}: a {each.kind}" for each in opened.relations if each.kind not in kinds)
    yield from _of_the_book(opened, book)
    yield from _properties(opened, book)
    for title, part in book.sheets.items():
        if part in opened.parts:
            yield from (f"{title}: {said}" for said in dict.fromkeys(_of_a_sheet(opened.tree(part), book)))
    yield from chart_surprises(opened)


class Workbook:
    """A workbook read apart from every reader of ours: its sheets' parts, and the words and numbers of their cells."""

    def __init__(self, opened: Opened) -> None:
        self.opened = opened
        self.root = opened.tree("xl/workbook.xml")
        targets: dict[str, str] = {}
        for each in opened.tree("xl/_rels/workbook.xml.rels"):
            target = each.get("Target") or ""
            targets[each.get("Id") or ""] = target[1:] if target.startswith("/") else f"xl/{target}"
        self.sheets: dict[str, str] = {}
        for each in self.root.iter(f"{_MAIN}sheet"):
            key = next(str(value) for name, value in each.attrib.items() if str(name).endswith("}id"))
            self.sheets[unescaped(each.get("name") or "")] = targets.get(key, "")

    @cached_property
    def texts(self) -> list[str]:
        """The shared strings."""
        if "xl/sharedStrings.xml" not in self.opened.parts:
            return []
        return [_said(each) for each in self.opened.tree("xl/sharedStrings.xml").iter(f"{_MAIN}si")]

    @cached_property
    def tables(self) -> frozenset[str]:
        """The names of its tables."""
        parts = [name for name in self.opened.parts if re.fullmatch(r"xl/tables/table\d+\.xml", name)]
        return frozenset(self.opened.tree(name).get("displayName") or "" for name in parts)

    def cells(self, title: str) -> Mapping[str, str]:
        """What each cell of a sheet shows, by its address; numbers as they are written."""
        found = {}
        for cell in self.opened.tree(self.sheets[title]).iter(f"{_MAIN}c"):
            found[cell.get("r") or ""] = self.shown(cell)
        return found

    def shown(self, cell: etree._Element) -> str:
        """What a cell shows."""
        said = cell.findtext(f"{_MAIN}v") or ""
        if cell.get("t") == "s":
            return self.texts[int(said)]
        return _said(cell) if cell.get("t") == "inlineStr" else unescaped(said)

    @cached_property
    def unseen_styles(self) -> frozenset[str]:
        """The numbers of the formats in which nothing can be seen."""
        if "xl/styles.xml" not in self.opened.parts:
            return frozenset()
        root = self.opened.tree("xl/styles.xml")
        codes = {each.get("numFmtId"): each.get("formatCode") or "" for each in root.iter(f"{_MAIN}numFmt")}
        inks = [_rgb(font.find(f"{_MAIN}color")) for font in root.iterfind(f"{_MAIN}fonts/*")]
        sizes = [float(each.get("val") or 11) for each in root.findall(f"{_MAIN}fonts/{_MAIN}font/{_MAIN}sz")]
        fills = [_rgb(fill.find(f"{_MAIN}patternFill/{_MAIN}fgColor")) for fill in root.iterfind(f"{_MAIN}fills/*")]
        found = set()
        for number, xf in enumerate(root.iterfind(f"{_MAIN}cellXfs/*")):
            font, ground = int(xf.get("fontId") or 0), fills[int(xf.get("fillId") or 0)] or "FFFFFF"
            blank = set(codes.get(xf.get("numFmtId"), "0")) <= {";"}
            small = len(sizes) == len(inks) and sizes[font] <= 2
            if blank or small or (inks[font] and too_close(inks[font], ground)):
                found.add(str(number))
        return frozenset(found)


def _said(element: etree._Element) -> str:
    return unescaped("".join(each.text or "" for each in element.iter(f"{_MAIN}t")))


def unescaped(words: str) -> str:
    """Words as Excel reads them, for which '_x0041_' is an 'A'."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), words)


def _rgb(colour: etree._Element | None) -> str:
    return (colour.get("rgb") or "")[-6:] if colour is not None else ""


def _of_the_book(opened: Opened, book: Workbook) -> Iterator[str]:
    for sheet in book.root.iter(f"{_MAIN}sheet"):
        state = sheet.get("state") or "visible"
        if state != "visible" and (sheet.get("name"), state) != (IDENTITY, "hidden"):
            yield f"xl/workbook.xml: the sheet {sheet.get('name')} is {state}"
    for defined in book.root.iter(f"{_MAIN}definedName"):
        if defined.get("hidden") in ("1", "true"):
            yield f"xl/workbook.xml: a hidden name: {defined.get('name')}"
        yield from (f"xl/workbook.xml: {said}" for said in _formula(defined.text or "", book))
    for each in book.root.iter():
        name = etree.QName(each).localname
        if name in _BOOK_PARTS:
            yield f"xl/workbook.xml: {name}"
        yield from (f"xl/workbook.xml: {key}" for key in _TOLD.get(name, ()) if each.get(key))
    if (
        "xl/styles.xml" in opened.parts
        and opened.tree("xl/styles.xml").find(f".//{_MAIN}protection[@hidden]") is not None
    ):
        yield "xl/styles.xml: formulas that are hidden"


def _properties(opened: Opened, book: Workbook) -> Iterator[str]:
    """The properties of a form say what its hidden sheet says, and no more."""
    if "docProps/custom.xml" not in opened.parts:
        return
    known = set(book.cells(IDENTITY).values()) if IDENTITY in book.sheets else set()
    for each in opened.tree("docProps/custom.xml"):
        words = "".join(str(text) for text in each.itertext())
        if not {each.get("name"), words} <= known:
            yield f"docProps/custom.xml: {each.get('name')} {words}"


def _of_a_sheet(root: etree._Element, book: Workbook) -> Iterator[str]:
    yield from _hidden(root)
    yield from (name for name in _SHEET_PARTS if root.find(f".//{_MAIN}{name}") is not None)
    if root.find(f"{_MAIN}legacyDrawing") is not None and LIST not in book.sheets:
        yield "legacyDrawing"
    for cell in root.iter(f"{_MAIN}c"):
        yield from _cell(cell, book)
    for link in root.iter(f"{_MAIN}hyperlink"):
        yield from _link(link, book)
    for each in root.iter(*(f"{_MAIN}{name}" for name in ("formula", "formula1", "formula2"))):
        yield from _formula(each.text or "", book)
    for each in root.iterfind(f"{_MAIN}headerFooter/*"):
        if not _RUNNING.fullmatch(each.text or ""):
            yield f"a code in a header or footer: {each.text}"


def _hidden(root: etree._Element) -> Iterator[str]:
    """Rows and columns that are hidden, or too small to be seen."""
    for each in root.iter(f"{_MAIN}col", f"{_MAIN}row", f"{_MAIN}sheetFormatPr", f"{_MAIN}sheetView"):
        kind = each.tag.rpartition("}")[2]
        if each.get("hidden") in ("1", "true") or each.get("zeroHeight") == "1" or each.get("showZeros") == "0":
            yield f"hidden: {kind} {each.get('r') or each.get('min') or ''}"
        size = each.get("ht") if kind == "row" else each.get("width")
        if size is not None and float(size) < 1:
            yield f"too small to be seen: {kind} {each.get('r') or each.get('min')}"


def _cell(cell: etree._Element, book: Workbook) -> Iterator[str]:
    at, formula = cell.get("r"), cell.find(f"{_MAIN}f")
    if formula is not None:
        yield from (f"{at}: {said}" for said in _formula(formula.text or "", book))
        if cell.findtext(f"{_MAIN}v") is None:
            yield f"{at}: a formula without its result"
    if cell.get("t") == "e":
        yield f"{at}: an error: {cell.findtext(f'{_MAIN}v')}"
    if cell.get("s") in book.unseen_styles and book.shown(cell).strip():
        yield f"{at}: cannot be seen: {book.shown(cell)[:60]!r}"


def _formula(formula: str, book: Workbook) -> Iterator[str]:
    """A formula that calls what we never call, or leads outside the workbook."""
    bare = _STRINGS.sub('""', formula)
    bare = _OF_A_TABLE.sub(lambda found: found[1] if found[1] in book.tables else found[0], bare)
    odd = {each for each in _CALLED.findall(bare) if each.upper() not in FUNCTIONS and each not in FUNCTIONS}
    for name in sorted(odd):
        yield f"a formula that calls {name}: {formula[:80]}"
    if "[" in re.sub(r"'[^']*'", "", bare) or "|" in bare or "#REF!" in bare or re.search(r"'[^']*\[[^']*'!", bare):
        yield f"a formula that leads outside: {formula[:80]}"
    if bare.count("HYPERLINK(") != len(_LINK_IN_ITSELF.findall(formula)):
        yield f"a formula that links outside: {formula[:80]}"


def _link(link: etree._Element, book: Workbook) -> Iterator[str]:
    """A link within the workbook goes to a sheet of it; where one outside goes, its relation says."""
    if any(str(name).endswith("}id") for name in link.attrib):
        return
    place = re.fullmatch(
        r"(?:'((?:[^']|'')+)'|([^'!]+))!\$?[A-Z]+\$?\d+(:\$?[A-Z]+\$?\d+)?", link.get("location") or ""
    )
    if place is None or (place[1] or place[2]).replace("''", "'") not in book.sheets:
        yield f"{link.get('ref')}: a link to {link.get('location')}"
