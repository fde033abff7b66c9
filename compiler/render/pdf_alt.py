"""What the pictures of a PDF show, in words: put in where LibreOffice leaves it out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from compiler.render.outline import objects_in

_FIGURE = re.compile(rb"/Type\s*/StructElem\b.*?/S\s*/Figure\b", re.DOTALL)
_ALT = re.compile(rb"/Alt\s*[<(]")
_TRAILER = re.compile(rb"trailer\s*<<(.*?)>>\s*startxref\s+(\d+)\s+%%EOF\s*$", re.DOTALL)


def undescribed(pdf: bytes) -> Mapping[int, bytes]:
    """The pictures that are not described, by the numbers of their objects, in the order in which they are read."""
    objects = sorted(dict(objects_in(pdf)).items())
    return {number: body for number, body in objects if _FIGURE.search(body) and not _ALT.search(body)}


def described(pdf: bytes, words: Sequence[str]) -> bytes:
    """The PDF with these words for its pictures; as it was where there are more or fewer pictures than words.

    The objects are written anew behind the end of the file, as the format provides for changes.
    """
    pictures, trailer = undescribed(pdf), _TRAILER.search(pdf)
    if not pictures or trailer is None or len(pictures) != len(words):
        return pdf
    out, entries = bytearray(pdf if pdf.endswith(b"\n") else pdf + b"\n"), []
    for (number, body), said in zip(pictures.items(), words, strict=True):
        entries.append(b"%d 1\n%010d 00000 n \n" % (number, len(out)))
        text = said.encode("utf-16-be").hex().upper().encode()
        out += b"%d 0 obj" % number + body.rstrip().removesuffix(b">>") + b"/Alt<FEFF" + text + b">\n>>\nendobj\n"
    start = len(out)
    out += b"xref\n" + b"".join(entries) + b"trailer\n<<" + trailer[1] + b"/Prev " + trailer[2] + b"\n>>\n"
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)
