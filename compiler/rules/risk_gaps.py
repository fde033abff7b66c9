"""K: the risk register, one plan further down. Do it and the rows that carry its actions out name each other?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from compiler.domain.finding import Severity
from compiler.domain.record import Kind, Record
from compiler.domain.reference import Reference
from compiler.domain.thread import cited
from compiler.rules.case import Answered, Case
from compiler.rules.pointing import point_at, subject_of
from compiler.rules.risk_links import TWO_WAYS, Register, may_cite
from compiler.rules.rule import Point, Rule, Scope
from compiler.rules.wording import listed, quote, sentence

Parents = tuple[Record, ...]


def left_out(case: Case) -> Iterator[Point]:
    """Risks whose register leaves out actions that are carried out by rows which cite them, as their heading may."""
    register = case.kept(Register)
    found = _citing(register)
    for reference, risk in register.risks:
        # Where its own actions do not cite it, that finding says already who does.
        rows = found.get(reference, ()) if reference not in register.uncited else ()
        cell = case.planned(risk, "outcome") if rows else None
        if cell is not None:
            yield _left_out(case, register, cell, reference, rows)


def _citing(register: Register) -> Mapping[Reference, list[tuple[Record, Parents]]]:
    """The rows that cite each risk for an action which its register leaves out and its heading may cite it for."""
    found: dict[Reference, list[tuple[Record, Parents]]] = {}
    for action, reference, risk, parents, headed in register.apart:
        if headed and not _printed(register, action, risk):
            found.setdefault(reference, []).append((action, parents))
    return found


def _printed(register: Register, action: Record, risk: Record) -> bool:
    """Whether an action names, with its heading, one of those that a risk's row names, whichever it means."""
    printed = {link.reference for link in register.case.thread.named_by(action)}
    return not printed.isdisjoint(cited(risk, "outcome"))


def _left_out(
    case: Case, register: Register, cell: Answered, reference: Reference, rows: Sequence[tuple[Record, Parents]]
) -> Point:
    parents = {id(parent): parent for _, parents in rows for parent in parents}.values()
    missing = listed(dict.fromkeys(map(subject_of, parents)))
    headings = {id(parent): case.thread.objective_of(parent) for parent in parents}
    headed = [
        subject_of(parent)
        for parent in parents
        if (heading := headings[id(parent)]) is not None and reference in cited(heading, "risks")
    ]
    over = f"The heading over {listed(headed)} cites it too." if headed else ""
    it, them = ("it", "that action") if len(parents) == 1 else ("them", "those actions")
    return point_at(
        cell,
        sentence(
            f"The register names {listed(map(str, cited(cell.record, 'outcome')))} for {reference} "
            f"({quote(cell.record.text('risk'))}), but not {missing}. It is cited by "
            f"{listed(subject_of(row) for row, _ in rows)}, which {_carry(rows)} {it} out.",
            over,
        ),
        TWO_WAYS,
        for_plan=f"If the risk bears on {them}, list this row for amendment of the plan; otherwise what cites it.",
        others=tuple(dict.fromkeys(row.entry("risks").origin for row, _ in rows)),
    )


def _carry(rows: Sequence[object]) -> str:
    return "carries" if len(rows) == 1 else "carry"


def unseen_below(case: Case) -> Iterator[Point]:
    """Risks that the register links with actions, and that nothing which carries these out cites."""
    register = case.kept(Register)
    for reference, risk in register.risks:
        told = {name for name, _ in register.uncited.get(reference, ())}
        named = [(name, row) for name, row in register.named(risk) if name not in told]
        gaps = [(name, _below(register, risk, row)) for name, row in named if not _seen(register, reference, row)]
        gaps = [(name, rows) for name, rows in gaps if rows]
        cell = case.planned(risk, "outcome") if gaps else None
        if cell is not None:
            yield _unseen(case, register, cell, reference, gaps)


def _below(register: Register, risk: Record, action: Record) -> tuple[Record, ...]:
    """What carries out an action and cites risks of that register; a plan with a register of its own cites that."""
    children = register.case.thread.children.get(id(action), ())
    return tuple(row for row in children if register.in_tier(risk.plan, cited(row, "risks")))


def _seen(register: Register, reference: Reference, action: Record) -> bool:
    """Whether a row that carries out an action, or names it by mistake for another, cites a risk or may do so."""
    thread = register.case.thread
    named = thread.naming.get(id(action), ())
    rows = [
        *thread.children.get(id(action), ()),
        *named,
        *(row for each in named for row in thread.actions_under(each)),
    ]
    return any(reference in cited(row, "risks") or may_cite(row, reference) for row in rows)


def _unseen(
    case: Case,
    register: Register,
    cell: Answered,
    reference: Reference,
    gaps: Sequence[tuple[Reference, tuple[Record, ...]]],
) -> Point:
    rows = {id(row): row for _, below in gaps for row in below}.values()
    names = [str(name) for name, _ in gaps]
    below = [_below_called(row, names) for row in rows]
    nowhere = not any(row.kind is Kind.ACTION for row in register.citing(reference))
    carry = "which carries" if len(below) == 1 else "which carry"
    return point_at(
        cell,
        sentence(
            f"The register names {listed(names)} for {reference} ({quote(cell.record.text('risk'))}), but "
            f"{listed(below)}, {carry} {'it' if len(gaps) == 1 else 'them'} out, "
            f"{'cites' if len(below) == 1 else 'cite'} other risks.",
            f"No {case.profile.word('action')} of any plan cites it." if nowhere else "",
        ),
        "A risk to an action is seen by whoever carries it out.",
        others=tuple(row.entry("risks").origin for row in rows),
    )


def _below_called(row: Record, names: Sequence[str]) -> str:
    """What a row is called, with its workbook where it stands under the reference of the row above."""
    subject = subject_of(row)
    return f"{subject} in {row.workbook}" if subject in names else subject


RISK_GAP_RULES = (
    Rule(
        "K808",
        "Work that cites a risk and that the register leaves out",
        "Who looks a risk up in the register should find all the work that it bears on.",
        Severity.NOTE,
        Scope.RISKS,
        left_out,
        of_plans=True,
    ),
    Rule(
        "K809",
        "A risk that those who do the work do not see",
        "A register that links a risk with an action, while its teams cite others, is managed on paper only.",
        Severity.NOTE,
        Scope.RISKS,
        unseen_below,
        of_plans=True,
    ),
)
