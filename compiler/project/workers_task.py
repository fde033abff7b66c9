"""A piece of work: the workbooks of one division, read and checked; the same work on this machine and on a cluster.

Bytes go out and bytes come back, pickled: both ends are this program, in the same version. Nothing is looked for on a
worker's own disk.
"""

from __future__ import annotations

import pickle
import traceback
from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

from compiler.domain.finding import Finding
from compiler.domain.frozen import dataclass, replace
from compiler.domain.language import spoken
from compiler.domain.period import Period, Year
from compiler.domain.record import rows_sent, sent_rows
from compiler.domain.returned import Return, Role
from compiler.domain.tuples import NamedTuple
from compiler.pipeline import Inputs, Upload, case_for, read_returns
from compiler.project.cache import begin_with, book_of, learnt_from, text_of
from compiler.returns.known import Known
from compiler.returns.parse import Expected
from compiler.rules.registry import check_alone

_Read: TypeAlias = tuple[Return, str | None]


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
    """What came of a workbook: the return, and the text to be kept."""

    book: Return
    kept: str | None = None


class Mark(NamedTuple):
    """By what a workbook is known that findings are about: its division, what it is, its name and its bytes' hash."""

    division: str
    role: Role
    workbook: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Done:
    """A piece that is done: what came of its workbooks, and what is wrong in those of the period, raw."""

    brought: tuple[Brought, ...]
    checked: tuple[Mark, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault of the program, as its traceback tells it."""

    told: str


@dataclass(frozen=True, slots=True)
class Settings:
    """What every piece is done by: the period's inputs without their files, and whether only returns are asked for."""

    inputs: Inputs
    of_returns: bool


class Worker:
    """Whoever does pieces of work, by settings that are given once. What words say is read once for all of them."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._known: dict[Year, Known] = {}

    def do(self, handed: Sequence[Handed]) -> Done:
        """Read and check the workbooks of a piece; what came of them, in their order."""
        reading = _Reading(handed)
        inputs = replace(self._settings.inputs, kept=reading, at_work=reading, known=self._known_of)
        period, compared, then = inputs.period, inputs.compared, inputs.period.same_last_year()

        def read(role: Role, year: Year, period: Period | None = None) -> tuple[Return, ...]:
            return read_returns(inputs, reading.uploads(role, period), role, year, period)

        plans, returns = read(Role.PLAN, period.year), read(Role.RETURN, period.year, period)
        before = read(Role.RETURN, compared.year, compared) if compared else ()
        read(Role.RETURN, then.year, then)
        case = replace(case_for(inputs, plans, returns, before), of_returns=self._settings.of_returns)
        with spoken(inputs.profile.language.nouns):
            findings = check_alone(case)
        return Done(tuple(map(reading.brought, handed)), tuple(map(mark_of, (*plans, *returns, *before))), findings)

    def let_go(self) -> None:
        """Forget what words say: nothing more is to be read."""
        self._known.clear()

    def _known_of(self, year: Year) -> Known:
        return self._known.setdefault(year, Known())


class Servant:
    """A worker in another process: bytes in, bytes out."""

    def __init__(self, settings: bytes) -> None:
        self._worker = Worker(pickle.loads(settings))

    def do(self, work: bytes) -> bytes:
        """What came of a piece, or the fault of the program."""
        try:
            return sent(self._worker.do(pickle.loads(work)))
        except MemoryError:
            raise
        except Exception:
            return _pickled((Fault(traceback.format_exc()), ()))


def sent(done: Done) -> bytes:
    """A piece that is done as it is sent to whoever handed it out: the rows of each workbook by runs, and packed."""
    rows = [sent_rows(each.book.records) for each in done.brought]
    without = tuple(replace(each, book=replace(each.book, records=())) for each in done.brought)
    return _pickled((replace(done, brought=without), rows))


def received(data: bytes) -> Done | Fault:
    """A piece that was sent, or the fault of the program."""
    found: tuple[Done | Fault, Sequence[Any]] = pickle.loads(data)
    done, rows = found
    if isinstance(done, Fault):
        return done
    brought = zip(done.brought, rows, strict=True)
    return replace(
        done, brought=tuple(replace(each, book=replace(each.book, records=rows_sent(runs))) for each, runs in brought)
    )


def mark_of(book: Return) -> Mark:
    """By what a workbook is known."""
    return Mark(book.division, book.role, book.workbook, book.sha256)


class _Reading:
    """Reads workbooks with what was kept of them, and notes what came of each before it was amended."""

    def __init__(self, handed: Sequence[Handed]) -> None:
        self._handed = {(each.role, each.period, Upload(each.name, each.data)): each for each in handed}
        self._found: dict[Handed, Brought] = {}

    def uploads(self, role: Role, period: Period | None = None) -> list[Upload]:
        """The workbooks that are to be read as this."""
        return [upload for of, when, upload in self._handed if (of, when) == (role, period)]

    def brought(self, handed: Handed) -> Brought:
        """What came of a workbook."""
        return self._found[handed]

    def __call__(self, upload: Upload, expected: Expected, read: Callable[[Upload], Return]) -> Return:
        handed = self._handed[expected.role, expected.period, upload]
        book, text = (_with_words if handed.at_work else _whole)(handed, upload, expected, read)
        self._found[handed] = Brought(book, text)
        return book


def _whole(handed: Handed, upload: Upload, expected: Expected, read: Callable[[Upload], Return]) -> _Read:
    """A workbook as it was kept, or read and what is to be kept of it."""
    found = book_of(handed.kept, upload.name)
    if found is not None:
        return found, None
    book = read(upload)
    return book, text_of(book) if handed.keeps else None


def _with_words(handed: Handed, upload: Upload, expected: Expected, read: Callable[[Upload], Return]) -> _Read:
    """A workbook read by what is known of its words, and what is to be kept of these."""
    if expected.known is None:
        return read(upload), None
    begin_with(expected.known, handed.kept)
    book = read(upload)
    return book, learnt_from(book, expected.known) if handed.keeps else None


def _pickled(what: object) -> bytes:
    return pickle.dumps(what, pickle.HIGHEST_PROTOCOL)
