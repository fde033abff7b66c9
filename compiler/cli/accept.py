"""`compile accept`: that the returns of divisions are accepted as they are, by whom and when."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Sequence

from compiler.cli.again import where
from compiler.cli.commands.ledger import Accept
from compiler.cli.quarter import read_day
from compiler.domain.period import say_date
from compiler.ledger.standing import Standing, State
from compiler.project.find import Project, WrongUse, choose_period, division_named, open_project
from compiler.project.ledger import accept
from compiler.project.lock import clear_up
from compiler.project.opened import still_open
from compiler.project.status import Status, status_of

_TWO_VERSIONS = "F109"


def accept_and_tell(options: Accept) -> int:
    """Accept the returns and say so; all that can be used and are not accepted yet where no division is named."""
    project = open_project(options.folder, options.department)
    if not options.by.strip():
        raise WrongUse('Say who accepts them, by post: --by "Performance Officer".')
    today = dt.datetime.now().astimezone().date()
    day = read_day(options.on) or today
    status = status_of(project, choose_period(project, options.year, options.quarter), today, today)
    chosen = _named(project, status, options.divisions) if options.divisions else _waiting(status)
    for said in still_open(file.path for file in project.returns(status.period)):
        print(said, file=sys.stderr)
    if not options.dry_run:
        clear_up(project.workbooks / status.period.year.name)
    told = [_accepted(project, status, each, options.by.strip(), day, options.dry_run) for each in chosen]
    if not options.quiet:
        print("\n".join(told or [_nothing(status)]))
        print(f"Next: compile status {where(status.period)}")
    return 0


def _named(project: Project, status: Status, divisions: Sequence[str]) -> list[Standing]:
    """The divisions named; WrongUse, before any is accepted, where a return of one is not there or cannot be used."""
    keys = [division_named(project.department, words).key for words in divisions]
    found = {each.division.key: each for each in status.standings}
    for key in keys:
        if key not in found:
            raise WrongUse(f"'{key}' does not return in {status.period.year.label}.")
        if found[key].state in (State.MISSING, State.UNUSABLE):
            why = found[key].why or "there is no return"
            raise WrongUse(f"The return of {found[key].division.name} cannot be accepted: {why.rstrip('.')}.")
        twice = next((each for each in found[key].errors if each.code == _TWO_VERSIONS), None)
        if twice is not None:
            raise WrongUse(f"{twice.found} Leave the one that counts there, and accept it then.")
    return [found[key] for key in dict.fromkeys(keys)]


def _waiting(status: Status) -> list[Standing]:
    """The returns that can be used and were never accepted; one that changed since must be named."""
    return [
        each
        for each in status.standings
        if each.state in (State.RETURNED, State.NIL) and not each.accepted and not each.errors
    ]


def _nothing(status: Status) -> str:
    """Why no return is accepted where none is named."""
    faulty = [each.division.name for each in status.standings if each.book and each.errors and not each.accepted]
    if faulty:
        return f"Errors stand in the returns of {', '.join(faulty)}. Name a division to accept its return all the same."
    return "Every return that can be used is accepted already."


def _accepted(project: Project, status: Status, each: Standing, by: str, day: dt.date, dry_run: bool) -> str:
    name, book = each.division.name, each.book
    assert book is not None, "only a return that is there is accepted"
    if each.accepted and not each.changed:
        return f"{name}: accepted already, by {each.accepted.by} on {say_date(each.accepted.on)}."
    if not dry_run:
        path = next(file.path for file in project.returns(status.period) if file.name == book.workbook)
        accept(project, status.period, book, path.read_bytes(), by, day)
    count = len(each.errors)
    stand = f" {count} {'error stands' if count == 1 else 'errors stand'} in it." if count else ""
    return f"{name}: accepted by {by} on {say_date(day)}{' again, as it is now' if each.changed else ''}.{stand}"
