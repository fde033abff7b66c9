"""A small department in a user's own folder: its plans and its returns of one quarter, as tables of words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from compiler.domain.period import Period, Year
from compiler.domain.record import Kind
from compiler.domain.returned import Role
from compiler.profile.department import Department, Division
from compiler.profile.load import load_profile
from compiler.profile.model import Profile
from compiler.returns.form import Form, FormRow
from compiler.returns.identity import row_identity
from compiler.returns.issue import issue_workbook

TEMPLATES = Path(__file__).parents[2] / "templates"
YEAR = Year(2008)
QUARTER = Period(YEAR, 1)
RETURNS = "workbooks/town/2008-09/Q1"
OUTPUT = "output/town/2008-09/Q1"

SETTINGS = """
council = "Anytown Council"
name = "Town Department"
profile = "town"

[deadlines."2008-09/Q1"]
meeting = 2008-08-05

[[divisions]]
key = "strategy"
name = "Strategy & Support"
tier = "divisional"
lead = true
file = "Strategy.xlsx"

[[divisions]]
key = "care"
name = "Care Services"
tier = "divisional"
file = "Care.xlsx"

[[divisions]]
key = "schools"
name = "School Services"
tier = "divisional"
file = "Schools.xlsx"
"""
PROFILE = """
extends = "base"
name = "Anytown Council"

[scheme]
st = { prefix = "ST", of = "action" }
ca = { prefix = "CA", of = "action" }
sc = { prefix = "SC", of = "action" }
ni = { prefix = "NI" }
rk = { prefix = "RK", of = "risk" }
"""
STRATEGY = Division("strategy", "Strategy & Support", "divisional", lead=True, file="Strategy.xlsx")
CARE = Division("care", "Care Services", "divisional", file="Care.xlsx")
SCHOOLS = Division("schools", "School Services", "divisional", file="Schools.xlsx")
TOWN = Department("town", "Anytown Council", "Town Department", "town", (STRATEGY, CARE, SCHOOLS))

_HEADING, _SAFE, _ENJOY = "number | departmental\n", "1 | Stay Safe\n", "2 | Enjoy and Achieve\n"
OBJECTIVES = {
    "strategy": _HEADING + _SAFE + _ENJOY,
    "care": _HEADING + _SAFE,
    "schools": _HEADING + _ENJOY,
}
ACTIONS = {
    "strategy": """
reference | objective | action                        | due      | rating | progress                | completed
ST 1      | 1         | Publish the safety plan       | Jun 2008 | Green  | Published on the web.   | 20/06/2008
ST 2      | 2         | Open the homework clubs       | Mar 2009 | Amber  | Two of five are open.   |
""",
    "care": """
reference | objective | action                        | due      | rating | progress                | completed
CA 1      | 1         | Review every placement        | Dec 2008 | Amber  | Half are reviewed.      |
CA 2      | 1         | Train ten foster carers       | Mar 2009 | Amber  | The course is planned.  |
CA 3      | 1         | Write the visiting guide      | Jun 2008 | Green  | The guide is in use.    | 02/06/2008
""",
    "schools": """
reference | objective | action                        | due      | rating | progress                | completed
SC 1      | 2         | Visit each school             | Mar 2009 | Amber  | Nine visits were made.  |
""",
}  # fmt: skip
INDICATORS = """
reference | definition | outturn | target | figure | period | status | rating | commentary
NI 1 | Children who feel safe at school | 80% | 82% | 84% | April to June 2008 | Final | Green | Above the target.
NI 2 | Pupils who attend a homework club | 10% | 15% | 12% | April to June 2008 | Final | Amber | Two clubs are open.
"""  # fmt: skip
RISKS = """
reference | risk                        | priority | controls       | current | target | change
RK 1      | Too few foster carers       | M        | A campaign     | M       | L      | None
"""


@lru_cache(maxsize=1)
def profile() -> Profile:
    """The profile that the town wrote for itself over the one that comes with the program."""
    with TemporaryDirectory() as name:
        (Path(name) / "town").mkdir()
        (Path(name) / "town/profile.toml").write_text(PROFILE, encoding="utf-8")
        loaded = load_profile("town", (Path(name), TEMPLATES))
    assert loaded.profile is not None, loaded.problems
    return loaded.profile


def make_town(folder: Path) -> Path:
    """The department's folder with a clean return of every division; the folder of the returns."""
    for name, data in _files().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder / RETURNS


@lru_cache(maxsize=1)
def _files() -> Mapping[str, bytes]:
    plans = {"Departmental.xlsx": STRATEGY, "Care.xlsx": CARE, "Schools.xlsx": SCHOOLS}
    made = {f"workbooks/town/2008-09/plan/{name}": issue(of, Role.PLAN) for name, of in plans.items()}
    made |= {f"{RETURNS}/{of.file}": issue(of) for of in TOWN.divisions}
    settings = {"workbooks/town/department.toml": SETTINGS, "templates/town/profile.toml": PROFILE}
    return made | {name: words.encode() for name, words in settings.items()}


def issue(
    division: Division, role: Role = Role.RETURN, department: Department = TOWN, period: Period = QUARTER
) -> bytes:
    """The workbook of a division: its approved plan, or its return for a quarter."""
    tier = "departmental" if division.lead else "divisional"
    tables = {"objectives": OBJECTIVES[division.key], "actions": ACTIONS[division.key]}
    if division.lead:
        tables |= {"indicators": INDICATORS, "risks": RISKS}
    rows: dict[str, list[FormRow]] = {
        sheet: list(_rows(sheet, table, division, tier, role)) for sheet, table in tables.items()
    }
    if division.lead and role is Role.RETURN:
        rows["narrative"] = [
            FormRow({"block": block.name, "text": f"Words on {block.key}."}) for block in profile().blocks
        ]
    return issue_workbook(
        Form(
            profile=profile(),
            department=department,
            division=division,
            role=role,
            year=period.year,
            period=period if role is Role.RETURN else None,
            tiers=(tier,),
            rows=rows,
        )
    )


def _rows(key: str, table: str, division: Division, tier: str, role: Role) -> Iterator[FormRow]:
    sheet = next(sheet for sheet in profile().sheets if sheet.key == key)
    asked = {column.key for column in sheet.columns if column.part == "return"}
    lines = [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]
    for line in lines[1:]:
        cells = {
            name: words for name, words in zip(lines[0], line, strict=True) if role is Role.RETURN or name not in asked
        }
        if key == "actions":
            cells["officer"] = "Team Manager"
        named = cells.get("reference", cells.get("number", ""))
        mark = row_identity(Kind(sheet.kind.value), tier, division.key, named)
        yield FormRow({"plan": "Departmental Plan" if division.lead else "Divisional Plan", **cells}, mark)
