"""`--workers` and `--scheduler`: the same bytes, one sentence for what cannot be, and nothing left behind."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from compiler.cli.begin import main
from tests.benchmarks.departments import make_department

ROOT = Path(__file__).parents[2]
PROGRAM = "from compiler.cli import run; run()"
PERIOD = ("--year", "2008-09", "--quarter", "Q1")


def command(folder: Path, *words: str) -> list[str]:
    return [sys.executable, "-c", PROGRAM, words[0], "--folder", str(folder), *PERIOD, *words[1:]]


def started(folder: Path, *words: str) -> subprocess.Popen[str]:
    """A command that is at work, in a group of its own, as a terminal has it."""
    pipe = subprocess.PIPE
    return subprocess.Popen(
        command(folder, *words),
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=pipe,
        stderr=pipe,
        text=True,
        start_new_session=True,
    )


def ended(folder: Path, *words: str) -> tuple[int, str]:
    process = started(folder, *words)
    said, _ = process.communicate(timeout=120)
    return process.returncode, said


def workers_of(process: int) -> list[int]:
    """The processes that a process has started."""
    asked = subprocess.run(["ps", "-o", "pid=", "--ppid", str(process)], capture_output=True, text=True)
    return [int(each) for each in asked.stdout.split()]


def awaited(process: subprocess.Popen[str], many: int) -> list[int]:
    """The further processes of a command, once they are all there."""
    for _ in range(300):
        if len(found := workers_of(process.pid)) == many:
            return found
        time.sleep(0.05)
    raise AssertionError(f"no {many} workers came")


def gone(process: int) -> bool:
    for _ in range(100):
        if not Path("/proc", str(process)).exists():
            return True
        time.sleep(0.1)
    return False


@pytest.fixture(scope="module")
def department(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A generated department of twenty divisions."""
    folder = tmp_path_factory.mktemp("department")
    make_department(folder, 20, rows=40)
    return folder


@pytest.fixture
def fresh(department: Path) -> Iterator[Path]:
    """The department, of which nothing is kept or written."""
    yield department
    for name in ("output", ".compile"):
        shutil.rmtree(department / name, ignore_errors=True)


def told(code: int, words: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> str:
    """The one line that a command that cannot be carried out says."""
    monkeypatch.setattr(sys, "argv", ["compile", *words])
    with pytest.raises(SystemExit) as end:
        main()
    said = capsys.readouterr()
    assert (end.value.code, said.out, said.err.count("\n")) == (code, "", 1)
    return said.err.strip()


def outputs(folder: Path) -> dict[str, str]:
    paths = sorted(path for path in (folder / "output").rglob("*") if path.suffix in (".docx", ".xlsx", ".txt"))
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


def test_a_quarter_and_a_check_come_out_alike_by_one_process_and_by_three(fresh: Path) -> None:
    made = []
    for many in ("1", "3"):
        checked = ended(fresh, "check", "--format", "json", "--workers", many)
        compiled = ended(fresh, "quarter", "--workers", many)
        made.append((checked, compiled, outputs(fresh)))
        for name in ("output", ".compile"):
            shutil.rmtree(fresh / name)
    assert made[0] == made[1]
    assert set(made[0][2]) == {"findings.txt", "master.xlsx", "report.docx"}


def test_a_quarter_that_is_made_already_is_told_again_whoever_is_to_read(fresh: Path) -> None:
    first, _ = ended(fresh, "quarter", "--workers", "1")
    made = {path: path.stat().st_mtime_ns for path in (fresh / "output").rglob("*")}
    again, said = ended(fresh, "quarter", "--scheduler", "tcp://127.0.0.1:9")
    assert (first, again) == (0, 0)
    assert said == ended(fresh, "quarter")[1]
    assert {path: path.stat().st_mtime_ns for path in (fresh / "output").rglob("*")} == made


@pytest.mark.skipif(not Path("/proc").exists(), reason="the system does not show its processes as files")
@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGKILL], ids=["Ctrl+C", "killed"])
def test_however_it_ends_nothing_is_left_behind(fresh: Path, ending: signal.Signals) -> None:
    process = started(fresh, "check", "--workers", "3")
    workers = awaited(process, 2)
    time.sleep(0.1)  # a worker is at its first workbook
    process.send_signal(ending)
    said, fault = process.communicate(timeout=10)
    assert all(map(gone, workers))
    assert said == ""
    if ending is signal.SIGINT:
        assert (process.returncode, fault) == (3, "Stopped. Nothing was left half written.\n")


@pytest.mark.skipif(not Path("/proc").exists(), reason="the system does not show its processes as files")
def test_workers_that_are_killed_change_nothing(fresh: Path) -> None:
    alone = ended(fresh, "check", "--format", "json", "--workers", "1")
    shutil.rmtree(fresh / ".compile")
    process = started(fresh, "check", "--format", "json", "--workers", "3")
    for worker in awaited(process, 2):
        time.sleep(0.05)
        os.kill(worker, signal.SIGKILL)
    said, fault = process.communicate(timeout=60)
    assert (process.returncode, said) == alone
    assert fault == ""


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--workers", "0"], "--workers takes a number from 1 to 1,000, such as --workers 2, not '0'."),
        (["--workers", "two"], "--workers takes a number from 1 to 1,000, such as --workers 2, not 'two'."),
        (
            ["--workers", "2", "--scheduler", "tcp://there:8786"],
            "Use --workers for processes of this machine, or --scheduler for a cluster, not both.",
        ),
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("name", ["check", "quarter"])
def test_what_makes_no_sense_is_told_in_a_sentence(
    department: Path,
    name: str,
    words: list[str],
    sentence: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert told(2, [name, "--folder", str(department), *words], capsys, monkeypatch) == sentence


def test_without_dask_a_cluster_is_told_how_to_be_had(
    department: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    monkeypatch.delitem(sys.modules, "compiler.project.workers_cluster", raising=False)
    words = ["check", "--folder", str(department), "--scheduler", "tcp://there:8786"]
    assert told(2, words, capsys, monkeypatch) == (
        "--scheduler needs the package 'distributed' (Dask), which is not installed here. Install it with 'python -m "
        'pip install "dask[distributed]"\', or use --workers for several processes on this machine.'
    )
