"""What we keep of a report that we wrote, so that a person's edits are told from our own words the next time."""

from __future__ import annotations

import json
import zipfile
import zlib
from collections.abc import Mapping
from hashlib import sha256
from io import BytesIO
from typing import Any

from compiler.domain.frozen import dataclass, field, replace
from compiler.render.word.edits.stretch import Left, Seen

_WHEN = (2000, 1, 1, 0, 0, 0)
_REPORT, _SAID, _EARLIER = "report.docx", "edits.json", "earlier {}.docx"
_WHOLE, _KNOWN = 4, 40
"""So many earlier reports are kept whole, and so many known by their hashes."""
_READING = 1
"""Counts up when what is seen of a paragraph is written down differently."""

Base = tuple[Left | int, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """A report that stood there once: its hash, when it was written, and whether it had a person's words in it."""

    hash: str
    written: str
    by_hand: bool


@dataclass(frozen=True, slots=True)
class Record:
    """A report as we wrote it.

    `by_hand` says that it was made over a document edited by hand. `bases` holds, for each slot with a person's words
    in it, by its number, what its stretches were before and what the returns gave; a number is the place of one that is
    as it was written. `listed` are the lines of its contents, where not all are ours; `template` is the template's
    hash. `written` is when it was, to the minute. `earlier` are the last few that stood there before, the newest first,
    and `known` all that are known of, so that one that a person puts back is known again.
    """

    document: bytes
    by_hand: bool = False
    template: str = ""
    bases: Mapping[int, Base] = field(default_factory=dict)
    listed: tuple[str, ...] = ()
    written: str = ""
    earlier: tuple[Record, ...] = ()
    known: tuple[Known, ...] = ()

    @property
    def hash(self) -> str:
        """The hash of the document."""
        return sha256(self.document).hexdigest()


def following(record: Record, last: Record | None) -> Record:
    """The record as it follows the last one at its place, with what stood there before; the last itself where the same
    is written again."""
    if last is None:
        return record
    alone = replace(last, earlier=(), known=())
    if replace(record, written=last.written) == alone:
        return last
    earlier = [each for each in (alone, *last.earlier) if each.hash != record.hash]
    known = [each for each in (Known(last.hash, last.written, last.by_hand), *last.known) if each.hash != record.hash]
    return replace(record, earlier=tuple(earlier[:_WHOLE]), known=tuple(known[:_KNOWN]))


def record_bytes(record: Record) -> bytes:
    """The record as one file; the same record gives the same bytes."""
    said = {
        **_said(record),
        "earlier": [_said(each) for each in record.earlier],
        "known": [[each.hash, each.written, each.by_hand] for each in record.known],
    }
    documents = {_REPORT: record.document}
    documents |= {_EARLIER.format(at): each.document for at, each in enumerate(record.earlier, 1)}
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in ((_SAID, json.dumps(said, ensure_ascii=False).encode("utf-8")), *documents.items()):
            entry = zipfile.ZipInfo(name, _WHEN)
            # A document is compressed already.
            entry.compress_type = zipfile.ZIP_DEFLATED if name == _SAID else zipfile.ZIP_STORED
            entry.create_system = 0
            archive.writestr(entry, data)
    return out.getvalue()


def _said(record: Record) -> dict[str, object]:
    """What is kept of a record beside its document."""
    return {
        "reading": _READING,
        "hash": record.hash,
        "by_hand": record.by_hand,
        "template": record.template,
        "listed": list(record.listed),
        "bases": {str(number): [_kept(each) for each in base] for number, base in sorted(record.bases.items())},
        "written": record.written,
    }


def _kept(each: Left | int) -> object:
    return each if isinstance(each, int) else [_seen(each.was), each.at, _seen(each.now)]


def _seen(each: Seen | None) -> list[str] | None:
    return [each.key, each.text, each.kind] if each else None


def read_record(data: bytes) -> Record | None:
    """The record in a file of ours; None for one that is damaged, or was written by another version's reading."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            said = json.loads(archive.read(_SAID))
            record = _record(said, archive.read(_REPORT))
            before = said.get("earlier", [])
            earlier = (_record(each, archive.read(_EARLIER.format(at))) for at, each in enumerate(before, 1))
            known = tuple(Known(str(hash_), str(day), bool(by_hand)) for hash_, day, by_hand in said.get("known", []))
            sound = tuple(each for each in earlier if each is not None)
            return replace(record, earlier=sound, known=known) if record is not None else None
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, KeyError, TypeError, AttributeError, RuntimeError):
        return None


def _record(said: Mapping[str, Any], document: bytes) -> Record | None:
    """One of the reports that are kept; None where another version's reading made it, or it is not the one."""
    bases = {int(number): tuple(_read(each) for each in base) for number, base in said["bases"].items()}
    listed = tuple(str(each) for each in said["listed"])
    by_hand, template, written = bool(said["by_hand"]), str(said["template"]), str(said.get("written", ""))
    record = Record(document, by_hand, template, bases, listed, written)
    readable = said["reading"] == _READING or not bases
    return record if readable and said["hash"] == record.hash else None


def _read(each: Any) -> Left | int:
    if isinstance(each, int):
        return each
    was, at, now = each
    return Left(_read_seen(was), None if at is None else int(at), _read_seen(now))


def _read_seen(each: Any) -> Seen | None:
    if each is None:
        return None
    key, text, kind = each
    return Seen(str(key), str(text), str(kind))
