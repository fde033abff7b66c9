"""The annex of sources: for each table of a paper where its figures come from, cell by cell, and how they were made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from compiler.domain.frozen import dataclass
from compiler.domain.language import term
from compiler.domain.origin import Origin
from compiler.domain.whereabouts import grouped_by, places
from compiler.report.blocks import Block, Figure, Heading, Matrix, Paragraph, Rated, Table, TableColumn, Words
from compiler.report.made import PLACES, how_made, how_of, is_cell
from compiler.report.shorten import named_shortly
from compiler.report.telling import Blocks, Telling

SOURCES = "appendix-sources"
"""The anchor of the annex, and the key of its part."""
_COLUMNS = (
    TableColumn("Figures", 2.2),
    TableColumn("How they were made", 1.3),
    TableColumn("Workbook, sheet and cells", 3),
)
_LONGEST = 10  # words of a row's heading
_NONE, _NOWHERE = "counted, there is none", "no cell"


def sources(telling: Telling) -> Blocks:
    """The head of the annex; its tables follow once it is known which tables the paper has."""
    heading = Heading(2, term("sources of the figures"), SOURCES, counted="appendix")
    return heading, Paragraph(telling.say("sources.explained"))


def sources_of(blocks: Iterable[Block]) -> Blocks:
    """For each of these blocks that is a table with a key, and has figures, the table of its sources; each once."""
    tables: dict[str, Table] = {}
    for block in blocks:
        table = block.table() if isinstance(block, Matrix) else block
        if isinstance(table, Table) and table.key:
            tables.setdefault(table.key, table)
    return tuple(made for made in map(_sources_of, tables.values()) if made.rows)


def _sources_of(table: Table) -> Table:
    return Table(
        caption=table.caption,
        columns=_COLUMNS,
        rows=(*_made(table), *_printed(table)),
        key=f"sources-{table.key}",
        sources_of=table.key,
    )


@dataclass(frozen=True, slots=True)
class _Held:
    """Something in a table that comes from cells: the heading of its column, the words that head its row, itself."""

    column: str
    row: Words
    part: Figure | Rated


def _held(table: Table) -> Iterator[_Held]:
    for row in table.rows:
        for column, cell in zip(table.columns, row, strict=True):
            for part in cell:
                if isinstance(part, Figure | Rated) and (part.origins or isinstance(part, Figure)):
                    yield _Held(column.heading, row[0], part)


# --- what was made of cells -------------------------------------------------------------------------------------------


def _made(table: Table) -> Iterator[tuple[Words, ...]]:
    """A line for the figures of a row that were made of the same cells."""
    made = [each for each in _held(table) if not is_cell(each.part)]
    for (row, origins), group in groupby(made, key=lambda each: (each.row, each.part.origins)):
        held = list(group)
        yield (*_headed(row), *_named(held)), _how(held) if origins else (_NONE,), _where(origins)


def _headed(row: Words) -> Words:
    """What heads a row, without marks, and cut short."""
    return tuple(
        part.rating.name
        if isinstance(part, Rated)
        else named_shortly(part, _LONGEST)
        if isinstance(part, Figure)
        else part
        for part in row
    )


def _named(held: Iterable[_Held]) -> Iterator[Figure | str]:
    """Figures under the headings of their columns: 'Number 9, % 47.4%', and 'Red 2, 15.4%' for two of one column."""
    between, column = ": ", ""
    for each in held:
        yield f"{between}{each.column} " if each.column != column else between
        yield each.part if isinstance(each.part, Figure) else each.part.text
        between, column = ", ", each.column


def _how(held: Iterable[_Held]) -> Words:
    """How figures were made; the numbers in it come from the same cells."""
    said = dict.fromkeys((how_made(each.part), each.part.origins) for each in held)
    told: list[Figure | str] = []
    for how, origins in said:
        told += [*([", "] if told else []), Figure(how, origins, how) if any(map(str.isdigit, how)) else how]
    return tuple(told)


# --- what is printed as it stands in a cell ---------------------------------------------------------------------------


def _printed(table: Table) -> Iterator[tuple[Words, ...]]:
    """A line for all cells of a sheet that are printed in the same way, whatever their columns."""
    printed = [each for each in _held(table) if is_cell(each.part)]
    for (how, _, _), held in grouped_by(printed, _kind).items():
        columns = ", ".join(dict.fromkeys(each.column for each in held))
        yield (columns,), (how,), _where(origin for each in held for origin in each.part.origins)


def _kind(each: _Held) -> tuple[str, str, str]:
    (origin,) = each.part.origins
    return how_of(each.part), origin.workbook, origin.sheet


def _where(origins: Iterable[Origin]) -> Words:
    cells = tuple(dict.fromkeys(origins))
    return (Figure(places(cells), cells, PLACES),) if cells else (_NOWHERE,)
