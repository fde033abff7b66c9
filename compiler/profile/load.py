"""Loading a profile: `profile.toml`, what it extends, and the documents that it cites."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from compiler.domain.frozen import dataclass, replace
from compiler.domain.period import MONTHLY, QUARTERS
from compiler.domain.rating import RatingScheme
from compiler.domain.reference import Scheme, Schemes
from compiler.domain.regex import regex
from compiler.domain.text import nearest
from compiler.profile.audience import Names, read_audiences
from compiler.profile.build import Problem, Problems, build, in_order, keyed
from compiler.profile.language import read_language
from compiler.profile.limits import check_limits
from compiler.profile.model import (
    Block,
    Calendar,
    Column,
    Level,
    Profile,
    ReportSettings,
    Sheet,
    Tier,
    Tolerance,
)
from compiler.profile.naming import (
    check_columns,
    check_levels,
    check_schemes,
    check_sheets,
    check_tolerance,
    check_words,
)
from compiler.profile.phrases import read_phrases
from compiler.profile.plan_columns import check_plan_columns
from compiler.profile.plan_document import PlanDocument, read_plan_document
from compiler.profile.polarity import read_polarities
from compiler.profile.scales import read_empty, read_ratings, read_risks
from compiler.profile.shape import shaped
from compiler.profile.sources import Sources, read_sources
from compiler.profile.toml import NotToml, is_there, read_toml, settings_text
from compiler.profile.versions import read_versions, with_earlier_names
from compiler.profile.weighing import read_weighings
from compiler.profile.where import check_where

_MOST_YEARS = 20
"""No plan is laid for more years than that."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A profile as far as it could be read, and everything that is wrong in its files; `remarks` stop nothing."""

    profile: Profile | None
    problems: tuple[Problem, ...]
    remarks: tuple[Problem, ...] = ()


def load_profile(
    key: str,
    folders: tuple[Path, ...],
    known: Callable[[str], bool] = lambda code: True,
    fixed: Callable[[str], bool] = lambda code: False,
) -> Loaded:
    """Read the profile of that key from the first of the folders that holds it (`<folder>/<key>/profile.toml`).

    `known` says whether a rule has a code, for what the profile and its sources say of the rules, `fixed` whether its
    weight is not for a profile to set.
    """
    problems = Problems(f"{key}/profile.toml")
    read = _chain(key, folders, problems)
    if problems.found:
        return Loaded(None, tuple(problems.found))
    own, *beneath = read
    problems = Problems(own.name, own.text, [(each.name, each.text) for each in beneath])
    table: dict[str, Any] = {}
    for each in reversed(read):
        table = _laid_over(table, each.table)
    chain = [each.folder for each in read]
    sources = read_sources(chain, known)
    profile = _profile(key, shaped(table, problems), own.folder, folders, sources, known, fixed, problems)
    _check_template(profile, folders, problems)
    found = (*problems.found, *sources.problems)
    made = None if found else replace(profile, phrases=read_phrases(chain, folders))
    return Loaded(made, found, sources.remarks)


@dataclass(frozen=True, slots=True)
class _File:
    """One profile's own file: its folder, its name as people know it, its text and its tables."""

    folder: Path
    name: str
    text: str
    table: Mapping[str, Any]


def _chain(key: str, folders: tuple[Path, ...], problems: Problems) -> list[_File]:
    """The file of a profile, then those that it extends; what cannot be read or found ends it with a problem."""
    read: list[_File] = []
    if not key:
        _cannot_extend(key, folders, read, problems)
    while key:
        folder = next((folder / key for folder in folders if is_there(folder / key / "profile.toml")), None)
        if folder is None or key in [file.folder.name for file in read]:
            _cannot_extend(key, folders, read, problems)
            return read
        file = _file(folder, problems)
        if file is None:
            return read
        read.append(file)
        below = file.table.get("extends", "")
        key = below if isinstance(below, str) else str(below)
        problems = problems if not key else _continued(problems, file)
    return read


def _continued(problems: Problems, file: _File) -> Problems:
    """Where what is wrong with the name of the next profile is told: in the file that extends it."""
    after = Problems(file.name, file.text)
    after.found = problems.found
    return after


def _cannot_extend(key: str, folders: tuple[Path, ...], read: list[_File], problems: Problems) -> None:
    path, names = "extends" if read else "", [file.folder.name for file in read]
    if key in names:
        problems.add(path, f"the profiles extend each other in a circle: {' → '.join((*names, key))}")
        return
    there = sorted({path.parent.name for base in folders for path in base.glob("*/profile.toml")})
    close = nearest(key, there)
    hint = f"did you mean '{close}'?" if close else f"there are {', '.join(there) or 'none'}"
    problems.add(path, f"there is no profile called '{key}'; {hint}")


_BROKEN = regex(r"\(at line (\d+), column \d+\)")


