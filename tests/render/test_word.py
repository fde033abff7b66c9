"""The report in Word: read back as a person's program would read it, linted, validated, always the same bytes."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from compiler.domain.rating import Rating
from compiler.domain.text import clean
from compiler.profile.load import load_profile
from compiler.render.word import render_word
from compiler.render.word.body import orientation
from compiler.render.word.colour import ENOUGH, contrast, readable
from compiler.render.word.contents import marks
from compiler.render.word.make_template import main, make_template
from compiler.render.word.measure import widths
from compiler.render.word.opc import TemplateError
from compiler.render.word.styles import Palette, standard
from compiler.render.word.template import read_template
from compiler.report.blocks import (
    Block,
    Contents,
    Heading,
    PageBreak,
    Paragraph,
    Rated,
    Report,
    Strong,
    Table,
    TableColumn,
    ToWrite,
    whole,
)
from tests.render.docx_lint import lint
from tests.render.sample_report import GREEN, sample
from tests.validators import missing, validate_docx

_TEMPLATES = Path(__file__).parent.parent.parent / "templates"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BASE = (_TEMPLATES / "base/report.docx").read_bytes()
PROFILE = load_profile("base", (_TEMPLATES,)).profile
NAMES = sorted(path.parent.name for path in _TEMPLATES.glob("*/report.docx"))


def _report(*blocks: Block, draft: str = "", notice: str = "") -> Report:
    return Report(
        "The title", "The subject", "The department", "The council", "Quarter 4", whole(*blocks), draft, notice
    )


def _part(word: bytes, name: str) -> bytes:
    with zipfile.ZipFile(BytesIO(word)) as archive:
        return archive.read(name)


def _body(word: bytes) -> etree._Element:
    return etree.fromstring(_part(word, "word/document.xml"))


def _told(word: bytes) -> list[str]:
    """The document as lines: style and words of each paragraph, a table's rows with their cells."""
    document = docx.Document(BytesIO(word))
    lines = []
    for item in document.iter_inner_content():
        if isinstance(item, docx.table.Table):
            lines += [" | ".join(cell.text for cell in row.cells) for row in item.rows]
        else:
            style = item.style.name if item.style is not None else ""
            lines.append(f"{style}: {item.text}")
    return lines


def test_a_report_is_told_in_the_template_s_styles() -> None:
    report = _report(
        Heading(1, "The title", "title"),
        Paragraph((Strong("Report of: "), "The director"), "meta"),
        Contents(depth=2),
        Heading(2, "Progress", "progress", "1"),
        Paragraph(("All is well & good: 3 < 4.\nMore follows.",)),
        Paragraph((Strong("First. "), ToWrite("what was done")), "bullet"),
        Paragraph(("Mind this.",), "callout"),
        Table(
            "Table 1: Actions",
            (TableColumn("Rating"), TableColumn("Number", 1, "right")),
            (((Rated(GREEN),), ("9",)), ((), (" ",)), (("Total",), ("9",))),
            note=("No action is missing.",),
            total=True,
        ),
        draft="One part is still to be written.",
        notice="Illustrative figures",
    )
    assert _told(render_word(report, BASE)) == [
        "Masthead: The council",
        "Masthead line: The department",
        "Title: The title",
        "Draft banner: DRAFT: One part is still to be written.",
        "Notice: Illustrative figures",
        "Meta: Report of:\tThe director",
        "TOC Heading: Contents",
        "toc 1: 1\tProgress",
        "Heading 2: 1\tProgress",
        "Body Text: All is well & good: 3 < 4.\nMore follows.",
        "List Bullet: First. [officer to write: what was done]",
        "Callout: Mind this.",
        "Caption: Table 1: Actions",
        "Rating | Number",
        "▲ Green | 9",
        "– | –",
        "Total | 9",
        "Note: No action is missing.",
    ]


