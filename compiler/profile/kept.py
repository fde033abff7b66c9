"""A department's settings and its profile as they were read, as text that can be kept: made again ten times sooner."""

from __future__ import annotations

import json

from compiler.domain.kept import Forms
from compiler.domain.language import Language
from compiler.domain.rating import RatedBy, Rating, RatingScheme
from compiler.domain.record import Kind, State
from compiler.domain.reference import Reference, Scheme, Schemes
from compiler.domain.risk import RiskLevel, RiskScheme
from compiler.domain.verdict import Polarity
from compiler.profile.audience import Audience
from compiler.profile.department import Deadline, Department, Division
from compiler.profile.limits import Limits
from compiler.profile.model import (
    Block,
    Calendar,
    Citation,
    Column,
    Document,
    Level,
    Profile,
    ReportSettings,
    Sheet,
    Tier,
    Tolerance,
    Version,
)
from compiler.profile.phrase_bank import Layer, PhraseBank
from compiler.profile.plan_document import Covering, CoveringPart, PlanDocument, PlanSection
from compiler.profile.weighing import Weighing

_FORMS = Forms(
    *(Department, Division, Deadline),
    *(Profile, Calendar, Tier, Level, Sheet, Column, Block, Tolerance, ReportSettings, Document, Citation, Version),
    *(Schemes, Scheme, Reference, RatingScheme, RatedBy, Rating, RiskScheme, RiskLevel, Polarity, Kind, State),
    *(Audience, Limits, PhraseBank, Layer, PlanDocument, PlanSection, Covering, CoveringPart, Weighing, Language),
)


def write_settings(department: Department, profile: Profile) -> str | None:
    """The text of both; None where they hold something that the text cannot say.

    It is read again before it is handed out: what comes of it are these settings, or there is no text.
    """
    try:
        text = json.dumps(_FORMS.plain((department, profile)), ensure_ascii=False, separators=(",", ":"))
    except (KeyError, TypeError):
        return None
    return text if read_settings(text) == (department, profile) else None


def read_settings(text: str) -> tuple[Department, Profile] | None:
    """The settings of such a text; None where the text is anything else."""
    try:
        department, profile = _FORMS.made(json.loads(text))
    except (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError):
        return None
    right = isinstance(department, Department) and isinstance(profile, Profile)
    return (department, profile) if right else None
