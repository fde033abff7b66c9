"""The Golden thread sheet: a tree of outcomes, objectives, actions and what they cite, with the gaps in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from compiler.consolidate.view import Receipt, Row
from compiler.domain.language import term
from compiler.domain.origin import Origin
from compiler.domain.record import Kind
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


def thread_page(places: Places, name: str) -> TablePage | None:
    """The thread as a tree, a line for each row of the plans and outcome; None when there is nothing to show."""
    found = strands(places.view)
    if not any(strand.record for strand in found):
        return None
    rated, scored = places.view.profile.ratings is not None, places.view.profile.risks is not None
    state = term("Rating or score") if rated and scored else term("Rating") if rated else term("Score")
    roles = {each.workbook: each.role for each in places.view.sources if each.receipt is Receipt.RECEIVED}
    headings = (
        Heading(term("Thread"), 64),
        Heading(term("Tie"), 14),
        Heading(term("What it is"), 16),
        Heading(term("Ref"), 11),
        Heading(term("Plan"), 14),
        Heading(term("Division"), 20),
        *((Heading(state, 13, "rating"),) if rated or scored else ()),
        Heading(term("Gap"), 30),
        Heading(term("Source"), 28),
        Heading(term("Source cell"), 16),
    )
    return TablePage(
        name=name,
        table="tblThread",
        title=name,
        headings=unique_headings(headings),
        rows=Made(lambda strand: _line(places, strand, rated or scored, roles), found),
        note=_said(places, found),
        what=term(_WHAT),
        fixed=1,
        levels=tuple(strand.depth for strand in found),
    )


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


def _line(places: Places, strand: Strand, states: bool, roles: Mapping[str, str]) -> tuple[Cell, ...]:
    """One line as cells; a row that stood on an earlier line with all below it is only named."""
    profile, record, level = places.view.profile, strand.record, strand.level
    if level is not None:
        blank = ("",) * (5 if states else 4)
        return short_words(level.words), "", level.name, *blank, *_source(places, level.origin, roles)
    assert record is not None, "a line is of a level or of a row"
    text = words(profile, record) or reference(record)
    return (
        f"{text} {term('(above)')}" if strand.again else text,
        _tie(strand.tie),
        capital(noun(profile, record.kind)),
        reference(record),
        places.plan(record.plan),
        places.division(record.division),
        *((_state(strand.row),) if states else ()),
        "; ".join(said(profile, gap) for gap in strand.gaps),
        *_source(places, place(profile, record), roles),
    )


def _tie(tie: Tie | None) -> str:
    """What leads to a line from the one above it, as it reads downwards."""
    if tie is None:
        return ""
    return term("serves") if tie is Tie.SERVES else term(DOWN[tie]) if DOWN[tie] else ""


def _source(places: Places, origin: Origin, roles: Mapping[str, str]) -> tuple[Cell, Cell]:
    """The workbook in which a line's words stand, and the cell, leading to it."""
    return origin.workbook, places.to_cell(origin, roles.get(origin.workbook, ""))


def short_words(text: str) -> str:
    """The words before the bracket that explains them."""
    return text.split("(")[0].strip().rstrip(".:") or text


def _state(row: Row | None) -> Cell:
    """The rating of an action or indicator; of a risk the score, as returned or else as approved."""
    if row is None:
        return ""
    return rating_words(row.rating) or row.text("current") or row.text("priority")