def test_a_title_that_is_not_among_the_blocks_is_put_above_them() -> None:
    word = render_word(_report(Heading(1, "One"), Heading(1, "Two"), Heading(3, "Deep"), draft="Errors stand."), BASE)
    assert _told(word)[2:] == [
        "Title: The title",
        "Draft banner: DRAFT: Errors stand.",
        "Heading 2: One",
        "Heading 2: Two",
        "Heading 3: Deep",
    ]
    assert lint(word) == []


def test_a_mark_of_a_draft_among_the_blocks_is_not_doubled() -> None:
    report = _report(Paragraph((Strong("DRAFT. "), "Errors stand."), "callout"), draft="Errors stand.")
    assert [line for line in _told(render_word(report, BASE)) if "DRAFT" in line] == [
        "Draft banner: DRAFT. Errors stand."
    ]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("draft", ["", "1 return is missing."])
def test_the_sample_can_be_read_by_everyone(name: str, draft: str) -> None:
    assert lint(render_word(sample(draft=draft), (_TEMPLATES / name / "report.docx").read_bytes())) == []


@pytest.mark.skipif(bool(missing()), reason=f"not installed here: {', '.join(missing())}")
@pytest.mark.parametrize("name", NAMES)
def test_the_sample_and_its_template_pass_the_validators(name: str, tmp_path: Path) -> None:
    template = _TEMPLATES / name / "report.docx"
    (tmp_path / "report.docx").write_bytes(render_word(sample(5), template.read_bytes()))
    assert validate_docx(template) + validate_docx(tmp_path / "report.docx") == []


@pytest.mark.skipif(bool(missing()), reason=f"not installed here: {', '.join(missing())}")
def test_the_validators_see_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "report.docx").write_bytes(_spoilt(b"<w:tblGrid>", b"<w:tblGrind/><w:tblGrid>"))
    found = validate_docx(tmp_path / "report.docx")
    assert {each.split(":")[0] for each in found} >= {"ooxml-validator", "openxml-audit"}


