"""A department of one's own: a folder with its settings, its format, its empty plans and what to do next."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import mkdtemp

from compiler.domain.frozen import dataclass, field
from compiler.domain.period import Period, Year
from compiler.domain.returned import Role
from compiler.domain.text import clean, fold
from compiler.profile.department import Department, Division
from compiler.profile.load import load_profile
from compiler.profile.model import Profile, Tier
from compiler.project.find import WrongUse, template_folders
from compiler.project.lock import one_at_a_time
from compiler.project.names import file_name, is_kept, workbook_name
from compiler.project.write import MARK, NotWritten, sha256, write_safely

GUIDES = "guides"
_NEXT = "READ ME FIRST.txt"
_MADE = "made.json"
"""Within the folder to build in: the hash of every file that is to be put in place."""
_PLACES = ("workbooks", "templates", GUIDES, _NEXT)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a new department is to be: its council and names, its divisions (the first leads), its profile and year.

    `deadlines` gives the day on which a period's returns are due, by the period's name ('Q1').
    """

    council: str
    name: str
    divisions: tuple[str, ...]
    profile: str
    year: Year
    deadlines: Mapping[str, dt.date] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """The name of the department's folder: 'housing' for 'Housing Department'."""
        words = [word for word in _words(self.name) if word not in ("department", "directorate", "service", "services")]
        key = "-".join(words[:3] or _words(self.name)[:3]) or "department"
        return f"{key}-department" if is_kept(key) else key


@dataclass(frozen=True, slots=True)
class Choice:
    """A profile that a new department may take: its key, its name, what it holds in a line, its year's first month."""

    key: str
    name: str
    about: str
    starts: int = 4


def choices_of_profile(folder: Path) -> tuple[Choice, ...]:
    """The profiles that are there to choose from, base first."""
    folders = template_folders(folder)
    keys = {path.parent.name for each in folders for path in each.glob("*/profile.toml")}
    ordered = sorted(keys, key=lambda key: (key != "base", key))
    loaded = [load_profile(key, folders).profile for key in ordered]
    return tuple(Choice(each.key, each.name, _about(each), each.calendar.starts) for each in loaded if each)


def _about(profile: Profile) -> str:
    """What a profile holds: its tiers, its sheets and its ratings."""
    tiers = ", ".join(tier.name for tier in profile.tiers)
    sheets = ", ".join(sheet.name for sheet in profile.sheets if sheet.required)
    ratings = ", ".join(rating.name for rating in profile.ratings.inside) if profile.ratings else "no ratings"
    return f"{tiers}; {sheets}; {ratings}"


def found(folder: Path, wanted: Wanted) -> tuple[Path, ...]:
    """Make the department's folder, whole or not at all; the paths of what was put into it.

    WrongUse when the profile is not there or the folder holds a department already; NotWritten when it cannot be made.
    """
    with one_at_a_time(folder, lambda: dt.datetime.now().astimezone().strftime("%H:%M on %d/%m/%Y")):
        _clear_up(folder)
        return _found(folder, wanted)


def _found(folder: Path, wanted: Wanted) -> tuple[Path, ...]:
    profile = _profile(folder, wanted.profile)
    _check(folder, wanted, profile)
    made = {**_settings(wanted, profile), **_plans(wanted, profile), **_guides(folder, wanted, profile)}
    try:
        with _whole_or_not(folder) as place:
            for name, data in made.items():
                write_safely(place / name, data)
            for period in wanted.year.periods(profile.calendar.periods):
                (place / "workbooks" / wanted.key / wanted.year.name / period.name).mkdir(parents=True)
            _copy_templates(place, folder, _chain(folder, wanted.profile))
            write_safely(place / _MADE, json.dumps(_hashes(place)).encode("utf-8"))
    except OSError as fault:
        raise NotWritten(
            f"'{folder}' could not be made ({fault.strerror or fault}). Nothing was left in it."
        ) from fault
    return tuple(folder / name for name in sorted(made))


def _profile(folder: Path, key: str) -> Profile:
    loaded = load_profile(key, template_folders(folder))
    if loaded.profile is None:
        raise WrongUse("\n".join(str(problem) for problem in loaded.problems))
    return loaded.profile


