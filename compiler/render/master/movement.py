"""The Movement sheet: every row whose rating is another than in the period compared, and the rows new and gone."""

from __future__ import annotations

from collections import Counter

from compiler.consolidate.view import Movement, Row
from compiler.domain.language import term
from compiler.domain.record import Kind
from compiler.render.master.cell import Link, rating_words
from compiler.render.master.layout import Heading, TablePage, line_by_line, unique_headings
from compiler.render.master.places import Places, outcome_words
from compiler.render.master.thread import WORDS
from compiler.report.sentences import capital

GONE = "gone"
CHANGED = "changed from or to a state outside the scheme"
_ORDER = (
    Movement.WORSENED.value,
    Movement.IMPROVED.value,
    Movement.NEWLY_DONE.value,
    CHANGED,
    Movement.NEW.value,
    GONE,
)


def what_moved(row: Row) -> str:
    """What became of a row, '' when its rating is as it was: better, worse, newly completed, new, gone, or changed
    from or to a state outside the scheme."""
    if not row.planned and not row.returned:
        return GONE
    if row.movement in (Movement.WORSENED, Movement.IMPROVED, Movement.NEWLY_DONE, Movement.NEW):
        return str(row.movement.value)
    if row.before is None:
        return str(Movement.NEW.value) if row.returned else ""
    return CHANGED if row.rating != row.rating_before else ""


def movement_page(places: Places, name: str) -> TablePage | None:
    """The rows that moved, worst first; None when nothing is compared or nothing moved."""
    compared = places.view.compared
    if compared is None:
        return None
    moved = [
        (what_moved(row), row)
        for row in (*places.view.rows, *places.view.gone)
        if row.kind in (Kind.ACTION, Kind.INDICATOR)
    ]
    moved = sorted((pair for pair in moved if pair[0]), key=lambda pair: _ORDER.index(pair[0]))
    if not moved:
        return None
    headings = (
        Heading(term("Movement"), 20),
        Heading(term("Kind"), 10),
        Heading(term("Reference"), 12),
        Heading(term("Words"), 46),
        Heading(term("Plan"), 14),
        Heading(term("Division"), 24),
        Heading(term("Outcome"), 24),
        Heading(compared.short, 15, "rating"),
        Heading(places.view.period.short, 15, "rating"),
        Heading(term("Source"), 24),
        Heading(term("Source row"), 18),
    )
    return TablePage(
        name=name,
        table="tblMovement",
        title=name,
        headings=unique_headings(headings),
        rows=line_by_line(lambda pair: _line(places, *pair), moved),
        note=f"{term('Since {earlier}', earlier=compared.short)}: {_said(Counter(words for words, _ in moved))}",
        what=term(
            "Every action and indicator whose rating is another than in {earlier}, and the rows new and gone.",
            earlier=compared.short,
        ),
        fixed=1,
    )


def _said(counts: Counter[str]) -> str:
    return ", ".join(f"{counts[words]:,} {term(words)}" for words in _ORDER if counts[words]) + "."


def _line(places: Places, words: str, row: Row) -> tuple[str | Link, ...]:
    return (
        capital(term(words)),
        capital(places.view.profile.word(row.kind.value)),
        row.text("reference"),
        row.text(WORDS[row.kind]),
        places.plan(row.plan),
        places.division(row.division),
        outcome_words(row),
        rating_words(row.rating_before) or term("Not in the returns"),
        term("Not in the plan or the returns") if words == GONE else rating_words(row.rating),
        row.record.origin.workbook if words == GONE else places.source_file(row),
        places.source_row(row),
    )
