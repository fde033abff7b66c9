"""A table whose columns are others now: what a person changed in a cell goes to the column of the same heading."""

from __future__ import annotations

from collections.abc import Sequence

from compiler.render.word.edits.merge import Edit, Line, Merged, Merging, Piece, unedited
from compiler.render.word.edits.stretch import CELL, CELLS, Left, Seen, rows_of, same_columns
from compiler.render.word.slots.samples import columns_of

Shown = tuple[int, int, str]
"""A cell of hers whose column went: its row and column, and the words that say which they were."""


def merged_columns(was: Seen, hers: Seen, ours: Seen) -> tuple[Merged, tuple[Shown, ...]] | None:
    """What is to stand in a table row by row, and the cells of hers whose column went.

    None where she has changed the columns herself, or where rows have not the same number of cells.
    """
    rows = (row for table in (was, hers, ours) for row in rows_of(table))
    if not (same_columns(was, hers) and same_columns(ours)) or any(len(_keys(row)) != len(_texts(row)) for row in rows):
        return None
    merging = _ByColumn(was, hers, ours)
    return merging.done(), tuple(merging.shown)


class _ByColumn(Merging):
    """Walks the rows as the last run left them; a row is held against the others by its columns."""

    def __init__(self, was: Seen, hers: Seen, ours: Seen) -> None:
        super().__init__(unedited(rows_of(was)), rows_of(hers), rows_of(ours))
        self._headings = _texts(rows_of(was)[0])
        self._columns = _columns(self._headings, _texts(rows_of(ours)[0]))
        self._wide = len(_texts(rows_of(ours)[0]))
        self.shown: list[Shown] = []

    def _line(self, line: Line, hers: int | None, ours: int | None) -> None:
        was, now = line.was, None if ours is None else self._ours[ours]
        assert was is not None, "every row was written by us"
        if hers is None:
            if now is not None:
                self._edits.append(Edit(was, None, now))
                self._left.append(Left(now, None, now))
            return
        pairs = zip(_keys(was), _keys(self._hers[hers]), strict=True)
        edited = [at for at, (before, after) in enumerate(pairs) if before != after]
        if edited and now is None:
            self._made(was, hers, edited)
        elif edited and ours is not None:
            self._cells(was, hers, ours, edited)
        elif ours is not None:
            self._take(ours)

    def _keep(self, was: Seen | None, at: int, now: Seen | None) -> None:
        """A row that she put in."""
        self._made(None, at, [place for place, text in enumerate(_texts(self._hers[at])) if text.strip()])

    def _cells(self, was: Seen, hers: int, ours: int, edited: Sequence[int]) -> None:
        """The row as the returns give it, with the cells that she changed and that still have a column."""
        left, now = self._hers[hers], self._ours[ours]
        placed = [
            (to, at) for at in edited if (to := self._columns[at]) is not None and _keys(now)[to] != _keys(left)[at]
        ]
        self._edits += [Edit(self._cell(was, at), self._cell(left, at), self._cell(now, at, to)) for to, at in placed]
        self._show(was, hers, edited)
        if not placed:
            self._take(ours)
            return
        old = dict(placed)
        keys = [_keys(was)[old[to]] if to in old else key for to, key in enumerate(_keys(now))]
        texts = [_texts(was)[old[to]] if to in old else text for to, text in enumerate(_texts(now))]
        self._left.append(Left(_row(keys, texts), len(self._pieces), now))
        self._pieces.append(Piece("ours", ours, hers, cells=tuple(placed)))

    def _made(self, was: Seen | None, hers: int, edited: Sequence[int]) -> None:
        """A row of hers that the returns do not give, with the cells for which there are columns."""
        placed = tuple((to, at) for at, to in enumerate(self._columns) if to is not None)
        self._edits.append(Edit(was, self._hers[hers], None))
        self._show(was, hers, edited)
        base = None
        if was is not None:
            old = dict(placed)
            keys, texts = _keys(was), _texts(was)
            base = _row(
                [keys[old[to]] if to in old else "" for to in range(self._wide)],
                [texts[old[to]] if to in old else "" for to in range(self._wide)],
            )
        self._left.append(Left(base, len(self._pieces), None))
        self._pieces.append(Piece("hers", hers, cells=placed))

    def _show(self, was: Seen | None, hers: int, edited: Sequence[int]) -> None:
        """The cells among those that she changed whose column went."""
        for at in edited:
            if self._columns[at] is None:
                named = "" if was is None else f"{was.name}, " if at else ""
                self.shown.append((hers, at, f"{named}{self._headings[at]}: " if hers else ""))
                before = self._cell(was, at) if was is not None else None
                self._edits.append(Edit(before, self._cell(self._hers[hers], at), None))

    def _cell(self, row: Seen, at: int, to: int | None = None) -> Seen:
        """A cell as it is told: with the name of its row and the heading of its column."""
        place = at if to is None else to
        return Seen(_keys(row)[place], f"{row.name}, {self._headings[at]}: {_texts(row)[place]}")


def _columns(before: Sequence[str], after: Sequence[str]) -> list[int | None]:
    """Which column each one has become: that of the same heading, or the one in its place if both headings are new."""
    found = columns_of(before, [(heading, "") for heading in after])
    if len(before) == len(after):
        return [at if to is None and at not in found else to for at, to in enumerate(found)]
    return found


def _keys(row: Seen) -> list[str]:
    return row.key.split(CELLS)


def _texts(row: Seen) -> list[str]:
    return row.text.split(CELL)


def _row(keys: Sequence[str], texts: Sequence[str]) -> Seen:
    return Seen(CELLS.join(keys), CELL.join(texts), "row")
