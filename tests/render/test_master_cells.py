"""What stands in the cells of the master workbook: words, figures, headings and formulas."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook

from compiler.domain.figures import NUMBER, PERCENT, Unit, UnitKind
from compiler.domain.origin import Origin
from compiler.domain.record import Entry, State
from compiler.domain.target import read_target
from compiler.domain.value_model import Value
from compiler.render.master.cell import Number, entry_cell, number_of, safe_text
from compiler.render.master.counting import count_formula
from compiler.render.master.layout import Heading, TablePage, unique_headings


def test_markup_and_control_characters_stay_words() -> None:
    words = ["<r><t>x</t></r>", "a\x00b\ufffe", "_x0041_", "{=a}", "'quoted", "\ud800x"]
    held = BytesIO()
    from xlsxwriter import Workbook as Written  # type: ignore[import-untyped]

    with Written(held, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        assert [sheet.write_string(row, 0, safe_text(text)) for row, text in enumerate(words)] == [0] * len(words)
    read = [row[0] for row in load_workbook(held).active.iter_rows(values_only=True)]  # type: ignore[union-attr]
    assert read == ["<r><t>x</t></r> ", "ab", "_x0041_", "{=a}", "'quoted", "x"]


@pytest.mark.parametrize("letter", ["a", "😀"])
def test_text_that_no_cell_can_hold_is_cut_with_a_note(letter: str) -> None:
    cut = safe_text(letter * 40_000)
    assert len(cut.encode("utf-16-le")) // 2 in (32_766, 32_767)
    assert cut.endswith(f"{letter}… [cut here: the cell that this comes from holds 40,000 characters]")
    assert safe_text(letter * 16_000) == letter * 16_000


MILLIONS = Unit(UnitKind.MONEY, "£m", Decimal(1_000_000))


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (Value(Decimal("45.7"), PERCENT, 1, "45.7%"), Number(0.457, "0.0%")),
        (Value(Decimal(50), PERCENT, 0, "50%"), Number(0.5, "0%")),
        (Value(Decimal(1234), NUMBER, 0, "1,234"), Number(1234.0, "#,##0")),
        (Value(Decimal(2008), NUMBER, 0, "2008"), Number(2008.0, "0")),
        (Value(Decimal("2.084"), MILLIONS, 3, "£2.084m"), Number(2084000.0, '"£"#,##0.000,,"m"')),
        (Value(Decimal(72), Unit(UnitKind.TEXT, "young people"), 0, "72 young people"), None),
        (Value(Decimal("27.9"), PERCENT, 2, "27.90% (NI116)", words="(NI116)"), None),
        (Value(Decimal("5.9"), PERCENT, 1, "English 5.9%", label="English"), None),
        (Value(Decimal("1.2345678901234567"), NUMBER, 2, "1.23"), None),
    ],
)
def test_a_figure_is_a_number_unless_words_would_be_lost(value: Value, number: Number | None) -> None:
    assert number_of(value) == number


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("23.25%", Number(0.2325, "0.00%")),
        ("at least 80%", "at least 80%"),
        ("Monitor", "Monitor"),
        ("85% by 2011", "85% by 2011"),
    ],
)
def test_a_target_is_a_number_only_if_it_is_one(raw: str, shown: Number | str) -> None:
    assert entry_cell(Entry(raw, State.VALUE, read_target(raw), Origin("a.xlsx"))) == shown


@pytest.mark.parametrize(
    ("state", "raw", "shown"),
    [
        (State.BLANK, "", ""),
        (State.ABSENT, "", ""),
        (State.ABSENT, "Line not printed", "Line not printed"),
        (State.NOT_APPLICABLE, "NA", "Not applicable"),
        (State.NOT_PUBLISHED, "not published", "Not published"),
        (State.NONE, "nil", "None"),
        (State.UNREADABLE, "31/02/2009", "31/02/2009"),
    ],
)
def test_the_ways_of_saying_nothing_stay_apart(state: State, raw: str, shown: str) -> None:
    assert entry_cell(Entry(raw, state, None, Origin("a.xlsx"))) == shown


def test_headings_are_unique_on_one_line() -> None:
    headings = unique_headings(map(Heading, ["Rating", "By\nwhen", "rating", "RATING", ""]))
    assert [heading.words for heading in headings] == ["Rating", "By when", "rating (2)", "RATING (3)", "Column"]


def test_counting_takes_words_for_what_they_are() -> None:
    plain = [("t[Plan]", "$A1", "Plan"), ("t[Rating]", "B$1", "▼ Red")]
    assert count_formula(plain) == "=COUNTIFS(t[Plan],$A1,t[Rating],B$1)"
    for words in ("? No return", "a*", ">5", "2008", "true", "", "x" * 256):
        assert count_formula([("t[Plan]", "$A1", words)]) == "=SUMPRODUCT((t[Plan]=$A1)*1)"
    page = TablePage("A", "t", "A", (), ())
    assert [page.column(words) for words in ("By when", "PIs & refs", "It's [x] #1")] == [
        "t[By when]",
        "t[[PIs & refs]]",
        "t[[It''s '[x'] '#1]]",
    ]
