"""G: the golden thread, once more. Do the plans say the same where they name the same outcome or the same row above?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from compiler.domain.agreement import grouped
from compiler.domain.finding import Severity
from compiler.domain.record import Record
from compiler.rules.case import Answered, Case
from compiler.rules.likeness import ALIKE, apart, letters_of, likeness, same
from compiler.rules.pointing import point_at
from compiler.rules.rule import Point, Rule, Scope
from compiler.rules.thread import Link, reference_of
from compiler.rules.wording import listed, quote, sentence

_AS_AN_OUTCOME = 0.75
LONGEST = 110


def by_words(
    rows: Iterable[Record], key: str, apart_by: Callable[[Record], str] = lambda row: ""
) -> Iterable[list[Record]]:
    """The rows of the same words under a column; only within one plan where `apart_by` says which one that is."""
    return grouped(rows, lambda row: f"{letters_of(row.text(key))}\x1f{apart_by(row)}").values()


def _plan_of(row: Record) -> str:
    return f"{row.origin.workbook}\x1f{row.plan}"


def doubtful(case: Case, record: Record, key: str) -> bool:
    """Whether a plan's cell cannot be read with certainty."""
    cell = case.planned(record, key)
    return cell is not None and (record.identity, key) in cell.book.doubtful


def most(case: Case, other: Record, key: str) -> Severity:
    """How much a difference from another cell may weigh: a note where that one is doubtful."""
    return Severity.NOTE if doubtful(case, other, key) else Severity.ERROR


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
    name = f", the words of {reference_of(standard)}" if reference_of(standard) else ""
    return point_at(
        cell,
        sentence(
            f"This plan has {quote(here, LONGEST)}, the plan above {quote(there, LONGEST)} "
            f"({standard.entry(column).origin}{name}).",
            f"The same stands in {listed(origin.cell for origin in also)}." if also else "",
        ),
        "A heading has the same words in every plan.",
        others=(standard.entry(column).origin, *also),
        most=most(case, standard, column),
    )


def reworded_heading(case: Case) -> Iterator[Point]:
    """Headings that name a row of the plan above and have its words, but changed."""
    by_heading = grouped(
        (link for link in case.thread.links if link.key == "parent"), lambda link: str(link.child.origin)
    )
    for links in by_heading.values():
        closest = max(links, key=lambda link: link.close)
        cell = case.planned(closest.child, closest.column)
        if cell is not None and _changed(closest):
            yield _reworded(case, cell, closest.parent, "action", closest.column)


def _changed(link: Link) -> bool:
    """Whether the words are those of the row above, but not letter by letter in any of the heading's lines."""
    wanted = link.parent.text("action")
    return (
        link.meant is None and link.close >= ALIKE and not any(same(e.raw, wanted) for e in link.child.entries.values())
    )


TIER_RULES = (
    Rule(
        "G606",
        "An outcome in other words",
        "An outcome that is worded anew in each plan cannot be followed by its words.",
        Severity.NOTE,
        Scope.THREAD,
        reworded_outcome,
    ),
    Rule(
        "G607",
        "A heading in other words than the row that it names",
        "A heading that changes or cuts what it was given promises something else than the plan above.",
        Severity.NOTE,
        Scope.THREAD,
        reworded_heading,
    ),
)
