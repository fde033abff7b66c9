"""Settings are kept as they were read: with them and without them a department is the same, whatever changes."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from compiler.domain.period import Period, Year
from compiler.profile import load
from compiler.profile.kept import read_settings, write_settings
from compiler.project.cache import keeping
from compiler.project.find import Project, WrongUse, open_project
from compiler.project.inputs import Wish, inputs_of
from compiler.project.sealed import FOLDER

ROOT = Path(__file__).parents[2]
DEPARTMENTS = sorted(path.parent.name for path in (ROOT / "workbooks").glob("*/department.toml"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The sample departments' settings, with templates of their own."""
    for key in DEPARTMENTS:
        (tmp_path / "workbooks" / key).mkdir(parents=True)
        shutil.copy(ROOT / "workbooks" / key / "department.toml", tmp_path / "workbooks" / key)
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    return tmp_path


def opened(folder: Path, key: str = "hartlepool") -> Project:
    """The project, which is kept for the next time."""
    project = open_project(folder, key)
    period = Period(Year(2008), 1)
    keeping(inputs_of(project, period, Wish()), project)
    return project


@pytest.mark.parametrize("key", DEPARTMENTS)
def test_every_department_can_be_kept_and_is_the_same(folder: Path, key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    first = opened(folder, key)
    monkeypatch.setattr(load, "load_profile", None)  # nothing is read from the templates again
    again = opened(folder, key)
    assert (first.kept, again.kept) == (False, True)
    assert (again.department, again.profile, again.mark) == (first.department, first.profile, first.mark)
    assert repr(again.profile) == repr(first.profile)
    assert list(again.profile.phrases.keys) == list(first.profile.phrases.keys)


def rename_profile(folder: Path) -> None:
    _replace(folder / "templates" / "hartlepool" / "profile.toml", 'name = "', 'name = "The ')


def change_phrases(folder: Path) -> None:
    _replace(folder / "templates" / "base" / "phrases.toml", "say = ", "say =  ")


def change_sources(folder: Path) -> None:
    _replace(folder / "templates" / "hartlepool" / "sources.toml", 'title = "', 'title = "The ')


def rename_department(folder: Path) -> None:
    _replace(folder / "workbooks" / "hartlepool" / "department.toml", 'name = "', 'name = "The ')


def take_template_away(folder: Path) -> None:
    (folder / "templates" / "darlington" / "report.docx").unlink()


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


CHANGES = [rename_profile, change_phrases, change_sources, rename_department, take_template_away]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_settings_that_were_changed_are_read_anew(folder: Path, change: Callable[[Path], None]) -> None:
    opened(folder)
    change(folder)
    changed = opened(folder)
    assert not changed.kept
    shutil.rmtree(folder / FOLDER)
    assert open_project(folder, "hartlepool").profile == changed.profile
    assert open_project(folder, "hartlepool").department == changed.department


def test_a_mistake_in_settings_is_told_although_they_were_kept(folder: Path) -> None:
    opened(folder)
    _replace(folder / "templates" / "hartlepool" / "profile.toml", 'extends = "', 'extends = "no')
    with pytest.raises(WrongUse, match="The profile has mistakes"):
        open_project(folder, "hartlepool")


def test_other_text_makes_no_settings() -> None:
    for text in ("", "[]", "[[-1],1]", "[0]", '[-1,"a","b"]', "[-1,[99],[0]]", "[-1,[0,1],[1,2]]", "{}", "[" * 100_000):
        assert read_settings(text) is None


def test_what_cannot_be_said_is_not_kept(folder: Path) -> None:
    project = open_project(folder, "hartlepool")
    odd = replace(project.department, names={"a": 1.5})  # type: ignore[dict-item]
    assert write_settings(odd, project.profile) is None
