"""The Sources sheet: every file that was read or looked for, and that no row of it was lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from compiler.consolidate.view import Receipt, Row, Source
from compiler.domain.frozen import replace
from compiler.domain.language import term
from compiler.render.master.cell import Cell, Formula, Number
from compiler.render.master.layout import Heading, TablePage, unique_headings
from compiler.render.master.places import Places
from compiler.render.master.rows import RowsPage
from compiler.report.sentences import capital

COUNT = "#,##0"
_EARLIER = "previous"


def sources_page(places: Places, name: str, tables: Iterable[RowsPage]) -> TablePage | None:
    """Every file on one line with its rows; None when nothing was looked for."""
    places_of = {division.key: at for at, division in enumerate(places.view.department.divisions)}
    sources = tuple(sorted(places.view.sources, key=lambda source: _rank(places_of, source)))
    if not sources:
        return None
    tables = tuple(tables)
    held = [_held(table.rows) for table in tables]
    headings = (
        Heading(term("Division"), 26),
        Heading(term("What it is"), 11),
        Heading(term("File"), 42),
        Heading(term("Received"), 11),
        Heading(term("Rows in"), 9, "number"),
        Heading(term("Rows out"), 9, "number"),
        Heading(term("Rows refused"), 9, "number"),
        *(Heading(term("In {name}", name=table.page.name), 11, "number") for table in tables),
        Heading(term("On other sheets"), 11, "number"),
        Heading(term("Reason"), 30),
        Heading("SHA-256", 34),
    )
    page = TablePage(
        name=name,
        table="tblSources",
        title=name,
        headings=unique_headings(headings),
        rows=tuple(_line(places, source, held) for source in sources),
        note=rows_sentence(sources),
        what=term("Every file that was read or looked for, its rows read and refused, and its SHA-256."),
        fixed=0,
    )
    return _with_totals(page, len(tables))


def _rank(divisions: Mapping[str, int], source: Source) -> tuple[int, int, str, str]:
    """Returns first, then plans, then what they are compared with; divisions in the department's order."""
    roles = ("return", "plan")
    division = divisions.get(source.division.key, len(divisions)) if source.division else len(divisions)
    return roles.index(source.role) if source.role in roles else len(roles), division, source.role, source.workbook


def rows_sentence(sources: Iterable[Source]) -> str:
    """That no row was lost: what came in is what went out and what was refused, in the returns and in all files."""
    sources = tuple(sources)
    returns = [source for source in sources if source.role == "return"]
    said = f"{term('Returns')}: {_balance(returns)}."
    if len(returns) == len(sources):
        return said
    return f"{said} {term('With the plans and earlier returns')}: {_balance(sources)}."


def _balance(sources: Iterable[Source]) -> str:
    read, refused = _sums(sources)
    counts = {"rows": f"{read + refused:,}", "read": f"{read:,}", "refused": f"{refused:,}"}
    return term("rows in ({rows}) = rows out ({read}) + rows refused ({refused})", **counts)


def _sums(sources: Iterable[Source]) -> tuple[int, int]:
    pairs = [(source.rows_read, source.rows_refused) for source in sources]
    return sum(read for read, _ in pairs), sum(refused for _, refused in pairs)


def _line(places: Places, source: Source, tables: Sequence[Held]) -> tuple[Cell, ...]:
    held = [table.get(source.role, Counter())[source.workbook] for table in tables]
    there = source.receipt is not Receipt.MISSING
    counts = (
        source.rows_read + source.rows_refused,
        source.rows_read,
        source.rows_refused,
        *held,
        source.rows_read - sum(held),
    )
    return (
        source.division.name if source.division else "",
        capital(term(source.role)),
        places.file(source),
        capital(term(source.state)),
        *(Number(count, COUNT) if there else "" for count in counts),
        _reason(places, source),
        source.sha256,
    )


def _reason(places: Places, source: Source) -> str:
    """Why a file could not be used, or why the report does without it."""
    key = source.division.key if source.division and source.role == "return" else ""
    without = (places.view.without or {}).get(key, "")
    told = term("reported without it: {reason}", reason=without) if without else ""
    return "; ".join(part for part in ("" if source.reason == without else source.reason, told) if part)


Held = Mapping[str, Counter[str]]
"""How many rows of a table stand on a row of each file, by the role of the files."""


def _held(rows: Sequence[Row]) -> Held:
    parts = {
        "plan": [row.planned for row in rows],
        "return": [row.returned for row in rows],
        "year ago": [row.year_ago for row in rows],
        _EARLIER: [row.before for row in rows],
    }
    return {
        role: Counter([record.workbook for record in records if record is not None]) for role, records in parts.items()
    }


def _with_totals(page: TablePage, tables: int) -> TablePage:
    """The page with a row of totals under its table."""
    totals: list[Cell] = [term("Total"), "", "", ""]
    for number in range(4, 8 + tables):
        total = sum(cell.number for row in page.rows if isinstance(cell := row[number], Number))
        totals.append(Formula(f"=SUM({page.column(page.headings[number].words)})", total, COUNT))
    return replace(page, totals=(*totals, "", ""))
