"""Headings and the contents made from them: levels without gaps, bookmarks without doubles, links without a prompt."""

from __future__ import annotations

import re
from collections.abc import Sequence

from compiler.domain.frozen import dataclass
from compiler.domain.language import term
from compiler.render.word.markup import Para, StyleIds, escape, field_char, run
from compiler.report.blocks import Block, Heading

TITLE_BOOKMARK = "h_report_title"
OURS = "h_"
"""How the names of the bookmarks on headings begin."""
_DEEPEST = 5
_TOGETHER = 30  # contents of so few lines are kept on one page


class Typed(Heading):
    """A heading that stands in the document already, in the officer's words."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """A heading in its place: the level that it has in the document, where the title is level 1, and its bookmark."""

    heading: Heading
    level: int
    bookmark: str
    number: int


def marks(blocks: Sequence[Block]) -> dict[int, Mark]:
    """The headings by their position among the blocks.

    The report's title is the one heading of level 1, be it among the blocks or not, so that the highest level of the
    others becomes level 2; a heading that skips a level is raised to the one below the heading before it.
    """
    title = title_position(blocks)
    others = [block.level for at, block in enumerate(blocks) if isinstance(block, Heading) and at != title]
    return _marks(blocks, title, min(others, default=2), 1)


def marks_among(blocks: Sequence[Block], first: int) -> dict[int, Mark]:
    """The headings of blocks that stand among the officer's own, whose levels are as she set them.

    `first` is the number of the first bookmark. A heading of ours that skips a level is raised here too.
    """
    ours = (at for at, block in enumerate(blocks) if isinstance(block, Heading) and block.level == 1)
    return _marks(blocks, next(ours, None), 2, first)


def _marks(blocks: Sequence[Block], title: int | None, highest: int, first: int) -> dict[int, Mark]:
    found: dict[int, Mark] = {}
    taken, before = {TITLE_BOOKMARK}, 1
    for position, block in enumerate(blocks):
        if isinstance(block, Heading):
            level = block.level if isinstance(block, Typed) else max(block.level - highest + 2, 2)
            before = 1 if position == title else min(level, before + 1 if not isinstance(block, Typed) else 9, _DEEPEST)
            bookmark = _bookmark(block.anchor or block.text, taken)
            taken.add(bookmark.lower())
            found[position] = Mark(block, before, bookmark, len(found) + first)
    return found


def title_position(blocks: Sequence[Block]) -> int | None:
    """Where the blocks hold the report's title, as their first heading and the only one of level 1; None if nowhere."""
    headings = [(position, block.level) for position, block in enumerate(blocks) if isinstance(block, Heading)]
    if [level for _, level in headings].count(1) == 1 and headings[0][1] == 1:
        return headings[0][0]
    return None


def _bookmark(name: str, taken: set[str]) -> str:
    """A name that Word allows (letters, digits, underscores, at most 40) and no other bookmark has."""
    slug = OURS + re.sub(r"[^A-Za-z0-9]+", "_", name).strip("_").lower()[:30]
    bookmark, count = slug, 1
    while bookmark in taken:
        count += 1
        bookmark = f"{slug}_{count}"
    return bookmark


def heading(mark: Mark, styles: StyleIds) -> Para:
    """The heading as a real one, bookmarked for the contents."""
    text = run(_words(mark.heading))
    marked = (
        f'<w:bookmarkStart w:id="{mark.number}" w:name="{mark.bookmark}"/>{text}<w:bookmarkEnd w:id="{mark.number}"/>'
    )
    if mark.level == 1:
        return Para(styles["title"], marked, level=0)
    return Para(styles[f"heading {mark.level}"], marked, number=bool(mark.heading.number))


def _words(heading: Heading) -> str:
    return f"{heading.number}\t{heading.text}" if heading.number else heading.text


def contents(depth: int, found: Sequence[Mark], styles: StyleIds, titled: bool) -> tuple[Para, ...]:
    """The contents as a list of links, in a field that Word can bring up to date when asked and does not ask about.

    Listed are the headings of level 2 to `depth`; `titled` says that a heading stands over the list already.
    """
    listed = [mark for mark in found if 1 < mark.level <= depth]
    if not listed:
        return ()
    opening = (
        field_char("begin")
        + f'<w:r><w:instrText xml:space="preserve"> TOC \\o "2-{depth}" \\n \\h \\z </w:instrText></w:r>'
        + field_char("separate")
    )
    last = len(listed) - 1
    entries = tuple(
        Para(
            styles[f"toc {min(mark.level - 1, 3)}"],
            f"{opening if at == 0 else ''}{_link(mark)}{field_char('end') if at == last else ''}",
            keep_next=at < last < _TOGETHER,
        )
        for at, mark in enumerate(listed)
    )
    return entries if titled else (Para(styles["toc heading"], run(term("Contents")), keep_next=True), *entries)


def _link(mark: Mark) -> str:
    return f'<w:hyperlink w:anchor="{escape(mark.bookmark)}" w:history="1">{run(_words(mark.heading))}</w:hyperlink>'
