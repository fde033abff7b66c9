"""Each thing that real workbooks do, handed in among sound returns: what is found, and nothing else, within bounds."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from tests.fuzz.packing import Entry, archive, entry
from tests.hazards.front_door import Files, findings, hand_in, run
from tests.hazards.returned import (
    ACTIONS,
    BOOK,
    INDICATORS,
    RELATIONS,
    Parts,
    care,
    cell,
    opendocument,
    put,
    rows,
    strategy,
    typed,
    zipped,
)  # fmt: skip
from tests.quarter.town import OUTPUT
from tests.returns.packages import LINKS, MAIN, STRICT, STRICT_LINKS

OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
DOCTYPE = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
DAY = put(care(), "xl/styles.xml", "</cellXfs>", '<xf numFmtId="14"/></cellXfs>')
"""A return whose style 13 shows a day."""
END = "</sheetData>"
LONG = " ".join(f"step{number}" for number in range(4_000))


def of_care(parts: Parts) -> Files:
    return {"Care.xlsx": zipped(parts)}


def of_strategy(parts: Parts) -> Files:
    return {"Strategy.xlsx": zipped(parts)}


def by_libreoffice(parts: Parts) -> Files:
    return {"Care.xlsx": None, "Care.ods": zipped(parts)}


def ods(old: str, new: str) -> Files:
    return by_libreoffice(put(opendocument(care()), "content.xml", old, new))


def strict() -> Parts:
    pairs = [(MAIN.encode(), STRICT.encode()), (LINKS.encode(), STRICT_LINKS.encode())]
    return {name: data.replace(*pairs[0]).replace(*pairs[1]) for name, data in care().items()}


def with_blank_rows(number: int) -> Parts:
    text = "".join(f'<row r="{row}" s="1"><c r="A{row}" s="1"/></row>' for row in range(8, number))
    return put(care(), ACTIONS, END, text + END)


def exchanged(one: str, other: str) -> Parts:
    """The return with two columns in each other's place."""
    places = {one: other, other: one}
    text = re.sub(r'<c r="([A-Z]+)', lambda hit: f'<c r="{places.get(hit[1], hit[1])}', care()[ACTIONS].decode())
    return {**care(), ACTIONS: text.encode()}


def with_macros_and_links() -> Parts:
    kinds = ("vbaProject", "vbaProject.bin"), ("externalLink", "externalLinks/externalLink1.xml")
    more = "".join(f'<Relationship Id="{kind}" Type="{LINKS}/{kind}" Target="{to}"/>' for kind, to in kinds)
    parts = {**care(), "xl/vbaProject.bin": b"\0", "xl/externalLinks/externalLink1.xml": b"<externalLink/>"}
    return put(parts, "xl/_rels/workbook.xml.rels", "</Relationships>", more + "</Relationships>")


def footnotes(found: list[str]) -> list[str]:
    total = '<row r="1"><c r="D1" t="inlineStr"><is><t>TOTAL</t></is></c><c r="J1"><v>3</v></c></row>'
    note = '<row r="1"><c r="A1" t="inlineStr"><is><t>* as at the end of June</t></is></c></row>'
    return [*found, total, note]


LINK = f'<Relationship Id="h" Type="{LINKS}/hyperlink" Target="http://x" TargetMode="External"/></Relationships>'
LINKED = put(put(care(), ACTIONS, END, END + '<hyperlinks><hyperlink ref="K5" r:id="h"/></hyperlinks>'),
             RELATIONS, "</Relationships>", LINK)  # fmt: skip
NOT_READ = "does not say what it is about, so it is taken for a total or a footnote and is not read."
UNSEEN = "so nobody sees it, and it is not read."

