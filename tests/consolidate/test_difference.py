"""The difference of two workbooks: by row and column, with both addresses and both values as typed."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as some

from compiler.consolidate.difference import Between, Difference, between, difference
from compiler.domain.returned import Return
from tests.consolidate.rows import base_profile, returned

BEFORE = """
Ref    | Action              | Rating | Progress            | Row identity (leave as it is)
SG A01 | Visit placements    | Amber  | Half are visited.   | aaaa
SG A02 | Recruit carers      | Amber  | Two came.           | bbbb
SG A03 | Train the panel     | Green  | Done in May.        | cccc
SG A04 | Write the guide     |        |                     | dddd
"""
NOW = """
Progress          | Ref    | Action              | Rating | Row identity (leave as it is)
Written.          | SG A04 | Write the guide     | Green  | dddd
Half are visited. | SG A01 | Visit placements    | red    | aaaa
Done in May.      | SG A03 | Train the panel     | GREEN  | cccc
Planned.          | SG A09 | Open a second home  | Amber  |
"""


def told(found: Difference) -> list[tuple[object, ...]]:
    """Each row that differs, and each of its cells: address and words of both sides, and what became of it."""
    lines: list[tuple[object, ...]] = []
    for row in found.rows:
        state = "gone" if row.now is None else "added" if row.before is None else "moved" if row.moved else ""
        lines.append((row.record.label, state))
        for cell in row.cells:
            sides = [f"{side.origin.cell} {side.raw}".strip() for side in (cell.before, cell.now)]
            lines.append((cell.column.key, *sides, "form" if cell.form_only else cell.movement and cell.movement.value))
    return lines


def test_rows_are_told_by_name_and_cells_by_column_wherever_they_stand() -> None:
    found = difference(base_profile(), returned("safe", {"Actions": BEFORE}), returned("safe", {"Actions": NOW}))
    assert told(found) == [
        ("SG A04", "moved"),
        ("rating", "C5", "D2 Green", None),
        ("progress", "D5", "A2 Written.", None),
        ("SG A01", ""),
        ("rating", "C2 Amber", "D3 red", "worse"),
        ("SG A03", ""),
        ("rating", "C4 Green", "D4 GREEN", "form"),
        ("SG A09", "added"),
        ("SG A02", "gone"),
    ]
    assert (found.same, found.columns, found.nothing) == (0, (), False)


def test_a_figure_s_step_says_how_far_which_way_and_whether_the_target_is_met() -> None:
    before = "Ref | Definition | Better is | Target 2008/09 | Figure\nNI 59 | In time | Higher | 48% | 45.75%"
    now = "Ref | Definition | Better is | Target 2008/09 | Figure\nNI 59 | In time | Higher | 48% | 49%"
    (row,) = difference(
        base_profile(), returned("safe", {"Indicators": before}), returned("safe", {"Indicators": now})
    ).rows
    step = row.cells[0].step
    assert step is not None
    assert (str(step.by.number), step.by.unit.words, step.better, step.met) == ("3.25", "%", True, True)


def test_a_column_that_one_workbook_has_not_is_told_once_and_its_cells_are_not_compared() -> None:
    short = "Ref | Action\nSG A01 | Visit placements"
    found = difference(
        base_profile(), returned("safe", {"Actions": BEFORE.split("SG A02")[0]}), returned("safe", {"Actions": short})
    )
    assert [(each.column.key, each.gone) for each in found.columns] == [("rating", True), ("progress", True)]
    assert (found.rows, found.same, found.nothing) == ((), 1, False)


def test_a_row_that_was_given_another_reference_is_the_same_row_and_a_copy_is_an_added_one() -> None:
    before = "Ref | Action | Rating\nSG A01 | Visit placements | Amber"
    now = "Ref | Action | Rating\nSG A07 | Visit placements | Amber\nSG A07 | Visit placements | Amber"
    found = difference(base_profile(), returned("safe", {"Actions": before}), returned("safe", {"Actions": now}))
    assert told(found) == [("SG A07", ""), ("reference", "A2 SG A01", "A2 SG A07", None), ("SG A07", "added")]


def test_a_workbook_does_not_differ_from_itself_nor_in_the_form_of_what_it_says() -> None:
    book = returned("safe", {"Actions": BEFORE})
    assert difference(base_profile(), book, book) == Difference(book, book, same=4)
    louder = returned("safe", {"Actions": BEFORE.replace("Amber", "AMBER")})
    assert difference(base_profile(), book, louder).nothing


def test_two_quarters_are_held_against_each_other_by_division() -> None:
    safe, learn = (returned(each, {"Actions": BEFORE}) for each in ("safe", "learn"))
    lead, lost = returned("lead", {"Actions": BEFORE}), replace(learn, readable=False)
    copy = replace(safe, workbook="Copy.xlsx")
    profile = base_profile()
    assert between(profile, [safe, learn], [safe, lead]) == Between(
        (Difference(safe, safe, same=4),), gone=(learn,), added=(lead,)
    )
    assert between(profile, [safe, learn], [safe, copy, lost]) == Between((), left_out=(safe, copy, lost))


@settings(max_examples=60, deadline=None)
@given(some.integers(1, 8), some.data())
def test_whatever_the_order_every_row_is_told_once_and_both_ways_agree(count: int, data: some.DataObject) -> None:
    words = data.draw(some.lists(some.sampled_from(["Amber", "Red", "Green", ""]), min_size=count, max_size=count))
    kept = data.draw(some.lists(some.booleans(), min_size=count, max_size=count))
    before = _made([(number, "Amber") for number in range(count)])
    rows = [(number, word) for number, (word, stays) in enumerate(zip(words, kept, strict=True)) if stays]
    random.Random(data.draw(some.integers(0, 9))).shuffle(rows)
    now = _made(rows)
    forth, back = (difference(base_profile(), *pair) for pair in ((before, now), (now, before)))
    both = sum(bool(row.before and row.now and row.cells) for row in forth.rows)
    gone = sum(row.now is None for row in forth.rows)
    assert (both + gone + forth.same, gone) == (count, count - len(rows))
    assert _cells(forth) == {(new, old) for old, new in _cells(back)}


def _made(rows: list[tuple[int, str]]) -> Return:
    lines = [f"SG A{number:02} | Work {number} | {rating} | id{number}" for number, rating in rows]
    heading = "Ref | Action | Rating | Row identity (leave as it is)"
    return returned("safe", {"Actions": "\n".join([heading, *lines])})


def _cells(found: Difference) -> set[tuple[str, str]]:
    return {(f"{cell.before.origin} {cell.before.raw}", f"{cell.now.origin} {cell.now.raw}")
            for row in found.rows for cell in row.cells}  # fmt: skip
