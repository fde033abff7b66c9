"""The sheets of actions, indicators and risks: all divisions together, every column of the profile's sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from compiler.consolidate.view import Row
from compiler.domain.rating import Rating
from compiler.domain.record import Kind
from compiler.domain.text import fold
from compiler.profile.model import Column, Sheet
from compiler.render.master.cell import Cell, entry_cell, rating_words
from compiler.render.master.layout import Heading, Look, TablePage, table_name, unique_headings
from compiler.render.master.places import Places, outcome_words

KINDS = (Kind.ACTION, Kind.INDICATOR, Kind.RISK)
_WIDEST = 40


@dataclass(frozen=True, slots=True)
class _Field:
    """One column of a table: its key, its heading, and what a row has in it."""

    key: str
    heading: Heading
    cell: Callable[[Row], Cell]


@dataclass(frozen=True, slots=True)
class RowsPage:
    """The sheet of one kind of row, and the headings by which formulas find its columns ('' where it has none)."""

    kind: Kind
    page: TablePage
    rows: tuple[Row, ...]
    plan: str
    division: str
    outcome: str
    rating: str = ""
    movement: str = ""


def present(rows: Iterable[Row]) -> tuple[Row, ...]:
    """The rows of this period: those that were only in the returns of the period before are gone."""
    return tuple(row for row in rows if row.planned or row.returned)


def rows_page(places: Places, kind: Kind, name: str) -> RowsPage | None:
    """The sheet of one kind of row; None when the format has no such sheet or there is no row to show."""
    sheet = places.view.profile.sheet(kind)
    rows = present(places.view.of(kind))
    if sheet is None or not rows:
        return None
    fields = _fields(places, sheet, rows)
    headings = unique_headings(field.heading for field in fields)
    named = {field.key: heading.words for field, heading in zip(fields, headings, strict=True)}
    page = TablePage(
        name=name,
        table=table_name(sheet.table, f"tbl{kind.value.title()}s"),
        title=name,
        headings=headings,
        rows=tuple(tuple(field.cell(row) for field in fields) for row in rows),
        notes=(_said(places, rows),),
        what=_what(places, kind, named),
        fixed=_fixed(fields),
    )
    keys = ("plan", "division", "=outcome", "rating", "=movement")
    return RowsPage(kind, page, rows, *(named.get(key, "") for key in keys))


def _said(places: Places, rows: tuple[Row, ...]) -> str:
    divisions = len({row.division for row in rows})
    of = "division" if divisions == 1 else "divisions"
    noun = "row" if len(rows) == 1 else "rows"
    return f"{len(rows):,} {noun} of {divisions} {of}. A blank cell was blank in the plan or return."


def _what(places: Places, kind: Kind, named: dict[str, str]) -> str:
    noun = places.view.profile.word(kind.value)
    said = f"Every {noun} of every division, with the columns of the return"
    if "rating" in named:
        said += f", the rating that counts ({named['rating']})"
    if "=movement" in named:
        said += ", its movement"
    return f"{said} and a link to the row that it came from."


def _fields(places: Places, sheet: Sheet, rows: tuple[Row, ...]) -> list[_Field]:
    own = [column for column in sheet.columns if column.type != "identity" and column.part != "identity"]
    plan = sheet.column("plan")
    fields = [
        _Field(
            "plan", Heading(places.heading(plan.heading) if plan else "Plan", 13), lambda row: places.plan(row.plan)
        ),
        _Field("division", Heading("Division", 20), lambda row: places.division(row.division)),
    ]
    rated = sheet.kind is not Kind.RISK and places.view.profile.ratings is not None
    for column in own:
        if column.key == "rating":
            fields += _rating_fields(places, column, rows) if rated else []
        elif column.key != "plan":
            fields.append(_own_field(places, column))
        if column.key == "reference" and sheet.kind is not Kind.RISK:
            fields.append(_Field("=outcome", Heading("Outcome", 22), outcome_words))
    if not any(field.key == "=outcome" for field in fields) and sheet.kind is not Kind.RISK:
        fields.insert(2, _Field("=outcome", Heading("Outcome", 22), outcome_words))
    if rated and sheet.column("rating") is None:
        fields += _rating_fields(places, Column("rating", "Rating"), rows)
    return [*fields, _Field("=source", Heading("Source", 30), places.source)]


def _own_field(places: Places, column: Column) -> _Field:
    """A column of the profile's sheet, as the plan and the return have it."""
    looks: dict[str, Look] = {"value": "number", "target": "number", "risk": "risk"}
    width = min(max(column.width, 9), _WIDEST)
    heading = Heading(places.heading(column.heading), width, looks.get(column.type, "words"))
    return _Field(column.key, heading, lambda row: entry_cell(row.entry(column.key)))


def _rating_fields(places: Places, column: Column, rows: tuple[Row, ...]) -> list[_Field]:
    """The rating that counts; what was claimed and what the figures give where either differs; the one before."""

    def field(key: str, words: str, rating: Callable[[Row], Rating | None]) -> _Field:
        return _Field(key, Heading(words, 15, "rating"), lambda row: rating_words(rating(row)))

    fields = [field("rating", places.heading(column.heading), lambda row: row.rating)]
    if any(_claims_otherwise(row) for row in rows):
        fields.append(_Field("=claimed", Heading("Rating as returned", 15, "rating"), _claimed))
    if any(row.computed and row.computed != row.rating for row in rows):
        fields.append(field("=computed", "Rating by the figures", lambda row: row.computed))
    if places.view.compared:
        before = f"Rating, {places.view.compared.short}"
        fields.append(field("=before", before, lambda row: row.rating_before))
        fields.append(_Field("=movement", Heading("Movement", 14), lambda row: row.movement.value))
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


def _fixed(fields: list[_Field]) -> int:
    """The columns that stay in sight: as far as the reference, so that a row is recognised."""
    keys = [field.key for field in fields]
    return keys.index("reference") + 1 if "reference" in keys[:4] else 2
