"""Tables of ratings: how many rows have which rating, with the share of all of them."""

from __future__ import annotations

from collections.abc import Sequence

from compiler.consolidate.tally import tally
from compiler.consolidate.view import Row, Tally
from compiler.domain.language import term
from compiler.domain.rating import Rating, RatingScheme
from compiler.domain.record import Kind
from compiler.report.blocks import Block, Inline, Paragraph, Rated, Table, TableColumn, Words, say
from compiler.report.facts import rating_cells, share_of, tabled
from compiler.report.missing import by_division, note_on
from compiler.report.sentences import words
from compiler.report.telling import Telling


def count_columns() -> tuple[TableColumn, ...]:
    """The columns of a table of ratings: each with its number and share."""
    shares = (TableColumn(term("Number"), 1.0, "right"), TableColumn("%", 1.0, "right"))
    return TableColumn(term("Rating"), 1.2), *shares


def meanings(scheme: RatingScheme, rows: Sequence[Row]) -> tuple[Block, ...]:
    """What each rating means, as bullets: the scheme, and the states outside it that occur among the rows."""
    occurring = {row.rating.key for row in rows if row.rating is not None}
    shown = [state for state in scheme.states if state.in_scheme or state.key in occurring]
    return tuple(Paragraph((Rated(state), _meaning(state)), "bullet") for state in shown)


def _meaning(state: Rating) -> str:
    return f": {state.meaning}" if state.meaning else ""


def rating_table(telling: Telling, kind: Kind, rows: Sequence[Row], scheme: RatingScheme, key: str) -> Table:
    """Rating, number and share of all rows, with the total and a note on what is missing."""
    counts = tally(rows, scheme)
    noun = telling.noun(kind, 2)
    lines = [_line(state, held, counts.total) for state, held in counts.groups]
    everything = rating_cells(rows)
    lines.append(((term("Total"),), (tabled(everything),), (share_of(everything, counts.total),)))
    return Table(
        caption=term("{plan} {nouns} by rating, {now}", plan=telling.plan, nouns=noun, now=telling.now),
        columns=count_columns(),
        rows=tuple(lines),
        note=note_on(telling, kind, rows),
        description=say(telling.say("table.ratings_described", nouns=noun)),
        key=key,
        total=True,
    )


def _line(state: Rating, held: Sequence[Row], whole: int) -> tuple[Words, ...]:
    origins = rating_cells(held)
    return (Rated(state),), (tabled(origins),), (share_of(origins, whole),)


def division_table(
    telling: Telling, kind: Kind, rows: Sequence[Row], scheme: RatingScheme, plans: str, key: str
) -> Table:
    """One line for each division: how many rows have which rating, with the share of the division's own rows."""
    whole = tally(rows, scheme)
    states = [state for state, _ in whole.groups]
    groups = [(division.name, tally(theirs, scheme)) for division, theirs in by_division(telling.view, rows)]
    several = len(groups) > 1
    nouns = telling.noun(kind, 2)
    return Table(
        caption=term("{plans} {nouns} by rating, number (%), {now}", plans=plans, nouns=nouns, now=telling.now),
        columns=(
            TableColumn(term("Division"), 2.2),
            *(TableColumn(term(state.name), 1.35, "right") for state in states),
            TableColumn(term("Total"), 0.9, "right"),
        ),
        rows=tuple(
            _division_line(*group, states) for group in (*groups, *([(term("Total"), whole)] if several else []))
        ),
        note=note_on(telling, kind, rows),
        description=say(telling.say("table.divisions_described", nouns=nouns)),
        key=key,
        total=several,
    )


def _division_line(heading: str, counts: Tally, states: Sequence[Rating]) -> tuple[Words, ...]:
    held = {state.key: counts.of(state.key) for state in states}
    row: list[Words] = [(heading,)]
    row += [_number_and_share(held[state.key], counts.total) for state in states]
    row.append((tabled(rating_cells([each for _, group in counts.groups for each in group])),))
    return tuple(row)


def _number_and_share(rows: Sequence[Row], whole: int) -> tuple[Inline, ...]:
    origins = rating_cells(rows)
    return words(tabled(origins), " (", share_of(origins, whole), ")")
