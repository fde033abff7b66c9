"""The next command that is named is for the department that was asked for."""

from __future__ import annotations

from types import SimpleNamespace

from compiler.cli.again import asked, remember, where
from compiler.domain.period import Period, Year

Q1 = Period(Year(2008), 1, 4)


def test_the_department_that_was_given_is_repeated() -> None:
    remember(SimpleNamespace(department="children"))
    assert asked() == " --department children"
    assert where(Q1) == "--year 2008-09 --quarter Q1 --department children"


def test_none_is_named_where_none_was_given() -> None:
    for options in (SimpleNamespace(department=""), SimpleNamespace()):
        remember(options)
        assert (asked(), where(Q1)) == ("", "--year 2008-09 --quarter Q1")
