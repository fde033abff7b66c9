"""What stands behind a paper: the rows, periods and settings that its figures and numerals can come from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from compiler.consolidate.view import DepartmentView
from compiler.domain.finding import Finding
from compiler.domain.frozen import dataclass
from compiler.domain.origin import Origin
from compiler.domain.record import Record
from compiler.domain.regex import regex
from compiler.domain.text import clean
from compiler.profile.department import Department
from compiler.profile.model import Profile
from compiler.report.plan_covering import Plans
from compiler.report.plan_paper import Paper

TELLING = 12
"""Words of so many letters are known again wherever they stand."""
_NUMERAL = regex("[0-9]+")
_BRACKETED = regex(r" \([^()]*\)$")


@dataclass(frozen=True, slots=True)
class Span:
    """A period or year that a paper names: the `words` in which it does, what it is to it, and where it is set."""

    words: tuple[str, ...]
    rule: str
    source: str


@dataclass(frozen=True)
class Behind:
    """What stands behind a paper. `spans` are the periods that it names; `meeting` is the day on which it is laid
    before its body, and the setting that says so."""

    profile: Profile
    department: Department
    records: tuple[Record, ...]
    spans: tuple[Span, ...]
    findings: tuple[Finding, ...] = ()
    notice: str = ""
    meeting: tuple[dt.date, str] | None = None

    @cached_property
    def quotable(self) -> Mapping[str, Sequence[tuple[str, Origin]]]:
        """The words of cells that the report may repeat, by each of their numerals, the longest first: those that are
        long enough to be known again, and what rows are numbered with. Of the same words those of the first record."""
        found: dict[str, dict[str, Origin]] = {}
        for record in self.records:
            for key, entry in record.entries.items():
                if len(entry.raw) >= TELLING or key in ("number", "reference"):
                    for words in _repeated(entry.raw):
                        for digits in _NUMERAL.findall(words):
                            found.setdefault(digits, {}).setdefault(words, entry.origin)
        return {digits: sorted(held.items(), key=lambda each: -len(each[0])) for digits, held in found.items()}


def _repeated(raw: str) -> Iterator[str]:
    """A cell's words as they may be repeated: whole or a line of them, without stop or what stands in brackets."""
    for words in {one_line(raw), *map(one_line, raw.splitlines())}:
        shown = words.rstrip(".")
        yield shown
        if _BRACKETED.search(shown):
            yield _BRACKETED.sub("", shown)


def behind_view(view: DepartmentView) -> Behind:
    """What stands behind the report of a period, or, where the view is narrowed, behind another body's paper."""
    period, compared, profile = view.period, view.compared, view.profile
    spans = [
        Span(
            (period.label, period.short, period.year.label),
            "the period of the report",
            f"{period.year.name}/{period.name}, as asked for",
        )
    ]
    if compared:
        spans.append(
            Span(
                (compared.label, compared.short, compared.year.label),
                "the period that is compared with",
                f"{compared.year.name}/{compared.name}, the one before",
            )
        )
    day = view.department.meeting(period)
    meeting = (day, f'department.toml, [deadlines."{period.year.name}/{period.name}"] meeting') if day else None
    records = tuple(_records(view))
    return Behind(profile, view.department, records, tuple(spans), view.findings, view.notice, meeting)


def _records(view: DepartmentView) -> Iterator[Record]:
    for row in (*view.rows, *view.gone):
        yield from (each for each in (row.returned, row.planned, row.before, row.objective) if each is not None)
    yield from (*view.objectives, *view.totals, *view.resources, *view.narrative.values())


def behind_plans(plans: Plans, paper: Paper | None = None) -> Behind:
    """What stands behind the document of a plan; behind the report that covers them all if none is named."""
    year, department = plans.year, plans.department
    span = Span((year.label,), "the year of the plan", f"{year.name}, as asked for")
    own_first = sorted(plans.papers, key=lambda each: each != paper)
    records = tuple(record for each in own_first for record in each.records)
    return Behind(plans.profile, department, records, (span,), notice=department.notice(year.name, ""))


def one_line(words: str) -> str:
    """The words of a cell on one line."""
    return " ".join(clean(words).split())
