"""Two faults or more for each rule about workbooks, each planted in the readable workbook."""

# ruff: noqa: E501

from __future__ import annotations

from collections.abc import Callable

from tests.render.access.papers import Workbook, changed, picture, workbook
from tests.render.access.planting import Planted

planted: Planted[Callable[..., object]] = Planted()
_CORE, _BOOK, _SHEET, _TABLE = (
    "docProps/core.xml",
    "xl/workbook.xml",
    "xl/worksheets/sheet1.xml",
    "xl/tables/table1.xml",
)


@planted("A102")
def no_title(data: bytes) -> bytes:
    """A102 · the whole file: The file's properties give no title."""
    return changed(data, _CORE, "<dc:title>Housing plan: Quarter 1 progress report</dc:title>", "")


@planted("A102")
def the_program_s_title(data: bytes) -> bytes:
    """A102 · the whole file: The title 'Book1' is the name of a file or of nothing in particular."""
    return changed(data, _CORE, "Housing plan: Quarter 1 progress report", "Book1")


@planted("A103")
def american(data: bytes) -> bytes:
    """A103 · the whole file: The paper says that it is written in 'en-US'."""
    return changed(data, _CORE, "</dc:title>", "</dc:title><dc:language>en-US</dc:language>")


@planted("A103")
def plain_english(data: bytes) -> bytes:
    """A103 · the whole file: The paper says that it is written in 'en'."""
    return changed(data, _CORE, "</dc:title>", "</dc:title><dc:language>en</dc:language>")


@planted("A104")
def grey_words(book: Workbook) -> None:
    """A104 · Actions, B5: 'Answer urgent calls' is in colour AAAAAA on FFFFFF: a contrast of 2.3 to 1."""
    book.sheet.write_string(4, 1, "Answer urgent calls", book.look(font_color="#AAAAAA"))


@planted("A104")
def black_on_dark_blue(book: Workbook) -> None:
    """A104 · Actions, A1: 'Actions in Quarter 1' is in colour 000000 on 1F3864: a contrast of 1.8 to 1."""
    look = book.look(font_color="#000000", bg_color="#1F3864")
    book.sheet.write_string(0, 0, "Actions in Quarter 1", look)


@planted("A104")
def a_tinted_theme_colour(data: bytes) -> bytes:
    """A104 · Actions, A1: 'Actions in Quarter 1' is in colour B9CDE5 on FFFFFF: a contrast of 1.6 to 1. It is the same in 7 more places: A2, A5, B5, C5 ….
    A104 · Indicators, A1: 'Indicators in Quarter 1' is in colour B9CDE5 on FFFFFF: a contrast of 1.6 to 1. It is the same in 7 more places: A2, A5, B5, C5 ….
    """
    return changed(
        data,
        "xl/styles.xml",
        '<color theme="1"/><name val="Arial"/>',
        '<color theme="4" tint="0.6"/><name val="Arial"/>',
    )


@planted("A105")
def nine_points(book: Workbook) -> None:
    """A105 · Actions, A2: 'Illustrative figures' is 9 points high."""
    book.sheet.write_string(1, 0, "Illustrative figures", book.look(font_size=9))


@planted("A105")
def two_small_cells(book: Workbook) -> None:
    """A105 · Actions, B6: 'Replace boilers' is 11 points high. It is the same in 1 more place: Indicators B6."""
    for sheet in (book.sheet, book.second):
        sheet.write_string(5, 1, "Replace boilers", book.look(font_size=11))


@planted("A106")
def georgia(book: Workbook) -> None:
    """A106 · Actions, A2: 'Illustrative figures' is in Georgia, letters with serifs."""
    book.sheet.write_string(1, 0, "Illustrative figures", book.look(font_name="Georgia"))


@planted("A106")
def times_in_a_table(book: Workbook) -> None:
    """A106 · Indicators, B6: 'Replace boilers' is in Times New Roman, letters with serifs."""
    book.second.write_string(5, 1, "Replace boilers", book.look(font_name="Times New Roman"))


@planted("A107")
def underlined_words(book: Workbook) -> None:
    """A107 · Actions, A2: 'Illustrative figures' is underlined and is no link."""
    book.sheet.write_string(1, 0, "Illustrative figures", book.look(underline=1))


