"""Mutations of a file's bytes, whatever they stand for."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from tests.fuzz.mutant import Mutant, Promise, some, upto

_NUMBERS = (b"\0\0\0\0", b"\xff\xff\xff\xff", b"\xff\xff\xff\x7f", b"\0\0\0\x80", b"\1\0\0\0", b"\0\0\1\0", b"\xfe\xff")
_BEGINNINGS = (
    *(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF-1.7", b"<html>", b"\xff\xfe", b"{\\rtf1", b"PK\5\6" + b"\0" * 18),
    *(b"\x89PNG", b"<?xml version='1.0'?>", b"a,b\n", b"MZ", b"\0" * 40, b"PK\6\6", b"\x1f\x8b"),
)
_SIGNATURES = (b"PK\1\2", b"PK\3\4", b"PK\5\6")


def flipped(data: bytearray, random: Random) -> None:
    """One bit or byte otherwise, up to six times."""
    for _ in range(1 + upto(random, 6)):
        at = upto(random, len(data))
        data[at] = upto(random, 256) if random.random() < 0.5 else data[at] ^ (1 << upto(random, 8))


def numbered(data: bytearray, random: Random) -> None:
    """A number that programs stumble over, near one of the archive's headers."""
    places = [at for mark in _SIGNATURES if (at := data.find(mark, upto(random, len(data)))) >= 0] or [0]
    number = some(random, _NUMBERS)
    at = some(random, places) + upto(random, 46)
    data[at : at + len(number)] = number


def cut(data: bytearray, random: Random) -> None:
    """A piece is gone."""
    at = upto(random, len(data))
    del data[at : at + 1 + upto(random, 1 << upto(random, 12))]


def truncated(data: bytearray, random: Random) -> None:
    """The end is missing."""
    del data[upto(random, len(data)) :]


def doubled(data: bytearray, random: Random) -> None:
    """A piece stands there twice."""
    at = upto(random, len(data))
    piece = bytes(data[at : at + 1 + upto(random, 512)])
    data[at:at] = piece


def put_in(data: bytearray, random: Random) -> None:
    """Foreign bytes stand in between."""
    at = upto(random, len(data))
    data[at:at] = random.randbytes(1 + upto(random, 64))


def zeroed(data: bytearray, random: Random) -> None:
    """A block was never written."""
    at, long = upto(random, len(data)), 1 << upto(random, 12)
    data[at : at + long] = b"\0" * min(long, len(data) - at)


def swapped(data: bytearray, random: Random) -> None:
    """Two blocks have changed places."""
    long = 1 << upto(random, 10)
    one, other = sorted((upto(random, len(data)), upto(random, len(data))))
    first, second = bytes(data[one : one + long]), bytes(data[other : other + long])
    data[other : other + long] = first
    data[one : one + long] = second


def begins_otherwise(data: bytearray, random: Random) -> None:
    """The file begins like another kind of file."""
    start = some(random, _BEGINNINGS)
    data[: len(start) if random.random() < 0.7 else 0] = start


_WAYS: tuple[Callable[[bytearray, Random], None], ...] = (
    *(flipped, flipped, flipped, numbered, numbered, numbered),
    *(cut, truncated, doubled, put_in, zeroed, swapped, begins_otherwise),
)


def mutated(data: bytes, random: Random) -> Mutant:
    """The file with one or two such changes; each part is still held by its checksum, so no cell may change."""
    changed = bytearray(data)
    ways = [some(random, _WAYS) for _ in range(1 + (random.random() < 0.2))]
    for way in ways:
        if changed:
            way(changed, random)
    return Mutant("bytes", " ".join(way.__name__ for way in ways), bytes(changed), Promise.SAME)
