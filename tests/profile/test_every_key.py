"""Every key of every profile that comes with the program, set wrongly: each mistake is told at its line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from compiler.profile.build import Problem
from compiler.profile.load import load_profile
from compiler.profile.places import key_places

TEMPLATES = Path(__file__).parents[2] / "templates"
PROFILES = sorted(path.parent.name for path in TEMPLATES.glob("*/profile.toml"))


@dataclass(frozen=True)
class Mutant:
    """One thing made wrong in a profile: the path of its key, the lines that change, and what stands there then."""

    path: str
    first: int
    last: int
    written: str

    def put_into(self, lines: list[str]) -> None:
        """Change the lines; the file keeps its number of lines."""
        lines[self.first - 1 : self.last] = [self.written, *[""] * (self.last - self.first)]


def found_in(tmp_path: Path, key: str, text: str) -> tuple[Problem, ...]:
    folder = tmp_path / key
    folder.mkdir(exist_ok=True)
    (folder / "profile.toml").write_text(text, encoding="utf-8")
    for sources in TEMPLATES.glob(f"{key}/sources.toml"):
        (folder / "sources.toml").write_bytes(sources.read_bytes())
    return load_profile(key, (tmp_path, TEMPLATES)).problems


def untold(tmp_path: Path, key: str, mutants: Iterable[Mutant]) -> list[str]:
    """The mutants of which nothing is told at their line: tried thirty at once, then alone where that tells nothing."""
    waiting, alone = list(mutants), []
    assert len(waiting) > 20
    for start in range(-(-len(waiting) // 30)):
        batch = {mutant.first: mutant for mutant in waiting[start :: -(-len(waiting) // 30)]}
        told = told_at(tmp_path, key, batch.values())
        alone += [mutant for line, mutant in batch.items() if line not in told]
        alone += [mutant for mutant in waiting[start :: -(-len(waiting) // 30)] if batch[mutant.first] is not mutant]
    return [mutant.path for mutant in alone if mutant.first not in told_at(tmp_path, key, [mutant])]


def told_at(tmp_path: Path, key: str, mutants: Iterable[Mutant]) -> set[int]:
    """The lines of the profile's own file at which something is told."""
    lines = (TEMPLATES / key / "profile.toml").read_text(encoding="utf-8").splitlines()
    for mutant in mutants:
        mutant.put_into(lines)
    told = found_in(tmp_path, key, "\n".join(lines) + "\n")
    return {problem.line for problem in told if problem.file == f"{key}/profile.toml"}


def leaves(table: dict[str, Any], path: str = "") -> Iterator[tuple[str, Any]]:
    """Every key that holds words, a number or a list, with its value."""
    for name, value in table.items():
        under = f"{path}.{name}" if path else name
        if isinstance(value, dict):
            yield from leaves(value, under)
        else:
            yield under, value


def keys_with_places(key: str) -> Iterator[tuple[str, Any, int, list[str]]]:
    text = (TEMPLATES / key / "profile.toml").read_text(encoding="utf-8")
    places = key_places(text)
    for path, value in leaves(tomllib.loads(text)):
        yield path, value, places[path], text.splitlines()


def name_of(path: str, lines: list[str], line: int) -> re.Match[str]:
    """Where on its line a key is spelt, before its equals sign; of keys that are alike the one in the right table."""
    *_, table, name = ["", "", *path.split(".")]
    spelt = rf'(?<![\w-])("?){re.escape(name)}("?\s*=\s*)'
    inside = re.search(rf"(?<![\w-]){re.escape(table)}\s*=\s*\{{", lines[line - 1])
    found = re.compile(spelt).search(lines[line - 1], inside.end() if inside else 0)
    assert found is not None, (path, line)
    return found


def set_to(lines: list[str], line: int, path: str, written: str) -> Mutant:
    """The value of a key replaced; a list over several lines becomes one."""
    at = name_of(path, lines, line).end()
    rest = "\n".join([lines[line - 1][at:], *lines[line:]])
    end = _end_of(rest)
    last = line + rest[:end].count("\n")
    return Mutant(path, line, last, lines[line - 1][:at] + written + rest[end:].split("\n")[0])


def _end_of(rest: str) -> int:
    """Where a value ends."""
    depth = 0
    for token in re.finditer(r'"(?:\\.|[^"\\])*"|#[^\n]*|[\[\]{},\n]', rest):
        if token[0] in "[{":
            depth += 1
        elif depth == 0 and (token[0][0] in ",}\n#]"):
            return token.start()
        elif token[0] in "]}":
            depth -= 1
            if depth == 0:
                return token.end()
    return len(rest)


def wrongly_typed(key: str) -> Iterator[Mutant]:
    """Words and lists become a number, numbers and truths become words."""
    for path, value, line, lines in keys_with_places(key):
        if path.startswith("severity."):
            continue
        written = "7" if isinstance(value, (str, list)) else '"seven"'
        yield set_to(lines, line, path, written)


