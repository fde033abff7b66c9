"""Progress on the plan that counts: the ratings and what they mean, then actions and indicators."""

from __future__ import annotations

from compiler.domain.language import term
from compiler.domain.record import Kind
from compiler.report.actions import actions
from compiler.report.blocks import Heading, Paragraph
from compiler.report.facts import how_many
from compiler.report.indicators import indicators
from compiler.report.sentences import listed, paragraph, words
from compiler.report.tallies import meanings
from compiler.report.telling import Blocks, Telling, together


def progress(telling: Telling) -> Blocks:
    """Progress on the plan that counts."""
    kinds = [kind for kind in (Kind.ACTION, Kind.INDICATOR) if telling.profile.sheet(kind)]
    nouns = "".join(map(str, listed([telling.noun(kind, 2) for kind in kinds])))
    title = term("Summary, performance and progress on {nouns} in the {plan}", nouns=nouns, plan=telling.plan)
    told = together(telling, (_scheme, actions, indicators))
    return (Heading(2, title, "progress", counted="section"), *told) if kinds else ()


def _scheme(telling: Telling) -> Blocks:
    """What the plan holds, what the ratings mean, and what this period is compared with."""
    kinds = [kind for kind in (Kind.ACTION, Kind.INDICATOR) if telling.profile.sheet(kind)]
    groups = [(kind, telling.rows(kind, *telling.counted)) for kind in kinds]
    counts = listed([words(how_many(rows), f" {telling.noun(kind, len(rows))}") for kind, rows in groups])
    view, scheme = telling.view, telling.profile.ratings
    compared = telling.compared
    said = [telling.say("progress.holds", counts=counts)]
    said.append(telling.say("progress.compared", compared=compared.label if compared else None))
    if compared is not None and compared.year != view.period.year:
        said.append(telling.say("progress.other_plan", before=compared.short))
    if scheme is None:
        return (Paragraph(paragraph(said)),)
    rows = [row for _, group in groups for row in group]
    return Paragraph(paragraph(said)), Paragraph(telling.say("progress.rated")), *meanings(scheme, rows)
