"""The list of what the printed plans get wrong, and the printed line of each row of the plan workbooks."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from openpyxl import load_workbook

HERE = Path(__file__).parent
LIST = HERE / "hartlepool.tsv"
VERDICTS = HERE / "verdicts.tsv"
COLUMNS = "id family kind plan subject line other_line found other why sure readers"
PLANS = {
    "Departmental": "departmental",
    "Policy Development and Strategic Management": "operational",
    "Performance and Achievement": "performance-achievement",
    "Planning and Service Integration": "planning-integration",
    "Resources and Support Services": "resources-support",
    "Safeguarding and Specialist Services": "safeguarding-specialist",
}
FIRST_ROW = 4
"""The first row under the headings of a plan workbook's sheet."""
_LINES = re.compile(r"(?:001:)?(\d+)(?:-(\d+))?")
_REFERENCE = re.compile(r"\b(?:NI|PSA|(?:CSD|HC|CS|LL|SC|JE|PA|PSI|SSS|RSS) ?[AP]) ?\d+\b|\b[A-Z]{3} ?6 ?- ?\d\.\d+")


@dataclass(frozen=True, slots=True)
class Fault:
    """One line of the list: what is wrong in print, and on which lines both its sides stand."""

    id: str
    family: str
    kind: str
    plan: str
    subject: str
    line: str
    other_line: str
    found: str
    other: str
    why: str
    sure: str
    readers: str

    @property
    def lines(self) -> frozenset[int]:
        return printed_lines(self.line)

    @property
    def all_lines(self) -> frozenset[int]:
        return self.lines | printed_lines(self.other_line)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a plan workbook: the lines it was printed on, and its reference (an objective's: all that it names)."""

    lines: frozenset[int]
    references: frozenset[str]


def printed_lines(words: str) -> frozenset[int]:
    """The lines of '001:664', '001:664-666' or several of them with commas; ValueError for anything else."""
    found: set[int] = set()
    for part in filter(None, (each.strip() for each in words.split(","))):
        match = _LINES.fullmatch(part)
        if not match:
            raise ValueError(f"no printed line: {part!r}")
        found.update(range(int(match[1]), int(match[2] or match[1]) + 1))
    return frozenset(found)


def references_in(words: str) -> frozenset[str]:
    """Every single reference in the words, without its spaces."""
    return frozenset(re.sub(r"\s", "", each) for each in _REFERENCE.findall(words.upper()))


@cache
def legend() -> Mapping[str, str]:
    """What the kinds mean, from the comments of the list."""
    comments = LIST.read_text(encoding="utf-8").split("# kinds:\n")[1]
    return dict(re.findall(r"^#   ([a-z-]+): (.+)$", comments, re.MULTILINE))


@cache
def faults() -> tuple[Fault, ...]:
    """The list, in its order."""
    heads, *lines = table_of(LIST)
    assert heads == tuple(COLUMNS.split())
    return tuple(Fault(*line) for line in lines)


@cache
def verdicts() -> Mapping[tuple[str, str], str]:
    """What was found, by rule and place, of the cells that the list says nothing of: real, false or doubt."""
    return {(code, place): verdict for code, place, _, verdict, _ in table_of(VERDICTS)[1:]}


def table_of(path: Path) -> tuple[tuple[str, ...], ...]:
    """The lines of a file of columns, without its comments."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(tuple(line.split("\t")) for line in lines if not line.startswith("#"))


@cache
def lines_of_tables(folder: Path) -> frozenset[int]:
    """Every printed line that a row of a table of the plan workbooks stands for; not those of the condensed text."""
    books = [rows_of(path) for path in sorted(folder.glob("*.xlsx"))]
    return frozenset().union(*(row.lines for book in books for (sheet, _), row in book.items() if sheet != "Plan text"))


@cache
def rows_of(workbook: Path) -> Mapping[tuple[str, int], Row]:
    """Each row of a plan workbook by sheet and row number, through the marks of its hidden sheet.

    The rows of the text have no marks and stand there in their order.
    """
    book = load_workbook(workbook)
    table = [(mark, str(source)) for _, mark, source, *_ in book["Identity"].iter_rows(min_row=2, values_only=True)]
    marks = {str(mark): source for mark, source in table if mark and _LINES.match(source)}
    texts = (printed_lines(source) for mark, source in table if not mark and _LINES.match(source))
    prose = {("Plan text", number): Row(lines, frozenset()) for number, lines in enumerate(texts, FIRST_ROW)}
    return prose | {
        (sheet.title, number): Row(printed_lines(marks[str(mark)]), _own_references(sheet.title, cells))
        for sheet in book.worksheets
        if sheet.title != "Identity"
        for number, (*cells, mark) in enumerate(sheet.iter_rows(values_only=True), 1)
        if str(mark) in marks
    }


def _own_references(sheet: str, cells: Sequence[object]) -> frozenset[str]:
    named = cells if sheet == "Objectives" else cells[:1]
    return references_in(" ".join(str(each) for each in named if each))
