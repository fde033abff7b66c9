"""`dataclass` as the standard library has it, made much sooner: what a frozen class needs is prepared when it is used.

The standard library writes and compiles six functions for each frozen, slotted class as its module is loaded: 0.6 ms a
class, 80 ms of 258 before `compile check` has begun. Here the class shares what can be shared (comparison, hash,
words) and its `__init__` is compiled when a dozen objects were made: 0.05 ms a class. What is asked for beyond
`frozen=True`, `slots=True`, `order=True` and `kw_only=True` is left to the standard library, and for type checkers
this *is* the standard library's.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import MISSING, FrozenInstanceError
from operator import attrgetter, ge, gt, le, lt
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(cls: type | None = None, /, **asked: bool) -> Any:
        """The standard library's decorator; a frozen class is made ready only as far as it is needed."""
        if cls is None:
            return lambda each: dataclass(each, **asked)
        if not (asked.get("frozen") and asked.keys() <= _ASKED and _is_plain(cls, asked.get("slots", False))):
            return dataclasses.dataclass(cls, **asked)
        return _made(cls, **asked)


_ASKED = {"frozen", "slots", "order", "kw_only"}
_OURS = frozenset({"__init__", "__repr__", "__eq__", "__hash__", "__setattr__", "__delattr__", "__getstate__"})


def _is_plain(cls: type, slots: bool) -> bool:
    """Whether a class stands alone or, without slots, on others of its kind, and defines nothing of what is shared."""
    return (
        (cls.__bases__ == (object,) or (not slots and all(map(_is_open, cls.__bases__))))
        and bool(cls.__doc__)
        and _OURS.isdisjoint(vars(cls))
        and not any("InitVar" in str(kind) or "KW_ONLY" in str(kind) for kind in cls.__annotations__.values())
    )


def _is_open(base: type) -> bool:
    """Whether what stands on a class can add to its fields."""
    return dataclasses.is_dataclass(base) and "__slots__" not in vars(base)


def _made(cls: Any, frozen: bool, slots: bool = False, order: bool = False, kw_only: bool = False) -> Any:
    """The class with its fields, and with what all such classes share."""
    fields = {name: each for base in cls.__mro__[:0:-1] for name, each in _fields_of(base).items()}
    fields |= {name: _field(cls, name, kind, kw_only) for name, kind in cls.__annotations__.items() if _counts(kind)}
    made: Any = _slotted(cls, tuple(fields)) if slots else cls
    made.__dataclass_fields__, made.__dataclass_params__ = fields, _PARAMETERS
    made.__init__, made.__repr__ = _init_of(made, slots), _repr
    taken = tuple(each.name for each in fields.values() if each.init and not each.kw_only)
    for name, how in {"__match_args__": taken, **_compared(fields, order)}.items():
        setattr(made, name, how)
    made.__setattr__, made.__delattr__ = _set, _delete
    if slots:
        made.__getstate__, made.__setstate__ = _get_state, _set_state
    return made


def _fields_of(base: type) -> dict[str, Any]:
    found: dict[str, Any] = getattr(base, "__dataclass_fields__", {})
    return found


def _counts(kind: object) -> bool:
    """Whether an annotation is of a field, and not of what all objects of the class share."""
    return "ClassVar" not in str(kind)


def _field(cls: Any, name: str, kind: object, kw_only: bool) -> Any:
    """A field as the standard library notes it; the class keeps its default, if it has one."""
    given: Any = getattr(cls, name, MISSING)
    made: Any = given if isinstance(given, dataclasses.Field) else dataclasses.field(default=given)
    if made.default.__class__.__hash__ is None:
        raise ValueError(f"mutable default {type(made.default)} for field {name} is not allowed: use default_factory")
    made.name, made.type, made._field_type = name, kind, _FIELD
    made.kw_only = kw_only if made.kw_only is MISSING else made.kw_only
    if made is given and made.default is MISSING:
        delattr(cls, name)
    elif made is given:
        setattr(cls, name, made.default)
    return made


def _slotted(cls: Any, names: tuple[str, ...]) -> Any:
    """The class once more, with a slot for each field in place of its default."""
    left_out = {*names, "__dict__", "__weakref__"}
    held = {name: value for name, value in vars(cls).items() if name not in left_out}
    made: Any = type(cls)(cls.__name__, cls.__bases__, {**held, "__slots__": names})
    made.__qualname__ = cls.__qualname__
    return made


@dataclasses.dataclass(frozen=True)
class _Any:
    """A class made by the standard library, for the parameters that it notes."""


_PARAMETERS = _Any.__dataclass_params__  # type: ignore[attr-defined]
_FIELD = dataclasses._FIELD  # type: ignore[attr-defined]


