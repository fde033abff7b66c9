"""R, T: the columns of the plans. Does a cell hold what its heading asks for, is a column of targets used at all?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compiler.domain.agreement import grouped
from compiler.domain.finding import Severity
from compiler.domain.record import Kind, Record, State
from compiler.domain.reference import read_references
from compiler.domain.regex import regex
from compiler.domain.when import WhenKind, read_when
from compiler.profile.model import Column
from compiler.rules.case import Answered, Case
from compiler.rules.columnwise import Down
from compiler.rules.pointing import point_at
from compiler.rules.rule import Point, Rule, Scope
from compiler.rules.wording import a, counted, quote

_WORD = regex(r"[a-z]+")
_DIGIT = regex(r"[0-9]")
_LONGEST = 60
_DATED = frozenset({WhenKind.DAY, WhenKind.MONTH, WhenKind.QUARTER, WhenKind.SEVERAL})
_AIM = "target"
_MILESTONE = "milestone"
_FEWEST = 8
_HARDLY = 0.1


def _numbered(text: str) -> bool:
    return bool(_DIGIT.search(text)) if text.isascii() else any(map(str.isdigit, text))


def of_another(case: Case) -> Iterator[Point]:
    """References alone in a cell of words, beside a blank cell for such references; a date alone for a milestone."""
    texts = case.texts("text").texts
    short = frozenset(raw for raw in texts if len(raw) <= _LONGEST and _numbered(raw))
    kinds = {raw: held for raw in short if (held := _kinds(case, raw))}
    likely = {*kinds, *(raw for down in case.down_under(_MILESTONE) for raw in down.said & short)}
    for down, number in case.places(likely, "text"):
        if not down.of_plan or down.states[number] is not State.VALUE:
            continue
        cell = down.cell(number)
        asked = _asked_there(cell, kinds.get(cell.entry.raw, frozenset()))
        if asked is not None:
            yield _reference(case, cell, asked)
        elif cell.record.kind is Kind.MILESTONE and cell.column.key == _MILESTONE and _is_date(case, cell):
            yield point_at(
                cell,
                f"{quote(cell.entry.raw)} under '{case.heading(cell.column)}' is a date, and says nothing that is to "
                "be reached by it.",
                f"{a(case.profile.word('milestone')).capitalize()} says what will be there to see.",
                most=Severity.NOTE,
            )


def _kinds(case: Case, raw: str) -> frozenset[str]:
    """What the references stand for of which a text consists, and of nothing besides; none for any other text."""
    families = case.profile.schemes
    known = {word for scheme in families for word in scheme.prefix.casefold().split()} | {"and", "to"}
    if not known.issuperset(_WORD.findall(raw.casefold())):
        return frozenset()
    read = read_references(raw, families)
    if read.unread or not read.distinct:
        return frozenset()
    schemes = [case.profile.schemes[reference.scheme] for reference in read.distinct]
    # A number alone may be a number and no reference: only what has the letters of its family is one anywhere.
    letters = {word for scheme in schemes for word in scheme.prefix.casefold().split()} | {"and", "to"}
    alone = all(scheme.prefix for scheme in schemes) and letters.issuperset(_WORD.findall(raw.casefold()))
    return frozenset(scheme.of for scheme in schemes) if alone else frozenset()


def _asked_there(cell: Answered, kinds: frozenset[str]) -> Column | None:
    """The blank column of a row that asks for references such as a cell of words holds."""
    blank = (c for c in cell.sheet.columns if c.type == "references" and _is_blank(cell.record, c))
    return next((column for column in blank if kinds == {column.of}), None)


def _is_blank(record: Record, column: Column) -> bool:
    return record.state(column.key) is State.BLANK


def _reference(case: Case, cell: Answered, asked: Column) -> Point:
    other = cell.record.entry(asked.key).origin
    return point_at(
        cell,
        f"{quote(cell.entry.raw)} stands under '{case.heading(cell.column)}', and '{case.heading(asked)}' "
        f"({other.cell}) is blank.",
        f"A reference of that kind stands under '{case.heading(asked)}'.",
        others=(other,),
    )


def _is_date(case: Case, cell: Answered) -> bool:
    """Whether a cell is a date from its first word to its last, so that it says nothing else."""
    if not any(map(str.isdigit, cell.entry.raw)):
        return False
    due = read_when(cell.entry.raw, start_month=case.profile.calendar.starts)
    return due.kind in _DATED and not due.unread


def hardly_filled(case: Case) -> Iterator[Point]:
    """Columns of targets that at most one row in ten of a plan fills; each column is told of once."""
    aims = [down for down in case.every_down if _of_aims(down)]
    for same in grouped(aims, lambda d: f"{d.book.workbook}\x1f{d.sheet.key}\x1f{d.column.key}").values():
        if any(down.any_in(State.BLANK) for down in same):
            cells = [cell for down in same for cell in down.cells]
            blank = [cell for cell in cells if cell.entry.state is State.BLANK]
            if len(cells) >= _FEWEST and len(cells) - len(blank) <= _HARDLY * len(cells):
                yield _unused(case, cells, blank)


def _of_aims(down: Down) -> bool:
    """Whether a plan's column is for targets of work or of risks; indicators have rules of their own."""
    return down.of_plan and _AIM in down.column.key and down.sheet.kind is not Kind.INDICATOR


def _unused(case: Case, cells: Sequence[Answered], blank: Sequence[Answered]) -> Point:
    filled = len(cells) - len(blank)
    noun = case.profile.word(cells[0].record.kind.value)
    said = f"in {filled} of {counted(len(cells), noun)}" if filled else f"in none of {counted(len(cells), noun)}"
    under = grouped(blank, lambda cell: cell.record.text("objective") or cell.entry.origin.cell)
    given = {cell.record.text("objective") for cell in cells if cell.entry.state is not State.BLANK}
    whole = [same[0] for same in under.values() if (number := same[0].record.text("objective")) and number not in given]
    throughout = f"; it is blank throughout {counted(len(whole), case.profile.word('objective'))}"
    return point_at(
        blank[0],
        f"'{case.heading(blank[0].column)}' is filled {said}{throughout if len(whole) > 1 else ''}.",
        "A column of targets that the form has is filled, or the form does without it.",
        for_plan="Set the targets, or take the column out when the plan is next revised.",
        others=tuple(same[0].entry.origin for same in under.values())[1:],
    )


COLUMN_RULES = (
    Rule(
        "R321",
        "Words under the heading of another column",
        "What stands under another heading is missed where it is looked for, and the row seems not to have it.",
        Severity.WARNING,
        Scope.ROW,
        of_another,
        of_plans=True,
    ),
    Rule(
        "T422",
        "A column of targets that hardly any row fills",
        "Where the form asks for targets and next to none is given, nobody can say what the work is to achieve.",
        Severity.NOTE,
        Scope.TABLE,
        hardly_filled,
        of_plans=True,
    ),
)
