"""Values of known types as text that can be kept, and made of it again: JSON, which holds nothing but data."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from enum import Enum
from typing import Any

from compiler.domain.frozen import MISSING, Field, fields, is_dataclass

_TUPLE, _MAPPING, _SET, _DAY, _NUMBER = -1, -2, -3, -4, -5


class Forms:
    """How values of some frozen classes and enumerations, and of what they hold, stand in JSON.

    What is more than a word or a number is a list that begins with the number of its type. An object's fields follow,
    up to the first that is as it always is where nothing is said; others than such stand by their names at the end.
    Only the types given are ever made, whatever a text says.
    """

    def __init__(self, *types: type[Any]) -> None:
        self._types = types
        self._numbers = {each: number for number, each in enumerate(types)}
        self._fields: dict[type[Any], list[tuple[str, Any]]] = {}

    def plain(self, value: Any) -> Any:
        """A value as JSON has it; KeyError for one that is none of the types."""
        if value is None or type(value) in (str, int, bool):
            return value
        if type(value) is tuple:
            return [_TUPLE, *map(self.plain, value)]
        if isinstance(value, dict):
            return [_MAPPING, *(self.plain(each) for pair in value.items() for each in pair)]
        if isinstance(value, frozenset):
            return [_SET, *map(self.plain, sorted(value))]
        if type(value) is dt.date:
            return [_DAY, value.isoformat()]
        if type(value) is Decimal:
            return [_NUMBER, str(value)]
        number = self._numbers[type(value)]
        if isinstance(value, Enum):
            return [number, value.value]
        if isinstance(value, tuple):  # one with names, whose class takes each of its parts
            return [number, *map(self.plain, value)]
        if not is_dataclass(value):  # a collection of our own, which is made of its members
            return [number, self.plain(tuple(value))]
        return [number, *self._said(value)]

    def _said(self, value: Any) -> Iterator[Any]:
        """The fields of an object in their order as far as they must be said, and the rest that must by their names."""
        told = [(name, getattr(value, name), usual) for name, usual in self._usual(type(value))]
        said = [not _is_usual(held, usual) for _, held, usual in told]
        many = said.index(False) if False in said else len(said)
        yield from (self.plain(held) for _, held, _ in told[:many])
        named = {told[at][0]: self.plain(told[at][1]) for at in range(many, len(told)) if said[at]}
        if named:
            yield named

    def _usual(self, kind: type[Any]) -> list[tuple[str, Any]]:
        """What each field of a class holds where nothing is said."""
        if kind not in self._fields:
            self._fields[kind] = [(each.name, _default_of(each)) for each in fields(kind)]
        return self._fields[kind]

    def made(self, value: Any) -> Any:
        """The value that `plain` was given; TypeError, ValueError or LookupError where it was given none such."""
        if type(value) is not list:
            return value
        made, number, parts = self.made, value[0], value[1:]
        named = parts.pop() if number >= 0 and parts and type(parts[-1]) is dict else None
        for place, part in enumerate(parts):  # as a comprehension it takes half as long again
            if type(part) is list:
                parts[place] = made(part)
        if number >= 0:
            if named is None:
                return self._types[number](*parts)
            return self._types[number](*parts, **{name: made(part) for name, part in named.items()})
        if number == _TUPLE:
            return tuple(parts)
        if number == _MAPPING:
            return dict(zip(parts[::2], parts[1::2], strict=True))
        if number == _SET:
            return frozenset(parts)
        return dt.date.fromisoformat(parts[0]) if number == _DAY else Decimal(parts[0])


def _default_of(field: Field[Any]) -> Any:
    return field.default_factory() if field.default_factory is not MISSING else field.default


def _is_usual(held: Any, usual: Any) -> bool:
    """Whether a field holds, to the letter, what it holds where nothing is said."""
    if held is usual or type(held) is not type(usual):
        return held is usual
    return held == usual if isinstance(held, str | int) else isinstance(held, tuple | dict) and not held and not usual
