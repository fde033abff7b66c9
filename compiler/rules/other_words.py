"""G: a heading that a plan has in several places. Is it the same there?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from compiler.domain.agreement import grouped
from compiler.domain.finding import Severity
from compiler.domain.likeness import same, words_of
from compiler.domain.record import Kind
from compiler.domain.returned import Role
from compiler.rules.case import Answered, Case
from compiler.rules.columnwise import Rows
from compiler.rules.pointing import point_at
from compiler.rules.rule import Point, Rule, Scope
from compiler.rules.wording import quote

_LONGEST = 120
_FEWEST = 2
_SHARE = 0.4
_TELLING = 4


def in_other_words(case: Case) -> Iterator[Point]:
    """Objectives whose heading has other words in a column that repeats it elsewhere."""
    levels = [level.column for level in case.profile.levels]
    every = (rows for rows in case.asked if rows.book.role is Role.PLAN and rows.sheet.kind is Kind.OBJECTIVE)
    for _, rows in groupby(every, lambda rows: rows.book.workbook):
        for plan in grouped(_headings(rows), lambda cell: f"{cell.book.workbook}\x1f{cell.record.plan}").values():
            columns = grouped(plan, lambda cell: cell.column.key)
            for level in levels:
                for key in (key for key in columns if key not in levels):
                    yield from _told(case, columns.get(level, ()), columns[key])


def _headings(every: Iterable[Rows]) -> Iterator[Answered]:
    """The headings among the cells of rows, which are let go of one sheet after the other."""
    for rows in every:
        yield from filter(_is_heading, rows.cells([column for column in rows.columns if column.type == "text"]))
        rows.let_go()


def _is_heading(cell: Answered) -> bool:
    text = cell.record.kind is Kind.OBJECTIVE and cell.column.type == "text" and cell.column.key != "number"
    return text and cell.entry.given and len(cell.entry.raw) <= _LONGEST


def _told(case: Case, headings: Sequence[Answered], repeats: Sequence[Answered]) -> Iterator[Point]:
    """What differs, if enough is the same to show that the one column repeats the other."""
    theirs: Mapping[int, Answered] = {id(cell.record): cell for cell in repeats}
    pairs = [(cell, theirs[id(cell.record)]) for cell in headings if id(cell.record) in theirs]
    alike = [pair for pair in pairs if same(pair[0].entry.raw, pair[1].entry.raw)]
    if len(alike) < _FEWEST or len(alike) < _SHARE * len(pairs):
        return
    for heading, other in pairs:
        if (heading, other) not in alike and _one_thing(heading.entry.raw, other.entry.raw):
            yield point_at(
                other,
                f"{quote(other.entry.raw)} under '{case.heading(other.column)}' is {quote(heading.entry.raw)} under "
                f"'{case.heading(heading.column)}' ({heading.entry.origin.cell}).",
                f"A heading has the same words in every place; {len(alike)} of {len(pairs)} have.",
                for_plan="Choose one, and list the other for amendment of the plan.",
                others=(heading.entry.origin,),
            )


def _one_thing(one: str, other: str) -> bool:
    """Whether two headings share a word that tells something: else they are two things."""
    return any(len(word) >= _TELLING for word in {*words_of(one)} & {*words_of(other)})


OTHER_WORDS_RULES = (
    Rule(
        "G618",
        "One heading in other words",
        "What has one name in the contents and another over its actions is taken for two things, or not found.",
        Severity.NOTE,
        Scope.THREAD,
        in_other_words,
        of_plans=True,
    ),
)
