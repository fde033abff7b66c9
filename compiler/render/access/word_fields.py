"""The fields of a Word document as they are come upon: begun, their code, their result, ended."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from compiler.render.access.barrier import Place
from compiler.render.access.opened import Element
from compiler.render.access.paper import Link
from compiler.render.access.word_model import Field, State
from compiler.render.access.word_styles import W

_ADDRESS = re.compile(r'HYPERLINK\s+(?:\\l\s+)?"([^"]*)"', re.IGNORECASE)
_DEEPEST = 32


@dataclass(slots=True)
class _Open:
    place: Place
    dirty: bool
    code: str = ""
    words: str = ""
    shows: bool = False

    @property
    def kind(self) -> str:
        return self.code.split()[0].upper() if self.code.split() else ""


@dataclass(slots=True)
class Fields:
    """The fields that are open at a point of a story, the outermost first, and those that have ended."""

    stack: list[_Open] = field(default_factory=list)
    done: list[Field] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of the open fields."""
        return tuple(each.kind for each in self.stack if each.kind)

    def inside(self, kind: str = "") -> bool:
        """Whether the point lies in a field of that kind, or in any."""
        return any(not kind or each.kind == kind for each in self.stack)

    def mark(self, element: Element, place: Place) -> None:
        """Take note of a field's beginning, its middle or its end."""
        kind = element.get(f"{W}fldCharType")
        if kind == "begin" and len(self.stack) < _DEEPEST:
            self.stack.append(_Open(place, (element.get(f"{W}dirty") or "0") not in ("0", "false", "off")))
        elif kind == "separate" and self.stack:
            self.stack[-1].shows = True
        elif kind == "end" and self.stack:
            self._end(self.stack.pop())

    def _end(self, ended: _Open) -> None:
        state = State.DIRTY if ended.dirty else State.WHOLE
        self.done.append(Field(ended.place, ended.code.strip(), ended.words, state))
        address = _ADDRESS.search(ended.code)
        if address:
            self.links.append(Link(ended.place, ended.words, address[1]))

    def code(self, words: str) -> None:
        """Add to the code of the innermost field."""
        if self.stack:
            self.stack[-1].code += words

    def result(self, words: str) -> None:
        """Add to the results of the fields that show something at this point."""
        for each in self.stack:
            if each.shows:
                each.words += words

    def left(self) -> list[Field]:
        """The fields that were never ended."""
        return [Field(each.place, each.code.strip(), each.words, State.OPEN) for each in self.stack]
