"""A department knows the division that words or a file's name stand for."""

from __future__ import annotations

import pytest

from compiler.profile.department import Department, Division

CARE = Division("care", "Adult Care", "service", short="AC", file="Care.xlsx", aliases=("Social Care",))
HOMES = Division("homes", "Housing", "service")
ROADS = Division("roads", "Highways", "service", file="Housing.xlsx")
PARKS = Division("parks", "Care", "service", file="care.XLSX")
DEPARTMENT = Department("town", "Town Council", "Neighbourhoods", "base", (CARE, HOMES, ROADS, PARKS))


@pytest.mark.parametrize(
    ("workbook", "of_file", "or_called_so"),
    [
        ("Care.xlsx", CARE, CARE),
        ("plan/CARE.xlsm", CARE, CARE),
        ("2008-09/Q1/ care.ods", CARE, CARE),
        ("Housing.xlsx", ROADS, HOMES),
        ("Highways.xlsx", None, ROADS),
        ("Adult  Care.xlsx", None, CARE),
        ("AC.xlsx", None, None),
        ("Parks.v2.xlsx", None, None),
    ],
)
def test_a_file_is_the_first_division_s_that_has_its_name(
    workbook: str, of_file: Division | None, or_called_so: Division | None
) -> None:
    assert (DEPARTMENT.of_file(workbook), DEPARTMENT.of_file(workbook, or_name=True)) == (of_file, or_called_so)


def test_words_name_the_first_division_that_is_called_so() -> None:
    assert [DEPARTMENT.named(each) for each in ("CARE", "adult care", "ac", "social care", "nobody")] == [
        CARE,
        CARE,
        CARE,
        CARE,
        None,
    ]
