"""The sound files that are changed: small returns of several profiles, Excel's and OpenDocument's, and what goes with
them: the department that they are checked in, its settings, and a report that a person has edited."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.sax.saxutils import escape, quoteattr

from compiler.domain.book import Book, Cell, CellKind, Sheet, Table
from compiler.domain.returned import Role
from compiler.pipeline import Inputs, Upload
from compiler.project.find import choose_period, open_project
from compiler.project.inputs import Wish, inputs_of
from compiler.returns.parse import Expected, sheets_to_read
from compiler.returns.reader import read_book
from tests.benchmarks.departments import make_department
from tests.fuzz.packing import packed, unpacked
from tests.returns.spreadsheets import document, ods_parts

PROFILES = ("base", "hartlepool", "darlington", "stockton-services")
ROWS = 6
_ROW = re.compile(r"<row\b.*?</row>", re.DOTALL)
_TEXT = re.compile(r't="s"><v>(\d+)</v>')
_SHEET = re.compile(r'<sheet name="([^"]*)"[^>]*r:id="(rId\d+)"/>')


@dataclass(frozen=True)
class Town:
    """A department as it is read from its folder, with its uploads in memory."""

    profile: str
    inputs: Inputs
    settings: dict[str, str]
    """Its files of settings by name."""

    @property
    def expected(self) -> Expected:
        """What its returns are read as."""
        inputs = self.inputs
        return Expected(inputs.profile, inputs.department, Role.RETURN, inputs.period.year, inputs.period)


@dataclass(frozen=True)
class Subject:
    """A sound file: its parts, where its rows stand, and the book that it is."""

    name: str
    town: Town
    parts: dict[str, bytes]
    sheet: str
    """The part that holds the rows."""
    title: str
    """The name of the sheet in that part."""
    book: Book = field(repr=False)

    @property
    def is_ods(self) -> bool:
        """Whether it is a spreadsheet of OpenDocument."""
        return self.name.endswith(".ods")

    @property
    def data(self) -> bytes:
        """The file's bytes."""
        return packed(self.parts)

    @property
    def wanted(self) -> frozenset[str]:
        """The sheets that are read of it."""
        return sheets_to_read(self.town.inputs.profile)


