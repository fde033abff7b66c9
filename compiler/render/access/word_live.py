"""Rules about what a program works out in a document: numbers of captions, references to them, contents."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compiler.domain.finding import Severity
from compiler.render.access.barrier import Place, Point, Rule, quoted
from compiler.render.access.word_model import Paragraph, State, Word

_CAPTION = re.compile(r"\s*(Table|Figure|Chart|Graph|Map)\s+\d+\s*([.:–—-]|$)")
_REFERENCE = re.compile(r"\b(?:see|in|of|from|to|by|and|under|at|following)\s+((?:Table|Figure|Chart|Graph)s?\s+\d+)\b")
_FAULT = re.compile(
    r"Error!\s|Reference source not found|Bookmark not defined|No table of (contents|figures) entries", re.IGNORECASE
)
_SHOWING = frozenset({"TOC", "SEQ", "REF", "PAGEREF", "NOTEREF", "STYLEREF", "HYPERLINK"})


def _typed_caption(word: Word) -> Iterator[Point]:
    for each in word.body:
        typed = _CAPTION.match(each.typed) and "SEQ" not in each.fields and len(each.text) < 250 and not each.level
        if typed and (each.kind == "caption" or _beside_table(each, word)):
            yield Point(each.place, f"The number of the caption {quoted(each.text)} was typed.", each.text)


def _beside_table(paragraph: Paragraph, word: Word) -> bool:
    return any(paragraph in (table.before, table.after) for table in word.tables)


def _typed_reference(word: Word) -> Iterator[Point]:
    for each in word.body:
        for found in _REFERENCE.finditer(each.typed):
            yield Point(each.place, f"{quoted(found[1])} was typed, and leads nowhere.", found[1])


def _no_result(word: Word) -> Iterator[Point]:
    for each in word.fields:
        if each.kind not in _SHOWING:
            continue
        if _FAULT.search(each.result):
            yield Point(each.place, f"A field shows the fault {quoted(each.result)}.", each.result)
        elif not each.result.strip():
            yield Point(each.place, f"A field ({each.kind}) has no result.", each.code)
        elif each.state is State.OPEN:
            yield Point(each.place, f"A field ({each.kind}) begins and never ends.", each.code)


def _asks(word: Word) -> Iterator[Point]:
    if word.asks_on_opening:
        yield Point(Place(), "The document asks whether its fields should be updated whenever it is opened.")
    for each in word.fields:
        if each.state is State.DIRTY:
            yield Point(each.place, f"A field ({each.kind or 'without a code'}) is marked to be updated on opening.")


WORD_LIVE_RULES = (
    Rule(
        "A241",
        "The number of a caption typed by hand",
        Severity.WARNING,
        "A typed number is wrong as soon as a table is moved, and no reference can lead to it",
        "WCAG 2.2, 1.3.1 Info and Relationships",
        "The number of a caption is a field, which Word counts.",
        "Take the caption out and choose References, Insert Caption.",
        _typed_caption,
    ),
    Rule(
        "A242",
        "A reference to a table typed by hand",
        Severity.NOTE,
        "A reference that is a field takes the reader there, and stays right when tables are moved",
        "WCAG 2.2, 2.4.5 Multiple Ways",
        "References to tables and figures are fields.",
        "Choose References, Cross-reference.",
        _typed_reference,
    ),
    Rule(
        "A243",
        "A field without its result",
        Severity.ERROR,
        "Who opens the paper reads a fault, or nothing, where the contents or a number should be",
        "WCAG 2.2, 1.3.1 Info and Relationships",
        "Contents, captions and references show what they stand for.",
        "Select all (Ctrl+A), press F9, and put right what then says 'Error!'.",
        _no_result,
    ),
    Rule(
        "A244",
        "A question on opening",
        Severity.ERROR,
        "The reader is asked about fields before the first word, and cannot know what to answer",
        "WCAG 2.2, 3.2.5 Change on Request",
        "A document opens without a question.",
        "Open it in Word, answer Yes, and save it; then the fields have their results.",
        _asks,
    ),
)
"""The rules about what a program works out in a document."""
