"""What of the report a person asks for: a place in a table, a bare figure, or words of a sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal

from compiler.domain.frozen import dataclass
from compiler.domain.regex import regex
from compiler.domain.text import fold, nearest, plain_letter
from compiler.render.trace.explain import Traced
from compiler.render.trace.numerals import Numeral, numerals, only_numeral
from compiler.render.trace.printed import Line, heading_of, table_name
from compiler.report.blocks import Table

Tell = Callable[[Line], tuple[Traced, ...]]
_SENTENCE = regex(r"[^.!?]*(?:[.!?](?!\s|$)[^.!?]*)*[.!?]?")
_ENOUGH = 3  # so many near sentences or headings are suggested


@dataclass(frozen=True, slots=True)
class Asked:
    """What was found for a question: every place that it may mean, in reading order.

    `said` tells, where nothing was found, what is not there and which names are near.
    """

    places: tuple[Traced, ...]
    said: str = ""


def find(query: str, lines: Sequence[Line], tell: Tell) -> Asked:
    """The places of the report that a question means. Nothing is guessed: if it may mean several, all are given.

    A question is a place in a table ('Table 1, Green, %'), a figure as printed ('47.4%', 'eight'), or words of a
    sentence or cell.
    """
    in_table = _in_table(query, lines, tell)
    if in_table is not None:
        return in_table
    numeral = only_numeral(query)
    if numeral is not None:
        return _bare(query.strip(), numeral, lines, tell)
    return _in_words(query, lines, tell)


# --- a place in a table -----------------------------------------------------------------------------------------------


def _in_table(query: str, lines: Sequence[Line], tell: Tell) -> Asked | None:
    """The cells that a table, a row and a column mean; None where the question does not name a table."""
    tables = [line.table for line in lines if line.kind == "caption" and line.table is not None]
    numbered = re.match(r"\s*(table|chart|figure)\s+([0-9]+)\b[\s,:]*", query, re.IGNORECASE)
    if numbered is None:
        return _by_caption(query, tables, lines, tell)
    named = f"{numbered[1].capitalize()} {int(numbered[2])}"
    table = next((each for each in tables if table_name(each) == named), None)
    if table is None:
        names = "; ".join(each.caption for each in tables)
        return Asked((), f"There is no {named} in this report. There are: {names}.")
    rest = query[numbered.end() :]
    caption = fold(table.caption.partition(":")[2])
    begins = next((at for at in range(len(rest), 0, -1) if fold(rest[:at]) == caption), 0)
    return _within(table, rest[begins:].strip(" ,"), lines, tell)


def _by_caption(query: str, tables: Sequence[Table], lines: Sequence[Line], tell: Tell) -> Asked | None:
    """A table named by words of its caption, followed by a row or column that it has."""
    parts = [part.strip() for part in query.split(",")]
    for cut in range(len(parts) - 1, 0, -1):
        named = fold(", ".join(parts[:cut]))
        meant = [each for each in tables if len(named) > 3 and named in fold(each.caption)]
        found = [_within(each, ", ".join(parts[cut:]), lines, tell) for each in meant]
        places = tuple(place for asked in found for place in asked.places)
        if places:
            return Asked(places)
    return None


def _within(table: Table, words: str, lines: Sequence[Line], tell: Tell) -> Asked:
    cells = [line for line in lines if line.kind == "cell" and line.table is table]
    chosen = cells if not words else _chosen(table, words, cells)
    if isinstance(chosen, str):
        return Asked((), chosen)
    places = tuple(each for line in chosen for each in tell(line))
    if places:
        return Asked(places)
    said = ", ".join(f"“{line.text}”" for line in chosen[:_ENOUGH])
    return Asked((), f"{table_name(table)} has only words of the report itself there: {said}.")


def _chosen(table: Table, words: str, cells: Sequence[Line]) -> list[Line] | str:
    """The cells of the rows and columns that the words name, in either order; else what is not there."""
    parts = [part.strip() for part in words.split(",") if part.strip()]
    for near in (False, True):
        for cut in range(len(parts), -1, -1):
            first, second = ", ".join(parts[:cut]), ", ".join(parts[cut:])
            for row, column in ((first, second), (second, first)):
                rows, columns = _rows(table, row, near), _columns(table, column, near)
                if rows and columns and (row or column):
                    # The heading of a row is asked for only by naming its column too.
                    skipped = -1 if column else 0
                    return [each for each in cells if each.row in rows and each.column in columns - {skipped}]
    return _not_there(table, parts)


def _rows(table: Table, words: str, near: bool) -> set[int]:
    return _named(words, [heading_of(table, row) for row in range(len(table.rows))], near)


def _columns(table: Table, words: str, near: bool) -> set[int]:
    return _named(words, [column.heading for column in table.columns], near)


def _named(words: str, headings: Sequence[str], near: bool) -> set[int]:
    """The positions of the headings that words name; with `near` also those that hold the words."""
    if not words:
        return set(range(len(headings)))
    wanted = _name(words)
    exact = {at for at, heading in enumerate(headings) if _name(heading) == wanted}
    if exact or not near or len(wanted) < 2:
        return exact
    return {at for at, heading in enumerate(headings) if re.search(rf"(?<!\w){re.escape(wanted)}", _name(heading))}


def _name(words: str) -> str:
    return fold(words.strip(" “”\"'▼●▲?–"))


def _not_there(table: Table, parts: Sequence[str]) -> str:
    rows = list(dict.fromkeys(heading_of(table, row) for row in range(len(table.rows))))
    columns = [column.heading for column in table.columns]
    unknown = [part for part in parts if not (_named(part, rows, True) or _named(part, columns, True))]
    wrong = unknown[0] if unknown else ", ".join(parts)
    close = nearest(wrong, (*rows, *columns))
    hint = f" Did you mean '{close}'?" if close else ""
    shown = [*rows[:12], f"and {len(rows) - 12} more"] if len(rows) > 12 else rows
    return (
        f"{table_name(table)} has no row or column '{wrong}'.{hint} "
        f"Its columns are: {', '.join(columns)}. Its rows are: {', '.join(shown)}."
    )


# --- a bare figure ----------------------------------------------------------------------------------------------------


def _bare(words: str, wanted: Numeral, lines: Iterable[Line], tell: Tell) -> Asked:
    """Every place where a figure stands, as printed or in letters; without its unit where it has none so.

    Dates and the numbers of headings and tables are given only where no figure and no cell says it.
    """
    every = [(each, amount) for line in lines for each in tell(line) for amount in _amounts(each)]
    counted = [(each, amount) for each, amount in every if each.kind in ("figure", "words")]
    told = counted if any(value == wanted.value for _, (value, _) in counted) else every
    exact = _once(each for each, amount in told if amount == wanted.amount)
    found = exact or _once(each for each, (value, _) in told if not wanted.unit and value == wanted.value)
    if found:
        return Asked(found)
    size = abs(wanted.value)
    nearby = sorted({each.text for each, (value, unit) in told if unit == wanted.unit and abs(value - size) <= 1})
    hint = f" Near it are: {', '.join(nearby[:6])}." if nearby and nearby[0] != words else ""
    return Asked((), f"The figure '{words}' stands nowhere in this report.{hint}")


def _amounts(place: Traced) -> Iterator[tuple[Decimal, str]]:
    """The amounts in what stands at a place; in a figure that was counted, also the number spelt out."""
    for numeral in numerals(place.text):
        if not numeral.spelt or place.kind == "figure":
            yield numeral.amount


def _once(places: Iterable[Traced]) -> tuple[Traced, ...]:
    return tuple(dict.fromkeys(places))


# --- words of a sentence ----------------------------------------------------------------------------------------------


def _in_words(query: str, lines: Sequence[Line], tell: Tell) -> Asked:
    """What comes from cells in the lines that hold the words: what they cover, else what their sentence has."""
    wanted, _ = _key(query.strip().strip("“”\"'"))
    if not wanted:
        return Asked((), "Ask for a place in a table, a figure as printed, or words of a sentence.")
    held = [(line, span) for line in lines for span in _spans(wanted, line)]
    places = _once(each for line, span in held for each in _at(line, span, tell))
    if places:
        return Asked(places)
    if held:
        return Asked((), f"No figure stands there: {held[0][0].where} holds words of the report itself only.")
    return _by_some_words(query, lines, tell)


def _key(text: str) -> tuple[str, list[int]]:
    """A text on a plain keyboard in small letters, each run of space one, with each letter's position in the text."""
    letters: list[str] = []
    places: list[int] = []
    for at, character in enumerate(text):
        for letter in plain_letter(character).casefold():
            if letter.isspace() and (not letters or letters[-1] == " "):
                continue
            letters.append(" " if letter.isspace() else letter)
            places.append(at)
    return "".join(letters).rstrip(), places


