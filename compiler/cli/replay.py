"""What a command says on the screen, taken down so that it can be said again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from compiler.domain.frozen import replace
from compiler.project.unchanged import Said, Told

if TYPE_CHECKING:
    from compiler.cli.commands.papers import Quarter
    from compiler.project.quarter import Run


class Recorder:
    """Takes down lines and tables as they are printed, instead of showing them."""

    def __init__(self) -> None:
        self.said: list[Said] = []

    def print(self, what: Any, *, style: str = "") -> None:
        """Take down a line of words, or a table of the screen's."""
        if isinstance(what, str):
            self.said.append({"line": what, "style": style})
            return
        columns = what.columns
        lines = list(zip(*([str(cell) for cell in each.cells] for each in columns), strict=True))
        right = [at for at, each in enumerate(columns) if each.justify == "right"]
        self.said.append({"headings": [str(each.header) for each in columns], "lines": lines, "right": right})


def told_of(run: Run, options: Quarter, code: int) -> Told | None:
    """What a further run would say if nothing were changed; None where it may not say the same as this one.

    A run that noted something, or that kept edits by hand, is done again each time.
    """
    from compiler.project.edits import NO_EDITS

    if run.refused or run.notes or run.edited != NO_EDITS or any(each.note for each in run.written):
        return None
    if options.quiet and options.format == "text":
        return Told((), code)
    from compiler.cli.summary import print_summary, summary_json

    again, recorder = replace(run, changes=()), Recorder()
    if options.format == "json":
        return Told(({"plain": summary_json(again)},), code)
    print_summary(recorder, again, options.final)
    return Told(tuple(recorder.said), code)


def say_again(said: Iterable[Said]) -> None:
    """Show what was taken down, as wide and as coloured as the screen is now."""
    for each in said:
        if "plain" in each:
            print(each["plain"])
        else:
            _show(each)


def _show(said: Any) -> None:
    from compiler.cli.screen import console, table

    if "line" in said:
        console().print(said["line"], style=said["style"] or None)
    else:
        console().print(table(said["headings"], said["lines"], said["right"]))
