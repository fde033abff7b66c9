"""A document and a workbook that everyone can read, in which a test then plants a fault."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import docx
import xlsxwriter  # type: ignore[import-untyped]
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TITLE = "Housing plan: Quarter 1 progress report"
_SITE = "https://www.example.org/plan"


def picture() -> BytesIO:
    """A white picture of one dot."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    dots = zlib.compress(b"\0\xff\xff\xff")
    return BytesIO(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", dots) + chunk(b"IEND", b""))


@dataclass(frozen=True)
class Paper:
    """The readable document, with its pieces at hand."""

    docx: Any

    @property
    def body(self) -> Any:
        return self.docx.element.body

    def paragraph(self, begins: str) -> Paragraph:
        """The paragraph that begins with these words."""
        found: Paragraph = next(each for each in self.docx.paragraphs if each.text.startswith(begins))
        return found

    @property
    def table(self) -> Any:
        return self.docx.tables[0]

    def add(self, words: str, style: str | None = None, before: str = "Nothing else") -> Paragraph:
        """A paragraph put in before the one that begins with other words."""
        return self.paragraph(before).insert_paragraph_before(words, style)

    def saved(self) -> bytes:
        out = BytesIO()
        self.docx.save(out)
        return out.getvalue()


def xml(markup: str) -> Any:
    """An element from markup that uses the prefix w."""
    return parse_xml(re.sub(r"(?<=^<w:)(\w+)", rf"\1 {W}", markup))


def field(paragraph: Paragraph, code: str, result: str, dirty: bool = False, ended: bool = True) -> None:
    """A field at the end of a paragraph."""

    def mark(kind: str) -> None:
        paragraph.add_run()._r.append(xml(f'<w:fldChar w:fldCharType="{kind}" w:dirty="{int(dirty)}"/>'))

    mark("begin")
    paragraph.add_run()._r.append(xml(f"<w:instrText>{code}</w:instrText>"))
    mark("separate")
    paragraph.add_run(result)
    if ended:
        mark("end")


def link(paragraph: Paragraph, words: str, address: str = _SITE) -> None:
    """A link at the end of a paragraph."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    relation = paragraph.part.relate_to(address, kind, is_external=True)
    made = xml(f"<w:hyperlink><w:r><w:t>{words}</w:t></w:r></w:hyperlink>")
    made.set(qn("r:id"), relation)
    paragraph._p.append(made)


def document() -> Paper:
    """A short report, readable for everyone."""
    paper = Paper(docx.Document())
    _styled(paper)
    made = paper.docx
    made.core_properties.title, made.core_properties.language = TITLE, "en-GB"
    made.add_heading(TITLE, 1)
    made.add_paragraph("This report tells what was done from April to June 2026.")
    made.add_heading("Actions", 2)
    made.add_paragraph("Two actions are on course, and none is late.")
    caption = made.add_paragraph("Table ", style="Caption")
    field(caption, "SEQ Table \\* ARABIC", "1")
    caption.add_run(": actions by rating")
    _add_table(paper)
    made.add_paragraph("Both teams did these things:")
    made.add_paragraph("answered urgent calls in a day", style="List Bullet")
    made.add_paragraph("replaced forty boilers", style="List Bullet")
    made.add_picture(picture())
    described(paper).set("descr", "A line that rises from 40 boilers in April to 60 in June")
    link(made.add_paragraph("More is told in "), "the approved housing plan")
    made.add_heading("Next steps", 2)
    made.add_paragraph("Nothing else is due.")
    field(made.sections[0].footer.paragraphs[0], "PAGE", "1")
    return paper


def described(paper: Paper) -> Any:
    """What names and describes the picture of the document."""
    return next(paper.body.iter(qn("wp:docPr")))


def _styled(paper: Paper) -> None:
    styles = paper.docx.styles
    for each in styles.element.iter(qn("w:lang")):
        each.set(qn("w:val"), "en-GB")
    for name, size in (("Normal", 12), ("Heading 1", 20), ("Heading 2", 16), ("Heading 3", 14), ("Caption", 12)):
        style = styles[name]
        style.font.name, style.font.size = "Arial", Pt(size)
        if name != "Normal":
            style.font.color.rgb = RGBColor(0, 0, 0)
        for theme in ("asciiTheme", "hAnsiTheme"):
            style.element.rPr.rFonts.attrib.pop(qn(f"w:{theme}"), None)


def _add_table(paper: Paper) -> None:
    rows = (("Rating", "Number"), ("Green", "2"), ("Red", "0"))
    table = paper.docx.add_table(rows=3, cols=2, style="Table Grid")
    for row, words in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, words, strict=True):
            cell.text = text
    table.rows[0]._tr.get_or_add_trPr().append(xml("<w:tblHeader/>"))
    table._tbl.tblPr.append(xml('<w:tblCaption w:val="Actions by rating"/>'))


@dataclass(frozen=True)
class Workbook:
    """The readable workbook while it is written: its writer, its first sheet, and the look of words and headings."""

    book: Any
    sheet: Any
    second: Any
    words: Any

    def look(self, **marks: object) -> Any:
        """The usual look with other marks."""
        return self.book.add_format({"font_name": "Arial", "font_size": 12, "text_wrap": True, **marks})


def workbook(plant: Callable[[Workbook], object] = lambda book: None, *, table: bool = True) -> bytes:
    """A workbook of two sheets, readable for everyone, with what a test plants in it."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"title": TITLE})
    words = book.add_format({"font_name": "Arial", "font_size": 12, "text_wrap": True})
    made = Workbook(book, book.add_worksheet("Actions"), book.add_worksheet("Indicators"), words)
    _fill(made.sheet, words, "Actions in Quarter 1", "Actions_by_rating", table)
    _fill(made.second, words, "Indicators in Quarter 1", "Indicators_by_rating")
    plant(made)
    book.close()
    return out.getvalue()


def _fill(sheet: Any, words: Any, title: str, name: str, table: bool = True) -> None:
    rows = (("Reference", "Words", "Rating"), ("H1", "Answer urgent calls", "Green"), ("H2", "Replace boilers", "Red"))
    sheet.set_column(0, 3, 30)
    sheet.write_string(0, 0, title, words)
    sheet.write_string(1, 0, "Illustrative figures", words)
    for number, row in enumerate(rows, 3):
        for column, text in enumerate(row):
            sheet.write_string(number, column, text, words)
    if table:
        headings = [{"header": text, "header_format": words} for text in rows[0]]
        sheet.add_table(3, 0, 5, 2, {"name": name, "columns": headings, "style": None})


def changed(data: bytes, part: str, old: str, new: str) -> bytes:
    """The file with some characters of a part replaced; they must be there."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for info in before.infolist():
            content = before.read(info)
            if info.filename == part:
                assert old.encode() in content, f"{part} does not hold {old}"
                content = content.replace(old.encode(), new.encode())
            after.writestr(info.filename, content)
    return out.getvalue()
