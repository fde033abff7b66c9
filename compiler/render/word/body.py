"""The report's blocks as the body of a Word document: paragraphs, tables, and sections that turn the page."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from itertools import count, groupby

from compiler.domain.frozen import dataclass, replace
from compiler.domain.language import term
from compiler.render.word.charts import ChartPlace, chart_pieces
from compiler.render.word.columns import Needs, needs_of, together
from compiler.render.word.contents import TITLE_BOOKMARK, Mark, contents, heading, marks, title_position
from compiler.render.word.furniture import Furniture
from compiler.render.word.leads import LEADS
from compiler.render.word.markup import Para, StyleIds, run, runs
from compiler.render.word.matrix import matrix_pieces
from compiler.render.word.steps import list_of
from compiler.render.word.styles import POINTS, R, W
from compiler.render.word.tables import Drawn, Look, Piece, Place, is_numbered, table_pieces
from compiler.render.word.template import Page
from compiler.report.blocks import (
    Block,
    Chart,
    Contents,
    Heading,
    Matrix,
    PageBreak,
    Paragraph,
    Report,
    Strong,
    Table,
    Words,
)

Written = str | Drawn
"""A stretch of a part: as XML, or a table that is written when the part is."""
DRAFT = "DRAFT"
"""The word that marks a draft on its face and at the head of every page."""
_ROLES = {"body": "body text", "bullet": "list bullet"}


@dataclass(frozen=True, slots=True)
class Setting:
    """What the body is set with: the template's style identifiers, its page, and the headers and footers."""

    styles: StyleIds
    page: Page
    furniture: tuple[Furniture, ...] = ()

    def references(self, turned: bool, first: bool) -> str:
        """The references to the headers and footers of a section's pages."""
        wanted = [each for each in self.furniture if first or each.place == "default"]
        return "".join(
            each.reference for each in wanted if each.kind == "header" or each.turned == turned or each.place == "first"
        )


