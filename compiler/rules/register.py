"""K: the risk register. Do it and the actions name each other, and is it reviewed when it says?"""

from __future__ import annotations

from collections.abc import Iterator

from compiler.domain.agreement import grouped
from compiler.domain.finding import Severity
from compiler.domain.origin import Origin
from compiler.domain.record import Kind, Record
from compiler.domain.reference import Reference
from compiler.domain.thread import cited, reference_of
from compiler.rules.case import Answered, Case
from compiler.rules.pointing import point_at, subject_of
from compiler.rules.risk_links import TWO_WAYS, Held, Register, called, cut_off_down, may_be
from compiler.rules.rule import Point, Rule, Scope
from compiler.rules.wording import listed, quote

_Loose = tuple[Answered, Reference, tuple[Record, ...], Record]
"""A cell that cites a risk which nothing links with what its row carries out: cell, reference, these rows, the risk."""


def not_cited_back(case: Case) -> Iterator[Point]:
    """Risks whose register names actions which do not cite them."""
    register = case.kept(Register)
    for reference, missing in register.uncited.items():
        risk = register.risk(reference)
        cell = case.planned(risk, "outcome") if risk is not None else None
        if cell is not None:
            yield _not_cited_back(case, register, cell, reference, missing)


def _not_cited_back(
    case: Case, register: Register, cell: Answered, reference: Reference, missing: tuple[tuple[Reference, Held], ...]
) -> Point:
    names, elsewhere = [name for name, _ in missing], register.citing(reference)
    over = [
        (name, heading)
        for name, row in register.named(cell.record)
        if name in names and (heading := case.thread.objective_of(row)) is not None and heading.gives("risks")
    ]
    told = [
        f"the heading over {name} cites {listed(map(str, cited(heading, 'risks'))) or 'none that can be read'}"
        for name, heading in over
    ]
    whose, them = ("their headings", "them") if len(names) > 1 else ("its heading", "it")
    meant = _meant(register, reference, cell.record) if len(names) == 1 else None
    return point_at(
        cell,
        f"The register names {listed(map(str, names))} for {reference} ({quote(cell.record.text('risk'))}), but "
        f"neither {whose} nor a row that carries {them} out cites that risk{f': {listed(told)}' if told else ''}. "
        f"{f'It is cited by {listed(called(case, row) for row in elsewhere)}' if elsewhere else 'Nothing cites it'}.",
        TWO_WAYS,
        hint=f"Probably {meant} is meant." if meant else "",
        others=_places([heading for _, heading in over], [*elsewhere]),
        most=Severity.NOTE if all(held.doubtful for _, held in missing) else Severity.WARNING,
    )


def _meant(register: Register, reference: Reference, risk: Record) -> Reference | None:
    """The one action that all rows which cite a risk carry out, where its register does not name it."""
    citing = [row for row in register.citing(reference) if row.kind is Kind.ACTION]
    parents = {reference_of(parent) for row in citing for parent in register.carried_out(row, risk)}
    every = all(register.carried_out(row, risk) for row in citing)
    (only, *more) = (*parents, None)
    return only if every and len(more) == 1 and only not in cited(risk, "outcome") else None


def _places(*groups: list[Record]) -> tuple[Origin, ...]:
    """The cells in which rows cite risks, each once."""
    return tuple(dict.fromkeys(row.entry("risks").origin for group in groups for row in group))


def not_in_registers_row(case: Case) -> Iterator[Point]:
    """Headings that cite a risk whose register names no action under them."""
    register = case.kept(Register)
    for objective in case.thread.objectives:
        risks = cited(objective, "risks")
        cell = case.planned(objective, "risks") if risks else None
        here = {reference_of(row) for row in case.thread.actions_under(objective)} if cell else set()
        for reference in risks if cell else ():
            risk = register.risk(reference)
            if cell is None or risk is None or risk.plan != objective.plan or reference in register.uncited:
                continue
            named = cited(risk, "outcome")
            if named and here and not here & set(named):
                yield point_at(
                    cell,
                    f"{reference} is cited for objective {objective.text('number')}, but its row of the register "
                    f"({quote(risk.text('risk'))}) names {listed(map(str, named))}, none of which stands under it.",
                    TWO_WAYS,
                    others=(risk.entry("outcome").origin,),
                )


