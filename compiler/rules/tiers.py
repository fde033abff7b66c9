"""G: the golden thread, once more. Do the plans say the same where they name the same outcome or the same row above?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from compiler.domain.agreement import grouped
from compiler.domain.finding import Severity
from compiler.domain.likeness import ALIKE, apart, letters_of, likeness, repeats, same
from compiler.domain.record import Kind, Record
from compiler.domain.thread import Link, reference_of
from compiler.rules.case import Answered, Case
from compiler.rules.pointing import point_at, subject_of
from compiler.rules.rule import Point, Rule, Scope
from compiler.rules.wording import LONGEST, listed, quote, sentence

_AS_AN_OUTCOME = 0.75


def by_words(
    rows: Iterable[Record], key: str, apart_by: Callable[[Record], str] = lambda row: ""
) -> Iterable[list[Record]]:
    """The rows of the same words under a column; only within one plan where `apart_by` says which one that is."""
    return grouped(rows, lambda row: f"{letters_of(row.text(key))}\x1f{apart_by(row)}").values()


def _plan_of(row: Record) -> str:
    return f"{row.workbook}\x1f{row.plan}"


def doubtful(case: Case, record: Record, key: str) -> bool:
    """Whether a plan's cell cannot be read with certainty."""
    cell = case.planned(record, key)
    return cell is not None and (record.identity, key) in cell.book.doubtful


def most(case: Case, other: Record, key: str) -> Severity:
    """How much a difference from another cell may weigh: a note where that one is doubtful."""
    return Severity.NOTE if doubtful(case, other, key) else Severity.ERROR


def every_plan_is_there(case: Case) -> bool:
    """Whether every division that has a plan in this year has handed in its actions."""
    held = {record.division for book in case.sound_plans for record in book.of(Kind.ACTION)}
    return all(d.key in held for d in case.department.divisions if d.returns_in(case.year.name))


def reworded_outcome(case: Case) -> Iterator[Point]:
    """Outcomes that a plan has in other words than the plan above it; each wording of a plan is told of once."""
    rank = case.thread.rank
    for column in case.thread.levels:
        held = [record for record in case.thread.objectives if record.text(column)]
        for rows in by_words(held, column, apart_by=_plan_of) if len({rank(row) for row in held}) > 1 else ():
            above = [alike[0] for alike in by_words((o for o in held if rank(o) < rank(rows[0])), column)]
            standard = _standard(rows[0].text(column), above, column)
            cell = case.planned(rows[0], column)
            if standard is not None and cell is not None:
                yield _reworded(case, cell, standard, column, column, rows[1:])


def _standard(words: str, above: Sequence[Record], column: str) -> Record | None:
    """The objective of a plan above whose outcome this one is, in other words; None where one has its words."""
    if any(same(objective.text(column), words) for objective in above):
        return None
    judged = [(likeness(objective.text(column), words), objective) for objective in above]
    best = max((close for close, _ in judged), default=0.0)
    return next(row for close, row in judged if close == best) if best >= _AS_AN_OUTCOME else None


def _reworded(
    case: Case, cell: Answered, standard: Record, column: str, key: str, again: list[Record] | None = None
) -> Point:
    here, there = apart(cell.entry.raw, standard.text(column))
    also = [row.entry(key).origin for row in again or ()]
    under = case.thread.actions_under(cell.record)
    copied = [row for row in under if repeats(row.text("action"), cell.entry.raw, standard.text(column))]
    name = f", the words of {reference_of(standard)}" if reference_of(standard) else ""
    return point_at(
        cell,
        sentence(
            f"This plan has {quote(here, LONGEST)}, the plan above {quote(there, LONGEST)} "
            f"({standard.entry(column).origin}{name}).",
            f"The same stands in {listed(origin.cell for origin in also)}." if also else "",
            f"What it changes stands in {listed(map(subject_of, copied))} too." if copied else "",
        ),
        "A heading has the same words in every plan.",
        others=(standard.entry(column).origin, *also, *(row.entry("action").origin for row in copied)),
        most=most(case, standard, column),
    )


def reworded_heading(case: Case) -> Iterator[Point]:
    """Headings that name a row of the plan above and have its words, but changed, or other words altogether."""
    named = grouped((link for link in case.thread.links if link.key == "parent"), lambda link: str(link.child.origin))
    closest = [max(links, key=lambda link: link.close) for links in named.values()]
    for plan in grouped(closest, lambda link: _plan_of(link.child)).values():
        alike = [link for link in plan if link.close >= ALIKE]
        for link in plan:
            if link.words and link.meant is None and not _repeated(case, link):
                most_are = len(alike) >= 2 and len(alike) > len(plan) / 2
                yield from (
                    _changed(case, link) if link in alike else _other(case, link, plan, alike) if most_are else ()
                )


def _repeated(case: Case, link: Link) -> bool:
    """Whether one of the heading's lines is the row that it names, word for word."""
    return any(same(link.child.text(column), link.parent.text("action")) for column in case.thread.levels)


def _changed(case: Case, link: Link) -> Iterator[Point]:
    """The line that comes closest, and those above it that are the same row's words too."""
    for column in case.thread.levels[: case.thread.levels.index(link.column) + 1]:
        cell = case.planned(link.child, column)
        if cell is not None and likeness(cell.entry.raw, link.parent.text("action")) >= ALIKE:
            yield _reworded(case, cell, link.parent, "action", column)


def _other(case: Case, link: Link, plan: Sequence[Link], alike: Sequence[Link]) -> Iterator[Point]:
    """A heading of its own words, where most headings of its plan have the words of what they name."""
    cell = case.planned(link.child, link.column)
    if cell is not None:
        origin = link.parent.entry("action").origin
        yield point_at(
            cell,
            f"{quote(cell.entry.raw, LONGEST)} names {link.reference}, which is "
            f"{quote(link.parent.text('action'), LONGEST)} ({origin}). Of the {len(plan)} headings of this plan that "
            f"name a row above, {len(alike)} have its words.",
            "A heading has the same words in every plan.",
            for_plan="See whether the reference is the right one, and list what is not for amendment of the plan.",
            others=(origin,),
            most=most(case, link.parent, "action"),
        )


TIER_RULES = (
    Rule(
        "G606",
        "An outcome in other words",
        "An outcome that is worded anew in each plan cannot be followed by its words.",
        Severity.NOTE,
        Scope.THREAD,
        reworded_outcome,
        of_plans=True,
    ),
    Rule(
        "G607",
        "A heading in other words than the row that it names",
        "A heading that changes or cuts what it was given promises something else than the plan above.",
        Severity.NOTE,
        Scope.THREAD,
        reworded_heading,
        of_plans=True,
    ),
)
