"""Conflicts between returns: two of them say different things of one action, indicator or risk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from compiler.domain.agreement import same_words
from compiler.domain.decision import Settlement
from compiler.domain.figures import UnitKind
from compiler.domain.frozen import dataclass
from compiler.domain.lookup import together
from compiler.domain.meaning import same_meaning
from compiler.domain.rating import Rating
from compiler.domain.record import Entry, Kind, Record, State
from compiler.domain.returned import Return
from compiler.domain.text import fold, fold_once, plain
from compiler.domain.value_model import Value
from compiler.domain.when import read_when

NAMED_BY = {Kind.ACTION: "action", Kind.INDICATOR: "definition", Kind.RISK: "risk"}
"""The column that holds the words of a row, by what the row is about."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A column in which the returns that report on one row have to agree.

    `asked` means that it is asked for each period; otherwise it repeats the plan, and only a return that departs from
    what was approved can be in conflict.
    """

    kind: Kind
    column: str
    asked: bool


@dataclass(frozen=True, slots=True)
class Claim:
    """What one return says: its row, and the cell."""

    record: Record
    entry: Entry

    @property
    def side(self) -> str:
        """Who says so: the tier of the plan and the division, 'divisional/safeguarding'."""
        return f"{self.record.plan}/{self.record.division}"

    @property
    def said(self) -> str:
        """The words as typed, on one line."""
        return " ".join(self.entry.raw.split())


@dataclass(frozen=True, slots=True)
class Conflict:
    """One row of which returns say different things in one column; the claims stand in the order of the returns.

    `asked` says that the column is asked for each period; otherwise it repeats the plan.
    """

    kind: Kind
    reference: str
    words: str
    column: str
    claims: tuple[Claim, ...]
    asked: bool = True

    @property
    def sides(self) -> tuple[str, ...]:
        """Who takes part in it."""
        return tuple(claim.side for claim in self.claims)

    def spoken_of(self, settlement: Settlement) -> bool:
        """Whether a settlement is about this conflict, whatever stands in the cells now."""
        return (
            (settlement.kind, settlement.column) == (self.kind.value, self.column)
            and fold(settlement.reference) == fold(self.reference)
            and set(settlement.between) == set(self.sides)
        )

    def as_it_was(self, settlement: Settlement) -> bool:
        """Whether every return still says what it said when the conflict was settled."""
        then = dict(zip(settlement.between, settlement.said, strict=True))
        return all(fold(then[claim.side]) == fold(claim.said) for claim in self.claims)


@dataclass(frozen=True, slots=True)
class Settled:
    """A settlement with the value that counts read as its column has it, at the line where the decision stands."""

    settlement: Settlement
    entry: Entry

    @property
    def readable(self) -> bool:
        """Whether the value can stand in that column."""
        return self.entry.state is State.VALUE


def last_on(conflict: Conflict, settled: Sequence[Settled]) -> Settled | None:
    """The last settlement that is about this conflict, whatever stands in the cells now."""
    return next((each for each in reversed(settled) if conflict.spoken_of(each.settlement)), None)


def in_force(conflict: Conflict, settled: Sequence[Settled]) -> Settled | None:
    """The last settlement of the conflict, if it can be read and still speaks of what stands in the cells."""
    last = last_on(conflict, settled)
    return last if last and last.readable and conflict.as_it_was(last.settlement) else None


def conflicts_between(
    returns: Sequence[Return], plans: Sequence[Return], topics: Sequence[Topic]
) -> tuple[Conflict, ...]:
    """Every conflict between the returns of a period, in the order of the returns and of the topics.

    The rows of one piece of work are those of one kind with one reference over like words; of a row that stands twice
    in one plan's return the first counts.
    """
    rows = [record for book in returns for record in book.records if record.kind in NAMED_BY]
    found = []
    for same in together(rows, _reference):
        for alike in _alike(same):
            found += [
                Conflict(alike[0].kind, alike[0].text("reference"), _words(alike[0]), topic.column, claims, topic.asked)
                for topic in topics
                if topic.kind is alike[0].kind and (claims := _claims(alike, topic, plans))
            ]
    return tuple(found)


def _reference(record: Record) -> str:
    reference = record.text("reference")
    return f"{record.kind.value}/{fold_once(reference)}" if reference else ""


def _words(record: Record) -> str:
    return record.text(NAMED_BY[record.kind])


def _alike(rows: Iterable[Record]) -> Iterator[list[Record]]:
    """The rows of one reference by piece of work: a reference may be used again for other words."""
    groups: list[list[Record]] = []
    for row in rows:
        group = next((each for each in groups if same_words(_words(each[0]), _words(row))), None)
        if group is None:
            groups.append([row])
        elif not any((row.plan, row.division) == (each.plan, each.division) for each in group):
            group.append(row)
    return (group for group in groups if len(group) > 1)


def _claims(rows: Sequence[Record], topic: Topic, plans: Sequence[Return]) -> tuple[Claim, ...]:
    """What the rows say in a column; () where they agree, or where no more than one says anything."""
    claims = [Claim(row, row.entry(topic.column)) for row in rows]
    claims = [claim for claim in claims if _says(claim.entry)]
    apart = any(_differ(one, other) for place, one in enumerate(claims) for other in claims[:place])
    if not apart or not (topic.asked or any(_departs(claim, topic, plans) for claim in claims)):
        return ()
    return tuple(claims)


def _says(entry: Entry) -> bool:
    """Whether a cell claims anything: a rating outside the scheme, such as a figure that is awaited, does not."""
    return entry.state is State.VALUE and not (isinstance(entry.value, Rating) and not entry.value.in_scheme)


def _differ(one: Claim, other: Claim) -> bool:
    first, second = one.entry.value, other.entry.value
    if isinstance(first, Rating) and isinstance(second, Rating):
        return first.key != second.key
    if isinstance(first, Value) and isinstance(second, Value):
        return _one_period(one.record, other.record) and not _same_figure(first, second)
    if isinstance(first, str) and isinstance(second, str):
        return not _same_name(first, second)
    alike = same_meaning(one.entry, other.entry) or same_meaning(other.entry, one.entry)
    return type(first) is type(second) and not alike


def _same_name(one: str, other: str) -> bool:
    """Whether all words of the shorter stand in the longer, an initial for any word that begins with it."""
    fewer, more = sorted((plain(one).casefold().split(), plain(other).casefold().split()), key=len)
    words = [word.strip(".,;:") for word in more]
    return all(any(_stands_for(word.strip(".,;:"), each) for each in words) for word in fewer)


def _stands_for(word: str, other: str) -> bool:
    return word == other or (1 in (len(word), len(other)) and word[:1] == other[:1])


def _same_figure(one: Value, other: Value) -> bool:
    """Whether two figures are one, to the decimals that the less exact one shows; a count need not say of what."""
    kinds = {one.unit.kind, other.unit.kind}
    if len(kinds) > 1 and kinds != {UnitKind.NUMBER, UnitKind.TEXT}:
        return False
    places = min(one.decimals, other.decimals)
    step = 0.5 * 10.0**-places if one.decimals != other.decimals else 0.0
    return abs(float(one.number - other.number)) <= step


def _one_period(one: Record, other: Record) -> bool:
    """Whether two figures are for one period; a figure that does not say so is for the period reported."""
    first, second = one.text("period"), other.text("period")
    if not first or not second or fold(first) == fold(second):
        return True
    read, also = read_when(first), read_when(second)
    return read.start is not None and (read.start, read.end) == (also.start, also.end)


def _departs(claim: Claim, topic: Topic, plans: Sequence[Return]) -> bool:
    """Whether a return says otherwise than its approved plan, or no plan holds the row."""
    row = claim.record
    planned = [
        each
        for plan in plans
        for each in plan.records
        if (each.kind, each.plan, each.division) == (row.kind, row.plan, row.division)
        and fold(each.text("reference")) == fold(row.text("reference"))
    ]
    return not any(same_meaning(each.entry(topic.column), claim.entry) for each in planned)
