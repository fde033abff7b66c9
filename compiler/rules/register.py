"""K: the risk register. Do it and the actions name each other, and is it reviewed when it says?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from compiler.domain.agreement import grouped
from compiler.domain.finding import Severity
from compiler.domain.origin import Origin
from compiler.domain.record import Kind, Record
from compiler.domain.reference import Reference, ReferenceList
from compiler.domain.text import fold
from compiler.rules.case import Answered, Case
from compiler.rules.pointing import point_at, subject_of
from compiler.rules.rule import Point, Rule, Scope
from compiler.rules.thread import cited, reference_of
from compiler.rules.wording import listed, quote

_TWO_WAYS = "The register and the plans name each other: a risk its actions, and they the risk."


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
        """The rows of the registers by their reference; of a doubled one the first."""
        rows = [row for book in self.case.sound_plans for row in book.of(Kind.RISK)]
        return {reference: row for row in reversed(rows) if (reference := reference_of(row)) is not None}

    @cached_property
    def citing(self) -> Mapping[Reference, tuple[Record, ...]]:
        """The objectives and actions that cite each risk, in the order of the plans."""
        found: dict[Reference, list[Record]] = {}
        for row in (*self.case.thread.objectives, *self.case.thread.actions):
            for reference in cited(row, "risks"):
                found.setdefault(reference, []).append(row)
        return {reference: tuple(rows) for reference, rows in found.items()}

    def named(self, risk: Record) -> tuple[tuple[Reference, Record], ...]:
        """The actions that a risk's row names, where its own tier of plans has them."""
        rows = ((reference, self.case.thread.by_reference.get(reference, ())) for reference in cited(risk, "outcome"))
        return tuple((ref, row) for ref, found in rows for row in found if row.plan == risk.plan)

    def held(self, reference: Reference, action: Record) -> Held:
        """Whether an action cites a risk: in its own row, in the heading over it, or in a row that carries it out."""
        heading = self.case.thread.objective_of(action)
        below = self.case.thread.children.get(id(action), ())
        places = [row for row in (heading, action, *below) if row is not None and row.entry("risks").given]
        if any(reference in cited(row, "risks") for row in places):
            return Held(True)
        if not places or any(_may_cite(row, reference) for row in places):
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


def _may_cite(row: Record, reference: Reference) -> bool:
    """Whether a piece that was cut off in a row's cell may be this reference."""
    read = row.read("risks", ReferenceList)
    name = fold(str(reference))
    pieces = [fold(piece.text) for piece in read.unread] if read is not None else []
    return any(name.startswith(piece) or name.endswith(piece) for piece in pieces)


def _called(case: Case, row: Record) -> str:
    """An objective, with its plan, or an action as a message names it."""
    if row.kind is not Kind.OBJECTIVE:
        return subject_of(row)
    tier = case.profile.tier(row.plan)
    return f"the heading of objective {row.text('number')}{f' of the {tier.name}' if tier else ''}"


def not_cited_back(case: Case) -> Iterator[Point]:
    """Risks whose register names actions which do not cite them."""
    register = Register(case)
    for reference, missing in register.uncited.items():
        cell = case.planned(register.risks[reference], "outcome")
        if cell is not None:
            yield _not_cited_back(case, register, cell, reference, missing)


def _not_cited_back(
    case: Case, register: Register, cell: Answered, reference: Reference, missing: tuple[tuple[Reference, Held], ...]
) -> Point:
    names, elsewhere = [name for name, _ in missing], register.citing.get(reference, ())
    over = [
        (name, heading)
        for name, row in register.named(cell.record)
        if name in names and (heading := case.thread.objective_of(row)) is not None and heading.entry("risks").given
    ]
    told = [
        f"the one over {name} cites {listed(map(str, cited(heading, 'risks'))) or 'none that can be read'}"
        for name, heading in over
    ]
    whose, them = ("their headings", "them") if len(names) > 1 else ("its heading", "it")
    return point_at(
        cell,
        f"The register names {listed(map(str, names))} for {reference} ({quote(cell.record.text('risk'))}), but "
        f"neither {whose} nor a row that carries {them} out cites that risk{f': {listed(told)}' if told else ''}. "
        f"{f'It is cited by {listed(_called(case, row) for row in elsewhere)}' if elsewhere else 'Nothing cites it'}.",
        _TWO_WAYS,
        others=_places([heading for _, heading in over], [*elsewhere]),
        most=Severity.NOTE if all(held.doubtful for _, held in missing) else Severity.WARNING,
    )


def _places(*groups: list[Record]) -> tuple[Origin, ...]:
    """The cells in which rows cite risks, each once."""
    return tuple(dict.fromkeys(row.entry("risks").origin for group in groups for row in group))


