"""Charts and matrices in Word: drawn by Word from a workbook in the report, told apart in black and white."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from lxml import etree
from openpyxl import load_workbook

from compiler.domain.origin import Origin
from compiler.domain.rating import Rating
from compiler.render.word import render_word
from compiler.render.word.charts.font import base_font
from compiler.render.word.charts.looks import looks
from compiler.render.word.charts.workbook import label
from compiler.render.word.template import read_template
from compiler.report.blocks import Chart, Figure, Heading, Matrix, Paragraph, Point, Report, Series, whole
from tests.office import office
from tests.render.docx_lint import lint
from tests.render.sample_report import AMBER, ANNUAL, GREEN, RED
from tests.validators import missing, validate_docx, validate_xlsx

BASE = (Path(__file__).parents[2] / "templates/base/report.docx").read_bytes()
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ODD = Rating("odd", 'Said "late" & <so>', in_scheme=False, fill="E3E7EB", mark="?")


def _counted(*numbers: int) -> tuple[Point, ...]:
    cells = Origin("Lead.xlsx", "Actions", 5, 4)
    return tuple(Point(Figure(str(number), (cells,) * number, value=number), number) for number in numbers)


def _known(*figures: str) -> tuple[Point, ...]:
    return tuple(
        Point(Figure(each, (Origin("Lead.xlsx", "Indicators", 5, 4),)), float(each[:-1])) if each else Point("awaited")
        for each in figures
    )


RATINGS = Chart(
    "Chart 1: Actions by outcome and rating",
    "stacked",
    "Outcome (number of actions)",
    (("Be Healthy (30)",), ("=Stay Safe & <well> (8)",), (f"{'A very long outcome ' * 5}(2)",)),
    (
        Series("Red", _counted(1, 0, 0), RED),
        Series("Amber", _counted(2, 7, 0), AMBER),
        Series("Green", _counted(27, 0, 0), GREEN),
        Series("Reported annually", _counted(0, 0, 2), ANNUAL),
        Series(_ODD.name, _counted(0, 1, 0), _ODD),
    ),
    ("Of 40 actions one is Red.",),
    ("Table 1 gives the figures.",),
)
TARGETS = Chart(
    "Chart 2: Indicators against their targets",
    "beside",
    "Indicator",
    (("NI 1 Lunches",), ("NI 2 Conceptions",)),
    (
        Series("Outturn 2007/08", _known("48%", ""), unit="%"),
        Series("Quarter 1", _known("", "-2.5%"), unit="%"),
        Series("Quarter 2", _known("50.25%", "-12%"), unit="%"),
        Series("Target 2008/09", _known("55%", "-8.5%"), unit="%"),
    ),
    ("Of two indicators shown, one has risen and one has fallen.",),
)
MATRIX = Matrix(
    "Table 1: Risks by likelihood and impact",
    "Likelihood / Impact",
    ("Minor (1)", "Grave (2)"),
    ("Likely (L)", "Rare (R)"),
    ((("0",), ("3",)), (("1",), ("0",))),
    ((False, True), (False, False)),
    ("The heavy line is the risk appetite.",),
    "How many risks have each likelihood and impact.",
)


def _report(*blocks: Chart | Matrix) -> Report:
    return Report(
        "The title", "The subject", "The department", "The council", "Q2", whole(Heading(2, "Progress"), *blocks), ""
    )


WORD = render_word(_report(RATINGS, TARGETS, MATRIX), BASE)


def _part(word: bytes, name: str) -> bytes:
    with zipfile.ZipFile(BytesIO(word)) as archive:
        return archive.read(name)


def _chart(number: int, word: bytes = WORD) -> etree._Element:
    return etree.fromstring(_part(word, f"word/charts/chart{number}.xml"))


def _cached(series: etree._Element, where: str) -> dict[int, str]:
    """What the chart holds of its workbook, by place."""
    return {int(pt.get("idx") or 0): pt.findtext(f"{_C}v") or "" for pt in series.find(f"{_C}{where}").iter(f"{_C}pt")}  # type: ignore[union-attr]


def _changed(name: str, old: bytes, new: bytes) -> bytes:
    """The report with something changed in a part, every time that it stands there."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(WORD)) as source, zipfile.ZipFile(out, "w") as target:
        for each in source.namelist():
            data = source.read(each)
            assert each != name or old in data
            target.writestr(each, data.replace(old, new) if each == name else data)
    return out.getvalue()


