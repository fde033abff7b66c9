"""The Golden thread sheet: a tree of outcomes, objectives, actions and what they cite, with the gaps in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from compiler.consolidate.view import Receipt, Row
from compiler.domain.language import term
from compiler.domain.record import Kind, Record
from compiler.domain.thread.walk import Tie
from compiler.profile.model import Profile
from compiler.render.master.cell import Cell, rating_words
from compiler.render.master.layout import Heading, Made, TablePage, unique_headings
from compiler.render.master.once import Once
from compiler.render.master.places import Places
from compiler.render.master.strands import Strand, Strands, strands
from compiler.render.thread.names import DOWN, Named, group_of, named_down, noun, said
from compiler.report.sentences import capital

WORDS = {Kind.ACTION: "action", Kind.INDICATOR: "definition", Kind.RISK: "risk", Kind.OUTCOME: "outcome"}
_TOLD = 2
"""So many ways in which the thread is broken are told beside the title; all stand in their rows."""
_WHAT = "Every outcome with the objectives and actions below it and what these cite, as a tree; the gaps in words."
_Placed = tuple[Strand, Named]
"""A line, with the reference and words of its row and the cell that these stand in."""
_Down = Callable[[Sequence[_Placed]], Sequence[Cell]]
_Column = tuple[Heading, _Down]
"""A column: its heading, and what lines have under it."""


def thread_page(places: Places, name: str) -> TablePage | None:
    """The thread as a tree, a line for each row of the plans and outcome; None when there is nothing to show."""
    found = strands(places.view)
    if not found:
        return None
    columns = tuple(_columns(places, found))
    cells = [cells for _, cells in columns]
    profile = places.view.profile

    def down(some: Sequence[Strand]) -> Sequence[Sequence[Cell]]:
        lines = tuple(some)
        placed = tuple(zip(lines, _named(profile, lines), strict=True))
        return [each(placed) for each in cells]

    return TablePage(
        name=name,
        table="tblThread",
        title=name,
        headings=unique_headings(heading for heading, _ in columns),
        rows=Made(down, found),
        note=_said(places, found),
        what=term(_WHAT),
        fixed=1,
        levels=found.depths,
    )


def _columns(places: Places, found: Strands) -> Iterator[_Column]:
    """The columns, each with how lines' cells under it are got: those under which no line would differ are left out."""
    profile = places.view.profile
    yield Heading(term("Thread"), 64), lambda some: [_thread(*each) for each in some]
    ties = Once(_tie)
    if any(ties[tie] for tie in found.ties):
        yield Heading(term("Tie"), 14), lambda some: [ties[strand.tie] for strand, _ in some]
    yield Heading(term("What it is"), 16), _whats(profile)
    yield Heading(term("Ref"), 11), lambda some: [own for _, (own, *_) in some]
    if len({record.plan for record in found.records}) > 1:
        plans = Once(places.plan)
        yield Heading(term("Plan"), 14), _of_records(lambda record: plans[record.plan])
    if len({record.division for record in found.records}) > 1:
        divisions = Once(places.division)
        yield Heading(term("Division"), 20), _of_records(lambda record: divisions[record.division])
    if any(map(_state, found.rows)):
        yield Heading(_called(found), 13, "rating"), lambda some: [_state(strand.row) for strand, _ in some]
    if any(True for _ in found.gaps):
        yield Heading(term("Gap"), 30), lambda some: [_gaps(profile, strand) for strand, _ in some]
    roles = {each.workbook: each.role for each in places.view.sources if each.receipt is Receipt.RECEIVED}
    yield Heading(term("Source"), 28), lambda some: [at.workbook for _, (*_, at) in some]
    yield (
        Heading(term("Source cell"), 16),
        lambda some: [places.to_cell(at, roles.get(at.workbook, "")) for _, (*_, at) in some],
    )


def _of_records(words_of: Callable[[Record], str]) -> _Down:
    """What the records of lines say; '' for a line of a level."""
    return lambda some: [words_of(strand.record) if strand.record is not None else "" for strand, _ in some]


def _whats(profile: Profile) -> _Down:
    """What each line is: the name of its level, or the council's word for its kind of row."""
    nouns: Once[Kind, str] = Once(lambda kind: capital(noun(profile, kind)))

    def what(strand: Strand) -> str:
        if strand.level is not None:
            return strand.level.name
        return nouns[strand.record.kind] if strand.record is not None else ""

    return lambda some: [what(strand) for strand, _ in some]


def _called(found: Strands) -> str:
    """The heading over ratings, scores, or both."""
    rated = any(row.rating for row in found.rows)
    scored = any(row.kind is Kind.RISK for row in found.rows)
    return term("Rating or score") if rated and scored else term("Rating") if rated else term("Score")


def _said(places: Places, found: Strands) -> str:
    counts = Counter(group_of(places.view.profile, gap) for gap in found.gaps)
    if not counts:
        return term("No gaps.")
    total, told = sum(counts.values()), counts.most_common(_TOLD)
    others = total - sum(count for _, count in told)
    rest = [f"{term('others')} ({others:,})"] if others else []
    parts = [*(f"{group} ({count:,})" for group, count in told), *rest]
    listed = "; ".join(parts)
    if total == 1:
        return term("1 gap: {listed}.", listed=listed)
    return term("{count} gaps: {listed}.", count=f"{total:,}", listed=listed)


def _thread(strand: Strand, named: Named) -> str:
    """The words of a line; a row that stood on an earlier line with all below it is only named."""
    own, words, _ = named
    if strand.level is not None:
        return short_words(words)
    text = words or own
    return f"{text} {term('(above)')}" if strand.again else text


def _tie(tie: Tie | None) -> str:
    """What leads to a line from the one above it, as it reads downwards."""
    if tie is None:
        return ""
    return term("serves") if tie is Tie.SERVES else term(DOWN[tie]) if DOWN[tie] else ""


def _gaps(profile: Profile, strand: Strand) -> str:
    return "; ".join(said(profile, gap) for gap in strand.gaps) if strand.gaps else ""


def _named(profile: Profile, lines: Sequence[Strand]) -> Iterator[Named]:
    """What the row of each line is cited by, its words and their cell; a level's words."""
    rows = iter(named_down(profile, [strand.record for strand in lines if strand.record is not None]))
    for strand in lines:
        yield ("", strand.level.words, strand.level.origin) if strand.level is not None else next(rows)


def short_words(text: str) -> str:
    """The words before the bracket that explains them."""
    return text.split("(")[0].strip().rstrip(".:") or text


def _state(row: Row | None) -> str:
    """The rating of an action or indicator; of a risk the score, as returned or else as approved."""
    if row is None:
        return ""
    return rating_words(row.rating) or row.text("current") or row.text("priority")
