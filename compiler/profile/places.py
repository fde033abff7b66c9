"""Where in a TOML file each key is set, so that a mistake can be told at its line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from compiler.domain.regex import regex

_TOKEN = regex(
    r'"{3}(?:[^\\]|\\.)*?"{3}|\'{3}.*?\'{3}|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|#[^\n]*|\n|[\[\]{}=,.]|[^\s"\'#\[\]{}=,.]+',
    re.DOTALL,
)
_END = ("", 0)


@lru_cache(maxsize=32)
def key_places(text: str) -> Mapping[str, int]:
    """The line, counted from 1, of every key by its path: 'sheet.actions.column.due.type' also in a table in one line.

    Items of lists are named by their place from 1: 'versions[2].words'. The text is one that can be read as TOML.
    """
    return _Scanner(text).places()


class _Scanner:
    """Goes through the tokens of a file, each with its line."""

    def __init__(self, text: str) -> None:
        self._tokens: list[tuple[str, int]] = []
        line = 1
        for found in _TOKEN.finditer(text):
            token = found[0]
            if not token.startswith("#"):
                self._tokens.append((token, line))
            line += token.count("\n")
        self._at = 0
        self._found: dict[str, int] = {}
        self._counted: dict[str, int] = {}

    def places(self) -> dict[str, int]:
        """Every key with its line."""
        under = ""
        while self._peek() != _END:
            token, line = self._peek()
            if token == "\n":
                self._at += 1
            elif token == "[":
                under = self._header(line)
            elif not self._pair(under):
                break
        return self._found

    def _peek(self) -> tuple[str, int]:
        return self._tokens[self._at] if self._at < len(self._tokens) else _END

    def _take(self) -> tuple[str, int]:
        token = self._peek()
        self._at += 1
        return token

    def _skip_lines(self) -> None:
        while self._peek()[0] == "\n":
            self._at += 1

    def _header(self, line: int) -> str:
        """The path of a table's heading; the nth of several tables under one name is told by its number."""
        brackets = 0
        while self._peek()[0] == "[":
            brackets += 1
            self._at += 1
        path = self._key("", note=False)
        while self._peek()[0] == "]":
            self._at += 1
        if brackets == 2:
            self._counted[path] = self._counted.get(path, 0) + 1
            self._found.setdefault(path, line)
            path = f"{path}[{self._counted[path]}]"
        self._found.setdefault(path, line)
        return path

    def _key(self, under: str, note: bool = True) -> str:
        """The path that a key has under a table; each part of a key with points is noted."""
        path = under
        while True:
            token, line = self._take()
            name = token[1:-1] if token[:1] in ('"', "'") else token
            path = f"{path}.{name}" if path else name
            if note:
                self._found.setdefault(path, line)
            if self._peek()[0] != ".":
                return path
            self._at += 1

    def _pair(self, under: str) -> bool:
        """A key and its value; False where there is none."""
        path = self._key(under)
        if self._take()[0] != "=":
            return False
        self._value(path)
        return True

    def _value(self, path: str) -> None:
        token, _ = self._take()
        if token == "{":
            self._inline(path)
        elif token == "[":
            self._list(path)
        else:
            while self._peek()[0] not in ("\n", ",", "]", "}", ""):
                self._at += 1

    def _inline(self, path: str) -> None:
        """A table in one line, after its opening bracket."""
        while True:
            self._skip_lines()
            token = self._peek()[0]
            if token in ("}", ""):
                self._at += 1
                return
            if token == ",":
                self._at += 1
            elif not self._pair(path):
                return

    def _list(self, path: str) -> None:
        """A list, after its opening bracket."""
        number = 1
        while True:
            self._skip_lines()
            token, line = self._peek()
            if token in ("]", ""):
                self._at += 1
                return
            if token == ",":
                self._at += 1
                number += 1
                continue
            self._found.setdefault(f"{path}[{number}]", line)
            self._value(f"{path}[{number}]")
