"""Facts of the report: counts, shares and cells as figures that know where they come from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import attrgetter, methodcaller

from compiler.consolidate.view import Row
from compiler.domain.agreement import grouped
from compiler.domain.frozen import replace
from compiler.domain.language import term
from compiler.domain.origin import Origin
from compiler.domain.rating import Rating
from compiler.domain.record import Entry, Kind, Record, State
from compiler.domain.value_model import share
from compiler.report.blocks import Figure, Inline, Rated, Words
from compiler.report.cells_of import CellsOf, kept
from compiler.report.once import made_once
from compiler.report.sentences import number_words, numeral, words

NAMED_BY = {Kind.ACTION: "action", Kind.INDICATOR: "definition", Kind.RISK: "risk"}
"""The column that holds the words of a row, by what the row is about."""

_SAID = {
    State.NOT_APPLICABLE: "not applicable",
    State.NONE: "none",
    State.NOT_PUBLISHED: "not published",
}


RATING_CELL: Callable[[Row], Origin] = attrgetter("rating_origin")
"""The cell that says how a row is rated."""


def rating_cells(rows: Sequence[Row]) -> CellsOf:
    """The cells that say how the rows are rated, one for each row."""
    return CellsOf(rows, RATING_CELL)


def rating_cells_before(rows: Sequence[Row]) -> CellsOf:
    """The cells that said how the rows were rated in the period before, of those that stood there."""
    return CellsOf([row.before for row in rows if row.before is not None], methodcaller("where", "rating"))


def cells(rows: Sequence[Row], column: str) -> CellsOf:
    """The cells of one column, one for each row."""
    return CellsOf([row.said_by(column) for row in rows], methodcaller("where", column))


def count(origins: Sequence[Origin]) -> Figure:
    """How many there are, for a sentence: one origin for each that is counted."""
    return Figure(number_words(len(origins)), kept(origins), "count", len(origins))


def tabled(origins: Sequence[Origin]) -> Figure:
    """How many there are, for a table."""
    return Figure(numeral(len(origins)), kept(origins), "count", len(origins))


def share_of(origins: Sequence[Origin], whole: int) -> Figure:
    """What share of the whole they are; the figure's cells are those of the part, `how` names the whole."""
    said = share(len(origins), whole)
    return Figure(said, kept(origins), f"share of {whole}", said)


def how_many(rows: Sequence[Row]) -> Figure:
    """How many rows there are, for a sentence, counted at their ratings."""
    return count(rating_cells(rows))


def cell_words(entry: Entry, blank: str = "", how: str = "as returned") -> Inline:
    """A cell as it is printed: its own words, or in words why there are none; never nothing."""
    if entry.given and entry.raw.strip():
        return Figure(entry.raw.strip(), (entry.origin,), how, entry.raw)
    absent = term("not in the plan") if how == "as approved" else term("not asked for")
    said = (
        absent
        if entry.state is State.ABSENT
        else term(_SAID[entry.state])
        if entry.state in _SAID
        else blank or term("not given")
    )
    return Figure(said, (entry.origin,), how, said) if entry.state is State.NOT_PUBLISHED else said


def name(row: Row) -> Figure:
    """A row's words in full, as approved."""
    entry = row.entry(NAMED_BY[row.kind])
    return Figure(entry.raw or row.record.label, (entry.origin,), "as approved", entry.raw or row.record.label)


def reference(row: Row) -> Figure | None:
    """A row's reference, if it has one."""
    entry = row.entry("reference")
    return Figure(entry.raw, (entry.origin,), "as approved", entry.raw) if entry.given and entry.raw else None


def short_name(row: Row) -> Figure:
    """A row's reference, or its words where it has none."""
    return reference(row) or name(row)


def full_name(row: Row) -> Words:
    """A row's reference and its words, as far as it has them."""
    code = reference(row)
    if code and not row.gives(NAMED_BY[row.kind]):
        return (code,)
    return words(code, " ", name(row)) if code else (name(row),)


def leading_name(row: Row) -> Words:
    """A row's full name where a dash and what is said of the row follow: without the stop that it may end with."""
    *first, last = full_name(row)
    if isinstance(last, Figure) and last.text.endswith(".") and not last.text.endswith("etc."):
        last = replace(last, text=last.text[:-1].rstrip())
    return (*first, last)


def rated(row: Row) -> Inline:
    """A row's rating in words, with its cell."""
    return term("not rated") if row.rating is None else Rated(row.rating, (row.rating_origin,))


def rated_before(row: Row) -> Inline:
    """A row's rating the period before, with its cell."""
    if row.rating_before is None or row.before is None:
        return term("not in the returns")
    return Rated(row.rating_before, (row.before.where("rating"),))


def outcome(row: Row) -> Figure | None:
    """The outcome that a row belongs to, placed at its objective."""
    objective: Record | None = row.objective
    return Figure(row.outcome, (objective.origin,), "as approved", row.outcome) if objective and row.outcome else None


def is_rated(row: Row, state: Rating) -> bool:
    """Whether a row has a rating. Its key is looked at first: to compare two ratings whole takes 1.5 µs."""
    rating = row.rating
    return rating is not None and rating.key == state.key and rating == state


def with_rating(rows: Sequence[Row], state: Rating) -> list[Row]:
    """Those of the rows that have a rating, in their order. Rows that are asked again are sorted out once: thirty
    figures of a report are of the same rows."""
    groups = made_once("by rating", rows, lambda: grouped(rows, _rating_key))
    group = groups.get(state.key, [])
    return made_once("rated alike", group, lambda: [row for row in group if row.rating == state])


def _rating_key(row: Row) -> str:
    return row.rating.key if row.rating is not None else ""


def is_exception(rating: Rating | None) -> bool:
    """Whether a rating asks for a reason and a remedy."""
    return rating is not None and rating.exception
