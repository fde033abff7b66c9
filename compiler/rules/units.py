"""C: the figure in its cell. Can it be what the definition asks for, and has it the definition's unit?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from compiler.domain.figures import UnitKind
from compiler.domain.finding import Severity
from compiler.domain.record import Kind, Record
from compiler.domain.reference import Reference, ReferenceList
from compiler.domain.regex import regex
from compiler.domain.remembered import remembered
from compiler.domain.returned import Role
from compiler.domain.target_model import Target, TargetKind
from compiler.domain.tuples import NamedTuple
from compiler.domain.value_model import Segments, Value, say_value
from compiler.rules.case import MANY, Answered, Case
from compiler.rules.columnwise import Down
from compiler.rules.pointing import point_at
from compiler.rules.rule import Point, Rule, Scope
from compiler.rules.wording import quote

_FIGURES = ("outturn", "target", "figure")
_SHARE = regex(r"\b(?:percentage|proportion|per ?cent)\b|%", re.IGNORECASE)
_GROWTH = regex(r"\b(?:increases?|change|growth|rise|variance|index|ratio) (?:in|of|on)\b", re.IGNORECASE)
_NUMBER_OF = regex(r"^(?:the )?(?:total )?number of\b", re.IGNORECASE)
_PER = regex(r"\bper (?P<many>[1-9][0-9]{0,2}(?:,?000)+|thousand|million)\b", re.IGNORECASE)
_NEVER_BELOW_NOUGHT = regex(r"\b(?:rates?|prevalence|take-?up|percentage|proportion|per ?cent|number)\b", re.IGNORECASE)
_DIFFERENCE = regex(
    r"\b(?:gap|net|balance|surplus|deficit|savings?|temperature|(?:changes?|difference|increas|decreas|reduc|improv|narrow|"
    r"widen|var|grow|ris|fall|drop|rais|lower|progress)\w*)\b",
    re.IGNORECASE,
)
_KINDS = {
    UnitKind.PERCENT: "a percentage",
    UnitKind.MONEY: "an amount of money",
    UnitKind.DAYS: "a time",
    UnitKind.TEXT: "a count",
    UnitKind.RATE: "a rate",
}
_RATIO = regex(r"\bas a ratio (?:to|of)\b", re.IGNORECASE)
_WORD = regex(r"[a-z]{2,}", re.IGNORECASE)
_ENOUGH, _NEARLY_ALL = 5, 0.8


def figures_of(value: object) -> tuple[Value, ...]:
    """The levels that a cell states: its figure, the parts of several, the figures of a target that is a level."""
    if isinstance(value, Value):
        return (value,)
    if isinstance(value, Segments):
        return value.values
    if isinstance(value, Target) and value.kind is TargetKind.SEGMENTS:
        return tuple(_labelled(part) for part in value.segments if part.kind is TargetKind.LEVEL and part.values)
    return value.values if isinstance(value, Target) and value.kind in (TargetKind.LEVEL, TargetKind.COUNT) else ()


def _labelled(part: Target) -> Value:
    figure = part.values[0]
    return Value(figure.number, figure.unit, figure.decimals, figure.raw, part.label, figure.words, figure.notes)


class _Figure(NamedTuple):
    """A cell with figures, by its column and its number there, the figures, and the definition beside it."""

    down: Down
    number: int
    values: tuple[Value, ...]
    definition: str

    @property
    def cell(self) -> Answered:
        return self.down.cell(self.number)


def _figures(case: Case) -> Iterable[_Figure]:
    """The cells with figures in rows that have a definition; of many workbooks they are never held at once."""
    return case.once(_every_figure) if len(case.books) <= MANY else _each_figure(case)


def _every_figure(case: Case) -> tuple[_Figure, ...]:
    return tuple(_each_figure(case))


def _each_figure(case: Case) -> Iterator[_Figure]:
    for down in case.down_under(*_FIGURES):
        definitions = down.raws_beside("definition")
        for number, value in enumerate(down.values):
            if value is not None and definitions[number] and (read := figures_of(value)):
                definition = down.records[number].text("definition")
                if definition:
                    yield _Figure(down, number, read, definition)


def _elsewhere(case: Case, cell: Answered) -> Iterator[Record]:
    """The rows of the same reference in other tables of the plans."""
    read = cell.record.read("reference", ReferenceList)
    for record in _planned(case, read.only) if read is not None and read.only is not None else ():
        if record is not cell.record and case.planned(record, cell.column.key) is not None:
            yield record


def _planned(case: Case, reference: Reference) -> Sequence[Record]:
    """The rows with figures of the plans that have a reference, and of many workbooks those without figures too."""
    return case.rows(reference) if len(case.books) > MANY else case.kept(_planned_figures).get(reference, ())


def _planned_figures(case: Case) -> Mapping[Reference, Sequence[Record]]:
    """The plans' rows with figures by the references that they have: a third of the rows that there are."""
    found: dict[Reference, list[Record]] = {}
    for record in chain.from_iterable(book.records for book in case.sound_plans):
        read = record.read("reference", ReferenceList) if any(map(record.has, _FIGURES)) else None
        for reference in read.references if read is not None else ():
            found.setdefault(reference, []).append(record)
    return found


