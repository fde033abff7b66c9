"""The ledger of a year is read with every mistake placed."""

from __future__ import annotations

import datetime as dt

import pytest

from compiler.domain.acceptance import Accepted, Ledger, Published, Received
from compiler.domain.origin import Origin
from compiler.ledger.book import read_ledger
from tests.rules.sheets import DEPARTMENT, small_profile

HASH, OTHER = "a" * 64, "b" * 64
TEXT = f"""\
[[received]]
period = "Q1"
division = "planning"
file = "Planning.xlsx"
sha256 = "{HASH}"
on = 2008-07-16

[[accepted]]
period = "Q1"
division = "planning"
file = "Planning.xlsx"
sha256 = "{HASH}"
by = "Performance Officer"
on = 2008-07-21

[[published]]
period = "Q1"
file = "report.docx"
sha256 = "{OTHER}"
on = 2008-08-01
"""


def read(text: str) -> Ledger | list[str]:
    found = read_ledger(text, DEPARTMENT, small_profile())
    return found if isinstance(found, Ledger) else [str(problem) for problem in found]


def test_what_was_received_accepted_and_published() -> None:
    ledger = read(TEXT)
    day, at = dt.date, Origin("ledger.toml", "", 1)
    accepted = Accepted(
        "Q1", "planning", "Planning.xlsx", HASH, "Performance Officer", day(2008, 7, 21), Origin("ledger.toml", "", 8)
    )
    received = Received("Q1", "planning", "Planning.xlsx", HASH, day(2008, 7, 16), at)
    published = Published("Q1", "report.docx", OTHER, day(2008, 8, 1), Origin("ledger.toml", "", 16))
    assert ledger == Ledger((received,), (accepted,), (published,))
    assert ledger.receipt("Q1", HASH) == received
    assert (ledger.receipt("Q2", HASH), ledger.receipt("Q1", OTHER)) == (None, None)
    assert (ledger.acceptance("Q1", "planning"), ledger.acceptance("Q2", "planning")) == (accepted, None)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('period = "Q1"', 'period = "Q5"', "ledger.toml, line 2: received[1].period: 'Q5' is no period of the year"),
        (HASH, "abc", "ledger.toml, line 5: received[1].sha256: should be the 64 figures and letters of a SHA-256"),
        (
            '"planning"',
            '"plannning"',
            "ledger.toml, line 3: received[1].division: there is no division 'plannning'; there are planning, "
            "safeguarding",
        ),
        ("on = 2008-07-16", "", "ledger.toml, line 1: received[1]: the key 'on' is missing"),
        (
            "[[received]]",
            "[[recieved]]",
            "ledger.toml, line 1: recieved: 'recieved' is not known here; did you mean 'received'?",
        ),
        (TEXT[:12], "[[", "ledger.toml, line 1: the file cannot be read as TOML"),
    ],
)
def test_a_mistake_is_told_at_its_line(before: str, after: str, said: str) -> None:
    found = read(TEXT.replace(before, after, 1))
    assert isinstance(found, list)
    (only,) = found
    assert only.startswith(said)
