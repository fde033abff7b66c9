"""A clean department, made anew from each seed: its plans, its returns of two periods, its register and indicators."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random

from compiler.domain.period import Period, Year
from compiler.domain.record import Kind
from compiler.domain.returned import Role
from compiler.profile.department import Department, Division
from compiler.profile.load import load_profile
from compiler.profile.model import Profile
from compiler.returns.identity import ROLE_WORDS, row_identity
from tests.mutation import stock
from tests.mutation.answers import answered
from tests.mutation.draft import Draft, Line, Papers

HERE = Path(__file__).parent
YEAR = Year(2008)
QUARTER = Period(YEAR, 2)
DEPARTMENT = Department(
    key="children",
    council="Sandhaven Borough Council",
    name="Children's Services",
    profile="generated",
    divisions=(
        Division("strategy", "Strategy", "operational", lead=True, file="Strategy.xlsx"),
        Division("safeguarding", "Safeguarding", "divisional", file="Safeguarding.xlsx"),
        Division("planning", "Planning", "divisional", file="Planning.xlsx", aliases=("Planning & Places",)),
        Division("resources", "Resources", "divisional", file="Resources.xlsx"),
    ),
)
UPPER, LOWER, JOINT = "Departmental Plan", "Divisional Plan", "Operational Plan"
TIERS = {UPPER: "departmental", LOWER: "divisional", JOINT: "operational"}
LINKED, OWN = "Section 1 - Objectives linked to the Departmental Plan", "Section 2 - Objectives of the division"
PREFIX = {"strategy": "JT", "safeguarding": "SG", "planning": "PL", "resources": "RS"}
MONTHS = ("Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar")
_SPARE = 6
"""How many wordings of each kind are kept for annual indicators and for planters."""
JUNE, SEPTEMBER, OCTOBER, JANUARY, FEBRUARY, MARCH = 2, 5, 6, 9, 10, 11


@cache
def generated_profile() -> Profile:
    """The small format of the rules' tests with one more division's references."""
    loaded = load_profile("generated", (HERE / "profiles", HERE.parent / "rules" / "profiles"))
    assert loaded.profile is not None, loaded.problems
    return loaded.profile


@dataclass(slots=True)
class Maker:
    """What has been made so far of one department: the words still unused, the numbers given, the rows of each plan."""

    random: Random
    words: dict[str, list[str]] = field(default_factory=dict)
    given: dict[str, int] = field(default_factory=dict)
    tables: dict[str, dict[str, list[Line]]] = field(default_factory=dict)

    def word(self, kind: str) -> str:
        """Words of a kind that nothing has yet."""
        return self.words[kind].pop()

    def number(self, family: str) -> int:
        """The next number of a family of references."""
        self.given[family] = self.given.get(family, 0) + 1
        return self.given[family]

    def put(self, division: str, sheet: str, cells: dict[str, str]) -> Line:
        """A new row of a division's plan."""
        table = self.tables.setdefault(division, {}).setdefault(sheet, [])
        tier = TIERS.get(cells.get("plan", ""), "")
        name = cells.get("reference") or cells.get("number") or str(len(table))
        mark = f"{division}/{tier}/{sheet}/{name}"
        mark = row_identity(Kind.ACTION, tier, division, name) if sheet == "actions" else mark
        line = Line(mark, {**cells, "identity": mark} if sheet == "actions" else dict(cells))
        table.append(line)
        return line


def due(month: int, random: Random) -> str:
    """A month of the plan's year (0 is April) as people write it: 'Mar 2009' or '31/03/2009'."""
    year, number = (2008, month + 4) if month < JANUARY else (2009, month - JANUARY + 1)
    written = [f"{MONTHS[month]} {year}", f"28/{number:02}/{year}"]
    return random.choice(written)


def clean_papers(seed: int) -> Papers:
    """The department of a seed, in which no rule finds anything."""
    random = Random(f"department {seed}")
    kinds = {
        "action": stock.ACTIONS, "share": stock.SHARES, "count": stock.COUNTS, "time": stock.TIMES,
        "risk": stock.RISKS, "outcome": stock.OUTCOMES,
    }  # fmt: skip
    maker = Maker(random, {name: random.sample(words, len(words)) for name, words in kinds.items()})
    _departmental(maker)
    for division in DEPARTMENT.divisions[1:]:
        _divisional(maker, division.key)
    _joint(maker)
    _resources(maker)
    profile = generated_profile()
    lead = DEPARTMENT.divisions[0]
    plans = [*(_plan(maker, division, division.key) for division in DEPARTMENT.divisions), _plan(maker, lead, "joint")]
    periods = (QUARTER, QUARTER.previous())
    returns, before = ([_return(plans, each, period) for each in DEPARTMENT.divisions] for period in periods)
    answered(returns, before, random)
    return Papers(profile, DEPARTMENT, QUARTER, plans, returns, before, spare=maker.words)


