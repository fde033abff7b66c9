"""A command is a class: its fields are its options and arguments, its docstring its help."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

from compiler.domain.frozen import Field, dataclass, fields


class Option:
    """How a field is given on the command line: the option's names, and as `said` what it is for and its value."""

    __slots__ = ("names", "said")

    def __init__(self, *names: str, **said: Any) -> None:
        self.names, self.said = names, said


class Argument(Option):
    """A field that is given without an option before it."""

    __slots__ = ()


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


def fields_of(asked: type[Command]) -> list[Field[Any]]:
    """The fields of a command: first those that are its own, then those that it shares."""
    return sorted(fields(asked), key=lambda each: _home_of(each.name, asked))


def _home_of(name: str, asked: type[Command]) -> int:
    """How far above a command the group stands that brings in an option, whoever words it anew."""
    return max(number for number, group in enumerate(asked.__mro__) if name in vars(group).get("__annotations__", ()))
