"""How words stand out, by a document's styles: what a run has of its own beside what its styles give it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from compiler.domain.frozen import dataclass
from compiler.render.word.opc import w

if TYPE_CHECKING:
    from lxml.etree import _Element

_OFF = frozenset({"0", "false", "off", "none", "baseline"})
_SHOWN = ("b", "i", "u", "strike", "vertAlign", "highlight", "caps")
_LINKS = frozenset({"", "default paragraph font", "hyperlink", "internet link", "index link", "followedhyperlink"})
_DEEP = 20


@dataclass(frozen=True, slots=True)
class Style:
    """One style: its name in small letters, the identifier of the style that it is based on, and what it shows."""

    name: str
    based_on: str
    shown: Mapping[str, str]


class Looks:
    """The styles of one document, whatever identifiers it gives them."""

    def __init__(self, styles: _Element | None) -> None:
        self._styles = {}
        self._usual = ""
        for each in styles.findall(w("style")) if styles is not None else ():
            identifier = each.get(w("styleId"), "")
            name = _folded(_value(each, "name"))
            self._styles[identifier] = Style(name, _value(each, "basedOn"), shown(each.find(w("rPr"))))
            if each.get(w("type")) == "paragraph" and each.get(w("default")) in ("1", "true"):
                self._usual = identifier

    def name(self, identifier: str) -> str:
        """The name of a style in small letters; that of the usual paragraph for none."""
        style = self._styles.get(identifier or self._usual)
        return style.name if style else _folded(identifier)

    def mark(self, paragraph: str, properties: _Element | None) -> str:
        """How a run stands out in a paragraph of that style: its own style, then '+b', '-i' and the like."""
        if properties is None:
            return ""
        style = _value(properties, "rStyle")
        named = self.name(style) if style else ""
        given = {**self._inherited(paragraph or self._usual), **self._inherited(style)}
        own = (
            f"{'-' if value == '' else '+'}{name}{value if name in _SAID else ''}"
            for name, value in shown(properties).items()
            if value != given.get(name, "")
        )
        return " ".join([*([] if named in _LINKS else [named]), *own])

    def _inherited(self, identifier: str) -> dict[str, str]:
        """What a style and those that it is based on show together."""
        chain: list[Style] = []
        while identifier in self._styles and len(chain) < _DEEP:
            chain.append(self._styles[identifier])
            identifier = chain[-1].based_on
        return {name: value for style in reversed(chain) for name, value in style.shown.items()}


_SAID = frozenset({"vertAlign", "highlight"})


def shown(properties: _Element | None) -> dict[str, str]:
    """What run properties show, '' for what they take away."""
    return dict(_shown(properties)) if properties is not None else {}


def _shown(properties: _Element) -> Iterator[tuple[str, str]]:
    for name in _SHOWN:
        found = properties.find(w(name))
        if found is not None:
            value = found.get(w("val")) or "on"
            plain = value if name in _SAID else "on"
            yield name, "" if value.lower() in _OFF else plain


def _value(element: _Element, name: str) -> str:
    found = element.find(w(name))
    return (found.get(w("val")) or "") if found is not None else ""


def _folded(name: str) -> str:
    return " ".join(name.lower().split())
