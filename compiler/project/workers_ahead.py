"""Workbooks read ahead by workers: whoever asks for one has it as though it were read then and there.

Pieces of work are made as workers have room for them, so that no more files are in memory than are being read.
"""

from __future__ import annotations

import pickle
from collections import Counter, deque
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from itertools import count

from compiler.domain.book import NotABook
from compiler.domain.finding import Finding
from compiler.domain.frozen import dataclass, replace
from compiler.domain.period import Period, Year
from compiler.domain.returned import Return, Role
from compiler.pipeline import Inputs, Keeping, Upload, shelved
from compiler.project.cache import Kept, Place, bytes_of
from compiler.project.workers import LEFT, NobodyLeft, Workers
from compiler.project.workers_task import Done, Fault, Handed, Mark, Settings, Worker, mark_of, received
from compiler.returns.parse import Expected, parse_book
from compiler.returns.shared import Shared
from compiler.returns.sniff import SAVE_AGAIN
from compiler.rules.case import Case
from compiler.rules.registry import check_alone

_DEATHS = 2
"""So often a workbook may cost a worker its life before it is given up."""
_SMALL = 1_000_000
"""Bytes of a workbook above which its piece is left to the workers: a return is a thirtieth of it."""

Key = tuple[Role, Period | None, Upload]
"""A workbook, and what it is read as."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A workbook to be read, and where what was kept of it lies, if anything is kept."""

    upload: Upload
    expected: Expected
    place: Place | None = None

    @property
    def key(self) -> Key:
        """What it is called for by."""
        return self.expected.role, self.expected.period, self.upload


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of work: the workbooks of a division or several, and how many workers died at it."""

    wanted: tuple[_Wanted, ...]
    deaths: int = 0


class Ahead:
    """The workbooks of a period, read by workers in the order in which they will be asked for.

    What workers leave is read here, one by one, when it is asked for: all the rest where there is no worker any more.
    """

    def __init__(self, inputs: Inputs, workers: Workers, settings: Settings) -> None:
        self._workers, self._period, self._settings = workers, inputs.period, settings
        self._inputs, self._worker, self._shared = inputs, Worker(settings), inputs.shared
        self._kept = inputs.kept if isinstance(inputs.kept, Kept) else None
        self._here: Mapping[bool, Keeping] = {False: inputs.kept, True: inputs.at_work}
        self._to_do = deque(_pieces(inputs, workers))
        self._awaited = {wanted.key for piece in self._to_do for wanted in piece.wanted}
        self._given: dict[int, _Piece] = {}
        self._numbers = count()
        self._read: dict[Key, Return | None] = {}
        self._checked: list[Done] = []

    @property
    def inputs(self) -> Inputs:
        """The period's inputs, for whoever asks us for what workers read and checked: it shares what it can already."""
        return replace(self._inputs, kept=self, at_work=self, alone=self.alone, shared=Shared(), shelf=None)

    def __call__(self, upload: Upload, expected: Expected, read: Callable[[Upload], Return]) -> Return:
        """The workbook as a worker read it; as it is read here where it was handed to none."""
        key = (expected.role, expected.period, upload)
        while key in self._awaited:
            self._go_on()
        if key not in self._read:
            return shelved(self._here[self._at_work(key)](upload, expected, read), self._inputs.shelf)
        found = self._read.pop(key)
        return found if found is not None else _given_up(upload.name, expected)

    def alone(self, case: Case) -> tuple[Finding, ...]:
        """What the rules find that look at one division alone: as workers found it, where they had all its workbooks.

        A division of which they had others, or some of which came in another piece, is looked at here.
        """
        self._shared.let_go()
        self._worker.let_go()
        marks: dict[str, Counter[Mark]] = {}
        for book in (*case.plans, *case.returns, *case.before):
            marks.setdefault(book.division, Counter())[mark_of(book)] += 1
        sure = [
            done for done in self._checked if case.of_returns == self._settings.of_returns and _had_all(done, marks)
        ]
        left = marks.keys() - {mark.division for done in sure for mark in done.checked}
        others = check_alone(_narrowed(case, left)) if left else ()
        return (*(finding for done in sure for finding in done.findings), *others)

    def _go_on(self) -> None:
        """Hand out as many pieces as there is room for, and take the next that is done or, meanwhile, do one here."""
        while self._to_do and self._workers.room() > 0:
            self._hand(self._to_do.popleft())
        if self._to_do and self._workers.helped and not self._workers.ready() and not self._to_do[0].deaths:
            self._help()
        elif self._given or self._to_do:
            self._wait()

    def _help(self) -> None:
        """Do a piece here, unless a workbook in it is so large that it might cost us our life."""
        piece, handed = self._opened(self._to_do.popleft())
        if max((len(each.data) for each in handed), default=0) > _SMALL:
            self._to_do.append(piece)
            self._wait()
        elif handed:
            self._settle_all(piece, self._worker.do(handed))

    def _wait(self) -> None:
        """Take the next piece; without any worker left, nothing is waited for any more: it is read here."""
        try:
            number, done = self._workers.take()
        except NobodyLeft:
            self._awaited.clear()
        else:
            self._take(self._given.pop(number), done)

    def _hand(self, piece: _Piece) -> None:
        piece, handed = self._opened(piece)
        if handed:
            number = next(self._numbers)
            self._given[number] = piece
            self._workers.give(number, pickle.dumps(handed, pickle.HIGHEST_PROTOCOL))

    def _opened(self, piece: _Piece) -> tuple[_Piece, tuple[Handed, ...]]:
        """A piece with its files; one that is too large or cannot be opened is left for whoever asks for it."""
        handed, wanted = [], []
        for each in piece.wanted:
            data = bytes_of(each.upload)
            if data is None:
                self._awaited.discard(each.key)
            else:
                wanted.append(replace(each, place=self._place(each, data)))
                handed.append(self._handed(wanted[-1], data))
        return replace(piece, wanted=tuple(wanted)), tuple(handed)

    def _place(self, wanted: _Wanted, data: bytes) -> Place | None:
        if self._kept is None:
            return None
        name, expected = wanted.upload.name, wanted.expected
        if self._at_work(wanted.key):
            return self._kept.place_of_words(name, expected)
        return self._kept.place(name, data, expected)

    def _at_work(self, key: Key) -> bool:
        return key[:2] == (Role.RETURN, self._period)

    def _handed(self, wanted: _Wanted, data: bytes) -> Handed:
        role, period, upload = wanted.key
        kept = wanted.place.text() if wanted.place else ""
        keeps = self._kept is not None and self._kept.writes
        return Handed(upload.name, role, period, data, kept, self._at_work(wanted.key), keeps)

    def _take(self, piece: _Piece, done: bytes | None) -> None:
        if done is None:
            self._again(piece)
            return
        if done == LEFT:
            self._await_no_more(wanted.key for wanted in piece.wanted)
            return
        found = received(done)
        if isinstance(found, Fault):
            raise RuntimeError(f"a worker failed:\n{found.told}")
        self._shared.share(each.book for each in found.brought)
        self._settle_all(piece, found)

    def _settle_all(self, piece: _Piece, done: Done) -> None:
        for wanted, each in zip(piece.wanted, done.brought, strict=True):
            self._settle(wanted, each.book)
            if wanted.place:
                wanted.place.keep(each.kept)
        self._checked.append(replace(done, brought=()))

    def _again(self, piece: _Piece) -> None:
        """Hand out the workbooks of a piece that a worker died at once more, each alone, to know which one it is."""
        for wanted in reversed(piece.wanted):
            if piece.deaths + 1 < _DEATHS:
                self._to_do.appendleft(_Piece((wanted,), piece.deaths + 1))
            else:
                self._settle(wanted, None)

    def _settle(self, wanted: _Wanted, book: Return | None) -> None:
        """Take a workbook, and put its rows aside while the workers are at the next."""
        self._read[wanted.key] = book and shelved(book, self._inputs.shelf)
        self._await_no_more((wanted.key,))

    def _await_no_more(self, keys: Iterable[Key]) -> None:
        self._awaited.difference_update(keys)
        if not self._awaited:
            self._workers.end()


