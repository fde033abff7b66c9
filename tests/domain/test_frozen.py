"""A class made the shorter way is what the standard library would have made of it."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
from dataclasses import FrozenInstanceError, field
from typing import Any, ClassVar, Generic, TypeVar

import pytest

from compiler.domain import frozen


class Shape:
    """A thing with fields of every sort: asked for, with a default, made anew."""

    name: str
    sides: int = 4
    marks: list[str] = field(default_factory=list)


class Alone:
    """A thing with one field."""

    name: str


class Checked:
    """A thing that looks at itself when it is made."""

    name: str

    def __post_init__(self) -> None:
        if not self.name:
            raise ValueError("a name is wanted")


@frozen.dataclass(frozen=True, slots=True)
class Kept:
    """A thing that is carried to another process."""

    name: str
    sides: int = 4


@frozen.dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A thing whose fields are given by name."""

    name: str


@frozen.dataclass(frozen=True, slots=True)
class Reckoned:
    """A thing of which a field is reckoned."""

    name: str
    long: int = frozen.field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "long", len(self.name))


@frozen.dataclass(frozen=True, slots=True)
class Nothing:
    """A thing without fields."""


@frozen.dataclass(frozen=True, slots=True)
class Single:
    """A thing with one field, carried to another process."""

    name: str


def both(cls: type) -> tuple[Any, Any]:
    """The class as we make it and as the standard library does."""
    namespace = {name: value for name, value in vars(cls).items() if name not in ("__dict__", "__weakref__")}
    one, other = (type(cls.__name__, (), dict(namespace)) for _ in range(2))
    return frozen.dataclass(frozen=True, slots=True)(one), dataclasses.dataclass(frozen=True, slots=True)(other)


MANY = 120
"""Of so many objects the first are made in one way, the others in another."""

CALLS: list[tuple[tuple[Any, ...], dict[str, Any]]] = [
    (("square",), {}),
    (("square", 5), {}),
    ((), {"name": "square", "marks": ["a"]}),
    (("square", 3, ["a"]), {}),
]


@pytest.mark.parametrize(("given", "named"), CALLS)
def test_objects_hold_show_and_compare_the_same(given: tuple[Any, ...], named: dict[str, Any]) -> None:
    ours, theirs = both(Shape)
    other = theirs(*given, **named)
    for _ in range(MANY):
        one = ours(*given, **named)
        assert repr(one) == repr(other)
        assert dataclasses.asdict(one) == dataclasses.asdict(other)
        assert (one == ours(*given, **named), one == other, one != ours("circle")) == (True, False, True)
        assert dataclasses.replace(one, sides=9) == ours(one.name, 9, one.marks)


@pytest.mark.parametrize(
    ("given", "named"), [((), {}), (("a", 1, [], 2), {}), (("a",), {"name": "b"}), (("a",), {"corners": 1})]
)
@pytest.mark.parametrize("first", [True, False], ids=["first object", "later object"])
def test_a_wrong_call_is_refused_in_the_same_words(given: tuple[Any, ...], named: dict[str, Any], first: bool) -> None:
    refused = []
    for cls in both(Shape):
        for _ in range(0 if first else MANY):
            cls("square")
        with pytest.raises(TypeError) as caught:
            cls(*given, **named)
        refused.append(str(caught.value))
    assert refused[0] == refused[1]


def test_a_class_says_the_same_of_itself() -> None:
    for cls in (Shape, Alone, Checked):
        ours, theirs = both(cls)
        assert (ours.__slots__, ours.__match_args__) == (theirs.__slots__, theirs.__match_args__)
        assert [(each.name, each.type) for each in dataclasses.fields(ours)] == [
            (each.name, each.type) for each in dataclasses.fields(theirs)
        ]
        for _ in range(MANY):
            ours("a")
        assert inspect.signature(ours).parameters.keys() == inspect.signature(theirs).parameters.keys()


def test_each_object_gets_a_list_of_its_own() -> None:
    ours, _ = both(Shape)
    assert ours("a").marks is not ours("b").marks


