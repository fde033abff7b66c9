"""`compile template`: the palette and the check, as an officer types them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from compiler.cli.app import app
from compiler.report.slots import slots_of
from tests.quarter.conftest import copy_department
from tests.render.template.planted import PLANTED
from tests.render.word.shaping import Desk, title_of, w
from tests.report.making import PROFILE

TEMPLATES = Path(__file__).parents[2] / "templates"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample department in a folder of its own."""
    return copy_department(tmp_path_factory.mktemp("template"))


def compiled(*words: str) -> tuple[int, str]:
    """The exit code of a command and what it prints."""
    done = CliRunner().invoke(app, ["template", *words])
    return done.exit_code, done.output


def test_the_template_that_comes_with_the_program_is_sound(folder: Path) -> None:
    said = (
        "hartlepool/report.docx (the report, the plans, the paper for Children's Services Management Team,\n"
        "  the paper for Scrutiny Forum, the paper for Assistant Director, each division)\n"
        "\n"
        "28 slots read: nothing is wrong.\n"
    )
    assert compiled("check", "--folder", str(folder)) == (0, said)
    assert compiled("check", "--folder", str(folder), "--quiet") == (0, "")


def test_a_mistake_is_told_and_ends_with_one(folder: Path) -> None:
    template = folder / "mine.docx"
    template.write_bytes(PLANTED["title mistyped"])
    code, said = compiled("check", str(template), "--folder", str(folder))
    assert (code, "Did you mean 'Risks'?" in said, "27 slots read: 1 error." in said) == (1, True, True)
    code, said = compiled("check", str(template), "--folder", str(folder), "--format", "json")
    told = json.loads(said)
    assert (code, told["sound"], [each["slots"] for each in told["templates"]]) == (1, False, [27])


def test_every_template_that_the_profile_names_is_looked_over(tmp_path: Path) -> None:
    folder = copy_department(tmp_path)
    own = shutil.copytree(TEMPLATES / "hartlepool", folder / "templates" / "hartlepool")
    profile = own / "profile.toml"
    words = profile.read_text(encoding="utf-8")
    assert words.count("[audience.scrutiny]\n") == 1
    named = words.replace("[audience.scrutiny]\n", '[audience.scrutiny]\ntemplate = "forum.docx"\n')
    profile.write_text(named, encoding="utf-8")
    (own / "forum.docx").write_bytes(PLANTED["title mistyped"])
    code, said = compiled("check", "--folder", str(folder))
    lines = said.splitlines()
    assert (code, lines[-1]) == (1, "2 templates: 1 error.")
    assert "templates/hartlepool/forum.docx (the paper for Scrutiny Forum)" in lines
    assert [line for line in lines if " read: " in line] == [
        "28 slots read: nothing is wrong.",
        "27 slots read: 1 error.",
    ]


def test_warnings_count_where_they_are_asked_to(folder: Path) -> None:
    template = folder / "mine.docx"
    template.write_bytes(PLANTED["comment"])
    assert compiled("check", str(template), "--folder", str(folder))[0] == 0
    assert compiled("check", str(template), "--folder", str(folder), "--strict")[0] == 1


@pytest.mark.parametrize(("name", "said"), [("none.docx", "There is no file"), (".", "is a folder")])
def test_a_file_that_is_not_there_is_wrong_use(folder: Path, name: str, said: str) -> None:
    code, told = compiled("check", str(folder / name), "--folder", str(folder))
    assert (code, said in told) == (2, True)


def test_the_palette_has_every_slot_and_each_can_be_found_again(folder: Path) -> None:
    code, said = compiled("palette", "--folder", str(folder))
    made = folder / "output" / "hartlepool" / "palette.docx"
    assert (code, str(len(slots_of(PROFILE))) in said) == (0, True)
    desk = Desk(made.read_bytes())
    titles = [title_of(each) for each in desk.root.iter(w("sdt"))]
    assert sorted(titles) == sorted(slot.title for slot in slots_of(PROFILE))
    code, said = compiled("check", str(made), "--folder", str(folder), "--format", "json")
    assert {each["kind"] for each in json.loads(said)["templates"][0]["mistakes"]} <= {"two titles"}
