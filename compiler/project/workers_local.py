"""Workers on this machine: processes of their own, started anew, that are spoken to through pipes.

They are started as the system starts any program, so that they are the same everywhere: nothing of this process is
inherited but where its modules lie. A worker ends when its pipe does, so that none is left behind, however we end.
"""

from __future__ import annotations

import contextlib
import math
import os
import subprocess
import sys
from collections import deque
from queue import Empty, SimpleQueue
from threading import Thread
from typing import IO

from compiler.project.workers import LEFT, PATIENCE, NobodyLeft, Say, say_nothing

_BEGIN = "import sys; sys.path[:] = {path!r}; from compiler.project.workers_child import serve; serve()"
_AHEAD = 2
"""Pieces that a worker has at once: the one that it is at, and the next, so that it never waits for us."""
_MOST, _PIECES = 8, 8
"""So many divisions a piece holds at most, and so many pieces each of us still has to do, so that all end together."""
_LISTEN = 0.5
"""Seconds after which we look up from waiting: on Windows nothing else lets Ctrl+C through."""
_LENGTH = 8
_END = 5.0
"""Seconds in which a process that is ended is gone, unless the system itself holds it: then it is left to that."""


class _Worker:
    """One process, with the numbers of the pieces that it has, oldest first.

    It is `ready` once it has read its settings: one that ends before that did not end by any piece of work.
    """

    def __init__(self, settings: bytes, done: SimpleQueue[tuple[_Worker, bytes | None]]) -> None:
        self.has: deque[int] = deque()
        self.ready = False
        self._process = _started()
        self.process = self._process.pid
        self._given: SimpleQueue[bytes | None] = SimpleQueue()
        self._done = done
        self.give(settings)
        self._threads = [Thread(target=each, daemon=True) for each in (self._write, self._read)]
        for thread in self._threads:
            thread.start()

    def give(self, work: bytes) -> None:
        """Send bytes as soon as it listens."""
        self._given.put(work)

    def end(self) -> None:
        """End the process at once and wait for that."""
        self._process.kill()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(_END)
        self._given.put(None)
        for thread in self._threads:
            thread.join(_END)  # this process is copied afterwards, and best so without any

    def _write(self) -> None:
        pipe = _pipe(self._process.stdin)
        with contextlib.suppress(OSError):  # it is gone, as whoever reads from it finds out
            while (work := self._given.get()) is not None:
                write_piece(pipe, work)
        with contextlib.suppress(OSError):
            pipe.close()

    def _read(self) -> None:
        pipe = _pipe(self._process.stdout)
        with contextlib.suppress(OSError):
            while (found := read_piece(pipe)) is not None:
                self._done.put((self, found))
        self._done.put((self, None))
        pipe.close()


class LocalWorkers:
    """So many workers on this machine beside ourselves.

    One that dies at its work is replaced. One that hangs is ended, and what it had is left to whoever handed it out.
    """

    helped = True

    def __init__(self, many: int, settings: bytes, say: Say = say_nothing) -> None:
        self._settings, self._say = settings, say
        self._done: SimpleQueue[tuple[_Worker, bytes | None]] = SimpleQueue()
        self._work: dict[int, bytes] = {}
        self._left: deque[int] = deque()
        self._workers: list[_Worker] = []
        for _ in range(many):
            self._start()

    @property
    def processes(self) -> list[int]:
        """The ids of their processes."""
        return [worker.process for worker in self._workers]

    def together(self, divisions: int) -> int:
        """A piece holds several divisions, as what the rules set out with is the same for all; the last hold one."""
        return max(1, min(_MOST, divisions // (_PIECES * (len(self._workers) + 1))))

    def room(self) -> int:
        """How many more pieces they take now."""
        return sum(_AHEAD - len(worker.has) for worker in self._workers)

    def give(self, number: int, work: bytes) -> None:
        """Hand a piece to the worker that has least to do."""
        self._work[number] = work
        self._hand(number)

    def ready(self) -> bool:
        """Whether any piece is done or left, or any worker gone."""
        return bool(self._left) or not self._done.empty()

    def take(self) -> tuple[int, bytes | None]:
        """The next piece that is done; None where its worker died at it, whose other pieces are handed out again."""
        while self._workers or self._left:
            if self._left:
                return self._left.popleft(), LEFT
            worker, found = self._next()
            if worker is None or worker not in self._workers:
                continue  # it hung, and was ended
            if found is not None and worker.ready:
                number = worker.has.popleft()
                del self._work[number]
                return number, found
            if found is not None:
                worker.ready = True
            elif (lost := self._bury(worker)) is not None:
                del self._work[lost]
                return lost, None
        raise NobodyLeft

    def end(self) -> None:
        """End all of them at once."""
        while self._workers:
            self._workers.pop().end()

    def _start(self) -> None:
        """Start a worker, if the system lets us."""
        with contextlib.suppress(OSError):
            self._workers.append(_Worker(self._settings, self._done))

    def _hand(self, number: int) -> None:
        worker = min(self._workers, key=lambda worker: len(worker.has))
        worker.has.append(number)
        worker.give(self._work[number])

    def _next(self) -> tuple[_Worker | None, bytes | None]:
        """What comes next, and of whom; of nobody where they hung that had anything to do, and were ended.

        What is counted is how often we listened for nothing: time in which the machine sleeps does not count.
        """
        for _ in range(math.ceil(PATIENCE / _LISTEN)):
            with contextlib.suppress(Empty):
                return self._done.get(timeout=_LISTEN)
        for worker in [each for each in self._workers if each.has or not each.ready]:
            self._give_up(worker)
        return None, None

    def _give_up(self, hung: _Worker) -> None:
        """End a worker that hangs; nobody is started in its place, as whatever held it up may hold that up too."""
        self._workers.remove(hung)
        self._say(
            f"A process that reads workbooks stood still for {PATIENCE:g} seconds. It is ended, its work done here."
        )
        hung.end()
        for number in hung.has:
            del self._work[number]
            self._left.append(number)

    def _bury(self, dead: _Worker) -> int | None:
        """Go on without a worker that is dead: the number of the piece that it died at, if it was at any.

        Another is started in its place, but for one that never began: the next would not begin either.
        """
        dead.end()
        self._workers.remove(dead)
        lost = dead.has.popleft() if dead.ready and dead.has else None
        if dead.ready:
            self._start()
        for other in dead.has if self._workers else ():
            self._hand(other)
        return lost


def _started() -> subprocess.Popen[bytes]:
    """A worker's process, whom Ctrl+C does not reach: we end it ourselves. What it has to say to the screen is ours."""
    flags = 0
    if sys.platform == "win32":
        flags = subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW
    command = [sys.executable, "-P", "-c", _BEGIN.format(path=[os.path.abspath(each) for each in sys.path])]
    return subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        creationflags=flags,
    )


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise ValueError("a worker is started with pipes")
    return pipe


def write_piece(pipe: IO[bytes], data: bytes) -> None:
    """Write bytes so that they can be told from the next; OSError where nobody reads."""
    pipe.write(len(data).to_bytes(_LENGTH, "big"))
    pipe.write(data)
    pipe.flush()


def read_piece(pipe: IO[bytes]) -> bytes | None:
    """The next bytes that were written; None where they end, or break off."""
    length = pipe.read(_LENGTH)
    wanted = int.from_bytes(length, "big")
    data = pipe.read(wanted) if len(length) == _LENGTH else b""
    return data if len(length) == _LENGTH and len(data) == wanted else None
