"""An officer's bad day: whatever is in the folder, the quarter compiles, and what is wrong is said in plain words."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from openpyxl import load_workbook

from compiler.domain.period import Period, Year
from compiler.domain.returned import Role
from compiler.project.lock import one_at_a_time
from tests.quarter.running import Outcome, run, squeezed, tables, told
from tests.quarter.town import CARE, OUTPUT, SCHOOLS, TOWN, YEAR, issue, make_town

CARE_RATED = "Table 5: Divisional Plan actions by rating, number (%), Quarter 1 2008/09"


@pytest.fixture
def returns(tmp_path: Path) -> Path:
    """The folder with a clean return of each of three divisions."""
    return make_town(tmp_path)


def report(folder: Path, name: str = "report.docx") -> str:
    return told((folder / OUTPUT / name).read_bytes())


def written(folder: Path) -> list[str]:
    output = folder / OUTPUT
    return sorted(path.name for path in output.iterdir()) if output.is_dir() else []


def compiled(folder: Path, *arguments: str) -> str:
    """What a run that goes through says; the report stands there afterwards."""
    outcome = run("quarter", folder, *arguments)
    assert outcome.code == 0, outcome.said
    assert written(folder)[-3:] == ["findings.txt", "master.xlsx", "report.docx"]
    return outcome.out


@contextmanager
def edited(path: Path) -> Iterator[Any]:
    """A workbook opened, changed and saved as a person does."""
    book = load_workbook(path)
    yield book
    book.save(path)


def test_a_clean_quarter_is_no_draft(returns: Path, tmp_path: Path) -> None:
    out = compiled(tmp_path)
    assert "DRAFT" not in out + report(tmp_path)
    assert "Rows in 24 = rows taken up 24 + rows refused 0." in out
    assert run("quarter", tmp_path, "--final").code == 0


# --- returns that are not there, or are something else ---

PARTIAL = [
    ("Care Services", "0 (0%)", "0 (0%)", "0 (0%)", "3 (100%)", "3"),
    ("School Services", "0 (0%)", "1 (100%)", "0 (0%)", "0 (0%)", "1"),
    ("Total", "0 (0%)", "1 (25%)", "0 (0%)", "3 (75%)", "4"),
]


def test_a_missing_return_is_named_and_keeps_the_full_denominators(returns: Path, tmp_path: Path) -> None:
    (returns / "Care.xlsx").unlink()
    out = compiled(tmp_path)
    assert "The report is a DRAFT. The return of Care Services is missing." in out
    text = report(tmp_path)
    assert "DRAFT. The return of Care Services is missing." in text
    assert (
        "Partial figures. No return was received from Care Services. Its three actions are counted as “No return”."
        in text
    )
    assert tables((tmp_path / OUTPUT / "report.docx").read_bytes())[CARE_RATED] == PARTIAL


def no_workbook(kind: str) -> bytes:
    """A file that is no workbook, as it begins."""
    if kind == "truncated":
        whole = issue(CARE)
        return whole[: len(whole) // 2]
    if kind == "docx":
        held = BytesIO()
        docx.Document().save(held)
        return held.getvalue()
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    return {
        "password": old + "EncryptedPackage".encode("utf-16-le") + bytes(100),
        "xls": old + "Workbook".encode("utf-16-le") + bytes(100),
        "csv": b"Ref,Rating,Progress\r\nCA 1,Amber,Half are reviewed.\r\n",
        "html": b"<!DOCTYPE html>\n<html><head><title>Sign in</title></head></html>",
        "empty": b"",
        "pdf": b"%PDF-1.4\n",
    }[kind]


NO_WORKBOOKS = {
    "password": "Care.xlsx is protected by a password and cannot be opened without it.",
    "xls": "Care.xlsx is a workbook in the format of Excel 97 to 2003 (.xls).",
    "csv": "Care.xlsx is a text file of values (.csv), not a workbook.",
    "html": "Care.xlsx is a web page, perhaps a sign-in page, not a workbook.",
    "empty": "Care.xlsx is empty.",
    "truncated": "Care.xlsx is cut short: its end is missing.",
    "docx": "Care.xlsx is a Word document, not an Excel workbook.",
    "pdf": "Care.xlsx is a PDF document.",
}


@pytest.mark.parametrize("kind", NO_WORKBOOKS)
def test_a_file_that_is_no_workbook_is_one_sentence_that_says_what_it_is(
    kind: str, returns: Path, tmp_path: Path
) -> None:
    (returns / "Care.xlsx").write_bytes(no_workbook(kind))
    assert NO_WORKBOOKS[kind] in compiled(tmp_path).splitlines()
    text = report(tmp_path)
    reason = NO_WORKBOOKS[kind].rstrip(".")
    assert f"The return of Care Services cannot be read (reason: {reason})." in text
    assert "DRAFT. One error stands in the returns. The return of Care Services cannot be used." in text
    assert tables((tmp_path / OUTPUT / "report.docx").read_bytes())[CARE_RATED] == PARTIAL
    checked = run("check", tmp_path)
    assert checked.code == 1
    assert NO_WORKBOOKS[kind] in squeezed(checked.out)


def test_a_file_that_the_system_does_not_let_us_read_is_told_of_too(
    returns: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.read_bytes

    def held(path: Path) -> bytes:
        if path.name == "Care.xlsx":
            raise PermissionError(13, "The process cannot access the file")
        return real(path)

    monkeypatch.setattr(Path, "read_bytes", held)
    assert "Care.xlsx cannot be opened (The process cannot access the file)." in compiled(tmp_path)


@pytest.mark.parametrize("name", ["~$Care.xlsx", ".~lock.Care.xlsx#"])
def test_the_lock_file_of_an_open_workbook_is_passed_over(name: str, returns: Path, tmp_path: Path) -> None:
    clean = compiled(tmp_path)
    (returns / name).write_bytes(b"\x0cTeam Manager" + b" " * 40)
    again = compiled(tmp_path)
    assert again.replace("Nothing in the report has changed since the last run.\n", "") == clean


def test_two_returns_of_one_division_are_both_named_and_neither_is_used(returns: Path, tmp_path: Path) -> None:
    shutil.copy(returns / "Care.xlsx", returns / "Care (1).xlsx")
    with edited(returns / "Care (1).xlsx") as book:
        book["Actions"]["I5"] = "Red"
    out = squeezed(compiled(tmp_path))
    assert "'Care (1).xlsx' and 'Care.xlsx' are returns" in out
    assert "are returns of one division, Care Services, and they differ in 1 place: Actions, " in out
    assert "Rows in 28 = rows taken up 20 + rows refused 8." in out
    assert "The report is a DRAFT. One error stands in the returns. The return of Care Services cannot be used." in out
    assert tables((tmp_path / OUTPUT / "report.docx").read_bytes())[CARE_RATED] == PARTIAL
    assert run("quarter", tmp_path, "--final").code == 1


WRONG_RETURNS: dict[str, tuple[Callable[[], bytes], str]] = {
    "another council's": (
        lambda: issue(CARE, department=replace(TOWN, council="Othertown Council")),
        "This workbook says that it belongs to 'Othertown Council'.",
    ),
    "another department's": (
        lambda: issue(CARE, department=replace(TOWN, key="parks", name="Parks Department")),
        "This workbook says that it belongs to the department 'parks'.",
    ),
    "another quarter's": (
        lambda: issue(CARE, period=Period(YEAR, 2)),
        "This workbook says that it is for 'Quarter 2 2008/09'.",
    ),
    "another year's": (
        lambda: issue(CARE, period=Period(Year(2007), 1)),
        "This workbook says that it is for '2007/08'.",
    ),
    "a plan": (lambda: issue(CARE, Role.PLAN), "This workbook says that it is an approved plan."),
    "a neighbour's": (lambda: issue(SCHOOLS), "This workbook says that it is from 'School Services'."),
}


def test_a_return_of_another_quarter_among_last_quarters_is_not_compared(returns: Path, tmp_path: Path) -> None:
    last = tmp_path / "workbooks/town/2007-08/Q4"
    last.mkdir(parents=True)
    (last / "Care.xlsx").write_bytes(issue(CARE))
    done = run("quarter", tmp_path, "--year", "2008-09", "--quarter", "Q1")
    assert done.code == 0
    assert "2007-08/Q4/Care.xlsx" in done.out
    book = load_workbook(tmp_path / OUTPUT / "master.xlsx")
    assert "Movement" not in book.sheetnames


@pytest.mark.parametrize("kind", WRONG_RETURNS)
def test_a_workbook_that_is_not_the_one_wanted_is_told_and_not_counted(
    kind: str, returns: Path, tmp_path: Path
) -> None:
    make, said = WRONG_RETURNS[kind]
    (returns / "Care.xlsx").write_bytes(make())
    assert said in squeezed(compiled(tmp_path))
    assert tables((tmp_path / OUTPUT / "report.docx").read_bytes())[CARE_RATED] == PARTIAL
    assert "DRAFT." in report(tmp_path)
    checked = run("check", tmp_path)
    assert (checked.code, said in squeezed(checked.out)) == (1, True)
    assert run("quarter", tmp_path, "--final").code == 1


def test_a_stray_workbook_beside_a_good_return_takes_nothing_from_it(returns: Path, tmp_path: Path) -> None:
    other = issue(CARE, department=replace(TOWN, council="Othertown Council"))
    (returns / "Othertown care.xlsx").write_bytes(other)
    compiled(tmp_path)
    text = report(tmp_path)
    assert "DRAFT. One error stands in the returns." in text
    assert "return of Care Services" not in text
    assert "No return |" not in text


def test_a_return_that_says_nothing_of_itself_is_known_by_its_file_name(returns: Path, tmp_path: Path) -> None:
    compiled(tmp_path)
    clean = report(tmp_path)
    with edited(returns / "Care.xlsx") as book:
        del book["Identity"], book["Cover"]
        for name in list(book.custom_doc_props.names):
            del book.custom_doc_props[name]
    compiled(tmp_path)
    assert report(tmp_path) == clean


def test_a_return_that_does_not_say_whose_it_is_is_told(returns: Path, tmp_path: Path) -> None:
    with edited(returns / "Care.xlsx") as book:
        del book["Identity"], book["Cover"]
        for name in list(book.custom_doc_props.names):
            del book.custom_doc_props[name]
    (returns / "Care.xlsx").rename(returns / "return-final-v2.xlsx")
    said = "Nothing in this workbook says which division it is from, nor does its name 'return-final-v2.xlsx'."
    assert said in squeezed(compiled(tmp_path))
    assert tables((tmp_path / OUTPUT / "report.docx").read_bytes())[CARE_RATED] == PARTIAL


# --- returns with damage inside ---


def heading_column(sheet: Any, words: str) -> int:
    """The column under a heading."""
    return next(int(cell.column) for row in sheet.iter_rows() for cell in row if cell.value == words)


def test_errors_of_formulas_are_found_at_their_cells(returns: Path, tmp_path: Path) -> None:
    with edited(returns / "Care.xlsx") as book:
        sheet = book["Actions"]
        column = heading_column(sheet, "Rating")
        row = next(row for row in range(1, 20) if sheet.cell(row, 1).value == "CA 1")
        sheet.cell(row, column).value = "#REF!"
        sheet.cell(row, column).data_type = "e"
        sheet.cell(row + 1, column).value = '=IF(1=1,"Amber","Red")'
    compiled(tmp_path)
    found = run("check", tmp_path, "--format", "concise").out.splitlines()
    letter = sheet.cell(row, column).column_letter
    assert [line.split(":")[0] for line in found] == [
        f"Care.xlsx, Actions, {letter}{row} (CA 1)",
        f"Care.xlsx, Actions, {letter}{row + 1} (CA 2)",
    ]
    assert "gives the error '#REF!'" in found[0]
    assert "holds a formula that has not been calculated" in found[1]
    assert "DRAFT. Two errors stand in the returns." in report(tmp_path)


def test_a_return_without_its_sheet_of_actions_is_partial(returns: Path, tmp_path: Path) -> None:
    with edited(returns / "Care.xlsx") as book:
        del book["Actions"]
    compiled(tmp_path)
    assert "DRAFT. One error stands in the returns." in report(tmp_path)
    assert "Three actions of Care Services are not in its return." in report(tmp_path)
    assert tables((tmp_path / OUTPUT / "report.docx").read_bytes())[CARE_RATED] == PARTIAL
    checked = run("check", tmp_path)
    assert checked.code == 1
    assert "The sheet 'Actions' is not in this workbook." in squeezed(checked.out)


def test_columns_moved_and_renamed_are_read_all_the_same(returns: Path, tmp_path: Path) -> None:
    compiled(tmp_path)
    clean = report(tmp_path)
    with edited(returns / "Care.xlsx") as book:
        sheet = book["Actions"]
        for name in list(sheet.tables):
            del sheet.tables[name]
        sheet.merged_cells.ranges = set()
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        sheet.delete_rows(1, len(rows))
        for number, row in enumerate(rows, 3):
            for place, words in enumerate(reversed(row), 2):
                sheet.cell(number, place, "RAG" if words == "Rating" else words)
    compiled(tmp_path)
    assert report(tmp_path) == clean
    assert run("check", tmp_path).code == 0


def test_a_heading_that_nobody_knows_is_told_with_the_nearest(returns: Path, tmp_path: Path) -> None:
    with edited(returns / "Care.xlsx") as book:
        sheet = book["Actions"]
        column = heading_column(sheet, "Progress this quarter")
        row = next(row for row in range(1, 9) if sheet.cell(row, column).value == "Progress this quarter")
        sheet.cell(row, column).value = "What went on in the end"
    compiled(tmp_path)
    checked = run("check", tmp_path)
    assert checked.code == 1
    assert "Progress this quarter" in checked.out
    assert "DRAFT. " in report(tmp_path)


# --- final ---


def test_final_refuses_while_a_return_is_missing_and_writes_nothing(returns: Path, tmp_path: Path) -> None:
    (returns / "Care.xlsx").unlink()
    assert run("quarter", tmp_path, "--final") == Outcome(
        1,
        "",
        "No final report was written. The return of Care Services is missing.\n"
        "Next: compile status --year 2008-09 --quarter Q1 --chase\n",
    )
    assert written(tmp_path) == []


def test_final_without_a_division_gives_the_reason_at_every_partial_figure(returns: Path, tmp_path: Path) -> None:
    (returns / "Care.xlsx").unlink()
    compiled(tmp_path, "--final", "--without", "Care Services", "--reason", "its office was flooded")
    text = report(tmp_path)
    assert "DRAFT" not in text
    assert tables((tmp_path / OUTPUT / "report.docx").read_bytes())[CARE_RATED] == PARTIAL
    lines = text.splitlines()
    reason = "No return was received from Care Services (reason: its office was flooded)"
    counts = [number for number, line in enumerate(lines) if "3 (" in line]
    assert counts
    for number in counts:
        note = next(line for line in lines[number:] if line.startswith("Note: "))
        assert reason in note
    assert f"Partial figures. {reason}." in text


def test_final_without_a_division_still_refuses_what_else_stands_in_the_way(returns: Path, tmp_path: Path) -> None:
    (returns / "Care.xlsx").write_bytes(b"")
    done = run("quarter", tmp_path, "--final", "--without", "care", "--reason", "its office was flooded")
    assert (done.code, written(tmp_path)) == (1, [])
    assert done.err.startswith("No final report was written. One error stands in the returns.")
    (returns / "Care.xlsx").unlink()
    (returns / "Schools.xlsx").unlink()
    done = run("quarter", tmp_path, "--final", "--without", "care", "--reason", "its office was flooded")
    assert done.err.startswith("No final report was written. The return of School Services is missing.")


def test_final_refuses_while_the_officer_still_has_to_write(returns: Path, tmp_path: Path) -> None:
    with edited(returns / "Strategy.xlsx") as book:
        sheet = book["Narrative"]
        row = next(row for row in range(1, 30) if sheet.cell(row, 1).value == "Background")
        sheet.cell(row, 2).value = None
    compiled(tmp_path)
    assert "[officer to write: when the plan was approved and what it sets out]" in report(tmp_path)
    done = run("quarter", tmp_path, "--final")
    assert (done.code, done.err.splitlines()[0]) == (
        1,
        "No final report was written. One part is still to be written.",
    )


# --- wrong use ---

NO_RETURNS = "There are returns for: Q1 2008-09."


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--year", "last"], "'last' is not a year. Write it as 2008-09."),
        (["--year", "2031-32"], f"There are no returns for 2031-32. {NO_RETURNS}"),
        (["--quarter", "Q9"], f"There are no returns for Q9. {NO_RETURNS}"),
        (["--quarter", "Q3", "--year", "2008-09"], f"There are no returns for Q3 2008-09. {NO_RETURNS}"),
        (["--department", "twon"], "Did you mean 'town'?"),
        (
            ["--without", "Care Services"],
            'Give each --without its --reason, such as --without "Resources" --reason "system failure".',
        ),
        (
            ["--reason", "flood"],
            'Give each --without its --reason, such as --without "Resources" --reason "system failure".',
        ),
        (
            ["--without", "Care Servces", "--reason", "flood"],
            "There is no division called 'Care Servces'. Did you mean 'Care Services'? "
            "There are: Strategy & Support, Care Services, School Services.",
        ),
        (["--as-at", "one day"], "'one day' is not a day. Write it as 30/06/2008."),
        (["--finall"], "No such option"),
    ],
)
def test_a_wrong_option_ends_with_the_way_out(arguments: list[str], said: str, returns: Path, tmp_path: Path) -> None:
    done = run("quarter", tmp_path, *arguments)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert written(tmp_path) == []


def test_a_folder_without_a_department_ends_with_the_way_out(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "nowhere"):
        done = run("quarter", folder)
        assert (done.code, done.out) == (2, "")
        assert "Change to your department's folder, or name it with --folder." in done.err


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("workbooks/town/department.toml", 'file = "Care.xlsx"', "file = ", "cannot be read as TOML"),
        ("workbooks/town/department.toml", 'key = "care"', 'kee = "care"', "department.toml"),
        ("templates/town/profile.toml", "[scheme]", "[shceme]", "profile.toml"),
        ("workbooks/town/department.toml", 'profile = "town"', 'profile = "twon"', "town"),
    ],
)
def test_settings_with_a_mistake_are_told_with_their_place(
    name: str, old: str, new: str, said: str, returns: Path, tmp_path: Path
) -> None:
    path = tmp_path / name
    words = path.read_text(encoding="utf-8")
    assert old in words
    path.write_text(words.replace(old, new), encoding="utf-8")
    done = run("quarter", tmp_path)
    assert (done.code, done.out) == (2, "")
    assert said in done.err


def test_a_template_that_is_no_word_file_ends_with_the_way_out(returns: Path, tmp_path: Path) -> None:
    (tmp_path / "templates/town/report.docx").write_bytes(b"")
    done = run("quarter", tmp_path)
    assert (done.code, written(tmp_path)) == (2, [])
    assert "report.docx" in done.err


# --- output that cannot be written, or that others hold ---


def test_a_folder_that_may_not_be_written_to_is_told(
    returns: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The refusal is made up, because nothing can be denied to an administrator."""
    real = open

    def denied(file: Any, mode: str = "r", *rest: Any, **more: Any) -> Any:
        if OUTPUT in Path(file).as_posix() and mode != "r":
            raise PermissionError(13, "Permission denied")
        return real(file, mode, *rest, **more)

    monkeypatch.setattr("builtins.open", denied)
    done = run("quarter", tmp_path)
    assert (done.code, written(tmp_path)) == (3, [])
    assert "cannot be written to" in done.err


