"""`compile profile`: a council's format started, looked over, and its keys described."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator
from dataclasses import asdict

from compiler.cli.commands.profiles import CheckProfile, DescribeProfile, NewProfile
from compiler.cli.formats import width
from compiler.domain.text import nearest
from compiler.profile.build import Problem
from compiler.profile.describe import Key, Table, chosen, described, names
from compiler.project.find import WrongUse
from compiler.project.new_profile import FoundSheet, settings_of, start_profile
from compiler.project.profiles import LookedOver, look_over

_FORMATS = ("text", "json")


def start_and_tell(options: NewProfile) -> int:
    """Write the profile, see that it can be used, and say what became of the example."""
    started = start_profile(options.folder, options.key, options.example, options.extends)
    (looked,) = look_over(options.folder, options.key)
    if not options.quiet:
        for sheet in started.sheets:
            print("\n".join(_found(sheet)))
        for name in started.left_out:
            print(f"Sheet “{name}”: left out, no headings of actions, indicators or risks")
        print(f"Wrote {started.path.as_posix()}")
        print(f"Next: look it over, then run compile profile check {options.key}")
    for problem in looked.problems:
        print(problem)
    return int(bool(looked.problems))


def _found(sheet: FoundSheet) -> Iterator[str]:
    """What each heading of a sheet was taken for."""
    yield f"Sheet “{sheet.name}”: {sheet.spec.key}"
    wide = max(len(heading.words) for heading in sheet.headings)
    for heading in sheet.headings:
        meant = "a column of its own" if heading.own else f"{heading.column.key} ({heading.column.type})"
        yield f"  {heading.words.ljust(wide)}   {meant}"


def check_and_tell(options: CheckProfile) -> int:
    """Print what is wrong in the profiles; 1 if anything is."""
    _known(options.format)
    looked = look_over(options.folder, options.key)
    if options.format == "json":
        print(json.dumps([_as_json(each) for each in looked], indent=2, ensure_ascii=False))
    else:
        for each in looked:
            print("\n".join(_told(each)), end="\n" if each.problems or not options.quiet else "")
    return int(any(each.problems for each in looked))


def _told(looked: LookedOver) -> Iterator[str]:
    if looked.problems or looked.profile is None:
        count = len(looked.problems)
        yield f"{looked.key}: {count} {'mistake' if count == 1 else 'mistakes'}"
        yield from (f"  {problem}" for problem in looked.problems)
        return
    held = ", ".join(f"{number} {what}" for what, number in settings_of(looked.profile).items() if number)
    yield f"{looked.key}: nothing is wrong; {held}"


def _as_json(looked: LookedOver) -> dict[str, object]:
    def plain(problem: Problem) -> dict[str, object]:
        return {"file": problem.file, "line": problem.line, "key": problem.path, "message": problem.message}

    return {"profile": looked.key, "problems": [plain(problem) for problem in looked.problems]}


def describe_and_tell(options: DescribeProfile) -> int:
    """Print the tables and keys that are asked for; WrongUse with the nearest where there are none."""
    _known(options.format)
    tables = described()
    found = chosen(tables, options.key) if options.key else tables
    if not found:
        last = options.key.rpartition(".")[2]
        close = nearest(last, list(names(tables)))
        hint = f" Did you mean '{close}'?" if close else " compile profile describe prints them all."
        raise WrongUse(f"There is no key '{options.key}' in a profile.{hint}")
    if options.format == "json":
        print(json.dumps([asdict(table) for table in found], indent=2, ensure_ascii=False))
    else:
        print("\n\n".join("\n".join(_table(table)) for table in found))
    return 0


def _table(table: Table) -> Iterator[str]:
    """A table's heading, what it is, and its keys one below the other."""
    yield table.heading
    yield from textwrap.wrap(table.about, width(), initial_indent="  ", subsequent_indent="  ")
    for key in table.keys:
        yield from _key(key)


def _key(key: Key) -> Iterator[str]:
    without = "needed" if key.needed else f"{key.default} if left out" if key.default else ""
    yield f"  {key.name}: {key.type}{f'; {without}' if without else ''}"
    yield from textwrap.wrap(key.words, width(), initial_indent="      ", subsequent_indent="      ")


def _known(form: str) -> None:
    if form not in _FORMATS:
        raise WrongUse(f"There is no format '{form}'. There are: {', '.join(_FORMATS)}.")