def impossible_share(case: Case) -> Iterator[Point]:
    """Percentages over 100 where a part of a whole is asked for."""
    for figure in _figures(case):
        for value in figure.values:
            if value.unit.kind is UnitKind.PERCENT and value.number > 100:
                yield from _over_hundred(case, figure.cell, value)


def _over_hundred(case: Case, cell: Answered, value: Value) -> Iterator[Point]:
    definition, shown = cell.record.text("definition"), say_value(value, as_printed=True)
    twin = next(
        ((r, v) for r in _elsewhere(case, cell) for v in _same_cell(r, cell, value) if _slipped(value, v)), None
    )
    share = bool(_SHARE.search(definition)) and not _GROWTH.search(definition)
    if twin is None and not share:
        return
    told = f"; {twin[0].entry(cell.column.key).origin} says {say_value(twin[1], as_printed=True)}" if twin else ""
    yield point_at(
        cell,
        f"{quote(shown)} under '{case.heading(cell.column)}' is over 100%{told}.",
        f"The definition asks for a share: {quote(definition, 120)}." if share else "",
        "Correct the figure, or say in the commentary what it is a percentage of.",
        hint=f"Did you mean {say_value(twin[1], as_printed=True)}?" if twin else "",
        others=(twin[0].entry(cell.column.key).origin,) if twin else (),
    )


def _same_cell(record: Record, cell: Answered, value: Value) -> Iterator[Value]:
    read = figures_of(record.entry(cell.column.key).value)
    return (each for each in read if each.unit.kind is UnitKind.PERCENT and each.label == value.label)


def _slipped(value: Value, other: Value) -> bool:
    """Whether a figure is another one with a nought, or nothing, in the place of its point."""
    point = f"{other.number:f}"
    return (
        other.number <= 100
        and "." in point
        and f"{value.number:f}" in (point.replace(".", "0"), point.replace(".", ""))
    )


@remembered(maxsize=8192)
def _wanted(definition: str) -> tuple[str, frozenset[UnitKind]]:
    """What the definition asks for, and the units that contradict it."""
    small = definition.lower()
    per = _PER.search(definition) if "per " in small else None
    if "ratio" in small and _RATIO.search(definition):
        return "", frozenset()
    if per:
        return f"a rate {per[0]}", frozenset({UnitKind.PERCENT, UnitKind.MONEY})
    if "number of" in small and _NUMBER_OF.search(definition) and not _SHARE.search(definition):
        return "a count", frozenset({UnitKind.PERCENT, UnitKind.MONEY})
    if re.match(r"(?:the )?(?:percentage|proportion|per ?cent)\b", definition, re.IGNORECASE):
        return "a percentage", frozenset({UnitKind.MONEY, UnitKind.DAYS, UnitKind.TEXT, UnitKind.RATE})
    return "", frozenset()


def other_unit(case: Case) -> Iterator[Point]:
    """Figures in a unit that contradicts the definition beside them."""
    for figure in _figures(case):
        definition = figure.definition
        wanted, refused = _wanted(definition)
        kinds = (value.unit.kind for value in figure.values) if refused else ()
        given = next((_KINDS[kind] for kind in kinds if kind in refused), "")
        if given:
            cell = figure.cell
            yield point_at(
                cell,
                f"{quote(cell.entry.raw)} under '{case.heading(cell.column)}' is {given} and not {wanted}.",
                f"The definition asks for {wanted}: {quote(definition, 120)}.",
                f"Enter the figure as {wanted}.",
                for_plan="List the figure or the definition for amendment of the plan.",
            )


