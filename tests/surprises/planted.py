"""Surprises of every kind, each with how it is put into a file of ours and what is said of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

Parts = dict[str, bytes]
DOCUMENT, SETTINGS, STYLES = "word/document.xml", "word/settings.xml", "word/styles.xml"
RELATIONS = "word/_rels/document.xml.rels"
BOOK, SHEET, CORE, APP = "xl/workbook.xml", "xl/worksheets/sheet3.xml", "docProps/core.xml", "docProps/app.xml"
OUTSIDE = (
    '<Relationship Id="x" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" '
    'Target="{}" TargetMode="External"/></Relationships>'
)


def instead(part: str, old: str, new: str) -> Callable[[Parts], Parts]:
    """The parts with the first `old` in one of them replaced."""

    def change(parts: Parts) -> Parts:
        text = parts[part].decode()
        assert old in text, f"{old} is not in {part}"
        return {**parts, part: text.replace(old, new, 1).encode()}

    return change


def added(name: str, data: str = "<x/>") -> Callable[[Parts], Parts]:
    """The parts with one more."""
    return lambda parts: {**parts, name: data.encode()}


def in_body(xml: str) -> Callable[[Parts], Parts]:
    """A Word file with more at the beginning of its body."""
    return instead(DOCUMENT, "<w:body>", f"<w:body>{xml}")


def set_in(properties: str, words: str = "9,483 people") -> Callable[[Parts], Parts]:
    """A Word file with a paragraph whose words have these properties."""
    return in_body(f"<w:p><w:r><w:rPr>{properties}</w:rPr><w:t>{words}</w:t></w:r></w:p>")


def field(code: str) -> Callable[[Parts], Parts]:
    """A Word file with a field of that code."""
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    return in_body(f"<w:p>{begin}<w:r><w:instrText>{code}</w:instrText></w:r>{end}</w:p>")


def linked(part: str, kind: str, target: str) -> Callable[[Parts], Parts]:
    """A package with a relation that leads outside."""
    return instead(part, "</Relationships>", OUTSIDE.format(kind, target))


IN_WORD: Mapping[str, tuple[Callable[[Parts], Parts], str]] = {
    "hidden words": (set_in("<w:vanish/>"), "hidden words: '9,483 people'"),
    "white words": (set_in('<w:color w:val="FFFFFF"/>'), "words in the colour of their ground (FFFFFF)"),
    "words on their own colour": (
        set_in('<w:color w:val="1F3A4D"/><w:shd w:val="clear" w:fill="1F3A4D"/>'),
        "words in the colour of their ground",
    ),
    "tiny words": (set_in('<w:sz w:val="2"/>'), "words too small to be seen"),
    "a hidden end": (in_body("<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr></w:p>"), "a hidden end of a paragraph"),
    "a hidden style": (
        lambda parts: set_in('<w:rStyle w:val="Secret"/>')(
            instead(
                STYLES,
                "</w:styles>",
                '<w:style w:styleId="Secret"><w:name w:val="Secret"/><w:rPr><w:vanish/></w:rPr></w:style></w:styles>',
            )(parts)
        ),
        "hidden words",
    ),
    "a hidden row": (in_body("<w:tbl><w:tr><w:trPr><w:hidden/></w:trPr></w:tr></w:tbl>"), "a hidden row or drawing"),
    "a comment": (added("word/comments.xml"), "word/comments.xml: a part that is none of ours"),
    "the place of a comment": (in_body('<w:p><w:r><w:commentReference w:id="1"/></w:r></w:p>'), "a comment"),
    "a revision": (
        in_body('<w:p><w:ins w:author="Jo"><w:r><w:t>x</w:t></w:r></w:ins></w:p>'),
        "a mark of revision: ins",
    ),
    "a deletion": (in_body("<w:p><w:del><w:r><w:delText>x</w:delText></w:r></w:del></w:p>"), "a mark of revision: del"),
    "marks of saving": (in_body('<w:p w:rsidR="00AB12CD"/>'), "(rsid)"),
    "sessions": (instead(SETTINGS, "</w:settings>", "<w:rsids/></w:settings>"), "word/settings.xml: rsids"),
    "a template": (instead(SETTINGS, "</w:settings>", "<w:attachedTemplate/></w:settings>"), "attachedTemplate"),
    "custom XML": (added("customXml/item1.xml"), "customXml/item1.xml: a part that is none of ours"),
    "custom properties": (added("docProps/custom.xml"), "docProps/custom.xml: a part that is none of ours"),
    "a thumbnail": (added("docProps/thumbnail.jpeg"), "docProps/thumbnail.jpeg: a part that is none of ours"),
    "settings of a printer": (added("word/printerSettings/printerSettings1.bin"), "printerSettings1.bin: a part that"),
    "a macro": (added("word/vbaProject.bin"), "word/vbaProject.bin: a part that is none of ours"),
    "an object": (in_body("<w:p><w:r><w:object/></w:r></w:p>"), "an object: object"),
    "a field that mails": (field("MERGEFIELD Name"), "a field: MERGEFIELD Name"),
    "a field that links": (field("HYPERLINK http://evil.example"), "a field: HYPERLINK"),
    "a field that runs": (field("DDEAUTO cmd"), "a field: DDEAUTO cmd"),
    "a field that names the file": (field("FILENAME \\p"), "a field: FILENAME"),
    "a plain field": (in_body('<w:p><w:fldSimple w:instr="AUTHOR"/></w:p>'), "a field: AUTHOR"),
    "a field without end": (in_body('<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>'), "does not end"),
    "a link": (linked(RELATIONS, "hyperlink", "http://evil.example"), "a link to http://evil.example"),
    "a link to a folder": (linked(RELATIONS, "hyperlink", "file:///C:/Users/jo/x.xlsx"), "a link to file:"),
    "a picture from outside": (linked(RELATIONS, "image", "http://evil.example/x.png"), "takes something in"),
    "a template from outside": (linked(RELATIONS, "attachedTemplate", "Normal.dotm"), "takes something in"),
    "an author": (
        instead(CORE, "<dc:creator>", "<dc:creator>Jo Smith, "),
        "docProps: says 'Jo Smith, Town Department'",
    ),
    "who saved it": (
        instead(CORE, "</cp:coreProperties>", "<cp:lastModifiedBy>Jo Smith</cp:lastModifiedBy></cp:coreProperties>"),
        "docProps: says 'Jo Smith', which the file does not show",
    ),
    "when it was printed": (
        instead(CORE, "</cp:coreProperties>", "<cp:lastPrinted>2008</cp:lastPrinted></cp:coreProperties>"),
        "lastPrinted",
    ),
    "a clock": (instead(CORE, "T00:00:00Z", "T09:41:07Z"), "docProps/core.xml: created"),
    "a manager": (instead(APP, "</Properties>", "<Manager>Jo</Manager></Properties>"), "docProps/app.xml: Manager Jo"),
    "a place in a picture": (
        in_body('<w:p><w:r><w:drawing><docPr xmlns="x" descr="C:\\Users\\jo\\x.png"/></w:drawing></w:r></w:p>'),
        "a path in",
    ),
    "a comment in the XML": (in_body("<!-- to do -->"), "a comment or declaration in the XML"),
    "a temporary file": (in_body("<w:p><w:r><w:t>.part-abcd1234.docx</w:t></w:r></w:p>"), "a temporary file"),
    "an old figure in a chart": (
        lambda parts: {
            name: re.sub(rb"(<c:numCache>.*?<c:v>)\d+", rb"\g<1>77", data) if "charts/chart" in name else data
            for name, data in parts.items()
        },
        "keeps '77' where",
    ),
}
CELL = '<row r="90"><c r="A90" t="str">{}<v>x</v></c></row></sheetData>'
IN_BOOKS: Mapping[str, tuple[Callable[[Parts], Parts], str]] = {
    "a hidden sheet": (instead(BOOK, 'name="Actions"', 'name="Actions" state="hidden"'), "the sheet Actions is hidden"),
    "a very hidden sheet": (instead(BOOK, 'name="Actions"', 'name="Actions" state="veryHidden"'), "is veryHidden"),
    "a hidden row": (instead(SHEET, '<row r="4"', '<row hidden="1" r="4"'), "hidden: row 4"),
    "a row without height": (instead(SHEET, '<row r="90"', '<row ht="0" r="90"'), "too small to be seen: row 90"),
    "a hidden column": (instead(SHEET, "<col ", '<col hidden="1" '), "hidden: col 1"),
    "a filter at work": (instead(SHEET, "</worksheet>", "<filterColumn/></worksheet>"), "filterColumn"),
    "a hidden name": (
        instead(BOOK, "<definedNames>", '<definedNames><definedName name="x" hidden="1">1</definedName>'),
        "a hidden name",
    ),
    "a link to a workbook": (
        added("xl/externalLinks/externalLink1.xml"),
        "externalLink1.xml: a part that is none of ours",
    ),
    "comments": (added("xl/comments1.xml"), "xl/comments1.xml: a part that is none of ours"),
    "custom properties": (
        added("docProps/custom.xml", "<p><property name='x'>y</property></p>"),
        "docProps/custom.xml: x",
    ),
    "settings of a printer": (added("xl/printerSettings/printerSettings1.bin"), "a part that is none of ours"),
    "queries": (added("xl/connections.xml"), "xl/connections.xml: a part that is none of ours"),
    "where it lay": (instead(BOOK, "<calcPr", '<absPath url="C:\\Users\\jo\\"/><calcPr'), "xl/workbook.xml: absPath"),
    "a formula that fetches": (
        instead(SHEET, "</sheetData>", CELL.format('<f>WEBSERVICE("http://x")</f>')),
        "calls WEBSERVICE",
    ),
    "a formula that runs": (instead(SHEET, "</sheetData>", CELL.format("<f>cmd|'/C calc'!A0</f>")), "leads outside"),
    "a formula from another book": (
        instead(SHEET, "</sheetData>", CELL.format("<f>'C:\\[x.xlsx]S'!A1</f>")),
        "leads outside",
    ),
    "a formula that links": (
        instead(SHEET, "</sheetData>", CELL.format('<f>HYPERLINK("http://x")</f>')),
        "links outside",
    ),
    "a formula without result": (
        instead(SHEET, "</sheetData>", CELL.format("<f>1+1</f>").replace("<v>x</v>", "")),
        "without its result",
    ),
    "an error": (instead(SHEET, "</sheetData>", CELL.format("").replace('"str"', '"e"')), "A90: an error: x"),
    "white words": (
        lambda parts: instead(SHEET, "</sheetData>", CELL.format("").replace('t="str"', 't="str" s="0"'))(
            instead("xl/styles.xml", '<color theme="1"/>', '<color rgb="FFFFFFFF"/>')(parts)
        ),
        "A90: cannot be seen: 'x'",
    ),
    "words behind a format": (
        lambda parts: instead(SHEET, "</sheetData>", CELL.format("").replace('t="str"', 't="str" s="0"'))(
            instead("xl/styles.xml", "<cellXfs", '<numFmts><numFmt numFmtId="0" formatCode=";;;"/></numFmts><cellXfs')(
                parts
            )
        ),
        "A90: cannot be seen: 'x'",
    ),
    "a link out": (
        linked(SHEET.replace("worksheets/", "worksheets/_rels/") + ".rels", "hyperlink", "http://x"),
        "a link to",
    ),
    "a code in a footer": (
        instead(SHEET, "<oddFooter>", "<oddFooter>&amp;Z&amp;F "),
        "a code in a header or footer: &Z&F",
    ),
    "an old figure in a chart": (
        lambda parts: {
            name: re.sub(rb"(<c:numCache>.*?<c:v>)\d+", rb"\g<1>77", data) if "charts/chart" in name else data
            for name, data in parts.items()
        },
        "keeps '77' where",
    ),
}
IN_PAGES: Mapping[str, tuple[str, str]] = {
    "a script": ("<script>alert(1)</script>", "an element: script"),
    "a handler": ('<p onclick="alert(1)">x</p>', "an attribute: p onclick"),
    "a link": ('<a href="http://evil.example">x</a>', "a link: http://evil.example"),
    "a link that runs": ('<a href="javascript:alert(1)">x</a>', "a link: javascript"),
    "a picture": ('<img src="http://evil.example/x.png">', "an element: img"),
    "a frame": ("<iframe></iframe>", "an element: iframe"),
    "a form": ("<form></form>", "an element: form"),
    "a comment": ("<!-- to do -->", "a comment:  to do"),
    "hidden words": ("<p hidden>x</p>", "an attribute: p hidden"),
    "words out of sight": ('<p style="display: none">x</p>', "hidden or loaded by its style"),
    "a moving page": ('<meta http-equiv="refresh" content="0;url=http://x">', "a header of its own: refresh"),
    "a style from outside": ("<style>p { background: url(http://x) }</style>", "hidden or loaded by its style"),
    "who made it": ('<meta name="author" content="Jo">', "a note on the page: author"),
}
IN_PDFS: Mapping[str, tuple[bytes, str]] = {
    "a script": (b"<</S/JavaScript/JS(app.alert(1))>>", "a script"),
    "a program": (b"<</S/Launch/F(cmd.exe)>>", "something that runs"),
    "a link": (b"<</S/URI/URI(http://evil.example)>>", "a link"),
    "an attachment": (b"<</Type/Filespec/F(x.xlsx)>>", "an attachment"),
    "a form": (b"<</AcroForm 9 0 R>>", "a form"),
    "a comment": (b"<</Type/Annot/Subtype/Text>>", "a comment"),
    "a clock": (b"<</ModDate(D:20081020094107Z)>>", "a clock: D:20081020094107Z"),
}
