"""One mutant taken through the program, and what must hold of the answer."""

from __future__ import annotations

import re
import traceback
import xml.etree.ElementTree as Xml
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from compiler.domain.book import Book, Cell, NotABook, NoteKind
from compiler.domain.finding import Finding
from compiler.pipeline import check_returns
from compiler.render.feedback import feedback, findings_for
from compiler.render.findings import findings_text
from compiler.returns.address import place_of
from compiler.returns.parse import parse_book
from compiler.returns.reader import read_book
from tests.fuzz.mutant import Mutant, Promise
from tests.fuzz.subjects import Subject

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_WRITTEN = re.compile(rb"""(?<![\w:])r\s*=\s*["']([A-Za-z$]{1,5}[0-9$]{1,9})["']""")
_PROGRAMMERS = re.compile(r"Traceback|Error\b|Exception|object at 0x|NoneType|\bNone\b|<class|\\x[0-9a-f]{2}")


class Broken(Exception):
    """What must hold does not: the first line says which promise, shortly enough that like finds are alike."""


@dataclass(frozen=True)
class Answer:
    """How a mutant was handled: 'refused', 'as it was', 'read', and the findings if it was checked."""

    what: str
    findings: tuple[Finding, ...] = ()


Cells = dict[tuple[str, int, int], Cell]


def cells_of(book: Book) -> Cells:
    """Every cell of a book by sheet, row and column."""
    return {(sheet.name, cell.row, cell.column): cell for sheet in book.sheets for cell in sheet.cells}


def hold(subject: Subject, mutant: Mutant, checks: bool = True) -> Answer:
    """Read, parse and check a mutant; Broken where a promise is, and any other exception is a find too."""
    answer = read_book(mutant.data, subject.name, sheets=subject.wanted)
    if isinstance(answer, NotABook):
        _refused(answer, subject)
        if mutant.promise is Promise.READ:
            raise Broken(f"a sound file is refused: {answer.reason}")
        return Answer("refused")
    aside = answer.properties == subject.book.properties or mutant.level == "xml"
    same = answer.sheets == subject.book.sheets and aside
    if not same and mutant.promise in (Promise.READ, Promise.SAME) and cells_of(answer) == cells_of(subject.book):
        raise Broken(f"what is hidden, merged or a table is another, though nobody touched it ({mutant.level})")
    if not same:
        _cells_hold(answer, subject, mutant)
    if same and answer.defined_names == subject.book.defined_names:
        return Answer("as it was")
    if not checks:
        return Answer("read")
    town = subject.town
    found = parse_book(answer, town.expected)
    findings = check_returns(town.inputs, (), (found,), ())
    findings_text(findings).encode()
    _rows_hold(answer, found.rows_read or {})
    return Answer("read", findings)


def _refused(answer: NotABook, subject: Subject) -> None:
    said = f"{answer.reason} {answer.remedy}"
    said.encode()
    if not answer.reason.startswith(f"{subject.name} ") or not answer.reason.endswith(".") or len(answer.reason) > 6000:
        raise Broken("a refusal is no sentence about the file")
    if _PROGRAMMERS.search(re.sub(r"'[^']*'", "", answer.reason)):
        raise Broken("a refusal speaks of Python")


def _rows_hold(book: Book, rows: Mapping[str, int]) -> None:
    """No more rows are read of a sheet than have anything in them."""
    for sheet in book.sheets:
        if rows.get(sheet.name, 0) > len(sheet.rows):
            raise Broken("more rows are read than the sheet has")


def _cells_hold(book: Book, subject: Subject, mutant: Mutant) -> None:
    now = cells_of(book)
    if mutant.promise in (Promise.READ, Promise.SAME, Promise.OTHERS):
        _others_hold(now, cells_of(subject.book), subject, mutant)
    if mutant.parts is not None and not subject.is_ods:
        _none_is_made_up(now, mutant.parts)
        if "DOCTYPE" not in mutant.how:
            _none_is_lost(book, now, mutant.parts, subject)
    for sheet in book.sheets:
        for cell in sheet.cells:
            (cell.address + cell.raw + cell.shown).encode()


