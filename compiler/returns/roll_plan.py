"""The new year's plans as drafts: what was decided to go on, under its old marks, with last year's figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from compiler.domain.frozen import dataclass
from compiler.domain.period import Year
from compiler.domain.record import Kind, Record
from compiler.domain.reference import ReferenceList
from compiler.domain.regex import regex
from compiler.domain.returned import Return, Role
from compiler.domain.text import fold
from compiler.profile.beside import short_name
from compiler.profile.department import Department
from compiler.profile.model import Profile, Sheet
from compiler.returns.form import Form, FormRow, Words
from compiler.returns.issue_form import plan_cells
from compiler.returns.marks import Marks
from compiler.returns.roll_sheet import MERGE, Verdict, merged_into

_TARGETS = ("target", "q1", "q2", "q3", "q4")
_WORDS = {Kind.ACTION: "action", Kind.INDICATOR: "definition", Kind.RISK: "risk"}
_SPLIT = regex(r"\s*[,;\n]\s*")


@dataclass(frozen=True, slots=True)
class Draft:
    """One plan of the new year: the old plan's file, its form, and what a person has to look at in it."""

    workbook: str
    form: Form
    notes: tuple[str, ...] = ()


def draft_plans(
    profile: Profile, department: Department, year: Year, plans: Sequence[Return], verdicts: Sequence[Verdict]
) -> tuple[Draft, ...]:
    """A draft for each plan of the old year.

    Targets are empty until they are approved, and last year's outturn is the figure of its last period, with its cell
    in the row's source. Objectives stand as they were; plan text and budgets are left out, to be written anew. A row
    that goes on keeps its mark, so that its history follows it under a new reference too.
    """
    return tuple(_Drafter(profile, department, year, verdicts).draft(plan) for plan in plans)


