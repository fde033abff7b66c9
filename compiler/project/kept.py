"""The reports as we wrote them last, kept beside them, so that edits by hand are told from our own words."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from compiler.project.write import write_safely
from compiler.render.word.edits.record import Record, following, read_record, record_bytes


def records_of(path: Path) -> tuple[Record, ...]:
    """What we last wrote at a place; none if that is not known, two where a run was broken off while it wrote."""
    return tuple(record for place in (_kept(path), _coming(path)) if (record := _read(place)) is not None)


def _read(place: Path) -> Record | None:
    try:
        return read_record(place.read_bytes())
    except OSError:
        return None


@contextlib.contextmanager
def keeping(path: Path, record: Record) -> Iterator[Callable[[], None]]:
    """Keep what is about to be written at a place, and what stood there before. What is given is to be called once it
    stands there; else what was kept before stays."""
    data, coming = record_bytes(following(record, _read(_kept(path)))), _coming(path)
    if _kept(path).is_file() and _kept(path).read_bytes() == data:
        yield lambda: None
        return
    write_safely(coming, data)
    try:
        yield lambda: os.replace(coming, _kept(path))
    finally:
        with contextlib.suppress(OSError):
            coming.unlink()


def _kept(path: Path) -> Path:
    return path.with_name(f".{path.name}.written")


def _coming(path: Path) -> Path:
    return path.with_name(f".{path.name}.writing")
