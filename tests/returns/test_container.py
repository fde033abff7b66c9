from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest

from compiler.domain.book import Book, NotABook
from compiler.returns.container import Limits
from compiler.returns.reader import read_book
from tests.returns.packages import parts_of, sheet, workbook, zipped

OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
GOOD = workbook(sheet('<row r="1"><c r="A1"><v>1</v></c></row>'))


def directory_of(*names: str) -> bytes:
    return OLE2 + b"".join(name.encode("utf-16-le").ljust(64, b"\0") for name in ("Root Entry", *names))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty."),
        (b"\0" * 900, "is filled with 900 zero bytes and holds nothing: a copy that failed."),
        (
            directory_of("EncryptionInfo", "EncryptedPackage"),
            "is protected by a password and cannot be opened without it.",
        ),
        (directory_of("Workbook"), "is a workbook in the format of Excel 97 to 2003 (.xls)."),
        (directory_of("WordDocument"), "is a Word document in the format of Word 97 to 2003 (.doc)."),
        (directory_of("Other"), "is an old Office file, not a workbook."),
        (b"Ref,Action\nA1,Do it\n", "is a text file of values (.csv), not a workbook."),
        ("\ufeffRef\tAction\n".encode("utf-16"), "is a text file of values (.csv), not a workbook."),
        (b"Please see attached", "is a text file, not a workbook."),
        (b"\r\n<!DOCTYPE html><title>Sign in</title>", "is a web page, perhaps a sign-in page, not a workbook."),
        (b"<html><body>Sign in", "is a web page, perhaps a sign-in page, not a workbook."),
        (
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
            "is a workbook saved as an XML Spreadsheet 2003.",
        ),
        (b"<?xml version='1.0'?><a/>", "is a file of XML, not a workbook."),
        (b"{\\rtf1 hello}", "is a document of rich text."),
        (b"%PDF-1.7 ...", "is a PDF document."),
        (b"\x89PNG\r\n\x1a\n", "is a picture."),
        (b"\x01\x02\x03\x04", "is not a workbook, nor any other kind of file that we know."),
        (GOOD[:-40], "is cut short: its end is missing."),
        (GOOD[:30], "is cut short: its end is missing."),
        (zipped({"[Content_Types].xml": "", "word/document.xml": ""}), "is a Word document, not an Excel workbook."),
        (zipped({"ppt/presentation.xml": ""}), "is a PowerPoint presentation, not an Excel workbook."),
        (
            zipped({"xl/workbook.bin": ""}),
            "is a workbook saved as an Excel Binary Workbook (.xlsb), not an Excel workbook.",
        ),
        (
            zipped({"mimetype": "application/vnd.oasis.opendocument.text"}),
            "is an OpenDocument or electronic book file, not a spreadsheet.",
        ),
        (zipped({"holiday.jpg": "x"}), "is a zip archive of files, not a workbook."),
        (zipped({}), "is a zip archive of files, not a workbook."),
    ],
    ids=lambda value: value if isinstance(value, str) else "data",
)
def test_what_a_file_really_is(data: bytes, reason: str) -> None:
    refused = read_book(data, "Return.xlsx")
    assert isinstance(refused, NotABook)
    assert refused.reason == f"Return.xlsx {reason}"
    assert refused.remedy


@pytest.mark.parametrize(("name", "whose"), [("~$Return.xlsx", "Excel"), (".~lock.Return.xlsx#", "LibreOffice")])
def test_lock_files(name: str, whose: str) -> None:
    refused = read_book(b"\x05Owner".ljust(165), name)
    assert isinstance(refused, NotABook)
    assert refused.reason == (f"{name} is the lock file that {whose} keeps while a workbook is open, not the workbook.")


def test_files_are_read_by_their_path(tmp_path: Path) -> None:
    path = tmp_path / "Return.xlsx"
    path.write_bytes(GOOD)
    book = read_book(path)
    assert isinstance(book, Book)
    assert (book.name, len(book.sha256)) == ("Return.xlsx", 64)
    assert read_book(path) == read_book(GOOD, "Return.xlsx")


def test_a_path_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    missing, folder = read_book(tmp_path / "None.xlsx"), read_book(tmp_path, "Folder")
    assert isinstance(missing, NotABook)
    assert missing.reason == "None.xlsx is not there."
    assert isinstance(folder, NotABook)
    assert folder.reason.startswith("Folder ")


def reason_of(data: bytes, limits: Limits | None = None) -> str:
    refused = read_book(data, "Return.xlsx", limits=limits)
    assert isinstance(refused, NotABook)
    return refused.reason


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    parts = parts_of(sheet("")) | {"xl/media/image1.png": b"\0" * 5_000_000}
    assert "it would unpack to 4 MB, and the limit is 1 MB" in reason_of(zipped(parts), Limits(unpacked=1 << 20))


def test_a_part_that_unpacks_to_more_than_it_declares_is_refused() -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row>' + " " * 500_000
    data = bytearray(workbook(sheet(rows)))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        size = archive.getinfo("xl/worksheets/sheet1.xml").file_size
    declared = data.rindex(struct.pack("<I", size))
    data[declared : declared + 4] = struct.pack("<I", 200)
    assert "unpacks to more than the 200 bytes it declares" in reason_of(bytes(data))


def test_over_4096_parts_are_refused() -> None:
    parts = parts_of(sheet("")) | {f"xl/{number}": "" for number in range(4100)}
    assert "it holds 4,107 parts, and the limit is 4,096" in reason_of(zipped(parts))


def test_two_different_parts_of_one_name_are_refused() -> None:
    target = io.BytesIO(GOOD)
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr("XL/worksheets/sheet1.xml", sheet('<row r="1"><c r="A1"><v>2</v></c></row>'))
    assert "it holds two different parts called xl/worksheets/sheet1.xml" in reason_of(target.getvalue())


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_packing_that_no_spreadsheet_program_uses_is_refused(method: int) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, content in parts_of(sheet("")).items():
            archive.writestr(name, content)
    assert "is packed in a way that no spreadsheet program uses" in reason_of(target.getvalue())


def test_parts_that_are_stored_unpacked_are_read() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts_of(sheet('<row r="1"><c r="A1"><v>1</v></c></row>')).items():
            archive.writestr(name, content)
    assert isinstance(read_book(target.getvalue()), Book)


def test_a_changed_byte_is_noticed() -> None:
    data = bytearray(GOOD)
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        info = archive.getinfo("xl/worksheets/sheet1.xml")
    data[info.header_offset + 30 + len(info.filename) + info.compress_size // 2] ^= 0x55
    assert "it is damaged" in reason_of(bytes(data))
