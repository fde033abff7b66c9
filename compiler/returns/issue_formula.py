"""Conditions on a row written as spreadsheet formulas, for one row or for a whole column of rows at once.

Excel 2016 and LibreOffice 7 understand them. A formula cannot read all that a person may write: where it is not sure,
it holds nothing against a row. So it may miss what the check will find, and does not find what the check will not.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable

from compiler.domain.condition import (
    All,
    Begins,
    Condition,
    Due,
    Ends,
    Filled,
    Judged,
    Not,
    Reporting,
    Says,
    Some,
    Unlisted,
    Unsaid,
)
from compiler.domain.frozen import dataclass
from compiler.domain.language import term
from compiler.domain.text import fold
from compiler.domain.verdict import Outcome
from compiler.profile.nil import NIL_ANSWERS

PLACES, ONES = "Letter_places", "Letter_ones"
"""Defined names of the numbers 1 to LONGEST, in a row, and of as many ones, in a column."""

LONGEST = 40
"""So many letters of a cell are looked at one by one."""

NO_LIMIT = 9e99
"""The figure that stands where a target has no limit; no figure of a return reaches it."""

_BEYOND = 9.9e99
_SLACK, _DOTS = 8, 3  # so many letters more than the longest word of a list may still be spaces and dots
_BAR = "‖"  # stands between the words of a list, and is in nobody's words
_LITERAL = 250
_PUNCTUATION = " .,:;!?*-_/"
_DAYS = (dt.date(2000, 1, 1), dt.date(2099, 12, 31))
_DAY_NOUGHT = dt.date(1899, 12, 30)
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec "


@dataclass(frozen=True, slots=True)
class Approved:
    """Where a formula finds what is approved for its row: names of columns of values, and of the marks beside them."""

    marks: str
    due: str
    low: str
    high: str
    floor: str
    roof: str
    factor: str


@dataclass(frozen=True, slots=True)
class Sight:
    """What a formula sees: the cell (or the cells) under a column's key, '' where there is none; all cells of the row
    (or of all rows); what is approved; the cover's cell that marks a nil return."""

    cell: Callable[[str], str]
    row: str
    approved: Approved | None = None
    nil: str = ""


def surely(condition: Condition, sight: Sight) -> str:
    """A formula that is 1 where the condition holds beyond doubt, else 0 (for a column: for each of its rows)."""
    match condition:
        case All(of):
            return "(" + "*".join(surely(each, sight) for each in of) + ")"
        case Some(of):
            return f"(({'+'.join(surely(each, sight) for each in of)})>0)"
        case Filled(least):
            cells = f"--(LEN({text(sight.row)})>0)"
            return f"(MMULT({cells},TRANSPOSE(COLUMN({sight.row})^0))>={least})"
        case Not(of):
            return _surely_not(of, sight)
        case Reporting():
            return f"(1-{_found(folded(text(sight.nil)), NIL_ANSWERS | {fold(term('Yes'))})})" if sight.nil else "1"
        case Due(_, by):
            approved = sight.approved
            due = _approved(sight, approved.due) if approved else ""
            return f"(({due}>0)*({due}<={serial(by)}))" if due else "0"
        case Judged(outcome):
            return _judged(outcome, sight)
        case Unsaid():
            cell = sight.cell(condition.key)
            return _says_nothing(cell, condition) if cell else "1"
        case _:
            cell = sight.cell(condition.key)
            return _of_cell(condition, cell) if cell else "0"


def _says_nothing(cell: str, condition: Unsaid) -> str:
    return f"((LEN({text(cell)})=0)+{_found(folded(text(cell)), condition.words)}>0)"


def _of_cell(condition: Says | Unlisted | Begins | Ends, cell: str) -> str:
    match condition:
        case Says(_, words):
            return _found(folded(text(cell)), words)
        case Unlisted(_, words):
            return f"((LEN({text(cell)})>0)*(1-ISERROR({cell}))*{_in_no_list(cell, words)})"
        case Begins(_, after):
            return f"({_day(cell, 0)}>{serial(after)})"
        case Ends(_, before):
            # A day that is the first of its month may stand for the month: '01/06/2008' shown as 'Jun-08'.
            day, month = _day(cell, serial(_DAYS[1]) + 1), serial(before.replace(day=1))
            return f"(({day}<{serial(before)})*({day}<>{month}))"


def serial(day: dt.date) -> int:
    """The number that a workbook keeps for a day."""
    return (day - _DAY_NOUGHT).days


def text(cell: str) -> str:
    """The words of a cell, or of each cell of a column, without the spaces that say nothing; '#' for an error."""
    return f'TRIM(CLEAN(SUBSTITUTE(SUBSTITUTE(IFERROR({cell}&"","#"),CHAR(10)," "),"\u00a0"," ")))'


def folded(words: str) -> str:
    """Words in small letters, with 'and' for '&'."""
    return f'TRIM(SUBSTITUTE(LOWER({words}),"&"," and "))'


def literal(words: str) -> str:
    """Words as they stand in a formula; long ones in pieces, since no piece may have more than 255 letters."""
    pieces = [words[start : start + _LITERAL] for start in range(0, len(words), _LITERAL)] or [""]
    return "&".join('"' + piece.replace('"', '""') + '"' for piece in pieces)