def _spoilt(old: bytes, new: bytes, name: str = "word/document.xml") -> bytes:
    """The sample with something changed in a part, every time that it stands there."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(render_word(sample(3), BASE))) as source, zipfile.ZipFile(out, "w") as target:
        for each in source.namelist():
            data = source.read(each)
            if each == name:
                assert old in data
                data = data.replace(old, new)
            target.writestr(each, data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("old", "new", "name", "sentence"),
    [
        (b'<w:outlineLvl w:val="0"/>', b'<w:outlineLvl w:val="1"/>', "document", "there is not exactly one heading"),
        (b'w:val="Heading2"', b'w:val="Heading4"', "document", "heading 'Summary' skips a level"),
        (b"<w:tblHeader/>", b"", "document", "table 'RatingNumberShare' has no heading row"),
        (b"<w:trPr><w:cantSplit/></w:trPr>", b"", "document", "has rows that may be split between pages"),
        (b"\xe2\x80\x93</w:t>", b"</w:t>", "document", "a cell is empty"),
        (b'<w:fldChar w:fldCharType="end"/>', b"", "document", "a field is not closed"),
        (b" TOC ", b" INCLUDETEXT ", "document", "a field of an unknown kind"),
        (b'w:anchor="h_purpose"', b'w:anchor="h_nothing"', "document", "leads nowhere"),
        (b'w:name="h_purpose"', b'w:name="h_contents"', "document", "two bookmarks have the name h_contents"),
        (b'w:lang w:val="en-GB"', b'w:lang w:val="en-US"', "styles", "not British English"),
        (b'w:val="FFFFFF"', b'w:val="B04040"', "document", "cannot be read: B04040 on 9C1C1C"),
        (b"</w:compat>", b"</w:compat><w:updateFields/>", "settings", "asked to update fields"),
    ],
)
def test_the_lint_sees_what_is_wrong(old: bytes, new: bytes, name: str, sentence: str) -> None:
    assert sentence in "\n".join(lint(_spoilt(old, new, f"word/{name}.xml")))


def test_every_page_has_its_title_notice_and_number() -> None:
    word = render_word(_report(Heading(2, "One"), draft="Why.", notice="Illustrative & new"), BASE)
    parts = {name: re.sub(r"<[^>]+>", "", _part(word, f"word/{name}.xml").decode()) for name in (
        "header_first", "header_default", "footer_first", "footer_default", "footer_default_landscape"
    )}  # fmt: skip
    told = {name: re.sub(r"\s+", " ", text).strip() for name, text in parts.items()}
    foot = "The council, The department Page PAGE 1 of NUMPAGES 1"
    assert told == {
        "header_first": "DRAFT · Illustrative &amp; new",
        "header_default": "The titleDRAFT · Illustrative &amp; new",
        "footer_first": foot.replace("department ", "department"),
        "footer_default": foot.replace("department ", "department"),
        "footer_default_landscape": foot.replace("department ", "department"),
    }


def test_pages_turn_for_wide_tables_and_back() -> None:
    wide = Table("Table 1", (TableColumn("One"),), ((("1",),),), landscape=True)
    report = _report(
        Paragraph(("Upright",)), Heading(2, "Wide"), Paragraph(("Of it",)), wide, PageBreak(), Heading(2, "After")
    )
    assert orientation(report.blocks) == (False, True, True, True, False, False)
    sections = [
        (size.get(f"{_W}w"), size.get(f"{_W}h"), size.get(f"{_W}orient"))
        for size in _body(render_word(report, BASE)).iter(f"{_W}pgSz")
    ]
    assert sections == [("11906", "16838", None), ("16838", "11906", "landscape"), ("11906", "16838", None)]


def test_a_break_within_pages_of_one_kind_begins_the_next_paragraph_on_a_new_page() -> None:
    word = render_word(_report(Heading(2, "One"), PageBreak(), Heading(2, "Two")), BASE)
    broken = [each.getparent().getparent() for each in _body(word).iter(f"{_W}pageBreakBefore")]  # type: ignore[union-attr]
    assert ["".join(map(str, each.itertext())) for each in broken if each is not None] == ["Two"]
    assert len(list(_body(word).iter(f"{_W}sectPr"))) == 1


@given(st.lists(st.floats(0, 20, allow_subnormal=False), min_size=1, max_size=14), st.integers(1000, 20000))
def test_the_widths_of_columns_add_up_to_the_page(shares: list[float], total: int) -> None:
    found = widths(shares, total)
    assert (len(found), sum(found)) == (len(shares), total)
    assert min(found) >= 0


@given(st.text(max_size=60))
def test_words_stay_words(words: str) -> None:
    report = replace(_report(Heading(2, words, words), Paragraph((words,)), Contents()), title=words, notice=words)
    word = render_word(report, BASE)
    codes = [each.text for each in _body(word).iter(f"{_W}instrText")]
    assert codes == [r' TOC \o "2-3" \n \h \z ']
    assert all((each.get(f"{_W}anchor") or "").isascii() for each in _body(word).iter(f"{_W}hyperlink"))
    [body] = [
        each.text for each in docx.Document(BytesIO(word)).paragraphs if each.style and each.style.name == "Body Text"
    ]
    assert body == clean(words)


@given(st.lists(st.tuples(st.integers(1, 4), st.text("Ab é-", max_size=50)), max_size=12))
def test_headings_skip_no_level_and_bookmarks_are_never_the_same(headings: list[tuple[int, str]]) -> None:
    found = list(marks([Heading(level, text) for level, text in headings]).values())
    levels = [1, *(mark.level for mark in found if mark.level > 1)]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert len({mark.bookmark for mark in found}) == len(found)
    assert all(re.fullmatch(r"h_[a-z0-9_]{0,38}", mark.bookmark) for mark in found)


_COLOURS = st.from_regex(r"[0-9A-Fa-f]{6}", fullmatch=True)


@given(_COLOURS, _COLOURS)
def test_every_fill_has_an_ink_that_can_be_read(fill: str, ink: str) -> None:
    assert contrast(*readable(fill, ink)) >= ENOUGH


def test_a_rating_in_colours_that_cannot_be_read_is_given_an_ink_that_can() -> None:
    pale = Rating("pale", "Pale", fill="FFFF00", ink="FFFFFF", mark="●")
    odd = Rating("odd", "Odd", fill="blue", ink="navy")
    table = Table("Table 1", (TableColumn("Rating"),), (((Rated(pale),),), ((Rated(odd),),)))
    word = render_word(_report(Heading(2, "One"), table), BASE)
    cells = list(_body(word).iter(f"{_W}tc"))[1:]
    fills = [each.get(f"{_W}fill") for cell in cells for each in cell.iter(f"{_W}shd")]
    inks = [each.get(f"{_W}val") for cell in cells for each in cell.iter(f"{_W}color")]
    assert (fills, inks) == (["FFFF00", "FFFFFF"], ["000000", "000000"])


def test_a_table_needs_a_cell_for_each_column() -> None:
    ragged = Table("Table 1", (TableColumn("One"), TableColumn("Two")), ((("1",),),))
    with pytest.raises(ValueError, match="needs a cell for each column"):
        render_word(_report(ragged), BASE)


def test_only_captions_in_sequence_are_numbered_by_word() -> None:
    tables = [Table(f"Table {name}: x", (TableColumn("A"),), ((("1",),),)) for name in ("1", "2", "12", "3", "A1")]
    body = _body(render_word(_report(*tables), BASE))
    codes = [(each.text or "").strip() for each in body.iter(f"{_W}instrText")]
    assert codes == [r"SEQ Table \* ARABIC"] * 3


def test_the_properties_name_no_person_and_no_time() -> None:
    word = render_word(_report(Heading(2, "One")), BASE)
    core = docx.Document(BytesIO(word)).core_properties
    assert (core.title, core.subject, core.author, core.language, core.last_modified_by) == (
        "The title", "The subject", "The department", "en-GB", ""
    )  # fmt: skip
    assert (str(core.created)[:19], str(core.modified)[:19]) == ("2000-01-01 00:00:00", "2000-01-01 00:00:00")


_RENDER = """
import hashlib, pathlib, sys
from compiler.render.word import render_word
from tests.render.sample_report import sample
print(hashlib.sha256(render_word(sample(9), pathlib.Path(sys.argv[1]).read_bytes())).hexdigest())
"""


def test_the_same_report_gives_the_same_bytes_anywhere(tmp_path: Path) -> None:
    template = _TEMPLATES / "base/report.docx"
    root = str(_TEMPLATES.parent)
    found = set()
    for zone, locale, seed in (("Pacific/Auckland", "C", "1"), ("America/Lima", "en_GB.UTF-8", "2")):
        known = {"TZ": zone, "LC_ALL": locale, "PYTHONHASHSEED": seed, "PYTHONPATH": root}
        done = subprocess.run(
            [sys.executable, "-c", _RENDER, str(template)],
            cwd=tmp_path, env={**os.environ, **known}, capture_output=True, text=True, check=True,
        )  # fmt: skip
        found.add(done.stdout.strip())
    assert len(found) == 1


def test_a_long_appendix_takes_no_time() -> None:
    report = sample(300)
    render_word(report, BASE)
    start = time.process_time()
    render_word(report, BASE)
    assert time.process_time() - start < 0.15


# --- templates --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_the_templates_are_made_by_their_command(name: str, tmp_path: Path) -> None:
    shutil.copytree(_TEMPLATES, tmp_path / "templates")
    kept, made = _TEMPLATES / name / "report.docx", tmp_path / "templates" / name / "report.docx"
    made.unlink()
    assert main([str(tmp_path / "templates")]) == 0
    with zipfile.ZipFile(kept) as one, zipfile.ZipFile(made) as other:
        assert {each: one.read(each) for each in one.namelist()} == {
            each: other.read(each) for each in other.namelist()
        }


def test_a_template_of_ours_lacks_nothing() -> None:
    assert read_template(BASE).missing == ()


@pytest.mark.parametrize("accent", ["", "blue", "FFD700"])
def test_an_accent_that_cannot_be_read_is_refused(accent: str) -> None:
    assert PROFILE is not None
    with pytest.raises(ValueError, match="must be a dark colour written as RRGGBB"):
        make_template(accent, PROFILE)


def _plain_word() -> bytes:
    """A council's own letter paper as Word would save it: none of our styles, American English."""
    document = docx.Document()
    document.core_properties.author = "A. Person"
    for style in ("Title", "Heading 1", "Heading 2", "Heading 3", "Heading 4", "TOC Heading", "Caption"):
        document.styles[style].font.color.rgb = docx.shared.RGBColor(0x6B, 0x00, 0x3B)
    document.sections[0].header.paragraphs[0].text = "Letter head"
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_template_of_the_council_s_own_is_completed_in_its_colour(tmp_path: Path) -> None:
    template = _plain_word()
    added = read_template(template).missing
    word = render_word(sample(3), template)
    assert (
        {"Masthead", "Note", "Callout", "Report table", "toc 1"} <= set(added) < {s.name for s in standard(Palette())}
    )
    assert "6B003B" in _part(word, "word/styles.xml").decode()
    assert "Letter head" in _part(word, "word/header_default.xml").decode()
    assert b"Person" not in b"".join(_part(word, f"docProps/{name}.xml") for name in ("core", "app"))
    assert lint(word) == []
    if not missing():
        (tmp_path / "report.docx").write_bytes(word)
        assert validate_docx(tmp_path / "report.docx") == []


