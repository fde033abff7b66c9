"""The arrays of tables of a TOML file as dataclasses, each knowing its line; every mistake is placed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from compiler.domain.origin import Origin
from compiler.domain.text import nearest
from compiler.profile.build import Problems, build

T = TypeVar("T")


def read_tables(text: str, names: Sequence[str], problems: Problems) -> dict[str, Any]:
    """What stands in the text by the names of its arrays; a name that is not among `names` is told."""
    from compiler.profile.toml import NotToml, read_toml

    try:
        tables = read_toml(text)
    except NotToml as fault:
        problems.add("", f"the file cannot be read as TOML: {fault}")
        return {}
    for name in tables:
        if name not in names:
            close = nearest(name, names)
            problems.add(name, f"'{name}' is not known here{f'; did you mean {close!r}?' if close else ''}")
    return tables


def entries(kind: type[T], name: str, tables: dict[str, Any], problems: Problems) -> list[tuple[str, T]]:
    """The tables [[name]] with their paths, each with its line as `origin`; one that is wrong is told and left out."""
    listed = tables.get(name, [])
    if not isinstance(listed, list):
        problems.add(name, f"should be written as [[{name}]], once for each")
        return []
    made = []
    for number, table in enumerate(listed, 1):
        path = f"{name}[{number}]"
        if not isinstance(table, dict):
            problems.add(path, f"should be a table [[{name}]]")
            continue
        each = build(kind, table, path, problems, origin=Origin(problems.file, "", problems.line(path)))
        made += [] if each is None else [(path, each)]
    return made
