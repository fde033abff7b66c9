"""Milestones: the steps of an action, each on a row of its own under the reference of its action."""

from __future__ import annotations

from collections.abc import Mapping

from compiler.domain.record import Kind, Record
from compiler.domain.returned import Return
from compiler.domain.text import fold_once


def milestones_of(book: Return) -> Mapping[str, tuple[Record, ...]]:
    """The milestones of each action, by the action's mark or, where it has none, its reference; in the sheet's order.

    Where two plans have the reference, the milestone's own plan counts. A milestone whose action the workbook has not
    got, or has twice, is under ''.
    """
    milestones = list(book.of(Kind.MILESTONE))
    actions: dict[str, list[Record]] = {}
    for action in book.of(Kind.ACTION) if milestones else ():
        actions.setdefault(fold_once(action.text("reference")), []).append(action)
    found: dict[str, list[Record]] = {}
    for step in milestones:
        same = actions.get(fold_once(step.text("of_action")), [])
        named = same if len(same) == 1 else [action for action in same if action.plan == step.plan]
        parent = (named[0].identity or named[0].text("reference")) if len(named) == 1 else ""
        found.setdefault(parent, []).append(step)
    return {parent: tuple(steps) for parent, steps in found.items()}
