"""What stands for bytes and words, without what `hashlib` loads: OpenSSL takes 2.5 ms of a start.

Where much is hashed it is worth that: it is two and a half times as fast.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib import import_module
from typing import Any

_WORTH_IT = 200_000
"""Bytes from which on OpenSSL has done in all what it takes to load."""


class _Sha256:
    """Hashes with Python's own code at first, and with the library when much was hashed."""

    def __init__(self) -> None:
        self._hashed = 0

    def __call__(self, data: bytes) -> str:
        return self.pieces((data,), len(data))

    def pieces(self, data: Iterable[bytes], size: int) -> str:
        """The same of bytes that come some at a time, so many in all."""
        self._hashed += size
        places = ("hashlib",) if self._hashed > _WORTH_IT else ("_sha2", "_sha256", "hashlib")
        made = _first(places, "sha256")()
        for piece in data:
            made.update(piece)
        said: str = made.hexdigest()
        return said


sha256_of = _Sha256()
"""The SHA-256 of some bytes, in hexadecimal figures."""


def mark_of(data: bytes) -> str:
    """What stands for some bytes, and for no others, where nobody else asks which hash it is."""
    made: str = _first(("_blake2", "hashlib"), "blake2b")(data, digest_size=32).hexdigest()
    return made


@cache
def _first(places: tuple[str, ...], name: str) -> Any:
    """The function of the first of some modules that this Python has."""
    for place in places[:-1]:
        try:
            return getattr(import_module(place), name)
        except ImportError:
            continue
    return getattr(import_module(places[-1]), name)
