"""Workbooks that were read before, kept in the folder's `.compile/`, so that they are not read again for nothing.

What is kept is named by the workbook and stands for its bytes, for all that it was read by and for the program that
read it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from compiler.domain.frozen import dataclass, field, replace
from compiler.domain.returned import Return
from compiler.pipeline import Inputs, Upload
from compiler.project.find import Project
from compiler.project.sealed import FOLDER, hashed, program, read_sealed, write_sealed
from compiler.project.settings import keep_settings
from compiler.returns.kept import read_kept, read_known, write_kept, write_known
from compiler.returns.parse import Expected
from compiler.rules.said import read_said, remember, write_said

_LARGEST = 20_000_000
"""Bytes of a workbook above which it is not kept: no plan is a tenth of it."""
_LEFT_OUT: dict[str, Any] = {"profile": None, "department": None}


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
        path = self.folder / f"{hashed(upload.name, expected.role.value, str(expected.period))[:24]}.json"
        by = (self._said(expected.profile), self._said(expected.department), repr(replace(expected, **_LEFT_OUT)))
        mark = hashed(program(), *by, hashlib.sha256(data).hexdigest())
        found = _kept_in(path, mark)
        if found is not None and found.workbook == upload.name:
            return found
        book = read(Upload(upload.name, data))
        text = write_kept(book) if self.writes and book.readable else None
        if text is not None:
            write_sealed(path, mark, f"{text}\n{write_said(_texts(book))}")
        return book

    def words(self, upload: Upload, expected: Expected, read: Callable[[Upload], Return]) -> Return:
        """The workbook as it is read now, but for words of its cells that were read under their column before."""
        if expected.known is None:
            return read(upload)
        path = self.folder / f"words-{hashed(upload.name, expected.role.value, str(expected.period))[:24]}.json"
        mark = hashed("words", program(), self._said(expected.profile), expected.year.name)
        words, _, texts = (read_sealed(path, mark) or "").partition("\n")
        expected.known.begin(read_known(words) if words else {})
        remember(read_said(texts))
        book = read(upload)
        if self.writes and expected.known.differs:
            learnt = write_known(expected.known.asked)
            if learnt is not None:
                write_sealed(path, mark, f"{learnt}\n{write_said(_texts(book))}")
        return book

    def _said(self, settings: object) -> str:
        """The hash of all that a profile or a department says, worked out once: each takes 2 ms to say it."""
        if id(settings) not in self._by:
            self._by[id(settings)] = settings, hashed(repr(settings))
        return self._by[id(settings)][1]


def keeping(inputs: Inputs, project: Project) -> Inputs:
    """The inputs, of which what is read is kept for the next time, as are the settings."""
    if not project.kept:
        keep_settings(project.folder, project.mark, project.department, project.profile)
    kept = kept_for(project, writes=True)
    return replace(inputs, kept=kept, at_work=kept.words)


def kept_for(project: Project, writes: bool = False) -> Kept:
    """What is kept for a project: its settings are the same as before if what they are read from is."""
    kept = Kept(project.folder / FOLDER, writes)
    if project.mark:
        for name, settings in (("profile", project.profile), ("department", project.department)):
            kept._by[id(settings)] = settings, hashed(project.mark, name)
    return kept


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
    both = read_sealed(path, mark)
    if both is None:
        return None
    text, _, texts = both.partition("\n")
    remember(read_said(texts))
    return read_kept(text)


def _texts(book: Return) -> Iterator[str]:
    """The texts of a workbook, as against its codes and figures."""
    values = (entry.value for record in book.records for entry in record.entries.values())
    return (value for value in values if isinstance(value, str) and " " in value)
