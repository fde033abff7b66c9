"""Words put into lines of a width."""

from __future__ import annotations


def wrapped(words: str, width: int, first: str = "", later: str = "") -> tuple[str, ...]:
    """The lines that `textwrap.wrap` makes where it breaks no word, of words that stand one space apart.

    `first` begins the first line and `later` each further one. A finding's words take 2 µs so instead of 45.
    """
    lines: list[str] = []
    begin, start, left = first, 0, len(words)
    while left - start > (room := max(width - len(begin), 0)):
        space = words.rfind(" ", start, start + room + 1)
        if space < 0 and (space := words.find(" ", start + room)) < 0:
            break
        lines.append(begin + words[start:space])
        begin, start = later, space + 1
    return (*lines, begin + words[start:]) if words else ()


_PLACEHOLDER = " …"


def wrapped_short(words: str, width: int, most: int) -> list[str]:
    """The lines that `textwrap.wrap` makes with `max_lines`, of words that stand one space apart: the last line ends
    in ' …' where not all has room.

    Words that would be broken, at a hyphen or because they are wider than a line, are left to it: 40 µs instead of 3.
    """
    lines: list[str] = []
    start, left = 0, len(words)
    while left - start > width:
        last = len(lines) + 1 == most
        space = words.rfind(" ", start, start + width + 1)
        end = words.rfind(" ", start, start + width - len(_PLACEHOLDER) + 1) if last else space
        wide = words.find(" ", space + 1, space + width + 2) < 0 and left - space - 1 > width
        if end < 0 or wide or "-" in words:
            return _by_standard(words, width, most)
        if last:
            return [*lines, words[start:end] + _PLACEHOLDER]
        lines.append(words[start:space])
        start = space + 1
    return [*lines, words[start:]]


def _by_standard(words: str, width: int, most: int) -> list[str]:
    import textwrap  # 1 ms that most words do not need

    return textwrap.wrap(words, width, max_lines=most, placeholder=_PLACEHOLDER)
