"""The difference of two returns, or two quarters, in words for people."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from compiler.consolidate.difference import CellChange, Difference, RowChange
from compiler.domain.returned import Return
from compiler.domain.text import clean
from compiler.render.difference.compared import Compared, became, rows_of
from compiler.render.difference.tally import tallied

_WIDTH, _LONGEST, _MOST_NAMES = 100, 300, 12
_BLANK = "(blank)"


def difference_text(compared: Compared, width: int = _WIDTH) -> str:
    """By division and sheet: each row that differs, each cell with both addresses and both values as typed.

    The last lines count it all.
    """
    lines = [f"{compared.before} → {compared.now}", *([compared.notice] if compared.notice else []), ""]
    for found in compared.found.divisions:
        lines += _division(compared, found, width)
    lines += _lone(compared, compared.found.gone, "has a return only in", compared.before)
    lines += _lone(compared, compared.found.added, "has a return only in", compared.now)
    for book in compared.found.left_out:
        lines += [f"{clean(book.workbook)} was not compared: {_why(book)}", ""]
    return "\n".join([*lines, *tallied(compared.found.divisions)]) + "\n"


def _why(book: Return) -> str:
    if not book.readable:
        return "it cannot be read. compile check says why."
    return "its division has two returns, or cannot be told. compile check says more."


def _lone(compared: Compared, books: tuple[Return, ...], words: str, side: str) -> list[str]:
    lines = [f"{compared.division(book.division)} {words} {side} ({clean(book.workbook)})." for book in books]
    return [*lines, ""] if lines else []


def _division(compared: Compared, found: Difference, width: int) -> list[str]:
    title = f"{compared.division(found.now.division)} ({clean(found.before.workbook)} → {clean(found.now.workbook)})"
    if not found.rows and not found.columns:
        return [f"{title}: no difference", ""]
    lines = [title, ""]
    for change in found.columns:
        side = compared.before if change.gone else compared.now
        heading = compared.heading(change.column)
        lines += [
            f"  {change.sheet.name}: the column '{heading}' is only in {side}; what stands in it is not compared."
        ]
    lines += [""] if found.columns else []
    rows = [row for row in rows_of(found) if compared.told(row) or not row.cells]
    for sheet in dict.fromkeys(row.record.origin.sheet for row in rows):
        lines += [f"  {clean(sheet)}", ""]
        for row in rows:
            if row.record.origin.sheet == sheet:
                lines += [*_row(compared, row, width), ""]
    return lines + _summed(compared, found, width)


def _summed(compared: Compared, found: Difference, width: int) -> list[str]:
    """What is told of many rows at once: those that stand elsewhere, and those with other words only."""
    moved = [row.record.label for row in found.rows if row.moved]
    lines = _wrapped(f"In another place: {_names(moved)}.", 2, width) if moved else []
    left = [len(row.cells) - len(compared.told(row)) for row in found.rows]
    if any(left):
        rows = sum(map(bool, left))
        lines += [f"  Other words in {sum(left):,} cells of {rows:,} {'row' if rows == 1 else 'rows'}."]
    return [*lines, ""] if lines else []


def _names(names: list[str]) -> str:
    shown, more = names[:_MOST_NAMES], len(names) - _MOST_NAMES
    return ", ".join(map(_line, shown)) + (f" and {more} more" if more > 0 else "")


def _row(compared: Compared, row: RowChange, width: int) -> Iterator[str]:
    record, label = row.record, _line(row.record.label)
    words = _line(record.text("action") or record.text("definition") or record.text("risk"))
    name = _cut(label if not words or words == label else f"{label} · {words}", width - 24)
    if row.before is None or row.now is None:
        yield from _wrapped(f"{name}: {'added' if row.before is None else 'gone'} ({record.origin.cell})", 4, width)
        return
    yield from _wrapped(name, 4, width)
    for cell in compared.told(row):
        yield from _wrapped(_cell(compared, cell), 6, width)


def _cell(compared: Compared, cell: CellChange) -> str:
    """'Rating (I5 → I7): Amber → Red: worse'."""
    before, now = cell.before.origin.cell, cell.now.origin.cell
    place = now if before == now else f"{before} → {now}"
    said = became(cell)
    change = f"{_typed(cell.before.raw)} → {_typed(cell.now.raw)}{f' ({said})' if said else ''}"
    return f"{compared.heading(cell.column)}, {place}: {change}"


def _typed(words: str) -> str:
    line = _line(words)
    return f"'{_cut(line, _LONGEST)}'" if line else _BLANK


def _cut(line: str, longest: int) -> str:
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def _line(words: str) -> str:
    return " ".join(clean(words).split())


def _wrapped(words: str, indent: int, width: int) -> list[str]:
    return textwrap.wrap(
        words,
        width,
        initial_indent=" " * indent,
        subsequent_indent=" " * (indent + 2),
        break_long_words=False,
        break_on_hyphens=False,
    )
