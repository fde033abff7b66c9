"""The team's own workbook with what to put right: their parts untouched, the list first, a comment on each cell."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment

from compiler.domain.finding import Audience, Finding, Severity
from compiler.domain.origin import Origin
from compiler.domain.returned import Return, Role
from compiler.render.feedback import TITLE, feedback, has_more
from compiler.returns.parse import Expected, parse_book
from compiler.returns.reader import read_book
from tests.office import office, saved_again
from tests.quarter.town import CARE, QUARTER, STRATEGY, TOWN, YEAR, issue, profile
from tests.validators import missing, validate_xlsx

NAME = "Care.xlsx"
WHEN = "Quarter 1 2008/09, checked on 4 July 2008"
KINDS = ["issued", "openpyxl", "commented", "libreoffice"]
needs_office = pytest.mark.skipif(office() is None, reason="LibreOffice (soffice) is not installed here")
needs_validators = pytest.mark.skipif(bool(missing(docx=False)), reason="a validator is not installed here")


def finding(sheet: str, row: int, column: int, found: str = "'Ambr' is not in the list.", **more: Any) -> Finding:
    told = Finding(
        "C206", Severity.ERROR, Origin(NAME, sheet, row, column), found, "Allowed are Red and Amber.", "Choose one."
    )
    return replace(told, **more)


BLANK_RISK = finding("Actions", 6, 10, "'Progress' is blank.", code="R302", severity=Severity.WARNING, subject="CA 2")
FINDINGS = (
    BLANK_RISK,
    finding("Actions", 5, 9, subject="CA 1"),
    finding("Actions", 7, 9, subject="CA 3"),
    finding("Cover", 4, 2, '=HYPERLINK("http://x") & <b> _x0041_', others=(Origin(NAME, "Actions", 5, 1),)),
    finding("Actions", 5, 4, "For the members alone.", audience=Audience.PLAN),
    replace(finding("Actions", 8, 4, "In another workbook."), origin=Origin("Schools.xlsx", "Actions", 8, 4)),
    finding("", 0, 0, "It holds macros.", code="F110", severity=Severity.NOTE, allowed="", remedy="Nothing."),
)


def made(original: bytes, findings: tuple[Finding, ...] = FINDINGS) -> bytes:
    data = feedback(original, NAME, findings, "Care & Services", WHEN)
    assert data is not None
    return data


def _by_openpyxl(commented: bool) -> bytes:
    book = load_workbook(BytesIO(issue(CARE)))
    if commented:
        book["Actions"]["I5"].comment = Comment("Ask Finance first.", "Team Manager")
        book["Actions"]["D7"].comment = Comment("Guide is online.", "Team Manager")
    out = BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.fixture(scope="module")
def originals(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """One return, as it comes from several programs; LibreOffice's has comments of the team's own."""
    found = {"issued": issue(CARE), "openpyxl": _by_openpyxl(False), "commented": _by_openpyxl(True)}
    if office() is not None:
        folder = tmp_path_factory.mktemp("office")
        (folder / NAME).write_bytes(found["commented"])
        found["libreoffice"] = saved_again([folder / NAME], folder)[0].read_bytes()
    return found


@pytest.fixture(params=KINDS)
def original(request: pytest.FixtureRequest, originals: Mapping[str, bytes]) -> bytes:
    if request.param not in originals:
        pytest.skip("LibreOffice (soffice) is not installed here")
    return originals[request.param]


def parts(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as package:
        assert len(set(package.namelist())) == len(package.namelist())
        return {name: package.read(name) for name in package.namelist()}


def comments(data: bytes) -> dict[str, str]:
    book = load_workbook(BytesIO(data))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.comment]
    return {f"{cell.parent.title}!{cell.coordinate}": cell.comment.text.strip() for cell in cells if cell.comment}


def as_return(data: bytes, name: str = NAME) -> Return:
    return replace(parse_book(read_book(data, name), Expected(profile(), TOWN, Role.RETURN, YEAR, QUARTER)), sha256="")


def shown(data: bytes) -> list[list[str]]:
    sheet = load_workbook(BytesIO(data))[TITLE]
    return [[str(cell.value) for cell in row if cell.value is not None] for row in sheet.iter_rows()]


LIST = [
    ["What to put right"],
    ["Care & Services · Quarter 1 2008/09, checked on 4 July 2008"],
    [
        "Correct this workbook, tick what is done, save it and send it back: it is taken as your return. "
        "Each cell named below has a comment."
    ],
    [
        "An error must be put right before the report can be final. A warning needs a second look. "
        "A note is for you to know."
    ],
    [],
    ["Done", "Weight", "Where", "Row", "What we found", "What is allowed", "What to do"],
    [
        *("☐", "Error", "Actions, I5", "CA 1\nalso I7 (CA 3)"),
        *("'Ambr' is not in the list.", "Allowed are Red and Amber.", "Choose one."),
    ],
    [
        *("☐", "Error", "Cover, B4", "and Actions, A5"),
        *('=HYPERLINK("http://x") & <b> _x005F_x0041_', "Allowed are Red and Amber.", "Choose one."),
    ],
    [
        *("☐", "Warning", "Actions, J6", "CA 2"),
        *("'Progress' is blank.", "Allowed are Red and Amber.", "Choose one."),
    ],
    ["☐", "Note", "The whole workbook", "It holds macros.", "Nothing."],
]


def test_the_list_is_the_first_sheet_and_its_words_stay_words(original: bytes) -> None:
    book = load_workbook(BytesIO(made(original)))
    assert book.sheetnames == [TITLE, *load_workbook(BytesIO(original)).sheetnames]
    assert shown(made(original)) == LIST
    sheet = book[TITLE]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value} <= {"s", "inlineStr"}
    links = {row: sheet.cell(row, 3).hyperlink for row in range(7, 11)}
    assert {row: link.location for row, link in links.items() if link} == {
        7: "'Actions'!I5",
        8: "'Cover'!B4",
        9: "'Actions'!J6",
    }


def test_our_own_reader_reads_the_text_as_it_was_typed(original: bytes) -> None:
    book = read_book(made(original), NAME)
    sheet = book.sheet(TITLE)  # type: ignore[union-attr]
    assert sheet is not None
    assert sheet.at(8, 5).shown == '=HYPERLINK("http://x") & <b> _x0041_'


def test_parts_that_need_not_change_are_theirs_to_the_byte(original: bytes) -> None:
    before, after = parts(original), parts(made(original))
    changed = {name for name, data in before.items() if after[name] != data}
    always = {"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"}
    touched = {f"xl/worksheets/sheet{number}.xml" for number in (1, 3)}
    beside = {name.replace("worksheets/", "worksheets/_rels/") + ".rels" for name in touched}
    comments_too = {name for name in before if re.search(r"comments|vmlDrawing|legacyDrawing", name, re.IGNORECASE)}
    assert always <= changed <= always | touched | beside | comments_too
    assert list(after)[: len(before)] == list(before)
    for name in touched:
        drawing = re.compile(rb'<legacyDrawing xmlns:r="[^"]*" r:id="[^"]*"/>')
        assert before[name] == (drawing.sub(b"", after[name]) if b"legacyDrawing" not in before[name] else after[name])


def test_only_these_bytes_are_put_into_an_issued_workbook(originals: Mapping[str, bytes]) -> None:
    before, after = parts(originals["issued"]), parts(made(originals["issued"]))
    assert {name for name, data in before.items() if after[name] != data} == {
        "[Content_Types].xml",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
        "xl/workbook.xml",
        "xl/worksheets/_rels/sheet3.xml.rels",
        "xl/worksheets/sheet1.xml",
        "xl/worksheets/sheet3.xml",
    }
    assert sorted(set(after) - set(before)) == [
        "xl/comments1.xml",
        "xl/comments2.xml",
        "xl/drawings/vmlDrawing1.vml",
        "xl/drawings/vmlDrawing2.vml",
        "xl/worksheets/_rels/sheet1.xml.rels",
        "xl/worksheets/sheet8.xml",
    ]


def test_names_that_belong_to_a_sheet_and_the_open_sheet_move_along(original: bytes) -> None:
    before, after = load_workbook(BytesIO(original)), load_workbook(BytesIO(made(original)))
    assert str(after.active) == str(before.active)
    assert dict(after.defined_names) == dict(before.defined_names)
    for sheet in before:
        again = after[sheet.title]
        assert (again.print_area, again.print_title_rows) == (sheet.print_area, sheet.print_title_rows)
        assert (again.sheet_state, again.sheet_view.tabSelected) == (sheet.sheet_state, sheet.sheet_view.tabSelected)


COMMENT = "What to put right:\nError C206: 'Ambr' is not in the list.\nAllowed are Red and Amber.\n→ Choose one."


def test_each_faulty_cell_has_a_comment(originals: Mapping[str, bytes]) -> None:
    assert comments(made(originals["issued"])) == {
        "Cover!B4": COMMENT.replace("'Ambr' is not in the list.", '=HYPERLINK("http://x") & <b> _x005F_x0041_'),
        "Actions!I5": COMMENT,
        "Actions!J6": COMMENT.replace("Error C206: 'Ambr' is not in the list.", "Warning R302: 'Progress' is blank."),
        "Actions!I7": COMMENT,
    }


@pytest.mark.parametrize("kind", ["commented", "libreoffice"])
def test_their_comments_stay(kind: str, originals: Mapping[str, bytes]) -> None:
    if kind not in originals:
        pytest.skip("LibreOffice (soffice) is not installed here")
    found = comments(made(originals[kind]))
    assert found["Actions!D7"] == "Guide is online."
    assert found["Actions!I5"] == f"Ask Finance first.\n\n{COMMENT}"
    assert found["Actions!I7"] == COMMENT
    drawings = b"".join(data for name, data in parts(made(originals[kind])).items() if "vml" in name.lower())
    boxes = re.findall(rb"Row>(\d+)</\w+:Row>\s*<\w+:Column>(\d+)<", drawings)
    assert sorted(boxes) == [(b"3", b"1"), (b"4", b"8"), (b"5", b"9"), (b"6", b"3"), (b"6", b"8")]


def test_it_is_the_same_return(original: bytes) -> None:
    assert as_return(made(original)) == as_return(original)
    assert as_return(original).records


def test_the_same_findings_give_the_same_bytes(original: bytes) -> None:
    assert made(original) == made(original)


@needs_validators
def test_the_validators_find_nothing_new(original: bytes, tmp_path: Path) -> None:
    (tmp_path / "before.xlsx").write_bytes(original)
    (tmp_path / "after.xlsx").write_bytes(made(original))
    assert _said(tmp_path / "after.xlsx") <= _said(tmp_path / "before.xlsx")


def _said(path: Path) -> set[str]:
    """The complaints of a workbook, without how often and in which sheet."""
    return {re.sub(r"sheet\d+\.xml|\d+ inline", "…", said) for said in validate_xlsx(path)}


@pytest.fixture(scope="module")
def reopened(originals: Mapping[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """The feedback, opened in LibreOffice and saved again, as a team does that corrects it."""
    folder = tmp_path_factory.mktemp("corrected")
    paths = [folder / f"{kind}.xlsx" for kind in originals]
    for path in paths:
        path.write_bytes(made(originals[path.stem]))
    return {path.stem: path.read_bytes() for path in saved_again(paths, folder)}


@needs_office
@pytest.mark.parametrize("kind", KINDS)
def test_libreoffice_keeps_the_list_and_the_comments(
    kind: str, originals: Mapping[str, bytes], reopened: Mapping[str, bytes]
) -> None:
    assert comments(reopened[kind]) == comments(made(originals[kind]))
    assert shown(reopened[kind])[:7] == LIST[:7]
    assert [row[2] for row in shown(reopened[kind])[6:]] == [row[2] for row in LIST[6:]]
    assert as_return(reopened[kind]).records == as_return(originals[kind]).records
    assert as_return(reopened[kind]).identity == as_return(originals[kind]).identity


@needs_office
@pytest.mark.parametrize("kind", KINDS)
def test_feedback_on_a_corrected_feedback_says_what_is_left_only(
    kind: str, originals: Mapping[str, bytes], reopened: Mapping[str, bytes]
) -> None:
    again = made(reopened[kind], (BLANK_RISK,))
    own = {"Actions!I5": "Ask Finance first.", "Actions!D7": "Guide is online."} if kind[0] in "cl" else {}
    assert comments(again) == {**own, "Actions!J6": comments(made(originals[kind]))["Actions!J6"]}
    assert load_workbook(BytesIO(again)).sheetnames == load_workbook(BytesIO(reopened[kind])).sheetnames
    assert [row[:3] for row in shown(again)[6:]] == [["☐", "Warning", "Actions, J6"]]


def test_ten_lines_are_shown_and_then_where_the_rest_is() -> None:
    many = tuple(finding("Actions", 5, column, f"Fault {column}.") for column in range(1, 15))
    assert has_more(many)
    assert not has_more(many[:10])
    data = made(issue(CARE), many)
    assert [row[3] for row in shown(data)[6:16]] == [f"Fault {number}." for number in range(1, 11)]
    assert shown(data)[16:] == [
        [],
        ["And 4 like these: each cell has a comment, and ‘Care.xlsx findings.txt’ lists them all."],
    ]
    assert len(comments(data)) == 14


def test_findings_of_a_whole_row_stand_at_its_first_cell() -> None:
    data = made(issue(CARE), (finding("Actions", 6, 0),))
    assert list(comments(data)) == ["Actions!A6"]
    assert shown(data)[6][2] == "Actions, row 6"


def _rewritten(data: bytes, change: Mapping[str, str]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as package:
        for name, part in parts(data).items():
            words = part.decode("utf-8")
            for old, new in change.items():
                words = words.replace(old, new)
            package.writestr(name, words)
    return out.getvalue()


STRICT = {
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "http://purl.oclc.org/ooxml/spreadsheetml/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
        "http://purl.oclc.org/ooxml/officeDocument/relationships"
    ),
}
MACROS = {
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": (
        "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    )
}


@pytest.mark.parametrize("change", [STRICT, MACROS], ids=["strict", "macros"])
def test_other_kinds_of_workbook_stay_what_they_are(change: Mapping[str, str]) -> None:
    original = _rewritten(issue(CARE), change)
    data = made(original)
    assert as_return(data) == as_return(original)
    everything = b"".join(parts(data).values()).decode("utf-8")
    (old, *_), (new, *_) = change, change.values()
    assert old not in everything
    assert new in everything
    book = read_book(data, NAME)
    assert [sheet.name for sheet in book.sheets][:2] == [TITLE, "Cover"]  # type: ignore[union-attr]


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4", b"PK\3\4 cut short", issue(STRATEGY)[:-400]])
def test_a_file_that_is_no_workbook_gets_none(data: bytes) -> None:
    assert feedback(data, NAME, FINDINGS, "Care", WHEN) is None


def test_a_return_with_nothing_to_put_right_gets_none() -> None:
    others = tuple(each for each in FINDINGS if each.audience is Audience.PLAN or each.origin.workbook != NAME)
    assert len(others) == 2
    assert feedback(issue(CARE), NAME, others, "Care", WHEN) is None
