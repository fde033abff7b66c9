"""Every rule, and the check that runs them all."""

from __future__ import annotations

from collections.abc import Iterable

from compiler.domain.finding import Audience, Finding, Severity
from compiler.domain.origin import Origin
from compiler.domain.text import nearest
from compiler.rules.accepted import ACCEPTED_RULES
from compiler.rules.across import ACROSS_RULES
from compiler.rules.amendments import AMENDMENT_RULES
from compiler.rules.borrowed_figures import BORROWED_FIGURE_RULES
from compiler.rules.budgets import BUDGET_RULES
from compiler.rules.case import Case
from compiler.rules.cells import CELL_RULES
from compiler.rules.citations import CITATION_RULES
from compiler.rules.claims import CLAIM_RULES
from compiler.rules.columns import COLUMN_RULES
from compiler.rules.conflicts import CONFLICT_RULES
from compiler.rules.consequences import causes_cited, consequences
from compiler.rules.doubles import DOUBLE_RULES
from compiler.rules.entries import ROW_RULES
from compiler.rules.files import FILE_RULES
from compiler.rules.form_versions import FORM_RULES
from compiler.rules.grid import GRID_RULES
from compiler.rules.identity_places import IDENTITY_RULES
from compiler.rules.indicator_tables import INDICATOR_TABLE_RULES
from compiler.rules.leftovers import LEFTOVER_RULES
from compiler.rules.names import NAME_RULES
from compiler.rules.nil_returns import NIL_RULES
from compiler.rules.numbering import NUMBERING_RULES
from compiler.rules.other_words import OTHER_WORDS_RULES
from compiler.rules.over_time import OVER_TIME_RULES
from compiler.rules.parents import PARENT_RULES
from compiler.rules.people import PEOPLE_RULES
from compiler.rules.phrasing import PHRASING_RULES
from compiler.rules.placing import PLACING_RULES
from compiler.rules.plan_dates import PLAN_DATE_RULES
from compiler.rules.plan_years import PLAN_YEAR_RULES
from compiler.rules.progress import PROGRESS_RULES
from compiler.rules.questions import QUESTION_RULES
from compiler.rules.references import REFERENCE_RULES
from compiler.rules.register import REGISTER_RULES
from compiler.rules.reviews import REVIEW_RULES
from compiler.rules.risk_gaps import RISK_GAP_RULES
from compiler.rules.rule import Point, Rule, Scope
from compiler.rules.same_reference import SAME_REFERENCE_RULES
from compiler.rules.slips import SLIP_RULES
from compiler.rules.statements import STATEMENT_RULES
from compiler.rules.tables import TABLE_RULES
from compiler.rules.targets import TARGET_RULES
from compiler.rules.thresholds import THRESHOLD_RULES
from compiler.rules.tiers import TIER_RULES
from compiler.rules.totals import TOTAL_RULES
from compiler.rules.turned import TURNED_RULES
from compiler.rules.two_registers import TWO_REGISTER_RULES
from compiler.rules.units import UNIT_RULES
from compiler.rules.waivers import WAIVER_RULES
from compiler.rules.wording import sentence
from compiler.rules.words import WORD_RULES

_WEIGHTS = (Severity.NOTE, Severity.WARNING, Severity.ERROR)
_BY_WORD = {severity.value: severity for severity in Severity}


