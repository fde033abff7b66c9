"""Mistakes that officers make in templates, each planted in a sound one."""

from __future__ import annotations

import struct
from collections.abc import Callable

from lxml import etree

from tests.render.word.shaping import TEMPLATE, Desk, control, packed, paragraph, parts_of, sample_table, shaped, w, xml

Change = Callable[[Desk], object]
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS = "word/_rels/document.xml.rels"


def _retitled(desk: Desk) -> None:
    slot = desk.slot("Risks")
    slot.find(f"{w('sdtPr')}/{w('alias')}").set(w("val"), "Rissks")  # type: ignore[union-attr]
    slot.find(f"{w('sdtPr')}").remove(slot.find(f"{w('sdtPr')}/{w('tag')}"))  # type: ignore[union-attr, arg-type]


def _copied_and_mistyped(desk: Desk) -> None:
    copy = desk.copy("Risks")
    copy.find(f"{w('sdtPr')}/{w('alias')}").set(w("val"), "Exceptons")  # type: ignore[union-attr]
    desk.slot("Risks").addnext(copy)


def _untitled(desk: Desk) -> None:
    properties = desk.slot("Risks").find(w("sdtPr"))
    assert properties is not None
    properties[:] = []


def _own_words_under_a_mistyped_title(desk: Desk) -> None:
    desk.body.insert(0, xml(control("Backgruond", "<w:p><w:r><w:t>Words of my own.</w:t></w:r></w:p>")))


def _nested(desk: Desk) -> None:
    holder = desk.slot("Progress").find(w("sdtContent"))
    assert holder is not None
    holder.append(xml(control("Risks", "<w:p/>")))


def _in_header(desk: Desk) -> None:
    desk.replace("word/header_default.xml", "</w:hdr>", f"{control('Risks', '<w:p/>')}</w:hdr>")


def _in_a_sentence(desk: Desk) -> None:
    inner = control("Risks", "<w:r><w:t>Risks</w:t></w:r>")
    before, after = ("<w:r><w:t>Here: </w:t></w:r>", "<w:r><w:t> and so on.</w:t></w:r>")
    desk.slot("Background").addnext(xml(f"<w:p>{before}{inner}{after}</w:p>"))


def _in_a_text_box(desk: Desk) -> None:
    box = f"<w:txbxContent>{control('Risks', '<w:p/>')}</w:txbxContent>"
    boxed = f'<v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox>{box}</v:textbox></v:shape>'
    desk.body.insert(0, xml(f"<w:p><w:r><w:pict>{boxed}</w:pict></w:r></w:p>"))


def _without(title: str) -> Change:
    return lambda desk: desk.body.remove(desk.slot(title))


def _bare_prompt(desk: Desk) -> None:
    slot = desk.slot("Risks")
    slot.addprevious(next(slot.iter(w("p"))))
    desk.body.remove(slot)


def _shrunk(desk: Desk) -> None:
    slot = desk.slot("Risks")
    line = next(slot.iter(w("p")))
    slot.addprevious(line)
    runs = line.findall(w("r"))
    runs[0].addprevious(slot)
    slot.find(w("sdtContent"))[:] = runs  # type: ignore[index]


def _bound(desk: Desk) -> None:
    binding = '<w:dataBinding w:xpath="/a" w:storeItemID="{1}"/>'
    desk.slot("Council").find(w("sdtPr")).append(xml(binding))  # type: ignore[union-attr]


def _date(desk: Desk) -> None:
    desk.slot("Risks").find(w("sdtPr")).append(xml("<w:date/>"))  # type: ignore[union-attr]


def _sample(*columns: tuple[str, int]) -> Change:
    return lambda desk: desk.body.insert(
        0, xml(control("Table of actions by rating", sample_table(*columns), "actions-by-rating"))
    )


def _headings_alone(desk: Desk) -> None:
    _sample(("Rating", 3000), ("Number", 2000))(desk)
    table = next(desk.body.iter(w("tbl")))
    table.remove(table.findall(w("tr"))[1])


def _merged(desk: Desk) -> None:
    _sample(("Rating", 3000), ("Number", 2000))(desk)
    next(desk.body.iter(w("tcPr"))).append(xml('<w:gridSpan w:val="2"/>'))


def _style(old: str, new: str) -> Change:
    return lambda desk: desk.replace("word/styles.xml", old, new)


def _mistyped_style(desk: Desk) -> None:
    own = '<w:style w:type="paragraph" w:customStyle="1" w:styleId="Callot"><w:name w:val="Callot"/></w:style>'
    desk.replace("word/styles.xml", "</w:styles>", f"{own}</w:styles>")
    desk.slot("Risks").addprevious(paragraph("Mind this.", "Callot"))


