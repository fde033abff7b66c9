"""The report that lays the plans of a year before the members and asks them to approve them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from compiler.domain.frozen import dataclass, replace
from compiler.domain.language import Language, speaking, term
from compiler.domain.period import Year
from compiler.domain.record import Kind
from compiler.profile.department import Department
from compiler.profile.model import Profile
from compiler.profile.plan_document import REST, Covering, CoveringPart
from compiler.report.arrange import in_order
from compiler.report.blocks import (
    Block,
    Contents,
    Heading,
    PageBreak,
    Paragraph,
    Report,
    Strong,
    Table,
    TableColumn,
    ToWrite,
    Words,
    say,
    whole,
)
from compiler.report.facts import tabled
from compiler.report.phrases.fill import Told, phrase
from compiler.report.plan_document import to_write
from compiler.report.plan_paper import Paper, filled
from compiler.report.plan_text import Text, covering_texts, shared_out, under
from compiler.report.sentences import capital, listed, plural, words
from compiler.report.telling import Blocks

_COUNTED = (Kind.OBJECTIVE, Kind.ACTION, Kind.INDICATOR, Kind.RISK)


@dataclass(frozen=True, slots=True)
class Plans:
    """The plans that are laid before the members; `missing` says which are not there, and why, in sentences."""

    profile: Profile
    department: Department
    year: Year
    papers: tuple[Paper, ...]
    missing: tuple[str, ...] = ()

    @property
    def language(self) -> Language:
        """The format's words for words of ours."""
        return self.profile.language

    def say(self, key: str, **places: Told) -> Words:
        """The sentence of that key in the phrase bank; the year need not be given."""
        return phrase(self.profile.phrases, key, {"year": self.year.label, **places})

    @property
    def to_approve(self) -> tuple[Paper, ...]:
        """The plans of the tiers that count; all plans where none of these is there."""
        return tuple(paper for paper in self.papers if paper.tier.counted) or self.papers

    @property
    def to_note(self) -> tuple[Paper, ...]:
        """The plans that stand beneath them."""
        return tuple(paper for paper in self.papers if paper not in self.to_approve)


@speaking
def build_covering(plans: Plans) -> Report | None:
    """The covering report; None where the format has none."""
    covering = plans.profile.plan.covering
    if covering is None or not plans.papers:
        return None
    title = filled(covering.title, plans.department, plans.year)
    blocks = (*_face(plans, title), *_summary(plans, covering), PageBreak(), Contents(), *_body(plans, covering))
    report = Report(
        title=title,
        subject=title,
        department=plans.department.name,
        council=plans.department.council,
        period=plans.year.label,
        parts=whole(*in_order(blocks)),
        notice=plans.department.notice(plans.year.name, ""),
        footer=f"{plans.department.council}, {plans.department.name}: {_called(plans)}",
        keywords=(plans.department.council, plans.department.name, plans.year.label),
        language=plans.language,
    )
    return replace(report, draft=to_write(plans.profile, report, plans.missing))


def _called(plans: Plans) -> str:
    return term("plans for {year}", year=plans.year.label)


def _face(plans: Plans, title: str) -> Iterator[Block]:
    """The lines at the head: body, report to, report of, subject, date."""
    settings = plans.profile.report
    yield Heading(1, title, "title")
    if settings.body:
        yield Paragraph((settings.body,), "subtitle")
    lines = (
        (term("Report to"), ", ".join(settings.reported_to[:1])),
        (term("Report of"), settings.report_of),
        (term("Subject"), title),
    )
    for label, said in lines:
        if said:
            yield Paragraph((Strong(f"{label}: "), said), "meta")
    yield Paragraph((Strong(term("Date: ")), ToWrite(term("date of the meeting"))), "meta")


def _summary(plans: Plans, covering: Covering) -> Iterator[Block]:
    """What members read first, in numbered parts."""
    shares, _ = _shares(plans, covering)
    told = [blocks for part in covering.summary if (blocks := _part(plans, part, shares[part.key], 3, "summary-"))]
    if told:
        yield Heading(2, term("Summary"), "summary")
    yield from _numbered(told)


def _body(plans: Plans, covering: Covering) -> Iterator[Block]:
    """The sections in order, numbered, with the words that no part takes where the format has them stand."""
    shares, rest = _shares(plans, covering)
    told: list[Blocks] = []
    for part in covering.body:
        if part.key == REST:
            told += [_own(text) for text in rest]
        elif blocks := _part(plans, part, shares[part.key], 2, ""):
            told.append(blocks)
    if all(part.key != REST for part in covering.body):
        told += [_own(text) for text in rest]
    yield from _numbered(told)


