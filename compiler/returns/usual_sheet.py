"""The rows of a sheet in the usual shape, taken a row at a time, or all at once by columns.

What is not all in this shape goes the plain way (`sheet.py`), as does all that is to be noted or refused: texts that
are too long, cells that come twice or in another row, numbers of texts that are not there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import chain
from operator import itemgetter, lt

from compiler.domain.book import Cell, CellKind
from compiler.domain.origin import column_letters
from compiler.domain.regex import regex
from compiler.domain.tuples import NamedTuple
from compiler.returns.address import LAST_ROW, column_of
from compiler.returns.grid import Down, Grid, Held
from compiler.returns.text import LONGEST_TEXT
from compiler.returns.usual import Unusual, plain_text
from compiler.returns.value import MAKERS, PLAIN, Maker, Shared, Style, inline_text

_ROW = regex(r'<row r="([1-9][0-9]{0,6})"([^<>]{0,300})>')
_ATTRIBUTE = regex(r' ([A-Za-z_][\w:.-]*)="([^"&<>]*)"', re.ASCII)
_WORDS = rf"([^<]{{1,{LONGEST_TEXT}}})"
_BEGIN = r'<c r="([A-Z]{1,3})([1-9][0-9]{0,6})"([^<>/]{0,40})(?:/>|></c>'
_CELL = regex(rf"{_BEGIN}|><v>{_WORDS}</v></c>)|(.+)", re.DOTALL)
"""A cell: letters, row, what else its tag says, and its value; last whatever is no such cell, to the end of the row."""
_ANY_CELL = regex(
    rf"{_BEGIN}|><v>{_WORDS}</v></c>"
    rf'|><is><t(?:| xml:space="preserve")>{_WORDS}</t></is></c>'
    r'|><f(?: t="\w{1,12}")?(?: aca="\w{1,5}")?(?: ref="[\w:]{1,30}")?(?: ca="\w{1,5}")?(?: si="[0-9]{1,9}")?'
    rf"(?:/>|>[^<]{{0,{LONGEST_TEXT}}}</f>)<v>{_WORDS}</v></c>"
    r")|(.+)",
    re.DOTALL | re.ASCII,
)
"""The same, with two more kinds of words before the last: as a text of the cell's own, or behind a formula."""
_SAID = regex(r'(?: s="([0-9]{1,9})")?(?: t="([A-Za-z]{1,9})")?')
_TEXT = CellKind.TEXT
_new = tuple.__new__
_raw = itemgetter(Cell._fields.index("raw"))


class Rows(NamedTuple):
    """The cells of a sheet by row and column, both in order, and which of these rows are hidden."""

    rows: dict[int, dict[int, Cell]] | Grid
    hidden: set[int]

    @property
    def cells(self) -> int:
        """How many cells hold something."""
        return self.rows.cells if isinstance(self.rows, Grid) else sum(map(len, self.rows.values()))

    @property
    def characters(self) -> int:
        """How long the words of all cells are together."""
        if isinstance(self.rows, Grid):
            return self.rows.characters
        cells = chain.from_iterable(map(dict.values, self.rows.values()))
        return sum(map(len, map(_raw, cells)))


def usual_rows(content: str, shared: Shared, wide: int = 0) -> Rows | None:
    """The rows between `<sheetData>` and its end; None where anything else stands there, or anything odd.

    `wide` is how many columns the sheet is said to have, 0 where nothing is said of it.
    """
    if shared.odd:
        return None
    line = _line_of(wide)
    try:
        return in_columns(content, shared, line) if line else in_rows(content, shared)
    except (Unusual, KeyError):
        return None


def in_rows(content: str, shared: Shared) -> Rows:
    """The rows, taken one after the other; raises `Unusual` or KeyError where anything is odd."""
    taking = _Taking(shared)
    *rows, rest = content.split("</row>")
    for row in rows:
        taking.take(row)
    taking.end(rest)
    return Rows(taking.rows, taking.hidden)


_WIDEST, _STEP = 64, 4
_FIRST = 2
"""So many sheets of one width are taken row by row before the pattern for it is compiled, which takes 2 ms."""
_asked: Counter[int] = Counter()


