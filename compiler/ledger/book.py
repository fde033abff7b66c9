"""The ledger of a year, `ledger.toml`: what was received, accepted and published, read with every mistake placed."""

from __future__ import annotations

from compiler.domain.acceptance import LEDGER, Accepted, Ledger, Published, Received
from compiler.domain.period import EARLIEST, Year
from compiler.domain.regex import regex
from compiler.ledger.tables import entries, read_tables
from compiler.profile.build import Problem, Problems
from compiler.profile.department import Department
from compiler.profile.model import Profile

TABLES = ("received", "accepted", "published")
_HASH = regex(r"[0-9a-f]{64}")


def read_ledger(
    text: str, department: Department, profile: Profile, file: str = LEDGER
) -> Ledger | tuple[Problem, ...]:
    """What a ledger's text says, or everything that is wrong in it."""
    problems = Problems(file, text)
    tables = read_tables(text, TABLES, problems)
    received = entries(Received, "received", tables, problems)
    accepted = entries(Accepted, "accepted", tables, problems)
    published = entries(Published, "published", tables, problems)
    periods = {period.name for period in Year(EARLIEST).periods(profile.calendar.periods)}
    every: list[tuple[str, Received | Accepted | Published]] = [*received, *accepted, *published]
    for path, entry in every:
        if entry.period not in periods:
            problems.add(f"{path}.period", f"'{entry.period}' is no period of the year")
        if not _HASH.fullmatch(entry.sha256):
            problems.add(f"{path}.sha256", "should be the 64 figures and letters of a SHA-256")
    divisions = {division.key for division in department.divisions}
    returned: list[tuple[str, Received | Accepted]] = [*received, *accepted]
    for path, each in returned:
        if each.division not in divisions:
            there = ", ".join(sorted(divisions))
            problems.add(f"{path}.division", f"there is no division '{each.division}'; there are {there}")
    return tuple(problems.found) or Ledger(
        tuple(each for _, each in received), tuple(each for _, each in accepted), tuple(each for _, each in published)
    )
