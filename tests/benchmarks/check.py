"""Measures what checking a return takes beyond the program's start: `python -m tests.benchmarks.check`.

Each check runs in a process of its own, in turn with a check that only starts (it prints its schema and ends), and the
difference of the two in processor time is taken; the median of several such pairs is printed. The return is one
of the sample department's, checked alone, beside its own division's plan, and beside all plans of the department; and
one of 140 rows of a generated department, beside all its plans. The rivals read the same file: openpyxl to its last
cell, pandas into frames with three checks such as people write first.

Each check stands twice: when nothing is kept yet of what was read before, and as it is from the second time on. Then
the return is changed before each check, as a team does that corrects it: what a check found is never kept. Last come
the whole of a check and of the help, as ratios to `python -c pass`.

Where the time goes, what was tried and what did not help: `notes.md` beside this file.
"""

from __future__ import annotations

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZipFile

from compiler.domain.finding import Finding
from compiler.domain.period import Period, Year
from compiler.domain.returned import Return, Role
from compiler.pipeline import Upload, check_returns, read_returns
from compiler.project.cache import keeping
from compiler.project.find import open_project
from compiler.project.quarter import Wish, inputs_of
from tests.benchmarks.departments import NAME, make_department

ROOT = Path(__file__).parents[2]
SAMPLE = Path("workbooks", "hartlepool")
QUARTER = Period(Year(2008), 1)
RETURN = "Planning and Service Integration.xlsx"
PAIRS = 15

NOTHING = "pass"
HELP = """import sys
from compiler.cli import run
sys.argv[1:] = ["--help"]
run()"""
START = """import sys
from compiler.cli import run
sys.argv[1:] = ["check", "--schema"]
run()"""
CHECK = """import sys
from compiler.cli import run
folder, path = {folder!r}, {path!r}
sys.argv[1:] = ["check", "--quarter", "Q1", "--year", "2008-09", "--format", "concise", "--folder", folder, path]
run()"""
FIRST = """import shutil
shutil.rmtree({folder!r} + "/.compile", ignore_errors=True)
"""
OPENPYXL_START = "import openpyxl"
OPENPYXL = """import openpyxl
book = openpyxl.load_workbook({path!r}, data_only=True)
[(cell.value, cell.number_format) for sheet in book for row in sheet.iter_rows() for cell in row]"""
PANDAS_START = "import pandas, openpyxl"
PANDAS = """import pandas, openpyxl
for name, frame in pandas.read_excel({path!r}, sheet_name=None, engine="openpyxl").items():
    for number, row in frame.iterrows():
        words = row.astype(str)
        blank, longest, error = row.isna().any(), words.str.len().max(), words.str.startswith("#").any()"""


@dataclass(frozen=True, slots=True)
class Folder:
    """A department's folder with one return, some of its plans, and what both hold."""

    title: str
    path: Path
    plans: tuple[str, ...]
    file: Path
    department: str = "hartlepool"


def make_folder(path: Path, title: str, plans: Iterable[Path]) -> Folder:
    """The sample department's settings and one of its returns in a folder, with these plans."""
    quarter, plan = path / SAMPLE / "2008-09" / "Q1", path / SAMPLE / "2008-09" / "plan"
    quarter.mkdir(parents=True)
    plan.mkdir()
    shutil.copy(ROOT / SAMPLE / "department.toml", path / SAMPLE)
    shutil.copy(ROOT / SAMPLE / "2008-09" / "Q1" / RETURN, quarter)
    kept = [shutil.copy(each, plan) for each in plans]
    return Folder(title, path, tuple(Path(each).name for each in kept), quarter / RETURN)


def generated(path: Path) -> Folder:
    """A return of 140 rows beside five plans of as many: the sample's own has 125, beside six plans of 621 in all."""
    make_department(path, 5)
    quarter = path / "workbooks" / NAME / "2008-09" / "Q1"
    kept, *others = sorted(quarter.iterdir())
    for other in others:
        other.unlink()
    plans = tuple(each.name for each in sorted((quarter.parent / "plan").iterdir()))
    return Folder("beside all plans", path, plans, kept, NAME)


def folders(base: Path) -> tuple[Folder, ...]:
    """The three folders in which the return is checked."""
    every = sorted((ROOT / SAMPLE / "2008-09" / "plan").glob("*.xlsx"))
    own = [path for path in every if path.name == RETURN]
    return (
        make_folder(base / "alone", "alone", ()),
        make_folder(base / "own", "beside its own plan", own),
        make_folder(base / "all", "beside all plans", every),
    )


def check_in(folder: Path, department: str = "hartlepool") -> tuple[int, int, tuple[Finding, ...]]:
    """Read and check a folder in this process: the rows of its returns, those of its plans, and the findings."""
    project = open_project(folder, department)
    inputs = keeping(inputs_of(project, QUARTER, Wish()), project)
    plans = read_returns(inputs, inputs.plans, Role.PLAN, QUARTER.year)
    returns = read_returns(inputs, inputs.returns, Role.RETURN, QUARTER.year, QUARTER)
    rows, planned = (sum(len(book.records) for book in books) for books in (returns, plans))
    return rows, planned, check_returns(inputs, plans, returns, ())


