"""A Word report as a PDF for everyone (PDF/UA): made by LibreOffice, read back, always the same bytes."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping

from compiler.domain.frozen import dataclass
from compiler.render.office import converted
from compiler.render.outline import objects_in, reference_to
from compiler.render.pdf_alt import described, undescribed
from compiler.render.word.opc import OpenPackage, parse

_ASKED = {"PDFUACompliance": True, "UseTaggedPDF": True, "ExportBookmarks": True}
_KIND = "pdf:writer_pdf_Export:" + json.dumps(
    {name: {"type": "boolean", "value": str(wanted).lower()} for name, wanted in _ASKED.items()}, separators=(",", ":")
)
_XMP = re.compile(rb"<\?xpacket begin=.*?<\?xpacket end=", re.DOTALL)
_DAY, _DAY_XMP = b"D:20000101000000Z'", b"2000-01-01T00:00:00Z"
_PDF_DAY = re.compile(rb"(?<=/CreationDate\()D:\d{14}(?:Z'|[+-]\d\d'\d\d')")
_XMP_DAY = re.compile(rb"(?<=<xmp:CreateDate>)[^<]*")
_MARKS = re.compile(rb"(?<=/ID \[ <)[0-9A-F]{32}|(?<=\n<)[0-9A-F]{32}(?=> \])|(?<=/DocChecksum /)[0-9A-F]{32}")
_TITLE = re.compile(rb"/Title\s*<([0-9A-Fa-f\s]*)>")
_TAG = re.compile(rb"/Type\s*/StructElem\b.*?/S\s*/([\w#.-]+)", re.DOTALL)
_ODD = re.compile("#([0-9A-Fa-f]{2})")
_LANGUAGE = re.compile(rb"/Lang\s*\(([^)]*)\)")
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_TITLE_OF = "{http://purl.org/dc/elements/1.1/}title"


@dataclass(frozen=True, slots=True)
class Pdf:
    """A PDF, and in a sentence what it should have and has not; '' where it is whole."""

    data: bytes
    lacks: str = ""


@dataclass(frozen=True, slots=True)
class ReadBack:
    """What a PDF says of itself: its tags by their kinds, how many there are; its title and language; whether it names
    PDF/UA, and has its title in the window; and how many of its pictures are not described."""

    tags: Mapping[str, int]
    title: str = ""
    language: str = ""
    says_ua: bool = False
    shows_title: bool = False
    undescribed: int = 0


def pdfs_of(
    words: Mapping[str, bytes], soffice: str | None = None, seconds: float = 180
) -> tuple[Mapping[str, Pdf], str]:
    """Word reports by their names as PDFs, made by one process, and why some or all could not be made.

    Each is read back: what it lacks is said with it. What LibreOffice puts in from clock and chance is made the same
    every time.
    """
    made = converted(words, _KIND, soffice, seconds)
    found = {name: _settled(described(data, list(_pictures(words[name])))) for name, data in made.files.items()}
    return {name: Pdf(data, _lacks(data, _title_of(words[name]))) for name, data in found.items()}, made.fault


def read_back(pdf: bytes) -> ReadBack:
    """What a PDF says of itself; nothing of a file that is none."""
    objects = dict(objects_in(pdf))
    catalogue = next((body for body in objects.values() if re.search(rb"/Type\s*/Catalog\b", body)), b"")
    trailer = pdf[pdf.rfind(b"trailer") :]
    tags: dict[str, int] = {}
    if re.search(rb"/Marked\s+true", catalogue) and reference_to(catalogue, b"StructTreeRoot") in objects:
        for body in objects.values():
            found = _TAG.search(body)
            if found:
                name = _ODD.sub(lambda each: chr(int(each[1], 16)), found[1].decode("latin-1"))
                tags[name] = tags.get(name, 0) + 1
    language = _LANGUAGE.search(catalogue)
    return ReadBack(
        tags=dict(sorted(tags.items())),
        title=_words(_TITLE.search(objects.get(reference_to(trailer, b"Info"), b""))),
        language=language[1].decode("latin-1") if language else "",
        says_ua=b"<pdfuaid:part>1</pdfuaid:part>" in pdf,
        shows_title=bool(re.search(rb"/DisplayDocTitle\s+true", catalogue)),
        undescribed=len(undescribed(pdf)),
    )


def _words(found: re.Match[bytes] | None) -> str:
    return bytes.fromhex(b"".join(found[1].split()).decode()).decode("utf-16", "replace") if found else ""


def _lacks(pdf: bytes, title: str) -> str:
    """What a PDF of a report with that title has not, in a sentence."""
    missing = list(_missing(read_back(pdf), title))
    if not missing:
        return ""
    listed = " and ".join([", ".join(missing[:-1]), missing[-1]] if len(missing) > 1 else missing)
    return f"the PDF lacks {listed}, which its readers need; make it from the Word file with another program"


def _missing(read: ReadBack, title: str) -> Iterator[str]:
    if not read.tags.get("H1"):
        yield "tags"
    if not read.title or (title and read.title != title):
        yield "its title"
    if not read.language:
        yield "its language"
    if read.undescribed:
        yield "what its pictures show"
    if not (read.says_ua and read.shows_title):
        yield "the mark of PDF/UA"


def _title_of(docx: bytes) -> str:
    """The title that a Word file has among its properties."""
    package = OpenPackage(docx)
    core = next((part for _, kind, part, _ in package.relations("") if kind.endswith("/core-properties")), "")
    return (parse(package.read(core)).findtext(_TITLE_OF) or "").strip() if core else ""


def _pictures(docx: bytes) -> Iterator[str]:
    """What the pictures and charts in the body of a Word file show, in their order."""
    package = OpenPackage(docx)
    for each in parse(package.read(package.document())).iter(f"{_DRAWING}inline", f"{_DRAWING}anchor"):
        properties = each.find(f"{_DRAWING}docPr")
        yield (properties.get("descr") or "") if properties is not None else ""


# --- the same bytes every time ----------------------------------------------------------------------------------------


def _settled(pdf: bytes) -> bytes:
    """The PDF without what clock and chance put in; as many bytes stand for it, so that every address in it holds."""
    dated = _PDF_DAY.sub(lambda found: _DAY.ljust(len(found[0])), pdf)
    packet = _XMP.search(dated)
    if packet:
        dated = dated[: packet.start()] + _packet(packet[0]) + dated[packet.end() :]
    bare = _MARKS.sub(b"0" * 32, dated)
    mark = hashlib.sha256(bare).hexdigest()[:32].upper().encode()
    return _MARKS.sub(mark, dated)


def _packet(xmp: bytes) -> bytes:
    """The packet of properties with a fixed day, and with apostrophes that LibreOffice has marked twice made good."""
    mended = _XMP_DAY.sub(_DAY_XMP, xmp).replace(b"&amp;apos;", b"&apos;").replace(b"&amp;quot;", b"&quot;")
    end = mended.rfind(b"<?xpacket end=")
    return mended[:end] + b" " * (len(xmp) - len(mended)) + mended[end:]
