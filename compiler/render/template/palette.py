"""A document with every slot and every fact of a format, each under its name and ready to be copied into a template."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count

from compiler.render.word.contents import contents, heading, marks
from compiler.render.word.markup import Para, run
from compiler.render.word.opc import OFFICE, Part, write_package
from compiler.render.word.report import ROOT, properties
from compiler.render.word.slots.prompts import fact_control, slot_control
from compiler.render.word.styles import R, W
from compiler.render.word.template import Template, read_template
from compiler.report.blocks import Heading, Report
from compiler.report.slot import Slot

_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_GROUPS = {
    "part": ("Parts", "Whole sections of the report, and what stands within them."),
    "table": (
        "Tables",
        "Single tables. A sample table in a slot (a row of headings and one more) decides its columns, "
        "their order, widths and look. The columns that a table may have are listed with it.",
    ),
    "chart": ("Charts", "Single charts."),
    "fact": ("Facts", "A few words or a number for the middle of a sentence, a header or a footer."),
}


def palette(slots: Sequence[Slot], template: bytes, council: str, department: str) -> bytes:
    """The palette of a format in the styles of a template; raises TemplateError if that cannot be used."""
    base = read_template(template)
    report = Report("Palette of slots", "What can stand in the template", department, council, "", ())
    relations = tuple((f"rIdT{kind}", f"{OFFICE}/{kind}", target, False) for kind, target in base.related.items())
    body = "".join(_body(slots, base))
    document = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document xmlns:w="{W}" xmlns:r="{R}">'
        f"<w:body>{body}{base.page.section(False, '', False)}</w:body></w:document>"
    )
    main = Part("word/document.xml", _MAIN, document.encode(), relations)
    return write_package((main, *base.parts.values(), *properties(report)), ROOT)


def _body(slots: Sequence[Slot], base: Template) -> Iterator[str]:
    styles, numbers = base.styles, count(1)
    yield Para(styles["title"], run("Palette of slots"), level=0).xml()
    yield Para(
        styles["body text"],
        run(
            "Copy the grey box under a name to where it shall stand in the template. A slot can be moved, copied and "
            "deleted as a whole; what is in it is replaced by what its title says."
        ),
    ).xml()
    groups = {kind: group for kind in _GROUPS if (group := [slot for slot in slots if slot.kind == kind])}
    listed = marks([Heading(2, _GROUPS[kind][0], kind) for kind in groups])
    yield from (each.xml() for each in contents(2, tuple(listed.values()), styles, titled=False))
    for mark, (kind, group) in zip(listed.values(), groups.items(), strict=True):
        yield heading(mark, styles).xml()
        yield Para(styles["body text"], run(_GROUPS[kind][1])).xml()
        for slot in group:
            yield from _entry(slot, base, next(numbers))


def _entry(slot: Slot, base: Template, number: int) -> Iterator[str]:
    styles = base.styles
    yield Para(styles["heading 3"], run(slot.title)).xml()
    yield Para(styles["body text"], run(slot.what), keep_next=True).xml()
    if slot.columns:
        yield Para(styles["note"], run(f"Columns: {', '.join(slot.columns)}."), keep_next=True).xml()
    if slot.kind == "fact":
        yield Para(styles["body text"], fact_control(slot, styles, number)).xml()
    else:
        yield slot_control(slot, styles, number)
