"""The ledger and the decisions are kept as they were read: with them and without them they say the same."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from compiler.domain.acceptance import Ledger
from compiler.domain.decision import Decisions
from compiler.domain.period import Period, Year
from compiler.ledger import book, decisions
from compiler.project.cache import keeping
from compiler.project.find import WrongUse, open_project
from compiler.project.inputs import Wish, inputs_of
from compiler.project.kept_entries import keep_entries, kept_entries
from compiler.project.sealed import FOLDER, write_sealed
from tests.quarter.town import make_town

LEDGER = """[[received]]
period = "Q1"
division = "care"
file = "Care.xlsx"
sha256 = "{sha}"
on = 2008-07-02
seen = 2008-07-09

[[accepted]]
period = "Q1"
division = "care"
file = "Care.xlsx"
sha256 = "{sha}"
by = "A Smith"
on = 2008-07-03

[[published]]
period = "Q1"
file = "report.docx"
sha256 = "{sha}"
on = 2008-07-04
""".format(sha="0a" * 32)
DECISIONS = """[[waivers]]
code = "R303"
reason = "agreed in May"
by = "A Smith"
until = 2008-12-31
on = 2008-05-01

[[settlements]]
year = "2008-09"
period = "Q1"
kind = "action"
reference = "CA 1"
column = "rating"
between = ["departmental/strategy", "divisional/care"]
said = ["Red", "Green"]
counts = "Red"
by = "B Jones"
on = 2008-07-10

[[questions]]
on = 2008-06-01
body = "Scrutiny"
by = "the Chair"
question = "When is it done?"
answer = "In May."
answered = 2008-06-20
"""


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """A department's folder with a ledger and decisions."""
    make_town(tmp_path)
    _ledger(tmp_path).write_text(LEDGER, encoding="utf-8")
    _decisions(tmp_path).write_text(DECISIONS, encoding="utf-8")
    return tmp_path


def _ledger(folder: Path) -> Path:
    return folder / "workbooks" / "town" / "2008-09" / "ledger.toml"


def _decisions(folder: Path) -> Path:
    return folder / "workbooks" / "town" / "decisions.toml"


def read(folder: Path) -> tuple[Ledger, Decisions]:
    """What both say, kept for the next time."""
    project = open_project(folder)
    inputs = inputs_of(project, Period(Year(2008), 1), Wish())
    keeping(inputs, project)
    return inputs.ledger, inputs.decisions


def test_neither_is_read_again_when_nothing_has_changed(town: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = read(town)
    ledger, decided = first
    assert (len(ledger.received), len(ledger.accepted), len(ledger.published)) == (1, 1, 1)
    assert (len(decided.waivers), len(decided.settlements), len(decided.questions)) == (1, 1, 1)
    monkeypatch.setattr(book, "read_ledger", None)
    monkeypatch.setattr(decisions, "read_decisions", None)
    again = read(town)
    assert again == first
    assert repr(again) == repr(first)


def change_ledger(town: Path) -> None:
    _ledger(town).write_text(LEDGER.replace("Care.xlsx", "Other.xlsx"), encoding="utf-8")


def change_decisions(town: Path) -> None:
    _decisions(town).write_text(DECISIONS.replace("in May", "in June"), encoding="utf-8")


def take_away(town: Path) -> None:
    _ledger(town).unlink()
    _decisions(town).unlink()


def change_profile(town: Path) -> None:
    path = town / "templates" / "town" / "profile.toml"
    path.write_text(f"# changed\n{path.read_text(encoding='utf-8')}", encoding="utf-8")


def spoil(town: Path) -> None:
    for path in (town / FOLDER).iterdir():
        path.write_bytes(path.read_bytes().replace(b"2008", b"2007"))


def seal_rubbish(town: Path) -> None:
    for path in (town / FOLDER).iterdir():
        write_sealed(path, path.read_bytes().split()[0].decode("ascii"), "[0,1]")


CHANGES = [change_ledger, change_decisions, take_away, change_profile, spoil, seal_rubbish]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_nothing_stale_or_spoilt_is_taken(town: Path, change: Callable[[Path], None]) -> None:
    read(town)
    change(town)
    found = read(town)
    assert read(town) == found
    shutil.rmtree(town / FOLDER)
    assert read(town) == found


def test_mistakes_are_told_each_time(town: Path) -> None:
    _ledger(town).write_text(LEDGER.replace('period = "Q1"', 'period = "Q9"'), encoding="utf-8")
    for _ in range(2):
        with pytest.raises(WrongUse, match="'Q9' is no period of the year"):
            read(town)


def test_what_was_read_is_not_kept_for_a_file_that_changed_meanwhile(town: Path) -> None:
    ledger, _ = read(town)
    change_ledger(town)
    assert kept_entries(town, _ledger(town), "settings", Ledger) is None
    _ledger(town).write_text(LEDGER, encoding="utf-8")
    keep_entries(town, _ledger(town), "settings", ledger)
    assert kept_entries(town, _ledger(town), "settings", Ledger) is None
    keep_entries(town, _ledger(town), "settings", ledger)
    assert kept_entries(town, _ledger(town), "settings", Ledger) == ledger


def test_nothing_is_kept_by_settings_that_nobody_knows(town: Path) -> None:
    ledger, _ = read(town)
    for _ in range(2):
        assert kept_entries(town, _ledger(town), "", Ledger) is None
        keep_entries(town, _ledger(town), "", ledger)
