"""An officer at work in the report: she types, rewrites, moves, copies, deletes; every word of hers can be told."""

# mypy: disable-error-code="no-any-return, union-attr"

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from random import Random

from lxml import etree

from tests.render.word.shaping import packed, parts_of

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_COMMENTS = "word/comments.xml"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_COUNTED = ("Toc", "TOC", "Contents", "Heading", "Caption")
_RUNNING = re.compile(r"word/(?:header|footer)\w*\.xml")
TOKEN = re.compile(r"zq\d+q")
"""What every word that she types looks like."""


def w(name: str) -> str:
    """A name of WordprocessingML."""
    return f"{{{W}}}{name}"


def text(element: etree._Element) -> str:
    """All words in an element."""
    return "".join(each.text or "" for each in element.iter(w("t"), w("delText")))


def typed(docx: bytes) -> list[str]:
    """Every word of hers in a document, its comments, headers and footers, in alphabetical order."""
    parts = parts_of(docx)
    names = ["word/document.xml", _COMMENTS, *(name for name in sorted(parts) if _RUNNING.match(name))]
    roots = [etree.fromstring(parts[name]) for name in names if name in parts]
    found = [text(each) for root in roots for each in root.iter(w("p")) if not _is_contents(each)]
    return sorted(TOKEN.findall(" ".join(found)))


def _is_contents(paragraph: etree._Element) -> bool:
    """Whether it is a line of contents, which says her headings once more."""
    return _style(paragraph).startswith(("Toc", "TOC", "Contents"))


@dataclass
class Desk:
    """The report as it lies before her. `hands` says of each slot, in order, how often she has changed something in
    it since it was made; `done` what she did."""

    parts: dict[str, bytes]
    random: Random
    hands: list[int]
    words: Iterator[str]
    done: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.root = etree.fromstring(self.parts["word/document.xml"])
        self.body = self.root[0]
        self.touched = dict(zip(self.slots, self.hands, strict=True))

    @property
    def slots(self) -> list[etree._Element]:
        """The controls of the slots."""
        return [each for each in self.root.iter(w("sdt")) if each.find(f"{w('sdtPr')}/{w('alias')}") is not None]

    @property
    def blocks(self) -> list[etree._Element]:
        """The controls round whole paragraphs."""
        return [each for each in self.slots if each.getparent().tag != w("p")]

    def saved(self) -> bytes:
        """The document as she saves it."""
        self.hands = [self.touched[each] for each in self.slots]
        self.parts["word/document.xml"] = etree.tostring(self.root, xml_declaration=True, encoding="UTF-8")
        return packed(self.parts)

    def paragraph(self, words: str, style: str = "BodyText") -> etree._Element:
        """A paragraph of hers."""
        element = etree.Element(w("p"))
        etree.SubElement(etree.SubElement(element, w("pPr")), w("pStyle")).set(w("val"), style)
        element.append(run(words))
        return element

    def inside(self) -> tuple[etree._Element, etree._Element] | None:
        """A slot and a paragraph of words in it, not of its contents, headings or captions."""
        found = [
            (slot, each)
            for slot in self.blocks
            for each in slot.iter(w("p"))
            if text(each).strip() and not _is_contents(each)
        ]
        return self.random.choice(found) if found else None

    def touch(self, slot: etree._Element) -> None:
        """Note that she changed something in a slot."""
        self.touched[slot] += 1


def run(words: str) -> etree._Element:
    """A run of words."""
    element = etree.Element(w("r"))
    said = etree.SubElement(element, w("t"))
    said.text = words
    said.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return element


def _style(paragraph: etree._Element) -> str:
    found = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
    return found.get(w("val")) or "" if found is not None else ""


def type_between(desk: Desk) -> None:
    """Her own paragraph between two slots."""
    place = desk.random.choice(desk.blocks)
    new = desk.paragraph(f"Our own words {next(desk.words)} stand here.")
    (place.addprevious if desk.random.random() < 0.5 else place.addnext)(new)


def head_between(desk: Desk) -> None:
    """Her own heading, with a number, and a paragraph below it."""
    place = desk.random.choice(desk.blocks)
    place.addprevious(desk.paragraph(f"9 Our heading {next(desk.words)}", "Heading2"))
    place.addprevious(desk.paragraph(f"Below it {next(desk.words)}."))


def table_between(desk: Desk) -> None:
    """Her own table, with a paragraph behind it."""
    place = desk.random.choice(desk.blocks)
    width = '<w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>'
    cells = "".join(f"<w:tc>{width}<w:p><w:r><w:t>{next(desk.words)}</w:t></w:r></w:p></w:tc>" for _ in range(2))
    grid = '<w:tblGrid><w:gridCol w:w="2000"/><w:gridCol w:w="2000"/></w:tblGrid>'
    grid = f'<w:tblPr><w:tblW w:w="4000" w:type="dxa"/></w:tblPr>{grid}'
    place.addprevious(etree.fromstring(f'<w:tbl xmlns:w="{W}">{grid}<w:tr>{cells}</w:tr></w:tbl>'))
    place.addprevious(desk.paragraph(f"Behind our table {next(desk.words)}."))


