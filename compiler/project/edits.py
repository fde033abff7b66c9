"""The Word report that lies in output/: what a person has changed in it, and how it is made again around that."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from compiler.domain.frozen import dataclass, replace
from compiler.domain.text import fold, nearest
from compiler.profile.model import Profile
from compiler.project.find import WrongUse
from compiler.project.inputs import Wish
from compiler.project.kept import keep_come, keep_coming, keep_off, records_of
from compiler.project.opened import open_in
from compiler.project.put_back import as_written, said_when
from compiler.project.write import Written, sha256, write_beside, write_safely
from compiler.render.word.by_hand import Ours
from compiler.render.word.edits import base_of, compared, told, told_let_go
from compiler.render.word.opc import TemplateError
from compiler.report.blocks import Report
from compiler.report.slots import Slot, slots_of

if TYPE_CHECKING:  # most reports lie there as they were written
    from compiler.render.word.edits import Compared, Kept, Record, Told

_LOST = "which words in it are by hand cannot be told, since what was written there last ('{}') is gone or damaged"
_NO_SLOTS = "it has none of the places that the parts of the report stand in"
_HELD = "it is the report as written {} with words by hand; which these are is not kept for one so old"
_OPEN = "it is open in Word or LibreOffice; close it and run again, so that what is changed there is kept in it"


@dataclass(frozen=True, slots=True)
class Lying:
    """The report that lies at a place. `document` is what the next one is made over, None for the template; `compared`
    the edits in it; `apart` why it can only be left as it is, with the new one beside it; `set_aside` is an edited
    report that makes way; `ours` is the hash of what may be written over; `restored` tells that it is an older one."""

    document: bytes | None = None
    compared: Compared | None = None
    apart: str = ""
    set_aside: bytes | None = None
    ours: str | None = None
    template: str = ""
    restored: str = ""

    @property
    def keep(self) -> Mapping[int, Kept]:
        """The slots that a person has changed, for the renderer."""
        return self.compared.keep if self.compared else {}

    @property
    def running(self) -> Ours | None:
        """The words of our lines in headers and footers as we wrote them last."""
        return self.compared.running if self.compared else None

    def with_document(self, document: bytes, put_in: int | None) -> Lying:
        """The same over a document into which a slot was put that has this number there, None for none."""
        if self.compared is None or put_in is None:
            return replace(self, document=document)
        keep = {number + (number >= put_in): kept for number, kept in self.compared.keep.items()}
        return replace(self, document=document, compared=replace(self.compared, keep=keep))

    def with_gaps_filled(self, report: Report) -> Report:
        """The report without the gaps that were filled in the document by hand."""
        filled = {gap.what for gap in report.gaps if self._is_filled(gap.text)}
        if not filled:
            return report
        from compiler.report.by_hand import with_written

        return with_written(report, filled)

    def _is_filled(self, gap: str) -> bool:
        asked = [line.was.text for kept in self.keep.values() for line in kept.before or () if line.was]
        edition = self.compared.edition if self.compared else None
        still = [seen.text for slot in (edition.slots if edition else ()) for seen in slot.content.seen]
        return any(gap in text for text in asked) and not any(gap in text for text in still)


@dataclass(frozen=True, slots=True)
class Edited:
    """What is told of edits by hand: those that are kept, those let go, the titles of slots taken out of the report,
    and other sentences."""

    kept: tuple[Told, ...] = ()
    let_go: tuple[Told, ...] = ()
    gone: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


NO_EDITS = Edited()
"""Nothing by hand."""


def lying(path: Path, profile: Profile, template: bytes, known: str | None, asked: Wish) -> Lying:
    """What lies where a report is to be written, and what a person has changed in it.

    `known` is the hash of the file that we wrote there last, by the state of the last run. WrongUse where a slot is to
    be let go that is not edited.
    """
    found = _lying(path, profile, template, known, asked)
    if asked.let_go:
        _check_let_go(found.compared, asked)
    return replace(found, template=sha256(template))


def _lying(path: Path, profile: Profile, template: bytes, known: str | None, asked: Wish) -> Lying:
    if not path.is_file():
        return Lying()
    try:
        data = path.read_bytes()
    except OSError:
        return Lying(apart=_OPEN)
    records, ours = records_of(path), sha256(data)
    found = as_written(path.name, ours, records, known)
    if found is not None and not found.by_hand:
        return Lying(ours=ours, restored=found.said)
    if asked.fresh:
        return Lying(ours=ours, set_aside=data, restored=found.said if found else "")
    if open_in(path):
        return Lying(apart=_OPEN)
    if not records:
        return Lying(apart=_LOST.format(f".{path.name}.written"))
    if found is not None and not found.records:
        return Lying(apart=_HELD.format(found.when))
    slots = slots_of(profile)
    if found is not None:
        return replace(_edited(path.name, data, found.records, slots, asked), restored=found.said)
    return _edited_since(path.name, data, records, slots, asked)


def _edited_since(name: str, data: bytes, records: Sequence[Record], slots: Sequence[Slot], asked: Wish) -> Lying:
    """The edits in a report against the last one that we wrote, or against an earlier one that was put back and edited:
    else its older figures would be taken for edits."""
    base = base_of(data, [*records, *(each for last in records for each in last.earlier)])
    if base in records:
        return _edited(name, data, records, slots, asked)
    said = f"'{name}' is the report as written {said_when(base.written)}, put back and edited since."
    return replace(_edited(name, data, (base,), slots, asked), restored=said)


def _edited(name: str, data: bytes, records: Sequence[Record], slots: Sequence[Slot], asked: Wish) -> Lying:
    from compiler.render.audit.package import NotRead, Package

    wanted = {fold(title) for title in asked.let_go}
    try:
        Package(data, name).part("word/document.xml")
        found = compared(data, records, slots, lambda title: fold(title) in wanted)
    except NotRead as fault:
        return Lying(apart=str(fault))
    except TemplateError:
        return Lying(apart="it cannot be read as a Word document")
    if not found.edition or not found.edition.slots:
        return Lying(apart=_NO_SLOTS)
    return Lying(data, found, ours=sha256(data))


def _check_let_go(found: Compared | None, asked: Wish) -> None:
    titles = found.titles if found else ()
    for title in asked.let_go:
        if fold(title) not in map(fold, titles):
            there = f"Edited are: {', '.join(titles)}." if titles else "Nothing in it is edited by hand."
            near = nearest(title, titles) if titles else None
            meant = f" Did you mean '{near}'?" if near else ""
            raise WrongUse(f"No edits stand in '{title}' of the report.{meant} {there}")


def write_report(path: Path, data: bytes, found: Lying, now: dt.datetime | None = None) -> tuple[Written, Edited]:
    """Write the report made over what lies there, and keep what was written, and when; NotWritten if that cannot be."""
    if found.apart:
        written = write_beside(path, data, f"'{path.name}' was left as it is: {found.apart.rstrip('.')}")
        return written, Edited()
    from compiler.render.word.edits.record import Record

    aside = _set_aside(path, found)
    bases = found.compared.left() if found.compared else {}
    listed = found.compared.listed() if found.compared else ()
    when = now.isoformat("T", "minutes") if now else ""
    record = Record(data, found.document is not None, found.template, bases, listed, when)
    keep_coming(path, record)
    written = write_safely(path, data, found.ours)
    (keep_come if written.path == path else keep_off)(path)
    told = edited(found)
    return written, replace(told, notes=(*told.notes, *aside, *_template_notes(path, found)))


def edited(found: Lying) -> Edited:
    """What is told of the edits in the document that lies there; to be asked once the report was made over it."""
    notes = (found.restored,) if found.restored else ()
    if found.compared is None:
        return Edited(notes=notes)
    return Edited(told(found.compared), told_let_go(found.compared), found.compared.gone, notes)


def _set_aside(path: Path, found: Lying) -> tuple[str, ...]:
    """An edited report that makes way for a fresh one lies beside it from then on."""
    if found.set_aside is None:
        return ()
    place = write_safely(path.with_name(f"{path.stem} (edited){path.suffix}"), found.set_aside, "")
    return (f"The report that was edited by hand is now '{place.path.name}'.",)


def _template_notes(path: Path, found: Lying) -> tuple[str, ...]:
    if found.document is None or found.compared is None or found.compared.template in ("", found.template):
        return ()
    return (
        f"The template has been changed since '{path.name}' was made, which keeps its own look because it is edited by "
        "hand; compile quarter --fresh makes it anew from the template, without the edits.",
    )
