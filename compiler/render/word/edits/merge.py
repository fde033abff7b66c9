"""Three versions of a slot laid side by side: as it was written, as the officer left it, and as the returns give it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal

from compiler.domain.frozen import dataclass
from compiler.render.word.edits.stretch import Left, Seen, rows_of, same_columns, table_of

_LIKE = 0.4
"""How alike, of 1, two stretches are that are taken for the same one, changed."""
_MOST = 2500
"""How many pairs are compared to find out which stretches are alike; beyond it they pair by their places."""
_MOST_SAME = 90000
_LONGEST = 600

Pairs = dict[int, int]


@dataclass(frozen=True, slots=True)
class Piece:
    """One stretch of what is to stand in a slot: the officer's ('hers') or the returns', by its place there.

    Of a table that both have it is the returns' table, at `at`, with these `rows`, each from her table, at `table`, or
    from the returns'. Where the columns are others now, a row of the returns has some `cells` from her row, at `table`,
    and a row of hers is made of those of its cells that there are still columns for: each pair says which column gets
    which of hers. 'shown' is a cell of her table, at `at`, in the row `table`, whose column went: it stands below the
    table behind the words `lead`.
    """

    whose: Literal["hers", "ours", "shown"]
    at: int
    table: int = 0
    rows: tuple[Piece, ...] = ()
    cells: tuple[tuple[int, int], ...] | None = None
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Edit:
    """A change by hand that is kept: what we had written (None: she put it in), what she made of it (None: she took it
    out), and what the returns say there now (None: nothing any more)."""

    was: Seen | None
    hers: Seen | None
    now: Seen | None

    @property
    def overtaken(self) -> bool:
        """Whether the returns say something else there than when she edited it."""
        if self.was is None or self.now is None:
            return self.was is not None
        # What a chart shows is not known before it is drawn, so that it is told by its description.
        drawn = self.was.kind == "picture"
        return self.now.text != self.was.text if drawn else self.now.key != self.was.key


@dataclass(frozen=True, slots=True)
class Line:
    """One stretch of a slot as a run left it: what we had written there before any edit (None: she put it in), what
    was left standing (None: she took it out), and what the returns gave then (None: nothing). Without an edit all
    three are the same."""

    was: Seen | None
    stood: Seen | None
    now: Seen | None


@dataclass(frozen=True, slots=True)
class Merged:
    """What is to stand in a slot, the edits that are kept in it, and what the next run compares with: a number is the
    place among the pieces of a stretch without an edit."""

    pieces: tuple[Piece, ...]
    edits: tuple[Edit, ...]
    left: tuple[Left | int, ...]


def unedited(seen: Sequence[Seen]) -> tuple[Line, ...]:
    """Stretches that were written as the returns gave them."""
    return tuple(Line(each, each, each) for each in seen)


def merged(before: Sequence[Line], hers: Sequence[Seen], ours: Sequence[Seen]) -> Merged:
    """What the officer changed kept, everything else as the returns give it, stretch by stretch.

    Nothing that she typed is left out; where she and the returns changed the same stretch, hers stands.
    """
    return Merging(before, hers, ours).done()


class Merging:
    """Walks the stretches as the last run left them, with what became of each on either side."""

    def __init__(self, before: Sequence[Line], hers: Sequence[Seen], ours: Sequence[Seen]) -> None:
        self._before, self._hers, self._ours = before, hers, ours
        self._to_hers = _pairs_of([line.stood for line in before], hers)
        self._to_ours = _pairs_of([line.now for line in before], ours)
        self._pieces: list[Piece] = []
        self._edits: list[Edit] = []
        self._left: list[Left | int] = []
        self._done_hers, self._done_ours = 0, 0

    def done(self) -> Merged:
        """What came of it, from the first stretch to the last."""
        for at, line in enumerate(self._before):
            self._put_in(self._to_hers.get(at), self._to_ours.get(at))
            self._line(line, self._to_hers.get(at), self._to_ours.get(at))
        self._put_in(len(self._hers), len(self._ours))
        return Merged(tuple(self._pieces), tuple(self._edits), tuple(self._left))

    def _put_in(self, hers: int | None, ours: int | None) -> None:
        """What either side has put in before a stretch; the same on both sides once."""
        until_hers = self._done_hers if hers is None else hers
        until_ours = self._done_ours if ours is None else ours
        new = {self._ours[at].key for at in range(self._done_ours, until_ours)}
        for at in range(self._done_hers, until_hers):
            if self._hers[at].key not in new:
                self._keep(None, at, None)
        for at in range(self._done_ours, until_ours):
            self._take(at)
        self._done_hers, self._done_ours = until_hers + (hers is not None), until_ours + (ours is not None)

    def _line(self, line: Line, hers: int | None, ours: int | None) -> None:
        left = None if hers is None else self._hers[hers].key
        now = None if ours is None else self._ours[ours]
        if hers is None:
            if line.was is not None and now is not None:
                # She took it out: it stays out, and is told as long as the returns give it.
                self._edits.append(Edit(line.was, None, now))
                self._left.append(Left(line.was, None, now))
        elif line.was is None or left not in (line.was.key, now.key if now else None):
            if ours is None or now is None or line.was is None or line.was.kind != "table" or now.kind != "table":
                self._keep(line.was, hers, now)
            elif line.was.name == now.name and same_columns(line.was, self._hers[hers], now):
                self._keep_rows(line.was, hers, ours)
            else:
                self._keep_columns(line.was, hers, ours)
        elif ours is not None:
            self._take(ours)

    def _keep(self, was: Seen | None, at: int, now: Seen | None) -> None:
        self._edits.append(Edit(was, self._hers[at], now))
        self._left.append(Left(was, len(self._pieces), now))
        self._pieces.append(Piece("hers", at))

    def _keep_rows(self, was: Seen, hers: int, ours: int) -> None:
        """Of a table, the rows that she changed, among those that the returns give."""
        now = self._ours[ours]
        mixed = merged(unedited(rows_of(was)), rows_of(self._hers[hers]), rows_of(now))
        if not mixed.edits:
            self._take(ours)
            return
        self._edits += mixed.edits
        self._left.append(Left(_as_it_was(was, now, mixed), len(self._pieces), now))
        self._pieces.append(Piece("ours", ours, hers, mixed.pieces))

    def _keep_columns(self, was: Seen, hers: int, ours: int) -> None:
        """Of a table whose columns are others now, the cells that she changed, among those that the returns give; one
        whose column went stands below. A table whose columns she changed herself is kept whole."""
        from compiler.render.word.edits.columns import merged_columns

        now = self._ours[ours]
        found = merged_columns(was, self._hers[hers], now)
        if found is None:
            self._keep(was, hers, now)
            return
        mixed, shown = found
        self._edits += mixed.edits
        if any(not isinstance(each, int) for each in mixed.left):
            self._left.append(Left(_as_it_was(was, now, mixed), len(self._pieces), now))
            self._pieces.append(Piece("ours", ours, hers, mixed.pieces))
        else:
            self._take(ours)
        for row, column, lead in shown:
            self._left.append(Left(None, len(self._pieces), None))
            self._pieces.append(Piece("shown", hers, row, cells=((column, column),), lead=lead))

    def _take(self, at: int) -> None:
        self._left.append(len(self._pieces))
        self._pieces.append(Piece("ours", at))


def _as_it_was(was: Seen, now: Seen, mixed: Merged) -> Seen:
    """The table as the returns give it now, but for the rows that she changed, which are as they were before."""
    ours = rows_of(now)
    rows = [
        ours[mixed.pieces[each].at] if isinstance(each, int) else each.was
        for each in mixed.left
        if isinstance(each, int) or each.was is not None
    ]
    return table_of([row for row in rows if row is not None])


def _pairs_of(before: Sequence[Seen | None], after: Sequence[Seen]) -> Pairs:
    """The same as `pairs` where some of `before` are nothing."""
    there = [at for at, each in enumerate(before) if each is not None]
    found = pairs([each for each in before if each is not None], after)
    return {there[at]: to for at, to in found.items()}


def pairs(before: Sequence[Seen], after: Sequence[Seen]) -> Pairs:
    """Which stretch of `after` each of `before` has become, in order: the same ones, those of the same name, then those
    that are alike."""
    return _between(before, after, (lambda each: each.key, lambda each: each.name or each.key))


def _between(before: Sequence[Seen], after: Sequence[Seen], ways: Sequence[Callable[[Seen], str]]) -> Pairs:
    if not ways:
        return dict(_alike(before, after))
    found, done = Pairs(), (0, 0)
    same = _same([ways[0](each) for each in before], [ways[0](each) for each in after])
    for at, to in [*same, (len(before), len(after))]:
        (a, c), done = done, (at + 1, to + 1)
        found |= {a + left: c + right for left, right in _between(before[a:at], after[c:to], ways[1:]).items()}
        if at < len(before):
            found[at] = to
    return found


def _same(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int]]:
    """The longest run of places, in order, that hold the same in both."""
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    end = 0
    while end < min(len(before), len(after)) - start and before[-1 - end] == after[-1 - end]:
        end += 1
    between = _longest(before[start : len(before) - end], after[start : len(after) - end])
    head = [(at, at) for at in range(start)]
    tail = [(len(before) - each, len(after) - each) for each in range(end, 0, -1)]
    return [*head, *((start + at, start + to) for at, to in between), *tail]


def _longest(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[int, int]]:
    rows, columns = len(before), len(after)
    if rows * columns > _MOST_SAME:
        matcher = SequenceMatcher(None, before, after, autojunk=False)
        yield from ((a + at, b + at) for a, b, size in matcher.get_matching_blocks() for at in range(size))
        return
    best = [[0] * (columns + 1) for _ in range(rows + 1)]
    for row in reversed(range(rows)):
        for column in reversed(range(columns)):
            one = best[row + 1][column + 1] + 1 if before[row] == after[column] else 0
            best[row][column] = max(one, best[row + 1][column], best[row][column + 1])
    row = column = 0
    while row < rows and column < columns:
        if before[row] == after[column]:
            yield row, column
            row, column = row + 1, column + 1
        elif best[row + 1][column] >= best[row][column + 1]:
            row += 1
        else:
            column += 1


def _alike(before: Sequence[Seen], after: Sequence[Seen]) -> Iterator[tuple[int, int]]:
    """Pairs in order that make the most likeness together."""
    rows, columns = len(before), len(after)
    if rows == columns == 1 and before[0].kind == after[0].kind:
        yield 0, 0
        return
    if rows * columns > _MOST:
        yield from ((at, at) for at in range(min(rows, columns)) if before[at].kind == after[at].kind)
        return
    like = [[_likeness(left, right) for right in after] for left in before]
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for row in reversed(range(rows)):
        for column in reversed(range(columns)):
            paired = like[row][column] + best[row + 1][column + 1] if like[row][column] else 0.0
            best[row][column] = max(paired, best[row + 1][column], best[row][column + 1])
    row = column = 0
    while row < rows and column < columns:
        if like[row][column] and best[row][column] == like[row][column] + best[row + 1][column + 1]:
            yield row, column
            row, column = row + 1, column + 1
        elif best[row][column] == best[row + 1][column]:
            row += 1
        else:
            column += 1


def _likeness(left: Seen, right: Seen) -> float:
    """How alike two stretches are, from 0 (not the same one) to 1 (the same)."""
    if left.kind != right.kind:
        return 0.0
    if left.key == right.key:
        return 1.0
    one, other = left.text[:_LONGEST].split(), right.text[:_LONGEST].split()
    ratio = SequenceMatcher(None, one, other, autojunk=False).ratio()
    return ratio if ratio >= _LIKE else 0.0
