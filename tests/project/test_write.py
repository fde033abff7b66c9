"""A file is written whole or not at all, and never over what a person has changed."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from compiler.project import write
from compiler.project.opened import open_in
from compiler.project.write import NotWritten, sha256, write_in_place, write_safely


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


SAYS = {
    5: "Access is denied",
    32: "The process cannot access the file because it is being used by another process",
    33: "The process cannot access the file because another process has locked a portion of the file",
}
"""What Windows says, by its own numbers; Python takes all of these for a permission that is missing."""


def refusal(number: int, path: Path) -> PermissionError:
    fault = PermissionError(13, SAYS[number], str(path))
    fault.winerror = number  # type: ignore[attr-defined]
    return fault


def refusing(monkeypatch: pytest.MonkeyPatch, held: str, number: int, times: int = 1000) -> None:
    """Let os.replace fail over one file as Windows has it fail over one that is open, so many times."""
    real, left = os.replace, [times]

    def replace(source: Path, target: Path) -> None:
        if Path(target).name == held and left[0]:
            left[0] -= 1
            raise refusal(number, target)
        real(source, target)

    monkeypatch.setattr(os, "replace", replace)
    monkeypatch.setattr(time, "sleep", lambda seconds: None)


@pytest.mark.parametrize("number", SAYS)
@pytest.mark.parametrize(
    ("name", "program"),
    [("report.docx", "Word"), ("master.xlsx", "Excel"), ("a.csv", "Excel"), ("a.txt", "the program that has it open")],
)
def test_a_file_that_is_open_elsewhere_is_left_and_the_new_one_goes_beside(
    name: str, program: str, number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refusing(monkeypatch, name, number)
    monkeypatch.setattr(write, "_check", lambda path, data: None)
    (tmp_path / name).write_bytes(b"open in Word")
    written = write_safely(tmp_path / name, b"new")
    beside = name.replace(".", " (2).")
    assert files(tmp_path) == {name: b"open in Word", beside: b"new"}
    assert written.note == f"'{name}' could not be replaced; close it in {program}: the new one is '{beside}'."


def test_settings_that_are_open_elsewhere_are_not_written_beside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refusing(monkeypatch, "decisions.toml", 32)
    (tmp_path / "decisions.toml").write_bytes(b"old")
    with pytest.raises(NotWritten) as told:
        write_in_place(tmp_path / "decisions.toml", b"new")
    assert str(told.value) == (
        "'decisions.toml' could not be replaced; close it in the program that has it open, and run again. What was "
        "there before is unchanged."
    )
    assert files(tmp_path) == {"decisions.toml": b"old"}


def test_a_program_that_only_looks_a_file_over_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refusing(monkeypatch, "report.txt", 32, times=4)
    (tmp_path / "report.txt").write_bytes(b"old")
    assert write_safely(tmp_path / "report.txt", b"new").note == ""
    assert files(tmp_path) == {"report.txt": b"new"}


def test_a_folder_that_lets_nothing_be_renamed_is_told_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(source: Path, target: Path) -> None:
        raise refusal(5, target)

    monkeypatch.setattr(os, "replace", refused)
    monkeypatch.setattr(time, "sleep", lambda seconds: None)
    with pytest.raises(NotWritten, match=r"Check that you may write to the folder"):
        write_safely(tmp_path / "report.txt", b"new")
    assert files(tmp_path) == {}


LOCKS = [
    ("report.docx", "~$report.docx", "Word"),
    ("report.docx", "~$port.docx", "Word"),
    ("master.xlsx", "~$master.xlsx", "Excel"),
    ("master.xlsx", ".~lock.master.xlsx#", "LibreOffice"),
    ("report.docx", ".~lock.report.docx#", "LibreOffice"),
]


@pytest.mark.parametrize(("name", "lock", "program"), LOCKS)
def test_a_file_that_a_program_says_it_has_open_is_left(
    name: str, lock: str, program: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(write, "_check", lambda path, data: None)
    for each, data in ((name, b"old"), (lock, b"\x05Owner")):
        (tmp_path / each).write_bytes(data)
    assert open_in(tmp_path / name) == f"{program} ('{lock}' says so)"
    written = write_safely(tmp_path / name, b"new", ours=sha256(b"old"))
    beside = name.replace(".", " (2).")
    assert files(tmp_path) == {beside: b"new", name: b"old", lock: b"\x05Owner"}
    assert written.note == (
        f"'{name}' is open in {program} ('{lock}' says so) and was left as it is; close it there: the new one is "
        f"'{beside}'."
    )
    assert write_safely(tmp_path / name, b"old").note == ""
    (tmp_path / lock).unlink()
    assert write_safely(tmp_path / name, b"new", ours=sha256(b"old")).note == ""
    assert files(tmp_path) == {beside: b"new", name: b"new"}


def test_a_file_that_may_only_be_read_is_left(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_bytes(b"final")
    (tmp_path / "report.txt").chmod(0o444)
    written = write_safely(tmp_path / "report.txt", b"new")
    assert files(tmp_path) == {"report (2).txt": b"new", "report.txt": b"final"}
    assert written.note.startswith("'report.txt' may only be read and was left as it is; let it be written: the new")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such bits")
def test_who_may_read_a_file_may_read_the_new_one(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_bytes(b"old")
    (tmp_path / "report.txt").chmod(0o600)
    mask = os.umask(0o027)
    try:
        write_safely(tmp_path / "report.txt", b"new")
        write_safely(tmp_path / "other.txt", b"new")
    finally:
        os.umask(mask)
    assert [(tmp_path / name).stat().st_mode & 0o777 for name in ("report.txt", "other.txt")] == [0o600, 0o640]


def test_a_file_that_another_run_clears_away_before_it_is_in_place_is_written_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.replace
    swept: list[Path] = []

    def replace(source: Path, target: Path) -> None:
        if not swept:
            swept.append(source)
            write.sweep(tmp_path)
        real(source, target)

    monkeypatch.setattr(os, "replace", replace)
    assert write_safely(tmp_path / "report.txt", b"new").note == ""
    assert files(tmp_path) == {"report.txt": b"new"}


@pytest.mark.parametrize("fault", [OSError(36, "File name too long"), (3, 250), (206, 10)], ids=["36", "3", "206"])
def test_a_path_that_is_too_long_is_told(
    fault: OSError | tuple[int, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path
    if isinstance(fault, tuple):
        number, size = fault
        folder = tmp_path / ("x" * (size // 2)) / ("y" * (size // 2))
        fault = FileNotFoundError(2, "The system cannot find the path specified")
        fault.winerror = number  # type: ignore[attr-defined]
    raised = fault

    def mkdir(path: Path, **_: object) -> None:
        raise raised

    monkeypatch.setattr(Path, "mkdir", mkdir)
    with pytest.raises(NotWritten) as told:
        write_safely(folder / "report.txt", b"new")
    assert str(told.value) == (
        f"'report.txt' has a path of {len(str(folder / 'report.txt'))} characters, which is longer than this computer "
        "takes. Move the department's folder nearer to the top of the drive. What was there before is unchanged."
    )


def test_a_path_of_three_hundred_characters_is_written_where_the_system_takes_it(tmp_path: Path) -> None:
    folder = tmp_path / ("x" * 150) / ("y" * 150)
    assert write_safely(folder / "report.txt", b"new").note == ""
    assert files(folder) == {"report.txt": b"new"}


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


def test_a_disk_that_is_full_half_way_leaves_nothing_of_the_new_file(tmp_path: Path) -> None:
    """The system writes what it can and then says that a file may not be longer: as a full disk does it."""
    import resource

    (tmp_path / "report.txt").write_bytes(b"old")
    was = resource.getrlimit(resource.RLIMIT_FSIZE)
    for size in (0, 1, 4096, 99_999):
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, was[1]))
        try:
            with pytest.raises(NotWritten, match=r"could not be written \(File too large\)"):
                write_safely(tmp_path / "report.txt", b"x" * 100_000)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, was)
        assert files(tmp_path) == {"report.txt": b"old"}


def test_what_an_interrupted_run_left_is_cleared_up(tmp_path: Path) -> None:
    (tmp_path / ".part-x1.docx").write_bytes(b"half")
    write_safely(tmp_path / "findings.txt", b"new")
    assert files(tmp_path) == {"findings.txt": b"new"}


def test_a_package_that_cannot_be_opened_again_is_never_put_in_place(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="zip"):
        write_safely(tmp_path / "report.docx", b"not a package")
    assert files(tmp_path) == {}
