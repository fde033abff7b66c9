"""What the check says of plans without ratings, risks and officers: what print bears out, and nothing else."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from compiler.domain.finding import Finding
from compiler.domain.period import Period, Year
from compiler.domain.returned import Role
from compiler.pipeline import check_returns, read_returns
from compiler.project.find import open_project
from compiler.project.quarter import Wish, inputs_of
from tests.rules.test_workbooks import ROOT

SERVICE = [
    ("warning", "C215", "C17.2", "reduced to xx (target to be determined)"),
    ("warning", "R322", "C5.1", "Reduce the percentage of CAMHS new cases with a wa"),
    ("note", "R312", "20.2", "2012."),
    ("note", "R312", "21.1", "Submit outline business case, spring 2009. Agree c"),
    ("warning", "G614", "15.1", "Delivery of the Participation, Involvement and Con"),
    ("warning", "G614", "4.3", "Delivery of NRF/WNF projects supporting healthy li"),
    ("warning", "G614", "C13.3", "Children and young people's participation in high"),
    *(("note", "C215", row, "target to be determined") for row in ("C13.3", "C15.1", "C16.2")),
    ("note", "C215", "C16.3", "target to be determined when revised baseline data"),
    ("note", "C215", "C17.4", "target to be determined following the review – see"),
    *(("note", "C215", row, "target to be determined") for row in ("C19.2", "C19.3", "C2.1", "C3.2", "C4.2", "C5.1")),
]
PARTNERSHIP: list[tuple[str, str, str, str]] = []
"""What the plans get wrong or leave open: severity, code, row, and the first 50 letters of what stands there."""


def findings(department: str, period: Period) -> tuple[Finding, ...]:
    inputs = inputs_of(open_project(ROOT, department), period, Wish())
    plans = read_returns(inputs, inputs.plans, Role.PLAN, period.year)
    returns = read_returns(inputs, inputs.returns, Role.RETURN, period.year, period)
    assert returns
    return check_returns(inputs, plans, returns, ())


@pytest.mark.parametrize(
    ("department", "begins", "of_plan", "of_team"),
    [
        (
            "stockton-services",
            2008,
            SERVICE,
            [
                ("error", "R301", "7.4", ""),
                ("warning", "C211", "C8.1", "8.4"),
                ("warning", "R308", "13.5", "31/08/2008"),
            ],
        ),
        (
            "stockton-partnership",
            2007,
            PARTNERSHIP,
            [("error", "R301", "N6", ""), ("warning", "R308", "N4", "28/02/2007")],
        ),
    ],
)
def test_a_plan_and_its_quarter_are_told_of_what_is_wrong_in_them(
    department: str,
    begins: int,
    of_plan: list[tuple[str, str, str, str]],
    of_team: list[tuple[str, str, str, str]],
) -> None:
    found = findings(department, Period(Year(begins), 1))
    said = [(f.severity.value, f.code, f.subject, f.value[:50].strip(), f.origin.workbook) for f in found]
    plan = sorted(each[:4] for each in said if each[4].startswith("plan/"))
    assert plan == sorted(of_plan)
    assert sorted(each[:4] for each in said if not each[4].startswith("plan/")) == of_team


@pytest.mark.parametrize(
    ("department", "begins", "said"),
    [
        ("darlington", 2009, "It leaves 1 action without an answer. Yet it answers 86 actions."),
        ("stockton-services", 2008, "It leaves 1 key action without an answer. Yet it answers 60 key actions."),
        ("stockton-partnership", 2007, "It leaves 1 commitment without an answer. Yet it answers 27 commitments."),
        ("stockton-strategy", 2016, "It leaves 1 action without an answer. Yet it answers 85 actions."),
    ],
)
def test_no_finding_speaks_of_ratings_where_nothing_is_rated(department: str, begins: int, said: str) -> None:
    """Also not of a return that says of itself that there is nothing to report."""
    period = Period(Year(begins), 1)
    inputs = inputs_of(open_project(ROOT, department), period, Wish())
    plans = read_returns(inputs, inputs.plans, Role.PLAN, period.year)
    (book,) = read_returns(inputs, inputs.returns, Role.RETURN, period.year, period)
    told = [*findings(department, period)]
    told += check_returns(inputs, plans, (replace(book, signed={**book.signed, "nil": "Yes"}),), ())
    nil = next(finding for finding in told if finding.code == "F116")
    assert nil.found.endswith(said)
    words = [part for each in told for part in (each.found.replace(each.value, ""), each.allowed, each.remedy)]
    assert [part for part in words if re.search(r"\b(?:rated|ratings?)\b", part)] == []
