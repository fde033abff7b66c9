"""Our modules are found sooner, and are those that Python finds: of their sources as these are now."""

from __future__ import annotations

import os
import py_compile
import subprocess
import sys
from collections.abc import Callable
from importlib.machinery import PathFinder
from pathlib import Path

import pytest

import compiler.domain
from compiler.cli.sooner import Finder

ASK = """import sys
from compiler.cli.sooner import Finder
sys.path.insert(0, {folder!r})
import town
if {sooner}:
    sys.meta_path.insert(0, Finder("town"))
import town.people.staff as staff
print(staff.NAME, staff.__file__, staff.__cached__, staff.__spec__.parent, town.people.__path__, staff.where())
"""
COMPILED = f"__pycache__/staff.{sys.implementation.cache_tag}.pyc"


@pytest.fixture
def staff(tmp_path: Path) -> Path:
    """A module in a package within a package."""
    folder = tmp_path / "town" / "people"
    folder.mkdir(parents=True)
    for package in (folder, folder.parent):
        (package / "__init__.py").touch()
    file = folder / "staff.py"
    _write(file, "Ann")
    return file


def _write(file: Path, name: str) -> None:
    file.write_text(f"import sys\nNAME = {name!r}\ndef where(): return sys._getframe().f_code.co_filename\n")


def ask(staff: Path, sooner: bool) -> str:
    """What the module says of itself, found in one way or the other."""
    settings = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    settings.pop("PYTHONDONTWRITEBYTECODE", None)
    settings.pop("PYTHONPYCACHEPREFIX", None)
    words = ASK.format(folder=str(staff.parents[2]), sooner=sooner)
    return subprocess.run(
        [sys.executable, "-c", words], env=settings, capture_output=True, text=True, check=True
    ).stdout


def as_it_was(staff: Path) -> None:
    """Nothing is changed."""


def edited(staff: Path) -> None:
    """The source is another, of another size."""
    _write(staff, "Elizabeth")


def edited_alike(staff: Path) -> None:
    """The source is another, of the same size and another time."""
    _write(staff, "Bob")
    os.utime(staff, (1_000_000_000, 1_000_000_000))


def known_by_content(staff: Path) -> None:
    """The compiled file is known by what its source says, and is of another source."""
    compiled = str(staff.parent / COMPILED)
    py_compile.compile(str(staff), compiled, invalidation_mode=py_compile.PycInvalidationMode.CHECKED_HASH)
    _write(staff, "Bob")


def spoilt(staff: Path) -> None:
    """The compiled file is another Python's."""
    (staff.parent / COMPILED).write_bytes(b"\0" * 100)


def moved(staff: Path) -> None:
    """The compiled file was made elsewhere."""
    py_compile.compile(str(staff), str(staff.parent / COMPILED), dfile="/elsewhere/staff.py")


@pytest.mark.parametrize("change", [as_it_was, edited, edited_alike, known_by_content, spoilt, moved])
def test_the_module_is_the_one_that_python_finds(staff: Path, change: Callable[[Path], None]) -> None:
    first = ask(staff, sooner=True)
    assert first.startswith("Ann ")
    change(staff)
    found = ask(staff, sooner=True)
    assert (staff.parent / COMPILED).is_file()
    assert found == ask(staff, sooner=False)
    assert found.startswith(staff.read_text().split("'")[1])


@pytest.mark.parametrize("name", ["compiler.domain.text", "compiler.domain.when"])
def test_what_is_said_of_a_module_is_what_python_says(name: str) -> None:
    one, other = (
        Finder("compiler").find_spec(name, compiler.domain.__path__),
        PathFinder.find_spec(name, compiler.domain.__path__),
    )
    assert one is not None
    assert other is not None
    said = ("name", "origin", "cached", "has_location", "parent", "submodule_search_locations")
    assert [getattr(one, each) for each in said] == [getattr(other, each) for each in said]


@pytest.mark.parametrize("name", ["json.decoder", "compiler", "compilers.domain", "compiler.domain.nowhere"])
def test_what_is_not_ours_or_not_there_is_left_to_others(name: str) -> None:
    assert Finder("compiler").find_spec(name, None if name == "compiler" else compiler.domain.__path__) is None


PATHS = """import sys
from compiler.cli.sooner import load_paths_alone
load_paths_alone()
before = sorted({"pathlib", "urllib.parse", "ipaddress"} & sys.modules.keys())
from pathlib import Path
link = Path("/a b").as_uri()
import urllib.parse
print(before, link, urllib.parse.quote("a b"), urllib.parse.urlparse("x://y").scheme)
"""


def test_paths_are_loaded_without_what_makes_links_until_a_link_is_made() -> None:
    settings = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    said = subprocess.run([sys.executable, "-c", PATHS], env=settings, capture_output=True, text=True)
    assert (said.stdout, said.stderr) == ("['pathlib'] file:///a%20b a%20b x\n", "")
