"""Due dates as they are really written: `read_when` reads a cell, `find_dates` a text, `say_when` prints."""

from typing import TYPE_CHECKING

from compiler.domain.later import later
from compiler.domain.when.model import DateInText, Precision, When, WhenKind

if TYPE_CHECKING:
    from compiler.domain.when.cell import read_when, rule_of, say_problem, when_from_date
    from compiler.domain.when.prose import find_dates
    from compiler.domain.when.say import say_when
else:  # thirteen modules, 3 ms, that a check needs only for words that it has not read before
    read_when, rule_of, say_problem, when_from_date = (
        later("compiler.domain.when.cell", name) for name in ("read_when", "rule_of", "say_problem", "when_from_date")
    )
    find_dates = later("compiler.domain.when.prose", "find_dates")
    say_when = later("compiler.domain.when.say", "say_when")

__all__ = (
    "DateInText",
    "Precision",
    "When",
    "WhenKind",
    "find_dates",
    "read_when",
    "rule_of",
    "say_problem",
    "say_when",
    "when_from_date",
)
