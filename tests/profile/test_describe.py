"""The key reference is made from the model: every key has its words, and every key that a profile uses is in it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from compiler.profile.describe import ANY, Key, Table, chosen, described

TEMPLATES = Path(__file__).parents[2] / "templates"


@pytest.mark.parametrize("table", described(), ids=lambda table: table.heading)
def test_every_table_and_every_key_of_it_has_its_words(table: Table) -> None:
    assert table.about.endswith((".", ":"))
    assert [key.name for key in table.keys if not key.words] == []


def paths_in(value: dict[str, Any], path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The path of every key of a file."""
    for name, inner in value.items():
        yield (*path, name)
        yield from paths_in(inner, (*path, name)) if isinstance(inner, dict) else ()


def patterns() -> Iterator[tuple[tuple[str, ...], bool]]:
    """The path of every table and key of the reference, and whether what stands under it is free."""
    for table in described():
        path = tuple(table.path.split(".")) if table.path else ()
        yield from ((path[:depth], False) for depth in range(1, len(path) + 1))
        yield from (((*path, key.name), key.type.startswith("table of keys")) for key in table.keys)


@pytest.mark.parametrize("key", sorted(path.parent.name for path in TEMPLATES.glob("*/profile.toml")))
def test_every_key_that_a_profile_uses_is_in_the_reference(key: str) -> None:
    known = list(patterns())

    def told(path: tuple[str, ...]) -> bool:
        return any(
            len(path) == len(pattern) + (free and len(path) > len(pattern))
            and all(each in (ANY, part) for each, part in zip(pattern, path, strict=False))
            for pattern, free in known
        )

    table = tomllib.loads((TEMPLATES / key / "profile.toml").read_text(encoding="utf-8"))
    assert [".".join(path) for path in paths_in(table) if not told(path) and path[0] != "severity"] == []


def test_one_key_can_be_asked_for() -> None:
    found = chosen(described(), "sheet.actions.column.due.prompt")
    assert found == (
        Table(
            "sheet.KEY.column.KEY",
            "One column of a sheet: what it is called, what may stand in it, and who fills it in.",
            (Key("prompt", "text", "", False, "`prompt` is shown when the cell is chosen."),),
        ),
    )


@pytest.mark.parametrize(
    ("asked", "headings"),
    [
        ("calendar", ["profile.toml", "[calendar]"]),
        ("column", ["[sheet.KEY.column.KEY]", "[level.KEY]"]),
        ("rating.state", ["[rating]", "[rating.state.KEY]"]),
        ("periods", ["[calendar]", "[audience.KEY]"]),
        ("colunm", []),
    ],
)
def test_a_table_or_a_key_is_found_by_the_end_of_its_path(asked: str, headings: list[str]) -> None:
    assert sorted(table.heading for table in chosen(described(), asked)) == sorted(headings)
