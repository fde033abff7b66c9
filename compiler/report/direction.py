"""Direction of travel in words: figures against those of last quarter, and of the same quarter last year."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from compiler.consolidate.direction import Direction, Travel, Withheld
from compiler.consolidate.view import Row
from compiler.domain.agreement import grouped
from compiler.domain.frozen import dataclass
from compiler.domain.language import term
from compiler.domain.record import Kind
from compiler.report.blocks import Figure, Inline, Mention, Paragraph, Pointing, Table, TableColumn, Words, say
from compiler.report.facts import cell_words, cells, count, full_name
from compiler.report.left_out import others_note
from compiler.report.sentences import agree, capital, listed, paragraph, words
from compiler.report.telling import Blocks, Telling

SAID = {Direction.BETTER: "▲ better", Direction.WORSE: "▼ worse", Direction.SAME: "● no change"}
"""A direction as printed: its sign, and the word that says it without the sign."""

DIRECTIONS = "indicator-directions"
"""The key of the table of directions of travel."""
LAST = ("Figure before", "Direction since before")
YEAR_AGO = ("Figure a year ago", "Direction since a year ago")
"""What the columns for last quarter, and for the same quarter last year, are called whichever quarters these are."""

_COUNTED = {
    Direction.BETTER: ("better", "figure is better", "figures are better"),
    Direction.WORSE: ("worse", "figure is worse", "figures are worse"),
    Direction.SAME: ("unchanged", "figure is unchanged", "figures are unchanged"),
}
"""What is said behind the number of figures that went a way: behind others, of one alone, of several."""
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


@dataclass(frozen=True, slots=True)
class Since:
    """An earlier period that figures are compared with: how it is called, and each row's way since then.

    `figure` and `direction` are what the columns of a table are called, whichever period that is.
    """

    called: str
    of: Callable[[Row], Travel | None]
    figure: str
    direction: str

    def way(self, row: Row) -> Direction | None:
        """Which way the row's figure went since then; None where that is not shown."""
        found = self.of(row)
        return found.direction if found else None


def compared_with(telling: Telling, rows: Sequence[Row]) -> tuple[Since, ...]:
    """The earlier periods since which the direction of any of these indicators can be told: last quarter, last year."""
    return tuple(each for each in _earlier(telling) if any(each.way(row) for row in rows))


def _earlier(telling: Telling) -> list[Since]:
    """The earlier periods of which returns are held."""
    year_ago = telling.view.year_ago
    every = [Since(telling.earlier, lambda row: row.since, *LAST)] if telling.earlier else []
    return every + ([Since(year_ago.short, lambda row: row.since_year, *YEAR_AGO)] if year_ago else [])


def direction_columns(since: Sequence[Since]) -> tuple[TableColumn, ...]:
    """A column of a table for each earlier period."""
    return tuple(_direction_column(each) for each in since)


def _direction_column(since: Since) -> TableColumn:
    return TableColumn(term("Since {earlier}", earlier=since.called), 1.7, name=since.direction)


def direction_words(row: Row, since: Since) -> Inline:
    """The direction of a row's figure, placed at both figures: '▲ better'; where none is shown, why, in short."""
    found = since.of(row)
    if found is None:
        return term("not compared")
    if found.direction is None or found.then is None:
        return term(_SHORT[found.withheld or Withheld.NOT_RETURNED])
    origins = (row.where("figure"), found.then.origin)
    return Figure(
        term(SAID[found.direction]), origins, f"compared with {found.then.raw.strip()}", found.direction.value
    )


def direction_of(telling: Telling, row: Row) -> Words:
    """The direction of one row's figure since each earlier period, with the figure of that time; () where none is
    shown."""
    return paragraph(
        telling.say(
            "direction.exception",
            direction=direction_words(row, each),
            before=each.called,
            figure=_figure_then(row, each),
        )
        for each in compared_with(telling, [row])
    )


def directions(telling: Telling, rows: Sequence[Row]) -> Blocks:
    """How many figures are better, worse and unchanged since each earlier period, why some are not compared, and a
    table of those that are; nothing where no figure is held."""
    figured = [row for row in rows if row.gives("figure")]
    since = compared_with(telling, figured)
    said = [one for each in _earlier(telling) if figured for one in _since(telling, figured, each)]
    said += _no_year_ago(telling) if figured else ()
    shown = sorted(_comparable(figured, since), key=lambda row: _worst(row, since))
    pointing = (Pointing(telling.say("indicators.figures", table=Mention("table", DIRECTIONS))),)
    told = (Paragraph(paragraph((*said, pointing) if shown else said)),) if said else ()
    return (*told, _table(telling, shown, since)) if shown else told


def _comparable(rows: Sequence[Row], since: Sequence[Since]) -> list[Row]:
    return [row for row in rows if any(each.way(row) for each in since)]


def _worst(row: Row, since: Sequence[Since]) -> int:
    """A figure that is worse comes first, one that is worse since both periods before that."""
    return -sum(each.way(row) is Direction.WORSE for each in since)


def _table(telling: Telling, rows: Sequence[Row], since: Sequence[Since]) -> Table:
    """Each indicator's figure now and then, with the direction; as many as the profile sets, the worst first."""
    noun, nouns = telling.noun(Kind.INDICATOR), telling.noun(Kind.INDICATOR, 2)
    lines = rows[: telling.profile.report.limits.table_rows or None]
    others = rows[len(lines) :]
    then = [column for each in since for column in (_figure_column(each), _direction_column(each))]
    return Table(
        caption=term("Direction of travel of {plan} {nouns}, {now}", plan=telling.plan, nouns=nouns, now=telling.now),
        columns=(TableColumn(capital(noun), 3.4), TableColumn(term("Figure"), 1.4, "right"), *then),
        rows=tuple(_line(row, since) for row in lines),
        note=others_note(telling, others) if others else (),
        description=say(telling.say("direction.described", noun=noun)),
        key=DIRECTIONS,
    )


def _figure_column(since: Since) -> TableColumn:
    return TableColumn(term("Figure in {earlier}", earlier=since.called), 1.6, "right", since.figure)


def _line(row: Row, since: Sequence[Since]) -> tuple[Words, ...]:
    then = [cell for each in since for cell in ((_figure_then(row, each),), (direction_words(row, each),))]
    return full_name(row), (cell_words(row.entry("figure")),), *then


def _figure_then(row: Row, since: Since) -> Inline:
    found = since.of(row)
    return cell_words(found.then, term("no figure")) if found and found.then else term("no figure")


def _no_year_ago(telling: Telling) -> Iterator[Words]:
    if telling.earlier and telling.view.year_ago is None:  # that nothing at all is held is said at the beginning
        then = telling.view.period.same_last_year().short
        yield telling.say("direction.no_year_ago", before=then)


def _since(telling: Telling, rows: Sequence[Row], since: Since) -> Iterator[Words]:
    ways = {way: [row for row in rows if since.way(row) is way] for way in Direction}
    parts: list[Words] = []
    for way, (short, one, many) in _COUNTED.items():
        if ways[way]:
            said = short if parts else agree(len(ways[way]), one, many)
            parts.append(words(_count(ways[way]), f" {term(said)}"))
    left = [row for row in rows if since.way(row) is None]
    reasons = listed(list(_reasons(left, since)), "; ", "; ")
    if not parts:
        yield telling.say("direction.none", before=since.called, reason=reasons)
        return
    yield telling.say("direction.compared", before=since.called, groups=listed(parts))
    if left:
        noun = telling.noun(Kind.INDICATOR, len(left))
        yield telling.say("direction.left", count=_count(left), noun=noun, reason=reasons)


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
