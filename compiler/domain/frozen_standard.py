"""Where frozen classes and the standard library's meet: its fields from ours, and classes that are left to it."""

from __future__ import annotations

import dataclasses
from typing import Any

from compiler.domain import frozen

_SAID = ("init", "repr", "hash", "compare", "kw_only")


def standard_fields(ours: dict[str, Any]) -> dict[str, Any]:
    """The fields of a frozen class as the standard library notes them."""
    found = {}
    for name, each in ours.items():
        found[name] = made = _standard(each)
        made.name, made.type, made._field_type = name, each.type, dataclasses._FIELD  # type: ignore[attr-defined]
    return found


def made_by_standard(cls: type, asked: dict[str, bool]) -> Any:
    """The class as the standard library makes it."""
    for name, each in list(vars(cls).items()):
        if type(each) is frozen.Field:
            setattr(cls, name, _standard(each))
    return dataclasses.dataclass(cls, **asked)


def _standard(ours: Any) -> Any:
    said = {name: getattr(ours, name) for name in _SAID if getattr(ours, name) is not frozen.MISSING}
    made = dataclasses.field(**said)
    if ours.default is not frozen.MISSING:
        made.default = ours.default
    if ours.default_factory is not frozen.MISSING:
        made.default_factory = ours.default_factory
    return made


def ours_of(standard: Any) -> Any:
    """What was said of a field in the standard library's words, in ours."""
    said = {name: getattr(standard, name) for name in (*_SAID, "name", "type", "default", "default_factory")}
    return _noted(**{name: value for name, value in said.items() if value is not dataclasses.MISSING})


def fields_in_our_words(made: type) -> tuple[Any, ...]:
    """The fields of a class that the standard library made."""
    return tuple(map(ours_of, dataclasses.fields(made)))


_noted: Any = frozen.Field
