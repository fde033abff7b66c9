"""The department's Word templates: looked over for mistakes, and the palette of slots to make them with."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from compiler.domain.frozen import replace
from compiler.project.find import Project, WrongUse
from compiler.project.write import Written, write_safely
from compiler.render.template import Checked, check_template, palette
from compiler.render.word.opc import TemplateError
from compiler.report.slot import Slot
from compiler.report.slots import slots_of

PALETTE = "palette.docx"


def check_templates(project: Project, path: Path | None) -> tuple[Checked, ...]:
    """What is wrong with a template, with each that the profile names if none is named here; WrongUse where one cannot
    be read."""
    slots = slots_of(project.profile)
    if path is not None:
        return (check_template(_read(path), path.as_posix(), slots),)
    return tuple(_checked(project, project.template(name), papers, slots) for name, papers in _used(project).items())


def _checked(project: Project, place: Path, papers: Sequence[str], slots: Sequence[Slot]) -> Checked:
    return replace(check_template(_read(place), _named(project, place), slots), papers=tuple(papers))


def _used(project: Project) -> dict[str, list[str]]:
    """The templates that the profile names, each with the papers that are made with it; the plans have the report's."""
    usual = project.profile.report.template
    found = {usual: ["the report", "the plans"]}
    for audience in project.profile.audiences:
        found.setdefault(audience.template or usual, []).append(f"the paper for {_body(audience.body)}")
    return found


def _body(body: str) -> str:
    return body.replace("{division}", "each division")


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
