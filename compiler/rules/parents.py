"""G: the golden thread upwards. Does what a row says of the row above it hold, and has every row above one below?"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import chain

from compiler.domain.finding import Severity
from compiler.domain.record import Kind, Record, State
from compiler.domain.reference import Reference
from compiler.domain.thread import Link, cited, reference_of, sections
from compiler.domain.when import When
from compiler.rules.case import Answered, Case
from compiler.rules.pointing import point_at, subject_of
from compiler.rules.rule import Point, Rule, Scope
from compiler.rules.tiers import every_plan_is_there
from compiler.rules.wording import listed, quote

_PARENT_COLUMNS = ((Kind.OBJECTIVE, "parent"), (Kind.ACTION, "parents"))


def not_above(case: Case) -> Iterator[Point]:
    """Parents that stand in the row's own plan or in one below it."""
    rows = chain(case.thread.objectives, case.thread.actions)
    for record, key in ((row, key) for row in rows for kind, key in _PARENT_COLUMNS if row.kind is kind):
        below = [ref for ref in cited(record, key) if _held(case, ref) and not case.thread.above(record, ref)]
        cell = case.planned(record, key) if below else None
        if cell is not None:
            others = tuple(case.thread.referenced(ref)[0].origin for ref in below)
            yield point_at(
                cell,
                f"{listed(map(str, below))}, named under '{case.heading(cell.column)}', {_stands(below)} in no plan "
                f"above this one, but in {listed(map(str, others))}.",
                "What a row carries out stands in a plan above its own.",
                others=others,
            )


def _stands(references: Sequence[Reference]) -> str:
    return "stands" if len(references) == 1 else "stand"


def _held(case: Case, reference: Reference) -> bool:
    return bool(case.thread.referenced(reference))


def wrong_code(case: Case) -> Iterator[Point]:
    """References beside the words of another row."""
    for link in case.thread.links:
        cell = case.planned(link.child, link.key) if link.meant is not None else None
        if link.meant is not None and cell is not None:
            right, named = link.meant.entry("action").origin, link.parent.entry("action").origin
            yield point_at(
                cell,
                f"{link.reference} stands beside {quote(link.words)}. In the plan above, {link.reference} is "
                f"{quote(link.parent.text('action'))} ({named}), and these are the words of "
                f"{reference_of(link.meant) or subject_of(link.meant)} ({right}).",
                "A reference stands beside the words of the row that it names.",
                hint=f"Probably {reference_of(link.meant)} is meant." if reference_of(link.meant) else "",
                others=(right, named),
            )


def no_parent(case: Case) -> Iterator[Point]:
    """Rows that name no row above where most rows of their section do."""
    groups = [("parent", rows) for rows in sections(case.thread.objectives)]
    groups += [("parents", rows) for rows in _by_objectives_section(case)]
    for key, rows in groups:
        given = [row for row in rows if row.text(key)]
        blank = [row for row in rows if row.state(key) is State.BLANK and not _is_parent(case, row)]
        if len(given) >= 2 and len(given) > len(rows) / 2:
            yield from (point for row in blank for point in _unlinked(case, row, key, given, rows))


def _by_objectives_section(case: Case) -> list[list[Record]]:
    """The actions by the section of the objective that they stand under."""
    under = case.thread.actions_under
    return [[a for objective in group for a in under(objective)] for group in sections(case.thread.objectives)]


def _is_parent(case: Case, row: Record) -> bool:
    """Whether an action stands under the reference of the row above, which it need not name again."""
    return row.kind is Kind.ACTION and case.thread.taken_over(row) is not None


def _unlinked(case: Case, row: Record, key: str, given: list[Record], rows: list[Record]) -> Iterator[Point]:
    cell = case.planned(row, key)
    if cell is not None:
        words = row.text("action") or next((t for c in reversed(case.thread.levels) if (t := row.text(c))), "")
        meant = case.thread.worded(words, row)
        under = [case.thread.taken_over(action) for action in case.thread.actions_under(row)]
        taken = [ref for ref in under if ref is not None] if all(under) else []
        section = f" of {quote(row.text('section'), 90)}" if row.text("section") else " of this section"
        yield point_at(
            cell,
            f"{quote(words)} names no row of a plan above; {len(given)} of the {len(rows)} rows{section} do.",
            "Each row of a section that is linked to the plan above names the row that it carries out.",
            hint=f"Its words are those of {meant}." if meant else _stands_for(taken),
            others=(given[0].entry(key).origin,),
            most=Severity.NOTE if taken else Severity.WARNING,
        )


