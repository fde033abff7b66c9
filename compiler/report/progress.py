"""Section 3 of the report: the ratings and what they mean, then actions, indicators and exceptions."""

from __future__ import annotations

from compiler.domain.record import Kind
from compiler.report.actions import actions
from compiler.report.blocks import Heading, Paragraph
from compiler.report.exceptions import exceptions
from compiler.report.facts import how_many
from compiler.report.indicators import indicators
from compiler.report.sentences import listed, paragraph, sentence, words
from compiler.report.tallies import meanings
from compiler.report.telling import Blocks, Telling, together


def progress(telling: Telling) -> Blocks:
    """Progress on the plan that counts."""
    kinds = [kind for kind in (Kind.ACTION, Kind.INDICATOR) if telling.profile.sheet(kind)]
    nouns = "".join(map(str, listed([telling.noun(kind, 2) for kind in kinds])))
    title = f"Summary, performance and progress on {nouns} in the {telling.plan}"
    told = together(telling, (_scheme, actions, indicators, exceptions))
    return (Heading(2, title, "progress", counted="section"), *told) if kinds else ()


def _scheme(telling: Telling) -> Blocks:
    """What the plan holds, what the ratings mean, and what this period is compared with."""
    kinds = [kind for kind in (Kind.ACTION, Kind.INDICATOR) if telling.profile.sheet(kind)]
    groups = [(kind, telling.rows(kind, *telling.counted)) for kind in kinds]
    counts = listed([words(how_many(rows), f" {telling.noun(kind, len(rows))}") for kind, rows in groups])
    view, scheme = telling.view, telling.profile.ratings
    holds = sentence(f"the {telling.plan} for {view.period.year.label} holds ", counts)
    if telling.compared is not None:
        compared = sentence(f"progress in {view.period.label} is compared with {telling.compared.label}")
        if telling.compared.year != view.period.year:
            other = f"{telling.compared.short} was reported on that year's plan, whose dates and targets may differ"
            compared = words(compared, " ", sentence(other))
    else:
        compared = sentence(f"no returns of an earlier period are held to compare {view.period.label} with")
    if scheme is None:
        return (Paragraph(paragraph((holds, compared))),)
    rows = [row for _, group in groups for row in group]
    rated = Paragraph(("Each is rated as follows:",))
    return Paragraph(paragraph((holds, compared))), rated, *meanings(scheme, rows)
