"""What the council's profile makes of a rule: its weight, or none, and the period in which it is brought in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Literal

from compiler.domain.frozen import dataclass
from compiler.domain.period import Period, Year, read_period, read_year

if TYPE_CHECKING:  # what reads settings is loaded where they are read
    from compiler.profile.build import Problems

Weight = Literal["error", "warning", "note", "off"]


@dataclass(frozen=True, slots=True)
class Weighing:
    """The weight of one rule, and the period since which it is told (None: always).

    In that first period it is at most a warning, so that teams learn of it before it can hold up a report.
    """

    weight: Weight
    since: Period | None = None

    def at(self, period: Period | None, year: Year) -> Weight:
        """The weight in a period, or in a plan that is checked for its year alone."""
        if self.since is None:
            return self.weight
        if (period < self.since) if period is not None else (year < self.since.year):
            return "off"
        return "warning" if self.weight == "error" and self.is_new(period, year) else self.weight

    def is_new(self, period: Period | None, year: Year) -> bool:
        """Whether this is the first period in which the rule is told."""
        if self.since is None:
            return False
        return period == self.since if period is not None else year == self.since.year


@dataclass(frozen=True, slots=True)
class _Set:
    weight: Weight
    since: str = ""


def read_weighings(
    table: Any,
    starts: int,
    parts: int,
    known: Callable[[str], bool],
    problems: Problems,
    fixed: Callable[[str], bool] = lambda code: False,
) -> dict[str, Weighing]:
    """The rules of `[severity]`, each with a weight or a table of `weight` and `since`.

    `starts` and `parts` are the first month and the number of periods of the council's year; `known` says whether a
    rule has a code, `fixed` whether its weight cannot be changed, because a workbook that it is about is not used.
    """
    from compiler.profile.build import build

    found: dict[str, Weighing] = {}
    if not isinstance(table, Mapping):
        problems.add("severity", f"should be a table, but '{table}' stands there")
        return found
    for code, setting in table.items():
        path = f"severity.{code}"
        if not known(code):
            problems.add(path, f"no rule has the code '{code}'; compile check prints the codes with its findings")
        elif fixed(code):
            problems.add(path, f"'{code}' is about a whole file that cannot be used, so its weight stays; leave it out")
        said = build(_Set, setting if isinstance(setting, Mapping) else {"weight": setting}, path, problems)
        if said is not None:
            since = _period(said.since, starts, parts)
            if said.since and since is None:
                example = Period(Year(2008, starts), 2, parts)
                form = f"{example.year.name}/{example.name}"
                problems.add(f"{path}.since", f"'{said.since}' is no period of this council; write it like '{form}'")
            found[code.strip().upper()] = Weighing(said.weight, since)
    return found


def _period(words: str, starts: int, parts: int) -> Period | None:
    """The period of '2008-09/Q2' or 'Quarter 2 2008/09', of a year alone its first; None where the words name none."""
    whole = read_year(words, starts)
    if whole is not None:
        return whole.periods(parts)[0]
    left, _, right = words.rpartition("/")
    year = read_year(left, starts)
    return read_period(words, None, parts, starts) if year is None else read_period(right, year, parts, starts)
