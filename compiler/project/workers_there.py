"""What is done on a worker of a cluster; it is loaded there as well as here."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

from distributed import WorkerPlugin  # type: ignore[import-not-found,unused-ignore]

from compiler.project.workers_task import Servant

_PROGRAM = Path(__file__).resolve().parents[1]
_WORKERS: dict[str, Servant] = {}
"""Who does the pieces of each run that goes on, by the run's name."""
_ONE_AT_A_TIME = Lock()


class OtherProgram(Exception):
    """The worker has another version of the program than whoever handed out the piece."""


class Settings(WorkerPlugin):  # type: ignore[misc,unused-ignore]
    """What a run's pieces are done by, as each worker is told when it comes: bytes, read when they are needed."""

    def __init__(self, name: str, settings: bytes) -> None:
        self.name = name
        self._settings = settings

    def setup(self, worker: Any) -> None:
        """Learn what the run's pieces are done by."""
        _WORKERS[self.name] = Servant(self._settings)

    def teardown(self, worker: Any) -> None:
        """Forget it."""
        _WORKERS.pop(self.name, None)


def do(name: str, wanted: str, work: bytes) -> bytes:
    """Do a piece of a run. OtherProgram where we are not the program that is wanted.

    One at a time, however many threads a worker has: reading is work for the processor alone.
    """
    if program() != wanted:
        raise OtherProgram
    with _ONE_AT_A_TIME:
        return _WORKERS[name].do(work)


@lru_cache(maxsize=1)
def program() -> str:
    """What tells one version of the program from another, wherever it lies: the words of all its modules."""
    read = hashlib.sha256()
    for path in sorted(_PROGRAM.rglob("*.py"), key=lambda path: path.relative_to(_PROGRAM).as_posix()):
        read.update(path.relative_to(_PROGRAM).as_posix().encode() + path.read_bytes().replace(b"\r\n", b"\n"))
    return read.hexdigest()
