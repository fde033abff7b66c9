"""Page numbers in the contents: LibreOffice lays the report out once, and the pages of its headings are written in.

The pages are read from the bookmarks of the PDF that LibreOffice exports: they follow the headings one to one and in
order, need no other program, and no text has to be found again on a page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from compiler.domain.frozen import dataclass, replace
from compiler.render.office import converted
from compiler.render.office import find_soffice as find_soffice
from compiler.render.outline import Outline, read_outline
from compiler.render.word.contents import OURS
from compiler.render.word.opc import OpenPackage, Part, parse, serial, w, write_package
from compiler.render.word.styles import W

if TYPE_CHECKING:
    from lxml.etree import _Element

_BEFORE_TABS = (
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers",
    "pBdr", "shd",
)  # fmt: skip
_MARKER = "00"  # stands for a page number while the pages are laid out, so that each line is as long as it will be


@dataclass(frozen=True, slots=True)
class Paginated:
    """A report after its pages were counted: the file, how many pages, and why it could not be done ('' if it was).

    Where it could not be done the file is the one that was given.
    """

    docx: bytes
    pages: int = 0
    message: str = ""


def paginate(docx: bytes, soffice: str | None = None, seconds: float = 120) -> Paginated:
    """Writes the page number of each heading into the contents of a report of ours, with LibreOffice's layout.

    `soffice` is LibreOffice's program, found where it usually lies if None; it is given `seconds` for its work.
    """
    package = OpenPackage(docx)
    parts = {part.name: part for part in package.closure(package.document())}
    root = parse(parts[package.document()].data)
    entries = list(_entries(root))
    _write(root, entries, [_MARKER] * len(entries))
    laid_out = converted({"report": _packed(package, parts, root)}, "pdf:writer_pdf_Export", soffice, seconds)
    if laid_out.fault:
        return Paginated(docx, message=f"{laid_out.fault}, so the contents have no page numbers.")
    outline = read_outline(laid_out.files["report"])
    pages = _pages(root, outline)
    if pages is None:
        return Paginated(
            docx, message="LibreOffice's pages do not match the report's headings; no numbers were written."
        )
    _write(root, entries, [str(pages[anchor]) for _, anchor in entries])
    return Paginated(_packed(package, _counted(parts, outline.pages), root), outline.pages)


def _entries(root: _Element) -> Iterator[tuple[_Element, str]]:
    """The links of the contents, with the bookmark that each leads to: those within the field of the contents."""
    inside = False
    for each in root.iter(w("instrText"), w("hyperlink")):
        if each.tag == w("instrText"):
            text = (each.text or "").split()
            inside = inside or text[:1] == ["TOC"]
        elif inside and (each.get(w("anchor")) or "").startswith(OURS):
            yield each, each.get(w("anchor")) or ""


def _write(root: _Element, entries: Sequence[tuple[_Element, str]], numbers: Sequence[str]) -> None:
    """Puts the numbers at the ends of the links, in place of those that stood there."""
    for code in root.iter(w("instrText")):
        if (code.text or "").split()[:1] == ["TOC"]:
            code.text = (code.text or "").replace(r"\n ", "")
    width = _text_width(root)
    for (link, anchor), number in zip(entries, numbers, strict=True):
        _without_number(link)
        for run in parse(_number_runs(anchor, number).encode()):
            link.append(run)
        _right_tab(link, width)


def _without_number(link: _Element) -> None:
    """Takes a page number out of a link, with the tab before it."""
    runs = link.findall(w("r"))
    begins = [at for at, each in enumerate(runs) if each.find(w("fldChar")) is not None]
    for old in runs[begins[0] - 1 :] if begins else ():
        link.remove(old)


def _number_runs(anchor: str, number: str) -> str:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    return (
        f'<w:hyperlink xmlns:w="{W}"><w:r><w:tab/></w:r>{mark.format("begin")}<w:r><w:instrText xml:space="preserve"> '
        f"PAGEREF {anchor} \\h </w:instrText></w:r>{mark.format('separate')}<w:r><w:t>{number}</w:t></w:r>"
        f"{mark.format('end')}</w:hyperlink>"
    )


def _text_width(root: _Element) -> int:
    section = next(root.iter(w("sectPr")))
    size, margins = section.find(w("pgSz")), section.find(w("pgMar"))
    assert size is not None
    assert margins is not None
    return int(size.get(w("w")) or 0) - int(margins.get(w("left")) or 0) - int(margins.get(w("right")) or 0)


def _right_tab(link: _Element, width: int) -> None:
    paragraph = link.getparent()
    assert paragraph is not None
    properties = paragraph.find(w("pPr"))
    assert properties is not None
    if properties.find(w("tabs")) is None:
        tabs = f'<w:tabs xmlns:w="{W}"><w:tab w:val="right" w:leader="dot" w:pos="{width}"/></w:tabs>'
        before = [each for each in properties if each.tag in {w(name) for name in _BEFORE_TABS}]
        properties.insert(len(before), parse(tabs.encode()))


def _pages(root: _Element, outline: Outline) -> dict[str, int] | None:
    """The page of each heading by its bookmark, or None if headings and bookmarks do not go together."""
    headings = [each for each in root.iter(w("bookmarkStart")) if (each.get(w("name")) or "").startswith(OURS)]
    words = [_squeezed("".join(_texts(each.getparent()))) for each in headings]
    if words != [_squeezed(bookmark.title) for bookmark in outline.bookmarks] or not outline.pages:
        return None
    pairs = zip(headings, outline.bookmarks, strict=True)
    return {heading.get(w("name")) or "": bookmark.page for heading, bookmark in pairs}


def _texts(paragraph: _Element | None) -> Iterator[str]:
    if paragraph is not None:
        yield from (each.text or "" for each in paragraph.iter(w("t")))


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _packed(package: OpenPackage, parts: dict[str, Part], root: _Element) -> bytes:
    name = package.document()
    whole = {**parts, name: replace(parts[name], data=serial(root))}
    for _, _, target, _ in package.relations(""):
        whole.setdefault(target, package.part(target))
    return write_package(whole.values(), package.relations(""))


def _counted(parts: dict[str, Part], pages: int) -> dict[str, Part]:
    """The footers with the number of pages as the result that their field already has."""
    return {name: _footer(part, pages) if "footer" in name else part for name, part in parts.items()}


def _footer(part: Part, pages: int) -> Part:
    root = parse(part.data)
    waiting = False
    for each in root.iter(w("instrText"), w("t")):
        if each.tag == w("instrText"):
            waiting = (each.text or "").strip() == "NUMPAGES"
        elif waiting:
            each.text, waiting = str(pages), False
    return replace(part, data=serial(root))
