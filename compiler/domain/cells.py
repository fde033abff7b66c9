"""The cells of rows in little room: what they say, shared with all cells that say it; each made when it is asked for.

As a dictionary of entries, each with its origin, the 15 cells of a row take 3.3 kB beside their words; as columns of
their sheet 0.12.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from operator import eq
from typing import TYPE_CHECKING, Any, TypeAlias

from compiler.domain.entry import GIVEN, Entry, State
from compiler.domain.origin import Origin

if TYPE_CHECKING:  # only what reads thousands of rows puts any aside
    from compiler.domain.aside import Aside, Shelf

Said: TypeAlias = tuple[str, State, object, tuple[str, ...], str]
Content: TypeAlias = str | Said
"""What a cell says: its words where it is read as these, '' where it is blank, else an entry's parts but its origin."""


class LateContents:
    """What the cells of a row say, each made when it is asked for; its words and its state are known before that.

    What holds them gives each cell's content, words and state by its place in the row.
    """

    __slots__ = ()

    def __getitem__(self, place: int) -> Content:
        """What a cell says."""
        raise NotImplementedError

    def __len__(self) -> int:
        raise NotImplementedError

    def __iter__(self) -> Iterator[Content]:
        return map(self.__getitem__, range(len(self)))

    def raw(self, place: int) -> str:
        """The words of a cell as typed."""
        raise NotImplementedError

    def state(self, place: int) -> State:
        """The state of a cell."""
        raise NotImplementedError


class Layout:
    """The columns of a sheet's rows: where in a row the cell of each stands, and the number of its column."""

    __slots__ = ("columns", "place")

    def __init__(self, keys: Iterable[str], columns: Iterable[int]) -> None:
        self.place = {key: place for place, key in enumerate(keys)}
        self.columns = tuple(columns)

    def __reduce__(self) -> tuple[object, ...]:
        return layout_of, (tuple(self.place), self.columns)


@lru_cache(maxsize=256)
def layout_of(keys: tuple[str, ...], columns: tuple[int, ...]) -> Layout:
    """The columns of a sheet: one object for all sheets that have the same."""
    return Layout(keys, columns)


class Cells(Mapping[str, Entry]):
    """The cells of a row by column, in their order; the same as a dictionary of them, which is never changed."""

    __slots__ = ("contents", "layout", "row")

    def __init__(self, row: Origin, layout: Layout, contents: tuple[Content, ...] | LateContents) -> None:
        self.row, self.layout, self.contents = row, layout, contents

    def __getitem__(self, key: str) -> Entry:
        return self._entry(self.layout.place[key])

    def get(self, key: str, default: Any = None) -> Any:
        """The cell under a column; the default where there is no such column."""
        place = self.layout.place.get(key)
        return default if place is None else self._entry(place)

    def __contains__(self, key: object) -> bool:
        return key in self.layout.place

    def __iter__(self) -> Iterator[str]:
        return iter(self.layout.place)

    def __len__(self) -> int:
        return len(self.layout.place)

    def __repr__(self) -> str:
        return repr(dict(self))

    def __eq__(self, other: object) -> bool:
        return self._says_as(other) or Mapping.__eq__(self, other)

    __hash__ = None  # type: ignore[assignment]

    def _says_as(self, other: object) -> bool:
        """Whether a row's cells stand at the same places and say the same, to the letter; no cell is made to see it."""
        if not isinstance(other, Cells) or self.row != other.row or self.layout.columns != other.layout.columns:
            return False
        return [*self.layout.place] == [*other.layout.place] and all(map(eq, self.contents, other.contents))

    def text(self, key: str) -> str:
        """The words of a cell as typed, '' where it holds none or there is no such column."""
        place = self.layout.place.get(key)
        if place is None:
            return ""
        if isinstance(self.contents, LateContents):
            return self.contents.raw(place) if self.contents.state(place) in GIVEN else ""
        return words_of(self.contents[place])

    def raws(self, keys: Iterable[str]) -> list[str]:
        """The words of the cells under some columns as typed; '' where there is no such column."""
        place, contents = self.layout.place, self.contents
        if isinstance(contents, LateContents):
            return [contents.raw(place[key]) if key in place else "" for key in keys]
        said = [contents[place[key]] if key in place else "" for key in keys]
        return [each if isinstance(each, str) else each[0] for each in said]

    def value(self, key: str) -> object:
        """What a cell was read as; None where it was not, or there is no such column."""
        place = self.layout.place.get(key)
        if place is None:
            return None
        return value_of(self.contents[place])

    def state(self, key: str) -> State:
        """What a cell says when it is asked; ABSENT where there is no such column."""
        place = self.layout.place.get(key)
        if place is None:
            return State.ABSENT
        if isinstance(self.contents, LateContents):
            return self.contents.state(place)
        return state_of(self.contents[place])

    def _entry(self, place: int) -> Entry:
        row = self.row
        return _entry_of(self.contents[place], Origin(row.workbook, row.sheet, row.row, self.layout.columns[place]))


