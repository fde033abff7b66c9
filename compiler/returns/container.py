"""The package of a workbook: a zip archive, looked over before it is unpacked, and unpacked within bounds."""

from __future__ import annotations

import posixpath
import struct
import time
import zlib
from collections.abc import Hashable, Iterator

from compiler.domain.frozen import dataclass
from compiler.returns.directory import Damaged, NoArchive, Part, directory
from compiler.returns.sniff import SAVE_AGAIN, SAVE_AS, Refused, what_it_is

_ODS = frozenset(f"application/vnd.oasis.opendocument.spreadsheet{end}" for end in ("", "-template"))
CHUNK = 1 << 16
SHORT = 1 << 20
"""Bytes of a part that is read in one go: no usual return has a fifth of it."""
_PACKED = 1 << 14
_LOCAL_HEADER = struct.Struct("<4s22xHH")
_STORED, _DEFLATED = 0, 8
_ENCRYPTED = 0x1
_FEWER = "Take out what does not belong to the return, and send it again."


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a file is taken before it is refused.

    `file` and `unpacked` are bytes, `cells` and `characters` those of all sheets that are read, `text` the characters
    of one cell, `kept` bytes of memory, `seconds` processor time. A return has two thousand cells of forty thousand
    characters; of one with 25 times as many, reading and checking together take no more than 4 seconds and 200 MB.
    """

    file: int = 64 << 20
    unpacked: int = 512 << 20
    parts: int = 4096
    cells: int = 50_000
    characters: int = 1_000_000
    text: int = 100_000
    merged: int = 50_000
    depth: int = 64
    kept: int = 80 << 20
    seconds: float = 2.0


class Allowance:
    """The processor time and the memory that a book may still take, looked at as its parts are read."""

    def __init__(self, limits: Limits) -> None:
        self.limits, self.seconds = limits, limits.seconds
        self._end = time.process_time() + limits.seconds
        self._left = limits.kept
        self._cells = self._characters = 0

    @property
    def left(self) -> int:
        """The bytes of memory that may still be kept."""
        return self._left

    def keep(self, size: int) -> None:
        """Count in the bytes that something kept takes; raise `Refused` when they are more than a book may have."""
        self._left -= size
        if self._left < 0:
            raise Refused(f"it holds more than {self.limits.kept >> 20:,} MB of names, texts and formats", SAVE_AGAIN)

    def count(self, cells: int, characters: int) -> None:
        """Count in cells that hold something; raise `Refused` when they are more than a book may have."""
        self._cells, self._characters = self._cells + cells, self._characters + characters
        if self._cells > self.limits.cells:
            raise Refused(f"it holds over {self.limits.cells:,} cells with values", _FEWER)
        if self._characters > self.limits.characters:
            raise Refused(f"its cells hold over {self.limits.characters:,} characters", _FEWER)

    def check(self) -> None:
        """Raise `Refused` when the time is used up."""
        if time.process_time() > self._end:
            raise Refused(f"it takes over {self.seconds:g} seconds to read, far more than any return needs", SAVE_AGAIN)


class Package:
    """The parts of a workbook by name; names are alike without regard to capitals, as the standard has it."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self.limits = limits
        self.allowance = Allowance(limits)
        self._data = data
        self._left = limits.unpacked
        self._unlooked = CHUNK
        self._parts, self._doubled = _directory(data, limits)

    def __contains__(self, part: str) -> bool:
        return _key(part) in self._parts

    @property
    def names(self) -> Iterator[str]:
        """The names of all parts, in small letters."""
        return iter(self._parts)

    @property
    def is_ods(self) -> bool:
        """Whether it is a spreadsheet of OpenDocument, or a template of one."""
        return "mimetype" in self and self.read("mimetype")[:80].decode("ascii", "replace").strip() in _ODS

    def pieces(self, part: str) -> Iterator[bytes]:
        """The bytes of a part, a piece at a time; raises `Refused` if it is missing or damaged or too large."""
        info = self._parts.get(_key(part))
        if info is None:
            raise Refused(f"a part of it is missing ({part})", SAVE_AGAIN)
        if _key(part) in self._doubled:
            raise Refused(
                f"it holds two different parts called {part}, and nobody can say which one counts", SAVE_AGAIN
            )
        yield from self._unpack(info)

    def read(self, part: str) -> bytes:
        """The whole of a part."""
        return b"".join(self.pieces(part))

    def short(self, part: str) -> bytes | None:
        """The whole of a part that is short, as those of usual returns are; None for a long one."""
        key = _key(part)
        info = self._parts.get(key)
        if info and info.file_size > SHORT:
            return None
        whole = _in_one_go(info, self._packed(info)) if info and key not in self._doubled else None
        if info is None or whole is None:
            return self.read(part)
        self._count(info, len(whole), len(whole))
        return whole

    def packed(self, part: str) -> Hashable:
        """What a short part is unpacked of: two that are the same hold the same; None for any other part."""
        key = _key(part)
        info = self._parts.get(key)
        if info is None or info.file_size > SHORT or key in self._doubled or info.flag_bits & _ENCRYPTED:
            return None
        return info.compress_type, info.file_size, info.CRC, self._packed(info)

    def _count(self, info: Part, size: int, more: int) -> None:
        """Count in what was unpacked of a part, so much in all and so much more; look at the time now and then."""
        self._left -= more
        if size > info.file_size or self._left < 0:
            raise Refused(f"its part {info.filename} unpacks to more than the {info.file_size:,} bytes it declares")
        self._unlooked += more
        if self._unlooked > CHUNK:  # to ask for the time takes as long as to read a small part
            self.allowance.check()
            self._unlooked = 0

    def _unpack(self, info: Part) -> Iterator[bytes]:
        size, check = 0, 0
        for piece in _inflate(info, self._packed(info)):
            size, check = size + len(piece), zlib.crc32(piece, check)
            self._count(info, size, len(piece))
            yield piece
        if size != info.file_size or check != info.CRC:
            raise Refused(f"it is damaged: {info.filename} does not unpack to what was packed", SAVE_AGAIN)

    def _packed(self, info: Part) -> bytes:
        """The packed bytes of a part, found through the short header in front of them."""
        start = info.header_offset
        header = self._data[start : start + _LOCAL_HEADER.size]
        if start < 0 or len(header) < _LOCAL_HEADER.size or not header.startswith(b"PK\3\4"):
            raise Refused(f"it is damaged: {info.filename} is not where the archive's directory says", SAVE_AGAIN)
        _, name, extra = _LOCAL_HEADER.unpack(header)
        start += 30 + name + extra
        return self._data[start : start + info.compress_size]


