"""Direction of travel in words: figures against those of last quarter, and of the same quarter last year."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from compiler.consolidate.direction import Direction, Travel, Withheld
from compiler.consolidate.view import Row
from compiler.domain.agreement import grouped
from compiler.domain.record import Kind
from compiler.report.blocks import Figure, Inline, TableColumn, Words
from compiler.report.facts import cells, count
from compiler.report.sentences import agree, listed, paragraph, plural, sentence, words
from compiler.report.telling import Telling

SAID = {Direction.BETTER: "▲ better", Direction.WORSE: "▼ worse", Direction.SAME: "● no change"}
"""A direction as printed: its sign, and the word that says it without the sign."""

_SHORT = {
    Withheld.NOT_RETURNED: "not held then",
    Withheld.NO_FIGURE: "no figure",
    Withheld.NO_FIGURE_THEN: "no figure then",
    Withheld.NOT_ONE: "several figures",
    Withheld.DEFINITION: "new definition",
    Withheld.CUMULATIVE: "cumulative",
    Withheld.ANNUAL: "once a year",
    Withheld.SAME_PERIOD: "same period",
    Withheld.LENGTH: "other period",
    Withheld.UNIT: "other unit",
    Withheld.POLARITY: "not judged",
}
_SHARE = 1.5


@dataclass(frozen=True, slots=True)
class Since:
    """An earlier period that figures are compared with: how it is called, and each row's way since then."""

    called: str
    of: Callable[[Row], Travel | None]

    def way(self, row: Row) -> Direction | None:
        """Which way the row's figure went since then; None where that is not shown."""
        found = self.of(row)
        return found.direction if found else None


def compared_with(telling: Telling, rows: Sequence[Row]) -> tuple[Since, ...]:
    """The earlier periods since which the direction of any of these indicators can be told: last quarter, last year."""
    year_ago = telling.view.year_ago
    every = [Since(telling.earlier, lambda row: row.since)] if telling.earlier else []
    every += [Since(year_ago.short, lambda row: row.since_year)] if year_ago else []
    return tuple(each for each in every if any(each.way(row) for row in rows))


def direction_columns(since: Sequence[Since]) -> tuple[TableColumn, ...]:
    """A column of a table for each earlier period."""
    return tuple(TableColumn(f"Since {each.called}", _SHARE) for each in since)


def direction_cells(row: Row, since: Sequence[Since]) -> tuple[Words, ...]:
    """The cells of a row in those columns: the direction with its sign and in words, or why there is none."""
    return tuple((direction_words(row, each),) for each in since)


def direction_words(row: Row, since: Since) -> Inline:
    """The direction of a row's figure, placed at both figures: '▲ better'; where none is shown, why, in short."""
    found = since.of(row)
    if found is None:
        return "not compared"
    if found.direction is None or found.then is None:
        return _SHORT[found.withheld or Withheld.NOT_RETURNED]
    origins = (row.entry("figure").origin, found.then.origin)
    return Figure(SAID[found.direction], origins, f"compared with {found.then.raw.strip()}", found.direction.value)


def directions(telling: Telling, rows: Sequence[Row]) -> Words:
    """How many figures are better, worse and unchanged since each earlier period, and why some are not compared."""
    figured = [row for row in rows if row.entry("figure").given]
    if not figured:
        return ()
    since = compared_with(telling, figured)
    said = [one for each in since for one in _since(telling, figured, each)]
    return paragraph((*said, *_no_year_ago(telling)))


def _no_year_ago(telling: Telling) -> Iterator[Words]:
    if telling.view.year_ago is None:
        then = telling.view.period.same_last_year().short
        yield sentence(f"no returns of {then} are held, so figures are not compared with those of a year ago")


def _since(telling: Telling, rows: Sequence[Row], since: Since) -> Iterator[Words]:
    ways = {way: [row for row in rows if since.way(row) is way] for way in Direction}
    parts: list[Words] = []
    for way, adjective in ((Direction.BETTER, "better"), (Direction.WORSE, "worse"), (Direction.SAME, "unchanged")):
        if ways[way]:
            first = f" {plural('figure', len(ways[way]))} {agree(len(ways[way]), 'is', 'are')} {adjective}"
            parts.append(words(_count(ways[way]), f" {adjective}" if parts else first))
    yield sentence(f"compared with {since.called}, ", listed(parts))
    left = [row for row in rows if since.way(row) is None]
    if left:
        noun, further = telling.noun(Kind.INDICATOR, len(left)), "a direction is not shown for "
        yield sentence(f"{further}", _count(left), f" {noun}: ", listed(list(_reasons(left, since)), "; ", "; "))


def _reasons(rows: Sequence[Row], since: Since) -> Iterator[Words]:
    """Why no direction is shown, with the number of rows for each reason where there are several."""

    def why(row: Row) -> str:
        found = since.of(row)
        return (found.withheld or Withheld.NOT_RETURNED).value if found else Withheld.NOT_RETURNED.value

    groups = grouped(rows, why)
    for reason, group in groups.items():
        yield words(reason, " (", _count(group), ")") if len(groups) > 1 else (reason,)


def _count(rows: Sequence[Row]) -> Figure:
    return count(cells(rows, "figure"))
