"""Workbooks that were read before, kept in the folder's `.compile/`, so that they are not read again for nothing.

What is kept is named by the workbook and stands for its bytes, for all that it was read by and for the program that
read it. Deleting it changes nothing; where it cannot be written, nothing is kept.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from compiler.domain.frozen import dataclass
from compiler.domain.returned import Return
from compiler.pipeline import Inputs, Upload
from compiler.project.find import Project
from compiler.returns.kept import read_kept, write_kept
from compiler.returns.parse import Expected
from compiler.rules.said import read_said, remember, write_said

FOLDER = ".compile"
_LARGEST = 20_000_000
"""Bytes of a workbook above which it is not kept: no plan is a tenth of it."""
_PROGRAM = Path(__file__).resolve().parents[1]
_LEFT_OUT: dict[str, Any] = {"profile": None, "department": None}
_READ_BY = ("domain", "profile", "returns", "rules")
"""The rooms of the program on which it depends what is read from a workbook, and how its texts are compared."""


@dataclass(frozen=True, slots=True)
class Kept:
    """The workbooks kept for one department's folder; nothing is added to them unless it `writes`."""

    folder: Path
    writes: bool = False
    _by: dict[int, tuple[object, str]] = field(default_factory=dict)

    def __call__(self, upload: Upload, expected: Expected, read: Callable[[Upload], Return]) -> Return:
        """The workbook as it was read before, if nothing has changed since; else as it is read now, which is kept."""
        data = _bytes_of(upload)
        if data is None:
            return read(upload)
        path = self.folder / f"{_hash(upload.name, expected.role.value, str(expected.period))[:24]}.json"
        by = (self._said(expected.profile), self._said(expected.department), repr(replace(expected, **_LEFT_OUT)))
        mark = _hash(program(), *by, hashlib.sha256(data).hexdigest())
        found = _kept_in(path, mark)
        if found is not None and found.workbook == upload.name:
            return found
        book = read(Upload(upload.name, data))
        text = write_kept(book) if self.writes and book.readable else None
        if text is not None:
            both = f"{text}\n{write_said(_texts(book))}"
            _keep(path, f"{_seal(mark, both)}\n{both}")
        return book

    def _said(self, settings: object) -> str:
        """The hash of all that a profile or a department says, worked out once: each takes 2 ms to say it."""
        if id(settings) not in self._by:
            self._by[id(settings)] = settings, _hash(repr(settings))
        return self._by[id(settings)][1]


def keeping(inputs: Inputs, project: Project) -> Inputs:
    """The inputs, of which what is read is kept for the next time."""
    return replace(inputs, kept=Kept(project.folder / FOLDER, writes=True))


def _hash(*words: str) -> str:
    return hashlib.sha256("\x1f".join(words).encode("utf-8", "surrogatepass")).hexdigest()


def _seal(mark: str, text: str) -> str:
    """What stands above a kept text: it is of just these bytes, and it is whole."""
    return _hash(mark, text)


def _bytes_of(upload: Upload) -> bytes | None:
    """The workbook's bytes; None where they are too many or cannot be had, for the reader to say why."""
    if isinstance(upload.source, bytes):
        return upload.source if len(upload.source) <= _LARGEST else None
    try:
        return upload.source.read_bytes() if upload.source.stat().st_size <= _LARGEST else None
    except OSError:
        return None


def _kept_in(path: Path, mark: str) -> Return | None:
    """What is kept in a file, if it has that mark and is whole; what its texts say is known from then on."""
    try:
        seal, _, both = path.read_text(encoding="utf-8").partition("\n")
    except (OSError, UnicodeDecodeError):
        return None
    if seal != _seal(mark, both):
        return None
    text, _, texts = both.partition("\n")
    remember(read_said(texts))
    return read_kept(text)


def _texts(book: Return) -> Iterator[str]:
    """The texts of a workbook, as against its codes and figures."""
    values = (entry.value for record in book.records for entry in record.entries.values())
    return (value for value in values if isinstance(value, str) and " " in value)


def _keep(path: Path, text: str) -> None:
    """Write a file so that nobody ever sees half of it; a folder that cannot be written keeps nothing."""
    part = path.with_suffix(f".{os.getpid()}.part")
    with contextlib.suppress(OSError, UnicodeEncodeError):
        path.parent.mkdir(exist_ok=True)
        try:
            part.write_text(text, encoding="utf-8", newline="\n")
            part.replace(path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise


@lru_cache(maxsize=1)
def program() -> str:
    """What tells one state of the program from another: its own files that have to do with reading, and the Python."""
    return _hash(sys.version, *sorted(each for room in _READ_BY for each in _files(_PROGRAM / room)))


def _files(folder: Path) -> Iterator[str]:
    for each in os.scandir(folder):
        if each.is_dir():
            yield from _files(Path(each.path))
        elif each.name.endswith(".py"):
            about = each.stat()
            yield f"{each.path} {about.st_size} {about.st_mtime_ns}"
