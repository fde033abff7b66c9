"""Conditions of phrases: 'completed = 0 and earlier is none', read from an officer's words and asked of a few facts."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping

from compiler.domain.frozen import dataclass
from compiler.domain.regex import regex

Fact = float | str | None
"""What a place holds, as a condition sees it: a number, words, or None where there is nothing."""

_TOKEN = regex(r"\s*(?:('[^']*'|‘[^’]*’)|([A-Za-z_][A-Za-z0-9_]*)|(-?\d+(?:\.\d+)?)%?|(<=|>=|!=|[=<>≤≥≠()]))")
_SIGNS: Mapping[str, Callable[[float, float], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "≠": operator.ne,
    "<": operator.lt,
    ">": operator.gt,
    "<=": operator.le,
    "≤": operator.le,
    ">=": operator.ge,
    "≥": operator.ge,
}
_EQUAL = ("=", "!=", "≠")
_WORDS = frozenset({"and", "or", "not", "is", "none"})


class Unreadable(ValueError):
    """A condition or a text that cannot be read; its words say why, for the officer."""


@dataclass(frozen=True, slots=True)
class Named:
    """What the place of that name holds."""

    name: str


Side = Named | float | str


@dataclass(frozen=True, slots=True)
class Compared:
    """Two sides compared by a sign; a side that holds nothing fulfils no comparison but '!='."""

    left: Named
    sign: str
    right: Side


@dataclass(frozen=True, slots=True)
class IsNone:
    """The place holds nothing."""

    name: str


@dataclass(frozen=True, slots=True)
class Both:
    """Every one of these holds."""

    of: tuple[Test, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """At least one of these holds."""

    of: tuple[Test, ...]


@dataclass(frozen=True, slots=True)
class Unless:
    """This does not hold."""

    of: Test


Test = Compared | IsNone | Both | Either | Unless


def read_condition(text: str) -> Test:
    """The condition that the words say; raises Unreadable with what is wrong with them."""
    tokens = _tokens(text)
    reading = _Reading(tokens)
    test = reading.either()
    if reading.left:
        raise Unreadable(f"'{reading.left[0]}' is one word too many; join two conditions with 'and' or 'or'")
    return test


def holds(test: Test, facts: Mapping[str, Fact]) -> bool:
    """Whether a condition holds for these facts."""
    match test:
        case Both(of):
            return all(holds(each, facts) for each in of)
        case Either(of):
            return any(holds(each, facts) for each in of)
        case Unless(of):
            return not holds(of, facts)
        case IsNone(name):
            return facts[name] is None
        case Compared(left, sign, right):
            return _compare(facts[left.name], sign, facts[right.name] if isinstance(right, Named) else right)


def _compare(left: Fact, sign: str, right: Fact) -> bool:
    if isinstance(left, float | int) and isinstance(right, float | int):
        return _SIGNS[sign](left, right)
    return (left == right) is (sign == "=") if sign in _EQUAL else False


def comparisons(test: Test) -> Iterator[Compared | IsNone]:
    """Every single test of a condition."""
    if isinstance(test, Compared | IsNone):
        yield test
    elif isinstance(test, Unless):
        yield from comparisons(test.of)
    else:
        for each in test.of:
            yield from comparisons(each)


def names(test: Test) -> Iterator[str]:
    """The places that a condition speaks of."""
    for each in comparisons(test):
        if isinstance(each, IsNone):
            yield each.name
        else:
            yield each.left.name
            yield from (each.right.name,) if isinstance(each.right, Named) else ()


# --- reading ----------------------------------------------------------------------------------------------------------


def _tokens(text: str) -> list[str]:
    tokens: list[str] = []
    at = 0
    while text[at:].strip():
        found = _TOKEN.match(text, at)
        if found is None:
            raise Unreadable(f"'{text[at:].strip()}' cannot be read; write for example: count = 0 and earlier is none")
        tokens.append(next(filter(None, found.groups())))
        at = found.end()
    return tokens


class _Reading:
    """The words of a condition that are still to be read."""

    def __init__(self, left: list[str]) -> None:
        self.left = left

    def either(self) -> Test:
        tests = [self.both()]
        while self._took("or"):
            tests.append(self.both())
        return tests[0] if len(tests) == 1 else Either(tuple(tests))

    def both(self) -> Test:
        tests = [self.one()]
        while self._took("and"):
            tests.append(self.one())
        return tests[0] if len(tests) == 1 else Both(tuple(tests))

    def one(self) -> Test:
        if self._took("not"):
            return Unless(self.one())
        if self._took("("):
            test = self.either()
            if not self._took(")"):
                raise Unreadable("a bracket is open and never closed")
            return test
        return self._tested()

    def _tested(self) -> Test:
        name = self._name()
        if self._took("is"):
            absent = not self._took("not")
            if not self._took("none"):
                raise Unreadable(f"behind '{name} is' stands 'none' or 'not none'; equal is '{name} = …'")
            return IsNone(name) if absent else Unless(IsNone(name))
        if not self.left or self.left[0] not in _SIGNS:
            raise Unreadable(f"'{name}' is not compared with anything: write '{name} = 0' or '{name} is not none'")
        return Compared(Named(name), self.left.pop(0), self._side(name))

    def _side(self, name: str) -> Side:
        if not self.left:
            raise Unreadable(f"nothing stands behind '{name}' to compare it with")
        token = self.left[0]
        if token[0] in "'‘":
            return self.left.pop(0)[1:-1]
        if token[0] in "-0123456789":
            return float(self.left.pop(0))
        return Named(self._name())

    def _name(self) -> str:
        if not self.left:
            raise Unreadable("it ends too early: a condition is missing behind the last word")
        token = self.left.pop(0)
        if token.casefold() in _WORDS or not (token[0].isalpha() or token[0] == "_"):
            raise Unreadable(f"'{token}' stands where the name of a place is expected")
        return token

    def _took(self, word: str) -> bool:
        if self.left and self.left[0].casefold() == word:
            self.left.pop(0)
            return True
        return False