def open_package(data: bytes, limits: Limits) -> Package:
    """The package of a workbook's bytes; raises `Refused`, saying what it is, if it is anything else."""
    if len(data) > limits.file:
        raise Refused(f"is {len(data) >> 20:,} MB large, and the limit is {limits.file >> 20:,} MB", whole=True)
    package = Package(data, limits)
    _refuse_other_kinds(package)
    return package


def target_of(base: str, target: str) -> str:
    """The part that a relationship of the part `base` points at, whichever way its writer put it."""
    target = target.replace("\\", "/")
    if "%" in target:
        from urllib.parse import unquote  # 2 ms for what few writers do

        target = unquote(target)
    if not target.startswith("/"):
        target = posixpath.join(posixpath.dirname(base), target)
    return posixpath.normpath("/" + target).lstrip("/")


def _key(part: str) -> str:
    return part.replace("\\", "/").lstrip("/").lower()


def _directory(data: bytes, limits: Limits) -> tuple[dict[str, Part], set[str]]:
    """The archive's directory by name, and the names that two different parts share."""
    try:
        infos = [info for info in directory(data) if not info.filename.endswith("/")]
    except NoArchive:
        raise what_it_is(data) from None
    except Damaged as fault:
        raise Refused("it is a damaged archive: it was cut short or changed on its way", SAVE_AGAIN) from fault
    if len(infos) > limits.parts:
        raise Refused(f"it holds {len(infos):,} parts, and the limit is {limits.parts:,}", SAVE_AGAIN)
    total = sum(info.file_size for info in infos)
    if total > limits.unpacked:
        size = f"{total >> 20:,} MB, and the limit is {limits.unpacked >> 20:,} MB"
        raise Refused(f"it would unpack to {size}", SAVE_AGAIN)
    parts: dict[str, Part] = {}
    doubled = set()
    for info in infos:
        other = parts.setdefault(_key(info.filename), info)
        if (other.CRC, other.file_size) != (info.CRC, info.file_size):
            doubled.add(_key(info.filename))
    return parts, doubled


def _in_one_go(info: Part, packed: bytes) -> bytes | None:
    """A part's bytes, unpacked at once; None where they are not as the directory says, which is told piece by piece."""
    if info.flag_bits & _ENCRYPTED or info.compress_type != _DEFLATED:
        return None
    try:
        whole = zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, info.file_size + 1)
    except zlib.error:
        return None
    return whole if len(whole) == info.file_size and zlib.crc32(whole) == info.CRC else None


def _inflate(info: Part, packed: bytes) -> Iterator[bytes]:
    """A part's bytes, never more than a piece of them at once."""
    if info.flag_bits & _ENCRYPTED:
        raise Refused("it is an archive protected by a password", "Save it without a password and send it again.")
    if info.compress_type == _STORED:
        for start in range(0, len(packed), CHUNK):
            yield packed[start : start + CHUNK]
    elif info.compress_type == _DEFLATED:
        yield from _deflated(info, packed)
    else:
        raise Refused(f"{info.filename} is packed in a way that no spreadsheet program uses", SAVE_AGAIN)


def _deflated(info: Part, packed: bytes) -> Iterator[bytes]:
    engine = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        for start in range(0, len(packed), _PACKED):
            rest = packed[start : start + _PACKED]
            while rest and not engine.eof:
                yield engine.decompress(rest, CHUNK)
                rest = engine.unconsumed_tail
        while piece := engine.decompress(b"", CHUNK):
            yield piece
    except zlib.error as fault:
        raise Refused(f"it is damaged: {info.filename} cannot be unpacked", SAVE_AGAIN) from fault


_OTHER_KINDS = {
    "word/document.xml": ("a Word document", "Copy its table into the return's workbook and send that."),
    "ppt/presentation.xml": ("a PowerPoint presentation", "Send the return's workbook instead."),
    "xl/workbook.bin": ("a workbook saved as an Excel Binary Workbook (.xlsb)", SAVE_AS),
    "index/document.iwa": ("a document of Apple's Numbers or Pages", "In Numbers choose File, Export To, Excel."),
}


def _refuse_other_kinds(package: Package) -> None:
    """Raise `Refused` for an archive that is a document of another kind, naming the kind."""
    for part, (kind, remedy) in _OTHER_KINDS.items():
        if part in package:
            raise Refused(f"is {kind}, not an Excel workbook", remedy, whole=True)
    if "mimetype" in package:
        if not package.is_ods:
            raise Refused("is an OpenDocument or electronic book file, not a spreadsheet", whole=True)
    elif "[content_types].xml" not in package and "xl/workbook.xml" not in package:
        raise Refused(
            "is a zip archive of files, not a workbook", "Unpack it and send the workbook itself.", whole=True
        )
