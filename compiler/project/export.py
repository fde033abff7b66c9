"""Writing a period's rows as tables for analysis, each file whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from compiler.consolidate.view import DepartmentView
from compiler.domain.frozen import dataclass
from compiler.domain.period import Period
from compiler.pipeline import view_of
from compiler.project.find import Project, WrongUse
from compiler.project.inputs import Wish, inputs_of
from compiler.project.outputs import write_outputs
from compiler.project.write import Written
from compiler.render.export import tables_of
from compiler.render.export.package import NAME, package_bytes
from compiler.render.export.table import Table
from compiler.render.export.written import csv_bytes, json_bytes

FORMS = ("csv", "json", "parquet")
"""What the tables can be written as."""
FOLDER = "export"
"""Within the period's folder of output."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What was exported: the tables, the folder, and each file that was written, the package's description last."""

    tables: tuple[Table, ...]
    folder: Path
    written: tuple[Written, ...] = ()


def export(
    project: Project,
    period: Period,
    form: str,
    *,
    to: Path | None = None,
    for_excel: bool = False,
    dry_run: bool = False,
    tell: Callable[[str], None] = lambda step: None,
) -> Exported:
    """Write every table of a period, and what their columns mean, to a folder; that of the period's output by default.

    A file there that is not as we wrote it is left alone, and the new one goes beside it. WrongUse where Parquet is
    asked for and cannot be written here.
    """
    folder = to or project.output(period) / FOLDER
    views = _views(project, period, tell)
    tables = tables_of(views[-1], views)
    tell("Writing the tables")
    made = {table.name: _bytes(table, form, for_excel) for table in tables}
    described = package_bytes(views[-1], tables, made, form, "utf-8-sig" if for_excel else "utf-8")
    files = {**{f"{name}.{form}": data for name, data in made.items()}, NAME: described}
    if dry_run:
        return Exported(tables, folder)
    return Exported(tables, folder, write_outputs(folder, files))


def _views(project: Project, period: Period, tell: Callable[[str], None]) -> Sequence[DepartmentView]:
    """The views of every period that has returns up to this one, oldest first."""
    found = []
    for each in project.periods():
        if each <= period:
            tell(f"Reading {each.short}")
            found.append(view_of(inputs_of(project, each, Wish()))[0])
    return found


def _bytes(table: Table, form: str, for_excel: bool) -> bytes:
    if form == "csv":
        return csv_bytes(table, for_excel=for_excel)
    if form == "json":
        return json_bytes(table)
    from compiler.render.export.frames import parquet_bytes

    try:
        return parquet_bytes(table)
    except ImportError as missing:
        raise WrongUse(
            f"Parquet is written by pandas and pyarrow, and '{missing.name}' is not installed: "
            'python -m pip install "report-compiler[export]". CSV and JSON need neither.'
        ) from None