class _Drafter:
    def __init__(self, profile: Profile, department: Department, year: Year, verdicts: Sequence[Verdict]) -> None:
        self._profile, self._department, self._year = profile, department, year
        self._verdicts = verdicts
        self._of = {id(each.candidate.planned): each for each in verdicts}

    def draft(self, plan: Return) -> Draft:
        """The draft of one plan."""
        division = self._department.division(plan.division) or self._department.divisions[0]
        held = {record.plan for record in plan.records}
        tiers = [tier for tier in self._profile.tiers if tier.key in held]
        sheets = [sheet for sheet in self._profile.sheets if "plan" in sheet.roles and sheet.kind in _CARRIED]
        marks = Marks()
        form = Form(
            profile=self._profile,
            department=self._department,
            division=division,
            role=Role.PLAN,
            year=self._year,
            title=f"{' and '.join(tier.name for tier in tiers)} {self._year.label}: draft for approval",
            tiers=tuple(tier.key for tier in tiers),
            rows={sheet.key: tuple(self._rows(sheet, plan, marks)) for sheet in sheets},
            legend=tuple(plan.legend.items()),
        )
        return Draft(plan.workbook, form, tuple(self._notes(plan)))

    def _rows(self, sheet: Sheet, plan: Return, marks: Marks) -> Iterator[FormRow]:
        for record in plan.of(sheet.kind):
            verdict = self._of.get(id(record))
            if verdict is None and sheet.kind in _WORDS:
                continue
            if verdict.stays if verdict else self._goes_on(record, plan):
                cells, source = self._cells(sheet, record, verdict)
                mark = (verdict.candidate.mark if verdict else marks.of(record)) if sheet.column("identity") else ""
                yield FormRow(cells, mark, source)

    def _goes_on(self, record: Record, plan: Return) -> bool:
        """An objective always goes on; a milestone with its action."""
        if record.kind is not Kind.MILESTONE:
            return True
        named = fold(record.text("of_action"))
        actions = [self._of.get(id(row)) for row in plan.of(Kind.ACTION) if fold(row.text("reference")) == named]
        return any(verdict is not None and verdict.stays for verdict in actions)

    def _cells(self, sheet: Sheet, record: Record, verdict: Verdict | None) -> tuple[dict[str, Words], str]:
        cells = {**plan_cells(sheet, record), **self._mapped(sheet, record)}
        source = str(record.origin)
        if verdict is None:
            return cells, source
        changed = {
            "reference": verdict.new_reference,
            "due": verdict.new_due,
            _WORDS[record.kind]: verdict.new_words,
            **self._merged(sheet, record, verdict),
        }
        cells |= {key: words for key, words in changed.items() if words}
        if record.kind is Kind.INDICATOR:
            cells = {key: words for key, words in cells.items() if key not in (*_TARGETS, "outturn")}
            figure = verdict.candidate.year_end.entry("figure") if verdict.candidate.year_end else None
            if figure is not None and figure.given and sheet.column("outturn"):
                cells["outturn"] = figure.raw
                last = self._year.previous.periods(self._profile.calendar.periods)[-1]
                source = f"{source}; outturn: {short_name(last)}, {figure.origin}"
        return cells, source

    def _merged(self, sheet: Sheet, record: Record, verdict: Verdict) -> dict[str, str]:
        """The references of an action with those of the ones that are merged into it."""
        merged = [
            each.candidate.planned
            for each in self._verdicts
            if each.decision == MERGE and merged_into(each, self._verdicts) is verdict
        ]
        columns = [column.key for column in sheet.columns if column.type == "references" and column.part == "plan"]
        return {key: _united([record, *merged], key) for key in columns if merged}

    def _mapped(self, sheet: Sheet, record: Record) -> dict[str, str]:
        """The cells that cite a row whose reference changes, with the new one where the old stands by itself."""
        cells: dict[str, str] = {}
        for key in (column.key for column in sheet.columns if column.type in ("references", "reference")):
            raw = record.text(key)
            for verdict in self._renamed() if key != "reference" else ():
                raw = _whole(verdict.candidate.planned.text("reference")).sub(verdict.new_reference, raw)
            cells |= {key: raw} if raw != record.text(key) else {}
        return cells

    def _renamed(self) -> Iterator[Verdict]:
        return (
            each
            for each in self._verdicts
            if each.stays and each.new_reference and each.candidate.planned.text("reference")
        )

    def _notes(self, plan: Return) -> Iterator[str]:
        """Citations of rows that are gone or have another reference, where the cell could not be put right."""
        gone = {
            reference: each
            for each in self._verdicts
            if not each.stays or each.new_reference
            for reference in each.candidate.planned.read("reference", ReferenceList) or ()
        }
        kept = {
            reference
            for each in self._verdicts
            if each.stays and not each.new_reference
            for reference in each.candidate.planned.read("reference", ReferenceList) or ()
        }
        for record in plan.records:
            verdict = self._of.get(id(record))
            sheet = self._profile.sheet(record.kind)
            if sheet is None or sheet.kind not in _CARRIED or (verdict is not None and not verdict.stays):
                continue
            for key in (column.key for column in sheet.columns if column.type == "references"):
                cited = [each for each in record.read(key, ReferenceList) or () if each in gone and each not in kept]
                yield from (
                    _note(record, gone[each])
                    for each in dict.fromkeys(cited)
                    if self._stands(sheet, record, key, gone[each])
                )

    def _stands(self, sheet: Sheet, record: Record, key: str, verdict: Verdict) -> bool:
        """Whether the draft still cites the old reference."""
        if not verdict.new_reference or not verdict.stays:
            return True
        return _whole(verdict.new_reference).search(self._mapped(sheet, record).get(key, "")) is None


_CARRIED = (Kind.OBJECTIVE, Kind.ACTION, Kind.MILESTONE, Kind.INDICATOR, Kind.RISK)


def _note(record: Record, verdict: Verdict) -> str:
    old = verdict.candidate.planned.text("reference")
    became = f"is '{verdict.new_reference}' now" if verdict.stays else "goes on no more"
    name = f"Objective {record.text('number')}" if record.kind is Kind.OBJECTIVE else f"'{record.label}'"
    return f"{name} ({record.origin}) cites '{old}', which {became}: correct it in the draft."


def _whole(reference: str) -> re.Pattern[str]:
    """A reference where it stands by itself, whatever the space in it: 'NI 5' but not 'NI 51' or 'NI 5-9'."""
    pattern = r"\s*".join(map(re.escape, reference.split()))
    return regex(rf"(?<![\w-]){pattern}(?!\w|\s*[-–]\s*\d)", re.IGNORECASE)


def _united(records: Sequence[Record], key: str) -> str:
    """The references of several rows in one cell, each wording once; '' where none adds anything."""
    first = records[0].text(key)
    found: Mapping[str, str] = {
        fold(words): words for record in records for words in _SPLIT.split(record.text(key)) if words
    }
    return ", ".join(found.values()) if len(found) > len([words for words in _SPLIT.split(first) if words]) else ""
