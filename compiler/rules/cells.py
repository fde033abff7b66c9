"""C: the single cell. Can it be read, and is it one of the words that it may be?"""

from __future__ import annotations

from collections.abc import Iterator

from compiler.domain.condition import ERROR_VALUE
from compiler.domain.finding import Severity
from compiler.domain.frozen import replace
from compiler.domain.period import say_month
from compiler.domain.reading import read_value
from compiler.domain.record import State
from compiler.domain.returned import Role
from compiler.domain.text import lookalikes, nearest
from compiler.domain.value_model import Ambiguous, RemarkKind, Value, say_value
from compiler.profile.choices import offered
from compiler.profile.row_checks import LISTED, OUTSIDE_LIST
from compiler.rules.case import Answered, Case
from compiler.rules.pointing import point_at
from compiler.rules.rule import Point, Rule, Scope
from compiler.rules.wording import listed, quote, strange_letters

_ERRORS = {
    "#REF!": "the cells that it took its value from are no longer there",
    "#N/A": "what it looked up was not found",
    "#VALUE!": "it calculates with something that is not a number",
    "#DIV/0!": "it divides by nought or by a blank cell",
    "#NAME?": "it uses a name that the workbook has not got",
    "#NUM!": "its result is not a number that Excel can hold",
    "#NULL!": "it names two areas that do not meet",
}


_LONGEST_TEXT = 32_767
"""As many characters as Excel allows in a cell."""


def _all_unreadable(case: Case) -> tuple[Answered, ...]:
    return tuple(case.in_state(State.UNREADABLE))


def _unreadable(case: Case) -> tuple[Answered, ...]:
    return case.once(_all_unreadable)


def _is_error(cell: Answered) -> bool:
    return bool(ERROR_VALUE.fullmatch(cell.entry.raw))


def _mistyped(case: Case, *types: str) -> Iterator[Answered]:
    """Cells of these types with words in them that their type does not allow."""
    return (c for c in _unreadable(case) if c.column.type in types and c.entry.raw and not _is_error(c))


def _under(case: Case, cell: Answered) -> str:
    return f"{quote(cell.entry.raw)} under '{case.heading(cell.column)}'"


def unreadable_date(case: Case) -> Iterator[Point]:
    """Words that are no date, where one is asked for."""
    for cell in _mistyped(case, "when", "date"):
        problem, _, meant = cell.entry.problem.partition("; did you mean ")
        hint = f"Did you mean {meant}" if meant else ""
        found = f"{_under(case, cell)} cannot be read as a date: {problem}."
        day = case.period.last_day if case.period else case.year.last_day
        example = f"{day:%d/%m/%Y}"
        if cell.column.type == "date":
            yield point_at(
                cell, found, "Allowed is a single day.", "Enter the day, month and year.", hint=hint, example=example
            )
        else:
            lasting = ", or a word such as 'Ongoing'" if cell.column.part == "plan" else ""
            allowed = f"Allowed is a day, a month, a quarter or a year{lasting}."
            remedy = "Enter the day or the month, with its year."
            yield point_at(cell, found, allowed, remedy, hint=hint, example=f"{example} or {say_month(day)}")


def _hint(suggestion: str | None) -> str:
    return f"Did you mean '{suggestion}'?" if suggestion else ""


def unreadable_figure(case: Case) -> Iterator[Point]:
    """Words that are no figure, where one is asked for; a plan may print one that has two readings, such as '(61)'."""
    for cell in _mistyped(case, "value"):
        if cell.book.role is Role.PLAN and isinstance(read_value(cell.entry.raw), Ambiguous):
            continue
        yield point_at(
            cell,
            f"{_under(case, cell)} cannot be read as a figure: {cell.entry.problem}.",
            "Allowed is one figure, with its unit if it has one.",
            "Enter only the figure, and write any words in the commentary.",
            example="45.7%",
        )


def unreadable_target(case: Case) -> Iterator[Point]:
    """Words that state no target, where one is asked for."""
    for cell in _mistyped(case, "target"):
        yield point_at(
            cell,
            f"{_under(case, cell)} cannot be read as a target: {cell.entry.problem}.",
            "Allowed is a figure, a range, a limit, a change or a word such as 'Monitor'.",
            "Enter the target as it would be printed.",
            example="45.7%, 10 to 12 or Monitor",
        )


def formula_error(case: Case) -> Iterator[Point]:
    """Cells whose formula gives an error."""
    for cell in _unreadable(case):
        if _is_error(cell):
            raw = cell.entry.raw
            yield point_at(
                cell,
                f"The formula under '{case.heading(cell.column)}' gives the error {quote(raw)}"
                f"{f': {_ERRORS[raw]}' if raw in _ERRORS else ''}.",
                "No value can be read from it.",
                "Correct the formula, or type the value in its place.",
            )


def never_calculated(case: Case) -> Iterator[Point]:
    """Formulas whose result is not in the file."""
    for cell in _unreadable(case):
        if not cell.entry.raw:
            yield point_at(
                cell,
                f"{cell.entry.origin.cell} holds a formula that has not been calculated.",
                "Without its result the cell says nothing.",
                "Open the file in Excel, save it, send again.",
                for_plan="Open the plan in Excel and save it.",
            )


