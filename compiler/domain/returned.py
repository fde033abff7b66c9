"""A return: one division's workbook for one period, as records, with what was odd about its shape."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum

from compiler.domain.frozen import dataclass, field
from compiler.domain.origin import Origin
from compiler.domain.record import Kind, Record


class Role(Enum):
    """What a workbook is: the approved plan of a year, or the return of a period."""

    PLAN = "plan"
    RETURN = "return"


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a workbook says it is from and for; a blank string where it does not say.

    `places` lists where it said so, as (place, field, words), so that disagreement can be told.
    """

    profile: str = ""
    department: str = ""
    division: str = ""
    year: str = ""
    period: str = ""
    role: str = ""
    version: str = ""
    places: tuple[tuple[str, str, str], ...] = ()


class FaultKind(Enum):
    """What is odd about the shape of a workbook."""

    NOT_A_WORKBOOK = "not a workbook"
    MISSING_SHEET = "missing sheet"
    RENAMED_SHEET = "renamed sheet"
    NO_HEADINGS = "no row of headings"
    MISSING_COLUMN = "missing column"
    UNKNOWN_COLUMN = "unknown column"
    DOUBLED_COLUMN = "doubled column"
    MISSPELT_COLUMN = "misspelt column"
    WRONG_YEAR = "heading of another year"
    STRAY_CELL = "stray cell"
    STRAY_ROW = "stray row"
    UNSEEN_VALUE = "unseen value"
    HIDDEN_ROWS = "hidden rows"
    MACROS = "macros"
    LINKS = "external links"


@dataclass(frozen=True, slots=True)
class Fault:
    """One oddity of a workbook's shape: `found` is what stands there, `expected` what was looked for, `nearest` the
    closest heading or sheet that is there, `detail` a sentence where more needs saying, `column` the key of the
    column that it is about."""

    kind: FaultKind
    origin: Origin
    found: str = ""
    expected: str = ""
    nearest: str = ""
    detail: str = ""
    column: str = ""


@dataclass(frozen=True, slots=True)
class Return:
    """What one workbook says, whatever its faults.

    `division` is the key of the department's division that it was taken for ('' if it could not be told).
    `rows_read` and `rows_refused` count the rows of each sheet that were taken up or not: rows in = read + refused.
    `doubtful` names the cells that cannot be read with certainty in the printed copy: (row identity, column key).
    `legend` explains the initials that the workbook uses: initials → name, as its cover has them.
    `signed` is what the cover says of who prepared and checked it, and when: 'prepared_on' → the words there.
    `renamed` gives the names of sheets that go by another name here: the name here → the form's.
    """

    workbook: str
    sha256: str
    role: Role
    identity: Identity
    division: str
    records: tuple[Record, ...] = ()
    faults: tuple[Fault, ...] = ()
    rows_read: Mapping[str, int] | None = None
    rows_refused: Mapping[str, int] | None = None
    readable: bool = True
    doubtful: frozenset[tuple[str, str]] = frozenset()
    legend: Mapping[str, str] = field(default_factory=dict)
    signed: Mapping[str, str] = field(default_factory=dict)
    renamed: Mapping[str, str] = field(default_factory=dict)

    def of(self, kind: Kind) -> Iterator[Record]:
        """The records of one kind, in the order of the sheet."""
        return (record for record in self.records if record.kind is kind)
