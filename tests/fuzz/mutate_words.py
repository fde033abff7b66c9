"""Mutations of a settings file, which people write by hand."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from tests.fuzz.mutant import Mutant, some, upto

_VALUES = (
    *('""', "0", "-1", "1e400", "true", "[]", "{}", "[[]]", "2008-06-30", "2008-06-30T10:00:00", "nan",
      "inf", '"x"', "'''"),
    *('"2008-09"', '"Q1"', '"Q9"', '"../../x"', "[1, 2]", '["a", 1]', "{ a = 1 }", '"' + "x" * 3000 + '"',
      "9" * 400, "9" * 5000, "0x"),
    *('"\\u0000"', '"\\ud800"', '"\\n"', '"=1+1"', "12:00:00", "[" * 300 + "]" * 300, "[" * 5000, '"\U0001f600"', "07"),
)  # fmt: skip
_LINES = (
    *("[[x]]", "[x]", "x = 1", "[a.b.c]", "[[divisions]]", "= 1", "a.b = 1", "a = 1\na = 2", "# \0",
      "\ufeff", "[", "]]"),
    *('"" = 1', "a = {b = {c = {d = 1}}}", "\x1b[31m", ".".join("a" * 500) + " = 1", "[[conflicts]]\n[[conflicts]]"),
)  # fmt: skip


def _line_gone(lines: list[str], random: Random) -> None:
    at = upto(random, len(lines))
    del lines[at : at + 1 + upto(random, 2)]


def _line_twice(lines: list[str], random: Random) -> None:
    at = upto(random, len(lines))
    lines[at:at] = lines[at : at + 1 + upto(random, 3)]


def _line_put_in(lines: list[str], random: Random) -> None:
    lines.insert(upto(random, len(lines)), some(random, _LINES))


def _other_value(lines: list[str], random: Random) -> None:
    places = [at for at, line in enumerate(lines) if "=" in line]
    if places:
        at = some(random, places)
        lines[at] = lines[at].partition("=")[0] + "= " + some(random, _VALUES)


def _other_letters(lines: list[str], random: Random) -> None:
    at = upto(random, len(lines))
    if lines:
        words = re.split(r"(\W)", lines[at])
        words[upto(random, len(words))] = some(random, ("", "x", "=", '"', "[", "é", "\t", "1"))
        lines[at] = "".join(words)


_WAYS: tuple[Callable[[list[str], Random], None], ...] = (
    *(_line_gone, _line_twice, _line_put_in, _other_value, _other_value, _other_value, _other_letters),
)


def mutated(name: str, text: str, random: Random) -> Mutant:
    """The file with a few lines otherwise; now and then its bytes are no text at all."""
    lines = text.split("\n")
    for _ in range(1 + upto(random, 3)):
        some(random, _WAYS)(lines, random)
    data = bytearray("\n".join(lines).encode("utf-8", "surrogatepass"))
    if data and random.random() < 0.1:
        data[upto(random, len(data))] = upto(random, 256)
    return Mutant("words", name, bytes(data))
