"""The department's Word templates: looked over for mistakes, and the palette of slots to make them with."""

from __future__ import annotations

from pathlib import Path

from compiler.project.find import Project, WrongUse
from compiler.project.write import Written, write_safely
from compiler.render.template import Checked, check_template, palette
from compiler.render.word.opc import TemplateError
from compiler.report.slots import slots_of

PALETTE = "palette.docx"


def check_templates(project: Project, path: Path | None) -> Checked:
    """What is wrong with a template, the department's own if none is named; WrongUse where it cannot be read."""
    place = path or project.template(project.profile.report.template)
    return check_template(_read(place), place.as_posix() if path else _named(project, place), slots_of(project.profile))


def _named(project: Project, place: Path) -> str:
    """The template's place as seen from the department's folder, or its name where it came with the program."""
    try:
        return place.resolve().relative_to(project.folder.resolve()).as_posix()
    except ValueError:
        return f"{place.parent.name}/{place.name}"


def _read(place: Path) -> bytes:
    if place.is_dir():
        raise WrongUse(f"'{place}' is a folder. Name the Word file in it.")
    try:
        return place.read_bytes()
    except FileNotFoundError:
        raise WrongUse(f"There is no file '{place}'.") from None
    except OSError as fault:
        raise WrongUse(f"'{place}' cannot be read: {fault.strerror or fault}. Close it where it is open.") from fault


def write_palette(project: Project, path: Path | None) -> tuple[Written, int]:
    """Write the palette of the department's format in the styles of its template, and say how many slots it has."""
    template = project.template(project.profile.report.template)
    slots = slots_of(project.profile)
    try:
        made = palette(slots, _read(template), project.department.council, project.department.name)
    except TemplateError as fault:
        raise WrongUse(f"The template '{template.name}' in '{template.parent}' cannot be used: {fault}") from fault
    place = path or project.folder / "output" / project.department.key / PALETTE
    if place.is_dir():
        raise WrongUse(f"'{place}' is a folder. Name a file in it, such as {PALETTE}.")
    return write_safely(place, made), len(slots)
