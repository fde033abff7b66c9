"""Questions that members ask, kept in the department's decisions: entered, and answered for one meeting or for good."""

from __future__ import annotations

import datetime as dt

from compiler.domain.frozen import replace
from compiler.domain.question import Question, as_entered_last
from compiler.ledger.lines import Value
from compiler.project.decide import add_decisions
from compiler.project.find import Project, WrongUse, division_named


def open_questions(project: Project) -> tuple[Question, ...]:
    """Every question without an answer, the longest asked first; their places are the numbers that people use."""
    found = (each for each in as_entered_last(project.decisions.questions) if each.answered is None)
    return tuple(sorted(found, key=lambda each: each.on))


def ask(project: Project, asked: Question, *, write: bool) -> None:
    """Keep a question, its division called by any of its names; WrongUse where just that one is there already."""
    division = division_named(project.department, asked.division).key if asked.division else ""
    if any(each.key == asked.key for each in project.decisions.questions):
        raise WrongUse("This question of this meeting is kept already: compile decide lists those that are open.")
    _add(project, _table(replace(asked, division=division)), write)


def answer(project: Project, question: Question, words: str, on: dt.date, *, interim: bool, write: bool) -> None:
    """Keep the answer to a question, or with `interim` what members are told at this meeting while it stays open.

    The question is entered again with it at the end of the file: what is entered last counts.
    """
    if on < question.on:
        raise WrongUse("An answer cannot be given before the question was asked. Correct --on.")
    given: dict[str, Value] = (
        {"interim": words.strip(), "interim_on": on} if interim else {"answer": words.strip(), "answered": on}
    )
    _add(project, _table(question) | given, write)


def _table(question: Question) -> dict[str, Value]:
    table: dict[str, Value] = {"on": question.on, "body": question.body, "by": question.by}
    table |= {"question": question.question}
    table |= {"reference": question.reference} if question.reference else {}
    return table | ({"division": question.division} if question.division else {})


def _add(project: Project, table: dict[str, Value], write: bool) -> None:
    add_decisions(project, "questions", [table], write=write)
