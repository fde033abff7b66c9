"""The columns of the sheets of actions, indicators and risks: the profile's own, and what is known of each row."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from compiler.consolidate.direction import Travel
from compiler.consolidate.view import Row
from compiler.domain.frozen import dataclass
from compiler.domain.language import term
from compiler.domain.period import Period
from compiler.domain.rating import Rating
from compiler.domain.record import Kind
from compiler.domain.text import fold
from compiler.profile.model import Column, Sheet
from compiler.render.master.cell import Cell, content_cell, entry_cell, rating_words
from compiler.render.master.layout import Heading, Look
from compiler.render.master.places import Places, movement_words, outcome_words
from compiler.render.master.said import said_down
from compiler.report.direction import SAID

OUTCOME, MOVEMENT = "=outcome", "=movement"
_NARROWEST = 9


@dataclass(frozen=True, slots=True)
class Field:
    """One column of a table: its key ('=…' where it is not the profile's), its heading, and what rows have in it."""

    key: str
    heading: Heading
    cells: Callable[[Sequence[Row]], Sequence[Cell]]


def fields_of(places: Places, sheet: Sheet, rows: tuple[Row, ...]) -> list[Field]:
    """The columns of a sheet in order: plan, division, reference, outcome, the profile's others, the source."""
    own = [column for column in sheet.columns if column.type != "identity" and column.part != "identity"]
    plan = sheet.column("plan")
    fields = [
        Field(
            "plan",
            Heading(places.heading(plan.heading) if plan else term("Plan"), 13),
            _by(lambda row: row.plan, lambda row: places.plan(row.plan)),
        ),
        Field(
            "division",
            Heading(term("Division"), 18),
            _by(lambda row: row.division, lambda row: places.division(row.division)),
        ),
    ]
    rated = sheet.kind is not Kind.RISK and places.view.profile.ratings is not None
    for column in own:
        if column.key == "rating":
            fields += _rating_fields(places, column, rows) if rated else []
        elif column.key != "plan":
            fields.append(_own_field(places, column))
            fields += _earlier_fields(places, rows) if sheet.kind is Kind.INDICATOR and column.key == "figure" else []
    if rated and sheet.column("rating") is None:
        fields += _rating_fields(places, Column("rating", term("Rating")), rows)
    if any(row.outcome for row in rows):
        after = [field.key for field in fields].index("reference") if sheet.column("reference") else 1
        fields.insert(after + 1, Field(OUTCOME, Heading(_word(places), 22), _each(outcome_words)))
    return [
        *fields,
        Field("=source", Heading(term("Source"), 22), _each(places.source_file)),
        Field("=cell", Heading(term("Source row"), 18), _each(places.source_row)),
    ]


def _word(places: Places) -> str:
    """What the plan is ordered by, in the council's word."""
    word = places.view.profile.word("outcome")
    return word[:1].upper() + word[1:]


def _own_field(places: Places, column: Column) -> Field:
    """A column of the profile's sheet, as the plan and the return have it."""
    looks: dict[str, Look] = {"value": "number", "target": "number", "risk": "risk"}
    heading = Heading(places.heading(column.heading), max(column.width, _NARROWEST), looks.get(column.type, "words"))
    return Field(column.key, heading, _cells_of(column.key))


def _each(cell: Callable[[Row], Cell]) -> Callable[[Sequence[Row]], Sequence[Cell]]:
    """What rows have in a column, each asked by itself."""
    return lambda rows: list(map(cell, rows))


def _by(what: Callable[[Row], object], cell: Callable[[Row], Cell]) -> Callable[[Sequence[Row]], Sequence[Cell]]:
    """What rows have in a column where it is the same in all rows of which something is the same."""

    def cells(rows: Sequence[Row]) -> Sequence[Cell]:
        known: dict[object, Cell] = {}
        for row in rows:
            if what(row) not in known:
                known[what(row)] = cell(row)
        return [known[what(row)] for row in rows]

    return cells


def _cells_of(key: str) -> Callable[[Sequence[Row]], Sequence[Cell]]:
    """What rows have in a column of the profile's, most of which are words and stand as they are."""

    def cells(rows: Sequence[Row]) -> Sequence[Cell]:
        down = said_down(rows, key)
        more = {id(said): said for said in down if type(said) is not str}  # which cells that say the same share
        shown = {known: content_cell(said) for known, said in more.items()}
        return [said if type(said) is str else shown[id(said)] for said in down]

    return cells


def _earlier_fields(places: Places, rows: tuple[Row, ...]) -> list[Field]:
    """The figures of last quarter and of a year ago as they count now, each with the direction since then."""
    compared, year_ago = places.view.compared, places.view.year_ago
    fields: list[Field] = []
    if compared and any(row.since and row.since.direction for row in rows):
        fields += _since("before", compared, lambda row: row.since)
    if year_ago and any(row.since_year and row.since_year.direction for row in rows):
        fields += _since("year ago", year_ago, lambda row: row.since_year)
    return fields


def _since(key: str, period: Period, of: Callable[[Row], Travel | None]) -> list[Field]:
    def figure(row: Row) -> Cell:
        found = of(row)
        return entry_cell(found.then) if found and found.then else ""

    def direction(row: Row) -> Cell:
        found = of(row)
        withheld = term("Not shown: {why}", why=term(found.withheld.value)) if found and found.withheld else ""
        return term(SAID[found.direction]) if found and found.direction else withheld

    return [
        Field(f"=figure {key}", Heading(term("Figure, {earlier}", earlier=period.short), 13, "number"), _each(figure)),
        Field(f"=since {key}", Heading(term("Since {earlier}", earlier=period.short), 22), _each(direction)),
    ]


def _rating_fields(places: Places, column: Column, rows: tuple[Row, ...]) -> list[Field]:
    """The rating that counts; what was claimed and what the figures give where either differs; the one before."""

    def field(key: str, words: str, rating: Callable[[Row], Rating | None]) -> Field:
        return Field(
            key, Heading(words, 15, "rating"), _by(lambda row: id(rating(row)), lambda row: rating_words(rating(row)))
        )

    fields = [field("rating", places.heading(column.heading), lambda row: row.rating)]
    if any(_claims_otherwise(row) for row in rows):
        fields.append(Field("=claimed", Heading(term("Rating as returned"), 15, "rating"), _each(_claimed)))
    if any(row.computed and row.computed != row.rating for row in rows):
        fields.append(field("=computed", term("Rating by the figures"), lambda row: row.computed))
    if places.view.compared:
        before = term("Rating, {earlier}", earlier=places.view.compared.short)
        fields.append(field("=before", before, lambda row: row.rating_before))
        fields.append(Field(MOVEMENT, Heading(term("Movement"), 15), _each(lambda row: movement_words(row.movement))))
    return fields


def _typed(row: Row) -> str:
    return row.returned.text("rating") if row.returned else ""


def _claims_otherwise(row: Row) -> bool:
    """Whether the return says another rating than the one that counts, or words that are no rating."""
    if row.claimed is not None:
        return row.claimed != row.rating
    return bool(_typed(row)) and fold(_typed(row)) != fold(row.rating.name if row.rating else "")


def _claimed(row: Row) -> str:
    return rating_words(row.claimed) if row.claimed else _typed(row)
