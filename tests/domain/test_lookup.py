"""Looking rows up by what they say: the same as dictionaries of them, in little room."""

from __future__ import annotations

import tracemalloc

from hypothesis import given
from hypothesis import strategies as st

from compiler.domain.lookup import Index, Places, Runs, together

KEYS = st.one_of(st.text(max_size=3), st.tuples(st.text(max_size=2), st.integers(0, 5)))


@given(st.lists(st.tuples(KEYS, st.integers(0, 1000))), st.lists(KEYS, max_size=5))
def test_an_index_has_under_each_key_what_was_put_there_in_that_order(
    pairs: list[tuple[object, int]], others: list[object]
) -> None:
    index, plain = Index(pairs), dict[object, list[int]]()
    for key, number in pairs:
        plain.setdefault(key, []).append(number)
    asked = (*plain, *others)
    assert [list(index[key]) for key in asked] == [plain.get(key, []) for key in asked]
    assert [key for key in (*plain, *others) if key in index] == [key for key in (*plain, *others) if key in plain]
    assert bool(index) == bool(plain)


def test_an_index_takes_more_after_it_was_asked() -> None:
    index = Index([("one", 1)])
    assert list(index["two"]) == []
    index.add("two", 2)
    index.add("one", 0)
    assert (list(index["one"]), list(index["two"])) == ([1, 0], [2])


def test_the_groups_of_an_index_come_in_the_order_of_their_first() -> None:
    words = ["b", "a", "c", "a", "b", "b"]
    index = Index((word, number) for number, word in enumerate(words))
    assert [list(numbers) for numbers in index.groups()] == [[0, 4, 5], [1, 3], [2]]
    assert [list(numbers) for numbers in index.groups(several=True)] == [[0, 4, 5], [1, 3]]
    assert list(Index[str]().groups()) == []


def test_a_row_is_found_by_itself_and_not_by_what_it_says() -> None:
    rows: list[list[int]] = [[each % 3] for each in range(500)]
    places = Places(rows)
    assert [places[row] for row in rows] == list(range(500))
    assert places[[0]] == -1


@given(st.lists(st.integers(-5, 40)), st.integers(-6, 20), st.integers(0, 30))
def test_runs_hold_the_numbers_that_a_set_holds(numbers: list[int], start: int, length: int) -> None:
    runs, plain, among = Runs(numbers), set(numbers), range(start, start + length)
    assert [each for each in range(-7, 42) if each in runs] == sorted(plain)
    assert len(runs) == len(plain)
    assert runs.among(among) == sum(each in plain for each in among)
    if plain:
        assert (runs.least, runs.most) == (min(plain), max(plain))
        gaps = [each for each in range(min(plain), max(plain)) if each not in plain]
        assert [runs.after(each) for each in gaps] == [min(n for n in plain if n > each) for each in gaps]


@given(st.lists(st.sampled_from(["", "a", "b", "c", "d"])))
def test_rows_that_share_a_key_stand_together(words: list[str]) -> None:
    rows = list(enumerate(words))
    groups = [[row for row in rows if row[1] == word] for word in dict.fromkeys(words) if word]
    assert together(rows, lambda row: row[1]) == [same for same in groups if len(same) > 1]


def test_an_index_of_many_rows_takes_twelve_bytes_each_and_few_more_while_it_is_made() -> None:
    index = Index[int]()
    tracemalloc.start()
    for number in range(50_000):
        index.add(number * 7_919_111_113, number)
    assert list(index[7_919_111_113]) == [1]
    held, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert held < 14 * 50_000
    assert most < 50 * 50_000
