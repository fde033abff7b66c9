"""Every key that a profile may have, in words, made from the model itself: fields, types, defaults and docstrings."""

from __future__ import annotations

import dataclasses
import inspect
import types
from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints, is_typeddict

from compiler.domain.frozen import dataclass
from compiler.domain.regex import regex
from compiler.profile.file_model import ProfileFile
from compiler.profile.shape import is_keyed

ANY = "KEY"
"""Stands in a path for a key that the profile chooses itself."""

_SENTENCES = regex(r"(?<=[.])\s+(?=[A-Z`])|(?<=;)\s+(?=`)")


@dataclass(frozen=True, slots=True)
class Key:
    """One key: its name, what may stand there, what holds without it ('' where it is needed), and what it is for."""

    name: str
    type: str
    default: str
    needed: bool
    words: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a profile: its path ('sheet.KEY.column.KEY', '' for the top of the file), what it is, its keys."""

    path: str
    about: str
    keys: tuple[Key, ...]
    several: bool = False

    @property
    def heading(self) -> str:
        """The table's heading as it is written in the file."""
        return f"[[{self.path}]]" if self.several else f"[{self.path}]" if self.path else "profile.toml"


def described() -> tuple[Table, ...]:
    """Every table that may stand in a `profile.toml`, the file itself first."""
    return tuple(_tables(ProfileFile, ""))


def _tables(kind: Any, path: str, several: bool = False) -> Iterator[Table]:
    hints = {name: hint for name, hint in get_type_hints(kind).items() if name != "key"}
    fields = {} if is_typeddict(kind) else {field.name: field for field in dataclasses.fields(kind)}
    said = _sentences(kind)
    keys = tuple(_key(name, hint, fields.get(name), said, path) for name, hint in hints.items())
    yield Table(path, _about(kind, said), keys, several)
    for name, hint in hints.items():
        under = f"{path}.{name}" if path else name
        yield from _within(hint, under)


def _within(hint: Any, path: str) -> Iterator[Table]:
    """The tables below a key."""
    inner = _held(hint)
    if is_typeddict(hint) or dataclasses.is_dataclass(hint):
        yield from _tables(hint, path)
    elif inner is not None and is_keyed(hint):
        yield from _tables(inner, f"{path.removesuffix('s')}.{ANY}")
    elif inner is not None:
        several = get_origin(hint) is tuple
        yield from _tables(inner, path if several else f"{path}.{ANY}", several)


def _held(hint: Any) -> Any:
    """The dataclass that a list or table of them holds; None for anything else."""
    held = get_args(hint)[-1 if get_origin(hint) is not tuple else 0] if get_args(hint) else None
    return held if isinstance(held, type) and dataclasses.is_dataclass(held) else None


def _key(name: str, hint: Any, field: Any, said: tuple[str, ...], path: str) -> Key:
    default, needed = _default(field)
    under = f"{path}.{name}" if path else name
    words = " ".join(sentence for sentence in said if f"`{name}`" in sentence)
    return Key(name, _said(hint, under), default, needed, words)


def _default(field: Any) -> tuple[str, bool]:
    if field is None:
        return "", False
    if field.default_factory is not dataclasses.MISSING:
        return "", False
    if field.default is dataclasses.MISSING:
        return "", True
    return _written(field.default), False


def _written(value: Any) -> str:
    """A default as it is written in the file; '' where it says nothing."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return f"[{', '.join(map(_written, value))}]" if value else ""
    if isinstance(value, Enum):
        return f'"{value.value}"'
    return (f'"{value}"' if value else "") if isinstance(value, str) else "" if value is None else str(value)


_NOTHING = '""'
_PLAIN = {str: "text", int: "whole number", bool: "true or false"}


def _said(hint: Any, path: str) -> str:
    """What may stand under a key, in words."""
    origin, inner = get_origin(hint), get_args(hint)
    if is_typeddict(hint) or dataclasses.is_dataclass(hint):
        return f"table [{path}]"
    if origin is Literal:
        return f"one of {', '.join(_written(each) or _NOTHING for each in inner)}"
    if isinstance(hint, type) and issubclass(hint, Enum):
        return f"one of {', '.join(_written(each) for each in hint)}"
    if origin in (Union, types.UnionType):
        return _said(next(each for each in inner if each is not type(None)), path)
    if origin is tuple:
        return _list_of(hint, inner[0], path)
    if origin is not None and issubclass(origin, Mapping):
        return _table_of(inner[1], path)
    return _PLAIN.get(hint, "text or table")


def _list_of(hint: Any, inner: Any, path: str) -> str:
    if is_keyed(hint):
        return f"list of the keys of [{path.removesuffix('s')}.{ANY}]"
    if dataclasses.is_dataclass(inner):
        return f"tables [[{path}]]"
    words = _said(inner, path)
    return f"list of {words}" if words in ("text", "whole number") else f"list, each {words}"


def _table_of(inner: Any, path: str) -> str:
    if dataclasses.is_dataclass(inner):
        return f"tables [{path}.{ANY}]"
    return f"table of keys, each {_said(inner, path)}"


def _sentences(kind: Any) -> tuple[str, ...]:
    """The sentences of a docstring, each on one line."""
    paragraphs = inspect.cleandoc(kind.__doc__ or "").split("\n\n")
    return tuple(each for words in paragraphs for each in _SENTENCES.split(" ".join(words.split())))


def _about(kind: Any, said: tuple[str, ...]) -> str:
    """What a table is, as its docstring begins."""
    first = " ".join(inspect.cleandoc(kind.__doc__ or "").split("\n\n")[0].split())
    return first if "`" not in first else said[0]


def chosen(tables: tuple[Table, ...], asked: str) -> tuple[Table, ...]:
    """The tables and keys that a path means; () where there are none.

    'sheet.actions.column.due.need' means one key, 'column' the table of columns, 'need' every key of that name.
    """
    parts = tuple(asked.strip("[] ").split("."))
    whole = tuple(found for table in tables if (found := _narrowed(table, parts, exact=True)))
    return whole or tuple(found for table in tables if (found := _narrowed(table, parts, exact=False)))


def _narrowed(table: Table, parts: tuple[str, ...], exact: bool) -> Table | None:
    """The table if it is meant, or with those of its keys alone that are meant; None where nothing of it is."""
    path = tuple(table.path.split(".")) if table.path else ()
    named = tuple(part for part in path if part != ANY)
    if path and (_means(path, parts, exact) or named == parts):
        return table
    keys = tuple(key for key in table.keys if _means((*path, key.name), parts, exact))
    return dataclasses.replace(table, keys=keys) if keys else None


def _means(path: tuple[str, ...], asked: tuple[str, ...], exact: bool) -> bool:
    if not exact:
        named = tuple(part for part in path if part != ANY)
        return named[-len(asked) :] == asked
    return len(path) == len(asked) and all(p in (ANY, a) or a == ANY for p, a in zip(path, asked, strict=True))


def names(tables: tuple[Table, ...]) -> tuple[str, ...]:
    """Every name that can be asked for, for the nearest to be told."""
    found = [part for table in tables for part in table.path.split(".") if part and part != ANY]
    return tuple(dict.fromkeys((*found, *(key.name for table in tables for key in table.keys))))
