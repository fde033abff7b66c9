"""The Summary sheet: ratings by division and by outcome, as formulas over the tables, with charts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import count, groupby
from typing import TYPE_CHECKING

from compiler.consolidate.tally import tally
from compiler.consolidate.view import Movement, Row
from compiler.domain.frozen import dataclass
from compiler.domain.language import term
from compiler.domain.origin import column_letters
from compiler.domain.rating import Rating
from compiler.domain.text import clean
from compiler.render.master.below import Below
from compiler.render.master.cell import Cell, Formula, rating_words
from compiler.render.master.counting import count_formula, plain
from compiler.render.master.layout import Made
from compiler.render.master.looks import BODY, FIGURE, HEAD, PLAIN, RIGHT, SECTION, TOTAL, Style
from compiler.render.master.once import Once
from compiler.render.master.page import Page, Running
from compiler.render.master.places import Places, movement_words, outcome_words
from compiler.render.master.rows import RowsPage
from compiler.returns.issue_page import Styles

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook  # type: ignore[import-untyped]

_FIRST = 3
_ROW = "\0"  # stands for the number of a line's row in its formulas
_CHART = 760  # pixels wide
_COUNT, _SHARE = "#,##0", "[=0]0%;[=1]0%;0.0%"
_PATTERNS = (
    "wide_upward_diagonal", "large_grid", "light_vertical", "", "light_horizontal", "wide_downward_diagonal",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of a block: the plan's name, what is counted in it ('' for the whole plan), and its rows by the key of
    their rating, '' for those without."""

    plan: str
    part: str
    label: str
    rated: Counter[str]

    @property
    def total(self) -> int:
        """All its rows."""
        return self.rated.total()


def write_summary(
    book: Workbook, styles: Styles, name: str, places: Places, tables: Sequence[RowsPage], running: Running
) -> Page:
    """Write the whole sheet: for each kind of row that is rated, by division with a chart, and by outcome."""
    ratings = _ratings(places, tables)
    page = Page(book, styles, name, [24.0, 46.0, *[12.0, 10.5] * len(ratings), 9.0])
    note = term("Every number is a formula over the tables and follows them. Each share is of all rows of its line.")
    page.heading(running, name, note, 0)
    divided = [
        _lines(places, table.rows, "all divisions", lambda each: places.division(each.division)) for table in tables
    ]
    height = 110 + 34 * max(map(len, divided))
    row = 4 + height // 20 + 2
    below = Below(page, row)
    for number, (table, lines) in enumerate(zip(tables, divided, strict=True)):
        noun = table.page.name
        _chart(book, page, _Chart(noun, row, lines, height, number * (_CHART + 12)), ratings)
        row = _block(
            below, row, term("{noun} by division", noun=noun), term("Division"), table, table.division, lines, ratings
        )
        if table.outcome:
            outcomes = _lines(places, table.rows, "all outcomes", outcome_words)
            row = _block(
                below,
                row,
                term("{noun} by outcome", noun=noun),
                term("Outcome"),
                table,
                table.outcome,
                outcomes,
                ratings,
            )
        else:
            below.row(row, [(term("{noun} by outcome: the plans name no outcome for them.", noun=noun), PLAIN)])
            row += 2
    if places.view.compared:
        _movements(below, row, places, tables)
    page.heights()
    page.sheet.freeze_panes(2, 2)
    page.print_setup(running)
    return page


def _ratings(places: Places, tables: Iterable[RowsPage]) -> tuple[Rating, ...]:
    """The ratings of the scheme, and those outside it that any row has: the same columns in every block."""
    scheme = places.view.profile.ratings
    assert scheme is not None, "a summary of ratings needs a scheme"
    return tuple(rating for rating, _ in tally((row for table in tables for row in table.rows), scheme).groups)


def _lines(places: Places, rows: Iterable[Row], parts: str, part: Callable[[Row], str]) -> tuple[_Line, ...]:
    """For each plan a line of all its rows, and one for each part where it has several."""
    names = Once(places.plan)
    plans: dict[str, dict[str, Counter[str]]] = {}
    counted = Counter([(names[row.plan], part(row), row.rating.key if row.rating is not None else "") for row in rows])
    for (plan, name, rating), number in counted.items():
        plans.setdefault(plan, {}).setdefault(name, Counter())[rating] = number
    tiers = [tier.name for tier in places.view.profile.tiers]
    lines = []
    for plan in sorted(plans, key=lambda name: tiers.index(name) if name in tiers else len(tiers)):
        held = plans[plan]
        label = f"{plan}: {term(parts) if len(held) > 1 else next(iter(held))}"
        lines.append(_Line(plan, "", label, sum(held.values(), Counter())))
        if len(held) > 1:
            lines += [_Line(plan, name, name, rated) for name, rated in held.items()]
    return tuple(lines)


