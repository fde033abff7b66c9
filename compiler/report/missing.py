"""What is missing and why, in sentences for the notes of tables and the box of partial figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compiler.consolidate.view import NO_RETURN, NOT_RATED, DepartmentView, Receipt, Row, Source
from compiler.domain.agreement import grouped
from compiler.domain.language import term
from compiler.domain.record import Kind, State
from compiler.domain.target_model import Target, TargetKind
from compiler.profile.department import Division
from compiler.report.blocks import Words
from compiler.report.facts import cells, count, how_many, with_rating
from compiler.report.phrases.fill import Told, phrase
from compiler.report.sentences import paragraph, plural
from compiler.report.telling import Telling
from compiler.report.tolerances import tolerances


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
    bank, division = view.profile.phrases, source.division
    if division is None:
        return phrase(bank, "missing.unusable", {"reason": source.reason or source.workbook})
    missing = source.receipt is Receipt.MISSING
    reason = reason_given(view, division) or ("" if missing else source.reason)
    places = {"division": division.name, "reason": reason.rstrip(".")}
    return phrase(bank, "missing.return" if missing else "missing.unreadable", places)


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
        counted: dict[str, Told] = {**_counted(theirs, noun), "rating": term(NO_RETURN.name)}
        if source is not None:
            yield phrase(view.profile.phrases, "missing.rows_of_return", {"why": why_lost(view, source), **counted})
        else:
            yield phrase(view.profile.phrases, "missing.rows", {"division": division.name, **counted})


def ratings_missing(telling: Telling, rows: Sequence[Row], noun: str) -> Iterator[Words]:
    """Sentences on blank ratings and on the states outside the scheme that occur."""
    unrated = [row for row in rows if row.rating is not None and row.rating.key == NOT_RATED.key]
    nil = nil_returns(telling.view)
    for division, theirs in by_division(telling.view, [row for row in unrated if row.division in nil]):
        yield telling.say("missing.nil", division=division.name, rating=term(NOT_RATED.name), **_counted(theirs, noun))
    blank = [row for row in unrated if row.division not in nil]
    if blank:
        yield telling.say("missing.unrated", rating=term(NOT_RATED.name), **_counted(blank, noun))
    scheme = telling.profile.ratings
    for state in scheme.outside if scheme else ():
        group = with_rating(rows, state)
        if group:
            yield telling.say(
                "missing.outside", rating=term(state.name), meaning=term(state.meaning), **_counted(group, noun)
            )


def _counted(rows: Sequence[Row], noun: str) -> dict[str, Told]:
    """How many rows there are, with the word for them."""
    return {"count": how_many(rows), "noun": plural(noun, len(rows))}


def targets_missing(telling: Telling, rows: Sequence[Row], noun: str) -> Iterator[Words]:
    """Sentences on indicators that have no target to be compared with, by why they have none."""
    states = [(row, row.state("target")) for row in rows]
    groups = {
        "missing.target_unset": [row for row, state in states if state in (State.BLANK, State.NONE)],
        "missing.target_unpublished": [row for row, state in states if state is State.NOT_PUBLISHED],
        "missing.target_not_applicable": [row for row, state in states if state is State.NOT_APPLICABLE],
        "missing.target_open": [row for row in rows if _undetermined(row)],
    }
    for key, group in groups.items():
        if group:
            yield telling.say(key, count=count(cells(group, "target")), **_of_all(rows, noun))


def _of_all(rows: Sequence[Row], noun: str) -> dict[str, Told]:
    return {"whole": how_many(rows), "noun": plural(noun, len(rows))}


def _undetermined(row: Row) -> bool:
    target = row.read("target", Target)
    return target is not None and target.kind is TargetKind.UNDETERMINED


def figures_missing(telling: Telling, rows: Sequence[Row], noun: str) -> Iterator[Words]:
    """Sentences on figures that were not given or not published, and on those that are provisional."""
    returned = [row for row in rows if row.returned is not None]
    states = [(row, row.state("figure")) for row in returned]
    groups = {
        "missing.figure": [row for row, state in states if state in (State.BLANK, State.NONE)],
        "missing.figure_unpublished": [row for row, state in states if state is State.NOT_PUBLISHED],
    }
    for key, group in groups.items():
        if group:
            yield telling.say(key, count=count(cells(group, "figure")), **_of_all(rows, noun))
    provisional = [row for row in returned if row.text("status").casefold() == "provisional"]
    if provisional:
        yield telling.say("missing.provisional", count=count(cells(provisional, "status")))


def note_on(telling: Telling, kind: Kind, rows: Sequence[Row]) -> Words:
    """The note of a table of ratings: everything that is missing from it and why, and who set the tolerance; () where
    there is nothing to say."""
    noun = telling.noun(kind)
    said = [*returns_missing(telling.view, rows, noun), *ratings_missing(telling, rows, noun)]
    if kind is Kind.INDICATOR:
        sheet = telling.profile.sheet(kind)
        said += targets_missing(telling, rows, noun) if sheet and sheet.column("target") else ()
        said += figures_missing(telling, rows, noun) if sheet and sheet.column("figure") else ()
        said.append(tolerances(telling, rows))
    return paragraph(said)
