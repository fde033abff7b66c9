"""Where figures decide how indicators are rated: how far from its target one may be, and who set that and when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from compiler.consolidate.view import Row
from compiler.domain.rating import RatedBy
from compiler.domain.record import Kind
from compiler.profile.bands import bands_of
from compiler.profile.verdicts import tolerance_of
from compiler.report.blocks import Words
from compiler.report.facts import count
from compiler.report.sentences import paragraph
from compiler.report.telling import Telling


def tolerances(telling: Telling, rows: Sequence[Row]) -> Words:
    """The tolerance and the limits by which these indicators are rated, and who set them; () where officers rate."""
    scheme = telling.profile.ratings
    if scheme is None or scheme.by is RatedBy.OFFICER:
        return ()
    said = [*_tolerance(telling), *_limits(telling, rows)]
    return paragraph((*said, _set_by(telling, len(said)))) if said else ()


def _tolerance(telling: Telling) -> Iterator[Words]:
    """'A figure within 5% of its target counts as Amber.'"""
    allowed, setting = tolerance_of(telling.profile), telling.profile.tolerance
    states = {state.key: state.name for state in telling.profile.ratings.states} if telling.profile.ratings else {}
    if allowed.amount > Decimal(0):
        rating = states.get(setting.rating or "amber", "near")
        yield telling.say("tolerance.near", amount=f"{allowed.amount.normalize():f}", kind=allowed.of, rating=rating)


def _limits(telling: Telling, rows: Sequence[Row]) -> Iterator[Words]:
    """How many indicators have limits of their own in the plan."""
    banded = {
        id(row): bands_of(telling.profile, row.planned) for row in rows if row.kind is Kind.INDICATOR and row.planned
    }
    origins = [bands[0].entry.origin for bands in banded.values() if bands]
    if origins:
        noun = telling.noun(Kind.INDICATOR, len(origins))
        yield telling.say("tolerance.limits", count=count(origins), noun=noun)


def _set_by(telling: Telling, settings: int) -> Words:
    """Who set the tolerance and the limits, and when; that this is not recorded where it is not."""
    setting = telling.profile.tolerance
    return telling.say("tolerance.set_by", count=settings, decided=setting.set_by, on=setting.set_on)