def _own(text: Text) -> Blocks:
    return Heading(2, text.head or term("Text")), *under((text,), text.head, ())


def _numbered(told: Sequence[Blocks]) -> Iterator[Block]:
    for number, (heading, *blocks) in enumerate(told, 1):
        yield replace(heading, number=str(number)) if isinstance(heading, Heading) else heading
        yield from blocks


def _shares(plans: Plans, covering: Covering) -> tuple[Mapping[str, tuple[Text, ...]], tuple[Text, ...]]:
    """The texts that each part takes, and those that none does."""
    texts = [text for paper in plans.papers for text in covering_texts(paper, paper.of(Kind.NARRATIVE))]
    parts = list({part.key: part for part in (*covering.summary, *covering.body) if part.key != REST}.values())
    *shares, rest = shared_out(texts, [part.texts for part in parts])
    return {part.key: share for part, share in zip(parts, shares, strict=True)}, rest


def _part(plans: Plans, part: CoveringPart, texts: Sequence[Text], level: int, prefix: str) -> Blocks:
    """One part: the words of the plans' text, else what the plans tell, else a gap for the officer."""
    said = under(texts, part.heading, part.texts, level + 1) if texts else ()
    told = _TOLD[part.tells](plans, bool(said)) if part.tells in _TOLD else ()
    gap = (Paragraph((ToWrite(part.prompt),)),) if part.prompt and not (said or told) else ()
    blocks = (*said, *told, *gap)
    return (Heading(level, part.heading, f"{prefix}{part.key}"), *blocks) if blocks else ()


# --- what the plans tell ----------------------------------------------------------------------------------------------


def _contents(plans: Plans, said: bool) -> Blocks:
    """Which plans are attached, and which are not there."""
    attached = [
        Paragraph((term("Appendix {appendix}: {title}", appendix=paper.appendix, title=paper.title),), "bullet")
        for paper in plans.papers
    ]
    missing = [Paragraph((why,), "callout") for why in plans.missing]
    return Paragraph(plans.say("covering.attached")), *attached, *missing


def _decision(plans: Plans, said: bool) -> Blocks:
    """What the members are asked for, where nobody has put it in words."""
    if said:
        return ()
    settings = plans.profile.report
    asked = settings.reported_to[0] if settings.reported_to else None
    papers, note = _named(plans.to_approve), _named(plans.to_note)
    return (Paragraph(plans.say("covering.decision", asked=asked, papers=papers, note=note)),)


def _named(papers: Sequence[Paper]) -> Words:
    """Plans by their tiers: 'the Departmental Plan', 'the Divisional Plans of North and South'."""
    return listed([_of_tier(name, papers) for name in dict.fromkeys(paper.tier.name for paper in papers)])


def _of_tier(tier: str, papers: Sequence[Paper]) -> Words:
    owners = [paper.division.name for paper in papers if paper.tier.name == tier and paper.division]
    return words(f"the {plural(tier, len(owners))} of ", listed(list(owners))) if owners else (f"the {tier}",)


def _plans(plans: Plans, said: bool) -> Blocks:
    """What each plan holds, as a table."""
    nouns = [capital(plural(plans.profile.word(kind.value), 2)) for kind in _kinds(plans)]
    return (
        Table(
            caption=term("What the plans for {year} hold", year=plans.year.label),
            columns=(
                TableColumn(term("Plan"), 2.4),
                TableColumn(term("Appendix"), 1.0, "right"),
                *(TableColumn(noun, 1.2, "right") for noun in nouns),
            ),
            rows=tuple(_row(plans, paper) for paper in plans.papers),
            note=plans.say("covering.twice"),
            description=say(plans.say("covering.described", nouns=", ".join(nouns).lower())),
            key="plans",
        ),
    )


def _kinds(plans: Plans) -> list[Kind]:
    return [kind for kind in _COUNTED if plans.profile.sheet(kind)]


def _row(plans: Plans, paper: Paper) -> tuple[Words, ...]:
    counts = (tabled([record.origin for record in paper.of(kind)]) for kind in _kinds(plans))
    return (paper.title,), (str(paper.appendix),), *((each,) for each in counts)


_TOLD: Mapping[str, Callable[[Plans, bool], Blocks]] = {"contents": _contents, "decision": _decision, "plans": _plans}