# --- what is drawn ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("number", "chart"), [(1, RATINGS), (2, TARGETS)])
def test_the_chart_its_workbook_and_the_report_hold_the_same_numbers(number: int, chart: Chart) -> None:
    (sheet,) = load_workbook(BytesIO(_part(WORD, f"word/embeddings/chart{number}.xlsx"))).worksheets
    head, *lines = [list(line) for line in sheet.iter_rows(values_only=True)]
    numbers = [[series.points[at].number for series in chart.series] for at in range(len(chart.categories))]

    assert [line[1:] for line in lines] == numbers
    assert [line[0] for line in lines] == [label(chart, at) for at in range(len(chart.categories))]
    assert head[0] == chart.axis
    drawn = list(_chart(number).iter(f"{_C}ser"))
    assert [_cached(each, "tx") for each in drawn] == [{0: name} for name in head[1:]]
    for at, series in enumerate(drawn):
        assert {place: float(value) for place, value in _cached(series, "val").items()} == {
            place: line[at] for place, line in enumerate(numbers) if line[at] is not None
        }
        assert _cached(series, "cat") == {place: line[0] for place, line in enumerate(lines)}


def test_the_chart_refers_to_the_cells_of_its_workbook() -> None:
    book = load_workbook(BytesIO(_part(WORD, "word/embeddings/chart1.xlsx")))
    for series in _chart(1).iter(f"{_C}ser"):
        for where in ("tx", "cat", "val"):
            formula = series.findtext(f"{_C}{where}//{_C}f") or ""
            name, cells = formula.split("!")
            found = book[name][cells.replace("$", "")]
            values = [cell.value for (cell,) in found] if isinstance(found, tuple) else [found.value]
            assert {at: str(value) for at, value in enumerate(values)} == _cached(series, where)


def test_the_legend_names_ratings_with_their_marks() -> None:
    names = [_cached(each, "tx")[0] for each in _chart(1).iter(f"{_C}ser")]
    assert names == ["▼ Red", "● Amber", "▲ Green", "– Reported annually", '? Said "late" & <so>']


def _labels(series: etree._Element) -> dict[str, str]:
    """The format of each label that differs from its series, by place; '' for none; and the usual one."""
    labels = series.find(f"{_C}dLbls")
    assert labels is not None
    found = {"usual": labels.find(f"{_C}numFmt").get("formatCode") or ""}  # type: ignore[union-attr]
    for each in labels.iter(f"{_C}dLbl"):
        code = each.find(f"{_C}numFmt")
        found[each.find(f"{_C}idx").get("val") or ""] = "" if code is None else code.get("formatCode") or ""  # type: ignore[union-attr]
    return found


def test_a_label_says_the_rating_where_there_is_room_and_only_its_number_where_not() -> None:
    assert [_labels(each) for each in _chart(1).iter(f"{_C}ser")] == [
        {"usual": '#,##0" Red"', "0": "#,##0", "1": "", "2": ""},
        {"usual": '#,##0" Amber"', "0": '"●"#,##0', "2": ""},
        {"usual": '#,##0" Green"', "1": "", "2": ""},
        {"usual": '#,##0" Reported annually"', "0": "", "1": "", "2": '"–"#,##0'},
        {"usual": '#,##0" Said late & <so>"', "0": "", "1": "#,##0", "2": ""},
    ]
    assert [_labels(each) for each in _chart(2).iter(f"{_C}ser")] == [{"usual": 'General"%"'}] * 4