def document_xml(report: Report, setting: Setting) -> Iterator[Written]:
    """The main part of the document: at its head whose report it is and what on, then every block in order."""
    front = ((False, piece) for piece in _front(report, setting.styles))
    pieces = [*front, *spaced(_pieces(report, setting), own_space(setting.styles))]
    yield (f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>')
    yield from _sections(pieces, setting)
    yield "</w:body></w:document>"


def _front(report: Report, styles: StyleIds) -> Iterator[Para]:
    """Whose report it is and, if the blocks do not begin with it, its title as the one heading of level 1."""
    for style, words in (("masthead", report.council), ("masthead line", report.department)):
        if words:
            yield Para(styles[style], run(words))
    if title_position(report.blocks) is None:
        title = f'<w:bookmarkStart w:id="0" w:name="{TITLE_BOOKMARK}"/>{run(report.title)}<w:bookmarkEnd w:id="0"/>'
        yield Para(styles["title"], title, level=0)
        yield from _face(report, styles)


def _face(report: Report, styles: StyleIds) -> Iterator[Para]:
    """Under the title: that the report is a draft, and why, unless its blocks say so; and the notice."""
    if report.draft and not any(isinstance(block, Paragraph) and _is_draft_mark(block) for block in report.blocks):
        yield Para(styles["draft banner"], runs((Strong(term("DRAFT: ")), report.draft), styles))
    if report.notice:
        yield Para(styles["notice"], run(report.notice))


def _is_draft_mark(block: Paragraph) -> bool:
    return bool(block.words) and isinstance(block.words[0], Strong) and block.words[0].text.startswith(term(DRAFT))


@dataclass(frozen=True, slots=True)
class Stand:
    """A block in its place: how wide the page is there, in twentieths of a point, whether it lies sideways, whether the
    block ends its section, and whether it begins a new page.

    One that is `own` stands in the document already, in the officer's words, and is not written. `look` gives the look
    of a table by its headings, from a sample in the template.
    """

    block: Block
    turned: bool
    width: int
    ends: bool = False
    new_page: bool = False
    own: bool = False
    look: Callable[[Table], Look | None] | None = None


def stands_of(blocks: Sequence[Block], page: Page) -> tuple[Stand, ...]:
    """The blocks where they stand without a template's places: the page turns for wide tables and back."""
    turned = orientation(blocks)
    breaks = _breaks(blocks, turned)
    return tuple(
        Stand(block, turned[at], page.width_for(turned[at]), _ends(turned, at), at in breaks)
        for at, block in enumerate(blocks)
    )


def _ends(turned: Sequence[bool], at: int) -> bool:
    return at == len(turned) - 1 or turned[at + 1] != turned[at]


def _pieces(report: Report, setting: Setting) -> Iterator[tuple[bool, Piece]]:
    """Every block as paragraphs and tables, each with whether its page is turned."""
    stands = stands_of(report.blocks, setting.page)
    lower = int(title_position(report.blocks) is None)
    drawn = pieces_of(report, stands, setting.styles, marks(report.blocks), chart_places(stands), lower)
    for stand, pieces in zip(stands, drawn, strict=True):
        yield from ((stand.turned, piece) for piece in pieces)


def pieces_of(
    report: Report,
    stands: Sequence[Stand],
    styles: StyleIds,
    found: Mapping[int, Mark],
    charts: Mapping[int, ChartPlace],
    lower: int = 0,
) -> Iterator[Sequence[Piece]]:
    """The paragraphs and tables of each block in its place; `found` are the headings by their position, which stand so
    many levels `lower` than the blocks say."""
    blocks, counted, needs = [stand.block for stand in stands], 0, _needs(stands)
    for at, stand in enumerate(stands):
        block, pieces = stand.block, ()  # type: tuple[Block, Sequence[Piece]]
        if stand.own:
            yield ()
            continue
        if isinstance(block, Heading):
            face = _face(report, styles) if found[at].level == 1 else ()
            pieces = (heading(found[at], styles), *face)
        elif isinstance(block, Paragraph):
            para = replace(_paragraph(block, styles, _leads_in(blocks, at)), list=list_of(blocks, at))
            pieces = (replace(para, after_table=_begins_next(blocks, at)),)
        elif isinstance(block, Chart):
            pieces = chart_pieces(block, styles, charts[at])
        elif isinstance(block, Table | Matrix):
            pieces = _tabled(
                block, styles, Place(stand.width, stand.turned, stand.ends, counted, needs.get(_kind(stand))), stand
            )
            counted += is_numbered(block.caption, counted)
        elif isinstance(block, Contents):
            pieces = _contents(blocks, at, found, styles, lower)
        yield _on_new_page(pieces, styles) if stand.new_page else pieces


def _needs(stands: Sequence[Stand]) -> dict[tuple[object, ...], Needs]:
    """What the columns of tables with the same headings need, by their kind, where there are several of them."""
    kinds: dict[tuple[object, ...], list[Table]] = {}
    for stand in stands:
        if isinstance(stand.block, Table) and not stand.own:
            kinds.setdefault(_kind(stand), []).append(stand.block)
    return {kind: together(needs_of(each, POINTS) for each in same) for kind, same in kinds.items() if len(same) > 1}


def _kind(stand: Stand) -> tuple[object, ...]:
    """What tables have in common whose columns are alike: the headings and the width of the page."""
    return (stand.width, *(each.heading for each in stand.block.columns)) if isinstance(stand.block, Table) else ()


def _tabled(block: Table | Matrix, styles: StyleIds, place: Place, stand: Stand) -> tuple[Piece, ...]:
    if isinstance(block, Matrix):
        return matrix_pieces(block, styles, place)
    return table_pieces(block, styles, place, look=stand.look(block) if stand.look else None)


def chart_places(stands: Sequence[Stand], taken: Container[int] = ()) -> dict[int, ChartPlace]:
    """The place of each chart, by its position; numbers that are `taken` by others are passed over."""
    found: dict[int, ChartPlace] = {}
    free, counted = (number for number in count(1) if number not in taken), 0
    for at, stand in enumerate(stands):
        if isinstance(stand.block, Chart) and not stand.own:
            found[at] = ChartPlace(stand.width, next(free), counted)
            counted += is_numbered(stand.block.caption, counted, "Chart")
    return found


def _contents(
    blocks: Sequence[Block], at: int, found: Mapping[int, Mark], styles: StyleIds, lower: int
) -> Sequence[Piece]:
    titled = at > 0 and isinstance(blocks[at - 1], Heading)
    listed = [mark for position, mark in found.items() if not (titled and position == at - 1)]
    block = blocks[at]
    assert isinstance(block, Contents)
    return contents(block.depth + lower, listed, styles, titled)


def _leads_in(blocks: Sequence[Block], at: int) -> bool:
    """Whether the paragraph leads in what follows it: bullets, a chart, or behind a label a table or the next label."""
    block, following = blocks[at], blocks[at + 1] if at + 1 < len(blocks) else None
    listed = isinstance(following, Paragraph) and following.style == "bullet"
    labels = _is_labelled(block) and (
        isinstance(following, Table) or (following is not None and _is_labelled(following))
    )
    leads = listed or labels or isinstance(following, Chart)
    return leads and isinstance(block, Paragraph) and block.style != "bullet"


def _begins_next(blocks: Sequence[Block], at: int) -> bool:
    """Whether the paragraph begins the next of several with bullets of their own: it stands off from those above."""
    before = blocks[at - 1] if at else None
    listed = isinstance(before, Paragraph) and before.style == "bullet"
    return listed and _leads_in(blocks, at)


def _is_labelled(block: Block) -> bool:
    """Whether it is a line such as 'Outcome: …' over a table."""
    words = block.words if isinstance(block, Paragraph) and block.style == "body" else ()
    return bool(words) and isinstance(words[0], Strong)


def _paragraph(block: Paragraph, styles: StyleIds, keep_next: bool) -> Para:
    words = _labelled(block.words) if block.style == "meta" else block.words
    name = "draft banner" if _is_draft_mark(block) else _ROLES.get(block.style, block.style).lower()
    return Para(styles.get(name, styles["body text"]), runs(words, styles), keep_next=keep_next)


def _labelled(words: Words) -> Words:
    """A label such as 'Report of:' and its words apart by a tab, so that the words of all labels stand in line."""
    if len(words) > 1 and isinstance(words[0], Strong):
        first = words[1].lstrip() if isinstance(words[1], str) else words[1]
        return (Strong(words[0].text.rstrip()), "\t", first, *words[2:])
    return words


def orientation(blocks: Sequence[Block]) -> tuple[bool, ...]:
    """Whether each block stands on a landscape page: after a page break that turns it, or as a landscape table.

    A landscape table takes the heading above it along, with the paragraphs in between.
    """
    turned: list[bool] = []
    for block in blocks:
        turned.append(block.landscape if isinstance(block, PageBreak) else bool(turned and turned[-1]))
    for at, block in enumerate(blocks):
        if isinstance(block, Table) and block.landscape and not turned[at]:
            first = _heading_above(blocks, at)
            turned[first : at + 1] = [True] * (at + 1 - first)
    return tuple(turned)


def _heading_above(blocks: Sequence[Block], at: int) -> int:
    first = at
    while first > 0 and isinstance(blocks[first - 1], Paragraph):
        first -= 1
    if first == 0 or not isinstance(blocks[first - 1], Heading):
        return at
    while first > 0 and isinstance(blocks[first - 1], Heading):
        first -= 1
    return first


def _breaks(blocks: Sequence[Block], turned: Sequence[bool]) -> frozenset[int]:
    """The blocks that begin a page because of a break before them, where the page does not turn anyway."""
    before, found = False, set()
    for at, block in enumerate(blocks):
        if isinstance(block, PageBreak):
            continue
        if at and isinstance(blocks[at - 1], PageBreak) and turned[at] == before:
            found.add(at)
        before = turned[at]
    return frozenset(found)


def _on_new_page(pieces: Sequence[Piece], styles: StyleIds) -> Sequence[Piece]:
    if not pieces:
        return pieces
    first, *rest = pieces
    if isinstance(first, Para):
        return (replace(first, page_break=True), *rest)
    return (Para(styles["section end"], "", page_break=True), first, *rest)


def own_space(styles: StyleIds) -> frozenset[str]:
    """The styles that bring more space above them than words are set off with from a table."""
    return frozenset(style for name, style in styles.items() if name.startswith("heading ") or name == "caption")


def spaced(pieces: Iterable[tuple[bool, Piece]], own: frozenset[str]) -> Iterator[tuple[bool, Piece]]:
    """Sets words off from a table just above them, since a table has no space of its own below it."""
    below = False
    for turned, piece in pieces:
        near = below and isinstance(piece, Para) and piece.style not in own
        yield turned, replace(piece, after_table=True) if near and isinstance(piece, Para) else piece
        below = isinstance(piece, Drawn)


def _sections(pieces: Sequence[tuple[bool, Piece]], setting: Setting) -> Iterator[Written]:
    """The pieces with a section's end wherever the page turns; the last section ends the body."""
    groups = [(turned, [piece for _, piece in group]) for turned, group in groupby(pieces, key=lambda each: each[0])]
    for number, (turned, group) in enumerate(groups):
        section = setting.page.section(turned, setting.references(turned, number == 0), number == 0)
        final = number == len(groups) - 1
        if isinstance(group[-1], Drawn):
            group.append(Para(setting.styles["section end"], ""))
        if not final:
            last = group[-1]
            assert isinstance(last, Para)
            group[-1] = replace(last, section=section)
        yield from joined(group, setting.styles)
        if final:
            yield section


def joined(group: Sequence[Piece], styles: StyleIds) -> Iterator[Written]:
    """The pieces as they are written; two tables in a row are kept apart, or Word would make one of them."""
    below = False
    for piece in group:
        if below and isinstance(piece, Drawn):
            yield Para(styles["section end"], "").xml()
        yield piece.xml() if isinstance(piece, Para) else piece
        below = isinstance(piece, Drawn)


def in_bytes(written: Iterable[Written]) -> Iterator[bytes]:
    """What is written as the bytes of a part, some at a time."""
    for each in written:
        yield from (piece.encode() for piece in ((each,) if isinstance(each, str) else each.pieces()))


def leads_beside(written: Iterable[Written]) -> bool:
    """Whether a figure in it leads to the workbook beside the report."""
    return any(LEADS in each if isinstance(each, str) else each.leads for each in written)