def _departmental(maker: Maker) -> None:
    """Three outcomes with two risks and three or four actions each; every action cites two indicators of its own."""
    for number in ("1", "2", "3"):
        risks = [f"R{maker.number('R')}" for _ in range(2)]
        heading = {"number": number, "plan": UPPER, "departmental": maker.word("outcome"), "risks": ", ".join(risks)}
        maker.put("strategy", "objectives", heading)
        actions = [_action(maker, number, risks) for _ in range(maker.random.choice((3, 4)))]
        for risk in risks:
            _risk(maker, risk, actions)


def _action(maker: Maker, objective: str, risks: list[str]) -> Line:
    officer = maker.random.choice((*stock.PEOPLE[:9], *stock.POSTS[:3]))
    indicators = [_indicator(maker, "strategy", UPPER, officer)["reference"] for _ in range(2)]
    return maker.put(
        "strategy",
        "actions",
        {
            "reference": f"JT A{maker.number('JT'):02}", "plan": UPPER, "objective": objective,
            "action": maker.word("action"), "due": due(maker.random.choice((FEBRUARY, MARCH)), maker.random),
            "officer": officer, "indicators": ", ".join(indicators), "risks": ", ".join(risks),
        },
    )  # fmt: skip


def _risk(maker: Maker, reference: str, actions: list[Line]) -> None:
    maker.put(
        "strategy",
        "risks",
        {
            "reference": reference, "plan": UPPER, "outcome": ", ".join(sorted(line["reference"] for line in actions)),
            "risk": maker.word("risk"), "priority": maker.random.choice("LMH"), "review": "Quarterly meetings",
            "reviewed": "Last – Mar 08, next – Jun 08",
        },
    )  # fmt: skip


def _indicator(maker: Maker, division: str, plan: str, officer: str, annual: bool = False) -> Line:
    """An indicator with a target further on than its outturn; an annual one is a share without a figure as yet."""
    kinds = ("share",) if annual else ("share", "share", "share", "count", "time")
    spare = 0 if annual else _SPARE
    kind = maker.random.choice([kind for kind in kinds if len(maker.words[kind]) > spare])
    start = maker.random.randint(300, 600)
    step = maker.random.randint(10, 60)
    outturn, target, better = {
        "share": (f"{start / 10:.1f}%", f"{(start + step) / 10:.1f}%", "Higher"),
        "count": (str(start), str(start + step), "Higher"),
        "time": (f"{start // 10} days", f"{start // 10 - step // 10} days", "Lower"),
    }[kind]
    cells = {
        "reference": f"NI {40 + maker.number('NI')}", "plan": plan, "definition": maker.word(kind), "officer": officer,
        "polarity": better, "outturn": outturn, "target": target,
    }  # fmt: skip
    if kind == "share":
        red, green = (start - 50) / 10, (start + step) / 10
        cells |= {"red_when": f"below {red:.1f}%", "amber_when": f"{red:.1f}% to {green - 0.1:.1f}%"}
        cells["green_when"] = f"{green:.1f}% or more"
    line = maker.put(division, "indicators", cells)
    line.cells["kind"] = f"{kind} annual" if annual else kind
    return line


def _divisional(maker: Maker, division: str) -> None:
    """Objectives that carry out the departmental actions that fall to a division, and some of its own."""
    share = maker.tables["strategy"]["actions"][list(PREFIX).index(division) - 1 :: 3]
    outcomes = {line["number"]: line for line in maker.tables["strategy"]["objectives"]}
    for number, parent in enumerate(share, 1):
        heading = outcomes[parent["objective"]]
        name = f"1.{number}"
        maker.put(
            division,
            "objectives",
            {
                "number": name, "plan": LOWER, "section": LINKED, "departmental": heading["departmental"],
                "divisional": parent["action"], "parent": parent["reference"],
                "risks": heading["risks"],
            },
        )  # fmt: skip
        _carry_out(maker, division, name, parent)
    _own_work(maker, division)


def _carry_out(maker: Maker, division: str, objective: str, parent: Line) -> None:
    """Two or three actions under a heading, the first with all indicators of the action that they carry out."""
    cited = _list_too(maker, division, LOWER, parent)
    for number in range(maker.random.choice((2, 3))):
        one = maker.random.choice(cited)
        _task(maker, division, objective, indicators=", ".join(cited) if number == 0 else one, risks=parent["risks"])


def _list_too(maker: Maker, plan: str, tier: str, parent: Line) -> list[str]:
    """Put the indicators of a departmental action into the table of another plan; their references."""
    cited = parent["indicators"].split(", ")
    for row in [line for line in maker.tables["strategy"]["indicators"] if line["reference"] in cited]:
        maker.put(plan, "indicators", {**{key: row[key] for key in row.cells}, "plan": tier})
    return cited


