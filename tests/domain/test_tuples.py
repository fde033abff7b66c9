"""A named tuple made the shorter way is what `typing` would have made of it."""

from __future__ import annotations

import copy
import pickle
import typing
from typing import Any

import pytest

from compiler.domain import tuples


class Place(tuples.NamedTuple):
    """Where a thing stands."""

    sheet: str
    row: int = 1
    words: tuple[str, ...] = ()

    @property
    def said(self) -> str:
        """The place in words."""
        return f"{self.sheet} {self.row}"


class Standard(typing.NamedTuple):
    """Where a thing stands."""

    sheet: str
    row: int = 1
    words: tuple[str, ...] = ()

    @property
    def said(self) -> str:
        """The place in words."""
        return f"{self.sheet} {self.row}"


@pytest.mark.parametrize(
    ("given", "named"), [(("a",), {}), (("a", 2), {}), ((), {"row": 3, "sheet": "b"}), (("a", 1, ("x",)), {})]
)
def test_objects_hold_show_and_compare_the_same(given: tuple[Any, ...], named: dict[str, Any]) -> None:
    one, other = Place(*given, **named), Standard(*given, **named)
    assert (tuple(one), one.said, one._asdict()) == (tuple(other), other.said, other._asdict())
    assert repr(one) == repr(other).replace("Standard", "Place")
    assert (one == tuple(other), hash(one) == hash(other), one._replace(row=9).row) == (True, True, 9)
    assert (pickle.loads(pickle.dumps(one)), copy.deepcopy(one)) == (one, one)


def test_a_class_says_the_same_of_itself() -> None:
    assert Place._fields == Standard._fields == Place.__match_args__
    assert Place._field_defaults == Standard._field_defaults
    assert (Place.__doc__, Place.__module__, Place.__qualname__) == (Standard.__doc__, __name__, "Place")
    assert Place.__annotations__.keys() == Standard.__annotations__.keys()
    assert Place.__bases__ == Standard.__bases__ == (tuple,)


@pytest.mark.parametrize(("given", "named"), [((), {}), (("a", 1, (), 2), {}), (("a",), {"column": 1})])
def test_a_wrong_call_is_refused_in_the_same_words(given: tuple[Any, ...], named: dict[str, Any]) -> None:
    said = []
    for cls in (Place, Standard):
        with pytest.raises(TypeError) as caught:
            cls(*given, **named)
        said.append(str(caught.value).replace("Standard", "Place"))
    assert said[0] == said[1]
