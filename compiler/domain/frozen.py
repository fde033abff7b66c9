"""`dataclass` as the standard library has it, made much sooner: what a frozen class needs is prepared when it is used.

The standard library writes and compiles six functions for each frozen, slotted class as its module is loaded: 0.6 ms a
class, and 7 ms to be loaded itself, with all that looks into Python's own code. Here a class shares what can be shared
(comparison, hash, words), notes its fields when they are asked for, and has its `__init__` compiled when many objects
were made: 0.02 ms a class. What is asked for beyond `frozen=True`, `slots=True`, `order=True` and `kw_only=True` is
left to the standard library, which takes our classes for its own; for type checkers this *is* the standard library's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import repeat
from operator import attrgetter, ge, gt, le, lt
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any, Generic

if TYPE_CHECKING:
    from dataclasses import MISSING as MISSING
    from dataclasses import Field as Field
    from dataclasses import dataclass as dataclass
    from dataclasses import field as field
    from dataclasses import fields as fields
    from dataclasses import is_dataclass as is_dataclass
    from dataclasses import replace as replace
else:

    class MISSING:
        """Stands for a default that there is none of."""

    class Field:
        """What is noted of a field of a frozen class, in the standard library's words; what is not said is as here."""

        __hash__ = None  # so that the standard library refuses it as a default, should it ever be given to it
        default = default_factory = kw_only = MISSING
        init = repr = compare = True
        hash = None

        def __init__(self, **said: Any) -> None:
            self.__dict__.update(said)

    def dataclass(cls: type | None = None, /, **asked: bool) -> Any:
        """The standard library's decorator; a frozen class is made ready only as far as it is needed."""
        if cls is None:
            return lambda each: dataclass(each, **asked)
        if asked.get("frozen") and asked.keys() <= _ASKED and _is_plain(cls, asked.get("slots", False)):
            return _made(cls, **asked)
        from compiler.domain.frozen_standard import made_by_standard

        return made_by_standard(cls, asked)

    def field(**said: Any) -> Any:
        """What is to be noted of a field, given in place of its default."""
        return Field(**said)

    def fields(of: Any) -> tuple[Field, ...]:
        """The fields of a class or of an object of it, in their order."""
        cls = of if isinstance(of, type) else type(of)
        if hasattr(cls, "__frozen__"):
            return tuple(cls.__frozen__.fields().values())
        from compiler.domain.frozen_standard import fields_in_our_words

        return fields_in_our_words(cls)

    def is_dataclass(of: Any) -> bool:
        """Whether this is a class with fields, or an object of one."""
        cls = of if isinstance(of, type) else type(of)
        return hasattr(cls, "__frozen__") or hasattr(cls, "__dataclass_fields__")

    def replace(of: Any, /, **changes: Any) -> Any:
        """The object once more, with some fields changed."""
        if not hasattr(of, "__frozen__"):
            from dataclasses import replace as standard

            return standard(of, **changes)
        for name, each in of.__frozen__.fields().items():
            if each.init and name not in changes:
                changes[name] = getattr(of, name)
        return of.__class__(**changes)


_noted: Any = Field
_BARE: tuple[Any, ...] = ((object,), (Generic,))
"""What a class stands on that has no fields below it."""
_ASKED = {"frozen", "slots", "order", "kw_only", "eq"}
_OURS = frozenset({"__init__", "__repr__", "__eq__", "__hash__", "__setattr__", "__delattr__", "__getstate__"})


def _is_plain(cls: type, slots: bool) -> bool:
    """Whether a class stands alone or, without slots, on others of its kind, and defines nothing of what is shared."""
    kinds = " ".join(map(str, cls.__annotations__.values()))
    return (
        (cls.__bases__ in _BARE or (not slots and all(map(_is_open, cls.__bases__))))
        and _OURS.isdisjoint(vars(cls))
        and "InitVar" not in kinds
        and "KW_ONLY" not in kinds
    )


def _is_open(base: type) -> bool:
    """Whether what stands on a class can add to its fields."""
    return "__frozen__" in vars(base) and "__slots__" not in vars(base)


