"""What is to be written: as bytes, or, where it may be large, in a file of the system's own that nobody else sees."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from compiler.domain.hashes import sha256_of

_IN_MEMORY = 128 * 1024
_PIECE = 64 * 1024


class Stored:
    """The content of a file as it was made: how long it is, its hash, and its bytes some at a time."""

    __slots__ = ("_file", "sha256", "size")

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.size = file.seek(0, 2)
        self.sha256 = sha256_of.pieces(self.pieces(), self.size)

    def pieces(self) -> Iterator[bytes]:
        """The bytes, some at a time."""
        file = self.opened()
        while piece := file.read(_PIECE):
            yield piece

    def opened(self) -> IO[bytes]:
        """The content as a file that is read from its beginning; nobody closes it."""
        self._file.seek(0)
        return self._file


Content = bytes | Stored
"""What a file holds, or is to hold."""


def stored(write: Callable[[IO[bytes]], object]) -> Stored:
    """What is written by this. OSError where the system has no room for it."""
    from tempfile import SpooledTemporaryFile  # 2 ms that a check does not need, which writes nothing

    file = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115  (it lasts as long as what it holds)
    try:
        write(file)
        return Stored(file)
    except BaseException:
        file.close()
        raise


@contextmanager
def lying_at(path: Path) -> Iterator[Stored]:
    """The content of a file that lies there, which must not be replaced meanwhile."""
    with path.open("rb") as file:
        yield Stored(file)


def hash_at(path: Path) -> str:
    """The hash of a file that lies there."""
    with lying_at(path) as found:
        return found.sha256


def sha256(content: Content) -> str:
    """The hash by which a file of ours is known again."""
    return sha256_of(content) if isinstance(content, bytes) else content.sha256


def size_of(content: Content) -> int:
    """How many bytes it is."""
    return len(content) if isinstance(content, bytes) else content.size


def pieces_of(content: Content) -> Iterator[bytes]:
    """The bytes, some at a time."""
    return iter((content,)) if isinstance(content, bytes) else content.pieces()


def whole(content: Content) -> bytes:
    """All of its bytes."""
    return b"".join(pieces_of(content))


def opened(content: Content) -> IO[bytes]:
    """The content as a file to read from, which nobody closes."""
    if not isinstance(content, bytes):
        return content.opened()
    from io import BytesIO

    return BytesIO(content)
