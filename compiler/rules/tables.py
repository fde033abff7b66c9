"""T: the table. Are its sheet, its columns and its rows there, each once?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from compiler.domain.agreement import grouped
from compiler.domain.finding import Severity
from compiler.domain.origin import Origin
from compiler.domain.record import Kind, Record
from compiler.domain.reference import Reference, ReferenceList
from compiler.domain.returned import Fault, FaultKind, Return, Role
from compiler.domain.text import fold
from compiler.profile.model import Column
from compiler.rules.case import Answered, Case, answers_for, whose
from compiler.rules.pointing import AMEND, point_at, subject_of
from compiler.rules.rule import Point, Rule, Scope
from compiler.rules.wording import a, counted, listed, quote, sentence

_NAMED = (Kind.OBJECTIVE, Kind.ACTION, Kind.INDICATOR, Kind.RISK)


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
    for book, fault in case.faults(FaultKind.WRONG_YEAR):
        if _repeated(case, book, fault):
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
    for book, fault in case.faults(FaultKind.UNKNOWN_COLUMN):
        if (id(book), fault.origin.sheet, fault.found) not in suspected:
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


Row = tuple[Record, Reference]


def _rows(book: Return) -> list[Row]:
    """The rows that have one reference of their own."""
    held = [(record, record.read("reference", ReferenceList)) for record in book.records if record.kind in _NAMED]
    return [(record, read.only) for record, read in held if read is not None and read.only is not None]


def _name(row: Row) -> str:
    record, reference = row
    return "\x1f".join((record.kind.value, record.plan, fold(record.text("held")), str(reference)))


def doubled_reference(case: Case) -> Iterator[Point]:
    """Rows of a plan that have one reference."""
    cells = {
        id(cell.entry): cell for cell in case.cells if cell.book.role is Role.PLAN and cell.column.key == "reference"
    }
    for book in case.sound_plans:
        for same in grouped(_rows(book), _name).values():
            entries = [record.entry("reference") for record, _ in same]
            cell = cells.get(id(entries[-1]))
            if len(same) > 1 and cell is not None:
                yield _doubled(cell, tuple(entry.origin for entry in entries[:-1]))


def _doubled(cell: Answered, others: tuple[Origin, ...]) -> Point:
    return point_at(
        cell,
        f"{quote(cell.entry.raw)} is the reference of {listed(origin.cell for origin in others)} too.",
        "Each row of a plan has a reference of its own.",
        for_plan="List one of them for amendment of the plan.",
        others=others,
    )


def row_twice(case: Case) -> Iterator[Point]:
    """Rows that stand in a return more often than in the plan."""
    planned = Counter(_name(row) for book in case.sound_plans for row in _rows(book))
    for book in case.sound_returns:
        marked = grouped((r for r in book.records if r.kind in _NAMED), lambda record: record.identity)
        told = [same for same in marked.values() if len(same) > 1]
        seen = {id(record) for same in told for record in same}
        for name, rows in grouped(_rows(book), _name).items():
            same = [record for record, _ in rows]
            if planned[name] and len(same) > planned[name] and not any(id(record) in seen for record in same):
                told.append(same)
        for same in told:
            yield _twice(book, same)


def _twice(book: Return, same: list[Record]) -> Point:
    *others, last = same
    return Point(
        last.origin,
        f"This row stands in {listed(origin.cell for origin in (record.origin for record in others))} too.",
        "Each row of the plan is returned once.",
        "Keep the row that is right and delete the other.",
        value=last.text("reference"),
        subject=subject_of(last),
        division=book.division,
        audience=whose(book),
        others=tuple(record.origin for record in others),
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
        "T410",
        "Two rows of a plan have one reference",
        "Where a reference is cited, nobody can say which of the two rows is meant.",
        Severity.WARNING,
        Scope.TABLE,
        doubled_reference,
    ),
    Rule(
        "T411",
        "A row is returned twice",
        "A row that was copied would be counted twice, perhaps with two ratings.",
        Severity.ERROR,
        Scope.TABLE,
        row_twice,
    ),
)
