"""The workbook that checks itself: its formulas, calculated by LibreOffice, say of each row what the check says."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.formula.translate import Translator
from openpyxl.utils import coordinate_to_tuple, get_column_letter
from openpyxl.worksheet.formula import ArrayFormula

from compiler.domain.book import Book
from compiler.domain.condition import Row, holds
from compiler.domain.figures import PERCENT
from compiler.domain.origin import column_letters
from compiler.domain.record import Kind, Record
from compiler.domain.returned import Return, Role
from compiler.domain.value_model import Value
from compiler.profile.load import load_profile
from compiler.profile.model import Profile
from compiler.profile.model import Tolerance as Allowed
from compiler.profile.row_checks import PLACEHOLDERS
from compiler.profile.weighing import Weighing
from compiler.returns.form import Form
from compiler.returns.issue import issue_workbook
from compiler.returns.issue_asked import Check, checks_of, is_row, records_of
from compiler.returns.issue_formula import Approved, Sight, surely
from compiler.returns.issue_ready import verdict_words
from compiler.returns.parse import Expected, parse_book
from compiler.returns.reader import read_book
from compiler.rules.case import Case
from compiler.rules.registry import check
from tests import office
from tests.returns.filled_in import filled_in, plainly
from tests.validators import validate_xlsx

ROOT = Path(__file__).parents[2]
APPROVED = Approved(*(f"Approved_{what}" for what in ("rows", "due", "low", "high", "floor", "roof", "factor")))
ROWS = 160

NOT_TOLD = {
    ("Milestones", "rating"): "F",
    ("Milestones", "progress"): "G",
    ("Milestones", "completed"): "H",
    ("Risks", "target"): "K",
}
"""Where columns stand of which no row says anything."""

Place = tuple[str, str, str]
"""A code, a sheet and a cell."""


def profile(name: str) -> Profile:
    loaded = load_profile(name, (ROOT / "templates",))
    assert loaded.profile is not None, loaded.problems
    return loaded.profile


def filled() -> tuple[Form, ...]:
    tolerant = replace(profile("base"), tolerance=Allowed("5", "percent"))
    return filled_in(profile("hartlepool"), 1, ROWS), filled_in(tolerant, 2, ROWS)


def finished() -> Profile:
    """The base format, in which a green action is a completed one."""
    base = profile("base")
    assert base.ratings
    states = tuple(replace(state, done=state.key == "green") for state in base.ratings.states)
    return replace(base, ratings=replace(base.ratings, states=states))


def read(form: Form, data: bytes) -> Return:
    book = read_book(data, "Strategy.xlsx")
    assert isinstance(book, Book), book
    return parse_book(book, Expected(form.profile, form.department, Role.RETURN, form.year, form.period))


def told(form: Form, returned: Return) -> frozenset[Place]:
    """What the check points at, of all that the workbook asks too."""
    case = Case(form.profile, form.department, form.year, form.period, returns=(returned,))
    claimed = {(each.asked.code, each.sheet.name) for each in every_check(form)}
    places = ((each.code, each.origin.sheet, each.origin.cell) for each in check(case))
    return frozenset(place for place in places if place[:2] in claimed)


def every_check(form: Form) -> Iterator[Check]:
    return (each for sheet in form.sheets for each in checks_of(form, sheet))


def ready(book: Any) -> list[tuple[object, ...]]:
    return [tuple(row) for row in load_workbook(book, data_only=True)["Ready to send"].iter_rows(values_only=True)]


def probed(form: Form, data: bytes) -> bytes:
    """The workbook with a sheet in which each count's formula says 1 or 0 of each row, and each format's of each cell.

    openpyxl keeps no results of formulas, so all that stands in it later was calculated anew.
    """
    book = load_workbook(BytesIO(data))
    probe = book.create_sheet("Probe")
    for column, each in enumerate(every_check(form), 1):
        names = {c.key: f"{each.sheet.key}_{c.key}" for c in form.columns(each.sheet) if c.part != "beside"}
        sight = Sight(lambda key, names=names: names.get(key, ""), f"{each.sheet.key}_every_cell", APPROVED)  # type: ignore[misc]
        first, last = rows_of(book, names[each.column.key])
        area = f"{get_column_letter(column)}{first}:{get_column_letter(column)}{last}"
        probe[area.split(":")[0]] = ArrayFormula(area, f"={surely(each.when, sight)}*1")
    return saved(book)


def formats_probed(data: bytes) -> bytes:
    """The workbook with each format's formula beside the cells that it is for, 100 columns to the right of them."""
    book = load_workbook(BytesIO(data))
    for sheet in book.worksheets:
        for area in sheet.conditional_formatting if sheet.title not in ("Cover", "Ready to send") else ():
            start = str(area.sqref).split(":")[0]
            top, column = coordinate_to_tuple(start)
            for row in range(top, top + 20):
                cell = f"{get_column_letter(column)}{row}"
                formulas = [Translator(f"={rule.formula[0]}", start).translate_formula(cell)[1:] for rule in area.rules]
                sheet.cell(row, column + 100).value = "=" + "+".join(f"({formula})*1" for formula in formulas)
    return saved(book)