@planted("A107")
def underlined_twice(book: Workbook) -> None:
    """A107 · Indicators, B6: 'Replace boilers' is underlined and is no link."""
    book.second.write_string(5, 1, "Replace boilers", book.look(underline=33))


@planted("A108")
def shouted(book: Workbook) -> None:
    """A108 · Actions, A2: 'ILLUSTRATIVE FIGURES' is all in capitals."""
    book.sheet.write_string(1, 0, "ILLUSTRATIVE FIGURES", book.words)


@planted("A108")
def a_shouted_heading(book: Workbook) -> None:
    """A108 · Indicators, A1: 'INDICATORS IN QUARTER ONE' is all in capitals."""
    book.second.write_string(0, 0, "INDICATORS IN QUARTER ONE", book.words)


@planted("A109")
def a_picture_without_words(book: Workbook) -> None:
    """A109 · Actions, B9: The picture ('Picture 1') has no alternative text."""
    book.sheet.insert_image(8, 1, "crest.png", {"image_data": picture(), "description": ""})


@planted("A109")
def a_chart_without_words(book: Workbook) -> None:
    """A109 · Indicators, A9: The chart ('Chart 1') has no alternative text."""
    chart = book.book.add_chart({"type": "bar"})
    chart.add_series({"values": "=Actions!$A$5:$A$6"})
    book.second.insert_chart(8, 0, chart)


@planted("A110")
def a_file_name_for_words(book: Workbook) -> None:
    """A110 · Actions, B9: The alternative text of the picture is 'crest.png'."""
    book.sheet.insert_image(8, 1, "crest.png", {"image_data": picture(), "description": "crest.png"})


@planted("A110")
def the_word_chart(book: Workbook) -> None:
    """A110 · Actions, A9: The alternative text of the chart is 'Chart 1'."""
    chart = book.book.add_chart({"type": "bar"})
    chart.add_series({"values": "=Actions!$A$5:$A$6"})
    book.sheet.insert_chart(8, 0, chart, {"description": "Chart 1"})


@planted("A111")
def click_here(book: Workbook) -> None:
    """A111 · Actions, A2: The words of a link are 'Click here'."""
    book.sheet.write_url(1, 0, "https://www.example.org/", book.words, "Click here")


@planted("A111")
def here_by_a_formula(book: Workbook) -> None:
    """A111 · Actions, A2: The words of a link are 'here'."""
    book.sheet.write_formula(1, 0, '=HYPERLINK("https://www.example.org/","here")', book.words, "here")


@planted("A112")
def a_raw_address(book: Workbook) -> None:
    """A112 · Actions, A2: The words of a link are its address, 'https://www.example.org/plan'."""
    book.sheet.write_url(1, 0, "https://www.example.org/plan", book.words)


@planted("A112")
def a_raw_address_of_mail(book: Workbook) -> None:
    """A112 · Indicators, A2: The words of a link are its address, 'mailto:plans@example.org'."""
    book.second.write_url(1, 0, "mailto:plans@example.org", book.words, "mailto:plans@example.org")


@planted("A113")
def a_red_cell(book: Workbook) -> None:
    """A113 · Actions, C6: This cell is filled with colour FF0000 and holds only '●'."""
    book.sheet.write_string(5, 2, "●", book.look(bg_color="#FF0000"))


@planted("A113")
def a_green_cell_beside_the_table(book: Workbook) -> None:
    """A113 · Indicators, D5: This cell is filled with colour 00B050 and holds no word."""
    book.second.write_blank(4, 3, None, book.look(bg_color="#00B050"))


@planted("A113")
def a_green_sign(book: Workbook) -> None:
    """A113 · Actions, C5: The sign '●' in colour 007A33 has no word beside it."""
    book.sheet.write_string(4, 2, "●", book.look(font_color="#007A33"))


@planted("A114")
def a_merged_title(book: Workbook) -> None:
    """A114 · Actions, A1: This cell 'Actions in Quarter 1' is merged with another."""
    book.sheet.merge_range(0, 0, 0, 2, "Actions in Quarter 1", book.words)


