"""The worksheet on which it is decided what becomes of each row when a new year begins: written, and read again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from compiler.domain.agreement import grouped
from compiler.domain.frozen import dataclass, replace
from compiler.domain.origin import Origin
from compiler.domain.pairing import nearest_pairs_of
from compiler.domain.period import Period, Year
from compiler.domain.record import Kind, Record, State
from compiler.domain.returned import Return, Role
from compiler.domain.text import fold
from compiler.domain.when import When
from compiler.profile.department import Department, Division
from compiler.profile.model import Column, Profile, Sheet
from compiler.returns.completed import is_completed
from compiler.returns.form import Form, FormRow, Words
from compiler.returns.issue_page import safe_text
from compiler.returns.marks import Marks
from compiler.returns.parse import Expected

CARRY, CLOSE, MERGE = "Carry over", "Close", "Merge"
KEEP, DISCONTINUE, REDEFINE = "Keep", "Discontinue", "Redefine"
TO_DECIDE = (Kind.ACTION, Kind.INDICATOR, Kind.RISK)
_LISTS = {"carry": (CARRY, CLOSE, MERGE), "keep": (KEEP, DISCONTINUE, REDEFINE), "register": (KEEP, CLOSE)}
_COMPLETED = "Completed"
_NAMED = 5

_DECISION = Column(
    "decision", "Decision", "choice", "return", "return", width=14, prompt="Choose one. Nothing is carried silently."
)
_NEW_REFERENCE = Column(
    "new_reference", "New reference", part="return", width=13, prompt="Only if the row has another one in the new plan."
)
_WHY = Column("why", "Reason", part="return", width=36, prompt="Why it was decided so, for the members.")
_IDENTITY = Column("identity", "Row identity (leave as it is)", "identity", "identity", width=17)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A row of the old year's plan under its mark, with the last answer to it and the figure of the year's end.

    `completed` says that it was returned as completed, so that there is nothing to decide.
    """

    mark: str
    planned: Record
    last: Record | None = None
    year_end: Record | None = None
    completed: bool = False


@dataclass(frozen=True, slots=True)
class Last:
    """A division's newest return of a year, and the period that it is of."""

    period: Period
    book: Return


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was decided on a row: one of the words of its list, and what the new plan says otherwise."""

    candidate: Candidate
    decision: str
    origin: Origin
    into: str = ""
    new_reference: str = ""
    new_words: str = ""
    new_due: str = ""
    why: str = ""

    @property
    def stays(self) -> bool:
        """Whether the row stands in the new plan."""
        return self.decision in (CARRY, KEEP, REDEFINE)


@dataclass(frozen=True, slots=True)
class Undecided:
    """A place on the worksheet where something is still to be done, and what."""

    origin: Origin
    words: str


def candidates(
    profile: Profile, department: Department, plans: Sequence[Return], newest: Mapping[str, Last]
) -> tuple[Candidate, ...]:
    """The rows of the old year's plans that are decided on, each with the newest answer of the division (by its key)
    that returns it."""
    lead = next((each.key for each in department.divisions if each.lead), "")
    led = {tier.key for tier in profile.tiers if tier.returned_by == "lead"}
    marks, by = Marks(), dict[str, list[Record]]()
    for record in (record for plan in plans for record in plan.records if record.kind in TO_DECIDE):
        by.setdefault(lead if record.plan in led else record.division, []).append(record)
    answers = {id(row): (last, found) for key, last in newest.items() for row, found in _paired(by.get(key, []), last)}
    made = []
    for record in (record for plan in plans for record in plan.records if record.kind in TO_DECIDE):
        last, found = answers.get(id(record), (None, None))
        year_end = found if last and last.period.number == last.period.parts else None
        completed = last is not None and is_completed(profile, found, last.period.last_day)
        made.append(Candidate(marks.of(record), record, found, year_end, completed))
    return tuple(made)


def _paired(planned: Sequence[Record], last: Last) -> Iterator[tuple[Record, Record]]:
    return ((pair.now, pair.before) for pair in nearest_pairs_of(last.book.records, planned))


def told(undecided: Sequence[Undecided]) -> Iterator[str]:
    """What is still to be done, a line for each thing: 'Roll forward.xlsx, Actions, I5, I6 and 9 more: …'."""
    for same in grouped(undecided, lambda each: f"{each.origin.sheet}/{each.words}").values():
        more = f" and {len(same) - _NAMED} more" if len(same) > _NAMED else ""
        cells = ", ".join(each.origin.cell for each in same[1:_NAMED])
        yield f"{same[0].origin}{', ' if cells else ''}{cells}{more}: {same[0].words}"


def _sheets(profile: Profile) -> tuple[Sheet, ...]:
    """The worksheet's sheets: one for each kind of row that the format has and that is decided on."""
    made = {
        Kind.ACTION: (
            "Give each unfinished action a decision. One that is overdue needs a new date to be carried over.",
            [
                replace(_DECISION, list="carry"),
                Column(
                    "into",
                    "Merge into",
                    part="return",
                    width=13,
                    prompt="Only to merge: the reference of the other action.",
                ),
                _NEW_REFERENCE,
                Column("new_due", "New date", "when", "return", width=12, prompt="For example Mar 2010."),
            ],
        ),
        Kind.INDICATOR: (
            "Keep an indicator as it is, discontinue it, or redefine it with a new reference or definition or both.",
            [
                replace(_DECISION, list="keep"),
                _NEW_REFERENCE,
                Column("new_words", "New definition", part="return", width=36, prompt="Only to redefine it."),
            ],
        ),
        Kind.RISK: (
            "Keep a risk in the register, or close it.",
            [replace(_DECISION, list="register"), _NEW_REFERENCE],
        ),
    }
    found = []
    for kind, (guide, asked) in made.items():
        own = profile.sheet(kind)
        if own is not None and "plan" in own.roles:
            columns = (*_given(kind, own), *asked, _WHY, _IDENTITY)
            found.append(Sheet(own.key, own.name, kind, columns, table=own.table, guide=guide, roles=("return",)))
    return tuple(found)


