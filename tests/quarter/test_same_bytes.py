"""Same input, same bytes: on a second run, in another folder, time zone and locale, with the files in another order."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree

from compiler.domain.period import Period
from compiler.project.quarter import FINDINGS, MASTER, REPORT, Wish, run_quarter
from tests.quarter.conftest import WORKBOOKS, Quarter
from tests.quarter.running import run
from tests.quarter.town import OUTPUT, make_town

ROOT = WORKBOOKS.parent
FILES = (REPORT, MASTER, FINDINGS)

# The folders are listed backwards, as another file system may list them.
_BACKWARDS = """
from pathlib import Path
listed = Path.iterdir
Path.iterdir = lambda folder: iter(sorted(listed(folder), reverse=True))
from compiler.cli import main
main()
"""
_PLAIN = "from compiler.cli import main; main()"


def hashes(folder: Path) -> dict[str, str]:
    return {name: sha256((folder / name).read_bytes()).hexdigest() for name in FILES}


def copied_backwards(source: Path, target: Path) -> None:
    """The files of a folder written in the reverse of their order, all of the same date."""
    for path in sorted(source.rglob("*"), reverse=True):
        if path.is_file() and "output" not in path.relative_to(source).parts:
            new = target / path.relative_to(source)
            new.parent.mkdir(parents=True, exist_ok=True)
            new.write_bytes(path.read_bytes())
            os.utime(new, (86_400, 86_400))


def command(folder: Path, period: Period, script: str, **environment: str) -> None:
    """Compile a quarter in a process of its own, with the environment given."""
    arguments = ["quarter", "--folder", str(folder), "--year", period.year.name, "--quarter", period.name, "--quiet"]
    known = {"PYTHONPATH": str(ROOT), **environment}
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        cwd=folder,
        env={**os.environ, **known},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_second_run_writes_the_same_bytes(quarter: Quarter) -> None:
    before = hashes(quarter.output)
    again = run_quarter(quarter.project, quarter.period, Wish(), lambda step: None)
    assert hashes(quarter.output) == before
    assert again.changes == []


@pytest.mark.parametrize(
    ("name", "script", "environment"),
    [
        ("Ordner & Ücretsiz", _BACKWARDS, {"TZ": "Pacific/Auckland", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "7"}),
        ("b", _PLAIN, {"TZ": "America/Lima", "LC_ALL": "C", "LANG": "C", "PYTHONHASHSEED": "4242", "PYTHONUTF8": "0"}),
    ],
    ids=["backwards in Auckland", "plainly in Lima"],
)  # fmt: skip
def test_another_place_writes_the_same_bytes(
    quarter: Quarter, name: str, script: str, environment: dict[str, str], tmp_path: Path
) -> None:
    folder = tmp_path / name
    copied_backwards(quarter.folder, folder)
    command(folder, quarter.period, script, **environment)
    place = folder / quarter.output.relative_to(quarter.folder)
    assert hashes(place) == hashes(quarter.output)


def test_a_changed_cell_changes_the_bytes(quarter: Quarter, tmp_path: Path) -> None:
    """The comparison above could fail: one more return in the folder is enough."""
    copied_backwards(quarter.folder, tmp_path)
    returns = tmp_path / "workbooks/hartlepool" / quarter.period.year.name / quarter.period.name
    (returns / "Extra.xlsx").write_bytes(b"")
    run("quarter", tmp_path, "--year", quarter.period.year.name, "--quarter", quarter.period.name)
    made = hashes(tmp_path / quarter.output.relative_to(quarter.folder))
    assert {name for name in FILES if made[name] != hashes(quarter.output)[name]} == set(FILES)


# --- links ---


def outside(data: bytes) -> list[str]:
    """What the parts of a file lead to outside it."""
    with ZipFile(BytesIO(data)) as package:
        relations = [etree.fromstring(package.read(name)) for name in package.namelist() if name.endswith(".rels")]
    return [str(each.get("Target")) for root in relations for each in root if each.get("TargetMode") == "External"]


def test_the_master_leads_to_its_neighbours_by_relative_paths_only(quarter: Quarter) -> None:
    paths = {target.replace("\\", "/").split("#")[0].replace("%20", " ") for target in outside(quarter.master)}
    assert [path for path in paths if re.match(r"[a-zA-Z]+:|/", path)] == []
    year = quarter.project.workbooks / quarter.period.year.name
    workbooks = {path.resolve() for folder in ("plan", quarter.period.name) for path in (year / folder).glob("*.xlsx")}
    assert {(quarter.output / path).resolve() for path in paths} == workbooks


def test_a_working_copy_of_the_report_leads_to_the_master_beside_it_and_nowhere_else(quarter: Quarter) -> None:
    assert outside(quarter.word) == ["master.xlsx"]


def test_no_path_of_this_machine_stands_in_an_output(quarter: Quarter) -> None:
    for data in (quarter.word, quarter.master):
        with ZipFile(BytesIO(data)) as package:
            whole = b"".join(package.read(name) for name in package.namelist())
        assert str(quarter.folder).encode() not in whole
        assert str(Path.home()).encode() + b"/" not in whole


def test_a_final_master_leads_nowhere(tmp_path: Path) -> None:
    make_town(tmp_path)
    assert run("quarter", tmp_path, "--final").code == 0
    assert outside((tmp_path / OUTPUT / MASTER).read_bytes()) == []
