"""The slots of a format: every one has a name of its own, and everything that a report tells has one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from compiler.domain.record import Kind
from compiler.domain.returned import Role
from compiler.domain.risk import RiskLevel, RiskScheme
from compiler.profile.model import Profile
from compiler.report.blocks import Report, Table, say
from compiler.report.build import build_report
from compiler.report.narrative import CLOSING
from compiler.report.slots import default_order, slots_of
from tests.report.making import PROFILE, TEMPLATES, book, profile, view
from tests.report.placeable import assert_guarded, assert_placeable
from tests.report.small import small_view
from tests.report.test_whole_report import _view

PROFILES = [profile(path.parent.name) for path in sorted(TEMPLATES.glob("*/profile.toml"))]
LEVELS = tuple(RiskLevel(key, key, rank) for rank, key in enumerate("ABC", 1))
TWO_SCALES = replace(PROFILE, risks=RiskScheme(LEVELS, LEVELS, appetite=("CC",)))
UNRATED = replace(PROFILE, ratings=None)
WITHOUT_RISKS = replace(PROFILE, risks=None, sheets=tuple(s for s in PROFILE.sheets if s.kind is not Kind.RISK))
every_profile = pytest.mark.parametrize("using", [*PROFILES, TWO_SCALES, UNRATED, WITHOUT_RISKS])


@every_profile
def test_keys_and_titles_are_each_the_slots_own(using: Profile) -> None:
    slots = slots_of(using)
    assert len({slot.key for slot in slots}) == len(slots)
    assert len({slot.title.casefold() for slot in slots}) == len(slots)
    for slot in slots:
        assert slot.title.strip() == slot.title != ""
        assert slot.what.endswith(".")
        assert len(slot.what.split()) < 25
        assert bool(slot.columns) <= (slot.kind == "table")
        assert len(set(slot.columns)) == len(slot.columns)


@every_profile
def test_the_default_order_is_made_of_slots(using: Profile) -> None:
    order = default_order(using)
    assert len(set(order)) == len(order)
    parts = {slot.key for slot in slots_of(using) if slot.kind == "part"}
    assert {key for key in order if key not in parts} <= {"purpose", "background", *CLOSING}


def _matrix_report() -> Report:
    table = "reference | risk | current\nR1 | Fire | CC\nR2 | Flood | AB"
    return build_report(view([], [book("lead", plan="departmental", using=TWO_SCALES, risks=table)], using=TWO_SCALES))


REPORTS = [(build_report(small_view()), PROFILE), (build_report(_view()), PROFILE), (_matrix_report(), TWO_SCALES)]


@pytest.mark.parametrize(("report", "using"), REPORTS, ids=["small", "published", "matrix"])
def test_everything_that_is_told_can_be_placed(report: Report, using: Profile) -> None:
    assert_placeable(report, using)
    assert_guarded(report)
    assert [(fact.key, fact.title) for fact in report.facts] == [
        (slot.key, slot.title) for slot in slots_of(using) if slot.kind == "fact"
    ]


def test_the_lists_of_a_tier_stand_in_one_slot() -> None:
    held = {part.key: part for part in build_report(small_view()).offered}
    assert [block.caption for block in held["appendix-divisional-actions"].blocks if isinstance(block, Table)] == [
        "Divisional Plan, Northern Services actions, Quarter 2 2008/09",
        "Divisional Plan, Southern Services actions, Quarter 2 2008/09",
    ]


def test_the_only_tier_that_is_told_of_has_a_part_without_a_heading() -> None:
    plan = book("north", Role.PLAN, actions="reference | action\nN1 | Open")
    held = {part.key: part for part in build_report(view([plan], [book("north", actions="reference\nN1")])).offered}
    (said, *_) = held["plans-divisional"].blocks
    assert say(getattr(said, "words", ())).startswith("Divisional Plans hold one action")
    assert held["plans-operational"].blocks == ()
