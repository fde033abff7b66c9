"""Acronyms and periods where a paper first says them: 'Children and Young People's Plan (CYPP)', then 'CYPP'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from compiler.domain.frozen import replace
from compiler.report.blocks import Block, Heading, Inline, Paragraph, Part, Words, say
from compiler.report.phrases.worded import Worded
from compiler.report.telling import Telling


def written_out(parts: Sequence[Part], full: Mapping[str, str]) -> tuple[Part, ...]:
    """The parts with each short form written out where their own sentences first use it, in the order of reading.

    `full` has what is written for each short form, the longest first where one holds another. Words of returns are
    never changed, nor are headings and tables; a form that a heading or a sentence has in full already is left alone.
    """
    first = _First(dict(full))
    return tuple(replace(part, blocks=tuple(first.block(block) for block in part.blocks)) for part in parts)


def first_uses(telling: Telling) -> Mapping[str, str]:
    """How the acronyms of the profile's glossary, and the periods that are compared, are written at first."""
    meant = telling.profile.glossary
    acronyms = {short: f"{meant[short]} ({short})" for short in sorted(meant, key=len, reverse=True)}
    compared, then = telling.compared, telling.view.period.same_last_year()
    periods = {telling.earlier: compared.label} if compared else {}
    return {**periods, then.short: then.label, telling.now: telling.view.period.label, **acronyms}


class _First:
    """Which short forms were not used yet."""

    def __init__(self, full: dict[str, str]) -> None:
        self.left = full

    def block(self, block: Block) -> Block:
        """The block with the forms that it is the first to use written out."""
        if isinstance(block, Heading):
            self._used(block.text)
        if not isinstance(block, Paragraph) or not self.left:
            return block
        said = say(block.words)
        self._used(said)
        if not any(short in said for short in self.left):
            return block
        return replace(block, words=tuple(self._words(block.words)))

    def _used(self, said: str) -> None:
        """Take out what is said in full here."""
        for short, full in [*self.left.items()]:
            if full in said:
                del self.left[short]

    def _words(self, words: Words) -> Iterator[Inline]:
        for inline in words:
            if isinstance(inline, Worded):
                text = self._text(inline)
                yield inline if text == inline else inline.again(text)
            else:
                yield inline

    def _text(self, text: str) -> str:
        for short in [each for each in self.left if each in text]:
            found = re.search(rf"(?<![\w(]){re.escape(short)}(?!\w|/|’s|'s| 20)", text)
            if found:
                text = text[: found.start()] + self.left.pop(short) + text[found.end() :]
        return text
