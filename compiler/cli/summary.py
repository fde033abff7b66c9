"""What came of a run: the returns, what was written, what changed in the report, and what to do next."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from compiler.cli.again import asked, where
from compiler.cli.screen import table
from compiler.consolidate.view import DepartmentView, Receipt
from compiler.domain.finding import Severity, separate
from compiler.domain.frozen import dataclass
from compiler.domain.record import Kind
from compiler.project.quarter import Run
from compiler.report.questions import answer_awaited
from compiler.report.summary import MEETING_DATE

if TYPE_CHECKING:
    from rich.console import Console

    from compiler.cli.replay import Recorder
    from compiler.project.edits import Edited
    from compiler.render.word.edits import Told

_SHOWN_CHANGES = 12
_TO_MEETING = 50  # days from the end of a period to a meeting, as an example


def print_summary(screen: Console | Recorder, run: Run, final: bool) -> None:
    """The summary for people."""
    view = run.compiled.view
    screen.print(f"{view.department.name}, {view.period.label}", style="bold")
    if view.notice:
        screen.print(view.notice)
    screen.print(
        table(
            ("Division", "Return", "Rows", "Errors", "Warnings", *(("Ratings",) if view.profile.ratings else ())),
            (line.cells if view.profile.ratings else line.cells[:-1] for line in lines(view)),
            right=(2, 3, 4),
        )
    )
    rows_in = sum(source.rows_read + source.rows_refused for source in view.sources if source.role == "return")
    refused = sum(source.rows_refused for source in view.sources if source.role == "return")
    screen.print(f"Rows in {rows_in} = rows taken up {rows_in - refused} + rows refused {refused}.")
    for line in (*_reasons(view), *_conflicts(view), *_changes(run), *by_hand(run.edited)):
        screen.print(line)
    for written in run.written:
        if not written.path.name.startswith("findings"):
            screen.print(f"Wrote {written.path}")
    if run.compiled.report.draft:
        screen.print(f"The report is a DRAFT. {run.compiled.report.draft}")
        for line in to_write(run):
            screen.print(line)
    if final and not run.compiled.report.draft:
        screen.print("Read the report once more, then send it to the meeting.")
    screen.print(f"Next: {next_step(view, run, final)}")


@dataclass(frozen=True, slots=True)
class Line:
    """One return in the summary: whose it is, what became of it, its rows, findings, and actions by rating."""

    division: str
    receipt: str
    rows: int | None
    errors: int
    warnings: int
    ratings: Mapping[str, int]

    @property
    def cells(self) -> tuple[str, ...]:
        """The line as a table shows it."""
        ratings = ", ".join(f"{name} {count}" for name, count in self.ratings.items())
        rows = "–" if self.rows is None else str(self.rows)
        return self.division, self.receipt, rows, str(self.errors), str(self.warnings), ratings


def lines(view: DepartmentView) -> Iterator[Line]:
    """A line for each return that came or was expected."""
    found, rated = _found(view), _rated(view)
    for source in view.sources:
        if source.role == "return":
            received = source.receipt is Receipt.RECEIVED
            yield Line(
                division=source.division.name if source.division else source.workbook,
                receipt=source.state,
                rows=source.rows_read if received else None,
                errors=found[source.workbook, Severity.ERROR],
                warnings=found[source.workbook, Severity.WARNING],
                ratings=_in_order(view, rated.get(source.workbook, Counter())) if received else {},
            )


def _found(view: DepartmentView) -> Counter[tuple[str, Severity]]:
    """How many findings of each weight stand in each workbook."""
    return Counter((each.origin.workbook, each.severity) for each in separate(view.findings))


def _rated(view: DepartmentView) -> dict[str, Counter[str]]:
    """How many of the actions that each workbook returned are rated how."""
    rated: dict[str, Counter[str]] = {}
    for row in view.of(Kind.ACTION):
        if row.returned and row.rating:
            rated.setdefault(row.returned.origin.workbook, Counter())[row.rating.name] += 1
    return rated


def _in_order(view: DepartmentView, rated: Mapping[str, int]) -> dict[str, int]:
    """The ratings, worst first."""
    order = [state.name for state in view.profile.ratings.states] if view.profile.ratings else []
    return {name: rated[name] for name in sorted(rated, key=lambda name: order.index(name) if name in order else 99)}


def summary_json(run: Run) -> str:
    """The same for programs; `draft` says why the report is one, '' if it is none."""
    from dataclasses import asdict  # 6 ms that a summary in words does not need

    view = run.compiled.view
    told = {
        "department": view.department.name,
        "year": view.period.year.name,
        "period": view.period.name,
        "divisions": [asdict(line) for line in lines(view)],
        "written": [str(written.path) for written in run.written],
        "changes": None if run.changes is None else list(run.changes),
        "draft": run.compiled.report.draft,
        "edits": edits_told(run.edited),
    }
    return json.dumps(told, ensure_ascii=False, indent=2)


def edits_told(edited: Edited) -> dict[str, object]:
    """What is in a report by hand, for programs."""
    from dataclasses import asdict

    return {
        "kept": [asdict(each) for each in edited.kept],
        "let_go": [asdict(each) for each in edited.let_go],
        "taken_out": list(edited.gone),
    }


def _reasons(view: DepartmentView) -> Iterator[str]:
    """Why files cannot be used, each reason once."""
    unusable = [source for source in view.sources if source.receipt is Receipt.UNREADABLE]
    named = (each.reason if each.workbook in each.reason else f"{each.workbook}: {each.reason}" for each in unusable)
    yield from dict.fromkeys(named)


def _conflicts(view: DepartmentView) -> Iterator[str]:
    """Which rows the returns disagree on, and where the officer settles it."""
    names = dict.fromkeys(each.conflict.reference for each in view.conflicts if each.settled is None)
    if names:
        yield f"Returns disagree on {', '.join(names)}: settle it in the sheet 'Conflicts' of the master workbook."


def _changes(run: Run) -> Iterator[str]:
    """What is different in the report since the last run."""
    if run.changes is None:
        return
    if not run.changes:
        yield "Nothing in the report has changed since the last run."
        return
    yield f"Changed in the report since the last run ({len(run.changes)}):"
    yield from (f"  {line}" for line in run.changes[:_SHOWN_CHANGES])
    if len(run.changes) > _SHOWN_CHANGES:
        yield f"  and {len(run.changes) - _SHOWN_CHANGES} more"


def by_hand(edited: Edited) -> Iterator[str]:
    """What stands in a report by hand, what the returns say there now, and what was let go or taken out."""
    if edited.kept:
        yield f"Kept as edited by hand ({len(edited.kept)}):"
        yield from _shown(edited.kept)
        titles = list(dict.fromkeys(each.title for each in edited.kept))
        yield f'To let edits go: --let-go "{titles[0]}", or --fresh for all.'
    if edited.let_go:
        yield f"Edits let go ({len(edited.let_go)}):"
        yield from _shown(edited.let_go)
    for title in edited.gone:
        yield f"“{title}” was taken out of the report by hand and stays out; compile template palette has it to copy."


def _shown(edits: Sequence[Told]) -> Iterator[str]:
    yield from (f"  {each.text}" for each in edits[:_SHOWN_CHANGES])
    if len(edits) > _SHOWN_CHANGES:
        yield f"  and {len(edits) - _SHOWN_CHANGES} more (all with --format json)"


def to_write(run: Run) -> Iterator[str]:
    """Where the officer writes what the report still lacks."""
    view, written_there = run.compiled.view, [gap.what for gap in run.compiled.report.gaps if gap.phrase]
    gaps = {gap.what for gap in run.compiled.report.gaps if not gap.phrase}
    sheet = view.profile.sheet(Kind.NARRATIVE)
    lead = next((each for each in view.department.divisions if each.lead), None)
    date = {MEETING_DATE} & gaps
    asked = {answer_awaited(each.question) for each in view.questions} & gaps
    if sheet and lead and gaps - date - asked:
        yield f"Write these parts in the sheet {sheet.name} of the return of {lead.name}."
    if written_there:
        yield f"Write in the Word report itself: {'; '.join(dict.fromkeys(written_there))}."
    if asked:
        number = "A question of members has" if len(asked) == 1 else f"{len(asked)} questions of members have"
        yield f'{number} no answer for this meeting: compile decide --question NUMBER --answer "WORDS" --on DD/MM/YYYY.'
    if date:
        place = f'[deadlines."{view.period.year.name}/{view.period.name}"]'
        day = view.period.last_day + dt.timedelta(days=_TO_MEETING)
        yield f"The {MEETING_DATE} goes into department.toml, under {place}, such as meeting = {day}."


def next_step(view: DepartmentView, run: Run, final: bool) -> str:
    """The command to run next, the most urgent first."""
    here = where(view.period)
    if view.errors:
        plans = {source.workbook for source in view.sources if source.role == "plan"}
        only = all(finding.origin.workbook in plans for finding in view.errors)
        return f"compile check {'--plan ' if only else ''}{here}"
    if run.compiled.report.draft:
        waiting = [
            source for source in view.missing if source.division and source.division.key not in (view.without or {})
        ]
        return f"compile status {here} --chase" if waiting else f"compile quarter {here}"
    if final:
        after = view.period.next()
        opens = "issue" if after.year == view.period.year else "roll-forward"
        part = f" --quarter {after.name}" if after.year == view.period.year else ""
        return f"compile {opens} --year {after.year.name}{part}{asked()}"
    return f"compile quarter {here} --final"
