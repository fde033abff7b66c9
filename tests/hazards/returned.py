"""The return of a division of the town, changed part by part: as Excel would have it, and as LibreOffice would."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from xml.sax.saxutils import escape

from compiler.domain.book import Book
from compiler.returns.reader import read_book
from tests.fuzz.packing import packed, unpacked
from tests.fuzz.subjects import as_opendocument
from tests.quarter.town import CARE, STRATEGY, issue

ACTIONS = "xl/worksheets/sheet3.xml"
INDICATORS = "xl/worksheets/sheet4.xml"
RELATIONS = ACTIONS.replace("worksheets/", "worksheets/_rels/") + ".rels"
BOOK = "xl/workbook.xml"
Parts = dict[str, bytes]


@lru_cache(maxsize=2)
def _issued(lead: bool) -> Mapping[str, bytes]:
    return unpacked(issue(STRATEGY if lead else CARE))


def care() -> Parts:
    """The parts of the sound return of Care Services: three actions in rows 5 to 7, ratings in I, progress in J."""
    return dict(_issued(False))


def strategy() -> Parts:
    """The parts of the sound return of the lead division: indicators in rows 5 and 6, figures in I."""
    return dict(_issued(True))


def put(parts: Parts, part: str, old: str, new: str) -> Parts:
    """The parts with the first `old` in a part replaced."""
    text = parts[part].decode()
    assert old in text, old
    return {**parts, part: text.replace(old, new, 1).encode()}


def cell(parts: Parts, address: str, xml: str, part: str = ACTIONS) -> Parts:
    """The parts with another cell at an address; `xml` is what stands in it, after its attributes and a '|'."""
    attributes, _, inside = xml.rpartition("|")
    text = parts[part].decode()
    changed, times = re.subn(
        rf'<c r="{address}"(?: s="\d+")?(?: t="\w+")?(?:/>|>.*?</c>)',
        lambda _: f'<c r="{address}" {attributes}>{inside}</c>',
        text,
        count=1,
    )
    assert times == 1, address
    return {**parts, part: changed.encode()}


def typed(parts: Parts, address: str, words: str, part: str = ACTIONS) -> Parts:
    """The parts with words typed into a cell."""
    return cell(parts, address, f't="inlineStr"|<is><t xml:space="preserve">{escape(words)}</t></is>', part)


def rows(parts: Parts, change: Callable[[list[str]], list[str]], part: str = ACTIONS) -> Parts:
    """The parts with the rows of a sheet changed, and all rows and cells numbered anew."""
    text = parts[part].decode()
    start, end = text.index("<sheetData>") + 11, text.index("</sheetData>")
    found = change(re.findall(r"<row\b.*?</row>", text[start:end], re.DOTALL))
    numbered = "".join(_numbered(row, number) for number, row in enumerate(found, 1))
    return {**parts, part: (text[:start] + numbered + text[end:]).encode()}


def _numbered(row: str, number: int) -> str:
    row = re.sub(r'(<row\b[^>]*? r=")\d+', rf"\g<1>{number}", row, count=1)
    return re.sub(r'(<c r="[A-Z]+)\d+', rf"\g<1>{number}", row)


def opendocument(parts: Parts) -> Parts:
    """The same return as a spreadsheet of OpenDocument."""
    book = read_book(packed(parts), "Care.xlsx")
    assert isinstance(book, Book)
    return as_opendocument(book)


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """The archive of the parts."""
    return packed(parts)