@planted("A114")
def merged_down(book: Workbook) -> None:
    """A114 · Indicators, A1: This cell 'Indicators in Quarter 1' is merged with another."""
    book.second.merge_range(0, 0, 1, 0, "Indicators in Quarter 1", book.words)


@planted("A115")
def an_empty_cell(book: Workbook) -> None:
    """A115 · Actions, C6: This cell is empty."""
    book.sheet.write_blank(5, 2, None, book.words)


@planted("A115")
def two_cells_of_spaces(book: Workbook) -> None:
    """A115 · Indicators, B5: This cell is empty. It is the same in 1 more place: B6."""
    for row in (4, 5):
        book.second.write_string(row, 1, " ", book.words)


@planted("A301")
def a_sheet_called_sheet(data: bytes) -> bytes:
    """A301 · Sheet1: The name of the sheet, 'Sheet1', says nothing."""
    return changed(data, _BOOK, 'name="Actions"', 'name="Sheet1"')


@planted("A301")
def a_copied_sheet(data: bytes) -> bytes:
    """A301 · Actions (2): The name of the sheet, 'Actions (2)', says nothing."""
    return changed(data, _BOOK, 'name="Indicators"', 'name="Actions (2)"')


@planted("A302")
def an_empty_first_cell(book: Workbook) -> None:
    """A302 · Actions, A1: A1 is empty, where the title of the sheet should stand."""
    book.sheet.write_blank(0, 0, None, book.words)


@planted("A302")
def a_table_at_the_very_top(book: Workbook) -> None:
    """A302 · Risks, A1: A1 holds 'Risk', a heading of the table, where the sheet's title should stand."""
    third = book.book.add_worksheet("Risks")
    for row, words in enumerate(("Risk", "Boilers fail", "Costs rise")):
        third.write_string(row, 0, words, book.words)
    third.add_table(0, 0, 2, 0, {"name": "Risks", "columns": [{"header": "Risk", "header_format": book.words}]})
    third.set_column(0, 0, 30)


@planted("A303")
def a_blank_sheet(book: Workbook) -> None:
    """A303 · Notes: The sheet 'Notes' is blank."""
    book.book.add_worksheet("Notes")


@planted("A303")
def a_sheet_of_spaces(book: Workbook) -> None:
    """A303 · Risks: The sheet 'Risks' is blank."""
    book.book.add_worksheet("Risks").write_string(0, 0, " ", book.words)


@planted("A304")
def a_hidden_sheet(book: Workbook) -> None:
    """A304 · Indicators: The sheet 'Indicators' is hidden."""
    book.second.hide()


@planted("A304")
def a_very_hidden_sheet(book: Workbook) -> None:
    """A304 · Indicators: The sheet 'Indicators' is hidden."""
    book.second.very_hidden()


@planted("A305")
def a_hidden_row(book: Workbook) -> None:
    """A305 · Actions, row 6: 1 row with words is hidden: 6."""
    book.sheet.set_row(5, None, None, {"hidden": True})


@planted("A305")
def two_hidden_columns(book: Workbook) -> None:
    """A305 · Indicators, column B: 2 columns with words are hidden: B, C."""
    book.second.set_column(1, 2, 30, None, {"hidden": True})


@planted("A306")
def many_frozen_rows(book: Workbook) -> None:
    """A306 · Actions, row 20: 20 frozen rows, 300 points high, fill much of a screen."""
    book.sheet.freeze_panes(20, 0)


@planted("A306")
def wide_frozen_columns(book: Workbook) -> None:
    """A306 · Indicators, column D: 4 frozen columns, 123 characters wide, fill much of a screen."""
    book.second.freeze_panes(4, 4)


@planted("A307")
def a_long_word_beside_another(book: Workbook) -> None:
    """A307 · Actions, B5: 'Answer urgent calls in a day, and others within a week' does not fit into its cell."""
    look = book.look(text_wrap=False)
    book.sheet.write_string(4, 1, "Answer urgent calls in a day, and others within a week", look)


@planted("A307")
def a_low_row(book: Workbook) -> None:
    """A307 · Indicators, B6: 'Replace the boilers of all houses in which somebody over 7 …' does not fit into its cell."""
    book.second.write_string(5, 1, "Replace the boilers of all houses in which somebody over 70 lives", book.words)
    book.second.set_row(5, 20)


