"""The master workbook: every sheet made from the department view, then written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from io import BytesIO
from typing import IO, TYPE_CHECKING

from compiler.consolidate.view import NO_RETURN, NOT_RATED, DepartmentView
from compiler.domain.frozen import dataclass
from compiler.domain.language import speaking, term
from compiler.domain.rating import Rating
from compiler.domain.record import Kind
from compiler.domain.text import clean
from compiler.render.master.beside import matrix_page, milestones_page, objectives_page
from compiler.render.master.conflicts import conflicts_page
from compiler.render.master.contents import CONTENTS_WIDTHS, Line, write_contents
from compiler.render.master.findings import findings_page
from compiler.render.master.layout import TablePage, parts_of
from compiler.render.master.movement import movement_page
from compiler.render.master.page import CONTENTS, Colours, Page, Running, finished, write_table
from compiler.render.master.places import Places
from compiler.render.master.rows import RowsPage, names_of, rows_page
from compiler.render.master.sources import sources_page
from compiler.render.master.summary import write_summary
from compiler.render.master.thread import thread_page
from compiler.report.sentences import capital
from compiler.returns.issue_page import Styles, sheet_name

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook  # type: ignore[import-untyped]

_SUMMARY_WHAT = "Ratings by division and by outcome, by tier of plans: numbers, shares and charts."


@dataclass(frozen=True, slots=True)
class _Sheets:
    """All sheets before they are written: the tables of rows, and every table page in order."""

    rows: tuple[RowsPage, ...]
    pages: tuple[TablePage, ...]
    summary: str = ""

    @property
    def rated(self) -> tuple[RowsPage, ...]:
        """The tables that have a rating column, which the Summary counts."""
        return tuple(table for table in self.rows if table.rating)


def render_master(
    view: DepartmentView, *, folder_of_returns: str | None = None, folder_of_plans: str | None = None
) -> bytes:
    """The master workbook of a department's period, as the bytes of an .xlsx file."""
    held = BytesIO()
    write_master(view, held, folder_of_returns=folder_of_returns, folder_of_plans=folder_of_plans)
    return held.getvalue()


@speaking
def write_master(
    view: DepartmentView,
    into: IO[bytes],
    *,
    folder_of_returns: str | None = None,
    folder_of_plans: str | None = None,
) -> None:
    """Write the master workbook of a department's period, an .xlsx file, into a file that is open and empty.

    The folders are those of the returns and of the approved plans as seen from where the workbook will lie
    ('../../workbooks/children/2008-09/Q1'); None makes their links plain words, as a workbook for publication needs.
    The same view gives the same bytes. Raises NotWritten if the writer refuses a cell.
    """
    from xlsxwriter import Workbook  # type: ignore[import-untyped]

    places = Places(view, folder_of_returns, folder_of_plans)
    sheets = _sheets(places)
    running = Running(f"{view.department.name}, {view.period.short}", view.notice)
    held = BytesIO()
    book = Workbook(held, {"in_memory": True})
    book.set_properties(
        {
            "title": clean(
                term(
                    "Master workbook: {department}, {period}", department=view.department.name, period=view.period.label
                )
            ),
            "subject": clean(view.notice),
            "created": dt.datetime.combine(view.period.last_day, dt.time()),
        }
    )
    finished(book, held, _write(book, places, sheets, running), into)


def _sheets(places: Places) -> _Sheets:
    summary, names = names_of(places)
    taken = {name.casefold() for name in (term(CONTENTS), summary, *names.values())}
    tables = [table for kind, name in names.items() if (table := rows_page(places, kind, name))]
    taken |= {part.name.casefold() for table in tables for part in parts_of(table.page)}
    makers: Sequence[tuple[str, Callable[[Places, str], TablePage | None]]] = (
        (_called(places, Kind.OBJECTIVE), objectives_page),
        (_called(places, Kind.MILESTONE), milestones_page),
        (term("Risk matrix"), matrix_page),
        (term("Golden thread"), thread_page),
        (term("Movement"), movement_page),
        (term("Conflicts"), conflicts_page),
        (term("Findings"), findings_page),
        (term("Sources"), lambda places, name: sources_page(places, name, tables)),
    )
    others = [page for name, make in makers if (page := _made(places, name, make, taken))]
    rated = any(table.rating for table in tables)
    pages = [part for page in (*(table.page for table in tables), *others) for part in parts_of(page)]
    return _Sheets(tuple(tables), tuple(pages), summary if rated else "")


def _made(
    places: Places, name: str, make: Callable[[Places, str], TablePage | None], taken: set[str]
) -> TablePage | None:
    """A page under a name that no other sheet has; a page that there is none of takes no name."""
    chosen = sheet_name(name, set(taken))
    page = make(places, chosen)
    if page:
        taken.add(chosen.casefold())
    return page


def _called(places: Places, kind: Kind) -> str:
    """What the sheet of a kind is called in the returns; the word for the kind where there is none."""
    sheet = places.view.profile.sheet(kind)
    return sheet.name if sheet else capital(places.view.profile.word(kind.value))


def _write(book: Workbook, places: Places, sheets: _Sheets, running: Running) -> list[Page]:
    """Write all sheets; those with tables."""
    styles = Styles(book)
    ratings = _ratings(places.view)
    colours = Colours(ratings, places.view.profile.risks)
    lines = [Line(page.name, page.what, len(page.rows), page.column(page.headings[0].words)) for page in sheets.pages]
    summary = [Line(sheets.summary, term(_SUMMARY_WHAT))] if sheets.summary else []
    used = [rating for rating in ratings if rating.in_scheme or any(row.rating == rating for row in places.view.rows)]
    write_contents(Page(book, styles, term(CONTENTS), CONTENTS_WIDTHS), places, summary + lines, used, running)
    rated = [write_summary(book, styles, sheets.summary, places, sheets.rated, running)] if sheets.summary else []
    return [*rated, *(write_table(book, styles, page, colours, running) for page in sheets.pages)]


def _ratings(view: DepartmentView) -> tuple[Rating, ...]:
    """Every rating that a row can have: the scheme's, and those of rows without a return or a rating."""
    return (*view.profile.ratings.states, NO_RETURN, NOT_RATED) if view.profile.ratings else ()