def _block(
    below: Below,
    row: int,
    title: str,
    part: str,
    table: RowsPage,
    column: str,
    lines: Sequence[_Line],
    ratings: Sequence[Rating],
) -> int:
    """One table of counts and shares; the row after it and a blank one."""
    below.row(row, [(title, SECTION)])
    below.row(row + 1, _head(part, ratings))
    counting = _Counting(table, column, ratings, row + 1)
    figures = 2 * len(ratings) + 1
    for whole, some in groupby(enumerate(lines, row + 2), key=lambda each: not each[1].part):
        numbered = tuple(some)
        more = [TOTAL] * (2 + figures) if whole else [{}, {"indent": 1}, *[{}] * figures]
        below.rows(numbered[0][0], Made(counting.columns, numbered), more)
    return row + len(lines) + 3


def _head(part: str, ratings: Sequence[Rating]) -> Sequence[tuple[Cell, Style]]:
    head: list[tuple[Cell, Style]] = [(term("Plan"), HEAD), (part, HEAD)]
    for rating in ratings:
        style = {**HEAD, "bg_color": rating.fill, "font_color": rating.ink, **RIGHT}
        head += [(rating_words(rating), style), (term("Share"), style)]
    return [*head, (term("Total"), {**HEAD, **RIGHT})]


class _Counting:
    """The formulas of a block, whose headings stand in the row `head`; `column` is the table's of what is counted in.

    The formulas of two lines differ in the numbers of their rows alone, but for words that need another function.
    """

    def __init__(self, table: RowsPage, column: str, ratings: Sequence[Rating], head: int) -> None:
        self._table, self._column, self._ratings, self._head = table, column, ratings, head
        self._known: dict[tuple[bool, bool], Sequence[str]] = {}
        total = column_letters(_FIRST + 2 * len(ratings))
        letters = [column_letters(_FIRST + 2 * place) for place in range(len(ratings))]
        self._shares = [f'=IF(${total}{_ROW}=0,"–",{each}{_ROW}/${total}{_ROW})' for each in letters]

    def columns(self, lines: Sequence[tuple[int, _Line]]) -> Sequence[Sequence[Cell]]:
        """The cells of some lines, each with the number of its row: what they count, then for each rating its number
        and its share of the line, then the total."""
        made: list[Sequence[Cell]] = [[line.plan for _, line in lines], [line.part or line.label for _, line in lines]]
        counts, totals = [self._counts(line) for _, line in lines], [line.total for _, line in lines]
        for place, (rating, share) in enumerate(zip(self._ratings, self._shares, strict=True)):
            numbers = [line.rated[rating.key] for _, line in lines]
            told = zip(counts, numbers, lines, strict=True)
            made.append([Formula(_at(formulas[place], row), number, _COUNT) for formulas, number, (row, _) in told])
            parts = zip(numbers, totals, lines, strict=True)
            made.append([Formula(_at(share, row), number / total, _SHARE) for number, total, (row, _) in parts])
        whole = zip(counts, totals, lines, strict=True)
        return [*made, [Formula(_at(formulas[-1], row), total, _COUNT) for formulas, total, (row, _) in whole]]

    def _counts(self, line: _Line) -> Sequence[str]:
        """The formulas that count the rows of a line: of each rating, then all."""
        words = (line.plan, line.part) if line.part else (line.plan,)
        kind = bool(line.part), all(map(plain, words))
        if kind not in self._known:
            page = self._table.page
            names = zip((self._table.plan, self._column), "AB", words, strict=False)
            wanted = [(page.column(name), f"${letter}{_ROW}", said) for name, letter, said in names]
            rated = [
                (page.column(self._table.rating), f"{column_letters(place)}${self._head}", rating_words(rating))
                for place, rating in zip(count(_FIRST, 2), self._ratings, strict=False)
            ]
            asked = [*([*wanted, each] for each in rated), wanted]
            self._known[kind] = [count_formula(each, page.tables) for each in asked]
        return self._known[kind]


def _at(formula: str, row: int) -> str:
    """A formula of a line in its row."""
    return formula.replace(_ROW, str(row))


@dataclass(frozen=True, slots=True)
class _Chart:
    """A chart of a block: what it counts, the row of the block's title, its lines, its height and place in pixels."""

    noun: str
    block: int
    lines: Sequence[_Line]
    height: int
    across: int


