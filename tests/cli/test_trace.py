"""`compile trace`: a figure of the report, asked for as an officer asks, with its cells."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.quarter.running import run
from tests.quarter.town import OUTPUT, RETURNS, make_town


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("town")
    make_town(folder)
    assert run("quarter", folder, "--quiet").code == 0
    return folder


PLACE = """\
Table 2, row “Amber”, column “%”: “50%”
  (Table 2: Departmental Plan actions by rating, Quarter 1 2008/09)
  1 of 2, share

  Strategy.xlsx, Actions
    I6     'Amber' · ST 2 Open the homework clubs
"""


@pytest.mark.parametrize("query", ["Table 2, Amber, %", "table 2, %, amber", "Plan actions by rating, Amber, %"])
def test_a_place_in_a_table_is_told_with_its_cells(town: Path, query: str) -> None:
    done = run("trace", town, query)
    assert (done.code, done.out, done.err) == (0, PLACE, "")


def test_words_of_the_report_are_told_with_the_cell_that_they_stand_in(town: Path) -> None:
    assert run("trace", town, "open the HOMEWORK clubs").out == (
        "Table 7, row “ST 2”, column “Action”: “Open the homework clubs”\n"
        "  (Table 7: Departmental Plan actions, Quarter 1 2008/09)\n"
        "  as approved, the words of the cell\n"
        "\n"
        "  plan/Departmental.xlsx, Actions\n"
        "    D5     'Open the homework clubs' · ST 2 Open the homework clubs\n"
    )


def test_several_places_are_listed_and_one_is_shown_in_full(town: Path) -> None:
    listed = run("trace", town, "Table 2, Amber").out
    assert listed == (
        "2 places in the report of Quarter 1 2008/09:\n"
        "\n"
        "  1  Table 2, row “Amber”, column “Number”: “1”\n"
        "     1, count: one cell for each: Strategy.xlsx, Actions, I6\n"
        "  2  Table 2, row “Amber”, column “%”: “50%”\n"
        "     1 of 2, share: Strategy.xlsx, Actions, I6\n"
        "\n"
        'Next: compile trace "Table 2, Amber" --place 1, for the cells of one of them\n'
    )
    assert run("trace", town, "Table 2, Amber", "--place", "2").out == PLACE


def test_the_same_as_json(town: Path) -> None:
    told = json.loads(run("trace", town, "Table 2, Amber, %", "--format", "json").out)
    assert told == {
        "asked": "Table 2, Amber, %",
        "report": "the report of Quarter 1 2008/09",
        "places": [
            {
                "number": 1,
                "paper": "the report of Quarter 1 2008/09",
                "where": "Table 2, row “Amber”, column “%”",
                "section": "4.1 Departmental Plan actions",
                "table": "Table 2: Departmental Plan actions by rating, Quarter 1 2008/09",
                "line": "50%",
                "text": "50%",
                "kind": "figure",
                "rule": "1 of 2, share",
                "source": None,
                "cells": [
                    {
                        "workbook": "Strategy.xlsx",
                        "sheet": "Actions",
                        "cell": "I6",
                        "words": "Amber",
                        "row": "ST 2 Open the homework clubs",
                    }
                ],
            }
        ],
    }


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["Table 2, Ambr, %"],
            "Table 2 has no row or column 'Ambr'. Did you mean 'Amber'? Its columns are: Rating, Number, %. "
            "Its rows are: Red, Amber, Green, Total.\n",
        ),
        (["Table 2, Amber", "--place", "7"], "There is no place 7: what was asked for stands at 2 places.\n"),
        (["63.2%"], "The figure '63.2%' stands nowhere in this report.\n"),
        ([" "], "Ask for a place in a table, a figure as printed, or words of a sentence.\n"),
        (["1", "--format", "xml"], "There is no format 'xml'. There are: text, json.\n"),
    ],
)
def test_what_is_not_there_ends_with_the_way_out(town: Path, arguments: list[str], said: str) -> None:
    done = run("trace", town, *arguments)
    assert (done.code, done.out, done.err) == (2, "", said)


def test_a_table_that_is_not_there_is_answered_with_those_that_are(town: Path) -> None:
    done = run("trace", town, "Table 77, Green")
    assert done.code == 2
    assert done.err.startswith("There is no Table 77 in this report. There are: Table 1: Ratings, Quarter 1")


def test_a_final_report_is_asked_as_it_was_made(tmp_path: Path) -> None:
    """What the last run was asked for is asked again: a final report, and without a division."""
    make_town(tmp_path)
    (tmp_path / RETURNS / "Schools.xlsx").unlink()
    done = run(
        "quarter", tmp_path, "--final", "--without", "School Services", "--reason", "The system failed.", "--quiet"
    )
    assert (done.code, done.err) == (0, "")
    assert run("trace", tmp_path, "(reason: The system failed)").code == 0
    assert run("trace", tmp_path, "officer to write").code == 2
    assert run("audit", tmp_path).code == 0


def test_a_report_older_than_its_returns_is_said_to_be(tmp_path: Path) -> None:
    make_town(tmp_path)
    assert run("quarter", tmp_path, "--quiet").code == 0
    (tmp_path / RETURNS / "Schools.xlsx").unlink()
    assert run("trace", tmp_path, "Table 2, Amber, %").out == (
        f"{PLACE}\nThe report in output/ was made before the returns or settings changed: run compile quarter.\n"
    )
    assert (tmp_path / OUTPUT / "report.docx").is_file()


# --- other papers ---


PLANNED = """\
In the Departmental Plan, 2008/09:
Table 2, row “ST 2”, column “Action”: “Open the homework clubs”
"""


def test_the_plans_are_asked_for_by_name(town: Path) -> None:
    done = run("trace", town, "open the homework clubs", "--plan")
    assert (done.code, done.out[: len(PLANNED)], done.err) == (0, PLANNED, "")


def test_another_bodys_paper_is_asked_for_by_name(tmp_path: Path) -> None:
    make_town(tmp_path)
    profile = tmp_path / "templates/town/profile.toml"
    words = profile.read_text(encoding="utf-8")
    profile.write_text(words + '\n[audience.care]\nbody = "Care Board"\ndivisions = ["care"]\n', encoding="utf-8")
    done = run("trace", tmp_path, "Table 2, Total", "--audience", "care board")
    assert (done.code, done.err) == (0, "")
    assert done.out == (
        "2 places in the paper for Care Board, Quarter 1 2008/09:\n"
        "\n"
        "  1  Table 2, row “Total”, column “Number”: “3”\n"
        "     3, count: one cell for each: Care.xlsx, Actions, I5, I6, I7\n"
        "  2  Table 2, row “Total”, column “%”: “100%”\n"
        "     3 of 3, share: Care.xlsx, Actions, I5, I6, I7\n"
        "\n"
        'Next: compile trace "Table 2, Total" --audience "care board" --place 1, for the cells of one of them\n'
    )
    unknown = run("trace", tmp_path, "1", "--audience", "car").err
    assert unknown.startswith("There is no audience called 'car'. Did you mean 'care'? There are: ")
    both = run("trace", tmp_path, "1", "--audience", "care", "--plan")
    assert (both.code, both.err) == (
        2,
        "Name a body's paper with --audience, or ask the plans with --plan: not both.\n",
    )


def test_what_the_report_has_not_is_found_in_the_other_papers(town: Path) -> None:
    done = run("trace", town, "Actions under 1")
    assert (done.code, done.err) == (0, "")
    assert done.out == (
        "1 place in the Departmental Plan, 2008/09:\n"
        "\n"
        "  1  Table 1, caption: “Table 1: Actions under [1]”\n"
        "     repeated here, the words of the cell: plan/Departmental.xlsx, Objectives, A4\n"
        "\n"
        "1 place in the Divisional Plan, Care Services, 2008/09:\n"
        "\n"
        "  2  Table 1, caption: “Table 1: Actions under [1]”\n"
        "     repeated here, the words of the cell: plan/Care.xlsx, Objectives, A4\n"
        "\n"
        "2 places in the Divisional Plan, School Services, 2008/09:\n"
        "\n"
        "  3  Table 1, caption: “[Table 1]: Actions under 2”\n"
        "     the number of a part (the report's own numbering)\n"
        "  4  Table 1, caption: “Table 1: Actions under [2]”\n"
        "     repeated here, the words of the cell: plan/Schools.xlsx, Objectives, A4\n"
        "\n"
        'Next: compile trace "Actions under 1" --place 1, for the cells of one of them\n'
    )