class _Frozen:
    """What a frozen class is made of: the kinds of its own fields, and what was given in place of their values."""

    __slots__ = ("_fields", "_order", "_usual", "_values", "given", "kinds", "kw_only", "made", "ordered", "slots")

    def __init__(self, cls: type, slots: bool, ordered: bool, kw_only: bool) -> None:
        self.made, self.slots, self.ordered, self.kw_only = cls, slots, ordered, kw_only
        self.kinds = {name: kind for name, kind in cls.__annotations__.items() if "ClassVar" not in str(kind)}
        held = vars(cls)
        self.given = {name: _ours(held[name]) for name in self.kinds if name in held}
        for name, each in self.given.items():
            if each.__class__.__hash__ is None and not _is_field(each):
                raise ValueError(f"mutable default {type(each)} for field {name} is not allowed: use default_factory")
        self._fields: dict[str, Any] | None = None
        self._order: tuple[tuple[str, ...], tuple[Any, ...]] | None = None
        self._usual: tuple[tuple[str, ...], tuple[Any, ...]] | tuple[()] | None = None
        self._values: Any = None

    def fields(self) -> dict[str, Any]:
        """The fields by their names, those of the classes below first."""
        if self._fields is None:
            below = [vars(base)["__frozen__"] for base in self.made.__mro__[:0:-1] if "__frozen__" in vars(base)]
            found = {name: each for one in below for name, each in one.fields().items()}
            self._fields = found | {name: self._field(name, kind) for name, kind in self.kinds.items()}
        return self._fields

    def values(self, of: Any) -> tuple[Any, ...] | None:
        """What an object's fields hold, as its class takes them; None where it takes some by name, or not at all."""
        if self._values is None:
            plain = bool(self.fields()) and all(each.init and not each.kw_only for each in self.fields().values())
            names = tuple(self.fields())
            self._values = (attrgetter(*names) if len(names) > 1 else _only(*names)) if plain else _nothing
        found: tuple[Any, ...] | None = self._values(of)
        return found

    def _field(self, name: str, kind: object) -> Any:
        given = self.given.get(name, MISSING)
        said = vars(given) if _is_field(given) else {"default": given}
        return _noted(**{"kw_only": self.kw_only, **said, "name": name, "type": kind})

    def order(self) -> tuple[tuple[str, ...], tuple[Any, ...]]:
        """The names of the fields that can be given without their names, and all fields, these first."""
        if self._order is None:
            names, fields = self.positional(), self.fields()
            others = (each for name, each in fields.items() if name not in names)
            self._order = names, (*(fields[name] for name in names), *others)
        return self._order

    def usual(self) -> tuple[tuple[str, ...], tuple[Any, ...]] | tuple[()]:
        """The names of all fields in their order and the defaults of the last; nothing where more is said of any."""
        if self._usual is None:
            plain = self.made.__bases__ in _BARE and not self.kw_only and not any(map(_is_field, self.given.values()))
            names = tuple(self.kinds)
            last = names[len(names) - len(self.given) :]
            said = plain and self.given.keys() == set(last)
            self._usual = (names, tuple(map(self.given.__getitem__, last))) if said else ()
        return self._usual

    def positional(self) -> tuple[str, ...]:
        """The fields that can be given without their names."""
        if self.made.__bases__ != (object,) or self.kw_only:
            return tuple(name for name, each in self.fields().items() if each.init and not each.kw_only)
        fields = {name: each for name, each in self.given.items() if _is_field(each)}
        left_out = {name for name, each in fields.items() if not each.init or each.kw_only is True}
        return tuple(name for name in self.kinds if name not in left_out)


def _ours(given: Any) -> Any:
    """What was given in place of a field's value, in our words if it is the standard library's."""
    if type(given).__name__ != "Field" or type(given).__module__ != "dataclasses":
        return given
    from compiler.domain.frozen_standard import ours_of

    return ours_of(given)


def _is_field(given: Any) -> bool:
    """Whether this is said of a field, and is not its default itself."""
    return type(given) is Field


def _made(
    cls: Any, frozen: bool, slots: bool = False, order: bool = False, kw_only: bool = False, eq: bool = True
) -> Any:
    """The class with all that such classes share, and with a slot for each field in place of its default."""
    notes = _Frozen(cls, slots, order, kw_only)
    has = {**_SHARED, **(_ORDER if order else {}), "__frozen__": notes, "__init__": _init_of(notes)}
    has["__match_args__"] = notes.positional()
    if not eq:
        has |= {"__eq__": object.__eq__, "__hash__": object.__hash__}
    if slots:
        has |= {**_SENT, "__slots__": tuple(notes.kinds), "__qualname__": cls.__qualname__}
        held = {name: each for name, each in vars(cls).items() if name not in notes.kinds and name not in _OF_OBJECTS}
        notes.made = type(cls)(cls.__name__, cls.__bases__, held | has)
        return notes.made
    for name, each in has.items():
        setattr(cls, name, each)
    for name in [name for name, each in notes.given.items() if _is_field(each)]:
        _show_default(cls, name, notes.given[name].default)
    return cls


_OF_OBJECTS = ("__dict__", "__weakref__")


def _show_default(cls: type, name: str, default: object) -> None:
    """Let a class without slots show the default of a field, where it has one, in place of what was said of it."""
    if default is MISSING:
        delattr(cls, name)
    else:
        setattr(cls, name, default)


def _compare(notes: _Frozen) -> None:
    """Give a class its comparison and its hash: by its fields, in their order."""
    fields = notes.fields().values()
    values = _values(each.name for each in fields if each.compare)
    hashed = _values(each.name for each in fields if (each.compare if each.hash is None else each.hash))

    def comparison(compare: Callable[[Any, Any], Any]) -> Any:
        return lambda self, other: (
            compare(values(self), values(other)) if other.__class__ is self.__class__ else NotImplemented
        )

    def __eq__(self: Any, other: Any) -> Any:
        if other is self:
            return True
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    def __hash__(self: Any) -> int:
        return hash(hashed(self))

    made: Any = notes.made
    made.__eq__, made.__hash__ = __eq__, __hash__
    for each in (lt, le, gt, ge) if notes.ordered else ():
        setattr(made, f"__{each.__name__}__", comparison(each))


