"""The comments on cells: new ones, or more of them beside those that a sheet has already."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape

from compiler.domain.origin import column_letters, read_cell
from compiler.render.feedback.parts import XML
from compiler.render.feedback.splice import Edit, Element, appended, ascii_bytes, outline, spliced, words_of

AUTHOR = "What to put right"
_BEGIN = f"{AUTHOR}:"
_TAG = re.compile(rb"<[^>]*>")
Place = tuple[int, int]


def new_notes(space: str, notes: Mapping[Place, str]) -> bytes:
    """A part of comments alone, by row and column."""
    authors = f"<authors><author>{AUTHOR}</author></authors>"
    empty = f'{XML}<comments xmlns="{space}">{authors}<commentList></commentList></comments>'.encode()
    root = outline(empty, 2)
    listed = root.child("commentList")
    return spliced(empty, [appended(empty, listed, _notes("", 0, notes))]) if listed else empty


def more_notes(data: bytes, notes: Mapping[Place, str]) -> bytes:
    """A sheet's own comments with ours behind them; on a cell that has one of theirs, ours follows in it."""
    root = outline(data, 4)
    authors, listed = root.child("authors"), root.child("commentList")
    if authors is None or listed is None:
        return data
    theirs = {place: comment for comment in listed.all("comment") if (place := _place(comment))}
    edits = [appended(data, authors, f"<{root.prefix}author>{AUTHOR}</{root.prefix}author>")]
    for place in notes.keys() & theirs.keys():
        edits += _followed(data, theirs[place], notes[place])
    free = {place: words for place, words in notes.items() if place not in theirs}
    if free:
        edits.append(appended(data, listed, _notes(root.prefix, len(authors.children), free)))
    return spliced(data, edits)


def without_ours(data: bytes) -> tuple[bytes, frozenset[Place]]:
    """A sheet's comments without those of an earlier check, and the cells that then have none.

    Ours are known by how they begin: a program that saves a workbook again may drop the names of authors.
    """
    edits: list[Edit] = []
    freed = set()
    for comment in outline(data, 4).grandchildren("commentList", "comment"):
        place, text = _place(comment), comment.child("text")
        if text and place and _words(data, text).lstrip().startswith(_BEGIN):
            edits.append((comment.start, comment.end, b""))
            freed.add(place)
        else:
            edits += _tail(data, comment)
    return spliced(data, edits), frozenset(freed)


def places_of(data: bytes) -> frozenset[Place]:
    """The cells that have a comment."""
    return frozenset(
        place for each in outline(data, 2).grandchildren("commentList", "comment") if (place := _place(each))
    )


def _tail(data: bytes, comment: Element) -> Iterator[Edit]:
    """What takes out the words that an earlier check put behind theirs."""
    runs = comment.grandchildren("text", "r")
    ours = next((run for run in runs if _words(data, run).strip() == _BEGIN), None)
    if ours is not None:
        yield ours.start, runs[-1].end, b""


def _place(comment: Element) -> Place | None:
    try:
        return read_cell(comment.attributes.get("ref", ""))
    except ValueError:
        return None


def _words(data: bytes, element: Element) -> str:
    return unescape(_TAG.sub(b"", data[element.start : element.end]).decode("utf-8", "replace"))


def _notes(prefix: str, author: int, notes: Mapping[Place, str]) -> str:
    return "".join(
        f'<{prefix}comment ref="{column_letters(column)}{row}" authorId="{author}">'
        f"<{prefix}text>{_runs(prefix, words)}</{prefix}text></{prefix}comment>"
        for (row, column), words in notes.items()
    )


def _runs(p: str, words: str, before: str = "") -> str:
    """Our name in bold, and the words."""
    size = f'<{p}sz val="9"/><{p}rFont val="Tahoma"/><{p}family val="2"/>'
    named = f'<{p}r><{p}rPr><{p}b/>{size}</{p}rPr><{p}t xml:space="preserve">{before}{_BEGIN}</{p}t></{p}r>'
    said = f'<{p}r><{p}rPr>{size}</{p}rPr><{p}t xml:space="preserve">\n{words_of(words)}</{p}t></{p}r>'
    return named + said


def _followed(data: bytes, comment: Element, words: str) -> Iterator[Edit]:
    """What puts our words behind theirs; plain words of theirs are made a run, as a run can only follow runs."""
    text = comment.child("text")
    if text is None:
        return
    plain = text.child("t")
    if plain is not None:
        run = f"{text.prefix}r"
        yield plain.start, plain.start, f"<{run}>".encode("ascii")
        yield plain.end, plain.end, ascii_bytes(f"</{run}>{_runs(text.prefix, words, chr(10) * 2)}")
    else:
        runs = list(text.all("r"))
        after = runs[-1].end if runs else text.inside
        yield after, after, ascii_bytes(_runs(text.prefix, words, "\n\n" if runs else ""))
