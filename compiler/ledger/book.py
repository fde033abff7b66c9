"""The ledger of a year, `ledger.toml`: what was received, accepted and published, read with every mistake placed."""

from __future__ import annotations

import re
import tomllib
from typing import Any, TypeVar

from compiler.domain.acceptance import Accepted, Ledger, Published, Received
from compiler.domain.origin import Origin
from compiler.domain.period import EARLIEST, Year
from compiler.domain.text import nearest
from compiler.profile.build import Problem, Problems, build
from compiler.profile.department import Department
from compiler.profile.model import Profile

LEDGER = "ledger.toml"
TABLES = ("received", "accepted", "published")
_HASH = re.compile(r"[0-9a-f]{64}")
T = TypeVar("T", Received, Accepted, Published)


def read_ledger(
    text: str, department: Department, profile: Profile, file: str = LEDGER
) -> Ledger | tuple[Problem, ...]:
    """What a ledger's text says, or everything that is wrong in it."""
    problems = Problems(file, text)
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        problems.add("", f"the file cannot be read as TOML: {fault}")
        return tuple(problems.found)
    for name in tables:
        if name not in TABLES:
            close = nearest(name, TABLES)
            problems.add(name, f"'{name}' is not known here{f'; did you mean {close!r}?' if close else ''}")
    check = _Check(department, profile, problems)
    ledger = Ledger(
        received=_listed(Received, "received", tables, check),
        accepted=_listed(Accepted, "accepted", tables, check),
        published=_listed(Published, "published", tables, check),
    )
    return tuple(problems.found) or ledger


class _Check:
    """What the entries of a ledger are held against."""

    def __init__(self, department: Department, profile: Profile, problems: Problems) -> None:
        self.divisions = {division.key for division in department.divisions}
        self.periods = {period.name for period in Year(EARLIEST).periods(profile.calendar.periods)}
        self.problems = problems

    def entry(self, path: str, each: Received | Accepted | Published) -> None:
        if each.period not in self.periods:
            self.problems.add(f"{path}.period", f"'{each.period}' is no period of the year")
        if not _HASH.fullmatch(each.sha256):
            self.problems.add(f"{path}.sha256", "should be the 64 figures and letters of a SHA-256")
        if not isinstance(each, Published) and each.division not in self.divisions:
            there = ", ".join(sorted(self.divisions))
            self.problems.add(f"{path}.division", f"there is no division '{each.division}'; there are {there}")


def _listed(kind: type[T], name: str, tables: dict[str, Any], check: _Check) -> tuple[T, ...]:
    problems = check.problems
    listed = tables.get(name, [])
    if not isinstance(listed, list):
        problems.add(name, f"should be written as [[{name}]], once for each")
        return ()
    made = []
    for number, table in enumerate(listed, 1):
        path = f"{name}[{number}]"
        if not isinstance(table, dict):
            problems.add(path, f"should be a table [[{name}]]")
            continue
        each = build(kind, table, path, problems, origin=Origin(problems.file, "", problems.line(path)))
        if each is not None:
            check.entry(path, each)
            made.append(each)
    return tuple(made)