def test_nothing_can_be_set_or_deleted() -> None:
    ours, _ = both(Shape)
    made = ours("square")
    for name in ("name", "other"):
        with pytest.raises(FrozenInstanceError):
            setattr(made, name, "circle")
        with pytest.raises(FrozenInstanceError):
            delattr(made, name)
    assert not hasattr(made, "__dict__")


def test_equal_objects_have_one_hash_also_with_one_field() -> None:
    ours, _ = both(Alone)
    assert {ours("a"), ours("a"), ours("b")} == {ours("a"), ours("b")}


def test_a_thing_looks_at_itself_when_it_is_made() -> None:
    ours, _ = both(Checked)
    assert ours("a").name == "a"
    with pytest.raises(ValueError, match="a name is wanted"):
        ours("")


@pytest.mark.parametrize("made", [Kept("square", 5), Named(name="a"), Reckoned("abc"), Single("a")], ids=repr)
def test_a_thing_survives_being_copied_and_sent(made: object) -> None:
    assert (pickle.loads(pickle.dumps(made)), copy.deepcopy(made)) == (made, made)


def test_objects_are_put_in_the_same_order() -> None:
    ours: Any = frozen.dataclass(frozen=True, slots=True, order=True)(
        type("Shape", (), {"__doc__": "A thing.", "__module__": __name__, "__annotations__": {"a": "int", "b": "str"}})
    )
    given = [(2, "a"), (1, "b"), (1, "a"), (2, "a")]
    made = [ours(*each) for each in given]
    assert [(each.a, each.b) for each in sorted(made)] == sorted(given)
    for one, first in zip(made, given, strict=True):
        for other, second in zip(made, given, strict=True):
            assert (one < other, one <= other, one > other, one >= other) == (
                *(first < second, first <= second),
                *(first > second, first >= second),
            )
    with pytest.raises(TypeError):
        assert made[0] < (2, "a")


T = TypeVar("T")


@frozen.dataclass(frozen=True, slots=True)
class Box(Generic[T]):
    """A thing that holds one of any kind."""

    held: T
    shut: bool = True


def test_a_class_may_be_of_any_kind() -> None:
    assert (Box("a"), Box(1).shut, Box[int](1), hash(Box("a"))) == (Box[str]("a", True), True, Box(1), hash(Box("a")))
    assert (repr(Box("a")), hasattr(Box(1), "__dict__")) == ("Box(held='a', shut=True)", False)
    assert hasattr(Box, "__frozen__")
    assert pickle.loads(pickle.dumps(Box("a"))) == Box("a")


@pytest.mark.parametrize("asked", [{"frozen": True}, {"slots": True, "order": True}, {}])
def test_what_is_asked_for_beyond_is_left_to_the_standard_library(asked: dict[str, bool]) -> None:
    @frozen.dataclass(**asked)  # type: ignore[call-overload,untyped-decorator,unused-ignore]
    class Other:
        """Another thing."""

        name: str
        marks: list[str] = frozen.field(default_factory=list, repr=False)

    assert ("__lt__" in vars(Other)) == asked.get("order", False)
    assert (repr(Other("a")).endswith("Other(name='a')"), Other("a") == Other("a")) == (True, True)


def _sort() -> tuple[type, type]:
    """A class with an option of every sort, and one that stands on it."""

    class Options:
        """What several take; `kind` is no field."""

        kind: ClassVar[str] = "shape"
        quiet: bool = False
        files: list[str] = field(default_factory=list)

    return Options, type("Told", (), {"__doc__": "What one takes.", "__annotations__": {"form": "str"}, "form": "text"})


def test_a_class_that_stands_on_another_takes_its_fields_too() -> None:
    made: list[Any] = []
    for decorator in (frozen.dataclass, dataclasses.dataclass):
        below, above = _sort()
        base: Any = decorator(frozen=True, kw_only=True)(below)
        words = {name: value for name, value in vars(above).items() if name not in ("__dict__", "__weakref__")}
        made.append(decorator(frozen=True, kw_only=True)(type("Told", (base,), words)))
    ours, theirs = made
    assert [each.name for each in dataclasses.fields(ours)] == [each.name for each in dataclasses.fields(theirs)]
    for named in ({}, {"form": "json", "quiet": True}, {"files": ["a"]}):
        assert vars(ours(**named)) == vars(theirs(**named))
    assert (ours(), ours.kind, ours.__match_args__) == (ours(), "shape", ())
    with pytest.raises(FrozenInstanceError):
        ours().form = "sarif"
    with pytest.raises(TypeError):
        ours("text")


