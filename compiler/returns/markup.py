"""The XML inside a workbook, read by the standard library's parser, with nothing in it that could run away."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NoReturn
from xml.parsers import expat

from compiler.returns.sniff import SAVE_AGAIN, Refused

_ENCODINGS = {"utf-8", "utf8", "utf-16", "us-ascii", "ascii", "iso-8859-1", "utf-16le", "utf-16be"}

_LONGEST_TAG = 1 << 20
"""The parser begins an unfinished tag anew with each piece: left alone, the time would grow with the square."""

Start = Callable[[str, dict[str, str]], Any]
End = Callable[[str, str], Any]


def new_parser(*, namespaces: bool = True) -> expat.XMLParserType:
    """A parser that joins text, and refuses document types and entities.

    With `namespaces` it names elements as 'namespace}name', else as they are written, which is quicker.
    """
    parser = expat.ParserCreate(namespace_separator="}" if namespaces else None)
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.EntityDeclHandler = _refuse_doctype
    parser.XmlDeclHandler = _check_encoding
    return parser


def feed(parser: expat.XMLParserType, pieces: Iterable[bytes], part: str) -> None:
    """Run a part through a parser; raises `Refused` where it is not well-formed."""
    fed = 0
    try:
        for piece in pieces:
            parser.Parse(piece, False)
            fed += len(piece)
            if fed - parser.CurrentByteIndex > _LONGEST_TAG:
                raise Refused(f"it is damaged: {part} holds a tag or a remark of over a million characters", SAVE_AGAIN)
        parser.Parse(b"", True)
    except expat.ExpatError as fault:
        raise Refused(f"it is damaged: {part} is broken at line {fault.lineno}", SAVE_AGAIN) from fault


def walk(pieces: Iterable[bytes], part: str, depth: int, start: Start, end: End | None = None) -> None:
    """Call `start` with each element's name and attributes, and `end` with its name and the text since the last tag.

    Names come without their namespaces; for the small parts, where none can be mistaken. Raises `Refused` for broken
    XML and for elements nested deeper than `depth`.
    """
    parser = new_parser()
    text: list[str] = []
    level = 0

    def on_start(name: str, attributes: dict[str, str]) -> None:
        nonlocal level
        level += 1
        if level > depth:
            refuse_depth(part, depth)
        text.clear()
        start(name.rpartition("}")[2], attributes)

    def on_end(name: str) -> None:
        nonlocal level
        level -= 1
        if end:
            end(name.rpartition("}")[2], "".join(text))
        text.clear()

    parser.StartElementHandler = on_start
    parser.EndElementHandler = on_end
    parser.CharacterDataHandler = text.append
    feed(parser, pieces, part)


def bounded(pieces: Iterable[bytes], text: list[str], part: str, longest: int) -> Iterator[bytes]:
    """The pieces of a part; raises `Refused` when the text gathered for one tag, in `text`, is over `longest`."""
    for piece in pieces:
        yield piece
        if sum(map(len, text)) > longest:
            raise Refused(f"{part} holds a text of over {longest:,} characters", SAVE_AGAIN)


def refuse_depth(part: str, depth: int) -> NoReturn:
    """Raise `Refused` for elements nested too deep."""
    raise Refused(f"it is damaged: {part} nests elements over {depth} deep", SAVE_AGAIN)


def _refuse_doctype(*_: object) -> NoReturn:
    raise Refused("it declares a document type or entities, which no spreadsheet program writes", SAVE_AGAIN)


def _check_encoding(_version: str, encoding: str | None, _standalone: int) -> None:
    if encoding and encoding.lower() not in _ENCODINGS:
        raise Refused(f"it is damaged: its text is in an encoding that workbooks do not have ({encoding})", SAVE_AGAIN)