def test_a_file_in_the_place_of_the_output_folder_is_told(returns: Path, tmp_path: Path) -> None:
    (tmp_path / "output").write_text("notes", encoding="utf-8")
    done = run("quarter", tmp_path)
    assert (done.code, (tmp_path / "output").read_text(encoding="utf-8")) == (3, "notes")
    assert "cannot be written to" in done.err


def test_a_report_edited_by_hand_keeps_its_words_whenever_it_is_compiled(returns: Path, tmp_path: Path) -> None:
    compiled(tmp_path)
    report = tmp_path / OUTPUT / "report.docx"
    made = {part.text for part in docx.Document(str(report)).element.body.iter(qn("w:t"))}
    edited_by_hand = docx.Document(str(report))
    edited_by_hand.add_paragraph("A word of my own.")
    edited_by_hand.save(str(report))
    first = b""
    for _ in range(2):
        done = run("quarter", tmp_path)
        assert (done.code, done.err) == (0, "")
        assert f"Wrote {report}" in done.out
        assert "report (2).docx" not in written(tmp_path)
        kept = {part.text for part in docx.Document(str(report)).element.body.iter(qn("w:t"))}
        assert kept - made == {"A word of my own."}
        assert made <= kept
        assert first in (b"", report.read_bytes())
        first = report.read_bytes()


