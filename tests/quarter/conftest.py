"""The real quarters, compiled once for all tests that look at what came of them."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from compiler.consolidate.view import DepartmentView
from compiler.domain.period import Period
from compiler.project.find import Project, choose_period, open_project
from compiler.project.quarter import MASTER, REPORT, Run, Wish, run_quarter
from compiler.report.blocks import Report

WORKBOOKS = Path(__file__).parents[2] / "workbooks"


@dataclass(frozen=True)
class Quarter:
    """A quarter of the real department compiled in a folder of its own."""

    project: Project
    period: Period
    run: Run

    @property
    def folder(self) -> Path:
        return self.project.folder

    @property
    def output(self) -> Path:
        return self.project.output(self.period)

    @property
    def word(self) -> bytes:
        return (self.output / REPORT).read_bytes()

    @property
    def master(self) -> bytes:
        return (self.output / MASTER).read_bytes()

    @property
    def view(self) -> DepartmentView:
        return self.run.compiled.view

    @property
    def report(self) -> Report:
        return self.run.compiled.report

    def workbook(self, name: str) -> Path:
        """Where a workbook lies that an origin names: a return of the quarter, or by its folder."""
        year = self.project.workbooks / self.period.year.name
        places = (year / self.period.name / name, year / name, self.project.workbooks / name)
        return next(path for path in places if path.is_file())


def copy_department(folder: Path) -> Path:
    """The real department's plans and returns in another folder."""
    for path in sorted((WORKBOOKS / "hartlepool").rglob("*")):
        if path.suffix == ".xlsx" or path.name == "department.toml":
            target = folder / "workbooks" / path.relative_to(WORKBOOKS)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target)
    return folder


@pytest.fixture(scope="session")
def department(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The real department in a folder of its own."""
    return open_project(copy_department(tmp_path_factory.mktemp("department")))


def _compiled(project: Project, year: str = "", quarter: str = "") -> Quarter:
    period = choose_period(project, year, quarter)
    return Quarter(project, period, run_quarter(project, period, Wish(), lambda step: None))


@pytest.fixture(scope="session")
def published(department: Project) -> Quarter:
    """Quarter 4 of 2007/08, whose figures the council published."""
    return _compiled(department, "2007-08", "Q4")


@pytest.fixture(scope="session")
def newest(department: Project) -> Quarter:
    """The newest quarter, in which a division's return is missing."""
    return _compiled(department)


@pytest.fixture(scope="session", params=["published", "newest"])
def quarter(request: pytest.FixtureRequest) -> Quarter:
    """Each of the two quarters."""
    found: Quarter = request.getfixturevalue(request.param)
    return found
