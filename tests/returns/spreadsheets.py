"""OpenDocument spreadsheets written by hand, part by part, so that a test can show exactly what stands in one."""

from __future__ import annotations

from tests.returns.packages import zipped

MIME = "application/vnd.oasis.opendocument.spreadsheet"
MANIFEST = '<manifest xmlns="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
_SPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "number": "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "meta": "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
    "manifest": "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xlink": "http://www.w3.org/1999/xlink",
    "calcext": "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0",
}
_DECLARED = " ".join(f'xmlns:{prefix}="{space}"' for prefix, space in _SPACES.items())


def document(root: str, inside: str) -> str:
    """A part whose root element declares every prefix."""
    return f"<office:{root} {_DECLARED}>{inside}</office:{root}>"


def table(rows: str, name: str = "S1", style: str = "") -> str:
    """A sheet from its columns and rows."""
    return f'<table:table table:name="{name}" table:style-name="{style}">{rows}</table:table>'


def row(*cells: str, more: str = "") -> str:
    """A row of cells, with more attributes."""
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def cell(text: str = "", more: str = "") -> str:
    """A cell of text, one paragraph, or with attributes that say what it holds."""
    kind = more if "value" in more or not text else f'office:value-type="string" {more}'
    return f"<table:table-cell {kind}>{f'<text:p>{text}</text:p>' if text else ''}</table:table-cell>"


def valued(kind: str, stored: str, style: str = "") -> str:
    """A cell with a value of a kind, in a style."""
    name = "value" if kind in ("float", "percentage", "currency") else f"{kind}-value"
    return cell("", f'office:value-type="{kind}" office:{name}="{stored}" table:style-name="{style}"')


def ods_parts(*tables: str, styles: str = "", after: str = "", before: str = "") -> dict[str, str | bytes]:
    """The parts of a spreadsheet of tables; `styles` are its automatic ones, `before` and `after` stand around them."""
    sheets = f"<office:spreadsheet>{before}{''.join(tables)}{after}</office:spreadsheet>"
    inside = f"<office:automatic-styles>{styles}</office:automatic-styles><office:body>{sheets}</office:body>"
    return {"mimetype": MIME, "content.xml": document("document-content", inside), "META-INF/manifest.xml": MANIFEST}


def spreadsheet(*tables: str, styles: str = "", after: str = "", before: str = "") -> bytes:
    """A spreadsheet of tables."""
    return zipped(ods_parts(*tables, styles=styles, after=after, before=before))
