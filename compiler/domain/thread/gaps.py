"""Where the golden thread is broken: rows that lead nowhere, rows that nothing leads to, references to nothing."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

from compiler.domain.frozen import dataclass
from compiler.domain.origin import Origin
from compiler.domain.record import Kind, Record, State
from compiler.domain.thread.citing import Citation
from compiler.domain.thread.links import Thread

_PARENTS = frozenset({Kind.OBJECTIVE, Kind.ACTION})
_TIED = frozenset({Kind.INDICATOR, Kind.RISK, Kind.OUTCOME})


class Break(Enum):
    """One way in which the thread is broken; the value is its name for programs."""

    NO_OBJECTIVE = "no objective"
    NO_ACTION = "no action"
    NO_PARENT = "carries out nothing above"
    NOT_CARRIED_OUT = "carried out by nothing below"
    NO_ROW = "cited but not there"
    NO_ROW_ABOVE = "parent not there"
    NOT_ABOVE = "parent not above"
    OTHER_ROW = "reference of another row"
    NOT_READ = "not readable"
    NOTHING_CITED = "cites no indicator"
    NOT_CITED = "cited by nothing"
    NO_WORK = "measures an outcome but no action"
    NOT_LISTED_BELOW = "listed by nothing below"
    NO_ACTION_OF_STEP = "milestone of no action"


@dataclass(frozen=True, slots=True)
class Gap:
    """One gap: how the thread is broken, at which row and which of its columns ('' for the row), and the words there.

    `of` is the kind of row that is missed or meant, where there is one, `meant` the row whose words stand there.
    """

    how: Break
    row: Record
    key: str = ""
    words: str = ""
    of: Kind | None = None
    meant: Record | None = None

    @property
    def origin(self) -> Origin:
        """The cell to look at."""
        return self.row.where(self.key) if self.key else self.row.origin


def gaps(thread: Thread) -> tuple[Gap, ...]:
    """Every gap, in the order of the rows."""
    return tuple(each_gap(thread))


def each_gap(thread: Thread) -> Iterator[Gap]:
    """The same, one by one."""
    finder = _Finder(thread)
    return (gap for number, row in enumerate(thread.records) for gap in finder.of(number, row))


class _Finder:
    """Finds the gaps of each row of one thread."""

    def __init__(self, thread: Thread) -> None:
        self.thread = thread
        self.cites = thread.citations
        # Where no row of a format can say what it carries out, and none says so by its reference, none is left out.
        tiers = bool(thread.links) or self.cites.can_be_cited(Kind.ACTION)
        self.left = {id(row) for row in thread.not_carried_out if tiers}
        self.adrift = {id(row) for row in thread.carrying_nothing_out if tiers}
        self.unworked = {_place(each) for each in thread.measured_by_no_action}
        self.unlisted = {id(row) for row in thread.in_no_table_below}
        self.astray = {(id(each.child), each.key, each.reference): each.meant for each in thread.links if each.meant}
        self.doubtful = bool(self.astray or self.unworked)
        citing = self.cites.columns.get(Kind.ACTION, ())
        self.measuring = {number for number, (_, of) in enumerate(citing) if of is Kind.INDICATOR}
        self.measured_by = [key for key, of in citing if of is Kind.INDICATOR]

    def of(self, number: int, row: Record) -> Iterator[Gap]:
        """The gaps of one row: first those of the row, then those of its citations."""
        if row.kind is Kind.OBJECTIVE:
            yield from self._objective(row)
        elif row.kind is Kind.ACTION:
            yield from self._action(number, row)
        elif row.kind in _TIED and self.cites.is_uncited(number) and not self.thread.hangs(row):
            yield Gap(Break.NOT_CITED, row, _own_key(row), of=row.kind)
        if id(row) in self.unlisted:
            yield Gap(Break.NOT_LISTED_BELOW, row, _own_key(row), of=row.kind)
        if self.doubtful or self.cites.is_odd(number):
            yield from self._cited(row)

    def _objective(self, row: Record) -> Iterator[Gap]:
        others = not self.thread.actions or self.thread.held_by_others(row)
        if not others and not self.thread.actions_under(row):
            yield Gap(Break.NO_ACTION, row, "number", of=Kind.ACTION)

    def _action(self, number: int, row: Record) -> Iterator[Gap]:
        if self.thread.objectives and self.thread.objective_of(row) is None:
            yield Gap(Break.NO_OBJECTIVE, row, "objective", row.text("objective"), Kind.OBJECTIVE)
        if id(row) in self.adrift:
            yield Gap(Break.NO_PARENT, row, "reference", of=Kind.ACTION)
        if id(row) in self.left:
            yield Gap(Break.NOT_CARRIED_OUT, row, "reference", of=Kind.ACTION)
        keys = [] if self.measuring.intersection(self.cites.under(number)) else self.measured_by
        if any(row.state(key) is State.BLANK for key in keys) and not any(map(row.gives, keys)):
            yield Gap(Break.NOTHING_CITED, row, keys[0], of=Kind.INDICATOR)

    def _cited(self, row: Record) -> Iterator[Gap]:
        for citation in self.cites.of(row):
            if self.doubtful or (citation.of is Kind.ACTION and row.kind in _PARENTS) or not citation.rows:
                yield from self._citation(citation)
        for key, of, words in self.cites.unread(row):
            yield Gap(Break.NOT_READ, row, key, words, of)

    def _citation(self, citation: Citation) -> Iterator[Gap]:
        row, reference = citation.row, citation.reference
        carries = citation.of is Kind.ACTION and row.kind in _PARENTS
        meant = self.astray.get((id(row), citation.key, reference))
        if meant is not None:
            yield Gap(Break.OTHER_ROW, row, citation.key, str(reference), citation.of, meant)
        elif _place(citation) in self.unworked:
            yield Gap(Break.NO_WORK, row, citation.key, str(reference), citation.of)
        elif not citation.rows:
            how = Break.NO_ROW_ABOVE if carries else Break.NO_ROW
            how = Break.NO_ACTION_OF_STEP if row.kind is Kind.MILESTONE else how
            yield Gap(how, row, citation.key, str(reference), citation.of)
        elif carries and not self.thread.above(row, reference):
            yield Gap(Break.NOT_ABOVE, row, citation.key, str(reference), citation.of)


def _place(citation: Citation) -> tuple[int, str, int]:
    """What tells a citation from all others."""
    return id(citation.row), citation.key, citation.number


def _own_key(row: Record) -> str:
    """The column that a row is cited by."""
    return next((key for key in ("reference", "number") if row.gives(key)), "")