def unlinked(case: Case) -> Iterator[Point]:
    """Rows that cite a risk which neither register nor heading links with the action that they carry out."""
    register = case.kept(Register)
    found: list[_Loose] = []
    for action, reference, risk, parents, headed in register.apart:
        cell = None if headed else case.planned(action, "risks")
        found += [(cell, reference, parents, risk)] if cell else []
    alike = grouped(found, lambda each: f"{each[0].book.workbook}/{each[0].record.text('objective')}/{each[1]}")
    for same in alike.values():
        yield _unlinked(case, same)


def _unlinked(case: Case, same: list[_Loose]) -> Point:
    cell, reference, parents, risk = same[0]
    headings = [heading for parent in parents if (heading := case.thread.objective_of(parent)) is not None]
    listed_there = [reference for heading in headings for reference in cited(heading, "risks")]
    rows = listed(subject_of(each[0].record) for each in same)
    return point_at(
        cell,
        f"{rows} {'cites' if len(same) == 1 else 'cite'} {reference}, whose row of the register names "
        f"{listed(map(str, cited(risk, 'outcome')))}. "
        f"In the plan above, {listed(dict.fromkeys(parent.text('reference') for parent in parents))} stands under "
        f"{listed(dict.fromkeys(map(str, listed_there))) or 'no risk that can be read'}.",
        TWO_WAYS,
        for_plan="If the risk bears on this work, list the register's row for amendment; otherwise this one.",
        others=(*(each[0].entry.origin for each in same[1:]), risk.entry("outcome").origin, *_places(headings)),
        most=Severity.NOTE,
    )


def cited_by_nothing(case: Case) -> Iterator[Point]:
    """Risks of a register that no heading and no action cites."""
    register = case.kept(Register)
    pieces = cut_off_down((*case.thread.objectives, *case.thread.actions))
    for reference, risk in register.risks if case.thread.citations.any_citing(Kind.RISK) else ():
        if case.thread.citations.is_cited(Kind.RISK, reference) or reference in register.uncited:
            continue
        cell = case.planned(risk, "reference")
        if cell and not may_be(reference, pieces):
            yield point_at(
                cell,
                f"{reference} ({quote(risk.text('risk'))}) stands in the register, but no heading and no "
                f"{case.profile.word('action')} of the plans cites it.",
                TWO_WAYS,
            )


REGISTER_RULES = (
    Rule(
        "K801",
        "A risk's own actions do not cite it",
        "A register that names one action while the plans cite the risk for another leaves nobody in charge of it.",
        Severity.WARNING,
        Scope.RISKS,
        not_cited_back,
        of_plans=True,
    ),
    Rule(
        "K802",
        "A heading cites a risk that the register puts elsewhere",
        "Members who follow a risk from a heading to the register should find the heading's own actions there.",
        Severity.WARNING,
        Scope.RISKS,
        not_in_registers_row,
        needs=("reference",),
        of_plans=True,
    ),
    Rule(
        "K803",
        "A risk that neither register nor heading links with this work",
        "A team may see a risk that the register has not linked with its work, or have cited the wrong one.",
        Severity.NOTE,
        Scope.RISKS,
        unlinked,
        of_plans=True,
    ),
    Rule(
        "K804",
        "A risk that nothing cites",
        "A risk to no objective and no action is either forgotten in the plan or left over in the register.",
        Severity.WARNING,
        Scope.RISKS,
        cited_by_nothing,
        of_plans=True,
    ),
)
