"""`compile template check`: every planted mistake is named with its place, and a sound template has none."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from compiler.profile.load import load_profile
from compiler.render.template import check_template, checked_json, checked_text
from compiler.render.word import render_word
from compiler.render.word.opc import TemplateError
from compiler.report.slots import slots_of
from tests.render.template.planted import PLANTED
from tests.render.word.shaping import REPORT, SLOTS, Desk, shaped, told, w
from tests.report.making import TEMPLATES

_TOLD = Path(__file__).with_name("planted.txt")


@pytest.mark.parametrize("name", ["base", "hartlepool"])
def test_a_template_of_ours_has_nothing_wrong(name: str) -> None:
    profile = load_profile(name, (TEMPLATES,)).profile
    assert profile is not None
    checked = check_template((TEMPLATES / name / "report.docx").read_bytes(), "report.docx", slots_of(profile))
    assert checked.mistakes == ()
    assert checked_text((checked,)).endswith("28 slots read: nothing is wrong.\n")


def test_every_planted_mistake_is_told_where_it_stands_with_what_to_do() -> None:
    lines = []
    for name, template in PLANTED.items():
        checked = check_template(template, "report.docx", SLOTS)
        lines += [name, *checked_text((checked,)).splitlines()[2:-2], ""]
    text = "\n".join(lines)
    if os.environ.get("REWRITE_GOLDEN"):
        _TOLD.write_text(text, encoding="utf-8")
    assert text == _TOLD.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", list(PLANTED))
def test_one_mistake_is_one_story(name: str) -> None:
    checked = check_template(PLANTED[name], "report.docx", SLOTS)
    assert len(checked.mistakes) == 1


@pytest.mark.parametrize("name", list(PLANTED))
def test_a_template_with_a_mistake_gives_a_whole_report_or_a_sentence(name: str) -> None:
    checked = check_template(PLANTED[name], "report.docx", SLOTS)
    if [each.kind for each in checked.mistakes] in (["cannot be used"], ["link out of the file"]):
        with pytest.raises(TemplateError, match=r"^The template "):
            render_word(REPORT, PLANTED[name], slots=SLOTS)
    else:
        lines = told(render_word(REPORT, PLANTED[name], slots=SLOTS))
        assert [line for line in lines if line.endswith(" Background")]
        assert not any("and what else will" in line for line in lines)


def test_a_template_without_slots_takes_the_report_whole() -> None:
    def bare(desk: Desk) -> None:
        for each in list(desk.body.iter(w("sdt"))):
            each.getparent().remove(each)  # type: ignore[union-attr]

    checked = check_template(shaped(bare), "report.docx", SLOTS)
    assert [each.kind for each in checked.mistakes] == ["no slots"]


def test_programs_are_told_the_same() -> None:
    checked = check_template(PLANTED["title mistyped"], "report.docx", SLOTS)
    assert json.loads(checked_json((checked,))) == {
        "sound": False,
        "templates": [
            {
                "template": "report.docx",
                "papers": [],
                "slots": 27,
                "sound": False,
                "mistakes": [
                    {
                        "kind": "no such slot",
                        "severity": "error",
                        "where": "paragraph 16, after the slot 'Other plans'",
                        "found": "There is no slot 'Rissks', so nothing stands there.",
                        "remedy": "Did you mean 'Risks'? Give the control that title.",
                    }
                ],
            }
        ],
    }
