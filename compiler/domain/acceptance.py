"""What became of the files of a period: received, accepted, published, each known by its hash."""

from __future__ import annotations

import datetime as dt

from compiler.domain.frozen import dataclass
from compiler.domain.origin import Origin

LEDGER = "ledger.toml"
_FILE = Origin(LEDGER)


@dataclass(frozen=True, slots=True)
class Received:
    """That a division's return with this content came on a day.

    `seen` is the day on which a run first saw it, where `on` is only the day that its own cover gives.
    """

    period: str
    division: str
    file: str
    sha256: str
    on: dt.date
    origin: Origin = _FILE
    seen: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Accepted:
    """That a division's return with this content was accepted: by whom, and on which day."""

    period: str
    division: str
    file: str
    sha256: str
    by: str
    on: dt.date
    origin: Origin = _FILE


@dataclass(frozen=True, slots=True)
class Published:
    """That an output with this content was written as final on a day."""

    period: str
    file: str
    sha256: str
    on: dt.date
    origin: Origin = _FILE


@dataclass(frozen=True, slots=True)
class Ledger:
    """Everything that the ledger of a year says, in the order in which it was written."""

    received: tuple[Received, ...] = ()
    accepted: tuple[Accepted, ...] = ()
    published: tuple[Published, ...] = ()

    def receipt(self, period: str, sha256: str) -> Received | None:
        """When a return with this content was first seen in a period; None if it never was."""
        return next((each for each in self.received if (each.period, each.sha256) == (period, sha256)), None)

    def acceptance(self, period: str, division: str) -> Accepted | None:
        """The last time that a division's return of a period was accepted; None if it never was."""
        found = [each for each in self.accepted if (each.period, each.division) == (period, division)]
        return found[-1] if found else None


NOTHING_KNOWN = Ledger()


@dataclass(frozen=True, slots=True)
class ChangedCell:
    """One cell of a return that is otherwise than in the version accepted, in words."""

    origin: Origin
    row: str
    column: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A return that is not the one that was accepted any more.

    `cells` says what differs, cell by cell; it is None where the accepted version is not kept or cannot be read.
    """

    workbook: str
    accepted: Accepted
    cells: tuple[ChangedCell, ...] | None = None
