"""Single pieces of the writing, each in a process of its own: `python -m tests.benchmarks.pieces PIECE HOW MANY`.

The same piece is made by the program and by the library that people would use: a Word table of so many rows, a master
workbook's sheet of so many rows, so many charts.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from io import BytesIO
from tempfile import TemporaryFile

RATINGS = ("Red", "Amber", "Green")
HEADINGS = ("Ref", "Action", "Date", "Officer", "Rating", "Progress")


def cells(number: int) -> tuple[str, ...]:
    """The words of a row."""
    told = f"The group met {number % 40} times and agreed the next steps with its partners."
    action = f"Review and publish the plan for service number {number} with partners and schools"
    return f"DA {number}", action, "Mar 2009", f"Officer {number % 50}", RATINGS[number % 3], told


def word_ours(rows: int) -> None:
    """A Word report with one table, as the program writes it."""
    from compiler.render.word.opc import OFFICE, Part, write_package
    from compiler.render.word.styles import W
    from compiler.render.word.tables import Place, table_pieces
    from compiler.report.blocks import Table, TableColumn

    styles = {name: name.title().replace(" ", "") for name in _STYLES}
    columns = tuple(TableColumn(words, share) for words, share in zip(HEADINGS, (1, 4, 1.1, 1.6, 1, 4), strict=True))
    table = Table("Actions", columns, tuple(tuple((words,) for words in cells(row)) for row in range(rows)))
    pieces = table_pieces(table, styles, Place(14_000, turned=True))
    body = "".join(piece.xml() for piece in pieces)
    main = f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'.encode()
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    root = (("rId1", f"{OFFICE}/officeDocument", "word/document.xml", False),)
    assert write_package((Part("word/document.xml", kind, main),), root)


_STYLES = ("caption", "note", "table text small", "table total small", "table heading small", "report table")


def word_theirs(rows: int) -> None:
    """The same table by python-docx, row by row."""
    import docx

    document = docx.Document()
    table = document.add_table(rows=1, cols=len(HEADINGS), style="Table Grid")
    for cell, heading in zip(table.rows[0].cells, HEADINGS, strict=True):
        cell.text = heading
    for row in range(rows):
        for cell, words in zip(table.add_row().cells, cells(row), strict=True):
            cell.text = words
    document.save(BytesIO())


def master_ours(rows: int) -> None:
    """A sheet of the master workbook, as the program writes it: formats, a table, colours for ratings."""
    from compiler.domain.rating import Rating
    from compiler.render.master.cell import Cell, Number
    from compiler.render.master.layout import Heading, Made, TablePage
    from compiler.render.master.page import Colours, Running, finished, write_table
    from compiler.returns.issue_page import Styles

    def line(row: int) -> tuple[Cell, ...]:
        return (*cells(row), Number(row % 100 / 100, "0.0%"), Number(row % 90 / 100, "0.0%"))

    ratings = tuple(Rating(name.lower(), name, name, fill=fill) for name, fill in _FILLS)
    headings = tuple(
        Heading(words, width, "rating" if words == "Rating" else "words")
        for words, width in zip((*HEADINGS, "Figure", "Target"), _WIDTHS, strict=True)
    )
    made = Made(lambda some: list(zip(*map(line, some), strict=True)), range(rows))
    page = TablePage("Actions", "tblActions", "Actions", headings, made)
    import xlsxwriter  # type: ignore[import-untyped,unused-ignore]

    held = BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True})
    sheet = write_table(book, Styles(book), page, Colours(ratings), Running("Generated"))
    with TemporaryFile() as file:
        finished(book, held, [sheet], file)
        assert file.tell()


_FILLS = (("Red", "9C1C1C"), ("Amber", "FFC84A"), ("Green", "1E6B37"))
_WIDTHS = (10, 40, 12, 16, 12, 40, 10, 10)


def master_theirs(rows: int) -> None:
    """The same sheet by XlsxWriter as it comes: cell by cell, a table, conditional formats."""
    import xlsxwriter  # type: ignore[import-untyped,unused-ignore]

    book = xlsxwriter.Workbook(BytesIO())
    sheet = book.add_worksheet("Actions")
    body = book.add_format({"border": 1, "valign": "top", "text_wrap": True, "font_size": 10})
    percent = book.add_format({"border": 1, "valign": "top", "num_format": "0.0%", "font_size": 10})
    headings = (*HEADINGS, "Figure", "Target")
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    for row in range(rows):
        for column, words in enumerate(cells(row)):
            sheet.write_string(row + 3, column, words, body)
        sheet.write_number(row + 3, 6, row % 100 / 100, percent)
        sheet.write_number(row + 3, 7, row % 90 / 100, percent)
    sheet.add_table(2, 0, rows + 2, 7, {"name": "tblActions", "columns": [{"header": words} for words in headings]})
    for name, fill in _FILLS:
        colour = book.add_format({"bg_color": fill})
        rule = {"type": "cell", "criteria": "==", "value": f'"{name}"', "format": colour}
        sheet.conditional_format(3, 4, rows + 2, 4, rule)
    book.close()


def charts_ours(many: int) -> None:
    """So many native charts of a Word report, each with its workbook."""
    from compiler.render.word.charts import ChartPlace, chart_parts, chart_pieces
    from compiler.report.blocks import Chart, Point, Series

    styles = dict.fromkeys(("caption", "note", "body text"), "Style")
    for number in range(many):
        series = tuple(
            Series(name, tuple(Point(str(each), each) for each in (number + 1, 2, 3, 4))) for name in RATINGS
        )
        words = (("A",), ("B",), ("C",), ("D",))
        chart = Chart(f"Chart {number}: ratings", "stacked", "Division", words, series, ("Ratings by division.",))
        place = ChartPlace(9000, number + 1)
        assert chart_pieces(chart, styles, place)
        assert list(chart_parts(chart, place, "Arial"))


def charts_theirs(many: int) -> None:
    """So many pictures by matplotlib."""
    import matplotlib  # type: ignore[import-not-found,unused-ignore]

    matplotlib.use("Agg")
    from matplotlib import pyplot  # type: ignore[import-not-found,unused-ignore]

    for number in range(many):
        figure, axes = pyplot.subplots(figsize=(6, 4))
        left = [0.0] * 4
        for name in RATINGS:
            values = [number + 1.0, 2.0, 3.0, 4.0]
            axes.barh(("A", "B", "C", "D"), values, left=left, label=name)
            left = [one + two for one, two in zip(left, values, strict=True)]
        axes.set_title("Ratings by division")
        axes.legend()
        figure.savefig(BytesIO(), dpi=150)
        pyplot.close(figure)


PIECES: dict[str, Callable[[int], None]] = {
    "word-ours": word_ours,
    "word-theirs": word_theirs,
    "master-ours": master_ours,
    "master-theirs": master_theirs,
    "charts-ours": charts_ours,
    "charts-theirs": charts_theirs,
}

if __name__ == "__main__":
    PIECES[sys.argv[1]](int(sys.argv[2]))