def _line_of(wide: int) -> re.Pattern[str] | None:
    """The pattern of a whole row for sheets of that width, where it is worth its while."""
    if not 0 < wide <= _WIDEST:
        return None
    wide = -(-wide // _STEP) * _STEP
    _asked[wide] += 1
    return line_pattern(wide) if _asked[wide] > _FIRST else None


@lru_cache(maxsize=_WIDEST)
def line_pattern(wide: int) -> re.Pattern[str]:
    """A row of so many columns: its number, what else its tag says, and three groups for each column.

    They are the style and the number of a shared text, or whatever other value a cell has with its tag. A cell may be
    missing. The last group is another row with all before it, or what stands behind the last row. What was matched of a
    cell is not matched in another way, lest it take for ever.
    """
    style, text = '(?: s="([0-9]{1,9})"|)', ' t="s"><v>([0-9]{1,9})</v></c>'
    other = rf"([^<>/]{{0,40}}><v>[^<]{{1,{LONGEST_TEXT}}}+</v></c>)"
    letters = map(column_letters, range(1, wide + 1))
    cells = (rf'(?><c r="{each}\1"(?:{style}(?:{text}|/>|></c>)|{other})|)' for each in letters)
    return re.compile(rf"{_ROW.pattern}{''.join(cells)}</row>|(.+?</row>|.+)", re.DOTALL)


_OTHER = regex(r"([^<>]*)><v>([^<]+)</v></c>")


def in_columns(content: str, shared: Shared, line: re.Pattern[str]) -> Rows:
    """The rows, all taken by the pattern of one; raises `Unusual` or KeyError where anything is odd.

    200 plans and returns: 1.1 ms for the rows of each instead of 3.1.
    """
    lines = line.findall(content)
    return _all_usual(lines, shared) or _mostly_usual(lines, shared, ("",) * line.groups)


def _all_usual(lines: Sequence[tuple[str, ...]], shared: Shared) -> Rows | None:
    """The rows where each is in the usual shape and holds something in its first column; None for any others."""
    if not lines:
        return None
    first, said, *parts, rest = zip(*lines, strict=True)
    if any(rest) or not all(parts[1]):
        return None
    numbers = list(map(int, first))
    if numbers[-1] > LAST_ROW or not all(map(lt, numbers, numbers[1:])):
        return None
    return _taken(_Taking(shared), numbers, said, parts, {})


def _mostly_usual(lines: Sequence[tuple[str, ...]], shared: Shared, nothing: tuple[str, ...]) -> Rows:
    """The rows, those in another shape one by one."""
    taking = _Taking(shared)
    odd: dict[int, Mapping[int, Cell]] = {}
    numbers: list[int] = []
    taken: list[tuple[str, ...]] = []
    for found in lines:
        if not found[-1] and taking.go_on(found):
            taken.append(found)
        elif found[-1] and taking.take_any(found[-1]):
            odd[len(numbers)] = taking.rows.pop(taking.last)
            taken.append(nothing)
        else:
            continue
        numbers.append(taking.last)
    if not taken:
        return Rows({}, set())
    _, said, *parts, _ = zip(*taken, strict=True)
    return _taken(taking, numbers, said, parts, odd)


def _taken(
    taking: _Taking,
    numbers: list[int],
    said: Sequence[str],
    parts: Sequence[Sequence[str]],
    odd: Mapping[int, Mapping[int, Cell]],
) -> Rows:
    """Rows by their numbers, what their tags say beside these, and three parts for each of their columns."""
    hides = {words for words in set(said) if _is_hidden(words)}
    hidden = {number for number, words in zip(numbers, said, strict=True) if words in hides} if hides else set()
    columns = [
        taking.column(numbers, number, *parts[first : first + 3])
        for number, first in enumerate(range(0, len(parts), 3), 1)
    ]
    return Rows(_with_odd(numbers, columns, odd, taking.shared), hidden | taking.hidden)


def _with_odd(numbers: list[int], columns: list[Down], odd: Mapping[int, Mapping[int, Cell]], shared: Shared) -> Grid:
    """The rows as columns, with the cells of those that were taken apart."""
    for place, cells in odd.items():
        for column, cell in cells.items():
            while column > len(columns):
                columns.append(Down([""] * len(numbers), [""] * len(numbers), True))
            columns[column - 1].held[place] = cell
            columns[column - 1] = columns[column - 1]._replace(words=False)
    styles = shared.styles
    return Grid(numbers, columns, lambda style: styles.get(style or "0", PLAIN).format)


class _Formats(dict[str, str | None]):
    """By what tags of cells say beside the address: the number format of one with a shared text, None for others."""

    def __init__(self, shared: Shared) -> None:
        super().__init__()
        self.made: dict[str, tuple[Maker, Style]] = {}
        self._styles = shared.styles

    def __missing__(self, words: str) -> str | None:
        found = _SAID.fullmatch(words)
        if not found:
            raise Unusual
        style, kind = self._styles.get(found[1] or "0", PLAIN), found[2] or "n"
        self.made[words] = MAKERS.get(kind, inline_text), style
        self[words] = style.format if kind == "s" else None
        return self[words]


class _Taking:
    """The rows as they are taken."""

    def __init__(self, shared: Shared) -> None:
        self.rows: dict[int, dict[int, Cell]] = {}
        self.hidden: set[int] = set()
        self.last = 0
        self.shared, self._formats = shared, _Formats(shared)
        self._values: dict[tuple[str, str], tuple[object, ...]] = {}
        self._others: dict[str, tuple[str, str]] = {}
        self._seen: dict[tuple[str, ...], list[int]] = {}

    def take(self, text: str) -> None:
        """Take a row that ends where the text does, and rows without cells in front of it."""
        begun = self._begin(text)
        if begun is None:
            raise Unusual
        start, hidden = begun
        found = _CELL.findall(text, start.end())
        if not found:
            return
        usual = not found[-1][-1]
        cells = self._usual(start[1], found) if usual else self._mixed(start[1], _ANY_CELL.findall(text, start.end()))
        if cells:
            self.rows[self.last] = cells
            if hidden:
                self.hidden.add(self.last)

    def end(self, text: str) -> None:
        """Take rows without cells, behind which there is nothing."""
        if self._begin(text) is not None:
            raise Unusual

    def take_any(self, text: str) -> bool:
        """Take a row with its end, or what stands behind the last; whether it is a row that holds something."""
        if not text.endswith("</row>"):
            self.end(text)
            return False
        self.take(text[: -len("</row>")])
        return self.last in self.rows

    def go_on(self, found: Sequence[str]) -> bool:
        """Go on to the row that was found; whether it holds something."""
        number = int(found[0])
        if not self.last < number <= LAST_ROW:
            raise Unusual
        self.last = number
        if any(found[3::3]) or any(found[4:-1:3]):
            return True
        _is_hidden(found[1])
        return False

    def column(
        self, numbers: Sequence[int], column: int, styles: Sequence[str], texts: Sequence[str], others: Sequence[str]
    ) -> Down:
        """What a column holds, by the numbers of shared texts in it and its other values."""
        held: list[Held] = list(map(self.shared.numbered.__getitem__, texts))
        if not any(others):
            return Down(held, styles, True)
        for place, other in enumerate(others):
            if other:
                self.last = numbers[place]
                held[place] = self._other(column, *self._apart(other))
        return Down(held, styles, False)

    def _apart(self, other: str) -> tuple[str, str]:
        """What the tag of a cell says, and its value; that is no shared text."""
        if other not in self._others:
            found = _OTHER.fullmatch(other)
            if found is None or self._formats[found[1]] is not None:
                raise Unusual
            self._others[other] = found[1], found[2]
        return self._others[other]

    def _begin(self, text: str) -> tuple[re.Match[str], bool] | None:
        """The tag of the first row that has cells, and whether it is hidden; None where the text ends before it."""
        at = 0
        while at < len(text):
            start = _ROW.match(text, at)
            if start is None or not self.last < int(start[1]) <= LAST_ROW:
                raise Unusual
            self.last, at = int(start[1]), start.end()
            if not start[2].endswith("/"):
                return start, _is_hidden(start[2])
            _is_hidden(start[2][:-1])
        return None

    def _usual(self, number: str, found: Sequence[tuple[str, ...]]) -> dict[int, Cell]:
        """The cells of a row that hold something, by column, where each has a value and nothing else."""
        letters, numbers, said, values, _ = zip(*found, strict=True)
        columns, row, texts = self._columns(letters, number, numbers), self.last, self.shared.numbered
        return {
            column: _new(Cell, (row, column, texts[value], _TEXT, None, None, format, False))
            if format is not None
            else self._other(column, tag, value)
            for column, tag, format, value in zip(
                columns, said, map(self._formats.__getitem__, said), values, strict=True
            )
            if value
        }

    def _mixed(self, number: str, found: Sequence[tuple[str, ...]]) -> dict[int, Cell]:
        """The cells of a row of which some have formulas or texts of their own."""
        letters, numbers, *_, rest = zip(*found, strict=True)
        if rest[-1]:
            raise Unusual
        cells = {}
        for column, each in zip(self._columns(letters, number, numbers), found, strict=True):
            _, _, said, value, own, result, _ = each
            stored = value or own or result
            if stored and self._formats[said] is not None and stored not in self.shared.numbered:
                raise Unusual
            if stored:
                cells[column] = self._other(column, said, stored, bool(result))
        return cells

    def _columns(self, letters: tuple[str, ...], number: str, numbers: tuple[str, ...]) -> Sequence[int]:
        """The columns of a row's cells, each further to the right than the one before, and all of them in that row."""
        if numbers.count(number) != len(numbers):
            raise Unusual
        columns = self._seen.get(letters)
        if columns is None:
            columns = list(map(column_of, letters))
            if columns != sorted(set(columns)) or not columns[0]:
                raise Unusual
            self._seen[letters] = columns
        return columns

    def _other(self, column: int, said: str, stored: str, formula: bool = False) -> Cell:
        """A cell whose words are its own."""
        rest = None if formula else self._values.get((said, stored))
        if rest is None:
            make, style = self._formats.made[said]
            cell = make(self.last, column, plain_text(stored), style, formula, self.shared)
            if cell is None or "_x" in stored:
                raise Unusual
            rest = self._values[said, stored] = cell[2:]
        return _new(Cell, (self.last, column, *rest))


@lru_cache(maxsize=1024)
def _is_hidden(words: str) -> bool:
    """Whether a row is hidden, by what its tag says beside its number."""
    found = _ATTRIBUTE.findall(words)
    names = {name for name, _ in found}
    whole = "".join(f' {name}="{value}"' for name, value in found)
    if whole != words or len(names) != len(found) or "r" in names:
        raise Unusual
    return any(name == "hidden" and value in ("1", "true") for name, value in found)
