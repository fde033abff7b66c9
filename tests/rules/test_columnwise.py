"""What is asked of whole columns and of all texts at once is what would be said of each cell and each text."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as some

from compiler.domain.cells import Cells, Layout, content_of
from compiler.domain.condition import (
    All,
    Begins,
    Condition,
    Due,
    Ends,
    Not,
    Reporting,
    Row,
    Says,
    Some,
    Unlisted,
    Unsaid,
    holds,
)
from compiler.domain.origin import Origin
from compiler.domain.record import Entry, Kind, Record, State
from compiler.domain.returned import Identity, Return, Role
from compiler.domain.when import read_when
from compiler.profile.model import Column, Sheet
from compiler.profile.row_checks import NOT_GIVEN, RowCheck
from compiler.rules.amiss import asking, possible, where
from compiler.rules.case import EVERY_TYPE, Case
from compiler.rules.columnwise import Answered, Down, Rows, by_sheet, raws_under, said_under
from tests.rules.test_of_returns import case

KEYS = ("rating", "reason", "completed")
COLUMNS = tuple(Column(key, key.title()) for key in KEYS)
SHEET = Sheet("actions", "Actions", Kind.ACTION, COLUMNS)
JUNE = dt.date(2008, 6, 30)


def entry(raw: str, state: State, row: int, column: int) -> Entry:
    value = (read_when(raw) if "2008" in raw else raw) if state is State.VALUE else None
    return Entry(raw, state, value, Origin("A.xlsx", "Actions", row, column))


SAID = some.one_of(
    some.tuples(some.sampled_from(["Red", " red.", "Green", "Jun 2008", "01/07/2008"]), some.just(State.VALUE)),
    some.tuples(some.sampled_from(["Rde", "#REF!", "soon 2008"]), some.just(State.UNREADABLE)),
    some.tuples(some.sampled_from(["N/A", "none"]), some.sampled_from([State.NOT_APPLICABLE, State.NONE])),
    some.just(("", State.BLANK)),
)
CONDITION = some.recursive(
    some.one_of(
        some.builds(Unsaid, some.sampled_from(KEYS), some.just(frozenset({"n/a"}))),
        some.builds(Says, some.sampled_from((*KEYS, "no such column")), some.just(frozenset({"red", ""}))),
        some.builds(Unlisted, some.sampled_from(KEYS), some.just(frozenset({"red"}))),
        some.builds(Begins, some.sampled_from(KEYS), some.just(JUNE)),
        some.builds(Ends, some.sampled_from(KEYS), some.just(JUNE)),
        some.builds(Due, some.sampled_from(KEYS), some.just(JUNE)),
        some.just(Reporting()),
    ),
    lambda part: some.one_of(
        some.builds(All, some.tuples(part, part)), some.builds(Some, some.tuples(part, part)), some.builds(Not, part)
    ),
    max_leaves=4,
)


@some.composite
def rows(draw: some.DrawFn) -> Rows:
    """Some rows, laid out alike or each in a dictionary."""
    compact, layout = draw(some.booleans()), Layout(KEYS, range(1, 4))
    records = []
    for row in range(4, 4 + draw(some.integers(0, 5))):
        cells = {key: entry(*draw(SAID), row, place) for place, key in enumerate(KEYS, 1)}
        where_it_is = Origin("A.xlsx", "Actions", row)
        held = Cells(where_it_is, layout, tuple(map(content_of, cells.values()))) if compact else cells
        records.append(Record(Kind.ACTION, "divisional", "strategy", f"a{row}", where_it_is, held))
    book = Return("A.xlsx", "", Role.RETURN, Identity(), "strategy", tuple(records))
    return Rows(book, SHEET, COLUMNS, records)


@given(rows(), CONDITION, some.sampled_from(COLUMNS), some.booleans())
def test_a_condition_holds_of_a_column_where_it_holds_of_its_rows(
    held: Rows, condition: Condition, column: Column, nil: bool
) -> None:
    down = held.down(column)

    def row(of: Down, number: int) -> Row:
        return Row(of.records[number], of.records[number], nil=nil)

    right = [number for number, record in enumerate(held.records) if holds(condition, Row(record, record, nil=nil))]
    ((_, ((when, states),)),) = asking([RowCheck(NOT_GIVEN, condition)], column).items()
    assert list(where(when, down, possible(down, states), row)) == right


@given(rows(), some.sampled_from(COLUMNS))
def test_what_a_column_says_is_what_its_cells_say(held: Rows, column: Column) -> None:
    down, entries = held.down(column), [record.entries[column.key] for record in held.records]
    assert [cell.entry for cell in down.cells] == entries
    assert list(zip(down.raws, down.states, down.values, strict=True)) == [(e.raw, e.state, e.value) for e in entries]
    assert [said_under(record, column.key) for record in held.records] == [(e.raw, e.state, e.value) for e in entries]
    assert down.given == {each.raw for each in entries if each.given}
    for key in (*KEYS, "no such column"):
        assert list(down.raws_beside(key)) == [record.entry(key).raw for record in held.records]
    for state in State:
        assert down.any_in(state) == any(each.state is state for each in entries)
        assert [cell.entry for cell in down.in_state(state)] == [each for each in entries if each.state is state]
    raws = [[record.entries[key].raw for key in KEYS] for record in held.records]
    assert [raws_under(record, KEYS) for record in held.records] == raws


@given(rows(), some.sets(some.sampled_from(["Red", "N/A", "", "Rde"])))
def test_cells_that_say_some_words_are_told_row_by_row(held: Rows, words: set[str]) -> None:
    found = held.saying(frozenset(words), map(held.down, COLUMNS))
    every = [record.entries[key] for record in held.records for key in KEYS]
    assert [down.cell(number).entry for down, number in found] == [each for each in every if each.raw in words]


@pytest.mark.parametrize("of_returns", [False, True])
def test_the_cells_of_the_sample_by_column_type_state_and_words_are_its_cells(of_returns: bool) -> None:
    whole = case(2008, 1).asked_otherwise(of_returns)
    cells = whole.cells
    assert cells == tuple(_one_by_one(whole))
    for kind in EVERY_TYPE:
        assert whole.of_type(kind) == [cell for cell in cells if cell.column.type == kind]
        assert set(whole.texts(kind).texts) == {cell.entry.raw for cell in cells if cell.column.type == kind}
    for key in {cell.column.key for cell in cells}:
        assert whole.under(key) == [cell for cell in cells if cell.column.key == key]
    unread = [cell for cell in cells if cell.entry.state is State.UNREADABLE]
    assert sorted(map(_place, whole.in_state(State.UNREADABLE))) == sorted(map(_place, unread))
    blank = [cell for cell in cells if cell.column.type in ("text", "officer") and cell.entry.raw == ""]
    assert list(whole.saying({""}, "text", "officer")) == blank


def _place(cell: Answered) -> tuple[str, Origin]:
    return cell.book.role.value, cell.entry.origin


def _one_by_one(whole: Case) -> list[Answered]:
    """The cells that are asked for, gone through one after the other."""
    found = []
    for book in whole.sound_returns if whole.of_returns else whole.sound:
        for name, records in by_sheet(book.records):
            sheet, columns, _ = whole._columns(book, name)
            for record in records:
                for column in columns.values():
                    held = record.entries.get(column.key)
                    meant = not column.tiers or record.plan in column.tiers
                    if held is not None and meant and not (column.where and held.state is State.BLANK):
                        found.append(Answered(book, sheet, column, record, held))
    return found