def _without(name: str) -> Callable[[], bytes]:
    def made() -> bytes:
        out = BytesIO()
        with zipfile.ZipFile(BytesIO(BASE)) as source, zipfile.ZipFile(out, "w") as target:
            for each in source.namelist():
                if each != name:
                    target.writestr(each, source.read(each))
        return out.getvalue()

    return made


def _linked() -> bytes:
    """A template whose header shows a picture that lies on somebody's drive."""
    out = BytesIO()
    picture = '<Relationship Id="rId9" Type="{}/image" Target="file:///P:/crest.png" TargetMode="External"/>'
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{picture.format(kind)}'
    )
    with zipfile.ZipFile(BytesIO(BASE)) as source, zipfile.ZipFile(out, "w") as target:
        for each in source.namelist():
            target.writestr(each, source.read(each))
        target.writestr("word/_rels/header_default.xml.rels", f"{relations}</Relationships>")
    return out.getvalue()


@pytest.mark.parametrize(
    ("template", "sentence"),
    [
        (lambda: b"not a zip", "The template is no Word file (.docx): save it in Word as a Word document."),
        (lambda: BASE[:2000], "The template is no Word file (.docx): save it in Word as a Word document."),
        (_without("[Content_Types].xml"), "The template is no Word file, or damaged: it has no [Content_Types].xml."),
        (_without("word/styles.xml"), "The template is no Word file, or damaged: it has no word/styles.xml."),
        (_without("word/document.xml"), "The template is no Word file, or damaged: it has no word/document.xml."),
        (
            _linked,
            "The template refers to a file outside it (crest.png): put the picture itself into the template.",
        ),
    ],
)
def test_a_template_that_cannot_be_used_is_refused_in_a_sentence(template: Callable[[], bytes], sentence: str) -> None:
    with pytest.raises(TemplateError) as refused:
        render_word(sample(1), template())
    assert str(refused.value) == sentence


