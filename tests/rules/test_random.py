"""Whatever stands in the cells of a return, the check answers, and each finding points to a cell that is there."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from compiler.domain.book import Cell, CellKind, sheet_of
from compiler.domain.finding import Finding
from compiler.domain.returned import Role
from compiler.profile.heading import heading_words
from compiler.render.findings import findings_concise, findings_json, findings_text
from compiler.rules.registry import check
from tests.rules.sheets import QUARTER, YEAR, Shown, case_of, small_profile

WORDS = st.one_of(
    st.sampled_from(["Red", "Amber", "Green", "Ambr", "Not published", "Total", "Safeguarding", "a2xq7vbe", "1.1"]),
    st.sampled_from(["SG A01", "SG A1 - 3", "NI 59", "NI 5 -", "JT A01", "#REF!", "Jun 2008", "45%", "4O", "M", "М"]),
    st.sampled_from(["", "N/A", "31/02/2009", "#DIV/0!"]),
    st.text(max_size=12),
)
KINDS = st.sampled_from([CellKind.TEXT, CellKind.TEXT, CellKind.TEXT, CellKind.ERROR, CellKind.UNCALCULATED])


@st.composite
def books(draw: st.DrawFn) -> list[Shown]:
    made = []
    for name, role, last in [
        ("Safeguarding.xlsx", Role.PLAN, False),
        ("Safeguarding.xlsx", Role.RETURN, False),
        ("Planning.xlsx", Role.RETURN, False),
        (f"{QUARTER.previous().year.name}/{QUARTER.previous().name}/Planning.xlsx", Role.RETURN, True),
    ]:
        sheets = []
        for sheet in small_profile().sheets:
            kept = [column for column in sheet.columns if draw(st.integers(0, 9))]
            cells = [
                Cell(3, place, heading_words(column.heading, YEAR, QUARTER), CellKind.TEXT)
                for place, column in enumerate(kept, 1)
            ]
            for row in range(4, 4 + draw(st.integers(0, 2))):
                for place in range(1, len(kept) + 2):
                    kind, words = draw(KINDS), draw(WORDS)
                    if words or kind is not CellKind.TEXT:
                        cells.append(Cell(row, place, "" if kind is CellKind.UNCALCULATED else words, kind))
            if draw(st.integers(0, 9)):
                sheets.append(sheet_of(sheet.name, cells))
        made.append(Shown(name, role, tuple(sheets), last=last))
    return made


@given(books())
def test_random_cells_never_raise_and_every_finding_points_to_a_cell_that_is_there(made: list[Shown]) -> None:
    findings = check(case_of(made, small_profile()))
    for finding in findings:
        assert exists(finding, made), finding
    told = (findings_text(findings), findings_concise(findings), findings_json(findings))
    assert all(each.encode("utf-8") for each in told) or not findings
    assert len(findings_concise(findings).splitlines()) == len(findings)


def exists(finding: Finding, made: list[Shown]) -> bool:
    """Whether the workbook, sheet, row and column of a finding are within one of the workbooks."""
    origin = finding.origin
    for shown in made:
        if shown.name != origin.workbook:
            continue
        sheet = next((sheet for sheet in shown.sheets if sheet.name == origin.sheet), None)
        if not origin.sheet or (sheet is not None and not origin.row):
            return True
        if sheet is not None and origin.row in sheet.rows:
            widest = max(max(cells) for cells in sheet.rows.values())
            if origin.column <= widest:
                return True
    return False
