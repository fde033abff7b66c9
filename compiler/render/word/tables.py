"""Tables: fixed widths, a heading row tagged and repeated, a word in every cell, ratings in words and colour."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from compiler.domain.frozen import dataclass, replace
from compiler.render.word.colour import readable
from compiler.render.word.columns import Columns, Needs, columns_for, needs_of
from compiler.render.word.markup import Para, Piece, StyleIds, escape, field, run, runs
from compiler.render.word.measure import MARGINS, TIGHT, line_widths, row_lines, widths
from compiler.render.word.styles import POINTS
from compiler.report.blocks import Rated, Table, TableColumn, Words, say

EMPTY = "–"
"""What stands in a cell that has no words: a reader must be able to tell that nothing was left out."""
_TOGETHER = 18  # a table of so few lines is kept on one page; of half as many on a turned one
_AT_END = 3  # so many rows of a longer one are kept with each other and with the note below it
_WHOLE = 8  # a row of so few lines, and so many lines at the end, are kept on one page
Dress = Mapping[tuple[int, int], str]
"""Borders and shading of single cells, as WordprocessingML, by their row and column counted from 0."""
_PLAIN: Dress = {}
_TIGHT_CELLS = '|<w:tblCellMar><w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar>'
_JC = {"left": "", "right": '<w:jc w:val="right"/>', "centre": '<w:jc w:val="center"/>'}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a table stands: how wide it may be, in twentieths of a point, on a turned page or an upright one, whether
    it ends its section, how many numbered captions stand before it, and what the columns of all tables of its kind
    need there, if there are others."""

    width: int
    turned: bool = False
    ends: bool = False
    counted: int = 0
    needs: Needs | None = None

    @property
    def size(self) -> str:
        """What the names of its styles end with: the lines of a wide appendix stand closer."""
        return " small" if self.turned else ""


@dataclass(frozen=True, slots=True)
class ColumnLook:
    """How a sample sets one column: which of the table's it is, its width in twentieths of a point, and for the cell of
    its heading and those below it properties and style."""

    column: int
    width: int
    head: str = ""
    head_style: str = ""
    cell: str = ""
    cell_style: str = ""
    align: Literal["", "left", "right", "centre"] = ""


@dataclass(frozen=True, slots=True)
class Look:
    """How a sample sets a table: its columns in order, and the style and borders of the whole."""

    columns: tuple[ColumnLook, ...]
    style: str = ""
    properties: str = ""


def table_pieces(
    table: Table, styles: StyleIds, place: Place, dress: Dress = _PLAIN, look: Look | None = None
) -> tuple[Piece, ...]:
    """A table with its caption above and its note below; `dress` is what single cells look like, `look` is that of a
    sample.

    Raises ValueError for a table without columns, or with a row that has more or fewer cells than columns.
    """
    if not table.columns or any(len(row) != len(table.columns) for row in table.rows):
        raise ValueError(f"table {table.caption!r} needs a cell for each column in every row")
    caption = Para(styles["caption"], caption_runs(table.caption, place.counted), keep_next=True)
    note = Para(styles["note"], runs(table.note, styles))
    above = (caption,) if table.caption else ()
    below = (note,) if table.note else ()
    drawn = _sampled(table, styles, place, look) if look else _table(table, styles, place, dress)
    return (*above, drawn, *below)


def caption_runs(text: str, counted: int, label: str = "Table") -> str:
    """The caption; its number is a field of Word's where Word would count the same, so that it may list the tables."""
    if not is_numbered(text, counted, label):
        return run(text)
    number = str(counted + 1)
    return run(f"{label} ") + field(rf"SEQ {label} \* ARABIC", number) + run(text[len(f"{label} {number}") :])


def is_numbered(caption: str, counted: int, label: str = "Table") -> bool:
    """Whether the caption carries the next number after `counted`, 'Table 2' after one numbered table."""
    begins = f"{label} {counted + 1}"
    return caption.startswith(begins) and not caption[len(begins) :][:1].isalnum()


