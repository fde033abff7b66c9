"""What people see while a command works and when it is done; rich is loaded here and nowhere else."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from types import TracebackType
from typing import TYPE_CHECKING

from compiler.cli.shown import screen_behind
from compiler.domain.text import harmless

if TYPE_CHECKING:
    from rich.console import Console
    from rich.status import Status
    from rich.table import Table


def console() -> Console:
    """Where summaries are printed: plain on a pipe, without colour where NO_COLOR is set."""
    from rich.console import Console

    wide = sys.stdout.isatty()
    return Console(highlight=False, emoji=False, markup=False, soft_wrap=True, width=None if wide else 150)


def table(headings: Sequence[str], lines: Iterable[Sequence[str]], right: Sequence[int] = ()) -> Table:
    """A table for the screen; the columns numbered in `right` hold figures."""
    from rich import box
    from rich.table import Table

    made = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for number, heading in enumerate(headings):
        made.add_column(heading, justify="right" if number in right else "left", overflow="fold")
    for line in lines:
        made.add_row(*line)
    return made


class Progress:
    """Says on the screen which step is being done; says nothing on a pipe or when quiet."""

    def __init__(self, quiet: bool) -> None:
        self._quiet = quiet or not sys.stderr.isatty()
        self._status: Status | None = None

    def __enter__(self) -> Progress:
        if not self._quiet:
            from rich.console import Console

            self._status = Console(file=screen_behind(sys.stderr)).status("Starting")
            self._status.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._status:
            self._status.stop()

    def step(self, words: str) -> None:
        """Say the step that is being done now."""
        if self._status:
            from rich.text import Text

            self._status.update(Text(harmless(words)))
