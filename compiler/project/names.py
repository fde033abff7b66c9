"""Names of files and folders made from what people wrote, such as the name of a division: every system takes them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import chain, count
from pathlib import PurePath

from compiler.domain.regex import regex
from compiler.domain.text import clean

_LONGEST, _MOST_BYTES = 80, 200
_NO_NAME = regex(r'[<>:"|?*\x00-\x1f\x7f]')
_PORTS = tuple(f"{port}{at}" for port in ("com", "lpt") for at in (*"123456789", "¹", "²", "³"))
_KEPT = {"con", "prn", "aux", "nul", "conin$", "conout$", *_PORTS}
"""Names that Windows keeps for itself, with whatever ending."""
_PASSED_OVER = regex(r"[0-9a-f]{7,8}", re.IGNORECASE)
"""What Excel calls a file for the moment in which it is saved; no workbook of such a name is read."""


def is_kept(name: str) -> bool:
    """Whether Windows keeps a name for itself, such as 'con' or 'nul.txt', so that no file can have it there."""
    return name.partition(".")[0].rstrip(" ").casefold() in _KEPT


def file_name(words: str, suffix: str = "", kind: str = "file") -> str:
    """The name of a file that is called by these words: 'Care/Health: "Home"?' is 'Care-Health Home'.

    It has no character that a system forbids or nobody sees, does not begin as a file that is passed over, and is cut
    at 80 characters. `kind` stands after a name that cannot stand alone, as in 'con division', and for one of which
    nothing is left.
    """
    spelt = unicodedata.normalize("NFC", clean(words)).replace("/", "-").replace("\\", "-")
    seen = "".join(each for each in _NO_NAME.sub(" ", spelt) if unicodedata.category(each) not in ("Cc", "Cf", "Cs"))
    safe = _cut(" ".join(seen.split()).lstrip(" .~")).rstrip(" .") or kind.capitalize()
    if is_kept(safe) or _PASSED_OVER.fullmatch(safe):
        first, dot, rest = safe.partition(".")
        safe = f"{first.rstrip(' ')} {kind}{dot}{rest}"
    return safe + suffix


def _cut(name: str) -> str:
    """The beginning of a name that is not longer than a file's name may be, in characters or in bytes."""
    return name[:_LONGEST].encode("utf-8")[:_MOST_BYTES].decode("utf-8", "ignore")


def workbook_name(given: str, name: str) -> str:
    """The name of a division's workbook: as its settings give it, without any folder, else its own name."""
    path = PurePath(given.replace("\\", "/"))
    return file_name(path.stem, path.suffix, "division") if path.name else file_name(name, ".xlsx", "division")


def told_apart(names: Iterable[str]) -> Sequence[str]:
    """The names in their order, of which a system that knows no capital letters takes none for another: the second
    'Care.xlsx' is 'Care 2.xlsx'."""
    taken: set[str] = set()
    found: list[str] = []
    for name in names:
        path = PurePath(name)
        more = (f"{path.stem} {number}{path.suffix}" for number in count(2))
        free = next(each for each in chain((name,), more) if each.casefold() not in taken)
        taken.add(free.casefold())
        found.append(free)
    return found
