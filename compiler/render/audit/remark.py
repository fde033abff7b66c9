"""A remark on a finished report: what stands there that the returns do not say, where, and what to do about it."""

from __future__ import annotations

from typing import Literal

from compiler.domain.finding import Severity
from compiler.domain.frozen import dataclass

RemarkKind = Literal[
    "changed", "nothing says this", "no such part", "row gone", "column gone", "table gone", "tracked", "date"
]
WEIGHTS: dict[RemarkKind, Severity] = {
    "changed": Severity.ERROR,
    "nothing says this": Severity.ERROR,
    "no such part": Severity.ERROR,
    "row gone": Severity.WARNING,
    "column gone": Severity.WARNING,
    "table gone": Severity.NOTE,
    "tracked": Severity.NOTE,
    "date": Severity.NOTE,
}


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to look at, in the parts of a finding: where, what was found, what is allowed, what to do.

    `value` is what stands in the document, `wrote` what stood there as the report was compiled ('' where nothing did).
    """

    kind: RemarkKind
    where: str
    found: str
    allowed: str
    remedy: str
    value: str = ""
    wrote: str = ""

    @property
    def severity(self) -> Severity:
        """How much it weighs: an error or a warning keeps the report from being clean, a note does not."""
        return WEIGHTS[self.kind]


@dataclass(frozen=True, slots=True)
class Audited:
    """What came of reading a finished report: the remarks in reading order, and how many numerals were looked at."""

    document: str
    against: str
    numerals: int
    remarks: tuple[Remark, ...]

    @property
    def clean(self) -> bool:
        """Whether nothing stands in it that has to be put right."""
        return all(remark.severity is Severity.NOTE for remark in self.remarks)


def changed(where: str, value: str, wrote: str, within: str = "", ask: str = "") -> Remark:
    """A figure that is not what the returns give for its place; `ask` is how it is asked for with compile trace."""
    said = (
        f"It says “{_short(value)}” where the report said “{_short(wrote)}”" if value else f"“{_short(wrote)}” is gone"
    )
    question = _short((ask or wrote).replace('"', "'"), 80)
    return Remark(
        "changed",
        where,
        f"{said}: “{_short(within)}”" if within else f"{said}.",
        "A figure in its own place is what the returns give for it.",
        f"Put “{_short(wrote)}” back, or have the return corrected and compile again; "
        f'compile trace "{question}" says where it comes from.',
        value,
        wrote,
    )


def unsupported(where: str, value: str, within: str) -> Remark:
    """A figure that nothing in the returns says."""
    return Remark(
        "nothing says this",
        where,
        f"Nothing in the returns says “{value}”: “{_short(within)}”",
        "A figure in a sentence is one of the report's, with the words that go with it, a date or a reference.",
        "Check it, name beside it what it is a figure of, or take it out.",
        value,
    )


def _short(words: str, longest: int = 120) -> str:
    line = " ".join(words.split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"
