"""The Golden thread sheet: outcome, objective, action, indicators and risks, with the gaps in words."""

from __future__ import annotations

from collections import Counter

from compiler.consolidate.view import Row
from compiler.domain.record import Kind, Record
from compiler.render.master.cell import Cell, rating_words
from compiler.render.master.layout import Heading, TablePage, unique_headings
from compiler.render.master.places import Places
from compiler.render.master.strands import Strand, strands

WORDS = {Kind.ACTION: "action", Kind.INDICATOR: "definition", Kind.RISK: "risk"}
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
    headings = (
        Heading("Plan", 13),
        Heading("Division", 18),
        *(Heading(level.name, 22) for level in levels),
        Heading("Objective No.", 10),
        Heading("Action ref", 10),
        Heading("Action", 36),
        Heading("Rating", 13, "rating"),
        Heading("Cites", 12),
        Heading("Reference", 12),
        Heading("What that is", 36),
        Heading("Its rating or score", 13, "rating"),
        Heading("Gap", 20),
    )
    columns = [level.column for level in levels]
    return TablePage(
        name=name,
        table="tblThread",
        title=name,
        headings=unique_headings(headings),
        rows=tuple(_line(places, strand, columns) for strand in found),
        notes=(_said(found),),
        what=_WHAT,
        fixed=2,
    )


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


def _line(places: Places, strand: Strand, columns: list[str]) -> tuple[Cell, ...]:
    objective, action, linked = strand.objective, strand.action, strand.linked
    holder: Row | Record | None = action or objective or linked
    return (
        places.plan(holder.plan) if holder else "",
        places.division(holder.division) if holder else "",
        *(short_words(objective.text(column)) if objective else "" for column in columns),
        objective.text("number") if objective else "",
        action.text("reference") if action else "",
        action.text("action") if action else "",
        rating_words(action.rating) if action else "",
        strand.kind,
        strand.reference,
        linked.text(WORDS[linked.kind]) if linked else "",
        _state(linked),
        strand.gap,
    )


def short_words(words: str) -> str:
    """The words before the bracket that explains them."""
    return words.split("(")[0].strip().rstrip(".:") or words


def _state(row: Row | None) -> str:
    """The rating of an action or indicator; of a risk the score, as returned or else as approved."""
    if row is None:
        return ""
    return rating_words(row.rating) or row.text("current") or row.text("priority")
