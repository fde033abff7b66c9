"""X: across workbooks. Is a return still the one that was accepted?"""

from __future__ import annotations

from collections.abc import Iterator

from compiler.domain.acceptance import Changed, ChangedCell
from compiler.domain.finding import Audience, Severity
from compiler.domain.origin import Origin
from compiler.domain.period import say_date
from compiler.rules.case import Case
from compiler.rules.rule import Point, Rule, Scope
from compiler.rules.wording import counted, quote

_SHOWN = 5


def changed_since(case: Case) -> Iterator[Point]:
    """Returns that are otherwise than when they were accepted, cell by cell."""
    for changed in case.changed:
        accepted, cells = changed.accepted, changed.cells or ()
        yield Point(
            Origin(changed.workbook),
            f"This return was accepted by {accepted.by} on {say_date(accepted.on)} and has been changed since. "
            f"{_what(changed)}",
            "A return that was accepted stays as it is until it is accepted again.",
            "Ask the team about it; then accept it as it is now, or put back the version that was accepted.",
            value=accepted.file,
            division=accepted.division,
            audience=Audience.OFFICER,
            others=tuple(cell.origin for cell in cells),
        )


def _what(changed: Changed) -> str:
    """What differs, the first few cells in full."""
    if changed.cells is None:
        return "The version that was accepted is not kept, so what differs cannot be shown."
    if not changed.cells:
        return "Every cell says the same; the file was only saved again."
    told = [_cell(cell) for cell in changed.cells[:_SHOWN]]
    more = len(changed.cells) - len(told)
    return f"{counted(len(changed.cells), 'difference')}: {'; '.join(told)}{f'; and {more} more' if more else ''}."


def _cell(cell: ChangedCell) -> str:
    place = ", ".join(part for part in (cell.origin.sheet, cell.origin.cell) if part)
    what = f"{place} ({cell.row}{f', {cell.column}' if cell.column else ''})"
    if not cell.column:
        return f"{what} {cell.now}"
    return f"{what}: {quote(cell.was) if cell.was else 'blank'} became {quote(cell.now) if cell.now else 'blank'}"


ACCEPTED_RULES = (
    Rule(
        "X510",
        "A return changed after it was accepted",
        "Figures that were agreed with a division would change in the report without anybody having agreed to it.",
        Severity.WARNING,
        Scope.ACROSS,
        changed_since,
    ),
)
