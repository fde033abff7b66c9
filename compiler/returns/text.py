"""Text as a workbook stores it: control characters written as _x000D_, and halves of characters."""

from __future__ import annotations

from compiler.domain.regex import regex

LONGEST_TEXT = 32_767
"""As many characters as Excel allows in a cell."""

_ESCAPE = regex(r"_x([0-9A-Fa-f]{4})_")
_SURROGATE = regex("[\ud800-\udfff]")


def unescape(text: str) -> str:
    """Text with the escapes `_xHHHH_` read as the characters that they stand for.

    Halves of a character that stand together are joined; one that stands alone is left for `is_broken` to tell.
    """
    if "_x" not in text:
        return text
    decoded = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
    return (
        decoded.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass") if is_broken(decoded) else decoded
    )


def is_broken(text: str) -> bool:
    """Whether the text holds half a character, which no file or screen can show."""
    return _SURROGATE.search(text) is not None


def mend(text: str) -> str:
    """The text with each lone half of a character replaced by U+FFFD."""
    return _SURROGATE.sub("\ufffd", text)