def _values(counting: Iterable[str]) -> Any:
    """What gives the values of these fields as one tuple."""
    names = tuple(counting)
    return attrgetter(*names, *names[:1]) if names else lambda self: ()


def _put_off(name: str) -> Any:
    """A comparison that makes the comparisons of a class when the first is asked for."""

    def compared(self: Any, *other: Any) -> Any:
        _compare(self.__frozen__)
        return getattr(self, name)(*other)

    compared.__name__ = name
    return compared


_FIRST = 100
"""So many objects are made slowly before it is worth compiling how they are made quickly."""


def _init_of(notes: _Frozen) -> Any:
    """An `__init__` for the first objects, which then puts a compiled one in its place."""
    begun, looks = 0, hasattr(notes.made, "__post_init__")

    def __init__(self: Any, *given: Any, **named: Any) -> None:
        nonlocal begun
        begun += 1
        if begun > _FIRST or not _set_fields(self, notes, given, named):
            made: Any = notes.made
            made.__init__ = _compiled(notes)
            made.__init__(self, *given, **named)
        elif looks:
            self.__post_init__()

    __init__.__qualname__ = f"{notes.made.__qualname__}.__init__"
    return __init__


def _set_fields(self: Any, notes: _Frozen, given: tuple[Any, ...], named: dict[str, Any]) -> bool:
    """Give each field of an object its value; False where the call is a wrong one, which is for others to say."""
    usual = notes.usual()
    if usual and not named:
        names, defaults = usual
        least = len(names) - len(defaults)
        if least <= len(given) <= len(names):
            any(map(_set_one, repeat(self), names, given + defaults[len(given) - least :]))  # each gives None
            return True
    names, fields = notes.order()
    if len(given) > len(names):
        return False
    for name, value in zip(names, given, strict=False):
        _set_one(self, name, value)
    used = 0
    for field in fields[len(given) :]:
        if field.name in named and field.init:
            value, used = named[field.name], used + 1
        elif field.default is not MISSING:
            value = field.default
        elif field.default_factory is not MISSING:
            value = field.default_factory()
        elif field.init:
            return False
        else:
            continue
        _set_one(self, field.name, value)
    return used == len(named)


_set_one = object.__setattr__


def _compiled(notes: _Frozen) -> Any:
    """The `__init__` that takes the fields in their order and sets each."""
    space: dict[str, Any] = {"_missing": MISSING}
    fields, made = notes.fields(), notes.made
    asked = [each for each in fields.values() if each.init and not each.kw_only]
    named = [each for each in fields.values() if each.init and each.kw_only]
    takes = ["self", *(_taken(each, space) for each in asked), *["*"][: len(named)]]
    takes += [_taken(each, space) for each in named]
    sets = [] if notes.slots else ["    _held = self.__dict__"]
    for name, field in fields.items():
        value = _given(field, space)
        if value and notes.slots:
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
    shown = (name for name, each in self.__frozen__.fields().items() if each.repr)
    held = ", ".join(f"{name}={getattr(self, name)!r}" for name in shown)
    return f"{self.__class__.__qualname__}({held})"


def _set(self: Any, name: str, value: Any) -> None:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _delete(self: Any, name: str) -> None:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _get_state(self: Any) -> Any:
    return [getattr(self, name) for name in self.__frozen__.fields()]


def _set_state(self: Any, state: Any) -> None:
    for name, value in zip(self.__frozen__.fields(), state, strict=True):
        object.__setattr__(self, name, value)


def _reduce(self: Any) -> Any:
    """An object as it is pickled: its class called with its values: setting each took half as long again."""
    values = self.__frozen__.values(self)
    return (_new, (self.__class__,), _get_state(self)) if values is None else (self.__class__, values)


def _new(cls: Any) -> Any:
    return cls.__new__(cls)


def _only(name: str) -> Any:
    return lambda of: (getattr(of, name),)


def _nothing(of: object) -> None:
    """What is said of an object that cannot be made of its values alone."""


class _ForStandard:
    """What the standard library looks for on its own classes; made when it looks."""

    def __get__(self, made: object, cls: Any) -> Any:
        from compiler.domain.frozen_standard import standard_fields

        cls.__frozen__.made.__dataclass_fields__ = found = standard_fields(cls.__frozen__.fields())
        return found


class _Parameters:
    """What the standard library notes of a class: how it was made."""

    init = repr = eq = frozen = True
    order = unsafe_hash = match_args = kw_only = slots = weakref_slot = False


_SHARED: dict[str, Any] = {
    **{"__repr__": _repr, "__eq__": _put_off("__eq__"), "__hash__": _put_off("__hash__")},
    **{"__setattr__": _set, "__delattr__": _delete},
    **{"__dataclass_fields__": _ForStandard(), "__dataclass_params__": _Parameters},
}
_ORDER = {f"__{each.__name__}__": _put_off(f"__{each.__name__}__") for each in (lt, le, gt, ge)}
_SENT: dict[str, Any] = {"__getstate__": _get_state, "__setstate__": _set_state, "__reduce__": _reduce}
