"""Two small workbooks with their rows, and findings that point into them."""

from __future__ import annotations

from compiler.domain.finding import Audience, Finding, Severity
from compiler.domain.origin import Origin
from compiler.domain.period import Period, Year
from compiler.domain.record import Entry, Kind, Record, State
from compiler.domain.returned import Identity, Return, Role
from compiler.render.findings import Checked, Rows
from tests.rules.sheets import small_profile

PERIOD = Period(Year(2008), 1)
CARE, PLAN = "Care & Support.xlsx", "plan/Departmental.xlsx"


def row(workbook: str, sheet: str, kind: Kind, number: int, **cells: str) -> Record:
    """A row whose cells stand in the columns A, B, C … in the order given."""
    entries = {
        key: Entry(words, State.VALUE if words else State.BLANK, None, Origin(workbook, sheet, number, column))
        for column, (key, words) in enumerate(cells.items(), 1)
    }
    return Record(kind, "divisional", "care", f"{sheet}{number}", Origin(workbook, sheet, number), entries)


def book(name: str, role: Role, *records: Record) -> Return:
    return Return(name, "", role, Identity(), "care", records)


def action(workbook: str, number: int, reference: str, words: str, rating: str, due: str = "Mar 2009") -> Record:
    cells = {"reference": reference, "action": words, "due": due, "rating": rating}
    return row(workbook, "Actions", Kind.ACTION, number, **cells)


LONG = "Visit every placement twice a year, once of these without notice, and tell the panel what was seen"
RETURN = book(
    CARE,
    Role.RETURN,
    action(CARE, 5, "SG A01", LONG, "Ambr"),
    action(CARE, 6, "SG A02", "Recruit foster carers", ""),
    action(CARE, 9, "SG A05", "Train the panel", ""),
    row(CARE, "Indicators", Kind.INDICATOR, 4, reference="NI 59", definition="Assessments in time", target="45%"),
)
APPROVED = book(
    PLAN, Role.PLAN, row(PLAN, "Indicators", Kind.INDICATOR, 7, reference="NI 59", definition="In time", target="50%")
)
ROWS = Rows(small_profile(), ((RETURN, PERIOD), (APPROVED, PERIOD)))
CHECKED = Checked((CARE, "Housing.xlsx"), {CARE: f"workbooks/town/2008-09/Q1/{CARE}"}, ROWS)

UNLISTED = Finding(
    "C206",
    Severity.ERROR,
    Origin(CARE, "Actions", 5, 4),
    "'Ambr' under 'Rating' is not in the list.",
    "Allowed are Red, Amber or Green.",
    "Did you mean 'Amber'? Choose one from the list in the cell.",
    value="Ambr",
    subject="SG A01",
    division="care",
)
BLANK = Finding(
    "R301",
    Severity.ERROR,
    Origin(CARE, "Actions", 6, 4),
    "'Rating' is blank.",
    "Every action needs one of Red, Amber or Green.",
    "Choose one from the list in the cell.",
    subject="SG A02",
)
HELPED = Finding(
    "C208",
    Severity.NOTE,
    Origin(CARE, "Actions", 5, 3),
    "'Mar 2OO9' under 'Due' was read as March 2009, 100% sure.",
    "",
    "",
    subject="SG A01",
)
TWO_TARGETS = Finding(
    "X504",
    Severity.WARNING,
    Origin(CARE, "Indicators", 4, 3),
    "'NI 59' has two targets.",
    "One indicator has one target.",
    "Settle which one counts.",
    value="45%",
    subject="NI 59",
    audience=Audience.OFFICER,
    others=(Origin(PLAN, "Indicators", 7, 3),),
)
SHEET = Finding("T408", Severity.NOTE, Origin(CARE, "Risks"), "3 rows are hidden.", "", "Unhide them.")
WHOLE = Finding("F110", Severity.WARNING, Origin(CARE), "It is of another version.", "", "Ask for a new one.")
GATE = Finding("F101", Severity.ERROR, Origin("Old.xlsx"), "Old.xlsx is a PDF document.", "", "Send the workbook.")
