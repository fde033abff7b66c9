"""Work on what this process holds, shared with copies of it: what comes of a piece comes back, the copy is forgotten.

A copy is sent nothing, for it has all that we have. Not every system can make one: elsewhere all is done here, in turn.
"""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import select
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Generic, NoReturn, TypeVar

from compiler.domain.hands import Hands, in_turn
from compiler.project.workers import Say, say_nothing

T = TypeVar("T")

_LOTS = 256
"""The pieces are handed out in so many lots at most: as many numbers lie ready in a pipe without anybody writing."""
_NUMBER = 2
"""Bytes of a lot's number."""
_PATIENCE, _TIMES = 60.0, 10
"""Seconds for which a copy is waited for, and so many times as long as we took: one that takes longer hangs."""
_END = 5.0
"""Seconds in which a copy that is ended is gone."""


def hands(many: int, say: Say = say_nothing) -> Hands:
    """The hands of so many processes, of which this is one; of this one alone where it cannot be copied."""
    return partial(_shared, many, say) if many > 1 and sys.platform == "linux" else in_turn


def _shared(many: int, say: Say, pieces: Iterable[Callable[[], T]], /) -> Iterator[T]:
    """What came of each piece, in their order, done by so many processes.

    What a copy did not bring, for whatever reason, is done here: a fault shows as it would have without any copies.
    """
    every = list(pieces)
    found = _Round(every, say).found(many - 1) if len(every) > 1 else {}
    return (found[number] if number in found else piece() for number, piece in enumerate(every))


class _Round(Generic[T]):
    """Pieces of work in lots, whose numbers lie in a pipe: whoever has hands free takes the next."""

    def __init__(self, pieces: Sequence[Callable[[], T]], say: Say = say_nothing) -> None:
        self._pieces, self._say = pieces, say
        self._step = -(-len(pieces) // _LOTS)
        self._numbers, numbers = os.pipe()
        for begin in range(0, len(pieces), self._step):
            os.write(numbers, (begin // self._step).to_bytes(_NUMBER, "big"))
        os.close(numbers)

    def found(self, copies: int) -> dict[int, T]:
        """What came of each piece by its number, done by us and so many copies; of some perhaps nothing."""
        begun, made = time.monotonic(), [copy for _ in range(copies) if (copy := self._copied())]
        try:
            found = dict(self._done())
            until = time.monotonic() + _PATIENCE + _TIMES * (time.monotonic() - begun)
            for copy in made:
                found.update(self._brought(copy[1], until))
        finally:
            os.close(self._numbers)
            for copy in made:
                _ended(*copy)
        return found

    def _brought(self, pipe: int, until: float) -> list[tuple[int, T]]:
        """What a copy brought; nothing if it ended otherwise, or hangs."""
        read = bytearray()
        while select.select([pipe], [], [], max(0.0, until - time.monotonic()))[0]:
            piece = os.read(pipe, 1 << 20)
            if not piece:
                break
            read += piece
        else:
            self._say("A process that checks workbooks stands still. It is ended, its work done here.")
            return []
        with contextlib.suppress(EOFError, pickle.UnpicklingError):
            found: list[tuple[int, T]] = pickle.loads(read)
            return found
        return []

    def _done(self) -> Iterator[tuple[int, T]]:
        """Do what nobody has taken, until nothing is left."""
        while number := os.read(self._numbers, _NUMBER):
            begin = int.from_bytes(number, "big") * self._step
            for each, piece in enumerate(self._pieces[begin : begin + self._step], begin):
                yield each, piece()

    def _copied(self) -> tuple[int, int] | None:
        """A copy of this process that does its share: its id, and the pipe that brings it; None if none is made."""
        ours, theirs = os.pipe()
        parent, copy = os.getpid(), None
        with contextlib.suppress(OSError):  # the system makes no more
            copy = os.fork()
        if copy == 0:
            self._serve(parent, theirs)
        os.close(theirs)
        if copy is None:
            os.close(ours)
        return None if copy is None else (copy, ours)

    def _serve(self, parent: int, pipe: int) -> NoReturn:
        """What a copy does, and ends. It brings nothing unless all went well, and is gone once nobody waits for it."""
        try:
            gc.disable()  # it would only take what we share from each other
            done = []
            for each in self._done():
                done.append(each)
                if os.getppid() != parent:
                    break
            with open(pipe, "wb") as file:
                pickle.dump(done, file, pickle.HIGHEST_PROTOCOL)
        finally:
            os._exit(0)


def _ended(copy: int, pipe: int) -> None:
    """Let a copy go, whatever it is at; one that the system itself holds is left to that."""
    os.close(pipe)
    with contextlib.suppress(OSError):  # it is gone already, and the system keeps nothing of it
        if os.waitpid(copy, os.WNOHANG) == (0, 0):
            os.kill(copy, signal.SIGKILL)
            until = time.monotonic() + _END
            while os.waitpid(copy, os.WNOHANG) == (0, 0) and time.monotonic() < until:
                time.sleep(0.001)
