"""Ten things that an officer does to the template alone, looked at on the printed page: seven in the file, three in
LibreOffice."""

from __future__ import annotations

import re
import shutil
import struct
import subprocess
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from compiler.render.template import check_template
from compiler.render.word import render_word
from tests import office
from tests.render.word.shaping import (
    REPORT,
    SLOTS,
    TEMPLATE,
    TITLES,
    Desk,
    control,
    paragraph,
    sample_table,
    shaped,
    w,
    xml,
)

pytestmark = pytest.mark.skipif(
    office.office() is None or shutil.which("pdftotext") is None, reason="LibreOffice or poppler is not installed here"
)
_PLAIN = "plain"


@dataclass(frozen=True)
class Printed:
    """A report as it is printed: its words page by page, the sizes of its pages, and the fonts in it."""

    pages: tuple[str, ...]
    sizes: tuple[tuple[int, int], ...]
    fonts: frozenset[str]

    @property
    def text(self) -> str:
        """All its words, in one line."""
        return " ".join(" ".join(self.pages).split())

    def place(self, words: str) -> int:
        """The page, counted from 1, on which words stand for the last time."""
        return max(number for number, page in enumerate(self.pages, 1) if words in " ".join(page.split()))


def _run(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stdout


def printed(pdf: Path) -> Printed:
    """What stands on the pages of a PDF."""
    pages = tuple(_run("pdftotext", "-layout", str(pdf), "-").split("\f")[:-1])
    sizes = re.findall(r"Page +\d+ size: +([\d.]+) x ([\d.]+)", _run("pdfinfo", "-l", "999", str(pdf)))
    fonts = frozenset(line.split()[0].partition("+")[2] for line in _run("pdffonts", str(pdf)).splitlines()[2:])
    return Printed(pages, tuple((round(float(a)), round(float(b))) for a, b in sizes), fonts)


# --- in the file ------------------------------------------------------------------------------------------------------


def _risks_first(desk: Desk) -> None:
    desk.slot("Progress").addprevious(desk.slot("Risks"))


def _no_shares(desk: Desk) -> None:
    desk.put(sample_table(("Rating", 5000), ("Number", 2000)), "Progress")


def _landscape_risks(desk: Desk) -> None:
    """Risks in a section of their own whose pages lie sideways."""
    ends = next(each for each in desk.body if each.find(f"{w('pPr')}/{w('sectPr')}") is not None)
    upright = ends.find(f"{w('pPr')}/{w('sectPr')}")
    assert upright is not None
    size = '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
    margins = '<w:pgMar w:top="1474" w:right="1247" w:bottom="1304" w:left="1247" w:header="624" w:footer="624"/>'
    turned = xml(f"<w:p><w:pPr><w:sectPr>{size}{margins}</w:sectPr></w:pPr></w:p>")
    before = xml("<w:p><w:pPr/></w:p>")
    before[0].append(upright)
    slot = desk.slot("Risks")
    slot.addprevious(before)
    slot.addnext(turned)
    own = '<w:pgSz w:w="11906" w:h="16838"/>'
    ends[0].append(xml(f"<w:sectPr>{own}{margins}</w:sectPr>"))


def _other_looks(desk: Desk) -> None:
    text = desk.parts["word/styles.xml"].decode()
    desk.parts["word/styles.xml"] = text.replace('"Arial"', '"DejaVu Serif"').replace("0F4C5C", "7A1F5C").encode()


def _cover_line(desk: Desk) -> None:
    desk.body.insert(0, paragraph("Papers of the portfolio meeting", "Subtitle"))


def _table_twice(desk: Desk) -> None:
    slot = control(TITLES["actions-by-rating"], "<w:p/>", "actions-by-rating")
    desk.slot("Summary").addnext(xml(slot))


def _fact_in_a_sentence(desk: Desk) -> None:
    done = control("Actions completed", "<w:r><w:t>9</w:t></w:r>")
    of = control("Number of actions", "<w:r><w:t>9</w:t></w:r>")
    words = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
    line = words.format("Of all ") + of + words.format(" actions ") + done + words.format(" is done.")
    desk.slot("Background").addnext(xml(f"<w:p>{line}</w:p>"))


SHAPES: Mapping[str, Callable[[Desk], None]] = {
    "risks first": _risks_first,
    "no shares": _no_shares,
    "landscape risks": _landscape_risks,
    "other looks": _other_looks,
    "cover line": _cover_line,
    "table twice": _table_twice,
    "fact": _fact_in_a_sentence,
}


# --- in LibreOffice ---------------------------------------------------------------------------------------------------

_BASIC = """
Sub Shape(source As String, target As String, picture As String)
  On Error Goto failed
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  doc = StarDesktop.loadComponentFromURL(source, "_blank", 0, hidden())
  paragraphs = doc.Text.createEnumeration()
  Do While paragraphs.hasMoreElements()
    item = paragraphs.nextElement()
    If item.supportsService("com.sun.star.text.Paragraph") Then
      If InStr(item.String, "Appendix of risks.") = 1 Then gone = item
      If InStr(item.String, "Other plans.") = 1 Then before = item
    End If
  Loop
  doc.Text.insertControlCharacter(before.End, com.sun.star.text.ControlCharacter.APPEND_PARAGRAPH, False)
  cursor = doc.Text.createTextCursorByRange(before.End)
  cursor.gotoNextParagraph(False)
  doc.Text.insertString(cursor, "6 Local matters", False)
  cursor.ParaStyleName = "Heading 2"
  doc.Text.insertControlCharacter(cursor, com.sun.star.text.ControlCharacter.APPEND_PARAGRAPH, False)
  doc.Text.insertString(cursor, "The new school opens in May.", False)
  cursor.ParaStyleName = "Text body"
  doc.Text.removeTextContent(gone)
  cursor = doc.Text.createTextCursor()
  cursor.gotoStart(False)
  doc.Text.insertControlCharacter(cursor, com.sun.star.text.ControlCharacter.PARAGRAPH_BREAK, False)
  cursor.gotoStart(False)
  graphic = doc.createInstance("com.sun.star.text.TextGraphicObject")
  provider = createUnoService("com.sun.star.graphic.GraphicProvider")
  Dim media(0) As New com.sun.star.beans.PropertyValue
  media(0).Name = "URL" : media(0).Value = picture
  graphic.Graphic = provider.queryGraphic(media())
  graphic.AnchorType = com.sun.star.text.TextContentAnchorType.AS_CHARACTER
  graphic.Width = 4000 : graphic.Height = 2000
  graphic.Description = "The crest of the council"
  doc.Text.insertTextContent(cursor, graphic, False)
  Dim saved(0) As New com.sun.star.beans.PropertyValue
  saved(0).Name = "FilterName" : saved(0).Value = "MS Word 2007 XML"
  doc.storeToURL(target, saved())
  doc.close(True)
  Exit Sub
failed:
  StarDesktop.terminate()
End Sub
"""


def _crest() -> bytes:
    """A picture of two points."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 2, 1, 8, 2, 0, 0, 0)
    points = zlib.compress(b"\x00\xff\x00\x00\x00\x00\xff")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", points) + chunk(b"IEND", b"")


def _in_libreoffice(folder: Path) -> bytes:
    """The template with an own section, a crest, and without the appendix of risks, as LibreOffice saves it."""
    (folder / "template.docx").write_bytes(TEMPLATE)
    (folder / "crest.png").write_bytes(_crest())
    places = [(folder / name).as_uri() for name in ("template.docx", "shaped.docx", "crest.png")]
    office.run_basic(_BASIC, "Shape " + ", ".join(f'"{place}"' for place in places), folder)
    return (folder / "shaped.docx").read_bytes()


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Printed]:
    """The report of the small department in each of the templates, printed by one run of LibreOffice."""
    folder = tmp_path_factory.mktemp("restyled")
    (folder / "basic").mkdir()
    templates = {_PLAIN: TEMPLATE, **{name: shaped(change) for name, change in SHAPES.items()}}
    templates["libreoffice"] = _in_libreoffice(folder / "basic")
    files = []
    for name, template in templates.items():
        assert check_template(template, name, SLOTS).sound, name
        files.append(folder / f"{name}.docx")
        files[-1].write_bytes(render_word(REPORT, template, slots=SLOTS))
    return {pdf.stem: printed(pdf) for pdf in office.saved_again(files, folder / "printed", ".pdf")}


def test_risks_stand_before_the_ratings(papers: Mapping[str, Printed]) -> None:
    before, after = papers[_PLAIN], papers["risks first"]
    assert before.text.rindex("6 Risks") > before.text.rindex("4.2 Indicators")
    assert after.text.rindex("4 Risks") < after.text.rindex("5.2 Indicators")
    assert "Table 2: Risks by score" in after.text
    assert "Table 6: Risks by score" in before.text


def test_a_column_is_dropped_and_the_others_keep_to_their_widths(papers: Mapping[str, Printed]) -> None:
    pattern = r"Table 2: .*? Rating Number (%?)"
    assert re.search(pattern, papers[_PLAIN].text)[1] == "%"  # type: ignore[index]
    assert re.search(pattern, papers["no shares"].text)[1] == ""  # type: ignore[index]


def test_a_table_lies_sideways(papers: Mapping[str, Printed]) -> None:
    paper = papers["landscape risks"]
    assert paper.sizes[paper.place("6 Risks") - 1] == (842, 595)
    assert paper.sizes[paper.place("Table 6: Risks by score") - 1] == (842, 595)
    assert paper.sizes[paper.place("9 Recommendations") - 1] == (595, 842)
    assert "DRAFT" in paper.pages[paper.place("6 Risks") - 1].split("\n", 3)[0] + paper.pages[0]


def test_the_font_is_another(papers: Mapping[str, Printed]) -> None:
    assert any(font.startswith("DejaVuSerif") for font in papers["other looks"].fonts)
    assert not any(font.startswith("DejaVuSerif") for font in papers[_PLAIN].fonts)


def test_a_line_stands_above_all(papers: Mapping[str, Printed]) -> None:
    first = [line.strip() for line in papers["cover line"].pages[0].splitlines() if line.strip()]
    assert first.index("Papers of the portfolio meeting") < first.index("Example Council")


def test_a_table_stands_twice_with_its_own_number(papers: Mapping[str, Printed]) -> None:
    found = re.findall(r"(Table \d+): Departmental Plan actions by rating", papers["table twice"].text)
    assert found == ["Table 2", "Table 3"]


def test_a_fact_stands_in_a_sentence(papers: Mapping[str, Printed]) -> None:
    assert "Of all 5 actions 1 is done." in papers["fact"].text


def test_a_section_of_her_own_takes_its_number(papers: Mapping[str, Printed]) -> None:
    text = papers["libreoffice"].text
    assert text.rindex("6 Local matters The new school opens in May.") < text.rindex("7 Risks")


def test_a_crest_stands_on_the_cover_and_an_appendix_is_gone(papers: Mapping[str, Printed]) -> None:
    text = papers["libreoffice"].text
    assert "Appendix C: figures of the charts" in text
    assert "Appendix D" not in text
    assert "Appendix C: risks" in papers[_PLAIN].text


def test_nothing_grey_is_printed_in_any_of_them(papers: Mapping[str, Printed]) -> None:
    assert [name for name, paper in papers.items() if "and what else will" in paper.text] == []
