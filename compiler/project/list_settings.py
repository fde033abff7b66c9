"""How a list is taken over, kept beside the department's workbooks as a text file that a person may change."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from compiler.domain.book import Book
from compiler.domain.frozen import dataclass, field
from compiler.domain.period import Year
from compiler.domain.text import clean, fold, nearest
from compiler.profile.build import Problems, build
from compiler.profile.heading import heading_words
from compiler.profile.model import Profile
from compiler.profile.toml import NotToml, read_toml, settings_text
from compiler.project.find import Project, WrongUse
from compiler.returns.list_mapping import (
    DIVISION,
    WORDED,
    Heading,
    TakenAs,
    columns_to_take,
    named_headings,
    sheets_to_take,
)

FOLDER = "imports"


@dataclass(frozen=True, slots=True)
class ListSettings:
    """How one list is taken over: its sheet and row of headings, as what, whose, and what each heading means.

    `columns` gives for each heading the key of a column of the profile, 'division', or '' to leave it out.
    """

    sheet: str
    heading_row: int
    what: str
    division: str = ""
    tier: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)


def settings_path(project: Project, name: str) -> Path:
    """Where the settings of the list of that file name are kept."""
    return project.workbooks / FOLDER / f"{name}.toml"


def settings_of(taken: TakenAs, division: str, tier: str) -> ListSettings:
    """The settings that say what was guessed."""
    columns = {heading.words: heading.key for heading in taken.headings}
    return ListSettings(taken.sheet, taken.row, taken.what, division, tier, columns)


def written(name: str, settings: ListSettings, profile: Profile) -> str:
    """The settings as TOML, with what may stand in them."""
    spec = next(sheet for sheet in profile.sheets if sheet.key == settings.what)
    keys = [column.key for column in columns_to_take(spec, settings.tier)]
    lines = [
        f"# How '{' '.join(clean(name).split())}' is taken over. Change what is wrong, and import the list again.",
        f"sheet = {_quoted(settings.sheet)}",
        f"heading_row = {settings.heading_row}",
        f"what = {_quoted(settings.what)}            # {', '.join(each.key for each in sheets_to_take(profile))}",
        f"division = {_quoted(settings.division)}       # whose rows they are, where no column says so",
        f"tier = {_quoted(settings.tier)}        # {', '.join(tier.key for tier in profile.tiers)}",
        "",
        "# Each heading of the list, and what it is in the plan:",
        f"# {', '.join(keys)};",
        f'# {DIVISION} for the column that names the division of each row; "" leaves a heading out.',
        "[columns]",
        *(f"{_quoted(heading)} = {_quoted(key)}" for heading, key in settings.columns.items()),
    ]
    return "\n".join(lines) + "\n"


def _quoted(words: str) -> str:
    return json.dumps(clean(words), ensure_ascii=False).replace("\x7f", "")


def read_settings(path: Path) -> ListSettings:
    """The settings as they stand; WrongUse with every mistake and its line where they cannot be used."""
    try:
        text = settings_text(path)
        table = read_toml(text)
    except NotToml as fault:
        raise WrongUse(f"'{path.name}' cannot be read as TOML: {fault}.") from None
    problems = Problems(path.name, text)
    settings = build(ListSettings, table, "", problems)
    if settings is None or problems.found:
        raise WrongUse("\n".join(map(str, problems.found)))
    return settings


def taken_as(path: Path, settings: ListSettings, book: Book, profile: Profile) -> TakenAs:
    """What the settings make of a list; WrongUse with every mistake and its line where they do not fit it."""
    problems = Problems(path.name, path.read_text(encoding="utf-8") if path.is_file() else "")
    spec = next((each for each in sheets_to_take(profile) if each.key == settings.what), None)
    sheet = next((each for each in book.sheets if fold(each.name) == fold(settings.sheet)), None)
    if spec is None:
        problems.add("what", _no_such("thing to take over", settings.what, [s.key for s in sheets_to_take(profile)]))
    if sheet is None:
        problems.add("sheet", _no_such("sheet", settings.sheet, [each.name for each in book.sheets]))
    if settings.tier and profile.tier(settings.tier) is None:
        problems.add("tier", _no_such("tier", settings.tier, [tier.key for tier in profile.tiers]))
    if spec is None or sheet is None or problems.found:
        raise WrongUse("\n".join(map(str, problems.found)))
    headings = named_headings(sheet, settings.heading_row)
    keys = [*(column.key for column in columns_to_take(spec, settings.tier)), DIVISION]
    _check_columns(settings, headings, keys, problems)
    if WORDED[spec.kind] not in settings.columns.values():
        name = next(column.heading for column in spec.columns if column.key == WORDED[spec.kind])
        problems.add("columns", f"no heading is taken as '{WORDED[spec.kind]}' ({name}), which every row needs")
    if problems.found:
        raise WrongUse("\n".join(map(str, problems.found)))
    said = {fold(heading): key for heading, key in settings.columns.items()}
    return TakenAs(
        sheet.name,
        settings.heading_row,
        spec.key,
        tuple(
            Heading(place, words, said.get(fold(words), ""), "as you said", _example(book, sheet.name, place, settings))
            for place, words in headings.items()
        ),
    )


def _example(book: Book, sheet: str, place: int, settings: ListSettings) -> str:
    found = book.sheet(sheet)
    rows = found.rows.items() if found else ()
    return next((cells[place].shown for row, cells in rows if row > settings.heading_row and place in cells), "")


def _check_columns(settings: ListSettings, headings: Mapping[int, str], keys: list[str], problems: Problems) -> None:
    seen: dict[str, str] = {}
    for heading, key in settings.columns.items():
        path = f"columns.{heading}"
        if fold(heading) not in map(fold, headings.values()):
            words = _no_such(f"heading in row {settings.heading_row}", heading, list(headings.values()))
            problems.add(path, words)
        if key and key not in keys:
            problems.add(path, _no_such("column", key, keys))
        elif key and key in seen:
            problems.add(path, f"'{key}' is what '{seen[key]}' is taken as already")
        seen[key] = heading


def _no_such(what: str, words: str, there: list[str]) -> str:
    close = nearest(words, there)
    hint = f"did you mean '{close}'?" if close else f"there are {', '.join(there) or 'none'}"
    return f"there is no {what} called '{words}'; {hint}"


def meaning(profile: Profile, what: str, key: str, year: Year) -> str:
    """What a key means, in the words of the plan's heading."""
    spec = next(each for each in profile.sheets if each.key == what)
    column = spec.column(key)
    return "Division" if key == DIVISION else heading_words(column.heading, year) if column else ""
