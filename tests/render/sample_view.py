"""A department of two divisions in tables of words, as the view that the renderers are given."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from compiler.consolidate.rate import movement
from compiler.consolidate.view import NO_RETURN, Belongs, DepartmentView, Judged, Receipt, Row, Source, ToSettle
from compiler.domain.conflict import Claim, Conflict
from compiler.domain.figures import PERCENT
from compiler.domain.finding import Finding, Severity
from compiler.domain.origin import Origin
from compiler.domain.period import Period, Year
from compiler.domain.rating import Rating, RatingScheme
from compiler.domain.record import Entry, Kind, Record, State
from compiler.domain.reference import Besides, ReferenceList, Unread
from compiler.domain.risk import RiskLevel, RiskScheme
from compiler.domain.scheme import Reference, Schemes
from compiler.domain.value_model import Value
from compiler.profile.department import Department, Division
from compiler.profile.model import Calendar, Column, Level, Profile, ReportSettings, Sheet, Tier

RED = Rating("red", "Red", "will not be done", 1, exception=True, fill="9C1C1C", ink="FFFFFF", mark="▼")
AMBER = Rating("amber", "Amber", "will be done", 2, fill="FFC84A", mark="●")
GREEN = Rating("green", "Green", "is done", 3, done=True, fill="1E6B37", ink="FFFFFF", mark="▲")
ANNUAL = Rating("annual", "Annual", "reported in another quarter", in_scheme=False, fill="E3E7EB", mark="–")
RATINGS = RatingScheme((RED, AMBER, GREEN, ANNUAL))
RISKS = RiskScheme((RiskLevel("L", "Low", 1), RiskLevel("M", "Medium", 2), RiskLevel("H", "High", 3, "F3C3C0")))

CARE = Division("care", "Care & Protection", "divisional", file="Care.xlsx")
SCHOOLS = Division("schools", "Schools", "divisional", file="Schools.xlsx", lead=True)
DEPARTMENT = Department("children", "Borough Council", "Children's Department", "sample", (SCHOOLS, CARE))

_SHEETS = (
    Sheet("objectives", "Objectives", Kind.OBJECTIVE, (Column("number", "No."), Column("departmental", "Outcome"))),
    Sheet(
        "actions",
        "Actions",
        Kind.ACTION,
        (
            Column("reference", "Ref", "reference", width=11),
            Column("plan", "Plan"),
            Column("action", "Action", width=40),
            Column("indicators", "Indicators", "references", of="indicator"),
            Column("risks", "Risks", "references", of="risk"),
            Column("rating", "Rating", "rating", part="return"),
            Column("progress", "Progress", part="return", width=40),
            Column("identity", "Row identity", "identity", part="identity"),
        ),
        table="tblActions",
    ),
    Sheet(
        "indicators",
        "Indicators",
        Kind.INDICATOR,
        (
            Column("reference", "Ref", "reference", width=11),
            Column("plan", "Plan"),
            Column("definition", "Definition", width=40),
            Column("figure", "Figure {period}", "value", part="return"),
            Column("rating", "Rating", "rating", part="return"),
        ),
        table="tblIndicators",
    ),
    Sheet(
        "risks",
        "Risks",
        Kind.RISK,
        (Column("reference", "Ref", "reference"), Column("risk", "Risk", width=40), Column("current", "Score", "risk")),
        table="tblRisks",
    ),
)
PROFILE = Profile(
    key="sample",
    name="Borough Council",
    version="1",
    folder="",
    calendar=Calendar(),
    tiers=(Tier("departmental", "Departmental Plan", "lead", True), Tier("divisional", "Divisional Plan")),
    levels=(Level("departmental", "Departmental outcome", "departmental"),),
    sheets=_SHEETS,
    blocks=(),
    lists={},
    schemes=Schemes(),
    ratings=RATINGS,
    risks=RISKS,
    empty={},
    report=ReportSettings(),
)

# division | objective | reference | words | indicators | risks | progress | rating | rating before
ACTIONS = """
schools | 1 | A1 | Open two nurseries     | NI 1, NI 2 | R1   | Both are open        | Green | Amber
schools | 1 | A2 | Train 40 governors     |            |      | 12 trained           | Red   | Amber
care    | 2 | A3 | Review every placement | NI 9, JE16 | none | =1+1                 | Amber | Amber
care    |   | A4 | Publish the strategy   | NI 2       |      | http://x.example/?a=b |       | Red
"""
# division | reference | words | figure | rating | rating before
INDICATORS = """
schools | NI 1 | Children in a nursery     | 45.7%         | Green  | Red
care    | NI 2 | Placements that break down | 7 or so      | Annual | Annual
care    | NI 3 | {=a} visits made           | Not published | Amber |
"""
# division | reference | words | score
RISKS_TABLE = """
schools | R1 | No place for every child | H
care    | R2 | Too few foster carers    | M
"""
OBJECTIVES = """
schools | 1 | Enjoy and Achieve (every child learns)
care    | 2 | Stay Safe
schools | 3 | Be Healthy
"""


def _claim(division: str, rating: Rating, row: int, plan: str) -> Claim:
    """What a division's return says of a conflict's row."""
    place = Origin(f"{division.capitalize()}.xlsx", "Actions", row)
    officer = Entry("Head of Places", State.VALUE, "Head of Places", place.at(5))
    entry = Entry(rating.name, State.VALUE, rating, place.at(6))
    return Claim(Record(Kind.ACTION, plan, division, "", place, {"rating": entry, "officer": officer}), entry)


def sample_view(notice: str = "Illustrative figures") -> DepartmentView:
    """The department in Quarter 2: Care left A4 out of its return, and nothing is known of NI 3 before."""
    objectives = tuple(_objectives())
    rows = (*_actions(objectives), *_indicators(), *_risks())
    return DepartmentView(
        department=DEPARTMENT,
        profile=PROFILE,
        period=Period(Year(2008), 2),
        rows=rows,
        objectives=objectives,
        narrative={},
        totals=(),
        resources=(),
        sources=(
            Source(SCHOOLS, "return", "Schools.xlsx", Receipt.RECEIVED, "ab" * 32, 7, 1),
            Source(CARE, "return", "Care.xlsx", Receipt.RECEIVED, "cd" * 32, 5, 0),
            Source(CARE, "plan", "plan/Care.xlsx", Receipt.RECEIVED, "ef" * 32, 6, 0),
            Source(SCHOOLS, "plan", "plan/Schools.xlsx", Receipt.MISSING, reason="not sent"),
        ),
        findings=(
            Finding("NOTE-1", Severity.NOTE, Origin("Care.xlsx", "Risks"), "Two rows are hidden.", "", "Show them."),
            Finding(
                "REF-1",
                Severity.ERROR,
                Origin("Care.xlsx", "Actions", 7, 4),
                'You entered "JE16".',
                "A reference such as NI 1 is allowed.",
                "Enter the reference.",
                "NI 1",
                subject="A3",
                division="care",
                others=(Origin("Care.xlsx", "Actions", 8, 4),),
            ),
        ),
        conflicts=(
            ToSettle(
                Conflict(
                    Kind.ACTION,
                    "A1",
                    "Open two nurseries",
                    "rating",
                    (_claim("schools", GREEN, 5, "departmental"), _claim("care", RED, 9, "divisional")),
                ),
                "Red",
                "Care & Protection carries it out, under its own Divisional Plan.",
            ),
        ),
        compared=Period(Year(2008), 1),
        notice=notice,
    )


def lines(table: str) -> list[list[str]]:
    """The rows of a table of words."""
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]


def _record(kind: Kind, division: str, origin: Origin, **cells: object) -> Record:
    entries = {}
    for column, (key, value) in enumerate(cells.items(), 1):
        raw, read = value if isinstance(value, tuple) else (value, value)
        state = State.VALUE if raw else State.BLANK
        state = {"Not published": State.NOT_PUBLISHED, "none": State.NONE}.get(str(raw), state)
        entries[key] = Entry(str(raw), state, read if state is State.VALUE else None, origin.at(column))
    return Record(kind, "departmental" if division == "schools" else "divisional", division, "", origin, entries)


def _references(words: str) -> tuple[str, ReferenceList]:
    stated = [part.strip() for part in words.split(",") if part.strip()]
    read = tuple(
        Reference(name.rstrip("0123456789 "), (int(name[-1]),), name)
        for name in stated
        if name[-1].isdigit() and name[:2] != "JE"
    )
    unread = tuple(Unread(name, "no such scheme is known") for name in stated if name.startswith("JE"))
    return words, ReferenceList(words, read, Besides(unread=unread))


def _objectives() -> list[Record]:
    return [
        _record(
            Kind.OBJECTIVE, division, Origin(f"{division}.xlsx", "Objectives", row), number=number, departmental=words
        )
        for row, (division, number, words) in enumerate(lines(OBJECTIVES), 5)
    ]


def _rated(row: Row, now: str, then: str) -> Row:
    rating, before = RATINGS.read(now) if now else NO_RETURN, RATINGS.read(then) if then else None
    moved = movement(rating, before, bool(then))
    return replace(row, judged=Judged(rating, rating if now else None, None, before, moved))


def _actions(objectives: tuple[Record, ...]) -> list[Row]:
    rows = []
    for number, cells in enumerate(lines(ACTIONS), 5):
        division, aim, reference, words, indicators, risks, progress, now, then = cells
        record = _record(
            Kind.ACTION,
            division,
            Origin(f"{'' if now else 'plan/'}{division.title()}.xlsx", "Actions", number),
            reference=_references(reference),
            action=words,
            indicators=_references(indicators),
            risks=_references(risks),
            rating=now,
            progress=progress,
            objective=aim,
        )
        objective = next((each for each in objectives if each.text("number") == aim), None)
        outcome = objective.text("departmental").split("(")[0].strip() if objective else ""
        planned, returned = (None, record) if now else (record, None)
        row = Row(planned, returned, record, Belongs(objective, outcome))
        rows.append(_rated(row, now, then))
    return rows


def _indicators() -> list[Row]:
    rows = []
    for number, (division, reference, words, figure, now, then) in enumerate(lines(INDICATORS), 5):
        value = Value(Decimal("45.7"), PERCENT, 1, figure) if figure.endswith("%") else None
        origin = Origin(f"{division.title()}.xlsx", "Indicators", number)
        record = _record(
            Kind.INDICATOR,
            division,
            origin,
            reference=_references(reference),
            definition=words,
            figure=(figure, value),
            rating=now,
        )
        before = record if then else None
        rows.append(_rated(Row(None, record, before), now, then))
    return rows


def _risks() -> list[Row]:
    rows = []
    for number, (division, reference, words, score) in enumerate(lines(RISKS_TABLE), 5):
        origin = Origin(f"{division.title()}.xlsx", "Risks", number)
        cells = {"reference": _references(reference), "risk": words, "current": (score, RISKS.read(score))}
        record = _record(Kind.RISK, division, origin, **cells)
        rows.append(Row(None, record))
    return rows