def _check(folder: Path, wanted: Wanted, profile: Profile) -> None:
    """WrongUse where the folder is taken, or where divisions cannot be told apart by their names."""
    ours = (folder / "templates" / wanted.profile / "profile.toml").is_file()
    there = [name for name in _PLACES if (folder / name).exists() and not (ours and name == "templates")]
    if there:
        raise WrongUse(f"'{folder}' holds '{there[0]}' already. Name a folder that is not there yet, or an empty one.")
    if not wanted.divisions:
        raise WrongUse('A department has at least one division. Name each, such as --division "Repairs".')
    led = [tier for tier in profile.tiers if tier.returned_by == "lead"]
    seen = {file_name(tier.name, ".xlsx", "plan").casefold(): tier.name for tier in led}
    for division in _department(wanted, profile).divisions:
        for mark in {division.key, division.file.casefold()}:
            if mark in seen:
                raise WrongUse(f"Two divisions are called '{seen[mark]}' and '{division.name}'. Name them differently.")
            seen[mark] = division.name
    periods = [period.name for period in wanted.year.periods(profile.calendar.periods)]
    for name in wanted.deadlines:
        if name not in periods:
            raise WrongUse(f"'{name}' is not a period of this format. There are: {', '.join(periods)}.")


@contextlib.contextmanager
def _whole_or_not(folder: Path) -> Iterator[Path]:
    """A folder to build in, whose pieces are put in place at the end; on any fault they are all taken away again."""
    place = Path(mkdtemp(dir=folder, prefix=MARK))
    moved: list[Path] = []
    try:
        yield place
        for piece in sorted(each for each in place.iterdir() if each.name != _MADE):
            for part in sorted(piece.iterdir()) if (folder / piece.name).is_dir() else [piece]:
                os.replace(part, folder / part.relative_to(place))
                moved.append(folder / part.relative_to(place))
    except BaseException:
        for path in moved:
            shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)
        raise
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _hashes(place: Path) -> dict[str, str]:
    """The hash of every file of a folder, by its path within it."""
    files = sorted(path for path in place.rglob("*") if path.is_file())
    return {path.relative_to(place).as_posix(): sha256(path.read_bytes()) for path in files}


def _clear_up(folder: Path) -> None:
    """Take away what a run that was broken off had put in place already, and nothing that was changed since.

    The settings come last: once they are in place the department is whole, and stays.
    """
    for place in (each for each in folder.glob(f"{MARK}*") if each.is_dir()):
        with contextlib.suppress(OSError, ValueError):
            made: dict[str, str] = json.loads((place / _MADE).read_text(encoding="utf-8"))
            if (place / "workbooks").is_dir():
                _take_away(folder, made)
        shutil.rmtree(place, ignore_errors=True)


def _take_away(folder: Path, made: Mapping[str, str]) -> None:
    for name, content in made.items():
        path = folder / name
        if path.is_file() and sha256(path.read_bytes()) == content:
            path.unlink()
    folders = {folder / each for name in made for each in Path(name).parents if each != Path()}
    for each in sorted(folders, reverse=True):
        with contextlib.suppress(OSError):
            each.rmdir()


def _chain(folder: Path, key: str) -> tuple[Path, ...]:
    """The folders of a profile and of those that it extends."""
    import tomllib

    places = template_folders(folder)
    found: list[Path] = []
    while key:
        place = next(each / key for each in places if (each / key / "profile.toml").is_file())
        found.append(place)
        key = str(tomllib.loads((place / "profile.toml").read_text(encoding="utf-8")).get("extends", ""))
    return tuple(found)


def _copy_templates(place: Path, folder: Path, chain: Iterable[Path]) -> None:
    """Copy the profile and what it extends, so that an upgrade of the program changes neither; not what is there."""
    for source in (each for each in chain if not (folder / "templates" / each.name).exists()):
        shutil.copytree(source, place / "templates" / source.name, ignore=shutil.ignore_patterns(GUIDES, "~$*", ".*"))


def _guides(folder: Path, wanted: Wanted, profile: Profile) -> dict[str, bytes]:
    """The pages of guidance in Word, in the look of the profile's own report."""
    from compiler.render.guide import render_guide

    places = [place for each in template_folders(folder) for place in (each / profile.key, each / "base")]
    template = next(place / profile.report.template for place in places if (place / profile.report.template).is_file())
    source = next(place / GUIDES for place in places if (place / GUIDES).is_dir())
    names = {"council": wanted.council, "department": wanted.name, "key": wanted.key}
    return {
        f"{GUIDES}/{path.stem}.docx": render_guide(path.read_text(encoding="utf-8"), template.read_bytes(), names)
        for path in sorted(source.glob("*.md"))
    }


def _settings(wanted: Wanted, profile: Profile) -> dict[str, bytes]:
    return {
        f"workbooks/{wanted.key}/department.toml": _department_toml(wanted, profile).encode("utf-8"),
        _NEXT: _what_next(wanted, profile).encode("utf-8"),
    }


