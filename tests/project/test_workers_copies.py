"""Work that is shared with copies of this process comes to the same, whatever becomes of the copies."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial

import pytest

from compiler.domain.hands import in_turn
from compiler.project import workers_copies
from compiler.project.workers_copies import hands

HERE = os.getpid()

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="no process is copied on this system")


@pytest.fixture(autouse=True)
def nothing_stays(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No copy is left, and no pipe; what other tests have running is theirs."""
    copies: list[int] = []
    ends: dict[int, int] = {}
    fork, pipe = os.fork, os.pipe

    def forked() -> int:
        copies.append(fork())
        return copies[-1]

    def piped() -> tuple[int, int]:
        made = pipe()
        ends.update((end, os.fstat(end).st_ino) for end in made)
        return made

    monkeypatch.setattr(os, "fork", forked)
    monkeypatch.setattr(os, "pipe", piped)
    yield
    assert [end for end, which in ends.items() if is_open(end, which)] == []
    for copy in filter(None, copies):
        with pytest.raises(ChildProcessError):
            os.waitpid(copy, os.WNOHANG)


def is_open(end: int, which: int) -> bool:
    """Whether the end of a pipe is still that of this pipe, known by its inode."""
    try:
        return os.fstat(end).st_ino == which
    except OSError:
        return False


def slow(number: int) -> tuple[int, int]:
    """A piece that takes long enough for others to take the next."""
    time.sleep(0.02)
    return number, os.getpid()


def away(does: Callable[[], object], number: int) -> int:
    """A piece that comes to its number here, and to something else in a copy."""
    time.sleep(0.02)
    if os.getpid() != HERE:
        does()
    return number


@pytest.mark.parametrize("many", [1, 2, 4])
@pytest.mark.parametrize("pieces", [0, 1, 2, 3, 256, 257, 1000])
def test_what_came_of_pieces_is_in_their_order(many: int, pieces: int) -> None:
    assert list(hands(many)(partial(pow, each, 2) for each in range(pieces))) == [each**2 for each in range(pieces)]


def test_copies_and_this_process_share_the_pieces() -> None:
    done = list(hands(3)([partial(slow, number) for number in range(30)]))
    assert [number for number, _ in done] == list(range(30))
    processes = {process for _, process in done}
    assert len(processes) == 3
    assert HERE in processes


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _fail() -> None:
    raise MemoryError


def _interrupted() -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize("does", [_die, _fail, _interrupted, partial(os._exit, 3), partial(time.sleep, 100)])
def test_what_a_copy_does_not_bring_is_done_here(does: Callable[[], object], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers_copies, "_PATIENCE", 0.2)
    monkeypatch.setattr(workers_copies, "_TIMES", 0)
    assert list(hands(2)([partial(away, does, number) for number in range(10)])) == list(range(10))


def _stand_still() -> None:
    os.kill(os.getpid(), signal.SIGSTOP)


def test_a_copy_that_stands_still_is_ended_and_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers_copies, "_PATIENCE", 0.2)
    monkeypatch.setattr(workers_copies, "_TIMES", 0)
    said: list[str] = []
    assert list(hands(2, said.append)([partial(away, _stand_still, number) for number in range(10)])) == list(range(10))
    assert said == ["A process that checks workbooks stands still. It is ended, its work done here."]


def test_what_cannot_be_sent_is_done_here() -> None:
    def closed(number: int) -> Callable[[], int]:
        time.sleep(0.02)
        return lambda: number

    assert [each() for each in hands(2)([partial(closed, number) for number in range(9)])] == list(range(9))


def test_a_fault_is_the_same_as_without_copies() -> None:
    def faulty(number: int) -> int:
        time.sleep(0.02)
        return 10 // (number - 5)

    with pytest.raises(ZeroDivisionError):
        list(hands(2)([partial(faulty, number) for number in range(10)]))


def test_without_a_copy_all_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused() -> int:
        raise BlockingIOError("no more processes")

    monkeypatch.setattr(os, "fork", refused)
    assert {process for _, process in hands(4)([partial(slow, number) for number in range(4)])} == {HERE}


def test_a_system_that_makes_no_copies(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert hands(2) is in_turn


def test_one_pair_of_hands_does_each_piece_when_it_is_asked_for() -> None:
    done: list[int] = []
    found = in_turn(partial(done.append, number) for number in range(3))
    assert done == []
    next(found)
    assert done == [0]
