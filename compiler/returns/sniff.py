"""What a file really is that is called a workbook and is not one."""

from __future__ import annotations

import re

from compiler.domain.regex import regex
from compiler.domain.text import clean

SAVE_AS = "Save it in Excel as an Excel Workbook (.xlsx) and send it again."
SAVE_AGAIN = "Open it in Excel, save it as an Excel Workbook (.xlsx) and send it again."
SEND_AGAIN = "Copy or download it again, and check that it opens in Excel."

_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*")
_HTML = regex(rb"<(!doctype\s+html|html|head|body|script|table|meta)\b", re.IGNORECASE)


_LONGEST = 400


class Refused(Exception):
    """Why a file is not read: half a sentence about the file, and what to do.

    It never leaves the reader: `read_book` answers with a `NotABook`. With `whole`, the words continue "X.xlsx …"
    ('is empty'); without, they are a reason of their own ('it is damaged: …').
    """

    def __init__(self, reason: str, remedy: str = SAVE_AS, *, whole: bool = False) -> None:
        super().__init__(reason)
        self.reason, self.remedy, self.whole = _one_line(reason), remedy, whole


def _one_line(words: str) -> str:
    """The words on one line, whatever a hostile file put into its names, and not much longer than a sentence."""
    return " ".join(clean(words).split())[:_LONGEST]


def lock_file(name: str) -> Refused | None:
    """The refusal of a file that Excel or LibreOffice puts beside an open workbook, by its name; None for any other."""
    if name.startswith("~$"):
        return _is("the lock file that Excel keeps while a workbook is open, not the workbook", _CLOSE)
    if name.startswith(".~lock."):
        return _is("the lock file that LibreOffice keeps while a workbook is open, not the workbook", _CLOSE)
    return None


_CLOSE = "Close the workbook and send the file without the mark in front of its name."


def what_it_is(data: bytes) -> Refused:
    """The refusal of bytes that are no zip archive, saying what they are."""
    if not data.strip(b"\0"):
        return _nothing(data)
    if data.startswith(_OLE2):
        return _old_office(data)
    if data.startswith(b"PK"):
        return Refused("is cut short: its end is missing", SEND_AGAIN, whole=True)
    if data.startswith(b"%PDF"):
        return _is("a PDF document", "Send the workbook that it was made from.")
    if data.startswith(_PICTURES):
        return _is("a picture", "Send the workbook itself.")
    return _text(data) or _is("not a workbook, nor any other kind of file that we know", SAVE_AS)


def _is(kind: str, remedy: str) -> Refused:
    return Refused(f"is {kind}", remedy, whole=True)


def _nothing(data: bytes) -> Refused:
    if not data:
        return _is("empty", SEND_AGAIN)
    return _is(f"filled with {len(data):,} zero bytes and holds nothing: a copy that failed", SEND_AGAIN)


def _old_office(data: bytes) -> Refused:
    """The container of old Office files, told by the names in its directory."""

    def holds(name: str) -> bool:
        return name.encode("utf-16-le") + b"\0\0" in data

    if holds("EncryptedPackage"):
        remedy = (
            "In Excel choose File, Info, Protect Workbook, Encrypt with Password, empty the box, save and send again."
        )
        return _is("protected by a password and cannot be opened without it", remedy)
    if holds("Workbook") or holds("Book"):
        return _is("a workbook in the format of Excel 97 to 2003 (.xls)", SAVE_AS)
    if holds("WordDocument"):
        return _is("a Word document in the format of Word 97 to 2003 (.doc)", "Send the return's workbook instead.")
    return _is("an old Office file, not a workbook", SAVE_AS)


def _text(data: bytes) -> Refused | None:
    """Text of some kind: a web page, a rich text, values between commas; None if it is not text."""
    head = data[:4096]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "replace").encode()
    head = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if _HTML.search(head):
        return _is(
            "a web page, perhaps a sign-in page, not a workbook", "Sign in, download the workbook again and send it."
        )
    if b"urn:schemas-microsoft-com:office:spreadsheet" in head:
        return _is("a workbook saved as an XML Spreadsheet 2003", SAVE_AS)
    if head.startswith(b"{\\rtf"):
        return _is("a document of rich text", "Send the return's workbook instead.")
    if head.startswith(b"<"):
        return _is("a file of XML, not a workbook", SAVE_AS)
    if any(byte < 9 or 13 < byte < 32 for byte in head):
        return None
    if b"," in head or b"\t" in head or b";" in head:
        return _is("a text file of values (.csv), not a workbook", SAVE_AS)
    return _is("a text file, not a workbook", SAVE_AS)
