"""Due dates as they are really written: `read_when` reads a cell, `find_dates` a text, `say_when` prints."""

from compiler.domain.when.cell import read_when, rule_of, say_problem, when_from_date
from compiler.domain.when.model import Precision, When, WhenKind
from compiler.domain.when.prose import DateInText, find_dates
from compiler.domain.when.say import say_when

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
