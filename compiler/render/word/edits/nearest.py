"""Which of several reports of ours a person has edited: the one whose words she has most of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from compiler.render.word.edits.record import Record
from compiler.render.word.opc import OpenPackage, TemplateError, parse, w


def base_of(document: bytes, records: Sequence[Record]) -> Record:
    """The record of which a document differs in the fewest paragraphs, the first of several; records are one or more.

    The first, too, where the document cannot be read: that is told of it elsewhere.
    """
    first, *others = records
    if not others:
        return first
    try:
        hers = _lines(document)
        return min(records, key=lambda record: _apart(hers, _lines(record.document)))
    except TemplateError:
        return first


def _lines(document: bytes) -> Counter[str]:
    """The words of each paragraph, with how often it stands there."""
    package = OpenPackage(document)
    root = parse(package.read(package.document()))
    return Counter("".join(each.text or "" for each in line.iter(w("t"))) for line in root.iter(w("p")))


def _apart(one: Counter[str], other: Counter[str]) -> int:
    return (one - other).total() + (other - one).total()