class Marks:
    """The marks of a sheet's rows, '' for one that has none; of one length, as a form gives them, they are one text.

    A mark as a text of its own takes 60 bytes, for each of the rows that are held to the end.
    """

    __slots__ = ("_marks", "_width")

    def __init__(self, marks: Sequence[str]) -> None:
        widths = {len(mark) for mark in marks if mark}
        self._width = max(widths, default=0)
        as_one = len(widths) < 2 and not any(_NO_MARK in mark for mark in marks)
        self._marks = "".join(mark or _NO_MARK * self._width for mark in marks) if as_one else tuple(marks)

    def __getitem__(self, number: int) -> str:
        marks, width = self._marks, self._width
        if isinstance(marks, tuple):
            return marks[number]
        mark = marks[number * width : (number + 1) * width]
        return "" if mark.startswith(_NO_MARK) else mark


_NO_MARK = "\0"


class Block:
    """The rows of one sheet of a workbook, by columns: the sheet's columns, the numbers of its rows, those of them that
    are hidden, their marks, and under each column what its cells say, one for each row.

    On a shelf its columns may be put aside, each of which is taken back when it is asked for. To another process they
    are sent packed as they would be put aside, and are packed there as long as nobody asks for them.
    """

    __slots__ = ("_aside", "_columns", "_shelf", "hidden", "layout", "marks", "rows", "sheet", "workbook")

    def __init__(
        self,
        workbook: str,
        sheet: str,
        layout: Layout,
        rows: Sequence[int],
        columns: Sequence[tuple[Content, ...]],
        hidden: frozenset[int] = frozenset(),
        marks: Marks | None = None,
    ) -> None:
        self.workbook, self.sheet, self.layout = workbook, sheet, layout
        follow_on = rows == tuple(range(rows[0], rows[0] + len(rows))) if rows else False
        self.rows: Sequence[int] = range(rows[0], rows[0] + len(rows)) if follow_on else rows
        self.hidden, self.marks = hidden, marks or Marks([""] * len(rows))
        self._columns: list[tuple[Content, ...] | None] | tuple[None, ...] = [*columns]
        self._shelf: Shelf | None = None
        self._aside: Aside | None = None

    def __reduce__(self) -> tuple[object, ...]:
        if self._aside is not None and self._aside.may_be_sent:
            packed, left = self._aside, dict(enumerate(self._columns))
        else:
            columns = self.columns
            packed, left = _packed(columns), dict(enumerate(columns))
        for place in packed.places:
            del left[place]
        return _sent, (self.workbook, self.sheet, self.layout, self.rows, self.hidden, self.marks, packed, left)

    @property
    def columns(self) -> tuple[tuple[Content, ...], ...]:
        """What the cells say under each column; where few columns are wanted `column` is better asked for these."""
        return tuple(map(self.column, range(len(self._columns))))

    def column(self, place: int) -> tuple[Content, ...]:
        """What the cells say under a column, by its place."""
        found = self._columns[place]
        return self._taken_back(place) if found is None else found

    @property
    def held(self) -> tuple[int, ...]:
        """The columns that are in memory, by their places."""
        return tuple(place for place, column in enumerate(self._columns) if column is not None)

    def share(self, shared: Callable[[str, tuple[Content, ...]], tuple[Content, ...]]) -> None:
        """Hold, in place of each column that is in memory, what is given for it and its key, which says the same."""
        held = zip(self.layout.place, self._columns, strict=True)
        self._columns = [None if column is None else shared(key, column) for key, column in held]

    def stand_on(self, shelf: Shelf) -> None:
        """Hold the columns in memory only as long as they stand on the shelf; those that came packed are put aside."""
        self._shelf = shelf
        if self._aside is None:
            shelf.hold(self)
        else:
            self._aside = shelf.put(self._aside) or self._aside
            self.put_aside()

    def put_aside(self) -> None:
        """Hold no column in memory that can be taken back; what was put aside before lies there still."""
        if self._aside is None and self._shelf is not None:
            self._aside = self._shelf.pack(self.columns)
        if self._aside is not None:
            left = self._aside.left_of(self._columns)
            self._columns = left if any(column is not None for column in left) else _none(len(left))

    def _taken_back(self, place: int) -> tuple[Content, ...]:
        """A column that was put aside, which is held again."""
        assert self._aside is not None
        if isinstance(self._columns, tuple):
            self._columns = [*self._columns]
        column = self._columns[place] = self._aside.column(place)
        if self._shelf is not None:
            self._shelf.hold(self)
        return column

    def origin(self, number: int) -> Origin:
        """Where a row stands, by its number among these, counted from 0."""
        return Origin(self.workbook, self.sheet, self.rows[number])

    def cells(self, number: int) -> Cells:
        """The cells of a row."""
        return Cells(self.origin(number), self.layout, tuple([column[number] for column in self.columns]))

    def entry(self, number: int, key: str) -> Entry | None:
        """The cell of a row; None where there is no such column."""
        place = self.layout.place.get(key)
        if place is None:
            return None
        where = Origin(self.workbook, self.sheet, self.rows[number], self.layout.columns[place])
        return _entry_of(self.column(place)[number], where)