def test_the_second_of_two_runs_says_who_holds_the_folder(returns: Path, tmp_path: Path) -> None:
    with one_at_a_time(tmp_path / OUTPUT, lambda: "09:30 on 14/07/2008"):
        done = run("quarter", tmp_path)
        assert written(tmp_path) == [".compile-lock"]
    assert done.code == 3
    assert f"Another run is writing to '{tmp_path / OUTPUT}'" in done.err
    assert "since 09:30 on 14/07/2008" in done.err
    assert run("quarter", tmp_path).code == 0


def test_a_dry_run_says_everything_and_writes_nothing(returns: Path, tmp_path: Path) -> None:
    (returns / "Care.xlsx").unlink()
    done = run("quarter", tmp_path, "--dry-run", "--strict")
    assert (done.code, written(tmp_path)) == (0, [])
    assert "The report is a DRAFT. The return of Care Services is missing." in done.out


# --- plans and the quarter before ---


def test_a_plan_that_is_no_workbook_is_named_with_the_command_that_tells_of_it(returns: Path, tmp_path: Path) -> None:
    (tmp_path / "workbooks/town/2008-09/plan/Care.xlsx").write_bytes(b"")
    out = compiled(tmp_path)
    assert "plan/Care.xlsx is empty." in out.splitlines()
    assert "Care Services received" in squeezed(out)
    assert out.splitlines()[-1] == "Next: compile check --plan --year 2008-09 --quarter Q1"
    assert "plan/Care.xlsx is empty." in squeezed(run("check", tmp_path, "--plan").out)
    assert run("quarter", tmp_path, "--final").code == 1


def test_a_return_of_the_quarter_before_that_is_no_workbook_is_named(returns: Path, tmp_path: Path) -> None:
    before = tmp_path / "workbooks/town/2007-08/Q4"
    before.mkdir(parents=True)
    (before / "Care.xlsx").write_bytes(no_workbook("html"))
    out = compiled(tmp_path)
    said = "2007-08/Q4/Care.xlsx is a web page, perhaps a sign-in page, not a workbook."
    assert said in out.splitlines()
    assert "DRAFT" not in out
