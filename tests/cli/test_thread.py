"""`compile thread`: the golden thread through the five councils' plans, and every gap of it, held as a whole."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from compiler.render.thread import thread_schema
from tests.quarter.running import run

ROOT = Path(__file__).parents[2]
KEPT = Path(__file__).parent / "threads"
WALKS = [
    ("hartlepool", "SC A10"),
    ("hartlepool", "risk FIN6-1.10"),
    ("hartlepool", "NI 59"),
    ("darlington", "priority 11"),
    ("darlington", "3.4.2"),
    ("darlington", "outcome 6"),
    ("stockton-services", "1.1"),
    ("stockton-services", "development priority 6"),
    ("stockton-services", "C5.1"),
    ("stockton-partnership", "Increase enjoyment"),
    ("stockton-partnership", "N20"),
    ("stockton-strategy", "BI 2.1"),
    ("stockton-strategy", "KPI 1"),
]
DEPARTMENTS = sorted({department for department, _ in WALKS})


def assert_as_kept(text: str, name: str) -> None:
    """With REWRITE_GOLDEN=1 in the environment the text is kept anew, to be read."""
    path = KEPT / f"{name.replace(' ', '-').replace('.', '-')}.txt"
    if os.environ.get("REWRITE_GOLDEN"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize(("department", "row"), WALKS)
def test_a_row_is_followed_up_down_and_across(department: str, row: str) -> None:
    done = run("thread", ROOT, row, "--department", department)
    assert (done.code, done.err) == (0, "")
    assert_as_kept(done.out, f"{department} {row}")


@pytest.mark.parametrize("department", DEPARTMENTS)
def test_every_gap_of_a_departments_plans_is_listed(department: str) -> None:
    done = run("thread", ROOT, "--orphans", "--department", department)
    assert (done.code, done.err) == (0, "")
    assert_as_kept(done.out, f"{department} gaps")


@pytest.mark.parametrize(("department", "row"), [*WALKS, *((each, "") for each in DEPARTMENTS)])
def test_what_programs_are_told_follows_the_schema(department: str, row: str) -> None:
    asked = (row,) if row else ("--orphans",)
    told = json.loads(run("thread", ROOT, *asked, "--department", department, "--format", "json").out)
    errors = Draft202012Validator(json.loads(thread_schema())).iter_errors(told)
    assert [f"{error.json_path}: {error.message}" for error in errors] == []


def test_the_schema_says_what_each_key_means_and_takes_nothing_else() -> None:
    done = run("thread", ROOT, "--schema")
    assert (done.code, done.out, done.err) == (0, thread_schema(), "")
    schema = json.loads(done.out)
    Draft202012Validator.check_schema(schema)
    for name, shape in schema["$defs"].items():
        for key, meant in shape.get("properties", {}).items():
            told = schema["$defs"][meant["$ref"].split("/")[-1]] if "$ref" in meant else meant
            assert told.get("description", "").endswith(".") or "$ref" in meant, f"{name}.{key}"
    told = json.loads(run("thread", ROOT, "HC A06", "--format", "json").out)
    told["found"][0]["up"][0]["colour"] = "red"
    assert not Draft202012Validator(schema).is_valid(told)


def test_a_crosswalk_is_followed_from_both_of_its_ends() -> None:
    there = json.loads(run("thread", ROOT, "1.5", "--department", "stockton-partnership", "--format", "json").out)
    (line,) = there["found"][0]["across"]
    assert {key: line[key] for key in ("from", "kind", "why", "department", "year", "named")} == {
        "from": "1.5",
        "kind": "near",
        "why": "the other plan adds emotional well-being",
        "department": "stockton-services",
        "year": "2008-09",
        "named": "5",
    }
    back = json.loads(run("thread", ROOT, line["named"], "--department", line["department"], "--format", "json").out)
    (again,) = [each for found in back["found"] for each in found["across"]]
    assert (again["from"], again["named"], again["department"]) == ("5", "1.5", "stockton-partnership")
    assert again["row"]["at"] == there["found"][0]["at"]


def test_the_cells_that_are_told_hold_the_words() -> None:
    from openpyxl import load_workbook

    told = json.loads(run("thread", ROOT, "SC A10", "--format", "json").out)
    rows = [told["found"][0]]
    held = 0
    while rows:
        row = rows.pop()
        rows += [*row["steps"]] if "steps" in row else [*row["up"], *row["down"]]
        place = row["at"]
        book = load_workbook(ROOT / "workbooks/hartlepool/2008-09" / place["workbook"], read_only=True)
        words = str(book[place["sheet"]][place["cell"]].value)
        assert " ".join(words.split()) == row["words"]
        held += 1
    assert held > 10


MISSING = "is no row of the plans for 2008/09."


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ((), 'Which row? Name one, such as compile thread "1.1", or ask for every gap with --orphans.'),
        (("HC A99",), f"'HC A99' {MISSING} There are: HC A03, HC A04, HC A05, HC A06, HC A07, HC A08."),
        (("NI5",), f"'NI5' {MISSING} Did you mean 'NI 50'?"),
        (("zzz",), f"'zzz' {MISSING} Ask for a reference, an objective's number, or the first words."),
        (("HC A06", "--division", "Resources"), "'HC A06' is no row of a plan of Resources & Support Services."),
        (("HC A06", "--format", "csv"), "There is no format 'csv'. There are: text, json."),
        (
            ("HC A06", "--year", "2007-08"),
            "There are no plans for 2007/08. There are plans for: 2008-09. "
            "Put the workbooks of a plan into workbooks/hartlepool/2007-08/plan/.",
        ),
    ],
)
def test_what_cannot_be_followed_is_said_with_the_way_out(asked: tuple[str, ...], said: str) -> None:
    done = run("thread", ROOT, *asked)
    assert (done.code, done.out, done.err) == (2, "", f"{said}\n")


@pytest.fixture
def borough(tmp_path: Path) -> Path:
    """The two departments of one place, alone in a folder."""
    for name in ("stockton-partnership", "stockton-services"):
        shutil.copytree(ROOT / "workbooks" / name, tmp_path / "workbooks" / name)
    return tmp_path


CROSSWALK = "workbooks/stockton-partnership/crosswalk.toml"
OWN = ("--department", "stockton-partnership")


def test_a_crosswalk_that_cannot_be_followed_is_said_and_the_rest_is_told(borough: Path) -> None:
    place = borough / CROSSWALK
    words = place.read_text(encoding="utf-8")
    place.write_text(words.replace('there = "5"', 'their = "5"'), encoding="utf-8")
    done = run("thread", borough, "1.5", *OWN)
    line = words[: words.index('there = "5"')].count("\n") + 1
    assert done.code == 0
    assert f"{CROSSWALK}, line {line}: rows[5].their" in done.err
    assert "Across" not in done.out
    shutil.rmtree(borough / "workbooks" / "stockton-services")
    place.write_text(words, encoding="utf-8")
    done = run("thread", borough, "1.5", *OWN)
    assert done.err.startswith(f"{CROSSWALK} cannot be followed: There is no department called 'stockton-services'")
    assert (done.code, "Across" in done.out) == (0, False)


def test_rows_that_a_crosswalk_names_and_the_plans_have_not_got_are_gaps(borough: Path) -> None:
    place = borough / CROSSWALK
    words = place.read_text(encoding="utf-8")
    changed = words.replace('there = "5"', 'there = "99"').replace('here = "2.2"', 'here = "2.9"')
    place.write_text(changed, encoding="utf-8")
    told = run("thread", borough, "1.5", *OWN).out
    other = "development priority 99 of Children, Education and Social Care, 2008/09"
    assert f"gap: priority 1.5 is near to {other}, not there" in " ".join(told.split())
    gaps = json.loads(run("thread", borough, "--orphans", *OWN, "--format", "json").out)["gaps"]
    lost = [each for each in gaps if each["gap"] == "in the crosswalk but not there"]
    assert [(each["row"], each["at"]["workbook"]) for each in lost] == [("priority 2.9", "crosswalk.toml")]
    assert "priority 2.2" in [each["row"] for each in gaps if each["gap"] == "not in the crosswalk"]


def test_a_division_without_a_plan_is_named_beside_what_seems_a_gap(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "workbooks" / "hartlepool", tmp_path / "workbooks" / "hartlepool")
    (tmp_path / "workbooks/hartlepool/2008-09/plan/Planning and Service Integration.xlsx").unlink()
    done = run("thread", tmp_path, "HC A06")
    assert (done.code, done.err) == (0, "No plan of Planning & Service Integration is there.\n")
    assert "gap: carried out by no plan below · Actions, A7" in done.out
