"""The box with corrections: what the report of the period before said, and what is right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compiler.consolidate.view import How, Restated
from compiler.domain.agreement import grouped
from compiler.domain.language import term
from compiler.domain.origin import Origin
from compiler.domain.period import say_date
from compiler.report.blocks import Figure, Paragraph, Strong, Words
from compiler.report.facts import full_name
from compiler.report.phrases.fill import Told
from compiler.report.sentences import agree, paragraph, words
from compiler.report.telling import Blocks, Telling

CORRECTIONS = "corrections"
"""The key of the part that says what an earlier report said otherwise."""

_KINDS = {"figure": "figure", "rating": "rating", "current": "score"}


def corrections(telling: Telling) -> Blocks:
    """What this period's returns, or a decision, say otherwise than the last report did; nothing where nothing is."""
    found = telling.view.restated
    if not found:
        return ()
    noun = agree(len(_as_one(found)), "Correction", "Corrections")
    opening = Strong(f"{noun} to {_the_report(telling)}.")
    told = [paragraph(_told(telling, same)) for same in _as_one(found)]
    if len(told) == 1:
        return (Paragraph(words(opening, " ", told[0]), "callout"),)
    return Paragraph((opening,), "callout"), *(Paragraph(said, "callout") for said in told)


def _the_report(telling: Telling) -> str:
    """The report that is corrected, with the day on which it was published or, failing that, the meeting it went to."""
    view = telling.view
    met = view.department.meeting(view.compared) if view.compared else None
    day = term(" (meeting of {day})", day=say_date(met)) if met else ""
    return f"the {telling.earlier} report{f' (published {say_date(view.published)})' if view.published else day}"


def _as_one(found: Sequence[Restated]) -> list[list[Restated]]:
    """The same correction of a row that several plans hold, told once; first the one that gives a reason."""

    def key(each: Restated) -> str:
        return "\x1f".join((each.row.record.label, each.column, each.how.name, each.reported.raw, each.now.raw))

    return [sorted(same, key=lambda each: each.why is None) for same in grouped(found, key).values()]


def _told(telling: Telling, same: Sequence[Restated]) -> Iterator[Words]:
    each = same[0]
    was = _cell(each.reported.raw, [one.reported.origin for one in same], "as returned")
    now = _cell(each.now.raw, [one.now.origin for one in same], _how(each))
    places: dict[str, Told] = {"row": full_name(each.row), "before": was, "settled": now}
    yield telling.say("corrections.told", kind=_KINDS[each.column], reason=_because(telling, each), **places)
    if each.how in (How.CORRECTED, How.RETURNED):
        yield _said(telling, each)


def _cell(raw: str, origins: Sequence[Origin], how: str) -> Figure:
    """What cells say that say the same, placed at each of them."""
    return Figure(raw.strip(), tuple(dict.fromkeys(origins)), how, raw)


def _how(each: Restated) -> str:
    return "as decided" if each.how is How.DECIDED else "as corrected"


def _because(telling: Telling, each: Restated) -> Words:
    """The reason in half a sentence, where it is one: that the figure became final, or who decided it."""
    if each.settlement is not None:
        by, on, reason = each.settlement.by, each.settlement.on, each.settlement.reason.rstrip(".")
        return telling.say("corrections.decided", decided=by, on=on, reason=reason)
    if each.how is How.NOT_FINAL and each.why is not None:
        why = Figure(each.words, (each.why.origin,), "as returned, shortened", each.words)
        return telling.say("corrections.final", reason=why)
    return ()


def _said(telling: Telling, each: Restated) -> Words:
    """The reason in the words of the return, or that it gives none."""
    if each.why is None:
        return telling.say("corrections.no_reason")
    said = each.words.rstrip(".")
    return telling.say("corrections.reason", said=Figure(said, (each.why.origin,), "as returned, shortened", said))
