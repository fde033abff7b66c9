"""The face of the report, the marks of a draft, the officer's words, the appendices and the abbreviations."""

from __future__ import annotations

from dataclasses import replace

from compiler.consolidate.view import DepartmentView, Receipt
from compiler.domain.finding import Finding, Severity
from compiler.domain.origin import Origin
from compiler.domain.returned import Role
from compiler.report.blocks import Paragraph, Part
from compiler.report.build import build_report
from compiler.report.glossary import glossary, used_in
from compiler.report.narrative import narrative
from compiler.report.partial import conflicts, draft_reason, outstanding, partial
from compiler.report.summary import face
from compiler.report.telling import Telling
from tests.report import making
from tests.report.making import DEPARTMENT, PROFILE, book, view
from tests.report.plain import plain
from tests.report.small import small_view


def _said(view: DepartmentView) -> str:
    report = build_report(view)
    return plain([block for block in report.blocks if isinstance(block, Paragraph) and block.style == "callout"])


def test_the_date_is_asked_for_where_the_department_has_not_set_it() -> None:
    undated = replace(view([], []), department=replace(DEPARTMENT, deadlines={}))

    assert plain(face(Telling(undated))).splitlines()[-1] == "> Date: [officer to write: date of the meeting]"
    assert plain(face(Telling(view([], [])))).splitlines()[-1] == "> Date: 4 November 2008"


def test_a_report_is_a_draft_while_something_stands() -> None:
    places = [Origin("North.xlsx", "Actions", 2, column) for column in (3, 4)]
    findings = [
        Finding("E1", Severity.ERROR, places[0], "", "", ""),
        Finding("E2", Severity.ERROR, places[1], "", "", ""),
        Finding("W1", Severity.WARNING, places[1], "", "", ""),
    ]
    full = making.narrative()
    south = DEPARTMENT.divisions[2:]
    drafted = view([], [book("lead", narrative=full)], expected=south, findings=findings)

    assert _said(drafted) == (
        "! DRAFT. Two errors stand in the returns. The return of Southern Services is missing.\n"
        "! Partial figures. No return was received from Southern Services.\n"
    )
    assert build_report(drafted).draft == "Two errors stand in the returns. The return of Southern Services is missing."
    excused = view([], [book("lead", narrative=full)], expected=south, without={"south": "it was closed."})
    assert build_report(excused).draft == ""
    assert _said(excused) == (
        "! Partial figures. No return was received from Southern Services (reason: it was closed).\n"
    )


def test_a_report_with_nothing_outstanding_carries_no_mark() -> None:
    assert _said(view([], [book("lead", narrative=making.narrative())])) == ""


def test_what_several_returns_lack_is_said_in_one_sentence() -> None:
    plans = [
        book(key, Role.PLAN, actions="reference | action\nA1 | Open\nA2 | Close") for key in ("lead", "north", "south")
    ]
    lost = view(plans, [], expected=DEPARTMENT.divisions)
    partly = view(plans, [book(key, actions="reference | rating\nA1 | Green") for key in ("lead", "north", "south")])

    assert plain(partial(Telling(lost))) == (
        "! Partial figures. No returns were received from Policy Development, Northern Services and Southern Services: "
        "their six actions are counted as “No return”.\n"
    )
    assert plain(partial(Telling(replace(lost, without={"north": "It moved."})))) == (
        "! Partial figures. No returns were received from Policy Development and Southern Services: "
        "their four actions are counted as “No return”. "
        "No return was received from Northern Services (reason: It moved). "
        "Its two actions are counted as “No return”.\n"
    )
    assert plain(partial(Telling(partly))) == (
        "! Partial figures. Not in their division's return are one action of Policy Development; "
        "one action of Northern Services and one action of Southern Services.\n"
    )


def test_an_unreadable_return_says_why() -> None:
    lost = view([], [], expected=DEPARTMENT.divisions[2:])
    source = replace(lost.sources[0], receipt=Receipt.UNREADABLE, reason="it is a picture")

    assert plain(partial(Telling(replace(lost, sources=(source,))))) == (
        "! Partial figures. The return of Southern Services cannot be read (reason: it is a picture).\n"
    )


def test_conflicts_are_told_in_a_draft_only() -> None:
    small = small_view()

    assert plain(conflicts(Telling(small))) == (
        "! To settle. Returns give different ratings for one action: CS A01. "
        "In tables of the Departmental Plan, the rating returned on that plan counts.\n"
    )
    assert conflicts(Telling(small, final=True)) == ()
    assert draft_reason(outstanding(Telling(small)), ()) == ()


def test_words_of_the_officer_by_their_state() -> None:
    written = book(
        "lead",
        narrative="""
            block                | text
            Background           | Not published
            Route                |
            Recommendations      | To note the report.
            Performance update   | N/A
        """,
    )
    telling = Telling(view([], [written]))

    def told(key: str) -> str:
        return plain(narrative(key)(telling))

    assert told("background") == "\n## Background\nNot published.\n"
    assert told("recommendations") == "\n## Recommendations\nTo note the report.\n"
    assert told("update") == "\n## Performance update for the period ending September 2008\nNot applicable.\n"
    assert told("purpose") == "\n## Purpose of report\n[officer to write: what the report is for]\n"
    assert told("nothing of the kind") == ""


def test_a_block_that_may_be_left_out_is_left_out_when_blank() -> None:
    relaxed = replace(PROFILE, blocks=tuple(replace(block, required=False) for block in PROFILE.blocks))

    assert narrative("background")(Telling(view([], [], using=relaxed))) == ()


def test_blocks_that_a_format_adds_come_before_the_recommendations() -> None:
    added = replace(PROFILE.blocks[0], key="legal", name="Legal implications", prompt="what the law asks")
    using = replace(PROFILE, blocks=(*PROFILE.blocks, added))

    said = plain(build_report(view([], [], using=using)).blocks)
    assert "\n## 7 Legal implications\n[officer to write: what the law asks]\n\n## 8 Recommendations\n" in said, said


def test_the_contact_of_the_profile_stands_in_for_a_blank_one() -> None:
    using = replace(PROFILE, report=replace(PROFILE.report, contact="Performance Manager"))

    assert (
        plain(narrative("contact")(Telling(view([], [], using=using)))) == "\n## Contact officer\nPerformance Manager\n"
    )


def test_an_abbreviation_is_listed_if_it_stands_as_a_word_of_its_own() -> None:
    using = replace(
        PROFILE, glossary={"SLA": "Service Level Agreement", "OT": "Occupational Therapy", "PI": "indicator"}
    )
    every = glossary(Telling(view([], [], using=using)))
    told = Part("words", "", (Paragraph(("SLAs were signed; NOT by OT-led teams. APIs are no PI.",)),))

    assert (
        plain(used_in((told, Part("glossary", "", every)), every))
        == """
## abbreviations

Abbreviations used in this report
Abbreviation | Meaning
OT | Occupational Therapy
PI | indicator
SLA | Service Level Agreement

"""
    )
    assert used_in((Part("words", "", (Paragraph(("Nothing.",)),)),), every) == ()
