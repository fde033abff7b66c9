"""Charts: what they keep of their figures is what the cells beside them say, and they come from nowhere else."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping

from lxml import etree

from tests.surprises.zipped import LINKS, Opened

_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_PLACE = re.compile(r"(?:'((?:[^']|'')+)'|([^'!]+))!\$?([A-Z]+)\$?(\d+)(?::\$?([A-Z]+)\$?(\d+))?")


def chart_surprises(opened: Opened) -> Iterator[str]:
    """What is surprising about the charts of a file, and about the workbooks that they bring along."""
    from tests.surprises.book import Workbook, book_surprises
    from tests.surprises.zipped import zip_surprises

    for name in opened.parts:
        if not re.fullmatch(r"(word|xl)/charts/chart\d+\.xml", name):
            continue
        source, inner = _source(opened, name)
        if source is None:
            yield f"{name}: a chart without its figures"
            continue
        if inner:
            within = (*zip_surprises(source), *book_surprises(source))
            yield from (f"{inner}: {said}" for said in within)
        yield from (f"{name}: {said}" for said in _stale(opened.tree(name), Workbook(source)))
        if opened.tree(name).find(f"{_C}externalData") is not None and not inner:
            yield f"{name}: figures from outside"


def _source(opened: Opened, chart: str) -> tuple[Opened | None, str]:
    """The workbook that a chart's figures stand in: the one that it lies in, or the part that it brings along."""
    if chart.startswith("xl/"):
        return opened, ""
    folder, base = posixpath.split(chart)
    relations = f"{folder}/_rels/{base}.rels"
    found = list(opened.tree(relations).iter(f"{LINKS}Relationship")) if relations in opened.parts else []
    targets = [posixpath.normpath(posixpath.join(folder, each.get("Target") or "")) for each in found]
    inner = next((each for each in targets if each.endswith(".xlsx") and each in opened.parts), "")
    return (Opened.of(opened.parts[inner], final=True, within=inner), inner) if inner else (None, "")


def _stale(chart: etree._Element, book: object) -> Iterator[str]:
    from tests.surprises.book import Workbook

    assert isinstance(book, Workbook)
    read: dict[str, Mapping[str, str]] = {}
    for each in chart.iter(f"{_C}strRef", f"{_C}numRef"):
        place = _PLACE.fullmatch(each.findtext(f"{_C}f") or "")
        title = ((place[1] or place[2]).replace("''", "'")) if place else ""
        if place is None or title not in book.sheets:
            yield f"figures from elsewhere: {each.findtext(f'{_C}f')}"
            continue
        cells = read.setdefault(title, book.cells(title))
        there = [cells.get(address, "") for address in _addresses(place)]
        for point in each.iter(f"{_C}pt"):
            kept, now = point.findtext(f"{_C}v") or "", there[int(point.get("idx") or 0)]
            if not _same(kept, now):
                yield f"keeps {kept!r} where {each.findtext(f'{_C}f')} says {now!r}"


def _addresses(place: re.Match[str]) -> list[str]:
    first, last = (_number(place[3]), int(place[4])), (_number(place[5] or place[3]), int(place[6] or place[4]))
    return [
        f"{_letters(column)}{row}" for row in range(first[1], last[1] + 1) for column in range(first[0], last[0] + 1)
    ]


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _same(kept: str, now: str) -> bool:
    from tests.surprises.book import unescaped

    try:
        return float(kept) == float(now)
    except ValueError:
        return now in (kept, unescaped(kept))
