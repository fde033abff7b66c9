"""A sixth council, by the commands of the guide, from an empty folder to its reports of two months: no program changed.

It reports by months, has five ratings of which one is for figures that got better, a 5 × 5 matrix with an appetite
line, and headings in Welsh and English, of which the Welsh ones are printed.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from openpyxl.worksheet.worksheet import Worksheet
from typer.testing import CliRunner

from compiler.cli.app import app

PROFILE = Path(__file__).with_name("profile.toml")
GUIDE = Path(__file__).parents[2] / "templates" / "base" / "guides" / "6 A format of your own.md"
ACTIONS = """\
Ref,Action,By when,Responsible officer,Division
CG 1,Repair all damp homes,30/09/2026,Head of Repairs,Repairs
CG 2,Inspect all lifts,31/03/2027,Head of Repairs,Repairs
CG 3,Gosod cartrefi gwag o fewn 28 diwrnod,31/12/2026,Pennaeth Gosod,Lettings
"""
INDICATORS = """\
Cyf;Diffiniad;Gwell yw;Coch pan;Oren pan;Melyn pan;Gwyrdd pan;Glas pan
D 1;Cartrefi a osodwyd mewn pryd;Higher;below 50%;50% to 69.9%;70% to 79.9%;80% to 89.9%;90% or more
D 2;Galwadau a atebwyd mewn pryd;Higher;below 50%;50% to 69.9%;70% to 79.9%;80% to 89.9%;90% or more
D 3;Rhent a gasglwyd;Higher;below 50%;50% to 69.9%;70% to 79.9%;80% to 89.9%;90% or more
"""
RISKS = """\
Ref,Risk,Score in the plan,Controls
R 1,Contractor fails,4D,Second contractor on call
"""
M01: dict[str, Mapping[str, str]] = {
    "CG 1": {"Statws": "Gwyrdd", "Cynnydd y mis hwn": "40 homes repaired"},
    "CG 2": {"Statws": "Melyn", "Cynnydd y mis hwn": "First lifts inspected"},
    "CG 3": {"Statws": "Glas", "Cynnydd y mis hwn": "Wedi gorffen", "Cwblhawyd ar": "24/04/2026"},
    "D 1": {"Ffigur y mis hwn": "60%", "Statws": "Coch", "Sylwadau": "Diffyg staff; recriwtio nawr"},
    "D 2": {"Ffigur y mis hwn": "66%", "Statws": "Oren"},
    "D 3": {"Ffigur y mis hwn": "95%", "Statws": "Glas"},
    "R 1": {"Sgôr nawr": "4D"},
}
M02: dict[str, Mapping[str, str]] = {
    **M01,
    "D 1": {"Ffigur y mis hwn": "64%", "Statws": "Oren"},
    "D 2": {"Ffigur y mis hwn": "61%", "Statws": "Oren"},
    "D 3": {"Ffigur y mis hwn": "75%", "Statws": "Melyn"},
    "R 1": {"Sgôr nawr": "2C"},
}


def run(folder: Path, *arguments: str) -> str:
    """What a command prints; every one of them has to go well."""
    named = [] if arguments[0] == "new" else ["--folder", str(folder)]
    named = [] if arguments[:2] == ("profile", "describe") else named
    done = CliRunner().invoke(app, [*arguments, *named])
    assert done.exit_code == 0, (arguments, done.output)
    return done.output


def fill_in(folder: Path, period: str, answers: Mapping[str, Mapping[str, str]], english: bool = False) -> None:
    """The teams fill in their returns and send them back; one of them has written English over the headings."""
    for path in sorted((folder / "output" / "housing" / "2026-27" / period / "returns").glob("*.xlsx")):
        book = openpyxl.load_workbook(path)
        for sheet in book.worksheets:
            _fill_sheet(sheet, answers)
            if english and path.stem == "Repairs":
                _in_english(sheet)
        home = folder / "workbooks" / "housing" / "2026-27" / period
        home.mkdir(parents=True, exist_ok=True)
        book.save(home / path.name)


def _fill_sheet(sheet: Worksheet, answers: Mapping[str, Mapping[str, str]]) -> None:
    headings: dict[str, int] = {}
    for at, row in enumerate(sheet.iter_rows(), start=1):
        if row[0].value == "Cyf":
            headings = {str(cell.value): place for place, cell in enumerate(row, start=1) if cell.value}
        for heading, words in answers.get(str(row[0].value), {}).items():
            sheet.cell(at, headings[heading], words)


ENGLISH = {"Cyf": "Ref", "Cam gweithredu": "Action", "Statws": "Status", "Cynnydd y mis hwn": "Progress this month"}


def _in_english(sheet: Worksheet) -> None:
    for row in sheet.iter_rows():
        if row[0].value == "Cyf":
            for cell in row:
                cell.value = ENGLISH.get(str(cell.value), cell.value)


@dataclass(frozen=True)
class Made:
    """The council's folder with two months in it."""

    folder: Path

    def output(self, period: str, name: str) -> Path:
        return self.folder / "output" / "housing" / "2026-27" / period / name


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("glasdale")
    run(folder, "profile", "new", "glasdale")
    shutil.copy(PROFILE, folder / "templates" / "glasdale" / "profile.toml")
    shutil.copytree(PROFILE.with_name("cymraeg"), folder / "templates" / "cymraeg")
    run(folder, "profile", "check", "glasdale")
    run(
        folder, "new", str(folder), "--council", "Cyngor Sir Dyffryn Glas", "--department", "Housing Department",
        "--division", "Repairs", "--division", "Lettings", "--profile", "glasdale", "--year", "2026-27",
    )  # fmt: skip
    for name, text, options in (
        ("actions.csv", ACTIONS, ()),
        ("dangosyddion.csv", INDICATORS, ("--division", "Lettings")),
        ("risks.csv", RISKS, ("--division", "Repairs")),
    ):
        (folder / name).write_text(text, encoding="utf-8")
        run(folder, "import", str(folder / name), *options, "--year", "2026-27", "--yes")
    run(folder, "check", "--plan", "--year", "2026-27", "--quarter", "M01")
    for period, answers in (("M01", M01), ("M02", M02)):
        run(folder, "issue", "--year", "2026-27", "--quarter", period)
        fill_in(folder, period, answers, english=period == "M02")
        run(folder, "quarter", "--year", "2026-27", "--quarter", period)
    return Made(folder)