def _each_once(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """The rules; raises ValueError if two have one code."""
    found: dict[str, Rule] = {}
    for rule in rules:
        if rule.code in found:
            raise ValueError(f"two rules have the code {rule.code}")
        found[rule.code] = rule
    return tuple(found.values())


RULES = _each_once(
    (
        *FILE_RULES,
        *IDENTITY_RULES,
        *FORM_RULES,
        *NIL_RULES,
        *CELL_RULES,
        *UNIT_RULES,
        *REFERENCE_RULES,
        *LEFTOVER_RULES,
        *ROW_RULES,
        *CLAIM_RULES,
        *PROGRESS_RULES,
        *PLAN_DATE_RULES,
        *TARGET_RULES,
        *PLACING_RULES,
        *TURNED_RULES,
        *COLUMN_RULES,
        *TABLE_RULES,
        *DOUBLE_RULES,
        *NUMBERING_RULES,
        *PLAN_YEAR_RULES,
        *TOTAL_RULES,
        *THRESHOLD_RULES,
        *ACROSS_RULES,
        *CONFLICT_RULES,
        *ACCEPTED_RULES,
        *WAIVER_RULES,
        *PARENT_RULES,
        *TIER_RULES,
        *OTHER_WORDS_RULES,
        *SAME_REFERENCE_RULES,
        *INDICATOR_TABLE_RULES,
        *BORROWED_FIGURE_RULES,
        *CITATION_RULES,
        *GRID_RULES,
        *REGISTER_RULES,
        *RISK_GAP_RULES,
        *TWO_REGISTER_RULES,
        *REVIEW_RULES,
        *STATEMENT_RULES,
        *PEOPLE_RULES,
        *WORD_RULES,
        *BUDGET_RULES,
        *NAME_RULES,
        *SLIP_RULES,
        *PHRASING_RULES,
        *OVER_TIME_RULES,
        *AMENDMENT_RULES,
        *QUESTION_RULES,
    )
)
"""Every rule, in the order of the codes' families: file, cell, row, table, across workbooks."""

_BY_CODE = {rule.code: rule for rule in RULES}


def rule_of(code: str) -> Rule | None:
    """The rule of that code, in capitals or not."""
    return _BY_CODE.get(code.strip().upper())


def nearest_code(code: str) -> str | None:
    """The code closest to a mistyped one; None if none is close."""
    return nearest(code, _BY_CODE)


def is_gate(code: str) -> bool:
    """Whether findings of that code are about a whole file that cannot be used."""
    rule = rule_of(code)
    return rule is not None and rule.gate


def check(case: Case) -> tuple[Finding, ...]:
    """Every finding of every rule, in the order of workbook, sheet, row and column; the same for the same case.

    A profile's `[severity]` sets a rule's weight by its code, switches it off, or brings it in as a warning for its
    first period. What an approved plan answers for is at most a warning, and a doubtful scan at most a note, whatever
    the profile says. A finding that follows from another names it as its cause.
    """
    found = _found(case, RULES)
    cited = frozenset(place for finding in found for place in finding.others if place.column)
    if case.of_returns and cited:
        found += _found(case.asked_otherwise(True, cited), [rule for rule in RULES if rule.scope in _OF_CELLS])
        found += _causes_in_plans(case, found, cited)
    order = {sheet.name: place for place, sheet in enumerate(case.profile.sheets, 1)}
    once = dict.fromkeys(found)
    return consequences(sorted(once, key=lambda finding: _place(finding, order)))


_OF_CELLS = (Scope.CELL, Scope.ROW)
"""What may be wrong with a cell of a plan that a finding of a return speaks of, and be the cause of that finding."""


def _causes_in_plans(case: Case, found: Iterable[Finding], cited: frozenset[Origin]) -> list[Finding]:
    """What the plans alone answer for, at cells of theirs that findings of returns speak of and may follow from."""
    codes = causes_cited({finding.code for finding in found})
    rules = [rule for rule in RULES if rule.code in codes and rule.scope not in _OF_CELLS]
    return [each for each in _found(case.asked_otherwise(False), rules) if each.origin in cited]


def _found(case: Case, rules: Iterable[Rule]) -> list[Finding]:
    return [
        _finding(rule, severity, point, _news(rule, case))
        for rule in rules
        if _asked(rule, case) and (severity := _severity(rule, case)) is not None
        for point in rule.points(case)
    ]


def check_gates(case: Case) -> tuple[Finding, ...]:
    """The findings about whole files that cannot be used, and no others, in the order of the workbooks."""
    gates = (rule for rule in RULES if rule.gate)
    found = [_finding(rule, rule.severity, point, "") for rule in gates for point in rule.points(case)]
    return tuple(sorted(found, key=lambda finding: (finding.origin.workbook, finding.code, finding.found)))


def _asked(rule: Rule, case: Case) -> bool:
    """Whether the rule has anything to say: what it needs could be read, and those that it speaks to are asked for."""
    return case.plans_have(*rule.needs) and not (case.of_returns and rule.of_plans)


def _severity(rule: Rule, case: Case) -> Severity | None:
    """What the rule weighs in this profile; None if it is switched off. A gate cannot be: its workbook is not used."""
    if rule.gate:
        return rule.severity
    weighing = case.profile.severities.get(rule.code)
    word = weighing.at(case.period, case.year) if weighing else rule.severity.value
    return None if word == "off" else _BY_WORD[word]


def _news(rule: Rule, case: Case) -> str:
    """What is said of a rule that will be an error and is told for the first time; '' of any other."""
    weighing = None if rule.gate else case.profile.severities.get(rule.code)
    new = weighing is not None and weighing.weight == "error" and weighing.is_new(case.period, case.year)
    return f"This is new: a warning in {case.period or case.year}, an error from then on." if new else ""


def _finding(rule: Rule, severity: Severity, point: Point, news: str) -> Finding:
    limits = [point.most, *([Severity.WARNING] if point.audience is Audience.PLAN else [])]
    can_be_error = all(limit is Severity.ERROR for limit in limits)
    return Finding(
        code=rule.code,
        severity=min([severity, *limits], key=_WEIGHTS.index),
        origin=point.origin,
        found=point.found,
        allowed=sentence(point.allowed, news if can_be_error else ""),
        remedy=point.remedy,
        example=point.example,
        value=point.value,
        subject=point.subject,
        division=point.division,
        audience=point.audience,
        others=point.others,
    )


def _place(finding: Finding, order: dict[str, int]) -> tuple[object, ...]:
    origin = finding.origin
    sheet = order.get(origin.sheet, len(order) + 1) if origin.sheet else 0
    return (
        origin.workbook,
        finding.audience is Audience.PLAN,  # a plan and a return may have files of one name
        sheet,
        origin.sheet,
        origin.row,
        origin.column,
        finding.code,
        finding.found,
        finding.subject,
        finding.others,
    )
