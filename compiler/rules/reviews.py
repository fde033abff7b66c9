"""K: the reviews of risks. Is the next one named, and was the last one held when it was due?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from compiler.domain.agreement import grouped
from compiler.domain.finding import Severity
from compiler.domain.period import last_of_month, say_date, say_month
from compiler.domain.record import Kind, Record, State
from compiler.domain.regex import regex
from compiler.domain.text import fold
from compiler.domain.when import When, read_when
from compiler.rules.case import Answered, Case
from compiler.rules.pointing import point_at
from compiler.rules.rule import Point, Rule, Scope
from compiler.rules.wording import counted, quote

_MONTHS = {"monthly": 1, "quarterly": 3, "six-monthly": 6, "half-yearly": 6, "annual": 12, "annually": 12, "yearly": 12}
_WORD = regex(r"[a-z]+(?:-[a-z]+)?")
_MARKS = regex(r"(?i)\b(?:date of )?(?:last|latest|previous)(?: review(?:ed)?)?\b")
_NEXT = regex(r"(?i)\bnext\b")


def _rhythm(record: Record) -> tuple[int, str]:
    """Every how many months a risk is reviewed, and the word that says so; 0 where its words do not say."""
    found = {word for word in _WORD.findall(fold(record.text("review"))) if word in _MONTHS}
    word = found.pop() if len(found) == 1 else ""
    return _MONTHS.get(word, 0), word


def _last(record: Record) -> When | None:
    """The last review that the plan's words name ('Last – Dec 07'), where they name only that one."""
    words = record.text("reviewed")
    if not words or _NEXT.search(words):
        return None
    when = read_when(_MARKS.sub("", words).strip(" :-–—"))
    return when if when.readable and when.end is not None else None


def _fallen_due(after: dt.date, months: int) -> dt.date:
    """The last day on which a review is in time, so many months after the last one."""
    year, month = divmod(after.year * 12 + after.month - 1 + months, 12)
    return last_of_month(year, month + 1)


def no_next_review(case: Case) -> Iterator[Point]:
    """Registers that ask for the last and the next review of each risk, and name only the last."""
    planned = [down for down in case.down_under("reviewed") if down.of_plan and down.column.part == "plan"]
    both = [down for down in planned if _NEXT.search(case.heading(down.column))]
    found = [cell for down in both for cell in down.cells if _last(cell.record)]
    for same in grouped(found, lambda cell: cell.book.workbook).values():
        yield _no_next_review(case, same)
    blank = (cell for down in case.down_under("next_review") for cell in down.in_state(State.BLANK))
    asked = [cell for cell in blank if cell.record.gives("last_review")]
    for same in grouped(asked, lambda cell: cell.book.workbook).values():
        yield point_at(
            same[0],
            f"'{case.heading(same[0].column)}' is blank for {counted(len(same), case.profile.word('risk'))} "
            "with a last review.",
            "A register says when each risk is looked at again.",
            "Give the month or the day of the next review.",
            example="Dec 2008" if case.period is None else say_month(case.period.next().last_day),
            others=tuple(each.entry.origin for each in same[1:]),
        )


def _no_next_review(case: Case, same: list[Answered]) -> Point:
    cell, count = same[0], counted(len(same), case.profile.word("risk"))
    late = [each for each in same if _late(case, each.record)]
    rhythm = _rhythm(late[0].record)[1] if late else ""
    many = f"{len(late)} of them" if len(late) < len(same) else "all of them" if len(same) > 1 else "it"
    overdue = (
        f" By the method of review given ({quote(rhythm)}), {many} had fallen due again before the year began."
        if late
        else ""
    )
    return point_at(
        cell,
        f"'{case.heading(cell.column)}' gives only a last review, such as {quote(cell.entry.raw)}, and no date of the "
        f"next one, for {count}.{overdue}",
        "A register says when each risk is looked at again.",
        others=tuple(each.entry.origin for each in same[1:]),
        # A plan may say elsewhere by which process its risks will be reviewed.
        most=Severity.NOTE,
    )


def _late(case: Case, record: Record) -> bool:
    last, (months, _) = _last(record), _rhythm(record)
    return bool(last and last.end and months and _fallen_due(last.end, months) < case.year.first_day)


def overdue_review(case: Case) -> Iterator[Point]:
    """Risks in returns whose review was due by the period's last day and is not told of."""
    day = case.as_at or (case.period.last_day if case.period else None)
    asked = (d for d in case.down_under("last_review") if d.column.part == "return" and d.sheet.kind is Kind.RISK)
    for down, number in ((each, number) for each in asked for number in range(len(each.records))):
        why = _overdue(down.records[number], day) if day else ""
        if why and day and not _unreadable(down.records[number]):
            yield point_at(
                down.cell(number),
                f"{why}, and by {say_date(day)} no later review is given.",
                "A risk is reviewed by the day that was set for it.",
                "Give the date of the last review and of the next one, or say in the change of controls why it was "
                "not held.",
            )


def _unreadable(record: Record) -> bool:
    return any(record.entry(key).problem for key in ("last_review", "next_review"))


def _overdue(record: Record, day: dt.date) -> str:
    """Why a review is overdue on that day; '' when it is not, or when the words do not tell."""
    held, following = record.read("last_review", When), record.read("next_review", When)
    if following is not None:
        kept = held is not None and held.end is not None and following.start and held.end >= following.start
        return f"The next review was to be in {quote(following.raw)}" if following.late(day) and not kept else ""
    last, (months, word) = held or _last(record), _rhythm(record)
    if last is None or last.end is None or not months or _fallen_due(last.end, months) >= day:
        return ""
    told = quote(record.text("last_review") or record.text("reviewed"))
    return f"The review is {word}, the last one that is named is {told}"


REVIEW_RULES = (
    Rule(
        "K805",
        "The next review of risks is not given",
        "A register that says only when a risk was last looked at sets no day by which anyone must look again.",
        Severity.WARNING,
        Scope.RISKS,
        no_next_review,
    ),
    Rule(
        "K806",
        "The review of a risk is overdue",
        "A score that nobody has looked at since the day set for it is not this quarter's score.",
        Severity.WARNING,
        Scope.RISKS,
        overdue_review,
    ),
)
