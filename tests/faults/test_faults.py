"""A run that is killed, or that a disk or a folder fails, leaves each file old or new, and the next clears up."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from tests.faults.child import Error, Fault, command, killing, raising
from tests.faults.scenes import SCENES, Stage
from tests.faults.trial import ERRORS, wrong_after
from tests.quarter.town import OUTPUT, make_town

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="runs are broken off in processes made by fork")


@pytest.fixture(scope="module")
def again(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    """A quarter that was compiled, of which one return has changed since."""
    return Stage(SCENES["a quarter compiled again"], tmp_path_factory.mktemp("again"))


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    """The same, with a sentence by hand in its report."""
    return Stage(SCENES["a report with words by hand compiled again"], tmp_path_factory.mktemp("edited"))


def after(stage: Stage, words: str) -> int:
    """The step after the last of those that do this."""
    return 1 + max(at for at, step in enumerate(stage.clean.steps, 1) if words in step)


def test_a_run_comes_to_these_steps(again: Stage) -> None:
    """What the others break off: the state, what is kept of the report, the report, the master, the findings."""
    placed = [step.rpartition(".")[2] for step in again.clean.steps if step.startswith("os.rename output")]
    assert placed == ["json", "writing", "docx", "written", "xlsx", "txt", "written", "json"]


@pytest.mark.parametrize("other", [False, True])
@pytest.mark.parametrize("step", [".docx", ".xlsx", ".report.docx.writing"])
def test_killed_between_two_files_of_a_run(again: Stage, step: str, other: bool) -> None:
    assert wrong_after(again, killing(after(again, step)), other=other) == []


@pytest.mark.parametrize("step", [".docx", ".report.docx.writing"])
def test_what_she_wrote_outlives_a_run_that_is_killed(edited: Stage, step: str) -> None:
    assert wrong_after(edited, killing(after(edited, step))) == []


@pytest.mark.parametrize("error", ERRORS, ids=str)
@pytest.mark.parametrize("at", [2, 11, 19, 26])
def test_a_disk_that_fails_is_told_in_a_sentence(again: Stage, error: Error, at: int) -> None:
    assert wrong_after(again, raising(at, error), other=at % 2 == 0) == []


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (raising(2, Error(errno.EROFS), lasting=True), "cannot be written to (Read-only file system)."),
        (
            raising(14, Error(errno.ENOSPC), lasting=True),
            "could not be written (No space left on device). What was there before",
        ),
    ],
)
def test_what_is_said_of_a_disk_that_fails(tmp_path: Path, fault: Fault, said: str) -> None:
    make_town(tmp_path)
    ended = command(tmp_path, ["quarter"], fault)
    assert (ended.code, said in ended.err, len(ended.err.splitlines())) == (3, True, 1), ended.err
    assert [path.name for path in (tmp_path / OUTPUT).glob("[!.]*")] == []
