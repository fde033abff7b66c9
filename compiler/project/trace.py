"""The papers of a period as they were last told, and those of a year's plans, ready to be asked for their figures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

from compiler.consolidate.narrow import narrowed
from compiler.domain.frozen import dataclass, replace
from compiler.domain.period import Period, Year
from compiler.pipeline import Compiled, compile_quarter
from compiler.profile.audience import Audience
from compiler.project.find import Project, WrongUse
from compiler.project.issue import planned_years
from compiler.project.names import file_name
from compiler.project.papers import all_papers, chosen, made_for
from compiler.project.plan import plans_to_write, year_of_plans
from compiler.project.quarter import REPORT, Wish, inputs_of
from compiler.project.state import LastRun, read_last_run
from compiler.project.word import as_it_lies
from compiler.render.trace import Answer, Behind, answer, behind_plans, behind_view
from compiler.report.blocks import Report
from compiler.report.changes import report_facts
from compiler.report.plan_covering import build_covering
from compiler.report.plan_document import build_plan
from compiler.report.standing import exceptional


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


# --- every paper ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Askable:
    """A paper whose figures can be asked: what it is called, what it tells, and what stands behind it; `stale` where
    the one in output/ says something else."""

    said: str
    report: Report
    behind: Behind
    stale: bool = False


def report_to_ask(project: Project, period: Period, tell: Callable[[str], None]) -> tuple[Askable, Recompiled]:
    """The report of a period, which its page tells too, and what it was recompiled to."""
    made = recompile(project, period, tell)
    behind = behind_view(made.compiled.view)
    return Askable(f"the report of {period.short}", made.compiled.report, behind, made.stale), made


def paper_to_ask(project: Project, period: Period, name: str, tell: Callable[[str], None]) -> Askable:
    """Another body's paper, by the name or key of the body; WrongUse, with the nearest, where there is none, or where
    nothing is covered by it."""
    audience, *others = chosen(project, period, [name], False)
    if others:
        keys = ", ".join(each.key for each in (audience, *others))
        raise WrongUse(f"There are several papers for '{name}'. Name one of them: {keys}.")
    asked = _asked_of(project, period, audience, recompile(project, period, tell, file_name(audience.key, ".docx")))
    if asked is None:
        raise WrongUse(f"There is no paper for {audience.body}: nothing in {period.short} is covered by it.")
    return asked


def _asked_of(project: Project, period: Period, audience: Audience, made: Recompiled) -> Askable | None:
    """The paper of a body as it lies there, or as it would be written; None where nothing is covered by it."""
    view = narrowed(made.compiled.view, audience, exceptional)
    if not view.rows:
        return None
    dressed, report, template = made_for(project, view, audience, made.final)
    report = as_it_lies(dressed, report, project.output(period) / file_name(audience.key, ".docx"), template)
    return Askable(f"the paper for {audience.body}, {period.short}", report, behind_view(view))


def plans_to_ask(project: Project, named: Year | None) -> tuple[Askable, ...]:
    """The documents of a year's plans and the report that covers them; WrongUse where there are none."""
    year = year_of_plans(project, named)
    plans, _ = plans_to_write(project, year)
    told = tuple(
        Askable(f"the {paper.name}, {year.label}", build_plan(paper), behind_plans(plans, paper))
        for paper in plans.papers
    )
    covering = build_covering(plans)
    if covering is None:
        return told
    return (*told, Askable(f"the covering report of the plans, {year.label}", covering, behind_plans(plans)))


def others_to_ask(project: Project, period: Period, made: Recompiled) -> Iterator[Askable]:
    """The other papers of a period, those that are due or lie in output/, and the documents of its year's plans."""
    last = read_last_run(project.output(period))
    for audience in all_papers(project):
        name = file_name(audience.key, ".docx")
        if audience.due_in(period.name) or (project.output(period) / name).is_file():
            alike = last.papers.get(name, last.asked) == last.asked
            asked = _asked_of(project, period, audience, made if alike else recompile(project, period, paper=name))
            if asked is not None:
                yield asked
    if period.year in planned_years(project):
        yield from plans_to_ask(project, period.year)


def answers(query: str, papers: Iterator[Askable] | tuple[Askable, ...], named: bool) -> tuple[Answer, ...]:
    """What the papers answer, those first that have something to answer."""
    asked = [answer(query, each.said, each.report, each.behind, named) for each in papers]
    found = tuple(each for each in asked if each.places)
    if found or len(asked) == 1:
        return found or tuple(asked)
    return tuple(replace(each, said=each.said.replace("in this report", "in these papers")) for each in asked)
