"""T: the table. Are its sheet, its columns and its rows there, and is anything there that is not read?"""

from __future__ import annotations

from collections.abc import Iterator

from compiler.domain.book import NoteKind
from compiler.domain.finding import Severity
from compiler.domain.returned import Fault, FaultKind, Return, Role
from compiler.profile.model import Column
from compiler.rules.case import Case, answers_for, whose
from compiler.rules.pointing import AMEND
from compiler.rules.rule import Point, Rule, Scope
from compiler.rules.wording import a, counted, listed, quote, sentence


def _point(
    book: Return, fault: Fault, found: str, allowed: str, remedy: str, value: str = "", most: Severity = Severity.ERROR
) -> Point:
    return Point(
        fault.origin, found, allowed, remedy, value=value, division=book.division, audience=whose(book), most=most
    )


def _put_back(book: Return) -> str:
    return "from the workbook that you were sent" if book.role is Role.RETURN else "as the plan has it"


def missing_sheet(case: Case) -> Iterator[Point]:
    """Sheets that the format asks for and the workbook has not got."""
    for book, fault in case.faults(FaultKind.MISSING_SHEET):
        names = [sheet.name for sheet in case.profile.sheets if book.role.value in sheet.roles and sheet.required]
        near = f"If {quote(fault.nearest)} is that sheet, rename it; otherwise put" if fault.nearest else "Put"
        yield _point(
            book,
            fault,
            f"The sheet '{fault.expected}' is not in this workbook.",
            f"{a(book.role.value).capitalize()} has the sheets {listed(names)}.",
            f"{near} the sheet back {_put_back(book)}.",
        )


def renamed_sheet(case: Case) -> Iterator[Point]:
    """Sheets of another name that are known by the form's table on them."""
    for book, fault in case.faults(FaultKind.RENAMED_SHEET):
        yield _point(
            book,
            fault,
            f"There is no sheet '{fault.expected}', but this one, {quote(fault.found)}, holds its table.",
            f"It was read as the sheet '{fault.expected}'.",
            "Nothing, if that is right. Next time leave the sheets under the names that they came with.",
            fault.found,
        )


def no_headings(case: Case) -> Iterator[Point]:
    """Sheets on which no row of headings is found."""
    for book, fault in case.faults(FaultKind.NO_HEADINGS):
        yield _point(
            book,
            fault,
            "No row of headings is found on this sheet, so nothing on it is read.",
            f"The first heading is '{fault.expected}'.",
            f"Put the headings back {_put_back(book)}, above the first row.",
        )


def _column(case: Case, book: Return, fault: Fault) -> Column | None:
    sheet = case.sheet(book, fault.origin.sheet)
    return sheet.column(fault.column) if sheet and fault.column else None


def _repeated(case: Case, book: Return, fault: Fault) -> bool:
    """Whether a column only repeats in a return what the plan says."""
    sheet, column = case.sheet(book, fault.origin.sheet), _column(case, book, fault)
    return bool(sheet and column and column.part == "plan" and not answers_for(book.role, sheet, column))


def _weight_of_loss(case: Case, book: Return, fault: Fault) -> Severity:
    """How much a missing column may weigh: it was asked for, it can be done without, or it only repeats the plan."""
    column = _column(case, book, fault)
    if column is None or _repeated(case, book, fault):
        return Severity.NOTE
    return Severity.WARNING if column.need == "never" or book.role is Role.PLAN else Severity.ERROR


def missing_column(case: Case) -> Iterator[Point]:
    """Columns that the sheet should have and has not got."""
    for book, fault in case.faults(FaultKind.MISSING_COLUMN):
        near = quote(fault.nearest) if fault.nearest else ""
        back = f"put the column back {_put_back(book)}"
        yield _point(
            book,
            fault,
            sentence(
                f"No column is headed '{fault.expected}'.",
                f"The nearest heading is {near}." if near else "",
            ),
            "The form has it; columns may stand in any order.",
            f"If {near} is that column, correct its heading; otherwise {back}." if near else f"{back.capitalize()}.",
            most=_weight_of_loss(case, book, fault),
        )


