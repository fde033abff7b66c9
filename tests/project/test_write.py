"""A file is written whole or not at all, and never over what a person has changed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from compiler.project import write
from compiler.project.write import NotWritten, one_at_a_time, sha256, write_safely


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_a_new_file_and_then_a_newer_one(tmp_path: Path) -> None:
    write_safely(tmp_path / "out" / "findings.txt", b"first")
    write_safely(tmp_path / "out" / "findings.txt", b"second", ours=sha256(b"first"))
    assert files(tmp_path / "out") == {"findings.txt": b"second"}


def test_a_file_that_a_person_changed_is_left_and_the_new_one_goes_beside(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_bytes(b"edited by hand")
    written = write_safely(tmp_path / "report.txt", b"new", ours=sha256(b"as we wrote it"))
    assert files(tmp_path) == {"report (2).txt": b"new", "report.txt": b"edited by hand"}
    assert written.note == (
        "'report.txt' has been changed by hand and was left as it is: the new one is 'report (2).txt'."
    )


def test_a_file_that_is_open_elsewhere_is_left_and_the_new_one_goes_beside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "report.txt").write_bytes(b"open in Word")
    real = os.replace

    def refused(source: Path, target: Path) -> None:
        if Path(target).name == "report.txt":
            raise PermissionError(13, "The process cannot access the file")
        real(source, target)

    monkeypatch.setattr(os, "replace", refused)
    written = write_safely(tmp_path / "report.txt", b"new")
    assert files(tmp_path) == {"report (2).txt": b"new", "report.txt": b"open in Word"}
    assert written.note == (
        "'report.txt' could not be replaced; close it in Word or Excel: the new one is 'report (2).txt'."
    )


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_fault_at_any_step_leaves_the_old_file_whole(
    step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "report.txt").write_bytes(b"old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, step, full)
    with pytest.raises(NotWritten, match=r"could not be written \(No space left on device\)"):
        write_safely(tmp_path / "report.txt", b"new")
    assert files(tmp_path) == {"report.txt": b"old"}


def test_what_an_interrupted_run_left_is_cleared_up(tmp_path: Path) -> None:
    (tmp_path / ".part-x1.docx").write_bytes(b"half")
    write_safely(tmp_path / "findings.txt", b"new")
    assert files(tmp_path) == {"findings.txt": b"new"}


def test_a_package_that_cannot_be_opened_again_is_never_put_in_place(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="zip"):
        write_safely(tmp_path / "report.docx", b"not a package")
    assert files(tmp_path) == {}


def test_two_runs_at_once_are_told_apart(tmp_path: Path) -> None:
    with one_at_a_time(tmp_path, lambda: "12:00"):
        with pytest.raises(NotWritten, match=r"Another run is writing to .* since 12:00"), one_at_a_time(tmp_path, str):
            pass
        assert files(tmp_path).keys() == {".compile-lock"}
    assert files(tmp_path) == {}


def test_the_lock_of_a_run_that_was_killed_is_taken_over(tmp_path: Path) -> None:
    (tmp_path / ".compile-lock").write_text(f"4194304\n{write._host()}\n11:00\n")
    with one_at_a_time(tmp_path, lambda: "12:00"):
        pass
    assert files(tmp_path) == {}


def test_a_lock_says_whose_it_is_from_its_first_moment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    monkeypatch.setattr(os, "link", lambda said, lock: seen.append(Path(said).read_text("utf-8")))
    with one_at_a_time(tmp_path, lambda: "12:00"):
        pass
    assert seen == [f"{os.getpid()}\n{write._host()}\n12:00\n"]


def test_a_folder_without_second_names_for_files_is_held_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object) -> None:
        raise OSError(38, "Function not implemented")

    monkeypatch.setattr(os, "link", unknown)
    with one_at_a_time(tmp_path, lambda: "12:00"):
        assert [path.read_text("utf-8").splitlines()[2] for path in tmp_path.iterdir()] == ["12:00"]
    assert files(tmp_path) == {}
