"""Mutations of an archive: its entries are sound or are not, its directory tells the truth or lies."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from dataclasses import replace
from random import Random

from tests.fuzz.mutant import Mutant, Promise, some, upto
from tests.fuzz.packing import STORED, Entry, archive, entry

Entries = list[Entry]
Way = Callable[[Entries, Random], None]


def shuffled(entries: Entries, random: Random) -> None:
    """Its parts stand in another order."""
    random.shuffle(entries)


def stored(entries: Entries, random: Random) -> None:
    """Some parts are not packed."""
    for at, each in enumerate(entries):
        if random.random() < 0.5 and each.method != STORED:
            data = zlib.decompress(each.packed, -15)
            entries[at] = replace(each, packed=data, method=STORED)


def with_folders(entries: Entries, random: Random) -> None:
    """It has entries for its folders."""
    entries[upto(random, len(entries)) :] += [Entry(b"xl/", b"", 0, 0, STORED), Entry(b"xl/worksheets/", b"", 0, 0, 0)]


def with_more(entries: Entries, random: Random) -> None:
    """It has a part that nobody knows."""
    name = some(random, ("xl/media/image1.png", "customXml/item1.xml", "..", "xl/ünïcode.xml", "a/../b", "C:\\x"))
    entries.insert(upto(random, len(entries)), entry(name, random.randbytes(50)))


def with_capitals(entries: Entries, random: Random) -> None:
    """The names of its parts are written in other letters, which means nothing."""
    for at, each in enumerate(entries):
        if random.random() < 0.4:
            entries[at] = replace(each, name=each.name.upper() if b"mimetype" not in each.name else each.name)


def with_backslashes(entries: Entries, random: Random) -> None:
    """The names of its parts are written as Windows writes paths."""
    for at, each in enumerate(entries):
        entries[at] = replace(each, name=each.name.replace(b"/", b"\\"))


def with_extras(entries: Entries, random: Random) -> None:
    """Its entries have fields that nobody knows."""
    for at, each in enumerate(entries):
        size = upto(random, 30)
        entries[at] = replace(each, extra=struct.pack("<HH", 0x7075 + upto(random, 9), size) + random.randbytes(size))


_HARMLESS: tuple[Way, ...] = (shuffled, stored, with_folders, with_more, with_capitals, with_backslashes, with_extras)


def without_one(entries: Entries, random: Random) -> None:
    """A part is missing."""
    del entries[upto(random, len(entries))]


def with_twin(entries: Entries, random: Random) -> None:
    """Two parts have one name, and say different things or the same."""
    one = some(random, entries)
    other = some(random, entries)
    twin = replace(other, name=one.name.upper() if random.random() < 0.5 else one.name)
    entries.insert(upto(random, len(entries)), twin)


def exchanged(entries: Entries, random: Random) -> None:
    """Two parts have each other's names."""
    one, other = upto(random, len(entries)), upto(random, len(entries))
    first, second = entries[one], entries[other]
    entries[one], entries[other] = replace(first, name=second.name), replace(second, name=first.name)


def renamed(entries: Entries, random: Random) -> None:
    """A part has a strange name."""
    at = upto(random, len(entries))
    names = (
        b"",
        b"\0",
        b"/",
        b"../../etc/passwd",
        b"\xff\xfe",
        b"x" * 5000,
        b"xl/workbook.xml\0",
        b"word/document.xml",
    )
    entries[at] = replace(entries[at], name=some(random, names))


def lying(entries: Entries, random: Random) -> None:
    """The directory lies about a part."""
    at = upto(random, len(entries))
    one = entries[at]
    number = some(random, (0, 1, one.size - 1, one.size + 1, one.size * 3, 0x7FFFFFFF, 0xFFFFFFFF, 600 << 20))
    lies = (
        replace(one, size=number),
        replace(one, check=one.check ^ 1 << upto(random, 32)),
        replace(one, told=number),
        replace(one, method=some(random, (0, 1, 6, 8, 9, 12, 14, 93, 95, 98, 99))),
        replace(one, flags=one.flags | some(random, (1, 2, 8, 0x20, 0x40, 0x800, 0x2000, 0xFFFF))),
    )
    entries[at] = some(random, lies)


def spoilt(entries: Entries, random: Random) -> None:
    """The packed bytes of a part are not those that were packed."""
    at = upto(random, len(entries))
    one = bytearray(entries[at].packed or b"\0")
    one[upto(random, len(one))] ^= 1 + upto(random, 255)
    if random.random() < 0.3:
        del one[upto(random, len(one)) :]
    entries[at] = replace(entries[at], packed=bytes(one))


def bombed(entries: Entries, random: Random) -> None:
    """A part unpacks to a megabyte of nothing, and the directory tells of it or does not."""
    at = upto(random, len(entries))
    bomb = entry(entries[at].name.decode("utf-8", "replace"), _NOTHING)
    entries[at] = bomb if random.random() < 0.5 else replace(bomb, size=entries[at].size)


def with_zip64(entries: Entries, random: Random) -> None:
    """A part is told of by the long fields of very large archives, truly or not."""
    at = upto(random, len(entries))
    fields = struct.pack("<QQ", entries[at].size + upto(random, 2), len(entries[at].packed))
    extra = struct.pack("<HH", 1, some(random, (0, 8, 16, 24))) + fields
    entries[at] = replace(entries[at], extra=extra, told=0xFFFFFFFF, size=0xFFFFFFFF)


def with_thousands(entries: Entries, random: Random) -> None:
    """It has more parts than any workbook."""
    most = 4100 if random.random() < 0.05 else 100
    entries += [Entry(b"x%d" % number, b"", 0, 0, STORED) for number in range(most)]


_NOTHING = b" " * (1 << 20)
_HARMFUL: tuple[Way, ...] = (
    *(without_one, with_twin, exchanged, renamed, lying, lying, lying, spoilt, spoilt, with_zip64),
    *(without_one, with_twin, exchanged, renamed, lying, lying, lying, spoilt, spoilt, bombed),
    *(without_one, with_twin, exchanged, renamed, lying, lying, lying, spoilt, spoilt, with_zip64),
    *(without_one, with_twin, exchanged, renamed, lying, lying, lying, spoilt, spoilt, with_thousands),
)
_CHANGES_CONTENT = (without_one, exchanged, renamed, with_twin)
"""Ways that take a part away or put another in its place: what no relation asks for may go unseen."""


def mutated(parts: dict[str, bytes], random: Random) -> Mutant:
    """The archive with a harmless change and perhaps a harmful one."""
    entries = [entry(name, data) for name, data in parts.items()]
    ways: list[Way] = [some(random, _HARMLESS)] if random.random() < 0.4 else []
    if not ways or random.random() < 0.4:
        ways.append(some(random, _HARMFUL))
    for way in ways:
        way(entries, random)
    harmless = all(way in _HARMLESS for way in ways)
    comment = random.randbytes(upto(random, 40)).replace(b"PK", b"pk") if random.random() < 0.1 else b""
    before = random.randbytes(upto(random, 40)).replace(b"PK", b"pk") if random.random() < 0.05 else b""
    changes = any(way in _CHANGES_CONTENT for way in ways)
    promise = Promise.NOTHING if changes else Promise.READ if harmless and not before else Promise.SAME
    return Mutant("zip", " ".join(way.__name__ for way in ways), archive(entries, comment, before), promise)
