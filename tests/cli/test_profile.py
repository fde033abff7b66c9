"""`compile profile` on the command line: started from a workbook, looked over, and its keys described."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner

from compiler.cli.app import app
from tests.quarter.town import make_town

PLAN: dict[str, list[list[object]]] = {
    "Action plan": [
        ["Housing plan 2026/27"],
        [],
        ["ID", "Task", "Who", "Deadline", "Budget code", "BRAG", "Update", "Cost (£)", "Cost (£)"],
        ["H1", "Repair damp homes", "Head of Repairs", "30/09/2026", "X1", "Blue", "done", 1, 2],
        ["H2", "Inspect lifts", "Head of Repairs", "31/03/2027", "X2", "Red", "late", 2, 3],
    ],
    "KPIs": [
        ["KPI ref", "Measure", "Baseline", "Target", "Data quality", "Good is"],
        ["K1", "Homes let in time", "71%", "80%", "good", "Higher"],
    ],
    "Notes": [["just words"]],
}


def run(folder: Path, *options: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, ["profile", *options, "--folder", str(folder)])
    return done.exit_code, done.stdout.replace(folder.as_posix(), "."), done.stderr.replace(folder.as_posix(), ".")


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    for sheet in book.worksheets:
        book.remove(sheet)
    for name, rows in PLAN.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(tmp_path / "Plan.xlsx")
    return tmp_path / "Plan.xlsx"


def test_a_workbook_s_headings_become_sheets_and_columns(tmp_path: Path, plan: Path) -> None:
    code, told, wrong = run(tmp_path, "new", "anytown", "--from", str(plan))

    assert (code, wrong) == (0, "")
    assert told == (
        "Sheet “Action plan”: actions\n"
        "  ID                    reference (reference)\n"
        "  Task                  action (text)\n"
        "  Who                   officer (officer)\n"
        "  Deadline              due (when)\n"
        "  Budget code           a column of its own\n"
        "  BRAG                  rating (rating)\n"
        "  Update                progress (text)\n"
        "  Cost (£) (column H)   a column of its own\n"
        "  Cost (£) (column I)   a column of its own\n"
        "Sheet “KPIs”: indicators\n"
        "  KPI ref        reference (reference)\n"
        "  Measure        definition (text)\n"
        "  Baseline       outturn (value)\n"
        "  Target         target (target)\n"
        "  Data quality   a column of its own\n"
        "  Good is        polarity (choice)\n"
        "Sheet “Notes”: left out, no headings of actions, indicators or risks\n"
        "Wrote ./templates/anytown/profile.toml\n"
        "Next: look it over, then run compile profile check anytown\n"
    )
    made = tomllib.loads((tmp_path / "templates" / "anytown" / "profile.toml").read_text(encoding="utf-8"))
    assert made["order"] == ["actions", "indicators", "narrative"]
    assert made["sheet"]["actions"]["columns"] == [
        "reference", "action", "officer", "due", "budget_code", "rating", "progress", "cost_column_h", "cost_column_i",
        "identity",
    ]  # fmt: skip
    assert made["sheet"]["actions"]["column"]["budget_code"] == {"heading": "Budget code", "width": 24}
    assert "figure" in made["sheet"]["indicators"]["columns"], (
        "what a return asks for is there, though the list has none"
    )
    assert run(tmp_path, "check")[:2] == (
        0,
        "anytown: nothing is wrong; 3 sheets, 25 columns, 3 ratings, 4 periods\n",
    )


def test_words_that_the_ratings_do_not_have_are_named_in_the_file(tmp_path: Path, plan: Path) -> None:
    run(tmp_path, "new", "anytown", "--from", str(plan))
    text = (tmp_path / "templates" / "anytown" / "profile.toml").read_text(encoding="utf-8")
    assert "# Under the rating stands also: Blue. Describe each, worst first:" in text


@pytest.mark.parametrize("extends", ["base", "hartlepool"])
def test_without_a_workbook_it_lays_itself_over_another_profile(tmp_path: Path, extends: str) -> None:
    assert run(tmp_path, "new", "anytown", "--extends", extends)[0] == 0
    assert run(tmp_path, "check", "anytown")[0] == 0


def test_mistakes_are_told_with_file_line_key_and_the_nearest_right_one(tmp_path: Path) -> None:
    folder = tmp_path / "templates" / "anytown"
    folder.mkdir(parents=True)
    (folder / "profile.toml").write_text(
        'extends = "base"\norder = ["actions", "rsks"]\n\n[calendar]\nperiods = 6\n\n[sheet.actions.column]\n'
        'due = { heading = "Deadline", tpye = "when" }\nwho = { heading = "Who", type = "choice", list = "poste" }\n'
        '[list]\nposts = ["Head of Repairs"]\n[rating.state.amber]\nonly_if = ["better"]\notherwise = "redd"\n',
        encoding="utf-8",
    )
    code, told, wrong = run(tmp_path, "check")

    assert (code, wrong) == (1, "")
    assert told == (
        "anytown: 5 mistakes\n"
        "  anytown/profile.toml, line 2: order: 'rsks' is not defined; did you mean 'risks'?\n"
        "  anytown/profile.toml, line 5: calendar.periods: 6 periods are not provided for; choose 4 or 12\n"
        "  anytown/profile.toml, line 8: sheet.actions.column.due.tpye: the key 'tpye' is not known here; "
        "did you mean 'type'?\n"
        "  anytown/profile.toml, line 9: sheet.actions.column.who.list: 'poste' is no list of this format; "
        "did you mean 'posts'?\n"
        "  anytown/profile.toml, line 14: rating.state.amber.otherwise: 'redd' is no other state of the scheme; "
        "did you mean 'red'?\n"
    )
    code, told, _ = run(tmp_path, "check", "--format", "json")
    assert code == 1
    assert json.loads(told)[0]["problems"][0] == {
        "file": "anytown/profile.toml",
        "line": 2,
        "key": "order",
        "message": "'rsks' is not defined; did you mean 'risks'?",
    }


def test_what_is_inherited_wrongly_is_told_in_the_file_that_says_it(tmp_path: Path) -> None:
    for name, text in (("county", 'extends = "base"\n[calendar]\nperiods = 6\n'), ("town", 'extends = "county"\n')):
        (tmp_path / "templates" / name).mkdir(parents=True)
        (tmp_path / "templates" / name / "profile.toml").write_text(text, encoding="utf-8")
    assert run(tmp_path, "check", "town")[1] == (
        "town: 1 mistake\n"
        "  county/profile.toml, line 3: calendar.periods: 6 periods are not provided for; choose 4 or 12\n"
    )


def test_a_file_that_is_no_toml_is_told_at_its_line(tmp_path: Path) -> None:
    (tmp_path / "templates" / "town").mkdir(parents=True)
    (tmp_path / "templates" / "town" / "profile.toml").write_text(
        'extends = "base"\nname = Anytown\n', encoding="utf-8"
    )
    code, told, _ = run(tmp_path, "check", "town")
    assert code == 1
    assert "town/profile.toml, line 2: the file cannot be read as TOML:" in told


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("new", "Anytown"), "'Anytown' names a folder: write it in small letters, digits and hyphens"),
        (("new", "anytown", "--extends", "bass"), "there is no profile called 'bass'; did you mean 'base'?"),
        (("new", "anytown", "--from", "none.xlsx"), "none.xlsx is not there."),
        (("check", "bsae"), "There is no profile called 'bsae'. Did you mean 'base'?"),
        (("check", "--format", "xml"), "There is no format 'xml'. There are: text, json."),
    ],
)
def test_wrong_use_is_told_with_the_way_out(tmp_path: Path, options: tuple[str, ...], words: str) -> None:
    code, told, wrong = run(tmp_path, *options)
    assert (code, told) == (2, "")
    assert words in wrong
    assert not (tmp_path / "templates").exists()


def test_a_profile_that_is_there_is_not_overwritten(tmp_path: Path) -> None:
    run(tmp_path, "new", "anytown")
    code, _, wrong = run(tmp_path, "new", "anytown")
    assert code == 2
    assert wrong.startswith("There is a profile 'anytown' already:")


def described(*options: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, ["profile", "describe", *options])
    return done.exit_code, done.stdout, done.stderr


def test_a_key_is_described_from_the_model() -> None:
    assert described("calendar.periods") == (
        0,
        "[calendar]\n"
        "  The council's year: the month in which it begins and the number of periods reported in it (4 or\n"
        "  12).\n"
        "  periods: whole number; 4 if left out\n"
        "      `periods` is 4 for quarters (Q1 to Q4) or 12 for months (M01 to M12).\n",
        "",
    )
    (table,) = json.loads(described("tolerance", "--format", "json")[1])[1:]
    assert [key["name"] for key in table["keys"]] == ["amount", "of", "rating", "set_by", "set_on"]


def test_a_key_that_there_is_none_of_names_the_nearest() -> None:
    assert described("colunm") == (2, "", "There is no key 'colunm' in a profile. Did you mean 'column'?\n")


def test_a_rule_that_is_cited_and_does_not_exist_is_told_and_stops_no_other_command(tmp_path: Path) -> None:
    make_town(tmp_path)
    sources = tmp_path / "templates/town/sources.toml"
    sources.write_text('[paper]\ntitle = "A paper"\n\n[rule]\nC999 = { document = "paper", seen = "it" }\n', "utf-8")
    code, told, _ = run(tmp_path, "check", "town")
    assert (code, told) == (
        1, "town: 1 mistake\n  town/sources.toml, line 5: rule.C999: no rule has the code 'C999'\n",
    )  # fmt: skip
    done = CliRunner().invoke(app, ["quarter", "--folder", str(tmp_path), "--quiet"])
    assert (done.exit_code, done.stderr) == (0, "")
