"""What a whole process takes: processor time and the most memory, as the operating system counts them."""

from __future__ import annotations

import atexit
import os
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Cost:
    """What one process took: seconds of processor time, of it and of its children, megabytes at its peak, seconds of
    the clock, and how it ended."""

    seconds: float
    peak: float
    clock: float
    code: int


@cache
def compiled() -> str:
    """Where the modules lie compiled, as beside an installed program."""
    folder = tempfile.mkdtemp(prefix="compiled-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def cost(*arguments: str) -> Cost:
    """Run Python with these arguments, and wait; what it prints is thrown away.

    The process is spawned from this small one, because the system counts the parent's memory as the child's first.
    """
    import time

    settings = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0", "PYTHONPYCACHEPREFIX": compiled()}
    settings.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is compiled once and for all
    nowhere = os.open(os.devnull, os.O_RDWR)
    actions = [(os.POSIX_SPAWN_DUP2, nowhere, number) for number in range(2)]
    began = time.perf_counter()
    child = os.posix_spawn(sys.executable, [sys.executable, *arguments], settings, file_actions=actions)
    _, status, used = os.wait4(child, 0)
    os.close(nowhere)
    clock = time.perf_counter() - began
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, clock, os.waitstatus_to_exitcode(status))


def paired(
    commands: Sequence[Sequence[str]],
    rounds: int,
    before: Sequence[str] = (),
    ends: Sequence[int] = (0,),
    change: Callable[[int], None] = lambda turn: None,
) -> list[list[Cost]]:
    """The costs of several commands that take turns, so that other load hits all alike; the first turn is not counted.

    `before` are folders that each command finds gone, so that nothing is kept of what was done before; `change` is
    called with the number of each turn as it begins. A command that ends with a code that is not among `ends` is a
    RuntimeError.
    """
    costs: list[list[Cost]] = [[] for _ in commands]
    for turn in range(rounds + (rounds > 1)):
        change(turn)
        for place, command in enumerate(commands):
            for folder in before:
                shutil.rmtree(folder, ignore_errors=True)
            one = cost(*command)
            if one.code not in ends:
                raise RuntimeError(f"{' '.join(command)[:200]} ended with {one.code}")
            if turn or rounds == 1:
                costs[place].append(one)
    return costs


def ratio(ours: Sequence[Cost], theirs: Sequence[Cost]) -> float:
    """The median of the ratios of processor time, pair by pair."""
    return statistics.median(one.seconds / two.seconds for one, two in zip(ours, theirs, strict=True))


def seconds(costs: Sequence[Cost]) -> float:
    """The median processor time."""
    return statistics.median(each.seconds for each in costs)


def peak(costs: Sequence[Cost]) -> float:
    """The median of the most memory, in megabytes."""
    return statistics.median(each.peak for each in costs)
