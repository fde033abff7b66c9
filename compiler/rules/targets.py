"""R: what a plan aims at. Is each target further on than today, and who answers for it?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from compiler.domain.agreement import grouped
from compiler.domain.finding import Severity
from compiler.domain.record import Kind, Record, State
from compiler.domain.regex import regex
from compiler.domain.returned import Role
from compiler.domain.target_model import Comparison, Target, TargetKind
from compiler.domain.text import fold
from compiler.domain.value_model import Segments, Value, say_value
from compiler.domain.verdict import Polarity
from compiler.profile.polarity import polarity_by_reference, polarity_on_row
from compiler.rules.case import Answered, Case
from compiler.rules.placing import named_otherwise, stated_target
from compiler.rules.pointing import point_at, subject_of
from compiler.rules.rule import Point, Rule, Scope
from compiler.rules.units import figures_of
from compiler.rules.wording import counted, listed, quote

_UPWARDS = regex(r"(?:^|[-–—:] ?)(?:to )?(?:increas(?:e|ing)|rais(?:e|ing))\b", re.IGNORECASE)
_DOWNWARDS = regex(r"(?:^|[-–—:] ?)(?:to )?(?:reduc(?:e|ing)|halv(?:e|ing)|decreas(?:e|ing)|lower(?:ing)?)\b", re.I)
_CONTRIBUTED = "contributes"


def _planned(case: Case, key: str) -> Iterator[Answered]:
    """The cells of one column of the plans' indicators, without those that a plan only contributes to."""
    return (
        cell
        for cell in case.under(key)
        if cell.book.role is Role.PLAN
        and cell.record.kind is Kind.INDICATOR
        and fold(cell.record.text("held")) != _CONTRIBUTED
    )


def _pairs(cell: Answered) -> Iterator[tuple[Value, Value]]:
    """Each figure of the outturn with the figure of the target that it is to become; those over 100% are set aside."""
    target = cell.entry.read(Target)
    outturn = cell.record.read("outturn", Value) or cell.record.read("outturn", Segments)
    if target is None or outturn is None or target.kind not in (TargetKind.LEVEL, TargetKind.SEGMENTS):
        return
    aims = {fold(each.label): each for each in figures_of(target)}
    starts = figures_of(outturn)
    for start in starts:
        aim = aims.get(fold(start.label)) or (figures_of(target)[0] if len(aims) == len(starts) == 1 else None)
        if aim is not None and aim.unit == start.unit and not (aim.unit.words == "%" and aim.number > 100):
            yield start, aim


def _wanted(case: Case, cell: Answered) -> tuple[Polarity, str]:
    """Which way is better, and where it says so: the row, the profile or the first word of the definition."""
    said = polarity_on_row(cell.record)
    if said is not None:
        return said, f"{said} by the row's own word"
    known = polarity_by_reference(case.profile, cell.record)
    if known is not Polarity.NONE:
        return known, f"{known} for {subject_of(cell.record)}"
    definition, target = cell.record.text("definition"), cell.entry.read(Target)
    printed = {target.comparison} | {part.comparison for part in target.segments} if target else set()
    if printed != {Comparison.AS_IS}:
        return Polarity.NONE, ""
    up, down = _UPWARDS.search(definition), _DOWNWARDS.search(definition)
    if bool(up) == bool(down):
        return Polarity.NONE, ""
    return (Polarity.HIGHER if up else Polarity.LOWER), f"its definition begins {quote(definition, 40)}"


def wrong_way(case: Case) -> Iterator[Point]:
    """Targets that are behind the present outturn, where the row says which way is better."""
    for cell in _planned(case, "target"):
        polarity, why = _wanted(case, cell)
        sign = {Polarity.HIGHER: 1, Polarity.LOWER: -1}.get(polarity, 0)
        behind = [(start, aim) for start, aim in _pairs(cell) if sign * (aim.number - start.number) < 0]
        if behind:
            outturn = cell.record.entry("outturn").origin
            told = listed(
                f"{say_value(aim, as_printed=True)} after {say_value(start, as_printed=True)}" for start, aim in behind
            )
            yield point_at(
                cell,
                f"The target is easier than the outturn in {outturn.cell}: {told}, though {why}.",
                "A target is at least as good as what has been reached.",
                for_plan="Ask what the figures count; list the target or the definition for amendment of the plan.",
                others=(outturn,),
            )