def type_inside(desk: Desk) -> None:
    """Her own paragraph within a slot, above or below one of ours."""
    found = desk.inside()
    if found and found[1].getparent().tag == w("sdtContent"):
        slot, place = found
        new = desk.paragraph(f"An addition {next(desk.words)} of ours.")
        (place.addprevious if desk.random.random() < 0.5 else place.addnext)(new)
        desk.touch(slot)


def rewrite(desk: Desk) -> None:
    """More words in a paragraph or cell of ours, in the middle of a run that is split by it."""
    found = desk.inside()
    if found:
        slot, place = found
        said = desk.random.choice([each for each in place.iter(w("t")) if each.text])
        words = said.text or ""
        at = desk.random.randint(0, len(words))
        said.text = f"{words[:at]} {next(desk.words)} {words[at:]}"
        desk.touch(slot)


def correct(desk: Desk) -> None:
    """Another figure than the one that the returns give."""
    digits = [
        (slot, each)
        for slot in desk.blocks
        for each in slot.iter(w("t"))
        if re.search(r"\d", each.text or "")
        and not _style(_paragraph_of(each)).startswith(("Toc", "Heading", "Caption"))
    ]
    if digits:
        slot, said = desk.random.choice(digits)
        said.text = re.sub(r"\d+", f"99 {next(desk.words)}", said.text or "", count=1)
        desk.touch(slot)


def _paragraph_of(element: etree._Element) -> etree._Element:
    return next(element.iterancestors(w("p")))


def tracked(desk: Desk) -> None:
    """Words put in with changes tracked."""
    found = desk.inside()
    if found:
        slot, place = found
        change = etree.SubElement(place, w("ins"))
        for name, value in (("id", "9001"), ("author", "An officer"), ("date", "2008-10-01T09:00:00Z")):
            change.set(w(name), value)
        change.append(run(f" {next(desk.words)}"))
        desk.touch(slot)


def comment(desk: Desk) -> None:
    """A comment on a paragraph of hers between slots, or on one of ours.

    None on the first words of a slot: LibreOffice itself loses words that have both a comment and a control.
    """
    found = desk.inside()
    if found and next(found[0].iter(w("p"))) is found[1]:
        return
    own = [each for each in desk.body.findall(w("p")) if text(each).strip()]
    place = desk.random.choice(own) if own and desk.random.random() < 0.5 else found[1] if found else None
    if place is None or _COMMENTS in desk.parts:
        return
    words = f"<w:p><w:r><w:t>Is this so? {next(desk.words)}</w:t></w:r></w:p>"
    said = f'<w:comments xmlns:w="{W}"><w:comment w:id="0" w:author="An officer">{words}</w:comment></w:comments>'
    desk.parts[_COMMENTS] = said.encode()
    _relate(desk.parts)
    first = 1 if place.find(w("pPr")) is not None else 0
    start, end = etree.Element(w("commentRangeStart")), etree.Element(w("commentRangeEnd"))
    mark = etree.Element(w("r"))
    for each in (start, end, etree.SubElement(mark, w("commentReference"))):
        each.set(w("id"), "0")
    place.insert(first, start)
    place.extend((end, mark))
    if found and place is found[1]:
        desk.touch(found[0])


def _relate(parts: dict[str, bytes]) -> None:
    types, relations = "[Content_Types].xml", "word/_rels/document.xml.rels"
    declared = f'<Override PartName="/{_COMMENTS}" ContentType="{_TYPE}"/></Types>'
    related = f'<Relationship Id="rIdOfficer" Type="{_RELATED}" Target="comments.xml"/></Relationships>'
    parts[types] = parts[types].replace(b"</Types>", declared.encode())
    parts[relations] = parts[relations].replace(b"</Relationships>", related.encode())


def restyle(desk: Desk) -> None:
    """A paragraph of ours in another style."""
    found = desk.inside()
    if found and _style(found[1]) in ("BodyText", "ListBullet"):
        found[1].find(f"{w('pPr')}/{w('pStyle')}").set(w("val"), "Callout")
        desk.touch(found[0])


def embolden(desk: Desk) -> None:
    """A run of ours in italics."""
    found = desk.inside()
    runs = [each for each in found[1].iter(w("r")) if text(each).strip()] if found else []
    if found and runs:
        chosen = desk.random.choice(runs)
        if chosen.find(w("rPr")) is None:
            chosen.insert(0, etree.Element(w("rPr")))
        chosen.find(w("rPr")).append(etree.Element(w("i")))
        desk.touch(found[0])


