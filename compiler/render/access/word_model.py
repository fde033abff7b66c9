"""A Word document as those who read it by ear or enlarged have it: paragraphs, tables, fields, and what is set."""

from __future__ import annotations

from enum import Enum

from compiler.domain.frozen import dataclass
from compiler.render.access.barrier import Place
from compiler.render.access.paper import Paper, Stretch


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: its words, heading level (0 for none), alignment, and whether a program numbers it.

    `kind` is the name of its style; `fields` are the kinds of field in it (SEQ, TOC …); `breaks` counts line breaks
    with nothing between them; `holds` says that it holds more than words (a picture, an equation, a break of page),
    `named` that its style makes it bold and is called no heading, `parts` that Word needs it between or after tables,
    or in a control that nothing fills, where its line takes no room.
    """

    place: Place
    text: str
    kind: str = ""
    level: int = 0
    alignment: str = ""
    numbered: bool = False
    stretches: tuple[Stretch, ...] = ()
    fields: tuple[str, ...] = ()
    typed: str = ""
    breaks: int = 0
    holds: bool = False
    ends_section: bool = False
    named: bool = False
    parts: bool = False

    @property
    def blank(self) -> bool:
        """Whether nothing stands in it that anybody could read or see."""
        return not self.text.strip() and not self.holds and not self.ends_section

    @property
    def in_body(self) -> bool:
        """Whether it stands in the running text, not in a table, a text box, a header or a note."""
        return not self.place.table and not self.place.part


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: its words, how many columns it spans, and whether it is merged with the one above or below."""

    place: Place
    text: str
    span: int = 1
    upright: bool = False
    fill: str = "FFFFFF"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, and whether it is marked as a heading that is repeated."""

    cells: tuple[Cell, ...]
    heading: bool


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its rows, its alternative text, whether it floats or stands within another, and the words beside it."""

    place: Place
    rows: tuple[Row, ...]
    description: str = ""
    floating: bool = False
    nested: bool = False
    before: Paragraph | None = None
    after: Paragraph | None = None


class State(Enum):
    """What became of a field: it stands whole, was never closed, or asks to be worked out again on opening."""

    WHOLE = "whole"
    OPEN = "open"
    DIRTY = "dirty"


@dataclass(frozen=True, slots=True)
class Field:
    """A field: its code, the result that stands in the document, and its state."""

    place: Place
    code: str
    result: str
    state: State = State.WHOLE

    @property
    def kind(self) -> str:
        """The first word of its code: TOC, SEQ, REF, PAGE …"""
        return self.code.split()[0].upper() if self.code.split() else ""


@dataclass(frozen=True, slots=True)
class Word:
    """A Word document: what it shares with other papers, and what only documents have."""

    paper: Paper
    paragraphs: tuple[Paragraph, ...]
    tables: tuple[Table, ...]
    fields: tuple[Field, ...]
    asks_on_opening: bool = False

    @property
    def body(self) -> tuple[Paragraph, ...]:
        """The paragraphs of the running text, in their order."""
        return tuple(each for each in self.paragraphs if each.in_body)

    @property
    def headings(self) -> tuple[Paragraph, ...]:
        """The headings, in their order."""
        return tuple(each for each in self.body if each.level)
