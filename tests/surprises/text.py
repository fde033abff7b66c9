"""Files of plain words: findings, settings, tables for analysis."""

from __future__ import annotations

import json
import re

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


def text_surprises(data: bytes) -> list[str]:
    """What no file of words holds: anything but UTF-8, and characters that do something on a terminal."""
    try:
        words = data.decode("utf-8")
    except UnicodeDecodeError as fault:
        return [f"no UTF-8: {fault.reason}"]
    return [f"a control character: {found!r}" for found in sorted(set(_CONTROL.findall(words)))]


def csv_surprises(data: bytes) -> list[str]:
    """The same of a table."""
    return text_surprises(data.removeprefix(b"\xef\xbb\xbf"))


def json_surprises(data: bytes) -> list[str]:
    """The same of JSON, and what is none as the standard has it, such as NaN or a key that stands twice."""
    found = text_surprises(data)
    try:
        json.loads(data, parse_constant=_refused, object_pairs_hook=_once)
    except ValueError as fault:
        found.append(f"no JSON: {fault}")
    return found


def _refused(constant: str) -> None:
    raise ValueError(f"{constant} is no number of JSON")


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    held = dict(pairs)
    if len(held) != len(pairs):
        raise ValueError("a key stands twice")
    return held
