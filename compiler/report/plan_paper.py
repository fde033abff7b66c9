"""One approved plan, as it is written out: whose it is, its rows, what was amended, and where its approval stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from compiler.domain.decision import Amendment, Approval, Decisions
from compiler.domain.frozen import dataclass, field
from compiler.domain.language import Language, speaking, term
from compiler.domain.origin import Origin
from compiler.domain.period import Year, say_date
from compiler.domain.record import Entry, Kind, Record
from compiler.domain.returned import Return
from compiler.profile.department import Department, Division
from compiler.profile.model import Profile, Tier
from compiler.report.blocks import Words
from compiler.report.phrases.fill import Told, phrase
from compiler.report.sentences import number_words


@dataclass(frozen=True, slots=True)
class Paper:
    """One plan of a year, whichever workbooks hold its rows.

    `division` is None for a plan of the whole department. `appendix` is its number among the plans of the year;
    `amendments` are those in force, by the line of the decision, which is the origin of the amended cell; `status` says
    whether it was approved; `legend` explains the initials that its workbooks use.
    """

    profile: Profile
    department: Department
    year: Year
    tier: Tier
    division: Division | None
    records: tuple[Record, ...]
    appendix: int = 1
    amendments: Mapping[Origin, Amendment] = field(default_factory=dict)
    status: str = "for approval"
    legend: Mapping[str, str] = field(default_factory=dict)

    @property
    def language(self) -> Language:
        """The format's words for words of ours."""
        return self.profile.language

    def of(self, kind: Kind) -> tuple[Record, ...]:
        """The rows of one kind, in the order of their sheet."""
        return tuple(record for record in self.records if record.kind is kind)

    def say(self, key: str, **places: Told) -> Words:
        """The sentence of that key in the phrase bank; the year need not be given."""
        return phrase(self.profile.phrases, key, {"year": self.year.label, **places})

    def amendment(self, entry: Entry) -> Amendment | None:
        """The decision by which a cell was amended, if it was."""
        return self.amendments.get(entry.origin)

    @property
    def owner(self) -> str:
        """Whose plan it is: the division's name, or the department's."""
        return self.division.name if self.division else self.department.name

    @property
    def title(self) -> str:
        """What the plan is called on its first page."""
        pattern = self.profile.plan.titles.get(self.tier.key, self.profile.plan.title)
        return filled(pattern, self.department, self.year, plan=self.tier.name, owner=self.owner)

    @property
    def name(self) -> str:
        """What the plan is called in a list: 'Divisional Plan, Care Services'."""
        return f"{self.tier.name}, {self.division.name}" if self.division else self.tier.name


def filled(pattern: str, department: Department, year: Year, **words: str) -> str:
    """A profile's words with {department}, {council}, {year}, {last_of_three} and others written out."""
    known = {
        "department": department.name,
        "council": department.council,
        "year": year.label,
        "last_of_three": year.next.next.label,
        **words,
    }
    for name, said in known.items():
        pattern = pattern.replace(f"{{{name}}}", said)
    return pattern


def one_line(text: str) -> str:
    """The words of a cell as they stand in a heading, without its line ends."""
    return " ".join(text.split())


@speaking
def papers_of(
    profile: Profile, department: Department, year: Year, plans: Sequence[Return], decisions: Decisions
) -> tuple[Paper, ...]:
    """The plans of a year in the order of their tiers and divisions, numbered as appendices."""
    in_force = {each.origin: each for each in decisions.amendments if each.approved and each.year == year.name}
    found: list[Paper] = []
    for tier, division, records in _groups(profile, department, plans):
        status = _status(records, plans, decisions.approvals, year)
        amended = {entry.origin for record in records for entry in record.entries.values() if entry.origin in in_force}
        own = {origin: in_force[origin] for origin in sorted(amended)}
        if own:
            many = ", with {number} approved amendment" if len(own) == 1 else ", with {number} approved amendments"
            status += term(many, number=number_words(len(own)))
        legend = {short: name for book in _books(records, plans) for short, name in book.legend.items()}
        found.append(Paper(profile, department, year, tier, division, records, len(found) + 1, own, status, legend))
    return tuple(found)


def _groups(
    profile: Profile, department: Department, plans: Sequence[Return]
) -> Iterator[tuple[Tier, Division | None, tuple[Record, ...]]]:
    """The rows of each plan: of a tier that the lead division returns, all; else those of each division."""
    records = [record for book in department.in_order(plans) for record in book.records]
    for tier in profile.tiers:
        rows = [record for record in records if record.plan == tier.key]
        if tier.returned_by == "lead":
            if rows:
                yield tier, None, tuple(rows)
            continue
        for key in dict.fromkeys(record.division for record in rows):
            yield tier, department.division(key), tuple(record for record in rows if record.division == key)


def _books(records: Sequence[Record], plans: Sequence[Return]) -> list[Return]:
    """The workbooks that hold the rows."""
    names = {record.origin.workbook for record in records}
    return [book for book in plans if book.workbook in names]


def _status(records: Sequence[Record], plans: Sequence[Return], approvals: Sequence[Approval], year: Year) -> str:
    """Whether the files that hold the rows are those that were approved, in a few words."""
    latest = {each.plan: each for each in approvals if each.year == year.name}
    said = []
    for book in _books(records, plans):
        approval = latest.get(book.workbook.rsplit("/", 1)[-1])
        if approval is None:
            return term("for approval")
        meeting = f" ({approval.meeting})" if approval.meeting else ""
        same = approval.sha256 == book.sha256
        told = "approved by {by} on {day}" if same else "changed since it was approved by {by} on {day}"
        said.append(term(told, by=approval.by, day=say_date(approval.on)) + meeting)
    return "; ".join(dict.fromkeys(said)) or term("for approval")
