"""Which variants of a phrase can be used at all: its conditions tried on every case that they tell apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise, product
from math import prod

from compiler.profile.phrase_conditions import Compared, Fact, IsNone, Named, Test, comparisons, holds, names

_MOST = 20_000
"""So many cases are tried; a phrase with more of them is taken to be right."""
_SIZES = ("<", ">", "<=", ">=", "≤", "≥")


def never_reached(tests: Sequence[Test | None], numbers: frozenset[str]) -> tuple[int, ...]:
    """The places of the variants before which another always holds; None is a variant without a condition."""
    if len(tests) < 2:
        return ()
    held = _held([test for test in tests if test is not None], numbers)
    if prod(map(len, held.values())) > _MOST:
        return ()
    left = set(range(len(tests)))
    for case in (dict(zip(held, values, strict=True)) for values in product(*held.values())):
        left.discard(next((at for at, test in enumerate(tests) if test is None or holds(test, case)), -1))
        if not left:
            return ()
    return tuple(sorted(left))


def _held(tests: Sequence[Test], numbers: frozenset[str]) -> dict[str, list[Fact]]:
    """For each place what tells cases apart: a number at, under and over every limit; words; nothing."""
    sides = [each.right for test in tests for each in comparisons(test) if isinstance(each, Compared)]
    used = dict.fromkeys(name for test in tests for name in names(test))
    values = _values({side for side in sides if isinstance(side, float)} or {0.0}, len(numbers.intersection(used)))
    words = sorted({side for side in sides if isinstance(side, str)})
    return {name: [None, *(values if name in numbers else [*words, "…"])] for name in used}


def _values(limits: set[float], numbers: int) -> list[float]:
    """The limits, and between any two and beyond each end so many further ones that `numbers` can all differ there."""
    steps, at = range(1, numbers + 1), sorted(limits)
    between = [low + (high - low) * step / (numbers + 1) for low, high in pairwise(at) for step in steps]
    return sorted([*at, *between, *(at[0] - step for step in steps), *(at[-1] + step for step in steps)])


def wrongly_compared(test: Test, numbers: frozenset[str]) -> str:
    """What is compared with something of another kind, in words; '' where all is right."""
    return next(filter(None, (_wrong(each, numbers) for each in comparisons(test))), "")


def _wrong(each: Compared | IsNone, numbers: Iterable[str]) -> str:
    if isinstance(each, IsNone):
        return ""
    name, right = each.left.name, each.right
    number = right.name in numbers if isinstance(right, Named) else isinstance(right, float)
    said = right.name if isinstance(right, Named) else right
    if name in numbers and not number:
        return f"'{name}' is a number and '{said}' is not: they cannot be compared"
    if name not in numbers and (number or each.sign in _SIZES):
        return f"'{name}' holds words: compare it as {name} = 'words', or write {name} is not none"
    return ""
