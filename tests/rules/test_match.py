"""Which rows of the plan a return has not got, also where the plan is in the folder twice."""

from __future__ import annotations

from tests.rules.sheets import findings_of

COPY = "Safeguarding (old).xlsx"
COVER = f"**{COPY}**, plan, sheet Cover\n\n|   | A | B |\n|---|---|---|\n| 1 | Division | Safeguarding |\n\n"
HEAD = "|   | A | B |\n|---|---|---|\n| 3 | Ref | Action |\n"


def book(name: str, role: str, *rows: tuple[str, str]) -> str:
    lines = "".join(f"| {at} | {ref} | {action} |\n" for at, (ref, action) in enumerate(rows, 4))
    return f"{COVER if name == COPY else ''}**{name}**, {role}, sheet Actions\n\n{HEAD}{lines}\n"


VISIT, RECRUIT, TRAIN = ("SG A01", "Visit every placement"), ("SG A02", "Recruit carers"), ("SG A03", "Train the staff")
LISTEN = ("SG A04", "Listen to children")


def told(*books: str) -> list[tuple[str, str, str]]:
    return [(f.code, f.origin.workbook, f.found) for f in findings_of("".join(books)) if f.code in ("X505", "X506")]


def test_a_row_is_the_plans_by_its_reference_in_other_words_or_by_its_words_under_another_reference() -> None:
    plan = book("Safeguarding.xlsx", "plan", VISIT, RECRUIT, TRAIN)
    back = ("SG A01", "We went to see everyone who lives there"), ("SG A20", "Recruit carers"), TRAIN
    assert told(plan, book("Safeguarding.xlsx", "return", *back)) == []


def test_a_plan_that_is_there_twice_misses_only_what_both_copies_have() -> None:
    plans = book("Safeguarding.xlsx", "plan", VISIT, RECRUIT, TRAIN) + book(COPY, "plan", VISIT, RECRUIT, LISTEN)
    assert told(plans, book("Safeguarding.xlsx", "return", VISIT, RECRUIT, TRAIN)) == []
    assert told(plans, book("Safeguarding.xlsx", "return", VISIT, RECRUIT, LISTEN)) == []
    assert told(plans, book("Safeguarding.xlsx", "return", VISIT, LISTEN, ("SG A09", "Open a shop"))) == [
        ("X505", "Safeguarding.xlsx", "'SG A02' of the plan is not in this return."),
        ("X506", "Safeguarding.xlsx", "'SG A09' is in no plan of 2008/09."),
    ]


def test_the_copies_themselves_are_told_once_with_what_differs() -> None:
    plans = book("Safeguarding.xlsx", "plan", VISIT, RECRUIT, TRAIN) + book(
        COPY, "plan", TRAIN, VISIT, ("SG A02", "Recruit foster carers")
    )
    assert [(f.code, f.found) for f in findings_of(plans)] == [
        (
            "F113",
            "'Safeguarding (old).xlsx' and 'Safeguarding.xlsx' hold the plan of one division, and they differ in "
            "1 place: Actions, B6 ('Recruit foster carers', 'Recruit carers').",
        )
    ]
