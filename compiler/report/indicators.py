"""Progress on the indicators of the plan that counts."""

from __future__ import annotations

from collections.abc import Sequence

from compiler.consolidate.view import Row
from compiler.domain.rating import RatingScheme
from compiler.domain.record import Kind, State
from compiler.report import movement
from compiler.report.blocks import Heading, Mention, Paragraph, Pointing, Table, TableColumn, Words
from compiler.report.charts import chart_by_outcome
from compiler.report.facts import cell_words, full_name, how_many, rated, rated_before
from compiler.report.sentences import agree, capital, paragraph, sentence
from compiler.report.tallies import rating_table
from compiler.report.target_chart import target_chart
from compiler.report.telling import BEFORE, Blocks, Telling

FIGURES = "indicator-figures"
"""The key of the table of indicators with their figures."""


def indicators(telling: Telling) -> Blocks:
    """Table 2, what changed since the period before, and the figures behind it; nothing where there are none."""
    if telling.profile.sheet(Kind.INDICATOR) is None:
        return ()
    heading = Heading(3, capital(telling.noun(Kind.INDICATOR, 2)), "indicators", counted="section")
    rows = telling.rows(Kind.INDICATOR, *telling.counted)
    scheme = telling.profile.ratings
    if not rows or scheme is None:
        return heading, Paragraph(_without_table(telling, rows))
    table = rating_table(telling, Kind.INDICATOR, rows, scheme, "indicators-by-rating")
    alone = telling.profile.sheet(Kind.ACTION) is None
    told = (table, *(chart_by_outcome(telling, Kind.INDICATOR, rows, scheme) if alone else ()))
    return heading, Paragraph(_lead(telling, rows, table)), *told, *_changes(telling, rows, scheme)


def _lead(telling: Telling, rows: Sequence[Row], table: Table) -> Words:
    noun = telling.noun(Kind.INDICATOR, len(rows))
    said = sentence(
        Mention("table", table.key), " summarises the results of the ", how_many(rows), f" {noun} in the {telling.plan}"
    )
    return (Pointing(said, _without_table(telling, rows)),)


def _without_table(telling: Telling, rows: Sequence[Row]) -> Words:
    noun = telling.noun(Kind.INDICATOR, len(rows))
    return sentence(f"the {telling.plan} has ", how_many(rows), f" {noun}")


def _changes(telling: Telling, rows: Sequence[Row], scheme: RatingScheme) -> Blocks:
    """What changed in sentences, and a table of the indicators that they are about."""
    found = movement.moves(rows)
    first: list[Words] = []
    if movement.any_rated(rows) and any(state.done for state in scheme.states):
        first.append(movement.completions(telling, Kind.INDICATOR, found.done))
    if not telling.earlier:
        shown = [row for row in rows if row.entry("figure").given]
    else:
        moved = (
            *movement.moved(telling, Kind.INDICATOR, found.moved),
            *movement.fresh(telling, Kind.INDICATOR, found.fresh),
        )
        first += [said for said, _ in moved]
        shown = [*found.done, *(row for _, group in moved for row in group)]
    if shown:
        first.append((Pointing(sentence(Mention("table", FIGURES), " gives the figures")),))
    figures = (figure_table(telling, shown),) if shown else ()
    chart = target_chart(telling, rows)
    rest = _remaining(telling, found)
    paragraphs = [Paragraph(said) for said in (paragraph(first),) if said]
    return (*paragraphs, *figures, *chart, *([Paragraph(rest)] if rest else []))


def _remaining(telling: Telling, found: movement.Moves) -> Words:
    """The indicators whose ratings did not change, or whose change cannot be told."""
    said: list[Words] = []
    if telling.earlier:
        said += [one for one, _ in movement.unchanged(telling, Kind.INDICATOR, found.same)]
        said += movement.untold(telling, Kind.INDICATOR, found.untold)
        said += movement.arrivals(telling, Kind.INDICATOR, found.new)
    return paragraph(said)


# --- the table of figures ---------------------------------------------------------------------------------------------


def figure_table(telling: Telling, rows: Sequence[Row]) -> Table:
    """Indicators with target, figure, rating before and now, and commentary."""
    earlier = telling.earlier
    about = f"that changed since {earlier}" if earlier else "with a figure"
    noun = telling.noun(Kind.INDICATOR)
    columns = [
        TableColumn(capital(noun), 3.0),
        TableColumn("Target", 1.4, "right"),
        TableColumn("Figure", 1.3, "right"),
        *([TableColumn(f"Rating in {earlier}", 1.9, name=BEFORE)] if earlier else []),
        TableColumn("Rating now", 1.6),
        TableColumn("Commentary", 3.6),
    ]
    return Table(
        caption=f"{telling.plan} {telling.noun(Kind.INDICATOR, 2)} {about}, {telling.now}",
        columns=tuple(columns),
        rows=tuple(_figure_line(row, bool(earlier)) for row in rows),
        note=_note(rows),
        description=f"For each {noun} its target, its figure, its rating and the commentary of the return.",
        key=FIGURES,
    )


def _figure_line(row: Row, compared: bool) -> tuple[Words, ...]:
    before: tuple[Words, ...] = ((rated_before(row),),) if compared else ()
    return (
        full_name(row),
        (cell_words(row.entry("target"), "no target set", "as approved"),),
        (cell_words(row.entry("figure"), "no figure"),),
        *before,
        (rated(row),),
        (cell_words(row.entry("commentary")),),
    )


def _note(rows: Sequence[Row]) -> Words:
    silent = [row for row in rows if row.entry("commentary").state is State.BLANK]
    if not silent:
        return ()
    have = agree(len(silent), "has", "have")
    return sentence(how_many(silent), f" of them {have} no commentary in the returns")
