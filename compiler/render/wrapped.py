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
