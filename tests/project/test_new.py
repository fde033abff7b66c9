"""`compile new`: what a new department's folder holds, that it works, and that nothing half made is left."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest

from compiler.domain.period import Year
from compiler.domain.returned import Role
from compiler.pipeline import check_returns, read_returns
from compiler.project.find import WrongUse, open_project
from compiler.project.new import Wanted, choices_of_profile, found
from compiler.project.quarter import Wish, inputs_of
from compiler.project.write import NotWritten

HOUSING = Wanted(
    council="Anytown Borough Council",
    name="Housing Department",
    divisions=("Repairs", "Lettings & Estates"),
    profile="base",
    year=Year(2026),
    deadlines={"Q1": dt.date(2026, 7, 17)},
)

SETTINGS = """\
# Anytown Borough Council, Housing Department: who returns what, and when.
council = "Anytown Borough Council"
name = "Housing Department"
profile = "base"          # the format: templates/base/profile.toml

[[divisions]]
key = "repairs"
name = "Repairs"
tier = "divisional"
file = "Repairs.xlsx"
lead = true                       # also returns the rows of the plan of the whole department

[[divisions]]
key = "lettings-and-estates"
name = "Lettings & Estates"
tier = "divisional"
file = "Lettings and Estates.xlsx"

# The day by which a period's returns are due; add meeting = the day on which the committee meets.
[deadlines."2026-27/Q1"]
due = 2026-07-17
# [deadlines."2026-27/Q2"]
# due = 2026-10-18
# [deadlines."2026-27/Q3"]
# due = 2027-01-18
# [deadlines."2026-27/Q4"]
# due = 2027-04-18
"""


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_the_folder_holds_settings_format_plans_and_what_to_do_next(tmp_path: Path) -> None:
    found(tmp_path / "ours", HOUSING)

    assert files(tmp_path / "ours") == [
        "READ ME FIRST.txt",
        "guides/1 For teams.docx",
        "guides/2 For the performance officer.docx",
        "guides/3 For the committee officer.docx",
        "guides/4 For the IT department.docx",
        "guides/5 The words of the report.docx",
        "guides/6 A format of your own.docx",
        "templates/base/palette.toml",
        "templates/base/phrases.toml",
        "templates/base/profile.toml",
        "templates/base/report.docx",
        "templates/base/sources.toml",
        "templates/base/terms.toml",
        "workbooks/housing/2026-27/plan/Departmental Plan.xlsx",
        "workbooks/housing/2026-27/plan/Lettings and Estates.xlsx",
        "workbooks/housing/2026-27/plan/Repairs.xlsx",
        "workbooks/housing/department.toml",
    ]
    settings = tmp_path / "ours" / "workbooks" / "housing" / "department.toml"
    assert settings.read_text(encoding="utf-8") == SETTINGS
    empty = sorted(path.name for path in (tmp_path / "ours").rglob("Q?") if path.is_dir())
    assert empty == ["Q1", "Q2", "Q3", "Q4"]


@pytest.mark.parametrize("profile", [choice.key for choice in choices_of_profile(Path())])
def test_the_empty_plans_of_every_format_are_read_and_known_again(tmp_path: Path, profile: str) -> None:
    found(tmp_path / "ours", Wanted(HOUSING.council, HOUSING.name, HOUSING.divisions, profile, Year(2026)))

    project = open_project(tmp_path / "ours")
    period = Year(2026).periods(project.profile.calendar.periods)[0]
    inputs = inputs_of(project, period, Wish())
    plans = read_returns(inputs, inputs.plans, Role.PLAN, period.year)

    assert {plan.division for plan in plans} == {"repairs", "lettings-and-estates"}
    assert all(plan.readable and not plan.records for plan in plans)
    assert [each.code for each in check_returns(inputs, plans, (), ()) if each.severity.value == "error"] == []


def test_the_copied_format_is_the_one_in_force(tmp_path: Path) -> None:
    found(tmp_path / "ours", HOUSING)
    copy = tmp_path / "ours" / "templates" / "base" / "profile.toml"
    copy.write_text(copy.read_text(encoding="utf-8").replace('name = "Council"', 'name = "Ours"'), encoding="utf-8")

    assert open_project(tmp_path / "ours").profile.name == "Ours"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"divisions": ()}, 'A department has at least one division. Name each, such as --division "Repairs".'),
        (
            {"divisions": ("Repairs", "repairs")},
            "Two divisions are called 'Repairs' and 'repairs'. Name them differently.",
        ),
        (
            {"divisions": ("Care: Adults", "Care? Adults")},
            "Two divisions are called 'Care: Adults' and 'Care? Adults'. Name them differently.",
        ),
        (
            {"deadlines": {"Q5": dt.date(2026, 7, 17)}},
            "'Q5' is not a period of this format. There are: Q1, Q2, Q3, Q4.",
        ),
    ],
)
def test_what_cannot_be_made_is_told_and_nothing_is_left(
    tmp_path: Path, changes: dict[str, object], words: str
) -> None:
    said: dict[str, object] = {
        "council": HOUSING.council,
        "name": HOUSING.name,
        "divisions": HOUSING.divisions,
        "profile": "base",
        "year": Year(2026),
    }
    with pytest.raises(WrongUse) as fault:
        found(tmp_path / "ours", Wanted(**(said | changes)))  # type: ignore[arg-type]

    assert str(fault.value) == words
    assert not (tmp_path / "ours").exists()


def test_a_folder_that_holds_a_department_is_left_alone(tmp_path: Path) -> None:
    found(tmp_path, HOUSING)
    before = {name: (tmp_path / name).read_bytes() for name in files(tmp_path)}

    with pytest.raises(WrongUse, match="already"):
        found(tmp_path, HOUSING)

    assert {name: (tmp_path / name).read_bytes() for name in files(tmp_path)} == before


def test_files_that_lie_in_the_folder_stay(tmp_path: Path) -> None:
    (tmp_path / "list.xlsx").write_bytes(b"mine")

    found(tmp_path, HOUSING)

    assert (tmp_path / "list.xlsx").read_bytes() == b"mine"
    assert not list(tmp_path.glob(".part-*"))


def test_a_fault_while_it_is_put_in_place_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "list.xlsx").write_bytes(b"mine")
    replace = os.replace
    refused = 0

    for step in range(9):
        moves: list[str] = []

        def faulty(source: Path, target: Path, step: int = step, moves: list[str] = moves) -> None:
            if Path(target).parent == tmp_path:
                moves.append(Path(target).name)
                if len(moves) > step:
                    raise PermissionError(13, "Permission denied")
            replace(source, target)

        monkeypatch.setattr(os, "replace", faulty)
        try:
            found(tmp_path, HOUSING)
        except NotWritten:
            refused += 1
            assert [path.name for path in tmp_path.iterdir()] == ["list.xlsx"]
        else:
            assert "READ ME FIRST.txt" in files(tmp_path)
            break
    assert refused == len(list(tmp_path.iterdir())) - 1


def test_names_that_no_system_takes_for_a_file_are_spelt_out(tmp_path: Path) -> None:
    wanted = Wanted("Anytown", "Works", ("Con", 'A/B "Old": C?'), "base", Year(2026))

    found(tmp_path, wanted)

    plans = sorted(path.name for path in (tmp_path / "workbooks" / "works" / "2026-27" / "plan").iterdir())
    assert plans == ["A-B Old C.xlsx", "Con division.xlsx", "Departmental Plan.xlsx"]
