"""A profile of one's own: started from an example workbook or from another profile, as a text file to go on with."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from compiler.domain.book import Book, NotABook
from compiler.domain.book import Sheet as BookSheet
from compiler.domain.frozen import dataclass
from compiler.domain.period import Year
from compiler.domain.record import Kind
from compiler.domain.regex import regex
from compiler.domain.text import clean, fold, nearest
from compiler.profile.department import Department
from compiler.profile.heading import heading_words
from compiler.profile.load import load_profile
from compiler.profile.model import Column, Profile, Sheet
from compiler.project.find import WrongUse, template_folders
from compiler.project.names import is_kept
from compiler.project.write import write_in_place
from compiler.returns.columns import heading_key
from compiler.returns.list_file import read_list
from compiler.returns.list_mapping import TakenAs, guess

_KEY = regex(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LETTERS = regex(r"[a-z0-9]+")
_YEAR = Year(2000)
_NOBODY = Department("", "", "", "", ())
_MOST_WORDS = 12


@dataclass(frozen=True, slots=True)
class Found:
    """A heading of the example: its words, the column of the profile that it is, and whether that is one of its own."""

    words: str
    column: Column
    own: bool


@dataclass(frozen=True, slots=True)
class FoundSheet:
    """A sheet of the example: its name, the sheet of the profile that it is, and its headings in order."""

    name: str
    spec: Sheet
    headings: tuple[Found, ...]
    rated: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Started:
    """A profile that was written: its path, what was found in the example, and the sheets left out of it."""

    path: Path
    sheets: tuple[FoundSheet, ...] = ()
    left_out: tuple[str, ...] = ()


def start_profile(folder: Path, key: str, example: Path | None = None, extends: str = "base") -> Started:
    """Write templates/KEY/profile.toml; WrongUse where the key cannot be used, is taken, or the example is no help."""
    path = folder / "templates" / key / "profile.toml"
    if not _KEY.fullmatch(key):
        raise WrongUse(f"'{key}' names a folder: write it in small letters, digits and hyphens, as in anytown-housing.")
    if is_kept(key):
        raise WrongUse(f"Windows keeps the name '{key}' for itself, so no folder can have it there. Choose another.")
    if path.exists():
        raise WrongUse(
            f"There is a profile '{key}' already: {path.as_posix()}. Choose another name, or change that one."
        )
    below = load_profile(extends, template_folders(folder))
    if below.profile is None:
        raise WrongUse("\n".join(str(problem) for problem in below.problems))
    sheets, left_out = _sheets_of(example, below.profile) if example else ((), ())
    text = _text(key, extends, below.profile, example, sheets)
    write_in_place(path, text.encode("utf-8"))
    return Started(path, sheets, left_out)


def _sheets_of(example: Path, below: Profile) -> tuple[tuple[FoundSheet, ...], tuple[str, ...]]:
    """What each sheet of the example is; of two that are the same the one with more known headings."""
    book = read_list(example)
    if isinstance(book, NotABook):
        raise WrongUse(f"{book.reason} {book.remedy}".strip())
    found: dict[str, tuple[int, FoundSheet]] = {}
    for sheet in book.sheets:
        made = _found_sheet(book, sheet, below)
        if made is None:
            continue
        known = sum(not heading.own for heading in made.headings)
        if known > found.get(made.spec.key, (0, made))[0]:
            found[made.spec.key] = (known, made)
    sheets = tuple(found[each.key][1] for each in below.sheets if each.key in found)
    if not sheets:
        raise WrongUse(
            f"No sheet of '{example.name}' has a row of headings like those of actions, indicators or risks. "
            "Start from base instead: leave --from out."
        )
    names = {sheet.name for sheet in sheets}
    return sheets, tuple(sheet.name for sheet in book.sheets if sheet.name not in names)


def _found_sheet(book: Book, sheet: BookSheet, below: Profile) -> FoundSheet | None:
    taken = guess(book, below, _NOBODY, _YEAR, sheet=sheet.name)
    if taken is None:
        return None
    spec = next(each for each in below.sheets if each.key == taken.what)
    headings = tuple(_headings(taken, spec))
    rated = next((heading for heading in headings if heading.column.type == "rating"), None)
    return FoundSheet(sheet.name, spec, headings, _words_under(sheet, taken, rated) if rated else ())


def _headings(taken: TakenAs, spec: Sheet) -> Iterator[Found]:
    """Each heading as a column: of the plan as it was guessed, else one that is asked for, else one of its own."""
    used = {heading.key for heading in taken.headings}
    for heading in taken.headings:
        column = spec.column(heading.key) or _asked(heading.words, spec, used)
        if column is not None:
            used.add(column.key)
            yield Found(heading.words, column, own=False)
        else:
            key = _own_key(heading.words, {*used, *(each.key for each in spec.columns)})
            used.add(key)
            yield Found(heading.words, Column(key, heading.words), own=True)


def _asked(words: str, spec: Sheet, used: set[str]) -> Column | None:
    """The column that a return is asked for under such a heading."""
    free = [column for column in spec.columns if column.part != "plan" and column.key not in used]
    names = {
        heading_words(name, _YEAR): column
        for column in free
        for name in (column.heading, *column.aliases, *column.in_lists)
    }
    same = next((column for name, column in names.items() if heading_key(name) == heading_key(words)), None)
    close = nearest(words, list(names))
    return same or (names[close] if close else None)


def _own_key(words: str, taken: set[str]) -> str:
    key = "_".join(_LETTERS.findall(fold(words))[:4]) or "column"
    key = key if key[0].isalpha() else f"c_{key}"
    return key if key not in taken else next(f"{key}_{n}" for n in range(2, 1000) if f"{key}_{n}" not in taken)


def _words_under(sheet: BookSheet, taken: TakenAs, rated: Found) -> tuple[str, ...]:
    """The words that stand under the heading of a rating, each once."""
    place = next(heading.place for heading in taken.headings if heading.words == rated.words)
    cells = (cells[place] for row, cells in sheet.rows.items() if row > taken.row and place in cells)
    words = dict.fromkeys(" ".join(cell.shown.split()) for cell in cells if not cell.blank)
    return tuple(words)[:_MOST_WORDS]


def _text(key: str, extends: str, below: Profile, example: Path | None, sheets: Sequence[FoundSheet]) -> str:
    made_from = (
        f"started from '{' '.join(clean(example.name).split())}'"
        if example
        else f"what it has otherwise than {extends}"
    )
    lines = [
        f"# The format of {key}: {made_from}. What stands here goes before {extends}; lists replace its own whole.",
        "# compile profile describe says what every key is for; compile profile check says what is wrong here.",
        "",
        f"extends = {_quoted(extends)}",
        f"name = {_quoted(below.name)}          # the council's name, as it is printed",
        'version = "1"             # of the form: count it up when headings or lists change',
    ]
    lines += _order(below, sheets) if sheets else _hints(below)
    for sheet in sheets:
        lines += ["", *_sheet(sheet)]
    lines += _ratings([word for sheet in sheets for word in sheet.rated], below)
    return "\n".join(lines) + "\n"


def _order(below: Profile, sheets: Sequence[FoundSheet]) -> list[str]:
    """The sheets of the workbook: those of the example, and the officer's words."""
    order = [sheet.spec.key for sheet in sheets]
    order += [sheet.key for sheet in below.sheets if sheet.roles == ("return",) and sheet.key == "narrative"]
    tier = next((tier for tier in below.tiers if tier.returned_by == "own"), below.tiers[-1])
    return [
        "",
        "# The sheets of the workbook. Others of the profile below may be added: "
        + ", ".join(sheet.key for sheet in below.sheets if sheet.key not in order),
        f"order = {_list(order)}",
        "",
        "# One plan for each division. The report counts the tiers that say so.",
        f"tiers = {_list([tier.key])}",
        "levels = []               # the levels above an action, with a sheet of objectives",
        "",
        f"[tier.{tier.key}]",
        f"name = {_quoted(tier.name)}",
        "counted = true",
    ]


