"""Where a figure comes from, in words for people: its place, how it was made, and its cells with their own words."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from itertools import groupby

from compiler.domain.agreement import grouped
from compiler.domain.origin import Origin
from compiler.render.trace.answer import Answer
from compiler.render.trace.cells import Cells, cell_at
from compiler.render.trace.explain import Traced

_LONGEST, _AROUND, _NAMED = 60, 50, 6


def trace_text(answers: Sequence[Answer], width: int = 100) -> str:
    """One place with all of its cells; several as a list, paper by paper, each with the way that it was made."""
    if sum(len(each.places) for each in answers) == 1:
        return "\n".join(_one(answers[0], width)) + "\n"
    lines, number = [], 0
    for each in answers:
        count = len(each.places)
        lines += ["", *_wrapped(f"{count:,} {'place' if count == 1 else 'places'} in {each.paper}:", 2, width), ""]
        for place in each.places:
            number += 1
            lines += _wrapped(f"{number:>3}  {_headline(place)}", 5, width)
            lines += _wrapped(f"     {_made(place)}{_where(place.origins)}", 7, width)
    return "\n".join(lines[1:]) + "\n"


def _headline(place: Traced) -> str:
    return f"{place.line.where}: {_shown(place)}"


def _shown(place: Traced) -> str:
    """What stands there; in a sentence with some of the words around it."""
    text = _cut(place.text, _LONGEST)
    if (place.start, place.end) == (0, len(place.line.text)):
        return f"“{text}”"
    before, after = place.line.text[: place.start], place.line.text[place.end :]
    left = before if len(before) <= _AROUND else "…" + before[-_AROUND:].partition(" ")[2]
    right = after if len(after) <= _AROUND else after[:_AROUND].rpartition(" ")[0] + "…"
    return f"“{' '.join(f'{left}[{text}]{right}'.split())}”"


def _made(place: Traced) -> str:
    return f"{place.rule} ({place.source})" if place.source else place.rule


def _one(found: Answer, width: int) -> Iterator[str]:
    (place,) = found.places
    if found.named:
        yield from _wrapped(f"In {found.paper}:", 2, width)
    yield from _wrapped(_headline(place), 2, width)
    if place.line.table is not None:
        yield from _wrapped(f"  ({place.line.table.caption})", 2, width)
    yield from _wrapped(f"  {_made(place)}", 4, width)
    for (workbook, sheet), origins in groupby(place.origins, key=lambda each: (each.workbook, each.sheet)):
        yield ""
        yield "  " + ", ".join(part for part in (workbook, sheet) if part)
        for origin in origins:
            yield from _cell(origin, found.cells, width)


def _cell(origin: Origin, cells: Cells, width: int) -> Iterator[str]:
    """'I14  'Amber' · Deliver positive activities'; the words in full where the cell is asked for by itself."""
    found = cell_at(cells, origin)
    if origin.column:
        said = f"'{found.words}'" if found.words else "(blank)"
    else:
        said = "the whole row" if origin.row else "the whole sheet"
    label = f" · {_cut(found.row, _LONGEST)}" if found.row and found.row != found.words else ""
    yield from _wrapped(f"    {origin.cell or '-':<6} {said}{label}", 11, width)


def _where(origins: Sequence[Origin]) -> str:
    """The cells of a place in a line: ': Care.xlsx, Actions, I5, I6 and 12 more'."""
    parts = []
    for sheet, held in grouped(origins, lambda each: f"{each.workbook}, {each.sheet}".rstrip(", ")).items():
        named, more = [each.cell for each in held[:_NAMED] if each.cell], len(held) - _NAMED
        parts.append(", ".join([sheet, *named]) + (f" and {more} more" if more > 0 else ""))
    return f": {'; '.join(parts)}" if parts else ""


def _cut(words: str, longest: int) -> str:
    line = " ".join(words.split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def _wrapped(words: str, indent: int, width: int) -> list[str]:
    return textwrap.wrap(
        words, width, subsequent_indent=" " * indent, break_long_words=False, break_on_hyphens=False,
        drop_whitespace=True,
    )  # fmt: skip