def saved(book: Any) -> bytes:
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def rows_of(book: Any, name: str) -> tuple[int, int]:
    first, last = book.defined_names[name].attr_text.split("!")[1].split(":")
    return int(first.split("$")[2]), int(last.split("$")[2])


def held(form: Form, path: Path) -> frozenset[Place]:
    """The cells that the formulas hold something against."""
    book = load_workbook(path, data_only=True)
    found: set[Place] = set()
    for column, each in enumerate(every_check(form), 1):
        name = f"{each.sheet.key}_{each.column.key}"
        letters, (first, last) = book.defined_names[name].attr_text.split("$")[1], rows_of(book, name)
        values = {row: book["Probe"].cell(row, column).value for row in range(first + 1, last + 1)}
        assert set(values.values()) <= {0, 1}, (each.asked.code, name, values)
        found |= {(each.asked.code, each.sheet.name, f"{letters}{row}") for row, value in values.items() if value}
    return frozenset(found)


def as_nil_return(data: bytes) -> bytes:
    """The workbook marked as a nil return on its cover, with the ratings that it had taken out again."""
    book = load_workbook(BytesIO(data))
    for row in book["Cover"].iter_rows():
        if row[0].value == "Nothing to report":
            row[1].value = "Yes"
    for sheet, column in (("Actions", "I"), ("Indicators", "M")):
        for cell in book[sheet][column]:
            if cell.value in ("Red", "Amber", "Green"):
                cell.value = None
    return saved(book)


@dataclass(frozen=True)
class Calculated:
    """A return as LibreOffice calculated it: the form, its bytes as issued, what was read from them, the new file."""

    form: Form
    data: bytes
    returned: Return
    path: Path


@pytest.fixture(scope="module")
def calculated(tmp_path_factory: pytest.TempPathFactory) -> list[Calculated]:
    """Two returns filled in at random with their probes, then a plain one with and without those of its formats."""
    if not office.office():
        pytest.skip("not installed here: LibreOffice")
    folder = tmp_path_factory.mktemp("live")
    plain = plainly(finished())
    made = [(form, issue_workbook(form)) for form in (*filled(), plain, plain)]
    for number, (form, data) in enumerate(made):
        written = formats_probed(data) if number == 3 else probed(form, data)
        (folder / f"{number}.xlsx").write_bytes(written)
    made.append((plain, as_nil_return(issue_workbook(plain))))
    (folder / f"{len(made) - 1}.xlsx").write_bytes(made[-1][1])
    paths = office.saved_again([folder / f"{number}.xlsx" for number in range(len(made))], folder)
    return [Calculated(form, data, read(form, data), path) for (form, data), path in zip(made, paths, strict=True)]


# --- row by row -------------------------------------------------------------------------------------------------------

_PLAIN_DAY = re.compile(r"\s*(?:\d\d/\d\d/20\d\d|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec) 20\d\d)\s*", re.I)
_PLAIN_FIGURE = re.compile(r"-?\d+(?:\.\d*[1-9])?(?:\.0)?%?")


