"""What a period is made from: the files that are there, and what was asked for beside the period."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from compiler.domain.frozen import dataclass, field
from compiler.domain.period import Period
from compiler.pipeline import Inputs, Upload
from compiler.project.cache import kept_for
from compiler.project.find import File, Project
from compiler.project.ledger import accepted_files, ledger_of, published_on
from compiler.project.workers import ALONE, Asked


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for beside the period: final, dry run, page numbers, excused returns, the day to judge by, and
    what is to become of edits by hand: all ignored (`fresh`), or those in the slots of some titles let go; and a PDF
    beside each Word file; and the `annex` of sources, where the profile does not ask for it anyway. Who the `workers`
    are that read the workbooks changes nothing of what is made."""

    final: bool = False
    dry_run: bool = False
    paginate: bool = False
    without: Mapping[str, str] | None = None
    as_at: dt.date | None = None
    fresh: bool = False
    let_go: tuple[str, ...] = ()
    pdf: bool = False
    annex: bool = False
    workers: Asked = field(default=ALONE, compare=False, repr=False)


def inputs_of(project: Project, period: Period, wish: Wish) -> Inputs:
    """The files that a period is made from, each read only when it is needed."""
    before, year_ago = period.previous(), period.same_last_year()
    kept = kept_for(project)  # read, never written: a dry run leaves no trace
    return Inputs(
        profile=project.profile,
        department=project.department,
        period=period,
        as_at=wish.as_at or period.last_day,
        plans=_uploads(project.plans(period.year), "plan/"),
        returns=_uploads(project.returns(period)),
        before=_uploads(project.returns(before), f"{before.year.name}/{before.name}/"),
        year_ago=_uploads(project.returns(year_ago), f"{year_ago.year.name}/{year_ago.name}/"),
        compared=before,
        without=wish.without,
        decisions=project.decisions,
        ledger=ledger_of(project, period.year),
        accepted=_uploads(accepted_files(project, period)),
        published=published_on(project, before),
        kept=kept,
        at_work=kept.at_work,
    )


def _uploads(files: Sequence[File], within: str = "") -> tuple[Upload, ...]:
    """The files by name; a plan and last quarter's return are told from this quarter's by the folder before it."""
    return tuple(Upload(within + file.name, file.path) for file in files)
