"""The plans of a year written out in Word, and the report that asks the members to approve them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from compiler.domain.finding import Finding
from compiler.domain.frozen import dataclass, replace
from compiler.domain.period import Period, Year
from compiler.domain.returned import Return, Role
from compiler.pipeline import read_returns
from compiler.profile.department import Division
from compiler.project.find import Project, WrongUse
from compiler.project.issue import planned_years
from compiler.project.names import file_name, told_apart
from compiler.project.outputs import write_outputs
from compiler.project.phrases import phrases_usable, style_notes
from compiler.project.quarter import Wish, inputs_of
from compiler.project.twins import NO_TWINS, write_twins
from compiler.project.write import Written
from compiler.report.blocks import Report
from compiler.report.plan_covering import Plans, build_covering
from compiler.report.plan_document import build_plan
from compiler.report.plan_paper import Paper, papers_of
from compiler.rules.registry import is_gate

FOLDER = "plan/documents"
"""Within the year's folder of output; the drafts of a new year's workbooks lie one level above."""
COVERING = "Covering report.docx"


@dataclass(frozen=True, slots=True)
class Document:
    """One document: the plan that it tells (None: the covering report), its blocks, and its file's name and bytes."""

    paper: Paper | None
    report: Report
    name: str
    data: bytes
    written: Written | None = None


@dataclass(frozen=True, slots=True)
class Documents:
    """What was made of a year's plans; `missing` says in sentences which plans are not there or cannot be used.

    `twins` are the PDFs that were written beside the documents.
    """

    year: Year
    made: tuple[Document, ...]
    missing: tuple[str, ...]
    notes: tuple[str, ...] = ()
    twins: tuple[Written, ...] = ()


def year_of_plans(project: Project, named: Year | None) -> Year:
    """The year asked for, else the newest that has plans; WrongUse where there is none."""
    there = planned_years(project)
    year = named or max(there, default=None)
    if year is None or year not in there:
        known = ", ".join(each.name for each in there) or "no year yet"
        place = (project.workbooks / (year.name if year else "YEAR") / "plan").relative_to(project.folder).as_posix()
        raise WrongUse(
            f"There are no plans{f' for {year.label}' if year else ''}. There are plans for: {known}. "
            f"Put the workbooks of a plan into {place}/."
        )
    return year


def write_plans(
    project: Project,
    year: Year,
    divisions: Sequence[Division],
    found: Sequence[Finding],
    *,
    dry_run: bool = False,
    paginate: bool = False,
    pdf: bool = False,
    tell: Callable[[str], None] = lambda step: None,
) -> Documents:
    """Write every plan of a year and the covering report, or the plans of these divisions alone.

    `found` are the findings on the plans: a workbook that one of them keeps out is left out and named. WrongUse where
    no plan is left, or where one that is asked for has none.
    """
    phrases_usable(project)
    tell("Reading the plans")
    plans, missing = plans_to_write(project, year, found)
    wanted = [paper for paper in plans.papers if not divisions or paper.division in divisions]
    why = " ".join(said for said in missing if said not in plans.missing)
    for division in divisions:
        if all(paper.division != division for paper in wanted):
            raise WrongUse(f"There is no plan of {division.name} for {year.label}. {why}".strip())
    if not wanted:
        raise WrongUse(f"No plan for {year.label} can be used. {why}".strip())
    _, *names = told_apart((COVERING, *(file_name(paper.name, ".docx", "plan") for paper in plans.papers)))
    named = [(paper, name) for paper, name in zip(plans.papers, names, strict=True) if paper in wanted]
    told = [(paper, build_plan(paper), name) for paper, name in named]
    covering = None if divisions else build_covering(plans)
    reports = [*told, *([(None, covering, COVERING)] if covering else [])]
    made, notes = [], []
    for paper, report, name in reports:
        tell(f"Writing {name}")
        data, note = _word(project, report, paginate)
        made.append(Document(paper, report, name, data))
        notes += [note] if note else []
    notes += style_notes(project.profile, [report for _, report, _ in reports])
    written = made if dry_run else _write(project, year, made)
    notes += [each.written.note for each in written if each.written and each.written.note]
    words = {each.written.path: each.data for each in written if each.written}
    twins = write_twins(words, tell) if pdf else NO_TWINS
    return Documents(year, tuple(written), missing, tuple(dict.fromkeys([*notes, *twins.notes])), twins.written)


def folder_of(project: Project, year: Year) -> Path:
    """Where the documents of a year's plans are written."""
    return project.output(Period(year, 1, project.profile.calendar.periods)).parent / FOLDER


def plans_to_write(project: Project, year: Year, found: Sequence[Finding] = ()) -> tuple[Plans, tuple[str, ...]]:
    """The plans of a year with every amendment of it that the members approved, and what is missing and why.

    The plans say what is missing too, as it may be printed: without the reason, which names files and their faults.
    """
    last = year.periods(project.profile.calendar.periods)[-1]
    inputs = inputs_of(project, last, Wish())
    books = read_returns(inputs, inputs.plans, Role.PLAN, year)
    unused = {finding.origin.workbook: finding.found for finding in found if is_gate(finding.code)}
    unused |= {book.workbook: book.faults[0].found for book in books if not book.readable and book.faults}
    sound = [book for book in books if book.readable and book.workbook not in unused]
    without = without_plan(project, year, sound)
    why = [(book.workbook, unused[book.workbook]) for book in books if book.workbook in unused]
    printed = (*(f"A plan, '{Path(name).name}', could not be used." for name, _ in why), *without)
    papers = papers_of(project.profile, project.department, year, sound, project.decisions)
    reasons = [reason if name in reason else f"{name}: {reason}" for name, reason in why]
    return Plans(project.profile, project.department, year, papers, printed), (*reasons, *without)


def without_plan(project: Project, year: Year, books: Sequence[Return]) -> list[str]:
    """The divisions that return in the year and have no row in any plan."""
    there = {record.division for book in books for record in book.records}
    expected = project.department.expected(year.name)
    return [f"No plan of {division.name} is there." for division in expected if division.key not in there]


def _word(project: Project, report: Report, paginate: bool) -> tuple[bytes, str]:
    from compiler.render.word import render_word
    from compiler.render.word.opc import TemplateError

    template = project.template(project.profile.report.template)
    try:
        word = render_word(report, template.read_bytes())
    except TemplateError as fault:
        raise WrongUse(f"The template '{template.name}' in '{template.parent}' cannot be used: {fault}") from fault
    if not paginate:
        return word, ""
    from compiler.render.paginate import paginate as with_pages

    numbered = with_pages(word)
    return numbered.docx, numbered.message


def _write(project: Project, year: Year, made: Sequence[Document]) -> list[Document]:
    """Write the documents whole or not at all; one that a person has changed is left, the new one goes beside it."""
    folder = folder_of(project, year)
    written = write_outputs(folder, {one.name: one.data for one in made})
    return [replace(one, written=at) for one, at in zip(made, written, strict=True)]