def outside_list(case: Case) -> Iterator[Point]:
    """Words that are not in the list that the cell is chosen from."""
    for cell in (*case.amiss(OUTSIDE_LIST), *_mistyped(case, "choices")):
        options, strange = offered(case.profile, cell.column, cell.record.kind), strange_letters(cell.entry.raw)
        yield point_at(
            cell,
            f"{_under(case, cell)} is not in the list{f': {strange}' if strange else ''}.",
            f"Allowed are {listed(options, 'or')}." if options else "",
            "Choose one from the list in the cell.",
            hint=_hint(nearest(cell.entry.raw, options)),
        )


def strange_letter(case: Case) -> Iterator[Point]:
    """Words from a list that hold a letter of another alphabet, and were understood all the same."""
    odd = frozenset(raw for raw in case.texts_of(*LISTED).foreign if lookalikes(raw))
    for cell in case.saying(odd, *LISTED):
        if cell.entry.state is State.VALUE:
            yield point_at(
                cell,
                f"{_under(case, cell)} is typed in another alphabet: {strange_letters(cell.entry.raw)}.",
                "It was read as the word in the list.",
                "Choose the word from the list in the cell, so that filters and formulas find it too.",
                for_plan="Type it again in the plan's workbook, so that filters and formulas find it too.",
            )


_TOLD = (RemarkKind.REPAIRED, RemarkKind.WORDS_BESIDE)


def figure_read_with_help(case: Case) -> Iterator[Point]:
    """Figures of returns that were read past a slip of the keys or past words beside them."""
    read = ((d, *each) for d in case.down("value") if d.column.part == "return" for each in d.read(Value))
    for down, number, value in read:
        remarks = [remark.words for remark in value.notes if remark.kind in _TOLD]
        if remarks:
            cell = down.cell(number)
            yield point_at(
                cell,
                f"{_under(case, cell)} was read as {_figure_alone(value)}: {'; '.join(remarks)}.",
                "",
                "If that is not what you mean, enter only the figure, and write any words in the commentary.",
                example="45.7%",
            )


def _figure_alone(value: Value) -> str:
    return say_value(replace(value, label="", words=""), as_printed=True)


def too_long(case: Case) -> Iterator[Point]:
    """Texts that are longer than a cell of Excel holds."""
    long = [down for down in case.every_down if max(map(len, down.said), default=0) > _LONGEST_TEXT]
    for cell in (each for down in long for each in down.cells if len(each.entry.raw) > _LONGEST_TEXT):
        yield point_at(
            cell,
            f"{_under(case, cell)} is {len(cell.entry.raw):,} characters long.",
            f"A cell of Excel holds {_LONGEST_TEXT:,}; what goes beyond is lost when the workbook is next saved there.",
            "Say it in fewer words.",
        )


CELL_RULES = (
    Rule(
        "C201",
        "A date that cannot be read",
        "Without its date nobody can say whether a piece of work is late. A date is never guessed.",
        Severity.ERROR,
        Scope.CELL,
        unreadable_date,
    ),
    Rule(
        "C202",
        "A figure that cannot be read",
        "Words beside a figure make it text, and text cannot be held against a target.",
        Severity.ERROR,
        Scope.CELL,
        unreadable_figure,
    ),
    Rule(
        "C203",
        "A target that cannot be read",
        "A figure can be judged only against a target of which it is clear what would meet it.",
        Severity.ERROR,
        Scope.CELL,
        unreadable_target,
    ),
    Rule(
        "C204",
        "A formula that gives an error",
        "An error in a cell looks like a blank to most programs. The value that was meant would be lost.",
        Severity.ERROR,
        Scope.CELL,
        formula_error,
    ),
    Rule(
        "C205",
        "A formula that has not been calculated",
        "Some programs write formulas without their results. The cell looks blank until Excel has opened and saved it.",
        Severity.ERROR,
        Scope.CELL,
        never_calculated,
    ),
    Rule(
        OUTSIDE_LIST.code,
        OUTSIDE_LIST.title,
        "Pasting over a cell removes its drop-down list. A word outside the list is counted nowhere.",
        OUTSIDE_LIST.severity,
        Scope.CELL,
        outside_list,
    ),
    Rule(
        "C207",
        "A letter that only looks right",
        "A Cyrillic М looks like M, but Excel's filters and formulas take the two for different words.",
        Severity.NOTE,
        Scope.CELL,
        strange_letter,
    ),
    Rule(
        "C208",
        "A figure that was read with help",
        "A slip of the keys, such as the letter O for a nought, has one reading. It is used, and never in silence.",
        Severity.NOTE,
        Scope.CELL,
        figure_read_with_help,
    ),
    Rule(
        "C220",
        "A text too long for a cell",
        "Other programs hold longer texts than Excel, which cuts them without a word when it saves.",
        Severity.WARNING,
        Scope.CELL,
        too_long,
    ),
)
