"""The command line: every command, in the order in which the help lists them."""

from __future__ import annotations

import gc
import sys

import typer

from compiler.cli.command import PlainGroup, add
from compiler.cli.commands.checks import Check, Diff, Explain
from compiler.cli.commands.finished import Access, Audit, Trace
from compiler.cli.commands.ledger import Accept, Decide, Status
from compiler.cli.commands.papers import Page, Plan, Quarter, Report
from compiler.cli.commands.templates import CheckTemplate, Palette
from compiler.cli.commands.years import Import, Issue, New, RollForward

app = typer.Typer(
    name="compile",
    cls=PlainGroup,
    help="Compile a department's quarterly returns into the committee's Word report and a master workbook.\n\n"
    "Example: compile quarter --year 2008-09 --quarter Q1",
    epilog="Run compile COMMAND --help for what a command does, with an example.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

COMMANDS = (
    *(Quarter, Report, Page, Check, Explain, Diff),
    *(Trace, Audit, Access),
    *(New, Issue, Plan, RollForward, Import),
    *(Status, Accept, Decide),
)
for _command in COMMANDS:
    add(app, _command)

_template = typer.Typer(
    name="template",
    help="Make the palette of slots for the Word template, or look the template over.\n\n"
    "Example: compile template check",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)
for _about_templates in (Palette, CheckTemplate):
    add(_template, _about_templates)
app.add_typer(_template)


_NEW_OBJECTS = 200_000


def main() -> None:
    """Run the command line, with words in UTF-8 wherever they go.

    What is read stays until the end and refers to nothing in a circle: looking for such circles every 700 objects
    took a tenth of the time.
    """
    gc.set_threshold(_NEW_OBJECTS)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
    app()
