"""What is wrong with the styles of a template: missing ones, and names that are nearly right."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from compiler.domain.text import nearest
from compiler.render.template.mistake import Mistake, error, note, warning
from compiler.render.template.places import WHOLE, Places
from compiler.render.word.opc import parse, w
from compiler.render.word.slots.controls import FACT, PROMPT
from compiler.render.word.slots.spots import Opened
from compiler.render.word.styles import Palette, standard

if TYPE_CHECKING:
    from lxml.etree import _Element

_NEARLY = 0.85


def style_mistakes(opened: Opened, places: Places) -> Iterator[Mistake]:
    """Styles that a report needs and the template lacks, has under a mistyped name, or has as another kind."""
    part = next(target for kind, target, _ in opened.package.related(opened.name) if kind == "styles")
    root = parse(opened.package.read(part))
    needed = {style.name.lower(): style for style in standard(Palette()) if style.name.lower() not in (PROMPT, FACT)}
    there = {_name(each).lower(): each for each in root.findall(w("style"))}
    lacking = [style.name for name, style in needed.items() if name not in there]
    mistyped = dict(_mistyped(there, list(needed)))
    for wrong, right in mistyped.items():
        uses = _uses(opened, there[wrong].get(w("styleId")) or "")
        where = places.of(uses[0]) if uses else WHOLE
        yield error(
            "style mistyped",
            where,
            f"A report uses no style '{_name(there[wrong])}', but '{needed[right].name}'"
            f"{', which the template lacks' if right not in there else ''}.",
            f"Rename it to '{needed[right].name}'.",
        )
    for name, style in needed.items():
        if name in there and (there[name].get(w("type")) or "paragraph") != style.kind:
            yield error(
                "style of another kind",
                WHOLE,
                f"The style '{style.name}' is not a {style.kind} style.",
                f"Delete it and make a {style.kind} style of that name.",
            )
    missing = [name for name in lacking if name.lower() not in mistyped.values()]
    if missing:
        yield note(
            "styles missing",
            WHOLE,
            f"The template lacks styles of a report: {', '.join(missing)}.",
            "The report gets them in the colour of the template's headings. Add them to give them looks of your own.",
        )
    yield from _unknown(opened, {each.get(w("styleId")) for each in there.values()}, places)


def _name(style: _Element) -> str:
    name = style.find(w("name"))
    return (name.get(w("val")) or "") if name is not None else ""


def _mistyped(there: dict[str, _Element], needed: list[str]) -> Iterator[tuple[str, str]]:
    """The council's own styles whose names are nearly those of a report's."""
    for name, style in there.items():
        if name in needed or style.get(w("customStyle")) != "1" or name.endswith(" char"):
            continue
        near = nearest(name, needed)
        if near and _is_slip(name, near):
            yield name, near


def _is_slip(name: str, near: str) -> bool:
    """Whether a name is another one mistyped, and not one of a series such as 'Table text 2'."""
    from difflib import SequenceMatcher  # 1 ms that most templates do not need

    numbers = ["".join(filter(str.isdigit, each)) for each in (name, near)]
    return numbers[0] == numbers[1] and SequenceMatcher(None, name, near, autojunk=False).ratio() >= _NEARLY


def _uses(opened: Opened, identifier: str) -> list[_Element]:
    return [each for each in opened.body.iter(w("pStyle")) if each.get(w("val")) == identifier]


def _unknown(opened: Opened, known: set[str | None], places: Places) -> Iterator[Mistake]:
    """Paragraphs in a style that the template does not have."""
    for style in opened.body.iter(w("pStyle")):
        if style.get(w("val")) not in known:
            yield warning(
                "style gone",
                places.of(style),
                f"It is in a style that is not there ({style.get(w('val'))}).",
                "Give it a style of the template: Word shows it as Normal.",
            )
