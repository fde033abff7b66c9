"""One council's format as data: the whole of what a `profile.toml` can say."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Literal

from compiler.domain.frozen import dataclass, field
from compiler.domain.language import Language
from compiler.domain.rating import Rating, RatingScheme
from compiler.domain.record import Kind, State
from compiler.domain.reference import Reference, Schemes
from compiler.domain.risk import RiskScheme
from compiler.domain.verdict import Polarity
from compiler.profile.audience import Audience
from compiler.profile.limits import Limits
from compiler.profile.phrase_bank import PhraseBank
from compiler.profile.plan_document import PlanDocument
from compiler.profile.weighing import Weighing

ColumnType = Literal[
    "text",
    "when",
    "date",
    "value",
    "target",
    "reference",
    "references",
    "rating",
    "risk",
    "officer",
    "choice",
    "choices",
    "identity",
]
Part = Literal["plan", "return", "identity", "beside"]
Beside = Literal["before", "year_ago"]
Need = Literal["never", "plan", "return", "rated", "exception", "done"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet: what it is called, what may stand in it, and who fills it in.

    `heading` is printed over it; `aliases` are other headings that it is read under, `in_lists` further ones that lists
    to be taken over use. `type` is how a cell is read: 'when' is a date, month or period, 'value' a figure, 'target' a
    figure with its comparison, 'risk' a score, 'choice' a word of the list that `list` names (or 'tiers', 'blocks').
    `of` is what references stand for ('action', 'indicator', 'risk'). `empty` are words for nothing that are an answer
    here. `width` is in characters. `prompt` is shown when the cell is chosen.

    `part` is 'plan' (approved, printed in the return for the team to see), 'return' (asked for each period) or
    'identity' (the row's own mark). `need` says when a blank is a fault: 'plan' in the plan and 'return' in every
    return; 'rated' when the row has a rating within the scheme; 'exception' when the rating asks for a reason
    (red); 'done' when it is completed. `beside` says which earlier answers a new return shows next to an asked column:
    those of the period before, those of the same period last year; columns of the part 'beside' are made from it.
    `tiers` limits the column to rows of these tiers, `where` to rows that say one of these words in another column
    of the sheet; empty means all. `scheme` is the family of references that
    bare numbers belong to; `unit` the unit of bare figures; `band` the rating that figures within the limits in
    this column have ('90% or more' under green). A cell of the type 'choices' holds several of its
    list, apart by lines or commas. `heading` may hold {year}, {last_year} and {period}, which are written out when a
    workbook is issued or read.
    """

    key: str
    heading: str
    type: ColumnType = "text"
    part: Part = "plan"
    need: Need = "never"
    list: str = ""
    of: str = ""
    aliases: tuple[str, ...] = ()
    in_lists: tuple[str, ...] = ()
    width: int = 18
    prompt: str = ""
    tiers: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()
    unit: str = ""
    scheme: str = ""
    band: str = ""
    beside: tuple[Beside, ...] = ()
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of the standard workbook: what its rows are about and its columns in order.

    `name` is on its tab; `aliases` are other names that it is read under, `table` the name of its Excel table. `kind`
    names the records ('action', 'indicator', …). `columns` names its columns in order. `guide` is told at its head.
    `roles` are the workbooks that have it, 'plan' and 'return'; one without a sheet that is `required` is at fault.
    `spare` is the number of empty rows at its end in which a team
    proposes new ones.
    """

    key: str
    name: str
    kind: Kind
    columns: tuple[Column, ...]
    aliases: tuple[str, ...] = ()
    table: str = ""
    guide: str = ""
    required: bool = True
    roles: tuple[Literal["plan", "return"], ...] = ("plan", "return")
    spare: int = 0

    def column(self, key: str) -> Column | None:
        """The column of that key, or None when this format has not got it."""
        return next((column for column in self.columns if column.key == key), None)


@dataclass(frozen=True, slots=True)
class Level:
    """One level of the golden thread above the action, outermost first: corporate outcome, departmental outcome, ….

    `name` is what it is called, `plural` several of them (with an s where it is left out). `column` is the column of
    the Objectives sheet that holds its words.
    """

    key: str
    name: str
    column: str
    plural: str = ""


@dataclass(frozen=True, slots=True)
class Tier:
    """One tier of plans: departmental, divisional, operational.

    `name` is what such a plan is called, `plural` several of them (by the rules of English where it is left out);
    `total` the heading of what is known of it only as a total. `returned_by` is 'own' (each division returns the rows
    of its own plan) or 'lead' (the division that the department names as lead returns them). `counted` tiers stand in
    the report's main tables; the others have tables of their own.
    """

    key: str
    name: str
    returned_by: Literal["own", "lead"] = "own"
    counted: bool = False
    total: str = ""
    plural: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One block of the officer's words on the Narrative sheet, and whether a final report can do without it.

    `name` is its heading in the report. `prompt` says what the officer has to write. A final report cannot do without
    a block that is `required`.
    """

    key: str
    name: str
    prompt: str = ""
    required: bool = True


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How far from its target a figure may be and still be amber or green, and who decided so and when.

    `amount` is a figure in quotes, and `of` says of what: 'points' of the figure, or 'percent' of the target. `rating`
    is the state that such a figure has (amber where it is left out). `set_by` and `set_on` are printed beside it.
    """

    amount: str = "0"
    of: Literal["points", "percent"] = "percent"
    rating: str = ""
    set_by: str = ""
    set_on: str = ""


@dataclass(frozen=True, slots=True)
class Calendar:
    """The council's year: the month in which it begins and the number of periods reported in it (4 or 12).

    `starts` is the month, 4 for April. `periods` is 4 for quarters (Q1 to Q4) or 12 for months (M01 to M12).
    `plan_years` is how many years a plan is laid for, from the year that it stands under: dates after its end are
    told. Left out, only dates that are years off are.
    """

    starts: int = 4
    periods: int = 4
    plan_years: int = 0


@dataclass(frozen=True, slots=True)
class ReportSettings:
    """What the committee's report is called, to whom it goes, and how long its parts may be.

    `body` is the meeting that it goes to, `report_of` whose report it is, `subject` what it is about, and `title` its
    heading. `reported_to` lists further bodies that get it. `contact` is the contact officer's post. `template` is the
    Word file in the profile's folder. `limits` are how long its parts may be. `words` are those of blocks of the
    narrative that are the same in every period; they stand in place of what is
    returned. Like the title they may have {period}, {year}, {department} and {council} in them. `by` names the levels
    whose words rows are listed under, the first that a row's objective has; where it is empty, the departmental level,
    else the outermost. `annex` adds the annex of sources to a paper whose template has no place for it.
    """

    body: str = ""
    report_of: str = ""
    subject: str = ""
    title: str = ""
    reported_to: tuple[str, ...] = ()
    contact: str = ""
    template: str = "report.docx"
    limits: Limits = field(default_factory=Limits)
    words: Mapping[str, str] = field(default_factory=dict)
    by: tuple[str, ...] = ()
    annex: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A printed document that the profile's rows come from, as the product cites it."""

    key: str
    title: str
    date: str = ""
    year: str = ""
    by: str = ""
    item: str = ""
    lines: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a document bears out a rule: its section, and what is `seen` there or `asked` for, in our words."""

    key: str
    document: str
    section: str = ""
    seen: str = ""
    asked: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """An earlier version of the form: what it had otherwise than the version after it.

    `version` is how that form called itself. `sheets` gives the names that sheets had then, by their keys; `headings`
    the headings, by 'sheet.column'; `words` for each list the words then with what they are called now. `without` names
    the sheets ('milestones') and columns ('actions.remedy') that it had not yet, `dropped` the headings, by sheet, that
    were given up since.
    """

    version: str
    sheets: Mapping[str, str] = field(default_factory=dict)
    headings: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    without: tuple[str, ...] = ()
    dropped: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Profile:
    """One council's format, whole: levels, tiers, sheets, lists, ratings, risks, calendar, empty states, report.

    `words` are the council's terms for the nouns of the product ('action' → 'key action'), `language` its words for the
    product's own, with the plurals and articles of both; `empty` maps folded words to the state that they declare;
    `folder` is where the profile's template and phrases lie; `polarities` say which way an indicator is better where
    its row does not; `versions` are the earlier ones of its form, oldest first; `plan` is how its plans are written out
    as documents; `audiences` are the bodies that are given papers of their own.
    """

    key: str
    name: str
    version: str
    folder: str
    calendar: Calendar
    tiers: tuple[Tier, ...]
    levels: tuple[Level, ...]
    sheets: tuple[Sheet, ...]
    blocks: tuple[Block, ...]
    lists: Mapping[str, tuple[str, ...]]
    schemes: Schemes
    ratings: RatingScheme | None
    risks: RiskScheme | None
    empty: Mapping[str, State]
    report: ReportSettings
    words: Mapping[str, str] = field(default_factory=dict)
    language: Language = field(default_factory=Language)
    glossary: Mapping[str, str] = field(default_factory=dict)
    documents: Mapping[str, Document] = field(default_factory=dict)
    citations: Mapping[str, Citation] = field(default_factory=dict)
    tolerance: Tolerance = field(default_factory=Tolerance)
    severities: Mapping[str, Weighing] = field(default_factory=dict)
    polarities: Mapping[Reference, Polarity] = field(default_factory=dict)
    versions: tuple[Version, ...] = ()
    plan: PlanDocument = field(default_factory=PlanDocument)
    phrases: PhraseBank = field(default_factory=PhraseBank)
    audiences: tuple[Audience, ...] = ()

    @cached_property
    def _sheets(self) -> Mapping[Kind, Sheet]:
        return {sheet.kind: sheet for sheet in reversed(self.sheets)}

    def sheet(self, kind: Kind) -> Sheet | None:
        """The (first) sheet that holds records of a kind, or None when this format has none."""
        return self._sheets.get(kind)

    def tier(self, key: str) -> Tier | None:
        """The tier of that key."""
        return next((tier for tier in self.tiers if tier.key == key), None)

    def word(self, noun: str) -> str:
        """The council's term for a noun of the product; the noun itself when it has no other."""
        return self.words.get(noun, noun)

    def rating(self, key: str) -> Rating:
        """The rating of that key; raises KeyError when the scheme has none or there is no scheme."""
        if self.ratings is None:
            raise KeyError(key)
        return self.ratings.get(key)
