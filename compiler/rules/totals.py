"""T: budget tables. Do the totals add up, and stands the point where it belongs?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from compiler.domain.agreement import grouped
from compiler.domain.finding import Severity
from compiler.domain.frozen import replace
from compiler.domain.record import Kind, State
from compiler.domain.regex import regex
from compiler.domain.returned import Role
from compiler.domain.value import read_value
from compiler.domain.value_model import Ambiguous, Value
from compiler.rules.case import Answered, Case
from compiler.rules.pointing import point_at
from compiler.rules.rule import Point, Rule, Scope
from compiler.rules.wording import quote

_TOTAL = regex(r"\b(?:sub-?)?totals?\b", re.IGNORECASE)
_NET = regex(r"\bnet\b", re.IGNORECASE)
_GROSS = regex(r"\bgross\b|\bexpenditure\b|\bincome\b", re.IGNORECASE)
_LARGE = regex(r"^£?m\b|million|[£ ]m$", re.IGNORECASE)
_COMMA = regex(r"-?£?\s?[0-9]{1,3},(?P<after>[0-9]{3})")
_POINT = regex(r"-?£?\s?[0-9]{1,3}\.(?P<after>[0-9]{3})m?")


def _columns(case: Case) -> Iterator[list[Answered]]:
    """The amounts of each table under each heading, in their order."""
    amounts = [
        cell for cell in case.under("amount") if cell.book.role is Role.PLAN and cell.record.kind is Kind.RESOURCE
    ]
    names = ("plan", "table", "measure", "unit")
    yield from grouped(
        amounts, lambda cell: "\x1f".join((cell.book.workbook, *(cell.record.text(name) for name in names)))
    ).values()


def _number(cell: Answered, slipped: frozenset[int]) -> Decimal | None:
    """An amount as a number; brackets are taken for a minus, and a comma that stands for a point is one."""
    value = cell.entry.value
    if cell.entry.state is State.UNREADABLE:
        read = read_value(cell.entry.raw)
        value = read.readings[0] if isinstance(read, Ambiguous) else None
        inner = cell.entry.raw.strip()
        if isinstance(value, Value) and inner.startswith("("):
            value = replace(value, number=-abs(value.number))
    if not isinstance(value, Value):
        return None
    return value.number / 1000 if id(cell.entry) in slipped else value.number


def _slipped(cells: list[Answered]) -> list[Answered]:
    """The amounts in millions with a comma where the others of their column have a point."""
    if not cells or not _LARGE.search(cells[0].record.text("unit")):
        return []
    pointed = [cell for cell in cells if _POINT.fullmatch(cell.entry.raw.strip())]
    commas = [cell for cell in cells if _COMMA.fullmatch(cell.entry.raw.strip())]
    return commas if pointed and len(pointed) + len(commas) == len(cells) else []


def misplaced_comma(case: Case) -> Iterator[Point]:
    """Millions with a comma in the place of the point."""
    for cells in _columns(case):
        for cell in _slipped(cells):
            meant = cell.entry.raw.replace(",", ".")
            yield point_at(
                cell,
                f"{quote(cell.entry.raw)} under '{case.heading(cell.column)}' has a comma where the other amounts "
                f"of its table have a point; in {cell.record.text('unit')} it would be a thousand times too large.",
                "",
                hint=f"Did you mean {meant}?",
            )


def wrong_total(case: Case) -> Iterator[Point]:
    """Lines named a total that are not the sum of the lines above them."""
    for cells in _columns(case):
        slipped = frozenset(id(cell.entry) for cell in _slipped(cells))
        parts: list[Decimal] = []
        whole = True
        for cell in cells:
            number = _number(cell, slipped)
            whole = whole and number is not None
            if number is None:
                continue
            if not _TOTAL.search(cell.record.text("line")):
                parts.append(number)
            elif whole and len(parts) > 1:
                yield from _unequal(case, cell, sum(parts, Decimal(0)), number, len(parts))
                parts = []
    yield from _wrong_net(case)


def _unequal(case: Case, cell: Answered, added: Decimal, number: Decimal, lines: int) -> Iterator[Point]:
    """The point, where the difference is more than the rounding of the lines can make."""
    places = cell.entry.read(Value)
    step = Decimal(1).scaleb(-(places.decimals if places else 0))
    if abs(added - number) > step * lines / 2:
        yield point_at(
            cell,
            f"{quote(cell.entry.raw)} is given as {quote(cell.record.text('line'))}, but its {lines} lines add up to "
            f"{added:,f}.",
            "A total is the sum of its lines.",
            for_plan="List the total or the line that is wrong for amendment of the plan.",
        )


def _wrong_net(case: Case) -> Iterator[Point]:
    """Net amounts of a line that are not its gross amount and its income together."""
    cells = [cell for column in _columns(case) for cell in column]
    for same in grouped(
        cells, lambda c: "\x1f".join((c.book.workbook, *map(c.record.text, ("table", "line"))))
    ).values():
        net = [cell for cell in same if _NET.search(cell.record.text("measure"))]
        parts = [cell for cell in same if _GROSS.search(cell.record.text("measure")) and cell not in net]
        numbers = [number for cell in parts if (number := _number(cell, frozenset())) is not None]
        if len(net) == 1 and len(numbers) == len(parts) == 2 and len(same) == 3:
            told = _number(net[0], frozenset())
            if told is not None:
                gross, income = numbers
                yield from _unequal(case, net[0], gross - abs(income), told, 2)


TOTAL_RULES = (
    Rule(
        "T415",
        "A total that does not add up",
        "A total that is not the sum of its lines leaves open which of them was approved.",
        Severity.WARNING,
        Scope.TABLE,
        wrong_total,
        of_plans=True,
    ),
    Rule(
        "T416",
        "A comma in the place of a point",
        "16,880 among amounts in millions is read as sixteen thousand million by every program.",
        Severity.NOTE,
        Scope.TABLE,
        misplaced_comma,
        of_plans=True,
    ),
)
