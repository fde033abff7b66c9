"""Milestones: the steps of an action, each on a row of its own under the reference of its action."""

from __future__ import annotations

from collections.abc import Mapping

from compiler.domain.record import Kind, Record
from compiler.domain.returned import Return
from compiler.domain.text import fold


def milestones_of(book: Return) -> Mapping[str, tuple[Record, ...]]:
    """The milestones of each action, by the action's mark or, where it has none, its reference; in the sheet's order.

    Where two plans have the reference, the milestone's own plan counts. A milestone whose action the workbook has not
    got, or has twice, is under ''.
    """
    actions: dict[str, list[Record]] = {}
    for action in book.of(Kind.ACTION):
        actions.setdefault(fold(action.text("reference")), []).append(action)
    found: dict[str, list[Record]] = {}
    for step in book.of(Kind.MILESTONE):
        same = actions.get(fold(step.text("of_action")), [])
        named = same if len(same) == 1 else [action for action in same if action.plan == step.plan]
        parent = (named[0].identity or named[0].text("reference")) if len(named) == 1 else ""
        found.setdefault(parent, []).append(step)
    return {parent: tuple(steps) for parent, steps in found.items()}
