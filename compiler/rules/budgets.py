"""W: sums of money. Is an amount the same wherever the plans state it, in words and in their budget tables?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from compiler.domain.agreement import grouped
from compiler.domain.figures import Unit, UnitKind, unit_of
from compiler.domain.finding import Severity
from compiler.domain.frozen import dataclass
from compiler.domain.likeness import words_of
from compiler.domain.period import read_year
from compiler.domain.record import Kind, Record
from compiler.domain.regex import regex
from compiler.domain.text import fold
from compiler.domain.value import read_value
from compiler.domain.value_model import Value
from compiler.rules.case import Case
from compiler.rules.pointing import AMEND, point_at
from compiler.rules.rule import Point, Rule, Scope
from compiler.rules.wording import quote

_SENTENCE = regex(r"(?<=[.;!?])\s+")
_MONEY = regex(r"-?£\s?\d[\d,.]*\d?(?:\s?(?:million|billion|thousand|bn|m|k)\b)?")
_COMMA = regex(r"(\d{1,3}),(\d{3})")
_YEAR = regex(r"(?:19|20)[0-9]{2}(?: ?[/-] ?[0-9]{2,4})?")
_KINDS = {"net": "net", "gross": "gross", "expenditure": "gross", "income": "income"}
_NO_MORE = regex(
    r"a|amounts?|and|approved|between|budgets?|by|changes?|department(?:al)?|divisions?|figures?|for|in|of|overview|plan"
    r"|resources?|revenue|services?|summary|the|totals?|values?|years?"
)
"""A word that narrows nothing down: a budget summary by division is about all the money there is."""


def _lines(case: Case) -> Iterator[tuple[Record, Decimal]]:
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
    by_division: dict[str, list[tuple[Record, Decimal]]] = {}
    for row, pounds in _lines(case):
        for key in _divisions_of(case, fold(row.text("line"))):
            by_division.setdefault(key, []).append((row, pounds))
    for book in case.sound_plans:
        own = by_division.get(book.division, [])
        for record in book.of(Kind.NARRATIVE) if own else ():
            for sentence in _SENTENCE.split(record.text("text")):
                yield from _differing(case, record, sentence, own)


def _divisions_of(case: Case, line: str) -> list[str]:
    """The divisions whose line of a budget this is, by their name as the department or the table writes it."""
    if not line:
        return []
    begun = [each.key for each in case.department.divisions if fold(each.name).startswith(line)]
    named = [
        each.key
        for each in case.department.divisions
        if line in map(fold, filter(None, (each.name, each.short, *each.aliases)))
    ]
    return [*dict.fromkeys((*named, *(begun if len(begun) == 1 else ())))]


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


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a budget table: its amount in pounds, the rounding it is shown with, and what it is the amount of."""

    row: Record
    pounds: Decimal
    rounding: Decimal
    of: str

    @property
    def table(self) -> tuple[str, str, str]:
        """The table that it stands in."""
        return self.row.workbook, self.row.plan, fold(self.row.text("table"))

    @property
    def title(self) -> tuple[str, ...]:
        """The words of the table's title."""
        return words_of(self.row.text("table"))

    def says(self, other: _Line) -> bool:
        """Whether both give the same amount, to the figure that the less exact one shows."""
        apart = abs(abs(self.pounds) - abs(other.pounds))
        return _equal(self.pounds, other.pounds) or apart <= max(self.rounding, other.rounding)


def two_tables(case: Case) -> Iterator[Point]:
    """Amounts that two budget tables, of one plan or of two, give otherwise for the same thing and the same year."""
    tiers = [tier.key for tier in case.profile.tiers]
    lines = [line for row, _ in _lines(case) if (line := _line(case, row)) is not None]
    ordered = sorted(lines, key=lambda line: tiers.index(line.row.plan) if line.row.plan in tiers else len(tiers))
    for same in grouped(ordered, lambda line: line.of).values():
        right = max(same, key=lambda line: sum(line.says(other) for other in same))
        for line in same:
            if line.table != right.table and not line.says(right):
                yield from _otherwise(case, line, right)


def _line(case: Case, row: Record) -> _Line | None:
    value = row.read("amount", Value)
    unit = _unit(row, value)
    of = _amount_of(case, row)
    if value is None or unit is None or not of:
        return None
    step = Decimal(1).scaleb(-value.decimals) / 2
    return _Line(row, value.number * unit.multiple, step * unit.multiple, of)


def _amount_of(case: Case, row: Record) -> str:
    """Whose amount a line gives, of which kind (net, gross, income) and for which year; '' where its words leave that
    open. Words that say more of the amount ('revised', 'grants') make it another."""
    title, line, measure = (words_of(_YEAR.sub(" ", row.text(key))) for key in ("table", "line", "measure"))
    kinds = _kinds(measure) or _kinds(line) or _kinds(title)
    whose, years = _owner(case, row, line), _years(case, row)
    if len(kinds) != 1 or not years or not whose:
        return ""
    more = [word for word in (*title, *measure) if not _NO_MORE.fullmatch(word) and word not in _KINDS]
    return "\x1f".join((whose, *kinds, years, *more))


def _kinds(words: Sequence[str]) -> set[str]:
    found = {_KINDS[word] for word in words if word in _KINDS}
    return {"net"} if "net" in found else found


def _owner(case: Case, row: Record, line: Sequence[str]) -> str:
    """The division that a line names, or the department, whose own total it is; '' where it is the line of a service,
    of which each table may show a part."""
    owner = case.department.named(row.text("line"))
    left = {word for word in line if word not in _KINDS}
    whole = left & {"department", "departmental"} and all(map(_NO_MORE.fullmatch, left))
    return owner.key if owner else case.department.key if whole else ""


def _years(case: Case, row: Record) -> str:
    """The year that an amount is for: that of its heading, its line or its table, else the plan's; '' of several."""
    for key in ("measure", "line", "table"):
        found = {read_year(words, case.year.start_month) for words in _YEAR.findall(row.text(key))}
        if found:
            return str(found.pop()) if len(found) == 1 else ""
    return str(case.year)


def _otherwise(case: Case, line: _Line, right: _Line) -> Iterator[Point]:
    cell, other = case.planned(line.row, "amount"), case.planned(right.row, "amount")
    if cell is not None and other is not None:
        yield point_at(
            cell,
            f"{_told(line.row)} for {quote(line.row.text('line'))}, but {quote(right.row.text('table'))} gives "
            f"{_told(right.row)} for {quote(right.row.text('line'))} ({other.entry.origin}).",
            "An amount is the same wherever the plans state it.",
            for_plan=f"Ask which is right. {AMEND}",
            others=(other.entry.origin,),
            most=Severity.WARNING if line.title == right.title else Severity.NOTE,
        )


def _told(row: Record) -> str:
    """An amount with its unit and its heading: '10.946' (£m) as 'Net Budget'."""
    unit, measure = row.text("unit"), row.text("measure")
    return f"{quote(row.text('amount'))}{f' ({unit})' if unit else ''}{f' as {quote(measure)}' if measure else ''}"


BUDGET_RULES = (
    Rule(
        "W905",
        "A budget in words that its table gives otherwise",
        "A sum that differs between two papers of one meeting leaves the members without the right one.",
        Severity.WARNING,
        Scope.WORDS,
        two_budgets,
        of_plans=True,
    ),
    Rule(
        "W911",
        "An amount that two budget tables give otherwise",
        "Two tables that are approved together and differ leave open how much there is to spend.",
        Severity.WARNING,
        Scope.WORDS,
        two_tables,
        of_plans=True,
    ),
)
