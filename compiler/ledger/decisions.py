"""The department's `decisions.toml`: what was decided, read with every mistake placed."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

from compiler.domain.decision import NOTHING_DECIDED, Amendment, Approval, Decisions, Settlement, Waiver
from compiler.domain.origin import Origin
from compiler.domain.text import nearest
from compiler.profile.build import Problem, Problems, build

FILE = "decisions.toml"
TABLES = ("waivers", "settlements", "amendments", "approvals")
T = TypeVar("T", Waiver, Settlement, Amendment, Approval)

__all__ = ["FILE", "NOTHING_DECIDED", "TABLES", "Decisions", "read_decisions"]


def read_decisions(
    text: str, known: Callable[[str], bool], can_waive: Callable[[str], bool]
) -> Decisions | tuple[Problem, ...]:
    """The decisions of a file's text, or everything that is wrong in it.

    `known` says whether a code is a rule's, `can_waive` whether its findings may be let stand (a file that cannot be
    used may not).
    """
    problems = Problems(FILE, text)
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        problems.add("", f"the file cannot be read as TOML: {fault}")
        return tuple(problems.found)
    for name in tables:
        if name not in TABLES:
            close = nearest(name, TABLES)
            problems.add(name, f"'{name}' is not known here{f'; did you mean {close!r}?' if close else ''}")
    waivers = [(at, replace(each, code=each.code.upper())) for at, each in _listed(Waiver, "waivers", tables, problems)]
    settlements = _listed(Settlement, "settlements", tables, problems)
    amendments = _listed(Amendment, "amendments", tables, problems)
    approvals = _listed(Approval, "approvals", tables, problems)
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


def _listed(kind: type[T], name: str, tables: dict[str, Any], problems: Problems) -> list[tuple[str, T]]:
    """The tables [[name]] with their paths, each knowing the line on which it begins; one that is wrong is left out."""
    listed = tables.get(name, [])
    if not isinstance(listed, list):
        problems.add(name, f"should be written as [[{name}]], once for each")
        return []
    made = []
    for number, table in enumerate(listed, 1):
        path = f"{name}[{number}]"
        if not isinstance(table, dict):
            problems.add(path, f"should be a table [[{name}]]")
            continue
        each = build(kind, table, path, problems, origin=Origin(FILE, "", problems.line(path)))
        made += [] if each is None else [(path, each)]
    return made


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