def may_be_missed(place: Place, record: Record) -> str:
    """Why a formula may be silent where the check is not; '' where it should have spoken."""
    own = next(entry for entry in record.entries.values() if entry.origin.cell == place[2]).raw
    rating = record.entry("rating").raw.replace("\u00a0", " ").strip()
    silent = " ".join(record.entry(key).raw for key in ("progress", "reason", "remedy", "commentary", "completed"))
    reasons = {
        "letters that only look right, or none that is plain": not rating.isascii() or not own.isascii(),
        "punctuation after the rating": rating != rating.rstrip(" .!-"),
        "a placeholder that is not of the short list": place[0] == "C215" and own.strip().lower() not in PLACEHOLDERS,
        "'n / a' is written with spaces": "n / a" in silent,
        "a day or month in other words": place[0] in ("R308", "R310") and not _PLAIN_DAY.fullmatch(own),
        "the first of a month may be the month": place[0] == "R310" and own.strip().startswith("01/"),
        "a figure in words, or rounded": place[0] == "R306" and not _PLAIN_FIGURE.fullmatch(record.text("figure")),
        "a target in words": place[0] == "R306" and bool(re.search("£|Maths|Reduce|per", record.text("target"))),
        "a new row, of which nothing is approved": place[0] in ("R306", "R309") and not record.identity,
        "a figure over 150%": place[0] == "R306" and record.text("figure") in ("120%", "500%"),
    }
    return next((reason for reason, true in reasons.items() if true), "")


def may_be_held(place: Place, record: Record) -> str:
    """Why a formula may speak where the check says something else: it does not see the format of a number."""
    own = next(entry for entry in record.entries.values() if entry.origin.cell == place[2])
    if place[0] in ("R308", "R310") and own.raw.isdigit():
        return "a bare number where a date should be"
    figure, target = record.read("figure", Value), record.text("target")
    differ = figure is not None and (figure.unit == PERCENT) != target.endswith("%")
    return "a figure shown in another unit than its target" if place[0] == "R306" and differ else ""


def test_the_formulas_and_the_check_agree_on_every_row(calculated: list[Calculated]) -> None:
    agreed: Counter[str] = Counter()
    apart: list[tuple[str, Place, str]] = []
    for each in calculated[:2]:
        rows = {(record.origin.sheet, record.origin.row): record for record in each.returned.records}
        found, pointed = held(each.form, each.path), told(each.form, each.returned)
        agreed.update(code for code, _, _ in found & pointed)
        for place in found ^ pointed:
            record = rows[place[1], int("".join(filter(str.isdigit, place[2])))]
            reason = may_be_held(place, record) if place in found else may_be_missed(place, record)
            apart.append((reason, place, str({key: entry.raw for key, entry in record.entries.items() if entry.raw})))
    assert [each for each in apart if not each[0]] == []
    assert {code: number >= 8 for code, number in agreed.items()} == dict.fromkeys(
        ("C206", "C215", "R301", "R302", "R303", "R304", "R306", "R308", "R309", "R310"), True
    )


def test_what_the_formats_show_is_what_the_sheet_counts(calculated: list[Calculated]) -> None:
    plain, shown = calculated[2:4]
    book = load_workbook(shown.path, data_only=True)
    cells = {
        (sheet.title, f"{get_column_letter(cell.column - 100)}{cell.row}")
        for sheet in book.worksheets
        for row in sheet.iter_rows(min_col=101)
        for cell in row
        if cell.value
    }
    assert cells == {place[1:] for place in told(plain.form, plain.returned)}
    assert len(cells) == 14


# --- the sheet --------------------------------------------------------------------------------------------------------


def counted(form: Form, places: frozenset[Place], columns: Mapping[tuple[str, str], str]) -> list[tuple[object, ...]]:
    """What the sheet should say by the check's findings: sheet, column, what is amiss, how many, the first row."""
    lines: list[tuple[object, ...]] = []
    for each in sorted(every_check(form), key=lambda one: not one.blocks):
        letters = columns[each.sheet.name, each.column.key]
        found = [
            int(cell.removeprefix(letters))
            for code, sheet, cell in places
            if (code, sheet) == (each.asked.code, each.sheet.name) and re.fullmatch(rf"{letters}\d+", cell)
        ]
        first = min(found, default=None)
        link = f"{each.sheet.name} {letters}{first}" if found else None
        lines.append(
            (each.sheet.name, form.heading(each.sheet, each.column), each.asked.title, len(found), first, link)
        )
    return lines


def columns_of(returned: Return) -> dict[tuple[str, str], str]:
    """The letters of each column, by its sheet and its key."""
    return {
        (record.origin.sheet, key): column_letters(entry.origin.column)
        for record in returned.records
        for key, entry in record.entries.items()
    }


