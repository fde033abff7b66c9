"""Versions of a form: how old the one is that a workbook was made on, and what it had otherwise than the present."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from typing import TYPE_CHECKING

from compiler.domain.frozen import replace
from compiler.domain.regex import regex
from compiler.domain.returned import Identity
from compiler.domain.text import fold, nearest
from compiler.profile.model import Column, Profile, Sheet, Version

if TYPE_CHECKING:  # what reads settings is loaded where they are read
    from compiler.profile.build import Problems

_NUMBERED = regex(r"\d{1,6}(?:\.\d{1,6})*")


class Age(Enum):
    """How old the form is that a workbook was made on."""

    PRESENT = "present"
    EARLIER = "earlier"
    NEWER = "newer"
    UNKNOWN = "unknown"


def age_of(profile: Profile, identity: Identity) -> Age:
    """How old the form is: PRESENT also for a workbook that does not say, or that was made on another format's form."""
    said = identity.version
    if not said or said == profile.version or fold(identity.profile) not in ("", fold(profile.key)):
        return Age.PRESENT
    if said in (each.version for each in profile.versions):
        return Age.EARLIER
    ours, theirs = _numbers(profile.version), _numbers(said)
    return Age.NEWER if ours and theirs > ours else Age.UNKNOWN


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split("."))) if _NUMBERED.fullmatch(version) else ()


def since(profile: Profile, identity: Identity) -> tuple[Version, ...]:
    """The versions from that of a workbook to the last before the present one, oldest first; () for a present one."""
    if age_of(profile, identity) is not Age.EARLIER:
        return ()
    start = next(at for at, each in enumerate(profile.versions) if each.version == identity.version)
    return profile.versions[start:]


def as_it_was(profile: Profile, versions: tuple[Version, ...]) -> Profile:
    """The profile with the headings that its form had before all of these versions were left behind; sheets that it
    had not yet are not required."""
    for version in reversed(versions):
        profile = replace(profile, sheets=tuple(_sheet_of(sheet, version) for sheet in profile.sheets))
    return profile


def _sheet_of(sheet: Sheet, version: Version) -> Sheet:
    columns = tuple(_column_of(sheet, column, version) for column in sheet.columns)
    return replace(sheet, columns=columns, required=sheet.required and sheet.key not in version.without)


def _column_of(sheet: Sheet, column: Column, version: Version) -> Column:
    then = version.headings.get(f"{sheet.key}.{column.key}", "")
    return replace(column, heading=then, aliases=(column.heading, *column.aliases)) if then else column


def words_now(versions: tuple[Version, ...]) -> Mapping[str, Mapping[str, str]]:
    """What words of the lists are called now that had other names then: list → folded word then → word now."""
    found: dict[str, dict[str, str]] = {}
    for version in versions:
        for name, renamed in version.words.items():
            later = {fold(then): now for then, now in renamed.items()}
            words = found.setdefault(name, {})
            words |= {then: later.get(fold(now), now) for then, now in words.items()}
            words |= {then: now for then, now in later.items() if then not in words}
    return found


def dropped(versions: tuple[Version, ...], sheet: str) -> frozenset[str]:
    """The folded headings of a sheet, by its key, that were given up since."""
    return frozenset(fold(heading) for version in versions for heading in version.dropped.get(sheet, ()))


def not_yet(versions: tuple[Version, ...], sheet: str) -> frozenset[str]:
    """The keys of the columns that a sheet, by its key, had not yet."""
    names = (name.partition(".") for version in versions for name in version.without)
    return frozenset(column for key, _, column in names if key == sheet and column)


def told(profile: Profile, versions: tuple[Version, ...]) -> Iterator[str]:
    """What has changed since, in a few words each: "'Position' on the sheet Actions is now 'Progress'"."""
    names = {sheet.key: sheet.name for sheet in profile.sheets}
    headings = {f"{sheet.key}.{column.key}": column.heading for sheet in profile.sheets for column in sheet.columns}
    for version in versions:
        yield from (f"the sheet '{was}' is now '{names[key]}'" for key, was in version.sheets.items() if key in names)
        for key, was in version.headings.items():
            if key in headings:
                yield f"'{was}' on the sheet {names[key.partition('.')[0]]} is now '{headings[key]}'"
        yield from (f"'{then}' is now '{now}'" for words in version.words.values() for then, now in words.items())


def read_versions(
    tables: object, sheets: tuple[Sheet, ...], lists: Callable[[str], tuple[str, ...] | None], problems: Problems
) -> tuple[Version, ...]:
    """The earlier versions that a profile's file tells of, oldest first; `lists` gives the words of a list by its name.

    What names no sheet, column or list of the format becomes a problem.
    """
    from compiler.profile.build import build

    if not isinstance(tables, list):
        problems.add("versions", "an earlier version of the form is told under a heading of its own: [[versions]]")
        return ()
    made = []
    for number, table in enumerate(tables, 1):
        path = f"versions[{number}]"
        version = build(Version, table if isinstance(table, Mapping) else {}, path, problems)
        if version is not None:
            _check_names(version, sheets, path, problems)
            _check_words(version, lists, path, problems)
            made.append(version)
    _check_meanings(tuple(made), lists, problems)
    return tuple(made)


def _check_names(version: Version, sheets: tuple[Sheet, ...], path: str, problems: Problems) -> None:
    """Name what is no sheet ('actions') or column ('actions.progress') of the format."""
    of_sheets = [sheet.key for sheet in sheets]
    of_columns = [f"{sheet.key}.{column.key}" for sheet in sheets for column in sheet.columns]
    for field, names, known in (
        ("sheets", version.sheets, of_sheets),
        ("dropped", version.dropped, of_sheets),
        ("headings", version.headings, of_columns),
        ("without", version.without, [*of_sheets, *of_columns]),
    ):
        for name in names:
            if name not in known:
                close = nearest(name, known)
                problems.add(
                    f"{path}.{field}", f"'{name}' is not defined{f'; did you mean {close!r}?' if close else ''}"
                )


def _check_words(
    version: Version, lists: Callable[[str], tuple[str, ...] | None], path: str, problems: Problems
) -> None:
    """Name the lists that the format has not got."""
    for name in version.words:
        if lists(name) is None:
            problems.add(f"{path}.words.{name}", f"there is no list called '{name}' in this format")


def _check_meanings(
    versions: tuple[Version, ...], lists: Callable[[str], tuple[str, ...] | None], problems: Problems
) -> None:
    """Name the words that stand for nothing in the lists of today, when all that changed since is counted in."""
    for number, version in enumerate(versions, 1):
        now = words_now(versions[number - 1 :])
        for name in version.words:
            known = lists(name) or ()
            for word in version.words[name]:
                meant = now[name][fold(word)]
                if known and fold(meant) not in map(fold, known):
                    close = nearest(meant, known)
                    hint = f"did you mean '{close}'?" if close else f"it has {', '.join(known)}"
                    problems.add(f"versions[{number}].words.{name}", f"'{meant}' is not in the list; {hint}")


def with_earlier_names(sheets: tuple[Sheet, ...], versions: tuple[Version, ...]) -> tuple[Sheet, ...]:
    """The sheets, known by the names also that they had on earlier versions of the form."""
    earlier: dict[str, tuple[str, ...]] = {}
    for version in versions:
        for key, name in version.sheets.items():
            earlier[key] = (*earlier.get(key, ()), name)
    return tuple(replace(sheet, aliases=(*sheet.aliases, *earlier.get(sheet.key, ()))) for sheet in sheets)
