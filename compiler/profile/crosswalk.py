"""A crosswalk between two departments' plans: which rows of one are, or are near to, which of the other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from compiler.domain.frozen import dataclass
from compiler.domain.record import Kind
from compiler.domain.text import fold
from compiler.profile.build import Problem, Problems, build
from compiler.profile.toml import NotToml, read_toml

CROSSWALK = "crosswalk.toml"
"""The file in a department's folder that holds its crosswalk."""


@dataclass(frozen=True, slots=True)
class Crossing:
    """One line: the row of this plan (`here`), that of the other (`there`), and how they relate.

    `kind` is 'same' (the same words or nearly), 'near' (the same aim, narrower, wider or in other words) or 'none' (the
    row that is named is alone with it; the other side is blank). `why` says what is different, in our words.
    """

    kind: Literal["same", "near", "none"]
    here: str = ""
    there: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """All the lines between the plans of a department in `from_year` and of another, `department`, in `to_year`.

    `kind` is what the rows are; objectives are named by their numbers, other rows by their references.
    """

    department: str
    from_year: str
    to_year: str
    rows: tuple[Crossing, ...]
    kind: Kind = Kind.OBJECTIVE

    def across(self, here: str) -> tuple[Crossing, ...]:
        """The lines from a row of this plan to the other."""
        return tuple(row for row in self.rows if row.here and fold(row.here) == fold(here))

    def back(self, there: str) -> tuple[Crossing, ...]:
        """The lines from a row of the other plan to this one."""
        return tuple(row for row in self.rows if row.there and fold(row.there) == fold(there))


def read_crosswalk(text: str, file: str) -> tuple[Crosswalk | None, tuple[Problem, ...]]:
    """The crosswalk that a file holds, and all that is wrong in it with its line; None where it cannot be used."""
    try:
        table: Mapping[str, Any] = read_toml(text)
    except NotToml as fault:
        return None, (Problem(file, "", str(fault)),)
    problems = Problems(file, text)
    made = build(Crosswalk, table, "", problems)
    for number, row in enumerate(made.rows if made else (), 1):
        wrong = _wrong(row)
        if wrong:
            problems.add(f"rows[{number}]", wrong)
    return (None if problems.found else made), tuple(problems.found)


def _wrong(row: Crossing) -> str:
    """What is wrong with a line, in words; '' where nothing is."""
    if row.kind == "none" and bool(row.here) == bool(row.there):
        return "of the kind 'none' a line names the one row that stands alone: 'here' or 'there'"
    if row.kind != "none" and not (row.here and row.there):
        return f"of the kind '{row.kind}' a line names both rows: 'here' and 'there'"
    return ""
