"""The department's `decisions.toml`: what was decided, read with every mistake placed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from compiler.domain.decision import NOTHING_DECIDED, Amendment, Approval, Decisions, Settlement, Waiver
from compiler.ledger.tables import entries, read_tables
from compiler.profile.build import Problem, Problems

FILE = "decisions.toml"
TABLES = ("waivers", "settlements", "amendments", "approvals")

__all__ = ["FILE", "NOTHING_DECIDED", "TABLES", "Decisions", "read_decisions"]


def read_decisions(
    text: str, known: Callable[[str], bool], can_waive: Callable[[str], bool]
) -> Decisions | tuple[Problem, ...]:
    """The decisions of a file's text, or everything that is wrong in it.

    `known` says whether a code is a rule's, `can_waive` whether its findings may be let stand (a file that cannot be
    used may not).
    """
    problems = Problems(FILE, text)
    tables = read_tables(text, TABLES, problems)
    waivers = [(at, replace(each, code=each.code.upper())) for at, each in entries(Waiver, "waivers", tables, problems)]
    settlements = entries(Settlement, "settlements", tables, problems)
    amendments = entries(Amendment, "amendments", tables, problems)
    approvals = entries(Approval, "approvals", tables, problems)
    for at, waiver in waivers:
        _check_waiver(at, waiver, known, can_waive, problems)
    for at, settlement in settlements:
        _check_settlement(at, settlement, problems)
    for at, amendment in amendments:
        if not (amendment.reference or amendment.mark):
            problems.add(at, "name the row by its 'reference', or by its 'mark' where it has none")
    return tuple(problems.found) or Decisions(
        waivers=tuple(each for _, each in waivers),
        settlements=tuple(each for _, each in settlements),
        amendments=tuple(each for _, each in amendments),
        approvals=tuple(each for _, each in approvals),
    )


def _check_waiver(
    at: str, waiver: Waiver, known: Callable[[str], bool], can_waive: Callable[[str], bool], problems: Problems
) -> None:
    if not known(waiver.code):
        problems.add(f"{at}.code", f"there is no finding with the code '{waiver.code}'")
    elif not can_waive(waiver.code):
        problems.add(f"{at}.code", f"{waiver.code} is about a whole file and cannot be waived")


def _check_settlement(at: str, settlement: Settlement, problems: Problems) -> None:
    if len(settlement.between) != len(settlement.said) or len(set(settlement.between)) < 2:
        problems.add(f"{at}.said", "should have, for each of the sides named in 'between', what it had typed")
