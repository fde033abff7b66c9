"""One run at a time in a folder: a lock that says who holds it, and that the system lets go of when its run is gone."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

from compiler.project.write import MARK, NotWritten, sweep, too_long

if sys.platform != "win32":
    import fcntl

_LOCK = ".compile-lock"
_WINDOWS = sys.platform == "win32"
_PATIENCE, _STEP = 2.0, 0.05
"""Seconds for which a run waits for another that is about to end, and after which it looks again."""
_LONG_AGO, _BEGINNING = 3600.0, 5.0
"""Seconds after which another computer's lock is taken for one that was left behind, and one that says nothing."""


@contextlib.contextmanager
def one_at_a_time(folder: Path, now: Callable[[], str], patience: float = _PATIENCE) -> Iterator[None]:
    """Hold a folder while a run writes to it; NotWritten says who holds it when another does for longer than that.

    A lock left by a run that is gone is taken over, which is told, and what it left half made is removed. A folder that
    is made for it and stays empty is taken away again.
    """
    made = [each for each in (folder, *folder.parents) if not each.exists()]
    lock = folder / _LOCK
    held = _take(lock, f"{os.getpid()}\n{_host()}\n{now()}\n", patience)
    try:
        sweep(folder)
        yield
    finally:
        _let_go(lock, held)
        with contextlib.suppress(OSError):
            for each in made:
                each.rmdir()


def clear_up(folder: Path) -> None:
    """Remove what a run that was broken off left behind in a folder, its lock too, unless another is at work there."""
    lock = folder / _LOCK
    if not lock.exists() or _is_taken_away(lock):
        sweep(folder)


def is_left_behind(folder: Path) -> bool:
    """Whether a run that was broken off, or is at work, has left something in a folder."""
    return (folder / _LOCK).exists() or any(folder.glob(f"{MARK}*"))


def _host() -> str:
    if hasattr(os, "uname"):
        return os.uname().nodename or "this computer"
    import platform  # 2 ms, for Windows alone

    return platform.node() or "this computer"


def _take(lock: Path, words: str, patience: float) -> IO[str]:
    """Make the lock, once whoever has it lets go of it or turns out to be gone."""
    end = time.monotonic() + patience
    while True:
        try:
            lock.parent.mkdir(parents=True, exist_ok=True)
            return _make(lock, words)
        except FileExistsError as there:
            if not lock.parent.is_dir():
                raise NotWritten(f"'{lock.parent}' is a file, and a folder is needed there.") from there
        except OSError as fault:
            why = f"The folder '{lock.parent}' cannot be written to ({fault.strerror or fault})."
            raise NotWritten(too_long(lock, fault) or why) from fault
        if not _is_taken_away(lock):
            if time.monotonic() >= end:
                raise NotWritten(
                    f"Another run is writing to '{lock.parent}' ({_who(lock)}). Wait until it is done. If there is "
                    f"none, delete '{lock.name}' there."
                )
            time.sleep(_STEP)


def _make(lock: Path, words: str) -> IO[str]:
    """Make a lock that is held and says whose it is from its first moment; a run killed before it could say so would
    hold the folder for good. Where a folder knows no second names for a file, that moment is as short as can be."""
    if not _WINDOWS:
        said = lock.with_name(f"{MARK}{os.getpid()}.lock")
        file = _written(said, "w", words)
        try:
            os.link(said, lock)
        except FileExistsError:
            file.close()
            raise
        except OSError:
            file.close()
        else:
            return file
        finally:
            _remove(said)
    return _written(lock, "x", words)


def _written(path: Path, mode: str, words: str) -> IO[str]:
    """A file with these words, which is held until it is closed; nothing is left of it where that cannot be."""
    file = open(path, mode, encoding="utf-8")  # noqa: SIM115 - it is held by being open
    try:
        file.write(words)
        file.flush()
        if sys.platform != "win32":
            with contextlib.suppress(OSError):  # some shares know of no such hold
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BaseException:
        with contextlib.suppress(OSError):
            file.close()
        _remove(path)
        raise
    return file


def _let_go(lock: Path, held: IO[str]) -> None:
    """Take our lock away, and none that somebody else has made there meanwhile."""
    if _WINDOWS:  # where nobody can take away what is open
        held.close()
        _remove(lock)
        return
    with contextlib.suppress(OSError), held:
        if os.path.samestat(os.fstat(held.fileno()), os.stat(lock)):
            os.unlink(lock)


def _is_taken_away(lock: Path) -> bool:
    """Whether a lock is not there any more: its run has ended, or is gone without having taken it away, and that was
    done now and told."""
    pid, host, _ = _holder(lock)
    with contextlib.suppress(FileNotFoundError):
        patience = 0.0 if host == _host() else _LONG_AGO if host else _BEGINNING
        if time.time() - os.stat(lock).st_mtime < patience:
            return False
        who = _who(lock)
        if not _unheld(lock, pid if host == _host() else ""):
            return False
        import logging

        told = "A run that was broken off (%s) had left '%s' in '%s', which was taken away."
        logging.getLogger(__name__).warning(told, who, lock.name, lock.parent)
    return True


def _unheld(lock: Path, pid: str) -> bool:
    """Take a lock away, if the system says that nobody holds it; where it cannot say so, that process `pid` is gone.

    Windows takes no file away that is open. Elsewhere it is held by a hold of the system's, by us too while it is
    taken away: so that of two runs one takes it, and never the next one's in its place.
    """
    try:
        if sys.platform == "win32" or _WINDOWS:
            os.unlink(lock)
            return True
        with open(lock, "rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if os.path.samestat(os.fstat(file.fileno()), os.stat(lock)):
                os.unlink(lock)
            return True
    except FileNotFoundError:
        raise
    except BlockingIOError:
        return False
    except OSError:
        return not _WINDOWS and _is_dead(pid) and _remove(lock)


def _remove(path: Path) -> bool:
    try:
        path.unlink()
    except OSError:
        return False
    return True


def _who(lock: Path) -> str:
    """Who holds a lock, and since when, as its words say."""
    pid, host, since = _holder(lock)
    return f"process {pid or 'unknown'} on {host or 'another computer'}, since {since or 'an unknown time'}"


def _holder(lock: Path) -> list[str]:
    """The process, the computer and the time that a lock names; '' for what it does not say."""
    try:
        said = lock.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        said = ""
    return [*said.split("\n"), "", "", ""][:3]


def _is_dead(pid: str) -> bool:
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except (OSError, ValueError, OverflowError):
        return False
    return False
