"""An older report that a person put back, as from a backup: told from one that she has edited."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from compiler.domain.frozen import dataclass
from compiler.domain.period import say_date

if TYPE_CHECKING:
    from compiler.render.word.edits import Record


@dataclass(frozen=True, slots=True)
class AsWritten:
    """A report that lies there as we wrote it once: whether there are words by hand in it, the records to tell these
    by (none if it is too old for that), when it was written, and what is `said` of it where it is not the last."""

    by_hand: bool
    records: tuple[Record, ...] = ()
    when: str = ""
    said: str = ""


def as_written(name: str, ours: str, records: Sequence[Record], known: str | None) -> AsWritten | None:
    """Which of the reports that we wrote at a place lies there, by its hash `ours`; None where it is none of them.

    `known` is the hash of the last by the state of the run, which counts where no record is left.
    """
    last = tuple(record for record in records if record.hash == ours)
    if last or (ours == known and not records):
        return AsWritten(any(record.by_hand for record in last), last)
    whole = next((each for last in records for each in last.earlier if each.hash == ours), None)
    if whole is not None:
        return _older(name, whole.written, whole.by_hand, (whole,))
    found = next((each for last in records for each in last.known if each.hash == ours), None)
    return _older(name, found.written, found.by_hand, ()) if found is not None else None


def _older(name: str, written: str, by_hand: bool, records: tuple[Record, ...]) -> AsWritten:
    when = said_when(written)
    what = "What was edited since is not in it." if by_hand else "Nothing in it was by hand, and it is replaced."
    return AsWritten(by_hand, records, when, f"'{name}' was the report as written {when}, put back. {what}")


def said_when(written: str) -> str:
    """When a report was written, as it is said: 'on 4 June 2017 at 10:02'."""
    try:
        moment = dt.datetime.fromisoformat(written)
    except ValueError:
        return "some time ago"
    return f"on {say_date(moment.date())} at {moment:%H:%M}"
