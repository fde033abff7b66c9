"""What a rule is, and what it points out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import Enum

from compiler.domain.finding import Audience, Severity
from compiler.domain.frozen import dataclass
from compiler.domain.origin import Origin
from compiler.rules.case import Case
from compiler.rules.reading import Look


class Scope(Enum):
    """How much of the workbooks a rule looks at; the letter of its code says it too."""

    FILE = "file"
    CELL = "cell"
    ROW = "row"
    TABLE = "table"
    ACROSS = "across workbooks"
    THREAD = "golden thread"
    INDICATORS = "indicators across plans"
    RISKS = "risks"
    WORDS = "people and words"
    TIME = "over time"


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that a rule points out: a finding without its code and weight.

    `most` is the most that it may weigh, whatever the rule's own severity is.
    """

    origin: Origin
    found: str
    allowed: str = ""
    remedy: str = ""
    example: str = ""
    value: str = ""
    subject: str = ""
    division: str = ""
    audience: Audience = Audience.TEAM
    others: tuple[Origin, ...] = ()
    most: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its code, which is never used again, its title, why it is there, its weight, and what it points out.

    A gate is about the whole file: nothing else is said about a workbook that does not pass it. `needs` are columns of
    the plans without which, in any of them, the rule says nothing: what it missed would only not have been read.
    `of_plans` says that it speaks of what the plans answer for alone, never of a return. `looks` are what it looks for
    in all texts first, together with other rules.
    """

    code: str
    title: str
    why: str
    severity: Severity
    scope: Scope
    points: Callable[[Case], Iterable[Point]]
    gate: bool = False
    needs: tuple[str, ...] = ()
    of_plans: bool = False
    looks: tuple[Look, ...] = ()