def not_in_registers_row(case: Case) -> Iterator[Point]:
    """Headings that cite a risk whose register names no action under them."""
    register = Register(case)
    for objective in case.thread.objectives:
        cell = case.planned(objective, "risks")
        here = {reference_of(row) for row in case.thread.actions_under(objective)}
        for reference in cited(objective, "risks") if cell else ():
            risk = register.risks.get(reference)
            if cell is None or risk is None or risk.plan != objective.plan or reference in register.uncited:
                continue
            named = cited(risk, "outcome")
            if named and here and not here & set(named):
                yield point_at(
                    cell,
                    f"{reference} is cited for objective {objective.text('number')}, but its row of the register "
                    f"({quote(risk.text('risk'))}) names {listed(map(str, named))}, none of which stands under it.",
                    _TWO_WAYS,
                    others=(risk.entry("outcome").origin,),
                )


def unlinked(case: Case) -> Iterator[Point]:
    """Rows that cite a risk which neither register nor heading links with the action that they carry out."""
    register = Register(case)
    above: dict[int, list[Record]] = {}
    for parent in case.thread.actions:
        for child in case.thread.children.get(id(parent), ()):
            above.setdefault(id(child), []).append(parent)
    found: list[tuple[Answered, Reference, tuple[Record, ...]]] = []
    for action in case.thread.actions:
        cell = case.planned(action, "risks")
        for reference in cited(action, "risks") if cell else ():
            risk = register.risks.get(reference)
            parents = tuple(row for row in above.get(id(action), ()) if risk is not None and row.plan == risk.plan)
            if cell and parents and risk and not _linked(register, reference, risk, parents):
                found.append((cell, reference, parents))
    alike = grouped(found, lambda each: f"{each[0].book.workbook}/{each[0].record.text('objective')}/{each[1]}")
    for same in alike.values():
        yield _unlinked(case, register, same)


def _linked(register: Register, reference: Reference, risk: Record, parents: tuple[Record, ...]) -> bool:
    """Whether the register's row or a heading links a risk with one of these actions, or may do so."""
    named = cited(risk, "outcome")
    if not named or any(reference_of(parent) in named for parent in parents):
        return True
    headings = [register.case.thread.objective_of(parent) for parent in parents]
    known = [heading for heading in headings if heading is not None and heading.entry("risks").given]
    return not known or any(
        reference in cited(heading, "risks") or _may_cite(heading, reference) or register.doubtful(heading)
        for heading in known
    )


def _unlinked(case: Case, register: Register, same: list[tuple[Answered, Reference, tuple[Record, ...]]]) -> Point:
    (cell, reference, parents), risk = same[0], register.risks[same[0][1]]
    headings = [heading for parent in parents if (heading := case.thread.objective_of(parent)) is not None]
    listed_there = [reference for heading in headings for reference in cited(heading, "risks")]
    rows = listed(subject_of(each[0].record) for each in same)
    return point_at(
        cell,
        f"{rows} {'cites' if len(same) == 1 else 'cite'} {reference}, whose row of the register names "
        f"{listed(map(str, cited(risk, 'outcome')))}. "
        f"In the plan above, {listed(dict.fromkeys(parent.text('reference') for parent in parents))} stands under "
        f"{listed(dict.fromkeys(map(str, listed_there))) or 'no risk that can be read'}.",
        _TWO_WAYS,
        for_plan="If the risk bears on this work, list the register's row for amendment; otherwise this one.",
        others=(*(each[0].entry.origin for each in same[1:]), risk.entry("outcome").origin, *_places(headings)),
        most=Severity.NOTE,
    )


def cited_by_nothing(case: Case) -> Iterator[Point]:
    """Risks of a register that no heading and no action cites."""
    register = Register(case)
    for reference, risk in register.risks.items() if register.citing else ():
        cell = case.planned(risk, "reference")
        may = any(_may_cite(row, reference) for row in (*case.thread.objectives, *case.thread.actions))
        if cell and not may and reference not in register.citing and reference not in register.uncited:
            yield point_at(
                cell,
                f"{reference} ({quote(risk.text('risk'))}) stands in the register, but no heading and no "
                f"{case.profile.word('action')} of the plans cites it.",
                _TWO_WAYS,
            )


REGISTER_RULES = (
    Rule(
        "K801",
        "A risk's own actions do not cite it",
        "A register that names one action while the plans cite the risk for another leaves nobody in charge of it.",
        Severity.WARNING,
        Scope.RISKS,
        not_cited_back,
    ),
    Rule(
        "K802",
        "A heading cites a risk that the register puts elsewhere",
        "Members who follow a risk from a heading to the register should find the heading's own actions there.",
        Severity.WARNING,
        Scope.RISKS,
        not_in_registers_row,
    ),
    Rule(
        "K803",
        "A risk that neither register nor heading links with this work",
        "A team may see a risk that the register has not linked with its work, or have cited the wrong one.",
        Severity.NOTE,
        Scope.RISKS,
        unlinked,
    ),
    Rule(
        "K804",
        "A risk that nothing cites",
        "A risk to no objective and no action is either forgotten in the plan or left over in the register.",
        Severity.WARNING,
        Scope.RISKS,
        cited_by_nothing,
    ),
)
