"""Pages for the browser: nothing that runs, nothing that is loaded, no way out, nothing hidden."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_TAGS = frozenset(
    re.findall(
        r"\S+",
        "html head meta title style body a header main footer nav section article h1 h2 h3 h4 h5 h6 p ul ol "
        "li dl dt dd "
        "table caption thead tbody tfoot tr th td div span strong em mark br details summary figure figcaption "
        "svg rect line path g text desc circle polyline polygon abbr b sup sub time hr",
    )
)
_NAMES = frozenset(("viewport", "color-scheme", "referrer", "description"))
_ATTRIBUTES = re.compile(
    r"(id|class|lang|dir|href|scope|role|tabindex|colspan|rowspan|headers|title|aria-[a-z]+|charset|name|content|"
    r"http-equiv|viewbox|width|height|x|y|x1|x2|y1|y2|rx|ry|r|cx|cy|d|fill|stroke|stroke-width|transform|points|"
    r"text-anchor|focusable|preserveaspectratio|datetime|open|for|start|value|style|xmlns|dominant-baseline|font-size)"
)
_STYLE = re.compile(
    r"url\(|@import|expression\(|behaviou?r:|-moz-binding|display:\s*none|visibility:\s*hidden|font-size:\s*0(?!\.)"
)
_PRINTED = re.compile(r"@media print\s*\{(?:[^{}]|\{[^{}]*\})*\}")


def page_surprises(data: bytes) -> list[str]:
    """What is surprising in a page: every element and attribute that is not known to be harmless."""
    reader = _Reader()
    reader.feed(data.decode("utf-8"))
    reader.close()
    return list(dict.fromkeys(reader.found))


class _Reader(HTMLParser):
    """Goes through a page as a browser does, element by element."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._styles = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at an element."""
        self._styles = tag == "style"
        if tag not in _TAGS:
            self.found.append(f"an element: {tag}")
        for name, value in attrs:
            self._attribute(tag, name, value or "")
        if tag == "meta":
            self._meta({name: value or "" for name, value in attrs})

    def _attribute(self, tag: str, name: str, value: str) -> None:
        if not _ATTRIBUTES.fullmatch(name):
            self.found.append(f"an attribute: {tag} {name}")
        if name == "href" and not value.startswith("#"):
            self.found.append(f"a link: {value}")
        if name == "style" and _STYLE.search(value):
            self.found.append(f"hidden or loaded by its style: {tag} {value}")

    def _meta(self, said: dict[str, str]) -> None:
        equivalent = said.get("http-equiv", "").lower()
        if equivalent and equivalent != "content-security-policy":
            self.found.append(f"a header of its own: {equivalent}")
        if said.get("name", "viewport") not in _NAMES:
            self.found.append(f"a note on the page: {said['name']}")

    def handle_endtag(self, tag: str) -> None:
        """Leave an element."""
        self._styles = False

    def handle_data(self, data: str) -> None:
        """Look at the styles."""
        if self._styles:
            shown = _PRINTED.sub("", data)  # on paper nothing can be opened or asked
            self.found += [f"hidden or loaded by its style: {each}" for each in _STYLE.findall(shown)]

    def handle_comment(self, data: str) -> None:
        """Nobody sees a comment."""
        self.found.append(f"a comment: {data[:60]}")

    def handle_pi(self, data: str) -> None:
        """Nor an instruction."""
        self.found.append(f"an instruction: {data[:60]}")

    def unknown_decl(self, data: str) -> None:
        """Nor a section of another kind."""
        self.found.append(f"a declaration: {data[:60]}")
