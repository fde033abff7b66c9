"""What documents and workbooks have in common for a reader: words as they look, pictures, links, cells."""

from __future__ import annotations

from compiler.domain.frozen import dataclass
from compiler.render.access.barrier import Place


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that look alike: their ink and fill (RRGGBB), size in points, typeface, and how they are marked.

    An ink of None is the automatic one, which office programs choose so that it can be read; a size of 0 and a blank
    typeface are not known.
    """

    place: Place
    text: str
    ink: str | None = None
    fill: str = "FFFFFF"
    size: float = 0
    face: str = ""
    bold: bool = False
    underlined: bool = False
    capitals: bool = False
    linked: bool = False
    language: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture, chart, shape or drawing, with what is said of it to those who do not see it."""

    place: Place
    kind: str
    name: str
    description: str
    decorative: bool = False
    floating: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere: what they are, and where."""

    place: Place
    words: str
    target: str


@dataclass(frozen=True, slots=True)
class Box:
    """A cell: its words and fill, how many cells it is merged from, and whether it belongs to a table's data.

    `group` is the place of what empty cells are told by: the table of a document, the column of a workbook's table.
    """

    place: Place
    group: Place
    words: str
    fill: str = "FFFFFF"
    merged: int = 1
    inside: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """A document or a workbook as all readers have it."""

    name: str
    title: str
    language: str
    stretches: tuple[Stretch, ...] = ()
    pictures: tuple[Picture, ...] = ()
    links: tuple[Link, ...] = ()
    boxes: tuple[Box, ...] = ()
    document: bool = True
