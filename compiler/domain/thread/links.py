"""The golden thread of a year's plans: which row is carried out by which, as the plans themselves say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial

from compiler.domain.agreement import grouped
from compiler.domain.frozen import dataclass, field
from compiler.domain.likeness import ALIKE, letters_of, letters_once, likeness, same
from compiler.domain.lookup import Index
from compiler.domain.record import Kind, Record
from compiler.domain.reference import Reference, ReferenceList
from compiler.domain.text import fold
from compiler.domain.thread.citing import Citation, Citations, Columns

SURE = 0.85
"""From here on words name a row, whatever reference stands beside them."""
_CLEARLY = 0.25
CONTRIBUTED = "contributes"
"""The word under `held` for an indicator that another body's plan answers for."""


@dataclass(frozen=True, slots=True)
class Link:
    """A row that names another: the row, the column it does so in, the reference, and the row of that reference.

    `words` are those of the row that come closest to what it names; `close` is how close, from 0 to 1. `meant` is
    another row, whose words these are, where they are not those of the row that is named.
    """

    child: Record
    key: str
    reference: Reference
    parent: Record
    words: str
    column: str
    close: float
    meant: Record | None = None

    @property
    def right(self) -> Record:
        """The row that is meant: by its words, else by its reference."""
        return self.meant or self.parent


def reference_of(record: Record) -> Reference | None:
    """The reference that a row has of its own."""
    read = record.read("reference", ReferenceList)
    return read.only if read is not None else None


def cited(record: Record, key: str) -> tuple[Reference, ...]:
    """The references under a column, each once."""
    read = record.read(key, ReferenceList)
    return () if read is None else read.references if len(read.references) < 2 else read.distinct


def _rank(tiers: Sequence[str], record: Record) -> int:
    return tiers.index(record.plan) if record.plan in tiers else len(tiers)


