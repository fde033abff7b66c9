"""The sheet "What to put right": a list of at most ten lines, each with a box to tick and a link to its cell."""

from __future__ import annotations

import textwrap
from collections.abc import Collection, Sequence

from compiler.domain.origin import column_letters
from compiler.render.feedback.lines import Line
from compiler.render.feedback.parts import XML
from compiler.render.feedback.splice import ascii_bytes, words_of
from compiler.render.feedback.styles import Styles

TITLE = "What to put right"
MOST = 10
_HEADINGS = ("Done", "Weight", "Where", "Row", "What we found", "What is allowed", "What to do")
_WIDTHS = (7, 9, 20, 25, 42, 36, 38)
_BOX, _TICKED = "☐", "☑"
_TOP = 6
_LINE_HEIGHT = 15
_HOW = (
    "Correct this workbook, tick what is done, save it and send it back: it is taken as your return. "
    "Each cell named below has a comment.",
    "An error must be put right before the report can be final. A warning needs a second look. "
    "A note is for you to know.",
)


def listing(
    space: str, lines: Sequence[Line], whose: str, when: str, rest: str, styles: Styles, sheets: Collection[str]
) -> bytes:
    """The sheet's part. `rest` is the file that lists everything; links go only to `sheets`, those that are there."""
    shown = lines[:MOST]
    rows = [
        _row(1, _cell("A1", TITLE, styles.title)),
        _row(2, _cell("A2", " · ".join(filter(None, (whose, when))))),
        *(_row(number, _cell(f"A{number}", words)) for number, words in enumerate(_HOW, 3)),
        _row(
            _TOP, *(_cell(f"{column_letters(at)}{_TOP}", words, styles.heading) for at, words in _numbered(_HEADINGS))
        ),
        *(_line(number, line, styles, sheets) for number, line in enumerate(shown, _TOP + 1)),
    ]
    last = _TOP + len(shown)
    if len(lines) > MOST:
        more = len(lines) - MOST
        words = (
            f"And {more} like {'this' if more == 1 else 'these'}: each cell has a comment, and ‘{rest}’ lists them all."
        )
        rows.append(_row(last + 2, _cell(f"A{last + 2}", words)))
    links = "".join(_link(number, line, sheets) for number, line in enumerate(shown, _TOP + 1))
    return XML.encode() + ascii_bytes(
        f'<worksheet xmlns="{space}"><sheetPr><tabColor rgb="FFC00000"/><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<sheetViews><sheetView showGridLines="0" workbookViewId="0"><pane ySplit="{_TOP}" topLeftCell="A{_TOP + 1}" '
        'activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft"/></sheetView></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="15"/><cols>{_columns()}</cols><sheetData>{"".join(rows)}</sheetData>'
        f'<dataValidations count="1"><dataValidation type="list" allowBlank="1" sqref="A{_TOP + 1}:A{last}">'
        f'<formula1>"{_BOX},{_TICKED}"</formula1></dataValidation></dataValidations>'
        f"{f'<hyperlinks>{links}</hyperlinks>' if links else ''}"
        '<pageMargins left="0.4" right="0.4" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" fitToHeight="0" orientation="landscape"/>'
        f"<headerFooter><oddFooter>&amp;L{_in_footer(whose)}&amp;RPage &amp;P of &amp;N</oddFooter></headerFooter>"
        "</worksheet>"
    )


def _numbered(words: Sequence[str]) -> enumerate[str]:
    return enumerate(words, 1)


def _columns() -> str:
    return "".join(
        f'<col min="{at}" max="{at}" width="{width}.7109375" customWidth="1"/>' for at, width in enumerate(_WIDTHS, 1)
    )


def _row(number: int, *cells: str, lines: int = 1) -> str:
    height = f' ht="{lines * _LINE_HEIGHT + 3}"' if lines > 1 else ""
    return f'<row r="{number}"{height}>{"".join(cells)}</row>'


def _lines(words: str, width: int) -> int:
    """How many lines the words take in a column of a width."""
    return sum(max(len(textwrap.wrap(line, width)), 1) for line in words.split("\n"))


def _cell(place: str, words: str, style: int = 0) -> str:
    """A cell of words, which stay words whatever they begin with; they stand in the cell, not with the shared ones."""
    if not words:
        return f'<c r="{place}" s="{style}"/>'
    text = f'<is><t xml:space="preserve">{words_of(words)}</t></is>'
    return f'<c r="{place}" s="{style}" t="inlineStr">{text}</c>'


def _line(number: int, line: Line, styles: Styles, sheets: Collection[str]) -> str:
    linked = styles.link if line.origin.sheet in sheets else styles.words
    words = (_BOX, line.weight, line.where, line.rows, line.found, line.allowed, line.remedy)
    ways = (styles.tick, styles.words, linked, *[styles.words] * 4)
    places = [f"{column_letters(at)}{number}" for at, _ in enumerate(words, 1)]
    cells = (_cell(*each) for each in zip(places, words, ways, strict=True))
    return _row(number, *cells, lines=max(map(_lines, words, _WIDTHS)))


def _link(number: int, line: Line, sheets: Collection[str]) -> str:
    """A link within the workbook, to the line's first place."""
    origin = line.origin
    if origin.sheet not in sheets:
        return ""
    quoted = origin.sheet.replace("'", "''")
    cell = f"{column_letters(origin.column or 1)}{origin.row or 1}"
    return f'<hyperlink ref="C{number}" location="{words_of(f"{chr(39)}{quoted}{chr(39)}!{cell}")}"/>'


def _in_footer(words: str) -> str:
    """Words for the foot of a page, where a single & would begin a code."""
    return words_of(words.replace("&", "&&"))
