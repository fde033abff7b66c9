"""The risks of a plan: the list with the scores, the matrix, and each risk with what the register says of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compiler.domain.language import term
from compiler.domain.record import Entry, Kind, Record
from compiler.domain.risk import RiskScore
from compiler.profile.heading import heading_words
from compiler.profile.model import Column, Sheet
from compiler.report.blocks import Block, Figure, Heading, Matrix, Paragraph, Strong, Words, say
from compiler.report.plan_cells import cell, columns_shown, nothing_said, record_table
from compiler.report.plan_paper import Paper, one_line
from compiler.report.risk_matrix import matrix_of
from compiler.report.sentences import capital, listed, paragraph, plural, words
from compiler.report.telling import Blocks

_BULLET = "• "


def scenarios(paper: Paper) -> Blocks:
    """The list of risks, the matrix of a scheme of two scales, and every risk under a heading of its own."""
    spec, rows = paper.profile.sheet(Kind.RISK), paper.of(Kind.RISK)
    if spec is None or not rows:
        return ()
    shown = columns_shown(paper, spec, rows)
    scored = next((column for column in shown if column.type == "risk"), shown[0])
    brief = shown[: shown.index(scored) + 1]
    nouns = capital(plural(paper.profile.word("risk"), 2))
    table = record_table(paper, spec, brief, rows, term("{nouns} of the {plan}", nouns=nouns, plan=paper.tier.name))
    unsaid = nothing_said(paper, spec, rows)
    told = tuple(block for row in rows for block in _one(paper, row, [each for each in shown if each not in brief]))
    note: Blocks = (Paragraph(unsaid, "note"),) if unsaid else ()
    return (table, *_matrix(paper, spec, rows, scored), *note, *told)


def _one(paper: Paper, row: Record, columns: Sequence[Column]) -> Iterator[Block]:
    """One risk: what the register says under each of its columns, a list as a list."""
    if not columns:
        return
    called = f"{capital(paper.profile.word('risk'))} {row.text('reference')}".strip()
    yield Heading(3, f"{called}: {one_line(row.text('risk'))}" if row.text("risk") else called)
    for column in columns:
        yield from _column(paper, row, column)


def _column(paper: Paper, row: Record, column: Column) -> Iterator[Paragraph]:
    entry, label = row.entry(column.key), Strong(f"{heading_words(column.heading, paper.year)}: ")
    items = [line.removeprefix(_BULLET).strip() for line in entry.raw.split("\n")]
    if len(items) < 2 or paper.amendment(entry):
        yield Paragraph(words(label, cell(paper, entry, column)))
        return
    yield Paragraph((label,))
    for item in items:
        yield Paragraph((Figure(item, (entry.origin,), "as approved", item),), "bullet")


def _matrix(paper: Paper, spec: Sheet, rows: Sequence[Record], scored: Column) -> tuple[Matrix, ...]:
    """Which risk has which likelihood and impact, by their references; nothing where there is one scale only."""
    scheme = paper.profile.risks
    if scheme is None or not scheme.impact:
        return ()
    held: dict[str, list[Record]] = {score.text: [] for score in scheme.scores()}
    for row in rows:
        score = row.read(scored.key, RiskScore)
        if score is not None:
            held[score.text].append(row)
    nouns = plural(paper.profile.word("risk"), 2)
    return (
        matrix_of(
            scheme,
            {text: _names(found, scored) for text, found in held.items()},
            caption=term("{nouns} by likelihood and impact", nouns=capital(nouns)),
            note=paragraph(_line(paper)),
            description=say(paper.say("plan.matrix_described", nouns=nouns)),
        ),
    )


def _names(rows: Sequence[Record], scored: Column) -> Words:
    names = [_named(row, row.entry(scored.key)) for row in rows]
    return listed(names) if names else ("–",)


def _named(row: Record, score: Entry) -> Figure:
    name = row.text("reference") or row.label
    return Figure(name, (score.origin,), "as approved", name)


def _line(paper: Paper) -> Iterator[Words]:
    known = paper.profile.risks is not None and paper.profile.risks.appetite is not None
    yield paper.say("risks.appetite" if known else "risks.no_appetite")