def _others_hold(now: Cells, was: Cells, subject: Subject, mutant: Mutant) -> None:
    touched = {(subject.title, *(place_of(address) or (0, 0))) for address in mutant.touched}
    for place in now.keys() ^ was.keys():
        if place not in touched:
            raise Broken(f"a cell that nobody touched is {'lost' if place in was else 'made up'} ({mutant.level})")
    for place, cell in was.items():
        if place not in touched and now[place] != cell:
            raise Broken(f"a cell that nobody touched is another ({mutant.level})")


def _none_is_made_up(now: Cells, parts: Mapping[str, bytes]) -> None:
    """Every address stands in the file, where every cell of it says its address."""
    sheets = [data for name, data in parts.items() if name.startswith("xl/worksheets/sheet")]
    if any(
        data.startswith((b"\xff\xfe", b"\xfe\xff")) or re.search(rb"<c[\s>](?![^>]*(?<![\w:])r\s*=)", data)
        for data in sheets
    ):
        return
    written = {hit.upper().replace(b"$", b"") for data in sheets for hit in _WRITTEN.findall(data)}
    for _, row, column in now:
        if Cell(row, column).address.encode() not in written:
            raise Broken("a cell has an address that does not stand in the file")


def _none_is_lost(book: Book, now: Cells, parts: Mapping[str, bytes], subject: Subject) -> None:
    """Every value that a plain reader of the XML finds in the sheet of rows is read, or noted as covered or doubled."""
    sheet = book.sheet(subject.title)
    if (
        sheet is None
        or not sheet.read
        or parts.get("xl/_rels/workbook.xml.rels") != subject.parts["xl/_rels/workbook.xml.rels"]
    ):
        return
    noted = {(note.row, note.column) for note in book.notes if note.kind is NoteKind.COVERED}
    if len(noted) > 90:
        return
    for row, column in _plainly(parts[subject.sheet]):
        if (subject.title, row, column) not in now and (row, column) not in noted:
            raise Broken("a value that stands in the sheet is lost")


def _plainly(data: bytes) -> Iterator[tuple[int, int]]:
    try:
        root = Xml.fromstring(data)
    except (Xml.ParseError, ValueError, LookupError):
        return
    for cell in root.iterfind(f"{_MAIN}sheetData/{_MAIN}row/{_MAIN}c"):
        place = place_of(cell.get("r", ""))
        value = cell.find(f"{_MAIN}v")
        if place and value is not None and (value.text or "").strip() and cell.get("t", "n") in ("n", "e", "b"):
            yield place


def fed_back(subject: Subject, mutant: Mutant, answer: Answer) -> None:
    """The team's own workbook with the list in front is a workbook with the same rows as before."""
    told = findings_for(subject.name, answer.findings)
    if not told or subject.is_ods:
        return
    made = feedback(mutant.data, subject.name, told, "Safeguarding", "Quarter 1")
    if made is None:
        return
    was = read_book(mutant.data, subject.name, sheets=subject.wanted)
    now = read_book(made, subject.name, sheets=subject.wanted)
    if isinstance(now, NotABook):
        raise Broken("the feedback workbook cannot be read")
    assert isinstance(was, Book)
    if cells_of(was) != cells_of(now):
        raise Broken("the feedback workbook has other cells than the return")


def sign_of(fault: BaseException) -> str:
    """What tells one find from another: the promise broken, or the exception and where it came from."""
    if isinstance(fault, Broken):
        return f"Broken: {str(fault).partition(':')[0]}"
    frames = [each for each in traceback.extract_tb(fault.__traceback__) if "/compiler/" in each.filename]
    where = f"{frames[-1].filename.rpartition('/compiler/')[2]}:{frames[-1].name}" if frames else "elsewhere"
    return f"{type(fault).__name__} in {where}"
