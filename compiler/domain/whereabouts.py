"""Where cells stand as people say it: by workbook and sheet, those that stand under each other as one range."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import TypeVar

from compiler.domain.origin import Origin, column_letters

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)


def places(origins: Iterable[Origin]) -> str:
    """The places of cells by workbook and sheet, cells that stand under each other as one range: 'H3 to H21'."""
    held = grouped_by(dict.fromkeys(origins), lambda origin: (origin.workbook, origin.sheet))
    return "; ".join(f"{place(*where)}: {ranges(cells)}".removesuffix(": ") for where, cells in held.items())


def place(workbook: str, sheet: str) -> str:
    """A workbook and its sheet as people name them; the folder that it lies in is said in words, never as a path."""
    folder, _, file = workbook.rpartition("/")
    of = "" if not folder else " of the plan" if folder == "plan" else f" of {' '.join(reversed(folder.split('/')))}"
    return ", ".join(part for part in (file + of, sheet) if part)


def grouped_by(things: Iterable[T], key: Callable[[T], K]) -> dict[K, list[T]]:
    """Things by a key, in their order."""
    groups: dict[K, list[T]] = {}
    for each in things:
        groups.setdefault(key(each), []).append(each)
    return groups


def ranges(origins: Iterable[Origin]) -> str:
    """The cells of a sheet, by column and row."""
    return ", ".join(each for each in runs((origin.column, origin.row) for origin in origins) if each)


def runs(cells: Iterable[tuple[int, int]]) -> Iterator[str]:
    """The cells of a sheet, each its column and row, in this order: cells that stand under each other are one."""
    for column, held in groupby(sorted(cells), key=itemgetter(0)):
        for _, run in groupby(enumerate(row for _, row in held), key=lambda each: each[1] - each[0]):
            yield _range(column, [row for _, row in run])


def _range(column: int, rows: Sequence[int]) -> str:
    letters = column_letters(column) if column else "row "
    first, last = f"{letters}{rows[0]}" if rows[0] else "", f"{letters}{rows[-1]}"
    return first if len(rows) == 1 else f"{first} to {last}"
