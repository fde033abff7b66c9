"""Words of the product's own that a format may word otherwise: their catalogue is what the program says."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from compiler.domain.language import ENGLISH, Language, article, plural, spoken, term
from compiler.domain.period import Period, Year, say_date
from compiler.profile.language import terms_known
from compiler.profile.load import load_profile

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "templates"


@cache
def syntax() -> tuple[ast.AST, ...]:
    paths = sorted((ROOT / "compiler").rglob("*.py"))
    return tuple(node for path in paths for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def texts(node: ast.AST) -> Iterator[str]:
    """The words that stand in a place, also where one of two is chosen."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from (*texts(node.body), *texts(node.orelse))


def test_what_the_program_says_by_a_term_is_in_the_catalogue() -> None:
    known = set(terms_known((TEMPLATES,)))
    calls = (node for node in syntax() if isinstance(node, ast.Call) and isinstance(node.func, ast.Name))
    said = {words for call in calls if getattr(call.func, "id", "") == "term" for words in texts(call.args[0])}
    assert len(said) > 200
    assert sorted(said - known) == []


def test_the_catalogue_has_nothing_that_the_program_does_not_say() -> None:
    literals = {words.casefold() for node in syntax() for words in texts(node)}
    known = terms_known((TEMPLATES,))
    assert [words for words in known if words.casefold() not in literals] == []
    assert len(set(known)) == len(known)


WELSH = Language({"May": "Mai", "Since {earlier}": "Ers {earlier}"}, {"cam": "camau"}, {"hour": "an"}, "cy")


def test_a_language_is_spoken_only_within() -> None:
    with spoken(WELSH):
        assert (term("Since {earlier}", earlier="X"), term("no figure")) == ("Ers X", "no figure")
        assert (plural("cam", 2), plural("Cam", 2), plural("action", 2)) == ("camau", "Camau", "actions")
        assert (article("hour of work"), article("action"), article("plan")) == ("an", "an", "a")
        assert Period(Year(2026), 2, 12).label == "Mai 2026"
        with spoken(ENGLISH):
            assert say_date(Period(Year(2026), 2, 12).first_day) == "1 May 2026"
    assert (term("Since {earlier}", earlier="X"), Period(Year(2026), 2, 12).label) == ("Since X", "May 2026")


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ('[terms]\n"no figur" = "dim"', "own/profile.toml:5: 'no figur' is no term; did you mean 'no figure'?"),
        (
            '[terms]\n"Since {earlier}" = "Ers {x}"',
            "own/profile.toml:5: 'Ers {x}' should have the places of 'Since {earlier}': {earlier}, {x} is otherwise",
        ),
        ('[terms]\n"Rating" = 3', "own/profile.toml:5: should be text in quotes, but '3' stands there"),
        (
            '[plurals]\nactoin = "x"',
            "own/profile.toml:5: 'actoin' is no noun that has another word; did you mean 'action'?",
        ),
        ('[articles]\naction = ["an"]', "own/profile.toml:5: should be text in quotes, but '['an']' stands there"),
    ],
)
def test_what_is_wrong_with_terms_is_told_at_its_line(tmp_path: Path, settings: str, said: str) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "profile.toml").write_text(f'extends = "base"\nname = "Own"\nlanguage = "cy"\n{settings}\n')
    problems = load_profile("own", (tmp_path, TEMPLATES)).problems
    assert [f"{each.file}:{each.line}: {each.message}" for each in problems] == [said]
