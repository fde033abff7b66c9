"""What is looked for in all texts is found in the same places whoever looks, and in however many pieces."""

from __future__ import annotations

import pickle

import pytest

from compiler.domain.frozen import replace
from compiler.rules import reading
from compiler.rules.lexicon import LEXICON, Lexicon
from compiler.rules.names import FORMS
from compiler.rules.reading import joined, knowing, looked, looking, seen_again
from compiler.rules.slips import TWICE
from tests.rules.sheets import case_of, shown, small_profile

PLANS = """
**Safeguarding.xlsx**, plan, sheet Actions

|   | A | B |
|---|---|---|
| 3 | Ref | Action |
| 4 | SG A01 | Agree the the plan of the Northern Area Board |
| 5 | SG A02 | Fund the Northern Areas Board |

**Planning.xlsx**, plan, sheet Actions

|   | A | B |
|---|---|---|
| 3 | Ref | Action |
| 4 | PL A01 | Open a clinic |
| 5 | PL A02 | Agree the the plan of the Northern Area Board |
"""
LOOKS = (LEXICON, FORMS, TWICE)


def test_pieces_that_others_did_come_to_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each piece as another process would send it."""
    at_once, in_pieces = case_of(shown(PLANS), small_profile()), case_of(shown(PLANS), small_profile())
    monkeypatch.setattr(reading, "_AT_ONCE", 1)
    pieces = [pickle.loads(pickle.dumps(piece())) for piece in looking(in_pieces, LOOKS)]
    knowing(in_pieces, joined(LOOKS, pieces))
    assert len(pieces) == 2
    for case in (at_once, in_pieces):
        lexicon: Lexicon = looked(case, LEXICON).gathered
        assert sorted(lexicon.words(*lexicon.first)) == sorted(
            ["agree", "the", "plan", "of", "northern", "area", "board", "fund", "areas", "open", "a", "clinic"]
        )
        assert looked(case, FORMS).gathered.several == {("northern", "area", "board")}
        told = [(text, str(spot.cell.entry.origin)) for text, spot in seen_again(case, TWICE)]
        words = "Agree the the plan of the Northern Area Board"
        assert told == [
            (words, "Planning.xlsx, Actions, B5"),
            (words, "Safeguarding.xlsx, Actions, B4"),
        ]


def test_what_the_plans_alone_say_is_not_looked_for_where_only_returns_are_asked_for() -> None:
    case = replace(case_of(shown(PLANS), small_profile()), of_returns=True)
    assert looked(case, TWICE).told == set()
    assert looked(case, FORMS).gathered.several == {("northern", "area", "board")}
