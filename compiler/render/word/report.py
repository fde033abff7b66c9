"""The report in Word: its parts in the slots of the council's template, in the template's named styles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from compiler.domain.language import speaking
from compiler.render.word.body import Setting, chart_places, document_xml, in_bytes, leads_beside, stands_of
from compiler.render.word.by_hand import Ours
from compiler.render.word.charts import ChartPlace, chart_parts
from compiler.render.word.charts.font import base_font
from compiler.render.word.furniture import furniture
from compiler.render.word.leads import relation_of
from compiler.render.word.markup import escape
from compiler.render.word.opc import OFFICE, OpenPackage, Part, Relation, write_package
from compiler.render.word.slots.document import document_parts, has_slots, opened_for, samples_in
from compiler.render.word.slots.fill import Keep
from compiler.render.word.steps import lists_in, with_lists
from compiler.render.word.template import read_template
from compiler.report.blocks import Chart, Report
from compiler.report.slots import Slot

_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_CORE = "application/vnd.openxmlformats-package.core-properties+xml"
_APP = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MADE = "2000-01-01T00:00:00Z"


@speaking
def render_word(
    report: Report,
    document: bytes,
    keep: Mapping[int, Keep] | None = None,
    samples: bytes | None = None,
    slots: Sequence[Slot] = (),
    ours: Ours | None = None,
) -> bytes:
    """The report as a Word file in the slots of the council's template, or of a report that was edited by hand.

    A template without slots gives its looks alone. `keep` says of slots by their number what shall stand there; of an
    edited report `samples` is the template that has the sample tables. `slots` are all slots of the format, where more
    may be asked for than this report can fill; `ours` the words of our lines in headers and footers as we wrote them
    last. The same report and document give the same bytes.

    Raises TemplateError, with a sentence for the officer, if the document cannot be used.
    """
    package = OpenPackage(document)
    opened = opened_for(report, package, slots) if report.offered else None
    if opened is None or not has_slots(opened):
        return _styled(report, document)
    looks = opened if samples is None else opened_for(report, OpenPackage(samples), slots)
    parts = list(document_parts(report, package, opened, samples_in(looks), keep or {}, ours))
    root = ((ROOT[0][0], ROOT[0][1], opened.name, False), *ROOT[1:])
    return write_package((*parts, *properties(report)), root)


def _styled(report: Report, template: bytes) -> bytes:
    """The report in its own order over the styles, page, headers and footers of a template."""
    base = read_template(template)
    pieces = furniture(report, base)
    setting = Setting(base.styles, base.page, pieces)
    related: tuple[Relation, ...] = tuple(
        (f"rIdT{kind}", f"{OFFICE}/{kind}", target, False) for kind, target in base.related.items()
    )
    charts = chart_places(stands_of(report.blocks, base.page))
    main = tuple(document_xml(report, setting))
    drawn = (place.relation for place in charts.values())
    beside = relation_of(report.parts) if leads_beside(main) else ()
    relations = (*related, *(piece.relation for piece in pieces), *drawn, *beside)
    document = Part("word/document.xml", _MAIN, b"", relations, in_bytes(main))
    carried = {part.name: part for part in base.parts.values()}
    if "numbering" in base.related:
        lists = carried[base.related["numbering"]]
        carried[lists.name] = with_lists(lists, lists_in(report.blocks))
    carried |= {part.name: part for part in (document, *(piece.part for piece in pieces))}
    carried |= {part.name: part for part in _drawn(report, charts, base_font(base))}
    return write_package((*carried.values(), *properties(report)), ROOT)


def _drawn(report: Report, places: Mapping[int, ChartPlace], font: str) -> Iterator[Part]:
    """The parts of the charts, each with its workbook."""
    for at, place in places.items():
        chart = report.blocks[at]
        if isinstance(chart, Chart):
            yield from chart_parts(chart, place, font)


ROOT: tuple[Relation, ...] = (
    ("rId1", f"{OFFICE}/officeDocument", "word/document.xml", False),
    ("rId2", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml", False),
    ("rId3", f"{OFFICE}/extended-properties", "docProps/app.xml", False),
)


def properties(report: Report) -> tuple[Part, Part]:
    """The document's properties: its title, its language and whose it is; no person's name and no clock."""
    keywords = f"<cp:keywords>{escape(', '.join(report.keywords))}</cp:keywords>" if report.keywords else ""
    dates = "".join(
        f'<dcterms:{each} xsi:type="dcterms:W3CDTF">{_MADE}</dcterms:{each}>' for each in ("created", "modified")
    )
    core = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties '
        f'xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        f'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(report.title)}</dc:title><dc:subject>{escape(report.subject)}</dc:subject>"
        f"<dc:creator>{escape(report.department or report.council)}</dc:creator>{keywords}"
        f"<dc:language>{escape(report.language.code)}</dc:language>{dates}</cp:coreProperties>"
    )
    app = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        f"<Application>Microsoft Office Word</Application><Company>{escape(report.council)}</Company>"
        f"<AppVersion>16.0000</AppVersion></Properties>"
    )
    return Part("docProps/core.xml", _CORE, core.encode()), Part("docProps/app.xml", _APP, app.encode())
