"""What we keep of a report that we wrote, so that a person's edits are told from our own words the next time."""

from __future__ import annotations

import json
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import field
from hashlib import sha256
from io import BytesIO
from typing import Any

from compiler.domain.frozen import dataclass
from compiler.render.word.edits.merge import Left
from compiler.render.word.edits.stretch import Seen

_WHEN = (2000, 1, 1, 0, 0, 0)
_REPORT, _SAID = "report.docx", "edits.json"
_READING = 1
"""Counts up when what is seen of a paragraph is written down differently."""

Base = tuple[Left | int, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """A report as we wrote it.

    `by_hand` says that it was made over a document edited by hand. `bases` holds, for each slot with a person's words
    in it, by its number, what its stretches were before and what the returns gave; a number is the place of one that is
    as it was written. `listed` are the lines of its contents, where not all are ours; `template` is the template's
    hash.
    """

    document: bytes
    by_hand: bool = False
    template: str = ""
    bases: Mapping[int, Base] = field(default_factory=dict)
    listed: tuple[str, ...] = ()

    @property
    def hash(self) -> str:
        """The hash of the document."""
        return sha256(self.document).hexdigest()


def record_bytes(record: Record) -> bytes:
    """The record as one file; the same record gives the same bytes."""
    said = {
        "reading": _READING,
        "hash": record.hash,
        "by_hand": record.by_hand,
        "template": record.template,
        "listed": list(record.listed),
        "bases": {str(number): [_kept(each) for each in base] for number, base in sorted(record.bases.items())},
    }
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in ((_SAID, json.dumps(said, ensure_ascii=False).encode("utf-8")), (_REPORT, record.document)):
            entry = zipfile.ZipInfo(name, _WHEN)
            # The document is compressed already.
            entry.compress_type = zipfile.ZIP_DEFLATED if name == _SAID else zipfile.ZIP_STORED
            entry.create_system = 0
            archive.writestr(entry, data)
    return out.getvalue()


def _kept(each: Left | int) -> object:
    return each if isinstance(each, int) else [_seen(each.was), each.at, _seen(each.now)]


def _seen(each: Seen | None) -> list[str] | None:
    return [each.key, each.text, each.kind] if each else None


def read_record(data: bytes) -> Record | None:
    """The record in a file of ours; None for one that is damaged, or was written by another version's reading."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            said, document = json.loads(archive.read(_SAID)), archive.read(_REPORT)
        bases = {int(number): tuple(_read(each) for each in base) for number, base in said["bases"].items()}
        listed = tuple(str(each) for each in said["listed"])
        record = Record(document, bool(said["by_hand"]), str(said["template"]), bases, listed)
        readable = said["reading"] == _READING or not bases
        return record if readable and said["hash"] == record.hash else None
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, KeyError, TypeError, AttributeError, RuntimeError):
        return None


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
