"""Which files another program has open just now, as the file that it lays beside each of them says."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

_WORD = (".docx", ".docm", ".doc", ".odt")


def open_in(path: Path) -> str:
    """The program that has a file open, and the file of its own beside it by which it says so; '' for none.

    Excel and Word write '~$' before the name, Word in place of its first two letters; LibreOffice '.~lock.name#'.
    """
    word = path.suffix.lower() in _WORD
    locks = {f"~${path.name}": "Word" if word else "Excel", f".~lock.{path.name}#": "LibreOffice"}
    locks |= {f"~${path.name[2:]}": "Word"} if word else {}
    there = (f"{program} ('{lock}' says so)" for lock, program in locks.items() if path.with_name(lock).exists())
    return next(there, "")


def still_open(paths: Iterable[Path]) -> tuple[str, ...]:
    """A sentence for each file that somebody may still be writing in: only what was saved of it can be read."""
    found = ((path, open_in(path)) for path in paths)
    return tuple(
        f"'{path.name}' is open in {program}: what was saved last is read." for path, program in found if program
    )
