"""`dataclass` as the standard library has it, made much sooner: what a frozen class needs is prepared when it is used.

The standard library writes and compiles six functions for each frozen, slotted class as its module is loaded: 0.6 ms a
class, 80 ms of 258 before `compile check` has begun. Here the class shares what can be shared (comparison, hash,
words) and its `__init__` is compiled when the first object is made: 0.08 ms a class. What is asked for beyond
`frozen=True`, `slots=True` and `order=True` is left to the standard library, and for type checkers
this *is* the standard library's.
"""

from __future__ import annotations

import dataclasses
from dataclasses import MISSING, FrozenInstanceError
from operator import attrgetter, ge, gt, le, lt
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(cls: type | None = None, /, **asked: bool) -> Any:
        """The standard library's decorator; a frozen and slotted class is made ready only as far as it is needed."""
        if cls is None:
            return lambda each: dataclass(each, **asked)
        ordered = asked.get("order", False)
        if {**asked, "order": False} != _ASKED or not _is_plain(cls):
            return dataclasses.dataclass(cls, **asked)
        return _made(cls, ordered)


_ASKED = {"frozen": True, "slots": True, "order": False}
_OURS = frozenset({"__init__", "__repr__", "__eq__", "__hash__", "__setattr__", "__delattr__", "__getstate__"})


def _is_plain(cls: type) -> bool:
    """Whether a class stands alone, defines nothing of what is shared, and all its fields count in everything."""
    own = vars(cls)
    fields = (value for value in own.values() if isinstance(value, dataclasses.Field))
    return (
        cls.__bases__ == (object,)
        and bool(cls.__doc__)
        and _OURS.isdisjoint(own)
        and all(each.init and each.repr and each.compare and each.hash is None for each in fields)
        and not any(
            "ClassVar" in str(kind) or "InitVar" in str(kind) for kind in own.get("__annotations__", {}).values()
        )
    )


def _made(cls: Any, ordered: bool) -> Any:
    made: Any = dataclasses.dataclass(cls, init=False, repr=False, eq=False, slots=True)
    made.__dataclass_params__ = _PARAMETERS
    made.__init__, made.__repr__ = _init_of(made), _repr
    for name, how in _compared(made, ordered).items():
        setattr(made, name, how)
    made.__setattr__, made.__delattr__ = _set, _delete
    made.__getstate__, made.__setstate__ = _get_state, _set_state
    return made


@dataclasses.dataclass(frozen=True)
class _Any:
    """A class made by the standard library, for the parameters that it notes."""


_PARAMETERS = _Any.__dataclass_params__  # type: ignore[attr-defined]


def _compared(made: Any, ordered: bool) -> dict[str, Any]:
    """How objects of the class are compared, and their hash: by all their fields, in their order."""
    names = tuple(made.__dataclass_fields__)
    values = attrgetter(*names, *names[:1]) if names else lambda self: ()

    def comparison(compare: Any) -> Any:
        return lambda self, other: (
            compare(values(self), values(other)) if other.__class__ is self.__class__ else NotImplemented
        )

    def __eq__(self: Any, other: Any) -> Any:
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    def __hash__(self: Any) -> int:
        return hash(values(self))

    order = {f"__{each.__name__}__": comparison(each) for each in (lt, le, gt, ge)} if ordered else {}
    return {"__eq__": __eq__, "__hash__": __hash__, **order}


def _init_of(made: Any) -> Any:
    """An `__init__` that puts the compiled one in its place when the first object is made."""

    def __init__(self: Any, *given: Any, **named: Any) -> None:
        made.__init__ = _compiled(made)
        made.__init__(self, *given, **named)

    __init__.__qualname__ = f"{made.__qualname__}.__init__"
    return __init__


def _compiled(made: Any) -> Any:
    """The `__init__` that takes the fields in their order and sets each slot."""
    space: dict[str, Any] = {"_missing": MISSING}
    takes, sets = ["self"], []
    for name, field in made.__dataclass_fields__.items():
        default = ""
        value = name
        if field.default is not MISSING:
            space[f"_default_{name}"], default = field.default, f"=_default_{name}"
        elif field.default_factory is not MISSING:
            space[f"_make_{name}"], default = field.default_factory, "=_missing"
            value = f"_make_{name}() if {name} is _missing else {name}"
        space[f"_set_{name}"] = made.__dict__[name].__set__
        takes.append(name + default)
        sets.append(f"    _set_{name}(self, {value})")
    after = ["    self.__post_init__()"] if hasattr(made, "__post_init__") else []
    exec("\n".join([f"def __init__({', '.join(takes)}):", *(sets or ["    pass"]), *after]), space)
    init = space["__init__"]
    init.__qualname__ = f"{made.__qualname__}.__init__"
    return init


@recursive_repr()
def _repr(self: Any) -> str:
    held = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__dataclass_fields__)
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
