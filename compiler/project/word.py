"""A report as a Word file: over the department's template, or over a report that lies there with edits by hand."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from compiler.domain.frozen import dataclass, replace
from compiler.pipeline import Compiled
from compiler.project.edits import Lying
from compiler.project.find import Project, WrongUse
from compiler.render.word.opc import OpenPackage, TemplateError
from compiler.render.word.slots import open_slots
from compiler.report.arrange import arranged
from compiler.report.blocks import Report
from compiler.report.slots import Slot, slots_of

if TYPE_CHECKING:
    from compiler.render.template import Mistake
    from compiler.report.numbering import OwnHeading


@dataclass(frozen=True, slots=True)
class _Places:
    """What a document asks for: its slots for blocks and the officer's own headings in their order, the keys of its
    facts, whether it has any slot, and whether all of them can be filled."""

    blocks: tuple[str | OwnHeading, ...]
    facts: tuple[str, ...]
    any: bool
    whole: bool


@lru_cache(maxsize=4)
def _places(document: bytes, slots: tuple[Slot, ...]) -> _Places:
    """What a document asks for: looked for once, as a run asks three times. TemplateError where it is no Word file."""
    opened = open_slots(OpenPackage(document), slots)
    facts = tuple(spot.slot.key for spot in opened.spots if spot.slot.kind == "fact")
    whole = not (opened.lost or opened.barred or opened.strays)
    return _Places(opened.places, facts, bool(opened.spots), whole)


def word_of(project: Project, compiled: Compiled) -> bytes:
    """The report in Word over the department's template; WrongUse where that cannot be used."""
    return made_over(project, compiled.report, Lying(), template_of(project))[1]


def template_of(project: Project) -> bytes:
    """The department's template for the report; WrongUse where it cannot be read."""
    place = project.template(project.profile.report.template)
    try:
        return place.read_bytes()
    except OSError as fault:
        why = fault.strerror or str(fault)
        raise WrongUse(f"The template '{place.name}' in '{place.parent}' cannot be read ({why}).") from fault


def _placed(project: Project, report: Report, found: Lying, template: bytes) -> Report:
    """The report in the order of the document that it is made over, without the gaps that were filled there by hand."""
    places = _places(found.document or template, slots_of(project.profile))
    filled = found.with_gaps_filled(report)
    return arranged(filled, places.blocks, places.facts) if places.any else filled


def _annexed(project: Project, found: Lying, template: bytes) -> tuple[Lying, bytes]:
    """What lies there and the template with a place for the annex of sources, if the profile asks for one."""
    if not project.profile.report.annex:
        return found, template
    from compiler.render.word.slots.adding import with_slot
    from compiler.report.sources import SOURCES

    slots = slots_of(project.profile)
    if found.document is not None:
        found = found.with_document(*with_slot(found.document, SOURCES, slots))
    return found, with_slot(template, SOURCES, slots)[0]


def with_annex(project: Project, asked: bool) -> Project:
    """The project with the annex of sources in its papers, if that is asked for."""
    profile = project.profile
    return replace(project, profile=replace(profile, report=replace(profile.report, annex=True))) if asked else project


def made_over(project: Project, report: Report, found: Lying, template: bytes) -> tuple[Report, bytes, Lying]:
    """The report over what lies there, arranged as it is there, and as a Word file; over the template where what lies
    there cannot be used."""
    try:
        found, template = _annexed(project, found, template)
        placed = _placed(project, report, found, template)
        return placed, _rendered(project, placed, found, template), found
    except TemplateError as fault:
        if found.document is not None:
            why = str(fault).replace("The template", "it", 1)
            return made_over(project, report, Lying(apart=why, template=found.template), template)
        place = project.template(project.profile.report.template)
        raise WrongUse(f"The template '{place.name}' in '{place.parent}' cannot be used: {fault}") from fault


def _rendered(project: Project, report: Report, found: Lying, template: bytes) -> bytes:
    from compiler.render.word import render_word

    slots = slots_of(project.profile)
    if found.document is None:
        return render_word(report, template, slots=slots)
    return render_word(report, found.document, found.keep, template, slots, found.running)


def as_it_lies(project: Project, report: Report, place: Path, template: bytes | None = None) -> Report:
    """The report in the order of the Word report that lies there, or of the template where none does, so that its
    numbers are those on paper. The template is the usual one if none is given."""
    slots = slots_of(project.profile)
    for read in (place.read_bytes, lambda: template or template_of(project)):
        try:
            places = _places(read(), slots)
        except (OSError, TemplateError):
            continue
        if places.any:
            return arranged(report, places.blocks, places.facts)
    return report


def amiss(project: Project, *documents: bytes | None) -> tuple[str, ...]:
    """What is asked for in the template, or in a report that lies there, and cannot be printed; it keeps a report from
    being final, because something may be missing from it."""
    slots = slots_of(project.profile)
    found = (each for document in documents if document is not None for each in _unfilled(document, slots))
    said = (f"In the Word document, {each.where}: {each.found} {each.remedy}" for each in found)
    return tuple(dict.fromkeys(said))


def _unfilled(document: bytes, slots: tuple[Slot, ...]) -> Iterable[Mistake]:
    """The places of a document that a report cannot fill; none in one that cannot be opened."""
    try:
        if _places(document, slots).whole:
            return ()
    except TemplateError:
        return ()
    from compiler.render.template import unfilled  # 3 ms that most templates do not need

    return unfilled(document, slots)


def paginated(word: bytes) -> tuple[bytes, tuple[str, ...]]:
    """A report with page numbers in its contents, and why they could not be had where they could not."""
    from compiler.render.paginate import paginate

    numbered = paginate(word)
    return numbered.docx, (numbered.message,) if numbered.message else ()
