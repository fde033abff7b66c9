"""Values of known types as text that can be kept, and made of it again: JSON, which holds nothing but data."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from enum import Enum
from typing import Any

from compiler.domain.frozen import fields, is_dataclass

_TUPLE, _MAPPING, _SET, _DAY, _NUMBER = -1, -2, -3, -4, -5


class Forms:
    """How values of some frozen classes and enumerations, and of what they hold, stand in JSON.

    What is more than a word or a number is a list that begins with the number of its type. Only the types given are
    ever made, whatever a text says.
    """

    def __init__(self, *types: type[Any]) -> None:
        self._types = types
        self._numbers = {each: number for number, each in enumerate(types)}

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
        if not is_dataclass(value):  # a collection of our own, which is made of its members
            return [number, self.plain(tuple(value))]
        return [number, *(self.plain(getattr(value, field.name)) for field in fields(value))]

    def made(self, value: Any) -> Any:
        """The value that `plain` was given; TypeError, ValueError or LookupError where it was given none such."""
        if type(value) is not list:
            return value
        made = self.made
        number, *parts = value
        parts = [made(part) if type(part) is list else part for part in parts]
        if number >= 0:
            return self._types[number](*parts)
        if number == _TUPLE:
            return tuple(parts)
        if number == _MAPPING:
            return dict(zip(parts[::2], parts[1::2], strict=True))
        if number == _SET:
            return frozenset(parts)
        return dt.date.fromisoformat(parts[0]) if number == _DAY else Decimal(parts[0])