def _stands_for(references: Sequence[Reference]) -> str:
    """What the actions under a heading that names nothing say of the row above, by references taken over from it."""
    if not references:
        return ""
    be, stand = ("is", "action stands") if len(references) == 1 else ("are", "actions stand")
    return f"Perhaps {listed(map(str, references))} {be} meant, under which its {stand}."


def not_carried_out(case: Case) -> Iterator[Point]:
    """Actions of an upper plan that no plan below takes up, by their reference or by their words."""
    nobodys = {id(row) for row in case.thread.not_carried_out}
    for book in case.sound_plans if case.plans_whole and every_plan_is_there(case) and nobodys else ():
        actions = list(book.of(Kind.ACTION))
        for tier in dict.fromkeys(action.plan for action in actions):
            rows = [action for action in actions if action.plan == tier]
            left = [row for row in rows if id(row) in nobodys]
            if len(left) < len(rows) / 2:
                yield from (point for row in left for point in _left(case, row))


def _left(case: Case, row: Record) -> Iterator[Point]:
    cell = case.planned(row, "reference")
    if cell is not None:
        yield point_at(
            cell,
            f"{quote(subject_of(row))}, {quote(row.text('action'))}, is named by no heading and no "
            f"{case.profile.word('action')} of the plans below.",
            "What an upper plan sets out is carried out by a row of a plan below.",
            for_plan="Say which plan carries it out, or list it for amendment of the plan.",
        )


def due_after(case: Case) -> Iterator[Point]:
    """Actions that are due after what they carry out, or after all that the rows of their objective do."""
    for action in case.thread.actions:
        due = action.read("due", When)
        if due is None or due.end is None:
            continue
        own = [link for link in case.thread.named_by(action) if link.key != "reference"]
        limits = [(row, when) for link in own or _of_objective(case, action) for row, when in _dated(link)]
        late = all(when is not None and when.end is not None and when.end < due.end for _, when in limits)
        cell = case.planned(action, "due") if limits and late else None
        if cell is not None:
            yield _due_after(cell, due, {id(row): row for row, _ in limits}.values(), bool(own))


def _of_objective(case: Case, action: Record) -> list[Link]:
    """What the other actions of an objective list as their parents: a cell printed once may stand for all of them."""
    objective = case.thread.objective_of(action)
    blank = objective is not None and action.state("parents") is State.BLANK
    rows = case.thread.actions_under(objective) if objective is not None and blank else ()
    return [link for row in rows for link in case.thread.named_by(row) if link.key == "parents"]


def _due_after(cell: Answered, due: When, rows: Collection[Record], own: bool) -> Point:
    told = [f"{subject_of(r)} (due {r.text('due')}, {r.entry('due').origin})" for r in rows]
    whose = "it is" if own else "the rows of its objective are"
    return point_at(
        cell,
        f"{quote(subject_of(cell.record))} is due {quote(due.raw)}, after {listed(told)}, which {whose} to carry out.",
        "What carries out a row of a plan above is due no later than that row.",
        others=tuple(row.entry("due").origin for row in rows),
        most=Severity.ERROR if own else Severity.NOTE,
    )


def _dated(link: Link) -> Iterator[tuple[Record, When | None]]:
    """The rows that a link may mean, with their dates: the one that it names, and the one whose words it has."""
    yield from ((row, row.read("due", When)) for row in (link.meant, link.parent) if row is not None)


PARENT_RULES = (
    Rule(
        "G601",
        "A parent that is not above",
        "A thread that leads from a row to its own plan or down again never reaches the outcome.",
        Severity.WARNING,
        Scope.THREAD,
        not_above,
        needs=("reference", "plan"),
        of_plans=True,
    ),
    Rule(
        "G602",
        "The right words, the wrong reference",
        "Whoever follows the reference arrives at other work, and what is meant has nobody who carries it out.",
        Severity.WARNING,
        Scope.THREAD,
        wrong_code,
        of_plans=True,
    ),
    Rule(
        "G603",
        "A row without its parent",
        "Where the rows of a section say what they carry out, one that does not is cut off from the plan above.",
        Severity.WARNING,
        Scope.THREAD,
        no_parent,
        needs=("section", "parent", "parents"),
        of_plans=True,
    ),
    Rule(
        "G604",
        "Nobody carries it out",
        "What no plan below takes up is promised to the members and done by nobody who reports on it.",
        Severity.NOTE,
        Scope.THREAD,
        not_carried_out,
        needs=("parent", "parents", "objective"),
        of_plans=True,
    ),
    Rule(
        "G605",
        "Due after what it carries out",
        "What is still to be done below cannot be complete above.",
        Severity.WARNING,
        Scope.THREAD,
        due_after,
        of_plans=True,
    ),
)
