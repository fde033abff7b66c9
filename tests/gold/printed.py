"""The lists of what the printed plans get wrong, and the printed line of each row of the plan workbooks."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from openpyxl import load_workbook

from compiler.domain.period import Year

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
COLUMNS = "id family kind plan subject line other_line found other why sure readers"


@dataclass(frozen=True, slots=True)
class Papers:
    """The printed plans of a department: their document, the year of their workbooks and the lines that they have.

    `plans` are the words of the list for each workbook's plan, by the workbook's name.
    """

    department: str
    document: str
    year: Year
    plans: Mapping[str, str] = field(hash=False)
    lines: tuple[int, int]

    @property
    def list(self) -> Path:
        return HERE / f"{self.department}.tsv"

    @property
    def folder(self) -> Path:
        return ROOT / "workbooks" / self.department / self.year.name / "plan"

    def kept(self, name: str) -> Path:
        """Where a file of figures or verdicts stands: Hartlepool's beside its list, another's in its own folder."""
        return HERE / name if self is HARTLEPOOL else HERE / self.department / name


HARTLEPOOL = Papers(
    "hartlepool",
    "001",
    Year(2008),
    {
        "Departmental": "departmental",
        "Policy Development and Strategic Management": "operational",
        "Performance and Achievement": "performance-achievement",
        "Planning and Service Integration": "planning-integration",
        "Resources and Support Services": "resources-support",
        "Safeguarding and Specialist Services": "safeguarding-specialist",
    },
    (262, 2291),
)
DARLINGTON = Papers("darlington", "003", Year(2009), {"Departmental": "departmental"}, (1, 720))
SERVICES = Papers("stockton-services", "000", Year(2008), {"Children and Young People": "service"}, (1, 259))
PARTNERSHIP = Papers("stockton-partnership", "002", Year(2007), {"Childrens Trust Board": "partnership"}, (1, 659))
STRATEGY = Papers("stockton-strategy", "004", Year(2016), {"Childrens Services": "strategy"}, (1, 749))
PAPERS = (HARTLEPOOL, DARLINGTON, SERVICES, PARTNERSHIP, STRATEGY)
VERDICTS = "verdicts.tsv"
TEXT = "Plan text"
"""The sheet of a plan's prose."""
FIRST_ROW = 4
"""The first row under the headings of a plan workbook's sheet."""
_LINES = re.compile(r"(?:(\d{3}):)?(\d+)(?:-(\d+))?")
_REFERENCE = re.compile(r"\b(?:NI|LI|PSA|(?:CSD|HC|CS|LL|SC|JE|PA|PSI|SSS|RSS) ?[AP]) ?\d+\b|\b[A-Z]{3} ?6 ?- ?\d\.\d+")


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
    document: str = HARTLEPOOL.document

    @property
    def lines(self) -> frozenset[int]:
        return printed_lines(self.line, self.document)

    @property
    def all_lines(self) -> frozenset[int]:
        return self.lines | printed_lines(self.other_line, self.document)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a plan workbook: the lines it was printed on, and its reference (an objective's: all that it names)."""

    lines: frozenset[int]
    references: frozenset[str]


def printed_lines(words: str, document: str = HARTLEPOOL.document) -> frozenset[int]:
    """The document's lines of '001:664', '001:664-666' or several of them with commas; ValueError for anything else."""
    found: set[int] = set()
    for part in filter(None, (each.strip() for each in words.split(","))):
        match = _LINES.fullmatch(part)
        if not match:
            raise ValueError(f"no printed line: {part!r}")
        if match[1] in (None, document):
            found.update(range(int(match[2]), int(match[3] or match[2]) + 1))
    return frozenset(found)


def references_in(words: str) -> frozenset[str]:
    """Every single reference in the words, without its spaces."""
    return frozenset(re.sub(r"\s", "", each) for each in _REFERENCE.findall(words.upper()))


@cache
def legend(papers: Papers = HARTLEPOOL) -> Mapping[str, str]:
    """What the kinds mean, from the comments of the list."""
    comments = papers.list.read_text(encoding="utf-8").split("# kinds:\n")[1]
    return dict(re.findall(r"^#   ([a-z-]+): (.+)$", comments, re.MULTILINE))


@cache
def faults(papers: Papers = HARTLEPOOL) -> tuple[Fault, ...]:
    """The list, in its order."""
    heads, *lines = table_of(papers.list)
    assert heads == tuple(COLUMNS.split())
    return tuple(Fault(*(*line, papers.document)) for line in lines)


@cache
def verdicts(papers: Papers = HARTLEPOOL) -> Mapping[tuple[str, str], str]:
    """What was found, by rule and place, of single cells, above all those that the list is silent about."""
    return {(code, place): verdict for code, place, _, verdict, _ in table_of(papers.kept(VERDICTS))[1:]}


def table_of(path: Path) -> tuple[tuple[str, ...], ...]:
    """The lines of a file of columns, without its comments."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(tuple(line.split("\t")) for line in lines if not line.startswith("#"))


@cache
def lines_of_tables(papers: Papers = HARTLEPOOL) -> frozenset[int]:
    """Every printed line that a row of a table of the plan workbooks stands for; not those of the condensed text."""
    return _lines(papers, text=False)


@cache
def lines_of_text(papers: Papers = HARTLEPOOL) -> frozenset[int]:
    """Every printed line of the prose that the plan workbooks hold in other words than the printed ones."""
    return _lines(papers, text=True)


def _lines(papers: Papers, *, text: bool) -> frozenset[int]:
    books = [rows_of(path, papers.document) for path in sorted(papers.folder.glob("*.xlsx"))]
    rows = (row for book in books for (sheet, _), row in book.items() if (sheet == TEXT) is text)
    return frozenset().union(*(row.lines for row in rows))


@cache
def rows_of(workbook: Path, document: str = HARTLEPOOL.document) -> Mapping[tuple[str, int], Row]:
    """Each row of a plan workbook by sheet and row number, through the marks of its hidden sheet.

    The rows of the text have no marks and stand there in their order.
    """
    book = load_workbook(workbook)
    table = [(mark, str(source)) for _, mark, source, *_ in book["Identity"].iter_rows(min_row=2, values_only=True)]
    marks = {str(mark): source for mark, source in table if mark and _LINES.match(source)}
    texts = (printed_lines(source, document) for mark, source in table if not mark and _LINES.match(source))
    prose = {(TEXT, number): Row(lines, frozenset()) for number, lines in enumerate(texts, FIRST_ROW)}
    return prose | {
        (sheet.title, number): Row(printed_lines(marks[str(mark)], document), _own_references(sheet.title, cells))
        for sheet in book.worksheets
        if sheet.title != "Identity"
        for number, (*cells, mark) in enumerate(sheet.iter_rows(values_only=True), 1)
        if str(mark) in marks
    }


def _own_references(sheet: str, cells: Sequence[object]) -> frozenset[str]:
    """Those of a row's own cell; all that is named by an objective, or by a row whose reference is the form's alone."""
    own = references_in(str(cells[0] or ""))
    named = cells if sheet == "Objectives" or (cells[0] and not own) else cells[:1]
    return references_in(" ".join(str(each) for each in named if each))
