"""What is missing and why, in sentences for the notes of tables and the box of partial figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compiler.consolidate.view import NO_RETURN, NOT_RATED, DepartmentView, Receipt, Row, Source
from compiler.domain.agreement import grouped
from compiler.domain.record import Kind, State
from compiler.domain.target_model import Target, TargetKind
from compiler.profile.department import Division
from compiler.report.blocks import Words
from compiler.report.facts import cells, count, how_many, is_exception
from compiler.report.sentences import agree, paragraph, plural, quoted, sentence, words
from compiler.report.telling import Telling


def by_division(view: DepartmentView, rows: Sequence[Row]) -> Iterator[tuple[Division, list[Row]]]:
    """The rows of each division that has any, in the department's order."""
    groups = grouped(rows, lambda row: row.division)
    for division in view.department.divisions:
        if division.key in groups:
            yield division, groups[division.key]


def lost(view: DepartmentView, division: Division) -> Source | None:
    """The return of a division that was expected and cannot be used; None where it was received."""
    return next((source for source in view.missing if source.division and source.division.key == division.key), None)


def why_lost(view: DepartmentView, source: Source) -> Words:
    """Why a division's figures are not there: 'No return was received from X (reason: …)'."""
    division = source.division
    if division is None:
        return sentence(f"A return cannot be used: {source.reason or source.workbook}")
    if source.receipt is Receipt.MISSING:
        said = f"No return was received from {division.name}"
    else:
        said = f"The return of {division.name} cannot be read"
    reason = reason_given(view, division) or ("" if source.receipt is Receipt.MISSING else source.reason)
    return (f"{said} (reason: {reason.rstrip('.')})",) if reason else (said,)


def reason_given(view: DepartmentView, division: Division) -> str:
    """The reason that the officer gave for going on without a division's return; '' where none was given."""
    given = view.without or {}
    return given.get(division.key) or given.get(division.name) or ""


def nil_returns(view: DepartmentView) -> frozenset[str]:
    """The keys of the divisions whose return says that there is nothing to report."""
    return frozenset(each.division.key for each in view.sources if each.division and each.role == "return" and each.nil)


def returns_missing(view: DepartmentView, rows: Sequence[Row], noun: str) -> Iterator[Words]:
    """A sentence for each division some of whose rows were not returned, saying how they are counted."""
    unreturned = [row for row in rows if row.returned is None]
    for division, theirs in by_division(view, unreturned):
        source = lost(view, division)
        number = len(theirs)
        counted = f"{agree(number, 'is', 'are')} counted as {quoted(NO_RETURN.name)}"
        named = words(how_many(theirs), f" {plural(noun, number)} ")
        if source is not None:
            yield sentence(why_lost(view, source), ": its ", named, counted)
        else:
            yield sentence(
                named, f"of {division.name} ", f"{agree(number, 'is', 'are')} not in its return and ", counted
            )


def ratings_missing(telling: Telling, rows: Sequence[Row], noun: str) -> Iterator[Words]:
    """Sentences on blank ratings and on the states outside the scheme that occur."""
    unrated = [row for row in rows if row.rating is not None and row.rating.key == NOT_RATED.key]
    nil = nil_returns(telling.view)
    for division, theirs in by_division(telling.view, [row for row in unrated if row.division in nil]):
        counted = f"{agree(len(theirs), 'is', 'are')} counted as {quoted(NOT_RATED.name)}"
        said = f" {plural(noun, len(theirs))} without a rating {counted}"
        yield sentence(f"{division.name} made a nil return: its ", how_many(theirs), said)
    blank = [row for row in unrated if row.division not in nil]
    if blank:
        have = agree(len(blank), "has", "have")
        counted = f"{agree(len(blank), 'is', 'are')} counted as {quoted(NOT_RATED.name)}"
        said = f" {plural(noun, len(blank))} {have} no rating in the returns that can be read, and {counted}"
        yield sentence(how_many(blank), said)
    scheme = telling.profile.ratings
    for state in scheme.outside if scheme else ():
        group = [row for row in rows if row.rating == state]
        if group:
            are, meaning = agree(len(group), "is", "are"), f": {state.meaning}" if state.meaning else ""
            said = f" {plural(noun, len(group))} {are} recorded as {quoted(state.name)}{meaning}"
            yield sentence(how_many(group), said)


def targets_missing(rows: Sequence[Row], noun: str) -> Iterator[Words]:
    """Sentences on indicators that have no target to be compared with, by why they have none."""
    whole = words(" of the ", how_many(rows), f" {plural(noun, len(rows))}")
    unset = [row for row in rows if row.entry("target").state in (State.BLANK, State.NONE)]
    if unset:
        yield sentence("no target is set for ", count(cells(unset, "target")), whole)
    unpublished = [row for row in rows if row.entry("target").state is State.NOT_PUBLISHED]
    if unpublished:
        yield sentence("the target of ", count(cells(unpublished, "target")), whole, " was not published")
    none_applies = [row for row in rows if row.entry("target").state is State.NOT_APPLICABLE]
    if none_applies:
        yield sentence("for ", count(cells(none_applies, "target")), whole, ", a target does not apply")
    open_ = [row for row in rows if _undetermined(row)]
    if open_:
        yield sentence("the target of ", count(cells(open_, "target")), whole, " is still to be determined")


def _undetermined(row: Row) -> bool:
    target = row.entry("target").read(Target)
    return target is not None and target.kind is TargetKind.UNDETERMINED


def figures_missing(rows: Sequence[Row], noun: str) -> Iterator[Words]:
    """Sentences on figures that were not given or not published, and on those that are provisional."""
    returned = [row for row in rows if row.returned is not None]
    whole = words(" of the ", how_many(rows), f" {plural(noun, len(rows))}")
    blank = [row for row in returned if row.entry("figure").state in (State.BLANK, State.NONE)]
    if blank:
        yield sentence("no figure was returned for ", count(cells(blank, "figure")), whole)
    unpublished = [row for row in returned if row.entry("figure").state is State.NOT_PUBLISHED]
    if unpublished:
        yield sentence("the figure of ", count(cells(unpublished, "figure")), whole, " was not published")
    provisional = [row for row in returned if row.text("status").casefold() == "provisional"]
    if provisional:
        are = agree(len(provisional), "figure is", "figures are")
        yield sentence(count(cells(provisional, "status")), f" {are} provisional")


def note_on(telling: Telling, kind: Kind, rows: Sequence[Row]) -> Words:
    """The note of a table of ratings: everything that is missing from it and why; () where nothing is."""
    noun = telling.noun(kind)
    said = [*returns_missing(telling.view, rows, noun), *ratings_missing(telling, rows, noun)]
    if kind is Kind.INDICATOR:
        sheet = telling.profile.sheet(kind)
        said += targets_missing(rows, noun) if sheet and sheet.column("target") else ()
        said += figures_missing(rows, noun) if sheet and sheet.column("figure") else ()
    return paragraph(said)


def exceptions_of(rows: Sequence[Row]) -> list[Row]:
    """The rows whose rating asks for a reason and a remedy."""
    return [row for row in rows if is_exception(row.rating)]
