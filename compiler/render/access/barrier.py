"""What keeps somebody from reading a paper, where it stands, and the rule that says so."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from compiler.domain.finding import Audience, Finding, Severity
from compiler.domain.frozen import dataclass
from compiler.domain.origin import Origin
from compiler.domain.text import clean

Kind = TypeVar("Kind", contravariant=True)

WHOLE = "the whole document"
_LONGEST = 60
_NAMED = 4


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: in a document by heading, paragraph, table, row and column; in a workbook by its cell.

    `part` names what stands outside the body, such as 'footer 1'. Paragraphs are counted under their heading, tables
    through the document, rows and columns within the table or the sheet, all from 1; 0 means that it says nothing.
    """

    heading: str = ""
    part: str = ""
    paragraph: int = 0
    table: int = 0
    row: int = 0
    column: int = 0
    sheet: str = ""

    @property
    def section(self) -> str:
        """The larger place: the sheet, the part outside the body, or what the heading is."""
        if self.sheet or self.part:
            return self.sheet or self.part
        if self.heading:
            return f"under '{self.heading}'"
        return "before the first heading" if self.paragraph or self.table else ""

    @property
    def words(self) -> str:
        """The place within the larger one: 'F12', 'paragraph 3', 'table 2, row 4, column 1'."""
        if self.sheet:
            return Origin("", self.sheet, self.row, self.column).cell
        names = ("table", "row", "column", "paragraph")
        counted = [(name, getattr(self, name)) for name in names]
        return ", ".join(f"{name} {number}" for name, number in counted if number)

    def origin(self, file: str, document: bool) -> Origin:
        """The place as the other findings have it; a document's sections stand where a workbook's sheets do."""
        if self.sheet or not document:
            return Origin(file, self.sheet, self.row, self.column)
        return Origin(file, self.section or WHOLE)


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that a rule points out: where, what was found, and the words or value that it is about."""

    place: Place
    found: str
    value: str = ""
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Rule(Generic[Kind]):
    """One rule: its code, which is never used again, title, weight, reason, what it rests on, and what it points out.

    `basis` names the success criterion of WCAG 2.2 or the item of another checklist; `allowed` and `remedy` are
    sentences for whoever wrote the paper.
    """

    code: str
    title: str
    severity: Severity
    why: str
    basis: str
    allowed: str
    remedy: str
    points: Callable[[Kind], Iterable[Point]]

    @property
    def reason(self) -> str:
        """Why the rule is there, and what says so."""
        return f"{self.why} ({self.basis})."


@dataclass(frozen=True, slots=True)
class Barrier:
    """Something that keeps a reader out: in which file, by which rule, where, and what it is."""

    file: str
    document: bool
    code: str
    title: str
    severity: Severity
    reason: str
    allowed: str
    remedy: str
    point: Point

    @property
    def finding(self) -> Finding:
        """The same as a finding, for the ways of telling that findings have."""
        place = self.point.place
        return Finding(
            code=self.code,
            severity=self.severity,
            origin=place.origin(self.file, self.document),
            found=self.point.found,
            allowed=self.allowed,
            remedy=self.point.remedy or self.remedy,
            value=self.point.value,
            subject="" if place.sheet else place.words,
            audience=Audience.OFFICER,
        )


def quoted(words: str) -> str:
    """Words in quotation marks, in one line and cut short where they are long."""
    line = " ".join(clean(words).split())
    return f"'{line if len(line) <= _LONGEST else line[: _LONGEST - 2].rstrip() + ' …'}'"


def elsewhere(first: Place, *others: Place) -> str:
    """' It is the same in 3 more places: paragraph 4, paragraph 9 …', or nothing where there are none but the first."""
    more = [place for place in dict.fromkeys(others) if place != first]
    if not more:
        return ""
    named = ", ".join(_beside(first, place) for place in more[:_NAMED])
    places = "place" if len(more) == 1 else "places"
    return f" It is the same in {len(more):,} more {places}: {named}{' …' if len(more) > _NAMED else ''}."


def _beside(first: Place, place: Place) -> str:
    """A place as it is named after another: by its cell or paragraph alone where it stands in the same section."""
    words = place.words.replace(", ", " ")
    plain = place.section == first.section or (place.table and not place.part)
    return words or place.section if plain else " ".join(filter(None, (place.section, words)))
