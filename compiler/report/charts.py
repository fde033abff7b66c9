"""Charts: ratings by outcome and by division, figures against their targets; and the figures of each as a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from compiler.consolidate.tally import tally
from compiler.consolidate.view import Row
from compiler.domain.frozen import replace
from compiler.domain.language import term
from compiler.domain.rating import Rating, RatingScheme
from compiler.domain.record import Kind
from compiler.report.blocks import (
    Chart,
    Heading,
    Inline,
    Mention,
    Paragraph,
    Point,
    Pointing,
    Series,
    Table,
    TableColumn,
    Words,
)
from compiler.report.facts import how_many, is_rated, outcome, rating_cells, tabled
from compiler.report.missing import by_division
from compiler.report.movement import any_rated, outcomes
from compiler.report.sentences import agree, capital, listed, paragraph, plural, quoted, words
from compiler.report.telling import Blocks, Telling

MOST = 20
"""So many bars of ratings there is room for on a page."""
_NAMED = 3

Group = tuple[Inline, Sequence[Row]]
"""What one bar of a chart of ratings stands for: its name, and the rows that it counts."""


def chart_by_outcome(telling: Telling, kind: Kind, rows: Sequence[Row], scheme: RatingScheme) -> Blocks:
    """A chart of the ratings by outcome, with a sentence that leads to it; nothing where it would have one bar only."""
    word = telling.profile.word("outcome")
    groups: list[Group] = [(outcome(group[0]) or term("No {word}", word=word), group) for group in outcomes(rows)]
    if len(groups) < 2 or not any_rated(rows):
        return ()
    nouns = telling.noun(kind, 2)
    caption = term(
        "{plan} {nouns} by {level} and rating, {now}", plan=telling.plan, nouns=nouns, level=word, now=telling.now
    )
    shown = _shown(groups, scheme)
    chart = _ratings(telling, kind, shown, scheme, caption, word)
    drawn = how_many([row for _, theirs in shown for row in theirs])
    chart = replace(chart, key=f"{kind.value}s-by-outcome", note=_left_out(telling, groups, scheme, word, nouns))
    lead = telling.say("chart.ratings", chart=Mention("chart", chart.key), count=drawn, nouns=nouns, axis=word)
    worst = _worst(telling, shown, scheme)
    return Paragraph((Pointing(paragraph((lead, worst)), worst),)), with_source(telling, chart)


def chart_by_division(
    telling: Telling, kind: Kind, rows: Sequence[Row], scheme: RatingScheme, plans: str, table: str
) -> Blocks:
    """A chart of the ratings by division, beside the table of that key; nothing where one division has all rows."""
    groups: list[Group] = [(division.name, theirs) for division, theirs in by_division(telling.view, rows)]
    if len(groups) < 2 or not any_rated(rows):
        return ()
    caption = term(
        "{plan} {nouns} by division and rating, {now}", plan=plans, nouns=telling.noun(kind, 2), now=telling.now
    )
    chart = _ratings(telling, kind, _shown(groups, scheme), scheme, caption, "division")
    left_out = _left_out(telling, groups, scheme, "division", telling.noun(kind, 2))
    return (with_source(telling, replace(chart, note=left_out, figures=table, key=f"{kind.value}s-of-divisions")),)


def _shown(groups: Sequence[Group], scheme: RatingScheme) -> Sequence[Group]:
    """As many groups as there is room for on a page, in their order: first those with most rows of the worst rating."""

    def weight(at: int) -> tuple[int, int]:
        rows = groups[at][1]
        return -len([row for row in rows if is_rated(row, scheme.inside[0])]), -len(rows)

    kept = sorted(range(len(groups)), key=weight)[:MOST]
    return [groups[at] for at in sorted(kept)]


def _left_out(telling: Telling, groups: Sequence[Group], scheme: RatingScheme, axis: str, nouns: str) -> Words:
    if len(groups) <= MOST:
        return ()
    worst = scheme.inside[0].name
    return telling.say("chart.some", axis=plural(axis, 2), rating=worst, nouns=nouns)


def _ratings(
    telling: Telling, kind: Kind, groups: Sequence[Group], scheme: RatingScheme, caption: str, axis: str
) -> Chart:
    """Rows by group and rating; a rating that no row has is left out."""
    rows = [row for _, theirs in groups for row in theirs]
    tallies = [tally(theirs, scheme) for _, theirs in groups]
    held = [(state, each) for state, each in tally(rows, scheme).groups if each]
    nouns = telling.noun(kind, 2)
    return Chart(
        caption=caption,
        kind="stacked",
        axis=term("{level} (number of {nouns})", level=capital(axis), nouns=nouns),
        categories=tuple(words(name, " (", tabled(rating_cells(theirs)), ")") for name, theirs in groups),
        series=tuple(
            Series(term(state.name), tuple(_counted(each.of(state.key)) for each in tallies), state)
            for state, _ in held
        ),
        description=paragraph((_overall(telling, kind, rows, held), _worst(telling, groups, scheme))),
    )


def _counted(rows: Sequence[Row]) -> Point:
    return Point(tabled(rating_cells(rows)), len(rows))


def _overall(telling: Telling, kind: Kind, rows: Sequence[Row], held: Sequence[tuple[Rating, Sequence[Row]]]) -> Words:
    """How many rows have which rating: 'Of 47 actions, three are Red, 34 Amber and ten Green.'"""
    named: list[Words] = []
    for state, each in held:
        are = agree(len(each), " is ", " are ") if not named else " "
        named.append(words(how_many(each), are, term(state.name) if state.in_scheme else quoted(term(state.name))))
    return telling.say("chart.overall", count=how_many(rows), noun=telling.noun(kind, len(rows)), groups=listed(named))


def _worst(telling: Telling, groups: Sequence[Group], scheme: RatingScheme) -> Words:
    """Where most of the rows with the worst rating stand: 'Most Red: “Stay Safe” (two of five).'"""
    worst = scheme.inside[0]
    counts = [(name, [row for row in rows if is_rated(row, worst)], rows) for name, rows in groups]
    most = max((len(bad) for _, bad, _ in counts), default=0)
    if not most:
        return telling.say("chart.none_worst", rating=worst.name)
    leading = [each for each in counts if len(each[1]) == most]
    if len(leading) > _NAMED:
        return ()
    named = [words("“", name, "” (", how_many(bad), term(" of "), how_many(rows), ")") for name, bad, rows in leading]
    return telling.say("chart.most_worst", rating=worst.name, names=listed(named))


# --- figures as tables ------------------------------------------------------------------------------------------------


def with_source(telling: Telling, chart: Chart) -> Chart:
    """The chart with a note that points to the table of its figures: the one beside it, else that of the appendix."""
    repeated = Pointing(_gives(telling, f"figures-of-{chart.key}"))
    source = Pointing(_gives(telling, chart.figures), (repeated,)) if chart.figures else repeated
    return replace(chart, note=paragraph((chart.note, (source,))))


def _gives(telling: Telling, table: str) -> Words:
    return telling.say("chart.figures", table=Mention("table", table))


def figures_of(charts: Iterable[Chart]) -> Blocks:
    """The appendix of the figures of these charts; the paper keeps the tables of those charts that stand in it."""
    tables = tuple(_table(chart) for chart in charts)
    return (Heading(2, term("figures of the charts"), "appendix-charts", counted="appendix"), *tables) if tables else ()


def _table(chart: Chart) -> Table:
    """The figures of a chart: a line for each category, a column for each series."""
    points = zip(*(series.points for series in chart.series), strict=True)
    return Table(
        caption=chart.caption,
        columns=(TableColumn(chart.axis, 3.0), *(TableColumn(each.name, 1.0, "right") for each in chart.series)),
        rows=tuple(
            (name, *((point.said,) for point in line)) for name, line in zip(chart.categories, points, strict=True)
        ),
        description="The figures that the chart is drawn from.",
        key=f"figures-of-{chart.key}",
        of=chart.key,
    )
