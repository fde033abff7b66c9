"""What a limit leaves out, and where the rest stands: in an appendix of the paper, or in the master workbook."""

from __future__ import annotations

from collections.abc import Sequence

from compiler.consolidate.view import Row
from compiler.domain.record import Kind
from compiler.report.blocks import Mention, Pointing, Words
from compiler.report.facts import count, rating_cells
from compiler.report.once import made_once
from compiler.report.sentences import listed, words
from compiler.report.standing import notable
from compiler.report.telling import Telling


def in_appendix(telling: Telling, kind: Kind) -> tuple[Row, ...]:
    """The rows that the appendix of a kind lists, in the order of the plans.

    All of them where they are within the limit; else those that are not on course or that changed, as many as it has
    room for.
    """

    def chosen() -> tuple[Row, ...]:
        rows = telling.every(kind)
        limit = telling.profile.report.limits.appendix_rows
        if not limit or len(rows) <= limit:
            return rows
        held = {id(row) for row in notable(telling.view, rows)[:limit]}
        return tuple(row for row in rows if id(row) in held)

    return made_once(f"appendix {kind.value}", telling, chosen)


def first_of(telling: Telling, rows: Sequence[Row]) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """Rows as a table in the body has them, and the others: all of them where they are within the limit; else those
    that are not on course or that changed, in the order of the plans."""
    limit = telling.profile.report.limits.table_rows
    if not limit or len(rows) <= limit:
        return tuple(rows), ()
    chosen = {id(row) for row in (notable(telling.view, rows) or rows)[:limit]}
    return tuple(row for row in rows if id(row) in chosen), tuple(row for row in rows if id(row) not in chosen)


def where_others(telling: Telling, rows: Sequence[Row]) -> Words:
    """A sentence on where rows stand that a limit leaves out: 'They are in Appendix A.'"""
    return telling.say("left_out.they", count=len(rows), shown=_place(telling, rows))


def others_note(telling: Telling, rows: Sequence[Row]) -> Words:
    """The same as a note below a table: 'The other 14 are in Appendix B.'"""
    return telling.say("left_out.others", count=count(rating_cells(rows)), shown=_place(telling, rows))


def where_whole(telling: Telling, rows: Sequence[Row]) -> Words:
    """A sentence on where words that were cut stand in full."""
    return telling.say("left_out.whole", shown=_place(telling, rows))


def _place(telling: Telling, rows: Sequence[Row]) -> Words:
    """The appendices that have all these rows, where they are in the paper; else the master workbook."""
    master = telling.say("left_out.master")
    kinds = list(dict.fromkeys(row.kind for row in rows))
    held = {id(row) for kind in kinds for row in in_appendix(telling, kind)}
    if not all(id(row) in held for row in rows):
        return master
    named = listed([(Mention("appendix", f"appendix-{kind.value}s"),) for kind in kinds])
    return (Pointing(words(named), master),)
