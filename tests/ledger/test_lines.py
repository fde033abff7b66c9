"""Tables added to a file that people write too: what they wrote stays, and what was added is read back."""

from __future__ import annotations

import datetime as dt
import tomllib

from hypothesis import given
from hypothesis import strategies as st

from compiler.ledger.lines import Value, with_tables

KEYS = st.from_regex(r"[a-z][a-z_]{0,8}", fullmatch=True)
WORDS = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=30)
VALUES: st.SearchStrategy[Value] = st.one_of(WORDS, st.booleans(), st.integers(-9, 9999), st.dates(), st.lists(WORDS))


def test_tables_stand_at_the_end_after_what_was_there() -> None:
    own = "# Ours.\r\n[[waivers]] # one\r\ncode = 'R303'"
    table: dict[str, Value] = {"by": 'The "Board"', "on": dt.date(2008, 7, 20), "said": ["a", "b"]}
    assert with_tables(own, "approvals", [table]) == (
        "# Ours.\r\n[[waivers]] # one\r\ncode = 'R303'\r\n\r\n"
        '[[approvals]]\r\nby = "The \\"Board\\""\r\non = 2008-07-20\r\nsaid = ["a", "b"]\r\n'
    )
    assert with_tables("", "approvals", [{"by": "B"}, {"by": "C"}]) == (
        '[[approvals]]\nby = "B"\n\n[[approvals]]\nby = "C"\n'
    )
    assert with_tables(own, "approvals", []) == own


@given(st.lists(st.dictionaries(KEYS, VALUES, min_size=1), min_size=1, max_size=3))
def test_whatever_is_added_is_read_back(tables: list[dict[str, Value]]) -> None:
    own = '# Ours.\n[[entries]]\nfirst = "x"\n'
    text = with_tables(own, "entries", tables)
    assert text.startswith(own)
    assert tomllib.loads(text) == {"entries": [{"first": "x"}, *tables]}