# --- what keeps together ----------------------------------------------------------------------------------------------


def _kept_with_next(word: bytes) -> list[str]:
    """The words of the body's own paragraphs, and of tables' first cells, that stay on the page of what follows."""
    kept = [each.getparent().getparent() for each in _body(word).iter(f"{_W}keepNext")]  # type: ignore[union-attr]
    return ["".join(each.text or "" for each in one.iter(f"{_W}t")) for one in kept if one is not None]


def test_what_leads_in_and_what_ends_is_never_alone_on_a_page() -> None:
    rows = tuple(((f"row {number}",),) for number in range(1, 31))
    report = _report(
        Paragraph(("Three were done:",)),
        Paragraph(("one",), "bullet"),
        Paragraph(("two",), "bullet"),
        Table("Table 1", (TableColumn("A"),), rows, note=("A note.",)),
        Table("Table 2", (TableColumn("A"),), rows[:3]),
        Table("Table 3", (TableColumn("A"),), rows),
    )
    assert _kept_with_next(render_word(report, BASE)) == [
        "Three were done:",
        *("Table 1", "row 1", "row 28", "row 29", "row 30"),
        *("Table 2", "row 1", "row 2"),
        *("Table 3", "row 1", "row 28", "row 29", "row 30"),
    ]


def test_only_a_long_row_is_split_between_pages_and_none_is_kept_with_the_last() -> None:
    controls = "\n".join(f"• Control {number}" for number in range(1, 13))
    rows = tuple(((text,),) for text in ("Last – Dec 07", controls, controls, controls, "Dec 07"))
    word = render_word(_report(Table("Table 1", (TableColumn("Controls in place"),), rows)), BASE)
    whole = [row.find(f"{_W}trPr/{_W}cantSplit") is not None for row in _body(word).iter(f"{_W}tr")]
    assert whole == [True, True, False, False, False, True]
    assert _kept_with_next(word) == ["Table 1", "Dec 07"]  # the last one with the end of its section


