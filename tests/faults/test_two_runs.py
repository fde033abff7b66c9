"""Two runs on one folder at the same time, in processes of their own: the second says who holds it."""

from __future__ import annotations

import os
import platform
import re
import signal
import tomllib
from collections.abc import Sequence
from pathlib import Path

import pytest

from compiler.domain.book import Book
from compiler.returns.reader import read_book
from tests.faults.child import Begun, command, stopping
from tests.faults.scenes import SCENES, THEN, Stage, change, left_over, seen
from tests.quarter.town import OUTPUT

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="runs are stopped in processes made by fork")

ACCEPT = ("accept", "care", "--by", "Performance Officer")
DECIDE = ("decide", "--plan", "Care.xlsx", "--by", "Cabinet", "--meeting", "Cabinet", "--on", "04/06/2008")
LEDGER = "workbooks/town/2008-09/ledger.toml"


@pytest.fixture(scope="module")
def again(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    """A quarter that was compiled, of which one return has changed since."""
    return Stage(SCENES["a quarter compiled again"], tmp_path_factory.mktemp("again"))


def placing(stage: Stage, ending: str) -> int:
    """The first step that gives a file of that ending its name."""
    steps = enumerate(stage.clean.steps, 1)
    return next(at for at, step in steps if step.startswith("os.rename") and step.endswith(ending))


def held(stage: Stage, folder: Path, at: int) -> Begun:
    """A quarter that has stopped before a step."""
    first = Begun(folder, ["quarter"], stopping(at))
    assert first.stopped()
    return first


STEPS = [".json", ".docx", ".xlsx", ".written"]


@pytest.mark.parametrize("step", STEPS)
def test_a_second_quarter_says_who_holds_the_folder(again: Stage, step: str) -> None:
    folder = again.anew()
    first = held(again, folder, placing(again, step))
    second = command(folder, ["quarter"])
    since = r"\d\d:\d\d on \d\d/\d\d/\d{4}"
    said = (
        rf"Another run is writing to '{re.escape(str(folder / OUTPUT))}' \(process {first.pid} on "
        rf"{re.escape(platform.node())}, since {since}\)\. Wait until it is done\. If there is none, delete "
        r"'\.compile-lock' there\.\n"
    )
    assert (second.code, second.out) == (3, "")
    assert re.fullmatch(said, second.err), second.err
    assert first.go_on().code == 0
    assert (seen(folder), left_over(folder)) == (again.new, [])


@pytest.mark.parametrize("step", STEPS)
def test_a_run_that_was_killed_while_it_held_the_folder_is_followed_by_the_next_with_a_note(
    again: Stage, step: str
) -> None:
    folder = again.anew()
    first = held(again, folder, placing(again, step))
    assert first.go_on(signal.SIGKILL).code == -signal.SIGKILL
    second = command(folder, ["quarter"])
    assert second.code == 0
    told = (
        rf"A run that was broken off \(process {first.pid} on .*\) had left '\.compile-lock' in '.*', which was taken"
    )
    assert re.search(told, second.err), second.err
    assert (seen(folder), left_over(folder)) == (again.new, [])


def tables(folder: Path, name: str = LEDGER) -> dict[str, list[dict[str, object]]]:
    return tomllib.loads((folder / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("other", [ACCEPT, DECIDE], ids=["accept", "decide"])
@pytest.mark.parametrize("step", [".docx", ".written"])
def test_what_is_recorded_while_a_quarter_is_written_is_not_lost(again: Stage, other: Sequence[str], step: str) -> None:
    folder = again.anew()
    first = held(again, folder, placing(again, step))
    second = command(folder, other)
    assert second.code == 0, second.said
    assert first.go_on().code == 0
    if other is ACCEPT:
        assert [each["division"] for each in tables(folder)["accepted"]] == ["care"]
    else:
        assert [each["plan"] for each in tables(folder, "workbooks/town/decisions.toml")["approvals"]] == ["Care.xlsx"]
    received = [(each["division"], each["sha256"]) for each in tables(folder)["received"]]
    assert len(received) == len(set(received)) == 4
    assert command(folder, ["quarter"]).code == 0
    assert left_over(folder) == []


@pytest.mark.parametrize("other", [ACCEPT, ("quarter",)], ids=["accept", "quarter"])
def test_the_ledger_is_written_by_one_at_a_time(again: Stage, other: Sequence[str]) -> None:
    folder = again.anew()
    first = held(again, folder, placing(again, ".toml"))
    second = command(folder, other)
    assert f"Another run is writing to '{folder / 'workbooks/town/2008-09'}' (process {first.pid} on" in second.err
    assert second.code == (3 if other is ACCEPT else 0)
    assert first.go_on().code == 0
    assert command(folder, other).code == 0
    received = [(each["division"], each["sha256"]) for each in tables(folder)["received"]]
    assert len(received) == len(set(received)) == 4
    assert left_over(folder) == []


def test_a_return_that_changes_while_a_quarter_is_made_counts_in_the_next(again: Stage) -> None:
    folder = again.anew()
    first = held(again, folder, placing(again, ".docx"))
    change(folder, THEN)
    assert first.go_on().code == 0
    made = {name: content for name, content in seen(folder).items() if name.startswith("output")}
    assert made == {name: content for name, content in again.new.items() if name.startswith("output")}
    assert command(folder, ["quarter"]).code == 0
    then = again.with_others[1]
    made = {name: content for name, content in seen(folder).items() if name.startswith("output")}
    assert made == {name: content for name, content in then.items() if name.startswith("output")}


def test_many_at_once_come_to_what_one_comes_to(again: Stage) -> None:
    """Four quarters, two acceptances and two decisions, all begun together: each does it or says who was first."""
    folder = again.anew()
    words: Sequence[Sequence[str]] = [("quarter",)] * 4 + [ACCEPT] * 2 + [DECIDE] * 2
    begun = [Begun(folder, each) for each in words]
    for each in begun:
        ended = each.ended()
        assert ended.code == 0 or (ended.code == 3 and ended.err.startswith("Another run is writing to")), ended.said
    assert left_over(folder) == []
    assert command(folder, ["quarter"]).code == 0
    made = seen(folder)
    assert made["output/town/2008-09/Q1/findings.txt"] == again.new["output/town/2008-09/Q1/findings.txt"]
    assert not [name for name in made if "(2)" in name]
    received = [(each["division"], each["sha256"]) for each in tables(folder)["received"]]
    assert len(received) == len(set(received)) == 4


def test_two_lists_at_once_bring_in_the_rows_of_both(tmp_path: Path) -> None:
    """The second is read while the first has not written yet, and takes the plan as the first left it."""
    stage = Stage(SCENES["a department founded in its folder"], tmp_path)
    folder = stage.anew()
    assert command(folder, stage.scene.arguments).code == 0
    for name, reference in (("one.csv", "RE 1"), ("two.csv", "RE 2")):
        (folder / name).write_text(f"Ref,Action,Due\n{reference},Mend each roof,Dec 2026\n", encoding="utf-8")
    taking = ("--division", "repairs", "--year", "2026-27", "--yes")
    clean = command(folder, ["import", "--folder", "FOLDER", "FOLDER/one.csv", *taking, "--dry-run"])
    assert clean.code == 0, clean.said
    first = Begun(folder, ["import", "--folder", "FOLDER", "FOLDER/one.csv", *taking], stopping(1))
    assert first.stopped()
    second = command(folder, ["import", "--folder", "FOLDER", "FOLDER/two.csv", *taking])
    assert second.code == 0, second.said
    done = first.go_on()
    assert done.code == 0, done.said
    (plan,) = (folder / "workbooks").glob("*/2026-27/plan/Repairs.xlsx")
    book = read_book(plan, plan.name)
    assert isinstance(book, Book)
    shown = {cell.shown for sheet in book.sheets for cells in sheet.rows.values() for cell in cells.values()}
    assert {"RE 1", "RE 2"} <= shown