def _spans(wanted: str, line: Line) -> Iterator[tuple[int, int]]:
    key, places = _key(line.text)
    for found in re.finditer(rf"(?<!\w){re.escape(wanted)}(?!\w)", key):
        yield places[found.start()], places[found.end() - 1] + 1


def _at(line: Line, span: tuple[int, int], tell: Tell) -> tuple[Traced, ...]:
    told = tell(line)
    covered = tuple(each for each in told if each.start < span[1] and span[0] < each.end)
    if covered:
        return covered
    around = [found.span() for found in _SENTENCE.finditer(line.text) if found.start() < span[1]]
    begin = max((start for start, end in around if start <= span[0] < end), default=0)
    stop = min((end for start, end in around if end >= span[1]), default=len(line.text))
    return tuple(each for each in told if begin <= each.start and each.end <= max(stop, span[1])) or told


def _by_some_words(query: str, lines: Sequence[Line], tell: Tell) -> Asked:
    """The lines that hold every word that was asked for, in any order; else the nearest are suggested."""
    wanted = set(_words(query))
    scored = [(len(wanted & set(_words(line.text))), line) for line in lines if wanted]
    whole = [line for score, line in scored if score == len(wanted)]
    places = _once(each for line in whole for each in tell(line))
    if places:
        return Asked(places)
    best = sorted((pair for pair in scored if pair[0] * 2 >= len(wanted)), key=lambda pair: -pair[0])
    near = list(dict.fromkeys(_short(line.text) for _, line in best))[:_ENOUGH]
    hint = f" Near it are: {'; '.join(f'“{words}”' for words in near)}." if near else ""
    return Asked((), f"'{_short(query.strip())}' stands nowhere in this report.{hint}")


def _words(text: str) -> list[str]:
    return re.findall(r"[\w%.£-]*[\w%]", _key(text)[0])


def _short(text: str) -> str:
    return text if len(text) <= 90 else text[:89].rstrip() + "…"