def below_nought(case: Case) -> Iterator[Point]:
    """Figures below nought where a rate, a share or a number is asked for and no difference."""
    for figure in _figures(case):
        below = next((value for value in figure.values if value.number < 0), None)
        definition = figure.definition if below is not None else ""
        if below is None or not _NEVER_BELOW_NOUGHT.search(definition) or _DIFFERENCE.search(definition):
            continue
        cell = figure.cell
        # A team that is set a change reports one: the plan answers for that.
        if not (cell.book.role is Role.RETURN and _set_below_nought(case, cell)):
            yield point_at(
                cell,
                f"{quote(say_value(below, as_printed=True))} under '{case.heading(cell.column)}' is below nought "
                "and looks like a change.",
                f"The definition asks for a level, which is never below nought: {quote(definition, 120)}.",
                "Enter the level itself, and the change in the commentary.",
                for_plan="Ask what the figures count; list the figure or the definition for amendment of the plan.",
            )


def _set_below_nought(case: Case, cell: Answered) -> bool:
    approved = case.approved(cell.record)
    planned = (value for key in ("outturn", "target") for value in figures_of(approved.entry(key).value))
    return any(value.number < 0 for value in planned)


def no_unit(case: Case) -> Iterator[Point]:
    """Figures without a unit where the definition, the row or another table has one."""
    for cell in (figure.cell for figure in _figures(case) if any(_bare(value) for value in figure.values)):
        known = _unit_known(case, cell)
        if known:
            yield _unitless(case, cell, known)
        elif cell.book.role is Role.PLAN and not _in_words(cell) and not _wanted(cell.record.text("definition"))[0]:
            with_unit, all_figures = _column(case, cell)
            if with_unit >= _ENOUGH and with_unit >= _NEARLY_ALL * all_figures:
                told = f"{with_unit} of the {all_figures} figures of this column have a unit"
                yield _unitless(case, cell, told, Severity.NOTE)


def _in_words(cell: Answered) -> bool:
    """Whether a target says in words what it aims at: 'maintain at 0', 'max 23 per year'; they say what it counts."""
    target = cell.entry.read(Target)
    said = re.sub(r"\([^()]*\)", " ", target.raw) if target is not None and target.kind is TargetKind.LEVEL else ""
    return len(_WORD.findall(said)) > 1


def _bare(value: Value) -> bool:
    return value.unit.kind is UnitKind.NUMBER


def _unit_known(case: Case, cell: Answered) -> str:
    """Which words say that the figure is a percentage; '' where none do, or where a number or a rate is asked for."""
    wanted, _ = _wanted(cell.record.text("definition"))
    if wanted:
        return "the definition asks for a percentage" if wanted == "a percentage" else ""
    own = [cell.record.entry(key) for key in _FIGURES if key != cell.column.key]
    others = (record.entry(cell.column.key) for record in _elsewhere(case, cell))
    for entry in (*others, *own):
        if any(value.unit.kind is UnitKind.PERCENT for value in figures_of(entry.value)):
            beside = entry in own
            return f"{quote(entry.raw)} stands in {entry.origin.cell if beside else entry.origin}"
    return ""


def _unitless(case: Case, cell: Answered, why: str, most: Severity = Severity.ERROR) -> Point:
    return point_at(
        cell,
        f"{quote(cell.entry.raw)} under '{case.heading(cell.column)}' has no unit, but {why}.",
        "A figure stands with its unit.",
        "Enter the figure with its unit.",
        example="45.7%",
        most=most,
    )


def _column(case: Case, cell: Answered) -> tuple[int, int]:
    """How many figures of a cell's column have a unit, and how many there are."""
    rows = (r for r in cell.book.of(Kind.INDICATOR) if r.plan == cell.record.plan)
    read = [value for record in rows for value in figures_of(record.entry(cell.column.key).value)]
    return sum(not _bare(value) for value in read), len(read)


UNIT_RULES = (
    Rule(
        "C209",
        "A percentage that cannot be",
        "A part of a whole is never more than the whole. A point left out turns 8.5% into 805%.",
        Severity.WARNING,
        Scope.CELL,
        impossible_share,
    ),
    Rule(
        "C210",
        "A unit that contradicts the definition",
        "A rate per 10,000 is not a percentage. Whoever reads the figure by its unit is misled a hundredfold.",
        Severity.WARNING,
        Scope.CELL,
        other_unit,
    ),
    Rule(
        "C211",
        "A figure without its unit",
        "A bare 80.7 cannot be held against a target of 93.4%: whether it is a percentage is a guess.",
        Severity.WARNING,
        Scope.CELL,
        no_unit,
    ),
    Rule(
        "C218",
        "A level below nought",
        "A rate of -8.5% cannot be reached: a change that stands for a level is missed, or met, by whoever reads it.",
        Severity.WARNING,
        Scope.CELL,
        below_nought,
    ),
)
