"""The text sources: printed plans and returns as reviewable TOML, and the repairs of what the scanner damaged."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from compiler.returns.form import Shown, Words

REPAIR_COLUMNS = ("file", "at", "key", "before", "after", "why")
BULLET = "• "
_FILE_KEYS = {
    "document", "plan", "division", "title", "year", "quarter", "headings", "defaults",
    "prepared_by", "prepared_on", "checked_by", "checked_on",
}  # fmt: skip
_TABLES = {
    "objectives", "outcomes", "routes", "actions", "milestones", "indicators", "risks",
    "resources", "narrative", "totals", "legend",
}  # fmt: skip


class SourceFault(Exception):
    """A text source that cannot be transcribed; the message names the file and the place in it."""


SourceRow = dict[str, Words]
"""One row of a text source: its cells by key, and with them 'at' (where it was printed), 'doubt' and the like."""


@dataclass(frozen=True, slots=True)
class Source:
    """One text source: what it says of itself, and its rows by table."""

    name: str
    path: Path
    said: Mapping[str, Any]
    tables: Mapping[str, list[SourceRow]]

    def text(self, key: str) -> str:
        """What the file says under a key, '' if nothing."""
        return str(self.said.get(key, ""))


@dataclass(frozen=True, slots=True)
class Repair:
    """One certain damage of the scanner: in the row `at` of `file`, the words `before` under `key` become `after`."""

    file: str
    at: str
    key: str
    before: str
    after: str
    why: str
    place: str


def read_source(path: Path) -> Source:
    """Read one text source; raises SourceFault for what is no TOML, an unknown key or a value of no use."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as fault:
        raise SourceFault(f"{path}: {fault}") from fault
    unknown = sorted(set(table) - _FILE_KEYS - _TABLES)
    if unknown:
        raise SourceFault(f"{path}: unknown key '{unknown[0]}'; known are {', '.join(sorted(_FILE_KEYS | _TABLES))}")
    tables = {
        name: [_row(row, f"{path}, {name} {number}") for number, row in enumerate(table.get(name, []), 1)]
        for name in sorted(_TABLES)
    }
    return Source(path.stem, path, {key: table[key] for key in table if key in _FILE_KEYS}, tables)


def _row(row: Mapping[str, Any], place: str) -> SourceRow:
    return {key: read_words(value, f"{place}, {key}") for key, value in row.items()}


def read_words(value: Any, place: str) -> Words:
    """A value as a cell has it: a list becomes one line with a bullet for each item, {percent = 45.7} becomes 45.7%."""
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return "\n".join(BULLET + item for item in value)
    if isinstance(value, Mapping) and set(value) == {"percent"}:
        decimals = len(str(value["percent"]).partition(".")[2])
        return Shown(float(f"{value['percent']}e-2"), f"0.{'0' * decimals}%" if decimals else "0%")
    if isinstance(value, str | int | float | dt.date) and not isinstance(value, bool):
        return value
    raise SourceFault(f"{place}: a cell cannot hold {value!r}")


def read_repairs(path: Path) -> list[Repair]:
    """Read one list of repairs; raises SourceFault, naming the line, for a heading or a line of another shape."""
    lines = path.read_text(encoding="utf-8").splitlines()
    if not lines or tuple(lines[0].split("\t")) != REPAIR_COLUMNS:
        raise SourceFault(f"{path}, line 1: should hold the headings {', '.join(REPAIR_COLUMNS)}")
    repairs = []
    for number, line in enumerate(lines[1:], 2):
        cells = line.split("\t")
        if len(cells) != len(REPAIR_COLUMNS):
            raise SourceFault(f"{path}, line {number}: has {len(cells)} cells instead of {len(REPAIR_COLUMNS)}")
        file, at, key, before, after, why = cells
        repairs.append(Repair(file, at, key, before, after, why, f"{path}, line {number}"))
    return repairs


def repair(sources: Mapping[str, Source], repairs: Iterable[Repair]) -> None:
    """Apply each repair to the rows of its source; raises SourceFault unless it applies exactly once."""
    for each in repairs:
        if each.file not in sources:
            raise SourceFault(f"{each.place}: there is no text source called '{each.file}'")
        rows = [row for table in sources[each.file].tables.values() for row in table if row.get("at") == each.at]
        if not rows:
            raise SourceFault(f"{each.place}: no row of '{each.file}' stands at {each.at}")
        (_fill if not each.before else _replace)(rows, each)


def _replace(rows: list[SourceRow], each: Repair) -> None:
    found = [(row, str(row.get(each.key, "")).count(each.before)) for row in rows]
    times = sum(count for _, count in found)
    if times != 1:
        raise SourceFault(
            f"{each.place}: '{each.before}' stands {times} times under '{each.key}' at {each.at}, not once"
        )
    row = next(row for row, count in found if count)
    row[each.key] = str(row[each.key]).replace(each.before, each.after)


def _fill(rows: list[SourceRow], each: Repair) -> None:
    empty = [row for row in rows if not row.get(each.key)]
    if len(rows) != 1 or len(empty) != 1:
        raise SourceFault(f"{each.place}: '{each.key}' at {each.at} is not one empty cell, so nothing can be put there")
    empty[0][each.key] = each.after
