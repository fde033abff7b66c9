"""The plans of a year as one golden thread, and those of other departments that a crosswalk leads to."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.domain.frozen import dataclass
from compiler.domain.period import Year, read_year
from compiler.domain.returned import Role
from compiler.pipeline import case_for, read_returns
from compiler.profile.crosswalk import CROSSWALK, Crosswalk, read_crosswalk
from compiler.project.find import Project, WrongUse, open_project
from compiler.project.inputs import Wish, inputs_of
from compiler.project.plan import without_plan
from compiler.render.thread.model import Bridge, Planned


@dataclass(frozen=True, slots=True)
class Threads:
    """The plans asked for and the crosswalks from them; `notes` say what could not be followed."""

    planned: Planned
    bridges: tuple[Bridge, ...] = ()
    notes: tuple[str, ...] = ()


def threads_of(project: Project, year: Year) -> Threads:
    """The thread of a year's plans, as the rules follow it, with every crosswalk that leads from it or to it.

    Amendments that the members approved by the year's last day are in force.
    """
    planned = planned_of(project, year)
    found = list(_bridges(project, year))
    bridges = tuple(each for each in found if isinstance(each, Bridge))
    return Threads(planned, bridges, (*planned.missing, *(each for each in found if isinstance(each, str))))


def planned_of(project: Project, year: Year) -> Planned:
    """The plans of a year that can be used; what is missing is said in sentences."""
    inputs = inputs_of(project, year.periods(project.profile.calendar.periods)[-1], Wish())
    case = case_for(inputs, read_returns(inputs, inputs.plans, Role.PLAN, year), (), ())
    unused = tuple(f"A plan, '{book.workbook}', cannot be used: see compile check --plan." for book, _ in case.wrong)
    missing = (*unused, *without_plan(project, year, case.sound_plans))
    return Planned(project.department, project.profile, year, case.thread, missing)


def _bridges(project: Project, year: Year) -> Iterator[Bridge | str]:
    """The crosswalks of every department in the folder that begin or end at these plans; why one cannot be used."""
    key = project.department.key
    for path in sorted(project.workbooks.parent.glob(f"*/{CROSSWALK}")):
        file = path.relative_to(project.folder).as_posix()
        whose = path.parent.name
        try:
            read, problems = read_crosswalk(path.read_text(encoding="utf-8"), file)
        except UnicodeDecodeError:
            yield f"'{file}' cannot be read: save it as plain text in UTF-8."
            continue
        if read is None:
            yield from map(str, problems)
        elif whose == key and read.from_year == year.name:
            yield _bridge(project, read, read.department, read.to_year, file, back=False)
        elif read.department == key and read.to_year == year.name:
            yield _bridge(project, read, whose, read.from_year, file, back=True)
        elif key in (whose, read.department):
            yield f"{file} is between plans for {read.from_year} and {read.to_year}: it does not lead from these."


def _bridge(project: Project, read: Crosswalk, other: str, year: str, file: str, *, back: bool) -> Bridge | str:
    try:
        theirs = open_project(project.folder, other)
    except WrongUse as fault:
        return f"{file} cannot be followed: {fault}"
    named = read_year(year, theirs.profile.calendar.starts)
    if named is None or not theirs.plans(named):
        return f"{file} cannot be followed: there are no plans of '{other}' for {year}."
    return Bridge(read, planned_of(theirs, named), back)
