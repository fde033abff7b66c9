"""The parts of a Word file: reading those of a template, with care, and writing ours, always the same bytes."""

from __future__ import annotations

import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from itertools import chain
from typing import TYPE_CHECKING

from compiler.domain.frozen import dataclass
from compiler.render.word.styles import W

if TYPE_CHECKING:
    from lxml.etree import _Element

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MOST, _MOST_PARTS = 64 * 1024 * 1024, 4096
_DOCTYPE = "The template holds a document type declaration, which Word never writes."
_PLAIN_LINKS = ("http://", "https://", "mailto:")
_WHEN = (2000, 1, 1, 0, 0, 0)
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OLD = b"\xd0\xcf\x11\xe0"
"""How files begin that Word wrote before 2007, and those with a password."""
_EXTERNAL = '"External"'
BESIDE = "rIdBeside"
"""The relationship of a working copy with the workbook that lies beside it."""

Relation = tuple[str, str, str, bool]
_DAMAGED = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, ValueError, OverflowError, RuntimeError)
"""What a damaged archive is met with; RuntimeError is one with a password, or packed in a way that nobody uses."""


class TemplateError(ValueError):
    """The Word template cannot be used; the message says what is wrong with it and what to do, for the officer."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a Word file: its name, content type, bytes, and its own relationships.

    A relationship is an identifier, a type, a target (a part's name, or an address outside), and whether it is outside.
    `more` is what stands behind the bytes, made only as the file is written.
    """

    name: str
    type: str
    data: bytes
    relations: tuple[Relation, ...] = ()
    more: Iterable[bytes] = ()


_MOST_ELEMENTS, _MOST_PARAGRAPHS = 500_000, 90_000
"""A table of five thousand rows has six in ten of them; each element takes up to 400 bytes, each paragraph 35 µs."""
_PARAGRAPHS = (b":p>", b":p ", b":p/>")


def too_large(data: bytes) -> bool:
    """Whether a part has more elements or paragraphs than any document, told without parsing it."""
    paragraphs = sum(map(data.count, _PARAGRAPHS))  # with the ends of those that are not empty
    return data.count(b"<") - data.count(b"</") > _MOST_ELEMENTS or paragraphs > _MOST_PARAGRAPHS


def parse(data: bytes) -> _Element:
    """The root element of a part of a template; nothing is fetched and no entity is expanded."""
    from lxml import etree

    if too_large(data):
        raise TemplateError("The template is too large: no document has so many paragraphs and cells.")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        if b"<!DOCTYPE" in data[:4096]:
            raise TemplateError(_DOCTYPE) from fault
        raise TemplateError("The template is damaged: open it in Word and save it again.") from fault
    if root.getroottree().docinfo.internalDTD is not None:
        raise TemplateError(_DOCTYPE)
    return root


def whole(text: str | None, otherwise: int = 0) -> int:
    """The number that an attribute says; `otherwise` where it says none, or anything else."""
    plain = text is not None and text.isascii() and len(text) < 10 and text.removeprefix("-").isdecimal()
    return int(text or "") if plain else otherwise


def serial(root: _Element) -> bytes:
    """The element as the bytes of a part."""
    from lxml import etree

    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def w(name: str) -> str:
    """A name of WordprocessingML as lxml wants it."""
    return f"{{{W}}}{name}"


def _no_word_file(data: bytes) -> str:
    """Why a file that is no zip cannot be used, and what to do."""
    if data.startswith(_OLD) and "EncryptedPackage".encode("utf-16-le") in data:
        return "The template is protected with a password: open it in Word and take the password off."
    if data.startswith(_OLD):
        return "The template is an old Word document (.doc): save it in Word as a Word document (.docx)."
    if not data:
        return "The template is empty: make it again from the one that came with the program."
    return "The template is no Word file (.docx): save it in Word as a Word document."


