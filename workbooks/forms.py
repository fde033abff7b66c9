"""Which workbooks the text sources of a department make, and what stands in each."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

from compiler.domain.period import Period, Year, read_period, read_year
from compiler.domain.returned import Role
from compiler.profile.build import Problems, build
from compiler.profile.department import Deadline, Department, Division
from compiler.profile.heading import heading_words
from compiler.profile.load import load_profile
from compiler.profile.model import Profile
from compiler.returns.form import Form
from workbooks.answers import answered, narrative_rows
from workbooks.plans import PlannedRow, legend, planned_rows, prose_rows, total_rows
from workbooks.sources import Source, SourceFault, read_repairs, read_source, repair

PLAN_FILES = {"departmental": "Departmental.xlsx"}
"""Names of plan workbooks by tier, where they differ from the division's own."""


def forms(folder: Path, templates: Path) -> dict[Path, Form]:
    """Every workbook that a department's text sources make, by the path where it belongs."""
    department = load_department(folder)
    loaded = load_profile(department.profile, (templates,))
    if loaded.profile is None:
        raise SourceFault("\n".join(map(str, loaded.problems)))
    made: dict[Path, Form] = {}
    for years in sorted(path for path in (folder / "sources").iterdir() if path.is_dir()):
        year = read_year(years.name, loaded.profile.calendar.starts)
        if year is None:
            raise SourceFault(f"{years}: the name is no year such as 2008-09")
        made |= _year_forms(Issuer(department, loaded.profile, year), years, folder / years.name)
    return made


def load_department(folder: Path) -> Department:
    """The department whose settings stand in a folder; raises SourceFault with everything that is wrong in them."""
    text = (folder / "department.toml").read_text(encoding="utf-8")
    problems = Problems(str(folder / "department.toml"), text)
    department = build(Department, tomllib.loads(text), "", problems, key=folder.name)
    if department is None or problems.found:
        raise SourceFault("\n".join(map(str, problems.found)))
    return department


def _year_forms(issuer: Issuer, sources: Path, target: Path) -> dict[Path, Form]:
    """The plans and the returns of one year."""
    read = {path.stem: read_source(path) for path in sorted(sources.glob("*.toml"))}
    repair(read, [each for path in sorted(sources.glob("repairs*.tsv")) for each in read_repairs(path)])
    plans = [source for source in read.values() if not _is_period(source.name)]
    made = {target / "plan" / issuer.plan_file(plan): issuer.plan(plan) for plan in plans}
    whole = [source for source in read.values() if _is_period(source.name)]
    answers = [read_source(path) for path in sorted(sources.glob("*/*.toml")) if _is_period(path.parent.name)]
    for source in (*whole, *answers):
        name = source.name if source in whole else source.path.parent.name
        period = read_period(name, issuer.year, issuer.profile.calendar.periods)
        if period is None:
            raise SourceFault(f"{source.path}: '{name}' is no period")
        division = issuer.division(source)
        own = [source] if source in whole else plans
        made[target / name / division.file] = issuer.returned(source, own, division, period)
    return made


def _is_period(name: str) -> bool:
    return name[:1] in "QM" and name[1:].isdigit()


class Issuer:
    """Makes the forms of one department and year."""

    def __init__(self, department: Department, profile: Profile, year: Year) -> None:
        self.department = department
        self.profile = profile
        self.year = year
        self._tiers = {tier.key: tier for tier in profile.tiers}

    def division(self, source: Source) -> Division:
        """The division that a source is of; raises SourceFault for one that there is not."""
        division = self.department.division(source.text("division"))
        if division is None:
            known = ", ".join(each.key for each in self.department.divisions)
            raise SourceFault(f"{source.path}: division '{source.text('division')}' is not known; there are {known}")
        return division

    def plan_file(self, source: Source) -> str:
        """The name of a plan's workbook."""
        return PLAN_FILES.get(source.text("plan"), self.division(source).file)

    def plan(self, source: Source) -> Form:
        """The workbook of an approved plan."""
        rows = {key: [each.row for each in rows] for key, rows in planned_rows(self.profile, source, Role.PLAN).items()}
        return Form(
            profile=self.profile,
            department=self.department,
            division=self.division(source),
            role=Role.PLAN,
            year=self.year,
            title=source.text("title"),
            tiers=(source.text("plan"),),
            rows=rows | {"prose": prose_rows(self.profile, source)},
            headings=self._headings(source),
            legend=legend(source),
            notice=self.department.notice(self.year.name, ""),
        )

    def returned(self, source: Source, plans: Sequence[Source], division: Division, period: Period) -> Form:
        """One division's return for a period; a source that is its own plan holds plan and answers together."""
        held = [plan for plan in self._in_order(plans) if plan is source or self._returns(division, plan)]
        role = Role.RETURN if held == [source] else Role.PLAN
        planned: dict[str, list[PlannedRow]] = {}
        for plan in held:
            for key, found in planned_rows(self.profile, plan, role).items():
                planned.setdefault(key, []).extend(found)
        if held == [source]:
            rows = {key: [each.row for each in found] for key, found in planned.items()}
        else:
            rows = answered(self.profile, source, planned) | {"totals": total_rows(self.profile, source)}
        rows = {
            sheet.key: rows[sheet.key] for sheet in self.profile.sheets if sheet.key in rows and "return" in sheet.roles
        }
        if division.lead or source.tables["narrative"]:
            rows["narrative"] = narrative_rows(self.profile, source)
        return Form(
            profile=self.profile,
            department=self.department,
            division=division,
            role=Role.RETURN,
            year=self.year,
            period=period,
            tiers=tuple(dict.fromkeys(plan.text("plan") for plan in held)),
            rows=rows,
            legend=tuple(line for plan in held for line in legend(plan)),
            notice=self.department.notice(self.year.name, period.name),
            deadline=self.department.deadlines.get(f"{self.year.name}/{period.name}", Deadline()).due,
            prepared_by=source.text("prepared_by"),
            prepared_on=source.said.get("prepared_on", ""),
            checked_by=source.text("checked_by"),
            checked_on=source.said.get("checked_on", ""),
        )

    def _returns(self, division: Division, plan: Source) -> bool:
        by_lead = self._tiers[plan.text("plan")].returned_by == "lead"
        return division.lead if by_lead else plan.text("division") == division.key

    def _in_order(self, plans: Sequence[Source]) -> list[Source]:
        order = list(self._tiers)
        for plan in plans:
            if plan.text("plan") not in order:
                raise SourceFault(
                    f"{plan.path}: '{plan.text('plan')}' is no tier of plans; there are {', '.join(order)}"
                )
        return sorted(plans, key=lambda plan: order.index(plan.text("plan")))

    def _headings(self, source: Source) -> Mapping[str, Mapping[str, str]]:
        """The printed headings over outturn and target, where they are not the profile's own."""
        sheet = next((sheet for sheet in self.profile.sheets if sheet.key == "indicators"), None)
        printed = dict(zip(("outturn", "target"), source.said.get("headings", ()), strict=False))
        if sheet is None:
            return {}
        usual = {column.key: heading_words(column.heading, self.year) for column in sheet.columns}
        return {"indicators": {key: words for key, words in printed.items() if words != usual.get(key)}}
