"""Loading a profile: `profile.toml`, what it extends, and the documents that it cites."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from compiler.domain.frozen import dataclass
from compiler.domain.period import MONTHLY, QUARTERS
from compiler.domain.rating import RatedBy, Rating, RatingScheme
from compiler.domain.record import State
from compiler.domain.reference import Scheme, Schemes
from compiler.domain.risk import RiskLevel, RiskScheme
from compiler.domain.text import fold, nearest
from compiler.profile.audience import Names, read_audiences
from compiler.profile.build import Problem, Problems, build, in_order, keyed
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
from compiler.profile.phrases import read_phrases
from compiler.profile.plan_document import read_plan_document
from compiler.profile.polarity import read_polarities
from compiler.profile.sources import Sources, read_sources
from compiler.profile.versions import read_versions, with_earlier_names
from compiler.profile.weighing import read_weighings

_TOP = {
    "extends", "name", "version", "calendar", "order", "tiers", "tier", "levels", "level", "sheet", "blocks", "block",
    "list", "scheme", "rating", "risk", "empty", "report", "words", "glossary", "tolerance", "severity",
    "polarity", "versions", "plan", "audiences", "audience",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Loaded:
    """A profile as far as it could be read, and everything that is wrong in its files."""

    profile: Profile | None
    problems: tuple[Problem, ...]


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
    table, chain = _merged(key, folders, problems, ())
    if table is None or problems.found:
        return Loaded(None, tuple(problems.found))
    folder = chain[0]
    problems = Problems(f"{key}/profile.toml", (folder / "profile.toml").read_text(encoding="utf-8"))
    sources = read_sources(chain, known)
    profile = _profile(key, table, folder, sources, known, fixed, problems)
    found = (*problems.found, *sources.problems)
    return Loaded(None if found else replace(profile, phrases=read_phrases(chain, folders)), found)


def _merged(
    key: str, folders: tuple[Path, ...], problems: Problems, seen: tuple[str, ...]
) -> tuple[dict[str, Any] | None, list[Path]]:
    """The tables of a profile laid over those of the one that it extends, and the folders that they come from."""
    folder = next((folder / key for folder in folders if (folder / key / "profile.toml").is_file()), None)
    if folder is None:
        there = sorted({path.parent.name for base in folders for path in base.glob("*/profile.toml")})
        close = nearest(key, there)
        hint = f"did you mean '{close}'?" if close else f"there are {', '.join(there) or 'none'}"
        problems.add("", f"there is no profile called '{key}'; {hint}")
        return None, []
    if key in seen:
        problems.add("extends", f"the profiles extend each other in a circle: {' → '.join((*seen, key))}")
        return None, []
    try:
        table = tomllib.loads((folder / "profile.toml").read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        problems.file = f"{key}/profile.toml"
        problems.add("", f"the file cannot be read as TOML: {fault}")
        return None, []
    if "extends" not in table:
        return table, [folder]
    below, chain = _merged(str(table["extends"]), folders, problems, (*seen, key))
    return (None, []) if below is None else (_laid_over(below, table), [folder, *chain])


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
    sources: Sources,
    known: Callable[[str], bool],
    fixed: Callable[[str], bool],
    problems: Problems,
) -> Profile:
    for name in table:
        if name not in _TOP:
            close = nearest(name, sorted(_TOP))
            problems.add(name, f"'{name}' is not known{f'; did you mean {close!r}?' if close else ''}")
    lists = {name: tuple(map(str, words)) for name, words in table.get("list", {}).items()}
    schemes = _schemes(table, problems)
    sheets, ratings = _sheets(table, problems), _ratings(table.get("rating"), problems)
    _check_bands(sheets, ratings, problems)
    calendar = _calendar(table.get("calendar", {}), problems)
    risks, tiers = _risks(table.get("risk"), problems), _ordered(Tier, table, "tier", problems)
    words = {
        "rating": tuple(state.name for state in ratings.states) if ratings else None,
        "risk": tuple(score.text for score in risks.scores()) if risks else None,
        "tiers": tuple(tier.name for tier in tiers),
    }
    report = build(ReportSettings, table.get("report", {}), "report", problems) or ReportSettings()
    check_limits(report.limits, problems)
    blocks = _ordered(Block, table, "block", problems)
    _check_words(report, blocks, problems)
    levels = _ordered(Level, table, "level", problems)
    _check_by(report, levels, problems)
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
        empty=_empty(table.get("empty", {}), problems),
        report=report,
        words=table.get("words", {}),
        glossary=table.get("glossary", {}),
        documents=sources.documents,
        citations=sources.citations,
        tolerance=build(Tolerance, table.get("tolerance", {}), "tolerance", problems) or Tolerance(),
        severities=read_weighings(table.get("severity", {}), calendar.starts, calendar.periods, known, problems, fixed),
        polarities=read_polarities(table.get("polarity", {}), schemes, problems),
        versions=versions,
        plan=read_plan_document(table.get("plan", {}), tuple(tier.key for tier in tiers), problems),
        audiences=read_audiences(
            table.get("audience", {}),
            table.get("audiences"),
            table.get("report", {}).get("limits", {}),
            _names(table, sheets, sources, calendar),
            problems,
        ),
    )


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


def _sheets(table: Mapping[str, Any], problems: Problems) -> tuple[Sheet, ...]:
    made: dict[str, Sheet] = {}
    for key, settings in table.get("sheet", {}).items():
        path = f"sheet.{key}"
        columns = keyed(Column, settings.get("column", {}), f"{path}.column", problems)
        for name in (each for each, column in columns.items() if column.part == "beside"):
            problems.add(
                f"{path}.column.{name}.part", "'beside' is made by the program: say beside = [\"before\"] instead"
            )
        chosen = in_order(columns, settings.get("columns"), f"{path}.columns", problems)
        rest = {name: value for name, value in settings.items() if name not in ("column", "columns")}
        sheet = build(Sheet, rest, path, problems, key=key, columns=chosen)
        if sheet is not None:
            made[key] = sheet
    return in_order(made, table.get("order"), "order", problems)


def _check_bands(sheets: tuple[Sheet, ...], ratings: RatingScheme | None, problems: Problems) -> None:
    """Name the columns of limits that are for no rating of the scheme, or are not read as targets are."""
    inside = {rating.key: rating for rating in ratings.inside} if ratings else {}
    limits = [(sheet, column) for sheet in sheets for column in sheet.columns if column.band]
    for sheet, column in limits:
        path = f"sheet.{sheet.key}.column.{column.key}"
        if column.band not in inside:
            close = nearest(column.band, list(inside))
            hint = f"did you mean '{close}'?" if close else f"there are {', '.join(inside) or 'none'}"
            problems.add(f"{path}.band", f"'{column.band}' is no rating of the scheme; {hint}")
        if column.type != "target":
            problems.add(f"{path}.type", f'limits are read as targets are: type = "target", not "{column.type}"')


def _ratings(table: Mapping[str, Any] | None, problems: Problems) -> RatingScheme | None:
    if not table or not table.get("states"):
        return None
    states = in_order(
        keyed(Rating, table.get("state", {}), "rating.state", problems), table["states"], "rating.states", problems
    )
    by = str(table.get("by", "officer"))
    if by not in {member.value for member in RatedBy}:
        problems.add("rating.by", f"'{by}' is not one of officer, figures, both")
        by = "officer"
    return RatingScheme(states, RatedBy(by))


def _risks(table: Mapping[str, Any] | None, problems: Problems) -> RiskScheme | None:
    if not table or not table.get("levels"):
        return None
    levels = in_order(
        keyed(RiskLevel, table.get("level", {}), "risk.level", problems), table["levels"], "risk", problems
    )
    impact = keyed(RiskLevel, table.get("impact", {}), "risk.impact", problems)
    appetite = table.get("appetite")
    return RiskScheme(levels, tuple(impact.values()), None if appetite is None else tuple(appetite))


def _empty(table: Mapping[str, Any], problems: Problems) -> dict[str, State]:
    """The words that declare an empty state, folded, with the state that each declares."""
    states = {state.value: state for state in (State.NOT_APPLICABLE, State.NONE, State.NOT_PUBLISHED, State.ABSENT)}
    declared: dict[str, State] = {}
    for name, words in table.items():
        if name not in states:
            problems.add(f"empty.{name}", f"'{name}' is no empty state; there are {', '.join(states)}")
            continue
        declared |= {fold(str(word)): states[name] for word in words}
    return declared
