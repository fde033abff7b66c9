"""A template as its officer shapes it, and the report read back as a person reads it."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from io import BytesIO

from lxml import etree

from compiler.render.audit.document import read_document
from compiler.report.build import build_report
from compiler.report.slots import slots_of
from tests.report.making import PROFILE, TEMPLATES
from tests.report.small import small_view

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TEMPLATE = (TEMPLATES / "hartlepool/report.docx").read_bytes()
REPORT = build_report(small_view())
SLOTS = slots_of(PROFILE)
TITLES = {slot.key: slot.title for slot in SLOTS}


def w(name: str) -> str:
    """A name of WordprocessingML."""
    return f"{{{W}}}{name}"


def xml(text: str) -> etree._Element:
    """An element of WordprocessingML, written with the prefixes w and r."""
    opened, rest = text.split(">", 1) if not text.split(">", 1)[0].endswith("/") else (text[:-2], "/>")
    close = ">" if rest != "/>" else ""
    return etree.fromstring(f'{opened} xmlns:w="{W}" xmlns:r="{R}"{close}{rest}')


def paragraph(words: str, style: str = "BodyText") -> etree._Element:
    """A paragraph of the officer's own."""
    return xml(f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>')


def control(title: str, content: str, tag: str = "") -> str:
    """A control with that title round some WordprocessingML."""
    tagged = f'<w:tag w:val="{tag}"/>' if tag else ""
    return f'<w:sdt><w:sdtPr><w:alias w:val="{title}"/>{tagged}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'


def sample_table(*columns: tuple[str, int], head: str = "", cell: str = "", style: str = "") -> str:
    """A sample table: headings with their widths, and a row below; `head` and `cell` are properties of the cells."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for _, width in columns)
    rows = (
        "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{look}</w:tcPr>'
            f"<w:p><w:r><w:t>{heading if top else 'x'}</w:t></w:r></w:p></w:tc>"
            for heading, width in columns
        )
        for top, look in ((True, head), (False, cell))
    )
    named = f'<w:tblStyle w:val="{style}"/>' if style else ""
    body = "".join(f"<w:tr>{row}</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr>{named}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"


def parts_of(docx: bytes) -> dict[str, bytes]:
    """The parts of a Word file by name."""
    with zipfile.ZipFile(BytesIO(docx)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    """The parts as a Word file, always the same bytes."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (2008, 7, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


class Desk:
    """The template as it lies before the officer."""

    def __init__(self, docx: bytes = TEMPLATE) -> None:
        self.parts = parts_of(docx)
        self.root = etree.fromstring(self.parts["word/document.xml"])
        self.body = self.root[0]

    def slot(self, title: str) -> etree._Element:
        """The control with that title."""
        found = (each for each in self.root.iter(w("sdt")) if title_of(each) == title)
        return next(found)

    def copy(self, title: str) -> etree._Element:
        """A copy of the control with that title."""
        return deepcopy(self.slot(title))

    def put(self, content: str, title: str) -> None:
        """Puts WordprocessingML in the place of what a slot shows."""
        holder = self.slot(title).find(w("sdtContent"))
        assert holder is not None
        holder[:] = list(xml(f"<w:body>{content}</w:body>"))

    def replace(self, name: str, old: str, new: str) -> None:
        """Changes something in a part, wherever it stands there."""
        text = self.parts[name].decode()
        assert old in text, f"{old} is not in {name}"
        self.parts[name] = text.replace(old, new).encode()

    def saved(self) -> bytes:
        """The template as a file."""
        return packed({**self.parts, "word/document.xml": etree.tostring(self.root)})


def shaped(change: Callable[[Desk], object]) -> bytes:
    """The template after a change."""
    desk = Desk()
    change(desk)
    return desk.saved()


def title_of(element: etree._Element) -> str:
    """The title of a control."""
    found = element.find(f"{w('sdtPr')}/{w('alias')}")
    return (found.get(w("val")) or "") if found is not None else ""


def told(docx: bytes) -> list[str]:
    """The headings and paragraphs of a report in the order of reading, without those of its contents."""
    spots = read_document(docx, "report.docx").spots
    return [spot.text for spot in spots if spot.kind in ("heading", "paragraph")]


def headings(docx: bytes) -> list[str]:
    """The headings of a report."""
    return [spot.text for spot in read_document(docx, "report.docx").spots if spot.kind == "heading"]


def tables(docx: bytes) -> dict[str, tuple[tuple[str, ...], ...]]:
    """The tables of a report by their captions, row by row."""
    return {table.caption: table.rows for table in read_document(docx, "report.docx").tables}


def pages(docx: bytes) -> Iterator[tuple[int, int]]:
    """The width and height of the pages of each section, in twentieths of a point."""
    root = etree.fromstring(parts_of(docx)["word/document.xml"])
    for size in root.iter(w("pgSz")):
        yield int(size.get(w("w")) or 0), int(size.get(w("h")) or 0)
