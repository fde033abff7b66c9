"""`compile check --watch`: save, and see the findings; real events, in a process of its own."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.quarter.running import run
from tests.quarter.town import RETURNS, make_town

ROOT = Path(__file__).parents[2]
END = "Watching 3 workbooks. Ctrl+C ends it."
UNLISTED = "Error C206 · Care.xlsx, Actions, I5 (CA 1): 'Ambr' under 'Rating' is not in the list."
ALSO = "Error C206 · Care.xlsx, Actions, I6 (CA 2): 'Ambr' under 'Rating' is not in the list."
SECONDS = 2.0 + 0.2  # and the events' debounce
pytestmark = pytest.mark.skipif(os.name == "nt", reason="Ctrl+C is sent as a signal here")


class Watcher:
    """A watching process: what it prints, look by look."""

    def __init__(self, folder: Path) -> None:
        # Whoever runs the tests in the background may have told their processes to ignore Ctrl+C.
        heeding = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
        script = f"{heeding}; from compiler.cli import main; main()"
        self.process = subprocess.Popen(
            [sys.executable, "-c", script, "check", "--watch", "--format", "concise", "--folder", str(folder)],
            env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            text=True, encoding="utf-8",
        )  # fmt: skip
        self._lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line.rstrip("\n"))

    def look(self, within: float) -> list[str]:
        """The lines of the next look but for the findings themselves; fails when none comes in time."""
        lines: list[str] = []
        until = time.monotonic() + within
        while END not in lines:
            lines.append(self._lines.get(timeout=max(until - time.monotonic(), 0.01)))
        return [line for line in lines[:-1] if not line.startswith("Care.xlsx, ")]

    def silent(self, seconds: float) -> bool:
        """Whether nothing is printed for a while."""
        try:
            return not self._lines.get(timeout=seconds)
        except queue.Empty:
            return True

    def end(self) -> tuple[int, str]:
        """Press Ctrl+C; the exit code, and what was said of anything that went wrong."""
        self.process.send_signal(signal.SIGINT)
        _, said = self.process.communicate(timeout=10)
        return self.process.returncode, said


@pytest.fixture
def watcher(tmp_path: Path) -> Iterator[Watcher]:
    make_town(tmp_path)
    made = Watcher(tmp_path)
    try:
        assert made.look(within=30) == []
        yield made
    finally:
        made.process.kill()
        made.process.wait()


def care(tmp_path: Path, **ratings: str) -> bytes:
    """The Care return with other ratings, as bytes."""
    kept = tmp_path / RETURNS / "Care.xlsx"
    book = load_workbook(kept)
    for cell, rating in ratings.items():
        book["Actions"][cell] = rating
    place = tmp_path / "made.xlsx"
    book.save(place)
    return place.read_bytes()


def in_place(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def as_libreoffice(path: Path, content: bytes) -> None:
    """A temporary file beside it, which is renamed."""
    lock = path.with_name(f".~lock.{path.name}#")
    lock.write_text("me", encoding="utf-8")
    (path.parent / "lu4711abc.tmp").write_bytes(content)
    (path.parent / "lu4711abc.tmp").replace(path)
    lock.unlink()


def as_excel(path: Path, content: bytes) -> None:
    """A file of eight digits is written, the old one renamed, the new one put in its place, the old one deleted."""
    new, old = path.with_name("5A3C1E00"), path.with_name("~DF9B.tmp")
    new.write_bytes(content)
    path.replace(old)
    time.sleep(0.15)
    new.replace(path)
    old.unlink()


def in_halves(path: Path, content: bytes) -> None:
    """As a slow drive does: half of it first."""
    with path.open("wb") as file:
        file.write(content[: len(content) // 2])
        file.flush()
        time.sleep(0.4)
        file.write(content[len(content) // 2 :])


@pytest.mark.parametrize("save", [in_place, as_libreoffice, as_excel, in_halves])
def test_a_save_shows_within_two_seconds_what_is_new_and_what_was_put_right(
    save: Callable[[Path, bytes], None], watcher: Watcher, tmp_path: Path
) -> None:
    path = tmp_path / RETURNS / "Care.xlsx"
    waited = []
    for ratings, said in (
        ({"I5": "Ambr"}, ["New since the last look: 1", f"  {UNLISTED}"]),
        (
            {"I5": "Amber", "I6": "Ambr"},
            ["Put right since the last look: 1", f"  {UNLISTED}", "New since the last look: 1", f"  {ALSO}"],
        ),
        ({"I5": "Amber", "I6": "Amber"}, ["Put right since the last look: 1", f"  {ALSO}"]),
    ):
        content = care(tmp_path, **ratings)
        save(path, content)
        began = time.monotonic()
        assert watcher.look(within=20) == said
        waited.append(time.monotonic() - began)
    assert min(waited) < SECONDS, waited
    assert watcher.end() == (0, "")


def test_lock_files_wake_nobody_and_a_save_without_a_change_says_so(watcher: Watcher, tmp_path: Path) -> None:
    path = tmp_path / RETURNS / "Care.xlsx"
    (path.parent / "~$Care.xlsx").write_bytes(b"me")
    (path.parent / ".~lock.Care.xlsx#").write_bytes(b"me")
    (path.parent / "lu1abc.tmp").write_bytes(b"PK")
    assert watcher.silent(1.5)
    path.write_bytes(care(tmp_path))
    assert watcher.look(within=20) == ["Since the last look: nothing new, nothing put right."]
    assert watcher.end() == (0, "")


def test_a_mistake_in_the_settings_is_told_and_waited_for(watcher: Watcher, tmp_path: Path) -> None:
    settings = tmp_path / "workbooks/town/department.toml"
    right = settings.read_text(encoding="utf-8")
    settings.write_text(right + "\n[[", encoding="utf-8")
    until = time.monotonic() + 20
    said = ""
    while "Watching. Ctrl+C ends it." not in said and time.monotonic() < until:
        said += watcher._lines.get(timeout=20) + "\n"
    assert said.startswith("'department.toml' cannot be read as TOML")
    settings.write_text(right, encoding="utf-8")
    assert watcher.look(within=20) == ["Since the last look: nothing new, nothing put right."]
    assert watcher.end() == (0, "")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--format", "json"], "--watch is for people: use it with --format concise or text.\n"),
        (["--feedback"], "Feedback is written once, when the check is done. Leave out --watch or --feedback.\n"),
    ],
)
def test_what_does_not_go_with_it_is_said(arguments: list[str], said: str, tmp_path: Path) -> None:
    make_town(tmp_path)
    done = run("check", tmp_path, "--watch", *arguments)
    assert (done.code, done.out, done.err) == (2, "", said)


def test_without_the_package_that_listens_it_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_town(tmp_path)
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    done = run("check", tmp_path, "--watch")
    assert (done.code, done.out, done.err) == (
        2,
        "",
        "--watch needs the package 'watchfiles', which is not installed here. Install it with 'python -m pip install "
        "watchfiles', or run compile check again after each save.\n",
    )
