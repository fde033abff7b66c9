"""From tables of a TOML file to frozen dataclasses, with every mistake placed and the nearest right key named."""

from __future__ import annotations

import datetime as dt
import types
from collections.abc import Collection, Mapping, Sequence
from enum import Enum
from functools import cache, cached_property
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from compiler.domain.frozen import MISSING, Field, dataclass, is_dataclass
from compiler.domain.frozen import fields as fields_of
from compiler.domain.text import nearest
from compiler.profile.places import key_places

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a settings file: the file, the path of keys, the line (0 if unknown), and what to do."""

    file: str
    path: str
    message: str
    line: int = 0

    def __str__(self) -> str:
        where = f"{self.file}, line {self.line}" if self.line else self.file
        return f"{where}: {self.path}: {self.message}" if self.path else f"{where}: {self.message}"


class Problems:
    """Collects what is wrong in one file while it is read, so that all of it is told at once.

    `beneath` are the files that it extends, each with its name and text: what stands only in one of them is told there.
    """

    def __init__(self, file: str, text: str = "", beneath: Sequence[tuple[str, str]] = ()) -> None:
        self.file = file
        self.found: list[Problem] = []
        self._text, self._beneath = text, tuple(beneath)

    def add(self, path: str, message: str) -> None:
        """Note a problem at a path of keys such as 'sheet.actions.column.due.type'."""
        file, line = self._place(path)
        self.found.append(Problem(file, path, message, line))

    def line(self, path: str) -> int:
        """The line on which a path of keys is set, counted from 1; 0 if it is not there."""
        return self._lines.of(path)

    @cached_property
    def _lines(self) -> _Lines:
        return _Lines(self._text)

    def _place(self, path: str) -> tuple[str, int]:
        """The file and line that set a path of keys, else the table in the file itself that it is missed in."""
        for file, text in ((self.file, self._text), *self._beneath):
            line = key_places(text).get(path, 0) if path and text else 0
            if line:
                return file, line
        return self.file, self.line(path)


class _Lines:
    """The lines of a file, and which of them head a table: read once for all paths that are looked for, as a ledger has
    hundreds."""

    def __init__(self, text: str) -> None:
        self._every = text.splitlines()
        self._headed: dict[str, list[int]] = {}
        for number, line in enumerate(self._every, 1):
            if line.startswith("["):
                self._headed.setdefault(_header(line), []).append(number)

    def of(self, path: str) -> int:
        """The line that sets the last key of a path, 0 for none: in the table named by the path's longest beginning.

        'waivers[2].code' is looked for in the second table that is headed [[waivers]].
        """
        keys = path.split(".")
        for depth in range(len(keys), 0, -1):
            name, _, place = ".".join(keys[:depth]).partition("[")
            there = self._headed.get(name, ())
            nth = int(place.rstrip("]") or 1) if place.rstrip("]").isdigit() or not place else 0
            if 0 < nth <= len(there):
                start = there[nth - 1]
                return start if depth == len(keys) else self._key(start, keys[depth]) or start
        inside = [numbers[0] for header, numbers in self._headed.items() if header.startswith(f"{path}.")]
        return min(inside, default=0) or self._key(0, keys[0])

    def _key(self, start: int, key: str) -> int:
        """The line below `start` that sets a key, before the next table begins; 0 if there is none."""
        for number in range(start, len(self._every)):
            if self._every[number].startswith("["):
                return 0
            if self._every[number].split("=")[0].strip().strip('"') == key.split("[")[0]:
                return number + 1
        return 0


def _header(line: str) -> str:
    return line.split("#")[0].replace('"', "").strip(" []\t")


@cache
def _types_of(kind: type[Any]) -> Mapping[str, Any]:
    """The types of a dataclass's fields; looked up once, for a profile makes hundreds of one kind."""
    return get_type_hints(kind)


def build(kind: type[T], table: Mapping[str, Any], path: str, problems: Problems, **fixed: Any) -> T | None:
    """Make a dataclass from a table: unknown keys, missing keys and values of a wrong type become problems.

    `fixed` gives fields that do not stand in the table (the key of a keyed table). None when a required key is
    missing or wrong.
    """
    hints = _types_of(kind)  # type: ignore[arg-type]
    fields = {field.name: field for field in fields_of(kind) if field.name not in fixed}  # type: ignore[arg-type]
    _name_unknown(table, fields, path, problems)
    values: dict[str, Any] = dict(fixed)
    complete = True
    for name, field in fields.items():
        if name in table:
            value, right = converted(hints[name], table[name], _join(path, name), problems)
            if right:
                values[name] = value
            else:
                complete = complete and _has_default(field)
        elif not _has_default(field):
            problems.add(path, f"the key '{name}' is missing")
            complete = False
    return kind(**values) if complete else None


