"""A department's own settings: its profile, its divisions, who returns what, its deadlines and names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import cached_property

from compiler.domain.frozen import dataclass, field
from compiler.domain.period import Period
from compiler.domain.returned import Return
from compiler.domain.text import fold


@dataclass(frozen=True, slots=True)
class Division:
    """One division that returns a workbook: its key, its name, the tier of its own plan, and its file's name.

    `lead` marks the one that also returns the rows of tiers whose `returned_by` is 'lead'. `from_year` and `to_year`
    ('2008-09') limit the years in which it returns; blank means always.
    """

    key: str
    name: str
    tier: str
    short: str = ""
    file: str = ""
    aliases: tuple[str, ...] = ()
    lead: bool = False
    from_year: str = ""
    to_year: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Everything that it is called: its key, its name, short and other names."""
        return tuple(name for name in (self.key, self.name, self.short, *self.aliases) if name)

    def returns_in(self, year: str) -> bool:
        """Whether the division returns a workbook in that year ('2008-09')."""
        return (not self.from_year or self.from_year <= year) and (not self.to_year or year <= self.to_year)


@dataclass(frozen=True, slots=True)
class Deadline:
    """When the returns of a period are due, and when the report goes to the meeting.

    `meetings` are the days on which other bodies get papers of their own, by the keys of the profile's audiences.
    """

    due: dt.date | None = None
    meeting: dt.date | None = None
    meetings: Mapping[str, dt.date] = field(default_factory=dict)


@dataclass(frozen=True)
class Department:
    """A department as its `department.toml` gives it.

    `deadlines` and `notices` are keyed by year and period ('2008-09/Q1'); a notice is printed on every page and
    sheet of that period (and keyed by '2008-09' alone, on every one of the year).
    """

    key: str
    council: str
    name: str
    profile: str
    divisions: tuple[Division, ...]
    deadlines: Mapping[str, Deadline] = field(default_factory=dict)
    notices: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)

    def division(self, key: str) -> Division | None:
        """The division of that key."""
        return self._by_key.get(key)

    @cached_property
    def _by_key(self) -> Mapping[str, Division]:
        return {division.key: division for division in reversed(self.divisions)}

    @cached_property
    def _by_name(self) -> Mapping[str, Division]:
        """The first division with each name, in the order of the divisions."""
        names: dict[str, Division] = {}
        for division in self.divisions:
            for name in division.names:
                names.setdefault(fold(name), division)
        return names

    def named(self, words: str, beginning: bool = False) -> Division | None:
        """The division that words name: by its key, a name or an alias, whatever their case and spacing.

        With `beginning` the first words of a name will do, where only one division is called so.
        """
        wanted = fold(words)
        exact = self._by_name.get(wanted)
        if exact or not beginning or not wanted:
            return exact
        begun = {each.key for name, each in self._by_name.items() if name.startswith(wanted)}
        return self.division(begun.pop()) if len(begun) == 1 else None

    def of_file(self, workbook: str, or_name: bool = False) -> Division | None:
        """The first division whose file has the name of a workbook, in whatever folder and of whatever kind.

        With `or_name` one that is itself called as the workbook is will do too.
        """
        stem = fold(workbook.rsplit("/", 1)[-1].rsplit(".", 1)[0])
        return (self._by_file_or_name if or_name else self._by_file).get(stem)

    @cached_property
    def _by_file(self) -> Mapping[str, Division]:
        return {_stem(each): each for each in reversed(self.divisions) if each.file}

    @cached_property
    def _by_file_or_name(self) -> Mapping[str, Division]:
        return {stem: each for each in reversed(self.divisions) for stem in (_stem(each), fold(each.name))}

    def expected(self, year: str) -> tuple[Division, ...]:
        """The divisions whose returns are expected in a year."""
        return tuple(division for division in self.divisions if division.returns_in(year))

    def notice(self, year: str, period: str) -> str:
        """The notice for a period, such as that its figures are illustrative; '' when there is none."""
        return self.notices.get(f"{year}/{period}", self.notices.get(year, ""))

    def meeting(self, period: Period) -> dt.date | None:
        """The day on which a period is reported to the members, where it is set."""
        deadline = self.deadlines.get(f"{period.year.name}/{period.name}")
        return deadline.meeting if deadline else None

    def in_order(self, books: Iterable[Return]) -> list[Return]:
        """Workbooks in the order of the divisions, whatever order they were handed in."""
        order = {division.key: place for place, division in enumerate(self.divisions)}
        return sorted(books, key=lambda book: (order.get(book.division, len(order)), book.workbook))


def _stem(division: Division) -> str:
    """The name of a division's file without its ending."""
    return fold(division.file.rsplit(".", 1)[0])
