"""The cells of a plan in print: as approved or as amended, under the columns of the profile's sheets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compiler.domain.decision import Amendment
from compiler.domain.language import term
from compiler.domain.record import Entry, Record, State
from compiler.profile.heading import heading_words
from compiler.profile.model import Column, Sheet
from compiler.report.blocks import Figure, Table, TableColumn, Words, say
from compiler.report.facts import cell_words
from compiler.report.phrases.fill import Told
from compiler.report.plan_paper import Paper
from compiler.report.risks import score_words
from compiler.report.sentences import listed, paragraph, words

_WIDE, _MANY, _WIDE_OF_MANY = 120, 6, 100
"""Columns that are wider than so many characters together stand on a landscape page; many columns sooner."""
_UNSAID = (State.BLANK, State.ABSENT)


def record_table(paper: Paper, sheet: Sheet, shown: Sequence[Column], rows: Sequence[Record], caption: str) -> Table:
    """A table of rows under these columns of their sheet; its note says what was amended."""
    return Table(
        caption=caption,
        columns=tuple(_heading(paper, column) for column in shown),
        rows=tuple(tuple(cell(paper, record.entry(column.key), column) for column in shown) for record in rows),
        note=amendments(paper, sheet, rows),
        description=say(
            paper.say("plan.described", title=caption, columns=", ".join(_words(paper, each) for each in shown))
        ),
        key=f"plan-{sheet.key}",
    )


def columns_shown(paper: Paper, sheet: Sheet, rows: Sequence[Record], apart: Sequence[str] = ()) -> tuple[Column, ...]:
    """The approved columns of a sheet that say anything of these rows, but for those that are told `apart`.

    The first column where none says anything: a row is never left out.
    """
    columns = _columns(paper, sheet, apart)
    return tuple(column for column in columns if _said(column, rows)) or tuple(columns[:1])


def nothing_said(
    paper: Paper, sheet: Sheet, rows: Sequence[Record], apart: Sequence[str] = (), key: str = "plan.nothing_under"
) -> Words:
    """The columns that the plan has and in which it says nothing, in a sentence; nothing where there is none."""
    blank = [
        _words(paper, column)
        for column in _columns(paper, sheet, apart)
        if not _said(column, rows) and any(record.state(column.key) is State.BLANK for record in rows)
    ]
    return paper.say(key, columns=listed([f"“{name}”" for name in blank])) if blank else ()


def is_wide(columns: Sequence[Column]) -> bool:
    """Whether a table of these columns needs a landscape page."""
    return sum(column.width for column in columns) > (_WIDE_OF_MANY if len(columns) >= _MANY else _WIDE)


def cell(paper: Paper, entry: Entry, column: Column) -> Words:
    """A cell as it is printed: a score in words, anything else as it was typed, with a mark where it was amended."""
    say_cell = score_words if column.type == "risk" else cell_words
    return marked(paper, entry, (say_cell(entry, term("not given"), "as approved"),))


def marked(paper: Paper, entry: Entry, said: Words) -> Words:
    """The words of a cell with a mark where it was amended."""
    return words(said, " (amended)") if paper.amendment(entry) else said


def amendments(paper: Paper, sheet: Sheet, rows: Sequence[Record]) -> Words:
    """What was amended in these rows, a sentence for each cell."""
    return paragraph(_amended(paper, sheet, rows))


def _amended(paper: Paper, sheet: Sheet, rows: Sequence[Record]) -> Iterator[Words]:
    for record in rows:
        for column in sheet.columns:
            decided = paper.amendment(record.entry(column.key))
            if decided:
                values = {"before": _decided(decided, decided.was), "settled": _decided(decided, decided.to)}
                told: dict[str, Told] = {**values, "decided": decided.words, "on": decided.starts}
                yield paper.say("plan.amended", row=record.label, column=_words(paper, column), **told)


def _decided(amendment: Amendment, said: str) -> Figure:
    """A value that the members decided on, placed at the line of the decision."""
    return Figure(f"“{said}”" if said else "blank", (amendment.origin,), "as decided", said)


def _columns(paper: Paper, sheet: Sheet, apart: Sequence[str]) -> list[Column]:
    mine = [column for column in sheet.columns if not column.tiers or paper.tier.key in column.tiers]
    return [column for column in mine if column.part == "plan" and column.key not in ("plan", "identity", *apart)]


def _said(column: Column, rows: Sequence[Record]) -> bool:
    return any(record.state(column.key) not in _UNSAID for record in rows)


def _words(paper: Paper, column: Column) -> str:
    return heading_words(column.heading, paper.year)


def _heading(paper: Paper, column: Column) -> TableColumn:
    return TableColumn(
        _words(paper, column), max(column.width / 10, 1.3), "right" if column.type in ("value", "target") else "left"
    )
