from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compiler.domain.numberformat import is_date_format, shown_date, shown_number


@pytest.mark.parametrize(
    ("raw", "code", "shown"),
    [
        ("0.457", "General", "0.457"),
        ("0.333333333333333", "General", "0.333333333"),
        ("123456789.123457", "General", "123456789.1"),
        ("0.457", "0.0%", "45.7%"),
        ("0.457", "0%", "46%"),
        ("0.125", "0.0%", "12.5%"),
        ("0.4565", "0.0%", "45.7%"),
        ("-0.085", "0.00%", "-8.50%"),
        ("2.5", "0", "3"),
        ("-2.5", "0", "-3"),
        ("1234.5", "#,##0", "1,235"),
        ("1234.5", "#,##0.00", "1,234.50"),
        ("1234.5", '"£"#,##0.00', "£1,234.50"),
        ("1234.5", "[$£-809]#,##0.00", "£1,234.50"),
        ("-1234.5", '"£"#,##0;-"£"#,##0', "-£1,235"),
        ("-1234.5", "#,##0_);[Red](#,##0)", "(1,235)"),
        ("0", '0;-0;"nil"', "nil"),
        ("0", "#,##0;-#,##0;-", "-"),
        ("5", ";;;", "5"),
        ("1E+26", "0.00", "100000000000000000000000000.00"),
        ("1.5E+300", "0.00", "1.5E+300"),
        ("7", "000", "007"),
        ("0.5", "#.##", ".5"),
        ("12", "0.##", "12"),
        ("1500000", '0.0,,"m"', "1.5m"),
        ("72", '0" young people"', "72 young people"),
        ("12345", "0.00E+00", "12345"),
        ("0.5", "# ?/?", "0.5"),
        ("5", "[>3]0;0.0", "5"),
        ("001", "@", "001"),
        ("-0.001", "0", "0"),
    ],
)
def test_numbers_as_they_are_shown(raw: str, code: str, shown: str) -> None:
    assert shown_number(Decimal(raw), code, raw) == shown


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("dd/mm/yyyy", "07/12/2007"),
        ("d/m/yy", "7/12/07"),
        ("mmm-yy", "Dec-07"),
        ("mmm-yy;@", "Dec-07"),
        ("mmmm yyyy", "December 2007"),
        ("ddd d mmm", "Fri 7 Dec"),
        ("[$-809]dd mmmm yyyy", "07 December 2007"),
        ("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "07 December 2007"),
        ('d" of "mmmm', "7 of December"),
        ("yyyy\\-mm\\-dd\\ hh:mm:ss", "2007-12-07 16:05:09"),
        ("h:mm AM/PM", "4:05 PM"),
        ("mm:ss", "05:09"),
        ("mm-dd-yy", "12-07-07"),
        ("General", "07/12/2007"),
    ],
)
def test_dates_as_they_are_shown(code: str, shown: str) -> None:
    assert shown_date(datetime.datetime(2007, 12, 7, 16, 5, 9), None, code, "39423") == shown


@pytest.mark.parametrize(
    ("code", "dated"),
    [
        ("General", False),
        ("0.00", False),
        ("[Red]0", False),
        ('0" days"', False),
        ("0\\d", False),
        ("[h]:mm", False),
        ("0.00E+00", False),
        ("d-mmm", True),
        ("[$-F800]dddd\\,\\ mmmm", True),
        ("h:mm", True),
        ("0;d", False),
    ],
)
def test_which_formats_show_dates(code: str, dated: bool) -> None:
    assert is_date_format(code) is dated


@given(
    st.decimals(allow_nan=False, allow_infinity=False, places=6), st.text('0#,.%?;[]"\\_*@/Eedmyhs-£$ 1', max_size=14)
)
def test_no_format_is_too_odd(number: Decimal, code: str) -> None:
    is_date_format(code)
    assert isinstance(shown_number(number, code, str(number)), str)
    assert isinstance(shown_date(datetime.date(2009, 3, 31), number, code, str(number)), str)
