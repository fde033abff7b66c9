"""The commands for the council's Word template: what it may hold, and what is wrong with it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, ClassVar

from compiler.cli.command import Argument, Option
from compiler.cli.options import Department, Formatted, Quiet
from compiler.domain.frozen import dataclass


@dataclass(frozen=True, kw_only=True)
class Palette(Department, Formatted, Quiet):
    """Make a Word document with every slot and fact that a template may have, each ready to be copied into it.

    Example: compile template palette
    """

    does: ClassVar[str] = "template.palette_and_tell"

    output: Annotated[
        Path | None, Option("--output", help="Where to write it; output/DEPARTMENT/palette.docx if left out.")
    ] = None


@dataclass(frozen=True, kw_only=True)
class CheckTemplate(Department, Formatted, Quiet):
    """Say what is wrong with Word templates: slots, sample tables, styles and settings, each with its place.

    Ends with code 1 if errors stand (or warnings, with --strict).

    Example: compile template check
    """

    does: ClassVar[str] = "template.check_and_tell"
    name: ClassVar[str] = "check"

    file: Annotated[
        Path | None, Argument(metavar="FILE", help="The template; every one that the profile names if left out.")
    ] = None
    strict: Annotated[bool, Option("--strict", help="Count warnings as errors.")] = False
