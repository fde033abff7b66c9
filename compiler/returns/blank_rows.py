"""Rows that are formatted and hold nothing, taken out of a long sheet before it is parsed.

Who formats whole columns leaves a million of them: parsing their tags takes 4 seconds, finding them 0.4.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from compiler.domain.regex import regex

_SHORT = 1 << 20
"""Bytes of a sheet that are parsed as they are: no usual return has a fifth of it."""
_ROW, _NUMBERED, _END, _MARKED = b"<row", b'<row r="', b"</row>", b"<!"
_BLANK = regex(rb'(?:<row r="(\d{1,7})"[^<>]*(?:/>|>(?:<c r="[A-Z]{1,3}\d{1,7}"(?: s="\d{1,9}")?/>)*</row>)){2,}')


def without_blank_rows(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The pieces of a sheet, in which of several blank rows on end only the last is left, for its number."""
    passed, rest = 0, b""
    for piece in pieces:
        if passed < _SHORT:
            passed += len(piece)
            yield piece
            continue
        whole, end, rest = (rest + piece).rpartition(_END)
        if end:
            yield _shortened(whole + end)
        else:
            yield rest
            rest = b""
    yield rest


def _shortened(rows: bytes) -> bytes:
    """The rows without blank ones; as they are where a row has no number, or what stands in them is no tag."""
    if rows.count(_ROW) != rows.count(_NUMBERED) or _MARKED in rows:
        return rows
    return _BLANK.sub(rb'<row r="\1"/>', rows)
