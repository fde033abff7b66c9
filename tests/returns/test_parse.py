"""From a workbook as people leave it to records: columns by their meaning, rows that are rows, states kept apart."""

from __future__ import annotations

from compiler.domain.record import Kind
from compiler.domain.returned import Return, Role
from tests.consolidate.rows import returned

CLEAN = """
    | Ref    | Plan            | Action    | Date to be completed | Rating | Progress   | Row identity (leave as it is)|
    | CS A01 | Divisional Plan | Find care | Mar 2009             | Amber  | Ten places | a1234567                     |
"""


def rows(book: Return) -> list[dict[str, str]]:
    return [{key: entry.raw for key, entry in record.entries.items()} for record in book.of(Kind.ACTION)]


def told(book: Return) -> list[str]:
    return [
        f"{fault.kind.value}: {fault.origin}: {fault.found or fault.expected}"
        for fault in book.faults
        if fault.origin.sheet == "Actions" and fault.kind.value != "missing column"
    ]


def parsed(actions: str) -> Return:
    return returned("safe", {"Actions": actions})


def test_a_row_is_read_with_the_place_of_each_cell() -> None:
    record = next(parsed(CLEAN).of(Kind.ACTION))
    assert {key: (entry.raw, entry.origin.cell) for key, entry in record.entries.items()} == {
        "reference": ("CS A01", "A2"),
        "plan": ("Divisional Plan", "B2"),
        "action": ("Find care", "C2"),
        "due": ("Mar 2009", "D2"),
        "rating": ("Amber", "E2"),
        "progress": ("Ten places", "F2"),
        "identity": ("a1234567", "G2"),
    }
    assert (record.plan, record.division, record.identity) == ("divisional", "safe", "a1234567")


def test_columns_are_found_wherever_they_are_and_whatever_alias_they_carry() -> None:
    moved = """
        | notes to self |           |        |          |        |
        |               | Key action | Reference | Status | Due    |
        |               | Find care | CS A01 | Amber    | Mar 2009 |
    """
    assert rows(parsed(moved)) == [{"reference": "CS A01", "action": "Find care", "due": "Mar 2009", "rating": "Amber"}]


def test_a_doubled_and_an_unknown_column_are_said_and_the_first_counts() -> None:
    doubled = """
        | Ref    | Action    | Rating | Rating | Our own notes |
        | CS A01 | Find care | Amber  | Green  | ask Monday    |
    """
    book = parsed(doubled)
    assert rows(book) == [{"reference": "CS A01", "action": "Find care", "rating": "Amber"}]
    assert told(book) == [
        "doubled column: Safeguarding.xlsx, Actions, D1: Rating",
        "unknown column: Safeguarding.xlsx, Actions, E1: Our own notes",
    ]


def test_totals_and_footnotes_are_refused_and_said_blank_rows_passed_over() -> None:
    footed = """
        | Ref    | Action    | Rating |
        | CS A01 | Find care | Amber  |
        |        |           |        |
        | CS A02 | Train     | Green  |
        | Total  |           | 2      |
        |        |           | * provisional |
    """
    book = parsed(footed)
    assert [row["reference"] for row in rows(book)] == ["CS A01", "CS A02"]
    assert told(book) == [
        "stray row: Safeguarding.xlsx, Actions, row 5: Total",
        "stray row: Safeguarding.xlsx, Actions, row 6: * provisional",
    ]
    assert (book.rows_read, book.rows_refused) == ({"Actions": 2}, {"Actions": 2})


def test_the_ways_of_saying_nothing_are_kept_apart() -> None:
    book = parsed(
        """
        | Ref    | Action | Rating        | Progress | Why (if red) | Completed on |
        | CS A01 | One    | Not published | N/A      | none         |              |
        """
    )
    record = next(book.of(Kind.ACTION))
    assert {key: record.entry(key).state.value for key in ("rating", "progress", "reason", "completed", "remedy")} == {
        "rating": "not published",
        "progress": "not applicable",
        "reason": "none",
        "completed": "blank",
        "remedy": "no such column",
    }


def test_what_cannot_be_read_keeps_its_words_and_says_why() -> None:
    book = parsed(
        """
        | Ref    | Action | Rating | Date to be completed |
        | CS A01 | One    | Ambr   | 31/06/2008           |
        """
    )
    record = next(book.of(Kind.ACTION))
    assert (record.entry("rating").raw, record.entry("rating").problem) == (
        "Ambr",
        "this is not in the list; did you mean 'Amber'?",
    )
    assert record.entry("due").state.value == "unreadable"


def test_a_heading_of_another_year_is_taken_and_said() -> None:
    book = returned(
        "safe",
        {
            "Indicators": """
                | Ref  | Definition | Outturn 2006/07 | Target 2007/08 | Rating |
                | NI 1 | Absence    | 8%              | 7%             | Green  |
            """
        },
    )
    wrong = [(fault.origin.cell, fault.found, fault.expected) for fault in book.faults if "year" in fault.kind.value]
    assert wrong == [("C1", "Outturn 2006/07", "Outturn 2007/08"), ("D1", "Target 2007/08", "Target 2008/09")]
    assert [record.text("target") for record in book.of(Kind.INDICATOR)] == ["7%"]


def test_a_plan_is_not_asked_for_what_returns_are_asked_for() -> None:
    plan = returned("safe", {"Actions": CLEAN}, Role.PLAN)
    assert "rating" not in next(plan.of(Kind.ACTION)).entries
    missing = [fault.expected for fault in plan.faults if fault.kind.value == "missing column"]
    assert "Rating" not in missing