OPEN = re.compile(
    r"""(?x) (list|words|glossary|report\.words|plan\.titles|plan\.orders|severity)\.[^.]+
    | .*\.words\.[^.]+ | versions\..*
    | sheet\.\w+\.column\.[^.]+ | audience\.[\w-]+\.where\..*"""
)
"""Keys that are names of a council's own; what is not there any more is told where the name was used."""


def misspelt(key: str) -> Iterator[Mutant]:
    """Every key that is the program's gets a letter too many."""
    for path, _, line, lines in keys_with_places(key):
        if OPEN.fullmatch(path):
            continue
        spelt = name_of(path, lines, line)
        head = lines[line - 1][: spelt.end(2) - len(spelt[2])]
        yield Mutant(path, line, line, f"{head}zz{lines[line - 1][len(head) :]}")


REFERS = re.compile(
    r"""(?x) extends | order | (tiers|levels|blocks|audiences)
    | sheet\.\w+\.(columns|kind|roles)
    | sheet\.\w+\.column\.\w+\.(type|part|need|list|of|scheme|band|tiers|beside|empty)
    | tier\.\w+\.returned_by | level\.\w+\.column | rating\.(by|states)
    | rating\.state\.\w+\.(offered|not_due|only_if|otherwise)
    | risk\.(levels|appetite) | report\.(by|template) | tolerance\.(of|rating) | plan\.(order|orders\.\w+)
    | plan\.section\.\w+\.tables | plan\.covering\.(summary|body) | plan\.covering\.part\.\w+\.tells
    | polarity\.\w+ | audience\.[\w-]+\.(tiers|kinds|periods|only|each|withhold|document|template)"""
)
"""Keys whose value names something: a part of the profile, or one of a few words."""


def naming_nothing(key: str) -> Iterator[Mutant]:
    """Every value that names something names what is not there."""
    for path, value, line, lines in keys_with_places(key):
        if REFERS.fullmatch(path):
            nothing = '"zzzz"' if isinstance(value, str) else '["zzzz"]'
            yield set_to(lines, line, path, nothing)


@pytest.mark.parametrize("key", PROFILES)
def test_a_value_of_the_wrong_kind_is_told_at_its_line(tmp_path: Path, key: str) -> None:
    assert untold(tmp_path, key, wrongly_typed(key)) == []


@pytest.mark.parametrize("key", PROFILES)
def test_a_misspelt_key_is_told_at_its_line(tmp_path: Path, key: str) -> None:
    assert untold(tmp_path, key, misspelt(key)) == []


@pytest.mark.parametrize("key", PROFILES)
def test_a_name_of_nothing_is_told_at_its_line(tmp_path: Path, key: str) -> None:
    assert untold(tmp_path, key, naming_nothing(key)) == []


NEEDED = {
    "sheet.actions.name": "sheet.actions",
    "sheet.actions.kind": "sheet.actions",
    "sheet.actions.column.action.heading": "sheet.actions.column.action",
    "tier.divisional.name": "tier.divisional",
    "level.departmental.name": "level.departmental",
    "level.departmental.column": "level.departmental",
    "block.purpose.name": "block.purpose",
    "rating.state.red.name": "rating.state.red",
    "risk.level.L.name": "risk.level.L",
    "risk.level.L.rank": "risk.level.L",
}


@pytest.mark.parametrize("path", NEEDED)
def test_a_key_that_is_missing_is_told_where_it_belongs(tmp_path: Path, path: str) -> None:
    place, name = NEEDED[path], path.rpartition(".")[2]
    text = (TEMPLATES / "base" / "profile.toml").read_text(encoding="utf-8")
    line = key_places(text)[path]
    lines = text.splitlines()
    lines[line - 1] = re.sub(rf'(?<!\w){name} = ("[^"]*"|\d+),? ?', "", lines[line - 1], count=1)
    told = found_in(tmp_path, "base", "\n".join(lines) + "\n")
    assert [problem.message for problem in told if problem.path == place] == [f"the key '{name}' is missing"]
    assert all(problem.line for problem in told)


@pytest.mark.parametrize("written", ["7", "true", '"words"', "[]", "[1]", "[[]]", "{ a = 1 }", "1979-05-27", "-0.5"])
@pytest.mark.parametrize(
    "name", sorted(tomllib.loads((TEMPLATES / "base" / "profile.toml").read_text(encoding="utf-8")))
)
def test_whatever_stands_under_a_table_s_name_nothing_breaks(tmp_path: Path, name: str, written: str) -> None:
    """What a whole table of a profile is replaced by: the profile is read, or told what is wrong at the line."""
    text = f'extends = "base"\n{name} = {written}\n' if name != "extends" else f"extends = {written}\n"
    for problem in found_in(tmp_path, "stand-in", text):
        assert problem.line or problem.path
