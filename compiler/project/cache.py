"""Workbooks that were read before, kept in the folder's `.compile/`, so that they are not read again for nothing.

What is kept is named by the workbook and stands for its bytes, for all that it was read by and for the program that
read it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from compiler.domain.frozen import dataclass, field, replace
from compiler.domain.hashes import mark_of
from compiler.domain.returned import Return
from compiler.pipeline import Inputs, Upload
from compiler.project.find import Project, keep_decisions
from compiler.project.ledger import keep_ledger
from compiler.project.sealed import FOLDER, hashed, program, read_sealed, write_sealed
from compiler.project.settings import keep_settings
from compiler.returns.kept import read_kept, read_known, write_kept, write_known
from compiler.returns.known import Known
from compiler.returns.parse import Expected
from compiler.rules.said import read_said, remember, write_said

_LARGEST = 20_000_000
"""Bytes of a workbook above which it is not kept: no plan is a tenth of it."""
_MOST_AT_ONCE = 12
"""Returns of a check that is made again and again while they are put right."""
_SEEN = ""
"""What is kept of a workbook at work that was read once: nothing but the mark of the state that it was in."""
_LEFT_OUT: dict[str, Any] = {"profile": None, "department": None}


@dataclass(frozen=True, slots=True)
class Place:
    """A file in which a text is kept, and the mark that it has if it is still right."""

    path: Path
    mark: str

    def text(self) -> str:
        """What is kept there, '' for nothing."""
        return self.kept() or ""

    def kept(self) -> str | None:
        """What is kept there; None where nothing is."""
        return read_sealed(self.path, self.mark)

    def keep(self, text: str | None) -> None:
        """Keep a text, if there is any."""
        if text is not None:
            write_sealed(self.path, self.mark, text)


@dataclass(frozen=True, slots=True)
class Kept:
    """The workbooks kept for one department's folder; nothing is added to them unless it `writes`."""

    folder: Path
    writes: bool = False
    _by: dict[int, tuple[object, str]] = field(default_factory=dict)

    def __call__(self, upload: Upload, expected: Expected, read: Callable[[Upload], Return]) -> Return:
        """The workbook as it was read before, if nothing has changed since; else as it is read now, which is kept."""
        data = bytes_of(upload)
        if data is None:
            return read(upload)
        place = self.place(upload.name, data, expected)
        found = book_of(place.text(), upload.name)
        if found is not None:
            return found
        book = read(Upload(upload.name, data))
        place.keep(text_of(book) if self.writes else None)
        return book

    def at_work(self, upload: Upload, expected: Expected, read: Callable[[Upload], Return]) -> Return:
        """A workbook that people may be at work on: kept as it was read when it is read a second time unchanged.

        To keep it takes as long as to read it four times, so that it is done for no state that is soon another. The
        third check of a return, or of a period of which one return was changed, is 20 ms sooner for each.
        """
        data = bytes_of(upload) if self.writes or self._path(upload.name, expected).exists() else None
        if data is None:
            return self.words(upload, expected, read)
        upload = Upload(upload.name, data)
        place = self.place(upload.name, data, expected)
        seen = place.kept()
        found = book_of(seen or "", upload.name)
        if found is None:
            found = self.words(upload, expected, read)
            if self.writes:
                place.keep(_SEEN if seen is None else text_of(found))
        return found

    def words(self, upload: Upload, expected: Expected, read: Callable[[Upload], Return]) -> Return:
        """The workbook as it is read now, but for words of its cells that were read under their column before."""
        if expected.known is None:
            return read(upload)
        place = self.place_of_words(upload.name, expected)
        begin_with(expected.known, place.text())
        book = read(upload)
        place.keep(learnt_from(book, expected.known) if self.writes else None)
        return book

    def place(self, name: str, data: bytes, expected: Expected) -> Place:
        """Where a workbook of these bytes is kept as it was read."""
        by = (self._said(expected.profile), self._said(expected.department), repr(replace(expected, **_LEFT_OUT)))
        mark = hashed(program(), *by, mark_of(data))
        return Place(self._path(name, expected), mark)

    def _path(self, name: str, expected: Expected) -> Path:
        return self.folder / f"{_name_of(name, expected)}.json"

    def place_of_words(self, name: str, expected: Expected) -> Place:
        """Where it is kept what the words of a workbook were read as, whatever else stands in it by now."""
        mark = hashed("words", program(), self._said(expected.profile), expected.year.name)
        return Place(self.folder / f"words-{_name_of(name, expected)}.json", mark)

    def _said(self, settings: object) -> str:
        """The hash of all that a profile or a department says, worked out once: each takes 2 ms to say it."""
        if id(settings) not in self._by:
            self._by[id(settings)] = settings, hashed(repr(settings))
        return self._by[id(settings)][1]


def keeping(inputs: Inputs, project: Project) -> Inputs:
    """The inputs, of which what is read is kept for the next time, as are the settings.

    Where many returns are checked at once nothing is added: to keep a workbook takes four times as long as to read it.
    """
    if not project.kept:
        keep_settings(project.folder, project.mark, project.department, project.profile)
    keep_ledger(project, inputs.period.year, inputs.ledger)
    keep_decisions(project)
    kept = kept_for(project, writes=len(inputs.returns) <= _MOST_AT_ONCE)
    return replace(inputs, kept=kept, at_work=kept.at_work)


def kept_for(project: Project, writes: bool = False) -> Kept:
    """What is kept for a project: its settings are the same as before if what they are read from is."""
    kept = Kept(project.folder / FOLDER, writes)
    if project.mark:
        for name, settings in (("profile", project.profile), ("department", project.department)):
            kept._by[id(settings)] = settings, hashed(project.mark, name)
    return kept


def bytes_of(upload: Upload) -> bytes | None:
    """The workbook's bytes; None where they are too many or cannot be had, for the reader to say why."""
    if isinstance(upload.source, bytes):
        return upload.source if len(upload.source) <= _LARGEST else None
    try:
        return upload.source.read_bytes() if upload.source.stat().st_size <= _LARGEST else None
    except OSError:
        return None


def book_of(kept: str, name: str) -> Return | None:
    """A workbook of that name as it was kept, '' for nothing; what its texts say is known from then on."""
    text, _, texts = kept.partition("\n")
    if not text:
        return None
    remember(read_said(texts))
    book = read_kept(text)
    return book if book is not None and book.workbook == name else None


def text_of(book: Return) -> str | None:
    """What is kept of a workbook; None for one that cannot be."""
    text = write_kept(book) if book.readable else None
    return None if text is None else f"{text}\n{write_said(_texts(book))}"


def begin_with(known: Known, kept: str) -> None:
    """Turn to a workbook of which it was kept what its words were read as, '' for nothing."""
    words, _, texts = kept.partition("\n")
    known.begin(read_known(words) if words else {})
    remember(read_said(texts))


def learnt_from(book: Return, known: Known) -> str | None:
    """What the words of a workbook were read as, to be kept; None where that is known well enough, or cannot be."""
    learnt = write_known(known.asked) if known.differs else None
    return None if learnt is None else f"{learnt}\n{write_said(_texts(book))}"


def _name_of(name: str, expected: Expected) -> str:
    return hashed(name, expected.role.value, str(expected.period))[:24]


def _texts(book: Return) -> Iterator[str]:
    """The texts of a workbook, as against its codes and figures."""
    for record in book.records:
        for said in map(record.said, record.entries):
            value = said[2] if isinstance(said, tuple) else said
            if isinstance(value, str) and " " in value:
                yield value