def _table(table: Table, styles: StyleIds, place: Place, dress: Dress) -> str:
    shares = [column.share for column in table.columns]
    found = columns_for(place.needs or needs_of(table, POINTS), shares, place.width)
    columns, table = found.widths, _stacked(table, found)
    opens = [f'<w:tc><w:tcPr><w:tcW w:w="{each}" w:type="dxa"/>' for each in columns]
    last = len(table.rows) - 1
    tall = row_lines(table, columns, POINTS)
    kept = _kept(table, tall, place)
    text, total = styles[f"table text{place.size}"], styles[f"table total{place.size}"]
    rows = (
        _row(
            row,
            _dressed(opens, at, dress),
            table.columns,
            [total if table.total and at == last else text] * len(columns),
            at in kept,
            tall[at] <= _WHOLE,
            styles,
        )
        for at, row in enumerate(table.rows)
    )
    head = _head(table.columns, opens, [styles[f"table heading{place.size}"]] * len(columns))
    properties = _properties(table, styles["report table"], place.width, _TIGHT_CELLS if found.tight else "")
    return f"<w:tbl>{properties}{_grid(columns)}{head}{''.join(rows)}</w:tbl>"


def _stacked(table: Table, columns: Columns) -> Table:
    """The table with each share in brackets below its number, if some column has no room for both on one line."""
    counted = [at for at, column in enumerate(table.columns) if column.align == "right"]
    margins = TIGHT if columns.tight else MARGINS
    broken = any(
        " (" in row[at] and max(line_widths(table, line, at)) * POINTS / 50 + margins > columns.widths[at]
        for line, row in enumerate(table.rows)
        for at in counted
    )
    if not broken:
        return table
    return replace(table, rows=tuple(tuple(map(_share_below, row)) for row in table.rows))


def _share_below(cell: Words) -> Words:
    return tuple("\n(" if each == " (" else each for each in cell)


def _sampled(table: Table, styles: StyleIds, place: Place, look: Look) -> str:
    """A table with the columns of a sample, in its order, widths and styles."""
    chosen = [each.column for each in look.columns]
    shown = replace(
        table,
        columns=tuple(_aligned(table.columns[each.column], each) for each in look.columns),
        rows=tuple(tuple(row[at] for at in chosen) for row in table.rows),
    )
    columns = _fitted([each.width for each in look.columns], place.width)
    opens = [f'<w:tc><w:tcPr><w:tcW w:w="{each}" w:type="dxa"/>' for each in columns]
    tall = row_lines(shown, columns, POINTS)
    kept, last = _kept(shown, tall, place), len(shown.rows) - 1
    text, total = styles[f"table text{place.size}"], styles[f"table total{place.size}"]
    heads = [each.head_style or styles[f"table heading{place.size}"] for each in look.columns]
    cells = [opening + each.cell for opening, each in zip(opens, look.columns, strict=True)]
    rows = (
        _row(
            row,
            cells,
            shown.columns,
            [total if table.total and at == last else each.cell_style or text for each in look.columns],
            at in kept,
            tall[at] <= _WHOLE,
            styles,
        )
        for at, row in enumerate(shown.rows)
    )
    tops = [opening + each.head for opening, each in zip(opens, look.columns, strict=True)]
    properties = _properties(shown, look.style or styles["report table"], sum(columns), look.properties)
    return f"<w:tbl>{properties}{_grid(columns)}{_head(shown.columns, tops, heads)}{''.join(rows)}</w:tbl>"


def _aligned(column: TableColumn, look: ColumnLook) -> TableColumn:
    return replace(column, align=look.align or column.align)


def _fitted(wished: Sequence[int], room: int) -> tuple[int, ...]:
    """The widths of a sample as they are, or in proportion where they are wider than the page."""
    return tuple(wished) if sum(wished) <= room else widths(wished, room)


