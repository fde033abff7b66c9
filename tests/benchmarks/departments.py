"""Departments of any size: for each division an approved plan and a return of 140 rows, as teams send them.

`python -m tests.benchmarks.departments FOLDER DIVISIONS [PROFILE]` writes one. The same numbers give the same bytes.
The workbooks are the program's own forms of the profile, filled in. The plans are whole: what they cite is there and
cites them, and each row has words of its own. About one answer in thirty has a mistake of a kind that returns really
have, a dozen findings a return.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from random import Random

from compiler.domain.period import Period, Year
from compiler.domain.rating import Rating
from compiler.domain.record import Kind
from compiler.domain.returned import Role
from compiler.profile.choices import choices, ratings_offered
from compiler.profile.department import Department, Division
from compiler.profile.load import load_profile
from compiler.profile.model import Column, Profile, Sheet
from compiler.returns.form import Form, FormRow
from compiler.returns.form import Words as Typed
from compiler.returns.identity import row_identity
from compiler.returns.issue import issue_workbook
from tests.benchmarks import wording

TEMPLATES = Path(__file__).parents[2] / "templates"
NAME = "generated"
NOTICE = "Generated figures"
NO_LIMIT = "\n[report.limits]\nappendix_rows = 0\n"
"""What a profile says where the report's appendices have every row."""
YEAR = Year(2008)
QUARTER = Period(YEAR, 1)
ROWS = {Kind.OBJECTIVE: 10, Kind.ACTION: 60, Kind.INDICATOR: 52, Kind.RISK: 18}
"""How the 140 rows of a workbook fall to its sheets; a format without one of them has more of the others."""
_PREFIX = {Kind.ACTION: "DA", Kind.INDICATOR: "LI", Kind.RISK: "RK"}
_OF = {"action": Kind.ACTION, "indicator": Kind.INDICATOR, "risk": Kind.RISK}
_MAIN: dict[str, Callable[[Random], str]] = {
    "action": wording.action, "definition": wording.definition, "risk": wording.risk, "departmental": wording.outcome,
    "divisional": wording.outcome, "outcome": wording.outcome, "priority": wording.outcome,
    "progress": wording.progress, "commentary": wording.commentary, "reason": wording.why, "remedy": wording.remedy,
}  # fmt: skip
_DUE = ("Jun 2008", "Sep 2008", "Dec 2008", "31/12/2008", "Mar 2009", "31/03/2009", "Mar 2009", "28/02/2009")
_MISTAKES: dict[str, tuple[str, ...]] = {
    "rating": ("", "Ambr", "on track", "Yellow"),
    "figure": ("about 45%", "45 to 50", "8O.5%", "805%", "tbc"),
    "completed": ("31/06/2008", "soon", "30 Februry"),
    "progress": ("", "TBC", "to be confirmed"),
    "reason": ("",), "remedy": ("",), "commentary": ("",), "revised": ("after the elections", ""),
    "due": ("Jun 2009", "31/03/2010"), "target": ("99%",), "current": ("", "High?"),
}  # fmt: skip
_MISTAKEN = 0.03
_BETTER = {"Higher": 1, "": 1, "Neither": 1, "Lower": -1}


@lru_cache(maxsize=8)
def profile_of(name: str) -> Profile:
    """A profile that comes with the program, with the references of generated rows."""
    loaded = load_profile(name, (TEMPLATES,))
    assert loaded.profile is not None, loaded.problems
    return loaded.profile


def settings(name: str) -> str:
    """The profile of a generated department: another, with the references of generated rows."""
    lines = "".join(
        f'{prefix.lower()} = {{ prefix = "{prefix}", of = "{kind.value}" }}\n' for kind, prefix in _PREFIX.items()
    )
    counted = "".join(f"[tier.{tier.key}]\ncounted = true\n" for tier in profile_of(name).tiers)
    return f'extends = "{name}"\nname = "Generated Council"\n\n{counted}[scheme]\n{lines}'


def division_of(number: int, profile: Profile) -> Division:
    """The division of a number, counted from 0; the first is the lead."""
    own = [tier.key for tier in profile.tiers if tier.returned_by == "own"] or [tier.key for tier in profile.tiers]
    file = f"{wording.division(number)}.xlsx"
    return Division(f"d{number + 1}", wording.division(number), own[0], file=file, lead=number == 0)


def department_of(divisions: int, profile: Profile) -> Department:
    """The department with so many divisions."""
    every = tuple(division_of(number, profile) for number in range(divisions))
    return Department(NAME, "Generated Council", "Generated Department", NAME, every, notices={YEAR.name: NOTICE})


