"""Every file that is called by what people wrote has a name that any system takes, and its own."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from compiler.project.names import file_name, is_kept, told_apart, workbook_name

NAMES = [
    ("Repairs & Lettings", "Repairs & Lettings"),
    ("Care/Health", "Care-Health"),
    ("Housing\\Repairs", "Housing-Repairs"),
    ('Housing: "Home" <first>?', "Housing Home first"),
    ("a*b|c", "a b c"),
    ("  two   spaces\tand\na line ", "two spaces and a line"),
    ("ends with dots...", "ends with dots"),
    ("..\\..\\etc\\passwd", "-..-etc-passwd"),
    ("../../outside", "-..-outside"),
    (".hidden", "hidden"),
    ("~$lock", "$lock"),
    ("CON", "CON file"),
    ("nul.txt", "nul file.txt"),
    ("com1", "com1 file"),
    ("LPT²", "LPT² file"),
    ("Lpt", "Lpt"),
    ("Console", "Console"),
    ("deadbeef", "deadbeef file"),
    ("right\u202eto left", "rightto left"),
    ("zero\u200bwidth", "zerowidth"),
    ("lone \ud800 surrogate", "lone surrogate"),
    ("", "File"),
    ("...", "File"),
    ("???", "File"),
    ("Café", "Café"),
    ("Cafe\u0301", "Café"),
    ("Gwasanaethau Plant Ŵŷ", "Gwasanaethau Plant Ŵŷ"),
    ("x" * 300, "x" * 80),
    ("𝔸" * 300, "𝔸" * 50),
]  # fmt: skip


@pytest.mark.parametrize(("words", "name"), NAMES, ids=[ascii(each[0])[:30] for each in NAMES])
def test_what_a_file_is_called_by_words(words: str, name: str) -> None:
    assert file_name(words) == name
    assert file_name(words, ".docx") == f"{name}.docx"


FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]|[ .]$|^[.~ ]|^$')
WORDS = st.text() | st.lists(st.sampled_from(["con", "NUL", ".", " ", "/", "..", "~$", "a", "\u200b", "é"])).map(
    "".join
)


@example('CON".0')
@given(WORDS)
def test_every_system_takes_every_name(words: str) -> None:
    name = file_name(words, ".xlsx")
    assert not FORBIDDEN.search(name.removesuffix(".xlsx"))
    assert not is_kept(name)
    assert len(name.encode("utf-8")) <= 220
    assert len(name) <= 91
    assert file_name(name.removesuffix(".xlsx"), ".xlsx") == name


@given(st.lists(st.sampled_from(["Care", "care", "CARE", "Care 2", "Plan"])))
def test_no_two_files_have_one_name(names: list[str]) -> None:
    told = told_apart(f"{name}.xlsx" for name in names)
    assert len(told) == len(names)
    assert len({name.casefold() for name in told}) == len(told)


def test_the_second_of_a_name_is_counted() -> None:
    names = ["Care.xlsx", "care.xlsx", "Plan.xlsx", "Care 2.xlsx", "Care.xlsx"]
    assert told_apart(names) == ["Care.xlsx", "care 2.xlsx", "Plan.xlsx", "Care 2 2.xlsx", "Care 3.xlsx"]


@pytest.mark.parametrize(
    ("given", "name", "workbook"),
    [
        ("Care.xlsx", "Care Services", "Care.xlsx"),
        ("", "Care: Services?", "Care Services.xlsx"),
        ("", "Nul", "Nul division.xlsx"),
        ("../../Care.xlsx", "Care Services", "Care.xlsx"),
        ("C:\\Returns\\Care.xlsx", "Care Services", "Care.xlsx"),
        ("aux.xlsx", "Care Services", "aux division.xlsx"),
    ],
)
def test_the_workbook_of_a_division_lies_in_its_folder(given: str, name: str, workbook: str) -> None:
    assert workbook_name(given, name) == workbook
