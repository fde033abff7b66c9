"""Settings files, which people write by hand, read within bounds: whatever is wrong with one is told as one mistake."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from compiler.profile.plain_toml import Unusual, plain_toml

LARGEST = 3_000_000
"""Bytes; a ledger of two thousand divisions has half as many, and it is read in three seconds."""


class NotToml(ValueError):
    """A text that cannot be read as TOML: the message says why."""


def read_toml(text: str) -> dict[str, Any]:
    """The tables of a text; raises `NotToml`, with the reason in words, for all that is wrong."""
    if len(text) > LARGEST:
        raise NotToml("it is far longer than any file of settings")
    try:
        return plain_toml(text)
    except Unusual:
        return _by_standard(text)


def _by_standard(text: str) -> dict[str, Any]:
    import tomllib  # with what it loads itself it takes 4 ms

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise NotToml(str(fault)) from None
    except RecursionError:
        raise NotToml("its lists and tables stand within each other far too deep") from None
    except ValueError:
        raise NotToml("a number or a day in it is none that can be") from None


def settings_text(path: Path) -> str:
    """The text of a file of settings; raises `NotToml` for one that is too large or not in UTF-8."""
    if path.stat().st_size > LARGEST:
        raise NotToml("it is far longer than any file of settings")
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise NotToml("it is not saved as plain text in UTF-8") from None


def is_there(path: Path) -> bool:
    """Whether a file that settings name is there; a name that no file can have is of none."""
    try:
        return path.is_file()
    except OSError:
        return False