def test_a_table_of_many_columns_has_narrower_margins_before_a_word_is_broken() -> None:
    names = ("Performance", "Red", "Amber", "Green", "Reported annually", "Awaiting figure", "No return", "Total")
    row = tuple((text,) for text in ("Achievement", *["23 (18.4%)"] * 6, "125"))
    table = Table("Table 1", tuple(TableColumn(name) for name in names), (row,), total=True)
    wide = replace(table, columns=table.columns[:4], rows=(row[:4],))
    found = [list(_body(render_word(_report(each), BASE)).iter(f"{_W}tblCellMar")) for each in (table, wide)]
    assert [len(each) for each in found] == [1, 0]


def test_a_narrow_column_is_wide_enough_for_its_longest_word() -> None:
    columns = (TableColumn("Indicator", 9), TableColumn("Rating in Quarter 3", 0.1), TableColumn("Commentary", 9))
    annual = Rating("annual", "Reported annually or once in a term of the school year", mark="–")
    table = Table("Table 1", columns, ((("x " * 200,), (Rated(annual),), ("y " * 200,)),))
    found = [int(each.get(f"{_W}w") or 0) for each in _body(render_word(_report(table), BASE)).iter(f"{_W}gridCol")]
    assert sum(found) == 9412
    # "– Reported" takes 63 points in bold Arial of 12 points; the cell keeps 5 points free at each side.
    assert 73 * 20 <= found[1] <= 100 * 20


@given(
    st.lists(st.tuples(st.floats(0, 20, allow_subnormal=False), st.integers(0, 5000)), min_size=1, max_size=14),
    st.integers(5000, 20000),
)
def test_no_column_is_less_than_its_least_where_there_is_room(columns: list[tuple[float, int]], total: int) -> None:
    shares, least = [share for share, _ in columns], [width for _, width in columns]
    found = widths(shares, total, least)
    floors = [min(each, total // 3) for each in least]
    assert sum(found) == total
    if sum(floors) <= total:
        assert all(width >= floor - 1 for width, floor in zip(found, floors, strict=True))
