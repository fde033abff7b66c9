"""Issuing: the standard workbook of a plan, or of one division's return, as the bytes of an .xlsx file."""

from __future__ import annotations

import datetime as dt
from io import BytesIO

from compiler.domain.language import speaking, term
from compiler.domain.returned import Role
from compiler.returns.form import Form
from compiler.returns.identity import IDENTITY_SHEET
from compiler.returns.issue_cover import check_marks, fields, write_cover, write_identity
from compiler.returns.issue_lists import write_lists
from compiler.returns.issue_live import write_live
from compiler.returns.issue_page import NotWritten, Page, Styles, Workbook, sheet_name
from compiler.returns.issue_ready import READY
from compiler.returns.issue_sheet import write_rows

_ONE_PAGE = 45
"""A cover of up to so many rows is printed on one page."""


@speaking
def issue_workbook(form: Form) -> bytes:
    """Write the standard workbook: Cover, the profile's sheets, Lists, and the hidden Identity.

    One that is to be filled in has the sheet Ready to send too, and formulas that show and count what it still lacks.

    The same form gives the same bytes on any day, in any time zone and locale. Raises NotWritten, naming the place,
    when something cannot stand in a workbook: a cell of more than 32,767 characters, words without a column.
    """
    import xlsxwriter  # type: ignore[import-untyped]

    check_marks(form)
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    _set_properties(book, form)
    styles = Styles(book)
    taken: set[str] = {term("Lists").casefold(), IDENTITY_SHEET.casefold()}
    cover = Page(book, styles, sheet_name(term("Cover"), taken))
    ready = Page(book, styles, sheet_name(term(READY), taken)) if form.open and form.role is Role.RETURN else None
    pages = {sheet.key: Page(book, styles, sheet_name(sheet.name, taken)) for sheet in form.sheets}
    lists = Page(book, styles, term("Lists"))
    short = write_cover(cover, form) <= _ONE_PAGE
    names = write_lists(lists, form, book)
    written = {sheet.key: (pages[sheet.key], write_rows(pages[sheet.key], form, sheet, names)) for sheet in form.sheets}
    seen = [page for page in (cover, ready, *pages.values(), lists) if page]
    for page in seen:
        page.print_setup(
            (form.department.name, form.notice, page.name),
            form.whose,
            one_page=page is ready or (page is cover and short),
        )
    if form.protect:
        for page in seen:
            page.protect()
    identity = Page(book, styles, IDENTITY_SHEET)
    write_identity(identity, form, {key: page.name for key, page in pages.items()})
    if ready:
        write_live(form, book, ready, cover, identity, written)
    book.close()
    return stream.getvalue()


def _set_properties(book: Workbook, form: Form) -> None:
    """Title and council for people, the fields for programs; the date of creation is the year's first day, always."""
    book.set_properties(
        {
            "title": form.title or term("{division}: return for {when}", division=form.division.name, when=form.when),
            "subject": form.notice or form.department.name,
            "author": form.department.name,
            "company": form.department.council,
            "created": dt.datetime.combine(form.year.first_day, dt.time()),
        }
    )
    for name, words in fields(form).items():
        if words and book.set_custom_property(name, words, "text") not in (None, 0):
            raise NotWritten(f"the custom property '{name}' was not written")
