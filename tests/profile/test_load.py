"""Profiles are data: what a mistake in one says, where, and with the nearest right key."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from compiler.domain.record import State
from compiler.domain.text import fold
from compiler.profile.load import Loaded, load_profile

TEMPLATES = Path(__file__).parents[2] / "templates"
BASE = """\
name = "Test council"
order = ["actions"]
tiers = ["divisional"]

[tier.divisional]
name = "Divisional Plan"

[sheet.actions]
name = "Actions"
kind = "action"
columns = ["reference", "due"]

[sheet.actions.column]
reference = { heading = "Ref", type = "reference" }
due = { heading = "By when", type = "when" }
"""


def loaded(tmp_path: Path, text: str) -> Loaded:
    (tmp_path / "mine").mkdir(exist_ok=True)
    (tmp_path / "mine" / "profile.toml").write_text(text, encoding="utf-8")
    return load_profile("mine", (tmp_path,))


@pytest.mark.parametrize("key", sorted(path.parent.name for path in TEMPLATES.glob("*/profile.toml")))
def test_every_profile_that_comes_with_the_program_is_right(key: str) -> None:
    found = load_profile(key, (TEMPLATES,))
    assert [str(problem) for problem in found.problems] == []
    assert found.profile is not None
    assert found.profile.key == key


def test_a_profile_says_its_sheets_and_columns_in_order(tmp_path: Path) -> None:
    profile = loaded(tmp_path, BASE).profile
    assert profile is not None
    assert [(sheet.name, [column.heading for column in sheet.columns]) for sheet in profile.sheets] == [
        ("Actions", ["Ref", "By when"])
    ]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (
            'kind = "action"',
            'kind = "actoin"',
            "mine/profile.toml, line 10: sheet.actions.kind: 'actoin' is not one of the choices; "
            "did you mean 'action'? allowed are objective, action, indicator, risk, resource, total, narrative",
        ),
        (
            'columns = ["reference", "due"]',
            'columns = ["reference", "duo"]',
            "mine/profile.toml, line 11: sheet.actions.columns: 'duo' is not defined; defined are reference, due",
        ),
        (
            'heading = "By when"',
            'headnig = "By when"',
            "mine/profile.toml, line 15: sheet.actions.column.due.headnig: the key 'headnig' is not known here; "
            "did you mean 'heading'?",
        ),
        (
            'name = "Actions"',
            "name = 7",
            "mine/profile.toml, line 9: sheet.actions.name: should be text in quotes, but '7' stands there",
        ),
        ("[tier.divisional]", "[teir.divisional]", "mine/profile.toml, line 5: teir: 'teir' is not known"),
    ],
)
def test_a_mistake_is_told_at_its_line_with_the_nearest_right_key(
    tmp_path: Path, before: str, after: str, said: str
) -> None:
    found = loaded(tmp_path, BASE.replace(before, after))
    assert found.profile is None
    told = [str(problem) for problem in found.problems]
    assert any(line.startswith(said) for line in told), told


def test_everything_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    text = BASE.replace("order", "ordre").replace('type = "when"', 'type = "wen"')
    assert len(loaded(tmp_path, text).problems) == 2


def test_a_profile_extends_another_key_by_key(tmp_path: Path) -> None:
    (tmp_path / "mother").mkdir()
    (tmp_path / "mother" / "profile.toml").write_text(BASE, encoding="utf-8")
    found = loaded(tmp_path, 'extends = "mother"\n[sheet.actions.column.due]\nheading = "Deadline"\n')
    assert found.problems == ()
    assert found.profile is not None
    assert [column.heading for column in found.profile.sheets[0].columns] == ["Ref", "Deadline"]
    assert found.profile.name == "Test council"


def test_profiles_that_extend_each_other_are_told(tmp_path: Path) -> None:
    found = loaded(tmp_path, 'extends = "mine"\n')
    assert [problem.message for problem in found.problems] == [
        "the profiles extend each other in a circle: mine → mine"
    ]


def test_a_profile_that_is_not_there_names_the_nearest() -> None:
    found = load_profile("bse", (TEMPLATES,))
    assert [problem.message for problem in found.problems] == ["there is no profile called 'bse'; did you mean 'base'?"]


def test_no_council_is_named_in_the_code() -> None:
    """A council is data: its words stand under templates/ and workbooks/ only."""
    names = set()
    for path in TEMPLATES.glob("*/profile.toml"):
        if path.parent.name != "base":
            names |= {path.parent.name, str(tomllib.loads(path.read_text(encoding="utf-8"))["name"]).split()[0].lower()}
    code = Path(__file__).parents[2] / "compiler"
    found = [
        f"{path.name}: {name}"
        for path in code.rglob("*")
        if path.suffix in (".py", ".md", ".toml") and "_templates" not in path.parts
        for name in names
        if name in path.read_text(encoding="utf-8").lower()
    ]
    assert found == []


def test_the_levels_that_a_report_lists_by_are_levels_of_the_format(tmp_path: Path) -> None:
    problems = loaded(tmp_path, BASE + '[report]\nby = ["departmentl"]\n').problems
    assert ["report.by: 'departmentl' is no level of this format" in str(problem) for problem in problems] == [True]


def test_words_for_a_line_that_a_row_has_not_got_are_kept_apart_from_a_blank() -> None:
    profile = load_profile("darlington", (Path(__file__).parents[2] / "templates",)).profile
    assert profile is not None
    assert {profile.empty[fold(words)] for words in ("Line not printed",)} == {State.ABSENT}
    assert {profile.empty[fold(words)] for words in ("N/A", "n/a")} == {State.NOT_APPLICABLE}
    assert {profile.empty[fold(words)] for words in ("none", "NONE")} == {State.NONE}
