"""Zip archives put together by hand: what has not changed is packed once, and anything about an entry may be a lie."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

STORED, DEFLATED = 0, 8
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_DAY = 0x21


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of an archive as its two headers tell of it, and the bytes that stand there."""

    name: bytes
    packed: bytes
    size: int
    check: int
    method: int = DEFLATED
    flags: int = 0
    extra: bytes = b""
    told: int | None = None
    """The packed size that the directory tells, if another than that of the bytes."""


@lru_cache(maxsize=2048)
def entry(name: str, data: bytes, method: int = DEFLATED) -> Entry:
    """The honest entry of a part."""
    packed = data if method == STORED else _deflated(data)
    flags = 0 if name.isascii() else 0x800
    return Entry(name.encode(), packed, len(data), zlib.crc32(data), method, flags)


def _deflated(data: bytes) -> bytes:
    engine = zlib.compressobj(6, zlib.DEFLATED, -15)
    return engine.compress(data) + engine.flush()


def archive(entries: Iterable[Entry], comment: bytes = b"", before: bytes = b"") -> bytes:
    """The archive of entries in their order."""
    local, central, at, count = [before], [], len(before), 0
    for each in entries:
        told = len(each.packed) if each.told is None else each.told
        about = (20, each.flags, each.method, 0, _DAY, each.check, told & 0xFFFFFFFF, each.size & 0xFFFFFFFF)
        head = _LOCAL.pack(b"PK\3\4", *about, len(each.name), len(each.extra)) + each.name + each.extra
        central.append(
            _CENTRAL.pack(b"PK\1\2", 20, *about, len(each.name), len(each.extra), 0, 0, 0, 0, at)
            + each.name
            + each.extra
        )
        local += [head, each.packed]
        at, count = at + len(head) + len(each.packed), count + 1
    listed = b"".join(central)
    end = _END.pack(b"PK\5\6", 0, 0, count & 0xFFFF, count & 0xFFFF, len(listed), at, len(comment)) + comment
    return b"".join([*local, listed, end])


def packed(parts: Mapping[str, bytes], changed: str = "") -> bytes:
    """The archive of parts; the one that has changed is stored as it is, which is quick."""
    return archive(entry(name, data, STORED if name == changed else DEFLATED) for name, data in parts.items())


def unpacked(data: bytes) -> dict[str, bytes]:
    """The parts of a sound archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as found:
        return {each.filename: found.read(each) for each in found.infolist()}
