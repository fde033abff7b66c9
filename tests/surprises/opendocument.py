"""Spreadsheets of OpenDocument: hidden sheets, rows and columns, scripts, links and who made them."""

from __future__ import annotations

import re

from tests.surprises.zipped import Opened

_TOLD = {
    "a hidden sheet, row or column": rb'table:(display="false"|visibility="(collapse|filter)")',
    "a comment": rb"<office:annotation\b",
    "a script": rb"<(office:script|script:event-listener|office:forms?)\b",
    "a link": rb'xlink:href="(?!#|\./|Pictures/)[^"]',
    "who made it": rb"<(meta:initial-creator|dc:creator|meta:printed-by)>[^<]",
    "a change that is kept": rb"<table:tracked-changes\b",
}


def opendocument_surprises(opened: Opened) -> list[str]:
    """What is surprising in a spreadsheet of OpenDocument."""
    return [
        f"{name}: {what}"
        for name, data in opened.parts.items()
        if name.endswith(".xml")
        for what, pattern in _TOLD.items()
        if re.search(pattern, data)
    ]
