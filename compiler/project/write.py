"""Writing a file whole or not at all, and never over what a person has changed."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import time
from collections.abc import Callable, Collection
from pathlib import Path
from typing import IO

from compiler.domain.frozen import dataclass
from compiler.project.opened import open_in
from compiler.project.stored import Content, Stored, hash_at, opened, pieces_of, size_of, stored
from compiler.project.stored import sha256 as sha256

MARK = ".part-"
"""How the name of a file begins that is not whole yet."""
UNCHANGED = "What was there before is unchanged."
_MOST, _TRIES = 99, 3
_PIECE = 64 * 1024
_WORD, _EXCEL = (".docx", ".docm", ".doc", ".odt"), (".xlsx", ".xlsm", ".xls", ".ods", ".csv")
_HELD, _WAITS = (5, 32, 33), (0.05, 0.1, 0.2, 0.4)
"""What Windows says of a file that another program has open, and how long to wait for one that only looks it over."""
_TOO_LONG, _NOWHERE, _LONGEST = 206, (2, 3), 260
"""What Windows says of a path that is too long, or seems to lead nowhere because it is longer than this."""


@dataclass(frozen=True, slots=True)
class Written:
    """What became of a file: where it was written, and a sentence if that is not where it should have been."""

    path: Path
    note: str = ""


class NotWritten(Exception):
    """A file could not be written anywhere; the message says why and what to do."""


class _Held(Exception):
    """A file cannot be replaced or looked at, because another program holds it; the message says so, and what to do."""


def made(name: str, write: Callable[[IO[bytes]], object]) -> Stored:
    """What a file is to hold, as this writes it, until it is written; NotWritten where there is no room for it."""
    try:
        return stored(write)
    except OSError as fault:
        why = f"there is no room for it among the files that the system keeps for a while ({fault.strerror or fault})"
        raise NotWritten(f"'{name}' could not be made: {why}. {UNCHANGED}") from fault


def write_safely(path: Path, data: Content, ours: str | Collection[str] | None = None) -> Written:
    """Write a file so that the old one is intact or the new one whole, whatever happens in between.

    `ours` is the hash of what we wrote there last, or all that it may be; '' where we have written nothing. A file that
    is not that (a person has changed it), or one that is open in another program, is left alone: the new one goes
    beside it as 'name (2).ext' and the note says so.
    """
    _check(path, data)
    known = (ours,) if isinstance(ours, str) else ours
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        sweep(path.parent)
        if known is not None and path.is_file() and _hash_of(path) not in (*known, sha256(data)):
            what = "has been changed by hand" if any(known) else "was there already"
            return write_beside(path, data, f"'{path.name}' {what} and was left as it is")
        _replace(path, data)
    except _Held as held:
        return write_beside(path, data, str(held))
    except OSError as fault:
        raise NotWritten(_why(path, fault)) from fault
    return Written(path)


def write_in_place(path: Path, data: Content) -> None:
    """Write a file that makes no sense beside itself, such as settings: whole and in its place, or NotWritten."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        sweep(path.parent)
        _replace(path, data)
    except _Held as held:
        raise NotWritten(f"{held}, and run again. What was there before is unchanged.") from held
    except OSError as fault:
        raise NotWritten(_why(path, fault)) from fault


def write_beside(path: Path, data: Content, why: str) -> Written:
    """Write a file beside the one that should have been written, as 'name (2).ext'; the note says `why`."""
    for number in range(2, _MOST):
        other = path.with_name(f"{path.stem} ({number}){path.suffix}")
        try:
            if not other.is_file():
                _replace(other, data)
            elif _hash_of(other) != sha256(data):
                continue
        except _Held as held:
            if other.exists():
                continue
            raise NotWritten(_not_in(path)) from held
        except OSError as fault:
            raise NotWritten(_why(other, fault)) from fault
        return Written(other, f"{why}: the new one is '{other.name}'.")
    raise NotWritten(_not_in(path))


def _not_in(path: Path) -> str:
    return f"'{path.name}' could not be written. Check that you may write to the folder '{path.parent}'."


def _hash_of(path: Path) -> str:
    """The hash of a file that lies there; Windows lets nobody look into one that Excel holds for itself."""
    try:
        return hash_at(path)
    except PermissionError as held:
        raise _Held(_close(path)) from held


