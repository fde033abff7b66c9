"""A Word file opened with care: bounded, without entities, and in one sentence when it cannot be read."""

from __future__ import annotations

import posixpath
import struct
import zipfile
import zlib
from io import BytesIO
from typing import TYPE_CHECKING

from compiler.render.word.opc import too_large

if TYPE_CHECKING:
    from lxml.etree import _Element

_MOST, _MOST_PARTS = 64 * 1024 * 1024, 4096
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAVE_AGAIN = "Open it in Word, save it as a Word document (.docx) and try again."


class NotRead(ValueError):
    """A document cannot be read; the message says why and what to do, in one or two sentences for the officer."""


class Package:
    """The parts of a Word file, each read only when it is asked for; NotRead for a file that is none."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self._archive = _opened(data, name)
        if "word/document.xml" not in self._archive.namelist():
            raise NotRead(f"'{name}' is no Word document (.docx), or damaged. {_SAVE_AGAIN}")

    def part(self, name: str) -> _Element | None:
        """The root of a part; None where there is none of that name."""
        if name not in self._archive.namelist():
            return None
        try:
            return _parsed(self._archive.read(name))
        except (ValueError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError):
            raise NotRead(f"'{self.name}' is damaged: its part '{name}' cannot be read. {_SAVE_AGAIN}") from None

    def related(self, *kinds: str) -> list[str]:
        """The parts that the main part refers to as one of those kinds ('header', 'footnotes'), in order."""
        root = self.part("word/_rels/document.xml.rels")
        found = [
            posixpath.normpath(posixpath.join("/word", each.get("Target", ""))).lstrip("/")
            for each in (root if root is not None else ())
            if each.get("Type", "").rsplit("/", 1)[-1] in kinds and each.get("TargetMode") != "External"
        ]
        return list(dict.fromkeys(found))


def _opened(data: bytes, name: str) -> zipfile.ZipFile:
    if data.startswith(_COMPOUND):
        raise NotRead(
            f"'{name}' is protected by a password, or in Word's old format (.doc). "
            "Save it without a password as a Word document (.docx) and try again."
        )
    try:
        archive = zipfile.ZipFile(BytesIO(data))
        entries = archive.infolist()
    except (zipfile.BadZipFile, struct.error, OverflowError, ValueError, OSError, NotImplementedError):
        raise NotRead(f"'{name}' is no Word document (.docx), or damaged. {_SAVE_AGAIN}") from None
    if len(entries) > _MOST_PARTS:
        raise NotRead(f"'{name}' holds {len(entries):,} parts, far more than any Word document. {_SAVE_AGAIN}")
    if any(each.flag_bits & 1 for each in entries):
        raise NotRead(f"'{name}' is protected by a password. Save it without one and try again.")
    if sum(each.file_size for each in entries if each.filename.endswith((".xml", ".rels"))) > _MOST:
        raise NotRead(f"'{name}' is too large to be read: its text alone is more than {_MOST // 1024 // 1024} MB.")
    return archive


def _parsed(data: bytes) -> _Element:
    from lxml import etree

    if too_large(data):
        raise ValueError("more paragraphs and cells than any document has")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as fault:
        raise ValueError(str(fault)) from fault
    if root.getroottree().docinfo.internalDTD is not None:
        raise ValueError("a document type declaration, which Word never writes")
    return root
