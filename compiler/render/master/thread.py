"""The Golden thread sheet: outcome, objective, action, indicators and risks, with the gaps in words."""

from __future__ import annotations

from collections import Counter

from compiler.consolidate.view import Row
from compiler.domain.record import Kind, Record
from compiler.render.master.cell import Cell, rating_words
from compiler.render.master.layout import Heading, TablePage, unique_headings
from compiler.render.master.places import Places
from compiler.render.master.strands import Strand, strands

WORDS = {Kind.ACTION: "action", Kind.INDICATOR: "definition", Kind.RISK: "risk", Kind.OUTCOME: "outcome"}
_CITED = (Heading("Cites", 10), Heading("Reference", 10), Heading("What that is", 34))
_AGAIN = 60
_WHAT = "Outcome, objective, action, and the indicators and risks that it cites; the gaps in words in the last column."


def thread_page(places: Places, name: str) -> TablePage | None:
    """The thread as one table, a line for each action and thing that it cites; None when there is nothing to show."""
    found = strands(places.view)
    if not found:
        return None
    levels = [
        level
        for level in places.view.profile.levels
        if any(objective.text(level.column) for objective in places.view.objectives)
    ]
    rated = places.view.profile.ratings is not None
    cites = any(strand.kind for strand in found)
    headings = (
        Heading("Plan", 12),
        Heading("Division", 16),
        *(Heading(level.name, 22) for level in levels),
        Heading("Objective No.", 9),
        Heading("Action ref", 9),
        Heading("Action", 34),
        *((Heading("Rating", 12, "rating"),) if rated else ()),
        *(_CITED if cites else ()),
        *((Heading("Its rating or score" if rated else "Its score", 12, "rating"),) if cites else ()),
        Heading("Gap", 17),
    )
    columns = [level.column for level in levels]
    before = (None, *(strand.action for strand in found))
    rows = (
        _line(places, strand, columns, strand.action is last, cites)
        for strand, last in zip(found, before, strict=False)
    )
    return TablePage(
        name=name,
        table="tblThread",
        title=name,
        headings=unique_headings(headings),
        rows=tuple(rows),
        note=_said(found),
        what=_WHAT,
        fixed=2,
    )


def _cited(strand: Strand) -> tuple[Cell, ...]:
    """What a strand cites: its kind, how it is cited, what it is, and its rating or score."""
    linked = strand.linked
    return strand.kind, strand.reference, linked.text(WORDS[linked.kind]) if linked else "", _state(linked)


def _said(found: tuple[Strand, ...]) -> str:
    gaps = Counter(strand.gap for strand in found if strand.gap)
    if not gaps:
        return "No gaps."
    total = sum(gaps.values())
    return (
        f"{total:,} {'gap' if total == 1 else 'gaps'}: "
        + ", ".join(f"{gap} ({count:,})" for gap, count in gaps.items())
        + "."
    )


def _line(places: Places, strand: Strand, columns: list[str], again: bool, cites: bool) -> tuple[Cell, ...]:
    """One strand as cells; the words of an action that stood on the line above are shortened."""
    objective, action, linked = strand.objective, strand.action, strand.linked
    holder: Row | Record | None = action or objective or linked
    return (
        places.plan(holder.plan) if holder else "",
        places.division(holder.division) if holder else "",
        *(short_words(objective.text(column)) if objective else "" for column in columns),
        objective.text("number") if objective else "",
        action.text("reference") if action else "",
        _shortened(action.text("action"), again) if action else "",
        *((rating_words(action.rating) if action else "",) if places.view.profile.ratings else ()),
        *(_cited(strand) if cites else ()),
        strand.gap,
    )


def _shortened(words: str, again: bool) -> str:
    return words if not again or len(words) <= _AGAIN else words[: _AGAIN - 1].rstrip() + "…"


def short_words(words: str) -> str:
    """The words before the bracket that explains them."""
    return words.split("(")[0].strip().rstrip(".:") or words


def _state(row: Row | None) -> str:
    """The rating of an action or indicator; of a risk the score, as returned or else as approved."""
    if row is None:
        return ""
    return rating_words(row.rating) or row.text("current") or row.text("priority")
