"""The cells of a row in little room say the same as a dictionary of entries."""

from __future__ import annotations

import pickle
from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from compiler.domain.cells import Cells, Layout, Said, content_of
from compiler.domain.origin import Origin
from compiler.domain.record import Entry, Kind, Record, State

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