def here(folder: Path, times: int = 7) -> float:
    """The median processor seconds of reading and checking a folder in a process that has started."""
    taken = []
    for _ in range(times):
        start = time.process_time()
        check_in(folder)
        taken.append(time.process_time() - start)
    return statistics.median(taken)


@cache
def _compiled() -> str:
    """Where the modules lie compiled, as beside an installed program."""
    return tempfile.mkdtemp(prefix="compiled-")


def processor_seconds(script: str) -> float:
    """The processor time of a process that runs a script; it may end with any code."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    settings = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0", "PYTHONPYCACHEPREFIX": _compiled()}
    settings.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is compiled once and for all
    subprocess.run([sys.executable, "-c", script], capture_output=True, cwd=ROOT, env=settings, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime)


Before = Callable[[int], None]
"""What is done before each measurement, which has a number."""


def pairs_of(one: str, other: str, before: Before) -> list[tuple[float, float]]:
    """The seconds of two scripts that take turns."""
    pairs = []
    for number in range(PAIRS):
        before(number)
        pairs.append((processor_seconds(one), processor_seconds(other)))
    return pairs


def beyond(start: str, script: str, before: Before = lambda number: None) -> tuple[float, float]:
    """The median seconds of the start, and of what the script takes beyond it, over pairs that take turns."""
    pairs = pairs_of(start, script, before)
    return statistics.median(one for one, _ in pairs), statistics.median(two - one for one, two in pairs)


def whole(script: str, before: Before = lambda number: None) -> tuple[float, float]:
    """The median seconds of a process that does nothing, and of one that runs a script, over pairs that take turns."""
    pairs = pairs_of(NOTHING, script, before)
    return statistics.median(one for one, _ in pairs), statistics.median(two for _, two in pairs)


def changing(folder: Folder) -> Before:
    """What changes the words of a cell of a return, to others each time."""
    file, records = folder.file, read_return(folder.file, folder.path, folder.department).records
    said = next(text for record in records if (text := record.text("progress")))
    with ZipFile(file) as package:
        parts = {info: package.read(info) for info in package.infolist()}
    old = escape(said).encode()
    assert any(old in data for data in parts.values())

    def change(number: int) -> None:
        with ZipFile(file, "w") as package:
            for info, data in parts.items():
                package.writestr(info, data.replace(old, old + f" In week {number + 1}.".encode(), 1))

    return change


def read_return(file: Path, folder: Path = ROOT, department: str = "hartlepool") -> Return:
    """A return of a department."""
    project = open_project(folder, department)
    inputs = replace(inputs_of(project, QUARTER, Wish()), returns=(Upload(file.name, file),))
    return read_returns(inputs, inputs.returns, Role.RETURN, QUARTER.year, QUARTER)[0]


def main() -> None:
    """Print a line for each folder and each rival, with the ratio to the return alone; then the whole of a check."""
    with tempfile.TemporaryDirectory() as name:
        lines: list[tuple[str, float, float]] = []
        for folder in (generated(Path(name) / "generated"), *folders(Path(name))):
            rows, planned, findings = check_in(folder.path, folder.department)
            file = folder.file
            check = CHECK.format(folder=str(folder.path), path=str(file))
            title = f"{rows} rows {folder.title}{f' of {planned} rows' if planned else ''}, {len(findings)} findings"
            first = FIRST.format(folder=str(folder.path))
            lines.append((f"{title}, nothing kept", *beyond(START, first + check)))
            change = changing(folder)
            lines.append((f"{title}, one cell changed", *beyond(START, check, change)))
        lines.append(("openpyxl: reading alone", *beyond(OPENPYXL_START, OPENPYXL.format(path=str(file)))))
        lines.append(("pandas: reading, three checks", *beyond(PANDAS_START, PANDAS.format(path=str(file)))))
        alone = next(line for line in lines if " alone" in line[0])
        print(f"{'compile check of a return, ms of processor time':80}{'start':>8}{'beyond':>8}{'ratio':>7}")
        for title, start, more in lines:
            print(f"  {title:78}{start * 1000:8.0f}{more * 1000:8.0f}{more / alone[2]:7.2f}")
        print(f"{'the whole process, ms of processor time':80}{'pass':>8}{'whole':>8}{'ratio':>7}")
        for title, script in (("compile --help", HELP), ("compile check of the return beside all plans", check)):
            nothing, all_of_it = whole(script, change)
            print(f"  {title:78}{nothing * 1000:8.0f}{all_of_it * 1000:8.0f}{all_of_it / nothing:7.1f}")
    shutil.rmtree(_compiled(), ignore_errors=True)


if __name__ == "__main__":
    main()
