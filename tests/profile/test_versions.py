"""Earlier versions of a form: how old it is, what it had otherwise, and mistakes in what a profile says of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from compiler.domain.book import Book, Cell, CellKind, sheet_of
from compiler.domain.period import Period, Year
from compiler.domain.record import Kind, State
from compiler.domain.returned import Identity, Role
from compiler.profile.department import Department, Division
from compiler.profile.load import load_profile
from compiler.profile.model import Profile
from compiler.profile.versions import Age, age_of, since, told, words_now
from compiler.returns.parse import Expected, parse_book

ROOT = Path(__file__).parents[2]
OURS = """
extends = "base"
version = "3"

[[versions]]
version = "1"
sheets = { actions = "Key actions" }
headings = { "actions.progress" = "Position", "actions.rating" = "Progress" }
words = { rating = { "On track" = "Fine", "Stuck" = "Red" } }
without = ["milestones", "actions.remedy", "risks"]
dropped = { actions = ["Cost centre"] }

[[versions]]
version = "2"
headings = { "actions.progress" = "Progress made" }
words = { rating = { "Fine" = "Green" } }
"""


def load(folder: Path, text: str) -> tuple[Profile | None, list[str]]:
    (folder / "ours").mkdir()
    (folder / "ours" / "profile.toml").write_text(text, encoding="utf-8")
    loaded = load_profile("ours", (folder, ROOT / "templates"))
    return loaded.profile, [str(problem) for problem in loaded.problems]


@pytest.fixture
def ours(tmp_path: Path) -> Profile:
    profile, problems = load(tmp_path, OURS)
    assert profile is not None, problems
    return profile


@pytest.mark.parametrize(
    ("version", "profile", "age"),
    [
        ("3", "ours", Age.PRESENT),
        ("", "", Age.PRESENT),
        ("1", "", Age.EARLIER),
        ("2", "Ours", Age.EARLIER),
        ("4", "ours", Age.NEWER),
        ("3.1", "", Age.NEWER),
        ("10", "", Age.NEWER),
        ("0.9", "", Age.UNKNOWN),
        ("draft", "", Age.UNKNOWN),
        ("9", "another", Age.PRESENT),
    ],
)
def test_how_old_a_form_is(ours: Profile, version: str, profile: str, age: Age) -> None:
    assert age_of(ours, Identity(version=version, profile=profile)) is age


def test_what_changed_is_told_and_words_are_followed_through_the_versions(ours: Profile) -> None:
    first = since(ours, Identity(version="1"))
    assert words_now(first) == {"rating": {"on track": "Green", "stuck": "Red", "fine": "Green"}}
    assert list(told(ours, first)) == [
        "the sheet 'Key actions' is now 'Actions'",
        "'Position' on the sheet Actions is now 'Progress this quarter'",
        "'Progress' on the sheet Actions is now 'Rating'",
        "'On track' is now 'Fine'",
        "'Stuck' is now 'Red'",
        "'Progress made' on the sheet Actions is now 'Progress this quarter'",
        "'Fine' is now 'Green'",
    ]
    assert since(ours, Identity(version="3")) == ()


def workbook(version: str, sheet: str, *rows: tuple[str, ...]) -> Book:
    cells = [Cell(at, n, words, CellKind.TEXT) for at, row in enumerate(rows, 1) for n, words in enumerate(row, 1)]
    said = {"division": "care", "year": "2008-09", "period": "Q1", "role": "return", "version": version}
    return Book("Care.xlsx", "", (sheet_of(sheet, [cell for cell in cells if cell.raw]),), said)


def read(profile: Profile, book: Book) -> tuple[list[dict[str, tuple[str, object, str]]], list[str]]:
    """What each action says under the return's columns, and the faults of the sheet's shape."""
    division = Division("care", "Care", "divisional", lead=True)
    town = Department("town", "Town", "Care", "ours", (division,))
    year = Year(2008)
    back = parse_book(book, Expected(profile, town, Role.RETURN, year, Period(year, 1)))
    rows = [
        {
            key: (entry.raw, getattr(entry.value, "name", entry.value), entry.origin.cell)
            for key, entry in record.entries.items()
            if key in ("rating", "progress") and entry.state is not State.BLANK
        }
        for record in back.of(Kind.ACTION)
    ]
    faults = [f"{each.kind.value}: {each.found or each.expected}" for each in back.faults if each.column or each.found]
    return rows, [each for each in faults if not each.startswith("missing column: ") or "being done" in each]


def test_a_first_form_is_read_as_the_present_one_in_the_teams_own_cells(ours: Profile) -> None:
    rows = (
        ("Ref", "Action", "Progress", "Position", "Cost centre", "Ours"),
        ("CA A01", "Visit", "On track", "Nine of twelve", "4711", "x"),
        ("CA A02", "Train", "Stuck", "None left", "4712", ""),
    )
    assert read(ours, workbook("1", "Key actions", *rows)) == (
        [
            {"rating": ("On track", "Green", "C2"), "progress": ("Nine of twelve", "Nine of twelve", "D2")},
            {"rating": ("Stuck", "Red", "C3"), "progress": ("None left", "None left", "D3")},
        ],
        ["unknown column: Ours"],
    )


def test_the_same_sheet_on_the_present_form_is_read_by_its_own_headings(ours: Profile) -> None:
    rows = (("Ref", "Action", "Progress", "Rating"), ("CA A01", "Visit", "Nine of twelve", "On track"))
    assert read(ours, workbook("3", "Actions", *rows)) == (
        [{"progress": ("Nine of twelve", "Nine of twelve", "C2"), "rating": ("On track", None, "D2")}],
        ["missing column: What is being done (if red)"],
    )


def test_the_version_is_known_from_the_cover_alone(ours: Profile) -> None:
    book = workbook("", "Actions", ("Ref", "Action"), ("CA A01", "Visit"))
    cover = sheet_of("Cover", [Cell(1, 1, "Format", CellKind.TEXT), Cell(1, 2, "ours, version 1", CellKind.TEXT)])
    with_cover = Book(book.name, "", (cover, *book.sheets), {"division": "care"})
    division = Division("care", "Care", "divisional", lead=True)
    town = Department("town", "Town", "Care", "ours", (division,))
    back = parse_book(with_cover, Expected(ours, town, Role.RETURN, Year(2008), Period(Year(2008), 1)))
    assert back.identity.version == "1"
    assert age_of(ours, back.identity) is Age.EARLIER


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('"actions.progress" = "Position"', '"actions.progres" = "Position"',
         "ours/profile.toml, line 8: versions[1].headings: 'actions.progres' is not defined; "
         "did you mean 'actions.progress'?"),
        ('{ actions = "Key actions" }', '{ action = "Key actions" }',
         "ours/profile.toml, line 7: versions[1].sheets: 'action' is not defined; did you mean 'actions'?"),
        ('rating = { "Fine" = "Green" }', 'rating = { "Fine" = "Gren" }',
         "ours/profile.toml, line 16: versions[2].words.rating: 'Gren' is not in the list; did you mean 'Green'?"),
        ('rating = { "Fine"', 'ratings = { "Fine"',
         "ours/profile.toml, line 16: versions[2].words.ratings: there is no list called 'ratings' in this format"),
        ('version = "2"\n', "", "ours/profile.toml, line 13: versions[2]: the key 'version' is missing"),
        ("without =", "witout =",
         "ours/profile.toml, line 10: versions[1].witout: the key 'witout' is not known here; did you mean 'without'?"),
    ],
)  # fmt: skip
def test_mistakes_are_told_with_their_line(tmp_path: Path, before: str, after: str, said: str) -> None:
    assert before in OURS
    assert said in load(tmp_path, OURS.replace(before, after))[1]
