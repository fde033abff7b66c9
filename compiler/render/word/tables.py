"""Tables: fixed widths, a heading row tagged and repeated, a word in every cell, ratings in words and colour."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Literal

from compiler.domain.frozen import dataclass, replace
from compiler.render.word.colour import readable
from compiler.render.word.columns import Columns, Needs, columns_for, measured_columns, needs_of
from compiler.render.word.markup import (
    PLAIN_RUN,
    PLAIN_RUN_END,
    Para,
    StyleIds,
    escape,
    field,
    is_plain,
    leading,
    run,
    runs,
)
from compiler.render.word.measure import MARGINS, TIGHT, Measured, row_lines, widths
from compiler.render.word.styles import POINTS
from compiler.report.blocks import Figure, Line, Rated, Table, TableColumn, Words, is_settled, say
from compiler.report.long_rows import AT_ONCE, LongRows, brief, chosen_columns

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
    uneven = not is_settled(table) and any(len(row) != len(table.columns) for row in table.rows)
    if not table.columns or uneven:
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


@dataclass(frozen=True, slots=True)
class Drawn:
    """A table as it stands in the document: what begins it, and its rows, which are written when they are asked for."""

    table: Table
    begin: str
    rows: Rows

    def pieces(self) -> Iterator[str]:
        """The XML of the table, some rows at a time."""
        yield self.begin
        yield from self.rows.pieces(self.table)
        yield "</w:tbl>"

    def xml(self) -> str:
        """The XML of the whole table."""
        return "".join(self.pieces())

    @property
    def leads(self) -> bool:
        """Whether a figure in it leads to the workbook beside the report."""
        rows = self.table.rows
        if isinstance(rows, LongRows) and not rows.leads:
            return False
        return any(isinstance(each, Figure) and each.lead is not None for row in rows for cell in row for each in cell)


@dataclass(frozen=True, slots=True)
class Rows:
    """How the rows of a table are set: how each column's cells begin, and their styles, with those of the last row;
    which rows stay with the next and which are broken between pages; and what single cells look like."""

    opens: tuple[str, ...]
    looks: tuple[str, ...]
    last: tuple[str, ...]
    kept: frozenset[int]
    broken: frozenset[int]
    dress: Dress
    styles: StyleIds

    def pieces(self, table: Table) -> Iterator[str]:
        """The rows of a table, some at a time; those that are set alike, as nearly all of a long one, together."""
        end = len(table.rows) - 1
        apart = self.kept | self.broken | ({end} if self.looks != self.last else frozenset())
        for first in range(0, end + 1, AT_ONCE):
            if self.dress or not apart.isdisjoint(range(first, first + AT_ONCE)):
                some = table.rows[first : first + AT_ONCE]
                yield "".join(self._row(table, at, row, at == end) for at, row in enumerate(some, first))
            else:
                yield self._alike(table, first)

    def _alike(self, table: Table, first: int) -> str:
        """The next rows, which are set alike, column by column: 11 instead of 25 µs for a row of seven cells."""
        down = [
            _down(
                brief(table, at, first), self.opens[at], f'<w:pStyle w:val="{look}"/>{_JC[column.align]}', self.styles
            )
            for at, (column, look) in enumerate(zip(table.columns, self.looks, strict=True))
        ]
        begin, end = ([each] * len(down[0]) for each in ("<w:tr><w:trPr><w:cantSplit/></w:trPr>", "</w:tr>"))
        return "".join(chain.from_iterable(zip(begin, *down, end, strict=True)))

    def _row(self, table: Table, at: int, row: Line, last: bool) -> str:
        looks, whole = self.last if last else self.looks, at not in self.broken
        opens = _dressed(self.opens, at, self.dress)
        return _row(row, opens, table.columns, looks, at in self.kept, whole, self.styles)


Piece = Para | Drawn
"""A paragraph, or a table."""


def _table(table: Table, styles: StyleIds, place: Place, dress: Dress) -> Drawn:
    shares = [column.share for column in table.columns]
    measured = measured_columns(table)
    found = columns_for(place.needs or needs_of(table, POINTS, measured), shares, place.width)
    columns, stacked = found.widths, _stacked(table, found, measured)
    opens = tuple(f'<w:tc><w:tcPr><w:tcW w:w="{each}" w:type="dxa"/>' for each in columns)
    tall = row_lines(measured if stacked is table else measured_columns(stacked), columns, POINTS)
    text, total = (len(columns) * (styles[f"table {each}{place.size}"],) for each in ("text", "total"))
    rows = Rows(opens, text, total if table.total else text, _kept(stacked, tall, place), _broken(tall), dress, styles)
    head = _head(table.columns, opens, [styles[f"table heading{place.size}"]] * len(columns))
    properties = _properties(table, styles["report table"], place.width, _TIGHT_CELLS if found.tight else "")
    return Drawn(stacked, f"<w:tbl>{properties}{_grid(columns)}{head}", rows)


def _broken(tall: Sequence[int]) -> frozenset[int]:
    """The rows that are too tall to be kept on one page."""
    return frozenset(at for at, lines in enumerate(tall) if lines > _WHOLE)


def _stacked(table: Table, columns: Columns, measured: Sequence[Measured]) -> Table:
    """The table with each share in brackets below its number, if some column has no room for both on one line."""
    if is_settled(table):
        return table
    counted = [at for at, column in enumerate(table.columns) if column.align == "right"]
    margins = TIGHT if columns.tight else MARGINS
    broken = any(
        " (" in row[at] and max(measured[at].printed(line)) * POINTS / 50 + margins > columns.widths[at]
        for line, row in enumerate(table.rows)
        for at in counted
    )
    if not broken:
        return table
    return replace(table, rows=tuple(tuple(map(_share_below, row)) for row in table.rows))


def _share_below(cell: Words) -> Words:
    return tuple("\n(" if each == " (" else each for each in cell)


def _sampled(table: Table, styles: StyleIds, place: Place, look: Look) -> Drawn:
    """A table with the columns of a sample, in its order, widths and styles."""
    chosen = [each.column for each in look.columns]
    shown = replace(
        table,
        columns=tuple(_aligned(table.columns[each.column], each) for each in look.columns),
        rows=chosen_columns(table, chosen),
    )
    columns = _fitted([each.width for each in look.columns], place.width)
    opens = [f'<w:tc><w:tcPr><w:tcW w:w="{each}" w:type="dxa"/>' for each in columns]
    tall = row_lines(measured_columns(shown), columns, POINTS)
    text, total = styles[f"table text{place.size}"], styles[f"table total{place.size}"]
    heads = [each.head_style or styles[f"table heading{place.size}"] for each in look.columns]
    cells = tuple(opening + each.cell for opening, each in zip(opens, look.columns, strict=True))
    looks = tuple(each.cell_style or text for each in look.columns)
    last = (total,) * len(looks) if table.total else looks
    rows = Rows(cells, looks, last, _kept(shown, tall, place), _broken(tall), _PLAIN, styles)
    tops = [opening + each.head for opening, each in zip(opens, look.columns, strict=True)]
    properties = _properties(shown, look.style or styles["report table"], sum(columns), look.properties)
    return Drawn(shown, f"<w:tbl>{properties}{_grid(columns)}{_head(shown.columns, tops, heads)}", rows)


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


def _down(cells: Sequence[str | Words], opening: str, paragraph: str, styles: StyleIds) -> list[str]:
    """Cells below each other. Ratings come again and again; where no letter of the others has to be written otherwise
    in XML, which is asked of all at once, words and figures that lead somewhere are put in as they are."""
    begin, end = f"{opening}</w:tcPr><w:p><w:pPr>{paragraph}</w:pPr>", "</w:p></w:tc>"
    words_begin, words_end = f"{begin}{PLAIN_RUN}", f"{PLAIN_RUN_END}{end}"
    plain = is_plain("|".join(map(_letters, cells)))
    rated, made = dict[int, str](), list[str]()
    for words in cells:
        one = words[0] if len(words) == 1 else None
        if plain and isinstance(words, str) and words and not words.isspace():
            made.append(f"{words_begin}{words}{words_end}")
        elif plain and isinstance(one, Figure) and one.lead is not None:
            made.append(f"{begin}{leading(one.text, one.lead.place, one.lead.said)}{end}")
        elif isinstance(one, Rated):
            if id(one.rating) not in rated:
                rated[id(one.rating)] = _cell((one,), opening, paragraph, styles)
            made.append(rated[id(one.rating)])
        else:
            made.append(_cell((words,) if isinstance(words, str) else words, opening, paragraph, styles))
    return made


def _letters(words: str | Words) -> str:
    """What a cell says, if it is plain words or a figure that leads somewhere."""
    if isinstance(words, str):
        return words
    one = words[0] if len(words) == 1 else None
    return f"{one.text}{one.lead.place}{one.lead.said}" if isinstance(one, Figure) and one.lead is not None else ""


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
