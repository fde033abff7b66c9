"""R: what a plan aims at. Is each target further on than today, and who answers for it?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from compiler.domain.agreement import grouped
from compiler.domain.finding import Severity
from compiler.domain.record import Kind, Record, State
from compiler.domain.regex import regex
from compiler.domain.target_model import Comparison, Target, TargetKind
from compiler.domain.text import fold
from compiler.domain.value_model import Segments, Value, say_value
from compiler.domain.verdict import Polarity
from compiler.profile.polarity import polarity_by_reference, polarity_on_row
from compiler.rules.case import Answered, Case
from compiler.rules.columnwise import Down, Place
from compiler.rules.placing import named_otherwise, stated_target
from compiler.rules.pointing import point_at, subject_of
from compiler.rules.rule import Point, Rule, Scope
from compiler.rules.units import figures_of
from compiler.rules.wording import counted, listed, quote

_UPWARDS = regex(r"(?:^|[-–—:] ?)(?:to )?(?:increas(?:e|ing)|rais(?:e|ing))\b", re.IGNORECASE)
_DOWNWARDS = regex(r"(?:^|[-–—:] ?)(?:to )?(?:reduc(?:e|ing)|halv(?:e|ing)|decreas(?:e|ing)|lower(?:ing)?)\b", re.I)
_CONTRIBUTED = "contributes"


def _planned(case: Case) -> Iterator[Place]:
    """The targets of the plans' indicators, without those that a plan only contributes to."""
    for down in case.down_under("target"):
        if down.of_plan and down.sheet.kind is Kind.INDICATOR:
            for number, record in enumerate(down.records):
                if fold(record.text("held")) != _CONTRIBUTED:
                    yield down, number


def _compared(case: Case) -> tuple[tuple[Place, tuple[tuple[Value, Value], ...]], ...]:
    """The targets of the plans' indicators that can be held against their outturns, with the figures of both."""
    found = ((place, tuple(_pairs(*place))) for place in _planned(case))
    return tuple((place, pairs) for place, pairs in found if pairs)


def _pairs(down: Down, number: int) -> Iterator[tuple[Value, Value]]:
    """Each figure of the outturn with the figure of the target that it is to become; those over 100% are set aside."""
    record, target = down.records[number], down.values[number]
    outturn = record.read("outturn", Value) or record.read("outturn", Segments)
    if not isinstance(target, Target) or outturn is None or target.kind not in (TargetKind.LEVEL, TargetKind.SEGMENTS):
        return
    ends, starts = figures_of(target), figures_of(outturn)
    if len(ends) == len(starts) == 1:
        yield from _comparable(starts[0], ends[0])
        return
    aims = {fold(each.label): each for each in ends}
    for start in starts:
        aim = aims.get(fold(start.label)) or (ends[0] if len(aims) == len(starts) == 1 else None)
        yield from _comparable(start, aim) if aim is not None else ()


def _comparable(start: Value, aim: Value) -> Iterator[tuple[Value, Value]]:
    if aim.unit == start.unit and not (aim.unit.words == "%" and aim.number > 100):
        yield start, aim


def _wanted(case: Case, record: Record, target: Target) -> tuple[Polarity, str]:
    """Which way is better, and where it says so: the row, the profile or the first word of the definition."""
    said = polarity_on_row(record)
    if said is not None:
        return said, f"{said} by the row's own word"
    known = polarity_by_reference(case.profile, record)
    if known is not Polarity.NONE:
        return known, f"{known} for {subject_of(record)}"
    definition = record.text("definition")
    if any(part.comparison is not Comparison.AS_IS for part in (target, *target.segments)):
        return Polarity.NONE, ""
    up, down = _UPWARDS.search(definition), _DOWNWARDS.search(definition)
    if bool(up) == bool(down):
        return Polarity.NONE, ""
    return (Polarity.HIGHER if up else Polarity.LOWER), f"its definition begins {quote(definition, 40)}"


def wrong_way(case: Case) -> Iterator[Point]:
    """Targets that are behind the present outturn, where the row says which way is better."""
    for (down, number), pairs in case.once(_compared):
        target = down.values[number]
        if not isinstance(target, Target) or all(aim.number == start.number for start, aim in pairs):
            continue
        polarity, why = _wanted(case, down.records[number], target)
        sign = {Polarity.HIGHER: 1, Polarity.LOWER: -1}.get(polarity, 0)
        behind = [(start, aim) for start, aim in pairs if sign * (aim.number - start.number) < 0]
        if behind:
            cell = down.cell(number)
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
    for (down, number), pairs in case.once(_compared):
        limits = (0, 100) if pairs[0][1].unit.words == "%" else (0,)
        if all(aim.number == start.number and aim.number not in limits for start, aim in pairs):
            cell = down.cell(number)
            outturn = cell.record.entry("outturn").origin
            yield point_at(
                cell,
                f"The target {quote(cell.entry.raw)} is the outturn in {outturn.cell}.",
                "To hold a level can be the aim.",
                for_plan="If it is meant, no change; if not, list it for amendment of the plan.",
                others=(outturn,),
            )


def _places(case: Case) -> tuple[Place, ...]:
    return tuple(_planned(case))


def _grouped_blanks(
    case: Case, wanted: Callable[[Record], bool], told: Callable[[list[Answered], int], tuple[str, str]]
) -> Iterator[Point]:
    """One finding for the rows of each table to which a description applies."""
    tables = grouped(case.once(_places), lambda place: f"{place[0].book.workbook}\x1f{place[0].records[place[1]].plan}")
    for places in tables.values():
        found = [down.cell(number) for down, number in places if wanted(down.records[number])]
        if found:
            words, allowed = told(found, len(places))
            yield point_at(found[0], words, allowed, others=tuple(cell.entry.origin for cell in found[1:]))


def _blank(record: Record, key: str) -> bool:
    return record.state(key) is State.BLANK


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
    if not (_blank(record, "target") and record.gives("outturn")):
        return False
    return not (named_otherwise(record, "outturn") or stated_target(record))


def _no_outturn(record: Record) -> bool:
    target = record.read("target", Target) if _blank(record, "outturn") else None
    return target is not None and target.judgeable and not named_otherwise(record, "target")


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
    blank = (d for d in case.down_under("officer") if d.of_plan and d.column.need != "plan" and d.any_in(State.BLANK))
    cells = [cell for down in blank for cell in down.cells]
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
