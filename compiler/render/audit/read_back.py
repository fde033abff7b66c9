"""A finished report read back: each numeral is what the returns give, or is listed."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.consolidate.view import DepartmentView
from compiler.domain.period import say_date
from compiler.domain.record import Kind, Record
from compiler.render.audit.document import Document, flat
from compiler.render.audit.grids import grids
from compiler.render.audit.marks import marks
from compiler.render.audit.numbering import renumbered
from compiler.render.audit.package import NotRead
from compiler.render.audit.prose import prose
from compiler.render.audit.remark import Audited, Remark
from compiler.render.audit.support import Known, known

_OURS = 0.1  # a document of which less stands in the report is another one


def audit(document: Document, wrote: Document, view: DepartmentView) -> Audited:
    """Hold a finished document against the report as it is compiled, which was read in the same way.

    Raises NotRead for a document that is no report of this period.
    """
    _check_ours(document, wrote, view)
    wrote = renumbered(wrote, document)
    facts = _known(document, wrote, view)
    remarks = (
        *(remark for _, remark in sorted(prose(document.spots, wrote.spots, facts), key=lambda each: each[0])),
        *grids(document.tables, wrote.tables, facts),
        *_tracked(document),
    )
    texts = [spot.text for spot in document.spots] + [
        cell for grid in document.tables for row in grid.rows for cell in row
    ]
    looked = sum(len(marks(text)) for text in texts)
    return Audited(document.name, f"the report of {view.period.short}", looked, tuple(dict.fromkeys(remarks)))


def _check_ours(document: Document, wrote: Document, view: DepartmentView) -> None:
    here, ours = {spot.text for spot in document.spots}, {spot.text for spot in wrote.spots}
    if len(here & ours) < _OURS * len(ours):
        raise NotRead(
            f"'{document.name}' is not the report of {view.period.short}: hardly anything of that stands in it. "
            "Name its quarter with --year and --quarter, or another document."
        )


def _known(document: Document, wrote: Document, view: DepartmentView) -> Known:
    """The figures, words, references and dates of the period that numerals in new words may name."""
    records = list(_records(view))
    scheme = view.profile.ratings
    deadlines = view.department.deadlines.values()
    days = [day for each in deadlines for day in (each.due, each.meeting) if day]
    days += [view.period.first_day, view.period.last_day]
    return known(
        wrote,
        document,
        dict.fromkeys(flat(entry.raw) for record in records for entry in record.entries.values() if entry.given),
        dict.fromkeys(record.text("reference") for record in records),
        [view.profile.word(kind.value) for kind in (Kind.ACTION, Kind.INDICATOR, Kind.RISK)],
        tuple(state.name for state in scheme.states) if scheme else (),
        [*map(say_date, days), view.period.label, view.period.short, view.period.year.label],
    )


def _records(view: DepartmentView) -> Iterator[Record]:
    for row in view.rows:
        yield from (each for each in (row.returned, row.planned, row.before, row.objective) if each is not None)
    yield from (*view.objectives, *view.totals, *view.resources, *view.narrative.values())


def _tracked(document: Document) -> Iterator[Remark]:
    """Tracked changes that hold a numeral: they are not yet accepted or refused."""
    for spot in document.spots:
        for way, held in (("put in", spot.put_in), ("struck out", spot.struck_out)):
            yield from (_change(spot.where, way, words) for words in held if marks(words))
    for grid in document.tables:
        yield from (_change(grid.name, way, words) for way, words in grid.changes if marks(words))


def _change(where: str, way: str, words: str) -> Remark:
    return Remark(
        "tracked", where, f"A tracked change: “{words}” is {way}, and not yet accepted or refused.",
        "The document is read as though all tracked changes were accepted.",
        "Accept or refuse it in Word before the report goes out.", words,
    )  # fmt: skip
