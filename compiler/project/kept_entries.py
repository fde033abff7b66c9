"""The ledger and the decisions, kept as they were read: what reads TOML takes 5 ms to load, and 2 ms for 100 entries.

They are written by people too, so that every mistake in them is placed; what had none is not looked through again.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TypeVar

from compiler.domain.acceptance import Accepted, Ledger, Published, Received
from compiler.domain.decision import Amendment, Approval, Decisions, Settlement, Waiver
from compiler.domain.hashes import mark_of
from compiler.domain.kept import Forms
from compiler.domain.origin import Origin
from compiler.domain.question import Question
from compiler.project.sealed import FOLDER, hashed, read_sealed, write_sealed

_FORMS = Forms(
    Origin, Ledger, Received, Accepted, Published, *(Decisions, Waiver, Settlement, Amendment, Approval, Question)
)
_LARGEST = 3_000_000
"""Bytes of a file of entries; what is larger is none."""
_ASKED: dict[Path, str] = {}
"""What stood for each file when it was asked for and not found: what is read then is of this, if it is still so."""

T = TypeVar("T")


def kept_entries(folder: Path, path: Path, settings: str, kind: type[T]) -> T | None:
    """What a file of entries says, as it was read before; None where it was not, or anything has changed since.

    `settings` stands for the department and the profile that it is read by, '' for what nobody knows.
    """
    mark = _mark(path, settings)
    text = read_sealed(_place(folder, path), mark) if mark else None
    found = _made(text, kind) if text is not None else None
    if found is None:
        _ASKED[path] = mark
    return found


def keep_entries(folder: Path, path: Path, settings: str, entries: Ledger | Decisions) -> None:
    """Keep what was read of a file that was not kept, if the file is still what it was before it was read."""
    asked = _ASKED.pop(path, "")
    if not asked or asked != _mark(path, settings):
        return
    try:
        text = json.dumps(_FORMS.plain(entries), ensure_ascii=False, separators=(",", ":"))
    except (KeyError, TypeError):
        return
    if _made(text, type(entries)) == entries:
        write_sealed(_place(folder, path), asked, text)


def _made(text: str, kind: type[T]) -> T | None:
    try:
        found = _FORMS.made(json.loads(text))
    except (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError):
        return None
    return found if isinstance(found, kind) else None


def _mark(path: Path, settings: str) -> str:
    """What stands for a file and all that it is read by; '' where that is not known."""
    try:
        with path.open("rb", buffering=0) as file:
            data = file.read(_LARGEST + 1)
    except OSError:
        return ""
    return hashed("entries", settings, path.name, mark_of(data)) if settings and len(data) <= _LARGEST else ""


def _place(folder: Path, path: Path) -> Path:
    return folder / FOLDER / f"{path.stem}-{hashed(str(path.relative_to(folder)))[:24]}.json"
