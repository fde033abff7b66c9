"""Which way an indicator is better: what a profile may say of it, and that its row's own word wins."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from compiler.domain.record import Record
from compiler.domain.verdict import Polarity
from compiler.profile.load import Loaded, load_profile
from compiler.profile.model import Profile
from compiler.profile.polarity import polarity_of
from tests.rules.sheets import returns_of, shown, small_profile

SCHEMES = """\
name = "Test council"

[scheme]
ni = { prefix = "NI" }
local = { prefix = "CSD P", width = 3, separator = "", aliases = ["P"] }
act = { prefix = "HC A", of = "action" }

[polarity]
"""


def loaded(tmp_path: Path, table: str) -> Loaded:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "profile.toml").write_text(SCHEMES + table, encoding="utf-8")
    return load_profile("mine", (tmp_path,))


def test_references_stand_in_the_lists_in_any_spelling_and_as_ranges(tmp_path: Path) -> None:
    table = 'higher = ["NI 93-95", "P2"]\nlower = ["NI111"]\nnone = ["CSD P003"]\n'
    found = loaded(tmp_path, table)
    assert found.problems == ()
    assert found.profile is not None
    assert {str(reference): each.name for reference, each in found.profile.polarities.items()} == {
        "NI 93": "HIGHER",
        "NI 94": "HIGHER",
        "NI 95": "HIGHER",
        "CSD P002": "HIGHER",
        "NI 111": "LOWER",
        "CSD P003": "NONE",
    }


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (
            'lower = ["NI 1"]\nhigher = ["NI1"]\n',
            "10: polarity.higher[1]: 'NI 1' stands in two lists, also under 'lower'",
        ),
        ('lower = ["NI 1-3",\n  "NI 2"]\n', "10: polarity.lower[2]: 'NI 2' stands twice"),
        ('lower = ["HC A1"]\n', "9: polarity.lower[1]: 'HC A 1' stands for 'action', not for an indicator"),
        ('lower = ["IN 4"]\n', "9: polarity.lower[1]: no reference of an indicator can be read from 'IN 4'"),
        ('lower = ["NI 4 (rate)"]\n', "9: polarity.lower[1]: no reference of an indicator can be read"),
        ('lowre = ["NI 1"]\n', "9: polarity.lowre: the list 'lowre' is not known here; did you mean 'lower'?"),
        ('lower = "NI 1"\n', "9: polarity.lower: should be a list in square brackets, but 'NI 1' stands there"),
    ],
)
def test_a_mistake_is_told_at_its_line(tmp_path: Path, table: str, said: str) -> None:
    found = loaded(tmp_path, table)
    assert found.profile is None
    told = [str(problem) for problem in found.problems]
    assert len(told) == 1
    assert told[0].startswith(f"mine/profile.toml, line {said}")


def row(reference: str, better: str) -> Record:
    text = f"""**Safeguarding.xlsx**, plan, sheet Indicators

|   | A           | B          | C         |
|---|-------------|------------|-----------|
| 3 | Ref         | Definition | Better is |
| 4 | {reference} | Absence    | {better}  |
"""
    return returns_of(shown(text), small_profile())[0].records[0]


def told_by(**lists: Polarity) -> Profile:
    profile = small_profile()
    named = {reference: each for reference in profile.polarities for each in lists.values()}
    return replace(profile, polarities=named)


@pytest.mark.parametrize(
    ("reference", "better", "listed", "polarity"),
    [
        ("NI 115", "", Polarity.LOWER, Polarity.LOWER),
        ("NI115", "", Polarity.HIGHER, Polarity.HIGHER),
        ("NI 115", "Higher", Polarity.LOWER, Polarity.HIGHER),
        ("NI 115", "lower is better", Polarity.HIGHER, Polarity.LOWER),
        ("NI 115", "Neither", Polarity.LOWER, Polarity.NONE),
        ("NI 119", "", Polarity.LOWER, Polarity.NONE),
        ("NI 115 and NI 119", "", Polarity.LOWER, Polarity.NONE),
    ],
)
def test_the_rows_own_word_wins_over_the_profiles_list(
    reference: str, better: str, listed: Polarity, polarity: Polarity
) -> None:
    assert polarity_of(told_by(listed=listed), row(reference, better)) is polarity
