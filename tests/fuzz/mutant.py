"""What a mutation gives: changed bytes, and what may be said of the answer beforehand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Promise(Enum):
    """What must hold of the cells that are read from a mutant."""

    READ = "the file is read, and every cell is as it was"
    SAME = "if the file is read, every cell is as it was"
    OTHERS = "if the file is read, every cell but those touched is as it was"
    NOTHING = "nothing is known of its cells"


@dataclass(frozen=True)
class Mutant:
    """A changed file. `how` says what was done, `parts` are its parts where it is still an honest archive of them."""

    level: str
    how: str
    data: bytes
    promise: Promise = Promise.NOTHING
    touched: frozenset[str] = frozenset()
    parts: dict[str, bytes] | None = None


def some(random: Random, options: Sequence[T]) -> T:
    """One of the options; quicker than `choice`."""
    return options[int(random.random() * len(options))]


def upto(random: Random, most: int) -> int:
    """A number from 0 to below `most`."""
    return int(random.random() * most) if most > 0 else 0
