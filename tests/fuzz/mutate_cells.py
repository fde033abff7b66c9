"""Mutations of what a person fills in: values, types, rows, columns, headings, merges; the XML stays sound."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from random import Random
from xml.sax.saxutils import escape, quoteattr

from tests.fuzz.mutant import Mutant, Promise, some, upto
from tests.fuzz.packing import packed

_CELL = re.compile(r'<c r="([A-Z]+)(\d+)"([^>]*?)(?:/>|>(.*?)</c>)')
_ROW = re.compile(r"<row\b[^>]*>.*?</row>")
_ODS_CELL = re.compile(r"<table:table-cell[^>]*?(?:/>|>.*?</table:table-cell>)")
_ODS_ROW = re.compile(r"<table:table-row>.*?</table:table-row>")
_STYLE = re.compile(r' s="\d+"')

WORDS = (
    *("", " ", "NA", "None", "N/A", "n/a", "nil", "-", "–", "tbc", "TBC", "?", "#REF!", "#N/A", "TRUE", "0",
      "001", "1"),
    *("45%", "0.45", "45", "4O%", "1,234", "£1.2m", "1.2.3", "−5", "４５％", "45 - 50", "45 to 50", ">50",
      "≤ 3", "1e400"),
    *("31/02/2009", "03/31/2009", "Mar 2009", "March", "31.3.09", "29/02/1900", "2009-03-31T10:00", "soon",
      "Q1", "99/99/9999"),
    *("Red", "red ", "Ambr", "Amber/Green", "Мay", "R\u200bed", "Green_x000D_", "Not started", "H", "H/M",
      "5x5", "25", "A1"),
    *("=1+1", "=cmd|'/c calc'!A1", "@SUM(A1)", "+1", "-1", "{=1}", "http://example.org/x", "mailto:a@b",
      "internal:A1", "\t"),
    *("DA 1", "DA 1, DA 2", "DA 1-DA 9999999", "DA 1 to 3", "DA1/2/3", "NI 1; NI 2", "DA 1,,,",
      "DA " + "9" * 40, "1-2-3-4-5"),
    *("\u202eabc", "\ufeffx", "\U0001f600", "e\u0301" * 20, "ß", "İ", "ﬁ", "\u0130\u0307", "\xa0", "\x85",
      "\u2028", "a\nb\r\nc"),
    *("x" * 300, "word " * 80, "9" * 60, "1/" * 60, "(" * 80, "%" * 40, "," * 90, "-" * 90, "1 " * 90, "a" * 900),
    *("_xD800_", "_x0000_", "_x005F_x000D_", "&", "<b>", "]]>", "'", '"', "{{ x }}", "${x}", "%s %d", "\\",
      "../../x", "\ufffd"),
)  # fmt: skip
_NUMBERS = (
    *("0", "1", "-1", "0.45", "45", "1E+300", "1E-300", "-0", "39903", "60", "0.5", "2958466", "1e999",
      "nan", "0x1", ""),
    *("45.7", "99999999999999999999", ".5", "1,5", "1 000", "٤٢", "1_0", "-2958466", "39903.999999999",
      "1e15", "5e-324"),
)  # fmt: skip
_TYPES = ("s", "n", "d", "b", "e", "str", "inlineStr", "", "x")


def _written(random: Random, address: str, more: str) -> str:
    """A cell of any kind at an address."""
    dice = random.random()
    if dice < 0.55:
        words = (
            "a b, 1% " * 4_200
            if dice < 0.001
            else some(random, WORDS)
            if dice < 0.45
            else f"{some(random, WORDS)}{some(random, (' ', ', ', '; '))}{some(random, WORDS)}"
        )
        return f'<c r="{address}"{more} t="inlineStr"><is><t xml:space="preserve">{_xml(words)}</t></is></c>'
    if dice < 0.75:
        return f'<c r="{address}"{_STYLE.sub("", more)} s="{upto(random, 20)}"><v>{some(random, _NUMBERS)}</v></c>'
    if dice < 0.85:
        formula = some(random, ("1+1", "A1", "[1]Sheet!A1", "", "cmd|'/c'!A1"))
        value = some(random, ("", "<v></v>", "<v>3</v>", "<v>x</v>"))
        return f'<c r="{address}"{more} t="{some(random, _TYPES)}"><f>{formula}</f>{value}</c>'
    return f'<c r="{address}"{more} t="{some(random, _TYPES)}"><v>{_xml(some(random, (*_NUMBERS, *WORDS)))}</v></c>'


def _xml(words: str) -> str:
    return escape("".join(letter for letter in words if letter in "\t\n\r" or letter >= " "))


def typed(text: str, random: Random) -> tuple[str, frozenset[str] | None]:
    """A few cells hold something else."""
    hits = list(_CELL.finditer(text))
    touched = set()
    for hit in sorted({some(random, hits) for _ in range(1 + upto(random, 4))}, key=lambda hit: -hit.start()):
        more = re.sub(r' t="\w*"', "", hit[3])
        text = text[: hit.start()] + _written(random, hit[1] + hit[2], more) + text[hit.end() :]
        touched.add(hit[1] + hit[2])
    return text, frozenset(touched)


def emptied(text: str, random: Random) -> tuple[str, frozenset[str] | None]:
    """Cells are gone."""
    hits = list(_CELL.finditer(text))
    gone = {some(random, hits) for _ in range(1 + upto(random, 8))}
    for hit in sorted(gone, key=lambda hit: -hit.start()):
        text = text[: hit.start()] + text[hit.end() :]
    return text, frozenset(hit[1] + hit[2] for hit in gone)


def given_twice(text: str, random: Random) -> tuple[str, frozenset[str] | None]:
    """A cell stands there twice, or in a row that is not its own."""
    hit = some(random, list(_CELL.finditer(text)))
    address = hit[1] + hit[2] if random.random() < 0.5 else f"{some(random, 'ABCXZ')}{1 + upto(random, 40)}"
    return text[: hit.end()] + _written(random, address, "") + text[hit.end() :], frozenset([address])


def _numbered(row: str, number: int) -> str:
    row = re.sub(r'(<row\b[^>]*? r=")\d+', rf"\g<1>{number}", row, count=1)
    return re.sub(r'(<c r="[A-Z]+)\d+', rf"\g<1>{number}", row)


def _renumbered(text: str, rows: Sequence[str]) -> str:
    start, end = text.index("<sheetData>") + 11, text.index("</sheetData>")
    return text[:start] + "".join(_numbered(row, number) for number, row in enumerate(rows, 1)) + text[end:]


def of_rows(text: str, random: Random) -> tuple[str, frozenset[str] | None]:
    """Rows are gone, doubled, in another order, or blank ones stand between."""
    rows = _ROW.findall(text)
    for _ in range(1 + upto(random, 3)):
        at, dice = upto(random, len(rows)), random.random()
        if dice < 0.25 and len(rows) > 1:
            del rows[at]
        elif dice < 0.5:
            rows[at:at] = [rows[at]] * some(random, (1, 2, 30))
        elif dice < 0.75:
            random.shuffle(rows)
        else:
            rows[at:at] = ['<row r="1"></row>'] * some(random, (1, 12, 40))
    return _renumbered(text, rows), None


def of_columns(text: str, random: Random) -> tuple[str, frozenset[str] | None]:
    """Columns are gone, or have changed places."""
    letters = sorted({hit[1] for hit in _CELL.finditer(text)})
    one, other = some(random, letters), some(random, letters)
    if random.random() < 0.4:
        return _CELL.sub(lambda hit: "" if hit[1] == one else hit[0], text), None
    places = {one: other, other: one}
    return re.sub(r'<c r="([A-Z]+)', lambda hit: f'<c r="{places.get(hit[1], hit[1])}', text), None


def around(text: str, random: Random) -> tuple[str, frozenset[str] | None]:
    """Rows or columns are hidden, cells are merged, a filter is set, the extent told is another."""
    dice = random.random()
    if dice < 0.3:
        hits = list(re.finditer("<row ", text))
        at = some(random, hits).end()
        return text[:at] + 'hidden="1" ' + text[at:], frozenset()
    if dice < 0.7:
        first, last = (f"{some(random, 'ABCDEFGH')}{1 + upto(random, 9)}" for _ in range(2))
        merges = f'<mergeCells><mergeCell ref="{first}:{last}"/></mergeCells>'
        return text.replace("</sheetData>", f"</sheetData>{merges}", 1), None
    if dice < 0.85:
        return re.sub(r'<dimension ref="[^"]*"', '<dimension ref="A1:B2"', text), frozenset()
    return text.replace("<col ", '<col hidden="1" ', 1), frozenset()


_WAYS: tuple[Callable[[str, Random], tuple[str, frozenset[str] | None]], ...] = (
    *(typed, typed, typed, typed, typed, emptied, given_twice, of_rows, of_columns, around),
)


def mutated(parts: dict[str, bytes], random: Random, rows: str) -> Mutant:
    """The workbook filled in otherwise."""
    text = parts[rows].decode("utf-8")
    if rows == "content.xml":
        made = {**parts, rows: _opendocument(text, random).encode()}
        return Mutant("cells", "filled in otherwise", packed(made, rows), parts=made)
    way = some(random, _WAYS)
    changed, touched = way(text, random)
    made = {**parts, rows: changed.encode()}
    promise = Promise.NOTHING if touched is None else Promise.OTHERS
    return Mutant("cells", way.__name__, packed(made, rows), promise, touched or frozenset(), made)


def _opendocument(text: str, random: Random) -> str:
    for _ in range(1 + upto(random, 4)):
        hits = list((_ODS_CELL if random.random() < 0.8 else _ODS_ROW).finditer(text))
        if not hits:
            return text
        hit, dice = some(random, hits), random.random()
        row = hit[0].startswith("<table:table-row")
        new = (
            "" if dice < 0.1 else hit[0] * some(random, (2, 3, 30)) if dice < 0.25 else hit[0] if row else _ods(random)
        )
        text = text[: hit.start()] + new + text[hit.end() :]
    return text


def _ods(random: Random) -> str:
    """A cell of any kind."""
    kind = some(random, ("string", "float", "percentage", "date", "time", "boolean", "currency", "", "x"))
    stored = some(random, (*_NUMBERS, *WORDS[:60], "PT5H", "P1D", "true"))
    name = kind if kind in ("date", "time", "boolean", "string") else ""
    said = f" office:{name + '-' if name else ''}value={quoteattr(_xml(stored))}" if random.random() < 0.7 else ""
    more = some(
        random,
        ("", "", "", ' table:number-columns-repeated="3"', ' table:formula="of:=[.A1]"', ' table:style-name="c1"'),
    )
    words = f"<text:p>{_xml(some(random, WORDS))}</text:p>" if random.random() < 0.8 else ""
    return f'<table:table-cell office:value-type="{kind}"{said}{more}>{words}</table:table-cell>'
