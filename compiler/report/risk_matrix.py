"""The risk matrix: how many risks have which likelihood and impact, with the line of the council's appetite."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from compiler.consolidate.view import Row
from compiler.domain.language import term
from compiler.domain.record import Kind
from compiler.domain.risk import RiskScheme
from compiler.report.blocks import Block, Matrix, Mention, Paragraph, Pointing, Words, say
from compiler.report.cells_of import CellsOf
from compiler.report.facts import count, tabled
from compiler.report.sentences import capital, paragraph
from compiler.report.standing import score_of, score_where
from compiler.report.telling import Telling


def risk_matrix(telling: Telling, rows: Sequence[Row]) -> tuple[Block, ...]:
    """The matrix with a sentence that leads to it; nothing where the council scores risks on one scale only."""
    scheme = telling.profile.risks
    if scheme is None or not scheme.impact:
        return ()
    held: dict[str, list[Row]] = {score.text: [] for score in scheme.scores()}
    for row in rows:
        score = score_of(row)
        if score is not None:
            held[score.text].append(row)
    nouns = telling.noun(Kind.RISK, 2)
    matrix = matrix_of(
        scheme,
        {text: (tabled(_cells(found)),) for text, found in held.items()},
        caption=term("{nouns} by likelihood and impact, {now}", nouns=capital(nouns), now=telling.now),
        note=_note(telling, rows, held),
        description=say(telling.say("risks.matrix_described", nouns=nouns)),
    )
    lead = telling.say("risks.matrix", table=Mention("table", matrix.key), nouns=nouns)
    return Paragraph((Pointing(lead),)), matrix


def matrix_of(scheme: RiskScheme, cells: Mapping[str, Words], *, caption: str, note: Words, description: str) -> Matrix:
    """A scheme of two scales drawn, likelihood from the highest down, with what stands in the cell of each score."""
    likely, grave = tuple(reversed(scheme.levels)), scheme.impact
    return Matrix(
        caption=caption,
        axis=term("Likelihood / Impact"),
        columns=tuple(f"{level.name} ({level.key})" for level in grave),
        rows=tuple(f"{level.name} ({level.key})" for level in likely),
        cells=tuple(tuple(cells[level.key + impact.key] for impact in grave) for level in likely),
        beyond=_beyond(scheme),
        note=note,
        description=description,
        key="risk-matrix",
    )


def _cells(rows: Sequence[Row]) -> CellsOf:
    return CellsOf(rows, score_where)


def _beyond(scheme: RiskScheme) -> tuple[tuple[bool, ...], ...] | None:
    appetite = scheme.appetite
    if appetite is None:
        return None
    return tuple(
        tuple(level.key + impact.key in appetite for impact in scheme.impact) for level in reversed(scheme.levels)
    )


def _note(telling: Telling, rows: Sequence[Row], held: Mapping[str, Sequence[Row]]) -> Words:
    """How many risks lie above the appetite, or that its line is not known; and how many have no score."""
    appetite = telling.profile.risks.appetite if telling.profile.risks else None
    if appetite is None:
        said = [telling.say("risks.no_appetite")]
    else:
        above = [row for text in appetite for row in held.get(text, ())]
        noun = telling.noun(Kind.RISK, len(above))
        said = [telling.say("risks.appetite")]
        said.append(telling.say("risks.above", count=count(_cells(above)), noun=noun))
    unscored = [row for row in rows if score_of(row) is None]
    if unscored:
        noun = telling.noun(Kind.RISK, len(unscored))
        said.append(telling.say("risks.not_in_matrix", count=count(_cells(unscored)), noun=noun))
    return paragraph(said)
