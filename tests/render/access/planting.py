"""Faults planted in readable papers: each with its rule's code and, as its docstring, all that must be said of it."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from compiler.render.access import Barrier

Plant = TypeVar("Plant", bound=Callable[..., object])


@dataclass
class Planted(Generic[Plant]):
    """The faults of one kind of paper, in the order in which they stand."""

    faults: list[tuple[str, Plant]] = field(default_factory=list)

    def __call__(self, code: str) -> Callable[[Plant], Plant]:
        def take(plant: Plant) -> Plant:
            self.faults.append((code, plant))
            return plant

        return take


def expected(plant: Callable[..., object]) -> str:
    """What must be said of a planted fault: its docstring, a line for each finding."""
    return inspect.cleandoc(plant.__doc__ or "")


def said(barriers: tuple[Barrier, ...]) -> str:
    """What is said of a paper, a line for each finding: its code, place and words."""
    return "\n".join(f"{each.code} · {_place(each)}: {each.point.found}" for each in barriers)


def _place(barrier: Barrier) -> str:
    place = barrier.point.place
    return ", ".join(part for part in (place.section, place.words) if part) or "the whole file"