def lines_of(grid: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
    """The lines of the sheet that are about rows."""
    return [row for row in grid if isinstance(row[3], int) and row[1] and row[0] != "Cover"]


NOTHING = (None,) * 6
GUIDE = (
    "This sheet counts by itself while you fill in the others. It asks what the check asks of each row when the return",
    "arrives. The check reads more than a formula can, and compares workbooks: it may still find something.",
    "In the other sheets, cells look like this:",
)
PLAIN_READY: list[tuple[object, ...]] = [
    ("Ready to send? Strategy & Support, Quarter 2 2008/09", *NOTHING[1:]),
    NOTHING,
    ("Not ready: 11 things missing or wrong. 6 to look at again", *NOTHING[1:]),
    *((words, *NOTHING[1:]) for words in GUIDE),
    ("such a cell", "missing or wrong", None, None, None, None),
    ("such a cell", "to be looked at again", None, None, None, None),
    NOTHING,
    ("Has to be put right before it is sent", None, None, 11, None, None),
    ("Sheet", "Column", "What is amiss", "How many", "First in row", "Go there"),
    ("Actions", "Rating", "An answer that every row needs is missing", 1, 11, "Actions I11"),
    ("Actions", "Rating", "A word that is not in its list", 1, 8, "Actions I8"),
    ("Actions", "Progress this quarter", "Progress is not told", 2, 7, "Actions J7"),
    ("Actions", "Why (if red)", "A reason or a remedy is missing", 1, 7, "Actions K7"),
    ("Actions", "What is being done (if red)", "A reason or a remedy is missing", 1, 7, "Actions L7"),
    ("Actions", "Completed on", "The date of completion is missing", 0, None, None),
    ("Milestones", "Rating", "A word that is not in its list", 0, None, None),
    ("Indicators", "Provisional or final", "A word that is not in its list", 0, None, None),
    ("Indicators", "Rating", "An answer that every row needs is missing", 0, None, None),
    ("Indicators", "Rating", "A word that is not in its list", 0, None, None),
    ("Indicators", "Commentary", "A reason or a remedy is missing", 1, 7, "Indicators M7"),
    ("Risks", "Score now", "An answer that every row needs is missing", 1, 5, "Risks J5"),
    ("Risks", "Score now", "A word that is not in its list", 0, None, None),
    ("Risks", "Target score", "A word that is not in its list", 0, None, None),
    ("Cover", "Prepared by", "The return is not signed off", 0, None, None),
    ("Cover", "Prepared on", "The return is not signed off", 1, 10, "Cover B10"),
    ("Cover", "Checked by", "The return is not signed off", 1, 11, "Cover B11"),
    ("Cover", "Checked on", "The return is not signed off", 1, 12, "Cover B12"),
    NOTHING,
    ("Please look at it again; it can be sent as it is", None, None, 6, None, None),
    ("Sheet", "Column", "What is amiss", "How many", "First in row", "Go there"),
    ("Actions", "Rating", "Late, and nothing is said of it", 1, 6, "Actions I6"),
    ("Actions", "Progress this quarter", "A placeholder", 0, None, None),
    ("Actions", "Why (if red)", "A placeholder", 0, None, None),
    ("Actions", "What is being done (if red)", "A placeholder", 0, None, None),
    ("Actions", "By when", "A new date that has passed", 1, 10, "Actions M10"),
    ("Actions", "Completed on", "A date of completion that cannot be", 1, 9, "Actions N9"),
    ("Milestones", "Progress this quarter", "A placeholder", 0, None, None),
    ("Milestones", "Completed on", "A date of completion that cannot be", 0, None, None),
    ("Indicators", "Period of the figure", "A placeholder", 0, None, None),
    ("Indicators", "Rating", "A rating that its figures contradict", 3, 5, "Indicators L5"),
    ("Indicators", "Commentary", "A placeholder", 0, None, None),
    ("Risks", "Change in controls", "A placeholder", 0, None, None),
    ("Risks", "Further actions", "A placeholder", 0, None, None),
]


def test_the_sheet_of_a_plain_return_whole(calculated: list[Calculated]) -> None:
    plain = calculated[2]
    assert ready(BytesIO(plain.data)) == PLAIN_READY


def test_the_results_that_are_issued_are_those_that_are_calculated(calculated: list[Calculated]) -> None:
    plain = calculated[2]
    assert ready(BytesIO(plain.data)) == ready(plain.path)


def test_the_sheet_counts_what_the_check_finds(calculated: list[Calculated]) -> None:
    plain = calculated[2]
    places, columns = told(plain.form, plain.returned), columns_of(plain.returned)
    there = {line[0] for line in counted(plain.form, places, {**NOT_TOLD, **columns})}
    assert lines_of(ready(plain.path)) == counted(plain.form, places, {**NOT_TOLD, **columns})
    assert there == {"Actions", "Milestones", "Indicators", "Risks"}


def test_a_nil_return_is_not_asked_for_its_ratings(calculated: list[Calculated]) -> None:
    nil = calculated[4]
    places = told(nil.form, nil.returned)
    asked = [line for line in lines_of(ready(nil.path)) if line[2] == "An answer that every row needs is missing"]
    assert [line[:4] for line in asked] == [
        ("Actions", "Rating", "An answer that every row needs is missing", 0),
        ("Indicators", "Rating", "An answer that every row needs is missing", 0),
        ("Risks", "Score now", "An answer that every row needs is missing", 0),
    ]
    assert lines_of(ready(nil.path)) == counted(nil.form, places, {**NOT_TOLD, **columns_of(nil.returned)})


def test_rows_that_were_inserted_and_sorted_and_a_new_column_are_counted_too(tmp_path: Path) -> None:
    if not office.office():
        pytest.skip("not installed here: LibreOffice")
    form = plainly(finished())
    (tmp_path / "issued.xlsx").write_bytes(issue_workbook(form))
    code = (Path(__file__).parent / "rework.bas").read_text(encoding="utf-8")
    paths = f'"{tmp_path / "issued.xlsx"}", "{tmp_path / "reworked.xlsx"}"'
    office.run_basic(code, f"Rework({paths})", tmp_path)
    returned = read(form, (tmp_path / "reworked.xlsx").read_bytes())
    places, columns = told(form, returned), columns_of(returned)
    assert [r.text("reference") for r in returned.of(Kind.ACTION)] == [
        "ST A78",
        "ST A77",
        *(f"ST A{n}" for n in range(7, 0, -1)),
    ]
    assert lines_of(ready(tmp_path / "reworked.xlsx")) == counted(form, places, {**NOT_TOLD, **columns})
    assert len(places) == len(told(form, read(form, issue_workbook(form)))) + 4


def test_the_validators_find_nothing(tmp_path: Path) -> None:
    (tmp_path / "issued.xlsx").write_bytes(issue_workbook(plainly(finished())))
    assert validate_xlsx(tmp_path / "issued.xlsx") == []


def test_a_return_without_a_fault_is_ready_to_send() -> None:
    form = plainly(finished())
    signed = {"prepared_on": dt.date(2008, 10, 6), "checked_by": "Head of Service", "checked_on": "07/10/2008"}
    form = replace(form, rows={"actions": form.rows["actions"][:1]}, **signed)  # type: ignore[arg-type]
    said = ready(BytesIO(issue_workbook(form)))
    assert said[2][0] == "Ready to send"
    assert {row[3] for row in said if isinstance(row[3], int)} == {0}
    assert told(form, read(form, issue_workbook(form))) == frozenset()


def test_what_a_profile_switches_off_or_weighs_less_is_told_so() -> None:
    form = plainly(replace(finished(), severities={"R301": Weighing("off"), "R303": Weighing("warning")}))
    weights = {each.asked.code: each.blocks for each in every_check(form)}
    assert weights == {
        "C206": True, "C215": False, "R302": True, "R303": False, "R304": True, "R306": False, "R308": False,
        "R309": False, "R310": False,
    }  # fmt: skip


def test_a_plan_and_a_return_that_is_not_to_be_filled_in_ask_nothing() -> None:
    form = replace(plainly(finished()), open=False)
    book = load_workbook(BytesIO(issue_workbook(form)))
    assert "Ready to send" not in book.sheetnames
    assert [sheet.title for sheet in book.worksheets if sheet.conditional_formatting] == []


@pytest.mark.parametrize(
    ("missing", "doubtful", "words"),
    [
        (0, 0, "Ready to send"),
        (0, 2, "Ready to send. 2 to look at again"),
        (1, 0, "Not ready: 1 thing missing or wrong"),
        (5, 1, "Not ready: 5 things missing or wrong. 1 to look at again"),
    ],
)
def test_the_line_over_all(missing: int, doubtful: int, words: str) -> None:
    assert verdict_words(missing, doubtful) == words


def test_the_rows_that_are_asked_are_those_that_are_read() -> None:
    for form in filled():
        returned = read(form, issue_workbook(form))
        for sheet in form.sheets:
            asked = is_row(form, sheet)
            made = sum(holds(asked, Row(record, record)) for record in records_of(form, sheet))
            assert made == sum(record.kind is sheet.kind for record in returned.records), sheet.name
