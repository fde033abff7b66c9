"""Checking drafts: laid out as bytes, read and parsed by the program's own reader, and checked by its rules."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, replace
from random import Random

from compiler.domain.acceptance import Accepted, Ledger
from compiler.domain.finding import Finding
from compiler.domain.origin import Origin
from compiler.domain.returned import Return
from compiler.pipeline import Inputs, Upload, check_returns, read_returns
from tests.mutation.draft import Draft, Papers, Place
from tests.mutation.layout import lay_out

Plant = Callable[[Papers, Random], Place]


@dataclass(frozen=True, slots=True)
class Planted:
    """A fault in otherwise clean papers: where it was planted, and everything that the check says."""

    origin: Origin
    findings: tuple[Finding, ...]


class Clean:
    """Clean papers, laid out and read once; a fault is planted in a copy, and only what it changes is read again."""

    def __init__(self, papers: Papers, layout: str) -> None:
        self._papers = papers
        self._read = {repr(draft): _read(papers, draft, layout)[0] for draft in papers.drafts}

    def findings(self) -> tuple[Finding, ...]:
        """What the check says of the papers as they are."""
        return _check(self._papers, self._read)

    def planted(self, plant: Plant, seed: str) -> Planted:
        """Plant a fault at a place that the seed chooses, in workbooks that it lays out anew, and check all papers."""
        papers = self._copy()
        place = plant(papers, Random(f"fault {seed}"))
        read, origin = dict(self._read), Origin(place.draft) if isinstance(place.draft, str) else None
        for draft in papers.drafts:
            if draft is place.draft or repr(draft) not in read:
                read[repr(draft)], where = _read(papers, draft, seed, place)
                origin = where or origin
        assert origin is not None
        return Planted(origin, _check(papers, read))

    def _copy(self) -> Papers:
        papers = self._papers
        plans, returns, before, spare = deepcopy((papers.plans, papers.returns, papers.before, papers.spare))
        return replace(papers, plans=plans, returns=returns, before=before, spare=spare, accepted=[])


def _inputs(papers: Papers) -> Inputs:
    period = papers.period
    kept = [(draft, lay_out(draft, papers.profile, Random("accepted")).data) for draft in papers.accepted]
    return Inputs(
        papers.profile,
        papers.department,
        period,
        period.last_day,
        compared=period.previous(),
        decisions=papers.decisions,
        accepted=tuple(Upload(draft.name, data) for draft, data in kept),
        ledger=Ledger(accepted=tuple(_acceptance(papers, draft, data) for draft, data in kept)),
    )


def _acceptance(papers: Papers, draft: Draft, data: bytes) -> Accepted:
    """That a return with this content was accepted in the period."""
    name, on = papers.period.name, papers.period.last_day
    digest = hashlib.sha256(data).hexdigest()
    return Accepted(name, draft.division.key, draft.name, digest, "the Performance Board", on)


def _read(papers: Papers, draft: Draft, layout: str, place: Place | None = None) -> tuple[Return, Origin | None]:
    """A draft laid out and read, and where in it a place is, if the place is in it."""
    laid = lay_out(draft, papers.profile, Random(f"layout {layout} {draft.name}"))
    inputs = _inputs(papers)
    read = read_returns(inputs, (Upload(draft.name, laid.data),), draft.role, draft.year, draft.period)
    return read[0], laid.origin(place) if place is not None and place.draft is draft else None


def _check(papers: Papers, read: dict[str, Return]) -> tuple[Finding, ...]:
    groups = (papers.plans, papers.returns, papers.before)
    plans, returns, before = ([read[repr(draft)] for draft in drafts] for drafts in groups)
    return check_returns(_inputs(papers), plans, returns, before)
