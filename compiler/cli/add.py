"""Commands put on the command line of typer, which helps, tells mistakes, and reads whatever is not plain."""

from __future__ import annotations

import inspect
from dataclasses import Field
from pathlib import Path
from typing import Annotated, Any, get_args, get_type_hints

import typer
from typer.core import TyperCommand, TyperGroup

from compiler.cli.command import Argument, Command, fields_of
from compiler.cli.faults import run
from compiler.domain.frozen import MISSING


class _Plain:
    """How a word, a path or several of them are read: as they stand.

    Newer versions of typer ask pydantic even for these, which is 75 ms of every start; that is for whatever is more.
    """

    def __init__(self, kind: type, many: bool) -> None:
        self.kind, self.many = kind, many

    def coerce(self, value: Any, param: object = None, ctx: object = None) -> Any:
        """The value as its option has it; None, or nothing of several, where it was not given."""
        if self.many:
            return tuple(map(self.kind, value or ()))
        return None if value is None else self.kind(value)


_PLAIN: dict[Any, _Plain] = {
    **{kind: _Plain(kind, False) for kind in (str, Path, bool)},
    **{kinds: _Plain(kind, True) for kinds, kind in ((list[str], str), (list[Path], Path))},
}


def _read_plainly(option: Any) -> Any:
    """The option, without pydantic where typer would load it for this one."""
    kind = getattr(getattr(option, "type_descriptor", None), "annotation", None)
    if kind in _PLAIN and hasattr(option, "_runtime_param"):
        option._runtime_param = _PLAIN[kind]
    return option


class PlainGroup(TyperGroup):
    """The commands together, `--help` being read plainly."""

    def get_help_option(self, ctx: Any) -> Any:
        """The option `--help`."""
        return _read_plainly(super().get_help_option(ctx))


class _PlainCommand(TyperCommand):
    """A command whose options are read plainly."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.params = [_read_plainly(each) for each in self.params]

    def get_help_option(self, ctx: Any) -> Any:
        """The option `--help`."""
        return _read_plainly(super().get_help_option(ctx))


def add(app: typer.Typer, asked: type[Command]) -> None:
    """Put a command on the command line: first the options that are its own, then those that it shares."""

    def callback(**given: Any) -> None:
        made = asked(**{name: value for name, value in given.items() if value is not None})
        module, _, function = asked.does.partition(".")
        raise typer.Exit(run(module, function, made.home, made))

    hints = get_type_hints(asked, include_extras=True)
    parameters = [_parameter(each, hints[each.name]) for each in fields_of(asked)]
    callback.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    callback.__annotations__ = {each.name: each.annotation for each in parameters}
    callback.__doc__ = asked.__doc__
    app.command(asked.name or asked.__name__.lower(), cls=_PlainCommand)(callback)


def _parameter(field: Field[Any], annotation: Any) -> inspect.Parameter:
    """A field as typer reads it; the default of a list is left to the field, and is None here."""
    default = field.default if field.default_factory is MISSING else None
    if default is MISSING:
        default = inspect.Parameter.empty
    kind, asked = get_args(annotation)
    made = (typer.Argument if isinstance(asked, Argument) else typer.Option)(*asked.names, **asked.said)
    return inspect.Parameter(
        field.name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=Annotated[kind, made]
    )
