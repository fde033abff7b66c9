"""G, I: the grid of outcomes. Do the objectives under it, and the work under these, bear out what it says?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from compiler.domain.finding import Severity
from compiler.domain.likeness import words_of
from compiler.domain.record import Entry, Kind, Record, State
from compiler.domain.reference import Reference, ReferenceList, read_references
from compiler.domain.text import nearest
from compiler.domain.thread import cited
from compiler.profile.model import Sheet
from compiler.rules.case import Case
from compiler.rules.pointing import point_at, subject_of
from compiler.rules.rule import Point, Rule, Scope
from compiler.rules.wording import a, counted, listed, quote

Choice = tuple[str, ...]
"""The words of a list."""
_KEY = "indicators"
_FROM_LISTS = ("choice", "choices")
_EVERY = ("all",)
_MOST = 0.6


def measured_by_nothing(case: Case) -> Iterator[Point]:
    """Indicators by which the grid measures an outcome, and which no action cites; each outcome is told of once."""
    if not case.plans_whole or not case.thread.any_citing or _any_unread(case):
        return
    unworked: dict[int, list[Reference]] = {}
    for each in case.thread.measured_by_no_action:
        unworked.setdefault(id(each.row), []).append(each.reference)
    named = _named(case) if unworked else frozenset()
    for outcome in case.thread.of(Kind.OUTCOME) if unworked else ():
        cell = case.planned(outcome, _KEY)
        lost = [ref for ref in unworked.get(id(outcome), ()) if ref not in named]
        if cell is not None and lost:
            yield point_at(
                cell,
                f"{listed(map(str, lost))} {'measures' if len(lost) == 1 else 'measure'} {subject_of(outcome)} here, "
                f"and no {case.profile.word('action')} cites {'it' if len(lost) == 1 else 'them'}.",
                f"What the grid measures by is what some {case.profile.word('action')} works on.",
            )


def _any_unread(case: Case) -> bool:
    """Whether an action cites something that cannot be read: it may be the indicator that is missed."""
    return any(read.unread for row in case.thread.actions if (read := row.read(_KEY, ReferenceList)) is not None)


def _named(case: Case) -> frozenset[Reference]:
    """Every indicator that an action names, under its own column or anywhere in its words."""
    return frozenset(ref for action in case.thread.actions for ref in _all_named(case, action))


def _all_named(case: Case, action: Record) -> tuple[Reference, ...]:
    words = (entry.raw for key, entry in action.entries.items() if key != _KEY and isinstance(entry.value, str))
    found = (ref for text in words if any(map(str.isdigit, text)) for ref in _references(case, text))
    return (*cited(action, _KEY), *found)


def _references(case: Case, text: str) -> tuple[Reference, ...]:
    return read_references(text, case.profile.schemes).distinct


def measured_not_at_all(case: Case) -> Iterator[Point]:
    """Objectives that serve an outcome of the grid, none of whose actions cites an indicator, where most have one."""
    if not case.plans_whole or not case.thread.any_citing or not case.thread.of(Kind.OUTCOME):
        return
    serving = [o for o in case.thread.objectives if _outcomes(case, o) and not case.thread.hanging_on(o)]
    under = {id(o): case.thread.actions_under(o) for o in serving}
    asked = [o for o in serving if under[id(o)]]
    bare = [o for o in asked if not any(_all_named(case, action) for action in under[id(o)])]
    for objective in bare if len(bare) <= (1 - _MOST) * len(asked) else ():
        rows = [row for row in under[id(objective)] if case.planned(row, _KEY) is not None]
        cell = case.planned(rows[0], _KEY) if rows else None
        if cell is not None:
            noun, action = case.profile.word("objective"), case.profile.word("action")
            yield point_at(
                cell,
                f"No {action} of {noun} {objective.text('number')} ({counted(len(rows), action)}) cites any "
                f"{case.profile.word('indicator')}; {len(asked) - len(bare)} of {counted(len(asked), noun)} have one "
                "that does.",
                f"{a(noun).capitalize()} that nothing measures cannot be said to be reached.",
                others=tuple(row.entry(_KEY).origin for row in rows[1:]),
            )


def other_link(case: Case) -> Iterator[Point]:
    """Objectives with another value of a list than the grid has for every outcome that they name."""
    shared = _shared(case)
    for objective in case.thread.objectives if shared else ():
        outcomes = _outcomes(case, objective)
        for key, choice in shared.items():
            yield from _other_link(case, objective, key, choice, outcomes)


def _outcomes(case: Case, objective: Record) -> Sequence[Record]:
    """The rows of the grid that an objective names."""
    links = case.thread.citations.of(objective)
    return [row for link in links if link.of is Kind.OUTCOME for row in link.rows]


def _shared(case: Case) -> Mapping[str, Choice]:
    """The columns that objectives and outcomes both choose from one list, with what can be chosen."""
    sheets = {sheet.kind: sheet for sheet in reversed(case.profile.sheets)}
    if Kind.OUTCOME not in sheets or Kind.OBJECTIVE not in sheets:
        return {}
    grid, headings = _lists(sheets[Kind.OUTCOME]), _lists(sheets[Kind.OBJECTIVE])
    return {key: case.profile.lists.get(name, ()) for key, name in headings.items() if grid.get(key) == name}


def _lists(sheet: Sheet) -> Mapping[str, str]:
    return {column.key: column.list for column in sheet.columns if column.type in _FROM_LISTS and column.list}


def _other_link(case: Case, objective: Record, key: str, choice: Choice, outcomes: Sequence[Record]) -> Iterator[Point]:
    cell = case.planned(objective, key)
    mine = _values(objective.entry(key), choice)
    theirs = {value for row in outcomes for value in _values(row.entry(key), choice)}
    whole = bool(outcomes) and all(_values(row.entry(key), choice) for row in outcomes)
    if cell is not None and mine and whole and not any(_agree(one, other) for one in mine for other in theirs):
        names = listed(f"{subject_of(row)} {quote(row.entry(key).raw)}" for row in outcomes)
        yield point_at(
            cell,
            f"{quote(cell.entry.raw)} under '{case.heading(cell.column)}'; "
            f"the grid has another for what it names: {names}.",
            "A heading and the grid say the same of what it serves.",
            for_plan="Settle which is right, and list the other for amendment of the plan.",
            others=tuple(row.entry(key).origin for row in outcomes),
        )


def _values(entry: Entry, choice: Choice) -> tuple[str, ...]:
    """What was chosen from a list; of a word that is not in it the nearest that is, if there is one."""
    if isinstance(entry.value, str):
        return (entry.value,)
    if isinstance(entry.value, tuple):
        return tuple(map(str, entry.value))
    meant = nearest(entry.raw, choice) if entry.state is State.UNREADABLE else None
    return (meant,) if meant else ()


def _agree(one: str, other: str) -> bool:
    """Whether two values are one: in words, as one's words stand in the other's, or as one says all of them."""
    first, second = words_of(one), words_of(other)
    return set(first) <= set(second) or set(second) <= set(first) or _EVERY in (first, second)


def linked_by_none(case: Case) -> Iterator[Point]:
    """Values of a list that the grid gives an outcome, and that no objective gives."""
    for key, choice in _shared(case).items():
        linked = [value for row in case.thread.objectives for value in _values(row.entry(key), choice)]
        grid = [(row, value) for row in case.thread.of(Kind.OUTCOME) for value in _values(row.entry(key), choice)]
        for value in dict.fromkeys(value for _, value in grid if linked):
            rows = [row for row, said in grid if said == value]
            cell = case.planned(rows[0], key)
            if cell is not None and not any(_agree(value, other) for other in linked):
                yield point_at(
                    cell,
                    f"No {case.profile.word('objective')} has {quote(value)}, which the grid gives "
                    f"{listed(map(subject_of, rows))}.",
                    f"What the grid says that the plan serves, some {case.profile.word('objective')} serves.",
                    others=tuple(row.entry(key).origin for row in rows[1:]),
                )


GRID_RULES = (
    Rule(
        "G616",
        "A heading and the grid disagree",
        "Who reads the heading is told that the work serves another aim than who reads the grid.",
        Severity.WARNING,
        Scope.THREAD,
        other_link,
        of_plans=True,
    ),
    Rule(
        "G617",
        "In the grid, and served by no heading",
        "An aim that the grid names and no heading serves is a promise without work.",
        Severity.NOTE,
        Scope.THREAD,
        linked_by_none,
        of_plans=True,
    ),
    Rule(
        "I712",
        "In the grid, and cited by no action",
        "A measure that the grid gives an outcome and no action works on moves, if it does, by chance.",
        Severity.NOTE,
        Scope.INDICATORS,
        measured_by_nothing,
        needs=("indicators",),
        of_plans=True,
    ),
    Rule(
        "I713",
        "An objective that nothing measures",
        "Of work that no indicator measures the plan cannot show what came of it.",
        Severity.NOTE,
        Scope.INDICATORS,
        measured_not_at_all,
        needs=("indicators", "objective"),
        of_plans=True,
    ),
)
