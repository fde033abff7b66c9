"""The reports as we wrote them last, kept beside them, so that edits by hand are told from our own words."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from compiler.project.write import write_in_place
from compiler.render.word.edits import following, read_record, record_bytes

if TYPE_CHECKING:
    from compiler.render.word.edits import Record


def records_of(path: Path) -> tuple[Record, ...]:
    """What we last wrote at a place; none if that is not known, two where a run was broken off while it wrote."""
    return tuple(record for place in (_kept(path), _coming(path)) if (record := _read(place)) is not None)


def _read(place: Path) -> Record | None:
    try:
        return read_record(place.read_bytes())
    except OSError:
        return None


def keep_coming(path: Path, record: Record) -> None:
    """Keep what is about to be written at a place, beside what was written there last. NotWritten if that cannot be."""
    data = record_bytes(following(record, _read(_kept(path))))
    if _kept(path).is_file() and _kept(path).read_bytes() == data:
        keep_off(path)
    else:
        write_in_place(_coming(path), data)


def keep_come(path: Path) -> None:
    """What was about to be written stands there now, and takes the place of what was written before.

    Where that cannot be done both stay: the report is known by either.
    """
    with contextlib.suppress(OSError):
        os.replace(_coming(path), _kept(path))


def is_half_kept(path: Path) -> bool:
    """Whether a run was broken off between writing a report and keeping what it wrote."""
    return _coming(path).is_file()


def keep_off(path: Path) -> None:
    """What was about to be written does not stand there after all."""
    with contextlib.suppress(OSError):
        _coming(path).unlink()


def _kept(path: Path) -> Path:
    return path.with_name(f".{path.name}.written")


def _coming(path: Path) -> Path:
    return path.with_name(f".{path.name}.writing")