def _department_toml(department: Department) -> str:
    head = f'council = "{department.council}"\nname = "{department.name}"\nprofile = "{NAME}"\n\n'
    told = f'[notices]\n"{YEAR.name}" = "{NOTICE}"\n'
    each = (
        f'[[divisions]]\nkey = "{division.key}"\nname = "{division.name}"\ntier = "{division.tier}"\n'
        f'file = "{division.file}"\n{"lead = true" if division.lead else ""}\n'
        for division in department.divisions
    )
    return head + "\n".join(each) + "\n" + told


@dataclass(frozen=True, slots=True)
class Maker:
    """What the rows of one division are made with: its random numbers, its rows' references, its people."""

    profile: Profile
    division: Division
    random: Random
    counts: dict[Kind, int]
    people: tuple[str, ...]
    first: int

    def reference(self, kind: Kind, number: int) -> str:
        """The reference of the division's row of a number, counted from 0."""
        return f"{_PREFIX[kind]} {self.first + number + 1}"

    def cited(self, by: Kind, kind: Kind, number: int) -> str:
        """References of the rows of a kind that go with the row of a number of another kind: each names the other."""
        citing, many = self.counts[by], self.counts.get(kind, 0)
        rows = range(number, many, citing) if many > citing else [number % many] if many else []
        return ", ".join(self.reference(kind, row) for row in rows)

    def officer(self, number: int) -> str:
        """Who answers for the row of a number: for an action whoever answers for the indicator that it names."""
        return self.people[number % self.counts.get(Kind.INDICATOR, number + 1) % len(self.people)]


