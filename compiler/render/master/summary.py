"""The Summary sheet: ratings by division and by outcome, as formulas over the tables, with charts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from compiler.consolidate.tally import tally
from compiler.consolidate.view import Movement, Row
from compiler.domain.frozen import dataclass
from compiler.domain.language import term
from compiler.domain.origin import column_letters
from compiler.domain.rating import Rating
from compiler.render.master.cell import Cell, Formula, rating_words
from compiler.render.master.counting import count_formula
from compiler.render.master.looks import BODY, FIGURE, HEAD, PLAIN, RIGHT, SECTION, TOTAL
from compiler.render.master.page import Page, Running
from compiler.render.master.places import Places, movement_words, outcome_words
from compiler.render.master.rows import RowsPage
from compiler.returns.issue_page import Styles

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook  # type: ignore[import-untyped]

_FIRST = 3
_CHART = 760  # pixels wide
_COUNT, _SHARE = "#,##0", "[=0]0%;[=1]0%;0.0%"
_PATTERNS = (
    "wide_upward_diagonal", "large_grid", "light_vertical", "", "light_horizontal", "wide_downward_diagonal",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of a block: the plan's name, what is counted in it ('' for the whole plan), and its rows."""

    plan: str
    part: str
    label: str
    rows: tuple[Row, ...]


def write_summary(
    book: Workbook, styles: Styles, name: str, places: Places, tables: Sequence[RowsPage], running: Running
) -> None:
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
    for number, (table, lines) in enumerate(zip(tables, divided, strict=True)):
        noun = table.page.name
        _chart(book, page, _Chart(noun, row, lines, height, number * (_CHART + 12)), ratings)
        row = _block(
            page, row, term("{noun} by division", noun=noun), term("Division"), table, table.division, lines, ratings
        )
        if table.outcome:
            outcomes = _lines(places, table.rows, "all outcomes", outcome_words)
            row = _block(
                page,
                row,
                term("{noun} by outcome", noun=noun),
                term("Outcome"),
                table,
                table.outcome,
                outcomes,
                ratings,
            )
        else:
            page.put(row, 1, term("{noun} by outcome: the plans name no outcome for them.", noun=noun), PLAIN)
            row += 2
    if places.view.compared:
        _movements(page, row, places, tables)
    page.heights()
    page.sheet.freeze_panes(2, 2)
    page.print_setup(running)


def _ratings(places: Places, tables: Iterable[RowsPage]) -> tuple[Rating, ...]:
    """The ratings of the scheme, and those outside it that any row has: the same columns in every block."""
    scheme = places.view.profile.ratings
    assert scheme is not None, "a summary of ratings needs a scheme"
    return tuple(rating for rating, _ in tally((row for table in tables for row in table.rows), scheme).groups)


def _lines(places: Places, rows: Iterable[Row], parts: str, part: Callable[[Row], str]) -> tuple[_Line, ...]:
    """For each plan a line of all its rows, and one for each part where it has several."""
    plans: dict[str, dict[str, list[Row]]] = {}
    for row in rows:
        plans.setdefault(places.plan(row.plan), {}).setdefault(part(row), []).append(row)
    tiers = [tier.name for tier in places.view.profile.tiers]
    lines = []
    for plan in sorted(plans, key=lambda name: tiers.index(name) if name in tiers else len(tiers)):
        held = plans[plan]
        whole = tuple(row for each in held.values() for row in each)
        label = f"{plan}: {term(parts) if len(held) > 1 else next(iter(held))}"
        lines.append(_Line(plan, "", label, whole))
        if len(held) > 1:
            lines += [_Line(plan, name, name, tuple(each)) for name, each in held.items()]
    return tuple(lines)


def _block(
    page: Page,
    row: int,
    title: str,
    part: str,
    table: RowsPage,
    column: str,
    lines: Sequence[_Line],
    ratings: Sequence[Rating],
) -> int:
    """One table of counts and shares; the row after it and a blank one."""
    page.put(row, 1, title, SECTION)
    _head(page, row + 1, part, ratings)
    for number, line in enumerate(lines, row + 2):
        bold = {} if line.part else TOTAL
        page.put(number, 1, line.plan, {**BODY, **bold})
        page.put(number, 2, line.part or line.label, {**BODY, **bold} if bold else {**BODY, "indent": 1})
        wanted = [(table.page.column(table.plan), f"$A{number}", line.plan)]
        if line.part:
            wanted.append((table.page.column(column), f"$B{number}", line.part))
        for place, cell in enumerate(_counts(table, wanted, line, ratings, row + 1, number), _FIRST):
            page.put(number, place, cell, {**FIGURE, **bold})
    return row + len(lines) + 3