def _hints(below: Profile) -> list[str]:
    return [
        "",
        "# What is most often changed; take the mark away and write your own:",
        f"# order = {_list([sheet.key for sheet in below.sheets])}",
        f"# tiers = {_list([tier.key for tier in below.tiers])}",
        "# [calendar]",
        f"# starts = {below.calendar.starts}      # the month in which the year begins",
        f"# periods = {below.calendar.periods}     # 4 for quarters, 12 for months",
        "# [sheet.actions.column.officer]",
        '# heading = "Lead officer"',
        "# [words]",
        '# action = "key action"',
    ]


def _sheet(sheet: FoundSheet) -> list[str]:
    """The sheet with its columns: the example's in its order, then what a return is asked for, then the row's mark."""
    found = list(sheet.headings)
    asked = [column for column in sheet.spec.columns if column.part == "return"]
    added = [] if any(each.column.part == "return" for each in found) else asked
    marks = [column for column in sheet.spec.columns if column.part == "identity"]
    columns = [each.column.key for each in found] + [column.key for column in (*added, *marks)]
    lines = [
        f"[sheet.{sheet.spec.key}]",
        f"name = {_quoted(sheet.name)}",
        f"columns = {_list(list(dict.fromkeys(columns)))}",
    ]
    lines += [f"[sheet.{sheet.spec.key}.column]"]
    for each in found:
        words = f"heading = {_quoted(each.words)}"
        note = '   # a column of your own: give it a type, or part = "return" if teams fill it in' if each.own else ""
        lines.append(f"{each.column.key} = {{ {words}{', width = 24' if each.own else ''} }}{note}")
    return lines


def _ratings(words: Sequence[str], below: Profile) -> list[str]:
    """What is written under the headings of ratings, where the scheme below does not read all of it."""
    unread = [word for word in dict.fromkeys(words) if below.ratings is None or below.ratings.read(word) is None]
    if not unread:
        return []
    return [
        "",
        f"# Under the rating stands also: {', '.join(unread)}. Describe each, worst first:",
        "# [rating]",
        f"# states = {_list([state.key for state in below.ratings.states] if below.ratings else [])}",
        "# [rating.state.KEY]",
        f"# name = {_quoted(unread[0])}",
        "# rank = 1                # from the worst upwards; done = true for what is completed",
    ]


def _list(words: Sequence[str]) -> str:
    return f"[{', '.join(map(_quoted, words))}]"


def _quoted(words: str) -> str:
    return json.dumps(" ".join(clean(words).split()), ensure_ascii=False).replace("\x7f", "")


def settings_of(profile: Profile) -> Mapping[str, int]:
    """What a profile holds, counted: its sheets, columns, ratings, risk scores and lists."""
    return {
        "sheets": len(profile.sheets),
        "columns": sum(len(sheet.columns) for sheet in profile.sheets),
        "ratings": len(profile.ratings.inside) if profile.ratings else 0,
        "risk scores": len(profile.risks.scores()) if profile.risks and profile.sheet(Kind.RISK) else 0,
        "periods": profile.calendar.periods,
    }