def words_of(path: Path) -> str:
    """Every paragraph of a Word document, also those in its slots and tables, one a line."""
    paragraphs = docx.Document(str(path)).element.body.iter(qn("w:p"))
    words = "\n".join("".join(text.text or "" for text in each.iter(qn("w:t"))) for each in paragraphs)
    return words.replace("\xa0", " ").replace("\u2060", "")


def test_nothing_is_found_fault_with_in_either_language(made: Made) -> None:
    for period in ("M01", "M02"):
        checked = run(made.folder, "check", "--year", "2026-27", "--quarter", period)
        assert " error" not in checked.replace("0 errors", ""), checked


def ratings(made: Made, period: str) -> dict[str, str]:
    """The rating that counts for each indicator, as the master workbook has it."""
    sheet = openpyxl.load_workbook(made.output(period, "master.xlsx"), read_only=True)["Dangosyddion"]
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    at = next(number for number, row in enumerate(rows) if "Cyf" in row)
    reference, rating = rows[at].index("Cyf"), rows[at].index("Statws")
    return {str(row[reference]): str(row[rating]).split()[-1] for row in rows[at + 1 :] if row[reference]}


def test_orange_is_for_figures_that_got_better(made: Made) -> None:
    """In the first month nothing says which way a figure went, and the team's own rating counts."""
    assert ratings(made, "M01") == {"D 1": "Coch", "D 2": "Oren", "D 3": "Glas"}
    assert ratings(made, "M02") == {"D 1": "Oren", "D 2": "Coch", "D 3": "Melyn"}


def test_the_team_s_own_rating_stands_beside_that_of_the_figures(made: Made) -> None:
    """The second indicator fell: what the team still calls orange counts as red, and both are told."""
    words = words_of(made.output("M02", "report.docx"))
    assert "D 2 Galwadau a atebwyd mewn pryd – ▼ Coch (Oren yn Ebrill 2026)" in words
    assert "Ffigur: 61%\nCyfeiriad: ▼ gwaeth ers Ebrill 2026 (66%)." in words


def test_what_the_format_has_not_is_not_told_of(made: Made) -> None:
    words = words_of(made.output("M02", "report.docx"))
    assert "Dangosydd\nFfigur\nStatws yn Ebrill 2026\nStatws nawr\n" in words
    assert not re.search(r"Targed\n|nid yn y cynllun|[Cc]anlyniad yw|Carreg", words)


def test_the_report_speaks_of_months_in_the_council_s_words(made: Made) -> None:
    words = words_of(made.output("M02", "report.docx"))
    for said in (
        "Adroddiad misol: Mai 2026",
        "[i'r swyddog ei ysgrifennu: beth yw diben yr adroddiad]",
        "■ Glas: wedi'i gwblhau, neu ymhell uwchlaw'r targed",
        "Tri dangosyddion â statws yn ôl y terfynau y mae'r cynllun yn eu gosod i bob un.",
        "Mae Tabl 2 yn crynhoi cynnydd y tri ymrwymiadau yn y Cynllun Gwasanaeth.",
        "Cyf\nCam gweithredu\nErbyn pryd\nSwyddog cyfrifol\nStatws yn Ebrill 2026\nStatws\nCynnydd y mis hwn",
    ):
        assert said in words
    assert not re.search(r"\bquarter|chwarter", words, re.IGNORECASE)


def test_the_matrix_has_its_appetite_line(made: Made) -> None:
    april, may = (words_of(made.output(period, "report.docx")) for period in ("M01", "M02"))
    line = "Y llinell drwchus yw'r awydd risg, ac mae ▲ yn nodi'r sgoriau uwch ei phen."
    assert f"{line} Uwch ei phen: un risg." in april
    assert f"{line} Uwch ei phen: dim risgiau." in may
    assert "R 1 Contractor fails: o 4D (Tebygol, Mawr) i 2C (Annhebygol, Cymedrol)." in may


def test_every_command_of_the_guide_was_tried_here() -> None:
    """The guide's steps are those of this test, and each of its commands is one that the program has."""
    commands = re.findall(r"`compile ((?:profile )?[\w-]+)", GUIDE.read_text(encoding="utf-8"))
    assert list(dict.fromkeys(commands)) == [
        "profile new", "profile describe", "profile check", "new", "import", "check", "issue", "quarter",
    ]  # fmt: skip
