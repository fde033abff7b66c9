"""`compile diff`: what differs between two versions of a return, or two quarters."""

from __future__ import annotations

import sys
from pathlib import Path

from compiler.cli.commands.checks import Diff
from compiler.cli.formats import width
from compiler.project.compare import Side, apart, compare
from compiler.project.find import WrongUse, open_project
from compiler.project.write import write_safely
from compiler.render.difference import Compared, difference_book, difference_json, difference_text

_FORMATS = ("text", "json")


def diff_and_tell(options: Diff) -> int:
    """Print the difference, and write it as a workbook where one is named; 0 whatever differs."""
    if options.format not in _FORMATS:
        raise WrongUse(f"There is no format '{options.format}'. There are: {', '.join(_FORMATS)}.")
    if options.workbook and Path(options.workbook).suffix.lower() != ".xlsx":
        raise WrongUse(f"The difference is written as an Excel workbook: name it with .xlsx, not '{options.workbook}'.")
    project = open_project(options.folder, options.department)
    before, now, found = compare(project, options.first, options.second)
    names = _called(before, now, options.first, options.second)
    brief = not options.everything and before.quarter and now.quarter
    compared = Compared(*names, project.department, now.year, now.period, found, brief)
    if options.format == "json":
        print(difference_json(compared), end="")
    elif not options.quiet:
        print(difference_text(compared, width()), end="")
    if options.workbook:
        written = write_safely(Path(options.workbook), difference_book(compared), ours="")
        print(written.note or f"Wrote {written.path}", file=sys.stderr if options.format == "json" else sys.stdout)
    if options.format == "text" and not options.quiet:
        print("".join(f"{line}\n" for line in _next(options.first, options.second, compared, options.workbook)), end="")
    return 0


def _called(before: Side, now: Side, first: str, second: str) -> tuple[str, str]:
    """What the two sides are called: with their folders where their names are the same."""
    return (before.called, now.called) if before.called != now.called else apart(first, second)


def _next(first: str, second: str, compared: Compared, workbook: str) -> list[str]:
    """The command that shows more, where there is more to show."""
    named = " ".join(f'"{words}"' if " " in words else words for words in (first, second))
    if all(found.nothing for found in compared.found.divisions):
        return []
    if compared.brief:
        return [f"Next: compile diff {named} --all, for the words too"]
    return [] if workbook else [f"Next: compile diff {named} --workbook difference.xlsx"]
