"""A finished report and the period that it is of: found by where it lies, by what it says, or as asked for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from compiler.consolidate.narrow import narrowed
from compiler.consolidate.view import DepartmentView
from compiler.domain.period import Period
from compiler.profile.audience import Audience
from compiler.project.edits import Lying
from compiler.project.find import Project, WrongUse, choose_period
from compiler.project.names import file_name
from compiler.project.papers import made_for, paper_in
from compiler.project.quarter import REPORT
from compiler.project.trace import Recompiled, recompile
from compiler.project.word import made_over, with_annex, word_of
from compiler.render.audit import Audited, Document, NotRead, audit, read_document
from compiler.render.word.opc import TemplateError
from compiler.render.word.slots import places_in
from compiler.report.slots import slots_of
from compiler.report.sources import SOURCES
from compiler.report.standing import exceptional


def find_report(project: Project, path: Path | None, year: str, quarter: str) -> tuple[Path, Period | None]:
    """The document to read and its period; None where only the document can say which that is.

    WrongUse where no document was named and none was compiled.
    """
    if path is None:
        period = choose_period(project, year, quarter)
        place = project.output(period) / REPORT
        if not place.is_file():
            raise WrongUse(f"There is no report of {period.short} in output/ yet: run compile quarter, or name one.")
        return place, period
    if not path.is_file():
        raise WrongUse(f"There is no file '{path}'. Name the report, such as output/…/{REPORT}.")
    return path, choose_period(project, year, quarter) if year or quarter else _by_place(project, path)


def _by_place(project: Project, path: Path) -> Period | None:
    """The period in whose folder of output/ the document lies."""
    there = path.resolve().parent
    return next((each for each in project.periods() if project.output(each).resolve() == there), None)


def audit_report(
    project: Project, path: Path, period: Period | None, tell: Callable[[str], None] = lambda step: None
) -> tuple[Audited, Recompiled]:
    """Read the document back against its period, compiled again; WrongUse for a document that cannot be read."""
    try:
        data = path.read_bytes()
        document = read_document(data, path.name)
        found = period or _by_words(project, document)
        paper = paper_in(project, path.name)
        made = recompile(project, found, tell, path.name if paper else "")
        view = narrowed(made.compiled.view, paper, exceptional) if paper else made.compiled.view
        annexed = with_annex(project, made.annex or _has_annex(project, data))
        return audit(document, _written(annexed, made, paper, view), view), made
    except NotRead as fault:
        raise WrongUse(str(fault)) from fault
    except OSError as fault:
        raise WrongUse(f"'{path.name}' cannot be read ({fault.strerror or fault}). Close it and try again.") from fault


def _has_annex(project: Project, document: bytes) -> bool:
    """Whether a document has a place for the annex of sources, which its officer may have put there herself."""
    try:
        return SOURCES in places_in(document, slots_of(project.profile))
    except TemplateError:
        return False


def _by_words(project: Project, document: Document) -> Period:
    """The period that the document's own title or keywords name."""
    said = f"{document.keywords}\n{document.title}\n" + "\n".join(spot.text for spot in document.spots[:12])
    named = [each for each in project.periods() if each.short in said or each.label in said]
    if len(named) == 1:
        return named[0]
    raise WrongUse(f"Which quarter is '{document.name}' the report of? Name it with --year and --quarter.")


def _written(project: Project, made: Recompiled, paper: Audience | None, view: DepartmentView) -> Document:
    """The report, or another body's paper, as it is written today, read back in the same way as the finished one."""
    if paper is None:
        return read_document(word_of(project, made.compiled), REPORT)
    dressed, report, template = made_for(project, view, paper, made.final)
    dressed = with_annex(dressed, project.profile.report.annex)
    return read_document(made_over(dressed, report, Lying(), template)[1], file_name(paper.key, ".docx"))
