"""The facts of a report as they lie in a folder's state, each on lines of its own: gone through, and never held.

A report with every row in it has fifty thousand of them, which take 34 MB as lists.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from json.decoder import scanstring  # type: ignore[attr-defined]  # known to Python for long, not to type checkers
from json.encoder import encode_basestring
from pathlib import Path
from typing import IO

from compiler.domain.frozen import dataclass

BEGIN, _END = b'"facts": [\n', b"]"
"""The lines between which they stand."""
_OPEN, _CLOSED = b"[\n", (b"],\n", b"]\n")


class NotInLines(ValueError):
    """A state was not written as it is now, or is damaged."""


@dataclass(frozen=True, slots=True)
class KeptFacts:
    """The facts in the state of a folder, read anew each time; to be gone through before another state lies there."""

    path: Path

    def __iter__(self) -> Iterator[Sequence[str]]:
        with self.path.open("rb") as file:
            for line in file:
                if line == BEGIN:
                    break
            yield from _facts_in(file)


def without_facts(path: Path) -> tuple[str, bool]:
    """The state in a file with null in place of its facts, and whether it has any; each fact is seen to be whole.

    Raises ValueError where they do not stand in lines, OSError where the file cannot be read.
    """
    with path.open("rb") as file:
        head = list(takewhile(lambda line: line != BEGIN, file))
        text = b"".join(head)
        if not text.rstrip().endswith(b"}"):
            for _ in _facts_in(file):
                pass
            return (text + b'"facts": null' + file.read()).decode("utf-8"), True
    return text.decode("utf-8"), False


def _facts_in(file: IO[bytes]) -> Iterator[Sequence[str]]:
    """Each fact behind the first line: its key, and what it says."""
    closed = b"],\n"
    while closed == b"],\n":
        opened, key, said, closed = (file.readline() for _ in range(4))
        if opened != _OPEN or closed not in _CLOSED:
            raise NotInLines
        yield [_word(key, ",\n"), _word(said, "\n")]
    if file.read(1) != _END:
        raise NotInLines


def _word(line: bytes, behind: str) -> str:
    text = line.decode("utf-8")
    word: str
    word, end = scanstring(text, 1)
    if text[0] != '"' or text[end:] != behind:
        raise NotInLines
    return word


def in_lines(facts: Iterable[Sequence[str]]) -> Iterator[str]:
    """The facts as JSON with each word on a line of its own, for which the standard library takes six times as long."""
    begin = "[\n"
    for fact in facts:
        said = ",\n".join(map(encode_basestring, fact))
        yield f"{begin}[\n{said}\n]"
        begin = ",\n"
    yield "[]" if begin == "[\n" else "\n]"
