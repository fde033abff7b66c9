"""Finding a department's files: settings, plans, returns, templates, and where its output goes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from compiler.domain.decision import FILE, NOTHING_DECIDED, Decisions
from compiler.domain.frozen import dataclass
from compiler.domain.period import Period, Year, read_period, read_year
from compiler.domain.regex import regex
from compiler.domain.text import nearest
from compiler.profile.department import Deadline, Department, Division
from compiler.profile.model import Profile
from compiler.project.settings import kept_settings, settings_mark
from compiler.rules.registry import is_gate, rule_of

if TYPE_CHECKING:
    from compiler.profile.build import Problems

_WORKBOOKS = (".xlsx", ".xlsm")
_PASSING = regex(r"(?:~|\.).*|.*\.tmp|[0-9A-F]{7,8}", re.IGNORECASE)
"""Lock files (~$Care.xlsx, .~lock.Care.xlsx#) and the files that a program saves to before it renames them."""


class WrongUse(Exception):
    """The command cannot be carried out as given: the message says why and what to do instead."""


@dataclass(frozen=True, slots=True)
class File:
    """A file as found: its name without folder, and its path."""

    name: str
    path: Path


@dataclass(frozen=True, slots=True)
class Project:
    """One department's folder: its settings, its profile, and where its workbooks, templates and output lie.

    `mark` stands for the files that the settings and the profile come from, and for nothing where it is not known;
    `kept` says that they were not read from these now, but had been kept as they were read.
    """

    folder: Path
    department: Department
    profile: Profile
    decisions: Decisions = NOTHING_DECIDED
    mark: str = ""
    kept: bool = False

    @property
    def workbooks(self) -> Path:
        """Where the department's years lie."""
        return self.folder / "workbooks" / self.department.key

    def periods(self) -> tuple[Period, ...]:
        """The periods for which any return is there, oldest first."""
        found = []
        for year_folder in _folders(self.workbooks):
            year = read_year(year_folder.name, self.profile.calendar.starts)
            for folder in _folders(year_folder) if year else ():
                period = self.period(folder.name, year)
                if period is not None and folder.name == period.name and _workbooks_in(folder):
                    found.append(period)
        return tuple(sorted(found))

    def period(self, words: str, year: Year | None) -> Period | None:
        """The period that words such as 'Q1' or '1' mean in a year."""
        calendar = self.profile.calendar
        return read_period(words, year, calendar.periods, calendar.starts)

    def plans(self, year: Year) -> tuple[File, ...]:
        """The approved plans of a year."""
        return _workbooks_in(self.workbooks / year.name / "plan")

    def returns(self, period: Period) -> tuple[File, ...]:
        """The returns of a period, every workbook that is there."""
        return _workbooks_in(self.workbooks / period.year.name / period.name)

    def output(self, period: Period) -> Path:
        """The folder for what is made of a period."""
        return self.folder / "output" / self.department.key / period.year.name / period.name

    def template(self, name: str) -> Path:
        """A template file of the profile: the user's own, else the one that came with the program, else base's."""
        for folder in template_folders(self.folder):
            for key in (self.profile.key, "base"):
                if (folder / key / name).is_file():
                    return folder / key / name
        raise WrongUse(
            f"The template '{name}' is not there, neither in templates/{self.profile.key} nor in templates/base."
        )


def template_folders(folder: Path) -> tuple[Path, ...]:
    """Where profiles lie: the user's own templates first, then those that came with the program."""
    package = Path(__file__).resolve().parents[1]
    shipped = package / "_templates"
    return (folder / "templates", shipped if shipped.is_dir() else package.parent / "templates")


def open_project(folder: Path, department: str = "") -> Project:
    """The department's project; WrongUse, with the way out, when it cannot be found or its settings are wrong."""
    key = department or _default_department(folder)
    mark = settings_mark(_settings(folder, key), template_folders(folder))
    kept = kept_settings(folder, key, mark)
    settings, profile = kept or _read_settings(folder, key)
    decisions = _read_decisions(folder, settings, profile, mark)
    return Project(folder, settings, profile, decisions, mark, kept is not None)


def _read_settings(folder: Path, key: str) -> tuple[Department, Profile]:
    """The settings of a department and its profile; WrongUse with everything that is wrong in their files."""
    from compiler.profile.department_check import check_department
    from compiler.profile.load import load_profile

    settings, problems = _read_department(folder, key)
    loaded = load_profile(settings.profile, template_folders(folder), lambda code: rule_of(code) is not None, is_gate)
    if loaded.profile is None:
        raise WrongUse("The profile has mistakes:\n" + "\n".join(f"  {problem}" for problem in loaded.problems))
    check_department(settings, loaded.profile, problems)
    if problems.found:
        raise mistaken(problems)
    return settings, loaded.profile


def _folders(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.is_dir()) if folder.is_dir() else []


def _workbooks_in(folder: Path) -> tuple[File, ...]:
    """Every workbook-like file of a folder, by name; what Excel and LibreOffice lay beside it for a while is not."""
    if not folder.is_dir():
        return ()
    paths = sorted(path for path in folder.iterdir() if path.is_file() and not _PASSING.fullmatch(path.name))
    return tuple(File(path.name, path) for path in paths)


def _there(folder: Path) -> list[str]:
    return [path.parent.name for path in sorted((folder / "workbooks").glob("*/department.toml"))]


def _default_department(folder: Path) -> str:
    """The department that a command takes when none is named: the default of departments.toml, or the only one."""
    there = _there(folder)
    listed = folder / "workbooks" / "departments.toml"
    if listed.is_file():
        default = _tables(listed).get("default")
        if isinstance(default, str) and default:
            return default
    if len(there) == 1:
        return there[0]
    if there:
        raise WrongUse(f"Which department? Name one with --department: {', '.join(there)}.")
    raise WrongUse(
        f"There is no department in '{folder}'. A department has a folder workbooks/NAME with a department.toml in it. "
        "Change to your department's folder, or name it with --folder."
    )


def _tables(path: Path) -> dict[str, Any]:
    from compiler.profile.toml import NotToml, read_toml, settings_text

    try:
        return read_toml(settings_text(path))
    except NotToml as fault:
        raise WrongUse(f"'{path.name}' cannot be read as TOML: {fault}.") from None


def _settings(folder: Path, key: str) -> Path:
    return folder / "workbooks" / key / "department.toml"


def _read_department(folder: Path, key: str) -> tuple[Department, Problems]:
    """A department's settings, and where further mistakes in their file are noted; WrongUse if one cannot be read."""
    from compiler.profile.build import Problems, build
    from compiler.profile.toml import settings_text

    path = _settings(folder, key)
    if not path.is_file():
        close = nearest(key, _there(folder))
        hint = f" Did you mean '{close}'?" if close else f" There are: {', '.join(_there(folder)) or 'none'}."
        raise WrongUse(f"There is no department called '{key}' in '{folder}'.{hint}")
    table = _tables(path)
    problems = Problems(f"workbooks/{key}/department.toml", settings_text(path))
    department = build(Department, table, "", problems, key=key)
    if problems.found or department is None:
        raise mistaken(problems)
    return department, problems


def mistaken(problems: Problems) -> WrongUse:
    """What refuses a department's settings, with everything that is wrong in them."""
    return WrongUse("The department's settings have mistakes:\n" + "\n".join(f"  {each}" for each in problems.found))


def _read_decisions(folder: Path, department: Department, profile: Profile, mark: str) -> Decisions:
    """What the department decided; nothing where there is no decisions.toml."""
    path = folder / "workbooks" / department.key / FILE
    if not path.is_file():
        return NOTHING_DECIDED
    from compiler.project.kept_entries import kept_entries

    kept = kept_entries(folder, path, mark, Decisions)
    if kept is not None:
        return kept
    from compiler.profile.toml import NotToml, settings_text

    try:
        text = settings_text(path)
    except NotToml as fault:
        raise WrongUse(f"'{FILE}' cannot be read: {fault}.") from None
    return decisions_in(text, department, profile)


def keep_decisions(project: Project) -> None:
    """Keep what the department decided as it was read, for the next time."""
    if project.decisions is not NOTHING_DECIDED:
        from compiler.project.kept_entries import keep_entries

        keep_entries(project.folder, project.workbooks / FILE, project.mark, project.decisions)


def decisions_in(text: str, department: Department, profile: Profile) -> Decisions:
    """The decisions of a file's text; WrongUse with everything that is wrong in it."""
    from compiler.ledger.decisions import read_decisions
    from compiler.ledger.named import with_keys

    read = read_decisions(text, lambda code: rule_of(code) is not None, lambda code: not is_gate(code))
    named = with_keys(read, department, profile) if isinstance(read, Decisions) else read
    if isinstance(named, Decisions):
        return named
    raise WrongUse("The decisions have mistakes:\n" + "\n".join(f"  {problem}" for problem in named))


def division_named(department: Department, words: str) -> Division:
    """The division that a person named, on the command line or in a settings file; WrongUse if there is none."""
    division = department.named(words, beginning=True)
    if division is not None:
        return division
    close = nearest(words, [name for each in department.divisions for name in each.names])
    hint = f" Did you mean '{close}'?" if close else ""
    names = ", ".join(each.name for each in department.divisions)
    raise WrongUse(f"There is no division called '{words}'.{hint} There are: {names}.")


def choose_period(project: Project, year: str, quarter: str) -> Period:
    """The period that the options name; the newest with returns when they name none. WrongUse when it is not there."""
    there = project.periods()
    if year:
        named = read_year(year, project.profile.calendar.starts)
        if named is None:
            raise WrongUse(f"'{year}' is not a year. Write it as 2008-09.")
        there = tuple(period for period in there if period.year == named)
    if quarter:
        there = tuple(period for period in there if period == project.period(quarter, period.year))
    if there:
        return there[-1]
    known = _list_periods(project.periods())
    wanted = " ".join(part for part in (quarter, year) if part)
    raise WrongUse(
        f"There are no returns{f' for {wanted}' if wanted else ''}. There are returns for: {known or 'no period yet'}."
    )


def _list_periods(periods: Iterable[Period]) -> str:
    return ", ".join(f"{period.name} {period.year.name}" for period in periods)


__all__ = ["Deadline", "Division", "File", "Project", "WrongUse", "choose_period", "open_project", "template_folders"]