def _given(kind: Kind, own: Sheet) -> Iterator[Column]:
    """What a row is known by, and what was said of it last."""
    shown = {
        Kind.ACTION: ("reference", "plan", "action", "due", "officer"),
        Kind.INDICATOR: ("reference", "plan", "definition", "outturn", "target"),
        Kind.RISK: ("reference", "plan", "risk", "priority"),
    }[kind]
    for key in shown:
        column = own.column(key)
        if column is not None:
            words = column.heading.replace("{last_year}", "{before_last}").replace("{year}", "{last_year}")
            yield Column(key, words.replace("Outturn {before_last}", "Earlier outturn"), width=column.width)
        if key == "reference":
            yield Column("division", "Division", width=22)
    yield Column("last", "Last answer", width=13)
    if kind is not Kind.RISK:
        yield Column("told", {Kind.ACTION: "What was said", Kind.INDICATOR: "Figure at the year's end"}[kind], width=30)


def sheet_profile(profile: Profile) -> Profile:
    """The format of the worksheet, in which it is written and read: made from the council's own."""
    lists = {**profile.lists, **_LISTS}
    return replace(profile, key=f"{profile.key} roll-forward", sheets=_sheets(profile), blocks=(), lists=lists)


def expected(profile: Profile, department: Department, year: Year) -> Expected:
    """What the worksheet for a new year is read as."""
    return Expected(sheet_profile(profile), department, Role.RETURN, year)


def worksheet(profile: Profile, department: Department, year: Year, candidates: Sequence[Candidate]) -> Form:
    """The worksheet for a new year: a row for each row of the old plans, what is completed at the bottom."""
    format = sheet_profile(profile)
    rows = {
        sheet.key: tuple(
            _row(format, department, sheet, each) for each in candidates if each.planned.kind is sheet.kind
        )
        for sheet in format.sheets
    }
    return Form(
        profile=format,
        department=department,
        division=Division("", department.name, ""),
        role=Role.RETURN,
        year=year,
        title=f"Roll forward to {year.label}: what becomes of each row",
        tiers=tuple(tier.key for tier in profile.tiers),
        rows=rows,
        how=(
            ("In short", f"One row for each row of the plans of {year.previous.label}. Choose a decision for each."),
            ("Carry over", "The action goes into the new plan as it is, or with a new reference or date."),
            ("Merge", "The action ends, and its indicators and risks go to the action named beside it."),
            ("Redefine", "The indicator goes on under a new reference or definition; its history follows it."),
            ("Then", "Save this file where it is and run compile roll-forward again: it drafts the new plans."),
        ),
    )


def _row(format: Profile, department: Department, sheet: Sheet, each: Candidate) -> FormRow:
    record, last = each.planned, each.last
    cells: dict[str, Words] = {column.key: record.entry(column.key).raw for column in sheet.columns}
    tier, division = format.tier(record.plan), department.division(record.division)
    cells["plan"] = tier.name if tier else record.plan
    cells["division"] = division.name if division else record.division
    cells["last"] = (last.text("current") if record.kind is Kind.RISK else last.text("rating")) if last else ""
    cells["told"] = safe_text(last.text("progress")) if last else ""
    if record.kind is Kind.INDICATOR:
        cells["told"] = each.year_end.text("figure") if each.year_end else ""
    if each.completed:
        cells |= {"decision": CLOSE, "why": f"{_COMPLETED}."}
    kept = {key: words for key, words in cells.items() if words and sheet.column(key)}
    return FormRow(kept, each.mark, str(record.origin), settled=each.completed)


