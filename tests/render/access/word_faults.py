"""Two faults or more for each rule about documents, each planted in the readable document."""

# ruff: noqa: E501

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from tests.render.access.papers import Paper, described, document, field, link, picture, xml
from tests.render.access.planting import Planted

planted: Planted[Callable[..., object]] = Planted()


@planted("A102")
def no_title(paper: Paper) -> None:
    """A102 · the whole file: The file's properties give no title."""
    paper.docx.core_properties.title = ""


@planted("A102")
def a_file_name_as_title(paper: Paper) -> None:
    """A102 · the whole file: The title 'Document1.docx' is the name of a file or of nothing in particular."""
    paper.docx.core_properties.title = "Document1.docx"


@planted("A103")
def american(paper: Paper) -> None:
    """A103 · the whole file: The paper says that it is written in 'en-US'."""
    for each in paper.docx.styles.element.iter(qn("w:lang")):
        each.set(qn("w:val"), "en-US")


@planted("A103")
def no_language(paper: Paper) -> None:
    """A103 · the whole file: The paper does not say in which language it is written."""
    for each in list(paper.docx.styles.element.iter(qn("w:lang"))):
        each.getparent().remove(each)
    paper.docx.core_properties.language = ""


@planted("A104")
def grey_words(paper: Paper) -> None:
    """A104 · under 'Actions', paragraph 1: 'Two actions are on course, and none is late.' is in colour 999999 on FFFFFF: a contrast of 2.8 to 1."""
    paper.paragraph("Two actions").runs[0].font.color.rgb = RGBColor(0x99, 0x99, 0x99)


@planted("A104")
def white_words_on_amber(paper: Paper) -> None:
    """A104 · under 'Actions', table 1, row 2, column 1: 'Green' is in colour FFFFFF on FFC000: a contrast of 1.6 to 1."""
    cell = paper.table.rows[1].cells[0]
    cell._tc.get_or_add_tcPr().append(xml('<w:shd w:val="clear" w:fill="FFC000"/>'))
    cell.paragraphs[0].runs[0].font.color.rgb = RGBColor(0xFF, 0xFF, 0xFF)


@planted("A104")
def a_theme_colour_that_a_style_hands_down(paper: Paper) -> None:
    """A104 · under 'Actions', paragraph 4: 'answered urgent calls in a day' is in colour B9CDE5 on FFFFFF: a contrast of 1.6 to 1. It is the same in 1 more place: paragraph 5."""
    style = paper.docx.styles["List Bullet"]
    style.element.get_or_add_rPr().append(xml('<w:color w:val="000000" w:themeColor="accent1" w:themeTint="66"/>'))


@planted("A104")
def pale_headings_of_a_table_style(paper: Paper) -> None:
    """A104 · under 'Actions', table 1, row 1, column 1: 'Rating' is in colour FFFFFF on DDDDDD: a contrast of 1.3 to 1. It is the same in 1 more place: table 1 row 1 column 2."""
    style = paper.docx.styles["Table Grid"].element
    part = "<w:rPr><w:color w:val='FFFFFF'/></w:rPr><w:tcPr><w:shd w:val='clear' w:fill='DDDDDD'/></w:tcPr>"
    style.append(xml(f"<w:tblStylePr w:type='firstRow'>{part}</w:tblStylePr>"))


@planted("A105")
def nine_points(paper: Paper) -> None:
    """A105 · under 'Actions', paragraph 1: 'Two actions are on course, and none is late.' is 9 points high."""
    paper.paragraph("Two actions").runs[0].font.size = Pt(9)


@planted("A105")
def small_by_style(paper: Paper) -> None:
    """A105 · under 'Actions', paragraph 4: 'answered urgent calls in a day' is 10.5 points high. It is the same in 1 more place: paragraph 5."""
    paper.docx.styles["List Bullet"].font.size = Pt(10.5)


@planted("A106")
def times(paper: Paper) -> None:
    """A106 · under 'Actions', paragraph 1: 'Two actions are on course, and none is late.' is in Times New Roman, letters with serifs."""
    paper.paragraph("Two actions").runs[0].font.name = "Times New Roman"


@planted("A106")
def cambria_by_theme(paper: Paper) -> None:
    """A106 · under 'Actions': 'Actions' is in Cambria, letters with serifs. It is the same in 1 more place: under 'Next steps'."""
    style = paper.docx.styles["Heading 2"].element.rPr.rFonts
    style.set(qn("w:asciiTheme"), "minorHAnsi")


