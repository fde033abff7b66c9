"""Workers on a Dask cluster: the same pieces of work, sent to its scheduler. No folder is shared with them.

What they go by is sent as a plugin, so that a worker that comes later, or again after it was ended, has it too. They
must be this program in this version on the same Python, as what goes to and fro is pickled.
"""

from __future__ import annotations

import logging
import sys
import time
import warnings
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any
from uuid import uuid4

from compiler.project.find import WrongUse
from compiler.project.workers import PATIENCE, NobodyLeft, Say, say_nothing

try:
    from distributed import Client  # type: ignore[import-not-found,unused-ignore]
    from distributed.scheduler import KilledWorker  # type: ignore[import-not-found,unused-ignore]

    from compiler.project.workers_there import OtherProgram, Settings, do, program
except ImportError:
    raise WrongUse(
        "--scheduler needs the package 'distributed' (Dask), which is not installed here. Install it with 'python -m "
        'pip install "dask[distributed]"\', or use --workers for several processes on this machine.'
    ) from None

_AHEAD = 3
"""Pieces that each worker has at once: the one that it is at, and others while what it did is on its way to us."""
_MOST, _PIECES = 8, 8
"""So many divisions a piece holds at most, and so many pieces each worker has at least, if there is work enough."""
_ANSWER = 10.0
"""Seconds in which a scheduler must answer."""
_COME = 30.0
"""Seconds for which we go on without any worker: one that was ended may come again."""
_LOOK = 2.0
"""Seconds after which we look again which workers there are."""


