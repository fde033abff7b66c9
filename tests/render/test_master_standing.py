"""Where cells stand in the master workbook: the same as in a dictionary of every cell of every row."""

from __future__ import annotations

from dataclasses import replace

import pytest

from compiler.consolidate.view import DepartmentView, Row
from compiler.domain.cells import Cells, Layout, content_of
from compiler.domain.origin import Origin
from compiler.domain.record import Record
from compiler.render.master.fields import fields_of
from compiler.render.master.layout import place_of
from compiler.render.master.places import Places
from compiler.render.master.rows import names_of
from compiler.render.master.standing import standing_in_master
from tests.render.sample_view import sample_view


def _plainly(view: DepartmentView) -> dict[Origin, Origin]:
    """Every cell of plans and returns with the cell of the master workbook in which it stands."""
    places, found = Places(view), dict[Origin, Origin]()
    for kind, name in names_of(places)[1].items():
        sheet, rows = view.profile.sheet(kind), tuple(view.of(kind))
        assert sheet is not None
        now = {field.key: number for number, field in enumerate(fields_of(places, sheet, rows), 1)}
        usual = now.get("reference", 1)
        before = {"rating": now.get("=before", usual), "figure": now.get("=figure before", usual)}
        ago = {"figure": now.get("=figure year ago", usual)}
        for number, row in enumerate(rows):
            here = Origin("", *place_of(name, number))
            for record, known in ((row.year_ago, ago), (row.before, before), (row.planned, now), (row.returned, now)):
                if record is not None:
                    found[record.origin] = here.at(usual)
                    cells = [(key, each.origin) for key, each in record.entries.items() if each.origin.column]
                    found.update((origin, here.at(known.get(key, usual))) for key, origin in cells)
    return found


def _little(record: Record | None) -> Record | None:
    """A record with its cells in little room, as those that are read have them."""
    if record is None:
        return None
    entries = record.entries
    layout = Layout(entries, [entry.origin.column for entry in entries.values()])
    return record.with_entries(Cells(record.origin, layout, tuple(map(content_of, entries.values()))))


def _in_little_room(row: Row) -> Row:
    records = (row.planned, row.returned, row.before, row.year_ago)
    planned, returned, before, year_ago = map(_little, records)
    return replace(row, planned=planned, returned=returned, before=before, more=replace(row.more, year_ago=year_ago))


def _little_view() -> DepartmentView:
    view = sample_view()
    return replace(view, rows=tuple(map(_in_little_room, view.rows)))


@pytest.mark.parametrize("view", [sample_view(), _little_view()], ids=["entries", "cells"])
def test_every_cell_is_found_where_a_dictionary_of_all_has_it(view: DepartmentView) -> None:
    plain, standing = _plainly(view), standing_in_master(view)
    assert len(plain) > 50
    assert {origin: standing[origin] for origin in plain} == plain


def test_what_is_no_cell_of_a_row_stands_nowhere() -> None:
    view = sample_view()
    standing = standing_in_master(view)
    origin = view.rows[0].record.origin
    others = [Origin("elsewhere.xlsx", "Actions", 5, 2), origin.at(200), replace(origin, row=99_999)]
    assert [each in standing for each in others] == [False, False, False]
