"""Tables added to a TOML file that people write too: their own lines, comments and order stay as they are."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence

from compiler.domain.regex import regex

Value = str | bool | int | dt.date | Sequence[str]
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_CONTROL = regex(r"[\\\"\x00-\x1f\x7f]")


def with_tables(text: str, name: str, tables: Iterable[Mapping[str, Value]]) -> str:
    """The text with tables [[name]] after its last line; what stood in it is not touched, letter for letter.

    Nothing is ever taken out or rewritten: what was decided later stands further down, and counts.
    """
    end = "\r\n" if "\r\n" in text else "\n"
    for table in tables:
        gap = "" if not text else end if text.endswith("\n") else 2 * end
        text += gap + end.join([f"[[{name}]]", *(f"{key} = {_said(value)}" for key, value in table.items())]) + end
    return text


def _said(value: Value) -> str:
    """A value as TOML has it."""
    if isinstance(value, str):
        return f'"{_CONTROL.sub(_escaped, value)}"'
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    return f"[{', '.join(map(_said, value))}]"


def _escaped(found: re.Match[str]) -> str:
    return _ESCAPES.get(found[0]) or f"\\u{ord(found[0]):04x}"