def maker_of(number: int, profile: Profile, rows: int) -> Maker:
    """What makes the rows of the division of a number, so many in all."""
    random = Random(f"division {number}")
    there = {kind: count for kind, count in ROWS.items() if profile.sheet(kind)}
    counts = {kind: max(1, count * rows // sum(there.values())) for kind, count in there.items()}
    last = max(counts, key=lambda kind: counts[kind])
    counts[last] += rows - sum(counts.values())
    people = tuple(wording.person(random) for _ in range(6))
    return Maker(profile, division_of(number, profile), random, counts, people, number * 100)


def approved(maker: Maker) -> dict[str, list[dict[str, Typed]]]:
    """The rows of a division's plan by sheet: the cells that the members approved."""
    sheets = ((kind, maker.profile.sheet(kind)) for kind in maker.counts)
    return {
        sheet.key: [_row(maker, sheet, number, "plan") for number in range(maker.counts[kind])]
        for kind, sheet in sheets
        if sheet
    }


def answered(maker: Maker, plan: dict[str, list[dict[str, Typed]]]) -> dict[str, list[dict[str, Typed]]]:
    """The same rows with the team's answers, and now and then a mistake."""
    named = {sheet.key: sheet for sheet in maker.profile.sheets}
    return {
        key: [_mistaken(maker, {**row, **_answers(maker, named[key], number, row)}) for number, row in enumerate(rows)]
        for key, rows in plan.items()
    }


def _mistaken(maker: Maker, row: dict[str, Typed]) -> dict[str, Typed]:
    return {
        key: maker.random.choice(_MISTAKES[key]) if key in _MISTAKES and maker.random.random() < _MISTAKEN else words
        for key, words in row.items()
    }


def _answers(maker: Maker, sheet: Sheet, number: int, row: dict[str, Typed]) -> dict[str, Typed]:
    """What a team types into a row: a rating, and with it what that asks for."""
    answers = _row(maker, sheet, number, "return")
    state = next((each for each in _states(maker) if each.name == answers.get("rating")), None)
    red, done = state is not None and state.exception, state is not None and state.done
    if not red:
        answers = {key: words for key, words in answers.items() if key not in ("reason", "remedy", "revised")}
    if not done:
        answers.pop("completed", None)
    if "target" in row and "figure" in answers:
        met = not red if state is not None else maker.random.random() < 0.7
        goal = float(str(row["target"]).rstrip("%") or 50)
        answers["figure"] = f"{goal + _BETTER[str(row.get('polarity', ''))] * (1.5 if met else -4.5):.1f}%"
        answers["commentary"] = wording.commentary(maker.random) if not met else answers.get("commentary", "")
    return answers


def _states(maker: Maker) -> tuple[Rating, ...]:
    return maker.profile.ratings.states if maker.profile.ratings else ()


def _row(maker: Maker, sheet: Sheet, number: int, part: str) -> dict[str, Typed]:
    asked = [each for each in sheet.columns if each.part == part and not each.where]
    tiers = maker.division.tier
    cells = {each.key: _cell(maker, sheet, each, number) for each in asked if not each.tiers or tiers in each.tiers}
    if cells.get("outturn") and cells.get("target"):
        cells["target"] = _bettered(maker, str(cells["outturn"]), _BETTER[str(cells.get("polarity", ""))])
    return {key: words for key, words in cells.items() if words != ""}


def _bettered(maker: Maker, outturn: str, way: int) -> str:
    """A target that is better than what was reached: more if `way` is 1, less if it is -1."""
    return f"{float(outturn.rstrip('%')) + way * maker.random.randint(0, 80) / 10:.1f}%"


def _cell(maker: Maker, sheet: Sheet, column: Column, number: int) -> Typed:
    """What stands in a cell of a row, by the type of its column and what it is called."""
    random = maker.random
    if column.type == "reference":
        return maker.reference(sheet.kind, number) if sheet.kind in _PREFIX else str(number + 1)
    if column.type == "references":
        asked = column.of in _OF and _OF[column.of] is not sheet.kind and column.key != "parent"
        return maker.cited(sheet.kind, _OF[column.of], number) if asked else ""
    if column.key in ("number", "objective"):
        most = maker.counts.get(Kind.OBJECTIVE, 1)
        return str(number + 1 if column.key == "number" else number % most + 1)
    if column.type == "rating":
        return _rating(maker, sheet.kind)
    if column.list == "tiers":
        return next(tier.name for tier in maker.profile.tiers if tier.key == maker.division.tier)
    if column.type in ("choice", "choices", "risk"):
        listed = choices(maker.profile, column)[1]
        return random.choice(listed) if listed else ""
    made: dict[str, Callable[[], Typed]] = {
        "officer": lambda: maker.officer(number),
        "when": lambda: random.choice(_DUE),
        "date": lambda: dt.date(2008, random.randint(4, 6), random.randint(1, 28)),
        "value": lambda: f"{random.randint(300, 800) / 10:.1f}%",
        "target": lambda: f"{random.randint(400, 900) / 10:.1f}%",
    }
    if column.key == "completed":
        return f"{random.randint(1, 28):02}/{random.randint(4, 6):02}/2008"
    return made[column.type]() if column.type in made else _words(random, column)


def _words(random: Random, column: Column) -> str:
    if column.key == "period":
        return QUARTER.label.partition("(")[2].rstrip(")") or QUARTER.label
    if column.key in _MAIN:
        return _MAIN[column.key](random)
    return wording.action(random) if column.width >= 30 and column.need != "never" else ""


def _rating(maker: Maker, kind: Kind) -> str:
    offered = ratings_offered(maker.profile, kind)
    return maker.random.choice(offered) if offered else ""


def workbook(number: int, name: str, rows: int, role: Role) -> tuple[str, bytes]:
    """The file and the bytes of a division's plan, or of its return."""
    profile = profile_of(name)
    maker = maker_of(number, profile, rows)
    cells = approved(maker)
    if role is Role.RETURN:
        cells = answered(maker, cells)
    marked = {key: list(_marked(maker, profile, key, each)) for key, each in cells.items()}
    if maker.division.lead and role is Role.RETURN:
        marked["narrative"] = [FormRow({"block": each.name, "text": f"{each.name}."}) for each in profile.blocks]
    department = Department(NAME, "Generated Council", "Generated Department", NAME, (maker.division,))
    form = Form(
        profile=profile, department=department, division=maker.division, role=role, year=YEAR,
        period=QUARTER if role is Role.RETURN else None, tiers=(maker.division.tier,), rows=marked, notice=NOTICE,
    )  # fmt: skip
    return maker.division.file, issue_workbook(form)


def _marked(maker: Maker, profile: Profile, key: str, rows: list[dict[str, Typed]]) -> Iterator[FormRow]:
    sheet = next(each for each in profile.sheets if each.key == key)
    asked = sheet.column("identity") is not None
    for number, cells in enumerate(rows):
        name = str(cells.get("reference") or cells.get("number") or number)
        yield FormRow(cells, row_identity(sheet.kind, maker.division.tier, maker.division.key, name) if asked else "")


def make_department(folder: Path, divisions: int, name: str = "base", rows: int = 140) -> None:
    """Write a department's folder: its settings, and for each division a plan and a return of so many rows."""
    base = folder / "workbooks" / NAME / YEAR.name
    for place in (base / "plan", base / QUARTER.name, folder / "templates" / NAME):
        place.mkdir(parents=True, exist_ok=True)
    (folder / "templates" / NAME / "profile.toml").write_text(settings(name), encoding="utf-8")
    toml = _department_toml(department_of(divisions, profile_of(name)))
    (folder / "workbooks" / NAME / "department.toml").write_text(toml, encoding="utf-8")
    with ProcessPoolExecutor() as pool:
        list(pool.map(partial(_write, base, name, rows), range(divisions), chunksize=8))


def _write(base: Path, name: str, rows: int, number: int) -> None:
    for role, place in ((Role.PLAN, base / "plan"), (Role.RETURN, base / QUARTER.name)):
        file, data = workbook(number, name, rows, role)
        (place / file).write_bytes(data)


if __name__ == "__main__":
    make_department(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3] if len(sys.argv) > 3 else "base")
