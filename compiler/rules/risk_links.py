"""The risk registers of the plans, and what the plans' headings and actions cite of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from compiler.domain.frozen import dataclass
from compiler.domain.record import Kind, Record
from compiler.domain.reference import Reference, ReferenceList
from compiler.domain.text import fold
from compiler.domain.thread import cited, reference_of
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


@dataclass(frozen=True)
class Register:
    """The risk registers of the plans, held against what the plans' headings and actions cite."""

    case: Case

    @cached_property
    def risks(self) -> Mapping[Reference, Record]:
        """The rows of the registers by their reference; of a doubled one the first, in the uppermost plan."""
        every = (row for book in self.case.sound_plans for row in book.of(Kind.RISK))
        rows = sorted(every, key=self.case.thread.rank)
        return {reference: row for row in reversed(rows) if (reference := reference_of(row)) is not None}

    @cached_property
    def of_tier(self) -> Mapping[str, frozenset[Reference]]:
        """The risks of the registers of each tier of plans."""
        found: dict[str, set[Reference]] = {}
        for reference, row in self.risks.items():
            found.setdefault(row.plan, set()).add(reference)
        return {plan: frozenset(references) for plan, references in found.items()}

    @cached_property
    def citing(self) -> Mapping[Reference, tuple[Record, ...]]:
        """The objectives and actions that cite each risk, in the order of the plans."""
        every = self.case.thread.citations.citing
        return {reference: rows for (kind, reference), rows in every.items() if kind is Kind.RISK}

    def named(self, risk: Record) -> tuple[tuple[Reference, Record], ...]:
        """The actions that a risk's row names, where its own tier of plans has them."""
        rows = ((reference, self.case.thread.by_reference.get(reference, ())) for reference in cited(risk, "outcome"))
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
        judged = {
            reference: tuple((name, self.held(reference, row)) for name, row in self.named(risk))
            for reference, risk in self.risks.items()
        }
        found = {ref: tuple(each for each in named if each[1].cites is False) for ref, named in judged.items()}
        return {reference: missing for reference, missing in found.items() if missing}

    @cached_property
    def above(self) -> Mapping[int, tuple[Record, ...]]:
        """The actions that each action carries out, by the id of its row."""
        found: dict[int, list[Record]] = {}
        for parent in self.case.thread.actions:
            for child in self.case.thread.children.get(id(parent), ()):
                found.setdefault(id(child), []).append(parent)
        return {child: tuple(parents) for child, parents in found.items()}

    def carried_out(self, action: Record, risk: Record) -> tuple[Record, ...]:
        """The actions of a risk's own tier that an action carries out."""
        return tuple(row for row in self.above.get(id(action), ()) if row.plan == risk.plan)

    def linked(self, reference: Reference, risk: Record, parents: tuple[Record, ...]) -> bool:
        """Whether the register's row or a heading links a risk with one of these actions, or may do so."""
        named = cited(risk, "outcome")
        return not named or any(reference_of(parent) in named for parent in parents) or self.headed(reference, parents)

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
