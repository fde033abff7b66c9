"""The outline of a PDF that LibreOffice made: each bookmark's title and page, read without a PDF library."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from compiler.domain.frozen import dataclass

_OBJECT = re.compile(rb"(?:^|[\r\n\s])(\d+) 0 obj\b(.*?)\bendobj", re.DOTALL)
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\n?endstream", re.DOTALL)
_TITLE = re.compile(rb"/Title\s*<([0-9A-Fa-f\s]*)>")
_MOST = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Bookmark:
    """One bookmark of a PDF: its title and the page that it leads to, counted from 1."""

    title: str
    page: int


@dataclass(frozen=True, slots=True)
class Outline:
    """How many pages a PDF has, and its bookmarks in reading order."""

    pages: int
    bookmarks: tuple[Bookmark, ...]


def read_outline(pdf: bytes) -> Outline:
    """The pages and bookmarks of a PDF; both empty if it is not one that can be read this way."""
    objects = dict(objects_in(pdf))
    catalogue = next((body for body in objects.values() if re.search(rb"/Type\s*/Catalog\b", body)), b"")
    pages = {page: number for number, page in enumerate(_pages(objects, reference_to(catalogue, b"Pages")), 1)}
    first = reference_to(objects.get(reference_to(catalogue, b"Outlines"), b""), b"First")
    return Outline(len(pages), tuple(_bookmarks(objects, first, pages)))


def objects_in(pdf: bytes) -> Iterator[tuple[int, bytes]]:
    """The objects of a PDF by their numbers, without their streams, also those in compressed ones."""
    for found in _OBJECT.finditer(pdf):
        body = found[2]
        if re.search(rb"/Type\s*/ObjStm\b", body[:400]):
            yield from _packed(body)
        else:
            yield int(found[1]), body.split(b"stream", 1)[0]


def _packed(body: bytes) -> Iterator[tuple[int, bytes]]:
    """The objects of a compressed object stream, which newer writers use."""
    stream, first = _STREAM.search(body), re.search(rb"/First\s+(\d+)", body)
    if not stream or not first:
        return
    try:
        data = zlib.decompressobj().decompress(stream[1], _MOST)
    except zlib.error:
        return
    start = int(first[1])
    numbers = [int(each) for each in data[:start].split()]
    places = [start + offset for offset in numbers[1::2]]
    for number, begin, end in zip(numbers[::2], places, [*places[1:], len(data)], strict=False):
        yield number, data[begin:end]


def reference_to(body: bytes, key: bytes) -> int:
    """The number of the object that a key of another leads to; 0 if it leads to none."""
    found = re.search(rb"/" + key + rb"\s+(\d+)\s+0\s+R", body)
    return int(found[1]) if found else 0


def _pages(objects: dict[int, bytes], root: int) -> Iterator[int]:
    waiting, seen = [root], set()
    while waiting:
        number = waiting.pop(0)
        if number in seen:
            continue
        seen.add(number)
        kids = re.search(rb"/Kids\s*\[([^\]]*)\]", objects.get(number, b""))
        if kids:
            waiting[:0] = [int(each) for each in re.findall(rb"(\d+)\s+0\s+R", kids[1])]
        elif number in objects:
            yield number


def _bookmarks(objects: dict[int, bytes], first: int, pages: dict[int, int]) -> Iterator[Bookmark]:
    waiting, seen = [first], {0}
    while waiting:
        number = waiting.pop()
        if number in seen or number not in objects:
            continue
        seen.add(number)
        body = objects[number]
        title, target = _TITLE.search(body), re.search(rb"/(?:Dest|D)\s*\[\s*(\d+)\s+0\s+R", body)
        if title and target:
            words = bytes.fromhex(b"".join(title[1].split()).decode()).decode("utf-16", "replace")
            yield Bookmark(words, pages.get(int(target[1]), 0))
        waiting += [reference_to(body, b"Next"), reference_to(body, b"First")]
