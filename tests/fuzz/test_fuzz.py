"""Each find of the long runs, replayed; and a bounded run of new mutations."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path

import pytest

from tests.fuzz.minimise import CASES, LISTED, sign_now, subject_of
from tests.fuzz.mutant import Promise
from tests.fuzz.packing import archive, entry
from tests.fuzz.round import Tried, tried
from tests.fuzz.subjects import subjects
from tests.fuzz.tally import Tally, read_tally, write_tally
from tests.fuzz.worker import batch

NAMED: dict[str, dict[str, str]] = tomllib.loads(LISTED.read_text("utf-8"))
SECONDS = 15


def test_every_case_is_listed_with_what_it_was() -> None:
    assert {path.name for path in CASES.iterdir()} == {*NAMED, LISTED.name}
    assert all(said["of"] and said["was"] for said in NAMED.values())


@pytest.mark.parametrize("name", NAMED)
def test_what_was_found_once_is_handled(name: str) -> None:
    assert sign_now(subject_of(NAMED[name]["of"]), (CASES / name).read_bytes()) == ""


def test_the_tally_counts_every_mutation_once() -> None:
    tally = read_tally()
    assert sum(tally.levels.values()) == tally.next == sum(tally.answers.values())
    assert tally.next >= 1_000_000
    assert sum(tally.finds.values()) == tally.answers["found"]


def test_new_mutations_are_handled() -> None:
    """Other numbers than those of the long runs, in a worker with limits, as far as the time goes."""
    found: list[str] = []
    done = batch(2009, 0, 10**6, lambda number, each, sign: found.append(sign), time.monotonic() + SECONDS)
    assert not done.finds
    assert found == []
    assert done.levels.keys() >= {"bytes", "zip", "xml", "cells"}
    assert {"refused", "read", "as it was"} <= done.answers.keys()


def test_the_same_number_is_the_same_mutation() -> None:
    assert tried(1, 7) == tried(1, 7)


def test_a_worker_that_dies_or_never_ends_is_a_find(monkeypatch: pytest.MonkeyPatch) -> None:
    def trial(seed: int, number: int) -> Tried:
        while number == 3:
            pass
        held = bytearray(1 << 40) if number == 5 else b""
        return Tried("bytes", "read" if len(held) == 0 else "held")

    monkeypatch.setattr("tests.fuzz.worker.tried", trial)
    monkeypatch.setattr("tests.fuzz.worker.HANGS", 0.2)
    found: list[tuple[int, str]] = []
    done = batch(1, 0, 8, lambda number, each, sign: found.append((number, sign)))
    assert found == [(3, "the process died (SIGPROF)"), (5, "the process died (256)")]
    assert (done.next, done.levels["bytes"], done.levels["died"]) == (8, 6, 2)


def test_an_archive_put_together_by_hand_is_one(tmp_path: Path) -> None:
    from tests.fuzz.packing import unpacked

    parts = {"a.xml": b"<a/>" * 50, "ü/b.bin": b"\0\1"}
    assert unpacked(archive(entry(name, data) for name, data in parts.items())) == parts


def test_the_tally_is_read_as_it_was_written(tmp_path: Path) -> None:
    tally = Tally(3, 17, 4.5)
    tally.levels.update(bytes=9, xml=8)
    tally.finds.update({'Broken: "x"': 1})
    write_tally(tally, tmp_path / "tally.toml")
    again = read_tally(tmp_path / "tally.toml")
    assert (again.seed, again.next, again.seconds, again.levels) == (3, 17, 4.5, tally.levels)
    assert read_tally(tmp_path / "none.toml") == Tally()


def test_the_sound_files_are_returns_of_several_profiles_and_both_kinds() -> None:
    every = subjects()
    assert len({each.town.profile for each in every}) == 4
    assert {each.is_ods for each in every} == {True, False}
    assert Promise.READ.value.startswith("the file is read")