def take_out(desk: Desk) -> None:
    """A paragraph of ours, or of hers within a slot, deleted."""
    found = desk.inside()
    if found and found[1].getparent().tag == w("sdtContent") and not list(found[1].iter(w("fldChar"))):
        _leave_marks(found[1])
        found[1].getparent().remove(found[1])
        desk.touch(found[0])


def _leave_marks(paragraph: etree._Element) -> None:
    """Bookmarks that begin or end in a paragraph stay when it is deleted, in the one behind it or before it."""
    marks = list(paragraph.iter(w("bookmarkStart"), w("bookmarkEnd")))
    after, before = paragraph.getnext(), paragraph.getprevious()
    if after is not None and after.tag == w("p"):
        after[1:1] = marks
    elif before is not None and before.tag == w("p"):
        before.extend(marks)


def add_row(desk: Desk) -> None:
    """A row more in a table of ours."""
    rows = [(slot, row) for slot in desk.blocks for row in slot.iter(w("tr"))]
    if rows:
        slot, row = desk.random.choice(rows)
        new = deepcopy(row)
        for said in new.iter(w("t")):
            said.text = next(desk.words)
        row.addnext(new)
        desk.touch(slot)


def change_fact(desk: Desk) -> None:
    """Other words for a fact inside a sentence."""
    facts = [each for each in desk.slots if each.getparent().tag == w("p") and list(each.iter(w("t")))]
    if facts:
        fact = desk.random.choice(facts)
        next(fact.iter(w("t"))).text = f"Another {next(desk.words)}"
        desk.touch(fact)


def delete_slot(desk: Desk) -> None:
    """A slot taken out of the report."""
    if len(desk.blocks) > 8:
        slot = desk.random.choice(desk.blocks)
        slot.getparent().remove(slot)


def move_slot(desk: Desk) -> None:
    """A slot moved to another place."""
    slot, place = desk.random.sample(desk.blocks, 2)
    place.addprevious(slot)


def copy_slot(desk: Desk) -> None:
    """A slot copied to another place, so that it stands twice."""
    if len(desk.slots) < 40:
        slot, place = desk.random.sample(desk.blocks, 2)
        copied = deepcopy(slot)
        place.addnext(copied)
        desk.touched[copied] = desk.touched[slot]


def type_in_header(desk: Desk) -> None:
    """Words of hers behind one of our lines at the head or foot of pages, or a line of her own below them."""
    names = sorted(name for name in desk.parts if _RUNNING.match(name))
    name = desk.random.choice(names)
    root = etree.fromstring(desk.parts[name])
    lines = [each for each in root.iter(w("p")) if text(each).strip()]
    if lines and desk.random.random() < 0.7:
        desk.random.choice(lines).append(run(f" {next(desk.words)}"))
    else:
        root.append(desk.paragraph(f"Item {next(desk.words)}", desk.random.choice(("RunningNotice", "BodyText"))))
    desk.parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def autocorrect(desk: Desk) -> None:
    """Her own words as Word corrects them while she types."""
    own = [each for each in desk.body.findall(w("p")) if TOKEN.search(text(each))]
    if own:
        said = next(each for each in desk.random.choice(own).iter(w("t")) if each.text)
        said.text = f"“{(said.text or '').capitalize()}” – and so on…"


def revise(desk: Desk) -> None:
    """What Word leaves behind on saving: numbers of revisions, marks of the spelling check, runs split in two."""
    for each in desk.root.iter(w("r")):
        if desk.random.random() < 0.2:
            each.set(w("rsidR"), "00A12B3C")
    for each in list(desk.root.iter(w("p"))):
        if desk.random.random() < 0.1:
            etree.SubElement(each, w("proofErr")).set(w("type"), "spellStart")
    for each in list(desk.root.iter(w("r"))):
        words = each.findall(w("t"))
        if len(words) == 1 == len([child for child in each if child.tag != w("rPr")]) and desk.random.random() < 0.1:
            second = deepcopy(each)
            said = words[0].text or ""
            words[0].text, second.find(w("t")).text = said[: len(said) // 2], said[len(said) // 2 :]
            for half in (words[0], second.find(w("t"))):
                half.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            each.addnext(second)


EDITS: tuple[Callable[[Desk], None], ...] = (
    type_between, head_between, table_between, type_inside, rewrite, rewrite, correct, tracked, comment, restyle,
    embolden, take_out, add_row, change_fact, delete_slot, move_slot, copy_slot, autocorrect, revise,
    type_in_header,
)  # fmt: skip
"""All that she may do; what is done most often stands twice."""


def work(docx: bytes, random: Random, hands: list[int], words: Iterator[str], most: int = 4) -> Desk:
    """Some edits by chance on a report of ours; what she saves is `saved()` of what comes back."""
    desk = Desk(parts_of(docx), random, hands, words)
    for edit in random.sample(EDITS, random.randint(1, most)):
        edit(desk)
        desk.done.append(edit.__name__)
    return desk
