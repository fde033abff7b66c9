"""What is wrong in a department's settings though each of them can be read: names that two divisions share, periods
that do not exist, tiers that the profile has not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from compiler.domain.period import read_period, read_year
from compiler.domain.regex import regex
from compiler.domain.text import fold, nearest
from compiler.profile.build import Problems
from compiler.profile.department import Department, Division
from compiler.profile.model import Profile

_NO_KEY = regex(r'[<>:"/\\|?*\x00-\x1f\x7f]')
"""What no key has: it stands in the names of files."""


def check_department(department: Department, profile: Profile, problems: Problems) -> None:
    """Note what would silently leave out or mix up what a division returns, or print a period without its notice."""
    earlier: dict[str, dict[int, Division]] = defaultdict(dict)
    for number, division in enumerate(department.divisions, 1):
        place, called = f"divisions[{number}]", _called(division)
        alike = {other: each for words in called for other, each in earlier[words].items()}
        for key, message in (*_own(division, profile), *_shared(division, alike)):
            problems.add(f"{place}.{key}", message)
        for words in called:
            earlier[words][number] = division
    for table, keys, alone in (("deadlines", department.deadlines, False), ("notices", department.notices, True)):
        for key in keys:
            if not _is_period(key, profile, alone):
                example = "'2008-09/Q1', or '2008-09' for the whole year" if alone else "'2008-09/Q1'"
                problems.add(f"{table}.{key}", f"'{key}' is no period of this format; one is written as {example}")


def _own(division: Division, profile: Profile) -> Iterator[tuple[str, str]]:
    if not division.key.strip():
        yield "key", "a division needs a key, a short word of its own"
    elif found := _NO_KEY.search(division.key):
        yield "key", f"'{division.key}' has {found.group()!r} in it, which no name of a file can have"
    if not division.name.strip():
        yield "name", "a division needs a name"
    tiers = [tier.key for tier in profile.tiers]
    if division.tier not in tiers:
        close = nearest(division.tier, tiers)
        hint = f"did you mean '{close}'?" if close else f"there are {', '.join(tiers)}"
        yield "tier", f"there is no tier '{division.tier}' in the profile; {hint}"
    for key, year in (("from_year", division.from_year), ("to_year", division.to_year)):
        if year and not _is_year(year, profile):
            yield key, f"'{year}' is no year; one is written as '2008-09'"
    if division.to_year and division.from_year > division.to_year:
        yield "to_year", f"'{division.to_year}' lies before its first year, '{division.from_year}'"


def _called(division: Division) -> frozenset[str]:
    """All that a division and its file are called, for those that share any of it to be looked up."""
    return frozenset(map(fold, (division.key, *division.names, division.file or division.key)))


def _shared(division: Division, earlier: Mapping[int, Division]) -> Iterator[tuple[str, str]]:
    """What an earlier division has too: a key in any year, a name or a file in a year in which both return."""
    for number, other in sorted(earlier.items()):
        if division.key == other.key:
            yield "key", f"'{division.key}' is the key of divisions[{number}], '{other.name}', too"
        if not _both_return(division, other):
            continue
        taken = {fold(name) for name in other.names}
        for key, names in (("name", (division.name,)), ("short", (division.short,)), ("aliases", division.aliases)):
            for name in names:
                if name and fold(name) in taken:
                    yield key, f"'{name}' is what divisions[{number}], '{other.name}', is called too"
        if division.file and fold(division.file) == fold(other.file):
            yield "file", f"'{division.file}' is the file of divisions[{number}], '{other.name}', too"


def _both_return(one: Division, other: Division) -> bool:
    """Whether there is a year in which both divisions return; '' has no end."""
    begins, ends = max(one.from_year, other.from_year), min(filter(None, (one.to_year, other.to_year)), default="")
    return not ends or begins <= ends


def _is_year(words: str, profile: Profile) -> bool:
    year = read_year(words, profile.calendar.starts)
    return year is not None and year.name == words


def _is_period(words: str, profile: Profile, alone: bool) -> bool:
    """Whether words are the key of a period, such as '2008-09/Q1', or where a year may stand `alone`, '2008-09'."""
    name, slash, part = words.partition("/")
    if not _is_year(name, profile) or not slash:
        return alone and _is_year(words, profile)
    calendar = profile.calendar
    period = read_period(part, read_year(name, calendar.starts), calendar.periods, calendar.starts)
    return period is not None and f"{period.year.name}/{period.name}" == words