def _compared(fields: dict[str, Any], ordered: bool) -> dict[str, Any]:
    """How objects of the class are compared, and their hash: by their fields, in their order."""
    values = _values(each.name for each in fields.values() if each.compare)
    hashed = _values(each.name for each in fields.values() if (each.compare if each.hash is None else each.hash))

    def comparison(compare: Any) -> Any:
        return lambda self, other: (
            compare(values(self), values(other)) if other.__class__ is self.__class__ else NotImplemented
        )

    def __eq__(self: Any, other: Any) -> Any:
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    def __hash__(self: Any) -> int:
        return hash(hashed(self))

    order = {f"__{each.__name__}__": comparison(each) for each in (lt, le, gt, ge)} if ordered else {}
    return {"__eq__": __eq__, "__hash__": __hash__, **order}


def _values(counting: Iterable[str]) -> Any:
    """What gives the values of these fields as one tuple."""
    names = tuple(counting)
    return attrgetter(*names, *names[:1]) if names else lambda self: ()


_FIRST = 12
"""So many objects are made slowly (3 µs) before it is worth compiling how they are made quickly (120 µs)."""


def _init_of(made: Any, slots: bool) -> Any:
    """An `__init__` for the first few objects, which then puts a compiled one in its place."""
    begun = 0

    def __init__(self: Any, *given: Any, **named: Any) -> None:
        nonlocal begun
        begun += 1
        if begun > _FIRST or not _set_fields(self, made.__dataclass_fields__, given, named):
            made.__init__ = _compiled(made, slots)
            made.__init__(self, *given, **named)
        elif hasattr(made, "__post_init__"):
            self.__post_init__()

    __init__.__qualname__ = f"{made.__qualname__}.__init__"
    return __init__


def _set_fields(self: Any, fields: dict[str, Any], given: tuple[Any, ...], named: dict[str, Any]) -> bool:
    """Give each field of an object its value; False where the call is a wrong one, which is for others to say."""
    left, used = list(reversed(given)), 0
    for name, field in fields.items():
        if left and field.init and not field.kw_only:
            if name in named:
                return False
            value = left.pop()
        elif name in named and field.init:
            value, used = named[name], used + 1
        elif field.default is not MISSING:
            value = field.default
        elif field.default_factory is not MISSING:
            value = field.default_factory()
        elif field.init:
            return False
        else:
            continue
        _set_one(self, name, value)
    return not left and used == len(named)


_set_one = object.__setattr__


def _compiled(made: Any, slots: bool) -> Any:
    """The `__init__` that takes the fields in their order and sets each."""
    space: dict[str, Any] = {"_missing": MISSING}
    asked = [each for each in made.__dataclass_fields__.values() if each.init and not each.kw_only]
    named = [each for each in made.__dataclass_fields__.values() if each.init and each.kw_only]
    takes = ["self", *(_taken(each, space) for each in asked), *["*"][: len(named)]]
    takes += [_taken(each, space) for each in named]
    sets = [] if slots else ["    _held = self.__dict__"]
    for name, field in made.__dataclass_fields__.items():
        value = _given(field, space)
        if value and slots:
            space[f"_set_{name}"] = made.__dict__[name].__set__
            sets.append(f"    _set_{name}(self, {value})")
        elif value:
            sets.append(f"    _held[{name!r}] = {value}")
    after = ["    self.__post_init__()"] if hasattr(made, "__post_init__") else []
    exec("\n".join([f"def __init__({', '.join(takes)}):", *(sets or ["    pass"]), *after]), space)
    init = space["__init__"]
    init.__qualname__ = f"{made.__qualname__}.__init__"
    return init


def _taken(field: Any, space: dict[str, Any]) -> str:
    """A field among what `__init__` takes, with its default."""
    if field.default is not MISSING:
        space[f"_default_{field.name}"] = field.default
        return f"{field.name}=_default_{field.name}"
    return field.name if field.default_factory is MISSING else f"{field.name}=_missing"


def _given(field: Any, space: dict[str, Any]) -> str:
    """The words that say what a field is set to; '' for one that the object sets itself."""
    if field.default_factory is MISSING:
        space[f"_default_{field.name}"] = field.default
        return field.name if field.init else ("" if field.default is MISSING else f"_default_{field.name}")
    space[f"_make_{field.name}"] = field.default_factory
    made = f"_make_{field.name}()"
    return f"{made} if {field.name} is _missing else {field.name}" if field.init else made


@recursive_repr()
def _repr(self: Any) -> str:
    shown = (each.name for each in self.__dataclass_fields__.values() if each.repr)
    held = ", ".join(f"{name}={getattr(self, name)!r}" for name in shown)
    return f"{self.__class__.__qualname__}({held})"


def _set(self: Any, name: str, value: Any) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _delete(self: Any, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _get_state(self: Any) -> Any:
    return [getattr(self, name) for name in self.__dataclass_fields__]


def _set_state(self: Any, state: Any) -> None:
    for name, value in zip(self.__dataclass_fields__, state, strict=True):
        object.__setattr__(self, name, value)
