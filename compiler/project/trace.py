"""The figures of a period's report as the last run told it, ready to be asked where they come from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from compiler.domain.frozen import dataclass
from compiler.domain.period import Period
from compiler.pipeline import Compiled, compile_quarter
from compiler.project.find import Project
from compiler.project.quarter import REPORT, Wish, inputs_of
from compiler.project.state import LastRun, read_last_run
from compiler.project.word import as_it_lies
from compiler.report.changes import report_facts


@dataclass(frozen=True, slots=True)
class Recompiled:
    """A period compiled again in the manner of its last run; `stale` where the last report said something else, `annex`
    where it had the annex of sources."""

    compiled: Compiled
    period: Period
    stale: bool
    final: bool = False
    annex: bool = False


def recompile(
    project: Project, period: Period, tell: Callable[[str], None] = lambda step: None, paper: str = ""
) -> Recompiled:
    """Compile a period again, final or draft, and without the divisions, as the last run did; nothing is written.

    `paper` is the file of another body's paper, whose own last run is meant then.
    """
    last = read_last_run(project.output(period))
    if paper in last.papers:
        last = replace(last, asked=last.papers[paper], facts=None)
    wish = wish_of(last)
    compiled = compile_quarter(inputs_of(project, period, wish), final=wish.final, tell=tell)
    if not paper:
        compiled = replace(compiled, report=as_it_lies(project, compiled.report, project.output(period) / REPORT))
    facts = [list(fact) for fact in report_facts(compiled.report)]
    stale = last.facts is not None and [list(fact) for fact in last.facts] != facts
    return Recompiled(compiled, period, stale, wish.final, wish.annex)


def wish_of(last: LastRun) -> Wish:
    """What was asked for when a run was made; a plain draft where that was not kept."""
    try:
        as_at = dt.date.fromisoformat(last.asked.get("as_at", ""))
    except ValueError:
        as_at = None
    without = {key[8:]: reason for key, reason in last.asked.items() if key.startswith("without ")}
    asked = last.asked
    return Wish(final=bool(asked.get("final")), without=without, as_at=as_at, annex=bool(asked.get("annex")))