def _head(page: Page, row: int, part: str, ratings: Sequence[Rating]) -> None:
    for column, words in enumerate((term("Plan"), part), 1):
        page.put(row, column, words, HEAD)
    for number, rating in enumerate(ratings):
        colours = {"bg_color": rating.fill, "font_color": rating.ink, **RIGHT}
        page.put(row, _FIRST + 2 * number, rating_words(rating), {**HEAD, **colours})
        page.put(row, _FIRST + 2 * number + 1, term("Share"), {**HEAD, **colours})
    page.put(row, _FIRST + 2 * len(ratings), term("Total"), {**HEAD, **RIGHT})


def _counts(
    table: RowsPage,
    wanted: list[tuple[str, str, str]],
    line: _Line,
    ratings: Sequence[Rating],
    head: int,
    number: int,
) -> Iterator[Cell]:
    """For each rating its number and its share of the line, then the total."""
    total_column = column_letters(_FIRST + 2 * len(ratings))
    total, rated = len(line.rows), Counter(row.rating.key for row in line.rows if row.rating is not None)
    for place, rating in enumerate(ratings):
        letters = column_letters(_FIRST + 2 * place)
        criterion = (table.page.column(table.rating), f"{letters}${head}", rating_words(rating))
        count = rated[rating.key]
        yield Formula(count_formula([*wanted, criterion], table.page.tables), count, _COUNT)
        share = f'=IF(${total_column}{number}=0,"–",{letters}{number}/${total_column}{number})'
        yield Formula(share, count / total, _SHARE)
    yield Formula(count_formula(wanted, table.page.tables), total, _COUNT)


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
    for number, fill in enumerate(_fills(ratings)):
        column = _FIRST + 2 * number
        chart.add_series(
            {
                "name": [page.name, head, column - 1],
                "categories": [page.name, first, 1, last, 1],
                "values": [page.name, first, column - 1, last, column - 1],
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
        rated = Counter(row.rating for row in line.rows)
        counts = [(term(rating.name), rated[rating]) for rating in ratings]
        shares = ", ".join(f"{count} {name}" for name, count in counts if count)
        return term("{line}: {shares} of {number}", line=line.label, shares=shares, number=len(line.rows))

    bars = term("Bars of the ratings of {noun} by division.", noun=noun.lower())
    return f"{bars} {'; '.join(map(told, lines))}."


def _movements(page: Page, row: int, places: Places, tables: Sequence[RowsPage]) -> None:
    """How many rows of each kind moved which way since the period compared."""
    compared = places.view.compared
    page.put(row, 1, term("Movement since {earlier}", earlier=compared.short if compared else ""), SECTION)
    page.put(row + 1, 1, term("Movement"), HEAD)
    page.put(row + 1, 2, term("Which means"), HEAD)
    for column, table in enumerate(tables, _FIRST):
        page.put(row + 1, column, table.page.name, {**HEAD, **RIGHT})
    for number, movement in enumerate(Movement, row + 2):
        page.put(number, 1, movement_words(movement), BODY)
        page.put(number, 2, term(_MEANS[movement]), BODY)
        for column, table in enumerate(tables, _FIRST):
            count = sum(each.movement is movement for each in table.rows)
            wanted = [(table.page.column(table.movement), f"$A{number}", movement_words(movement))]
            page.put(number, column, Formula(count_formula(wanted, table.page.tables), count, _COUNT), FIGURE)
    page.put(row + len(Movement) + 2, 1, term("The rows that moved are listed on the sheet Movement."), PLAIN)


_MEANS = {
    Movement.NEWLY_DONE: "completed or met now, and not before",
    Movement.IMPROVED: "a better rating than before",
    Movement.WORSENED: "a worse rating than before",
    Movement.SAME: "the same rating as before",
    Movement.NEW: "not in the returns before",
    Movement.UNKNOWN: "no rating of the scheme now or before",
}
