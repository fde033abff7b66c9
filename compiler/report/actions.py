"""Progress on the actions of the plan that counts."""

from __future__ import annotations

from collections.abc import Sequence

from compiler.consolidate.view import Row
from compiler.domain.language import term
from compiler.domain.rating import RatingScheme
from compiler.domain.record import Kind
from compiler.report import movement
from compiler.report.blocks import Block, Heading, Mention, Paragraph, Pointing, Table, Words
from compiler.report.charts import chart_by_outcome
from compiler.report.extremes import extremes
from compiler.report.facts import how_many
from compiler.report.sentences import paragraph
from compiler.report.tallies import rating_table
from compiler.report.telling import Blocks, Telling


def actions(telling: Telling) -> Blocks:
    """Table 1 and what changed since the period before, by outcome; nothing where the format has no actions."""
    if telling.profile.sheet(Kind.ACTION) is None:
        return ()
    heading = Heading(
        3, term("{plan} {nouns}", plan=telling.plan, nouns=telling.noun(Kind.ACTION, 2)), "actions", counted="section"
    )
    rows = telling.rows(Kind.ACTION, *telling.counted)
    scheme = telling.profile.ratings
    if rows and scheme is None:
        from compiler.report.dates_in_words import undated
        from compiler.report.in_words import actions_in_words

        return heading, *actions_in_words(telling, rows), *undated(telling, rows)
    if not rows or scheme is None:
        return heading, Paragraph(_without_table(telling, rows))
    table = rating_table(telling, Kind.ACTION, rows, scheme, "actions-by-rating")
    chart = chart_by_outcome(telling, Kind.ACTION, rows, scheme)
    unlikely = extremes(telling, Kind.ACTION, rows, scheme)
    return heading, Paragraph(_lead(telling, rows, table)), table, *chart, *unlikely, *_changes(telling, rows, scheme)


def _lead(telling: Telling, rows: Sequence[Row], table: Table) -> Words:
    noun = telling.noun(Kind.ACTION, len(rows))
    said = telling.say("actions.table", table=Mention("table", table.key), count=how_many(rows), noun=noun)
    return (Pointing(said, _without_table(telling, rows)),)


def _without_table(telling: Telling, rows: Sequence[Row]) -> Words:
    return telling.say("actions.held", count=how_many(rows), noun=telling.noun(Kind.ACTION, len(rows)))


def _changes(telling: Telling, rows: Sequence[Row], scheme: RatingScheme) -> tuple[Block, ...]:
    """The narrative of what changed: completed, moved, newly an exception, remaining, and what cannot be told."""
    if not movement.any_rated(rows):
        return ()
    found = movement.moves(rows)
    blocks: list[Block] = []
    if any(state.done for state in scheme.states):
        completed = movement.completions(telling, Kind.ACTION, found.done)
        blocks += movement.told_by_outcome(telling, completed, found.done, "progress")
    if not telling.earlier:
        return tuple(blocks)
    changed = (*movement.moved(telling, Kind.ACTION, found.moved), *movement.fresh(telling, Kind.ACTION, found.fresh))
    for said, group in changed:
        blocks += movement.told_by_outcome(telling, said, group, "progress")
    if not changed:
        blocks.append(Paragraph(telling.say("actions.unmoved", done=len(found.done), noun=telling.noun(Kind.ACTION))))
    return (*blocks, *_remaining(telling, found))


def _remaining(telling: Telling, found: movement.Moves) -> tuple[Block, ...]:
    blocks: list[Block] = []
    rest: list[Words] = []
    for said, group in movement.unchanged(telling, Kind.ACTION, found.same):
        if group[0].rating is not None and group[0].rating.done:
            rest.append(said)
        else:
            blocks += [Paragraph(said), *movement.named_by_outcome(telling, group)]
    rest += movement.untold(telling, Kind.ACTION, found.untold)
    rest += movement.arrivals(telling, Kind.ACTION, found.new)
    return (*blocks, Paragraph(paragraph(rest))) if rest else tuple(blocks)
