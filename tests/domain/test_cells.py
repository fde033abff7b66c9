"""The cells of a row in little room say the same as a dictionary of entries."""

from __future__ import annotations

import pickle
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compiler.domain.cells import Block, Cells, Layout, Marks, Said, content_of
from compiler.domain.origin import Origin
from compiler.domain.record import Entry, Kind, Record, State, blocks_of, columns_of, down

ROW = Origin("Safeguarding.xlsx", "Actions", 7)
WORDS = st.sampled_from(["", "Open the centre", "31/03/2009", "n/a"])
VALUES = st.one_of(st.none(), WORDS, st.integers(0, 3))
NOTES = st.sampled_from([(), ("a space was taken out",)])
SAID = st.tuples(WORDS, st.sampled_from(State), VALUES, NOTES, st.sampled_from(["", "this is no date"]))
SHEETS = st.dictionaries(st.sampled_from(["reference", "action", "target", "rating"]), SAID)


def _entries(sheet: dict[str, Said]) -> dict[str, Entry]:
    placed = enumerate(sheet.items(), 2)
    return {key: Entry(said[0], said[1], said[2], ROW.at(at), *said[3:]) for at, (key, said) in placed}


def _cells(entries: dict[str, Entry]) -> Cells:
    layout = Layout(entries, [entry.origin.column for entry in entries.values()])
    return Cells(ROW, layout, tuple(map(content_of, entries.values())))


@given(SHEETS)
def test_cells_are_the_entries_that_they_were_made_of(sheet: dict[str, Said]) -> None:
    entries = _entries(sheet)
    cells = _cells(entries)
    same: Mapping[str, Entry] = cells
    assert same == entries
    assert (list(cells.items()), len(cells)) == (list(entries.items()), len(entries))
    assert pickle.loads(pickle.dumps(cells)) == entries


@given(SHEETS)
def test_a_record_says_the_same_of_its_cells_in_either_form(sheet: dict[str, Said]) -> None:
    entries = _entries(sheet)
    plain, compact = (Record(Kind.ACTION, "own", "planning", "#1", ROW, held) for held in (entries, _cells(entries)))
    assert plain == compact
    for key in ("reference", "action", "target", "rating", "no such column"):
        assert plain.entry(key) == compact.entry(key)
        assert (plain.text(key), plain.state(key), plain.gives(key)) == (
            compact.text(key),
            compact.state(key),
            compact.gives(key),
        )
        assert [plain.read(key, kind) for kind in (str, int)] == [compact.read(key, kind) for kind in (str, int)]
    assert plain.label == compact.label


def _of_sheet(rows: list[dict[str, Entry]]) -> tuple[Record, ...]:
    """Rows of one sheet, which holds their cells by columns: the first stands where the others would, were it alone."""
    layout = Layout(rows[0], [entry.origin.column for entry in rows[0].values()])
    columns = tuple(tuple(content_of(row[key]) for row in rows) for key in rows[0])
    numbers = tuple(range(ROW.row, ROW.row + len(rows)))
    block = Block(ROW.workbook, ROW.sheet, layout, numbers, columns, frozenset(numbers[1:]), Marks(["#1"] * len(rows)))
    return tuple(Record.of_sheet(Kind.ACTION, "own", "planning", block, n) for n in range(len(rows)))


@given(SHEETS)
def test_a_row_of_a_sheet_says_the_same_as_one_by_itself(sheet: dict[str, Said]) -> None:
    entries = _entries(sheet)
    alone = Record(Kind.ACTION, "own", "planning", "#1", ROW, entries)
    row, below = _of_sheet([entries, entries])
    assert (row, row.origin, row.layout is None) == (alone, ROW, False)
    assert (row.workbook, row.sheet, row.row, row.hidden) == (alone.workbook, alone.sheet, alone.row, alone.hidden)
    assert (below.origin, below.hidden, below == alone) == (Origin(ROW.workbook, ROW.sheet, 8), True, False)
    assert repr(row) == repr(alone)
    keys = ("reference", "action", "target", "rating", "no such column")
    assert row.raws(keys) == alone.raws(keys)
    for key in keys:
        assert (row.entry(key), row.has(key), row.where(key)) == (alone.entry(key), alone.has(key), alone.where(key))
        assert (row.text(key), row.state(key), row.said(key)) == (alone.text(key), alone.state(key), alone.said(key))
        assert [row.read(key, kind) for kind in (str, int)] == [alone.read(key, kind) for kind in (str, int)]
    assert row.with_entries(entries) == alone


def test_the_rows_of_a_sheet_give_its_columns_and_others_none() -> None:
    rows = _of_sheet([_entries({"action": (words, State.VALUE, words, (), "")}) for words in ("Open", "Close", "Sell")])
    assert columns_of(rows) == {"action": ("Open", "Close", "Sell")}
    alone = Record(Kind.ACTION, "own", "planning", "#1", ROW)
    for others in (rows[:2], rows[::-1], (*rows[:2], alone), (alone,), ()):
        assert columns_of(others) == {}
    assert len(blocks_of([*rows, alone])) == 1


@given(st.lists(st.one_of(st.none(), SHEETS), max_size=4), st.permutations(range(6)))
def test_a_column_of_many_rows_says_what_each_row_says(others: list[dict[str, Said] | None], order: list[int]) -> None:
    sheet = [_entries({"action": (words, State.VALUE, words, (), "")}) for words in ("Open", "Close")]
    entries = [None if each is None else _entries(each) for each in others]
    alone = [None if each is None else Record(Kind.ACTION, "own", "planning", "#1", ROW, each) for each in entries]
    every = [*_of_sheet(sheet), *_of_sheet(sheet[1:]), *alone]
    rows = [every[at] for at in order if at < len(every)]
    for key in ("action", "target"):
        assert down(rows, key) == [None if row is None else row.said(key) for row in rows]


def test_rows_of_one_sheet_are_so_in_another_process_too() -> None:
    rows = _of_sheet([_entries({"action": (words, State.VALUE, words, (), "")}) for words in ("Open", "Close")])
    sent = pickle.loads(pickle.dumps(rows))
    assert (sent, columns_of(sent), len(blocks_of(sent))) == (rows, columns_of(rows), 1)


def test_a_row_does_not_change() -> None:
    row = Record(Kind.ACTION, "own", "planning", "#1", ROW)
    with pytest.raises(AttributeError, match="a row does not change: plan"):
        row.plan = "other"  # type: ignore[misc]
    with pytest.raises(AttributeError, match="a row does not change: plan"):
        del row.plan


@given(st.lists(st.sampled_from(["", "A1", "B2", "A\0", "long"]) | st.text(max_size=2)))
def test_the_marks_of_rows_are_those_that_they_have(marks: list[str]) -> None:
    held = Marks(marks)
    assert [held[number] for number in range(len(marks))] == marks
    sent = pickle.loads(pickle.dumps(held))
    assert [sent[number] for number in range(len(marks))] == marks
