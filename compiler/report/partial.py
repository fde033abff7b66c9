"""The marks on the face of a report that is not yet whole: why it is a draft, and which figures are partial."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compiler.consolidate.view import NO_RETURN, Receipt, Row, Source, ToSettle
from compiler.domain.conflict import Claim, Conflict
from compiler.domain.language import term
from compiler.domain.record import Kind
from compiler.report.blocks import Figure, Outstanding, Paragraph, Strong, ToWrite, Words
from compiler.report.facts import count, rating_cells
from compiler.report.missing import by_division, lost, reason_given, why_lost
from compiler.report.phrases.fill import Told, phrase
from compiler.report.sentences import listed, number_words, paragraph, quoted, words
from compiler.report.telling import Telling

DRAFT = "draft"
"""The key of the part that says why the report is a draft."""
_KINDS = (Kind.ACTION, Kind.INDICATOR, Kind.RISK)


def outstanding(telling: Telling) -> Outstanding:
    """What makes the report a draft whatever is written: errors, and returns missing that nobody excused."""
    errors = [finding.origin for finding in telling.view.errors]
    said = telling.say("face.errors", count=count(errors)) if errors else ()
    return Outstanding(said, _returns_waited_for(telling), telling.profile.phrases)


def draft_reason(outstanding: Outstanding, gaps: Sequence[ToWrite]) -> Words:
    """Why a paper is a draft, with what is still to be written in it; () if it is none."""
    number = len({gap.what for gap in gaps})
    gap = phrase(outstanding.bank, "face.gaps", {"count": number}) if number else ()
    return paragraph((outstanding.errors, gap, outstanding.returns))


def _returns_waited_for(telling: Telling) -> Words:
    said: list[Words] = []
    waiting = [source for source in telling.view.missing if source.division and not _excused(telling, source)]
    missing = [source for source in waiting if source.receipt is Receipt.MISSING]
    said += _returns(telling, "face.missing", missing)
    said += _returns(telling, "face.unusable", [source for source in waiting if source not in missing])
    return paragraph(said)


def _returns(telling: Telling, key: str, sources: Sequence[Source]) -> Iterator[Words]:
    """What is the matter with the returns of some divisions; nothing where there are none."""
    names = [source.division.name for source in sources if source.division]
    if names:
        yield telling.say(key, count=len(names), names=listed(names))


def _excused(telling: Telling, source: Source) -> bool:
    return source.division is not None and bool(reason_given(telling.view, source.division))


def draft_mark(reason: Words) -> tuple[Paragraph, ...]:
    """The mark on the face of a draft."""
    return (Paragraph(words(Strong(term("DRAFT. ")), reason), "callout"),) if reason else ()


def partial(telling: Telling) -> tuple[Paragraph, ...]:
    """The box that says which figures are partial, and why; no box where none are."""
    said = [*_lost_returns(telling), *_left_out(telling)]
    return (Paragraph(words(Strong(term("Partial figures. ")), paragraph(said)), "callout"),) if said else ()


def _lost_returns(telling: Telling) -> Iterator[Words]:
    """Each return that is not there with its reason; those that are missing without one in one sentence."""
    unreturned = [row for row in telling.view.rows if row.returned is None]
    held = {division.key: rows for division, rows in by_division(telling.view, unreturned)}
    together = [source for source in telling.view.missing if _is_plainly_missing(telling, source)]
    if len(together) > 1:
        rows = [row for source in together if source.division for row in held.get(source.division.key, [])]
        names = listed([source.division.name for source in together if source.division])
        counted: dict[str, Told] = {
            "count": len(rows),
            "counts": _counted(telling, rows),
            "rating": term(NO_RETURN.name),
        }
        yield telling.say("face.lost_together", names=names, **counted)
    for source in telling.view.missing:
        if len(together) < 2 or source not in together:
            yield from _lost(telling, source, held.get(source.division.key, []) if source.division else [])


def _is_plainly_missing(telling: Telling, source: Source) -> bool:
    """Whether nothing is known of a division's return but that it was not received."""
    return source.receipt is Receipt.MISSING and source.division is not None and not _excused(telling, source)


