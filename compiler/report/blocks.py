"""The report as blocks, independent of Word: sections, paragraphs, tables, each figure knowing its origins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Literal

from compiler.domain.frozen import dataclass, field
from compiler.domain.language import ENGLISH, Language, term
from compiler.domain.origin import Origin
from compiler.domain.rating import Rating
from compiler.profile.phrase_bank import PhraseBank


@dataclass(frozen=True, slots=True)
class Lead:
    """Where a figure leads to in a working copy: a workbook beside it, a place there, and what is `said` of them."""

    file: str
    place: str
    said: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A number or name in the report that comes from cells: its printed words, its value, and those cells.

    `how` says in a few words how it was made: 'count', 'share of 19', 'as returned', 'as published'. `lead` is None
    where the figure leads nowhere, as everywhere in a final report.
    """

    text: str
    origins: Sequence[Origin]
    how: str = "count"
    value: float | int | str | None = None
    lead: Lead | None = None


@dataclass(frozen=True, slots=True)
class Strong:
    """Words that stand out, as the lead-in of a paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class ToWrite:
    """A gap that only the officer can fill: prints as '[officer to write: …]' and blocks a final report.

    `phrase` is the key of the phrase that leaves it to her, who writes it in the report; '' for words of a return.
    """

    what: str
    phrase: str = ""

    @property
    def text(self) -> str:
        """The words as printed."""
        return term("[officer to write: {what}]", what=self.what)


@dataclass(frozen=True, slots=True)
class Rated:
    """A rating in words with its mark, to be shown with its colour."""

    rating: Rating
    origins: tuple[Origin, ...] = ()

    @property
    def text(self) -> str:
        """The words as printed: the mark and the name."""
        return f"{self.rating.mark} {term(self.rating.name)}".strip()


@dataclass(frozen=True, slots=True)
class Mention:
    """A table, chart, appendix or section that a sentence names: printed as 'Table 3' where it stands as the third.

    `key` is that of the table or chart, or the anchor of the heading. One that may be missing from the paper is
    mentioned within a `Pointing` only.
    """

    kind: Literal["table", "chart", "appendix", "section"]
    key: str

    @property
    def text(self) -> str:
        """What kind of thing it is; its number is known once the report is arranged."""
        return self.kind if self.kind == "section" else self.kind.capitalize()


@dataclass(frozen=True, slots=True)
class Pointing:
    """Words that mention something, and what is said `otherwise`, where that does not stand in the paper."""

    words: tuple[Inline, ...]
    otherwise: tuple[Inline, ...] = ()

    @property
    def text(self) -> str:
        """The words as plain text, with what they mention there."""
        return say(self.words)


Inline = str | Figure | Strong | ToWrite | Rated | Mention | Pointing
"""A piece of a sentence; a report that is arranged has no `Mention` and no `Pointing` any more."""
Words = tuple[Inline, ...]
Line = tuple[Words, ...]
"""The cells of a row."""


class Settled(Sequence[Line]):
    """Rows in whose cells nothing is open: none mentions what is numbered, or leaves anything to be written."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 4; `anchor` is the name that the contents link to.

    `counted` says how it gets its number when the report is arranged: as a 'section' (3, and 3.1 below it), as a part
    of the 'summary' (1, 2, 3), as an 'appendix' (a letter before its words); '' for not at all.
    """

    level: int
    text: str
    anchor: str = ""
    number: str = ""
    counted: Literal["", "section", "summary", "appendix"] = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph. `style` is the name of a style of the template, or a plain role of ours; `step` is the number of
    one that is an item of a list with numbers."""

    words: Words
    style: Literal["body", "bullet", "note", "meta", "callout", "caption", "subtitle"] = "body"
    step: int = 0


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One column of a table: its heading, its share of the width, and how its cells are set.

    `name` is what it is called whatever the period, where its heading says the period: 'Rating before' for 'Rating in
    Quarter 1'.
    """

    heading: str
    share: float = 1.0
    align: Literal["left", "right", "centre"] = "left"
    name: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: caption, columns, rows of cells, a note on what is missing and why, a description for those who
    cannot see it. The first column of each row is its heading; `total` marks the last row as a total.

    A caption gets its number when the report is arranged. The rows are a tuple, or in a long table such as are made
    when they are asked for (`long_rows`). `of` is the key of the chart whose figures it repeats,
    `sources_of` that of the table whose cells it names.
    """

    caption: str
    columns: tuple[TableColumn, ...]
    rows: Sequence[Line]
    note: Words = ()
    description: str = ""
    key: str = ""
    total: bool = False
    landscape: bool = False
    of: str = ""
    sources_of: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """One value of a chart: how it is printed, and the number that is drawn; None, with the reason said, for a gap."""

    said: Inline
    number: float | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """The values of a chart that are drawn alike, one for each category: the rating, or the time, that they are of.

    `unit` is printed behind every number ('%').
    """

    name: str
    points: tuple[Point, ...]
    rating: Rating | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of bars, one bar or group of bars for each category.

    `kind` 'stacked' lays the series of a category end to end, as the parts of a whole; 'beside' one under the other,
    the last of them being what is aimed at. `axis` says what the categories are. `description` tells those who cannot
    see the chart what it shows; `note` is what else readers must know. `figures` is the key of the table beside it that
    has its figures, if there is one.
    """

    caption: str
    kind: Literal["stacked", "beside"]
    axis: str
    categories: tuple[Words, ...]
    series: tuple[Series, ...]
    description: Words
    note: Words = ()
    figures: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Matrix:
    """Counts by two scales, such as risks by likelihood and impact, as a table with a line through it.

    `cells` are the counts, row by row; `beyond` says for each whether it lies beyond the line, None where nobody has
    said where the line runs.
    """

    caption: str
    axis: str
    columns: tuple[str, ...]
    rows: tuple[str, ...]
    cells: tuple[tuple[Words, ...], ...]
    beyond: tuple[tuple[bool, ...], ...] | None = None
    note: Words = ()
    description: str = ""
    key: str = ""

    def table(self) -> Table:
        """The same as a plain table, with ▲ in the cells beyond the line."""
        marked = tuple(
            tuple(self._marked(at, place, words) for place, words in enumerate(line))
            for at, line in enumerate(self.cells)
        )
        return Table(
            caption=self.caption,
            columns=(TableColumn(self.axis, 1.6), *(TableColumn(name, 1.0, "centre") for name in self.columns)),
            rows=tuple(((name,), *line) for name, line in zip(self.rows, marked, strict=True)),
            note=self.note,
            description=self.description,
            key=self.key,
        )

    def _marked(self, row: int, column: int, words: Words) -> Words:
        return ("▲ ", *words) if self.beyond is not None and self.beyond[row][column] else words


@dataclass(frozen=True, slots=True)
class Contents:
    """Where the table of contents stands; made from the headings of level 1 to `depth`."""

    depth: int = 2


@dataclass(frozen=True, slots=True)
class PageBreak:
    """A new page; `landscape` turns the pages that follow."""

    landscape: bool = False


Block = Heading | Paragraph | Table | Chart | Matrix | Contents | PageBreak


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the report that the officer can place: its key, the title that she reads on its place, its blocks.

    `page` says where it begins, if no template decides that: on the 'same' page as what stands before it, on a 'new'
    one, or on one that is 'turned' sideways.
    """

    key: str
    title: str
    blocks: tuple[Block, ...]
    page: Literal["same", "new", "turned"] = "same"


