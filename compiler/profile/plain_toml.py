"""Settings as they are usually written, read five times as soon as by the standard library, which is not even loaded.

A text is taken only if all of it is plain: tables under headers of bare names (the last may be in quotes), keys with
text in plain quotes, whole numbers, true, false, days, lists, and tables in one line. Whatever is otherwise, or wrong,
is left to the standard library, so that nothing is read in another way. The 98 kB of settings of a quarter: 15 → 4 ms,
and 4 that the standard library takes to be loaded.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from compiler.domain.regex import regex

_CONTROL = r"\x00-\x08\x0a-\x1f\x7f"
_NAME = "[A-Za-z0-9_-]"
_PATH = rf'{_NAME}++(?:\.{_NAME}++)*+(?:\."[^"\\{_CONTROL}]*+")?+'
_TOKENS = regex(
    rf"[ \t]*+(?:\#[^{_CONTROL}]*+)?+"
    rf'(^\[{_PATH}\]|^\[\[{_PATH}\]\]|"[^"\\{_CONTROL}]*+"(?!")|{_NAME}++|[\[\]{{}}=,]|[^ \t])',
    8,  # re.MULTILINE
)
"""A header, a text in its quotes, a bare word, a sign, the end of a line, or whatever is not plain."""
_DAY = regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NUMBER = regex(r"0|[1-9][0-9]{0,17}")
_BARE = regex(rf"{_NAME}++")
_END = "\n"


class Unusual(Exception):
    """The text is not plain all through."""


def plain_toml(text: str) -> dict[str, Any]:
    """The tables of a plain text of settings; raises `Unusual` for any other."""
    tokens = iter(_TOKENS.findall(text.replace("\r\n", _END) + _END))
    tables = _Tables()
    try:
        for token in tokens:
            if token == _END:
                continue
            if len(token) > 2 and token[0] == "[":
                tables.begin(token)
            else:
                _set(tables.now, token, tokens)
            if next(tokens) != _END:
                raise Unusual
    except (StopIteration, RecursionError, ValueError):
        raise Unusual from None
    return tables.whole


class _Tables:
    """The tables of a text, and the one that its keys go to; headers alone may add to what headers made."""

    def __init__(self) -> None:
        self.whole: dict[str, Any] = {}
        self.now = self.whole
        self._headed: dict[int, Any] = {id(self.whole): self.whole}
        self._begun: set[str] = set()

    def begin(self, header: str) -> None:
        """Turn to the table of a header."""
        listed = header[1] == "["
        bare, quoted, words = (header[2:-2] if listed else header[1:-1]).partition('."')
        *above, last = [*bare.split("."), words[:-1]] if quoted else bare.split(".")
        table = self.whole
        for name in above:
            table = self._below(table, name)
        if listed:
            self.now = self._added(table, last)
        else:
            self.now = self._below(table, last)
            if header in self._begun:
                raise Unusual
            self._begun.add(header)

    def _below(self, table: dict[str, Any], name: str) -> dict[str, Any]:
        found = table.get(name)
        if found is None:
            found = table[name] = {}
            self._headed[id(found)] = found
        elif id(found) not in self._headed or type(found) is not dict:
            raise Unusual
        return found

    def _added(self, table: dict[str, Any], name: str) -> dict[str, Any]:
        found = table.get(name)
        if found is None:
            found = table[name] = []
            self._headed[id(found)] = found
        elif id(found) not in self._headed or type(found) is not list:
            raise Unusual
        found.append({})
        added: dict[str, Any] = found[-1]
        return added


def _set(table: dict[str, Any], key: str, tokens: Iterator[str]) -> None:
    """Set a key of a table to the value that follows."""
    name = key[1:-1] if key[0] == '"' and len(key) > 1 else key
    if name is key and not _BARE.fullmatch(key):
        raise Unusual
    if name in table or next(tokens) != "=":
        raise Unusual
    table[name] = _value(next(tokens), tokens)


def _value(token: str, tokens: Iterator[str]) -> Any:
    """The value that begins with a token."""
    if token[0] == '"' and len(token) > 1:
        return token[1:-1]
    if token == "[":
        return _list(tokens)
    if token == "{":
        return _table(tokens)
    if token in ("true", "false"):
        return token == "true"
    if _NUMBER.fullmatch(token):
        return int(token)
    if _DAY.fullmatch(token):
        return dt.date.fromisoformat(token)
    raise Unusual


def _list(tokens: Iterator[str]) -> list[Any]:
    """What stands in square brackets, in one line or in several."""
    found: list[Any] = []
    token = _after_ends(tokens)
    while token != "]":
        found.append(_value(token, tokens))
        token = _after_ends(tokens)
        if token == ",":
            token = _after_ends(tokens)
        elif token != "]":
            raise Unusual
    return found


def _after_ends(tokens: Iterator[str]) -> str:
    """The next token that is not the end of a line."""
    token = next(tokens)
    while token == _END:
        token = next(tokens)
    return token


def _table(tokens: Iterator[str]) -> dict[str, Any]:
    """What stands in curly brackets, all in one line."""
    found: dict[str, Any] = {}
    token = next(tokens)
    while token != "}":
        _set(found, token, tokens)
        token = next(tokens)
        if token == ",":
            token = next(tokens)
            if token == "}":
                raise Unusual
        elif token != "}":
            raise Unusual
    return found