class ClusterWorkers:
    """The workers of a cluster; WrongUse, with the reason, where it cannot be worked with.

    One that is lost meanwhile, or brings nothing any more, is worked with no longer.
    """

    helped = False

    def __init__(self, address: str, settings: bytes, say: Say = say_nothing) -> None:
        logging.getLogger("distributed").setLevel(logging.CRITICAL)
        self._address, self._say, self._lost = address, say, False
        self._name = f"compile-{uuid4().hex}"
        self._done: SimpleQueue[Any] = SimpleQueue()
        self._given: dict[str, tuple[int, Any]] = {}
        self._client: Any = _connected(address)
        try:
            self._many = len(_fit(self._client, address))
            _within(PATIENCE, partial(self._client.register_plugin, Settings(self._name, settings), name=self._name))
        except TimeoutError:
            self._lost = True
            self.end()
            raise WrongUse(_NO_ANSWER.format(address=address)) from None
        except BaseException:
            self.end()
            raise

    def together(self, divisions: int) -> int:
        """A piece holds several divisions, as it goes by way of the scheduler; and yet each worker has many pieces."""
        return max(1, min(_MOST, divisions // (_PIECES * max(self._many, 1))))

    def room(self) -> int:
        """How many more pieces they take now."""
        return max(self._many, 1) * _AHEAD - len(self._given)

    def ready(self) -> bool:
        """Whether any piece is done."""
        return not self._done.empty()

    def give(self, number: int, work: bytes) -> None:
        """Send a piece to the scheduler, which hands it to whom it likes, and to another if that one is ended."""
        key = f"{self._name}-{number}"
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of large pieces: workbooks are what they are, and each is sent once
            future = self._client.submit(do, self._name, _ours(), work, key=key, pure=False)
        self._given[key] = number, future
        future.add_done_callback(self._done.put)

    def take(self) -> tuple[int, bytes | None]:
        """The next piece that is done; None where one worker after the other was ended by it."""
        future = self._next()
        number, _ = self._given.pop(str(future.key))
        if future.cancelled():
            raise self._left()
        try:
            return number, future.result(PATIENCE)
        except KilledWorker:
            return number, None
        except OtherProgram:
            raise WrongUse(_other(self._address)) from None
        except OSError:  # a TimeoutError is one
            raise self._left() from None

    def end(self) -> None:
        """Take back what was not done, and what the workers went by; from a cluster that is lost nothing."""
        with suppress(Exception):  # a scheduler that is gone has nothing of ours left either
            if not self._lost:
                _within(_ANSWER, partial(self._client.cancel, [future for _, future in self._given.values()]))
                _within(_ANSWER, partial(self._client.unregister_worker_plugin, self._name))
        with suppress(Exception):
            self._client.close(timeout=_LOOK)

    def _next(self) -> Any:
        """The next that is done. NobodyLeft where no worker has come for as long as we wait for one, or all hang."""
        began = seen = time.monotonic()
        while time.monotonic() - seen < _COME:
            with suppress(Empty):
                return self._done.get(timeout=_LOOK)
            if time.monotonic() - began > PATIENCE:
                raise self._left()
            with suppress(Exception):  # the scheduler does not answer: as though it had no workers
                self._many = len(_within(_ANSWER, self._client.nthreads))
                seen = time.monotonic() if self._many else seen
        raise self._left()

    def _left(self) -> NobodyLeft:
        """That nobody is there any more, which is said on the screen."""
        self._lost = True
        self._say(f"The cluster at {self._address} brings nothing any more: this process goes on without it.")
        return NobodyLeft()


def _within(seconds: float, ask: Callable[[], Any]) -> Any:
    """What a cluster answers; TimeoutError where it does not in time, as when it is stopped: Dask waits for ever."""
    found: SimpleQueue[tuple[bool, Any]] = SimpleQueue()

    def answered() -> None:
        try:
            found.put((True, ask()))
        except Exception as fault:
            found.put((False, fault))

    Thread(target=answered, daemon=True).start()
    try:
        good, answer = found.get(timeout=seconds)
    except Empty:
        raise TimeoutError from None
    if not good:
        raise answer
    return answer


def _connected(address: str) -> Any:
    """The scheduler at an address; WrongUse if nobody answers there."""
    try:
        start: Any = Client
        return start(address, timeout=_ANSWER, set_as_default=False)
    except (ValueError, AssertionError):
        reason = f"'{address}' is no address of a scheduler: one is written as tcp://name:8786."
    except Exception:
        reason = _NO_ANSWER.format(address=address)
    raise WrongUse(reason)


def _fit(client: Any, address: str) -> list[str]:
    """The workers of a cluster; WrongUse where there are none, or some are not what we are."""
    here = f"{sys.version_info.major}.{sys.version_info.minor}"
    with suppress(Exception):
        client.wait_for_workers(1, timeout=_ANSWER)
    try:
        pythons = {where: _minor(about) for where, about in _within(PATIENCE, client.get_versions)["workers"].items()}
        _refuse(f"Python {here}", (where for where, python in pythons.items() if python != here), address)
        programs: dict[str, Any] = _within(PATIENCE, partial(client.run, program, on_error="return"))
        programs_there = programs | {"": _within(PATIENCE, partial(client.run_on_scheduler, program))}
    except WrongUse:
        raise
    except TimeoutError:
        raise WrongUse(_NO_ANSWER.format(address=address)) from None
    except Exception:
        raise WrongUse(_other(address)) from None
    _refuse("this version of the program", (w for w, each in programs_there.items() if each != _ours()), address)
    if not programs:
        raise WrongUse(f"The scheduler at {address} has no workers. Start some, such as 'dask worker {address}'.")
    return list(programs)


def _ours() -> str:
    """What tells this version of the program from another."""
    return program()


def _minor(about: Any) -> str:
    return ".".join(str(about["host"]["python"]).split(".")[:2])


def _refuse(what: str, others: Iterable[str], address: str) -> None:
    """WrongUse for the first of those that do not have what is needed; '' is the scheduler."""
    first = next(iter(sorted(others, key=lambda where: (not where, where))), None)
    if first is not None:
        who = f"The worker {first}" if first else "The scheduler"
        raise WrongUse(f"{who} of the cluster at {address} does not have {what}. {_INSTALL}")


def _other(address: str) -> str:
    return f"The cluster at {address} does not have this version of the program throughout. {_INSTALL}"


_NO_ANSWER = "No scheduler answers at {address}. Check the address, and that the cluster is running."
_INSTALL = "Install the same version of the program and of Python on all its workers and on the scheduler."
