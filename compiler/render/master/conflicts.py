"""The Conflicts sheet: what returns say differently of one row, a suggestion, and the columns for the decision."""

from __future__ import annotations

from collections.abc import Sequence

from compiler.consolidate.view import ToSettle
from compiler.domain.conflict import Claim
from compiler.domain.language import term
from compiler.domain.text import fold
from compiler.render.master.cell import Cell
from compiler.render.master.layout import Asked, Heading, TablePage, line_by_line, unique_headings
from compiler.render.master.places import Places
from compiler.report.sentences import capital

DECISION, BY, ON, MARK = "Decision", "Decided by", "Decided on", "Mark (leave as it is)"
VALUE, TABLE = "Value", "tblConflicts"
_SIDES = (
    *("The first", "The second", "The third", "The fourth"),
    *("The fifth", "The sixth", "The seventh", "The eighth"),
)
SEPARATOR = " | "
_WHAT = "What two returns say differently of one row: both cells, a suggestion, and a column for the decision."
_NOTE = (
    "Fill in the three framed columns: choose whose value counts or type another, and say who decided it and when. "
    "The next compile quarter keeps it in decisions.toml."
)


def choice(number: int) -> str:
    """What is chosen where the value of the first, second, … side counts: 'The first'."""
    if number < len(_SIDES):
        return term(_SIDES[number])
    return term("Side {number}", number=number + 1)


def conflicts_page(places: Places, name: str) -> TablePage | None:
    """Every conflict on one line; None when there are none."""
    conflicts = places.view.conflicts
    if not conflicts:
        return None
    most = max(len(each.conflict.claims) for each in conflicts)
    return TablePage(
        name=name,
        table=TABLE,
        title=name,
        headings=unique_headings(_headings(most)),
        rows=line_by_line(lambda each: _line(places, each, most), conflicts),
        note=term(_NOTE),
        what=term(_WHAT),
        fixed=1,
    )


def _headings(most: int) -> Sequence[Heading]:
    sides = []
    for number in range(1, most + 1):
        sides += [
            Heading(term("Owner {number}", number=number), 24),
            Heading(f"{term(VALUE)} {number}", 14),
            Heading(term("Workbook {number}", number=number), 20),
            Heading(term("Cell {number}", number=number), 14),
        ]
    options = tuple(choice(number) for number in range(most))
    whose = Asked(options, term("Choose whose value counts, or type a value of your own."))
    return (
        Heading(term("Reference"), 12),
        Heading(term("What"), 11),
        Heading(term("Words"), 34),
        Heading(term("Column"), 14),
        *sides,
        Heading(term("Suggested"), 14),
        Heading(term("Why"), 26),
        Heading(term(DECISION), 14, asked=whose),
        Heading(term(BY), 18, asked=Asked((), term("The post or the body that decided it."))),
        Heading(term(ON), 12, asked=Asked((), term("The day of the decision, such as 20/10/2008."))),
        Heading(term(MARK), 14),
    )


def _line(places: Places, each: ToSettle, most: int) -> tuple[Cell, ...]:
    conflict = each.conflict
    cells: list[Cell] = [
        conflict.reference,
        capital(places.view.profile.word(conflict.kind.value)),
        conflict.words,
        _heading(places, each),
    ]
    for claim in conflict.claims:
        origin = claim.entry.origin
        cells += [_owner(places, claim), claim.said, origin.workbook, places.to_return(origin)]
    cells += [""] * (4 * (most - len(conflict.claims)))
    return (*cells, each.suggested, each.why, *_decided(places, each), mark_of(each))


def _heading(places: Places, each: ToSettle) -> str:
    sheet = places.view.profile.sheet(each.conflict.kind)
    column = sheet.column(each.conflict.column) if sheet else None
    return places.heading(column.heading) if column else each.conflict.column


def _owner(places: Places, claim: Claim) -> str:
    """The division, and the officer where the row names one."""
    officer = " ".join(claim.record.text("officer").split())
    tier, division = places.plan(claim.record.plan), places.division(claim.record.division)
    return f"{division}, {tier}{f' ({officer})' if officer else ''}"


def _decided(places: Places, each: ToSettle) -> tuple[Cell, ...]:
    """The decision as it is in force, or as it was entered and could not be taken over."""
    if each.settled is None:
        return places.view.entered.get(mark_of(each), ("", "", ""))
    settlement = each.settled.settlement
    said = [fold(claim.said) for claim in each.conflict.claims]
    same = fold(settlement.counts)
    return (choice(said.index(same)) if same in said else settlement.counts, settlement.by, settlement.on)


def mark_of(each: ToSettle) -> str:
    """By what a conflict is known again, whatever stands in its cells: kind, reference, column and sides."""
    conflict = each.conflict
    reference = " ".join(conflict.reference.split())
    return SEPARATOR.join((conflict.kind.value, reference, conflict.column, *conflict.sides))
