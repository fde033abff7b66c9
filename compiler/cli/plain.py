"""Command lines that are as plain as most are, read without typer, which takes 25 ms to load and 10 to make ready.

What is read is the same. Whatever is not plain is left to typer: help, mistakes, groups of commands, other kinds of
values than words, paths and yes or no.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, get_args

from compiler.cli.command import Argument, Command, fields_of
from compiler.cli.commands import COMMANDS
from compiler.domain.frozen import MISSING, dataclass

_ONE: dict[Any, type] = {str: str, Path: Path, Path | None: Path}
_MANY: dict[Any, type] = {list[str]: str, list[Path]: Path}
_EXPANDED = frozenset("*?[~$%")
"""What stands for several files, or for another word, where the shell leaves that to the program."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A field of a command: its name, the kind of its value (None for one that is not plain) and whether many."""

    name: str
    kind: type | None
    many: bool
    needed: bool


def read_plainly(words: Sequence[str]) -> Command | None:
    """The command that the words of a command line ask for; None where these are not plain."""
    place = COMMANDS.get(words[0]) if words else None
    if not place or any(name.endswith("_COMPLETE") for name in os.environ):
        return None
    if os.name == "nt" and any(not _EXPANDED.isdisjoint(word) for word in words):
        return None
    module, _, name = place.partition(".")
    asked: type[Command] = getattr(import_module(f"compiler.cli.commands.{module}"), name)
    given = _given(asked, words[1:])
    return None if given is None else asked(**given)


def _given(asked: type[Command], words: Sequence[str]) -> dict[str, Any] | None:
    """The values of a command's fields; None where the words are not plain."""
    options, arguments = _taken(asked, {word.partition("=")[0] for word in words})
    given: dict[str, Any] = {each.name: [] for each in (*options.values(), *arguments) if each.many}
    alone: list[str] = []
    left = iter(words)
    for word in left:
        if not word.startswith("-"):
            alone.append(word)
        elif not _option(word, left, options, given):
            return None
    return given if _arguments(alone, arguments, given) else None


def _option(word: str, after: Iterator[str], options: Mapping[str, _Asked], given: dict[str, Any]) -> bool:
    """Take an option with its value, the next word if it is none with a dash; False where it is not a plain one."""
    name, written, value = word.partition("=")
    option = options.get(name)
    if option is None or option.kind is None or (option.kind is bool and written):
        return False
    if option.kind is not bool and not written:
        value = next(after, "-")
        if value.startswith("-"):
            return False
    _take(given, option, value)
    return True


def _arguments(alone: list[str], arguments: Sequence[_Asked], given: dict[str, Any]) -> bool:
    """Take the words without an option; False where there are too few or too many, or one is not plain."""
    for argument in arguments:
        if argument.kind is None or (argument.needed and not alone):
            return False
        most = len(alone) if argument.many else 1
        for word in alone[:most]:
            _take(given, argument, word)
        alone = alone[most:]
    return not alone


def _take(given: dict[str, Any], asked: _Asked, value: str) -> None:
    made = True if asked.kind is bool else asked.kind(value) if asked.kind else value
    if asked.many:
        given[asked.name].append(made)
    else:
        given[asked.name] = made


def _taken(asked: type[Command], names: Collection[str]) -> tuple[dict[str, _Asked], list[_Asked]]:
    """What a command takes of what is named: its options by all their names, and its arguments in order.

    What a field takes is looked at only where an option's name is given, or it is an argument: 0.3 ms instead of 1.5.
    """
    options: dict[str, _Asked] = {}
    arguments: list[_Asked] = []
    quoted = ("Argument(", *map(repr, names))
    for field in fields_of(asked):
        if not any(each in field.type for each in quoted):
            continue
        kind, about = get_args(_hint(asked, field.name, field.type))
        plain = kind if kind is bool else _ONE.get(kind) or _MANY.get(kind)
        needed = isinstance(about, Argument) and not _has_default(field)
        each = _Asked(field.name, plain if about.said.keys() <= _SAID else None, kind in _MANY, needed)
        if isinstance(about, Argument):
            arguments.append(each)
        else:
            options |= dict.fromkeys(about.names, each)
    return options, arguments


def _hint(asked: type[Command], name: str, words: Any) -> Any:
    """What an annotation says, as `typing.get_type_hints` would have it of the whole class."""
    home = next(group for group in asked.__mro__ if name in vars(group).get("__annotations__", ()))
    return eval(words, vars(sys.modules[home.__module__]))


_SAID = {"help", "metavar"}
"""What an option may say of itself and be plain."""


def _has_default(field: Any) -> bool:
    return field.default is not MISSING or field.default_factory is not MISSING
