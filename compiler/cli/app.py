"""The command line: every command, in the order in which the help lists them."""

from __future__ import annotations

from importlib import import_module
from inspect import cleandoc
from typing import Any

import typer
from typer.core import TyperCommand
from typer.main import get_command

from compiler.cli.add import PlainGroup, add
from compiler.cli.command import Command
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
        add(made, _class_at(place))
    return get_command(made)


def _class_at(place: str) -> type[Command]:
    module, _, name = place.partition(".")
    found: type[Command] = getattr(import_module(f"compiler.cli.commands.{module}"), name)
    return found


def _group(name: str) -> Any:
    return _made(*_GROUPS[name][2], name=name, cls=PlainGroup, help=_words_of(name), no_args_is_help=True)


def _words_of(name: str) -> str:
    """What a command or a group says of itself."""
    if COMMANDS[name]:
        return cleandoc(_class_at(COMMANDS[name]).__doc__ or "")
    about, example, _ = _GROUPS[name]
    return f"{about}\n\nExample: {example}"


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

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """The list of the commands for the help: 30 ms sooner without the options that it does not show."""
        made, self.commands = self.commands, {name: TyperCommand(name, help=_words_of(name)) for name in COMMANDS}
        try:
            super().format_commands(ctx, formatter)
        finally:
            self.commands = made

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
