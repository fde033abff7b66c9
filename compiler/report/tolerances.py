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
from compiler.report.sentences import agree, paragraph, sentence
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
        by = f"{allowed.amount.normalize():f}"
        far = (
            f"{by}%"
            if allowed.of == "percent"
            else f"{by} percentage {agree(int(allowed.amount == 1), 'point', 'points')}"
        )
        yield sentence(f"a figure within {far} of its target counts as {states.get(setting.rating or 'amber', 'near')}")


def _limits(telling: Telling, rows: Sequence[Row]) -> Iterator[Words]:
    """How many indicators have limits of their own in the plan."""
    banded = {
        id(row): bands_of(telling.profile, row.planned) for row in rows if row.kind is Kind.INDICATOR and row.planned
    }
    origins = [bands[0].entry.origin for bands in banded.values() if bands]
    if origins:
        noun, are = telling.noun(Kind.INDICATOR, len(origins)), agree(len(origins), "is", "are")
        yield sentence(
            count(origins),
            f" {noun} {are} rated by the limits that the plan sets for {agree(len(origins), 'it', 'each')}",
        )


def _set_by(telling: Telling, settings: int) -> Words:
    """Who set the tolerance and the limits, and when; that this is not recorded where it is not."""
    setting = telling.profile.tolerance
    these = agree(settings, "this was", "these were")
    if not setting.set_by:
        return sentence(f"who set {agree(settings, 'this', 'these')}, and when, is not recorded")
    return sentence(f"{these} set by {setting.set_by}", f" on {setting.set_on}" if setting.set_on else "")
