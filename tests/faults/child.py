"""A command run in a process of its own, in which one step of its dealings with files goes wrong.

A step is whatever changes the disk below the folder, or makes a change last: a file opened to be written, renamed or
removed, a folder made, what was written sent to the disk. The interpreter tells of these itself (its audit events),
so that no place in the program that writes can be forgotten. Steps are counted from 1.
"""

from __future__ import annotations

import errno
import logging
import os
import resource
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, NoReturn

_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_CHANGES = ("os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "os.link", "os.symlink", "shutil.rmtree")
TO = " -> "
"""Stands in a step between a file's old name and its new one."""
LIMIT = 120.0
"""Seconds after which a command hangs."""
FOLDER = "FOLDER"
"""Stands in a command's words for the folder that it is run on; where it does not, --folder is given it."""


@dataclass(frozen=True)
class Ended:
    """How a command ended: its exit code (-9 when it was killed), what it said, and the steps that it came to."""

    code: int
    out: str
    err: str
    steps: tuple[str, ...]

    @property
    def said(self) -> str:
        """All that was said."""
        return self.out + self.err


Fault = Callable[[int, str], None]
"""What happens at a step, by its number and what it does; it may raise, kill, or let it be."""


def nothing(number: int, step: str) -> None:
    """No fault at all."""


@dataclass(frozen=True)
class Error:
    """An error of a system: its number, and the words and number of Windows where it is one of Windows."""

    number: int
    words: str = ""
    windows: int = 0

    def __str__(self) -> str:
        return f"Windows' {self.windows}" if self.windows else errno.errorcode[self.number]

    def on(self, name: str) -> OSError:
        """The error as Python raises it for a file."""
        fault = OSError(self.number, self.words or os.strerror(self.number), name)
        if self.windows:
            fault.winerror = self.windows  # type: ignore[attr-defined]
        return fault


def raising(at: int, error: Error, lasting: bool = False) -> Fault:
    """An error of the system at one step, or from that step on."""

    def fault(number: int, step: str) -> None:
        if number == at or (lasting and number > at):
            raise error.on(_named(step))

    return fault


def refusing(*names: str, error: Error) -> Fault:
    """An error of the system wherever a file of one of these names would be put in place."""

    def fault(number: int, step: str) -> None:
        if step.startswith("os.rename") and Path(step.rpartition(TO)[2]).name in names:
            raise error.on(_named(step))

    return fault


def _named(step: str) -> str:
    """The file that a step changes."""
    return step.partition(" ")[2].partition(TO)[0]


def stopping(at: int) -> Fault:
    """Stopped just before a step, until it is told to go on."""

    def fault(number: int, step: str) -> None:
        if number == at:
            os.kill(os.getpid(), signal.SIGSTOP)

    return fault


def killing(at: int) -> Fault:
    """Killed just before a step."""

    def fault(number: int, step: str) -> None:
        if number == at:
            os.kill(os.getpid(), signal.SIGKILL)

    return fault


class Begun:
    """A command begun on a folder in a child process; `longest` is the size in bytes that no file may come to."""

    def __init__(
        self, folder: Path, arguments: Sequence[str], fault: Fault | None = nothing, longest: int | None = None
    ) -> None:
        out, err, steps = (TemporaryFile("w+") for _ in range(3))  # noqa: SIM115 - closed once they are read
        self._said = out, err, steps
        self.pid = os.fork()
        if not self.pid:
            _run(folder, arguments, fault, self._said, longest)

    def stopped(self) -> bool:
        """Wait until it has stopped itself; False where it has ended before."""
        return os.WIFSTOPPED(os.waitpid(self.pid, os.WUNTRACED)[1])

    def go_on(self, number: int = signal.SIGCONT) -> Ended:
        """Let a command that has stopped go on to its end, or send it another signal."""
        os.kill(self.pid, number)
        return self.ended()

    def ended(self, seconds: float | None = None) -> Ended:
        """Wait for its end. It is killed after `seconds`, if they are given."""
        code = _ended(self.pid, seconds)
        said = [_read(each) for each in self._said]
        return Ended(code, said[0], said[1], tuple(said[2].splitlines()))


def command(
    folder: Path,
    arguments: Sequence[str],
    fault: Fault | None = nothing,
    seconds: float | None = None,
    longest: int | None = None,
) -> Ended:
    """Run a command on a folder in a child process. It is killed after `seconds`, if they are given."""
    return Begun(folder, arguments, fault, longest).ended(seconds)


def _read(file: IO[str]) -> str:
    with file:
        file.seek(0)
        return file.read()


def _ended(child: int, seconds: float | None) -> int:
    end = time.monotonic() + (LIMIT if seconds is None else seconds)
    while time.monotonic() < end:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.002)
    os.kill(child, signal.SIGKILL)
    status = os.waitpid(child, 0)[1]
    if seconds is None:
        raise AssertionError("the command hangs")
    return os.waitstatus_to_exitcode(status)


def _run(
    folder: Path,
    arguments: Sequence[str],
    fault: Fault | None,
    files: tuple[IO[str], IO[str], IO[str]],
    longest: int | None,
) -> NoReturn:
    """The child: it never returns to what the parent was about."""
    code = 70
    try:
        out, err, steps = files
        sys.stdout, sys.stderr = out, err
        logging.getLogger().handlers.clear()  # those of the tests: the program has none
        from compiler.cli import main

        sys.argv = ["compile", *_words(folder, arguments)]
        if longest is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (longest, resource.RLIM_INFINITY))
        if fault is not None:
            _watch(folder, fault, steps)
        try:
            main()
            code = 0
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 1
        out.flush()
        err.flush()
    finally:
        os._exit(code)


def _words(folder: Path, arguments: Sequence[str]) -> list[str]:
    """The words of a command on a folder."""
    if any(FOLDER in each for each in arguments):
        return [each.replace(FOLDER, str(folder)) for each in arguments]
    return [arguments[0], "--folder", str(folder), *arguments[1:]]


def _watch(folder: Path, fault: Fault, steps: IO[str]) -> None:
    """Count the steps below a folder from now on, and let the fault happen at its own."""
    count, within = iter(range(1, 1_000_000)), os.path.realpath(folder)

    def step(words: str) -> None:
        number = next(count)
        os.write(steps.fileno(), f"{words}\n".encode("utf-8", "replace"))
        fault(number, words)

    def heard(event: str, given: tuple[object, ...]) -> None:
        paths = [os.path.relpath(path, within) for path in _changed(event, given) if path.startswith(within)]
        if paths:
            step(f"{event} {TO.join(paths)}")

    to_disk = os.fsync

    def fsync(handle: int) -> None:
        step("fsync a file")
        to_disk(handle)

    setattr(os, "fsync", fsync)  # noqa: B010 - typed otherwise
    sys.addaudithook(heard)


def _changed(event: str, given: tuple[object, ...]) -> Iterator[str]:
    """The paths that an event of the interpreter would change."""
    if event == "open":
        path, mode, flags = given
        if (isinstance(mode, str) and set(mode) & set("wax+")) or (isinstance(flags, int) and flags & _WRITES):
            yield from _paths(path)
    elif event in _CHANGES:
        for each in given[:2] if event in ("os.rename", "os.link") else given[:1]:
            yield from _paths(each)


def _paths(given: object) -> Iterator[str]:
    if isinstance(given, (str, bytes, os.PathLike)):
        yield os.path.abspath(os.fsdecode(given))
