"""H: over time. Does this period agree with what the period before reported?"""

from __future__ import annotations

from collections.abc import Iterator

from compiler.domain.agreement import grouped
from compiler.domain.finding import Severity
from compiler.domain.meaning import one_period, same_figure
from compiler.domain.origin import Origin
from compiler.domain.rating import Rating
from compiler.domain.record import Kind, Record, State
from compiler.domain.returned import FaultKind, Return
from compiler.domain.text import fold
from compiler.domain.value_model import Value
from compiler.rules.case import Answered, Case
from compiler.rules.match import KINDS, Pair, paired
from compiler.rules.pointing import point_at, subject_of
from compiler.rules.rule import Point, Rule, Scope
from compiler.rules.wording import listed, quote


def _same_year(case: Case) -> bool:
    """Whether the period before is one of the same plan: a new year has new rows."""
    return case.period is not None and case.period.previous().year == case.year


def _followed(case: Case) -> Iterator[tuple[Return, Return, tuple[Pair, ...]]]:
    """Each division's return of this period with the one before it, and the rows that stand in both."""
    earlier = {book.division: book for book in case.sound_before}
    for book in case.sound_returns:
        if book.division in earlier:
            yield earlier[book.division], book, paired(earlier[book.division].records, book.records)


def _answers(case: Case, key: str) -> Iterator[tuple[Answered, Record]]:
    """The cells of a column in this period's returns, each with its row in the return before."""
    before = {id(pair.now): pair.before for _, _, pairs in _followed(case) for pair in pairs}
    for down in case.down_under(key) if before else ():
        for cell in down.cells if down.column.part == "return" else ():
            if id(cell.record) in before:
                yield cell, before[id(cell.record)]


def changed_figure(case: Case) -> Iterator[Point]:
    """Figures for a period for which the return before gave another one, without a correction."""
    for cell, before in _answers(case, "figure"):
        now, then = cell.entry.read(Value), before.read("figure", Value)
        if now is None or then is None or cell.record.entry("correction").given:
            continue
        if not one_period(cell.record.text("period"), before.text("period")) or same_figure(now, then):
            continue
        settled = fold(cell.record.text("status")) != fold(before.text("status"))
        yield point_at(
            cell,
            f"{quote(cell.entry.raw)} is given for {quote(cell.record.text('period'))}, for which the return before "
            f"gave {quote(before.text('figure'))} ({before.entry('figure').origin}).",
            "A figure that was reported stands until it is corrected by name.",
            "If the earlier figure was wrong, say so in the commentary and give the right one as a correction; if this "
            "figure is for another period, correct the period.",
            others=(before.entry("figure").origin,),
            most=Severity.NOTE if settled else Severity.WARNING,
        )


def empty_correction(case: Case) -> Iterator[Point]:
    """Corrections of a figure that the return before did not give, or gave just so."""
    for cell, before in _answers(case, "correction"):
        value, then = cell.entry.read(Value), before.read("figure", Value)
        if value is None or "figure" not in before.entries:
            continue
        if then is None and before.entry("figure").state is State.BLANK:
            yield point_at(
                cell,
                f"{quote(cell.entry.raw)} corrects a figure, but the return before gave none "
                f"({before.entry('figure').origin}).",
                "A correction replaces a figure that was reported.",
                "If it is this period's figure, move it to that column; otherwise say which figure it corrects.",
                others=(before.entry("figure").origin,),
            )
        elif then is not None and (value.number, value.unit.kind) == (then.number, then.unit.kind):
            yield point_at(
                cell,
                f"{quote(cell.entry.raw)} is the figure that the return before gave ({before.entry('figure').origin}).",
                "A correction differs from what it corrects.",
                "Delete it, or enter the figure that is right.",
                others=(before.entry("figure").origin,),
                most=Severity.NOTE,
            )


