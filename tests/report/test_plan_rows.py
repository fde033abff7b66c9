"""Every row of the sample department's plans stands in their documents, as many as were counted in print."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

import pytest

from compiler.domain.origin import Origin
from compiler.domain.period import Year
from compiler.domain.record import Kind
from compiler.project.find import open_project
from compiler.project.plan import plans_to_write
from compiler.report.blocks import Heading, Report, Table, say
from compiler.report.plan_covering import Plans, build_covering
from compiler.report.plan_document import build_plan
from compiler.report.plan_paper import Paper

ROOT = Path(__file__).parents[2]
CENSUS = tomllib.loads((ROOT / "workbooks/hartlepool/sources/census.toml").read_text(encoding="utf-8"))
TOLD = {"actions": ("actions",), "indicators": ("indicators", "contributes"), "risks": ("risks",)}


@pytest.fixture(scope="module")
def plans() -> Plans:
    made, missing = plans_to_write(open_project(ROOT, "hartlepool"), Year(2008))
    assert missing == ()
    return made


@pytest.fixture(scope="module")
def documents(plans: Plans) -> dict[str, tuple[Paper, Report]]:
    """The plans with their documents, by the names that the census gives them: the tier's, or the division's."""
    keys = (
        paper.division.key if paper.tier.key == "divisional" and paper.division else paper.tier.key
        for paper in plans.papers
    )
    return {key: (paper, build_plan(paper)) for key, paper in zip(keys, plans.papers, strict=True)}


def place(origin: Origin) -> tuple[str, str, int]:
    return origin.workbook, origin.sheet, origin.row


def test_every_table_has_as_many_rows_as_were_counted_in_print(documents: dict[str, tuple[Paper, Report]]) -> None:
    for key, (_, report) in documents.items():
        shown = Counter[str]()
        for table in (block for block in report.blocks if isinstance(block, Table)):
            shown[table.key.removeprefix("plan-")] += len(table.rows)
        for kind, counted in TOLD.items():
            totals = [each["rows"] for each in CENSUS["totals"] if each["plan"] == key and each["kind"] in counted]
            assert (key, kind, shown[kind]) == (key, kind, sum(totals))
        budget = [each["rows"] for each in CENSUS["tables"] if each["plan"] == key and each["kind"] == "resources"]
        in_prose = 1 if key == "operational" else 0  # its one sum is printed in a sentence, and counted in no table
        assert (key, shown["resources"]) == (key, sum(budget) + in_prose)


def test_every_row_is_the_origin_of_a_figure_but_for_those_of_the_covering_report(
    plans: Plans, documents: dict[str, tuple[Paper, Report]]
) -> None:
    covering = build_covering(plans)
    assert covering is not None
    for paper, report in documents.values():
        told = {place(origin) for each in (report, covering) for figure in each.figures() for origin in figure.origins}
        rows = [record for record in paper.records if place(record.origin) not in told]
        assert [str(record.origin) for record in rows] == []


def test_every_word_that_the_plans_give_is_printed(documents: dict[str, tuple[Paper, Report]], plans: Plans) -> None:
    covering = build_covering(plans)
    assert covering is not None
    for paper, report in documents.values():
        printed = {
            (place(origin), figure.value)
            for each in (report, covering)
            for figure in each.figures()
            for origin in figure.origins
        }
        kinds = (Kind.ACTION, Kind.INDICATOR, Kind.RISK)
        silent = {"plan", "objective", "identity"}
        cells = [
            (place(entry.origin), entry.raw)
            for kind in kinds
            for record in paper.of(kind)
            for key, entry in record.entries.items()
            if entry.given and key not in silent
        ]
        assert [cell for cell in cells if cell not in printed] == []


def test_the_sections_stand_in_the_order_of_the_printed_plans(documents: dict[str, tuple[Paper, Report]]) -> None:
    def sections(key: str) -> list[str]:
        return [block.text for block in documents[key][1].blocks if isinstance(block, Heading) and block.level == 2]

    assert sections("departmental") == [
        "Introduction and planning framework",
        "Service structure",
        "Performance management",
        "Workforce planning",
        "Priorities",
        "Resources",
        "Action plan 2008/09",
        "Performance indicators",
        "Associated risks",
        "Abbreviations",
    ]
    assert sections("safeguarding-specialist") == [
        "Introduction and planning framework",
        "Service structure",
        "Resources",
        "Performance management",
        "Priorities",
        "Action plan 2008/09",
        "Performance indicators",
        "Abbreviations",
    ]
    assert sections("operational") == [
        "Policy Development & Strategic Management",
        "Purpose",
        "Core functions",
        "Resources",
        "Action plan 2008/09",
        "Abbreviations",
    ]


def test_the_covering_report_says_what_the_plans_hold(plans: Plans) -> None:
    covering = build_covering(plans)
    assert covering is not None
    (table,) = [block for block in covering.blocks if isinstance(block, Table)]
    assert [tuple(say(cell) for cell in row) for row in table.rows] == [
        ("Children's Services Departmental Plan 2008/09 to 2010/11", "1", "11", "47", "120", "18"),
        ("Performance & Achievement Divisional Plan 2008/09", "2", "6", "13", "53", "0"),
        ("Safeguarding & Specialist Services Divisional Plan 2008/09", "3", "9", "22", "23", "0"),
        ("Planning & Service Integration Divisional Plan 2008/09", "4", "27", "55", "43", "0"),
        ("Resources & Support Services Divisional Plan 2008/09", "5", "10", "20", "6", "0"),
        ("Policy Development & Strategic Management Operational Plan 2008/09", "6", "7", "23", "0", "0"),
    ]