@lru_cache(maxsize=256)
def _none(many: int) -> tuple[None, ...]:
    """So many columns of which none is in memory."""
    return (None,) * many


def _packed(columns: Iterable[Sequence[Content]]) -> Aside:
    from compiler.domain.aside import Aside  # loaded by those who put anything aside, or send it

    return Aside.of(columns)


def _sent(
    workbook: str,
    sheet: str,
    layout: Layout,
    rows: Sequence[int],
    hidden: frozenset[int],
    marks: Marks,
    packed: Aside,
    left: Mapping[int, tuple[Content, ...] | None],
) -> Block:
    """The rows of a sheet as another process sent them: packed columns, and by their places those `left`."""
    block = Block(workbook, sheet, layout, rows, (), hidden, marks)
    block._columns = [left.get(place) for place in range(packed.many)]
    block._aside = packed
    return block


class Columns(Mapping[str, Sequence[Content]]):
    """What the cells of a sheet say, row by row, by the key of the column; each column is had when it is asked for."""

    __slots__ = ("_block",)

    def __init__(self, block: Block) -> None:
        self._block = block

    def __getitem__(self, key: str) -> Sequence[Content]:
        return self._block.column(self._block.layout.place[key])

    def get(self, key: str, default: Any = None) -> Any:
        """The column of a key; the default where there is none."""
        place = self._block.layout.place.get(key)
        return default if place is None else self._block.column(place)

    def __contains__(self, key: object) -> bool:
        return key in self._block.layout.place

    def __iter__(self) -> Iterator[str]:
        return iter(self._block.layout.place)

    def __len__(self) -> int:
        return len(self._block.layout.place)


def _entry_of(content: Content, where: Origin) -> Entry:
    """A cell that says this, at its place."""
    if isinstance(content, tuple):
        raw, state, value, notes, problem = content
        return Entry(raw, state, value, where, notes, problem)
    return Entry(content, State.VALUE, content, where) if content else Entry("", State.BLANK, None, where)


def words_of(content: Content) -> str:
    """The words of a cell as typed, '' where it holds none."""
    if isinstance(content, str):
        return content
    return content[0] if content[1] in GIVEN else ""


def value_of(content: Content) -> object:
    """What a cell was read as; None where it was not."""
    return (content or None) if isinstance(content, str) else content[2]


def state_of(content: Content) -> State:
    """What a cell says when it is asked."""
    return content[1] if isinstance(content, tuple) else State.VALUE if content else State.BLANK


def content_of(entry: Entry) -> Content:
    """What a cell says, without its place."""
    return content(entry.raw, entry.state, entry.value, entry.notes, entry.problem)


def content(raw: str, state: State, value: object, notes: tuple[str, ...] = (), problem: str = "") -> Content:
    """What a cell says, of these words and read as this."""
    if not notes and not problem:
        if state is State.VALUE and raw and type(value) is str and value == raw:
            return raw
        if state is State.BLANK and not raw and value is None:
            return ""
    return raw, state, value, notes, problem