@dataclass(frozen=True, slots=True)
class Fact:
    """A few words for a place inside a sentence, such as the number of actions completed; figures know their cells."""

    key: str
    title: str
    words: Words


@dataclass(frozen=True, slots=True)
class Outstanding:
    """Why a report is a draft, apart from what the officer still has to write: errors, and returns that are missing.

    `bank` words what is to be written, once the report is arranged.
    """

    errors: Words = ()
    returns: Words = ()
    bank: PhraseBank = field(default_factory=PhraseBank, repr=False)


@dataclass(frozen=True)
class Report:
    """The whole report, ready to be rendered in Word or HTML.

    `parts` stand in this order, numbered for where they stand; `offered` is every part that could be placed, without
    numbers. `draft` is why it is marked DRAFT ('' for a final one); `notice` stands on every page; `gaps` are what the
    officer still has to write; `outstanding` is what else makes it a draft. `running` is the title in short for the
    head of each page. `first_uses` is how short forms (acronyms, 'Quarter 3') are written where sentences first use
    them. `language` has the format's words for ours.
    """

    title: str
    subject: str
    department: str
    council: str
    period: str
    parts: tuple[Part, ...]
    draft: str = ""
    notice: str = ""
    date: str = ""
    footer: str = ""
    running: str = ""
    keywords: tuple[str, ...] = field(default_factory=tuple)
    facts: tuple[Fact, ...] = ()
    offered: tuple[Part, ...] = ()
    outstanding: Outstanding = field(default_factory=Outstanding)
    first_uses: Mapping[str, str] = field(default_factory=dict)
    language: Language = ENGLISH

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks of all parts in the order in which they are read, with a page break where a part asks for one."""
        return tuple(_in_a_row(self.parts))

    def figures(self) -> Iterator[Figure]:
        """Every figure of the report, in the order in which it is read."""
        for block in self.blocks:
            for words in _words_of(block):
                yield from (inline for inline in words if isinstance(inline, Figure))

    @property
    def gaps(self) -> tuple[ToWrite, ...]:
        """What the officer still has to write."""
        return gaps_in(self.blocks)


def gaps_in(blocks: Iterable[Block]) -> tuple[ToWrite, ...]:
    """What the officer still has to write in these blocks."""
    return tuple(
        inline
        for block in blocks
        for words in ((block.note,) if isinstance(block, Table) and is_settled(block) else _words_of(block))
        for inline in words
        if isinstance(inline, ToWrite)
    )


def is_settled(table: Table) -> bool:
    """Whether nothing is open in the cells of a table, without a look at each."""
    return isinstance(table.rows, Settled)


def whole(*blocks: Block) -> tuple[Part, ...]:
    """Blocks as the one part of a document that is not made of parts."""
    return (Part("whole", "", blocks),)


def _in_a_row(parts: Iterable[Part]) -> Iterator[Block]:
    begun = turned = False
    for part in parts:
        if part.blocks and begun and (part.page == "new" or turned != (part.page == "turned")):
            yield PageBreak(landscape=part.page == "turned")
        if part.blocks:
            begun, turned = True, part.page == "turned"
        yield from part.blocks


def _words_of(block: Block) -> Iterator[Words]:
    if isinstance(block, Paragraph):
        yield block.words
    elif isinstance(block, Table):
        for row in block.rows:
            yield from row
        yield block.note
    elif isinstance(block, Chart):
        yield block.description
        yield from block.categories
        yield from ((point.said,) for series in block.series for point in series.points)
        yield block.note
    elif isinstance(block, Matrix):
        for line in block.cells:
            yield from line
        yield block.note


def say(words: Words) -> str:
    """The words of a paragraph or cell as plain text."""
    if len(words) == 1 and isinstance(words[0], str):  # most cells, in a quarter of the time
        return words[0]
    return "".join(inline if isinstance(inline, str) else inline.text for inline in words)
