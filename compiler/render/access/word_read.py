"""A Word file read as its readers have it: in reading order, each thing with its place and its look."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from compiler.render.access.barrier import Place
from compiler.render.access.colours import Theme, theme_of
from compiler.render.access.numbers import whole
from compiler.render.access.opened import Element, Parts
from compiler.render.access.paper import Box, Link, Paper, Picture, Stretch
from compiler.render.access.properties import properties
from compiler.render.access.word_drawn import drawn, holds_more
from compiler.render.access.word_fields import Fields
from compiler.render.access.word_model import Cell, Field, Paragraph, Row, Table, Word
from compiler.render.access.word_styles import Look, Styles, W, conditions, value

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_THROUGH = {f"{W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "dir", "bdo")}
_ALTERNATIVES = {f"{_MC}AlternateContent", f"{_MC}Choice"}
_HEADING = re.compile(r"\b(sub)?(head|title)")
_DRAWN = "(a drawing)"
_TYPED = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}


def read_word(name: str, parts: Parts) -> Word:
    """A Word document from its parts."""
    theme = theme_of(parts)
    styles = Styles(_first(parts, "styles"), theme)
    reader = _Reader(parts, styles, theme)
    reader.story(parts.main, Place())
    for kind in ("header", "footer"):
        for number, part in enumerate(parts.related(parts.main, kind), 1):
            reader.story(part, Place(part=f"{kind} {number}"))
    for kind in ("footnotes", "endnotes"):
        for part in parts.related(parts.main, kind):
            reader.story(part, Place(part=kind))
    title, language = properties(parts)
    stretches = tuple(stretch for each in reader.paragraphs for stretch in each.stretches)
    paper = Paper(
        name,
        title,
        _main_language(stretches) or str(styles.defaults.get("language") or language),
        stretches,
        tuple(reader.pictures),
        tuple(reader.links),
        tuple(_boxes(reader.tables)),
    )
    settings = _first(parts, "settings")
    update = settings.find(f"{W}updateFields") if settings is not None else None
    asks = update is not None and (update.get(f"{W}val") or "true") not in ("0", "false", "off")
    return Word(paper, tuple(reader.paragraphs), tuple(reader.tables), tuple(reader.fields), asks)


def _main_language(stretches: Iterable[Stretch]) -> str:
    """The language that most letters are marked as; '' where none is."""
    letters: Counter[str] = Counter()
    for each in stretches:
        letters[each.language] += len(each.text)
    return max(letters, key=lambda language: letters[language], default="")


def _first(parts: Parts, kind: str) -> Element | None:
    found = parts.related(parts.main, kind)
    return parts.xml(found[0]) if found else None


def _boxes(tables: list[Table]) -> Iterator[Box]:
    for table in tables:
        for row in table.rows:
            for cell in row.cells:
                merged = max(cell.span, 2 if cell.upright else 1)
                yield Box(cell.place, table.place, cell.text, cell.fill, merged, inside=True)


@dataclass(slots=True)
class _Where:
    """How far the reading of a story has come: the heading that it is under, and the paragraphs counted there."""

    place: Place
    counting: bool = True
    paragraphs: int = 0

    def next(self) -> Place:
        """The place of the next paragraph."""
        self.paragraphs += 1
        return replace(self.place, paragraph=self.paragraphs) if self.counting else self.place

    def under(self, heading: str) -> None:
        """Begin anew under a heading."""
        if self.counting and not self.place.part:
            self.place, self.paragraphs = Place(heading=" ".join(heading.split())), 0


@dataclass(slots=True)
class _Reader:
    parts: Parts
    styles: Styles
    theme: Theme
    paragraphs: list[Paragraph] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    fields: list[Field] = field(default_factory=list)
    counted: int = 0
    part: str = ""
    opened: Fields = field(default_factory=Fields)

    def story(self, part: str, place: Place) -> None:
        """Read the body, a header, a footer or the notes."""
        root = self.parts.xml(part)
        self.part, self.opened = part, Fields()
        body = root.find(f"{W}body") if place == Place() else root
        if body is None:
            return
        for each in body.iterchildren(f"{W}footnote", f"{W}endnote"):
            if each.get(f"{W}type") is None:
                self.blocks(each, _Where(place), {})
        self.blocks(body, _Where(place), {})
        self.fields += [*self.opened.done, *self.opened.left()]
        self.links += self.opened.links

    def blocks(self, parent: Element, where: _Where, look: Look) -> None:
        """Read the paragraphs and tables of a story or a cell; each table is told the paragraphs beside it."""
        before: Paragraph | None = None
        waiting: int | None = None
        children = [each for each in _flattened(parent) if each.tag in (f"{W}tbl", f"{W}p")]
        tables = [each.tag == f"{W}tbl" for each in children]
        for number, each in enumerate(children):
            if tables[number]:
                self.table(each, where, before)
                waiting = len(self.tables) - 1
                before = None
            else:
                parts = number > 0 and tables[number - 1] and all(tables[number + 1 : number + 2])
                before = self.paragraph(each, where, look, parts)
                if waiting is not None and not before.blank:
                    self.tables[waiting] = replace(self.tables[waiting], after=before)
                    waiting = None

    def paragraph(self, element: Element, where: _Where, look: Look, parts: bool = False) -> Paragraph:
        """Read a paragraph, and what is drawn in it."""
        style = value(element, "pPr/pStyle") or self.styles.usual("paragraph")
        marks = element.find(f"{W}pPr")
        base = {**self.styles.defaults, **look, **self.styles.style(style), **self.styles.of_paragraph(marks)}
        place = where.next()
        stretches, kinds, typed = self._runs(element, place, base)
        text = "".join(each.text for each in stretches)
        level = int(str(base.get("level") or 0))
        found = Paragraph(
            place,
            text,
            kind=self.styles.name(style),
            level=level,
            alignment=str(base.get("alignment") or ""),
            numbered=bool(base.get("numbered")),
            stretches=tuple(stretches),
            fields=kinds,
            typed=typed,
            breaks=text.count("\n\n"),
            holds=holds_more(element),
            ends_section=element.find(f"{W}pPr/{W}sectPr") is not None,
            named=bool(self.styles.style(style).get("bold")) and not _HEADING.search(self.styles.name(style)),
            parts=parts or self.styles.takes_no_room(element.find(f"{W}pPr"), style),
        )
        if level and text.strip() and found.in_body:
            where.under(text)
            place = replace(where.place, paragraph=0)
            found = replace(found, place=place, stretches=tuple(replace(each, place=place) for each in found.stretches))
        self.paragraphs.append(found)
        self._drawn(element, place)
        return found

    def _drawn(self, element: Element, place: Place) -> None:
        pictures, boxes = drawn(element, place, self.theme)
        self.pictures += pictures
        for content, fill in boxes:
            inside = replace(place, part=f"{place.part or place.section}, a text box in {place.words or 'the heading'}")
            self.blocks(content, _Where(Place(part=inside.part)), {"fill": fill} if fill else {})

    def _runs(self, element: Element, place: Place, base: Look) -> tuple[list[Stretch], tuple[str, ...], str]:
        """The words of a paragraph as they look, the kinds of its fields, and what was typed outside of any."""
        stretches: list[Stretch] = []
        kinds: list[str] = []
        typed = ""
        for run, linked in self._each_run(element, place):
            marks = run.find(f"{W}rPr")
            character = self.styles.style(value(marks, "rStyle")) if marks is not None else {}
            look = {**base, **character, **self.styles.of_run(marks)}
            text = self._text(run, place)
            if text and not look.get("hidden"):
                stretches.append(_stretch(place, text, look, linked or self.opened.inside("HYPERLINK")))
                typed += "" if linked or self.opened.inside() else text
            kinds += [kind for kind in self.opened.kinds if kind not in kinds]
        kinds += [_kind(each) for each in element.iter(f"{W}fldSimple")]
        return stretches, tuple(kinds), typed

    def _text(self, run: Element, place: Place) -> str:
        """The words of a run, and the beginnings and ends of fields in it taken note of."""
        words = ""
        for each in _flattened(run):
            if each.tag == f"{W}t":
                words += each.text or ""
            elif each.tag in _TYPED:
                words += "" if each.get(f"{W}type") in ("page", "column") else _TYPED[each.tag]
            elif each.tag == f"{W}instrText":
                self.opened.code(each.text or "")
            elif each.tag == f"{W}fldChar":
                self.opened.mark(each, place)
        self.opened.result(words)
        return words

    def _each_run(self, element: Element, place: Place, linked: bool = False) -> Iterator[tuple[Element, bool]]:
        """The runs of a paragraph in their order, and whether they stand in a link; deleted words are left out."""
        for each in _flattened(element):
            if each.tag == f"{W}r":
                yield each, linked
            elif each.tag == f"{W}hyperlink":
                relation = self.parts.relations(self.part).get(each.get(_R) or "")
                target = relation[1] if relation else f"#{each.get(f'{W}anchor') or ''}"
                told = " ".join(filter(None, (_words(each), each.get(f"{W}tooltip"))))
                self.links.append(Link(place, told, target))
                yield from self._each_run(each, place, True)
            elif each.tag == f"{W}fldSimple":
                code = each.get(f"{W}instr") or ""
                self.fields.append(Field(place, code, _words(each)))
                yield from self._each_run(each, place, True)

    def table(self, element: Element, where: _Where, before: Paragraph | None) -> None:
        """Read a table; a place within it says which cell."""
        self.counted += 1
        here = replace(where.place, table=self.counted, row=0, column=0, paragraph=0)
        at = len(self.tables)
        marks = element.find(f"{W}tblPr")
        said = " ".join(filter(None, (value(marks, "tblCaption"), value(marks, "tblDescription"))))
        floating = marks is not None and marks.find(f"{W}tblpPr") is not None
        self.tables.append(Table(here, (), said, floating, bool(where.place.table), before))
        rows = [each for each in _flattened(element) if each.tag == f"{W}tr"]
        read = tuple(self._row(each, number, len(rows), here, element) for number, each in enumerate(rows, 1))
        self.tables[at] = replace(self.tables[at], rows=read)

    def _row(self, element: Element, number: int, rows: int, here: Place, table: Element) -> Row:
        cells = [each for each in _flattened(element) if each.tag == f"{W}tc"]
        column, read = 1, []
        for each in cells:
            place = replace(here, row=number, column=column)
            look = self._look(each, table, (number - 1, column - 1, rows, len(cells)))
            read.append(self._cell(each, place, look))
            column += read[-1].span
        marks = element.find(f"{W}trPr")
        heading = marks.find(f"{W}tblHeader") if marks is not None else None
        return Row(tuple(read), heading is not None and (heading.get(f"{W}val") or "1") not in ("0", "false", "off"))

    def _look(self, cell: Element, table: Element, at: tuple[int, int, int, int]) -> Look:
        marks = table.find(f"{W}tblPr")
        options = marks.find(f"{W}tblLook") if marks is not None else None
        look = {**self.styles.table(value(marks, "tblStyle"), conditions(options, *at))}
        for shading in (table.find(f"{W}tblPr/{W}shd"), cell.find(f"{W}tcPr/{W}shd")):
            if fill := self.styles.fill(shading):
                look["fill"] = fill
        return look

    def _cell(self, element: Element, place: Place, look: Look) -> Cell:
        first, tables = len(self.paragraphs), len(self.tables)
        drawings = len(self.pictures)
        self.blocks(element, _Where(place, counting=False), look)
        words = " ".join(each.text for each in self.paragraphs[first:])
        if not words.strip() and (len(self.tables) > tables or len(self.pictures) > drawings):
            words = _DRAWN
        upright = element.find(f"{W}tcPr/{W}vMerge") is not None
        span = value(element, "tcPr/gridSpan")
        fill = str(look.get("fill") or "FFFFFF")
        return Cell(place, words, _number(span), upright, fill)


def _number(span: str) -> int:
    return max(1, min(whole(span, 1), 63))


def _stretch(place: Place, text: str, look: Look, linked: bool) -> Stretch:
    return Stretch(
        place,
        text,
        ink=str(look["ink"]) if look.get("ink") else None,
        fill=str(look.get("fill") or "FFFFFF"),
        size=float(str(look.get("size") or 0)),
        face=str(look.get("face") or ""),
        bold=bool(look.get("bold")),
        underlined=bool(look.get("underlined")),
        capitals=bool(look.get("capitals")),
        linked=linked,
        language=str(look.get("language") or ""),
    )


def _kind(simple: Element) -> str:
    words = (simple.get(f"{W}instr") or "").split()
    return words[0].upper() if words else ""


def _words(element: Element) -> str:
    return "".join(each.text or "" for each in element.iter(f"{W}t"))


def _flattened(parent: Element) -> Iterator[Element]:
    """The children of an element, those in content controls and insertions as if they stood there themselves."""
    for each in parent:
        if each.tag in _THROUGH or each.tag in _ALTERNATIVES:
            yield from _flattened(each)
        elif each.tag != f"{_MC}Fallback":
            yield each
