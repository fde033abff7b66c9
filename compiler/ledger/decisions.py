"""The department's `decisions.toml`: what was decided, read with every mistake placed."""

from __future__ import annotations

from collections.abc import Callable

from compiler.domain.decision import FILE, NOTHING_DECIDED, Amendment, Approval, Decisions, Settlement, Waiver
from compiler.domain.frozen import replace
from compiler.domain.period import say_date
from compiler.domain.question import Question
from compiler.ledger.tables import entries, read_tables
from compiler.profile.build import Problem, Problems

TABLES = ("waivers", "settlements", "amendments", "approvals", "questions")

__all__ = ["FILE", "NOTHING_DECIDED", "TABLES", "Decisions", "read_decisions"]


def read_decisions(
    text: str, known: Callable[[str], bool], can_waive: Callable[[str], bool]
) -> Decisions | tuple[Problem, ...]:
    """The decisions of a file's text, or everything that is wrong in it.

    `known` says whether a code is a rule's, `can_waive` whether its findings may be let stand (a file that cannot be
    used may not).
    """
    problems = Problems(FILE, text)
    tables = read_tables(text, TABLES, problems)
    waivers = [(at, replace(each, code=each.code.upper())) for at, each in entries(Waiver, "waivers", tables, problems)]
    settlements = entries(Settlement, "settlements", tables, problems)
    amendments = entries(Amendment, "amendments", tables, problems)
    approvals = entries(Approval, "approvals", tables, problems)
    questions = entries(Question, "questions", tables, problems)
    for at, waiver in waivers:
        _check_waiver(at, waiver, known, can_waive, problems)
    for at, settlement in settlements:
        _check_settlement(at, settlement, problems)
    for at, amendment in amendments:
        if not (amendment.reference or amendment.mark):
            problems.add(at, "name the row by its 'reference', or by its 'mark' where it has none")
    for at, question in questions:
        _check_question(at, question, problems)
    return tuple(problems.found) or Decisions(
        waivers=tuple(each for _, each in waivers),
        settlements=tuple(each for _, each in settlements),
        amendments=tuple(each for _, each in amendments),
        approvals=tuple(each for _, each in approvals),
        questions=tuple(each for _, each in questions),
    )


def _check_waiver(
    at: str, waiver: Waiver, known: Callable[[str], bool], can_waive: Callable[[str], bool], problems: Problems
) -> None:
    if not known(waiver.code):
        problems.add(f"{at}.code", f"there is no finding with the code '{waiver.code}'")
    elif not can_waive(waiver.code):
        problems.add(f"{at}.code", f"{waiver.code} is about a whole file and cannot be waived")


def _check_settlement(at: str, settlement: Settlement, problems: Problems) -> None:
    if len(settlement.between) != len(settlement.said) or len(set(settlement.between)) < 2:
        problems.add(f"{at}.said", "should have, for each of the sides named in 'between', what it had typed")


def _check_question(at: str, each: Question, problems: Problems) -> None:
    for key, words in (("body", each.body), ("by", each.by), ("question", each.question)):
        if not words.strip():
            problems.add(f"{at}.{key}", "should not be blank")
    for key, words, name, day in (
        ("answer", each.answer, "answered", each.answered),
        ("interim", each.interim, "interim_on", each.interim_on),
    ):
        if words.strip() and day is None:
            problems.add(f"{at}.{key}", f"say on which day it was given: {name} = 2008-11-18")
        elif day is not None and not words.strip():
            problems.add(f"{at}.{name}", f"there is no '{key}' that was given on that day")
        elif day is not None and day < each.on:
            problems.add(f"{at}.{name}", f"{say_date(day)} is before {say_date(each.on)}, when the question was asked")
