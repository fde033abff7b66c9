"""The command line: every command, in the order in which the help lists them."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import typer
from typer.main import get_command

from compiler.cli.add import PlainGroup, add
from compiler.cli.commands import COMMANDS

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
