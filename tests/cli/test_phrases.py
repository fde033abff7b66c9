"""An officer's own phrases: they change the report, their mistakes refuse the run, bad style is told beside it."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from tests.quarter.running import run
from tests.quarter.town import OUTPUT, make_town


def _with(folder: Path, phrases: str) -> Path:
    make_town(folder)
    (folder / "templates/town/phrases.toml").write_text(phrases, encoding="utf-8")
    return folder


def test_a_phrase_of_the_profile_is_used_in_its_report(tmp_path: Path) -> None:
    run("quarter", _with(tmp_path, '[progress.rated]\nsay = "The ratings mean:"\n'))
    with zipfile.ZipFile(tmp_path / OUTPUT / "report.docx") as package:
        report = package.read("word/document.xml").decode()
    assert "The ratings mean:" in report
    assert "Each is rated as follows:" not in report


@pytest.mark.parametrize("command", ["quarter", "page", "plan"])
def test_phrases_with_mistakes_refuse_the_run_with_all_of_them(tmp_path: Path, command: str) -> None:
    own = '[progress.ratde]\nsay = "A."\n\n[actions.held]\nsay = "The {plan has {count} actions."\n'
    done = run(command, _with(tmp_path, own))
    assert (done.code, done.out) == (2, "")
    no_phrase = "there is no phrase 'progress.ratde'; did you mean 'progress.rated'?"
    assert done.err.splitlines() == [
        "The phrases have mistakes:",
        f"  town/phrases.toml, line 1: progress.ratde: {no_phrase}",
        "  town/phrases.toml, line 5: actions.held: a brace is left open: “{plan has {count} action…”",
    ]


def test_what_is_against_house_style_is_told_and_stops_nothing(tmp_path: Path) -> None:
    own = '[progress.rated]\nsay = "Ratings &  what they mean, i.e. the colours:"\n'
    done = run("quarter", _with(tmp_path, own))
    place, words = (
        "House style: town/phrases.toml, line 2: progress.rated:",
        "“Ratings &  what they mean, i.e. the colours:”",
    )
    assert done.code == 0
    assert [line for line in done.err.splitlines() if line.startswith("House style")] == [
        f"{place} two spaces follow each other: {words}",
        f"{place} '&' should be 'and': {words}",
        f"{place} write 'for example', 'that is' or 'and so on': {words}",
    ]


def test_a_sentence_left_to_the_officer_blocks_a_final_report(tmp_path: Path) -> None:
    own = '[progress.rated]\nsay = [ { write = "how the ratings were agreed" } ]\n'
    done = run("quarter", _with(tmp_path, own), "--final")
    assert done.code == 1
    assert "Write in the Word report itself: how the ratings were agreed." in done.err.splitlines()
