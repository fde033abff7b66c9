"""What happens to what we write while other programs and other machines are about, through the real commands."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.faults.child import FOLDER, command, refusing
from tests.faults.scenes import SCENES, Scene, Stage, change, left_over, seen
from tests.faults.trial import OF_WINDOWS
from tests.quarter.town import OUTPUT, make_town

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="faults are made in processes made by fork")

ROOT = Path(__file__).parents[2]
MADE = (f"{OUTPUT}/report.docx", f"{OUTPUT}/master.xlsx")


@pytest.fixture(scope="module")
def again(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    """A quarter that was compiled, of which one return has changed since."""
    return Stage(SCENES["a quarter compiled again"], tmp_path_factory.mktemp("again"))


def beside(name: str) -> str:
    return name.replace(".", " (2).")


def lie_beside(stage: Stage) -> dict[str, str]:
    """The files when the report and the master workbook were left, and the new ones lie beside them."""
    new = {name: content for name, content in stage.new.items() if name not in MADE}
    return {**new, **{name: stage.old[name] for name in MADE}, **{beside(name): stage.new[name] for name in MADE}}


# --- output open in Word or Excel ---


@pytest.mark.parametrize("error", OF_WINDOWS, ids=str)
def test_outputs_that_are_open_on_windows_are_left_and_the_new_ones_go_beside(again: Stage, error: object) -> None:
    folder = again.anew()
    ended = command(folder, ["quarter"], refusing("report.docx", "master.xlsx", error=error))  # type: ignore[arg-type]
    assert (ended.code, seen(folder), left_over(folder)) == (0, lie_beside(again), [])
    assert ended.err.splitlines() == [
        "'report.docx' could not be replaced; close it in Word: the new one is 'report (2).docx'.",
        "'master.xlsx' could not be replaced; close it in Excel: the new one is 'master (2).xlsx'.",
    ]
    for name in MADE:  # she closes both, and takes the new ones away
        (folder / beside(name)).unlink()
    ended = command(folder, ["quarter"])
    assert (ended.code, ended.err, seen(folder)) == (0, "", again.new)


@pytest.mark.parametrize(
    ("locks", "programs"),
    [(("~$port.docx", "~$master.xlsx"), ("Word", "Excel")),
     ((".~lock.report.docx#", ".~lock.master.xlsx#"), ("LibreOffice", "LibreOffice"))],
    ids=["Office", "LibreOffice"],
)  # fmt: skip
def test_outputs_that_programs_say_are_open_are_left_and_the_new_ones_go_beside(
    again: Stage, locks: Sequence[str], programs: Sequence[str]
) -> None:
    folder = again.anew()
    for lock in locks:
        (folder / OUTPUT / lock).write_bytes(b"\x05Owner".ljust(165))
    ended = command(folder, ["quarter"])
    shown = {name: content for name, content in seen(folder).items() if Path(name).name not in locks}
    assert (ended.code, shown, left_over(folder)) == (0, lie_beside(again), [])
    assert ended.err.splitlines() == [
        f"'{name}' is open in {program} ('{lock}' says so) and was left as it is; close it there: the new one is "
        f"'{beside(name)}'."
        for name, lock, program in zip(("report.docx", "master.xlsx"), locks, programs, strict=True)
    ]


def test_an_output_that_is_open_and_would_be_the_same_needs_no_other(again: Stage) -> None:
    folder = again.anew()
    command(folder, ["quarter"])
    for lock in ("~$port.docx", "~$master.xlsx"):
        (folder / OUTPUT / lock).write_bytes(b"\x05Owner")
    shutil.rmtree(folder / ".compile", ignore_errors=True)
    ended = command(folder, ["quarter"])
    assert (ended.code, ended.err) == (0, "")
    assert {name: seen(folder)[name] for name in again.new} == again.new


# --- the same bytes, and nobody's workbook ---

_OTHERWISE = """
import os
from pathlib import Path
listed, named = Path.iterdir, os.listdir
Path.iterdir = lambda folder: iter(sorted(listed(folder), reverse=True))
os.listdir = lambda *folder: sorted(named(*folder), reverse=True)
from compiler.cli import main
main()
"""
_PLAIN = "from compiler.cli import main; main()"


def far_away() -> str:
    """A time zone far from ours in which it is the same day."""
    return "Pacific/Noumea" if dt.datetime.now(dt.UTC).hour < 12 else "Pacific/Pago_Pago"


def in_place(folder: Path, scene: Scene, script: str, **environment: str) -> dict[str, str]:
    """The files after a command in a process of its own, in some place of the world."""
    words = [each.replace(FOLDER, str(folder)) for each in scene.arguments]
    words = words if FOLDER in " ".join(scene.arguments) else [words[0], "--folder", str(folder), *words[1:]]
    env = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    done = subprocess.run([sys.executable, "-c", script, *words], env=env, capture_output=True, timeout=120)
    assert done.returncode in (0, 1), done.stderr.decode()
    return seen(folder)


def workbooks(folder: Path) -> dict[str, str]:
    """The workbooks of other people: what lies under workbooks/, and beside it, before anything is done."""
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*.xlsx")}
    return {
        name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in found.items() if "output/" not in name
    }


@pytest.mark.parametrize("scene", SCENES.values(), ids=SCENES)
def test_the_same_bytes_wherever_it_runs_and_no_workbook_of_others_changed(scene: Scene, tmp_path: Path) -> None:
    made = []
    for script, environment in (
        (_PLAIN, {"TZ": "UTC", "LC_ALL": "C", "LANG": "C", "PYTHONHASHSEED": "4242", "PYTHONUTF8": "0"}),
        (_OTHERWISE, {"TZ": far_away(), "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "7"}),
    ):
        folder = tmp_path / "here"
        folder.mkdir()
        scene.ready(folder)
        before = workbooks(folder)
        made.append(in_place(folder, scene, script, **environment))
        assert {name: content for name, content in workbooks(folder).items() if name in before} == before
        folder.rename(tmp_path / f"there {len(made)}")
    assert made[0] == made[1]


# --- names and places ---

_NO_NAME = re.compile(r'[<>:"\\|?*\x00-\x1f]|[ .]$')
_ODD = ["Con", 'Repairs: "urgent"?', "Repairs/Lettings.", "Repairs? urgent", "N" * 120, "\u202eright to left"]


def test_divisions_of_any_name_have_files_that_windows_takes(tmp_path: Path) -> None:
    divisions = [word for name in _ODD for word in ("--division", name)]
    names = ("--council", "Anytown", "--department", "Con Department")
    made = command(tmp_path, ["new", FOLDER, *names, *divisions[:4], *divisions[4:], "--year", "2026-27"])
    assert (made.code, "Name them differently" in made.err) == (2, True), made.said
    divisions = [word for name in _ODD if "?" not in name or ":" in name for word in ("--division", name)]
    made = command(tmp_path, ["new", FOLDER, *names, *divisions, "--year", "2026-27"])
    assert made.code == 0, made.said
    (tmp_path / "list.csv").write_text("Ref,Action,Due\nRE 1,Mend each roof,Dec 2026\n", encoding="utf-8")
    for division in divisions[1::2]:
        taking = ["import", "--folder", FOLDER, f"{FOLDER}/list.csv", "--division", division, "--year", "2026-27"]
        ended = command(tmp_path, [*taking, "--what", "actions", "--yes"])
        assert ended.code == 0, ended.said
    for words in (["issue", "--year", "2026-27", "--quarter", "Q1"], ["plan", "--year", "2026-27"]):
        ended = command(tmp_path, words)
        assert ended.code == 0, ended.said
    named = {part for path in tmp_path.rglob("*") for part in path.relative_to(tmp_path).parts}
    assert [name for name in named if _NO_NAME.search(name) or re.match(r"(con|nul|aux|prn)(\.|$)", name, re.I)] == []
    assert max(map(len, named)) <= 105
    returns = sorted(path.name for path in tmp_path.glob("output/*/2026-27/Q1/returns/*.xlsx"))
    assert len(returns) == len(divisions) // 2, returns


def test_a_place_of_three_hundred_characters_is_as_good_as_any(tmp_path: Path) -> None:
    folder = tmp_path / ("x" * 130) / ("y" * 130)
    make_town(folder)
    assert len(str(folder / OUTPUT)) > 300
    for words in (
        ["quarter"],
        ["issue", "--quarter", "Q2"],
        ["accept", "care", "--by", "Officer"],
        ["report", "--all"],
    ):
        ended = command(folder, words)
        assert (ended.code, ended.err) == (0, ""), ended.said
    assert left_over(folder) == []


def test_a_quarter_that_changes_between_two_runs_is_told_from_what_a_person_changed(again: Stage) -> None:
    """Two faults of one kind: what a person wrote is left, what we wrote is written over."""
    folder = again.anew()
    (folder / OUTPUT / "findings.txt").write_text("Ask Care about CA 1.\n", encoding="utf-8")
    ended = command(folder, ["quarter"])
    assert (ended.code, ended.err) == (
        0,
        "'findings.txt' has been changed by hand and was left as it is: the new one is 'findings (2).txt'.\n",
    )
    change(folder, "All but one are reviewed.")
    ended = command(folder, ["quarter"])
    assert (ended.code, "report.docx" in ended.err, "master.xlsx" in ended.err) == (0, False, False)