def _name_unknown(table: Mapping[str, Any], known: Mapping[str, Any], path: str, problems: Problems) -> None:
    for name in table:
        if name not in known:
            close = nearest(name, list(known))
            hint = f"did you mean '{close}'?" if close else f"known keys are {', '.join(sorted(known))}"
            problems.add(_join(path, name), f"the key '{name}' is not known here; {hint}")


def _has_default(field: Field[Any]) -> bool:
    return field.default is not MISSING or field.default_factory is not MISSING


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def converted(hint: Any, value: Any, path: str, problems: Problems) -> tuple[Any, bool]:
    """The value as its field wants it, and whether it could be had."""
    if hint in _PLAIN:
        return _plain(hint, value, path, problems)
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Literal:
        return _choose(arguments, value, path, problems)
    if origin in (Union, types.UnionType):
        inner = [argument for argument in arguments if argument is not type(None)]
        return converted(inner[0], value, path, problems)
    if origin is tuple:
        return _convert_tuple(arguments[0], value, path, problems)
    if origin is not None and issubclass(origin, Mapping):
        return _convert_mapping(arguments[1], value, path, problems)
    if isinstance(hint, type) and issubclass(hint, Enum):
        chosen, right = _choose(tuple(member.value for member in hint), value, path, problems)
        return (hint(chosen), True) if right else (None, False)
    if is_dataclass(hint):
        if not isinstance(value, Mapping):
            return _wrong(path, "a table", value, problems)
        made = build(hint, value, path, problems)  # type: ignore[arg-type]
        return made, made is not None
    return _plain(hint, value, path, problems)


_PLAIN = {str: "text in quotes", int: "a whole number", bool: "true or false", dt.date: "a date such as 2008-07-18"}


def _plain(hint: Any, value: Any, path: str, problems: Problems) -> tuple[Any, bool]:
    if isinstance(value, hint) and not (hint is int and isinstance(value, bool)):
        return value, True
    return _wrong(path, _PLAIN.get(hint, hint.__name__), value, problems)


def _choose(options: tuple[Any, ...], value: Any, path: str, problems: Problems) -> tuple[Any, bool]:
    if value in options:
        return value, True
    close = nearest(value, [str(option) for option in options]) if isinstance(value, str) else None
    hint = f"did you mean '{close}'? " if close else ""
    problems.add(path, f"'{value}' is not one of the choices; {hint}allowed are {', '.join(map(str, options))}")
    return None, False


def _convert_tuple(inner: Any, value: Any, path: str, problems: Problems) -> tuple[Any, bool]:
    if not isinstance(value, list):
        return _wrong(path, "a list in square brackets", value, problems)
    made = [converted(inner, item, f"{path}[{number}]", problems) for number, item in enumerate(value, 1)]
    return tuple(item for item, right in made if right), all(right for _, right in made)


def _convert_mapping(inner: Any, value: Any, path: str, problems: Problems) -> tuple[Any, bool]:
    if not isinstance(value, Mapping):
        return _wrong(path, "a table", value, problems)
    made = {name: converted(inner, item, _join(path, name), problems) for name, item in value.items()}
    return {name: item for name, (item, right) in made.items() if right}, all(right for _, right in made.values())


def _wrong(path: str, wanted: str, value: Any, problems: Problems) -> tuple[None, bool]:
    problems.add(path, f"should be {wanted}, but '{value}' stands there")
    return None, False


def keyed(kind: type[T], tables: Mapping[str, Any], path: str, problems: Problems) -> dict[str, T]:
    """Dataclasses from a table of tables, each told its own key."""
    made: dict[str, T] = {}
    for key, table in tables.items():
        if not isinstance(table, Mapping):
            _wrong(_join(path, key), "a table", table, problems)
            continue
        one = build(kind, table, _join(path, key), problems, key=key)
        if one is not None:
            made[key] = one
    return made


def check_named(name: str, known: Collection[str], path: str, what: str, problems: Problems) -> None:
    """Note a name that is none of those known, with the nearest of them."""
    if name not in known:
        close = nearest(name, list(known))
        hint = f"did you mean '{close}'?" if close else f"there are {', '.join(known) or 'none'}"
        problems.add(path, f"'{name}' is no {what}; {hint}")


def in_order(made: Mapping[str, T], order: list[str] | None, path: str, problems: Problems) -> tuple[T, ...]:
    """The keyed things that a list names, in its order; all of them as they stand when there is no list."""
    if order is None:
        return tuple(made.values())
    for key in order:
        if key not in made:
            close = nearest(key, list(made))
            hint = f"did you mean '{close}'?" if close else f"defined are {', '.join(made) or 'none'}"
            problems.add(path, f"'{key}' is not defined; {hint}")
    twice = {key for key in order if order.count(key) > 1}
    for key in sorted(twice):
        problems.add(path, f"'{key}' stands there twice; leave it in one place")
    return tuple(made[key] for key in dict.fromkeys(order) if key in made)
