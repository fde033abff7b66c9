"""Tables as HTML: caption, headings of columns and rows, a word in every cell, and behind each row its cells."""

from __future__ import annotations

from collections.abc import Sequence

from compiler.render.page.asked import Named, asked, behind, named
from compiler.render.page.markup import Colours, element, escape, unseen, words_html
from compiler.report.blocks import Matrix, Table, TableColumn, Words, say

EMPTY = "–"
"""What stands in a cell that has no words: a reader must be able to tell that nothing was left out."""
ASKED = "Where from"
"""The heading of the column in which the reader asks for the cells of a row."""
_WIDE = 5  # a table of so many columns is wider than a small screen
_BROAD = 3.0  # a column with so large a share of the width holds sentences


def table_html(table: Table, name: str, colours: Colours) -> str:
    """A table with its note; `name` is its own on the page."""
    found = [_named(table, row) for row in table.rows]
    told = any(found)
    last = len(table.rows) - 1
    heads = [element("th", escape(each.heading.strip() or EMPTY), **_set(each), scope="col") for each in table.columns]
    heads += [element("th", ASKED, scope="col", class_="from")] if told else []
    rows = "\n".join(
        _row(table, row, at == last, _asked(row, cells) if told else None, colours)
        for at, (row, cells) in enumerate(zip(table.rows, found, strict=True))
    )
    made = _whole(table, name, "".join(heads), rows)
    return _placed(made, name, len(table.columns)) + note_html(table.note, colours)


def _whole(table: Table, name: str, heads: str, rows: str, **attributes: str) -> str:
    parts = f"{_caption(table, name)}<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}\n</tbody>"
    return element("table", parts, **attributes)


def _named(table: Table, row: Sequence[Words]) -> list[Named]:
    columns = zip(table.columns, row, strict=True)
    return [each for column, words in columns for each in named(words, column.heading)]


def _asked(row: Sequence[Words], found: Sequence[Named]) -> str:
    return asked(found, say(row[0]) or EMPTY) or unseen("nothing from cells")


def _caption(table: Table, name: str) -> str:
    told = unseen(f". {table.description}") if table.description not in ("", table.caption) else ""
    return element("caption", escape(table.caption) + told, id=f"{name}-caption") if table.caption or told else ""


def _placed(table: str, name: str, columns: int) -> str:
    """A table in a box of its own, which a small screen moves sideways; a wide one by keyboard too."""
    if columns < _WIDE:
        return element("div", table, class_="box")
    return element("div", table, class_="box", role="region", aria_labelledby=f"{name}-caption", tabindex="0")


def _set(column: TableColumn) -> dict[str, str]:
    """The class of a column's cells: how they are set, and that they hold sentences."""
    names = [*([column.align] if column.align != "left" else []), *(["broad"] if column.share >= _BROAD else [])]
    return {"class_": " ".join(names)} if names else {}


def _row(table: Table, row: Sequence[Words], last: bool, where: str | None, colours: Colours) -> str:
    head, *rest = zip(row, table.columns, strict=True)
    cells = [element("th", cell_html(head[0], colours), scope="row", **_set(head[1]))]
    cells += [element("td", cell_html(words, colours), **_set(column)) for words, column in rest]
    cells += [element("td", where, class_="from")] if where is not None else []
    return element("tr", "".join(cells), **({"class_": "total"} if table.total and last else {}))


def cell_html(words: Words, colours: Colours) -> str:
    """What stands in a cell; a dash where nothing does."""
    return words_html(words, colours) if say(words).strip() else EMPTY


def note_html(note: Words, colours: Colours) -> str:
    """The note under a table or chart, with the cells of its figures."""
    if not note:
        return ""
    return said_html(element("p", words_html(note, colours), class_="note"), note)


def said_html(paragraph: str, words: Words, kind: str = "") -> str:
    """A paragraph, and at its end the cells of the figures in it, for readers who ask."""
    found = named(words)
    where = asked(found, behind(found))
    if not where and not kind:
        return paragraph
    return element("div", f"{paragraph} {where}".rstrip(), class_=f"said {kind}".rstrip())


# --- matrices ---------------------------------------------------------------------------------------------------------


def matrix_html(matrix: Matrix, name: str, colours: Colours) -> str:
    """A matrix as a table; cells beyond the line are shaded and marked, and the line is drawn round them."""
    plain = matrix.table()
    heads = "".join(element("th", escape(each.heading), scope="col") for each in plain.columns)
    rows = "\n".join(_matrix_row(matrix, at, colours) for at in range(len(matrix.rows)))
    found = [
        each
        for heading, line in zip(matrix.rows, matrix.cells, strict=True)
        for column, words in zip(matrix.columns, line, strict=True)
        for each in named(words, f"{heading}, {column}")
    ]
    table = _placed(_whole(plain, name, heads, rows, class_="matrix"), name, len(plain.columns))
    return table + asked(found, matrix.caption) + note_html(matrix.note, colours)


def _matrix_row(matrix: Matrix, at: int, colours: Colours) -> str:
    _, *cells = matrix.table().rows[at]
    made = (
        element("td", cell_html(words, colours), class_=_edges(matrix, at, column))
        for column, words in enumerate(cells)
    )
    return element("tr", element("th", escape(matrix.rows[at]), scope="row") + "".join(made))


def _edges(matrix: Matrix, row: int, column: int) -> str:
    """The classes of a cell: beyond the line or within it, and on which sides the line runs."""

    def beyond(row: int, column: int) -> bool:
        held = matrix.beyond
        return held is not None and 0 <= row < len(held) and 0 <= column < len(held[row]) and held[row][column]

    if not beyond(row, column):
        return "centre"
    sides = {
        "up": (row - 1, column),
        "down": (row + 1, column),
        "before": (row, column - 1),
        "after": (row, column + 1),
    }
    there = {name for name, (r, c) in sides.items() if 0 <= r < len(matrix.rows) and 0 <= c < len(matrix.columns)}
    return " ".join(
        ["centre", "beyond", *(f"line-{name}" for name in sides if name in there and not beyond(*sides[name]))]
    )
