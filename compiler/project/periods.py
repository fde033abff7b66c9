"""Which period a command is about, where returns have come, are asked for, or are only planned."""

from __future__ import annotations

from compiler.domain.period import Period, Year, read_year
from compiler.project.find import Project, WrongUse, choose_period


def period_to_issue(project: Project, year: str, quarter: str) -> Period:
    """The period that the options name; left out, the one after the newest that has returns, or a plan's first."""
    named = year_named(project, year)
    newest = max((each for each in project.periods() if named in (None, each.year)), default=None)
    parts = project.profile.calendar.periods
    if not quarter and newest and (named is None or newest.number < parts):
        return newest.next()
    of = named or (newest.year if newest else max(planned_years(project), default=None))
    if of is None:
        raise WrongUse(no_plan(project, ""))
    period = project.period(quarter, of) if quarter else newest or of.periods(parts)[0]
    if period is None:
        raise WrongUse(f"'{quarter}' is not a quarter. Write it as {of.periods(parts)[0].name}.")
    return period


def period_planned(project: Project, year: str, quarter: str) -> Period:
    """The period that the options name, as for returns; where none of it has come yet, the one to issue."""
    try:
        return choose_period(project, year, quarter)
    except WrongUse:
        return period_to_issue(project, year, quarter)


def year_named(project: Project, words: str) -> Year | None:
    """The year that an option names; None where it names none, WrongUse where it is no year."""
    year = read_year(words, project.profile.calendar.starts) if words else None
    if words and year is None:
        raise WrongUse(f"'{words}' is not a year. Write it as 2008-09.")
    return year


def planned_years(project: Project) -> tuple[Year, ...]:
    """The years for which there are plans."""
    names = [path.parent.name for path in sorted(project.workbooks.glob("*/plan")) if path.is_dir()]
    years = (read_year(name, project.profile.calendar.starts) for name in names)
    return tuple(year for year in years if year is not None and project.plans(year))


def no_plan(project: Project, year: str) -> str:
    """What to say where a return is wanted and there is no plan to make it from."""
    place = (project.workbooks / (year or "YEAR") / "plan").relative_to(project.folder).as_posix()
    return (
        f"There is no approved plan{f' for {year}' if year else ''}: a return is made from it. Put its workbooks "
        f"into {place}/, or let compile roll-forward draft them from the year before."
    )
