"""The action plan: a table for each objective, under the golden thread that leads to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from compiler.domain.language import term
from compiler.domain.record import Kind, Record
from compiler.profile.heading import heading_words
from compiler.profile.model import Column, Sheet
from compiler.report.blocks import Block, Figure, Heading, Paragraph, Strong
from compiler.report.plan_cells import amendments, columns_shown, is_wide, marked, record_table
from compiler.report.plan_outcomes import outcomes_under, outcomes_under_none
from compiler.report.plan_paper import Paper, one_line
from compiler.report.sentences import capital, plural
from compiler.report.telling import Blocks

_APART = ("objective",)
_TOLD_OF = ("parent", "risks")
"""The columns of an objective that are told under its heading beside its levels."""


def action_columns(paper: Paper, apart: Sequence[str] = ()) -> tuple[Column, ...]:
    """The columns of the plan's actions, the same in all their tables, without those that are told `apart`."""
    sheet = paper.profile.sheet(Kind.ACTION)
    return columns_shown(paper, sheet, paper.of(Kind.ACTION), (*_APART, *apart)) if sheet else ()


def actions(paper: Paper, apart: str = "", headed: bool = True) -> Blocks:
    """The actions by section and objective, those under no objective after them, and the milestones at the end.

    Those of one objective are tabled `apart` by what they say in the column of that key, if it is named. The objective
    has no heading of its own unless `headed`: the section's stands for it.
    """
    objectives = paper.of(Kind.OBJECTIVE)
    told: Blocks = ()
    for section, group in groupby(objectives, key=lambda objective: objective.text("section")):
        if section:
            told = (*told, Heading(3, one_line(section)))
        for objective in group:
            heading, *rest = _objective(paper, objective, 4 if section else 3, apart)
            told = (*told, *((heading,) if headed else ()), *rest)
    return (*told, *_under_none(paper), *outcomes_under_none(paper), *_milestones(paper))


def wide_actions(paper: Paper, apart: Sequence[str] = ()) -> bool:
    """Whether the actions need landscape pages."""
    return is_wide(action_columns(paper, apart))


def _objective(paper: Paper, objective: Record, level: int, apart: str) -> Blocks:
    number, name = objective.text("number"), _short_name(paper, objective)
    heading = Heading(level, " ".join(part for part in (number, name) if part) or term("Objective"))
    rows = [row for row in paper.of(Kind.ACTION) if _is_under(paper, row, objective)]
    noun = plural(paper.profile.word("action"), 2)
    caption = term("{nouns} under {name}", nouns=capital(noun), name=number or name)
    table = tuple(_tables_apart(paper, rows, caption, apart, level)) if apart else _table(paper, rows, caption)
    tables = (*table, *outcomes_under(paper, objective, number or name))
    missed = (Paragraph(paper.say("plan.no_actions", nouns=noun)),) if _most_have_actions(paper) else ()
    return (heading, *_thread(paper, objective), *(tables or missed))


def _most_have_actions(paper: Paper) -> bool:
    """Whether an objective without actions is out of the ordinary in this plan, and worth a word."""
    named = {row.text("objective") for row in paper.of(Kind.ACTION)}
    numbers = [objective.text("number") for objective in paper.of(Kind.OBJECTIVE)]
    return 2 * sum(number in named for number in numbers) >= len(numbers)


def _tables_apart(paper: Paper, rows: Sequence[Record], caption: str, apart: str, level: int) -> Iterator[Block]:
    """A table for each thing that rows say in one column, with the columns that say anything of its own rows."""
    sheet = paper.profile.sheet(Kind.ACTION)
    for said in dict.fromkeys(row.text(apart) for row in rows):
        own = [row for row in rows if row.text(apart) == said]
        called = said or capital(plural(paper.profile.word("action"), 2))
        if sheet:
            shown = columns_shown(paper, sheet, own, (*_APART, apart))
            yield Heading(level + 1, called)
            yield record_table(paper, sheet, shown, own, f"{caption}: {called}")


def _is_under(paper: Paper, row: Record, objective: Record) -> bool:
    """Whether a row names the objective, and no earlier one has the same number."""
    first = next((each for each in paper.of(Kind.OBJECTIVE) if each.text("number") == row.text("objective")), None)
    return bool(row.text("objective")) and first is objective


def _short_name(paper: Paper, objective: Record) -> str:
    """The words of the innermost level, up to the bracket or dash behind which they are explained."""
    said = [objective.text(level.column) for level in paper.profile.levels if objective.text(level.column)]
    return one_line(said[-1].split("(")[0].split(" – ")[0]).rstrip(".:") if said else ""


def _thread(paper: Paper, objective: Record) -> Iterator[Paragraph]:
    """Each level above the actions in its own words, the action that the objective serves, and its risks.

    Levels with the same words are told in one line.
    """
    sheet = paper.profile.sheet(Kind.OBJECTIVE)
    names = {level.column: level.name for level in paper.profile.levels}
    told = [key for key in (*names, *_TOLD_OF) if sheet and sheet.column(key) and objective.text(key).strip()]
    for _, same in groupby(told, key=lambda key: objective.text(key).strip()):
        entries = {_label(paper, sheet, names, key): objective.entry(key) for key in same}
        first, origins = next(iter(entries.values())), tuple(entry.origin for entry in entries.values())
        said = Figure(first.raw.strip(), origins, "as approved", first.raw)
        changed_one = next((entry for entry in entries.values() if paper.amendment(entry)), first)
        yield Paragraph((Strong(f"{', '.join(entries)}: "), *marked(paper, changed_one, (said,))))
    changed = amendments(paper, sheet, [objective]) if sheet else ()
    if changed:
        yield Paragraph(changed, "note")


def _label(paper: Paper, sheet: Sheet | None, names: Mapping[str, str], key: str) -> str:
    """What a line of the thread is called: the level, or the heading of the column."""
    column = sheet.column(key) if sheet else None
    return names.get(key) or (heading_words(column.heading, paper.year) if column else key)


def _under_none(paper: Paper) -> Blocks:
    """The actions whose objective the plan has not."""
    numbers = {objective.text("number") for objective in paper.of(Kind.OBJECTIVE)} - {""}
    rows = [row for row in paper.of(Kind.ACTION) if row.text("objective") not in numbers]
    noun = capital(plural(paper.profile.word("action"), 2))
    if not rows:
        return ()
    heading = (Heading(3, term("{nouns} under no objective of this plan", nouns=noun)),) if numbers else ()
    return (*heading, *_table(paper, rows, term("{nouns} under no objective", nouns=noun) if numbers else noun))


def _milestones(paper: Paper) -> Blocks:
    sheet, rows = paper.profile.sheet(Kind.MILESTONE), paper.of(Kind.MILESTONE)
    if not (sheet and rows):
        return ()
    shown = columns_shown(paper, sheet, rows)
    return Heading(3, sheet.name), record_table(paper, sheet, shown, rows, sheet.name)


def _table(paper: Paper, rows: Sequence[Record], caption: str) -> Blocks:
    sheet: Sheet | None = paper.profile.sheet(Kind.ACTION)
    return (record_table(paper, sheet, action_columns(paper), rows, caption),) if sheet and rows else ()
