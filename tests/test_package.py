"""A folder of wheels is all that a laptop without internet needs: installed from it, the program works there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
NOWHERE = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), "http://127.0.0.1:9")
DIALS_OUT = "import socket; socket.create_connection(('192.0.2.1', 80), timeout=2)"


@cache
def offline() -> tuple[str, ...]:
    """What a command begins with to have no network at all; nothing where the system lets nobody take it away."""
    prefix = ("unshare", "--map-root-user", "--net")
    try:
        able = subprocess.run([*prefix, "true"], capture_output=True).returncode == 0
    except FileNotFoundError:
        able = False
    return prefix if able else ()


def run(*command: str | Path, folder: Path, expect: int = 0) -> str:
    """Run a command away from this checkout and without a network, and give what it printed."""
    clean = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    done = subprocess.run(
        [*offline(), *(str(part) for part in command)],
        cwd=folder,
        env=clean | NOWHERE,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
    )
    assert done.returncode == expect, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of wheels, made as the guide for the IT department says."""
    folder = tmp_path_factory.mktemp("carried") / "wheels"
    command = [sys.executable, "-m", "pip", "wheel", "-q", "--disable-pip-version-check", "--no-build-isolation"]
    done = subprocess.run(
        [*command, "--wheel-dir", folder, ROOT], cwd=folder.parent, capture_output=True, text=True, timeout=300
    )
    if done.returncode and "No matching distribution" in done.stderr:
        pytest.skip("the libraries that the wheel needs cannot be fetched on this machine")
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def installed(wheels: Path) -> Path:
    """The `compile` command, installed without a network into an environment that holds nothing else."""
    place = wheels.parent / "compiler"
    venv.create(place, with_pip=True)
    programs = place / ("Scripts" if os.name == "nt" else "bin")
    options = ("-q", "--disable-pip-version-check", "--no-index", "--find-links", wheels)
    run(programs / "python", "-m", "pip", "install", *options, "report-compiler", folder=wheels.parent)
    return programs / "compile"


def test_the_network_is_off_while_it_is_installed_and_used(tmp_path: Path) -> None:
    run(sys.executable, "-c", DIALS_OUT, folder=tmp_path, expect=1)


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