@planted("A107")
def underlined_words(paper: Paper) -> None:
    """A107 · under 'Actions', paragraph 1: 'Two actions are on course, and none is late.' is underlined and is no link."""
    paper.paragraph("Two actions").runs[0].font.underline = True


@planted("A107")
def underlined_by_style(paper: Paper) -> None:
    """A107 · under 'Actions': 'Actions' is underlined and is no link.
    A107 · under 'Next steps': 'Next steps' is underlined and is no link.
    """
    paper.docx.styles["Heading 2"].font.underline = True


@planted("A108")
def shouted(paper: Paper) -> None:
    """A108 · under 'Next steps', paragraph 1: 'NOTHING MORE CAN BE DONE IN THIS YEAR.' is all in capitals."""
    paper.add("NOTHING MORE CAN BE DONE IN THIS YEAR.")


@planted("A108")
def capitals_by_style(paper: Paper) -> None:
    """A108 · under 'Next steps': 'Next steps' is all in capitals."""
    paper.docx.styles["Heading 2"].font.all_caps = True


@planted("A109")
def a_picture_without_words(paper: Paper) -> None:
    """A109 · under 'Actions', paragraph 6: The picture ('Picture 1') has no alternative text."""
    del described(paper).attrib["descr"]


@planted("A109")
def a_second_picture_in_a_cell(paper: Paper) -> None:
    """A109 · under 'Actions', table 1, row 3, column 2: The picture ('Picture 2') has no alternative text."""
    paper.table.rows[2].cells[1].paragraphs[0].add_run().add_picture(picture())


@planted("A109")
def an_old_picture(paper: Paper) -> None:
    """A109 · under 'Next steps', paragraph 1: The picture ('Crest') has no alternative text."""
    shape = '<v:shape xmlns:v="urn:schemas-microsoft-com:vml" id="Crest" style="width:9pt"><v:imagedata/></v:shape>'
    paper.paragraph("Nothing else").add_run()._r.append(xml(f"<w:pict>{shape}</w:pict>"))


@planted("A110")
def a_file_name_for_words(paper: Paper) -> None:
    """A110 · under 'Actions', paragraph 6: The alternative text of the picture is 'chart-final.png'."""
    described(paper).set("descr", "chart-final.png")


@planted("A110")
def the_word_picture(paper: Paper) -> None:
    """A110 · under 'Actions', paragraph 6: The alternative text of the picture is 'Picture 3'."""
    described(paper).set("descr", "Picture 3")


@planted("A111")
def click_here(paper: Paper) -> None:
    """A111 · under 'Next steps', paragraph 1: The words of a link are 'click here'."""
    link(paper.add("For the plan "), "click here")


@planted("A111")
def more_in_a_field(paper: Paper) -> None:
    """A111 · under 'Next steps', paragraph 1: The words of a link are 'Read more …'."""
    field(paper.add("For the plan: "), 'HYPERLINK "https://www.example.org"', "Read more …")


@planted("A112")
def a_raw_address(paper: Paper) -> None:
    """A112 · under 'Next steps', paragraph 1: The words of a link are its address, 'https://www.example.org/plan?x=1'."""
    link(paper.add("The plan is at "), "https://www.example.org/plan?x=1")


@planted("A112")
def a_raw_address_without_protocol(paper: Paper) -> None:
    """A112 · under 'Next steps', paragraph 1: The words of a link are its address, 'www.example.org/plan'."""
    field(paper.add("The plan is at "), 'HYPERLINK "https://www.example.org"', "www.example.org/plan")


@planted("A113")
def a_red_cell(paper: Paper) -> None:
    """A113 · under 'Actions', table 1, row 3, column 1: This cell is filled with colour FF0000 and holds only '●'."""
    cell = paper.table.rows[2].cells[0]
    cell.text = "●"
    cell._tc.get_or_add_tcPr().append(xml('<w:shd w:val="clear" w:fill="FF0000"/>'))


@planted("A113")
def a_green_cell_without_a_word(paper: Paper) -> None:
    """A113 · under 'Actions', table 1, row 2, column 1: This cell is filled with colour 92D050 and holds only '–'."""
    cell = paper.table.rows[1].cells[0]
    cell.text = "–"
    cell._tc.get_or_add_tcPr().append(xml('<w:shd w:val="clear" w:fill="92D050"/>'))


