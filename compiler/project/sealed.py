"""Texts kept in the folder's `.compile/`, each under a seal that says what it was made of and that it is whole.

The mark of a text stands for all that it depends on. Deleting any changes nothing; where none can be written, none is
kept.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from zlib import crc32

from compiler.domain.hashes import mark_of

FOLDER = ".compile"
_COMPILED = "__pycache__"
_PROGRAM = Path(__file__).resolve().parents[1]
_READ_BY = ("domain", "ledger", "profile", "returns", "rules")
"""The rooms of the program on which it depends what is read from a file, and how its texts are compared."""


def hashed(*words: str) -> str:
    """What stands for these words, and for no others."""
    return mark_of("\x1f".join(words).encode("utf-8", "surrogatepass"))


def read_sealed(path: Path, mark: str) -> str | None:
    """The text that is kept in a file, if it has that mark and is whole."""
    try:
        seal, _, kept = path.read_bytes().partition(b"\n")
        return kept.decode("utf-8") if seal == _seal(mark, kept) else None
    except (OSError, UnicodeDecodeError):
        return None


def write_sealed(path: Path, mark: str, text: str) -> None:
    """Keep a text so that nobody ever sees half of it; a folder that cannot be written keeps nothing."""
    part = path.with_suffix(f".{os.getpid()}.part")
    with contextlib.suppress(OSError, UnicodeEncodeError):
        path.parent.mkdir(exist_ok=True)
        for left in path.parent.glob(f"{path.stem}.*.part"):
            left.unlink(missing_ok=True)
        try:
            kept = text.encode("utf-8")
            part.write_bytes(_seal(mark, kept) + b"\n" + kept)
            part.replace(path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise


def _seal(mark: str, kept: bytes) -> bytes:
    """What says of which mark a text is, and that it is whole: five times as soon told as by a hash of it all."""
    return f"{mark} {len(kept)} {crc32(kept):08x}".encode("utf-8", "surrogatepass")


@lru_cache(maxsize=1)
def program() -> str:
    """What tells one state of the program from another: its own files that have to do with reading, and the Python."""
    return hashed(sys.version, *sorted(each for room in _READ_BY for each in states(_PROGRAM / room, ".py")))


def states(folder: Path, ending: str = "") -> Iterator[str]:
    """The files of a folder of the program's own that end so, each with its size and when it was last written."""
    for each in files_in(folder):
        if each.name.endswith(ending):
            about = each.stat()
            yield f"{each.path} {about.st_size} {about.st_mtime_ns}"


def files_in(folder: Path | str) -> Iterator[os.DirEntry[str]]:
    """Every file of a folder and of those in it, but what Python compiles for itself."""
    with os.scandir(folder) as there:
        for each in there:
            if not each.is_dir():
                yield each
            elif each.name != _COMPILED:
                yield from files_in(each.path)