@planted("A308")
def a_star(book: Workbook) -> None:
    """A308 · Actions, B6: 'Replace boilers*' points to a note with '*'."""
    book.sheet.write_string(5, 1, "Replace boilers*", book.words)


@planted("A308")
def a_raised_figure(book: Workbook) -> None:
    """A308 · Indicators, B6: 'Replace boilers2' points to a note with '2'."""
    raised = book.look(font_script=1)
    book.second.write_rich_string(5, 1, book.words, "Replace boilers", raised, "2", book.words)


@planted("A309")
def opened_on_the_second_sheet(book: Workbook) -> None:
    """A309 · Indicators: The workbook opens on the sheet 'Indicators', not on its first."""
    book.second.activate()


@planted("A309")
def a_cursor_far_down(book: Workbook) -> None:
    """A309 · Actions: The workbook opens with the cursor in B40, not in A1."""
    book.sheet.set_selection(39, 1, 39, 1)


@planted("A310")
def a_text_box(book: Workbook) -> None:
    """A310 · Actions, A9: Words stand in a text box ('TextBox 1')."""
    book.sheet.insert_textbox(8, 0, "Ring the office.")


@planted("A310")
def a_text_box_with_words_for_it(book: Workbook) -> None:
    """A310 · Indicators, B9: Words stand in a text box ('TextBox 1')."""
    book.second.insert_textbox(8, 1, "Ring the office.", {"description": "Whom to ring"})


@planted("A311")
def a_header_on_paper(book: Workbook) -> None:
    """A311 · Actions: 'Not for publication' stands in the header or footer on paper only."""
    book.sheet.set_header('&L&"Arial,Bold"&12Not for publication&RPage &P of &N')


@planted("A311")
def a_footer_on_paper(book: Workbook) -> None:
    """A311 · Indicators: 'Anytown Borough Council' stands in the header or footer on paper only."""
    book.second.set_footer("&CAnytown Borough Council · Indicators in Quarter 1&R&D")


def _second_table(book: Workbook, row: int, column: int, name: str = "Risks") -> None:
    for number, words in enumerate(("Risk", "Boilers fail", "Costs rise")):
        book.sheet.write_string(row + number, column, words, book.words)
    heading = [{"header": "Risk", "header_format": book.words}]
    book.sheet.add_table(row, column, row + 2, column, {"name": name, "columns": heading, "style": None})


@planted("A321")
def a_table_below(book: Workbook) -> None:
    """A321 · Actions, A9: The sheet has 2 tables: A4:C6, A9:A11."""
    _second_table(book, 8, 0)


@planted("A321")
def a_table_beside(book: Workbook) -> None:
    """A321 · Actions, E4: The sheet has 2 tables: A4:C6, E4:E6."""
    book.sheet.set_column(4, 4, 30)
    _second_table(book, 3, 4)


def _third_sheet(book: Workbook, column: int, rows: tuple[tuple[str, ...], ...], name: str = "") -> None:
    third = book.book.add_worksheet("Risks")
    third.set_column(0, 6, 30)
    third.write_string(0, 0, "Risks in Quarter 1", book.words)
    bold = book.look(bold=True)
    for number, row in enumerate(rows, 2):
        for at, words in enumerate(row, column):
            if words:
                third.write_string(number, at, words, bold if number == 2 else book.words)
    if name:
        headings = [{"header": words, "header_format": bold} for words in rows[0]]
        third.add_table(2, column, 1 + len(rows), column + len(rows[0]) - 1, {"name": name, "columns": headings})


_RISKS = (("Risk", "Owner"), ("Boilers fail", "Manager"), ("Costs rise", "Accountant"))


@planted("A322")
def one_column_in(book: Workbook) -> None:
    """A322 · Risks, B3: The table begins in column B."""
    _third_sheet(book, 1, _RISKS, "Risks")


@planted("A322")
def three_columns_in(book: Workbook) -> None:
    """A322 · Risks, D3: The table begins in column D."""
    _third_sheet(book, 3, _RISKS, "Risks")


