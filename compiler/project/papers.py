"""Papers for other bodies, made from the same returns as the report of a period and lying beside it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from pathlib import Path

from compiler.consolidate.narrow import narrowed
from compiler.consolidate.view import DepartmentView
from compiler.domain.frozen import dataclass, replace
from compiler.domain.period import Period
from compiler.domain.text import fold, nearest
from compiler.pipeline import compile_quarter
from compiler.profile.audience import Audience, one_by_one
from compiler.profile.build import Problems
from compiler.project.decide import take_entered
from compiler.project.edits import NO_EDITS, Edited, edited, lying, write_report
from compiler.project.find import Project, WrongUse, mistaken
from compiler.project.inputs import Wish, inputs_of
from compiler.project.ledger import note_published
from compiler.project.lock import one_at_a_time
from compiler.project.names import file_name
from compiler.project.phrases import phrases_usable, style_notes
from compiler.project.quarter import MASTER, asked_for
from compiler.project.state import keep_run, read_last_run
from compiler.project.twins import NO_TWINS, write_twins
from compiler.project.word import amiss, made_over, paginated, template_of, with_annex
from compiler.project.write import NotWritten, Written, sha256
from compiler.render.master.standing import led_to_master
from compiler.render.word.slots.relaid import relaid
from compiler.render.word.unpublished import not_for_publication
from compiler.report.arrange import arranged
from compiler.report.blocks import Report
from compiler.report.build import build_report
from compiler.report.narrative import SUMMARY
from compiler.report.parts import SECTIONS
from compiler.report.slots import slots_of
from compiler.report.standing import exceptional


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper: whose it is, what it tells, where it was written (None if not), and what is in it by hand.

    `refused` says why it could not be written as final; `notes` what else is to be told of it.
    """

    audience: Audience
    view: DepartmentView
    report: Report
    written: Written | None = None
    data: bytes = b""
    edited: Edited = NO_EDITS
    refused: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Papers:
    """What a run came to: the papers, what to note beside them, and the PDFs that were written beside them."""

    view: DepartmentView
    papers: tuple[Paper, ...]
    notes: tuple[str, ...] = ()
    twins: tuple[Written, ...] = ()


def chosen(project: Project, period: Period, names: Sequence[str], every: bool) -> tuple[Audience, ...]:
    """The audiences that are named by key or body, or with `every` all that are due a paper for the period.

    WrongUse, with the nearest name and the list, for one that there is not, or where none is named.
    """
    _check_settings(project)
    papers = {each.key: _papers_of(project, each) for each in project.profile.audiences}
    if not papers:
        raise WrongUse("This format names no other bodies. An [audience.KEY] in its profile.toml names one.")
    if not names and not every:
        raise WrongUse(f"Say whose paper: --audience NAME, or --all. {_there(project)}")
    found = [each for name in names for each in _named(project, papers, name)]
    due = [paper for each in project.profile.audiences if each.due_in(period.name) for paper in papers[each.key]]
    return tuple({each.key: each for each in (*(due if every else ()), *found)}.values())


def _papers_of(project: Project, audience: Audience) -> tuple[Audience, ...]:
    return one_by_one(audience, {each.key: each.name for each in project.department.divisions})


def _named(project: Project, papers: dict[str, tuple[Audience, ...]], name: str) -> tuple[Audience, ...]:
    """The papers of the audience of that name, or the one of a division that is named with it."""
    wanted = fold(name)
    for each in project.profile.audiences:
        if wanted in (fold(each.key), fold(each.body)):
            return papers[each.key]
    single = [paper for group in papers.values() for paper in group if wanted in (fold(paper.key), fold(paper.body))]
    if single:
        return (single[0],)
    close = nearest(name, [words for each in project.profile.audiences for words in (each.key, each.body)])
    hint = f" Did you mean '{close}'?" if close else ""
    raise WrongUse(f"There is no audience called '{name}'.{hint} {_there(project)}")


def _there(project: Project) -> str:
    bodies = (f"{each.key} ({each.body.replace('{division}', 'each division')})" for each in project.profile.audiences)
    return f"There are: {', '.join(bodies)}."


def _check_settings(project: Project) -> None:
    """WrongUse with all mistakes that only the department and the parts of its report show, at their lines.

    A part that other formats have is no mistake: a format may lack what the audience that it inherits names.
    """
    place = Path(project.profile.folder) / "profile.toml"
    problems = Problems(f"{place.parent.name}/{place.name}", place.read_text(encoding="utf-8"))
    own = [slot.key for slot in slots_of(project.profile) if slot.kind != "fact"]
    parts = list(dict.fromkeys([*own, *SECTIONS, *(f"summary-{key}" for key in SUMMARY)]))
    divisions = [division.key for division in project.department.divisions]
    for each in project.profile.audiences:
        for name, given, known in (("parts", each.parts, parts), ("divisions", each.divisions, divisions)):
            for key in given:
                if key not in known:
                    close = nearest(key, known)
                    hint = f"did you mean '{close}'?" if close else f"there are {', '.join(known)}"
                    problems.add(f"audience.{each.key}.{name}", f"there is no '{key}' among the {name}; {hint}")
    if problems.found:
        raise WrongUse("The profile has mistakes:\n" + "\n".join(f"  {problem}" for problem in problems.found))
    _check_meetings(project)


