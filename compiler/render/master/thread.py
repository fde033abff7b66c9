"""The Golden thread sheet: a tree of outcomes, objectives, actions and what they cite, with the gaps in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from compiler.consolidate.view import Receipt, Row
from compiler.domain.language import term
from compiler.domain.origin import Origin
from compiler.domain.record import Kind, Record
from compiler.domain.thread.walk import Tie
from compiler.render.master.cell import Cell, rating_words
from compiler.render.master.layout import Heading, Made, TablePage, unique_headings
from compiler.render.master.places import Places
from compiler.render.master.strands import Strand, strands
from compiler.render.thread.names import DOWN, group_of, noun, place, reference, said, words
from compiler.report.sentences import capital

WORDS = {Kind.ACTION: "action", Kind.INDICATOR: "definition", Kind.RISK: "risk", Kind.OUTCOME: "outcome"}
_TOLD = 2
"""So many ways in which the thread is broken are told beside the title; all stand in their rows."""
_WHAT = "Every outcome with the objectives and actions below it and what these cite, as a tree; the gaps in words."
_Column = tuple[Heading, Callable[[Strand, Origin], Cell]]
"""A column: its heading, and what a line has under it, which stands at that cell."""


def thread_page(places: Places, name: str) -> TablePage | None:
    """The thread as a tree, a line for each row of the plans and outcome; None when there is nothing to show."""
    found = strands(places.view)
    if not any(strand.record for strand in found):
        return None
    columns = tuple(_columns(places, found))
    cells = [cell for _, cell in columns]

    def down(some: Sequence[Strand]) -> Sequence[Sequence[Cell]]:
        placed = [(strand, _at(places, strand)) for strand in some]
        return [[cell(strand, at) for strand, at in placed] for cell in cells]

    return TablePage(
        name=name,
        table="tblThread",
        title=name,
        headings=unique_headings(heading for heading, _ in columns),
        rows=Made(down, found),
        note=_said(places, found),
        what=term(_WHAT),
        fixed=1,
        levels=tuple(strand.depth for strand in found),
    )


def _columns(places: Places, found: Sequence[Strand]) -> Iterator[_Column]:
    """The columns, each with how a line's cell under it is got: those under which no line would differ are left out."""
    records = [strand.record for strand in found if strand.record is not None]
    yield Heading(term("Thread"), 64), lambda strand, _: _thread(places, strand)
    if any(_tie(strand.tie) for strand in found):
        yield Heading(term("Tie"), 14), lambda strand, _: _tie(strand.tie)
    yield Heading(term("What it is"), 16), lambda strand, _: _what(places, strand)
    yield Heading(term("Ref"), 11), _of_record(reference)
    if len({record.plan for record in records}) > 1:
        yield Heading(term("Plan"), 14), _of_record(lambda record: places.plan(record.plan))
    if len({record.division for record in records}) > 1:
        yield Heading(term("Division"), 20), _of_record(lambda record: places.division(record.division))
    if any(_state(strand.row) for strand in found):
        yield Heading(_called(found), 13, "rating"), lambda strand, _: _state(strand.row)
    if any(strand.gaps for strand in found):
        yield Heading(term("Gap"), 30), lambda strand, _: _gaps(places, strand)
    roles = {each.workbook: each.role for each in places.view.sources if each.receipt is Receipt.RECEIVED}
    yield Heading(term("Source"), 28), lambda _, at: at.workbook
    yield Heading(term("Source cell"), 16), lambda _, at: places.to_cell(at, roles.get(at.workbook, ""))


def _of_record(words_of: Callable[[Record], str]) -> Callable[[Strand, Origin], Cell]:
    """What a line of a record says; '' for one of a level."""
    return lambda strand, _: words_of(strand.record) if strand.record is not None else ""


def _called(found: Sequence[Strand]) -> str:
    """The heading over ratings, scores, or both."""
    rated = any(strand.row is not None and strand.row.rating for strand in found)
    scored = any(strand.row is not None and strand.row.kind is Kind.RISK for strand in found)
    return term("Rating or score") if rated and scored else term("Rating") if rated else term("Score")


def _said(places: Places, found: Sequence[Strand]) -> str:
    counts = Counter(group_of(places.view.profile, gap) for strand in found for gap in strand.gaps)
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


def _thread(places: Places, strand: Strand) -> str:
    """The words of a line; a row that stood on an earlier line with all below it is only named."""
    if strand.level is not None:
        return short_words(strand.level.words)
    record = strand.record
    text = (words(places.view.profile, record) or reference(record)) if record is not None else ""
    return f"{text} {term('(above)')}" if strand.again else text


def _what(places: Places, strand: Strand) -> str:
    if strand.level is not None:
        return strand.level.name
    return capital(noun(places.view.profile, strand.record.kind)) if strand.record is not None else ""


def _tie(tie: Tie | None) -> str:
    """What leads to a line from the one above it, as it reads downwards."""
    if tie is None:
        return ""
    return term("serves") if tie is Tie.SERVES else term(DOWN[tie]) if DOWN[tie] else ""


def _gaps(places: Places, strand: Strand) -> str:
    return "; ".join(said(places.view.profile, gap) for gap in strand.gaps)


def _at(places: Places, strand: Strand) -> Origin:
    """The cell that the words of a line stand in."""
    if strand.level is not None:
        return strand.level.origin
    return place(places.view.profile, strand.record) if strand.record is not None else Origin("")


def short_words(text: str) -> str:
    """The words before the bracket that explains them."""
    return text.split("(")[0].strip().rstrip(".:") or text


def _state(row: Row | None) -> str:
    """The rating of an action or indicator; of a risk the score, as returned or else as approved."""
    if row is None:
        return ""
    return rating_words(row.rating) or row.text("current") or row.text("priority")
