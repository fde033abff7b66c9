"""Every rule of access, and the look that runs them over a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from compiler.domain.finding import Severity
from compiler.render.access.any_things import ANY_THING_RULES
from compiler.render.access.any_words import ANY_WORD_RULES
from compiler.render.access.barrier import Barrier, Place, Point, Rule
from compiler.render.access.book_read import read_book
from compiler.render.access.book_rules import BOOK_RULES
from compiler.render.access.book_tables import BOOK_TABLE_RULES
from compiler.render.access.opened import Parts, open_parts
from compiler.render.access.paper import Paper
from compiler.render.access.word_live import WORD_LIVE_RULES
from compiler.render.access.word_outline import WORD_OUTLINE_RULES
from compiler.render.access.word_read import read_word
from compiler.render.access.word_tables import WORD_TABLE_RULES
from compiler.returns.sniff import Refused

_MOST = 200

UNREADABLE: Rule[Refused] = Rule(
    "A101",
    "Not a file that can be looked at",
    Severity.ERROR,
    "Nothing can be said of a file that cannot be opened, and a reader's program may not open it either",
    "WCAG 2.2, 4.1 Compatible",
    "Looked at are Word documents (.docx) and Excel workbooks (.xlsx).",
    "Open it in Word or Excel, save it as .docx or .xlsx without a password, and look again.",
    lambda refused: (Point(Place(), _sentence(refused)),),
)

_ANY: tuple[Rule[Paper], ...] = (*ANY_WORD_RULES, *ANY_THING_RULES)
_WORD = (*WORD_OUTLINE_RULES, *WORD_TABLE_RULES, *WORD_LIVE_RULES)
_BOOK = (*BOOK_RULES, *BOOK_TABLE_RULES)
RULES: tuple[Rule[Any], ...] = (UNREADABLE, *_ANY, *_WORD, *_BOOK)
"""Every rule: of any paper (A1), of documents (A2), of workbooks (A3)."""
_BY_CODE = {rule.code: rule for rule in RULES}


def rule_of(code: str) -> Rule[Any] | None:
    """The rule of that code, in capitals or not."""
    return _BY_CODE.get(code.strip().upper())


def look_over(name: str, data: bytes) -> tuple[Barrier, ...]:
    """All that keeps readers out of a file, in the order of the rules; a file that cannot be read is the one barrier.

    `name` is what the file is called in what is told. The same bytes give the same answer.
    """
    try:
        parts = open_parts(data)
        return tuple(_barriers(name, parts))
    except Refused as refused:
        return tuple(_told(name, name.lower().endswith((".docx", ".doc")), UNREADABLE, refused))


def _barriers(name: str, parts: Parts) -> Iterator[Barrier]:
    if parts.document:
        word = read_word(name, parts)
        yield from _all(name, True, _ANY, word.paper)
        yield from _all(name, True, _WORD, word)
    else:
        book = read_book(name, parts)
        yield from _all(name, False, _ANY, book.paper)
        yield from _all(name, False, _BOOK, book)


def _all(name: str, document: bool, rules: Iterable[Rule[Any]], paper: object) -> Iterator[Barrier]:
    for rule in rules:
        yield from _told(name, document, rule, paper)


def _told(name: str, document: bool, rule: Rule[Any], paper: object) -> Iterator[Barrier]:
    """What a rule points out, and how much more where it is very much."""
    more = 0
    for number, point in enumerate(rule.points(paper), 1):
        if number <= _MOST:
            yield _barrier(name, document, rule, point)
        else:
            more += 1
    if more:
        point = Point(Place(), f"There are {more:,} more places like these.")
        yield _barrier(name, document, rule, point)


def _barrier(name: str, document: bool, rule: Rule[Any], point: Point) -> Barrier:
    return Barrier(
        name,
        document,
        rule.code,
        rule.title,
        rule.severity,
        rule.reason,
        rule.allowed,
        rule.remedy,
        point,
    )


def _sentence(refused: Refused) -> str:
    reason = refused.reason[0].upper() + refused.reason[1:]
    return (
        f"The file {refused.reason}." if refused.whole else f"The file cannot be read: {reason[0].lower()}{reason[1:]}."
    )