READ: list[tuple[str, Callable[[], Files], list[str]]] = [
    ("a stale extent", lambda: of_care(put(care(), ACTIONS, '<dimension ref="A1:O7"/>', '<dimension ref="A1"/>')), []),
    ("saved as Strict Open XML", lambda: of_care(strict()), []),
    ("saved as OpenDocument", lambda: by_libreoffice(opendocument(care())), []),
    ("one value in the last cell", lambda: of_care(put(care(), ACTIONS, END,
        f'<row r="1048576"><c r="XFD1048576"><v>7</v></c></row>{END}')),
        ["T409 Care.xlsx Actions!XFD1048576: A value stands far from everything else on this sheet."]),
    ("a million formatted blank rows", lambda: of_care(with_blank_rows(1_000_000)), []),
    ("a million blank rows in OpenDocument", lambda: ods("</table:table>",
        '<table:table-row table:number-rows-repeated="1000000"><table:table-cell '
        'table:number-columns-repeated="16384" table:style-name="c1"/></table:table-row></table:table>'), []),
    ("errors", lambda: of_care(cell(cell(care(), "J5", 't="e"|<v>#REF!</v>'), "I6", 't="e"|<f>A1</f><v>#N/A</v>')),
        ["C204 Care.xlsx Actions!J5: The formula under 'Progress this quarter' gives the error '#REF!': the cells that "
         "it took its value from are no longer there.",
         "C204 Care.xlsx Actions!I6: The formula under 'Rating' gives the error '#N/A': what it looked up was not "
         "found."]),
    ("an error in OpenDocument", lambda: ods('office:value-type="string"><text:p>Half are reviewed.</text:p>',
        'table:formula="of:=[.A1]" office:value-type="string"><text:p>#REF!</text:p>'),
        ["C204 Care.ods Actions!J5: The formula under 'Progress this quarter' gives the error '#REF!': the cells that "
         "it took its value from are no longer there."]),
    ("a formula never calculated", lambda: of_care(cell(care(), "J5", "|<f>A1&amp;B2</f>")),
        ["C205 Care.xlsx Actions!J5: J5 holds a formula that has not been calculated."]),
    ("words that programs take for nothing", lambda: of_care(
        typed(typed(typed(care(), "J5", "NA"), "J6", "None"), "I7", "001")),
        ["R302 Care.xlsx Actions!J5: 'Progress this quarter' says only 'NA' though the action is rated Amber.",
         "R302 Care.xlsx Actions!J6: 'Progress this quarter' says only 'None' though the action is rated Amber.",
         "C206 Care.xlsx Actions!I7: '001' under 'Rating' is not in the list."]),
    ("a value under merged cells", lambda: of_care(put(care(), ACTIONS, END,
        f'{END}<mergeCells><mergeCell ref="J5:J6"/></mergeCells>')),
        [f"T423 Care.xlsx Actions!J6: The value 'The course is planned.' lies under merged cells, {UNSEEN}"]),
    ("two values in one cell", lambda: of_care(put(care(), ACTIONS, '</row><row r="6"',
        '<c r="I5" t="inlineStr"><is><t>Green</t></is></c></row><row r="6"')),
        [f"T423 Care.xlsx Actions!I5: The value 'Amber' is in the file beside another, {UNSEEN}"]),
    ("a hyperlink on an empty cell", lambda: of_care(LINKED), []),
    ("macros and external links", lambda: of_care(with_macros_and_links()),
        ["F110 Care.xlsx: This workbook holds macros.",
         "F111 Care.xlsx: This workbook takes figures from other workbooks."]),
    ("a space that does not break, a long minus", lambda: of_strategy(
        typed(typed(strategy(), "I5", "84\xa0%", INDICATORS), "I6", "−12%", INDICATORS)),
        ["C208 Strategy.xlsx Indicators!I5: '84 %' under 'Figure this quarter' was read as 84%: unusual spaces or "
         "invisible characters were set right.",
         "C208 Strategy.xlsx Indicators!I6: '−12%' under 'Figure this quarter' was read as -12%: a long minus sign or "
         "dash was read as a minus."]),
    ("a letter in a number, full-width digits", lambda: of_strategy(
        typed(typed(strategy(), "I5", "8O%", INDICATORS), "I6", "１２％", INDICATORS)),
        ["C208 Strategy.xlsx Indicators!I5: '8O%' under 'Figure this quarter' was read as 80%: the letter O or l "
         "inside the number was read as a digit.",
         "C208 Strategy.xlsx Indicators!I6: '１２％' under 'Figure this quarter' was read as 12%: full-width or "
         "foreign digits were read as plain ones."]),
    ("a change of scale", lambda: of_strategy(
        cell(typed(strategy(), "I5", "0.84", INDICATORS), "I6", "|<v>1234</v>", INDICATORS)),
        ["C211 Strategy.xlsx Indicators!I5: '0.84' under 'Figure this quarter' has no unit, but '80%' stands in G5.",
         "C211 Strategy.xlsx Indicators!I6: '1234' under 'Figure this quarter' has no unit, but '10%' stands in G6."]),
    ("a truth where a figure is wanted", lambda: of_strategy(cell(strategy(), "I5", 't="b"|<v>1</v>', INDICATORS)),
        ["C202 Strategy.xlsx Indicators!I5: 'TRUE' under 'Figure this quarter' cannot be read as a figure: \"TRUE\" is "
         "not a number."]),
    ("a day that never was", lambda: of_care(typed(care(), "N7", "31/02/2008")),
        ["C201 Care.xlsx Actions!N7: '31/02/2008' under 'Completed on' cannot be read as a date: February 2008 has no "
         "day 31."]),
    ("a day as Americans write it", lambda: of_care(typed(care(), "N7", "03/31/2008")),
        ["C201 Care.xlsx Actions!N7: '03/31/2008' under 'Completed on' cannot be read as a date: there is no month "
         "31."]),
    ("a month for a day", lambda: of_care(typed(care(), "N7", "Jun 2008")), []),
    ("a day of the 1904 system", lambda: of_care(
        put(cell(DAY, "N7", 's="13"|<v>38139</v>'), BOOK, "<workbookPr ", '<workbookPr date1904="1" ')), []),
    ("values pasted over the list", lambda: of_care(
        typed(typed(typed(care(), "I5", "Am\u200bber_x000D_"), "I6", " AMBER"), "I7", "Grene")),
        ["C206 Care.xlsx Actions!I7: 'Grene' under 'Rating' is not in the list."]),
    ("a letter of another alphabet", lambda: of_care(typed(care(), "I5", "Аmber")),
        ["C207 Care.xlsx Actions!I5: 'Аmber' under 'Rating' is typed in another alphabet: the A is a Cyrillic "
         "letter."]),
    ("hidden rows", lambda: of_care(put(care(), ACTIONS, '<row r="6"', '<row hidden="1" r="6"')),
        ["T408 Care.xlsx Actions: 1 row of this sheet is hidden."]),
    ("columns that were moved", lambda: of_care(exchanged("I", "J")), []),
    ("a slip in a heading", lambda: of_care(typed(care(), "J4", "Progres this quarter")),
        ["T420 Care.xlsx Actions!J4: The heading 'Progres this quarter' was read as 'Progress this quarter'."]),
    ("a column that was renamed", lambda: of_care(typed(care(), "J4", "What happened")),
        ["T403 Care.xlsx Actions!row 4: No column is headed 'Progress this quarter'.",
         "T406 Care.xlsx Actions!J4: The form has no column headed 'What happened', so what stands under it is not "
         "read."]),
    ("a doubled column", lambda: of_strategy(put(strategy(), INDICATORS, '</row><row r="5"',
        '<c r="P4" t="inlineStr"><is><t>Target 2008/09</t></is></c></row><row r="5"')),
        ["T404 Strategy.xlsx Indicators!P4: A second column is headed 'Target 2008/09'."]),
    ("blank rows inside", lambda: of_care(rows(care(), lambda r: r[:5] + ['<row r="1"></row>'] * 12 + r[5:])), []),
    ("a total and a footnote", lambda: of_care(rows(care(), footnotes)),
        [f"T407 Care.xlsx Actions!row 8: This row ('TOTAL') {NOT_READ}",
         f"T407 Care.xlsx Actions!row 9: This row ('* as at the end of June') {NOT_READ}"]),
    ("text longer than Excel holds", lambda: of_care(typed(care(), "J5", LONG)),
        [f"C220 Care.xlsx Actions!J5: '{LONG[:59].rstrip()}…' under 'Progress this quarter' is "
         f"{len(LONG):,} characters long."]),
    ("two versions of one return", lambda: {"Copy of Care.xlsx": zipped(typed(care(), "I5", "Red"))},
        ["F109 Care.xlsx: 'Care.xlsx' and 'Copy of Care.xlsx' are returns of one division, Care Services, and they "
         "differ in 1 place: Actions, I5 ('Amber', 'Red')."]),
]  # fmt: skip


