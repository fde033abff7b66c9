"""Makes the Word templates from their one colour: `python -m compiler.render.word.make_template templates`.

Each folder of the given one that holds a `palette.toml` (with `accent = "RRGGBB"`) gets its `report.docx` anew. A
council that restyles its template in Word takes the `palette.toml` away, and the template is its own from then on. The
pages of a template hold a slot for each part of the report in its usual order.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator, Sequence
from itertools import count, groupby
from pathlib import Path

from compiler.profile.load import load_profile
from compiler.profile.model import Profile
from compiler.render.word.base_parts import fonts, numbering, settings, theme
from compiler.render.word.body import Setting
from compiler.render.word.furniture import furniture
from compiler.render.word.markup import Para
from compiler.render.word.opc import OFFICE, Part, Relation, write_package
from compiler.render.word.report import ROOT, properties
from compiler.render.word.slots.prompts import fact_control, slot_control
from compiler.render.word.styles import FONT, Palette, R, W, standard, style_xml
from compiler.render.word.template import Page, Template
from compiler.report.blocks import Report
from compiler.report.slots import default_order, slots_of

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"


def make_template(accent: str, profile: Profile) -> bytes:
    """A template in that colour (RRGGBB, dark enough for words on white) for a format, always the same bytes."""
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
    pieces = furniture(_RUNNING, base)
    relations: tuple[Relation, ...] = tuple(
        (f"rIdT{kind}", f"{OFFICE}/{kind}", part.name, False) for kind, part in parts.items()
    )
    document = Part(
        "word/document.xml",
        _TYPE.format("document.main"),
        _document(profile, Setting(ids, base.page, pieces)),
        (*relations, *(piece.relation for piece in pieces)),
    )
    return write_package([document, *parts.values(), *(piece.part for piece in pieces), *properties(_RUNNING)], ROOT)


def _document(profile: Profile, setting: Setting) -> bytes:
    """The body: whose report it is, then every part in its usual order, the appendices on pages that lie sideways."""
    slots = {slot.key: slot for slot in slots_of(profile)}
    numbers = count(1)
    front = (
        Para(setting.styles[style], fact_control(slots[key], setting.styles, next(numbers))).xml()
        for key, style in _FRONT.items()
    )
    order = [slots[key] for key in default_order(profile) if key in slots]
    groups = groupby(order, key=lambda slot: slot.key.startswith("appendix-"))
    held = [(turned, [slot_control(slot, setting.styles, next(numbers)) for slot in group]) for turned, group in groups]
    body = "".join(front) + "".join(_sections(held, setting))
    return f'{_HEAD}<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}</w:body></w:document>'.encode()


def _sections(held: Sequence[tuple[bool, Sequence[str]]], setting: Setting) -> Iterator[str]:
    """The slots with a section's end wherever the page turns; the last section ends the body."""
    for number, (turned, slots) in enumerate(held):
        section = setting.page.section(turned, setting.references(turned, number == 0), number == 0)
        yield from slots
        ends = Para(setting.styles["section end"], "", section=section).xml()
        yield ends if number < len(held) - 1 else section


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


_FRONT = {"council": "masthead", "department": "masthead line"}
"""The facts at the head of the first page, with their styles."""

_RUNNING = Report(
    title="The title of the report",
    subject="A template for reports",
    council="The council",
    department="The department",
    period="",
    parts=(),
    draft="The report is not final yet.",
    notice="What every page has to say",
)


def main(arguments: list[str]) -> int:
    """Makes the template of every folder that has a palette, and says which."""
    if len(arguments) != 1:
        print("Give the folder of the templates, for example: python -m compiler.render.word.make_template templates")
        return 2
    for palette in sorted(Path(arguments[0]).glob("*/palette.toml")):
        made, profile = (
            palette.with_name("report.docx"),
            load_profile(palette.parent.name, (Path(arguments[0]),)).profile,
        )
        if profile is None:
            print(f"{palette.parent} has no profile that can be read: compile profile check {palette.parent.name}")
            return 2
        made.write_bytes(make_template(tomllib.loads(palette.read_text("utf-8"))["accent"], profile))
        print(f"made {made}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