def misspelt_column(case: Case) -> Iterator[Point]:
    """Headings with a slip of the keys, that can stand for one column only."""
    for book, fault in case.faults(FaultKind.MISSPELT_COLUMN):
        yield _point(
            book,
            fault,
            f"The heading {quote(fault.found)} was read as '{fault.expected}'.",
            "The form has no column of that heading, and only this one comes near.",
            "Nothing, if that is right. If it is a column of your own, give it another heading.",
            fault.found,
        )


def doubled_column(case: Case) -> Iterator[Point]:
    """Headings that stand over two columns."""
    for book, fault in case.faults(FaultKind.DOUBLED_COLUMN):
        yield _point(
            book,
            fault,
            f"A second column is headed {quote(fault.found)}.",
            "Only the first of the two is read.",
            "Delete the one that is not wanted, or give it another heading.",
            fault.found,
            Severity.NOTE if _repeated(case, book, fault) else Severity.ERROR,
        )


def other_year(case: Case) -> Iterator[Point]:
    """Headings that name another year than the workbook is for."""
    planned = {(f.column, f.found) for book, f in case.faults(FaultKind.WRONG_YEAR) if book.role is Role.PLAN}
    for book, fault in case.faults(FaultKind.WRONG_YEAR):
        if (fault.column, fault.found) in planned and _repeated(case, book, fault):
            continue
        yield _point(
            book,
            fault,
            f"The heading {quote(fault.found)} names another year.",
            f"Wanted is '{fault.expected}'.",
            AMEND
            if book.role is Role.PLAN
            else "Check which year the figures under it are for, then correct the heading or the figures.",
            fault.found,
        )


def unknown_column(case: Case) -> Iterator[Point]:
    """Headings that the sheet's format does not have."""
    suspected = {(id(book), fault.origin.sheet, fault.nearest) for book, fault in case.faults(FaultKind.MISSING_COLUMN)}
    far = {(id(book), fault.origin) for book, fault in case.faults(FaultKind.STRAY_CELL)}
    for book, fault in case.faults(FaultKind.UNKNOWN_COLUMN):
        told = (id(book), fault.origin.sheet, fault.found) in suspected or (id(book), fault.origin) in far
        if not told:
            yield _point(
                book,
                fault,
                f"The form has no column headed {quote(fault.found)}, so what stands under it is not read.",
                "Columns of your own are welcome.",
                "Nothing, if the column is your own. If it should be read, give it the heading of the form.",
                fault.found,
            )


def _line(fault: Fault) -> tuple[str, int]:
    return fault.origin.sheet, fault.origin.row


def stray_row(case: Case) -> Iterator[Point]:
    """Rows under the headings that are none of the table's, such as totals and footnotes."""
    lone = {(id(book), *_line(fault)) for book, fault in case.faults(FaultKind.STRAY_CELL)}
    for book, fault in case.faults(FaultKind.STRAY_ROW):
        if (id(book), *_line(fault)) in lone:
            continue
        words = f" ({quote(fault.found)})" if fault.found else ""
        yield _point(
            book,
            fault,
            f"This row{words} does not say what it is about, so it is taken for a total or a footnote and is not read.",
            "A row of the table has its reference or its words.",
            "Nothing, if it is a total or a footnote. If it is a row of the table, fill in what it is about.",
            fault.found,
        )


def hidden_rows(case: Case) -> Iterator[Point]:
    """Rows that nobody sees and that are counted all the same."""
    for book, fault in case.faults(FaultKind.HIDDEN_ROWS):
        number = int(fault.found) if fault.found.isdecimal() else 0
        yield _point(
            book,
            fault,
            f"{counted(number, 'row')} of this sheet {'is' if number == 1 else 'are'} hidden.",
            "Hidden rows are read and counted like all others.",
            "Clear the filter or unhide them, and see whether they belong.",
        )


