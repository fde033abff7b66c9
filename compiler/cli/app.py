"""The command line: every command, in the order in which the help lists them."""

from __future__ import annotations

import atexit
import contextlib
import gc
import os
import sys
from importlib import import_module
from typing import Any

import typer
from typer.main import get_command

from compiler.cli.command import PlainGroup, add

COMMANDS = {
    "quarter": "papers.Quarter",
    "report": "papers.Report",
    "page": "papers.Page",
    "check": "checks.Check",
    "explain": "checks.Explain",
    "diff": "checks.Diff",
    "trace": "finished.Trace",
    "thread": "rows.Thread",
    "export": "rows.Export",
    "audit": "finished.Audit",
    "access": "finished.Access",
    "new": "years.New",
    "issue": "years.Issue",
    "plan": "papers.Plan",
    "roll-forward": "years.RollForward",
    "import": "years.Import",
    "status": "ledger.Status",
    "accept": "ledger.Accept",
    "decide": "ledger.Decide",
    "template": "",
    "profile": "",
}
"""The commands by name, each with its module in `compiler.cli.commands` and its class there; '' for a group."""
_GROUPS = {
    "template": (
        "Make the palette of slots for the Word template, or look the template over.",
        "compile template check",
        ("templates.Palette", "templates.CheckTemplate"),
    ),
    "profile": (
        "Start a profile, the format of a council's returns; look it over; or print what its keys are for.",
        'compile profile new anytown --from "Action plan.xlsx"',
        ("profiles.NewProfile", "profiles.CheckProfile", "profiles.DescribeProfile"),
    ),
}
"""The groups of commands: what each is for, an example, and its commands."""
_MANNERS: dict[str, Any] = {"add_completion": False, "rich_markup_mode": None, "pretty_exceptions_enable": False}


def _made(*places: str, **about: Any) -> Any:
    """A command, or a group of several, from the classes at these places."""
    made = typer.Typer(**_MANNERS, **about)
    for place in places:
        module, _, name = place.partition(".")
        add(made, getattr(import_module(f"compiler.cli.commands.{module}"), name))
    return get_command(made)


def _group(name: str) -> Any:
    about, example, places = _GROUPS[name]
    words = f"{about}\n\nExample: {example}"
    return _made(*places, name=name, cls=PlainGroup, help=words, no_args_is_help=True)


class _Commands(PlainGroup):
    """Every command, each made when it is asked for: all of them took 40 ms of every start."""

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of that name; None, where there is none, once all are there from which to suggest one."""
        if cmd_name not in COMMANDS:
            self.list_commands(ctx)
        elif cmd_name not in self.commands:
            place = COMMANDS[cmd_name]
            self.commands[cmd_name] = _made(place) if place else _group(cmd_name)
        return self.commands.get(cmd_name)

    def list_commands(self, ctx: Any) -> list[str]:
        """The names of all commands, in the order of the help."""
        return [name for name in COMMANDS if self.get_command(ctx, name)]


app = typer.Typer(
    **_MANNERS,
    name="compile",
    cls=_Commands,
    help="Compile a department's quarterly returns into the committee's Word report and a master workbook.\n\n"
    "Example: compile quarter --year 2008-09 --quarter Q1",
    epilog="Run compile COMMAND --help for what a command does, with an example.",
    no_args_is_help=True,
)


@app.callback()
def _every_command() -> None:
    """Nothing is done before a command; typer wants to be told that there are several."""


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


def run() -> None:
    """Run the command line as a program of its own, and end it without taking apart what it made, object by object.

    The system takes back the memory of a process at once; Python would take 15 ms after a help and 25 to 40 after a
    check. Whatever else is to be done at the end is done first, as our function was the first to be registered.
    """
    ended: list[object] = []

    def leave() -> None:
        code = ended[0] if ended else ""
        with contextlib.suppress(OSError, ValueError):  # where words cannot be handed on, Python says so in its way
            if code is None or isinstance(code, int):
                sys.stdout.flush()
                sys.stderr.flush()
                os._exit(code or 0)

    atexit.register(leave)
    try:
        main()
    except SystemExit as end:
        ended.append(end.code)
        raise