@pytest.mark.parametrize(("files", "found"), [each[1:] for each in READ], ids=[each[0] for each in READ])
def test_what_a_workbook_does_is_read_or_told(tmp_path: Path, files: Callable[[], Files], found: list[str]) -> None:
    assert findings(tmp_path, files()) == found


def packed_otherwise(name: str, change: Callable[[Entry], Entry]) -> bytes:
    """The return with one entry of its archive told otherwise."""
    made = ((each, entry(each, data)) for each, data in care().items())
    return archive(change(one) if each == name else one for each, one in made)


def nonsense(size: int) -> Parts:
    """The return with a sheet that unpacks to so many bytes of nothing."""
    return put(care(), ACTIONS, "<sheetData>", f"{' ' * size}<sheetData>")


def lying_size() -> bytes:
    from dataclasses import replace

    return packed_otherwise(ACTIONS, lambda one: replace(one, size=200))


def encrypted() -> bytes:
    return OLE2 + b"".join(each.encode("utf-16-le").ljust(64, b"\0") for each in ("Root Entry", "EncryptedPackage"))


def old() -> bytes:
    return OLE2 + b"".join(each.encode("utf-16-le").ljust(64, b"\0") for each in ("Root Entry", "Workbook"))


def many_cells() -> bytes:
    """The return with six hundred thousand figures, a megabyte packed."""
    line = "".join(f'<c r="{letter}1"><v>1.5</v></c>' for letter in "ABCDEFGHIJKLMNO")
    return zipped(rows(care(), lambda found: [*found, *[f'<row r="1">{line}</row>'] * 40_000]))


