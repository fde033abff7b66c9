"""What is suggested for a conflict, and what counts once it is settled."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import pytest

from compiler.consolidate.settle import settle, to_settle
from compiler.consolidate.view import ToSettle
from compiler.domain.conflict import Settled
from compiler.domain.decision import Settlement
from compiler.domain.origin import Origin
from compiler.domain.returned import Return
from compiler.returns.typed import entry_typed
from tests.consolidate.rows import DEPARTMENT, YEAR, base_profile, returned

HEAD = "| Ref | Plan | Definition | Figure this quarter | Rating |"


def indicator(division: str, plan: str, figure: str, on: str = "") -> Return:
    book = returned(division, {"Indicators": f"{HEAD}\n| NI 1 | {plan} | Children in care | {figure} | Amber |"})
    return replace(book, signed={"prepared_on": on} if on else {})


LEAD = indicator("lead", "Departmental Plan", "12")
SAFE, LEARN = (indicator(division, "Divisional Plan", figure) for division, figure in (("safe", "14"), ("learn", "15")))


def dated(division: str, figure: str, on: str) -> Return:
    return indicator(division, "Divisional Plan", figure, on)


def found(books: Sequence[Return], settled: Sequence[Settled] = ()) -> ToSettle:
    (only,) = to_settle(DEPARTMENT, base_profile(), (), books, settled)
    return only


@pytest.mark.parametrize(
    ("books", "suggested", "why"),
    [
        ((LEAD, SAFE), "14", "Safeguarding carries it out, under its own Divisional Plan."),
        ((SAFE, LEARN), "", "Nothing in the returns says which is right: ask both."),
        (
            (dated("safe", "14", "16/07/2008"), dated("learn", "15", "15/07/2008")),
            "14",
            "Safeguarding prepared its return last, on 16 July 2008.",
        ),
        (
            (dated("safe", "14", "16/07/2008"), dated("learn", "15", "16/07/2008")),
            "",
            "Nothing in the returns says which is right: ask both.",
        ),
    ],
)
def test_the_suggestion_names_its_reason(books: tuple[Return, ...], suggested: str, why: str) -> None:
    for order in (books, books[::-1]):
        each = found(order)
        assert (each.suggested, each.why, each.settled) == (suggested, why, None)


def settled(counts: str) -> Settled:
    between, said = ("departmental/lead", "divisional/safe"), ("12", "14")
    on, origin = dt.date(2008, 10, 20), Origin("decisions.toml", "", 1)
    made = Settlement("2008-09", "Q2", "indicator", "NI 1", "figure", between, said, counts, "Board", on, origin=origin)
    column = next(c for s in base_profile().sheets if s.key == "indicators" for c in s.columns if c.key == "figure")
    return Settled(made, entry_typed(base_profile(), YEAR, column, counts, origin))


def figures(books: Sequence[Return]) -> list[tuple[str, str, tuple[str, ...]]]:
    cells = [record.entry("figure") for book in books for record in book.records]
    return [(entry.raw, str(entry.origin), entry.notes) for entry in cells]


NOTE = "Settled as '{}' by Board on 20 October 2008."


@pytest.mark.parametrize(
    ("counts", "origin"),
    [
        ("14", "Safeguarding.xlsx, Indicators, D2"),
        ("12", "Leadership.xlsx, Indicators, D2"),
        ("13", "decisions.toml, row 1"),
    ],
)
def test_the_value_that_counts_stands_in_both_returns_with_its_own_origin(counts: str, origin: str) -> None:
    books = [LEAD, SAFE]
    conflict = found(books, [settled(counts)])
    assert figures(settle(books, [conflict])) == [(counts, origin, (NOTE.format(counts),))] * 2
    assert figures(books) == [
        ("12", "Leadership.xlsx, Indicators, D2", ()),
        ("14", "Safeguarding.xlsx, Indicators, D2", ()),
    ]


def test_nothing_is_changed_while_a_conflict_is_not_settled() -> None:
    books = (LEAD, SAFE)
    changed = indicator("safe", "Divisional Plan", "16")
    assert settle(books, [found(books)]) == books
    assert settle((LEAD, changed), [found((LEAD, changed), [settled("14")])]) == (LEAD, changed)
