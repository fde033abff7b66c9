"""Where figures come from, shown when a reader asks: workbook, sheet, cells, and how the figure was made of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from compiler.domain.whereabouts import grouped_by, place, places
from compiler.render.page.markup import element, escape, unseen
from compiler.report.blocks import Figure, Rated, Words
from compiler.report.made import how_made, how_of, is_cell

_LONGEST = 40
_SOME = 3


@dataclass(frozen=True, slots=True)
class Named:
    """A figure or rating of the report, and the heading of its column; '' where it stands in a sentence."""

    name: str
    part: Figure | Rated

    @property
    def label(self) -> str:
        """What its reader knows it by: the heading of its column, else its own words."""
        return self.name or f"“{_short(self.part.text)}”"

    @property
    def told(self) -> str:
        """A figure that was made of cells, under its heading: 'Number 9'."""
        return f"{self.name} {_short(self.part.text)}" if self.name else self.label


def named(words: Words, heading: str = "") -> list[Named]:
    """Everything in the words that comes from cells, under the heading of its column if it stands in one."""
    parts = (part for part in words if isinstance(part, Figure) or (isinstance(part, Rated) and part.origins))
    return [Named(heading, part) for part in parts]


def asked(found: Sequence[Named], of: str) -> str:
    """What opens when the reader asks for the cells; '' where nothing comes from cells.

    `of` says, to those who hear the page, whose cells they are.
    """
    if not found:
        return ""
    number = len({origin for each in found for origin in each.part.origins})
    cells = f"{number:,} {'cell' if number == 1 else 'cells'}" if number else "no cells"
    summary = element("summary", escape(cells) + unseen(f" behind {of}"))
    return element("details", summary + element("ul", "".join(_lines(found))), class_="asked")


def behind(found: Sequence[Named]) -> str:
    """The figures of a paragraph by their own words, as a name for what opens."""
    told = list(dict.fromkeys(each.label for each in found))
    return ", ".join(told[:_SOME]) + (f" and {len(told) - _SOME} more" if len(told) > _SOME else "")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1].rstrip()}…"


# --- the lines that say it --------------------------------------------------------------------------------------------


def _lines(found: Sequence[Named]) -> Iterator[str]:
    """A line for each figure that was counted; one for all cells of a sheet that are printed as they are."""
    made = [each for each in found if not is_cell(each.part)]
    for origins, group in groupby(made, key=lambda each: each.part.origins):
        told = "; ".join(f"{each.told}: {how_made(each.part)}" for each in group)
        yield _line(told, places(origins))
    printed = [each for each in found if is_cell(each.part)]
    for (how, workbook, sheet), cells in grouped_by(printed, _kind).items():
        named_cells = ", ".join(dict.fromkeys(f"{each.label} {each.part.origins[0].cell}".strip() for each in cells))
        yield _line(how, f"{place(workbook, sheet)}: {named_cells}")


def _kind(each: Named) -> tuple[str, str, str]:
    origin = each.part.origins[0]
    return how_of(each.part), origin.workbook, origin.sheet


def _line(told: str, where: str) -> str:
    return element("li", f"{escape(told)} – {escape(where)}" if where else escape(told))
