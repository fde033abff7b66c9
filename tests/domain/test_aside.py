"""Rows that were put aside say what they said."""

from __future__ import annotations

import pickle
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from compiler.domain.aside import Alike, Shelf, packed
from compiler.domain.cells import Block, Content, Layout
from compiler.domain.entry import State
from compiler.domain.origin import Origin
from compiler.domain.record import Kind, Record, columns_of, rows_sent, sent_rows
from compiler.domain.reference import Besides, Reference, ReferenceList, Unread

CITED = Reference("ni", (72,), "NI 72"), Reference("goal", (4, 2), "Goal 4.2")
LISTS = st.builds(ReferenceList, st.text(max_size=4), st.lists(st.sampled_from(CITED), max_size=3).map(tuple))
ODD = st.builds(ReferenceList, st.just("NI x"), besides=st.just(Besides(unread=(Unread("NI x", "no number"),))))
OTHERS = st.integers(0, 3) | LISTS | ODD
SAID: st.SearchStrategy[Content] = st.text(max_size=6) | st.tuples(
    st.text(max_size=4), st.sampled_from(State), OTHERS, st.sampled_from([(), ("repaired",)]), st.just("")
)
PLAIN: st.SearchStrategy[Content] = st.builds(lambda value: (value.raw, State.VALUE, value, (), ""), LISTS)
COLUMNS = st.sampled_from([SAID, st.text(max_size=6), st.just("") | PLAIN]).flatmap(
    lambda said: st.lists(said, min_size=8, max_size=8)
)


class Held:
    """A store in memory, which has room for so many sheets."""

    def __init__(self, room: int = 1_000) -> None:
        self.all, self.room = b"", room

    def put(self, data: bytes) -> int | None:
        if not self.room:
            return None
        self.room -= 1
        self.all += data
        return len(self.all) - len(data)

    def get(self, start: int, length: int) -> bytes:
        return self.all[start : start + length]


def block_of(columns: Sequence[Sequence[Content]]) -> Block:
    keys = [f"column {number}" for number in range(len(columns))]
    layout = Layout(keys, range(1, len(keys) + 1))
    return Block("Planning.xlsx", "Actions", layout, tuple(range(5, 13)), [tuple(column) for column in columns])


@given(st.lists(st.lists(COLUMNS, min_size=1, max_size=4), max_size=5), st.integers(0, 3), st.integers(0, 5))
def test_whatever_is_put_aside_is_taken_back_as_it_was(sheets: list[list[list[Content]]], most: int, room: int) -> None:
    shelf = Shelf(Held(room), most)
    blocks = list(map(block_of, sheets))
    for block in blocks:
        block.stand_on(shelf)
    sent: list[Block] = pickle.loads(pickle.dumps(blocks))
    for block in sent[::2]:
        block.stand_on(shelf)
    for block, columns in [*zip(blocks, sheets, strict=True), *zip(sent, sheets, strict=True)] * 2:
        rows = [Record.of_sheet(Kind.ACTION, "own", "planning", block, number) for number in range(8)]
        for place, column in enumerate(columns):
            assert [row.said(f"column {place}") for row in rows] == column
        assert columns_of(rows) == {f"column {place}": tuple(column) for place, column in enumerate(columns)}
        assert pickle.loads(pickle.dumps(rows)) == rows
        assert rows_sent(pickle.loads(pickle.dumps(sent_rows(rows)))) == tuple(rows)


def test_only_so_many_sheets_are_held_and_what_many_cells_say_is_held_once() -> None:
    words = [f"Open centre {number}" for number in range(8)]
    on: Content = "On track", State.VALUE, 1, (), ""
    few = [on, "", on, ("Late", State.UNREADABLE, None, (), "no rating"), "", "", "Late", on]
    cited = [(f"NI {number}", State.VALUE, ReferenceList(f"NI {number}", CITED), (), "") for number in range(8)]
    store = Held()
    shelf, blocks = Shelf(store, 2), [block_of([words, few, cited]) for _ in range(3)]
    for block in blocks:
        block.stand_on(shelf)
    assert [block.held for block in blocks] == [(), (0, 1, 2), (0, 1, 2)]
    assert blocks[0].column(0) == tuple(words)
    assert [block.held for block in blocks] == [(0,), (), (0, 1, 2)]
    lying = len(store.all)
    assert [block.columns for block in blocks] == [(tuple(words), tuple(few), tuple(cited))] * 3
    assert all(one is other for one, other in zip(blocks[0].column(1), blocks[2].column(1), strict=True))
    assert len(store.all) == lying // 2 * 3  # each sheet was put aside once, and lies there


def test_what_has_no_number_any_more_stays_as_it_is() -> None:
    alike = Alike()
    assert packed([(str(number), State.VALUE, number, (), "") for number in range((1 << 16) + 1)], alike) == (0, b"")
    assert packed([("1", State.VALUE, 1, (), "")] * 2, alike) == (3, bytes(4))
    assert packed([(str(number), State.VALUE, number, (), "") for number in range((1 << 16) - 1)], alike)[0] == 3
    assert packed([("1", State.VALUE, 1, (), "")] * 2, alike) == (0, b"")


def test_words_in_which_a_mark_of_ours_stands_are_left_as_they_are() -> None:
    assert packed([f"no\0 {number}" for number in range(8)]) == (0, b"")


def test_a_sheet_that_was_sent_is_packed_until_somebody_asks_and_its_layout_is_that_of_the_others() -> None:
    words = [f"Open centre {number}" for number in range(8)]
    few = ["On track", "", "On track", "Late", "", "", "Late", "On track"]
    one, other = (pickle.loads(pickle.dumps(block_of([words, few]))) for _ in range(2))
    assert one.layout is other.layout
    assert one.held == (1,)
    assert one.column(0) == tuple(words)
    store = Held()
    one.stand_on(Shelf(store))
    assert (one.held, len(store.all)) == ((1,), len("\0".join(words)))
    assert one.columns == (tuple(words), tuple(few))


def test_rows_are_sent_by_runs_of_one_sheet_and_kind() -> None:
    sheet, other = block_of([["a"] * 8]), block_of([["b"] * 8])
    rows = [Record.of_sheet(Kind.ACTION, "own", "planning", sheet, number) for number in (0, 1, 4)]
    rows += [Record.of_sheet(Kind.TOTAL, "own", "planning", sheet, 5)]
    alone = Record(Kind.ACTION, "own", "planning", "", Origin("Planning.xlsx", "Cover"), {})
    rows += [Record.of_sheet(Kind.TOTAL, "own", "planning", other, 0), alone]
    runs = sent_rows(rows)
    assert [(kind, numbers) for _, (kind, _, _), numbers in runs] == [
        (Kind.ACTION, (0, 1, 4)),
        (Kind.TOTAL, (5,)),
        (Kind.TOTAL, (0,)),
        (Kind.ACTION, (0,)),
    ]
    assert rows_sent(pickle.loads(pickle.dumps(runs))) == tuple(rows)