def _surely_not(condition: Condition, sight: Sight) -> str:
    match condition:
        case Unsaid(key, words) if not words:
            cell = sight.cell(key)
            return f"(LEN({text(cell)})>0)" if cell else "0"
        case Says(key, words):
            # Quick, since every count asks it of every row; only a word in look-alike letters could mislead it.
            cell, length, longest = sight.cell(key), min(map(len, words)), max(map(len, words)) + _DOTS
            starts = _found(f"LEFT(LOWER({text(cell)}),{length})", {word[:length] for word in words})
            return f"((LEN({text(cell)})>{longest})+(1-{starts})>0)" if cell else "1"
        case _:
            raise TypeError(f"no formula says that this surely does not hold: {condition}")


def _found(words: str, wanted: Iterable[str]) -> str:
    """That words are one of those wanted. FIND, unlike MATCH, takes no letter for a wildcard."""
    listed = [*sorted(wanted)]
    known = literal(_BAR.join(("", *listed, "")))
    return f'ISNUMBER(FIND("{_BAR}"&{words}&"{_BAR}",{known}))' if listed else "0"


def bare(word: str) -> str:
    """A folded word without the spaces and the punctuation in which two spellings of it may differ."""
    return "".join(letter for letter in word if letter not in _PUNCTUATION)


def _in_no_list(cell: str, words: Iterable[str]) -> str:
    """That a cell says none of these words however it spells them: it has plain letters only, or is far too long."""
    stripped = f'SUBSTITUTE(LOWER({text(cell)}),"&","and")'
    for letter in _PUNCTUATION:
        stripped = f'SUBSTITUTE({stripped},"{letter}","")'
    known = {bare(word) for word in words}
    longest = max(map(len, words), default=0) + _SLACK
    # Half of a picture letter has no number: it is none of the plain ones.
    letters = f'IFERROR(_xlfn.UNICODE(MID({text(cell)}&REPT(" ",{LONGEST}),{PLACES},1)),999)'
    plain = f"(MMULT(--({letters}>126),{ONES})=0)"
    return f"((LEN({text(cell)})>{longest})+{plain}*(1-{_found(stripped, known)})>0)"


def _day(cell: str, otherwise: int) -> str:
    """The (first) day that a cell names: a date, or the words 30/06/2008 or Jun 2008; else the number given."""
    low, high, words = serial(_DAYS[0]), serial(_DAYS[1]), f"TRIM({cell})"
    month, day = f"VALUE(MID({words},4,2))", f"VALUE(LEFT({words},2))"
    date = f"DATE(VALUE(MID({words},7,4)),{month},{day})"
    slashes = f'(LEN({words})=10)*(MID({words},3,1)&MID({words},6,3)="//20")'
    whole = f'DATE(VALUE("20"&RIGHT({words},2)),(FIND(LOWER(LEFT({words},4)),"{_MONTHS}")+3)/4,1)'
    month_named = f'(LEN({words})=8)*(MID({words},4,3)=" 20")'
    # A day or a month that is not in the calendar makes the division fail, and the formula sure of nothing.
    written = f"IF({slashes},{date}/((DAY({date})={day})*({month}<13)),IF({month_named},{whole},{otherwise}))"
    stored = f"IF(({cell}>={low})*({cell}<{high + 1}),INT({cell}),{otherwise})"
    return f"IFERROR(IF(ISNUMBER({cell}),{stored},{written}),{otherwise})"


def _approved(sight: Sight, values: str) -> str:
    mark = sight.cell("identity")
    return f"SUMIF({sight.approved.marks},{mark},{values})" if sight.approved and mark else ""


def _judged(outcome: Outcome, sight: Sight) -> str:
    cell, approved = sight.cell("figure"), sight.approved
    if not cell or approved is None or not sight.cell("identity"):
        return "0"
    factor = _approved(sight, approved.factor)
    under, over = f"{_figure(cell, factor, -_BEYOND)}", f"{_figure(cell, factor, _BEYOND)}"
    if outcome is Outcome.MISSED:
        held = f"({over}<{_approved(sight, approved.floor)})+({under}>{_approved(sight, approved.roof)})"
    else:
        held = f"({under}>={_approved(sight, approved.low)})*({over}<={_approved(sight, approved.high)})"
    return f"(({factor}>0)*({held}))"


def _figure(cell: str, factor: str, otherwise: float) -> str:
    """A cell's figure in the unit of its target; the number given where the figure is doubtful.

    A formula does not see a number's format, so a number beside a percentage is taken for the part of a whole that
    Excel keeps for one: 45.7% is 0.457. One over 150% is left alone, as it may have been typed without its sign.
    """
    words = f"TRIM({cell})"
    number = f'SUBSTITUTE({words},"%","")'
    value = f"VALUE({number})"
    exact = f'(({value}&""={number})+({value}&".0"={number})>0)'
    signed = f"(LEN({words})-LEN({number})=({factor}=100))"
    stored = f"IF(({factor}=100)*({cell}>1.5),{otherwise},ROUND({cell}*{factor},8))"
    return f"IFERROR(IF(ISNUMBER({cell}),{stored},IF({exact}*{signed},{value},{otherwise})),{otherwise})"