@planted("A113")
def a_red_sign(paper: Paper) -> None:
    """A113 · under 'Actions', table 1, row 3, column 1: The sign '⬤' in colour C00000 has no word beside it."""
    paper.table.rows[2].cells[0].text = "⬤"
    paper.table.rows[2].cells[0].paragraphs[0].runs[0].font.color.rgb = RGBColor(0xC0, 0, 0)


@planted("A114")
def merged_across(paper: Paper) -> None:
    """A114 · under 'Actions', table 1, row 3, column 1: This cell 'Red' is merged with another."""
    row = paper.table.rows[2]._tr
    row.tc_lst[0].get_or_add_tcPr().append(xml('<w:gridSpan w:val="2"/>'))
    row.remove(row.tc_lst[1])


@planted("A114")
def merged_down(paper: Paper) -> None:
    """A114 · under 'Actions', table 1, row 2, column 1: This cell 'Green' is merged with another.
    A114 · under 'Actions', table 1, row 3, column 1: This cell 'Red' is merged with another.
    """
    first, second = (paper.table.rows[number].cells[0] for number in (1, 2))
    first._tc.get_or_add_tcPr().append(xml('<w:vMerge w:val="restart"/>'))
    second._tc.get_or_add_tcPr().append(xml("<w:vMerge/>"))


@planted("A115")
def an_empty_cell(paper: Paper) -> None:
    """A115 · under 'Actions', table 1, row 3, column 2: This cell is empty."""
    paper.table.rows[2].cells[1].text = ""


@planted("A115")
def two_cells_of_spaces(paper: Paper) -> None:
    """A115 · under 'Actions', table 1, row 2, column 2: This cell is empty. It is the same in 1 more place: table 1 row 3 column 2."""
    for row in paper.table.rows[1:]:
        row.cells[1].text = "  "


@planted("A201")
def american_words(paper: Paper) -> None:
    """A201 · under 'Actions', paragraph 1: 'Two actions are on course, and none is late.' is marked as 'en-US'."""
    paper.paragraph("Two actions").runs[0]._r.get_or_add_rPr().append(xml('<w:lang w:val="en-US"/>'))


@planted("A201")
def a_style_in_australian(paper: Paper) -> None:
    """A201 · under 'Actions', paragraph 4: 'answered urgent calls in a day' is marked as 'en-AU'. It is the same in 1 more place: paragraph 5."""
    paper.docx.styles["List Bullet"].element.get_or_add_rPr().append(xml('<w:lang w:val="en-AU"/>'))


@planted("A202")
def no_first_level(paper: Paper) -> None:
    """A202 · under 'Housing plan: Quarter 1 progress report': The highest heading, 'Housing plan: Quarter 1 progress report', is not of level 1."""
    paper.docx.paragraphs[0].style = "Heading 2"


@planted("A202")
def two_of_the_first_level(paper: Paper) -> None:
    """A202 · under 'Next steps': 'Next steps' is one more heading of level 1."""
    paper.paragraph("Next steps").style = "Heading 1"


@planted("A202")
def no_heading_at_all(paper: Paper) -> None:
    """A202 · the whole file: No paragraph is marked as a heading."""
    for each in paper.docx.paragraphs:
        if each.style.name.startswith("Heading"):
            each.style = "Normal"


@planted("A203")
def a_level_left_out(paper: Paper) -> None:
    """A203 · under 'Actions': The heading 'Actions' is of level 3, after one of level 1."""
    paper.add("Later steps", "Heading 3", before="Two actions").insert_paragraph_before("First steps")
    paper.paragraph("Actions").style = "Heading 3"


@planted("A203")
def an_outline_level_on_a_paragraph(paper: Paper) -> None:
    """A203 · under 'Next steps': The heading 'Next steps' is of level 4, after one of level 2."""
    paper.paragraph("Next steps")._p.get_or_add_pPr().append(xml('<w:outlineLvl w:val="3"/>'))


@planted("A204")
def an_empty_heading(paper: Paper) -> None:
    """A204 · under 'Next steps', paragraph 1: A paragraph marked as a heading of level 2 is empty."""
    paper.add("", "Heading 2")


@planted("A204")
def a_heading_of_spaces(paper: Paper) -> None:
    """A204 · under 'Actions', paragraph 3: A paragraph marked as a heading of level 2 is empty."""
    paper.add("   ", "Heading 2", before="Both teams")


