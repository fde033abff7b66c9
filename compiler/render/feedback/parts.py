"""A workbook as a package whose parts stay as they are, but for those that are changed or added."""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator
from itertools import count
from xml.sax.saxutils import escape

from compiler.domain.frozen import dataclass
from compiler.render.feedback.splice import NotSpliced, appended, outline, spliced
from compiler.returns.container import target_of

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
_USUAL_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_KINDS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_TYPES = "[Content_Types].xml"
_LARGEST, _LARGEST_WHOLE = 8 << 20, 32 << 20
"""Bytes of a part that is looked into, and of the whole or of a part that is only passed on."""
_WHEN = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Link:
    """A relationship of a part: its id, the last word of its type, and the part that it points at ('' if outside)."""

    id: str
    kind: str
    target: str


class Parts:
    """The parts of a package by name. What is read is theirs, what is put is ours; the rest is never touched."""

    def __init__(self, data: bytes) -> None:
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, struct.error, OverflowError, ValueError, NotImplementedError) as fault:
            raise NotSpliced(str(fault)) from fault
        self._infos = [info for info in self._archive.infolist() if not info.filename.endswith("/")]
        if sum(info.file_size for info in self._infos) > _LARGEST_WHOLE:
            raise NotSpliced("it is too large")
        self._names = {_key(info.filename): info.filename for info in self._infos}
        self._changed: dict[str, bytes] = {}
        self.book = next((link.target for link in self.links("") if link.kind == "officeDocument"), "xl/workbook.xml")
        self.space = outline(self.read(self.book), 0).space

    @property
    def kinds(self) -> str:
        """The namespace of relationships between the parts of this workbook, strict or usual."""
        return _STRICT_KINDS if self.space == STRICT else _USUAL_KINDS

    def names(self) -> Iterator[str]:
        """The names of all parts, theirs and ours."""
        return iter(self._names.values())

    def has(self, name: str) -> bool:
        """Whether there is a part of that name."""
        return _key(name) in self._names

    def read(self, name: str) -> bytes:
        """The bytes of a part as it stands now."""
        found = self._names.get(_key(name))
        if found is None:
            raise NotSpliced(f"there is no {name}")
        return self._changed[found] if found in self._changed else self._unpacked(found)

    def _unpacked(self, name: str, largest: int = _LARGEST) -> bytes:
        """Their bytes of a part; NotSpliced where they are damaged, or so many that no return has them."""
        try:
            if self._archive.getinfo(name).file_size > largest:
                raise NotSpliced(f"{name} is too large")
            return self._archive.read(name)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError) as fault:
            raise NotSpliced(str(fault)) from fault

    def put(self, name: str, data: bytes) -> None:
        """Change a part, or add one."""
        self._changed[self._names.setdefault(_key(name), name)] = data

    def free(self, pattern: str) -> str:
        """The first name of a pattern such as 'xl/comments{}.xml' that no part has."""
        return next(name for number in count(1) if not self.has(name := pattern.format(number)))

    def links(self, part: str) -> tuple[Link, ...]:
        """The relationships of a part, of the package itself if its name is blank."""
        if not self.has(_rels(part)):
            return ()
        found = (each.attributes for each in outline(self.read(_rels(part)), 1).children)
        return tuple(
            Link(
                each.get("Id", ""),
                each.get("Type", "").rpartition("/")[2],
                "" if each.get("TargetMode") == "External" else target_of(part, each.get("Target", "")),
            )
            for each in found
        )

    def linked(self, part: str, kind: str) -> str:
        """The part that a part points at by a kind of relationship; '' if there is none."""
        return next((link.target for link in self.links(part) if link.kind == kind and self.has(link.target)), "")

    def link(self, part: str, kind: str, target: str) -> str:
        """Make a part point at another; the id of the relationship."""
        taken = {link.id.lower() for link in self.links(part)}
        key = next(key for number in count(1) if (key := f"rId{number}").lower() not in taken)
        to = escape(posixpath.relpath("/" + target, "/" + posixpath.dirname(part)))
        name = _rels(part)
        if not self.has(name):
            self.put(name, f'{XML}<Relationships xmlns="{_LINKS}"/>'.encode())
        data = self.read(name)
        root = outline(data, 0)
        xml = f'<{root.prefix}Relationship Id="{key}" Type="{self.kinds}/{kind}" Target="{to}"/>'
        self.put(name, spliced(data, [appended(data, root, xml)]))
        return key

    def declare(self, part: str, content_type: str) -> None:
        """Say what an added part is; a drawing of comments by its extension, as is usual."""
        data = self.read(_TYPES)
        root = outline(data, 1)
        extension = part.rpartition(".")[2]
        if extension != "vml":
            xml = f'<{root.prefix}Override PartName="/{escape(part)}" ContentType="{content_type}"/>'
            self.put(_TYPES, spliced(data, [appended(data, root, xml)]))
        elif extension not in {each.attributes.get("Extension", "").lower() for each in root.children}:
            xml = f'<{root.prefix}Default Extension="{extension}" ContentType="{content_type}"/>'
            first = root.children[0].start if root.children else root.inside
            self.put(_TYPES, spliced(data, [(first, first, xml.encode("ascii"))]))

    def packed(self) -> bytes:
        """The package: their parts in their order, ours behind; the same parts give the same bytes on any day."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for info in self._infos:
                changed = self._changed.get(info.filename)
                data = self._unpacked(info.filename, _LARGEST_WHOLE) if changed is None else changed
                archive.writestr(_entry(info.filename, info.date_time, info.compress_type), data)
            theirs = {info.filename for info in self._infos}
            for name in self._changed:
                if name not in theirs:
                    archive.writestr(_entry(name, _WHEN, zipfile.ZIP_DEFLATED), self._changed[name])
        return out.getvalue()


def _entry(name: str, when: tuple[int, int, int, int, int, int], how: int) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, max(when, _WHEN))
    entry.compress_type, entry.create_system = how, 0
    return entry


def _rels(part: str) -> str:
    home, file = posixpath.split(part)
    return posixpath.join(home, "_rels", f"{file}.rels")


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()
