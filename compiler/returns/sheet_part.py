"""A sheet's part: its rows by a pattern where they are in the usual shape, else all of it from tag to tag."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress

from compiler.domain.book import Area, Cell
from compiler.domain.regex import regex
from compiler.returns.address import column_of
from compiler.returns.container import Limits, Package
from compiler.returns.grid import Grid
from compiler.returns.markup import feed, new_parser
from compiler.returns.sheet import NAMESPACES, SheetParser, within
from compiler.returns.sniff import Refused
from compiler.returns.usual import Around, Unusual, around, chunks
from compiler.returns.usual_sheet import Rows, usual_rows
from compiler.returns.value import Shared

_ROWS = regex(rb"<(?:sheetData|row|c|v)[\s/>]")
_HEAD = regex(
    rb"""(?:<\?xml [^<>]*\?>\s*)?<worksheet xmlns="(?:%s)"[\s>]"""
    % b"|".join(map(re.escape, map(str.encode, NAMESPACES)))
)
_TOLD = (b"<!", b"<mergeCell", b"<filterColumn")
_TABLES = regex(rb"<tablePart[\s/>]")
_WIDTH = regex(rb'<dimension ref="[A-Z]{1,3}[0-9]{1,7}:([A-Z]{1,3})[0-9]{1,7}"')


def read_sheet(package: Package, name: str, part: str, shared: Shared) -> SheetParser:
    """A sheet's cells and what was noticed; raises `Refused` where the part is damaged or beyond the limits.

    Rows in the usual shape are taken without following their tags: a return's sheets take 2.2 ms instead of 10,
    and 4.9 as long as there are too few of a width to take them as columns.
    """
    data = package.short(part)
    found = around(data, b"<sheetData>", b"</sheetData>") if data else None
    rows = usual_rows(found.content, shared, _width(found.head)) if found else None
    if found and rows:
        with suppress(Unusual):
            parser = _AroundRows(name, part, shared, package.limits, package.allowance)
            parser.parse_around(found, rows)
            return parser
    plain = SheetParser(name, part, shared, package.limits, package.allowance)
    plain.parse(package.pieces(part) if data is None else chunks(data))
    return plain


def _shows_all(part: Around, limits: Limits) -> bool:
    """Whether what stands around the rows is so plain that it has only to be well-formed, which is told without us.

    It hides, merges and filters nothing, holds no remark or other odd thing, and is too short to nest too deep or to
    hold too long a text: 0.2 ms for the sheets of a return instead of 0.8.
    """
    head, tail = part.head, part.tail
    return (
        _HEAD.match(head) is not None
        and head.count(b"<?") == head.startswith(b"<?")
        and b"<?" not in tail
        and not (b"hidden" in head or (b"hidden" in tail and b"<col" in tail))
        and not any(told in head or told in tail for told in _TOLD)
        and b"<tablePart" not in head
        and head.count(b"</") + tail.count(b"</") < limits.depth
        and len(head) + len(tail) < limits.text
    )


def _is_well_formed(part: Around) -> bool:
    """Whether what stands around the rows is well-formed."""
    try:
        feed(new_parser(namespaces=False), (part.head + part.start, part.tail), "")
    except Refused:
        return False
    return True


def _width(head: bytes) -> int:
    """How many columns a sheet says that it has; 0 where it does not."""
    found = _WIDTH.search(head)
    return column_of(found[1].decode()) if found else 0


class _AroundRows(SheetParser):
    """Follows what stands around the rows of a sheet."""

    _grid: Grid | None = None

    def parse_around(self, part: Around, rows: Rows) -> None:
        """Read what stands around rows that were taken already; raises `Unusual` where they are not the sheet's own."""
        if _ROWS.search(part.head) or _ROWS.search(part.tail):
            raise Unusual
        if _shows_all(part, self.limits) and _is_well_formed(part):
            self.tables = len(_TABLES.findall(part.tail))
        else:
            self.parse(self._pieces(part))
        self.allowance.count(rows.cells, rows.characters)
        self.hidden_rows = rows.hidden
        if isinstance(rows.rows, Grid):
            self._grid = rows.rows
        else:
            self.rows = rows.rows

    def _pieces(self, part: Around) -> Iterator[bytes]:
        """The part without its rows; that the tag before them is read as one shows that it stands in no remark."""
        yield from chunks(part.head)
        before = self._c, self._depth
        yield part.start
        if before != ("c", 0) or self._depth != 1:
            raise Unusual
        yield from chunks(part.lines)
        yield from chunks(part.tail)

    def _put_in_order(self) -> None:
        """They were taken in order."""

    @property
    def taken(self) -> Mapping[int, Mapping[int, Cell]]:
        """The rows as columns where they were taken so."""
        return self.rows if self._grid is None else self._grid

    def _uncover(self) -> None:
        """Take out the values under merged ranges; what is held as columns holds none."""
        if self._grid is None or any(self._covers(area, self._grid) for area in self.merged):
            self.rows = {row: dict(cells) for row, cells in self.taken.items()}
            self._grid = None
            super()._uncover()

    def _covers(self, area: Area, rows: Grid) -> bool:
        """Whether anything stands in a merged range but at its beginning."""
        self.allowance.check()
        found = ((row, column) for row in within(rows, area.top, area.bottom) for column in rows[row])
        return any(area.left <= place[1] <= area.right and place != (area.top, area.left) for place in found)
