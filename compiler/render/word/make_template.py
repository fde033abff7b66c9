"""Makes the Word templates from their one colour: `python -m compiler.render.word.make_template templates`.

Each folder of the given one that holds a `palette.toml` (with `accent = "RRGGBB"`) gets its `report.docx` anew. A
council that restyles its template in Word takes the `palette.toml` away, and the template is its own from then on. The
pages of a template show each style by its name; a report takes over the styles, the page, the headers and footers, and
not the words.
"""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

from compiler.render.word import ROOT, properties
from compiler.render.word.base_parts import fonts, numbering, settings, theme
from compiler.render.word.body import Setting, document_xml
from compiler.render.word.furniture import furniture
from compiler.render.word.opc import OFFICE, Part, Relation, write_package
from compiler.render.word.styles import FONT, Palette, W, standard, style_xml
from compiler.render.word.template import Page, Template
from compiler.report.blocks import (
    Contents,
    Heading,
    PageBreak,
    Paragraph,
    Report,
    Strong,
    Table,
    TableColumn,
    ToWrite,
    whole,
)

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"


def make_template(accent: str) -> bytes:
    """A template in that colour (RRGGBB, dark enough for words on white), always the same bytes."""
    palette = Palette(accent)
    styles, ids = _styles(palette)
    parts = {
        "styles": Part("word/styles.xml", _TYPE.format("styles"), styles),
        "numbering": numbering(),
        "settings": settings(),
        "fontTable": fonts(),
        "theme": theme(palette),
    }
    base = Template({}, {}, ids, Page())
    pieces = furniture(_SAMPLE, base)
    relations: tuple[Relation, ...] = tuple(
        (f"rIdT{kind}", f"{OFFICE}/{kind}", part.name, False) for kind, part in parts.items()
    )
    document = Part(
        "word/document.xml",
        _TYPE.format("document.main"),
        document_xml(_SAMPLE, Setting(ids, base.page, pieces)),
        (*relations, *(piece.relation for piece in pieces)),
    )
    return write_package([document, *parts.values(), *(piece.part for piece in pieces), *properties(_SAMPLE)], ROOT)


def _styles(palette: Palette) -> tuple[bytes, dict[str, str]]:
    styles = standard(palette)
    ids = {"normal": "Normal", "table normal": "TableNormal"} | {style.name.lower(): style.id for style in styles}
    fonts = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts}<w:sz w:val="
        f'"24"/><w:szCs w:val="24"/><w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        f"<w:pPrDefault/></w:docDefaults>"
    )
    normal = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
    )
    plain = (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>'
        '<w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
    )
    rest = "".join(style_xml(style, ids, 1 if style.numbered else 0) for style in styles)
    return f'{_HEAD}<w:styles xmlns:w="{W}">{defaults}{normal}{plain}{rest}</w:styles>'.encode(), ids


_SAMPLE = Report(
    title="Title: the name of the report",
    subject="A template for reports",
    council="Masthead: the council",
    department="Masthead line: the department",
    period="",
    draft="Draft banner: why the report is not final yet.",
    notice="Notice: what every page has to say.",
    footer="Running footer",
    parts=whole(
        Paragraph((Strong("Meta:"), " a label and what it stands for"), "meta"),
        Contents(depth=2),
        Heading(1, "Heading 2: a section", number="1."),
        Paragraph(("Body Text: the words of the report. ", ToWrite("To write: what only the officer can say"))),
        Paragraph(("List Bullet: one of several points",), "bullet"),
        Paragraph(("Callout: what the reader should not miss.",), "callout"),
        Heading(2, "Heading 3: a part of a section"),
        Heading(3, "Heading 4: a part of that"),
        Heading(4, "Heading 5: the least of them"),
        Table(
            "Caption: what the table shows",
            (TableColumn("Table heading", 3), TableColumn("Number", 1, "right")),
            ((("Table text",), ("9",)), (("Table total",), ("9",))),
            note=("Note: what is missing from the table, and why.",),
            description="An example of a table.",
            total=True,
        ),
        PageBreak(landscape=True),
        Heading(1, "Heading 2: a wide appendix"),
        Table(
            "Caption",
            (TableColumn("Table heading small"),),
            ((("Table text small",),), (("Table total small",),)),
            total=True,
        ),
    ),
)


def main(arguments: list[str]) -> int:
    """Makes the template of every folder that has a palette, and says which."""
    if len(arguments) != 1:
        print("Give the folder of the templates, for example: python -m compiler.render.word.make_template templates")
        return 2
    for palette in sorted(Path(arguments[0]).glob("*/palette.toml")):
        made = palette.with_name("report.docx")
        made.write_bytes(make_template(tomllib.loads(palette.read_text("utf-8"))["accent"]))
        print(f"made {made}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