def _joint(maker: Maker) -> None:
    """The lead's own plan: some actions of the departmental plan, every one under its reference there."""
    for number, parent in enumerate(maker.random.sample(maker.tables["strategy"]["actions"], 3), 1):
        maker.put("joint", "objectives", {"number": str(number), "plan": JOINT, "divisional": f"Workstream {number}"})
        same = {key: parent[key] for key in ("reference", "action", "due", "officer", "indicators", "risks")}
        maker.put("joint", "actions", {**same, "plan": JOINT, "objective": str(number)})
        _list_too(maker, "joint", JOINT, parent)


def _task(maker: Maker, division: str, objective: str, **cells: str) -> Line:
    month = maker.random.choice((JUNE, SEPTEMBER, OCTOBER, OCTOBER + 1, JANUARY))
    return maker.put(
        division,
        "actions",
        {
            "reference": f"{PREFIX[division]} A{maker.number(division):02}", "plan": LOWER, "objective": objective,
            "action": maker.word("action"), "due": due(month, maker.random), "month": str(month),
            "officer": _officer(maker, division), **cells,
        },
    )  # fmt: skip


def _officer(maker: Maker, division: str) -> str:
    if division == "resources":
        return ", ".join(maker.random.sample(sorted(stock.INITIALS), maker.random.choice((1, 2))))
    return maker.random.choice((*stock.PEOPLE[9:], *stock.POSTS[3:]))


def _own_work(maker: Maker, division: str) -> None:
    """Two objectives of the division's own, the first with indicators, one of which is annual."""
    for number in ("2.1", "2.2"):
        words = maker.word("action")
        maker.put(division, "objectives", {"number": number, "plan": LOWER, "section": OWN, "divisional": words})
        for count in range(3):
            line = _task(maker, division, number)
            if number == "2.1":
                made = _indicator(maker, division, LOWER, line["officer"], annual=count == 0)
                line.cells["indicators"] = made["reference"]


def _resources(maker: Maker) -> None:
    """The departmental budget with its total, its summary by division, and what each plan says of it in words."""
    pounds = [maker.random.randint(1_000, 9_000) for _ in DEPARTMENT.divisions]
    amounts = [f"{each / 1000:.3f}" for each in (*pounds, sum(pounds))]
    lines = [*(division.name for division in DEPARTMENT.divisions), "Departmental total"]
    for table, measure in (("Net budget", "2008/09"), ("Summary by division", "Net Budget")):
        for line, amount in zip(lines, amounts, strict=True):
            cells = {"table": table, "line": line, "measure": measure, "amount": amount, "unit": "£m"}
            maker.put("strategy", "resources", cells)
    for division, amount in zip(DEPARTMENT.divisions, amounts, strict=False):
        told = f"The net budget of the division is £{amount}m. It follows the Departmental Plan 2008/09 to 2010/11."
        maker.put(division.key, "prose", {"block": "Resources", "text": told})


def _plan(maker: Maker, division: Division, key: str) -> Draft:
    tables: dict[str, list[Line]] = {name: [] for name in ("objectives", "actions", "indicators", "risks")}
    tables |= maker.tables[key]
    name = "plan/Departmental.xlsx" if key == "strategy" else f"plan/{division.file}"
    draft = Draft(name, Role.PLAN, division, YEAR, None, tables, *_said(division, Role.PLAN, None))
    draft.legend = dict(stock.INITIALS) if division.key == "resources" else {}
    return draft


def _return(plans: list[Draft], division: Division, period: Period) -> Draft:
    """The return of a division, with the rows of its plans and nothing answered yet."""
    own = [plan for plan in plans if plan.division == division]
    tables = {
        name: [Line(row.mark, dict(row.cells)) for plan in own for row in plan.tables[name]]
        for name in ("objectives", "actions", "indicators", "risks")
    }
    file = division.file if period == QUARTER else f"{period.year.name}/{period.name}/{division.file}"
    return Draft(file, Role.RETURN, division, YEAR, period, tables, *_said(division, Role.RETURN, period))


def _said(division: Division, role: Role, period: Period | None) -> tuple[dict[str, str], dict[str, str]]:
    """What a workbook says of itself to programs, and on its cover."""
    said = {"council": DEPARTMENT.council, "department": DEPARTMENT.key, "division": division.key, "year": YEAR.name}
    cover = {
        "council": DEPARTMENT.council,
        "department": DEPARTMENT.name,
        "division": division.name,
        "year": YEAR.label,
    }
    if period:
        said, cover = said | {"period": period.name}, cover | {"period": period.label}
    return said | {"role": role.value}, cover | {"role": ROLE_WORDS[role.value]}
