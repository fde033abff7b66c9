"""The wheel carries what it needs: installed into an empty environment it works in an empty folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def run(*command: str | Path, folder: Path, expect: int = 0) -> str:
    """Run a command away from this checkout and give what it printed."""
    clean = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        env=clean,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
    )
    assert done.returncode == expect, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `compile` command of a wheel installed into an environment that holds nothing else."""
    place = tmp_path_factory.mktemp("wheel")
    run(
        sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", place, ROOT, folder=place
    )
    venv.create(place / "env", with_pip=True)
    programs = place / "env" / ("Scripts" if os.name == "nt" else "bin")
    wheel = next(place.glob("*.whl"))
    done = subprocess.run(
        [programs / "python", "-m", "pip", "install", "-q", "--disable-pip-version-check", wheel],
        cwd=place, capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    if done.returncode and "No matching distribution" in done.stderr:
        pytest.skip("the libraries that the wheel needs cannot be fetched on this machine")
    assert done.returncode == 0, done.stderr
    return programs / "compile"


def test_it_says_what_to_do_in_an_empty_folder(installed: Path, tmp_path: Path) -> None:
    assert "Example: compile quarter" in run(installed, "--help", folder=tmp_path)
    assert '"title": "Findings of compile check"' in run(installed, "check", "--schema", folder=tmp_path)
    run(installed, "quarter", folder=tmp_path, expect=2)
    assert list(tmp_path.iterdir()) == []


def test_it_compiles_a_department_that_has_workbooks_only(installed: Path, tmp_path: Path) -> None:
    """The templates come with the wheel: the folder holds the department's settings and its returns."""
    source = ROOT / "workbooks" / "hartlepool"
    target = tmp_path / "workbooks" / "hartlepool"
    target.mkdir(parents=True)
    shutil.copy(source / "department.toml", target)
    shutil.copytree(source / "2007-08", target / "2007-08")
    printed = run(installed, "quarter", folder=tmp_path)
    made = sorted(
        path.relative_to(tmp_path).as_posix() for path in (tmp_path / "output").rglob("*.*") if path.is_file()
    )
    assert [name for name in made if not name.split("/")[-1].startswith(".")] == [
        "output/hartlepool/2007-08/Q4/findings.txt",
        "output/hartlepool/2007-08/Q4/master.xlsx",
        "output/hartlepool/2007-08/Q4/report.docx",
    ]
    assert "Rows in " in printed