def _missing_style(desk: Desk) -> None:
    root = etree.fromstring(desk.parts["word/styles.xml"])
    for style in root.findall(w("style")):
        if style.get(w("styleId")) in ("Callout", "Note"):
            root.remove(style)
    desk.parts["word/styles.xml"] = etree.tostring(root)


def _style_gone(desk: Desk) -> None:
    desk.slot("Risks").addprevious(paragraph("Words.", "Vanished"))


def _settings(element: str) -> Change:
    return lambda desk: desk.replace("word/settings.xml", "<w:zoom", f"{element}<w:zoom")


def _link(desk: Desk) -> None:
    relation = f'<Relationship Id="rIdX" Type="{_OFFICE}/image" Target="file:///P:/crest.png" TargetMode="External"/>'
    desk.replace(_RELS, "</Relationships>", f"{relation}</Relationships>")
    desk.slot("Risks").addprevious(xml('<w:p><w:r><w:object r:id="rIdX"/><w:t>The crest</w:t></w:r></w:p>'))


def _tracked(desk: Desk) -> None:
    change = '<w:ins w:id="900" w:author="A"><w:r><w:t>new words</w:t></w:r></w:ins>'
    desk.slot("Risks").addprevious(xml(f"<w:p>{change}</w:p>"))


def _comment(desk: Desk) -> None:
    desk.slot("Risks").addprevious(xml('<w:p><w:r><w:commentReference w:id="1"/></w:r></w:p>'))


def _code(desk: Desk) -> None:
    desk.slot("Risks").addprevious(paragraph("Done: {{ actions_completed }}"))


def _field(desk: Desk) -> None:
    desk.slot("Risks").addprevious(
        xml('<w:p><w:fldSimple w:instr=" DATE "><w:r><w:t>4 June</w:t></w:r></w:fldSimple></w:p>')
    )


def _second_title(desk: Desk) -> None:
    desk.body.insert(0, paragraph("Papers for the meeting", "Title"))


def _second_copy(desk: Desk) -> None:
    desk.slot("Summary").addnext(desk.copy("Risks"))


def _as_template(desk: Desk) -> None:
    desk.replace("[Content_Types].xml", "wordprocessingml.document.main+xml", "wordprocessingml.template.main+xml")


def _ole(*names: str) -> bytes:
    """The beginning of a file of the kind that Word wrote before 2007, with names of streams."""
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + struct.pack("<I", 0)
        + b"".join(name.encode("utf-16-le") for name in names)
    )


def _open_document() -> bytes:
    return packed({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<a/>"})


def _damaged() -> bytes:
    parts = parts_of(TEMPLATE)
    return packed({**parts, "word/document.xml": parts["word/document.xml"][:500]})


PLANTED: dict[str, bytes] = {
    **{
        name: shaped(change)
        for name, change in {
            "title mistyped": _retitled,
            "copy with a mistyped title": _copied_and_mistyped,
            "no title": _untitled,
            "own words under a mistyped title": _own_words_under_a_mistyped_title,
            "nested": _nested,
            "in a header": _in_header,
            "in a sentence": _in_a_sentence,
            "in a text box": _in_a_text_box,
            "no draft mark": _without("Draft mark"),
            "no partial figures": _without("Partial figures"),
            "prompt without a control": _bare_prompt,
            "shrunk": _shrunk,
            "twice": _second_copy,
            "bound": _bound,
            "control for a date": _date,
            "no such column": _sample(("Rating", 3000), ("Nubmer", 2000)),
            "sample too wide": _sample(("Rating", 9000), ("Number", 4000)),
            "sample of headings alone": _headings_alone,
            "sample with merged cells": _merged,
            "style mistyped": _mistyped_style,
            "styles missing": _missing_style,
            "style of another kind": _style(
                '<w:style w:type="paragraph" w:customStyle="1" w:styleId="Callout">',
                '<w:style w:type="character" w:customStyle="1" w:styleId="Callout">',
            ),
            "style gone": _style_gone,
            "fields updated on opening": _settings("<w:updateFields/>"),
            "changes tracked": _settings("<w:trackRevisions/>"),
            "editing restricted": _settings('<w:documentProtection w:edit="readOnly" w:enforcement="1"/>'),
            "link out of the file": _link,
            "tracked change": _tracked,
            "comment": _comment,
            "code": _code,
            "field": _field,
            "two titles": _second_title,
            "Word template": _as_template,
        }.items()
    },
    "password": _ole("EncryptionInfo", "EncryptedPackage"),
    "old document": _ole("WordDocument"),
    "OpenDocument": _open_document(),
    "damaged": _damaged(),
    "empty": b"",
    "no Word file": b"not a zip",
}
"""What was planted, and the template with it."""
