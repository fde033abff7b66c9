"""The scales of a profile: its ratings, its risk scores, and the words that declare an empty state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from compiler.domain.rating import RatedBy, Rating, RatingScheme
from compiler.domain.record import Kind, State
from compiler.domain.risk import RiskLevel, RiskScheme
from compiler.domain.text import fold
from compiler.profile.build import Problems, check_named, in_order, keyed


def read_ratings(table: Mapping[str, Any], problems: Problems) -> RatingScheme | None:
    """The table [rating]; None where it names no states."""
    if not table.get("states"):
        return None
    made = keyed(Rating, table.get("state", {}), "rating.state", problems)
    states = in_order(made, table["states"], "rating.states", problems)
    _check_words(states, problems)
    for state in states:
        _check_state(state, states, problems)
    inside = [state for state in states if state.in_scheme]
    if states and not inside:
        problems.add("rating.states", "at least one state has to be in the scheme: leave out its in_scheme = false")
    return RatingScheme(states, RatedBy(table.get("by", RatedBy.OFFICER.value))) if inside else None


def _check_words(states: Sequence[Rating], problems: Problems) -> None:
    """Note each word that two states are read from."""
    read: dict[str, str] = {}
    for state in states:
        for name, words in (("name", (state.name,)), ("aliases", state.aliases)):
            for word in words:
                other = read.setdefault(fold(word), state.key)
                if other != state.key:
                    problems.add(f"rating.state.{state.key}.{name}", f"'{word}' is read as '{other}' already")


def _check_state(state: Rating, states: Sequence[Rating], problems: Problems) -> None:
    path = f"rating.state.{state.key}"
    for kind in state.offered:
        check_named(kind, [each.value for each in Kind], f"{path}.offered", "kind of row", problems)
    others = {each.key: each for each in states if each is not state}
    if state.otherwise:
        check_named(state.otherwise, list(others), f"{path}.otherwise", "other state of the scheme", problems)
    if bool(state.only_if) is not bool(state.otherwise):
        missing = "otherwise" if state.only_if else "only_if"
        problems.add(path, f"'only_if' and 'otherwise' belong together: '{missing}' is missing")
    if state.otherwise in others and others[state.otherwise].only_if:
        problems.add(f"{path}.otherwise", f"'{state.otherwise}' has a condition of its own; name one that has none")
    for name in ("fill", "ink"):
        check_colour(getattr(state, name), f"{path}.{name}", problems)


def check_colour(colour: str, path: str, problems: Problems) -> None:
    """Note a colour that is not written as six digits of red, green and blue."""
    if len(colour) != 6 or any(each not in "0123456789abcdefABCDEF" for each in colour):
        problems.add(path, f"'{colour}' is no colour; write red, green and blue in six digits, such as 9C1C1C")


def read_risks(table: Mapping[str, Any], problems: Problems) -> RiskScheme | None:
    """The table [risk]; None where it names no levels."""
    if not table.get("levels"):
        return None
    levels = _axis(table, "level", problems)
    levels_in_order = in_order(levels, table["levels"], "risk.levels", problems)
    impact = _axis(table, "impact", problems)
    appetite = table.get("appetite")
    scheme = RiskScheme(levels_in_order, tuple(impact.values()), None if appetite is None else tuple(appetite))
    scores = [score.text for score in scheme.scores()]
    for score in appetite or ():
        check_named(score, scores, "risk.appetite", "score of these scales", problems)
    if len(set(scores)) < len(scores):
        problems.add("risk", "two scores are written alike: give likelihood and impact other keys")
    return scheme


def _axis(table: Mapping[str, Any], name: str, problems: Problems) -> dict[str, RiskLevel]:
    made = keyed(RiskLevel, table.get(name, {}), f"risk.{name}", problems)
    for key, level in made.items():
        for colour in ("fill", "ink"):
            check_colour(getattr(level, colour), f"risk.{name}.{key}.{colour}", problems)
    return made


def read_empty(table: Mapping[str, Any], problems: Problems) -> dict[str, State]:
    """The words that declare an empty state, folded, with the state that each declares."""
    states = {state.value: state for state in (State.NOT_APPLICABLE, State.NONE, State.NOT_PUBLISHED, State.ABSENT)}
    declared: dict[str, State] = {}
    for name, words in table.items():
        if name not in states:
            check_named(name, list(states), f"empty.{name}", "empty state", problems)
            continue
        declared |= {fold(word): states[name] for word in words}
    return declared