def unmoved(case: Case) -> Iterator[Point]:
    """Targets that are just what was reached; those that cannot be bettered are left alone."""
    for cell in _planned(case, "target"):
        pairs = list(_pairs(cell))
        limits = (0, 100) if pairs and pairs[0][1].unit.words == "%" else (0,)
        if pairs and all(aim.number == start.number and aim.number not in limits for start, aim in pairs):
            outturn = cell.record.entry("outturn").origin
            yield point_at(
                cell,
                f"The target {quote(cell.entry.raw)} is the outturn in {outturn.cell}.",
                "To hold a level can be the aim.",
                for_plan="If it is meant, no change; if not, list it for amendment of the plan.",
                others=(outturn,),
            )


def _grouped_blanks(
    case: Case, wanted: Callable[[Record], bool], told: Callable[[list[Answered], int], tuple[str, str]]
) -> Iterator[Point]:
    """One finding for the rows of each table to which a description applies."""
    tables = grouped(_planned(case, "target"), lambda cell: f"{cell.book.workbook}\x1f{cell.record.plan}")
    for cells in tables.values():
        found = [cell for cell in cells if wanted(cell.record)]
        if found:
            words, allowed = told(found, len(cells))
            yield point_at(found[0], words, allowed, others=tuple(cell.entry.origin for cell in found[1:]))


def _blank(record: Record, key: str) -> bool:
    return record.entry(key).state is State.BLANK


def neither(case: Case) -> Iterator[Point]:
    """Indicators with neither an outturn nor a target, one finding for each table."""
    yield from _grouped_blanks(
        case,
        lambda record: _blank(record, "outturn") and _blank(record, "target"),
        lambda found, every: (
            f"{_of(len(found), every)} neither an outturn nor a target: {_names(found)}.",
            "Without them nobody can say what would be a success.",
        ),
    )


def one_of_two(case: Case) -> Iterator[Point]:
    """Indicators with an outturn and no target, or a target in figures and no outturn, one finding for each table."""
    yield from _grouped_blanks(case, _no_target, _told_alone("an outturn and no target"))
    yield from _grouped_blanks(case, _no_outturn, _told_alone("a target and no outturn"))


def _no_target(record: Record) -> bool:
    told = bool(named_otherwise(record, "outturn") or stated_target(record))
    return record.entry("outturn").given and _blank(record, "target") and not told


def _no_outturn(record: Record) -> bool:
    target = record.read("target", Target)
    told = bool(named_otherwise(record, "target"))
    return target is not None and target.judgeable and _blank(record, "outturn") and not told


def _told_alone(what: str) -> Callable[[list[Answered], int], tuple[str, str]]:
    return lambda found, every: (
        f"{_of(len(found), every)} {what}: {_names(found)}.",
        "The one is read against the other.",
    )


def _of(number: int, every: int) -> str:
    if number == every > 1:
        return f"All {every} indicators have"
    return f"{number} of the {counted(every, 'indicator')} {'has' if number == 1 else 'have'}"


def _names(cells: list[Answered]) -> str:
    return listed(subject_of(cell.record) for cell in cells)


def no_owner(case: Case) -> Iterator[Point]:
    """Rows without a responsible officer in a table that names one for the others."""
    cells = [c for c in case.under("officer") if c.book.role is Role.PLAN and c.column.need != "plan"]
    tables = grouped(cells, lambda cell: f"{cell.book.workbook}\x1f{cell.record.plan}\x1f{cell.entry.origin.sheet}")
    for same in tables.values():
        named = sum(cell.entry.given for cell in same)
        for cell in same if named * 2 > len(same) else ():
            if cell.entry.state is State.BLANK:
                yield point_at(
                    cell,
                    f"'{case.heading(cell.column)}' is blank.",
                    f"{named} of the {counted(len(same), 'row')} of this table name one.",
                )


TARGET_RULES = (
    Rule(
        "R313",
        "A target that is easier than the outturn",
        "A target behind what has been reached already is met by standing still, or by falling back.",
        Severity.WARNING,
        Scope.ROW,
        wrong_way,
    ),
    Rule(
        "R314",
        "A target that is the outturn",
        "A target that does not move asks for no more than last year. It should be meant, not copied.",
        Severity.NOTE,
        Scope.ROW,
        unmoved,
    ),
    Rule(
        "R315",
        "Neither an outturn nor a target",
        "An indicator without a starting point and an aim measures nothing. One note for each table lists them.",
        Severity.NOTE,
        Scope.ROW,
        neither,
    ),
    Rule(
        "R316",
        "An outturn without a target, or the reverse",
        "A figure says how well things go only beside another. One note for each table lists what stands alone.",
        Severity.NOTE,
        Scope.ROW,
        one_of_two,
    ),
    Rule(
        "R317",
        "Nobody is named as responsible",
        "What nobody answers for is not done, and nobody can be asked. Tables without officers are left alone.",
        Severity.WARNING,
        Scope.ROW,
        no_owner,
    ),
)