class OpenPackage:
    """The template's zip, opened once, with its relationships followed."""

    def __init__(self, data: bytes) -> None:
        try:
            archive = zipfile.ZipFile(BytesIO(data))
            held = [each for each in archive.infolist() if not each.filename.endswith("/")]
            if sum(each.file_size for each in held) > _MOST or len(held) > _MOST_PARTS:
                raise TemplateError("The template is too large: take out its pictures, or make them smaller.")
            self._parts = {each.filename: archive.read(each) for each in held}
        except TemplateError:
            raise
        except (*_DAMAGED, OSError) as fault:
            raise TemplateError(_no_word_file(data)) from fault
        if self._parts.get("mimetype", b"").startswith(b"application/vnd.oasis.opendocument"):
            raise TemplateError("The template is an OpenDocument text (.odt): save it as a Word document (.docx).")
        self._types = self._content_types()

    def _content_types(self) -> dict[str, str]:
        root = parse(self.read("[Content_Types].xml"))
        types = {"." + each.get("Extension", "").lower(): each.get("ContentType", "") for each in root}
        types |= {each.get("PartName", "").lstrip("/"): each.get("ContentType", "") for each in root}
        return types

    def read(self, name: str) -> bytes:
        """The bytes of a part; a TemplateError if there is none of that name."""
        if name not in self._parts:
            raise TemplateError(f"The template is no Word file, or damaged: it has no {name}.")
        return self._parts[name]

    def has(self, name: str) -> bool:
        """Whether there is a part of that name."""
        return name in self._parts

    def type_of(self, name: str) -> str:
        """The content type of a part."""
        return self._types.get(name) or self._types.get(posixpath.splitext(name)[1].lower(), "")

    def document(self) -> str:
        """The name of the main part."""
        for kind, target, _ in self.related(""):
            if kind == "officeDocument":
                return target
        raise TemplateError("The template is no Word file (.docx): save it in Word as a Word document.")

    def related(self, name: str) -> Iterator[tuple[str, str, str]]:
        """What a part refers to inside the file: the last word of the relationship's type, the part, the identifier."""
        for identifier, kind, target, outside in self.relations(name):
            if not outside:
                yield kind.rsplit("/", 1)[-1], target, identifier

    def relations(self, name: str) -> tuple[Relation, ...]:
        """The relationships of a part: identifier, type, target, and whether it lies outside the file."""
        folder, base = posixpath.split(name)
        path = posixpath.join(folder, "_rels", base + ".rels") if name else "_rels/.rels"
        if path not in self._parts:
            return ()
        found = []
        for each in parse(self._parts[path]):
            target, outside = each.get("Target", ""), each.get("TargetMode") == "External"
            whole = target if outside else posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found.append((each.get("Id", ""), each.get("Type", ""), whole, outside))
        return tuple(found)

    def closure(self, name: str) -> Iterator[Part]:
        """A part and every part that it refers to, such as the pictures of a header."""
        waiting, seen = [name], set()
        while waiting:
            part = self.part(waiting.pop())
            seen.add(part.name)
            yield part
            waiting += [target for _, _, target, outside in part.relations if not outside and target not in seen]

    def part(self, name: str) -> Part:
        """A part as it is carried over; a TemplateError if it refers to a file outside, or is XML that Word refuses."""
        if name.endswith((".xml", ".rels")):
            parse(self.read(name))
        relations = () if name.endswith("settings.xml") else self.relations(name)
        for relation in relations:
            standing_alone(relation)
        return Part(name, self.type_of(name), self.read(name), relations)


def standing_alone(relation: Relation) -> Relation:
    """The relationship; a TemplateError if it leads to a file outside, other than a place in the web or the workbook
    that lies beside a report of ours."""
    identifier, _, target, outside = relation
    if outside and not target.startswith(_PLAIN_LINKS) and identifier != BESIDE:
        raise TemplateError(
            f"The template refers to a file outside it ({posixpath.basename(target)}): put the picture itself "
            "into the template."
        )
    return relation


def write_package(parts: Iterable[Part], root: tuple[Relation, ...]) -> bytes:
    """The parts as a Word file; the same parts give the same bytes on any day and in any time zone."""
    ordered = sorted(parts, key=lambda part: part.name)
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, pieces in _files(ordered, root):
            entry = zipfile.ZipInfo(name, _WHEN)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            with archive.open(entry, "w") as file:
                for piece in pieces:
                    file.write(piece)
    return out.getvalue()


def _files(ordered: Sequence[Part], root: tuple[Relation, ...]) -> Iterator[tuple[str, Iterable[bytes]]]:
    """The files of a package by their names, in pieces."""
    yield "[Content_Types].xml", (_content_types(ordered),)
    yield "_rels/.rels", (_relations(root, ""),)
    for part in ordered:
        yield part.name, chain((part.data,), part.more)
        if part.relations:
            folder, base = posixpath.split(part.name)
            yield posixpath.join(folder, "_rels", base + ".rels"), (_relations(part.relations, folder),)


def _content_types(parts: Iterable[Part]) -> bytes:
    usual = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    usual += '<Default Extension="xml" ContentType="application/xml"/>'
    own = "".join(
        f'<Override PartName="/{attribute(part.name)}" ContentType="{attribute(part.type)}"/>' for part in parts
    )
    return f'{_XML}<Types xmlns="{_PACKAGE}/content-types">{usual}{own}</Types>'.encode()


def _relations(relations: Iterable[Relation], folder: str) -> bytes:
    rows = "".join(
        f'<Relationship Id="{attribute(identifier)}" Type="{attribute(kind)}" '
        f'Target="{attribute(target if outside else posixpath.relpath("/" + target, "/" + folder))}"'
        f"{' TargetMode=' + _EXTERNAL if outside else ''}/>"
        for identifier, kind, target, outside in relations
    )
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'.encode()


def attribute(text: str) -> str:
    """The text as it may stand in an attribute."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
