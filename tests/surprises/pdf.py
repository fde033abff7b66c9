"""PDFs: nothing that runs, no attachment, no form, no way out, no clock, nobody's name."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_TOLD = {
    "a script": rb"/(JavaScript|JS)\b",
    "something that runs": rb"/(Launch|OpenAction\s*<<[^>]*/S\s*/(?!GoTo\b)|AA)\b",
    "a link": rb"/(URI|GoToR|GoToE|SubmitForm|ImportData)\b",
    "an attachment": rb"/(EmbeddedFiles?|Filespec|FileAttachment)\b",
    "a form": rb"/(AcroForm|XFA)\b",
    "a comment": rb"/Subtype\s*/(Text|FreeText|Popup|Stamp|Highlight)\b",
    "something layered": rb"/OCProperties\b",
    "a media clip": rb"/(RichMedia|Movie|Sound|Screen)\b",
}
_OBJECT = re.compile(rb"(?:^|\n)(\d+) 0 obj(.*?)endobj", re.DOTALL)
_DAY = re.compile(
    rb"/(?:CreationDate|ModDate)\s*\((?!D:20000101000000)([^)]*)\)|<xmp:\w+Date>(?!2000-01-01T00:00:00Z)([^<]*)"
)


def pdf_surprises(data: bytes) -> list[str]:
    """What is surprising in a PDF, in its objects and in what its streams hold of them."""
    objects = _STREAM.sub(b"", data) + b"\n".join(_held(each) for each in _STREAM.findall(data))
    found = [what for what, pattern in _TOLD.items() if re.search(pattern, objects)]
    found += [f"a clock: {b''.join(each).decode('latin-1')}" for each in _DAY.findall(data)]
    return found + list(_earlier(data))


def _earlier(data: bytes) -> Iterator[str]:
    """What a change behind the end of the file leaves in it: only what pictures show may be said in this way."""
    first, *later = data.split(b"%%EOF")
    for change in later[:-1]:
        for number, body in _OBJECT.findall(change):
            before = re.search(rb"(?:^|\n)%s 0 obj(.*?)endobj" % number, first, re.DOTALL)
            bare = re.sub(rb"/Alt<[0-9A-F]*>", b"", body)
            if before is None or b"".join(bare.split()) != b"".join(before[1].split()):
                yield f"an earlier state of object {number.decode()} is kept"


def _held(stream: bytes) -> bytes:
    """The objects that a stream holds, if it is one of objects; words and drawings are none."""
    try:
        held = zlib.decompress(stream)
    except zlib.error:
        return b""
    return held if re.match(rb"\s*\d+ \d+ ", held) and b"/Type" in held else b""
