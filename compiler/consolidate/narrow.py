"""The department view as one audience sees it: only the rows that its paper covers, and what belongs to them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from compiler.consolidate.view import DepartmentView, Row, Source
from compiler.domain.finding import Finding
from compiler.domain.frozen import replace
from compiler.domain.origin import Origin
from compiler.domain.proposal import Proposal
from compiler.domain.record import Record
from compiler.domain.regex import regex
from compiler.domain.text import fold
from compiler.profile.audience import KINDS, Audience
from compiler.profile.department import Deadline, Department, Division
from compiler.profile.model import Profile, ReportSettings, Sheet, Tier

_SEVERAL = regex(r"\s*[;,/\n]\s*")
EXTRACT = " extract"
"""What is said behind the name of a plan of which only some rows are covered."""
ADDRESSED = ("purpose", "relevance", "decision_type", "route", "decision", "recommendations")
"""The blocks of the narrative that speak to the body of the default report; a paper for another needs its own."""
Picked = Callable[[DepartmentView, Row], bool]


def narrowed(view: DepartmentView, audience: Audience, exceptional: Picked = lambda view, row: True) -> DepartmentView:
    """The view with only what the audience's paper covers, so that every figure counts that and nothing else.

    Its format has the tiers that are covered, without the columns withheld, and the report's settings are those of the
    audience. `exceptional` says which rows a paper of exceptions is about.
    """
    rows = tuple(row for row in view.rows if _covered(view, audience, row, exceptional))
    kept = _origins(rows)
    sources = tuple(source for source in view.sources if _reports(view, audience, source))
    withheld = frozenset(audience.withhold)
    return replace(
        view,
        audience=audience,
        whole=view.rows,
        profile=_profile(view.profile, audience, rows),
        department=_department(view.department, audience, view.period.year.name, view.period.name),
        narrative={name: each for name, each in view.narrative.items() if name not in _addressed(view.profile)},
        rows=tuple(_row_without(row, withheld) for row in rows),
        gone=tuple(row for row in view.gone if _covered(view, audience, row, exceptional)) if not audience.only else (),
        totals=tuple(each for each in view.totals if _is_counted(audience, each)),
        resources=tuple(each for each in view.resources if _of_division(audience, each.division)),
        sources=sources,
        findings=tuple(each for each in view.findings if _concerns(each, view.sources, sources)),
        conflicts=tuple(
            each
            for each in view.conflicts
            if each.conflict.column not in withheld
            and any(claim.record.origin in kept for claim in each.conflict.claims)
        ),
        proposals=tuple(each for each in view.proposals if _is_shown(each, kept, withheld)),
        decided=tuple(
            each
            for each in view.decided
            if _of_division(audience, each.division) and _of_tier(audience, each.plan) and each.column not in withheld
        ),
        restated=tuple(each for each in view.restated if _origins((each.row,)) & kept and each.column not in withheld),
        questions=tuple(each for each in view.questions if fold(each.question.body) == fold(audience.body)),
    )


# --- rows -------------------------------------------------------------------------------------------------------------


def _covered(view: DepartmentView, audience: Audience, row: Row, exceptional: Picked) -> bool:
    return (
        _of_tier(audience, row.plan)
        and _of_division(audience, row.division)
        and (not audience.kinds or row.kind in audience.kinds)
        and all(_says(view.profile, column, words, row) for column, words in audience.where.items())
        and (not audience.only or exceptional(view, row))
    )


def _of_tier(audience: Audience, tier: str) -> bool:
    return not (audience.tiers and tier) or tier in audience.tiers


def _of_division(audience: Audience, division: str) -> bool:
    return not audience.divisions or division in audience.divisions


def _says(profile: Profile, column: str, wanted: Sequence[str], row: Row) -> bool:
    """Whether a row has one of the words in a column; a row of another sheet has no such column to be limited by."""
    sheet, _, key = column.partition(".")
    if not any(each.key == sheet and each.kind is row.kind for each in profile.sheets):
        return True
    words = row.text(key)
    said = {fold(words), *(fold(part) for part in _SEVERAL.split(words))}
    return not said.isdisjoint(fold(each) for each in wanted)


def _origins(rows: Sequence[Row]) -> frozenset[Origin]:
    """Where the rows stand, in plans and returns."""
    records = (record for row in rows for record in (row.planned, row.returned, row.before))
    return frozenset(record.origin for record in records if record is not None)


def _row_without(row: Row, withheld: frozenset[str]) -> Row:
    if not withheld:
        return row

    def cut(record: Record | None) -> Record | None:
        return record and _record_without(record, withheld)

    return replace(
        row,
        planned=cut(row.planned),
        returned=cut(row.returned),
        before=cut(row.before),
        more=replace(
            row.more,
            year_ago=cut(row.year_ago),
            steps=tuple(_record_without(step, withheld) for step in row.steps),
        ),
    )


def _record_without(record: Record, withheld: frozenset[str]) -> Record:
    return record.with_entries({key: each for key, each in record.entries.items() if key not in withheld})


# --- what belongs to the rows -----------------------------------------------------------------------------------------


def _is_counted(audience: Audience, total: Record) -> bool:
    """Whether a published total is covered whole: no part of one is known."""
    partly = audience.kinds or audience.where or audience.only
    return not partly and _of_tier(audience, total.plan) and _of_division(audience, total.division)


def _is_shown(proposal: Proposal, kept: frozenset[Origin], withheld: frozenset[str]) -> bool:
    column = next((key for key, entry in proposal.returned.entries.items() if entry.origin == proposal.to.origin), "")
    return column not in withheld and not kept.isdisjoint((proposal.approved.origin, proposal.returned.origin))


def _reports(view: DepartmentView, audience: Audience, source: Source) -> bool:
    """Whether a file can hold rows that are covered: by whose it is, and which tiers that division returns."""
    division = source.division
    if division is None:
        return True
    return _of_division(audience, division.key) and any(
        _of_tier(audience, tier.key) for tier in _tiers_of(view.profile, division)
    )


def _tiers_of(profile: Profile, division: Division) -> Iterator[Tier]:
    yield from (
        tier for tier in profile.tiers if tier.key == division.tier or (division.lead and tier.returned_by == "lead")
    )


def _concerns(finding: Finding, everything: Sequence[Source], covered: Sequence[Source]) -> bool:
    """Whether a finding is about a file that is covered, or about none of the files that were read."""
    names = {finding.origin.workbook, *(other.workbook for other in finding.others)}
    read = {source.workbook for source in everything}
    return names.isdisjoint(read) or not names.isdisjoint(source.workbook for source in covered)


# --- the format and the department, as the paper has them -------------------------------------------------------------


def _profile(profile: Profile, audience: Audience, rows: Sequence[Row]) -> Profile:
    """The format without the kinds of rows, the columns and the plans that the paper does not cover."""
    asked = audience.kinds or KINDS
    kept = (sheet for sheet in profile.sheets if sheet.kind not in KINDS or sheet.kind in asked)
    sheets = tuple(_sheet_without(sheet, audience.withhold) for sheet in kept)
    return replace(
        profile, sheets=sheets, tiers=_tiers(profile, audience, rows), report=_report(profile.report, audience)
    )


def _tiers(profile: Profile, audience: Audience, rows: Sequence[Row]) -> tuple[Tier, ...]:
    """The plans that are covered, of which some only in part; the first is what the paper is about if none else is."""
    held = {row.plan for row in rows}
    picked = bool(audience.divisions or audience.where or audience.only)
    extract = EXTRACT if audience.where or audience.only else ""
    covered = [tier for tier in profile.tiers if _of_tier(audience, tier.key) and (tier.key in held or not picked)]
    tiers = tuple(replace(tier, name=tier.name + extract) for tier in covered)
    if any(tier.counted for tier in tiers):
        return tiers
    return (*(replace(tier, counted=True) for tier in tiers[:1]), *tiers[1:])


def _addressed(profile: Profile) -> frozenset[str]:
    """What the blocks that speak to the body of the default report are called in a return."""
    names = {block.key: block.name for block in profile.blocks}
    return frozenset(fold(words) for key in ADDRESSED for words in (key, names.get(key, key)))


def _sheet_without(sheet: Sheet, withheld: Sequence[str]) -> Sheet:
    return replace(sheet, columns=tuple(column for column in sheet.columns if column.key not in withheld))


def _report(report: ReportSettings, audience: Audience) -> ReportSettings:
    return replace(
        report,
        body=audience.body,
        report_of=audience.report_of or report.report_of,
        title=audience.title or report.title,
        subject=audience.subject or (report.subject if not audience.title else ""),
        reported_to=(),
        template=audience.template or report.template,
        limits=audience.limits,
        words={**report.words, **audience.words},
    )


def _department(department: Department, audience: Audience, year: str, period: str) -> Department:
    """The department, whose meeting for the period is that of the audience."""
    key = f"{year}/{period}"
    deadline = department.deadlines.get(key, Deadline())
    meeting = next((day for name, day in deadline.meetings.items() if f"{audience.key}-".startswith(f"{name}-")), None)
    return replace(department, deadlines={**department.deadlines, key: replace(deadline, meeting=meeting)})
