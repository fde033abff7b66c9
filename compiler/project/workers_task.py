"""A piece of work: the workbooks of one division, read. It is the same whoever does it: a worker here or on a cluster.

Bytes go out and bytes come back, pickled: both ends are this program, in the same version. Nothing is looked for on a
worker's own disk.
"""

from __future__ import annotations

import pickle
import traceback
from collections.abc import Callable

from compiler.domain.frozen import dataclass, replace
from compiler.domain.period import Period
from compiler.domain.returned import Return, Role
from compiler.pipeline import Inputs, Upload, read_returns
from compiler.project.cache import begin_with, book_of, learnt_from, text_of
from compiler.returns.parse import Expected


@dataclass(frozen=True, slots=True)
class Handed:
    """A workbook that is handed out: its bytes, what it is to be read as, and what was kept of it ('' for nothing).

    `at_work` says that what was kept is what its words were read as, else it is the whole workbook as it was read.
    `keeps` says that what it is read as now is to be kept, if there is anything new.
    """

    name: str
    role: Role
    period: Period | None
    data: bytes
    kept: str = ""
    at_work: bool = False
    keeps: bool = False


@dataclass(frozen=True, slots=True)
class Brought:
    """What came of a workbook: the return, pickled until it is asked for, and the text to be kept of it, if any."""

    book: bytes
    kept: str | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault of the program, as its traceback tells it."""

    told: str


class Worker:
    """Whoever does pieces of work, by settings that are sent once: the inputs of the period without their files."""

    def __init__(self, settings: bytes) -> None:
        self._inputs: Inputs = pickle.loads(settings)

    def do(self, work: bytes) -> bytes:
        """Read the workbooks of a piece and give what came of them, in their order; or the fault of the program."""
        try:
            handed: tuple[Handed, ...] = pickle.loads(work)
            return _pickled(tuple(map(self._read, handed)))
        except MemoryError:
            raise
        except Exception:
            return _pickled(Fault(traceback.format_exc()))

    def _read(self, handed: Handed) -> Brought:
        reading = _Reading(handed)
        inputs = replace(self._inputs, kept=reading, at_work=reading)
        year = handed.period.year if handed.period else inputs.period.year
        read_returns(inputs, [Upload(handed.name, handed.data)], handed.role, year, handed.period)
        return Brought(_pickled(reading.book), reading.text)


class _Reading:
    """Reads one workbook with what was kept of it, and notes what came of it before it was amended."""

    def __init__(self, handed: Handed) -> None:
        self.handed = handed
        self.book: Return | None = None
        self.text: str | None = None

    def __call__(self, upload: Upload, expected: Expected, read: Callable[[Upload], Return]) -> Return:
        self.book = book = (self._words if self.handed.at_work else self._whole)(upload, expected, read)
        return book

    def _whole(self, upload: Upload, expected: Expected, read: Callable[[Upload], Return]) -> Return:
        found = book_of(self.handed.kept, upload.name)
        if found is not None:
            return found
        book = read(upload)
        self.text = text_of(book) if self.handed.keeps else None
        return book

    def _words(self, upload: Upload, expected: Expected, read: Callable[[Upload], Return]) -> Return:
        if expected.known is None:
            return read(upload)
        begin_with(expected.known, self.handed.kept)
        book = read(upload)
        self.text = learnt_from(book, expected.known) if self.handed.keeps else None
        return book


def _pickled(what: object) -> bytes:
    return pickle.dumps(what, pickle.HIGHEST_PROTOCOL)
