"""The golden thread followed: objective, action, and the indicators, risks and higher actions that it cites."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from compiler.consolidate.view import DepartmentView, Row
from compiler.domain.frozen import dataclass
from compiler.domain.record import Entry, Kind, Record, State
from compiler.domain.reference import ReferenceList
from compiler.domain.scheme import Reference
from compiler.domain.text import fold
from compiler.profile.model import Column

NO_OBJECTIVE = "no objective"
NO_ACTION = "objective without actions"
NO_INDICATOR = "no indicator"
NOT_CITED = {Kind.INDICATOR: "indicator cited by no action", Kind.RISK: "risk cited by no action"}
NOT_THERE = "cited, but in none of the plans"
NO_PARENT = "parent reference is in none of the plans"
NOT_READ = "cannot be read as a reference"


@dataclass(frozen=True, slots=True)
class Strand:
    """One line of the thread: an objective, an action of it, one thing that the action cites, or a gap in words.

    `kind` says what is cited, `reference` how, and `linked` is its row where the plans have it.
    """

    objective: Record | None = None
    action: Row | None = None
    kind: str = ""
    reference: str = ""
    linked: Row | None = None
    gap: str = ""


def strands(view: DepartmentView) -> tuple[Strand, ...]:
    """The whole thread, in the order of the objectives; what hangs on none comes last."""
    return tuple(_Follower(view).follow())


def _stated(entry: Entry) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The references that a cell states, and the pieces of it that could not be read."""
    if not entry.given:
        return (), ()
    listed = entry.read(ReferenceList)
    if listed is not None:
        return tuple(reference.text for reference in listed.distinct), tuple(piece.text for piece in listed.unread)
    one = entry.read(Reference)
    return ((one.text,), ()) if one else ((), (entry.raw,))


def _own(row: Row) -> tuple[str, ...]:
    """What a row is cited by: its reference or references as read, else as typed."""
    entry = row.entry("number" if row.kind is Kind.OUTCOME else "reference")
    stated, _ = _stated(entry)
    return stated or ((entry.raw,) if entry.given and entry.raw.strip() else ())


def _hangs_on(action: Row, objective: Record) -> bool:
    return action.objective is not None and action.objective.origin == objective.origin


class _Follower:
    """Follows the thread of one view, and remembers what was cited."""

    def __init__(self, view: DepartmentView) -> None:
        self.view = view
        self.rows = view.rows
        self.cited: set[tuple[Kind, str]] = set()
        self.held: dict[tuple[Kind, str], list[Row]] = {}
        outcomes = (Row(Kind.OUTCOME, each.plan, each.division, each, None) for each in view.outcomes)
        for row in (*self.rows, *outcomes):
            for reference in _own(row):
                self.held.setdefault((row.kind, fold(reference)), []).append(row)

    def follow(self) -> Iterator[Strand]:
        """Every strand in order."""
        actions = [row for row in self.rows if row.kind is Kind.ACTION]
        for objective in self.view.objectives:
            yield from self._objective(objective, [row for row in actions if _hangs_on(row, objective)])
        for action in actions:
            if not any(_hangs_on(action, objective) for objective in self.view.objectives):
                yield Strand(action.objective, action, gap=NO_OBJECTIVE)
                yield from self._action(action)
        yield from self._not_cited()

    def _objective(self, objective: Record, actions: list[Row]) -> Iterator[Strand]:
        for column in self._columns(Kind.OBJECTIVE):
            parent = column.of == Kind.ACTION.value
            missing = NO_PARENT if parent else NOT_THERE
            for strand in self._links(objective.entry(column.key), column, missing, None):
                yield Strand(
                    objective, None, "Parent" if parent else strand.kind, strand.reference, strand.linked, strand.gap
                )
        if not actions:
            yield Strand(objective, gap=NO_ACTION)
        for action in actions:
            yield from self._action(action)

    def _action(self, action: Row) -> Iterator[Strand]:
        columns = self._columns(Kind.ACTION)
        if not columns:
            yield Strand(action.objective, action)
        for column in columns:
            for strand in self._links(action.entry(column.key), column, NOT_THERE, action):
                yield Strand(action.objective, action, strand.kind, strand.reference, strand.linked, strand.gap)
        asked = [action.entry(column.key).state for column in columns if column.of == Kind.INDICATOR.value]
        if State.BLANK in asked and State.VALUE not in asked and State.UNREADABLE not in asked:
            yield Strand(action.objective, action, gap=NO_INDICATOR)

    def _columns(self, kind: Kind) -> Iterable[Column]:
        sheet = self.view.profile.sheet(kind)
        return [column for column in sheet.columns if column.type == "references" and column.of] if sheet else []

    def _links(self, entry: Entry, column: Column, missing: str, action: Row | None) -> Iterator[Strand]:
        kind = Kind(column.of)
        noun = "Higher action" if kind is Kind.ACTION else self._noun(kind)
        references, unread = _stated(entry)
        for reference in references:
            linked = self._find(kind, reference, action)
            if action is not None or kind is Kind.RISK:
                self.cited.add((kind, fold(reference)))
            yield Strand(kind=noun, reference=reference, linked=linked, gap="" if linked else missing)
        for piece in unread:
            yield Strand(kind=noun, reference=piece, gap=NOT_READ)

    def _noun(self, kind: Kind) -> str:
        """The council's word for what is cited; of outcomes the heading of their own sheet."""
        sheet = self.view.profile.sheet(kind) if kind is Kind.OUTCOME else None
        column = sheet.column("outcome") if sheet else None
        word = column.heading if column else self.view.profile.word(kind.value)
        return word[:1].upper() + word[1:]

    def _find(self, kind: Kind, reference: str, action: Row | None) -> Row | None:
        """The row that a reference means: in the same plan and division if there is one, else the first."""
        rows = [row for row in self.held.get((kind, fold(reference)), []) if row is not action]
        near = [row for row in rows if action and (row.plan, row.division) == (action.plan, action.division)]
        if kind is Kind.ACTION and action:
            near = [row for row in rows if row.plan != action.plan]
        return next(iter(near or rows), None)

    def _not_cited(self) -> Iterator[Strand]:
        citing = {column.of for kind in (Kind.OBJECTIVE, Kind.ACTION) for column in self._columns(kind)}
        for kind, gap in NOT_CITED.items():
            # Where the format has no place to cite such rows in, none of them is left out of anything.
            for row in self.rows if kind.value in citing else ():
                names = _own(row)
                if row.kind is kind and not any((kind, fold(name)) in self.cited for name in names):
                    yield Strand(None, None, self._noun(kind), row.text("reference"), row, gap)
