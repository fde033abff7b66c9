"""What the settings of a profile name in other settings of it: every name has to be there, or the nearest is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation

from compiler.domain.rating import RatingScheme
from compiler.domain.record import Kind, State
from compiler.domain.reference import Schemes
from compiler.domain.risk import RiskScheme
from compiler.domain.text import fold, nearest
from compiler.profile.build import Problems, check_named
from compiler.profile.model import Column, Level, Sheet, Tolerance

_KINDS = tuple(kind.value for kind in Kind)
_MADE = ("tiers", "blocks")
"""The lists that the program makes from other settings."""


def check_columns(
    columns: Mapping[str, Column],
    lists: Mapping[str, object],
    schemes: Schemes,
    tiers: Sequence[str],
    states: Sequence[str],
    empty: Mapping[str, State],
    problems: Problems,
) -> None:
    """Note the lists, schemes, tiers, kinds, ratings (`states`) and empty words that columns, by their paths, name and
    the format has not described."""
    declared = {scheme.key for scheme in schemes}
    for path, column in columns.items():
        if column.list:
            check_named(column.list, [*lists, *_MADE], f"{path}.list", "list of this format", problems)
        elif column.type in ("choice", "choices"):
            problems.add(path, 'a cell that is chosen from a list needs the list\'s name: list = "…"')
        if column.scheme:
            check_named(column.scheme, sorted(declared), f"{path}.scheme", "scheme of references", problems)
        if column.of:
            known = dict.fromkeys((*_KINDS, *(scheme.of for scheme in schemes)))
            check_named(column.of, known, f"{path}.of", "kind of row", problems)
        if column.band:
            check_named(column.band, states, f"{path}.band", "rating of the scheme", problems)
        for tier in column.tiers:
            check_named(tier, tiers, f"{path}.tiers", "tier of this format", problems)
        words = {*empty, *(state.value for state in empty.values())}
        for word in column.empty:
            if fold(word) not in map(fold, words):
                problems.add(f"{path}.empty", f"'{word}' is not among the words of [empty]; add it there")


def check_sheets(
    sheets: Sequence[Sheet], ratings: RatingScheme | None, risks: RiskScheme | None, problems: Problems
) -> None:
    """Note columns for scales that the format has not got, and names that two sheets or two columns have."""
    scales = {"rating": ratings, "risk": risks}
    _once({f"sheet.{sheet.key}.name": sheet.name for sheet in sheets}, "sheet", problems)
    for sheet in sheets:
        for column in sheet.columns:
            if column.type in scales and scales[column.type] is None:
                hint = f"leave '{column.key}' out, or describe the scale under [{column.type}]"
                problems.add(f"sheet.{sheet.key}.columns", f"this format has no {column.type} scale: {hint}")
        headings = {f"sheet.{sheet.key}.column.{column.key}.heading": column.heading for column in sheet.columns}
        _once(headings, "column of the sheet", problems)


def _once(named: Mapping[str, str], what: str, problems: Problems) -> None:
    seen: dict[str, str] = {}
    for path, name in named.items():
        other = seen.setdefault(fold(name), path)
        if other != path:
            problems.add(path, f"another {what} is called '{name}' as well: {other}")


def check_levels(
    levels: Sequence[Level], sheets: Mapping[str, Sheet], columns: Sequence[str], problems: Problems
) -> None:
    """Note levels whose words stand in no column (given by their paths) of the sheet of objectives."""
    there = [sheet.key for sheet in sheets.values() if sheet.kind is Kind.OBJECTIVE]
    known = [path.rpartition(".")[2] for path in columns if path.split(".")[1] in there]
    for level in levels if there else ():
        check_named(level.column, known, f"level.{level.key}.column", "column of the objectives", problems)


def check_schemes(schemes: Schemes, problems: Problems) -> None:
    """Note what a scheme refers to where that is nearly, but not quite, a kind of row; words of one's own are free."""
    for scheme in schemes:
        close = None if scheme.of in _KINDS else nearest(scheme.of, _KINDS)
        if close:
            problems.add(f"scheme.{scheme.key}.of", f"'{scheme.of}' is no kind of row; did you mean '{close}'?")


def check_words(words: Mapping[str, str], problems: Problems, name: str = "words") -> None:
    """Note words for nouns that the product has not got; `name` is the table in which they stand."""
    for noun in words:
        check_named(noun, _KINDS, f"{name}.{noun}", "noun that has another word", problems)


def check_tolerance(tolerance: Tolerance, ratings: RatingScheme | None, problems: Problems) -> None:
    """Note an amount that is no figure, and a rating that the scheme has not got."""
    states = [state.key for state in ratings.states] if ratings else []
    if tolerance.rating:
        check_named(tolerance.rating, states, "tolerance.rating", "rating of the scheme", problems)
    try:
        amount = Decimal(tolerance.amount)
    except InvalidOperation:
        amount = Decimal(-1)
    if not amount.is_finite() or amount < 0:
        problems.add("tolerance.amount", f"'{tolerance.amount}' is no amount; write a figure in quotes, such as \"5\"")
    elif amount and states and not tolerance.rating and "amber" not in states:
        problems.add("tolerance", 'say which rating a figure near its target has: rating = "…"')
