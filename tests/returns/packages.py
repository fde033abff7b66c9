"""Workbooks written by hand, part by part, so that a test can show exactly what is wrong with one."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_LINKS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"

STYLES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="164" formatCode="mmm-yy;@"/></numFmts>'
    '<cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="10"/>'
    '<xf numFmtId="164"/><xf numFmtId="20"/></cellXfs></styleSheet>'
)
"""Styles 0 to 4: General, a date, 0.00%, a month and year, a time."""


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip archive of the given parts."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def sheet(rows: str, *, before: str = "", after: str = "", namespace: str = MAIN) -> str:
    """The part of a sheet from its rows, with what stands before and after them."""
    return f'<worksheet xmlns="{namespace}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def links(targets: Mapping[str, tuple[str, str]], namespace: str = LINKS) -> str:
    """A part of relations: id to kind and target."""
    items = (
        f'<Relationship Id="{key}" Type="{namespace}/{kind}" Target="{target}"/>'
        for key, (kind, target) in targets.items()
    )
    return f'<Relationships xmlns="{PACKAGE_LINKS}">{"".join(items)}</Relationships>'


def parts_of(*sheets: str, texts: tuple[str, ...] = (), inside: str = "") -> dict[str, str | bytes]:
    """The parts of a workbook with sheets S1, S2, …; `texts` are shared, `inside` goes into the workbook part."""
    numbered = list(enumerate(sheets, 1))
    listed = "".join(f'<sheet name="S{number}" sheetId="{number}" r:id="r{number}"/>' for number, _ in numbered)
    related = {f"r{number}": ("worksheet", f"worksheets/sheet{number}.xml") for number, _ in numbered}
    shared = "".join(f"<si>{text if text.startswith('<') else f'<t>{text}</t>'}</si>" for text in texts)
    return {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": links({"r1": ("officeDocument", "xl/workbook.xml")}),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}">{inside}<sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": links(
            related | {"t": ("sharedStrings", "sharedStrings.xml"), "s": ("styles", "styles.xml")}
        ),
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{shared}</sst>',
        "xl/styles.xml": STYLES,
        **{f"xl/worksheets/sheet{number}.xml": text for number, text in numbered},
    }


def workbook(*sheets: str, texts: tuple[str, ...] = (), inside: str = "") -> bytes:
    """A workbook with sheets S1, S2, … from their parts."""
    return zipped(parts_of(*sheets, texts=texts, inside=inside))
