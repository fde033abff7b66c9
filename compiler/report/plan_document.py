"""A plan as a document: its first page, contents, and its sections in the order of the profile."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from compiler.domain.frozen import replace
from compiler.domain.language import speaking, term
from compiler.domain.record import Kind, Record, State
from compiler.domain.text import fold
from compiler.profile.model import Column, Profile, Sheet
from compiler.profile.plan_document import REST, PlanSection
from compiler.report.arrange import in_order
from compiler.report.blocks import (
    Block,
    Contents,
    Heading,
    PageBreak,
    Paragraph,
    Report,
    Strong,
    ToWrite,
    say,
    whole,
)
from compiler.report.glossary import abbreviations
from compiler.report.phrases.fill import phrase
from compiler.report.plan_actions import actions, wide_actions
from compiler.report.plan_budget import budget
from compiler.report.plan_cells import columns_shown, is_wide, nothing_said, record_table
from compiler.report.plan_paper import Paper, filled
from compiler.report.plan_scenarios import scenarios
from compiler.report.plan_sheets import sheets
from compiler.report.plan_text import Text, by_themselves, shared_out, texts_of, under
from compiler.report.sentences import capital, plural
from compiler.report.telling import Blocks


@speaking
def build_plan(paper: Paper) -> Report:
    """Tell one approved plan as a document. What it says wrongly is printed as approved and marked nowhere."""
    body = (*_face(paper), Contents(), *_body(paper))
    blocks = in_order((*body, *_abbreviations(paper, body)))
    report = Report(
        title=paper.title,
        subject=f"{paper.name} {paper.year.label}",
        department=paper.department.name,
        council=paper.department.council,
        period=paper.year.label,
        parts=whole(*blocks),
        notice=paper.department.notice(paper.year.name, ""),
        footer=f"{paper.department.council}, {paper.department.name}: {paper.tier.name} {paper.year.label}",
        keywords=(paper.department.council, paper.department.name, paper.year.label),
        language=paper.language,
    )
    return replace(report, draft=to_write(paper.profile, report))


def to_write(profile: Profile, report: Report, others: Sequence[str] = ()) -> str:
    """Why a document is a draft: what the officer still has to write, and `others`; '' where nothing is."""
    gaps = len(report.gaps)
    said = [say(phrase(profile.phrases, "plan.to_write", {"count": gaps}))] if gaps else []
    return " ".join((*said, *others))


def _face(paper: Paper) -> Iterator[Block]:
    """The title page: what plan it is, whose, for which year, and where its approval stands."""
    yield Heading(1, paper.title, "title")
    lines = (
        (term("Plan"), paper.tier.name),
        (term("Division"), paper.division.name if paper.division else ""),
        (term("Year"), paper.year.label),
        (term("Appendix"), str(paper.appendix)),
        (term("Status"), paper.status),
    )
    for label, said in lines:
        if said:
            yield Paragraph((Strong(f"{label}: "), said), "meta")


def _body(paper: Paper) -> Iterator[Block]:
    """The sections, those with wide tables on turned pages; words that no section takes come last."""
    sections = paper.profile.plan.sections(paper.tier.key)
    texts = texts_of(paper, paper.of(Kind.NARRATIVE))
    *shares, rest = shared_out(texts, [section.texts for section in sections])
    turned = False
    yield PageBreak()
    for section, share in zip(sections, shares, strict=True):
        blocks = tuple(_section(paper, section, share))
        wide = bool(blocks) and _is_wide(paper, section)
        if blocks and wide != turned:
            yield PageBreak(landscape=wide)
            turned = wide
        yield from blocks
    if turned and rest:
        yield PageBreak()
    yield from by_themselves(rest)


def _section(paper: Paper, section: PlanSection, texts: Sequence[Text]) -> Iterator[Block]:
    """One section: its heading, its words, its tables; nothing where it has neither and nobody is to write it."""
    tables = _tables(paper, section)
    heading = filled(section.heading, paper.department, paper.year, plan=paper.tier.name, owner=paper.owner)
    if REST in section.texts and not section.heading:
        yield from by_themselves(texts)
        return
    words = under(texts, heading, section.texts, lead=bool(tables))
    gap = () if words or tables or not _asks(paper, section) else (Paragraph((ToWrite(section.prompt),)),)
    if words or tables or gap:
        yield Heading(2, heading or capital(section.key), section.key)
        yield from (*words, *gap, *tables)


def _asks(paper: Paper, section: PlanSection) -> bool:
    """Whether the officer is to write what a section lacks: where the format has a sheet for it."""
    return bool(section.prompt) and any(
        sheet.kind is Kind.NARRATIVE and "plan" in sheet.roles for sheet in paper.profile.sheets
    )


def _tables(paper: Paper, section: PlanSection) -> Blocks:
    """What a section tables, of the objectives that it is about."""
    part = _narrowed(paper, section)
    if section.tables == "actions":
        return actions(part, section.apart, headed=len(section.objectives) != 1)
    if section.tables in _KINDS:
        return _rows(part, _KINDS[section.tables], section)
    return _TABLES[section.tables](part) if section.tables in _TABLES else ()


def _narrowed(paper: Paper, section: PlanSection) -> Paper:
    """The plan with only the rows and the objectives that a section is about, and what stands under them."""
    if section.where:
        rows = tuple(row for row in paper.records if _is_meant(row, section))
        paper = replace(paper, records=rows, profile=_without_alike(paper.profile, section))
    if not section.objectives:
        return paper
    numbers = set(map(fold, section.objectives))
    kept = [row for row in paper.records if fold(row.text(_UNDER.get(row.kind, ""))) in numbers]
    actions = {fold(row.text("reference")) for row in kept if row.kind is Kind.ACTION} - {""}
    steps = [row for row in paper.of(Kind.MILESTONE) if fold(row.text("of_action")) in actions]
    return replace(paper, records=(*kept, *steps))


def _is_meant(row: Record, section: PlanSection) -> bool:
    """Whether a row says one of the words that a section asks for; one without such a column is meant all the same."""
    asked = ((row.entry(key), frozenset(map(fold, words))) for key, words in section.where.items())
    return all(entry.state is State.ABSENT or fold(entry.raw) in words for entry, words in asked)


def _without_alike(profile: Profile, section: PlanSection) -> Profile:
    """The format without the columns in which all rows of a section say the same one word."""
    alike = [key for key, words in section.where.items() if len(words) == 1]
    if not alike:
        return profile
    kept = (tuple(column for column in sheet.columns if column.key not in alike) for sheet in profile.sheets)
    sheets = (replace(sheet, columns=columns) for sheet, columns in zip(profile.sheets, kept, strict=True))
    return replace(profile, sheets=tuple(sheets))


def _rows(paper: Paper, kind: Kind, section: PlanSection) -> Blocks:
    """The table of all the rows of one kind."""
    sheet, rows = paper.profile.sheet(kind), paper.of(kind)
    if sheet is None or not rows:
        return ()
    caption = term(
        "{nouns} of the {plan}", nouns=capital(plural(paper.profile.word(kind.value), 2)), plan=paper.tier.name
    )
    table = record_table(paper, sheet, _columns(paper, sheet, rows, section), rows, caption)
    unsaid = () if section.columns else nothing_said(paper, sheet, rows)
    return (table, Paragraph(unsaid, "note")) if unsaid else (table,)


def _columns(paper: Paper, sheet: Sheet, rows: Sequence[Record], section: PlanSection) -> tuple[Column, ...]:
    """The columns that a section chooses in their order, else those that say anything."""
    chosen = [sheet.column(key) for key in section.columns]
    return tuple(column for column in chosen if column) or columns_shown(paper, sheet, rows)


_TABLES: Mapping[str, Callable[[Paper], Blocks]] = {
    "resources": budget,
    "sheets": sheets,
    "scenarios": scenarios,
}
_KINDS = {
    "indicators": Kind.INDICATOR,
    "risks": Kind.RISK,
    "objectives": Kind.OBJECTIVE,
    "outcomes": Kind.OUTCOME,
    "routes": Kind.ROUTE,
}
_UNDER = {Kind.OBJECTIVE: "number", **dict.fromkeys((Kind.ACTION, Kind.INDICATOR, Kind.OUTCOME), "objective")}
"""The column that holds the number of the objective that a row is, or stands under."""


def _is_wide(paper: Paper, section: PlanSection) -> bool:
    if section.tables == "actions":
        return wide_actions(_narrowed(paper, section), (section.apart,))
    if section.tables == "sheets":
        return bool(paper.of(Kind.ACTION))
    kind = _KINDS.get(section.tables)
    sheet = paper.profile.sheet(kind) if kind else None
    rows: Sequence[Record] = paper.of(kind) if kind else ()
    return sheet is not None and is_wide(_columns(paper, sheet, rows, section))


def _abbreviations(paper: Paper, told: Sequence[Block]) -> Blocks:
    table = abbreviations({**paper.profile.glossary, **paper.legend}, told, paper.profile, "plan")
    return (PageBreak(), Heading(2, term("Abbreviations"), "glossary"), table) if table else ()