def _close(path: Path) -> str:
    kind = path.suffix.lower()
    program = "Word" if kind in _WORD else "Excel" if kind in _EXCEL else "the program that has it open"
    return f"'{path.name}' could not be replaced; close it in {program}"


def _why(path: Path, fault: OSError) -> str:
    """Why a file could not be written, and that nothing is lost."""
    return too_long(path, fault) or f"'{path.name}' could not be written ({fault.strerror or fault}). {UNCHANGED}"


def too_long(path: Path, fault: OSError) -> str:
    """What to do about a path that is longer than the system takes; '' where that is not what is wrong.

    Windows may say of such a path only that nothing is there.
    """
    size, said = len(str(path.absolute())), getattr(fault, "winerror", None)
    if fault.errno == errno.ENAMETOOLONG or said == _TOO_LONG or (said in _NOWHERE and size >= _LONGEST):
        return (
            f"'{path.name}' has a path of {size} characters, which is longer than this computer takes. Move the "
            f"department's folder nearer to the top of the drive. {UNCHANGED}"
        )
    return ""


def _replace(path: Path, data: Content) -> None:
    """Put a whole file in place of another, unless that one is open elsewhere or may only be read.

    Another run that clears up in the folder may have taken the new one away before it was in place: it is written anew.
    """
    _check_free(path, data)
    for tried in range(1, _TRIES + 1):
        try:
            _place(_whole(path, data), path)
            break
        except FileNotFoundError:
            if tried == _TRIES or not path.parent.is_dir():
                raise
    _sync_folder(path.parent)


def _check_free(path: Path, data: Content) -> None:
    """_Held if somebody has a file open that would be another afterwards, or has made it one that may only be read."""
    if not path.is_file():
        return
    program = open_in(path)
    if program and _hash_of(path) != sha256(data):
        raise _Held(f"'{path.name}' is open in {program} and was left as it is; close it there")
    if not path.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH) and _hash_of(path) != sha256(data):
        raise _Held(f"'{path.name}' may only be read and was left as it is; let it be written")


def _whole(path: Path, data: Content) -> Path:
    """A file beside another that holds all of the bytes, on the disk itself; nothing is left of it if that fails."""
    from tempfile import mkstemp  # 2 ms that a check does not need, which writes nothing

    handle, name = mkstemp(dir=path.parent, prefix=MARK, suffix=path.suffix)
    temporary = Path(name)
    try:
        try:
            with open(handle, "wb", buffering=0, closefd=False) as file:
                for piece in pieces_of(data):
                    left = memoryview(piece)
                    while left:
                        left = left[file.write(left) or 0 :]
            os.fsync(handle)
            if os.fstat(handle).st_size != size_of(data):
                raise OSError(errno.EIO, os.strerror(errno.EIO), name)
        finally:
            os.close(handle)
        with contextlib.suppress(OSError):
            temporary.chmod(_mode(path))
    except BaseException:
        _remove(temporary)
        raise
    return temporary


def _mode(path: Path) -> int:
    """Who may read and write a file: those who might the one before it, else those who may every new file."""
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except OSError:
        mask = os.umask(0o022)
        os.umask(mask)
        return 0o666 & ~mask


def _place(temporary: Path, path: Path) -> None:
    """Give a whole file its name in one step, waiting a little for a program that looks over every new file."""
    try:
        for wait in (*_WAITS, None):
            try:
                os.replace(temporary, path)
                return
            except PermissionError as held:
                if wait is None or getattr(held, "winerror", None) not in _HELD:
                    raise
                time.sleep(wait)
    except PermissionError as held:
        _remove(temporary)
        raise _Held(_close(path)) from held
    except BaseException:
        _remove(temporary)
        raise


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink()


def _sync_folder(folder: Path) -> None:
    """Make the new name last through a power cut, where the system can."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _check(path: Path, data: Content) -> None:
    """A Word or Excel file that cannot be opened again is a fault of ours, and is never put in place."""
    if path.suffix in (".docx", ".xlsx"):
        import zipfile  # 4 ms that nobody needs who writes neither

        with zipfile.ZipFile(opened(data)) as package:
            for part in package.namelist():
                with package.open(part) as file:
                    while file.read(_PIECE):  # which says so where a part is broken
                        pass


def sweep(folder: Path) -> None:
    """Remove what an interrupted run left behind in a folder."""
    for path in folder.glob(f"{MARK}*"):
        _remove(path)
