"""Workers: other processes, here or on a cluster, that do pieces of work, each piece bytes in and bytes out."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Protocol, TypeAlias

from compiler.domain.frozen import dataclass, field

FEWEST = 60
"""Workbooks from which on a further process pays: it takes 0.25 s to start, in which this one reads a dozen."""
PATIENCE = 120.0
"""Seconds in which something comes of work that takes a fraction of one: whoever brings nothing for so long hangs."""
LEFT = b""
"""What is taken in place of a piece that whoever had it does not do, though nobody died of it."""

Say: TypeAlias = Callable[[str], None]
"""Says a line on the screen."""


def say_nothing(line: str) -> None:
    """Say nothing."""


class NobodyLeft(Exception):
    """No worker could be started, or none stays: what is to be done is to be done by whoever hands it out."""


class Workers(Protocol):
    """Processes that all know the same settings and are handed one piece of work after the other.

    Whoever hands out the work may give as many pieces as there is `room` for before taking the next that is done.
    """

    helped: bool
    """Whether whoever hands out the work does some of it too, when nothing is done that could be taken."""

    def together(self, divisions: int) -> int:
        """How many divisions the next piece of work is to hold, where there are still so many."""

    def room(self) -> int:
        """How many more pieces they take now without any lying about."""

    def ready(self) -> bool:
        """Whether there is any that could be taken without waiting."""

    def give(self, number: int, work: bytes) -> None:
        """Hand out a piece of work, under a number that is not used for another while it is not done."""

    def take(self) -> tuple[int, bytes | None]:
        """The next piece that is done, whichever it is; None where the process died that was at it, LEFT where it hung.

        NobodyLeft where there is no worker any more. Nothing is waited for without limit.
        """

    def end(self) -> None:
        """Let all of them go at once, whatever they are at."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for: so many processes (0: as many as pay), or a cluster's scheduler by its address.

    `say` tells of those that are lost meanwhile; what comes out is the same.
    """

    workers: int = 0
    scheduler: str = ""
    say: Say = field(default=say_nothing, compare=False, repr=False)

    def many(self, workbooks: int) -> int:
        """How many processes are to read so many workbooks; 1 is this one alone."""
        if self.workers:
            return self.workers
        return 1 if workbooks < FEWEST else cores()


ALONE = Asked(1)
"""Everything is done in this process."""


def cores() -> int:
    """The cores that this process may use."""
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed else os.cpu_count() or 1