@lru_cache(maxsize=8)
def town(profile: str) -> Town:
    """The department of two small divisions in a profile."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        make_department(folder, 2, profile, ROWS)
        project = open_project(folder)
        inputs = inputs_of(project, choose_period(project, "", ""), Wish())
        settings = {path.name: path.read_text("utf-8") for path in folder.rglob("*.toml")}
        return Town(profile, replace(inputs, plans=_held(inputs.plans), returns=_held(inputs.returns)), settings)


def _held(uploads: Sequence[Upload]) -> tuple[Upload, ...]:
    return tuple(Upload(each.name, each.source.read_bytes()) for each in uploads if isinstance(each.source, Path))


@lru_cache(maxsize=1)
def subjects() -> tuple[Subject, ...]:
    """Every sound return: a whole one for each profile, and one for each sheet with nothing but that sheet."""
    return tuple(each for profile in PROFILES for each in _of(town(profile)))


def _of(town: Town) -> Iterator[Subject]:
    upload = town.inputs.returns[0]
    assert isinstance(upload.source, bytes)
    parts = unpacked(upload.source)
    workbook = parts["xl/workbook.xml"].decode()
    names = [name for name, _ in _SHEET.findall(workbook)]
    rows = [name for name in names if name not in ("Cover", "Lists", "Identity", "Narrative")]
    yield _subject(upload.name, town, _only(parts, [*names]), rows[1])
    for name in rows:
        made = _subject(upload.name, town, _only(parts, [name, "Identity"]), name)
        yield made
        yield _opendocument(made)


def _subject(name: str, town: Town, parts: dict[str, bytes], title: str) -> Subject:
    listed = [each for each, _ in _SHEET.findall(parts["xl/workbook.xml"].decode())]
    part = f"xl/worksheets/sheet{listed.index(title) + 1}.xml"
    return _read(Subject(name, town, parts, part, title, Book("", "", ())))


def _read(subject: Subject) -> Subject:
    book = read_book(subject.data, subject.name, sheets=subject.wanted)
    assert isinstance(book, Book), book
    assert any(each.rows for each in book.sheets)
    return replace(subject, book=book)


def _only(parts: dict[str, bytes], names: Sequence[str]) -> dict[str, bytes]:
    """The parts of a workbook with some of its sheets, numbered anew, and the texts that those need."""
    workbook = parts["xl/workbook.xml"].decode()
    numbers = {name: number for number, (name, _) in enumerate(_SHEET.findall(workbook), 1)}
    listed = dict(zip(names, range(1, len(names) + 1), strict=True))
    found = {name: text for name, text in parts.items() if not name.startswith(("xl/worksheets", "xl/tables", "docP"))}
    found["docProps/custom.xml"] = parts["docProps/custom.xml"]
    texts = re.findall(rb"<si>.*?</si>", parts["xl/sharedStrings.xml"], re.DOTALL)
    used: dict[int, int] = {}
    for name, number in listed.items():
        old, new = f"xl/worksheets/sheet{numbers[name]}.xml", f"xl/worksheets/sheet{number}.xml"
        renumbered = lambda hit: f't="s"><v>{used.setdefault(int(hit[1]), len(used))}</v>'  # noqa: E731
        found[new] = _TEXT.sub(renumbered, parts[old].decode()).encode()
        rels = old.replace("worksheets/", "worksheets/_rels/") + ".rels"
        if rels in parts:
            found[new.replace("worksheets/", "worksheets/_rels/") + ".rels"] = parts[rels]
            table = re.findall(r"tables/table\d+\.xml", parts[rels].decode())[0]
            found[f"xl/{table}"] = parts[f"xl/{table}"]
    kept = "".join(f'<sheet name="{name}" sheetId="{number}" r:id="rId{number}"/>' for name, number in listed.items())
    workbook = re.sub(r"<sheets>.*</sheets>", f"<sheets>{kept}</sheets>", workbook)
    found["xl/workbook.xml"] = re.sub(r"<definedNames>.*</definedNames>", "", workbook).encode()
    order = sorted(used, key=lambda number: used[number])
    shared = b"".join(texts[number] for number in order)
    start = parts["xl/sharedStrings.xml"].partition(b"<si>")[0]
    found["xl/sharedStrings.xml"] = start + shared + b"</sst>"
    found["xl/_rels/workbook.xml.rels"] = _relations(len(listed))
    found.pop("xl/theme/theme1.xml", None)
    return found


def _relations(sheets: int) -> bytes:
    space = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    kinds = [(f"rId{each}", "worksheet", f"worksheets/sheet{each}.xml") for each in range(1, sheets + 1)]
    kinds += [("rIdS", "styles", "styles.xml"), ("rIdT", "sharedStrings", "sharedStrings.xml")]
    rows = "".join(f'<Relationship Id="{key}" Type="{space}/{kind}" Target="{to}"/>' for key, kind, to in kinds)
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<Relationships xmlns="{package}">{rows}</Relationships>'.encode()


_STYLES = (
    '<number:date-style style:name="n1"><number:day number:style="long"/><number:text>/</number:text>'
    '<number:month number:style="long"/><number:text>/</number:text><number:year number:style="long"/>'
    '</number:date-style><style:style style:name="c1" style:family="table-cell" style:data-style-name="n1"/>'
    '<style:style style:name="t2" style:family="table"><style:table-properties table:display="false"/></style:style>'
)


_MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="content.xml"/><manifest:file-entry manifest:full-path="meta.xml"/>'
    "</manifest:manifest>"
)


def as_opendocument(book: Book) -> dict[str, bytes]:
    """The parts of a spreadsheet of OpenDocument that holds what a book holds."""
    made = ods_parts(*map(_table, book.sheets), styles=_STYLES, after=_ranges(book))
    said = "".join(
        f"<meta:user-defined meta:name={quoteattr(name)}>{escape(words)}</meta:user-defined>"
        for name, words in book.properties.items()
    )
    made |= {"meta.xml": document("document-meta", f"<office:meta>{said}</office:meta>")}
    made |= {"META-INF/manifest.xml": _MANIFEST}
    return {name: text if isinstance(text, bytes) else text.encode() for name, text in made.items()}


def _opendocument(subject: Subject) -> Subject:
    """The same return as a spreadsheet of OpenDocument."""
    name, parts = subject.name.replace(".xlsx", ".ods"), as_opendocument(subject.book)
    return _read(replace(subject, name=name, parts=parts, sheet="content.xml"))


def _table(sheet: Sheet) -> str:
    rows, last = [], 0
    for number, cells in sheet.rows.items():
        if number - last > 1:
            rows.append(f'<table:table-row table:number-rows-repeated="{number - last - 1}"/>')
        rows.append(f"<table:table-row>{''.join(_cells(cells))}</table:table-row>")
        last = number
    style = "t2" if sheet.hidden else "t1"
    return f'<table:table table:name={quoteattr(sheet.name)} table:style-name="{style}">{"".join(rows)}</table:table>'


def _cells(cells: Mapping[int, Cell]) -> Iterator[str]:
    last = 0
    for column, cell in cells.items():
        if column - last > 1:
            yield f'<table:table-cell table:number-columns-repeated="{column - last - 1}"/>'
        paragraphs = "".join(f"<text:p>{escape(line)}</text:p>" for line in cell.shown.split("\n"))
        yield f"<table:table-cell {_value(cell)}>{paragraphs}</table:table-cell>"
        last = column


def _value(cell: Cell) -> str:
    if cell.kind is CellKind.DATE and cell.date:
        day = cell.date.isoformat()
        return f'office:value-type="date" office:date-value="{day}" table:style-name="c1"'
    if cell.kind is CellKind.NUMBER:
        return f'office:value-type="float" office:value="{cell.raw}"'
    return 'office:value-type="string"'


def _ranges(book: Book) -> str:
    found = (_range(sheet.name, table) for sheet in book.sheets for table in sheet.tables)
    return f"<table:database-ranges>{''.join(found)}</table:database-ranges>"


def _range(sheet: str, table: Table) -> str:
    first, _, last = str(table.area).partition(":")
    place = quoteattr(f"'{sheet}'.{first}:'{sheet}'.{last or first}")
    return f'<table:database-range table:name="{table.name}" table:target-range-address={place}/>'