def _lost(telling: Telling, source: Source, rows: Sequence[Row]) -> Iterator[Words]:
    """That a return is not there, why, and how its rows are counted."""
    yield telling.say("face.lost", why=why_lost(telling.view, source))
    if rows:
        yield telling.say(
            "face.lost_rows", count=len(rows), counts=_counted(telling, rows), rating=term(NO_RETURN.name)
        )


def _left_out(telling: Telling) -> Iterator[Words]:
    """Rows that a division's return should have and has not; those of several divisions in one sentence."""
    unreturned = [row for row in telling.view.rows if row.returned is None]
    groups = [each for each in by_division(telling.view, unreturned) if lost(telling.view, each[0]) is None]
    if len(groups) > 1:
        named = [words(_counted(telling, rows), f" of {division.name}") for division, rows in groups]
        yield telling.say("face.left_out_together", names=listed(named, "; "))
        return
    for division, rows in groups:
        counts = _counted(telling, rows)
        yield telling.say("face.left_out", count=len(rows), counts=counts, division=division.name)


def _counted(telling: Telling, rows: Sequence[Row]) -> Words:
    parts: list[Words] = []
    for kind in _KINDS:
        group = [row for row in rows if row.kind is kind]
        if group:
            parts.append(words(count(rating_cells(group)), f" {telling.noun(kind, len(group))}"))
    return listed(parts)


def conflicts(telling: Telling) -> tuple[Paragraph, ...]:
    """What returns say differently of one row: for the officer what is to settle; in a final too what was settled."""
    found = telling.view.conflicts
    settled = [each for each in found if each.settled]
    waiting = [] if telling.final else [each for each in found if not each.settled]
    told = [(term("To settle. "), _to_settle(telling, waiting))] if waiting else []
    told += [(term("Settled. "), [_settled(telling, each) for each in settled])] if settled else []
    return tuple(Paragraph(words(Strong(opening), paragraph(said)), "callout") for opening, said in told)


def _to_settle(telling: Telling, waiting: Sequence[ToSettle]) -> list[Words]:
    """Which rows are in conflict, by what the returns differ in, and what counts until they are settled."""
    said = []
    for ratings in (True, False):
        group = [each for each in waiting if (each.conflict.column == "rating") is ratings]
        if group:
            key = "face.conflicting_ratings" if ratings else "face.conflicting_words"
            names = listed([_reference(each.conflict) for each in group])
            said.append(telling.say(key, counts=_rows_in(telling, group), names=names))
    rated = any(each.conflict.column == "rating" for each in waiting)
    return [*said, telling.say("face.counts_until_settled")] if rated else said


def _rows_in(telling: Telling, group: Sequence[ToSettle]) -> Words:
    """How many rows of each kind: 'one action and two indicators'."""
    parts: list[Words] = []
    for kind in _KINDS:
        held = [each for each in group if each.conflict.kind is kind]
        if held:
            origins = tuple(claim.entry.origin for each in held for claim in each.conflict.claims)
            count_of = Figure(number_words(len(held)), origins, "count of conflicts", len(held))
            parts.append(words(count_of, f" {telling.noun(kind, len(held))}"))
    return listed(parts)


def _reference(conflict: Conflict) -> Words:
    """What a conflict's row is called, with the cells that call it so."""
    named = [claim.record.entry("reference") for claim in conflict.claims]
    origins = tuple(entry.origin for entry in named if entry.given and entry.raw == conflict.reference)
    return (Figure(conflict.reference, origins, "as returned", conflict.reference) if origins else conflict.reference,)


def _settled(telling: Telling, each: ToSettle) -> Words:
    """How one conflict was settled: what each side said, what counts, who decided it and when."""
    assert each.settled is not None, "only a settled conflict is told so"
    settlement, conflict = each.settled.settlement, each.conflict
    sides = listed([f"{quoted(claim.said)} by {_side(telling, claim)}" for claim in conflict.claims])
    decided: dict[str, Told] = {"settled": settlement.counts, "decided": settlement.by, "on": settlement.on}
    return telling.say("face.settled", row=_reference(conflict), sides=sides, **decided)


def _side(telling: Telling, claim: Claim) -> str:
    division = telling.view.department.division(claim.record.division)
    return division.name if division else claim.record.division
