"""The index of the golden thread: what small plans say of each other, where it is broken, and the ways up and down."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest

from compiler.domain.record import Kind, Record
from compiler.domain.returned import Return, Role
from compiler.domain.thread import Thread
from compiler.domain.thread.gaps import Break, gaps
from compiler.domain.thread.walk import Step, Walker
from compiler.profile.model import Profile
from compiler.profile.thread import citing_columns, thread_of
from compiler.render.master.strands import strands
from tests.report.making import PROFILE, book, profile, view

DARLINGTON = profile("darlington")
UPPER: dict[str, Any] = {
    "objectives": """
        number | departmental | risks
        1.1    | Be Healthy   | FIN6-1.1, FIN6-1.
        1.2    | Stay Safe    |
    """,
    "actions": """
        reference | objective | action                             | indicators
        HC A03    | 1.1       | Reduce early conceptions by half   | NI 112
        HC A04    | 1.1       | Encourage a healthy life in school | NI 52, NI 99
        HC A05    | 9.9       | Screen every young child for sight |
    """,
    "indicators": """
        reference | definition
        NI 52     | School lunches
        NI 112    | Conceptions
        NI 7      | Cited by nobody
    """,
    "risks": """
        reference | outcome | risk
        FIN6-1.1  | HC A03  | Funds run out
        POL6-2.4  |         | Cited by nobody
    """,
}
LOWER: dict[str, Any] = {
    "objectives": """
        number | divisional                       | parent
        1.1    | Reduce early conceptions by half | HC A03
        1.2    | Another subject                  | SSS A09
        1.3    | Nothing stands under this        |
    """,
    "actions": """
        reference | objective | action                             | indicators | parents
        SSS A01   | 1.1       | Open a clinic in every school      | NI 112     |
        HC A04    | 1.2       | Encourage a healthy life in school | NI 52      |
        SSS A02   | 1.2       | Write a leaflet about the clinic   | NI 52      | SSS A01
        SSS A03   |           | Tidy the office of the clinic      | NI 52      |
    """,
}


def plans() -> list[Return]:
    return [
        book("lead", Role.PLAN, plan="departmental", **UPPER),
        book("north", Role.PLAN, **LOWER),
    ]


def thread(books: Iterable[Return], using: Profile = PROFILE) -> Thread:
    return thread_of(using, (record for each in books for record in each.records))


def found(index: Thread, kind: Kind, name: str, plan: str) -> Record:
    rows = (row for row in index.of(kind) if row.plan == plan)
    return next(row for row in rows if name in (row.text("reference"), row.text("number")))


def drawn(steps: Iterable[Step], depth: int = 0) -> list[str]:
    lines = []
    for step in steps:
        name = step.row.text("reference") or step.row.text("number") or step.row.label
        again = " again" if step.again else ""
        lines.append(f"{'  ' * depth}{step.tie.value}: {step.row.kind.value} {name} at {step.origin.cell}{again}")
        lines += drawn(step.steps, depth + 1)
    return lines


def test_every_gap_is_found_at_its_cell() -> None:
    told = [
        f"{gap.how.name} {gap.row.text('reference') or gap.row.text('number')} {gap.words} "
        f"{gap.origin.sheet} {gap.origin.cell} of {gap.origin.workbook.split()[0]}"
        for gap in gaps(thread(plans()))
    ]
    assert told == [
        "NOT_READ 1.1 FIN6-1. Objectives C2 of lead",
        "NO_ACTION 1.2  Objectives A3 of lead",
        "NO_ROW HC A04 NI 99 Actions D3 of lead",
        "NO_OBJECTIVE HC A05 9.9 Actions B4 of lead",
        "NOT_CARRIED_OUT HC A05  Actions A4 of lead",
        "NOTHING_CITED HC A05  Actions D4 of lead",
        "NOT_CITED NI 7  Indicators A4 of lead",
        "NOT_CITED POL6-2.4  Risks A3 of lead",
        "NO_ROW_ABOVE 1.2 SSS A009 Objectives C3 of north",
        "NO_ACTION 1.3  Objectives A4 of north",
        "NO_PARENT SSS A02  Actions A4 of north",
        "NOT_ABOVE SSS A02 SSS A001 Actions E4 of north",
        "NO_OBJECTIVE SSS A03  Actions B5 of north",
        "NO_PARENT SSS A03  Actions A5 of north",
    ]


def test_a_reference_beside_the_words_of_another_row_is_a_gap_that_names_that_row() -> None:
    wrong = LOWER["objectives"].replace("HC A03", "HC A05")
    index = thread([plans()[0], book("north", Role.PLAN, **{**LOWER, "objectives": wrong})])
    (gap,) = [gap for gap in gaps(index) if gap.how is Break.OTHER_ROW]
    assert (gap.words, gap.meant and gap.meant.text("reference")) == ("HC A05", "HC A03")


def test_a_milestone_of_an_action_that_is_not_there_is_a_gap() -> None:
    sheets: dict[str, Any] = {
        "objectives": "number | priority\n1 | Keep children safe",
        "actions": "reference | objective | action\n1.1 | 1 | Audit each stage",
        "milestones": "of_action | milestone\n1.1 | Begin\n1.2 | End",
    }
    index = thread([book("lead", Role.PLAN, plan="departmental", using=DARLINGTON, **sheets)], DARLINGTON)
    assert [(gap.how, gap.words) for gap in gaps(index) if gap.row.kind is Kind.MILESTONE] == [
        (Break.NO_ACTION_OF_STEP, "1.2")
    ]


def test_what_measures_an_outcome_and_no_action_is_a_gap_where_actions_are_measured_at_all() -> None:
    sheets: dict[str, Any] = {
        "objectives": "number | priority | departmental\n1 | Keep children safe | 2",
        "outcomes": "number | outcome | indicators\n2 | Stay safe | NI 59, NI 60",
        "actions": "reference | objective | action | indicators\n1.1 | 1 | Audit each stage | NI 59",
        "indicators": "reference | outcome\nNI 59 | 2\nNI 60 | 2",
    }

    def told(actions: str) -> list[tuple[Break, str]]:
        held = book("lead", Role.PLAN, plan="departmental", using=DARLINGTON, **{**sheets, "actions": actions})
        return [(gap.how, gap.words) for gap in gaps(thread([held], DARLINGTON))]

    assert told(sheets["actions"]) == [(Break.NO_WORK, "NI 60")]
    assert told(sheets["actions"].replace("NI 59", "")) == [(Break.NOTHING_CITED, "")]


def test_the_way_down_leads_over_headings_and_reused_references_to_what_is_cited() -> None:
    index = thread(plans())
    assert drawn(Walker(index).down(found(index, Kind.OBJECTIVE, "1.1", "departmental"))) == [
        "stands under: action HC A03 at B2",
        "  carries out: objective 1.1 at C2",
        "    stands under: action SSS A01 at B2",
        "      is cited by: indicator NI 112 at D2",
        "  is cited by: indicator NI 112 at D2",
        "  is named by: risk FIN6-1.1 at B2",
        "stands under: action HC A04 at B3",
        "  carries out: action HC A04 at A3",
        "    is cited by: indicator NI 52 at D3",
        "  is cited by: indicator NI 52 at D3",
        "is cited by: risk FIN6-1.1 at C2",
    ]


def test_the_way_up_leads_from_an_indicator_to_all_that_it_measures() -> None:
    index = thread(plans())
    assert drawn(Walker(index).up(found(index, Kind.INDICATOR, "NI 112", "departmental"))) == [
        "is cited by: action HC A03 at D2",
        "  stands under: objective 1.1 at B2",
        "is cited by: action SSS A01 at D2",
        "  stands under: objective 1.1 at B2",
        "    carries out: action HC A03 at C2 again",
    ]


def test_a_row_of_two_tables_is_the_one_of_the_plan_that_cites_it() -> None:
    both: dict[str, Any] = {**LOWER, "indicators": "reference | definition\nNI 112 | Conceptions in the north"}
    index = thread([plans()[0], book("north", Role.PLAN, **both)])
    below = Walker(index).up(found(index, Kind.INDICATOR, "NI 112", "divisional"))
    above = Walker(index).up(found(index, Kind.INDICATOR, "NI 112", "departmental"))
    assert [step.row.text("reference") for step in (*below, *above)] == ["SSS A01", "HC A03"]


@pytest.mark.parametrize(("of", "cites"), [("plan", False), ("action", True), ("", False)])
def test_a_column_of_references_to_anything_but_rows_leads_nowhere_and_breaks_nothing(of: str, cites: bool) -> None:
    sheet = PROFILE.sheet(Kind.OBJECTIVE)
    assert sheet is not None
    columns = tuple(replace(each, of=of) if each.key == "parent" else each for each in sheet.columns)
    sheets = tuple(replace(each, columns=columns) if each is sheet else each for each in PROFILE.sheets)
    using = replace(PROFILE, sheets=sheets)
    assert (("parent", Kind.ACTION) in citing_columns(using)[Kind.OBJECTIVE]) is cites
    assert len(strands(view(plans(), [], using=using))) > 10


def test_what_only_a_return_says_is_followed_too() -> None:
    plan = book("north", Role.PLAN, actions="reference | action | indicators\nSSS A01 | Open a clinic |")
    answers = book("north", actions="reference | action | indicators\nSSS A01 | Open a clinic | NI 5")
    listed = book("lead", Role.PLAN, plan="departmental", indicators="reference | definition\nNI 5 | Queues")
    lines = strands(view([plan, listed], [answers]))
    told = [(line.depth, line.record and line.record.text("reference")) for line in lines]
    assert told == [(0, "SSS A01"), (1, "NI 5")]


def test_the_lines_of_the_tree_are_made_anew_wherever_they_are_asked_for() -> None:
    lines = strands(view(plans(), []))
    every = list(lines)
    assert [lines[number] for number in range(len(lines))] == every == [*lines[:4], *lines[4:7], *lines[7:]]
    assert (lines[-1], list(lines[2:9:3]), list(lines.depths)) == (
        every[-1],
        every[2:9:3],
        [each.depth for each in every],
    )
    assert lines.ties == {each.tie for each in every}
    assert list(lines.rows) == [each.row for each in every if each.row is not None]
    assert list(lines.gaps) == [gap for each in every for gap in each.gaps]
    assert len(list(lines.gaps)) == len(gaps(thread(plans())))
    with pytest.raises(IndexError):
        lines[len(lines)]
