"""A command is a class: its fields are its options, its docstring its help; `add` puts it on the command line."""

from __future__ import annotations

import inspect
from dataclasses import MISSING, Field, fields
from pathlib import Path
from typing import Any, ClassVar, get_type_hints

import typer
from typer.core import TyperCommand, TyperGroup

from compiler.cli.faults import run
from compiler.domain.frozen import dataclass


@dataclass(frozen=True, kw_only=True)
class Command:
    """What was asked for on the command line; each command is a class below this one, with its groups of options.

    `does` names the module of this room and the function in it that does the work, as `module.function`: it is given
    the whole object and loaded only when it is needed. `name` is given where the class's own is not the command's.
    Not slotted: a class may take several groups.
    """

    does: ClassVar[str]
    name: ClassVar[str] = ""

    @property
    def home(self) -> Path:
        """The folder in whose `output/` the details of a fault of ours are kept."""
        return Path()


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
        run(module, function, made.home, made)

    hints = get_type_hints(asked, include_extras=True)
    ordered = sorted(fields(asked), key=lambda each: _home_of(each.name, asked))
    parameters = [_parameter(each, hints[each.name]) for each in ordered]
    callback.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    callback.__annotations__ = {each.name: each.annotation for each in parameters}
    callback.__doc__ = asked.__doc__
    app.command(asked.name or asked.__name__.lower(), cls=_PlainCommand)(callback)


def _home_of(name: str, asked: type[Command]) -> int:
    """How far above a command the group stands that brings in an option, whoever words it anew."""
    return max(number for number, group in enumerate(asked.__mro__) if name in inspect.get_annotations(group))


def _parameter(field: Field[Any], annotation: Any) -> inspect.Parameter:
    """A field as typer reads it; the default of a list is left to the field, and is None here."""
    default = field.default if field.default_factory is MISSING else None
    if default is MISSING:
        default = inspect.Parameter.empty
    return inspect.Parameter(field.name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)