def _check_meetings(project: Project) -> None:
    keys = [each.key for each in project.profile.audiences]
    place = project.workbooks / "department.toml"
    problems = Problems(f"workbooks/{project.department.key}/{place.name}", place.read_text(encoding="utf-8"))
    for period, deadline in project.department.deadlines.items():
        for key in deadline.meetings:
            if key not in keys:
                close = nearest(key, keys)
                hint = f"did you mean '{close}'?" if close else f"there are {', '.join(keys)}"
                problems.add(f"deadlines.{period}.meetings", f"there is no audience '{key}' in the profile; {hint}")
    if problems.found:
        raise mistaken(problems)


def write_papers(
    project: Project, period: Period, audiences: Sequence[Audience], wish: Wish, tell: Callable[[str], None]
) -> Papers:
    """Compile a period once and write a paper for each audience beside its report.

    A final paper is refused by itself while anything stands in its way; the others are written. Decisions entered in
    the master workbook count already, and stay there for the next report to keep. NotWritten if nothing could be
    written.
    """
    phrases_usable(project)
    project = with_annex(project, wish.annex)
    folder, now = project.output(period), dt.datetime.now().astimezone()
    last = read_last_run(folder)
    decided = take_entered(project, period, folder / MASTER, last, now.date(), write=False).project
    compiled = compile_quarter(inputs_of(decided, period, wish), final=wish.final, tell=tell)
    seen = [(each, narrowed(compiled.view, each, exceptional)) for each in audiences]
    notes = [f"No paper for {each.body}: {_nothing(each, period)}" for each, view in seen if not view.rows]
    alone = one_at_a_time(folder, lambda: now.strftime("%H:%M on %d/%m/%Y"))
    with nullcontext() if wish.dry_run else alone:
        papers = []
        for audience, view in seen:
            if view.rows:
                tell(f"Writing the paper for {audience.body}")
                papers.append(_write(project, period, audience, view, compiled.view, wish, now))
    words = {each.written.path: each.data for each in papers if each.written}
    twins = write_twins(words, tell) if wish.pdf else NO_TWINS
    if wish.final:
        notes += _published(
            project, period, {**{path.name: data for path, data in words.items()}, **(twins.made or {})}
        )
    return Papers(compiled.view, tuple(papers), (*notes, *twins.notes), twins.written)


def _nothing(audience: Audience, period: Period) -> str:
    return f"nothing in {period.short} is covered by [audience.{audience.key}] in the profile."


def made_for(project: Project, view: DepartmentView, audience: Audience, final: bool) -> tuple[Project, Report, bytes]:
    """An audience's paper before it is written: the project with its settings, what it tells, and its template."""
    dressed = replace(project, profile=replace(project.profile, report=view.profile.report))
    report = build_report(view, final=final)
    told = arranged(report, audience.parts) if audience.parts else report
    return dressed, told, _template(dressed, audience)


def paper_in(project: Project, name: str) -> Audience | None:
    """The audience whose paper a file of that name is, None where it is no such paper."""
    return next((paper for paper in all_papers(project) if name == file_name(paper.key, ".docx")), None)


def all_papers(project: Project) -> tuple[Audience, ...]:
    """The audiences of every paper that there can be, each division's own by itself."""
    return tuple(paper for each in project.profile.audiences for paper in _papers_of(project, each))


def _write(
    project: Project,
    period: Period,
    audience: Audience,
    view: DepartmentView,
    whole: DepartmentView,
    wish: Wish,
    now: dt.datetime,
) -> Paper:
    """Make one paper over its template, or over what lies there by hand, and write it; the master workbook beside it
    has the rows of the `whole` view."""
    dressed, report, template = made_for(project, view, audience, wish.final)
    path = project.output(period) / file_name(audience.key, ".docx")
    found = lying(path, project.profile, template, read_last_run(path.parent).files.get(path.name), wish)
    led = report if wish.final else led_to_master(report, whole, MASTER)
    report, word, found = made_over(dressed, led, found, template)
    wrong = amiss(dressed, template, found.document)
    wrong = (*wrong, *not_for_publication(word)) if wish.final else wrong
    if wish.final and (report.draft or wrong):
        return Paper(audience, view, report, refused=report.draft or " ".join(wrong))
    word, notes = paginated(word) if wish.paginate else (word, ())
    notes = (*notes, *wrong, *style_notes(project.profile, (report,)))
    if wish.dry_run:
        by_hand = edited(found)
        return Paper(audience, view, report, edited=by_hand, notes=(*notes, *by_hand.notes))
    written, by_hand = write_report(path, word, found, now)
    if not written.note:
        last = read_last_run(path.parent)
        papers = {**last.papers, path.name: asked_for(wish)}
        keep_run(path.parent, replace(last, files={**last.files, path.name: sha256(word)}, papers=papers))
    told = (*notes, *by_hand.notes, *((written.note,) if written.note else ()))
    return Paper(audience, view, report, written, word, by_hand, notes=told)


def _template(project: Project, audience: Audience) -> bytes:
    """The audience's own template, or the usual one laid out with the parts of its paper."""
    template = template_of(project)
    if audience.template or not audience.parts:
        return template
    return relaid(template, audience.parts, slots_of(project.profile))


def _published(project: Project, period: Period, made: Mapping[str, bytes]) -> Iterator[str]:
    """Enter final papers in the ledger as published; why not, where that cannot be."""
    try:
        note_published(project, period, made, dt.datetime.now().astimezone().date())
    except NotWritten as fault:
        yield str(fault)
