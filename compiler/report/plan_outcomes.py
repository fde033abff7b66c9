"""The outcomes that hang on an objective: in print they stand under its actions, where a plan has them so."""

from __future__ import annotations

from collections.abc import Sequence

from compiler.domain.language import term
from compiler.domain.record import Kind, Record
from compiler.profile.model import Column, Sheet
from compiler.report.blocks import Heading
from compiler.report.plan_cells import columns_shown, record_table
from compiler.report.plan_paper import Paper
from compiler.report.sentences import capital, plural
from compiler.report.telling import Blocks

_APART = ("objective", "held")


def outcomes_under(paper: Paper, objective: Record, name: str) -> Blocks:
    """A table of the indicators that name an objective, where no section of the plan has all indicators in one."""
    sheet = _hanging(paper)
    rows = [row for row in paper.of(Kind.INDICATOR) if row.text("objective") == objective.text("number")]
    return (
        _table(paper, sheet, rows, term("{nouns} under {name}", nouns=_nouns(paper), name=name))
        if sheet and name
        else ()
    )


def outcomes_under_none(paper: Paper) -> Blocks:
    """The indicators whose objective the plan has not, where the others stand under theirs."""
    sheet = _hanging(paper)
    numbers = {objective.text("number") for objective in paper.of(Kind.OBJECTIVE)} - {""}
    rows = [row for row in paper.of(Kind.INDICATOR) if row.text("objective") not in numbers]
    if sheet is None or not rows:
        return ()
    heading = term("{nouns} under no {noun} of this plan", nouns=_nouns(paper), noun=paper.profile.word("objective"))
    return Heading(3, heading), *_table(paper, sheet, rows, heading)


def _hanging(paper: Paper) -> Sheet | None:
    """The sheet of indicators, where each row names its objective and no section takes them all."""
    sheet = paper.profile.sheet(Kind.INDICATOR)
    sections = paper.profile.plan.sections(paper.tier.key)
    apart = any(section.tables == "indicators" for section in sections)
    return sheet if sheet and sheet.column("objective") and not apart else None


def _table(paper: Paper, sheet: Sheet, rows: Sequence[Record], caption: str) -> Blocks:
    shown = [each for each in columns_shown(paper, sheet, rows, _APART) if not _repeats(each, rows)]
    return (record_table(paper, sheet, shown, rows, caption),) if rows else ()


def _repeats(column: Column, rows: Sequence[Record]) -> bool:
    """Whether a column only takes words out of the outcomes themselves, such as what is aimed at."""
    return column.key != "definition" and all(row.text(column.key) in row.text("definition") for row in rows)


def _nouns(paper: Paper) -> str:
    return capital(plural(paper.profile.word("indicator"), 2))
