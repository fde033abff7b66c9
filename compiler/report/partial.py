"""The marks on the face of a report that is not yet whole: why it is a draft, and which figures are partial."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compiler.consolidate.view import NO_RETURN, Conflict, Receipt, Row, Source
from compiler.domain.record import Kind
from compiler.report.blocks import Figure, Paragraph, Strong, ToWrite, Words
from compiler.report.facts import count, rating_cells
from compiler.report.missing import by_division, lost, reason_given, why_lost
from compiler.report.sentences import agree, listed, number_words, paragraph, plural, quoted, sentence, words
from compiler.report.telling import Telling

_KINDS = (Kind.ACTION, Kind.INDICATOR, Kind.RISK)


def draft(telling: Telling, gaps: Sequence[ToWrite]) -> Words:
    """Why the report is a draft: errors, gaps to be written, returns missing that nobody excused; () if it is none."""
    said: list[Words] = []
    errors = [finding.origin for finding in telling.view.errors]
    if errors:
        stand = agree(len(errors), "stands", "stand")
        said.append(sentence(count(errors), f" {plural('error', len(errors))} {stand} in the returns"))
    places = {gap.what for gap in gaps}
    if places:
        parts, are = plural("part", len(places)), agree(len(places), "is", "are")
        said.append(sentence(f"{number_words(len(places))} {parts} {are} still to be written"))
    waiting = [source for source in telling.view.missing if source.division and not _excused(telling, source)]
    missing = [source for source in waiting if source.receipt is Receipt.MISSING]
    said += _returns(missing, f"{agree(len(missing), 'is', 'are')} missing")
    said += _returns([source for source in waiting if source not in missing], "cannot be used")
    return paragraph(said)


def _returns(sources: Sequence[Source], what: str) -> Iterator[Words]:
    """What is the matter with the returns of some divisions; nothing where there are none."""
    names = [source.division.name for source in sources if source.division]
    if names:
        yield sentence(f"the {plural('return', len(names))} of ", listed(names), f" {what}")


def _excused(telling: Telling, source: Source) -> bool:
    return source.division is not None and bool(reason_given(telling.view, source.division))


def draft_mark(reason: Words) -> tuple[Paragraph, ...]:
    """The mark on the face of a draft."""
    return (Paragraph(words(Strong("DRAFT. "), reason), "callout"),) if reason else ()


def partial(telling: Telling) -> tuple[Paragraph, ...]:
    """The box that says which figures are partial, and why; no box where none are."""
    said = [*_lost_returns(telling), *_left_out(telling)]
    return (Paragraph(words(Strong("Partial figures. "), paragraph(said)), "callout"),) if said else ()


def _lost_returns(telling: Telling) -> Iterator[Words]:
    unreturned = [row for row in telling.view.rows if row.returned is None]
    held = {division.key: rows for division, rows in by_division(telling.view, unreturned)}
    for source in telling.view.missing:
        rows = held.get(source.division.key, []) if source.division else []
        if not rows:
            yield sentence(why_lost(telling.view, source))
            continue
        are = agree(len(rows), "is", "are")
        yield sentence(why_lost(telling.view, source))
        yield sentence("its ", _counted(telling, rows), f" {are} counted as {quoted(NO_RETURN.name)}")


def _left_out(telling: Telling) -> Iterator[Words]:
    """Rows that a division's return should have and has not."""
    unreturned = [row for row in telling.view.rows if row.returned is None]
    for division, rows in by_division(telling.view, unreturned):
        if lost(telling.view, division) is None:
            are = agree(len(rows), "is", "are")
            yield sentence(_counted(telling, rows), f" of {division.name} {are} not in its return")


def _counted(telling: Telling, rows: Sequence[Row]) -> Words:
    parts: list[Words] = []
    for kind in _KINDS:
        group = [row for row in rows if row.kind is kind]
        if group:
            parts.append(words(count(rating_cells(group)), f" {telling.noun(kind, len(group))}"))
    return listed(parts)


def conflicts(telling: Telling) -> tuple[Paragraph, ...]:
    """For the officer, in a draft only: the actions that two returns rate differently."""
    found = telling.view.conflicts
    if telling.final or not found:
        return ()
    noun = telling.noun(Kind.ACTION, len(found))
    names = listed([_conflict_name(conflict) for conflict in found])
    said = [
        sentence("two returns give different ratings for ", _conflict_count(found), f" {noun}: ", names),
        sentence(f"in tables of the {telling.plan}, the rating returned on that plan counts"),
    ]
    return (Paragraph(words(Strong("To settle. "), paragraph(said)), "callout"),)


def _conflict_name(conflict: Conflict) -> str:
    return conflict.reference or conflict.words


def _conflict_count(found: Sequence[Conflict]) -> Figure:
    origins = tuple(origin for conflict in found for _, origin, _ in conflict.ratings)
    return Figure(number_words(len(found)), origins, "count of conflicts", len(found))