@planted("A323")
def no_table(book: Workbook) -> None:
    """A323 · Risks, A3: The cells A3:B5 are not marked as a table."""
    _third_sheet(book, 0, _RISKS)


@planted("A323")
def a_longer_list(book: Workbook) -> None:
    """A323 · Risks, A3: The cells A3:B7 are not marked as a table."""
    _third_sheet(book, 0, (*_RISKS, ("Staff leave", "Manager"), ("Rents fall", "Accountant")))


@planted("A324")
def no_headings(data: bytes) -> bytes:
    """A324 · Actions, A4: The table 'Actions_by_rating' has no row of headings."""
    return changed(data, _TABLE, 'ref="A4:C6" ', 'ref="A4:C6" headerRowCount="0" ')


@planted("A324")
def a_heading_that_the_program_gave(book: Workbook) -> None:
    """A324 · Risks, B3: The heading 'Column2' says nothing."""
    _third_sheet(book, 0, (("Risk", "Column2"), *_RISKS[1:]), "Risks")


@planted("A325")
def a_blank_row(book: Workbook) -> None:
    """A325 · Risks, row 6: A blank row stands in a table."""
    _third_sheet(book, 0, (*_RISKS, ("", ""), ("Rents fall", "Accountant")), "Risks")


@planted("A325")
def two_blank_rows(book: Workbook) -> None:
    """A325 · Risks, row 6: 2 blank rows stand in a table."""
    _third_sheet(book, 0, (*_RISKS, ("", ""), ("", ""), ("Rents fall", "Accountant")), "Risks")


@planted("A326")
def a_blank_column(book: Workbook) -> None:
    """A323 · Risks, A3: The cells A3:C5 are not marked as a table.
    A326 · Risks, column B: A blank column stands in a table.
    """
    _third_sheet(book, 0, tuple((one, "", other) for one, other in _RISKS))


@planted("A326")
def a_blank_column_of_a_table(book: Workbook) -> None:
    """A115 · Risks, B4: This cell is empty. It is the same in 1 more place: B5.
    A326 · Risks, column B: A blank column stands in a table.
    """
    rows = tuple((one, "", other) for one, other in _RISKS)
    _third_sheet(book, 0, (("Risk", "Column2", "Owner"), *rows[1:]), "Risks")


@planted("A327")
def the_name_that_the_program_gave(book: Workbook) -> None:
    """A327 · Risks, A3: The table is called 'Table3'."""
    _third_sheet(book, 0, _RISKS, "Table3")


@planted("A327")
def the_name_of_a_copy(data: bytes) -> bytes:
    """A327 · Actions, A4: The table is called 'Table1_2'."""
    return changed(data, _TABLE, 'displayName="Actions_by_rating"', 'displayName="Table1_2"')


@planted("A328")
def a_source_below(book: Workbook) -> None:
    """A328 · Actions, A8: 'Source: the housing register' stands below the table."""
    book.sheet.write_string(7, 0, "Source: the housing register", book.words)


@planted("A328")
def a_note_far_below(book: Workbook) -> None:
    """A328 · Indicators, C21: 'All figures are illustrative' stands below the table."""
    book.second.write_string(20, 2, "All figures are illustrative", book.words)


@planted("A329")
def two_owners(book: Workbook) -> None:
    """A323 · Risks, A3: The cells A3:C5 are not marked as a table.
    A329 · Risks, C3: The heading 'Owner' stands over column B too.
    """
    _third_sheet(book, 0, (("Risk", "Owner", "Owner"), ("Boilers fail", "A", "B"), ("Costs rise", "C", "D")))


@planted("A329")
def one_heading_in_other_letters(book: Workbook) -> None:
    """A323 · Risks, A3: The cells A3:C5 are not marked as a table.
    A329 · Risks, C3: The heading 'OWNER' stands over column A too.
    """
    _third_sheet(book, 0, (("Owner", "Risk", "OWNER "), ("A", "Boilers fail", "B"), ("C", "Costs rise", "D")))


def with_fault(plant: Callable[..., object]) -> bytes:
    """The readable workbook with a fault planted while it was written, or afterwards in its parts."""
    if "data" in plant.__annotations__:
        made = plant(workbook())
        assert isinstance(made, bytes)
        return made
    return workbook(plant)
