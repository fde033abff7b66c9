"""Parts of a workbook as spreadsheet programs usually write them, which need not be followed from tag to tag.

Excel, LibreOffice, openpyxl and XlsxWriter write the rows of a sheet and the shared texts in one strict shape: what
has it whole is taken apart by a pattern, three times sooner than by a parser's calls. What has anything else in it,
be it a space or a remark between two tags, goes the plain way, and nothing is refused here.
"""

from __future__ import annotations

from collections.abc import Iterator

from compiler.domain.regex import regex
from compiler.domain.tuples import NamedTuple
from compiler.returns.container import CHUNK

_ODD = bytes(code for code in range(32) if code not in b"\t\n")
_ENCODED = regex(rb"""\s*<\?xml [^<>]{0,99}encoding=["'](?i:utf-8)["']""")
_NUMBERED = regex("&#([0-9]{1,7});")
_REFERENCE = regex("&(?:#([0-9]+)|[a-z]+);")
_NAMED = {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'", "&amp;": "&"}


class Unusual(Exception):
    """Something is not in the usual shape."""


class Around(NamedTuple):
    """A part taken apart: what stands before an element, its tag, its content as text, and the rest."""

    head: bytes
    start: bytes
    content: str
    tail: bytes

    @property
    def lines(self) -> bytes:
        """As many line ends as the content has, so that a fault behind it is told by its true line."""
        return b"\n" * self.content.count("\n")


def around(data: bytes, start: bytes, end: bytes) -> Around | None:
    """The part with what stands between a tag and the last of another apart; None for what only a parser should judge.

    The content is UTF-8 without control characters, without references but the five that XML itself names and numbers,
    and without what may not stand in a text. Whether its tags are well-formed is for the caller's pattern to say.
    """
    head, _, rest = data.partition(start)
    content, found, tail = rest.rpartition(end)
    if not found or len(content.translate(None, _ODD)) != len(content):
        return None
    if b"encoding" in head and not _ENCODED.match(head):
        return None
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return None
    if (
        ("]" in text and "]]>" in text)
        or "\ufffe" in text
        or "\uffff" in text
        or ("&" in text and not _all_named(text))
    ):
        return None
    return Around(head, start, text, end + tail)


def _all_named(text: str) -> bool:
    """Whether every reference in a text is one of the five that need no declaration, or the number of a character."""
    numbers = _NUMBERED.findall(text)
    return text.count("&") == len(numbers) + sum(map(text.count, _NAMED)) and all(map(_is_character, set(numbers)))


def _is_character(number: str) -> bool:
    """Whether XML has a character of that number."""
    code = int(number)
    return code in (9, 10, 13) or 32 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000


def plain_text(stored: str) -> str:
    """A text with its references as the characters that they stand for."""
    if "&#" in stored:
        return _REFERENCE.sub(lambda found: chr(int(found[1])) if found[1] else _NAMED[found[0]], stored)
    if "&" in stored:
        for name, character in _NAMED.items():
            stored = stored.replace(name, character)
    return stored


def chunks(data: bytes) -> Iterator[bytes]:
    """The bytes of a part a piece at a time, as they are read where a part is long."""
    return (data[start : start + CHUNK] for start in range(0, len(data), CHUNK))