def test_every_label_says_what_it_shows_and_what_not() -> None:
    flags = [f"{_C}show{name}" for name in ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize")]
    shown = [each for number in (1, 2) for each in _chart(number).iter(f"{_C}dLbls", f"{_C}dLbl")]
    assert len(shown) > 10
    for each in shown:
        if each.find(f"{_C}delete") is None:
            assert [flag.get("val") for flag in each if flag.tag in flags] == ["0", "1", "0", "0", "0", "0"]


def test_bars_below_nought_are_not_cut_off() -> None:
    least = [each.findtext(f"{_C}x") or each.get("val") for n in (1, 2) for each in _chart(n).iter(f"{_C}min")]
    assert least == ["0"]


def test_a_long_category_is_cut_after_a_whole_word_and_keeps_its_number() -> None:
    assert label(RATINGS, 2) == "A very long outcome A very long outcome A very long outcome … (2)"
    assert label(RATINGS, 1) == "=Stay Safe & <well> (8)"


# --- how it looks -----------------------------------------------------------------------------------------------------


def _in_grey(shape: str) -> tuple[str, float, bool]:
    """How a bar prints without colour: its pattern, the lightness of its ground, whether its edge is heavy."""
    root = etree.fromstring(f'<x xmlns:a="{_A[1:-1]}" xmlns:c="{_C[1:-1]}">{shape}</x>')
    pattern = root.find(f".//{_A}pattFill")
    colour = root.find(f".//{_A}bgClr/*" if pattern is not None else f".//{_A}solidFill/*")
    assert colour is not None
    named = {"bg1": "FFFFFF", "tx1": "000000", "accent1": "2B4C66"}
    red, green, blue = bytes.fromhex(named.get(colour.get("val") or "", colour.get("val") or ""))
    part = int(colour[0].get("val") or 100000) / 100000 if len(colour) else 1
    edge = root.find(f".//{_A}ln")
    assert edge is not None
    light = part * (0.299 * red + 0.587 * green + 0.114 * blue) / 255
    return (pattern.get("prst") or "" if pattern is not None else "", light, edge.get("w") == "19050")


def _all(*ratings: Rating) -> Chart:
    return replace(RATINGS, series=tuple(Series(each.name, _counted(1, 1, 1), each) for each in ratings))


_FILLS = {"Red": "9C1C1C", "Amber-red": "B85C00", "Amber": "FFC84A", "Amber-green": "8FAF3C", "Green": "1E6B37"}
_FIVE = tuple(Rating(name, name, rank=rank, fill=fill) for rank, (name, fill) in enumerate(_FILLS.items(), 1))


@pytest.mark.parametrize("chart", [RATINGS, TARGETS, _all(*_FIVE, ANNUAL, _ODD)], ids=["three", "times", "five"])
def test_series_are_told_apart_without_colour(chart: Chart) -> None:
    found = [_in_grey(shape) for shape in looks(chart)]
    patterns = [pattern for pattern, _, _ in found if pattern]
    plain = sorted(light for pattern, light, _ in found if not pattern)
    assert len(set(patterns)) == len(patterns), found
    assert all(after - before >= 0.2 for before, after in pairwise(plain)), found


def test_the_words_of_a_chart_are_in_the_template_s_font() -> None:
    assert {each.get("typeface") for each in _chart(1).iter(f"{_A}latin")} == {"Arial"}
    own = BytesIO()
    docx.Document().save(own)
    assert base_font(read_template(own.getvalue())) == "+mn-lt"
    themed = render_word(_report(TARGETS), own.getvalue())
    assert {each.get("typeface") for each in _chart(1, themed).iter(f"{_A}latin")} == {"+mn-lt"}


# --- in its place -----------------------------------------------------------------------------------------------------


def test_a_chart_has_a_numbered_caption_words_for_those_who_cannot_see_it_and_a_note() -> None:
    document = docx.Document(BytesIO(WORD))
    told = [f"{each.style.name}: {each.text}" for each in document.paragraphs if each.style is not None][3:]
    assert told == [
        "Heading 2: Progress",
        "Caption: Chart 1: Actions by outcome and rating",
        "Body Text: ",
        "Note: Table 1 gives the figures.",
        "Caption: Chart 2: Indicators against their targets",
        "Body Text: ",
        "Caption: Table 1: Risks by likelihood and impact",
        "Note: The heavy line is the risk appetite.",
    ]
    codes = [(each.text or "").strip() for each in document.element.body.iter(f"{_W}instrText")]
    assert codes == [r"SEQ Chart \* ARABIC", r"SEQ Chart \* ARABIC", r"SEQ Table \* ARABIC"]
    shapes = [each._inline.docPr for each in document.inline_shapes]
    assert [(each.get("name"), each.get("title"), each.get("descr")) for each in shapes] == [
        ("Chart 1", "Actions by outcome and rating", "Of 40 actions one is Red."),
        (
            "Chart 2",
            "Indicators against their targets",
            "Of two indicators shown, one has risen and one has fallen.",
        ),
    ]


def test_a_chart_needs_a_point_for_each_category() -> None:
    ragged = Chart("Chart 1", "stacked", "Outcome", (("One",), ("Two",)), (Series("Red", _counted(1), RED),), ("",))
    with pytest.raises(ValueError, match="needs a point for each category"):
        render_word(_report(ragged), BASE)


def test_the_line_of_a_matrix_runs_round_what_lies_beyond_it() -> None:
    (table,) = docx.Document(BytesIO(WORD)).tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Likelihood / Impact", "Minor (1)", "Grave (2)"],
        ["Likely (L)", "0", "▲ 3"],
        ["Rare (R)", "1", "0"],
    ]
    edges = [
        [
            " ".join(etree.QName(side).localname for each in cell._tc.iter(f"{_W}tcBorders") for side in each)
            for cell in row.cells
        ]
        for row in table.rows
    ]
    assert edges == [["", "", ""], ["", "right", "left bottom"], ["", "", "top"]]