def _dressed(opens: Sequence[str], row: int, dress: Dress) -> Sequence[str]:
    return [opening + dress.get((row, at), "") for at, opening in enumerate(opens)] if dress else opens


def _kept(table: Table, tall: Sequence[int], place: Place) -> frozenset[int]:
    """The rows that stay on the page of what follows them: all of a short table, the first and the last ones of a long
    one.

    `tall` is the lines of each row. The last row stays with the note, and with the end of the section, which would be
    alone on an empty page.
    """
    count = len(table.rows)
    start = max(0, count - _AT_END)
    if sum(tall) <= _TOGETHER // (2 if place.turned else 1):
        start = 0
    else:
        while start < count - 1 and sum(tall[start:]) > _WHOLE:
            start += 1
    first = [0] if sum(tall[:2]) <= _WHOLE else []
    return frozenset((*first, *range(start, count if table.note or place.ends else count - 1)))


def _properties(table: Table, style: str, width: int, more: str = "") -> str:
    last = int(table.total)
    borders, _, margins = more.partition("|")
    look = 0x0020 | 0x0080 | 0x0400 | 0x0200 | (0x0040 if last else 0)
    description = escape(table.description or table.caption)
    return (
        f'<w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{width}" w:type="dxa"/>{borders}'
        f'<w:tblLayout w:type="fixed"/>{margins}<w:tblLook w:val="{look:04X}" w:firstRow="1" w:lastRow="{last}" '
        f'w:firstColumn="1" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{escape(table.caption)}"/><w:tblDescription w:val="{description}"/></w:tblPr>'
    )


def _grid(columns: Iterable[int]) -> str:
    return "<w:tblGrid>" + "".join(f'<w:gridCol w:w="{each}"/>' for each in columns) + "</w:tblGrid>"


def _head(columns: Sequence[TableColumn], opens: Sequence[str], styles: Sequence[str]) -> str:
    cells = (
        f'{opening}</w:tcPr><w:p><w:pPr><w:pStyle w:val="{style}"/>{_JC[column.align]}</w:pPr>'
        f"{run(column.heading.strip() or EMPTY)}</w:p></w:tc>"
        for opening, column, style in zip(opens, columns, styles, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(cells)}</w:tr>"


def _row(
    row: Sequence[Words],
    opens: Sequence[str],
    columns: Sequence[TableColumn],
    looks: Sequence[str],
    keep: bool,
    whole: bool,
    styles: StyleIds,
) -> str:
    split = "<w:trPr><w:cantSplit/></w:trPr>" if whole else ""
    kept = "<w:keepNext/>" if keep else ""
    cells = (
        _cell(words, opening, f'<w:pStyle w:val="{style}"/>{kept}{_JC[column.align]}', styles)
        for words, opening, column, style in zip(row, opens, columns, looks, strict=True)
    )
    return f"<w:tr>{split}{''.join(cells)}</w:tr>"


def _cell(words: Words, opening: str, paragraph: str, styles: StyleIds) -> str:
    if len(words) == 1 and isinstance(words[0], Rated):
        fill, ink = readable(words[0].rating.fill, words[0].rating.ink)
        opening, shade = _shaded(opening, f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>')
        inner = run(words[0].text, f'<w:b/><w:bCs/><w:color w:val="{ink}"/>')
    else:
        shade, inner = "", runs(words, styles) if say(words).strip() else run(EMPTY)
    return f"{opening}{shade}</w:tcPr><w:p><w:pPr>{paragraph}</w:pPr>{inner}</w:p></w:tc>"


def _shaded(opening: str, shade: str) -> tuple[str, str]:
    """The beginning of a cell and its shading; that of a rating goes before that of a sample."""
    if "<w:shd " not in opening and "<w:vAlign " not in opening:
        return opening, shade
    plain = re.sub(r"<w:shd [^>]*/>", "", opening)
    head, found, tail = plain.partition("<w:vAlign ")
    return f"{head}{shade}{found}{tail}", ""
