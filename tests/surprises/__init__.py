"""What nobody should find in a file that we have written: hidden things, names, paths, stale values, ways out of it.

Written apart from what writes, from the bytes of the file alone: it knows the formats and what is allowed in them, so
that a new kind of part, field or file is a surprise until it is looked at and allowed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from io import BytesIO
from pathlib import PurePath
from zipfile import is_zipfile

from tests.surprises.book import book_surprises
from tests.surprises.document import document_surprises
from tests.surprises.machine import machine_surprises
from tests.surprises.opendocument import opendocument_surprises
from tests.surprises.page import page_surprises
from tests.surprises.pdf import pdf_surprises
from tests.surprises.text import csv_surprises, json_surprises, text_surprises
from tests.surprises.zipped import Opened, zip_surprises

__all__ = ["KINDS", "look_over"]

_ZIPPED: Mapping[str, Callable[[Opened], Iterable[str]]] = {
    ".docx": document_surprises,
    ".xlsx": book_surprises,
    ".xlsm": book_surprises,
    ".ods": opendocument_surprises,
}
_PLAIN: Mapping[str, Callable[[bytes], list[str]]] = {
    ".html": page_surprises,
    ".pdf": pdf_surprises,
    ".csv": csv_surprises,
    ".json": json_surprises,
    ".txt": text_surprises,
    ".toml": text_surprises,
    ".md": text_surprises,
    ".parquet": lambda data: [],
}
KINDS = frozenset({*_ZIPPED, *_PLAIN})
"""The kinds of files that are looked over; any other is a surprise by itself."""


def look_over(data: bytes, name: str, *, final: bool = False, machine: Sequence[str] = ()) -> list[str]:
    """What is surprising in a file of ours, one sentence each, with the part that it is in; nothing if nothing is.

    `final` says that it is for publication, and leads nowhere outside itself. `machine` are words that only this
    machine knows: its folders and its name.
    """
    kind = PurePath(name.removesuffix(".written").removesuffix(".writing")).suffix.lower()
    if name.endswith((".docx.written", ".docx.writing")):
        return _record(data, machine=machine)
    if kind in _ZIPPED and not is_zipfile(BytesIO(data)):
        found = ["no package"]
    elif kind in _ZIPPED:
        opened = Opened.of(data, final=final)
        found = [*zip_surprises(opened), *machine_surprises(opened.parts, machine), *_ZIPPED[kind](opened)]
    elif kind in _PLAIN:
        found = [*machine_surprises({"": data}, machine), *_PLAIN[kind](data)]
    else:
        found = [f"a kind of file that is not looked over: {kind or name}"]
    return found


def _record(data: bytes, machine: Sequence[str]) -> list[str]:
    """What is surprising in the record of a report that the program keeps beside it, with earlier reports."""
    kept = Opened.of(data).parts
    return [f"{name}: {said}" for name, held in kept.items() for said in _looked_over(held, name, tuple(machine))]


@lru_cache(maxsize=64)
def _looked_over(data: bytes, name: str, machine: tuple[str, ...]) -> list[str]:
    return look_over(data, name, machine=machine)
