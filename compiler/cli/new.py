"""`compile new`: a few questions, or their answers as options, and a department's folder is there."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Sequence
from pathlib import Path

import typer

from compiler.cli.commands.years import New
from compiler.cli.quarter import read_day
from compiler.cli.screen import console, table
from compiler.domain.period import Year, read_year
from compiler.domain.text import fold, nearest
from compiler.project.find import WrongUse
from compiler.project.new import Choice, Wanted, choices_of_profile, found

_ASKED = {
    "council": "The council's name",
    "department": "The department's name",
    "division": "Its divisions, with a semicolon between them; the first also returns the department's own plan",
    "profile": "The format of its returns",
    "year": "The first year, such as 2026-27",
}


def found_and_tell(options: New) -> int:
    """Make the folder and say what is in it; what was not given is asked for, on a terminal only."""
    given = {
        "council": options.council,
        "department": options.department,
        "division": "; ".join(options.division),
        "year": options.year,
    }
    there = choices_of_profile(options.folder)
    answers = _answers({**given, "profile": options.profile}, there)
    chosen = _profile(answers["profile"], there)
    wanted = Wanted(
        council=answers["council"],
        name=answers["department"],
        divisions=tuple(name.strip() for name in answers["division"].split(";") if name.strip()),
        profile=chosen.key,
        year=_year(answers["year"], chosen.starts),
        deadlines=dict(map(_deadline, options.due)),
    )
    made = found(options.folder, wanted)
    if not options.quiet:
        _tell(options.folder, wanted, made)
    return 0


def _answers(options: dict[str, str], there: Sequence[Choice]) -> dict[str, str]:
    """What was given, and what is asked for now; WrongUse for what is missing where nobody can be asked."""
    missing = [name for name, words in options.items() if not words.strip() and name != "profile"]
    if not _someone_is_there():
        if missing:
            raise WrongUse(f"Say what the department is to be: {', '.join(f'--{name}' for name in missing)}.")
        return {**options, "profile": options["profile"] or "base"}
    answers = dict(options)
    for name in missing:
        answers[name] = typer.prompt(_ASKED[name])
    if not answers["profile"]:
        console().print(table(("Format", "Made for", "What it holds"), [(c.key, c.name, c.about) for c in there]))
        answers["profile"] = typer.prompt(_ASKED["profile"], default="base")
    return answers


def _someone_is_there() -> bool:
    return sys.stdin.isatty()


def _profile(words: str, there: Sequence[Choice]) -> Choice:
    keys = [choice.key for choice in there]
    chosen = next((choice for choice in there if fold(choice.key) == fold(words)), None)
    if chosen is None:
        close = nearest(words, keys)
        hint = f" Did you mean '{close}'?" if close else ""
        raise WrongUse(f"There is no format called '{words}'.{hint} There are: {', '.join(keys)}.")
    return chosen


def _year(words: str, starts: int) -> Year:
    year = read_year(words, starts)
    if year is None:
        raise WrongUse(f"'{words}' is not a year. Write it as 2026-27.")
    return year


def _deadline(words: str) -> tuple[str, dt.date]:
    """A deadline as given: 'Q1=18/07/2026'."""
    period, _, day = words.partition("=")
    read = read_day(day)
    if not period.strip() or read is None:
        raise WrongUse(f"'{words}' is not a deadline. Write it as Q1=18/07/2026.")
    return period.strip().upper(), read


def _tell(folder: Path, wanted: Wanted, made: Sequence[Path]) -> None:
    print(f"{wanted.name}, {wanted.council}: {len(wanted.divisions)} divisions, {wanted.year.label}")
    print()
    for path in made:
        print(f"Wrote {path.as_posix()}")
    print(f"Copied the format '{wanted.profile}' to {(folder / 'templates').as_posix()}, where it is yours to change.")
    print(f"Next: change to the folder '{folder}', fill in the plans, or take over a list: compile import LIST.xlsx")
