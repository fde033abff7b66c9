"""The tables of a finished report held against those that were written, by caption, heading of row and of column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from compiler.render.audit.document import Grid
from compiler.render.audit.marks import differing, marks, skeleton
from compiler.render.audit.remark import Remark, RemarkKind, changed
from compiler.render.audit.support import Known, remarks_on

_LONG = 20  # a cell of more letters is told as words rather than as a figure
_SAME_TABLE = 0.9  # of 3: its caption, its columns and its rows each count for one

Pairs = list[tuple[int, int]]


def grids(now: Sequence[Grid], wrote: Sequence[Grid], facts: Known) -> Iterator[Remark]:
    """What is to be said of the tables: figures that changed, rows, columns and tables that are gone, new figures."""
    pairs = _tables(now, wrote)
    for at, table in enumerate(now):
        if at in pairs:
            yield from _held(table, wrote[pairs[at]], facts)
        else:
            for row in range(len(table.rows)):
                yield from _new_row(table, row, facts)
    kept = set(pairs.values())
    for at, table in enumerate(wrote):
        if at not in kept:
            yield _gone("table gone", table.caption, f"{table.name} is not in the document any more", "a table")


def _tables(now: Sequence[Grid], wrote: Sequence[Grid]) -> dict[int, int]:
    """Which table is which: the likest two first."""
    scored = [(_likeness(a, b), -i, -j) for i, a in enumerate(now) for j, b in enumerate(wrote)]
    found: dict[int, int] = {}
    for score, i, j in sorted(scored, reverse=True):
        if score >= _SAME_TABLE and -i not in found and -j not in found.values():
            found[-i] = -j
    return found


def _likeness(a: Grid, b: Grid) -> float:
    heads = _shared(a.rows[:1], b.rows[:1])
    rows = _shared([[row[0] for row in a.rows[1:] if row]], [[row[0] for row in b.rows[1:] if row]])
    caption = 1.0 if a.caption == b.caption else 0.8 if skeleton(a.caption) == skeleton(b.caption) else 0.0
    return caption + heads + rows


def _shared(a: Sequence[Sequence[str]], b: Sequence[Sequence[str]]) -> float:
    one, other = {skeleton(each) for row in a for each in row}, {skeleton(each) for row in b for each in row}
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 0.0


# --- one table --------------------------------------------------------------------------------------------------------


def _held(now: Grid, wrote: Grid, facts: Known) -> Iterator[Remark]:
    if now.rows == wrote.rows:
        return
    if not now.rows or not wrote.rows:
        yield _gone("table gone", wrote.caption, f"{wrote.name} has no rows any more", "a table")
        return
    columns = _columns(now.rows[0], wrote.rows[0])
    yield from _lost_columns(wrote, {was for _, was in columns})
    for here, there in columns:
        yield from _cell(now, 0, here, wrote.rows[0][there], facts)
    rows = dict(_rows(now, wrote, columns))
    for at in range(1, len(now.rows)):
        if at not in rows:
            yield from _new_row(now, at, facts)
            continue
        for here, there in columns:
            if here < len(now.rows[at]) and there < len(wrote.rows[rows[at]]):
                yield from _cell(now, at, here, wrote.rows[rows[at]][there], facts)
    kept = set(rows.values())
    for at, row in enumerate(wrote.rows[1:], 1):
        if at not in kept:
            said = f"The row “{_short(row[0])}” is not in {now.name} any more"
            yield _gone("row gone", f"{now.name}, after {_before(rows, at)}", said, "a row", " | ".join(row))


def _before(rows: dict[int, int], gone: int) -> str:
    """Behind which row of the document a row stood that is gone."""
    last = max((here for here, there in rows.items() if there < gone), default=0)
    return f"row {last}" if last else "the headings"


def _lost_columns(wrote: Grid, kept: set[int]) -> Iterator[Remark]:
    for at, heading in enumerate(wrote.rows[0]):
        if at not in kept:
            said = f"The column “{heading}” is not in {wrote.name} any more"
            yield _gone("column gone", wrote.name, said, "a column")


def _columns(now: Sequence[str], wrote: Sequence[str]) -> Pairs:
    """Which column is which: by its heading; what is left by its place where as many are left on both sides."""
    pairs, left = _paired(list(now), list(wrote))
    here = [at for at in range(len(now)) if at not in dict(pairs)]
    return sorted([*pairs, *(zip(here, left, strict=True) if len(here) == len(left) else ())])


def _paired(now: Sequence[object], wrote: Sequence[object]) -> tuple[Pairs, list[int]]:
    """The equal ones of two lists, first with first, and which of the second are left."""
    left = list(range(len(wrote)))
    pairs: Pairs = []
    for at, each in enumerate(now):
        same = next((there for there in left if wrote[there] == each), None)
        if same is not None:
            left.remove(same)
            pairs.append((at, same))
    return pairs, left


def _rows(now: Grid, wrote: Grid, columns: Pairs) -> Pairs:
    """Which row is which: those that are the same, then those of the same heading, then those that are alike.

    A row that keeps its place is preferred, so that a changed heading is told where it stands.
    """
    found: dict[int, int] = {}
    free = set(range(1, len(wrote.rows)))
    for alike in (_same, _same_heading, _same_but_marks, _mostly_same):
        for at in range(1, len(now.rows)):
            if at in found:
                continue
            order = [at, *sorted(free - {at})] if at in free else sorted(free)
            match = next((there for there in order if alike(now.rows[at], wrote.rows[there], columns)), None)
            if match is not None:
                found[at] = match
                free.remove(match)
    return sorted(found.items())


def _cells(row: Sequence[str], which: Sequence[int]) -> list[str]:
    return [row[at] if at < len(row) else "" for at in which]


def _same(now: Sequence[str], wrote: Sequence[str], columns: Pairs) -> bool:
    return _cells(now, [here for here, _ in columns]) == _cells(wrote, [there for _, there in columns])


def _same_heading(now: Sequence[str], wrote: Sequence[str], columns: Pairs) -> bool:
    return now[:1] == wrote[:1]


def _same_but_marks(now: Sequence[str], wrote: Sequence[str], columns: Pairs) -> bool:
    return bool(now) and bool(wrote) and skeleton(now[0]) == skeleton(wrote[0])


def _mostly_same(now: Sequence[str], wrote: Sequence[str], columns: Pairs) -> bool:
    same = sum(here < len(now) and there < len(wrote) and now[here] == wrote[there] for here, there in columns)
    return same * 2 > len(columns) and any(len(cell) > 20 for cell in now)


def _cell(table: Grid, row: int, column: int, was: str, facts: Known) -> Iterator[Remark]:
    """A figure of a table is the one of its place; words may be changed as long as figures and ratings stay."""
    text = table.rows[row][column]
    if text == was:
        return
    where = _where(table, row, column)
    within, ask = text if len(text) > _LONG else "", _question(table, row, column)
    found = list(differing(text, was, facts.ratings))
    for each in found:
        yield changed(where, each.mark.text, each.wrote.text if each.wrote else was, within, ask)
    bare = len(was) < _LONG and (marks(was, facts.ratings) or _is_state(was))
    if not found and bare and not _same_but_spacing(text, was):
        yield changed(where, text, was, "", ask)


def _question(table: Grid, row: int, column: int) -> str:
    """How a cell is asked for with compile trace: 'Table 1, Amber, %'."""
    named = (table.rows[row][0], table.rows[0][column]) if row and column else ()
    return ", ".join((table.name, *(re.sub(r"^\W+ ", "", each)[:50] for each in named))) if named else ""


def _is_state(was: str) -> bool:
    """Whether a short cell says in words why there is no figure ('not published')."""
    return bool(re.match(r"(?:not |no |awaiting|–|-$)", was, re.IGNORECASE))


def _same_but_spacing(text: str, was: str) -> bool:
    return re.sub(r"\W+", "", text).casefold() == re.sub(r"\W+", "", was).casefold() and bool(re.search(r"\w", text))


def _new_row(table: Grid, row: int, facts: Known) -> Iterator[Remark]:
    """A row that was not written: each of its figures must be said by something."""
    cells = table.rows[row]
    for column, cell in enumerate(cells):
        sentence = f"{cells[0]}: {cell}" if column else cell
        shift = len(sentence) - len(cell)
        for mark in marks(sentence):
            if mark.start >= shift:
                yield from remarks_on(mark, sentence, _where(table, row, column), table.caption, facts)


def _where(table: Grid, row: int, column: int) -> str:
    heading = table.rows[0][column] if column < len(table.rows[0]) else str(column + 1)
    if row == 0:
        return f"{table.name}, heading of column {column + 1}"
    if column == 0:
        return f"{table.name}, row {row}, column “{heading}”"
    return f"{table.name}, row “{_short(table.rows[row][0])}”, column “{heading}”"


def _gone(kind: RemarkKind, where: str, said: str, what: str, wrote: str = "") -> Remark:
    return Remark(
        kind, where, f"{said}.", f"Without {what} the report is not whole, and its totals do not add up.",
        "Put it back, or say in the report that it was left out.", wrote=wrote,
    )  # fmt: skip


def _short(words: str) -> str:
    return words if len(words) <= 60 else words[:59].rstrip() + "…"