def _chart(book: Workbook, page: Page, asked: _Chart, ratings: Sequence[Rating]) -> None:
    """A bar for each line of a block, its parts told by pattern and number, above all blocks."""
    head, first, last = asked.block, asked.block + 1, asked.block + len(asked.lines)
    chart = book.add_chart({"type": "bar", "subtype": "percent_stacked"})
    for number, (rating, fill) in enumerate(zip(ratings, _fills(ratings), strict=True)):
        column = _FIRST + 2 * number
        chart.add_series(
            {
                "name": [page.name, head, column - 1],
                "name_data": [clean(rating_words(rating))],
                "categories": [page.name, first, 1, last, 1],
                "categories_data": [clean(line.part or line.label) for line in asked.lines],
                "values": [page.name, first, column - 1, last, column - 1],
                "values_data": [line.rated[rating.key] for line in asked.lines],
                **fill,
                "border": {"color": "333333", "width": 0.75},
                "gap": 45,
                "data_labels": {
                    "value": True,
                    "num_format": "0;;",
                    "font": {"bold": True, "color": "000000", "size": 9},
                    "fill": {"color": "FFFFFF"},
                },
            }
        )
    chart.set_title(
        {
            "name": term("{noun} by division: share and number of each rating", noun=asked.noun),
            "name_font": {"size": 12},
        }
    )
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}})
    chart.set_y_axis({"reverse": True, "interval_unit": 1, "num_font": {"size": 9}})
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": _CHART, "height": asked.height})
    page.chart(4, chart, _description(asked.noun, asked.lines, ratings), asked.across)


def _fills(ratings: Sequence[Rating]) -> Iterator[dict[str, dict[str, str]]]:
    """The bars' looks, told apart in black and white: one dark, one light, the others by their patterns."""
    light, patterns = False, iter(_PATTERNS * len(ratings))
    for number, rating in enumerate(ratings):
        if number == 0 or (_is_light(rating.fill) and not light):
            light = light or _is_light(rating.fill)
            yield {"fill": {"color": rating.fill}}
        else:
            ink, pattern = rating.fill if rating.in_scheme else "6A727A", next(patterns)
            drawn = {"pattern": {"pattern": pattern, "fg_color": ink, "bg_color": "FFFFFF"}}
            yield drawn if pattern else {"fill": {"color": "FFFFFF"}}


def _is_light(colour: str) -> bool:
    """Whether a colour prints as a light grey."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (0, 2, 4))
    return 0.3 * red + 0.59 * green + 0.11 * blue > 150


def _description(noun: str, lines: Iterable[_Line], ratings: Sequence[Rating]) -> str:
    """The chart in words."""

    def told(line: _Line) -> str:
        counts = [(term(rating.name), line.rated[rating.key]) for rating in ratings]
        shares = ", ".join(f"{number} {name}" for name, number in counts if number)
        return term("{line}: {shares} of {number}", line=line.label, shares=shares, number=line.total)

    bars = term("Bars of the ratings of {noun} by division.", noun=noun.lower())
    return f"{bars} {'; '.join(map(told, lines))}."


def _movements(below: Below, row: int, places: Places, tables: Sequence[RowsPage]) -> None:
    """How many rows of each kind moved which way since the period compared."""
    compared = places.view.compared
    below.row(row, [(term("Movement since {earlier}", earlier=compared.short if compared else ""), SECTION)])
    heads = ((term("Movement"), HEAD), (term("Which means"), HEAD))
    below.row(row + 1, [*heads, *((table.page.name, {**HEAD, **RIGHT}) for table in tables)])
    moved = [Counter(each.movement for each in table.rows) for table in tables]
    for number, movement in enumerate(Movement, row + 2):
        words = movement_words(movement)
        cells: list[tuple[Cell, Style]] = [(words, BODY), (term(_MEANS[movement]), BODY)]
        for table, counted in zip(tables, moved, strict=True):
            wanted = [(table.page.column(table.movement), f"$A{number}", words)]
            cells.append((Formula(count_formula(wanted, table.page.tables), counted[movement], _COUNT), FIGURE))
        below.row(number, cells)
    said = term("The rows that moved are listed on the sheet Movement.")
    below.row(row + len(Movement) + 2, [(said, PLAIN)])


_MEANS = {
    Movement.NEWLY_DONE: "completed or met now, and not before",
    Movement.IMPROVED: "a better rating than before",
    Movement.WORSENED: "a worse rating than before",
    Movement.SAME: "the same rating as before",
    Movement.NEW: "not in the returns before",
    Movement.UNKNOWN: "no rating of the scheme now or before",
}
