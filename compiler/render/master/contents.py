"""The Contents sheet: what the workbook is, what each sheet holds, and how to read it."""

from __future__ import annotations

from collections.abc import Sequence

from compiler.consolidate.view import DepartmentView
from compiler.domain.frozen import dataclass
from compiler.domain.language import term
from compiler.domain.rating import Rating
from compiler.render.master.cell import Cell, Formula, Link, Number, rating_words
from compiler.render.master.looks import BODY, FIGURE, HEAD, NOTICE, PLAIN, RIGHT, SECTION, TITLE
from compiler.render.master.page import Page, Running
from compiler.render.master.places import Places
from compiler.render.master.sources import COUNT, rows_sentence

CONTENTS_WIDTHS = (24.0, 10.0, 104.0)
_TO_READ = (
    "A blank cell was blank. 'Not applicable', 'None' and 'Not published' stand where the plan or return says so.",
    "Approved columns show the plan, the others the return. Rows of a division that sent no return are here too.",
    "A figure is a number where the cell holds nothing else, as 45.7% does; otherwise the words stand as typed.",
)


@dataclass(frozen=True, slots=True)
class Line:
    """One sheet as the Contents lists it: its name, what it holds, its rows and the table that they stand in."""

    name: str
    what: str
    rows: int = 0
    column: str = ""


def write_contents(
    page: Page, places: Places, lines: Sequence[Line], ratings: Sequence[Rating], running: Running
) -> None:
    """Write the whole sheet."""
    row = _opening(page, places.view)
    row = _sheets(page, row, lines)
    row = _reading(page, row, places)
    if ratings:
        _legend(page, row, ratings)
    page.heights()
    page.print_setup(running, tall=1)


def _opening(page: Page, view: DepartmentView) -> int:
    page.put(1, 1, term("Master workbook"), TITLE)
    said = [view.department.name, view.department.council, view.period.label + f", {view.period.year.label}"]
    said.append(
        term("Compared with {earlier}", earlier=view.compared.short)
        if view.compared
        else term("Compared with no earlier period")
    )
    for row, words in enumerate(said, 2):
        page.put(row, 1, words, SECTION if row == 2 else PLAIN)
    if view.notice:
        page.put(6, 1, view.notice, NOTICE)
    return 8


def _sheets(page: Page, row: int, lines: Sequence[Line]) -> int:
    heads = ((term("Sheet"), HEAD), (term("Rows"), {**HEAD, **RIGHT}), (term("What it holds"), HEAD))
    page.headed((row, row + len(lines)), heads, "tblContents")
    for number, line in enumerate(lines, row + 1):
        name = line.name.replace("'", "''")
        page.put(number, 1, Link(line.name, f"internal:'{name}'!A1"), BODY)
        rows: Cell = Formula(f"=ROWS({line.column})", line.rows, COUNT) if line.column else "–"
        page.put(number, 2, rows, FIGURE)
        page.put(number, 3, line.what, BODY)
    return row + len(lines) + 2


def _reading(page: Page, row: int, places: Places) -> int:
    page.put(row, 1, term("How to read it"), SECTION)
    said = [rows_sentence(places.view.sources), *map(term, _TO_READ)]
    if places.returns is not None:
        said.append(term("Each 'Source row' is a link that opens the return at that row."))
    for number, words in enumerate(said, row + 1):
        page.put(number, 1, words, PLAIN)
    return row + len(said) + 2


def _legend(page: Page, row: int, ratings: Sequence[Rating]) -> None:
    heads = ((term("Rating"), HEAD), (term("Rank"), {**HEAD, **RIGHT}), (term("What it means"), HEAD))
    page.headed((row, row + len(ratings)), heads, "tblRatings")
    for number, rating in enumerate(ratings, row + 1):
        page.put(number, 1, rating_words(rating), {**BODY, "bg_color": rating.fill, "font_color": rating.ink})
        page.put(number, 2, Number(rating.rank) if rating.rank else term("outside"), FIGURE)
        outside = "" if rating.in_scheme else term(" (outside the scheme, counted in every total)")
        page.put(number, 3, f"{term(rating.meaning)}{outside}", BODY)