def test_what_an_object_works_out_for_itself_is_not_compared_or_shown() -> None:
    made = []
    for decorator in (frozen.dataclass, dataclasses.dataclass):

        class Pair:
            """Two numbers and their sum."""

            one: int
            two: int = field(default=2, repr=False)
            _sum: int = field(init=False, repr=False, compare=False)

            def __post_init__(self) -> None:
                object.__setattr__(self, "_sum", self.one + self.two)

        kind: Any = decorator(frozen=True, slots=True)(Pair)  # type: ignore[call-overload,unused-ignore]
        assert (kind(1)._sum, kind(1) == kind(1, 2), kind(1) == kind(1, 3)) == (3, True, False)
        made.append((repr(kind(1)).rpartition(".")[2], kind.__match_args__, kind.__slots__))
    assert made[0] == made[1]


@pytest.mark.parametrize("decorator", [frozen.dataclass, dataclasses.dataclass])
def test_fields_are_told_in_the_same_words_whoever_made_the_class(decorator: Any) -> None:
    made = decorator(frozen=True)(_sort()[0])
    told = [(each.name, each.type, each.init) for each in frozen.fields(made)]
    assert told == [("quiet", "bool", True), ("files", "list[str]", True)]
    assert [each.default is frozen.MISSING for each in frozen.fields(made)] == [False, True]
    assert [each.default_factory is frozen.MISSING for each in frozen.fields(made)] == [True, False]
    assert (frozen.is_dataclass(made), frozen.is_dataclass(made()), frozen.is_dataclass(str)) == (True, True, False)
    assert frozen.replace(made(quiet=True), files=["a"]) == made(quiet=True, files=["a"])


@pytest.mark.parametrize("ours", [True, False])
def test_what_is_said_of_a_field_counts_in_both_words(ours: bool) -> None:
    made: list[Any] = []
    for decorator in (frozen.dataclass, dataclasses.dataclass):
        said: Any = frozen.field if ours and decorator is frozen.dataclass else field
        made.append(decorator(frozen=True)(type("Told", (), _told(said(default=3, compare=False)))))
    assert [each(1, 2) == each(1, 5) for each in made] == [True, True]
    assert [repr(each(1)) for each in made] == ["Told(one=1, two=3)"] * 2


def _told(two: Any) -> dict[str, Any]:
    return {"__doc__": "A thing.", "__annotations__": {"one": "int", "two": "int"}, "two": two}


def test_a_list_that_all_objects_would_share_is_refused() -> None:
    with pytest.raises(ValueError, match="mutable default"):

        @frozen.dataclass(frozen=True, slots=True)
        class Shared:
            """A thing whose list would be everybody's."""

            marks: list[str] = []  # noqa: RUF012


def test_a_thing_without_fields_can_be_made() -> None:
    assert Nothing() == Nothing()
    with pytest.raises(TypeError):
        Nothing(1)  # type: ignore[call-arg]


def test_wrong_calls_are_wrong_from_the_first_to_the_last_object() -> None:
    for _ in range(102):
        assert Kept("a", sides=3) == Kept(name="a", sides=3) == Kept("a", 3)
        with pytest.raises(TypeError):
            Kept()  # type: ignore[call-arg]
        with pytest.raises(TypeError):
            Kept("a", 1, 2)  # type: ignore[call-arg]
        with pytest.raises(TypeError):
            Kept("a", name="b")  # type: ignore[misc]
        with pytest.raises(TypeError):
            Named("a")  # type: ignore[call-arg]
        with pytest.raises(TypeError):
            Kept("a", side=4)  # type: ignore[call-arg]