def many(part: str, before: str, piece: str, times: int) -> bytes:
    """The return with a piece of a part so many times."""
    return zipped(put(care(), part, before, piece * times + before))


BROKEN = "cannot be read: it is damaged:"
ENTITIES = "cannot be read: it declares a document type or entities, which no spreadsheet program writes."
TOO_MUCH = "cannot be read: it holds more than 80 MB of names, texts and formats."
REFUSED: list[tuple[str, Callable[[], bytes], str]] = [
    ("a sheet whose part is missing", lambda: zipped({k: v for k, v in care().items() if k != ACTIONS}),
        "cannot be read: its sheet 'Actions' is listed, but is missing from the file."),
    ("styles that are missing", lambda: zipped({k: v for k, v in care().items() if k != "xl/styles.xml"}),
        "cannot be read: a part of it is missing (xl/styles.xml)."),
    ("a table that is missing", lambda: zipped({k: v for k, v in care().items() if "tables/" not in k}),
        "cannot be read: a part of it is missing (xl/tables/table1.xml)."),
    ("a bomb that tells its size", lambda: zipped(nonsense(520 << 20)),
        "cannot be read: it would unpack to 520 MB, and the limit is 512 MB."),
    ("a bomb that lies", lying_size,
        f"cannot be read: its part {ACTIONS} unpacks to more than the 200 bytes it declares."),
    ("a document type", lambda: zipped(put(care(), ACTIONS, "<worksheet", DOCTYPE + "<worksheet")), ENTITIES),
    ("entities that grow", lambda: zipped(put(care(), "xl/sharedStrings.xml", "<sst", DOCTYPE + "<sst")), ENTITIES),
    ("thousands of parts", lambda: zipped({**care(), **{f"x{number}": b"" for number in range(4100)}}),
        "cannot be read: it holds 4,125 parts, and the limit is 4,096."),
    ("six hundred thousand cells", many_cells, "cannot be read: it holds over 50,000 cells with values."),
    ("styles without end", lambda: many("xl/styles.xml", "</cellXfs>", "<xf/>", 5_000_000), TOO_MUCH),
    ("texts without end", lambda: many("xl/sharedStrings.xml", "</sst>", "<si/>", 3_000_000), TOO_MUCH),
    ("names without end", lambda: many(BOOK, "</definedNames>", '<definedName name="x">A1</definedName>', 400_000),
        TOO_MUCH),
    ("columns without end", lambda: many(ACTIONS, "</cols>", '<col min="1" max="1"/>', 6_000_000),
        "cannot be read: it takes over 2 seconds to read, far more than any return needs."),
    ("one text to many cells", lambda: zipped(rows(typed(care(), "J7", "x" * 30_000), lambda found: found * 40)),
        "cannot be read: its cells hold over 1,000,000 characters."),
    ("a text without end", lambda: zipped(typed(care(), "J5", "x" * 200_000)),
        f"cannot be read: {ACTIONS} holds a text of over 100,000 characters."),
    ("elements within elements", lambda: many(ACTIONS, "</sheetData>", "<x>", 500),
        f"{BROKEN} its sheet 'Actions' nests elements over 64 deep."),
    ("a tag without end", lambda: zipped(put(care(), ACTIONS, "<sheetData>", f'<sheetData x="{"x" * (3 << 20)}">')),
        f"{BROKEN} {ACTIONS} holds a tag or a remark of over a million characters."),
    ("a password", encrypted, "is protected by a password and cannot be opened without it."),
    ("the old format", old, "is a workbook in the format of Excel 97 to 2003 (.xls)."),
    ("values between commas", lambda: b"Ref,Action\nCA 1,Review\n",
        "is a text file of values (.csv), not a workbook."),
    ("a sign-in page", lambda: b"<!DOCTYPE html><title>Sign in</title>",
        "is a web page, perhaps a sign-in page, not a workbook."),
    ("nothing", lambda: b"", "is empty."),
    ("a copy that failed", lambda: b"\0" * 9000,
        "is filled with 9,000 zero bytes and holds nothing: a copy that failed."),
    ("cut short", lambda: zipped(care())[:-2000], "is cut short: its end is missing."),
]  # fmt: skip


