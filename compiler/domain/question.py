"""Questions that members ask at a meeting, carried forward from report to report until they are answered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from compiler.domain.frozen import dataclass
from compiler.domain.origin import Origin
from compiler.domain.text import fold

_FILE = Origin("decisions.toml")


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked at a meeting: the day, the body that met, who asked (as a post), and the question itself.

    `reference` is the row that it is about, if it is about one, `division` whose row that is. `answer` was given on the
    day `answered`. `interim` is what members are told until then; it holds for the meeting that follows `interim_on`.
    """

    on: dt.date
    body: str
    by: str
    question: str
    reference: str = ""
    division: str = ""
    answer: str = ""
    answered: dt.date | None = None
    interim: str = ""
    interim_on: dt.date | None = None
    origin: Origin = _FILE

    @property
    def key(self) -> tuple[dt.date, str, str]:
        """What makes it the same question when it is entered again, with its answer."""
        return self.on, fold(self.body), fold(self.question)


@dataclass(frozen=True, slots=True)
class Carried:
    """A question as a report carries it: whether it was answered since the last report, or is open.

    `told` says that an open one has words for this meeting. `days` are those that it has been open, up to the meeting;
    None where no day is set for that.
    """

    question: Question
    answered: bool
    told: bool
    days: int | None = None


def as_entered_last(questions: Iterable[Question]) -> tuple[Question, ...]:
    """Each question once, in the order in which they were first entered, as it was entered last."""
    return tuple({question.key: question for question in questions}.values())


def carried(
    questions: Iterable[Question], since: dt.date, until: dt.date, meeting: dt.date | None = None
) -> tuple[Carried, ...]:
    """The questions that the report of a meeting carries, the longest asked first.

    They were asked before the day `until`, and not answered before the day `since`, on which members met last: what was
    answered at a meeting stands in the report of the next.
    """
    asked = (each for each in as_entered_last(questions) if each.on < until)
    found = [each for each in asked if each.answered is None or each.answered >= since]
    return tuple(_carried(each, since, until, meeting) for each in sorted(found, key=lambda each: each.on))


def _carried(question: Question, since: dt.date, until: dt.date, meeting: dt.date | None) -> Carried:
    return Carried(
        question,
        answered=question.answered is not None and question.answered < until,
        told=bool(question.interim) and question.interim_on is not None and since <= question.interim_on < until,
        days=(meeting - question.on).days if meeting else None,
    )
