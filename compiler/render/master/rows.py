"""The sheets of actions, indicators and risks: all divisions together, every column of the profile's sheet."""

from __future__ import annotations

from collections.abc import Mapping

from compiler.consolidate.view import Row
from compiler.domain.frozen import dataclass, replace
from compiler.domain.language import term
from compiler.domain.record import Kind
from compiler.render.master.fields import MOVEMENT, OUTCOME, Field, fields_of
from compiler.render.master.layout import Heading, Made, TablePage, pages_wide, table_name, unique_headings
from compiler.render.master.page import CONTENTS
from compiler.render.master.places import Places
from compiler.returns.issue_page import sheet_name

KINDS = (Kind.ACTION, Kind.INDICATOR, Kind.RISK)
_WIDEST = (60, 48, 42, 36)


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


def names_of(places: Places) -> tuple[str, Mapping[Kind, str]]:
    """What the Summary and the sheets of rows are called; no two sheets of a workbook are called alike."""
    taken = {term(CONTENTS).casefold()}
    summary = sheet_name(term("Summary"), taken)
    sheets = ((kind, places.view.profile.sheet(kind)) for kind in KINDS)
    return summary, {kind: sheet_name(sheet.name, taken) for kind, sheet in sheets if sheet}


def rows_page(places: Places, kind: Kind, name: str) -> RowsPage | None:
    """The sheet of one kind of row; None when the format has no such sheet or there is no row to show."""
    sheet = places.view.profile.sheet(kind)
    rows = tuple(places.view.of(kind))
    if sheet is None or not rows:
        return None
    fields = fields_of(places, sheet, rows)
    fixed = _fixed(fields)
    headings = _as_wide_as_fits(unique_headings(field.heading for field in fields), fixed)
    named = {field.key: heading.words for field, heading in zip(fields, headings, strict=True)}
    page = TablePage(
        name=name,
        table=table_name(sheet.table, f"tbl{kind.value.title()}s"),
        title=name,
        headings=headings,
        rows=Made(lambda some: [field.cells(some) for field in fields], rows),
        note=_said(places, rows),
        what=_what(places, kind, named),
        fixed=fixed,
    )
    keys = ("plan", "division", OUTCOME, "rating", MOVEMENT)
    return RowsPage(kind, page, rows, *(named.get(key, "") for key in keys))


def _as_wide_as_fits(headings: tuple[Heading, ...], fixed: int) -> tuple[Heading, ...]:
    """Columns of words as wide as the profile has them, as far as that needs no more pages side by side."""

    def narrowed(widest: float) -> tuple[Heading, ...]:
        return tuple(replace(heading, width=min(heading.width, widest)) for heading in headings)

    def pages(chosen: tuple[Heading, ...]) -> int:
        return pages_wide([heading.width for heading in chosen], fixed)

    fewest = pages(narrowed(_WIDEST[-1]))
    return next(chosen for widest in _WIDEST if pages(chosen := narrowed(widest)) == fewest)


def _said(places: Places, rows: tuple[Row, ...]) -> str:
    divisions = len({row.division for row in rows})
    noun = term("row" if len(rows) == 1 else "rows")
    of = term("{number} division" if divisions == 1 else "{number} divisions", number=divisions)
    blank = term("A blank cell was blank in the plan or return.")
    return f"{term('{rows} of {divisions}.', rows=f'{len(rows):,} {noun}', divisions=of)} {blank}"


def _what(places: Places, kind: Kind, named: dict[str, str]) -> str:
    noun = places.view.profile.word(kind.value)
    said = term("Every {noun} of every division, with the columns of the return", noun=noun)
    if "rating" in named:
        said += term(", the rating that counts ({heading})", heading=named["rating"])
    if MOVEMENT in named:
        said += term(", its movement")
    return said + term(" and the row of the return that it came from.")


def _fixed(fields: list[Field]) -> int:
    """The columns that stay in sight: as far as the reference, so that a row is recognised."""
    keys = [field.key for field in fields]
    return keys.index("reference") + 1 if "reference" in keys[:4] else 2
