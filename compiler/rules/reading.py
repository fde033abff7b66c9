"""All that was written, read once: what the rules on words look for in texts is asked of a workbook after the other.

What they keep of a workbook is little, and they go back to those cells alone that they tell of. When each rule went
over all texts by itself, and over all workbooks at once, it took 26 MB of 200 workbooks, and twice as long.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain
from typing import Any

from compiler.domain.frozen import dataclass
from compiler.domain.returned import Return, Role
from compiler.domain.tuples import NamedTuple
from compiler.rules.case import MANY, Case
from compiler.rules.columnwise import Rows
from compiler.rules.texts import Texts
from compiler.rules.written import Spot, columns_of_type, given_in, spots_in

_AT_ONCE = 50
"""Workbooks that are a piece of work for whoever has hands free."""


class Page(NamedTuple):
    """Texts of one type in one workbook, which has this role and this number among all; none of them is empty."""

    role: Role
    number: int
    texts: Texts


Reader = Callable[[Page], Collection[str]]
"""Reads one page after the other: which of its texts are to be seen again where they stand, by these words alone."""


class Gatherer:
    """A reader that keeps something of what it read, which can be sent to another process and joined there."""

    def __call__(self, page: Page) -> Collection[str]:
        """Read a page."""
        raise NotImplementedError

    def join(self, later: Any) -> None:
        """Take what another of the kind read in later workbooks."""
        raise NotImplementedError


@dataclass(frozen=True)
class Look:
    """What a rule looks for in all texts of some types before it points at cells, by a reader made for the case.

    `whole` says that it looks at the values in all workbooks, even where only returns are asked for; else it looks at
    all that is typed in the cells that are asked for.
    """

    make: Callable[[Case], Reader]
    types: tuple[str, ...] = ("text",)
    whole: bool = False


class Looked(NamedTuple):
    """What came of a look: the reader if it keeps anything, the texts that are to be seen again, and the workbooks, by
    id, that have any of them."""

    gathered: Any
    told: set[str]
    books: set[int]

    def join(self, later: Looked) -> None:
        """Take what was found in later workbooks."""
        self.told.update(later.told)
        self.books.update(later.books)
        if self.gathered is not None:
            self.gathered.join(later.gathered)


class Seen:
    """Which of many texts were met lately: the last thousand and a few are known, so that it stays small."""

    __slots__ = ("_before", "_lately", "_most")

    def __init__(self, most: int = 1024) -> None:
        self._most = most
        self._lately: set[str] = set()
        self._before: set[str] = set()

    def new(self, texts: frozenset[str]) -> frozenset[str]:
        """Those of some texts that were not met, which they are from now on."""
        found = texts - self._lately - self._before
        self._lately |= texts
        if len(self._lately) > self._most:
            self._before, self._lately = self._lately, set()
        return found


Known = dict[Look, Looked]
"""What came of each look."""


def look_for(case: Case, looks: Iterable[Look]) -> None:
    """Have some looks read all that was written, together, if they did not before."""
    held = case.once(_nothing_yet)
    new = [look for look in dict.fromkeys(looks) if look not in held]
    if new:
        held.update(zip(new, _found(case, new, range(len(case.sound))), strict=True))


def looking(case: Case, looks: Sequence[Look]) -> Iterator[Callable[[], list[Looked]]]:
    """The same as pieces of work, of some workbooks each: what comes of each look in them."""
    workbooks = len(case.sound)
    for begin in range(0, workbooks, _AT_ONCE):
        yield partial(_found, case, looks, range(begin, min(begin + _AT_ONCE, workbooks)))


def joined(looks: Sequence[Look], found: Iterable[Sequence[Looked]]) -> Known:
    """What came of looks in some workbooks after the others, as one."""
    known: Known = {}
    for piece in found:
        for look, part in zip(looks, piece, strict=True):
            if look in known:
                known[look].join(part)
            else:
                known[look] = part
    return known


def knowing(case: Case, known: Known) -> None:
    """Take what came of looks."""
    case.once(_nothing_yet).update(known)


def looked(case: Case, look: Look) -> Looked:
    """What came of a look."""
    look_for(case, (look,))
    return case.once(_nothing_yet)[look]


def seen_again(case: Case, look: Look, given: bool = True) -> Iterator[tuple[str, Spot]]:
    """The cells asked for that say the texts which a look told of, each with its text, workbook by workbook."""
    found = looked(case, look)
    for rows in case.asked if found.told else ():
        if id(rows.book) in found.books:
            yield from spots_in((rows,), found.told, *look.types, given=given)
            _let_go(case, (rows,))


def _nothing_yet(case: Case) -> Known:
    return {}


def _found(case: Case, looks: Sequence[Look], numbers: Container[int]) -> list[Looked]:
    """What each look finds in the workbooks of some numbers."""
    readers = {look: look.make(case) for look in looks}
    known = {look: Looked(each if isinstance(each, Gatherer) else None, set(), set()) for look, each in readers.items()}
    types = dict.fromkeys(chain.from_iterable(look.types for look in looks))
    seen = {(role, each): Seen() for role in Role for each in types}
    asked = {id(rows.book) for rows in case.asked}
    for number, book, rows in workbooks(case, numbers):
        for each in types:
            some = [look for look in looks if each in look.types and (look.whole or id(book) in asked)]
            if some:
                given, said = _texts(rows, each)
                of_values, of_all = _pages(book.role, number, seen[book.role, each].new(given), said - given)
                for look in some:
                    _, told, books = known[look]
                    told.update(readers[look](of_values if look.whole else of_all))
                    if told and not told.isdisjoint(said):
                        books.add(id(book))
    return [*known.values()]


def _texts(rows: Iterable[Rows], type: str) -> tuple[frozenset[str], frozenset[str]]:
    """What the columns of a type say that hold a value, and all that they say."""
    columns = columns_of_type(rows, type)
    given = given_in(columns)
    return given, frozenset[str]().union(given, *(down.said for down in columns))


def _pages(role: Role, number: int, new: frozenset[str], otherwise: frozenset[str]) -> tuple[Page, Page]:
    """The values that are new, and all that is new."""
    of_values = Page(role, number, Texts(tuple(new)))
    odd = [text for text in otherwise if text]
    return of_values, Page(role, number, Texts((*new, *odd))) if odd else of_values


def workbooks(case: Case, numbers: Container[int] | None = None) -> Iterator[tuple[int, Return, tuple[Rows, ...]]]:
    """The workbooks that can be used, or those of some numbers, each with its number and its rows; of many, one's
    columns go before the next's come."""
    for number, book in enumerate(case.sound):
        if numbers is None or number in numbers:
            rows = case.rows_of(book)
            yield number, book, rows
            _let_go(case, rows)


def given_texts(case: Case) -> Iterator[tuple[Page, tuple[Rows, ...]]]:
    """The texts of each workbook that hold a value, with its rows."""
    for number, book, rows in workbooks(case):
        yield Page(book.role, number, Texts(tuple(given_in(columns_of_type(rows, "text"))))), rows


def _let_go(case: Case, every: Iterable[Rows]) -> None:
    if len(case.books) > MANY:
        for rows in every:
            rows.let_go()
