"""Plain settings read our way are what the standard library makes of them; all others are left to it."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compiler.profile.plain_toml import Unusual, plain_toml

ROOT = Path(__file__).parents[2]
SETTINGS = sorted([*(ROOT / "templates").rglob("*.toml"), *(ROOT / "workbooks").glob("*/department.toml")])

PLAIN = """# A department
key = "a"   # its key
[divisions]
"by name" = [ "Early Years", # the first
  "Care",
]
[[divided]]
lead = true
column = { heading = "Ref", width = 12, lists = [], of = {} }
[[divided]]
[deadlines."2008-09/Q1"]
due = 2008-07-18
[deadlines]
[a.b.c]
"" = [[1, 0], ["x"]]\t
[a.b]
c-d_1 = false
"""


def test_a_plain_text_is_read() -> None:
    assert plain_toml(PLAIN) == {
        "key": "a",
        "divisions": {"by name": ["Early Years", "Care"]},
        "divided": [{"lead": True, "column": {"heading": "Ref", "width": 12, "lists": [], "of": {}}}, {}],
        "deadlines": {"2008-09/Q1": {"due": dt.date(2008, 7, 18)}},
        "a": {"b": {"c": {"": [[1, 0], ["x"]]}, "c-d_1": False}},
    }


@pytest.mark.parametrize("path", SETTINGS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_the_settings_of_every_format_and_department_are_plain(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert plain_toml(text) == tomllib.loads(text)


@pytest.mark.parametrize(
    "text",
    [
        *('a = "x\\n"', "a = 'x'", 'a = """x"""', 'a = "x""'),
        *("a = 1.5", "a = 1_000", "a = 0x1", "a = -1", "a = inf", "a = 07:30:00", "a = 2008-07-18 07:30:00", "a.b = 1"),
        *("a = 1\na = 2", "[a]\n[a]", "a = {}\n[a]", "a = {}\n[a.b]", "a = []\n[[a]]", "[[a]]\n[a]", "[a]\n[[a]]"),
        *(
            "[[a]]\n[a.b]",
            "[a.b]\n[a]\nb = 1",
            "[ [a] ]",
            "[a",
            "a",
            "a =",
            "a = 1 b = 2",
            "= 1",
            "a = [1 2]",
            "a = [,]",
        ),
        *(
            "a = {b = 1,}",
            "a = {b = 1\n}",
            "a = {b = 1, b = 2}",
            "a = 01",
            "a = 2008-02-30",
            "a\n= 1",
            '"a = 1',
            "[] = 1",
        ),
        *(
            "a = x",
            "é = 1",
            "a = ٣",
            "a = \x00",
            "# \x7f",
            "a = 1 # \x01",
            "a = 1\rb = 2",
            "a = " + "9" * 5000,
            "a = " + "[" * 5000,
            "[a.]",
        ),
    ],
)
def test_what_is_not_plain_or_not_right_is_left_to_the_standard_library(text: str) -> None:
    with pytest.raises(Unusual):
        plain_toml(text)


PIECES = [
    *(
        "[a]\n",
        "[[a]]\n",
        "[a.b]\n",
        '[a."b c"]\n',
        "[b]\n",
        "a = ",
        "b = ",
        '"a" = ',
        "c = ",
        '"',
        '"x"',
        '""',
        "'y'",
        "1",
    ),
    *(
        "01",
        "-1",
        "2.5",
        "true",
        "2008-07-18",
        "2008-07-18T07:00:00",
        "[",
        "]",
        "{",
        "}",
        ",",
        ", ",
        "a = 1",
        "{ b = 2 }",
    ),
    *(
        "\n",
        "\n",
        "\r\n",
        "\r",
        " ",
        "\t",
        "# said\n",
        "#",
        "\\",
        "=",
        ".",
        "[1, 2]",
        "[\n1,\n]",
        "é",
        "\x00",
        '"""',
        "+",
        "٣",
    ),
]


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_no_text_is_read_otherwise_than_by_the_standard_library(text: str) -> None:
    try:
        found = plain_toml(text)
    except Unusual:
        return
    assert found == tomllib.loads(text)


@given(st.integers(0, len(PLAIN)), st.integers(0, 6), st.sampled_from(PIECES))
def test_nor_is_a_plain_text_with_a_piece_of_another(at: int, gone: int, piece: str) -> None:
    text = PLAIN[:at] + piece + PLAIN[at + gone :]
    try:
        found = plain_toml(text)
    except Unusual:
        return
    assert found == tomllib.loads(text)
