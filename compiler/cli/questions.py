"""`compile decide --question`: what members asked is entered, answered and listed."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.cli.commands.ledger import Decide
from compiler.cli.quarter import read_day
from compiler.cli.screen import console, table
from compiler.domain.period import say_date
from compiler.domain.question import Question
from compiler.project.find import Project, WrongUse
from compiler.project.questions import answer, ask, open_questions


def question_told(project: Project, options: Decide) -> str:
    """Keep the question or the answer that the options give; a line that says what was kept."""
    if options.numbers or options.plan or options.column or options.to or options.approve or options.refuse:
        raise WrongUse("A question is entered or answered by itself: leave out what else is decided on.")
    day = read_day(options.on)
    if day is None:
        raise WrongUse("Say on which day it was asked or answered: --on 18/11/2008.")
    if options.answer.strip():
        found = _numbered(project, options.question)
        answer(project, found, options.answer, day, interim=options.interim, write=not options.dry_run)
        return f"“{found.question}”: {'for this meeting' if options.interim else 'answered'}, {say_date(day)}."
    if options.interim:
        raise WrongUse("Say what members are told for this meeting: --answer WORDS.")
    if options.question.strip().isdecimal():
        raise WrongUse(f"Say what the answer to question {options.question.strip()} is: --answer WORDS.")
    if not (options.by.strip() and options.meeting.strip()):
        raise WrongUse('Say who asked it, and where: --by "Chair of the Forum" --meeting "Scrutiny Forum".')
    reference, division = options.reference.strip(), options.division.strip()
    new = Question(day, options.meeting.strip(), options.by.strip(), options.question.strip(), reference, division)
    ask(project, new, write=not options.dry_run)
    return f"“{new.question}”: asked by {new.by} at {new.body} on {say_date(new.on)}."


def _numbered(project: Project, words: str) -> Question:
    """The open question of that number, or of those words."""
    listed = open_questions(project)
    number = int(words) if words.strip().isdecimal() else 0
    if 1 <= number <= len(listed):
        return listed[number - 1]
    raise WrongUse(f"There is no open question {words.strip()}. compile decide lists {len(listed)}.")


def list_questions(project: Project) -> None:
    """Print the questions that are open, with the numbers by which they are answered; nothing where none is."""
    found = open_questions(project)
    if not found:
        return
    screen = console()
    screen.print("Questions from members that are open")
    headings = ("Question", "Asked on", "At", "About", "In the member's words")
    screen.print(table(headings, (tuple(_cells(*each)) for each in enumerate(found, 1)), right=(0,)))
    screen.print('Answer one with: compile decide --question NUMBER --answer "WORDS" --on DD/MM/YYYY')


def _cells(number: int, each: Question) -> Iterator[str]:
    yield str(number)
    yield say_date(each.on)
    yield each.body
    yield each.reference or "–"
    yield each.question
