"""W: words and sums of money. Is a short form spelt one way, and an amount the same wherever it stands?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from compiler.domain.agreement import grouped
from compiler.domain.figures import Unit, UnitKind, unit_of
from compiler.domain.finding import Severity
from compiler.domain.record import Kind, Record
from compiler.domain.returned import Return
from compiler.domain.text import fold
from compiler.domain.value import read_value
from compiler.domain.value_model import Value
from compiler.rules.case import Answered, Case
from compiler.rules.pointing import AMEND, point_at
from compiler.rules.rule import Point, Rule, Scope
from compiler.rules.wording import counted, listed, quote

_SHORT_FORM = re.compile(r"(?<![A-Za-z])[A-Z]{4,}(?=s?(?![A-Za-z]))")
_WORDY = ("text", "choice", "officer")
_SENTENCE = re.compile(r"(?<=[.;!?])\s+")
_MONEY = re.compile(r"-?£\s?\d[\d,.]*\d?(?:\s?(?:million|billion|thousand|bn|m|k)\b)?")
_COMMA = re.compile(r"(\d{1,3}),(\d{3})")


def swapped(one: str, other: str) -> bool:
    """Whether two words differ only by two neighbouring letters that changed places."""
    apart = [n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b]
    return (
        len(one) == len(other)
        and len(apart) == 2
        and apart[1] == apart[0] + 1
        and one[apart[0]] + one[apart[1]] == other[apart[1]] + other[apart[0]]
    )


def swapped_letters(case: Case) -> Iterator[Point]:
    """Short forms that have two letters the wrong way round, where the council's own list has the right one."""
    known = case.profile.glossary
    found: list[tuple[str, str, Answered]] = []
    for cell in case.cells:
        if cell.column.type in _WORDY and cell.entry.given:
            for word in dict.fromkeys(_SHORT_FORM.findall(cell.entry.raw)):
                right = next((short for short in known if word not in known and swapped(word, short)), "")
                if right:
                    found.append((word, right, cell))
    for same in grouped(found, lambda each: f"{each[0]}/{each[2].book.role.value}/{each[2].book.workbook}").values():
        word, right, cell = same[0]
        yield point_at(
            cell,
            f"{quote(word)} stands in {counted(len(same), 'cell')} of this workbook "
            f"({listed(each[2].entry.origin.cell for each in same)}).",
            f"{right} is the short form of {known[right]}.",
            f"Correct it to {right}.",
            others=tuple(each[2].entry.origin for each in same[1:]),
        )


def _budget_lines(case: Case) -> Iterator[tuple[Record, Decimal]]:
    """The lines of the plans' budget tables with their amounts in pounds."""
    for book in case.sound_plans:
        for row in book.of(Kind.RESOURCE):
            value = row.read("amount", Value)
            unit = _unit(row, value)
            if value is not None and unit is not None:
                yield row, value.number * unit.multiple


def _unit(row: Record, value: Value | None) -> Unit | None:
    """The unit of money of a line: its cell's own, else that of its Unit column."""
    for unit in (value.unit if value else None, unit_of(row.text("unit")) if row.text("unit") else None):
        if unit is not None and unit.kind is UnitKind.MONEY:
            return unit
    return None


def two_budgets(case: Case) -> Iterator[Point]:
    """Amounts that a division's plan states in words, and a budget table of the plans states otherwise."""
    lines = list(_budget_lines(case))
    for book in case.sound_plans:
        own = [(row, pounds) for row, pounds in lines if _is_of(case, row, book)]
        for record in book.of(Kind.NARRATIVE) if own else ():
            for sentence in _SENTENCE.split(record.text("text")):
                yield from _differing(case, record, sentence, own)


def _is_of(case: Case, row: Record, book: Return) -> bool:
    """Whether a line of a budget is a division's, by its name as the department or the table writes it."""
    division = case.department.division(book.division)
    line = fold(row.text("line"))
    if division is None or not line:
        return False
    names = [fold(name) for name in (division.name, division.short, *division.aliases) if name]
    begun = [d for d in case.department.divisions if fold(d.name).startswith(line)]
    return line in names or begun == [division]


def _differing(case: Case, record: Record, sentence: str, own: list[tuple[Record, Decimal]]) -> Iterator[Point]:
    amounts = _MONEY.findall(sentence)
    cell = case.planned(record, "text")
    named = [(row, pounds) for row, pounds in own if _names(sentence, row.text("measure"))]
    if len(amounts) != 1 or cell is None or not named:
        return
    said = _readings(amounts[0])
    if said and not any(_equal(amount, pounds) for amount in said for _, pounds in named):
        row = named[0][0]
        unit = row.text("unit")
        yield point_at(
            cell,
            f"{quote(amounts[0])} is given as the {row.text('measure').lower()}, but {quote(row.text('table'))} gives "
            f"{quote(row.text('amount'))}{f' ({unit})' if unit else ''} for {quote(row.text('line'))} "
            f"({row.entry('amount').origin}){', also if its comma is to be a point' if len(said) > 1 else ''}.",
            "An amount is the same wherever the plans state it.",
            for_plan=f"Ask which is right. {AMEND}",
            others=tuple(row.entry("amount").origin for row, _ in named),
        )


def _names(sentence: str, measure: str) -> bool:
    return bool(measure.strip()) and bool(re.search(rf"\b{re.escape(fold(measure))}\b", fold(sentence)))


def _readings(amount: str) -> list[Decimal]:
    """What an amount comes to in pounds; with a comma that may stand for a point, both readings."""
    found = [read_value(words) for words in dict.fromkeys((amount, _COMMA.sub(r"\1.\2", amount)))]
    return [value.amount for value in found if isinstance(value, Value) and value.unit.kind is UnitKind.MONEY]


def _equal(one: Decimal, other: Decimal) -> bool:
    """Whether two amounts are the same but for rounding to a thousandth part."""
    return abs(abs(one) - abs(other)) <= max(abs(one), abs(other)) / 2000


WORD_RULES = (
    Rule(
        "W904",
        "A short form with two letters swapped",
        "A short form that is spelt two ways is not found by those who search for it, and looks like two services.",
        Severity.WARNING,
        Scope.WORDS,
        swapped_letters,
    ),
    Rule(
        "W905",
        "A budget in words that its table gives otherwise",
        "A sum that differs between two papers of one meeting leaves the members without the right one.",
        Severity.WARNING,
        Scope.WORDS,
        two_budgets,
    ),
)
