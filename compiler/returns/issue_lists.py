"""The lists behind the drop-downs: which words each column offers, and the sheet that holds them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from compiler.domain.frozen import dataclass
from compiler.domain.language import term
from compiler.domain.origin import column_letters
from compiler.profile.choices import ratings_offered
from compiler.profile.model import Column, Sheet
from compiler.returns.form import Form, choices
from compiler.returns.issue_page import GIVEN, GIVEN_HEADING, NOTICE, TITLE, Page, Workbook

_LIST_WIDTH = 26
_OFFICERS, _OBJECTIVES, _REFERENCES = "officers", "objectives", "{} references"
_NAMED = ("action", "indicator", "risk")


@dataclass(frozen=True, slots=True)
class Offer:
    """What a column's drop-down offers: the list's name, and whether other words are refused or only questioned."""

    list: str
    strict: bool


def offer(form: Form, sheet: Sheet, column: Column) -> Offer | None:
    """The list that a column is filled in from; None for one of free words."""
    name, _ = choices(form.profile, column)
    if name:
        return Offer(_rating_list(form, sheet) if name == "rating" else name, strict=True)
    return Offer(suggested, strict=False) if (suggested := _suggested(form, column)) else None


def _rating_list(form: Form, sheet: Sheet) -> str:
    """The list of ratings, by kind of row where some are not offered for it."""
    every = form.profile.ratings.states if form.profile.ratings else ()
    given = ratings_offered(form.profile, sheet.kind)
    return "rating" if len(given) == len(every) else f"rating {sheet.kind.value}"


def _suggested(form: Form, column: Column) -> str:
    """The list of what the plan holds already, for a workbook that is to be filled in: officers, objectives, rows."""
    if not form.open or column.key == "reference":
        return ""
    if column.type == "officer":
        return _OFFICERS
    if column.key == "objective":
        return _OBJECTIVES
    return _REFERENCES.format(column.of) if column.type == "reference" and column.of in _NAMED else ""


def lists_of(form: Form) -> Mapping[str, tuple[str, ...]]:
    """The words of every list that the workbook's columns are chosen from, in the order of the columns."""
    found: dict[str, tuple[str, ...]] = {}
    for sheet in form.sheets:
        for column in form.columns(sheet):
            offered = offer(form, sheet, column)
            if offered is not None and offered.list not in found:
                found |= {name: words for name, words in _words(form, sheet, column, offered) if words}
    return found


def _words(form: Form, sheet: Sheet, column: Column, offered: Offer) -> Iterator[tuple[str, tuple[str, ...]]]:
    if offered.list == _OFFICERS:
        yield _OFFICERS, tuple(sorted(_distinct(form, "officer"), key=str.casefold))
    elif offered.list == _OBJECTIVES:
        yield _OBJECTIVES, _distinct(form, "number", "objective")
        yield from _objectives_by_plan(form)
    elif not offered.strict:
        yield offered.list, _distinct(form, "reference", column.of)
    elif column.type == "rating":
        yield offered.list, ratings_offered(form.profile, sheet.kind)
    else:
        yield offered.list, choices(form.profile, column)[1]


def _distinct(form: Form, key: str, kind: str = "") -> tuple[str, ...]:
    """The words in one column of every sheet, or of the sheets of one kind, each once."""
    rows = [
        row for sheet in form.profile.sheets if kind in ("", sheet.kind.value) for row in form.rows.get(sheet.key, ())
    ]
    return tuple(dict.fromkeys(str(row.cells[key]) for row in rows if row.cells.get(key)))


def _objectives_by_plan(form: Form) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The numbers of the objectives of each plan: 'objectives 2' are those of the second tier of the profile."""
    rows = [row for sheet in form.sheets if sheet.kind.value == "objective" for row in form.rows.get(sheet.key, ())]
    for place, tier in enumerate(form.profile.tiers, 1):
        own = (str(row.cells.get("number", "")) for row in rows if row.cells.get("plan") == tier.name)
        yield f"{_OBJECTIVES} {place}", tuple(dict.fromkeys(number for number in own if number))


def source_of(form: Form, names: Mapping[str, str], offered: Offer, plan_cell: str) -> str:
    """The formula that gives a drop-down its words; '' if the list is empty.

    Which objectives are offered depends on the plan that the row names in `plan_cell`, an address such as '$B6'.
    """
    name = names.get(offered.list, "")
    if not name or offered.list != _OBJECTIVES or not plan_cell or "tiers" not in names:
        return f"={name}" if name else ""
    plans = [place for place, _ in enumerate(form.profile.tiers, 1) if f"{_OBJECTIVES} {place}" in names]
    if len(plans) < 2:
        return f"={name}"
    return f'=IF({plan_cell}="",{name},INDIRECT("{name}_"&MATCH({plan_cell},{names["tiers"]},0)))'


def write_lists(page: Page, form: Form, book: Workbook) -> dict[str, str]:
    """Write each list in a column of its own, with a defined name for its words; the names by list."""
    lists = lists_of(form)
    page.widths([_LIST_WIDTH] * max(3, len(lists)))
    page.put(1, 1, term("Lists: the words that the drop-downs offer"), TITLE)
    top = 3
    if form.notice:
        page.band(2, 1, max(3, len(lists)), form.notice, NOTICE)
        top = 4
    names: dict[str, str] = {}
    for column, (key, words) in enumerate(lists.items(), 1):
        page.put(top, column, _title(form, key), GIVEN_HEADING)
        for row, word in enumerate(words, top + 1):
            page.put(row, column, word, GIVEN)
        names[key] = f"List_{key.replace(' ', '_')}"
        letters = column_letters(column)
        area = f"='{page.name}'!${letters}${top + 1}:${letters}${top + len(words)}"
        page.check(book.define_name(names[key], area), top, column, "defined name")
    page.freeze(top, 0)
    return names


def _title(form: Form, key: str) -> str:
    """What stands over a list: 'Rating (indicator)', 'Objectives: Divisional Plan', 'Figure status'."""
    name, _, rest = key.partition(" ")
    if name == _OBJECTIVES and rest:
        return term("Objectives: {plan}", plan=form.profile.tiers[int(rest) - 1].name)
    if name == "rating" and rest:
        return term("Rating ({noun})", noun=form.profile.word(rest))
    return term(key.replace("_", " ").capitalize())
