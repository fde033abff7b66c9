"""The risk registers of the plans, and what the plans' headings and actions cite of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from compiler.domain.frozen import dataclass
from compiler.domain.record import Kind, Record, down
from compiler.domain.reference import Reference, ReferenceList
from compiler.domain.text import fold
from compiler.domain.thread import cited, reference_of
from compiler.domain.tuples import NamedTuple
from compiler.rules.case import Case
from compiler.rules.pointing import subject_of

TWO_WAYS = "The register and the plans name each other: a risk its actions, and they the risk."


@dataclass(frozen=True, slots=True)
class Held:
    """Whether the plans cite a risk for an action that its register names: 'cited', 'not cited', or no telling.

    `doubtful` says that a cell which should cite it cannot be read with certainty.
    """

    cites: bool | None
    doubtful: bool = False


class Apart(NamedTuple):
    """A risk that an action cites, whose register names none of the actions that this one carries out.

    `risk` is the register's row, `parents` those actions of its tier, `headed` says whether a heading over one of these
    cites the risk, or may do so.
    """

    action: Record
    reference: Reference
    risk: Record
    parents: tuple[Record, ...]
    headed: bool


@dataclass(frozen=True)
class Register:
    """The risk registers of the plans, held against what the plans' headings and actions cite."""

    case: Case

    def risk(self, reference: Reference) -> Record | None:
        """The row of the registers of a reference; of a doubled one the first, in the uppermost plan."""
        rows = self.case.thread.citations.only(Kind.RISK, reference)
        return rows[0] if len(rows) == 1 else min(rows, key=self.case.thread.rank, default=None)

    @property
    def risks(self) -> Iterator[tuple[Reference, Record]]:
        """The risks of the registers, each reference once with its row."""
        for rows in self.case.thread.citations.alike(Kind.RISK):
            row = rows[0] if len(rows) == 1 else min(rows, key=self.case.thread.rank)
            reference = reference_of(row)
            if reference is not None:
                yield reference, row

    def in_tier(self, plan: str, references: Iterable[Reference]) -> bool:
        """Whether a register of a tier of plans holds one of some risks."""
        risks = map(self.risk, references)
        return any(risk is not None and risk.plan == plan for risk in risks)

    def citing(self, reference: Reference) -> tuple[Record, ...]:
        """The objectives and actions that cite a risk, in the order of the plans."""
        return self.case.thread.citations.citing(Kind.RISK, reference)

    def named(self, risk: Record) -> tuple[tuple[Reference, Record], ...]:
        """The actions that a risk's row names, where its own tier of plans has them."""
        rows = ((reference, self.case.thread.referenced(reference)) for reference in cited(risk, "outcome"))
        return tuple((ref, row) for ref, found in rows for row in found if row.plan == risk.plan)

    def held(self, reference: Reference, action: Record) -> Held:
        """Whether an action cites a risk: in its own row, in the heading over it, or in a row that carries it out."""
        heading = self.case.thread.objective_of(action)
        below = self.case.thread.children.get(id(action), ())
        places = [row for row in (heading, action, *below) if row is not None and row.gives("risks")]
        if any(reference in cited(row, "risks") for row in places):
            return Held(True)
        if not places or any(may_cite(row, reference) for row in places):
            return Held(None)
        return Held(False, any(self.doubtful(row) for row in places))

    def doubtful(self, row: Record) -> bool:
        """Whether what a row cites cannot be read with certainty."""
        cell = self.case.planned(row, "risks")
        return cell is not None and (row.identity, "risks") in cell.book.doubtful

    @cached_property
    def uncited(self) -> Mapping[Reference, tuple[tuple[Reference, Held], ...]]:
        """The risks whose register names actions that do not cite them, with those actions."""
        found: dict[Reference, tuple[tuple[Reference, Held], ...]] = {}
        for reference, risk in self.risks:
            judged = ((name, self.held(reference, row)) for name, row in self.named(risk))
            missing = tuple((name, held) for name, held in judged if held.cites is False)
            if missing:
                found[reference] = missing
        return found

    def above(self, action: Record) -> Sequence[Record]:
        """The actions that an action carries out, in the order of the plans."""
        parents = {id(link.right): link.right for link in self.case.thread.named_by(action)}
        return sorted(parents.values(), key=self.case.thread.citations.number)

    def carried_out(self, action: Record, risk: Record) -> tuple[Record, ...]:
        """The actions of a risk's own tier that an action carries out."""
        return tuple(row for row in self.above(action) if row.plan == risk.plan)

    @cached_property
    def apart(self) -> Sequence[Apart]:
        """The citations of risks by actions, of which the register names others than the actions that these carry out,
        in the order of the plans."""
        return [each for action in self.case.thread.actions for each in self._apart(action)]

    def _apart(self, action: Record) -> Iterator[Apart]:
        references = cited(action, "risks")
        above = self.above(action) if references else ()
        for reference in references if above else ():
            risk = self.risk(reference)
            parents = tuple(row for row in above if risk is not None and row.plan == risk.plan)
            named = cited(risk, "outcome") if risk is not None and parents else ()
            if risk is not None and named and not any(reference_of(parent) in named for parent in parents):
                yield Apart(action, reference, risk, parents, self.headed(reference, parents))

    def headed(self, reference: Reference, parents: tuple[Record, ...]) -> bool:
        """Whether a heading over one of these actions cites a risk, or may do so, or none of them says anything."""
        headings = [self.case.thread.objective_of(parent) for parent in parents]
        known = [heading for heading in headings if heading is not None and heading.gives("risks")]
        return not known or any(
            reference in cited(heading, "risks") or may_cite(heading, reference) or self.doubtful(heading)
            for heading in known
        )


def may_cite(row: Record, reference: Reference) -> bool:
    """Whether a piece that was cut off in a row's cell may be this risk."""
    return may_be(reference, cut_off(row))


def cut_off(row: Record) -> list[str]:
    """The pieces of a row's references to risks that cannot be read."""
    read = row.read("risks", ReferenceList)
    return [fold(piece.text) for piece in read.unread] if read is not None else []


def cut_off_down(rows: Iterable[Record]) -> set[str]:
    """The same of many rows."""
    said = (content[2] for content in down(rows, "risks") if type(content) is tuple)
    return {fold(piece.text) for read in said if isinstance(read, ReferenceList) for piece in read.unread}


def may_be(reference: Reference, pieces: Iterable[str]) -> bool:
    """Whether any of the pieces may be this risk."""
    name = fold(str(reference))
    return any(name.startswith(piece) or name.endswith(piece) for piece in pieces)


def called(case: Case, row: Record) -> str:
    """An objective, with its plan, or an action as a message names it."""
    if row.kind is not Kind.OBJECTIVE:
        return subject_of(row)
    tier = case.profile.tier(row.plan)
    return f"the heading of objective {row.text('number')}{f' of the {tier.name}' if tier else ''}"