@pytest.mark.parametrize(("data", "reason"), [each[1:] for each in REFUSED], ids=[each[0] for each in REFUSED])
def test_what_cannot_be_read_is_told_in_one_sentence(tmp_path: Path, data: Callable[[], bytes], reason: str) -> None:
    assert findings(tmp_path, {"Care.xlsx": data()}) == [f"F101 Care.xlsx: Care.xlsx {reason}"]


def test_spreadsheets_of_opendocument_are_held_to_the_same(tmp_path: Path) -> None:
    sound = opendocument(care())
    row = '<table:table-row table:number-rows-repeated="1048576"><table:table-cell office:value-type="string" '
    row += 'table:number-columns-repeated="16384"><text:p>x</text:p></table:table-cell></table:table-row></table:table>'
    for change, reason in (
        (put(sound, "content.xml", "</table:table>", row), "it holds over 50,000 cells with values."),
        (
            put(sound, "content.xml", "<office:body>", f"{DOCTYPE}<office:body>"),
            "it is damaged: content.xml is broken at line 1.",
        ),
        ({**sound, "content.xml": DOCTYPE.encode() + sound["content.xml"]}, ENTITIES.partition(": ")[2]),
        ({k: v for k, v in sound.items() if k != "meta.xml"}, "it is damaged: a part of it is missing (meta.xml)."),
    ):
        assert findings(tmp_path, by_libreoffice(change)) == [f"F101 Care.ods: Care.ods cannot be read: {reason}"]


def test_a_lock_file_is_passed_over(tmp_path: Path) -> None:
    assert findings(tmp_path, {"~$Care.xlsx": b"\x05Owner".ljust(165), ".~lock.Care.xlsx#": b",me,"}) == []


def test_a_quarter_is_compiled_from_the_others(tmp_path: Path) -> None:
    """One hostile file of each kind at once: each is named, the sound returns are in the report, all within bounds."""
    hostile = {
        "Bomb.xlsx": zipped(nonsense(520 << 20)), "Blank.xlsx": b"", "Cells.xlsx": many_cells(),
        "Entities.xlsx": zipped(put(care(), ACTIONS, "<worksheet", DOCTYPE + "<worksheet")),
        "Care.xlsx": zipped(with_macros_and_links()),
    }  # fmt: skip
    hand_in(tmp_path, hostile)
    told = run("quarter", folder=tmp_path).printed
    for name in ("Bomb", "Blank", "Cells", "Entities"):
        assert f"{name}.xlsx " in " ".join(told.split())
    for name in ("Care Services", "School Services", "Strategy & Support"):
        assert re.search(rf"{name} +received", told)
    for made in ("report.docx", "master.xlsx"):
        with zipfile.ZipFile(BytesIO((tmp_path / OUTPUT / made).read_bytes())) as package:
            assert not [name for name in package.namelist() if "vba" in name.lower() or "externalLink" in name]


def test_a_million_blank_rows_and_a_stray_value_are_compiled(tmp_path: Path) -> None:
    parts = put(with_blank_rows(1_000_000), ACTIONS, END, f'<row r="1048576"><c r="XFD1048576"><v>7</v></c></row>{END}')
    hand_in(tmp_path, of_care(parts))
    assert re.search(r"Care Services +received", run("quarter", folder=tmp_path).printed)
