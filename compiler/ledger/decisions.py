"""The department's `decisions.toml`: what was decided, read with every mistake placed."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass, replace

from compiler.domain.decision import Waiver
from compiler.domain.origin import Origin
from compiler.domain.text import nearest
from compiler.profile.build import Problem, Problems, build

FILE = "decisions.toml"


@dataclass(frozen=True, slots=True)
class Decisions:
    """What a department decided: the findings that it lets stand."""

    waivers: tuple[Waiver, ...] = ()


NOTHING_DECIDED = Decisions()


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
        if name != "waivers":
            close = nearest(name, ["waivers"])
            problems.add(name, f"'{name}' is not known here{f'; did you mean {close!r}?' if close else ''}")
    listed = tables.get("waivers", [])
    if not isinstance(listed, list):
        problems.add("waivers", "should be written as [[waivers]], once for each")
        listed = []
    waivers = [_waiver(number, table, text, problems) for number, table in enumerate(listed, 1)]
    for number, waiver in enumerate(waivers, 1):
        if waiver is not None and not known(waiver.code):
            problems.add(f"waivers[{number}].code", f"there is no finding with the code '{waiver.code}'")
        elif waiver is not None and not can_waive(waiver.code):
            problems.add(f"waivers[{number}].code", f"{waiver.code} is about a whole file and cannot be waived")
    return tuple(problems.found) or Decisions(tuple(waiver for waiver in waivers if waiver is not None))


def _waiver(number: int, table: object, text: str, problems: Problems) -> Waiver | None:
    if not isinstance(table, dict):
        problems.add(f"waivers[{number}]", "should be a table [[waivers]]")
        return None
    waiver = build(Waiver, table, f"waivers[{number}]", problems, origin=Origin(FILE, "", _line(text, number)))
    return None if waiver is None else replace(waiver, code=waiver.code.upper())


def _line(text: str, number: int) -> int:
    """The line of the number-th [[waivers]]."""
    lines = [
        line for line, words in enumerate(text.splitlines(), 1) if words.replace(" ", "").startswith("[[waivers]]")
    ]
    return lines[number - 1] if number <= len(lines) else 0
