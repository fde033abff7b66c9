"""Settings files, which people write by hand, read within bounds: whatever is wrong with one is told as one mistake."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

LARGEST = 3_000_000
"""Bytes; a ledger of two thousand divisions has half as many, and it is read in three seconds."""


def read_toml(text: str) -> dict[str, Any]:
    """The tables of a text; raises `tomllib.TOMLDecodeError`, with the reason in words, for all that is wrong."""
    if len(text) > LARGEST:
        raise tomllib.TOMLDecodeError("it is far longer than any file of settings")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        raise
    except RecursionError:
        raise tomllib.TOMLDecodeError("its lists and tables stand within each other far too deep") from None
    except ValueError:
        raise tomllib.TOMLDecodeError("a number or a day in it is none that can be") from None


def settings_text(path: Path) -> str:
    """The text of a file of settings; raises `tomllib.TOMLDecodeError` for one that is too large or not in UTF-8."""
    if path.stat().st_size > LARGEST:
        raise tomllib.TOMLDecodeError("it is far longer than any file of settings")
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise tomllib.TOMLDecodeError("it is not saved as plain text in UTF-8") from None


def is_there(path: Path) -> bool:
    """Whether a file that settings name is there; a name that no file can have is of none."""
    try:
        return path.is_file()
    except OSError:
        return False
