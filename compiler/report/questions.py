"""Questions from members: what was asked at earlier meetings, with its answer, or how long it has been open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compiler.consolidate.view import Row
from compiler.domain.language import term
from compiler.domain.period import say_date
from compiler.domain.question import Carried, Question
from compiler.domain.text import fold
from compiler.report.blocks import Block, Figure, Heading, Paragraph, Strong, ToWrite, Words
from compiler.report.facts import count, full_name, rated
from compiler.report.sentences import agree, listed, numeral, words
from compiler.report.telling import Blocks, Telling

QUESTIONS = "questions"
"""The key of the section of questions, and the anchor of its heading."""


def questions(telling: Telling) -> Blocks:
    """The questions that are open, the longest first, then those answered since the last report; nothing where none
    is carried."""
    carried = telling.view.questions
    if not carried:
        return ()
    waiting = [each for each in carried if not each.answered]
    answered = [each for each in carried if each.answered]
    heading = Heading(2, term("Questions from members"), QUESTIONS, counted="section")
    told = (block for each in (*waiting, *answered) for block in _told(telling, each))
    return heading, Paragraph(_opening(telling, waiting, answered)), *told


def _opening(telling: Telling, waiting: Sequence[Carried], answered: Sequence[Carried]) -> Words:
    parts: list[Words] = []
    if answered:
        parts.append(words(_count(answered), f" {agree(len(answered), 'has', 'have')} been answered since"))
    if waiting:
        parts.append(words(_count(waiting), f" {agree(len(waiting), 'is', 'are')} open"))
    return telling.say("questions.carried", count=_count((*waiting, *answered)), groups=listed(parts))


def _count(questions: Sequence[Carried]) -> Figure:
    return count([each.question.origin for each in questions])


def _told(telling: Telling, each: Carried) -> Iterator[Block]:
    """One question: whether it is open, in the member's words, who asked it where and when, its row, the answer."""
    question = each.question
    state = term("Answered: ") if each.answered else term("Open: ")
    by = telling.say("questions.asked", asked=question.by, meeting=question.body, on=question.on, days=_days(each))
    yield Paragraph(words(Strong(state), _said(each, question.question), " ", by))
    row = _row(telling, each)
    if row is not None:
        yield Paragraph(
            words(Strong(term("About: ")), full_name(row), *((" – ", rated(row)) if row.rating else ())), "bullet"
        )
    elif question.reference:
        yield Paragraph(words(Strong(term("About: ")), _said(each, question.reference)), "bullet")
    yield Paragraph(_answer(each), "bullet")


def _days(each: Carried) -> Figure | None:
    """For how many days an open question has been open when the members meet; None where no day is set for that."""
    if each.answered or each.days is None:
        return None
    return Figure(numeral(each.days), (each.question.origin,), "days from then to the meeting", each.days)


def _answer(each: Carried) -> Words:
    question = each.question
    if each.answered and question.answered:
        return words(Strong(term("Answer ({day}): ", day=say_date(question.answered))), _said(each, question.answer))
    if each.told:
        return words(Strong(term("For this meeting: ")), _said(each, question.interim))
    return words(Strong(term("For this meeting: ")), ToWrite(answer_awaited(question)))


def answer_awaited(question: Question) -> str:
    """What the officer still has to give where an open question has no answer for the meeting."""
    return f"an answer for this meeting to the question of {say_date(question.on)}, “{question.question}”"


def _said(each: Carried, text: str) -> Figure:
    """Words of the question's entry among the decisions, with its line."""
    return Figure(text.strip(), (each.question.origin,), "as recorded", text)


def _row(telling: Telling, each: Carried) -> Row | None:
    """The row that a question is about: that of the plan that counts, where several have the reference."""
    wanted, division = fold(each.question.reference), each.question.division
    if not wanted:
        return None
    found = [row for row in telling.view.rows if fold(row.text("reference")) == wanted]
    own = [row for row in found if division in ("", row.division)]
    counted = {tier.key for tier in telling.counted}
    return next(iter(sorted(own, key=lambda row: row.plan not in counted)), None)