def undone(case: Case) -> Iterator[Point]:
    """Actions that were reported as completed and have another rating now."""
    for cell, before in _answers(case, "rating") if _same_year(case) else ():
        now, then = cell.entry.read(Rating), before.read("rating", Rating)
        if cell.record.kind is not Kind.ACTION or now is None or then is None:
            continue
        if then.done and now.in_scheme and not now.done:
            noun = case.profile.word("action")
            yield point_at(
                cell,
                f"The {noun} is rated {now.name}; the return before had it {then.name}"
                f"{f' ({then.meaning})' if then.meaning else ''} ({before.entry('rating').origin}).",
                f"A completed {noun} stays completed, unless it was reported too early.",
                "Correct the rating, or say in the progress why it is open again.",
                others=(before.entry("rating").origin,),
            )


def vanished(case: Case) -> Iterator[Point]:
    """Rows of the return before that this one has not got, where there is no plan to hold them against."""
    for earlier, book, pairs in _followed(case) if _same_year(case) else ():
        kept, held = {id(pair.before) for pair in pairs}, _held_against_plan(case, book)
        lost = [r for r in earlier.records if r.kind in KINDS and r.plan not in held and id(r) not in kept]
        for same in grouped((row for row in lost if _has_sheet(case, book, row)), lambda row: row.kind.value).values():
            names = listed(quote(subject_of(row)) for row in same)
            yield Point(
                Origin(book.workbook, same[0].origin.sheet),
                f"{names} {'was' if len(same) == 1 else 'were'} in the return before "
                f"({same[0].origin.workbook}) and {'is' if len(same) == 1 else 'are'} not in this one.",
                "Every row is returned until the year ends, also when nothing has changed.",
                "Put it back and fill it in, or say in the narrative why it was taken out.",
                subject=subject_of(same[0]),
                division=book.division,
                others=tuple(row.origin for row in same),
            )


def appeared(case: Case) -> Iterator[Point]:
    """Rows that the return before had not got, where there is no plan to hold them against."""
    for _, book, pairs in _followed(case) if _same_year(case) else ():
        known, held = {id(pair.now) for pair in pairs}, _held_against_plan(case, book)
        for record in book.records:
            if record.kind in KINDS and record.plan not in held and id(record) not in known:
                yield Point(
                    record.origin,
                    f"{quote(subject_of(record))} was not in the return before.",
                    "New rows come with a new plan, or by a decision of the members.",
                    "Check whether it is an old row under a new reference; if it is new, say so in the narrative.",
                    subject=subject_of(record),
                    division=book.division,
                )


def _held_against_plan(case: Case, book: Return) -> frozenset[str]:
    """The tiers of which there is a plan for a division: of their rows other rules tell."""
    return frozenset(record.plan for record in case.planned_rows.get(book.division, ()))


def _has_sheet(case: Case, book: Return, row: Record) -> bool:
    """Whether a return has the sheet on which a row should stand, and it could be read."""
    sheet = case.profile.sheet(row.kind)
    unread = any(fault.kind is FaultKind.NO_HEADINGS for fault in book.faults)
    return sheet is not None and sheet.name in (book.rows_read or {}) and not unread


OVER_TIME_RULES = (
    Rule(
        "H951",
        "A figure that was reported otherwise",
        "A figure that changes after the members have seen it, without a word, puts every other figure in doubt.",
        Severity.WARNING,
        Scope.TIME,
        changed_figure,
    ),
    Rule(
        "H952",
        "A correction of nothing",
        "What stands in the column of corrections replaces last quarter's figure. Put there by mistake, it changes it.",
        Severity.WARNING,
        Scope.TIME,
        empty_correction,
    ),
    Rule(
        "H953",
        "A completed action is open again",
        "Members who were told that a piece of work is done are told first if it is not.",
        Severity.WARNING,
        Scope.TIME,
        undone,
    ),
    Rule(
        "H954",
        "A row of the return before is gone",
        "Work that is no longer reported looks finished. Without a plan to compare with, only last quarter shows it.",
        Severity.WARNING,
        Scope.TIME,
        vanished,
    ),
    Rule(
        "H955",
        "A row that the return before had not got",
        "A row that comes in between two quarters has no history, and may be an old one under another name.",
        Severity.NOTE,
        Scope.TIME,
        appeared,
    ),
)
