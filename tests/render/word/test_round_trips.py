"""A template that goes through LibreOffice, with sample tables and words added there, fills as its officer means."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from compiler.domain.finding import Severity
from compiler.render.audit.document import read_document
from compiler.render.template import check_template
from compiler.render.word import render_word
from compiler.render.word.opc import OpenPackage
from compiler.render.word.slots import open_slots
from compiler.render.word.slots.samples import samples_of
from tests import office
from tests.render.word.shaping import REPORT, SLOTS, TEMPLATE, Desk, sample_table, tables, told, xml

pytestmark = pytest.mark.skipif(office.office() is None, reason="LibreOffice is not installed here")

_BASIC = """
Sub Shape(source As String, target As String)
  On Error Goto failed
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  doc = StarDesktop.loadComponentFromURL(source, "_blank", 0, hidden())
  Below(doc, "Progress.", "", Array("Rating", "Number"))
  Below(doc, "Risks.", "The board looks at risks in May.", Array("Risk", "Who looks at it"))
  Below(doc, "Exceptions.", "", Array("Ward", "Councillor"))
  Below(doc, "Recommendations.", "The chair signs below.", Array())
  Dim saved(0) As New com.sun.star.beans.PropertyValue
  saved(0).Name = "FilterName" : saved(0).Value = "MS Word 2007 XML"
  doc.storeToURL(target, saved())
  doc.close(True)
  Exit Sub
failed:
  StarDesktop.terminate()
End Sub

Sub Below(doc, begins As String, words As String, headings)
  paragraphs = doc.Text.createEnumeration()
  Do While paragraphs.hasMoreElements()
    item = paragraphs.nextElement()
    If item.supportsService("com.sun.star.text.Paragraph") Then
      If InStr(item.String, begins) = 1 Then found = item
    End If
  Loop
  Dim nothing() As New com.sun.star.beans.PropertyValue
  Dim said(0) As New com.sun.star.beans.PropertyValue
  controller = doc.CurrentController
  controller.ViewCursor.gotoRange(found.End, False)
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  dispatcher.executeDispatch(controller.Frame, ".uno:InsertPara", "", 0, nothing())
  controller.ViewCursor.ParaStyleName = "Text body"
  If words <> "" Then
    said(0).Name = "Text" : said(0).Value = words
    dispatcher.executeDispatch(controller.Frame, ".uno:InsertText", "", 0, said())
    dispatcher.executeDispatch(controller.Frame, ".uno:InsertPara", "", 0, nothing())
  End If
  If UBound(headings) < 0 Then Exit Sub
  table = doc.createInstance("com.sun.star.text.TextTable")
  table.initialize(2, UBound(headings) + 1)
  doc.Text.insertTextContent(controller.ViewCursor, table, False)
  For at = 0 To UBound(headings)
    table.getCellByPosition(at, 0).String = headings(at)
    table.getCellByPosition(at, 1).String = "x"
  Next
End Sub
"""


@pytest.fixture(scope="module")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """The template as it comes, after two saves, and with what an officer put below slots, once and saved again."""
    folder = tmp_path_factory.mktemp("saved")
    (folder / "plain.docx").write_bytes(TEMPLATE)
    (folder / "unmarked.docx").write_bytes(unmarked(TEMPLATE))
    (folder / "worked").mkdir()
    shaped = folder / "worked" / "shaped.docx"
    call = f'Shape "{(folder / "plain.docx").as_uri()}", "{shaped.as_uri()}"'
    office.run_basic(_BASIC, call, folder / "worked")
    once = office.saved_again([folder / "plain.docx", shaped, folder / "unmarked.docx"], folder / "once")
    twice = office.saved_again(once, folder / "twice")
    thrice = office.saved_again(twice, folder / "thrice")
    return {
        "plain": TEMPLATE,
        "saved": once[0].read_bytes(),
        "saved twice": twice[0].read_bytes(),
        "saved three times": thrice[0].read_bytes(),
        "without bookmarks, saved twice": twice[2].read_bytes(),
        "shaped": shaped.read_bytes(),
        "shaped and saved": once[1].read_bytes(),
        "shaped and saved three times": thrice[1].read_bytes(),
    }


def unmarked(template: bytes) -> bytes:
    """The template as it was before its slots had bookmarks: each a title with what it is for."""
    desk = Desk(template)
    for slot in desk.root.iter("{*}sdt"):
        prompts = slot.findall("{*}sdtContent/{*}p")
        for mark in [each for line in prompts for each in line.iter("{*}bookmarkStart", "{*}bookmarkEnd")]:
            parent = mark.getparent()
            assert parent is not None
            parent.remove(mark)
        for line in prompts[1:]:
            slot.findall("{*}sdtContent")[0].remove(line)
    return desk.saved()


def filled(template: bytes) -> bytes:
    return render_word(REPORT, template, slots=SLOTS)


@pytest.mark.parametrize("name", ["saved", "saved twice", "saved three times", "without bookmarks, saved twice"])
def test_a_template_that_was_saved_fills_as_before(templates: Mapping[str, bytes], name: str) -> None:
    assert told(filled(templates[name])) == told(filled(TEMPLATE))
    assert tables(filled(templates[name])) == tables(filled(TEMPLATE))
    assert check_template(templates[name], name, SLOTS).sound


@pytest.mark.parametrize("name", ["shaped", "shaped and saved", "shaped and saved three times"])
def test_a_sample_table_below_a_slot_is_in_it_and_her_own_words_and_tables_are_not(
    templates: Mapping[str, bytes], name: str
) -> None:
    opened = open_slots(OpenPackage(templates[name]), SLOTS)
    samples = {
        spot.slot.title: [sample.headings for sample in found]
        for spot in opened.spots
        if (found := samples_of(spot.control, opened.styles))
    }
    assert samples == {"Progress": [("Rating", "Number")]}
    assert [
        each for each in check_template(templates[name], name, SLOTS).mistakes if each.severity is Severity.ERROR
    ] == []

    word = filled(templates[name])
    ratings = next(rows for caption, rows in tables(word).items() if "actions by rating" in caption)
    assert ratings[0] == ("Rating", "Number")
    said = told(word)
    assert said.index("The board looks at risks in May.") > said.index("6 Risks")
    assert "The chair signs below." in said
    own = {table.rows[0]: table.rows[1:] for table in read_document(word, name).tables}
    assert own["Risk", "Who looks at it"] == own["Ward", "Councillor"] == (("x", "x"),)


def test_a_sample_table_right_below_a_slot_without_a_bookmark_is_in_it() -> None:
    """As in a template that was made before slots had one, and saved in LibreOffice."""
    for headings, held in ((("Rating", "Number"), True), (("Rating", "Ward"), False)):
        desk = Desk()
        slot = desk.slot("Progress")
        prompt = slot.findall(".//{*}p")[0]
        for mark in prompt.findall("{*}bookmarkStart"):
            prompt.remove(mark)
        slot.addnext(prompt)
        prompt.addnext(xml(sample_table(*((heading, 3000) for heading in headings))))
        holder = slot.find("{*}sdtContent")
        run = prompt.find("{*}r")
        assert holder is not None
        assert run is not None
        run.addprevious(slot)
        holder[:] = [run]
        opened = open_slots(OpenPackage(desk.saved()), SLOTS)
        progress = next(spot for spot in opened.spots if spot.slot.key == "progress")
        assert bool(samples_of(progress.control, opened.styles)) is held