def stray_cell(case: Case) -> Iterator[Point]:
    """Values far from everything else on their sheet."""
    for book, fault in case.faults(FaultKind.STRAY_CELL):
        yield _point(
            book,
            fault,
            "A value stands far from everything else on this sheet.",
            "It may be a slip of the hand.",
            "Go to that cell and delete it, or move it to where it belongs.",
            fault.found,
        )


def unseen_value(case: Case) -> Iterator[Point]:
    """Values that stand in the file where nobody sees them, and that are not read."""
    for book, fault in case.faults(FaultKind.UNSEEN_VALUE):
        covered = fault.detail == NoteKind.COVERED.value
        where = "lies under merged cells" if covered else "is in the file beside another"
        yield _point(
            book,
            fault,
            f"The value {quote(fault.found)} {where}, so nobody sees it, and it is not read.",
            "Merged cells have the value of the first of them." if covered else "A cell has one value.",
            "Unmerge the cells, and see what each should say."
            if covered
            else "Look whether the cell says what it should, type it again if not, and save the workbook.",
            fault.found,
        )


TABLE_RULES = (
    Rule(
        "T401",
        "A sheet is missing",
        "Rows that were asked for on a sheet are not returned if the sheet is gone or goes by another name.",
        Severity.ERROR,
        Scope.TABLE,
        missing_sheet,
    ),
    Rule(
        "T402",
        "A sheet without headings",
        "Columns are known by their headings. Without them it would be a guess which is which.",
        Severity.ERROR,
        Scope.TABLE,
        no_headings,
    ),
    Rule(
        "T403",
        "A column is missing",
        "A column that was deleted or renamed is not read, and every row looks as if it had not been answered.",
        Severity.ERROR,
        Scope.TABLE,
        missing_column,
    ),
    Rule(
        "T404",
        "Two columns have one heading",
        "Of two columns called Rating only one can count, and only you know which.",
        Severity.ERROR,
        Scope.TABLE,
        doubled_column,
    ),
    Rule(
        "T405",
        "A heading of another year",
        "Last year's heading over a column leaves open whether the figures under it are last year's too.",
        Severity.ERROR,
        Scope.TABLE,
        other_year,
    ),
    Rule(
        "T406",
        "A column that the form has not got",
        "What stands in a column of your own is not read. It is named so that nothing is lost by a misspelt heading.",
        Severity.NOTE,
        Scope.TABLE,
        unknown_column,
    ),
    Rule(
        "T407",
        "A row that is not read",
        "Totals and footnotes are left out of the count. They are named so that no real row is lost with them.",
        Severity.NOTE,
        Scope.TABLE,
        stray_row,
    ),
    Rule(
        "T408",
        "Hidden rows are counted",
        "A filter that was left on hides rows from the reader, but they are part of the return.",
        Severity.NOTE,
        Scope.TABLE,
        hidden_rows,
    ),
    Rule(
        "T409",
        "A value far from the table",
        "A value typed by accident, far to the right or far below, makes every program believe the sheet is huge.",
        Severity.NOTE,
        Scope.TABLE,
        stray_cell,
    ),
    Rule(
        "T423",
        "A value that nobody sees",
        "Merging cells leaves what was typed into the others in the file, out of sight, where some programs find it.",
        Severity.WARNING,
        Scope.TABLE,
        unseen_value,
    ),
    Rule(
        "T420",
        "A heading with a slip in it",
        "A letter too few in a heading must not lose a whole column. What it was read as is told for all to see.",
        Severity.NOTE,
        Scope.TABLE,
        misspelt_column,
    ),
    Rule(
        "T421",
        "A sheet under another name",
        "A renamed sheet is known by the form's table on it. It is told, so that nobody looks for it in vain.",
        Severity.NOTE,
        Scope.TABLE,
        renamed_sheet,
    ),
)
