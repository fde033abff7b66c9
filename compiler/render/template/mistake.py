"""What is wrong in a template: where, what was found, and what to do."""

from __future__ import annotations

from compiler.domain.finding import Severity
from compiler.domain.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing to look at in a template. `kind` is its name for programs, such as 'no such slot'."""

    kind: str
    severity: Severity
    where: str
    found: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of looking a template over: its name, how many slots it has, and what is wrong, in its order.

    `papers` are those that are made with it, where they are known.
    """

    template: str
    slots: int
    mistakes: tuple[Mistake, ...]
    papers: tuple[str, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether a report can be put into it as it stands."""
        return all(each.severity is not Severity.ERROR for each in self.mistakes)


def error(kind: str, where: str, found: str, remedy: str) -> Mistake:
    """Something that keeps a part of the report from being printed as meant."""
    return Mistake(kind, Severity.ERROR, where, found, remedy)


def warning(kind: str, where: str, found: str, remedy: str) -> Mistake:
    """Something that will look or read otherwise than may be meant."""
    return Mistake(kind, Severity.WARNING, where, found, remedy)


def note(kind: str, where: str, found: str, remedy: str) -> Mistake:
    """Something that is put right when the report is made, or may well be meant."""
    return Mistake(kind, Severity.NOTE, where, found, remedy)