@dataclass(frozen=True)
class Thread:
    """The rows of the plans and what leads from one to another. `tiers` are outermost first, `levels` the columns
    of an objective's outcomes, `columns` those in which rows cite others."""

    records: Sequence[Record]
    tiers: tuple[str, ...]
    levels: tuple[str, ...]
    columns: Columns = field(default_factory=dict)

    @cached_property
    def citations(self) -> Citations:
        """What the rows cite of each other by reference."""
        return Citations(self.records, self.columns, partial(_rank, self.tiers))  # which do not hold the thread

    def of(self, kind: Kind) -> tuple[Record, ...]:
        """The rows of one kind, in the order of the plans."""
        return tuple(record for record in self.records if record.kind is kind)

    def rank(self, record: Record) -> int:
        """How far down a row's plan is: 0 for the uppermost."""
        return _rank(self.tiers, record)

    @cached_property
    def actions(self) -> tuple[Record, ...]:
        """Every action of the plans."""
        return self.of(Kind.ACTION)

    @cached_property
    def objectives(self) -> tuple[Record, ...]:
        """Every objective of the plans."""
        return self.of(Kind.OBJECTIVE)

    def referenced(self, reference: Reference) -> tuple[Record, ...]:
        """The actions that have a reference as their own."""
        return self.citations.only(Kind.ACTION, reference)

    @cached_property
    def _numbered(self) -> Mapping[tuple[str, str, str], Record]:
        return {(o.plan, o.division, fold(o.text("number"))): o for o in reversed(self.objectives)}

    def objective_of(self, action: Record) -> Record | None:
        """The objective that an action stands under."""
        return self._numbered.get((action.plan, action.division, fold(action.text("objective"))))

    @cached_property
    def _under(self) -> Mapping[int, tuple[Record, ...]]:
        found: dict[int, list[Record]] = {}
        for action in self.actions:
            objective = self.objective_of(action)
            if objective is not None:
                found.setdefault(id(objective), []).append(action)
        return {objective: tuple(actions) for objective, actions in found.items()}

    def actions_under(self, objective: Record) -> tuple[Record, ...]:
        """The actions that stand under an objective."""
        return self._under.get(id(objective), ())

    @cached_property
    def _hanging(self) -> Mapping[int, tuple[Record, ...]]:
        found: dict[int, list[Record]] = {}
        for row in self.of(Kind.INDICATOR):
            objective = self.objective_of(row) if row.text("objective") else None
            if objective is not None:
                found.setdefault(id(objective), []).append(row)
        return {objective: tuple(rows) for objective, rows in found.items()}

    def hanging_on(self, objective: Record) -> tuple[Record, ...]:
        """The indicators that stand under an objective by its number."""
        return self._hanging.get(id(objective), ())

    def hangs(self, row: Record) -> bool:
        """Whether a row is tied to an objective or an outcome by what it says itself, whoever cites it or not."""
        named = self.citations.of(row)
        tied = any(each.of in (Kind.OBJECTIVE, Kind.OUTCOME) and each.rows for each in named)
        return tied or (bool(row.text("objective")) and self.objective_of(row) is not None)

    def held_by_others(self, objective: Record) -> bool:
        """Whether only measures that the plan contributes to hang on an objective: others see to its actions."""
        rows = self.hanging_on(objective)
        return bool(rows) and all(fold(row.text("held")) == CONTRIBUTED for row in rows)

    def above(self, record: Record, reference: Reference) -> tuple[Record, ...]:
        """The actions of that reference in the plans above a row's own."""
        rows = self.referenced(reference)
        rank = self.rank(record) if rows else 0
        return tuple(row for row in rows if self.rank(row) < rank)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Everything that the plans say of what carries out what: by headings, by lists of parents, by re-use."""
        named = [link for objective in self.objectives for link in self._linked(objective, "parent", self.levels)]
        listed = [link for action in self.actions for link in self._linked(action, "parents", ("action",))]
        return (*named, *listed, *self.reused)

    @cached_property
    def reused(self) -> tuple[Link, ...]:
        """The actions that stand under a reference of a plan above."""
        return tuple(link for action in self.actions for link in self._linked(action, "reference", ("action",)))

    @cached_property
    def _uppermost(self) -> int:
        """How far down the uppermost plan with an action is."""
        return min(map(self.rank, self.actions), default=0)

    def _linked(self, child: Record, key: str, columns: Iterable[str]) -> tuple[Link, ...]:
        if self.rank(child) <= self._uppermost:
            return ()
        parents = [(ref, row) for ref in cited(child, key) for row in self.above(child, ref)[:1]]
        if not parents:
            return ()
        texts = [(child.text(column), column) for column in columns if child.text(column)]
        if not texts:  # a heading of no words leads to its parent all the same
            return tuple(Link(child, key, reference, row, "", key, 0.0) for reference, row in parents)
        closest = [
            max((likeness(text, row.text("action")), n) for n, (text, _) in enumerate(texts)) for _, row in parents
        ]
        best = max(close for close, _ in closest)
        lost = key != "parents" and best < SURE
        named = {id(row) for _, row in parents}
        meant = self._meant(child, [text for text, _ in texts], named, min(best + _CLEARLY, 1.0)) if lost else None
        return tuple(
            Link(child, key, reference, row, *texts[n if close else -1], close, meant)
            for (reference, row), (close, n) in zip(parents, closest, strict=True)
        )

    def _meant(self, child: Record, texts: Sequence[str], named: set[int], least: float) -> Record | None:
        """The one action of the plans above whose words stand here, where others are named that come less close."""
        rank = self.rank(child)
        rows = [row for row in self.actions if self.rank(row) < rank and id(row) not in named]
        judged = [(max(likeness(text, row.text("action")) for text in texts), row) for row in rows]
        best = max((close for close, _ in judged), default=0.0)
        found = [row for close, row in judged if close == best]
        return found[0] if best >= max(SURE, least) and len(found) == 1 else None

    @cached_property
    def children(self) -> Mapping[int, tuple[Record, ...]]:
        """The actions that carry out an action of a plan above, by the id of that row."""
        found: dict[int, dict[int, Record]] = {}
        for link in self.links:
            rows = self.actions_under(link.child) if link.child.kind is Kind.OBJECTIVE else (link.child,)
            found.setdefault(id(link.right), {}).update((id(row), row) for row in rows)
        return {parent: tuple(rows.values()) for parent, rows in found.items()}

    @cached_property
    def _of_child(self) -> Mapping[int, tuple[Link, ...]]:
        return by_row(self.links, lambda link: link.child)

    def links_of(self, row: Record) -> tuple[Link, ...]:
        """The links of a row itself."""
        return self._of_child.get(id(row), ())

    def named_by(self, row: Record) -> tuple[Link, ...]:
        """The links of a row: an action has those of the objective that it stands under too."""
        objective = self.objective_of(row) if row.kind is Kind.ACTION else None
        over = self.links_of(objective) if objective is not None else ()
        return (*over, *self.links_of(row))

    @cached_property
    def naming(self) -> Mapping[int, tuple[Record, ...]]:
        """The rows that name an action, rightly or by mistake for another, by the id of that action."""
        found: dict[int, list[Record]] = {}
        for link in self.links:
            found.setdefault(id(link.parent), []).append(link.child)
        return {parent: tuple(rows) for parent, rows in found.items()}

    def taken_over(self, action: Record) -> Reference | None:
        """The reference of an action, where it is that of a plan above, which it need not name again."""
        reference = reference_of(action)
        return reference if reference is not None and self.above(action, reference) else None

    @cached_property
    def not_carried_out(self) -> tuple[Record, ...]:
        """The actions that no plan below takes up: by reference, as a heading, or in their words.

        Below the uppermost tier only those of plans most of whose actions are taken up: the others lead no further.
        """
        ranks = [self.rank(row) for row in self.actions]
        uppermost, lowest = min(ranks, default=0), max(ranks, default=0)
        upper = (row for row in self.actions if self.rank(row) < lowest)
        plans = grouped(upper, lambda row: f"{row.workbook}\x1f{row.plan}").values()
        found = ((rows, [row for row in rows if not self._taken_up(row)]) for rows in plans)
        told = (left for rows, left in found if self.rank(rows[0]) == uppermost or 2 * len(left) < len(rows))
        return tuple(row for left in told for row in left)

    @cached_property
    def _taken(self) -> frozenset[int]:
        return frozenset(id(row) for link in self.links for row in (link.parent, link.right))

    def _taken_up(self, row: Record) -> bool:
        return id(row) in self._taken or self._worded_below(row)

    def _worded_below(self, row: Record) -> bool:
        """Whether its words stand in a plan below, beside another reference or none."""
        return self.is_heading(row) or any(self.rank(other) > self.rank(row) for other in self.in_other_plans(row))

    @cached_property
    def carrying_nothing_out(self) -> tuple[Record, ...]:
        """The actions below the uppermost plan that lead to no row of a plan above, nor does their objective."""
        uppermost = min(map(self.rank, self.actions), default=0)
        lower = (row for row in self.actions if self.rank(row) > uppermost)
        return tuple(row for row in lower if not self.named_by(row))

    def is_listed(self, reference: Reference) -> bool:
        """Whether any table of indicators has a reference."""
        return bool(self.citations.only(Kind.INDICATOR, reference))

    def listed(self, reference: Reference) -> tuple[Record, ...]:
        """The rows of a reference in the tables of indicators, those of the uppermost plan first."""
        return tuple(sorted(self.citations.only(Kind.INDICATOR, reference), key=self.rank))

    def every_listed(self, several: bool = False) -> Iterator[tuple[Record, ...]]:
        """The rows of each reference in the tables of indicators, or of those that stand there `several` times; those
        of the uppermost plan first."""
        every = self.citations.alike(Kind.INDICATOR, several)
        return (rows if len(rows) < 2 else tuple(sorted(rows, key=self.rank)) for rows in every)

    @cached_property
    def in_no_table_below(self) -> tuple[Record, ...]:
        """The indicators of upper plans that no plan below lists, of tiers most of whose indicators are."""
        listed, left = Counter[str](), dict[str, list[Record]]()
        for rows in self.every_listed():
            lowest = self.rank(rows[-1])
            listed.update(row.plan for row in rows)
            for row in rows:
                if row.plan and self.rank(row) == lowest:
                    left.setdefault(row.plan, []).append(row)
        found = (rows for plan, rows in left.items() if len(rows) < listed[plan] / 2)
        return tuple(row for rows in found for row in rows)

    @cached_property
    def _cite_indicators(self) -> bool:
        """Whether the format has the column in which actions cite indicators."""
        return ("indicators", Kind.INDICATOR) in self.columns.get(Kind.ACTION, ())

    @cached_property
    def any_citing(self) -> bool:
        """Whether any action cites an indicator."""
        return any(cited(row, "indicators") for row in self.actions)

    def citing(self, reference: Reference) -> tuple[Record, ...]:
        """The actions that cite an indicator."""
        if self._cite_indicators:
            return self.citations.citing_under("indicators", Kind.ACTION, Kind.INDICATOR, reference)
        return tuple(row for row in self.actions if reference in cited(row, "indicators"))

    @cached_property
    def measured_by_no_action(self) -> tuple[Citation, ...]:
        """The indicators by which outcomes in rows of their own are measured and that no action cites, if any are."""
        outcomes = self.of(Kind.OUTCOME)
        every = (each for row in outcomes if self.any_citing for each in self.citations.of(row))
        return tuple(each for each in every if each.of is Kind.INDICATOR and not self.citing(each.reference))

    @cached_property
    def _letters(self) -> Index[str]:
        """The actions by the letters of their words."""
        rows = ((letters_once(row.text("action")), number) for number, row in enumerate(self.actions))
        return Index((letters, number) for letters, number in rows if letters)

    def _worded(self, text: str) -> Iterator[Record]:
        return map(self.actions.__getitem__, self._letters[letters_of(text)])

    @cached_property
    def _headings(self) -> Index[str]:
        return Index((letters_once(row.text(column)), 0) for row in self.objectives for column in self.levels)

    def is_heading(self, row: Record) -> bool:
        """Whether a heading has the words of an action, whatever it names."""
        return letters_of(row.text("action")) in self._headings

    def worded(self, text: str, below: Record) -> Reference | None:
        """The reference of the one action in the plans above a row that has these words."""
        rows = [row for row in self._worded(text) if self.rank(row) < self.rank(below)]
        return reference_of(rows[0]) if len(rows) == 1 else None

    def in_other_plans(self, row: Record) -> tuple[Record, ...]:
        """The actions of other plans that have a row's words."""
        return tuple(other for other in self._worded(row.text("action")) if other.workbook != row.workbook)

    @cached_property
    def pairs(self) -> tuple[Link, ...]:
        """The rows that are one piece of work in two plans: under one reference in its words, or in the same words."""
        lists = [link for link in self.links if link.key == "parents" and same(link.words, link.parent.text("action"))]
        return (*(link for link in self.reused if link.meant or link.close >= ALIKE), *lists)


def by_row(links: Iterable[Link], end: Callable[[Link], Record]) -> Mapping[int, tuple[Link, ...]]:
    """Links by the id of the row at one of their ends."""
    found: dict[int, list[Link]] = {}
    for link in links:
        found.setdefault(id(end(link)), []).append(link)
    return {row: tuple(held) for row, held in found.items()}


def sections(objectives: Iterable[Record]) -> list[list[Record]]:
    """Objectives by the plan and the section that they stand in."""
    return list(
        grouped(objectives, lambda row: "\x1f".join((row.plan, row.division, fold(row.text("section"))))).values()
    )
