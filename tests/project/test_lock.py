"""One run at a time in a folder; a lock whose run is gone is taken over, and told."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from compiler.project import lock
from compiler.project.lock import clear_up, is_left_behind, one_at_a_time
from compiler.project.write import NotWritten

LOCK = ".compile-lock"
GONE = "4194304"
"""No process has this number."""


def noon() -> str:
    return "12:00"


def left(folder: Path, pid: str, host: str, since: str = "11:00") -> None:
    """The lock of a run that was broken off."""
    (folder / LOCK).write_text(f"{pid}\n{host}\n{since}\n")


def taken(folder: Path, patience: float = 0.0) -> str:
    """Who holds a folder once we have tried for it: 'us', or what is said."""
    try:
        with one_at_a_time(folder, noon, patience):
            return "us"
    except NotWritten as said:
        return str(said)


def test_two_runs_at_once_are_told_apart(tmp_path: Path) -> None:
    with one_at_a_time(tmp_path, noon):
        assert taken(tmp_path) == (
            f"Another run is writing to '{tmp_path}' (process {os.getpid()} on {lock._host()}, since 12:00). "
            "Wait until it is done. If there is none, delete '.compile-lock' there."
        )
        assert [path.name for path in tmp_path.iterdir()] == [LOCK]
    assert list(tmp_path.iterdir()) == []


def test_a_run_that_is_about_to_end_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = one_at_a_time(tmp_path, noon)
    first.__enter__()
    monkeypatch.setattr(time, "sleep", lambda seconds: first.__exit__(None, None, None))
    assert taken(tmp_path, patience=1.0) == "us"


@pytest.mark.parametrize("pid", [GONE, str(os.getpid()), "1", "no number"], ids=["gone", "re-used", "another", "none"])
def test_a_lock_that_no_run_of_this_computer_holds_is_taken_over_and_told(
    pid: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    left(tmp_path, pid, lock._host())
    assert taken(tmp_path) == "us"
    assert caplog.messages == [
        f"A run that was broken off (process {pid} on {lock._host()}, since 11:00) had left '.compile-lock' in "
        f"'{tmp_path}', which was taken away."
    ]
    assert list(tmp_path.iterdir()) == []


def test_a_lock_of_another_computer_is_kept_for_an_hour(tmp_path: Path) -> None:
    left(tmp_path, "77", "FINANCE-PC")
    assert "(process 77 on FINANCE-PC, since 11:00)" in taken(tmp_path)
    os.utime(tmp_path / LOCK, (time.time() - 3700,) * 2)
    assert taken(tmp_path) == "us"


def test_a_lock_that_says_nothing_is_kept_for_a_moment(tmp_path: Path) -> None:
    (tmp_path / LOCK).touch()
    assert "(process unknown on another computer, since an unknown time)" in taken(tmp_path)
    os.utime(tmp_path / LOCK, (time.time() - 6,) * 2)
    assert taken(tmp_path) == "us"


def test_however_long_a_run_takes_its_lock_is_its_own(tmp_path: Path) -> None:
    """Though its words name another computer, as one whose name was changed meanwhile."""
    with one_at_a_time(tmp_path, noon):
        with open(tmp_path / LOCK, "r+") as file:
            file.write("77\nFINANCE-PC\n11:00\n")
        os.utime(tmp_path / LOCK, (time.time() - 3700,) * 2)
        assert "Another run is writing" in taken(tmp_path)


def test_a_lock_that_somebody_deleted_and_another_run_made_anew_is_not_taken_from_it(tmp_path: Path) -> None:
    with one_at_a_time(tmp_path, noon):
        (tmp_path / LOCK).unlink()
        other = one_at_a_time(tmp_path, lambda: "13:00")
        other.__enter__()
    assert "since 13:00" in taken(tmp_path)
    other.__exit__(None, None, None)


def test_a_folder_made_for_it_that_stays_empty_is_taken_away(tmp_path: Path) -> None:
    with one_at_a_time(tmp_path / "output" / "Q1", noon):
        assert (tmp_path / "output" / "Q1" / LOCK).is_file()
    assert list(tmp_path.iterdir()) == []
    with one_at_a_time(tmp_path / "output" / "Q1", noon):
        (tmp_path / "output" / "Q1" / "report.txt").touch()
    assert [path.name for path in (tmp_path / "output" / "Q1").iterdir()] == ["report.txt"]


def test_a_lock_says_whose_it_is_from_its_first_moment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    link = os.link

    def looked(said: Path, name: Path) -> None:
        seen.append(said.read_text("utf-8"))
        link(said, name)

    monkeypatch.setattr(os, "link", looked)
    assert taken(tmp_path) == "us"
    assert seen == [f"{os.getpid()}\n{lock._host()}\n12:00\n"]


def unknown(*_: object) -> None:
    raise OSError(38, "Function not implemented")


def test_a_folder_without_second_names_for_files_is_held_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "link", unknown)
    with one_at_a_time(tmp_path, noon):
        assert [path.read_text("utf-8").splitlines()[2] for path in tmp_path.iterdir()] == ["12:00"]
        assert "since 12:00" in taken(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_share_without_holds_goes_by_whether_the_process_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fcntl.flock", unknown)
    left(tmp_path, str(os.getpid()), lock._host())
    assert f"process {os.getpid()}" in taken(tmp_path)
    left(tmp_path, GONE, lock._host())
    assert taken(tmp_path) == "us"


def test_windows_takes_no_file_away_that_is_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As Windows does it: what a run has open cannot be deleted, what a run that is gone had open can be."""
    unlink, is_open = os.unlink, True

    def refusing(path: Path) -> None:
        if is_open:
            fault = PermissionError(
                13, "The process cannot access the file because it is being used by another process"
            )
            fault.winerror = 32  # type: ignore[attr-defined]
            raise fault
        unlink(path)

    monkeypatch.setattr(lock, "_WINDOWS", True)
    monkeypatch.setattr(os, "unlink", refusing)
    left(tmp_path, GONE, lock._host())
    assert f"process {GONE}" in taken(tmp_path)
    is_open = False
    assert taken(tmp_path) == "us"
    assert list(tmp_path.iterdir()) == []


def test_what_a_run_that_was_broken_off_left_is_cleared_up(tmp_path: Path) -> None:
    left(tmp_path, GONE, lock._host())
    (tmp_path / ".part-x1.docx").write_bytes(b"half")
    assert is_left_behind(tmp_path)
    clear_up(tmp_path)
    assert list(tmp_path.iterdir()) == []
    assert not is_left_behind(tmp_path)


def test_what_a_run_at_work_has_begun_is_left(tmp_path: Path) -> None:
    with one_at_a_time(tmp_path, noon):
        (tmp_path / ".part-x1.docx").write_bytes(b"half")
        clear_up(tmp_path)
        assert sorted(path.name for path in tmp_path.iterdir()) == [LOCK, ".part-x1.docx"]


def test_a_folder_that_cannot_be_written_to_is_told(tmp_path: Path) -> None:
    (tmp_path / "output").touch()
    assert taken(tmp_path / "output") == f"'{tmp_path / 'output'}' is a file, and a folder is needed there."
