"""Progress on the indicators of the plan that counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compiler.consolidate.view import Row
from compiler.domain.language import term
from compiler.domain.rating import RatingScheme
from compiler.domain.record import Kind, State
from compiler.report import movement
from compiler.report.blocks import Heading, Mention, Paragraph, Pointing, Table, TableColumn, Words, say
from compiler.report.charts import chart_by_outcome
from compiler.report.direction import directions
from compiler.report.extremes import extremes
from compiler.report.facts import cell_words, full_name, how_many, rated, rated_before
from compiler.report.left_out import others_note, where_whole
from compiler.report.sentences import capital, paragraph, words
from compiler.report.shorten import is_cut, shortened
from compiler.report.standing import EXCEPTIONS, exceptional
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
    if rows and scheme is None:
        return heading, *_in_words(telling, rows)
    if not rows or scheme is None:
        return heading, Paragraph(_without_table(telling, rows))
    table = rating_table(telling, Kind.INDICATOR, rows, scheme, "indicators-by-rating")
    alone = telling.profile.sheet(Kind.ACTION) is None
    chart = chart_by_outcome(telling, Kind.INDICATOR, rows, scheme) if alone else ()
    told = (table, *chart, *extremes(telling, Kind.INDICATOR, rows, scheme))
    return heading, Paragraph(_lead(telling, rows, table)), *told, *_changes(telling, rows, scheme)


def _in_words(telling: Telling, rows: Sequence[Row]) -> Blocks:
    """What stands there in a format that rates nothing."""
    from compiler.report.in_words import indicators_in_figures
    from compiler.report.outcomes_in_words import hang_on_objectives, judged_by_arithmetic, outcomes_in_words

    if hang_on_objectives(telling.profile):
        return outcomes_in_words(telling, rows)
    return (*indicators_in_figures(telling, rows), *judged_by_arithmetic(telling, rows))


def _lead(telling: Telling, rows: Sequence[Row], table: Table) -> Words:
    noun = telling.noun(Kind.INDICATOR, len(rows))
    said = telling.say("indicators.table", table=Mention("table", table.key), count=how_many(rows), noun=noun)
    return (Pointing(said, _without_table(telling, rows)),)


def _without_table(telling: Telling, rows: Sequence[Row]) -> Words:
    return telling.say("indicators.held", count=how_many(rows), noun=telling.noun(Kind.INDICATOR, len(rows)))


def _changes(telling: Telling, rows: Sequence[Row], scheme: RatingScheme) -> Blocks:
    """What changed in sentences, and a table of the indicators that they are about."""
    found = movement.moves(rows)
    first: list[Words] = []
    if movement.any_rated(rows) and any(state.done for state in scheme.states):
        first.append(movement.completions(telling, Kind.INDICATOR, found.done))
    if not telling.earlier:
        told = [row for row in rows if row.gives("figure")]
    else:
        moved = (
            *movement.moved(telling, Kind.INDICATOR, found.moved),
            *movement.fresh(telling, Kind.INDICATOR, found.fresh),
        )
        first += [said for said, _ in moved]
        told = [*found.done, *(row for _, group in moved for row in group)]
    shown = [row for row in told if not exceptional(telling.view, row)]
    first += _where(telling, told, shown)
    figures = (figure_table(telling, shown),) if shown else ()
    chart = target_chart(telling, rows)
    rest = _remaining(telling, found)
    paragraphs = [Paragraph(said) for said in (paragraph(first),) if said]
    return (*paragraphs, *figures, *directions(telling, rows), *chart, *([Paragraph(rest)] if rest else []))


def _where(telling: Telling, told: Sequence[Row], shown: Sequence[Row]) -> Iterator[Words]:
    """Where the figures stand: those of exceptions in their section, the others in the table."""
    if len(shown) < len(told):
        yield (Pointing(telling.say("indicators.exceptions", section=Mention("section", EXCEPTIONS))),)
    if shown and len(shown) < len(told):
        yield (Pointing(telling.say("indicators.others", table=Mention("table", FIGURES))),)
    elif shown:
        yield (Pointing(telling.say("indicators.figures", table=Mention("table", FIGURES))),)


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
    """Indicators with their commentary below, target, figure, rating before and now, as many as the profile sets."""
    earlier, limits = telling.earlier, telling.profile.report.limits
    lines = rows[: limits.table_rows or None]
    about = term("that changed since {earlier}", earlier=earlier) if earlier else term("with a figure")
    noun = telling.noun(Kind.INDICATOR)
    sheet = telling.profile.sheet(Kind.INDICATOR)
    targeted = sheet is None or sheet.column("target") is not None
    columns = [
        TableColumn(capital(noun), 6.0),
        *([TableColumn(term("Target"), 1.4, "right")] if targeted else []),
        TableColumn(term("Figure"), 1.3, "right"),
        *([TableColumn(term("Rating in {earlier}", earlier=earlier), 1.9, name=BEFORE)] if earlier else []),
        TableColumn(term("Rating now"), 1.6),
    ]
    return Table(
        caption=term(
            "{plan} {nouns} {about}, {now}",
            plan=telling.plan,
            nouns=telling.noun(Kind.INDICATOR, 2),
            about=about,
            now=telling.now,
        ),
        columns=tuple(columns),
        rows=tuple(_figure_line(row, bool(earlier), targeted, limits.commentary_words) for row in lines),
        note=_note(telling, lines, rows[len(lines) :]),
        description=say(telling.say("indicators.described", noun=noun)),
        key=FIGURES,
    )


def _figure_line(row: Row, compared: bool, targeted: bool, limit: int) -> tuple[Words, ...]:
    target: tuple[Words, ...] = (
        ((cell_words(row.entry("target"), term("no target set"), "as approved"),),) if targeted else ()
    )
    before: tuple[Words, ...] = ((rated_before(row),),) if compared else ()
    commentary = row.entry("commentary")
    below: Words = ("\n", shortened(cell_words(commentary), limit)) if commentary.given else ()
    return (
        words(full_name(row), below),
        *target,
        (cell_words(row.entry("figure"), term("no figure")),),
        *before,
        (rated(row),),
    )


def _note(telling: Telling, rows: Sequence[Row], others: Sequence[Row]) -> Words:
    """How many have no commentary, where the others stand, and where words that were cut stand in full."""
    limit, said = telling.profile.report.limits.commentary_words, list[Words]()
    silent = [row for row in rows if row.state("commentary") is State.BLANK]
    said += [telling.say("indicators.no_commentary", count=how_many(silent))] if silent else []
    cut = [row for row in rows if is_cut(cell_words(row.entry("commentary")), limit)]
    said += [where_whole(telling, cut)] if cut else []
    said += [others_note(telling, others)] if others else []
    return paragraph(said)
