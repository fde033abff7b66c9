"""Which slots of an edited report a person has changed, and what is to stand in them when the report is made again."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from compiler.domain.frozen import dataclass, replace
from compiler.render.word.by_hand import TITLES, Ours, Typed, our_lines, typed_in
from compiler.render.word.edits.document import (
    Edition,
    Standing,
    content_in,
    contents_lines,
    lines_of_contents,
    read_edition,
)
from compiler.render.word.edits.looks import Looks
from compiler.render.word.edits.merge import Edit, Line, Merged, merged, unedited
from compiler.render.word.edits.record import Base, Record
from compiler.render.word.edits.rows import put_rows, shown
from compiler.render.word.edits.stretch import Content, Left, Seen, same, without_looks
from compiler.render.word.opc import parse
from compiler.render.word.slots.controls import PROMPT
from compiler.render.word.styles import R, W

if TYPE_CHECKING:
    from lxml.etree import _Element

    from compiler.report.slots import Slot

_SPACES = {
    "w": W,
    "r": R,
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
}
_OPEN = f"<w:body {' '.join(f'xmlns:{prefix}={chr(34)}{name}{chr(34)}' for prefix, name in _SPACES.items())}>"


class _Everything:
    """A set that holds every line."""

    def __contains__(self, line: object) -> bool:
        return True

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


class Kept:
    """A slot that a person has changed: called with what the report gives for it, it says what is to stand there.

    `before` is what the last run left there; None for a slot that she put in with words of her own, which stand alone.
    `told` is what came of it, once it was called.
    """

    def __init__(self, slot: Standing, before: tuple[Line, ...] | None, looks: Looks) -> None:
        self.slot, self.before, self.looks = slot, before, looks
        self.told: Merged | None = None
        self.listed: frozenset[str] = frozenset()

    def __call__(self, fresh: str) -> str:
        """The content of the slot as XML: her stretches as she left them, all others as `fresh` has them."""
        root = parse(f"{_OPEN}{fresh}</w:body>".encode())
        elements = list(root)
        self.listed = lines_of_contents(root, self.looks)
        ours = content_in(elements, self.slot.inline, self.looks, listed=_Everything())
        before = unedited(ours.seen) if self.before is None else self.before
        self.told = merged(before, self.slot.content.seen, ours.seen)
        return "".join(_xml(each) for each in _chosen(self.told, self.slot.content, ours))

    @property
    def own(self) -> tuple[_Element, ...]:
        """What of the slot is not as we wrote it, and may stay in it."""
        wrote = {line.was.key for line in self.before or () if line.was}
        stays = (each for each in self.slot.content.stretches if each.seen.key not in wrote)
        return tuple(element for stretch in stays for element in stretch.elements)

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The changes by hand that stand in it."""
        return self.told.edits if self.told else ()


def _chosen(told: Merged, hers: Content, ours: Content) -> Iterator[_Element]:
    yield from ours.before
    for piece in told.pieces:
        if piece.whose == "shown":
            yield shown(hers.stretches[piece.at].elements[0], piece)
            continue
        elements = (hers if piece.whose == "hers" else ours).stretches[piece.at].elements
        if piece.rows:
            put_rows(elements[0], hers.stretches[piece.table].elements[0], piece.rows)
        yield from elements


def _xml(element: _Element) -> str:
    """An element as it is written in a document that has the usual two spaces at its head."""
    from lxml import etree

    holder = etree.Element("holder", nsmap={"w": W, "r": R})
    holder.append(element)
    etree.cleanup_namespaces(holder, keep_ns_prefixes=["w", "r"])
    written = etree.tostring(element, encoding="unicode", with_tail=False)
    opening, mark, rest = written.partition(">")
    for prefix, name in (("w", W), ("r", R)):
        opening = opening.replace(f' xmlns:{prefix}="{name}"', "")
    return opening + mark + rest


@dataclass(frozen=True, slots=True)
class Compared:
    """An edited report beside what we wrote: the slots that were changed, by number, as `keep` for the renderer.

    `gone` are the titles of slots that were taken out since, `let_go` the changed slots that are not kept; `template`
    is the hash of the template that the report was made from, `running` the words of our lines in headers and footers,
    `typed` what a person typed among these.
    """

    keep: Mapping[int, Kept]
    gone: tuple[str, ...] = ()
    let_go: tuple[Kept, ...] = ()
    edition: Edition | None = None
    template: str = ""
    running: Ours | None = None
    typed: tuple[Typed, ...] = ()

    @property
    def titles(self) -> tuple[str, ...]:
        """The titles of all that was changed."""
        changed = [kept.slot.title for kept in (*self.keep.values(), *self.let_go)]
        return tuple(dict.fromkeys((*changed, *(each.title for each in self.typed))))

    def left(self) -> dict[int, Base]:
        """What is left in each slot that has a person's words in it, for the next record."""
        return {number: kept.told.left for number, kept in self.keep.items() if kept.told and kept.told.edits}

    def listed(self) -> tuple[str, ...]:
        """The lines of contents that are ours, where they stand among a person's words."""
        return tuple(sorted({line for kept in self.keep.values() for line in kept.listed}))


