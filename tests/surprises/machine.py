"""What only this machine knows: folders, users, its name, temporary files."""

from __future__ import annotations

import getpass
import platform
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

_ROOTS = rb"file:/|[A-Za-z]:[\\/](?![\\/])|\\\\[A-Za-z]|/(?:home|Users|tmp|var|root|mnt|private)/"
_ATTRIBUTE = re.compile(rb"""="(?:[^"]*?[ ;'])?((?:""" + _ROOTS + rb""")[^"]{0,80})""")
_TEMPORARY = re.compile(rb"\.part-|\.compile-lock|tmp[a-z0-9_]{8}\b")


def this_machine(*folders: Path) -> tuple[str, ...]:
    """Words that tell of this machine: these folders, those of the user and the program, and the machine's name."""
    home, program, temporary = Path.home(), Path(__file__).parents[2], Path(tempfile.gettempdir())
    told = [str(each) for each in (*folders, home, program, temporary) if len(each.parts) > 1]
    users = [getpass.getuser(), platform.node()]
    return tuple(dict.fromkeys([*told, *(each for each in users if len(each) > 6)]))


def machine_surprises(parts: Mapping[str, bytes], machine: Sequence[str]) -> Iterator[str]:
    """Folders and names of this machine anywhere in the parts of a file, and any folder at all in an attribute."""
    for name, data in parts.items():
        for words in machine:
            if words.encode() in data or words.encode("utf-16-le") in data:
                yield f"{name}: tells of this machine: {words}"
        for found in _TEMPORARY.findall(data):
            yield f"{name}: the name of a temporary file: {found.decode()}"
        if name.endswith((".xml", ".rels", ".vml")):
            for found in _ATTRIBUTE.findall(data):
                yield f"{name}: a path in an attribute: {found.decode('utf-8', 'replace')}"
