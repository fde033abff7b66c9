"""How a figure was made of its cells, in words: counted, shared out, added up, or the words of a cell as they stand."""

from __future__ import annotations

from compiler.report.blocks import Figure, Rated

PLACES = "places"
"""How a figure is made that does nothing but say where cells stand."""
_MADE = ("count", "share of ", "change: ", "difference: ", "sum")


def how_of(part: Figure | Rated) -> str:
    """What a figure says of how it was made; of a rating, that it is as rated."""
    return part.how if isinstance(part, Figure) else "as rated"


def is_cell(part: Figure | Rated) -> bool:
    """Whether it is one cell's own words, and not made of several."""
    return not how_of(part).startswith(_MADE) and len(part.origins) == 1


def how_made(part: Figure | Rated) -> str:
    """How it was made, as a reader says it."""
    how = how_of(part)
    if how == "count":
        return "counted, one cell for each" if part.origins else "counted, there is none"
    return "added up" if how == "sum" else how
