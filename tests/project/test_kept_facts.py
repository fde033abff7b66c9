"""What is kept of a report's facts: gone through where it lies, the same as what was kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compiler.project.kept_facts import KeptFacts
from compiler.project.state import NAME, LastRun, keep_run, read_last_run

FACTS = [("actions/1", "Two are done."), ("t/A 1/Rating", 'said "so",\n],\n"facts": [\n[ \\ é \u2028')]


def kept(folder: Path, facts: list[tuple[str, str]] | None) -> LastRun:
    keep_run(folder, LastRun({"report.docx": "af"}, facts, decided={"m": ("a", "b", "c")}, asked={"final": "yes"}))
    return read_last_run(folder)


def listed(run: LastRun) -> list[list[str]] | None:
    return None if run.facts is None else [list(fact) for fact in run.facts]


def test_facts_are_read_as_they_were_kept_with_all_else(tmp_path: Path) -> None:
    run = kept(tmp_path, FACTS)
    assert isinstance(run.facts, KeptFacts)
    assert [listed(run), listed(run)] == [[list(fact) for fact in FACTS]] * 2
    assert (run.files, run.decided, run.asked) == ({"report.docx": "af"}, {"m": ("a", "b", "c")}, {"final": "yes"})
    assert json.loads((tmp_path / NAME).read_text("utf-8"))["facts"] == listed(run)


def test_a_state_without_facts_has_none(tmp_path: Path) -> None:
    assert (listed(kept(tmp_path, None)), listed(kept(tmp_path, []))) == (None, [])


def test_what_is_kept_again_is_the_same(tmp_path: Path) -> None:
    run = kept(tmp_path, FACTS)
    before = (tmp_path / NAME).read_bytes()
    keep_run(tmp_path, run)
    assert (tmp_path / NAME).read_bytes() == before
    assert listed(run) == [list(fact) for fact in FACTS]


def test_a_state_that_is_laid_out_otherwise_is_read_too(tmp_path: Path) -> None:
    run = kept(tmp_path, FACTS)
    facts = listed(run)
    (tmp_path / NAME).write_text(json.dumps(json.loads((tmp_path / NAME).read_text("utf-8"))), "utf-8")
    again = read_last_run(tmp_path)
    assert (listed(again), again.files, again.decided) == (facts, run.files, run.decided)


@pytest.mark.parametrize("at", range(0, 210, 7))
def test_a_damaged_state_is_as_none_at_all(tmp_path: Path, at: int) -> None:
    kept(tmp_path, FACTS)
    data = (tmp_path / NAME).read_bytes()
    assert at < len(data) - 1
    (tmp_path / NAME).write_bytes(data[:at] + b"\xff" + data[at + 1 :])
    assert read_last_run(tmp_path) == LastRun()
    (tmp_path / NAME).write_bytes(data[:at])
    assert read_last_run(tmp_path) == LastRun()


@given(st.lists(st.tuples(st.text(), st.text())))
def test_any_words_come_back(tmp_path_factory: pytest.TempPathFactory, facts: list[tuple[str, str]]) -> None:
    sound = [fact for fact in facts if not any("\ud800" <= letter <= "\udfff" for word in fact for letter in word)]
    assert listed(kept(tmp_path_factory.mktemp("kept"), sound)) == [list(fact) for fact in sound]