def compared(
    document: bytes, records: Sequence[Record], catalogue: Sequence[Slot], let_go: Callable[[str], bool]
) -> Compared:
    """What a person has changed in the report that lies in a Word file, against what we wrote.

    `records` are the reports that it may have been made from: more than one only after a run that was broken off.
    `let_go` says of a slot's title whether her changes in it are to go. Raises TemplateError for what cannot be read.
    """
    lines = frozenset(line for record in records for line in _listed(record))
    hers = read_edition(document, catalogue, lines)
    ours = [_based(record, catalogue, lines) for record in records]
    changed = {slot.number: Kept(slot, before, hers.looks) for slot, before in _changed(hers, ours)}
    going = frozenset(title for title in TITLES.values() if let_go(title))
    running = Ours(our_lines(record.document for record in records), going)
    return Compared(
        keep={number: kept for number, kept in changed.items() if not let_go(kept.slot.title)},
        gone=_gone(hers, ours[0]) if ours else (),
        let_go=tuple(kept for kept in changed.values() if let_go(kept.slot.title)),
        edition=hers,
        template=records[0].template if records else "",
        running=running,
        typed=typed_in(document, running),
    )


@dataclass(frozen=True, slots=True)
class _Based:
    """A slot as a run left it: what is in it, and what it was and would have been without a person's words."""

    slot: Standing
    before: tuple[Line, ...]

    def is_as_written(self, slot: Standing) -> bool:
        """Whether a slot is as it was written, and that without anyone's edits."""
        wrote = [line.was for line in self.before if line.was is not None]
        return same(slot.content.seen, wrote) and all(line.now == line.was for line in self.before)


def _listed(record: Record) -> Collection[str]:
    return record.listed or contents_lines(record.document)


def _based(record: Record, catalogue: Sequence[Slot], lines: Collection[str]) -> list[_Based]:
    edition = read_edition(record.document, catalogue, lines)
    return [_Based(slot, _resolved(record.bases.get(slot.number), slot.content.seen)) for slot in edition.slots]


def _resolved(base: Base | None, seen: Sequence[Seen]) -> tuple[Line, ...]:
    """What the last run left in a slot, with what it had put there."""
    if base is None:
        return unedited(seen)
    return tuple(_line(each, seen) for each in base if _at(each) is None or _at(each) in range(len(seen)))


def _at(each: Left | int) -> int | None:
    return each if isinstance(each, int) else each.at


def _line(each: Left | int, seen: Sequence[Seen]) -> Line:
    if isinstance(each, int):
        return Line(seen[each], seen[each], seen[each])
    return Line(each.was, None if each.at is None else seen[each.at], each.now)


def _changed(hers: Edition, ours: Sequence[Sequence[_Based]]) -> Iterator[tuple[Standing, tuple[Line, ...] | None]]:
    """The slots that are not as we wrote them, each with what we had written there."""
    wrote = [based for record in ours for based in record]
    for left in hers.slots:
        like = [based for based in wrote if based.slot.key == left.key]
        slot = _with_marks(left, like) if hers.by_libreoffice else left
        if not any(based.is_as_written(slot) for based in like):
            nearest = _nearest(slot, like)
            if nearest is not None or not _is_prompt(slot):
                yield slot, nearest.before if nearest else None


def _with_marks(slot: Standing, like: Sequence[_Based]) -> Standing:
    """The slot with the marks of bold and the like in its first words, all of which LibreOffice loses on saving."""
    first, *others = slot.content.stretches or (None,)
    if first is None or first.seen.key != without_looks(first.seen.key):
        return slot
    stood = [line.stood for based in like for line in based.before[:1] if line.stood is not None]
    same_words = next((each for each in stood if without_looks(each.key) == first.seen.key), first.seen)
    stretches = (replace(first, seen=same_words), *(each for each in others if each is not None))
    return replace(slot, content=replace(slot.content, stretches=stretches))


def _is_prompt(slot: Standing) -> bool:
    """Whether a slot shows only what will stand there, as it is copied from a template or a palette."""
    return slot.inline or all(PROMPT in seen.key for seen in slot.content.seen)


def _nearest(slot: Standing, like: Sequence[_Based]) -> _Based | None:
    """The slot of the same key, of several, that it has most of."""
    keys = [seen.key for seen in slot.content.seen]

    def likeness(based: _Based) -> float:
        return SequenceMatcher(None, keys, [seen.key for seen in based.slot.content.seen], autojunk=False).ratio()

    return max(like, key=likeness, default=None)


def _gone(hers: Edition, ours: Iterable[_Based]) -> tuple[str, ...]:
    """The titles of the slots that we wrote and that are nowhere any more."""
    there = {slot.key for slot in hers.slots}
    return tuple(dict.fromkeys(based.slot.title for based in ours if based.slot.key not in there))
