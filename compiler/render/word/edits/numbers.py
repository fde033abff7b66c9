"""Numbers that only say where a thing stands: of tables, charts, sections, appendices and pages."""

from __future__ import annotations

import re

from compiler.domain.regex import regex

_NUMBER = r"(?:[0-9]+(?:\.[0-9]+)*|[A-Z])\b"
_NAMED = regex(
    rf"\b(tables?|charts?|figures?|append(?:ix|ices)|sections?|paragraphs?|pages?)(\s+){_NUMBER}"
    rf"(?:(?:, | and | to |–){_NUMBER})*",
    re.IGNORECASE,
)
_LEADING = regex(r"^\s*[0-9]+(?:\.[0-9]+)*\s*\t\s*")
_TRAILING = regex(r"\t\s*[0-9]+\s*$")


def unnumbered(text: str) -> str:
    """The words without the numbers that count tables, charts, sections and appendices: 'Table 3' is 'Table #'."""
    return _NAMED.sub(r"\1\2#", _LEADING.sub("", text))


def contents_line(text: str) -> str:
    """The words of a line of contents, without the number of its section or its page."""
    return unnumbered(_TRAILING.sub("", text)).strip()