def _narrowed(case: Case, divisions: Container[str]) -> Case:
    """The case of some divisions."""
    books = (case.plans, case.returns, case.before)
    plans, returns, before = (tuple(book for book in each if book.division in divisions) for each in books)
    return replace(case, plans=plans, returns=returns, before=before)


def _had_all(done: Done, marks: Mapping[str, Counter[Mark]]) -> bool:
    """Whether a piece held all the workbooks of its divisions, and no other; one of no division tells nothing."""
    divisions = {mark.division for mark in done.checked}
    wanted = sum((marks.get(division, Counter()) for division in divisions), Counter())
    return "" not in divisions and Counter(done.checked) == wanted


def _pieces(inputs: Inputs, workers: Workers) -> Iterator[_Piece]:
    """The workbooks of a period, those of one file name together: they are a division's plan and its returns."""
    found: dict[str, list[_Wanted]] = {}
    for expected, uploads in _asked(inputs):
        for upload in sorted(uploads, key=lambda each: each.name):
            found.setdefault(upload.name.rsplit("/", 1)[-1], []).append(_Wanted(upload, expected))
    divisions = deque(found.values())
    while divisions:
        many = min(workers.together(len(divisions)), len(divisions))
        yield _Piece(tuple(wanted for _ in range(many) for wanted in divisions.popleft()))


def _asked(inputs: Inputs) -> Iterator[tuple[Expected, Sequence[Upload]]]:
    """What a period is made from, in the order in which it is asked for, with what each is read as."""
    compared, year_ago = inputs.compared, inputs.period.same_last_year()

    def expected(role: Role, year: Year, period: Period | None = None) -> Expected:
        return Expected(inputs.profile, inputs.department, role, year, period)

    yield expected(Role.PLAN, inputs.period.year), inputs.plans
    yield expected(Role.RETURN, inputs.period.year, inputs.period), inputs.returns
    if compared:
        yield expected(Role.RETURN, compared.year, compared), inputs.before
    yield expected(Role.RETURN, year_ago.year, year_ago), inputs.year_ago


def _given_up(name: str, expected: Expected) -> Return:
    """A workbook at which every worker died that tried it."""
    reason = f"{name} cannot be read: the process that reads it was ended each time, as when memory runs out."
    return parse_book(NotABook(name, reason, SAVE_AGAIN), expected)
