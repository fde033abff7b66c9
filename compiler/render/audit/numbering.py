"""Numbers of sections and tables that were counted anew, after one was moved, put in or taken out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from compiler.domain.frozen import replace
from compiler.domain.regex import regex
from compiler.render.audit.document import Document, Grid, Spot

_CAPTION = regex(r"Table ([0-9]+)(: .*)")
_NAMED = regex(r"\bTable ([0-9]+)\b")
_HEADING = regex(r"([0-9]+(?:\.[0-9]+)*) (.*)")


def renumbered(wrote: Document, document: Document) -> Document:
    """What was written with the numbers that the document gives to its tables and sections, if these count through.

    Where they do not count through, a number was changed rather than counted anew, and all stays as it was written.
    """
    tables = _tables(wrote, document)
    headings = _headings(wrote, document)
    if not tables and not headings:
        return wrote

    def told(text: str) -> str:
        return _NAMED.sub(lambda found: f"Table {tables.get(found[1], found[1])}", text) if tables else text

    spots = [replace(spot, text=told(spot.text)) for spot in _headed(wrote.spots, headings)]
    grids = tuple(_told(grid, told(grid.caption)) for grid in wrote.tables)
    return replace(wrote, spots=tuple(spots), tables=grids)


def _told(grid: Grid, caption: str) -> Grid:
    return replace(grid, caption=caption)


def _tables(wrote: Document, document: Document) -> Mapping[str, str]:
    """New numbers of tables by their old ones; {} unless the document counts its tables through."""
    now = [found for spot in document.spots if spot.kind != "description" and (found := _CAPTION.fullmatch(spot.text))]
    if [int(found[1]) for found in now] != list(range(1, len(now) + 1)):
        return {}
    old = {found[2]: found[1] for spot in wrote.spots if (found := _CAPTION.fullmatch(spot.text))}
    new = {old[found[2]]: found[1] for found in now if found[2] in old}
    return {} if all(was == is_now for was, is_now in new.items()) else new


def _headings(wrote: Document, document: Document) -> Mapping[str, list[str]]:
    """The numbers of the document's headings by their words; {} unless they count through, or none is another."""
    now = [each for each in _numbered(document.spots) if each[1]]
    if not _counts(document.spots) or now == [each for each in _numbered(wrote.spots) if each[1]]:
        return {}
    found: dict[str, list[str]] = {}
    for _, number, words in now:
        found.setdefault(words, []).append(number)
    return found


def _numbered(spots: Sequence[Spot]) -> Iterator[tuple[int, str, str]]:
    """The headings as level, number ('' for none) and words."""
    for spot in spots:
        if spot.kind == "heading":
            found = _HEADING.fullmatch(spot.text)
            yield (spot.level, found[1], found[2]) if found else (spot.level, "", spot.text)


def _counts(spots: Sequence[Spot]) -> bool:
    """Whether the numbers of each level follow each other: 1, 2, 2.1, 2.2, 3, and 1 again under another heading."""
    last: dict[int, str] = {}
    for level, number, _ in _numbered(spots):
        above = next((last[each] for each in sorted(last, reverse=True) if each < level and last[each]), "")
        before = last.get(level, "")
        *within, own = number.split(".")
        if number and (".".join(within) not in ("", above) or int(own) != int(before.split(".")[-1] or 0) + 1):
            return False
        last = {each: held for each, held in last.items() if each < level} | {level: number}
    return True


def _headed(spots: Sequence[Spot], numbers: Mapping[str, list[str]]) -> Iterator[Spot]:
    """The paragraphs with the new numbers in headings and contents, the same words in their order."""
    used: dict[tuple[str, str], int] = {}
    for spot in spots:
        found = _HEADING.fullmatch(spot.text) if spot.kind in ("heading", "contents") else None
        held = numbers.get(found[2], []) if found else []
        if found and held:
            # Contents list the headings of one depth only, so that a number is found there by its words' last use.
            place = used.get((spot.kind, found[2]), 0)
            used[(spot.kind, found[2])] = place + 1
            number = held[min(place, len(held) - 1)] if spot.kind == "heading" else held[-1]
            yield replace(spot, text=f"{number} {found[2]}")
        else:
            yield spot
