"""The values that a chart of the document shows, each with its series and category, as lines of words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def points(root: _Element) -> Iterator[str]:
    """'Green, Care Services: 12' for each point of each series, then the words of titles and labels.

    Read is what is drawn; the workbook within a chart, which Word opens when its figures are edited, is not.
    """
    for series in root.iter(f"{_C}ser"):
        name = " ".join(_values(series.find(f"{_C}tx")).values())
        categories, values = _values(series.find(f"{_C}cat")), _values(series.find(f"{_C}val"))
        for at, value in values.items():
            yield f"{name}, {categories.get(at, at)}: {value}"
    said = ("".join(str(part) for part in each.itertext(f"{_A}t")) for each in root.iter(f"{_A}p"))
    yield from (each for each in said if each.strip())


def _values(element: _Element | None) -> dict[str, str]:
    """The cached words or numbers by their positions."""
    found = element.iter(f"{_C}pt") if element is not None else ()
    return {each.get("idx", ""): each.findtext(f"{_C}v", "") for each in found}
