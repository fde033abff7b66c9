"""The shape of a profile's file: what is a table, a list or words in it; what is otherwise is told and left out."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, TypeVar, get_args, get_origin, get_type_hints, is_typeddict

from compiler.domain.frozen import fields, is_dataclass
from compiler.domain.text import nearest
from compiler.profile.build import Problems, converted
from compiler.profile.file_model import ProfileFile

T = TypeVar("T")


def shaped(table: Mapping[str, Any], problems: Problems) -> dict[str, Any]:
    """The tables of a profile as far as each is of the kind that it should be, down to those made into parts of it."""
    return _table(ProfileFile, table, "", problems)


@cache
def keys_of(kind: Any) -> Mapping[str, Any]:
    """The keys that a table of the file may have, with their types."""
    return get_type_hints(kind)


def _table(kind: Any, table: Mapping[str, Any], path: str, problems: Problems) -> dict[str, Any]:
    known, kept = keys_of(kind), {}
    for name, value in table.items():
        where = f"{path}.{name}" if path else name
        if name not in known:
            close = nearest(name, list(known))
            hint = f"did you mean '{close}'?" if close else f"known keys are {', '.join(sorted(known))}"
            problems.add(where, f"'{name}' is not known here; {hint}")
            continue
        right = _value(known[name], value, where, problems)
        if right is not None:
            kept[name] = right
    return kept


def _value(hint: Any, value: Any, path: str, problems: Problems) -> Any:
    """The value as far as it has its shape; None where it has not, and a problem says so."""
    if is_typeddict(hint):
        return _table(hint, value, path, problems) if _is_table(value, path, problems) else None
    if is_dataclass(hint):
        return _made_of(hint, value, path, problems) if _is_table(value, path, problems) else None
    inner = get_args(hint)[-1] if get_origin(hint) is not None else None
    if inner is not None and issubclass(get_origin(hint) or object, Mapping):
        return _tables(inner, value, path, problems) if _is_table(value, path, problems) else None
    if get_origin(hint) is tuple and is_dataclass(get_args(hint)[0]):
        return value
    _, right = converted(hint, value, path, problems)
    return value if right else None


def _made_of(kind: Any, table: Mapping[str, Any], path: str, problems: Problems) -> dict[str, Any]:
    """A table that becomes a part of the profile; what it has in order is a list of names and a table for each."""
    parts = [name for name, hint in keys_of(kind).items() if is_keyed(hint)]
    checked = dict.fromkeys(parts, tuple[str, ...]) | {name.removesuffix("s"): _TABLES for name in parts}
    kept = dict(table)
    for name, hint in checked.items():
        right = _value(hint, table[name], f"{path}.{name}", problems) if name in table else None
        kept.pop(name, None)
        kept |= {name: right} if right is not None else {}
    return kept


def is_keyed(hint: Any) -> bool:
    """Whether a field holds parts in order, each under a key of its own, as a sheet holds its columns."""
    part = get_args(hint)[0] if get_origin(hint) is tuple else None
    return is_dataclass(part) and any(field.name == "key" for field in fields(part))


_TABLES = Mapping[str, Mapping[str, Any]]


def _tables(inner: Any, tables: Mapping[str, Any], path: str, problems: Problems) -> dict[str, Any]:
    """The tables, or lists, under a name, each by its own key."""
    if inner is Any:
        return dict(tables)
    found = {name: _value(inner, value, f"{path}.{name}", problems) for name, value in tables.items()}
    return {name: value for name, value in found.items() if value is not None}


def _is_table(value: Any, path: str, problems: Problems) -> bool:
    if not isinstance(value, Mapping):
        problems.add(path, f"should be a table, but '{value}' stands there")
    return isinstance(value, Mapping)