@planted("A205")
def bold_words(paper: Paper) -> None:
    """A205 · under 'Next steps', paragraph 1: 'What comes later' is bold and stands like a heading, but is none."""
    paper.add("What comes later").runs[0].bold = True


@planted("A205")
def a_bold_style_of_ones_own(paper: Paper) -> None:
    """A205 · under 'Actions', paragraph 3: 'What was hard' is bold and stands like a heading, but is none."""
    style = paper.docx.styles.add_style("Our heading", 1)
    style.base_style, style.font.bold = paper.docx.styles["Normal"], True
    paper.add("What was hard", "Our heading", before="Both teams")


@planted("A206")
def justified(paper: Paper) -> None:
    """A206 · under 'Actions', paragraph 1: 'Two actions are on course, and none is late.' is justified."""
    paper.paragraph("Two actions").alignment = WD_ALIGN_PARAGRAPH.JUSTIFY


@planted("A206")
def justified_by_style(paper: Paper) -> None:
    """A206 · under 'Actions', paragraph 4: 'answered urgent calls in a day' is justified. It is the same in 1 more place: paragraph 5."""
    paper.docx.styles["List Bullet"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY


@planted("A207")
def two_empty_paragraphs(paper: Paper) -> None:
    """A207 · under 'Next steps', paragraph 1: 2 empty paragraphs stand for space."""
    paper.add("")
    paper.add(" ")


@planted("A207")
def empty_lines_within_a_paragraph(paper: Paper) -> None:
    """A207 · under 'Actions', paragraph 1: Empty lines in 'Two actions are on course, and none is late. More is told …' stand for space."""
    paper.paragraph("Two actions").runs[0].add_break()
    paper.paragraph("Two actions").runs[0].add_break()
    paper.paragraph("Two actions").add_run("More is told below.")


@planted("A208")
def columns_of_spaces(paper: Paper) -> None:
    """A208 · under 'Next steps', paragraph 1: 'Green 2 Red 0' is set out with tabs or several spaces in a row."""
    paper.add("Green     2     Red     0")


@planted("A208")
def columns_of_tabs(paper: Paper) -> None:
    """A208 · under 'Next steps', paragraph 1: 'Green 2 Red 0' is set out with tabs or several spaces in a row."""
    paper.add("Green\t2\tRed\t0")


@planted("A209")
def typed_numbers(paper: Paper) -> None:
    """A209 · under 'Next steps', paragraph 1: '1. Ask the tenants' begins with a number or sign that was typed. It is the same in 2 more places: paragraph 2, paragraph 3."""
    for words in ("1. Ask the tenants", "2. Order the parts", "3. Fit them"):
        paper.add(words)


@planted("A209")
def typed_bullets(paper: Paper) -> None:
    """A209 · under 'Next steps', paragraph 1: '• Ask the tenants' begins with a number or sign that was typed. It is the same in 1 more place: paragraph 2."""
    for words in ("• Ask the tenants", "• Order the parts"):
        paper.add(words)


@planted("A210")
def many_headings(paper: Paper) -> None:
    """A210 · the whole file: The paper has 15 headings and 127 words, and no table of contents."""
    for number in range(12):
        paper.add(f"Step {number}", "Heading 2", before="Next steps")
        paper.add("It is done.", before="Next steps")


@planted("A210")
def many_words(paper: Paper) -> None:
    """A210 · the whole file: The paper has 5 headings and 3,071 words, and no table of contents."""
    for number in range(2):
        paper.add(f"Step {number}", "Heading 2", before="Next steps")
        paper.add("word " * 1500, before="Next steps")


@planted("A211")
def a_warning_in_the_header(paper: Paper) -> None:
    """A211 · header 1, paragraph 1: 'Not for publication before noon' stands in a header or footer only."""
    paper.docx.sections[0].header.paragraphs[0].text = "Not for publication before noon"


@planted("A211")
def a_name_in_the_footer(paper: Paper) -> None:
    """A211 · footer 1, paragraph 1: 'Anytown Borough Council' stands in a header or footer only."""
    paper.docx.sections[0].footer.paragraphs[0].add_run(" · Anytown Borough Council")


@planted("A221")
def no_row_of_headings(paper: Paper) -> None:
    """A221 · under 'Actions', table 1: No row of the table that begins 'Rating | Number' is marked as its headings."""
    paper.table.rows[0]._tr.trPr.clear()


@planted("A221")
def a_second_table_without(paper: Paper) -> None:
    """A221 · under 'Actions', table 2: No row of the table that begins 'Rating | Number' is marked as its headings."""
    second = deepcopy(paper.table._tbl)
    paper.paragraph("Both teams")._p.addnext(second)
    second.addnext(xml("<w:p><w:r><w:t>Table of the year before</w:t></w:r></w:p>"))
    second.tr_lst[0].trPr.clear()


@planted("A222")
def the_second_row_marked(paper: Paper) -> None:
    """A222 · under 'Actions', table 1: Row 2 is marked as headings and row 1 is not, so neither is repeated."""
    first, second = paper.table.rows[0]._tr, paper.table.rows[1]._tr
    second.get_or_add_trPr().append(xml("<w:tblHeader/>"))
    first.trPr.clear()


@planted("A222")
def a_table_that_floats(paper: Paper) -> None:
    """A222 · under 'Actions', table 1: The table that begins 'Rating | Number' floats, so its headings are not repeated."""
    paper.table._tbl.tblPr.insert(0, xml('<w:tblpPr w:vertAnchor="page"/>'))


@planted("A222")
def headings_again_at_the_end(paper: Paper) -> None:
    """A222 · under 'Actions', table 1: Row 3 is marked as headings within the table, which has no effect."""
    paper.table.rows[2]._tr.get_or_add_trPr().append(xml("<w:tblHeader/>"))


@planted("A223")
def a_table_in_a_cell(paper: Paper) -> None:
    """A223 · under 'Actions', table 2: The table that begins 'Rating | Number' stands within a cell of another."""
    inner = deepcopy(paper.table._tbl)
    paper.table.rows[2].cells[1]._tc.insert(1, inner)


@planted("A223")
def a_table_in_a_heading(paper: Paper) -> None:
    """A223 · under 'Actions', table 2: The table that begins 'Rating | Number' stands within a cell of another."""
    inner = deepcopy(paper.table._tbl)
    paper.table.rows[0].cells[0]._tc.insert(1, inner)


@planted("A224")
def a_box_of_one_cell(paper: Paper) -> None:
    """A224 · under 'Next steps', table 2: The table that begins 'Ring the office.' has one cell."""
    box = paper.docx.add_table(rows=1, cols=1)
    box.rows[0].cells[0].text = "Ring the office."
    paper.paragraph("Nothing else")._p.addprevious(box._tbl)


@planted("A224")
def things_side_by_side(paper: Paper) -> None:
    """A224 · under 'Next steps', table 2: The table that begins 'Ring the office. | Or write to it.' has one row."""
    box = paper.docx.add_table(rows=1, cols=2)
    box.rows[0].cells[0].text, box.rows[0].cells[1].text = "Ring the office.", "Or write to it."
    paper.paragraph("Nothing else")._p.addprevious(box._tbl)


@planted("A225")
def a_table_without_words(paper: Paper) -> None:
    """A225 · under 'Actions', table 1: The table that begins 'Rating | Number' has no alternative text."""
    paper.table._tbl.tblPr.remove(paper.table._tbl.tblPr.find(qn("w:tblCaption")))


@planted("A225")
def a_table_with_blank_words(paper: Paper) -> None:
    """A225 · under 'Actions', table 1: The table that begins 'Rating | Number' has no alternative text."""
    paper.table._tbl.tblPr.find(qn("w:tblCaption")).set(qn("w:val"), " ")


@planted("A226")
def no_caption(paper: Paper) -> None:
    """A226 · under 'Actions', table 1: No caption stands above or below the table that begins 'Rating | Number'."""
    caption = paper.paragraph("Table ")._p
    paper.body.remove(caption)


@planted("A226")
def words_between_caption_and_table(paper: Paper) -> None:
    """A226 · under 'Actions', table 1: No caption stands above or below the table that begins 'Rating | Number'."""
    caption = paper.paragraph("Table ")._p
    caption.addnext(xml("<w:p><w:r><w:t>It counts each action once.</w:t></w:r></w:p>"))


@planted("A227")
def a_floating_picture(paper: Paper) -> None:
    """A227 · under 'Actions', paragraph 6: The picture ('Picture 1') floats over the page."""
    inline = described(paper).getparent()
    inline.tag = qn("wp:anchor")


@planted("A227")
def a_floating_old_picture(paper: Paper) -> None:
    """A227 · under 'Next steps', paragraph 1: The picture ('Crest') floats over the page."""
    shape = (
        '<v:shape xmlns:v="urn:schemas-microsoft-com:vml" id="Crest" alt="The crest of the council" '
        'style="position: absolute"><v:imagedata/></v:shape>'
    )
    paper.paragraph("Nothing else").add_run()._r.append(xml(f"<w:pict>{shape}</w:pict>"))


def _text_box(words: str, name: str) -> str:
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return (
        '<w:drawing><wp:anchor xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
        f'<wp:docPr id="9" name="{name}"/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        '<wps:wsp xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:txbx>'
        f'<w:txbxContent xmlns:w="{w}"><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:txbxContent></wps:txbx></wps:wsp>'
        "</a:graphicData></a:graphic></wp:anchor></w:drawing>"
    )


@planted("A228")
def words_in_a_text_box(paper: Paper) -> None:
    """A228 · under 'Next steps', paragraph 1: Words stand in a text box ('Text Box 2')."""
    paper.paragraph("Nothing else").add_run()._r.append(xml(_text_box("Ring the office.", "Text Box 2")))


@planted("A228")
def words_in_an_old_text_box(paper: Paper) -> None:
    """A228 · under 'Actions', paragraph 3: Words stand in a text box ('Box')."""
    box = (
        '<v:shape xmlns:v="urn:schemas-microsoft-com:vml" id="Box" style="width:9pt"><v:textbox><w:txbxContent>'
        "<w:p><w:r><w:t>Ring us.</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape>"
    )
    paper.paragraph("Both teams").add_run()._r.append(xml(f"<w:pict>{box}</w:pict>"))


@planted("A241")
def a_typed_caption(paper: Paper) -> None:
    """A241 · under 'Actions', paragraph 2: The number of the caption 'Table 1: actions by rating' was typed."""
    caption = paper.paragraph("Table ")
    for run in list(caption._p.r_lst):
        caption._p.remove(run)
    caption.add_run("Table 1: actions by rating")


@planted("A241")
def a_typed_caption_below(paper: Paper) -> None:
    """A241 · under 'Actions', paragraph 3: The number of the caption 'Table 2 – what the council paid' was typed."""
    paper.add("Table 2 – what the council paid", before="Both teams")


@planted("A242")
def a_typed_reference(paper: Paper) -> None:
    """A242 · under 'Next steps', paragraph 1: 'Table 1' was typed, and leads nowhere."""
    paper.add("The numbers are in Table 1.")


@planted("A242")
def two_typed_references(paper: Paper) -> None:
    """A242 · under 'Next steps', paragraph 1: 'Figure 2' was typed, and leads nowhere.
    A242 · under 'Next steps', paragraph 1: 'Table 1' was typed, and leads nowhere.
    """
    paper.add("Much was done (see Figure 2), and more will be, as told by Table 1.")


@planted("A243")
def a_broken_reference(paper: Paper) -> None:
    """A243 · under 'Next steps', paragraph 1: A field shows the fault 'Error! Reference source not found.'."""
    field(paper.add("The numbers are in "), "REF _Ref1 \\h", "Error! Reference source not found.")


@planted("A243")
def contents_never_made(paper: Paper) -> None:
    """A243 · under 'Housing plan: Quarter 1 progress report', paragraph 1: A field (TOC) has no result."""
    field(paper.add("", before="This report"), 'TOC \\o "1-3"', "")


@planted("A243")
def a_field_that_never_ends(paper: Paper) -> None:
    """A243 · under 'Next steps', paragraph 1: A field (PAGEREF) begins and never ends."""
    field(paper.add("The numbers are on page "), "PAGEREF _Ref1", "2", ended=False)


@planted("A244")
def a_question_by_the_settings(paper: Paper) -> None:
    """A244 · the whole file: The document asks whether its fields should be updated whenever it is opened."""
    paper.docx.settings.element.append(xml('<w:updateFields w:val="true"/>'))


@planted("A244")
def a_question_by_a_field(paper: Paper) -> None:
    """A244 · under 'Next steps', paragraph 1: A field (PAGEREF) is marked to be updated on opening."""
    field(paper.add("The numbers are on page "), "PAGEREF _Ref1", "2", dirty=True)


def with_fault(plant: Callable[..., object]) -> bytes:
    """The readable document with a fault planted in it."""
    paper = document()
    plant(paper)
    return paper.saved()
