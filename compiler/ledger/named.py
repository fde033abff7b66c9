"""Decisions as people write them, with names, made to speak of the department's own keys."""

from __future__ import annotations

from compiler.domain.decision import Amendment, Decisions, Settlement, Waiver
from compiler.domain.frozen import replace
from compiler.domain.period import read_period, read_year
from compiler.domain.question import Question
from compiler.domain.text import fold, nearest
from compiler.ledger.decisions import FILE
from compiler.profile.build import Problem
from compiler.profile.department import Department
from compiler.profile.model import Column, Profile


def with_keys(decided: Decisions, department: Department, profile: Profile) -> Decisions | tuple[Problem, ...]:
    """The decisions with divisions, tiers, columns, years and periods as the settings call them.

    A division may be written by any of its names, a column by its heading. What names none is told at its line.
    """
    named = _Named(department, profile)
    made = Decisions(
        waivers=tuple(map(named.waiver, decided.waivers)),
        settlements=tuple(map(named.settlement, decided.settlements)),
        amendments=tuple(map(named.amendment, decided.amendments)),
        approvals=tuple(replace(each, year=named.year(each.year, each.origin.row)) for each in decided.approvals),
        questions=tuple(map(named.question, decided.questions)),
    )
    return tuple(named.problems) or made


def column_named(profile: Profile, words: str) -> Column | None:
    """The column that words name: by its key, its heading or an alias, on whatever sheet."""
    columns = [column for sheet in profile.sheets for column in sheet.columns]
    by_key = next((column for column in columns if column.key == words), None)
    wanted = fold(words)
    return by_key or next((c for c in columns if wanted in map(fold, (_bare(c.heading), c.heading, *c.aliases))), None)


def _bare(heading: str) -> str:
    return heading.split("{")[0]


class _Named:
    """Finds what words name, and notes those that name nothing."""

    def __init__(self, department: Department, profile: Profile) -> None:
        self.department, self.profile = department, profile
        self.problems: list[Problem] = []

    def waiver(self, waiver: Waiver) -> Waiver:
        return replace(waiver, division=self.division(waiver.division, waiver.origin.row) if waiver.division else "")

    def question(self, each: Question) -> Question:
        return replace(each, division=self.division(each.division, each.origin.row) if each.division else "")

    def settlement(self, each: Settlement) -> Settlement:
        line = each.origin.row
        return replace(
            each,
            year=self.year(each.year, line),
            period=self.period(each.year, each.period, line),
            column=self.column(each.column, line),
            between=tuple(self.side(side, line) for side in each.between),
        )

    def amendment(self, each: Amendment) -> Amendment:
        line = each.origin.row
        return replace(
            each,
            year=self.year(each.year, line),
            division=self.division(each.division, line),
            column=self.column(each.column, line),
            plan=self.tier(each.plan, line) if each.plan else "",
        )

    def year(self, words: str, line: int) -> str:
        year = read_year(words, self.profile.calendar.starts)
        return year.name if year else self._no("year", words, line, "Write it as 2008-09.")

    def period(self, year: str, words: str, line: int) -> str:
        calendar = self.profile.calendar
        period = read_period(words, read_year(year, calendar.starts), calendar.periods, calendar.starts)
        return period.name if period else self._no("period", words, line, "Write it as Q1.")

    def division(self, words: str, line: int) -> str:
        division = self.department.named(words, beginning=True)
        if division is not None:
            return division.key
        close = nearest(words, [each.name for each in self.department.divisions])
        there = ", ".join(each.name for each in self.department.divisions)
        return self._no(
            "division called", words, line, (f"Did you mean '{close}'? " if close else "") + f"There are: {there}."
        )

    def tier(self, words: str, line: int) -> str:
        tier = next((each for each in self.profile.tiers if fold(words) in (fold(each.key), fold(each.name))), None)
        there = ", ".join(each.key for each in self.profile.tiers)
        return tier.key if tier else self._no("plan called", words, line, f"There are: {there}.")

    def side(self, words: str, line: int) -> str:
        tier, _, division = words.partition("/")
        return f"{self.tier(tier, line)}/{self.division(division, line)}"

    def column(self, words: str, line: int) -> str:
        column = column_named(self.profile, words)
        if column is not None:
            return column.key
        headings = [each.heading for sheet in self.profile.sheets for each in sheet.columns]
        close = nearest(words, headings)
        return self._no(
            "column called", words, line, f"Did you mean '{close}'?" if close else "Write it as its heading."
        )

    def _no(self, what: str, words: str, line: int, hint: str) -> str:
        self.problems.append(Problem(FILE, "", f"There is no {what} '{words}'. {hint}", line))
        return words
