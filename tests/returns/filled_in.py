"""Returns filled in as people fill them in: hundreds of rows, with every slip of the keys, from one seed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from random import Random

from compiler.domain.period import Period, Year
from compiler.domain.returned import Role
from compiler.profile.department import Department, Division
from compiler.profile.model import Profile
from compiler.returns.form import Form, FormRow, Shown, Words

YEAR = Year(2008)
QUARTER = Period(YEAR, 2)
LEAD = Division("strategy", "Strategy & Support", "divisional", lead=True, file="Strategy.xlsx")

NOTHING: list[Words] = ["", " ", "\n", " \n ", "\u00a0", "N/A", " n/a ", "NA", "None", "nil", "Not applicable", "n / a"]
SAID: list[Words] = [
    *("TBC", "tbc.", "xx", "to be confirmed", "?", "…", "to be confirmed by May"),
    "Two visitors left",
    "-",
    "–",
    "0",
    "Nonesuch",
    "Total",
    0,
    "x",
    "N/A since May",
    "#N/A",
    "=1+1",
    "Café’s",
]
RATINGS: list[Words] = [
    "Red",
    "Amber",
    "Green",
    "Green",
    "Awaiting figure",
    "Not due this quarter",
    "Reported annually",
]
ODD_RATINGS: list[Words] = [
    *("", " ", "red", "GREEN ", " green", "\u00a0Amber", "Red\n", "Awaiting  figure", "awaiting Figure", "Annual"),
    *("Gren", "R", "N/A", "None", "Not published", 3, "?", "*", "R*d", "~", "Red|Amber", "Red‖Amber", "‖", "‖Red"),
    *(
        "🟢 Green",
        "🟢",
        "Gr\u0435en",
        "Green.",
        "Green!",
        "Green -",
        "Am\u200bber",
        "Ａmber",
        "Red or Amber, we cannot yet say which",
        "–",
    ),
]
DAYS: list[Words] = [dt.date(2008, month, day) for month in (3, 4, 6, 9, 10) for day in (1, 2, 29, 30)]
DATES: list[Words] = [
    *("30/09/2008", "01/10/2008", "31/03/2008", "01/04/2008", " 15/10/2008", "01/09/2008", "Sep 2008", "Oct 2008"),
    *("Mar 2008", "sep 2008", "SEPT 2008", "September 2008", "1/10/08", "31/02/2008", "05/13/2008", "00/10/2008"),
    *("2008", "2009", "ongoing", "TBC", 39700, 2008, "Quarter 1", "xx/10/2008", "30/06/1908", "Abc 2008", "an  2008"),
]
DUE = [
    "Jun 2008",
    "30/09/2008",
    "01/10/2008",
    "Mar 2009",
    "Ongoing",
    "",
    "Sep 2008",
    "April 2008",
    "Monthly",
    "2007/08",
]
TARGETS: list[Words] = [
    *("50%", "<10%", "at least 90%", "10 to 12", "45.7", "Monitor", "", "72 young people", "> 50%", "95%+", "£5m"),
    *("Reduce by 5%", "50.0%", "maximum 20", "5.9 per 1,000", "to be determined", "10-20%", "English 50% Maths 60%"),
    *(Shown(0.5, "0.0%"), 12, 45.75),
]
FIGURES: list[Words] = [
    *(
        Shown(0.457, "0.0%"),
        Shown(0.5, "0%"),
        Shown(0.92, "0%"),
        Shown(0.05, "0.0%"),
        Shown(1.2, "0%"),
        Shown(5.0, "0.00"),
    ),
    *(
        45.7,
        45.75,
        12,
        0,
        9,
        11,
        20,
        25,
        0.4,
        "45.7%",
        "50.0%",
        "50.00%",
        "9%",
        "12",
        "11.0",
        " 12 ",
        "1,200",
        "-5",
        "1e3",
    ),
    *("12 days", "about 50%", "", "N/A", "72 young people", "73", "10/12", "£6m", "English 40% Maths 61%", "50 %", "%"),
]
SCORES: list[Words] = ["L", "M", "H", "High", "low", "", "N/A", "X", "HH", "H.", "Me dium", 2, "Н"]
MARKED = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"


def filled_in(profile: Profile, seed: int, rows: int) -> Form:
    """A return of so many actions and indicators and a third as many risks, filled in at random."""
    pick = Random(seed)
    mark = _marks(pick)
    plan = ["Divisional Plan", "Divisional Plan", "Departmental Plan", ""]
    columns = {sheet.key: {column.key for column in sheet.columns} for sheet in profile.sheets}

    def choose(sheet: str, made: dict[str, Words], identity: str) -> FormRow:
        return FormRow({key: words for key, words in made.items() if key in columns[sheet]}, identity)

    actions = [choose("actions", _action(pick, plan, n), mark("a")) for n in range(rows)]
    indicators = [choose("indicators", _indicator(pick, plan, n), mark("i")) for n in range(rows)]
    risks = [choose("risks", _risk(pick, n), mark("r")) for n in range(rows // 3)]
    milestones = [choose("milestones", _milestone(pick), mark("m")) for _ in range(rows // 6)]
    made = {"actions": actions, "indicators": indicators, "risks": risks, "milestones": milestones}
    return Form(
        profile=profile,
        department=Department("anytown", "Anytown Council", "Children & Families", profile.key, (LEAD,)),
        division=LEAD,
        role=Role.RETURN,
        year=YEAR,
        period=QUARTER,
        tiers=("departmental", "divisional"),
        rows={key: found for key, found in made.items() if key in columns},
        prepared_by="Policy Officer",
        open=True,
    )


def plainly(profile: Profile) -> Form:
    """A small return with one of each slip, and nothing that a formula could read otherwise than the check."""
    actions: list[dict[str, Words]] = [
        {"due": "Jun 2008", "rating": "Green", "progress": "Written", "completed": dt.date(2008, 6, 20)},
        {"due": "Jun 2008", "rating": "Amber", "progress": "Begun"},
        {"due": "Mar 2009", "rating": "Red"},
        {"due": "Mar 2009", "rating": "Gren"},
        {"due": "Mar 2009", "rating": "Green", "progress": "N/A", "completed": dt.date(2008, 10, 3)},
        {"rating": "Red", "progress": "Stopped", "reason": "Two left", "remedy": "Hiring", "revised": "May 2008"},
        {"due": "Mar 2009"},
    ]
    indicators: list[dict[str, Words]] = [
        {"polarity": "Higher", "target": "50%", "figure": Shown(0.457, "0.0%"), "rating": "Green"},
        {"target": "<10", "figure": 12, "rating": "Green"},
        {"target": "<10", "figure": "9", "rating": "Red", "commentary": "None"},
        {"target": "<10", "figure": 9, "rating": "Green"},
    ]
    given: dict[str, Words] = {"plan": "Divisional Plan", "objective": "1", "action": "Write it down"}
    form = filled_in(profile, 0, 0)
    rows = {
        "actions": [
            FormRow({"reference": f"ST A{n}", **given, **row}, f"aaaaaaa{n}") for n, row in enumerate(actions, 1)
        ],
        "indicators": [
            FormRow({"reference": f"NI {n}", "definition": "Share", **row}, f"iaaaaaa{n}")
            for n, row in enumerate(indicators, 1)
        ],
        "risks": [FormRow({"reference": "R1", "risk": "Fire"}, "raaaaaa1")],
    }
    return replace(form, rows=rows)


def _marks(pick: Random) -> Callable[[str], str]:
    def mark(kind: str) -> str:
        found = kind + "".join(pick.choices(MARKED.lower(), k=7))
        return found if pick.random() < 0.95 else ""

    return mark


def _rating(pick: Random) -> Words:
    return pick.choice(RATINGS) if pick.random() < 0.65 else pick.choice(ODD_RATINGS)


def _date(pick: Random) -> Words:
    return pick.choice([*DAYS, *DATES, *NOTHING[:6], "", "", "", ""])


def _said(pick: Random) -> Words:
    return pick.choice([*NOTHING, *SAID, "", "", "", ""])


def _action(pick: Random, plan: list[str], number: int) -> dict[str, Words]:
    if pick.random() < 0.05:  # spare rows, footnotes and totals
        kept: dict[str, Words] = pick.choice(
            [{}, {"action": "Total", "rating": 3}, {"reference": "ST A9"}, {"progress": "See note"}]
        )
        return {**kept}
    quiet = pick.random() < 0.5
    return {
        "reference": f"ST A{number:03}",
        "plan": pick.choice(plan),
        "action": pick.choice(
            ["Write it down", "Children’s centres", "Total review", "Visit every placement by the end of it"]
        ),
        "due": pick.choice(DUE),
        "rating": _rating(pick),
        "progress": _said(pick),
        "reason": pick.choice(NOTHING) if quiet else _said(pick),
        "remedy": "" if quiet else _said(pick),
        "revised": "" if quiet else _date(pick),
        "completed": "" if quiet else _date(pick),
    }


def _indicator(pick: Random, plan: list[str], number: int) -> dict[str, Words]:
    return {
        "reference": f"NI {number}",
        "plan": pick.choice(plan),
        "definition": "Share of those asked",
        "polarity": pick.choice(["Higher", "Lower", "Neither", ""]),
        "target": pick.choice(TARGETS),
        "figure": pick.choice(FIGURES),
        "status": pick.choice(["Provisional", "Final", "final", "", "Draft"]),
        "rating": pick.choice(["Red", "Green", "Green", "Amber", ""]) if pick.random() < 0.9 else _rating(pick),
        "commentary": _said(pick),
    }


def _risk(pick: Random, number: int) -> dict[str, Words]:
    return {"reference": f"R{number}", "risk": "Fire", "current": pick.choice(SCORES), "target": pick.choice(SCORES)}


def _milestone(pick: Random) -> dict[str, Words]:
    return {"of_action": "ST A1", "milestone": "Step", "rating": _rating(pick), "completed": _date(pick)}
