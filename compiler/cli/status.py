"""`compile status`: who has returned, what holds up the final report, whom to chase, and when things are due."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

from compiler.cli.again import asked, where
from compiler.cli.commands import ledger
from compiler.cli.quarter import read_day
from compiler.cli.screen import console, table
from compiler.domain.period import say_date
from compiler.ledger.standing import Standing, State
from compiler.project.find import Project, WrongUse, open_project
from compiler.project.status import FOLDER, Due, Status, deadlines, period_asked, status_of, write_chasing


def status_and_tell(options: ledger.Status) -> int:
    """Print how the period stands; always 0, whatever stands in its way."""
    if options.format not in ("text", "json"):
        raise WrongUse(f"There is no format '{options.format}'. There are: text, json.")
    if options.due and options.chase:
        raise WrongUse("Give --due or --chase, not both.")
    project = open_project(options.folder, options.department)
    now = dt.datetime.now().astimezone()
    today = read_day(options.as_at) or now.date()
    if options.due:
        return _tell_due(project, today, options.format)
    # A day that was only asked about is no day on which anything was received.
    status = status_of(
        project, period_asked(project, options.year, options.quarter), today, None if options.as_at else today
    )
    written = write_chasing(project, status, now) if options.chase else ()
    if options.format == "json":
        print(json.dumps(_object(project, status, [each.path.name for each in written]), ensure_ascii=False, indent=2))
    elif not options.quiet:
        _print(project, status)
    for each in written:
        if options.format != "json" and not options.quiet:
            print(f"Wrote {each.path}{f'. {each.note}' if each.note else ''}")
    if options.format != "json" and not options.quiet:
        if options.chase:
            print("None of these was sent: read each, change what you like, and send it yourself.")
        print(f"Next: {_next(status, options.chase)}")
    return 0


def _print(project: Project, status: Status) -> None:
    screen = console()
    screen.print(f"{project.department.name}, {status.period.label}, as at {say_date(status.today)}", style="bold")
    screen.print(_days(status))
    headings = ("Division", "Return", "On", "Late", "Errors", "Warnings", "Accepted")
    screen.print(table(headings, (_cells(each) for each in status.standings), right=(3, 4, 5)))
    for each in status.standings:
        if each.why and each.state is not State.RETURNED:
            said = "nil return, " if each.state is State.NIL else ""
            screen.print(f"{each.division.name}: {said}{each.why.rstrip('.')}.")
    for finding in status.yours:
        screen.print(f"For you to settle ({finding.code}): {finding.found}")
    if status.questions:
        screen.print(_questions(status))
    screen.print(
        f"In the way of a final report: {status.blocks}"
        if status.blocks
        else "Nothing is in the way of a final report."
    )


def _questions(status: Status) -> str:
    number, untold = len(status.questions), sum(not each.told for each in status.questions)
    said = "1 question from members is open" if number == 1 else f"{number} questions from members are open"
    return f"{said}, {untold} without an answer for this meeting." if untold else f"{said}, with an answer for now."


def _days(status: Status) -> str:
    said = [f"Returns due {say_date(status.due)}" if status.due else "No day is set for the returns"]
    said += [f"meeting {say_date(status.meeting)}"] if status.meeting else []
    return ", ".join(said) + "."


def _cells(each: Standing) -> tuple[str, ...]:
    on = say_date(each.on) + ("" if each.by_ledger else " (by its cover)") if each.on else "–"
    found = (str(len(each.errors)), str(len(each.warnings))) if each.book else ("–", "–")
    return each.division.name, each.state.value, on, _late(each), *found, _accepted(each)


def _late(each: Standing) -> str:
    if each.days_late is None:
        return "–"
    if each.days_late == 0:
        return "in time" if each.book else "not yet due"
    return f"{each.days_late} {'day' if each.days_late == 1 else 'days'}"


def _accepted(each: Standing) -> str:
    if each.accepted is None:
        return "no"
    return f"{say_date(each.accepted.on)}{', CHANGED since' if each.changed else ''}"


def _next(status: Status, chased: bool) -> str:
    """What to do next, the most urgent first."""
    here = where(status.period)
    if status.to_chase and not chased:
        return f"compile status {here} --chase"
    if any(each.errors or each.state is State.UNUSABLE for each in status.standings):
        return f"compile check {here} --feedback"
    if any(each.changed for each in status.standings):
        return f"compile check {here}"
    waiting = [each for each in status.standings if each.book and not each.accepted]
    if waiting:
        return f'compile accept {here} --by "YOUR POST"'
    if status.blocks or any(each.state is State.MISSING for each in status.standings):
        return f"compile quarter {here}"
    return f"compile quarter {here} --final"


def _object(project: Project, status: Status, drafts: list[str]) -> dict[str, Any]:
    return {
        "department": project.department.name,
        "year": status.period.year.name,
        "period": status.period.name,
        "as_at": status.today.isoformat(),
        "due": _iso(status.due),
        "meeting": _iso(status.meeting),
        "divisions": [_division(each) for each in status.standings],
        "blocks": status.blocks,
        "questions_open": len(status.questions),
        "questions_without_answer": sum(not each.told for each in status.questions),
        "drafts": [f"{FOLDER}/{name}" for name in drafts],
    }


def _division(each: Standing) -> dict[str, Any]:
    return {
        "division": each.division.key,
        "name": each.division.name,
        "state": each.state.value,
        "file": each.book.workbook if each.book else None,
        "returned_on": _iso(each.on),
        "returned_on_by": ("ledger" if each.by_ledger else "cover") if each.on else None,
        "days_late": each.days_late,
        "errors": len(each.errors),
        "warnings": len(each.warnings),
        "accepted_on": _iso(each.accepted.on) if each.accepted else None,
        "changed_since_accepted": each.changed,
        "why": each.why,
        "to_chase": each.to_chase,
    }


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _tell_due(project: Project, today: dt.date, form: str) -> int:
    """Print the deadlines, and the next one to watch."""
    found = deadlines(project)
    if form == "json":
        print(json.dumps([_due_object(each, today) for each in found], ensure_ascii=False, indent=2))
        return 0
    screen = console()
    screen.print(f"{project.department.name}, as at {say_date(today)}", style="bold")
    screen.print(
        table(("Period", "Returns due", "", "Returned", "Meeting"), (tuple(_due_cells(each, today)) for each in found))
    )
    open_ = next((each for each in found if each.returned < each.expected and each.due), None)
    last = open_ or (found[-1] if found else None)
    screen.print(f"Next: compile status {where(last.period)}" if last else f"Next: compile status{asked()}")
    return 0


def _due_cells(each: Due, today: dt.date) -> Iterator[str]:
    yield each.period.short
    yield say_date(each.due) if each.due else "–"
    yield _away(each.due, today) if each.due else ""
    yield f"{each.returned} of {each.expected}"
    yield say_date(each.meeting) if each.meeting else "–"


def _away(day: dt.date, today: dt.date) -> str:
    days = abs((day - today).days)
    if day == today:
        return "today"
    count = f"{days:,} {'day' if days == 1 else 'days'}"
    return f"in {count}" if day > today else f"{count} ago"


def _due_object(each: Due, today: dt.date) -> dict[str, Any]:
    return {
        "year": each.period.year.name,
        "period": each.period.name,
        "due": _iso(each.due),
        "days_to_go": (each.due - today).days if each.due else None,
        "meeting": _iso(each.meeting),
        "returned": each.returned,
        "expected": each.expected,
    }