def read_decided(
    book: Return, year: Year, candidates: Sequence[Candidate]
) -> tuple[tuple[Verdict, ...], tuple[Undecided, ...]]:
    """What the worksheet decides on each row, and everything that is still to be done on it."""
    rows: dict[str, list[Record]] = {}
    for record in book.records:
        rows.setdefault(record.identity, []).append(record)
    verdicts, problems = (
        [],
        [Undecided(fault.origin, _fault(fault.expected)) for fault in book.faults if fault.expected],
    )
    for each in candidates:
        found = rows.get(each.mark, [])
        if len(found) != 1:
            named = f"'{each.planned.label}' of the old plan ({each.planned.origin})"
            many = (
                f"stands here {len(found)} times: delete all but one" if found else "is missing here: put its row back"
            )
            problems.append(Undecided(found[0].origin if found else Origin(book.workbook), f"{named} {many}."))
            continue
        verdicts.append(_verdict(each, found[0]))
        problems += _wrong(verdicts[-1], found[0], year)
    for mark, records in rows.items():
        if mark not in {each.mark for each in candidates}:
            problems += [
                Undecided(record.origin, "No row of the old plans has this mark: delete it.") for record in records
            ]
    return tuple(verdicts), (*problems, *_misplaced(verdicts))


def _fault(expected: str) -> str:
    return f"'{expected}' is not there any more: put it back."


def _verdict(each: Candidate, row: Record) -> Verdict:
    decision = row.read("decision", str) or ""
    words = {key: row.text(key) for key in ("into", "new_reference", "new_words", "new_due", "why")}
    return Verdict(each, decision, row.origin, **words)


def _wrong(verdict: Verdict, row: Record, year: Year) -> Iterator[Undecided]:
    """What is missing or does not go together in one row."""
    decision, at = row.entry("decision"), row.entry("decision").origin
    if decision.state is not State.VALUE:
        said = f"'{decision.raw}' is no decision" if decision.raw else "There is no decision yet"
        yield Undecided(at, f"{said}: choose one from the list.")
    if (verdict.decision == MERGE) != bool(verdict.into):
        told = (
            "names no action to merge into"
            if verdict.decision == MERGE
            else "names one to merge into, but is not merged"
        )
        yield Undecided(row.entry("into").origin, f"'{row.label}' {told}.")
    if verdict.decision == REDEFINE and not (verdict.new_reference or verdict.new_words):
        yield Undecided(at, f"'{row.label}' is redefined: give its new reference or definition.")
    if verdict.decision == CARRY:
        yield from _overdue(verdict, row, year)


def _overdue(verdict: Verdict, row: Record, year: Year) -> Iterator[Undecided]:
    entry = row.entry("new_due")
    if entry.state is State.UNREADABLE:
        stop = "" if entry.problem.endswith("?") else "."
        yield Undecided(entry.origin, f"'{entry.raw}' cannot be read as a date: {entry.problem}{stop}")
        return
    when = entry.read(When) or verdict.candidate.planned.read("due", When)
    if when is not None and when.end is not None and when.end < year.first_day:
        yield Undecided(entry.origin, f"'{row.label}' was due by '{when.raw}': give a date in {year.label} or later.")


def _misplaced(verdicts: Sequence[Verdict]) -> Iterator[Undecided]:
    """Merges into what does not stay, and new references that another row has."""
    staying = [each for each in verdicts if each.stays]
    for each in verdicts:
        if each.decision == MERGE and each.into and merged_into(each, verdicts) is None:
            yield Undecided(each.origin, f"'{each.into}' is no action of the same plan that is carried over.")
    taken: dict[tuple[Kind, str, str, str], Verdict] = {}
    for each in staying:
        record = each.candidate.planned
        reference = each.new_reference or record.text("reference")
        key = (record.kind, record.plan, record.division, fold(reference))
        other = taken.setdefault(key, each)
        if reference and other is not each and (each.new_reference or other.new_reference):
            yield Undecided(each.origin, f"'{reference}' is the reference of another row too ({other.origin}).")


def merged_into(verdict: Verdict, verdicts: Sequence[Verdict]) -> Verdict | None:
    """The action that another one is merged into: the one of that reference in the same plan that is carried over."""
    own = verdict.candidate.planned
    for each in verdicts:
        record = each.candidate.planned
        same_plan = (record.kind, record.plan, record.division) == (own.kind, own.plan, own.division)
        if same_plan and each.stays and record is not own and fold(record.text("reference")) == fold(verdict.into):
            return each
    return None


def counted(verdicts: Sequence[Verdict]) -> Mapping[str, int]:
    """How often each decision was taken."""
    words = [word for words in _LISTS.values() for word in words]
    return {word: count for word in dict.fromkeys(words) if (count := sum(each.decision == word for each in verdicts))}