def _department_toml(wanted: Wanted, profile: Profile) -> str:
    lines = [
        f"# {_comment(wanted.council)}, {_comment(wanted.name)}: who returns what, and when.",
        f"council = {_toml(wanted.council)}",
        f"name = {_toml(wanted.name)}",
        f"profile = {_toml(wanted.profile)}          # the format: templates/{wanted.profile}/profile.toml",
    ]
    for number, name in enumerate(wanted.divisions):
        division = _division(wanted, profile, number, name)
        lines += ["", "[[divisions]]", f"key = {_toml(division.key)}", f"name = {_toml(name)}"]
        lines += [f"tier = {_toml(division.tier)}", f"file = {_toml(division.file)}"]
        lines += ["lead = true                       # also returns the rows of the plan of the whole department"] * (
            division.lead
        )
    lines += ["", "# The day by which a period's returns are due; add meeting = the day on which the committee meets."]
    for period in wanted.year.periods(profile.calendar.periods):
        due = wanted.deadlines.get(period.name)
        heading = f'[deadlines."{wanted.year.name}/{period.name}"]'
        lines += [heading, f"due = {due.isoformat()}"] if due else [f"# {heading}", f"# due = {_example(period)}"]
    return "\n".join(lines) + "\n"


def _example(period: Period) -> str:
    return (period.last_day + dt.timedelta(days=18)).isoformat()


def _division(wanted: Wanted, profile: Profile, number: int, name: str) -> Division:
    """A division of the new department: the first leads where a tier is returned by the lead."""
    own = next((tier.key for tier in profile.tiers if tier.returned_by == "own"), profile.tiers[-1].key)
    led = any(tier.returned_by == "lead" for tier in profile.tiers)
    key = "-".join(_words(name)) or f"division-{number + 1}"
    return Division(
        key=key,
        name=name,
        tier=own,
        file=file_name(name.replace("&", "and"), ".xlsx", "division"),
        lead=led and number == 0,
    )


def _department(wanted: Wanted, profile: Profile) -> Department:
    divisions = tuple(_division(wanted, profile, number, name) for number, name in enumerate(wanted.divisions))
    return Department(wanted.key, wanted.council, wanted.name, wanted.profile, divisions)


def _plans(wanted: Wanted, profile: Profile) -> dict[str, bytes]:
    """An empty standard plan workbook for each division, and for the plan of the whole department."""
    from compiler.returns.form import Form
    from compiler.returns.issue import issue_workbook

    department = _department(wanted, profile)
    within = f"workbooks/{wanted.key}/{wanted.year.name}/plan"
    led = tuple(tier for tier in profile.tiers if tier.returned_by == "lead")
    made: dict[str, bytes] = {}
    for division in department.divisions:
        own = profile.tier(division.tier)
        for tier in (*((own,) if own else ()), *(led if division.lead else ())):
            title = f"{tier.name} {wanted.year.label}: {division.name}"
            form = Form(
                profile, department, division, Role.PLAN, wanted.year, title=title, tiers=(tier.key,), open=True
            )
            made[f"{within}/{plan_file(profile, division, tier)}"] = issue_workbook(form)
    return made


def plan_file(profile: Profile, division: Division, tier: Tier) -> str:
    """The name of a plan's workbook: the division's own file, or the tier's name for one that the lead returns."""
    own = tier.key == division.tier
    return workbook_name(division.file, division.name) if own else file_name(tier.name, ".xlsx", "plan")


def _what_next(wanted: Wanted, profile: Profile) -> str:
    year, first = wanted.year.name, wanted.year.periods(profile.calendar.periods)[0].name
    within = f"workbooks/{wanted.key}"
    here = (
        (f"{within}/department.toml", "who returns what, and by when: a text file, yours to change"),
        (f"{within}/{year}/plan/", "the plans, one workbook for each; empty until they are filled in"),
        (f"{within}/{year}/{first}/", "where the returns go that come back"),
        ("templates/", "the format of the returns, and the Word report's template"),
        (f"{GUIDES}/", "a page each for teams, performance officer, committee officer and IT"),
    )
    steps = (
        ("compile import LIST.xlsx", "take over a list that you have, or fill in the plans by hand"),
        (f"compile check --plan --year {year} --quarter {first}", "see that the plans are in order"),
        (f"compile issue --year {year} --quarter {first}", "make the teams' returns, and send them out"),
        ("compile status", "see who has returned"),
        (f"compile quarter --year {year} --quarter {first}", "write the report"),
    )
    lines = [f"{wanted.name}, {wanted.council}", "", "What is here", *_in_columns(here)]
    lines += ["", "What to do next, in this folder", *_in_columns(steps)]
    return "\n".join(lines) + "\n"


def _in_columns(lines: Sequence[tuple[str, str]]) -> list[str]:
    wide = max(len(first) for first, _ in lines)
    return [f"  {first.ljust(wide)}   {second}" for first, second in lines]


def _words(name: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", fold(name).replace("&", " and ").replace("'", ""))


def _toml(words: str) -> str:
    return json.dumps(clean(words), ensure_ascii=False).replace("\x7f", "")


def _comment(words: str) -> str:
    return " ".join(clean(words).split())
