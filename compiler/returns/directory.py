"""The directory of a zip archive: which parts it holds, and where.

The usual archive is read here: nothing behind its directory, no sizes beyond 4 GB, plain names. Any other is read by
the standard library's `zipfile`, which takes 5 ms to load, with all that packs and unpacks in ways no workbook knows.
"""

from __future__ import annotations

import io
import struct

from compiler.domain.frozen import dataclass

_END = struct.Struct("<4s6xHLLH")
_ENTRY = struct.Struct("<4s2xBxHH4xLLLHHH8xL")
_LOCATOR = b"PK\6\7"
"""What stands before the end of an archive whose sizes need more than four bytes, twenty bytes long."""
_NEWEST, _UTF_8 = 63, 0x800


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an archive as its directory has it; the names are those of `zipfile.ZipInfo`."""

    filename: str
    flag_bits: int
    compress_type: int
    CRC: int
    compress_size: int
    file_size: int
    header_offset: int


class NoArchive(Exception):
    """These bytes are no zip archive."""


class Damaged(Exception):
    """This archive cannot be read."""


def directory(data: bytes) -> list[Part]:
    """The parts of an archive; NoArchive where it is none, Damaged where it cannot be read."""
    found = usual_directory(data)
    return any_directory(data) if found is None else found


def any_directory(data: bytes) -> list[Part]:
    """The parts of whatever archive there is, as the standard library reads it."""
    import zipfile

    try:  # whether it is an archive at all is a question that a damaged one does not answer either
        if not zipfile.is_zipfile(io.BytesIO(data)):
            raise NoArchive
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            found = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError, struct.error, UnicodeError) as fault:
        raise Damaged from fault
    return [
        Part(i.filename, i.flag_bits, i.compress_type, i.CRC, i.compress_size, i.file_size, i.header_offset)
        for i in found
    ]


def usual_directory(data: bytes) -> list[Part] | None:
    """The parts of an archive of the usual kind, as the standard library would read them; None for any other."""
    end = len(data) - _END.size
    if end < 0 or data[end - 20 : end].startswith(_LOCATOR):
        return None
    mark, many, size, start, comment = _END.unpack_from(data, end)
    if mark != b"PK\5\6" or comment or start + size != end or size < many * _ENTRY.size:
        return None
    parts, place = [], start
    while place < end:
        part, place = _part(data, place, end)
        if part is None:
            return None
        parts.append(part)
    return parts if place == end else None


def _part(data: bytes, place: int, end: int) -> tuple[Part | None, int]:
    """The part whose entry begins at a place, and where the next begins; None for an entry that is not a plain one."""
    if place + _ENTRY.size > end:
        return None, end
    mark, needs, flags, packing, check, packed, size, name, extra, comment, at = _ENTRY.unpack_from(data, place)
    said = data[place + _ENTRY.size : place + _ENTRY.size + name]
    odd = mark != b"PK\1\2" or needs > _NEWEST or extra or comment or b"\0" in said or b"\\" in said
    if odd or not (said.isascii() or flags & _UTF_8):
        return None, end
    try:
        return Part(said.decode(), flags, packing, check, packed, size, at), place + _ENTRY.size + name
    except UnicodeDecodeError:
        return None, end