def _file(folder: Path, problems: Problems) -> _File | None:
    """The file of one profile; None, with a problem at its line, where it cannot be read as TOML."""
    name = f"{folder.name}/profile.toml"
    try:
        text = settings_text(folder / "profile.toml")
        return _File(folder, name, text, read_toml(text))
    except (NotToml, OSError) as fault:
        line = _BROKEN.search(str(fault))
        words = f"the file cannot be read as TOML: {fault}"
        problems.found.append(Problem(name, "", words, int(line[1]) if line else 0))
        return None


def _laid_over(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """Two tables as one: tables are merged key by key, everything else is replaced."""
    merged = dict(below)
    for name, value in above.items():
        under = merged.get(name)
        merged[name] = _laid_over(under, value) if isinstance(under, Mapping) and isinstance(value, Mapping) else value
    return merged


def _profile(
    key: str,
    table: dict[str, Any],
    folder: Path,
    folders: tuple[Path, ...],
    sources: Sources,
    known: Callable[[str], bool],
    fixed: Callable[[str], bool],
    problems: Problems,
) -> Profile:
    lists = {name: tuple(words) for name, words in table.get("list", {}).items()}
    schemes = _schemes(table, problems)
    columns = _columns(table, problems)
    made = _sheets(table, columns, problems)
    sheets = in_order(made, table.get("order"), "order", problems)
    ratings = read_ratings(table.get("rating", {}), problems)
    check_where(sheets, lists, problems)
    calendar = _calendar(table.get("calendar", {}), problems)
    risks, tiers = read_risks(table.get("risk", {}), problems), _ordered(Tier, table, "tier", problems)
    words = {
        "rating": tuple(state.name for state in ratings.states) if ratings else None,
        "risk": tuple(score.text for score in risks.scores()) if risks else None,
        "tiers": tuple(tier.name for tier in tiers),
    }
    report = build(ReportSettings, table.get("report", {}), "report", problems) or ReportSettings()
    check_limits(report.limits, problems)
    blocks = _ordered(Block, table, "block", problems)
    _check_words(report, blocks, problems)
    every_level = keyed(Level, table.get("level", {}), "level", problems)
    levels = in_order(every_level, table.get("levels"), "levels", problems)
    _check_by(report, levels, problems)
    empty = read_empty(table.get("empty", {}), problems)
    tolerance = build(Tolerance, table.get("tolerance", {}), "tolerance", problems) or Tolerance()
    by_path = {f"sheet.{sheet}.column.{name}": each for sheet, held in columns.items() for name, each in held.items()}
    states = tuple(table.get("rating", {}).get("state", {}))
    _check_bands(sheets, ratings, states, problems)
    check_columns(by_path, lists, schemes, tuple(table.get("tier", {})), states, empty, problems)
    check_sheets(sheets, ratings, risks, problems)
    check_levels(tuple(every_level.values()), made, tuple(by_path), problems)
    check_schemes(schemes, problems)
    for name in ("words", "plurals", "articles"):
        check_words(table.get(name, {}), problems, name)
    check_tolerance(tolerance, ratings, problems)
    versions = read_versions(table.get("versions", []), sheets, {**lists, **words}.get, problems)
    return Profile(
        key=key,
        name=str(table.get("name", key)),
        version=str(table.get("version", "1")),
        folder=str(folder),
        calendar=calendar,
        tiers=tiers,
        levels=levels,
        sheets=with_earlier_names(sheets, versions),
        blocks=blocks,
        lists=lists,
        schemes=schemes,
        ratings=ratings,
        risks=risks,
        empty=empty,
        report=report,
        words=table.get("words", {}),
        language=read_language(table, folders, tiers, levels, problems),
        glossary=table.get("glossary", {}),
        documents=sources.documents,
        citations=sources.citations,
        tolerance=tolerance,
        severities=read_weighings(table.get("severity", {}), calendar.starts, calendar.periods, known, problems, fixed),
        polarities=read_polarities(table.get("polarity", {}), schemes, problems),
        versions=versions,
        plan=_plan(table.get("plan", {}), tiers, sheets, problems),
        audiences=read_audiences(
            table.get("audience", {}),
            table.get("audiences"),
            table.get("report", {}).get("limits", {}),
            _names(table, sheets, sources, calendar),
            problems,
        ),
    )


def _check_template(profile: Profile, folders: tuple[Path, ...], problems: Problems) -> None:
    """Name the Word templates that lie neither beside the profile nor beside base."""
    named = {f"audience.{each.key}.template": each.template for each in profile.audiences if each.template}
    if profile.report.template != ReportSettings().template:
        named["report.template"] = profile.report.template
    for path, name in named.items():
        places = [folder / key / name for folder in folders for key in (profile.key, "base")]
        if not any(map(is_there, places)):
            problems.add(path, f"there is no file '{name}' in the folder {profile.key}, nor in base")


def _plan(
    table: Mapping[str, Any], tiers: tuple[Tier, ...], sheets: tuple[Sheet, ...], problems: Problems
) -> PlanDocument:
    """How the plans are written out, with columns that their sheets have."""
    plan = read_plan_document(table, tuple(tier.key for tier in tiers), problems)
    check_plan_columns(plan, sheets, problems)
    return plan


def _check_words(report: ReportSettings, blocks: tuple[Block, ...], problems: Problems) -> None:
    """Name the words of the report that are of no block of the narrative."""
    keys = [block.key for block in blocks]
    for key in report.words:
        if key not in keys:
            close = nearest(key, keys)
            hint = f"did you mean '{close}'?" if close else f"there are {', '.join(keys) or 'none'}"
            problems.add(f"report.words.{key}", f"'{key}' is no block of the narrative; {hint}")


def _check_by(report: ReportSettings, levels: tuple[Level, ...], problems: Problems) -> None:
    """Name the levels that the report should list rows under and that the format has not."""
    keys = [level.key for level in levels]
    for key in report.by:
        if key not in keys:
            close = nearest(key, keys)
            hint = f"did you mean '{close}'?" if close else f"there are {', '.join(keys) or 'none'}"
            problems.add("report.by", f"'{key}' is no level of this format; {hint}")


def _names(table: Mapping[str, Any], sheets: tuple[Sheet, ...], sources: Sources, calendar: Calendar) -> Names:
    """What the settings of an audience may name: what the format defines, also where it does not use it."""
    defined = table.get("sheet", {}).items()
    return Names(
        tiers=tuple(table.get("tier", {})),
        blocks=tuple(table.get("block", {})),
        columns=tuple(f"{sheet.key}.{column.key}" for sheet in sheets for column in sheet.columns),
        known=tuple(f"{sheet}.{column}" for sheet, settings in defined for column in settings.get("column", {})),
        documents=tuple(sources.documents),
        periods=calendar.periods,
    )


def _calendar(table: Mapping[str, Any], problems: Problems) -> Calendar:
    """The council's year, the usual one where it is said wrongly."""
    calendar = build(Calendar, table, "calendar", problems) or Calendar()
    if not 1 <= calendar.starts <= 12:
        problems.add("calendar.starts", f"{calendar.starts} is no month; months are 1 to 12")
        return Calendar()
    if calendar.periods not in (QUARTERS, MONTHLY):
        problems.add("calendar.periods", f"{calendar.periods} periods are not provided for; choose 4 or 12")
        return Calendar()
    if not 0 <= calendar.plan_years <= _MOST_YEARS:
        problems.add(
            "calendar.plan_years", f"{calendar.plan_years} is no number of years of a plan; 1 to {_MOST_YEARS} are"
        )
        return replace(calendar, plan_years=0)
    return calendar


def _ordered(kind: Any, table: Mapping[str, Any], name: str, problems: Problems) -> tuple[Any, ...]:
    """The keyed tables `[name.…]` in the order of the list `names = […]`."""
    made = keyed(kind, table.get(name, {}), name, problems)
    return in_order(made, table.get(f"{name}s"), f"{name}s", problems)


def _schemes(table: Mapping[str, Any], problems: Problems) -> Schemes:
    schemes = Schemes(keyed(Scheme, table.get("scheme", {}), "scheme", problems).values())
    for key, message in schemes.problems:
        problems.add(f"scheme.{key}", message)
    return schemes


def _columns(table: Mapping[str, Any], problems: Problems) -> dict[str, dict[str, Column]]:
    """The columns that are described for each sheet, also those that it does not have."""
    made: dict[str, dict[str, Column]] = {}
    for key, settings in table.get("sheet", {}).items():
        path = f"sheet.{key}.column"
        made[key] = keyed(Column, settings.get("column", {}), path, problems)
        for name in (each for each, column in made[key].items() if column.part == "beside"):
            problems.add(f"{path}.{name}.part", "'beside' is made by the program: say beside = [\"before\"] instead")
    return made


def _sheets(
    table: Mapping[str, Any], columns: Mapping[str, Mapping[str, Column]], problems: Problems
) -> dict[str, Sheet]:
    made: dict[str, Sheet] = {}
    for key, settings in table.get("sheet", {}).items():
        path = f"sheet.{key}"
        chosen = in_order(columns[key], settings.get("columns"), f"{path}.columns", problems)
        rest = {name: value for name, value in settings.items() if name not in ("column", "columns")}
        sheet = build(Sheet, rest, path, problems, key=key, columns=chosen)
        if sheet is not None:
            made[key] = sheet
    return made


def _check_bands(
    sheets: tuple[Sheet, ...], ratings: RatingScheme | None, described: tuple[str, ...], problems: Problems
) -> None:
    """Name the columns of limits that are for no rating of the scheme, or are not read as targets are."""
    inside = {rating.key: rating for rating in ratings.inside} if ratings else {}
    limits = [(sheet, column) for sheet in sheets for column in sheet.columns if column.band]
    for sheet, column in limits:
        path = f"sheet.{sheet.key}.column.{column.key}"
        if column.band in described and column.band not in inside:
            close = nearest(column.band, list(inside))
            hint = f"did you mean '{close}'?" if close else f"there are {', '.join(inside) or 'none'}"
            problems.add(f"{path}.band", f"'{column.band}' is no rating of the scheme; {hint}")
        if column.type != "target":
            problems.add(f"{path}.type", f'limits are read as targets are: type = "target", not "{column.type}"')
