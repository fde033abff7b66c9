"""Cuts a find down to the least that still shows it: `python -m tests.fuzz.minimise FILE…` for files of `tests.fuzz`.

Beside each file lies a text that begins with the find's sign and names the sound file it was made from. The case goes
to `cases/`, with a line in `cases.toml` that says what it was; the tests replay it for ever.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path

from tests.fuzz.mutant import Mutant
from tests.fuzz.packing import packed, unpacked
from tests.fuzz.subjects import Subject, subjects
from tests.fuzz.trial import fed_back, hold, sign_of

CASES = Path(__file__).parent / "cases"
LISTED = CASES / "cases.toml"
_TOKENS = re.compile(rb"<[^>]*>|[^<]+")


def subject_of(name: str) -> Subject:
    """The sound file of a name such as 'base/Actions/Safeguarding.xlsx'."""
    return next(each for each in subjects() if f"{each.town.profile}/{each.title}/{each.name}" == name)


def sign_now(subject: Subject, data: bytes) -> str:
    """The sign of what is wrong with a file today, '' if nothing is."""
    mutant = Mutant("case", "", data)
    try:
        answer = hold(subject, mutant)
        fed_back(subject, mutant, answer)
    except Exception as fault:
        return sign_of(fault)
    return ""


def least(pieces: Sequence[bytes], shows: Callable[[bytes], bool]) -> bytes:
    """The pieces without all those that can be left out, in ever smaller stretches."""
    kept, long = list(pieces), max(len(pieces) // 2, 1)
    while True:
        at = 0
        while at < len(kept):
            fewer = kept[:at] + kept[at + long :]
            if shows(b"".join(fewer)):
                kept = fewer
            else:
                at += long
        if long == 1:
            return b"".join(kept)
        long //= 2


def minimised(subject: Subject, data: bytes, sign: str) -> bytes:
    """The least file that still shows the find."""

    def shows(other: bytes) -> bool:
        return sign_now(subject, other) == sign

    try:
        parts = unpacked(data)
    except Exception:
        return least([data[at : at + 16] for at in range(0, len(data), 16)], shows)
    if not shows(packed(parts)):
        return least([data[at : at + 16] for at in range(0, len(data), 16)], shows)
    for name in list(parts):
        fewer = {other: part for other, part in parts.items() if other != name}
        if shows(packed(fewer)):
            parts = fewer
    for name in parts:
        parts[name] = least(_TOKENS.findall(parts[name]), lambda part, name=name: shows(packed({**parts, name: part})))  # type: ignore[misc]
    return packed(parts)


def add_case(data: bytes, subject: str, what: str) -> str:
    """Keep a case, if it is not there yet; its name."""
    name = f"{sha256(data).hexdigest()[:12]}{Path(subject).suffix}"
    there = tomllib.loads(LISTED.read_text("utf-8")) if LISTED.is_file() else {}
    if name not in there:
        (CASES / name).write_bytes(data)
        with LISTED.open("a", encoding="utf-8") as file:
            file.write(f'["{name}"]\nof = "{subject}"\nwas = "{what.replace(chr(34), chr(39))}"\n\n')
    return name


def main() -> None:
    """Cut down each file named, and keep it."""
    for path in map(Path, sys.argv[1:]):
        sign, _, subject, *_ = path.with_suffix(".txt").read_text("utf-8").split("\n")
        found = subject_of(subject)
        data = path.read_bytes()
        small = minimised(found, data, sign) if sign_now(found, data) == sign else data
        print(f"{path.name}: {len(data):,} bytes, now {len(small):,}: {add_case(small, subject, sign)}")


if __name__ == "__main__":
    main()
