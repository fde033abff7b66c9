"""Words as HTML: always escaped, ratings with their mark and colour, gaps marked as such."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Mapping, Sequence

from compiler.domain.rating import Rating
from compiler.domain.text import clean
from compiler.render.word.colour import readable
from compiler.report.blocks import Block, Chart, Inline, Matrix, Paragraph, Rated, Strong, Table, ToWrite, Words

Colours = Mapping[tuple[str, str], str]
"""The class of each pair of fill and ink (RRGGBB) in which the page shows ratings."""


def escape(text: str) -> str:
    """The text as it may stand in an element or an attribute, without what no file can hold."""
    return html.escape(clean(text))


def element(name: str, inner: str, **attributes: str) -> str:
    """An element with its attributes, their values escaped; `class_` is the class, and an underscore a hyphen."""
    said = "".join(f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"' for key, value in attributes.items())
    return f"<{name}{said}>{inner}</{name}>"


def unseen(text: str) -> str:
    """Words for those who hear the page, which are not shown."""
    return element("span", escape(text), class_="unseen")


def words_html(words: Words, colours: Colours) -> str:
    """The parts of a paragraph or cell, each in its own element where it is more than words."""
    return "".join(inline_html(part, colours) for part in words)


def inline_html(part: Inline, colours: Colours) -> str:
    """One part of a paragraph or cell; line ends are kept."""
    if isinstance(part, Rated):
        return rating_html(part.rating, colours)
    said = escape(part if isinstance(part, str) else part.text).replace("\t", " ").replace("\n", "<br>")
    if isinstance(part, Strong):
        return element("strong", said)
    return element("mark", said) if isinstance(part, ToWrite) else said


def rating_html(rating: Rating, colours: Colours) -> str:
    """A rating in words and colour; its mark is for the eye alone, and never on another line than its word."""
    mark = element("span", escape(rating.mark), aria_hidden="true") + "\u00a0" if rating.mark else ""
    return element("span", mark + escape(rating.name), class_=f"rating {colours[shades(rating)]}")


def shades(rating: Rating) -> tuple[str, str]:
    """The fill and the ink that a rating is shown in, which can be read on each other."""
    return readable(rating.fill, rating.ink)


def colours_of(blocks: Iterable[Block]) -> Colours:
    """A class for each pair of colours in which ratings are shown, in the order of reading."""
    pairs = (shades(rating) for block in blocks for rating in _ratings(block))
    return {pair: f"k{number}" for number, pair in enumerate(dict.fromkeys(pairs), 1)}


def _ratings(block: Block) -> Iterator[Rating]:
    for words in _words(block):
        yield from (part.rating for part in words if isinstance(part, Rated))
    if isinstance(block, Chart):
        yield from (series.rating for series in block.series if series.rating)


def _words(block: Block) -> Sequence[Words]:
    if isinstance(block, Paragraph):
        return (block.words,)
    if isinstance(block, Table):
        return (*(cell for row in block.rows for cell in row), block.note)
    if isinstance(block, Chart):
        return (*block.categories, block.description, block.note)
    if isinstance(block, Matrix):
        return (*(cell for row in block.cells for cell in row), block.note)
    return ()
