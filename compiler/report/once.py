"""What is asked of a row again and again while a report is told, such as when it is due, worked out once.

Answers about rows are held by the rows' numbers, 8 bytes each beside what is answered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Concatenate, ParamSpec, TypeVar

from compiler.consolidate.view import DepartmentView, Row
from compiler.domain.lookup import Places

A = TypeVar("A")
P = ParamSpec("P")

_MADE: ContextVar[dict[object, tuple[object, Any]] | None] = ContextVar("made", default=None)
_NOT_ASKED = object()


class _Rows:
    """The rows of a view by their numbers, and what was answered about them."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows, self._places = rows, Places(rows)
        self._known: dict[object, list[Any]] = {}
        self._told: dict[object, dict[int, Any]] = {}

    def few(
        self, ask: Callable[Concatenate[Row, P], A | None], *also: P.args, **named: P.kwargs
    ) -> Callable[[Row], A | None]:
        """What is answered about each row, all being asked at once."""
        told = self._told.get(ask)
        if told is None:
            answers = ((id(each), ask(each, *also, **named)) for each in self._rows)
            told = self._told[ask] = {at: answer for at, answer in answers if answer is not None}
        known = told.get
        return lambda row: known(id(row))

    def answer(self, ask: Callable[Concatenate[Row, P], A], row: Row, *also: P.args, **named: P.kwargs) -> A:
        """What is answered about a row, asked once; each time of one that is none of the view's."""
        at = self._places[row]
        if at < 0:
            return ask(row, *also, **named)
        known = self._known.get(ask)
        if known is None:
            known = self._known[ask] = [_NOT_ASKED] * len(self._rows)
        found = known[at]
        if found is _NOT_ASKED:
            found = known[at] = ask(row, *also, **named)
        answered: A = found
        return answered


_ROWS: ContextVar[_Rows | None] = ContextVar("rows", default=None)


@contextmanager
def once(view: DepartmentView) -> Iterator[None]:
    """What is asked within about rows of a view is worked out once; what is asked elsewhere, each time."""
    rows, made = _ROWS.set(_Rows(view.rows)), _MADE.set({})
    try:
        yield
    finally:
        _ROWS.reset(rows)
        _MADE.reset(made)


def answer(ask: Callable[Concatenate[Row, P], A], row: Row, *also: P.args, **named: P.kwargs) -> A:
    """The answer about a row; what is handed over beside it is the same throughout a report."""
    rows = _ROWS.get()
    return ask(row, *also, **named) if rows is None else rows.answer(ask, row, *also, **named)


def few(ask: Callable[Concatenate[Row, P], A | None], *also: P.args, **named: P.kwargs) -> Callable[[Row], A | None]:
    """The answer about any row of the view, which is None for nearly all of them: only the others are held."""
    rows = _ROWS.get()
    return (lambda row: ask(row, *also, **named)) if rows is None else rows.few(ask, *also, **named)


def made_once(name: str, of: object, make: Callable[[], A]) -> A:
    """What is made of a thing under a name, once for each thing."""
    made = _MADE.get()
    if made is None:
        return make()
    if (name, id(of)) not in made:
        made[name, id(of)] = of, make()
    found: A = made[name, id(of)][1]
    return found
