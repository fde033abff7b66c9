"""What the summaries on the screen count: the kinds of rows that a format has, in the council's own words."""

from __future__ import annotations

from collections.abc import Sequence

from compiler.domain.language import spoken
from compiler.domain.record import Kind
from compiler.profile.model import Profile
from compiler.report.sentences import capital, plural


def kinds_held(profile: Profile, among: Sequence[Kind]) -> tuple[Kind, ...]:
    """Those of some kinds of rows that a format has a sheet for."""
    return tuple(kind for kind in among if profile.sheet(kind))


def kind_headings(profile: Profile, among: Sequence[Kind]) -> tuple[str, ...]:
    """What they are called over a column of counts: 'Actions'."""
    with spoken(profile.language.nouns):
        return tuple(capital(plural(profile.word(kind.value), 2)) for kind in kinds_held(profile, among))