def test_charts_can_be_read_by_everyone() -> None:
    assert lint(WORD) == []


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (b'descr="Of 40 actions one is Red."', b'descr="chart1.png"', "a drawing has no words that say what it shows"),
        (b'id="1002"', b'id="1001"', "two drawings have the number 1001"),
        (b'cx="', b'cx="9', "a drawing is wider than a page"),
    ],
)
def test_the_lint_sees_what_is_wrong_with_a_drawing(old: bytes, new: bytes, sentence: str) -> None:
    assert sentence in lint(_changed("word/document.xml", old, new))


def test_the_same_chart_gives_the_same_bytes() -> None:
    assert render_word(_report(RATINGS, TARGETS, MATRIX), BASE) == WORD


@pytest.mark.skipif(bool(missing()), reason=f"not installed here: {', '.join(missing())}")
def test_charts_and_matrices_pass_the_validators(tmp_path: Path) -> None:
    (tmp_path / "report.docx").write_bytes(WORD)
    (tmp_path / "chart.xlsx").write_bytes(_part(WORD, "word/embeddings/chart1.xlsx"))
    assert validate_docx(tmp_path / "report.docx") + validate_xlsx(tmp_path / "chart.xlsx") == []


@pytest.mark.skipif(bool(missing()), reason=f"not installed here: {', '.join(missing())}")
def test_the_validators_look_into_charts(tmp_path: Path) -> None:
    spoilt = _changed("word/charts/chart1.xml", b"<c:varyColors", b"<c:varyColours")
    (tmp_path / "report.docx").write_bytes(spoilt)
    assert any("varyColours" in each for each in validate_docx(tmp_path / "report.docx"))


@pytest.mark.skipif(not (office() and shutil.which("pdftotext")), reason="LibreOffice or poppler is not installed here")
def test_libreoffice_draws_the_charts_with_their_words(tmp_path: Path) -> None:
    (tmp_path / "report.docx").write_bytes(render_word(_report(RATINGS, TARGETS), BASE))
    command = [str(office()), f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "report.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    read = subprocess.run(["pdftotext", "-layout", tmp_path / "report.pdf", "-"], capture_output=True, text=True)
    words = " ".join(read.stdout.split())
    for said in ("27 Green", "7 Amber", "▼ Red", "Be Healthy (30)", "50.25%", "-8.5%", "48%", "Target 2008/09"):
        assert said in words, words
    assert "0 Red" not in words


def test_a_paragraph_between_charts_stays(tmp_path: Path) -> None:
    report = Report("T", "S", "D", "C", "Q2", whole(Heading(2, "One"), RATINGS, Paragraph(("Between.",)), TARGETS))
    told = [each.text for each in docx.Document(BytesIO(render_word(report, BASE))).paragraphs if each.text]
    assert told.index("Between.") == told.index("Table 1 gives the figures.") + 1
