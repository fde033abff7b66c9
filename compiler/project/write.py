"""Writing a file whole or not at all, and never over what a person has changed."""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import zipfile
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from compiler.domain.frozen import dataclass

_MARK, _LOCK = ".part-", ".compile-lock"
_MOST = 99


@dataclass(frozen=True, slots=True)
class Written:
    """What became of a file: where it was written, and a sentence if that is not where it should have been."""

    path: Path
    note: str = ""


class NotWritten(Exception):
    """A file could not be written anywhere; the message says why and what to do."""


class _Held(Exception):
    """A file cannot be replaced or looked at, because another program holds it."""


def sha256(data: bytes) -> str:
    """The hash by which a file of ours is known again."""
    return hashlib.sha256(data).hexdigest()


def write_safely(path: Path, data: bytes, ours: str | Collection[str] | None = None) -> Written:
    """Write a file so that the old one is intact or the new one whole, whatever happens in between.

    `ours` is the hash of what we wrote there last, or all that it may be. A file that is not that (a person has changed
    it), or one that is open in another program, is left alone: the new one goes beside it as 'name (2).ext' and the
    note says so.
    """
    _check(path, data)
    known = (ours,) if isinstance(ours, str) else ours
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        sweep(path.parent)
        if known is not None and path.is_file() and _hash_of(path) not in (*known, sha256(data)):
            return write_beside(path, data, f"'{path.name}' has been changed by hand and was left as it is")
        _replace(path, data)
    except _Held:
        return write_beside(path, data, f"'{path.name}' could not be replaced; close it in Word or Excel")
    except OSError as fault:
        raise NotWritten(_why(path, fault)) from fault
    return Written(path)


def write_in_place(path: Path, data: bytes) -> None:
    """Write a file that makes no sense beside itself, such as settings: whole and in its place, or NotWritten."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        sweep(path.parent)
        _replace(path, data)
    except _Held as held:
        raise NotWritten(
            f"'{path.name}' could not be replaced. Close it in the program that has it open, and run again. "
            "What was there before is unchanged."
        ) from held
    except OSError as fault:
        raise NotWritten(_why(path, fault)) from fault


def write_beside(path: Path, data: bytes, why: str) -> Written:
    """Write a file beside the one that should have been written, as 'name (2).ext'; the note says `why`."""
    for number in range(2, _MOST):
        other = path.with_name(f"{path.stem} ({number}){path.suffix}")
        try:
            if other.is_file() and _hash_of(other) != sha256(data):
                continue
            _replace(other, data)
        except _Held:
            continue
        except OSError as fault:
            raise NotWritten(_why(other, fault)) from fault
        return Written(other, f"{why}: the new one is '{other.name}'.")
    raise NotWritten(f"'{path.name}' could not be written. Check that you may write to the folder '{path.parent}'.")


def _hash_of(path: Path) -> str:
    """The hash of a file that lies there; Windows lets nobody look into one that Excel holds for itself."""
    try:
        return sha256(path.read_bytes())
    except PermissionError as held:
        raise _Held from held


def _why(path: Path, fault: OSError) -> str:
    return f"'{path.name}' could not be written ({fault.strerror or fault}). What was there before is unchanged."


def _replace(path: Path, data: bytes) -> None:
    """Temporary file beside it, flushed to the disk, put in place in one step; removed again if anything fails."""
    from tempfile import NamedTemporaryFile  # 2 ms that a check does not need, which writes nothing

    with NamedTemporaryFile(dir=path.parent, prefix=_MARK, suffix=path.suffix, delete=False) as file:
        temporary = Path(file.name)
        try:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        except BaseException:
            file.close()
            _remove(temporary)
            raise
    try:
        with contextlib.suppress(OSError):
            temporary.chmod(0o644)
        os.replace(temporary, path)
    except PermissionError as held:
        _remove(temporary)
        raise _Held from held
    except BaseException:
        _remove(temporary)
        raise
    _sync_folder(path.parent)


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


def _check(path: Path, data: bytes) -> None:
    """A Word or Excel file that cannot be opened again is a fault of ours, and is never put in place."""
    if path.suffix in (".docx", ".xlsx"):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            broken = package.testzip()
        if broken:
            raise ValueError(f"{path.name} was made with a broken part: {broken}")


def sweep(folder: Path) -> None:
    """Remove what an interrupted run left behind in a folder."""
    for path in folder.glob(f"{_MARK}*"):
        _remove(path)


def clear_up(folder: Path) -> None:
    """Remove what a run that was broken off left behind in a folder, its lock too, unless another is at work there."""
    lock = folder / _LOCK
    if lock.is_file() and not _is_dead(*_holder(lock)[:2]):
        return
    _remove(lock)
    sweep(folder)


def is_left_behind(folder: Path) -> bool:
    """Whether a run that was broken off, or is at work, has left something in a folder."""
    return (folder / _LOCK).exists() or any(folder.glob(f"{_MARK}*"))


@contextlib.contextmanager
def one_at_a_time(folder: Path, now: Callable[[], str]) -> Iterator[None]:
    """Hold a folder while a run writes to it; NotWritten says who holds it when another does.

    A lock left by a run that was killed on this machine is taken over.
    """
    lock = folder / _LOCK
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise NotWritten(f"The folder '{folder}' cannot be written to ({fault.strerror}).") from fault
    _take(lock, f"{os.getpid()}\n{_host()}\n{now()}\n")
    try:
        yield
    finally:
        _remove(lock)


def _host() -> str:
    import platform

    return platform.node() or "this computer"


def _take(lock: Path, words: str) -> None:
    for _ in range(2):
        try:
            _make(lock, words)
            return
        except FileExistsError:
            held = _holder(lock)
            if not _is_dead(*held[:2]):
                raise NotWritten(
                    f"Another run is writing to '{lock.parent}' (on {held[1] or 'another computer'}, since {held[2]}). "
                    f"Wait until it is done. If there is none, delete '{lock.name}' there."
                ) from None
            _remove(lock)
        except OSError as fault:
            raise NotWritten(f"The folder '{lock.parent}' cannot be written to ({fault.strerror}).") from fault
    raise NotWritten(f"The folder '{lock.parent}' is being written to by another run. Try again in a moment.")


def _make(lock: Path, words: str) -> None:
    """Make a lock that says whose it is from its first moment: a run killed before it could say so would hold the
    folder for good. Where a folder knows no second names for a file, that moment is as short as can be."""
    said = lock.with_name(f"{_MARK}{os.getpid()}.lock")
    try:
        with open(said, "w", encoding="utf-8") as file:
            file.write(words)
        os.link(said, lock)
    except FileExistsError:
        raise
    except OSError:
        with open(lock, "x", encoding="utf-8") as file:
            file.write(words)
    finally:
        _remove(said)


def _holder(lock: Path) -> list[str]:
    """The process, the computer and the time that a lock names; '' for what it does not say."""
    try:
        said = lock.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        said = ""
    return [*said.split("\n"), "", "", ""][:3]


def _is_dead(pid: str, host: str) -> bool:
    if host != _host() or not pid.isdigit() or os.name == "nt":
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False
