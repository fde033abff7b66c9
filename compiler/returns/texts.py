"""The texts that the sheets of a workbook share: each is stored once, and the cells give its number."""

from __future__ import annotations

from sys import getsizeof

from compiler.returns.container import Allowance, Package
from compiler.returns.markup import bounded, feed, new_parser, refuse_depth
from compiler.returns.text import LONGEST_TEXT, is_broken, unescape


class TextsParser:
    """Follows the XML of the shared texts; runs of differing type are joined, pronunciations left out."""

    def __init__(self, part: str, depth: int, allowance: Allowance) -> None:
        self.part, self.depth, self.allowance = part, depth, allowance
        self.texts: list[str] = []
        self.odd = False
        self._level = 0
        self._phonetic = False
        self._text: list[str] = []
        self._runs: list[str] = []

    def on_start(self, name: str, _attributes: dict[str, str]) -> None:
        """Begin a tag: what was gathered before it is space between tags."""
        self._text.clear()
        self._level += 1
        if self._level > self.depth:
            refuse_depth(self.part, self.depth)
        if name.endswith("}rPh"):
            self._phonetic = True

    def on_end(self, name: str) -> None:
        """End a tag: a run, or the whole of a text."""
        self._level -= 1
        if name.endswith("}t"):
            if not self._phonetic:
                self._runs.extend(self._text)
        elif name.endswith("}si"):
            self._end_text("".join(self._runs))
            self._runs.clear()
        elif name.endswith("}rPh"):
            self._phonetic = False

    def _end_text(self, stored: str) -> None:
        if "_x" in stored:
            stored = unescape(stored)
            self.odd = self.odd or is_broken(stored)
        if len(stored) > LONGEST_TEXT:
            self.odd = True
        self.texts.append(stored)
        self.allowance.keep(getsizeof(stored))

    def parse(self, package: Package) -> None:
        """Read the part; raises `Refused` where it is damaged or beyond the limits."""
        parser = new_parser()
        parser.StartElementHandler = self.on_start
        parser.EndElementHandler = self.on_end
        parser.CharacterDataHandler = self._text.append
        pieces = bounded(package.pieces(self.part), self._text, self.part, package.limits.text)
        feed(parser, pieces, self.part)


def read_texts(package: Package, part: str) -> tuple[list[str], bool]:
    """The shared texts in order, and whether any is too long or holds half a character."""
    parser = TextsParser(part, package.limits.depth, package.allowance)
    parser.parse(package)
    return parser.texts, parser.odd
