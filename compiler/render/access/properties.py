"""What a file says of itself: its title and its language."""

from __future__ import annotations

from compiler.render.access.opened import Parts

_PART = "docProps/core.xml"
_DC = "{http://purl.org/dc/elements/1.1/}"


def properties(parts: Parts) -> tuple[str, str]:
    """The title and the language among a file's properties, each '' where it has none."""
    if _PART not in parts:
        return "", ""
    root = parts.xml(_PART)
    title, language = root.find(f"{_DC}title"), root.find(f"{_DC}language")
    return ("" if title is None else title.text or "").strip(), (
        "" if language is None else language.text or ""
    ).strip()
