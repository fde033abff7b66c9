"""A list that is no return: a workbook of any shape, or a text file of values, as cells with their addresses."""

from __future__ import annotations

import csv
import hashlib
import io
from itertools import islice
from pathlib import Path
from statistics import median

from compiler.domain.book import Book, Cell, CellKind, NotABook, sheet_of
from compiler.returns.container import Limits
from compiler.returns.reader import read_book

_TEXTS = (".csv", ".tsv", ".txt")
_DELIMITERS = ",;\t|"
_LOOKED_AT = 30
_LARGEST = 10_000_000
_LIMITS = Limits(cells=100_000, characters=_LARGEST)
"""A list may be of a whole council, and nothing is made of it but rows."""


def read_list(path: Path) -> Book | NotABook:
    """Read a list from a workbook (.xlsx, .xlsm, .ods) or from a text file (.csv, .tsv, .txt); nothing is raised."""
    if path.suffix.casefold() not in _TEXTS:
        return read_book(path, limits=_LIMITS)
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except OSError as fault:
        return NotABook(path.name, f"{path.name} cannot be opened ({fault.strerror or 'the system refused'}).")
    return text_list(data, path.name)


def text_list(data: bytes, name: str) -> Book | NotABook:
    """The cells of a text file of values, all of them text; its one sheet is called 'List'.

    Read as UTF-8, as UTF-16 where it begins so, else as Windows wrote it in Western Europe. The mark between the values
    is the one that parts the lines into most columns.
    """
    if len(data) > _LARGEST:
        return NotABook(name, f"{name} is larger than 10 MB.", "Take out what is no list, and try again.")
    words = _decoded(data)
    if words is None or "\0" in words:
        return NotABook(name, f"{name} is no text file of values.", "Save it in Excel as CSV UTF-8 and try again.")
    try:
        lines = list(islice(csv.reader(io.StringIO(words, newline=""), delimiter=_delimiter(words)), _LIMITS.cells + 1))
    except csv.Error as fault:
        return NotABook(name, f"{name} cannot be read as values: {fault}.", "Save it in Excel as a workbook instead.")
    if len(lines) > _LIMITS.cells or sum(map(len, lines)) > 10 * _LIMITS.cells:
        return NotABook(
            name, f"{name} has more rows or columns than any list.", "Take out what is no list, and try again."
        )
    cells = [
        Cell(row, column, value, CellKind.TEXT)
        for row, line in enumerate(lines, 1)
        for column, value in enumerate(line, 1)
        if value.strip()
    ]
    return Book(name, hashlib.sha256(data).hexdigest(), (sheet_of("List", cells),))


def _decoded(data: bytes) -> str | None:
    for coding in ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "cp1252"):
        try:
            return data.decode(coding)
        except UnicodeDecodeError:
            continue
    return None


def _delimiter(words: str) -> str:
    """The mark that parts the first lines into most columns, most of the time."""
    head = [line for line in words.splitlines()[:_LOOKED_AT] if line.strip()]

    def columns(mark: str) -> float:
        try:
            return median(len(line) for line in csv.reader(head, delimiter=mark)) if head else 0
        except csv.Error:
            return 0

    return max(_DELIMITERS, key=columns)
