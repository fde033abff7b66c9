"""The action plan as sheets: each objective with its links, its actions and their milestones, its further words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compiler.domain.language import term
from compiler.domain.record import Kind, Record
from compiler.domain.text import fold
from compiler.profile.heading import heading_words
from compiler.profile.model import Column, Sheet
from compiler.report.blocks import Block, Heading, Paragraph, Strong, Table, TableColumn, Words, say
from compiler.report.facts import cell_words
from compiler.report.plan_cells import amendments, cell, columns_shown, marked, nothing_said
from compiler.report.plan_paper import Paper, one_line
from compiler.report.sentences import capital, paragraph, plural, words
from compiler.report.telling import Blocks

_LINKS = ("references", "choice", "choices")
"""The types of columns in which an objective links to something else."""
_BLANK = "left blank"


def sheets(paper: Paper) -> Blocks:
    """Every objective as a sheet of its own, in the order of the plan; then the actions that stand under none."""
    objectives = paper.of(Kind.OBJECTIVE)
    told = tuple(block for objective in objectives for block in _sheet(paper, objective))
    numbers = {fold(objective.text("number")) for objective in objectives}
    rest = [row for row in paper.of(Kind.ACTION) if fold(row.text("objective")) not in numbers]
    noun = capital(plural(paper.profile.word("action"), 2))
    return (
        *told,
        *((Heading(3, term("{nouns} under no objective", nouns=noun)), _actions(paper, rest, noun)) if rest else ()),
    )


def _sheet(paper: Paper, objective: Record) -> Iterator[Block]:
    spec = paper.profile.sheet(Kind.OBJECTIVE)
    assert spec is not None, "an objective comes from a sheet"
    called = f"{capital(paper.profile.word('objective'))} {objective.text('number')}"
    heads, links, lines = _parts(paper, spec)
    names = [one_line(objective.text(column.key).split("\n")[0]) for column in heads if objective.text(column.key)]
    yield Heading(3, ": ".join([called, *names[-1:]]))
    for column in heads:
        if objective.text(column.key) and one_line(objective.text(column.key)) != "".join(names[-1:]):
            yield Paragraph(_labelled(paper, objective, column))
    if links:
        yield _table_of_links(paper, spec, objective, links, called)
    rows = [row for row in paper.of(Kind.ACTION) if fold(row.text("objective")) == fold(objective.text("number"))]
    noun = plural(paper.profile.word("action"), 2)
    if rows:
        yield _actions(paper, rows, f"{capital(noun)} of {called}")
    else:
        yield Paragraph(paper.say("plan.no_actions", nouns=noun))
    for column in lines:
        yield Paragraph(_labelled(paper, objective, column))


def _parts(paper: Paper, spec: Sheet) -> tuple[list[Column], list[Column], list[Column]]:
    """The columns of an objective: its names, its links, and the lines that stand under its actions.

    What is before the first link are names, what is behind the last one are lines.
    """
    approved = [column for column in spec.columns if column.part == "plan" and column.key not in ("number", "plan")]
    places = [place for place, column in enumerate(approved) if column.type in _LINKS]
    if not places:
        return approved[:1], [], approved[1:]
    return approved[: places[0]], approved[places[0] : places[-1] + 1], approved[places[-1] + 1 :]


def _labelled(paper: Paper, objective: Record, column: Column) -> Words:
    label = heading_words(column.heading, paper.year)
    return words(Strong(f"{label}: "), _said(paper, objective, column))


def _said(paper: Paper, record: Record, column: Column) -> Words:
    """A cell in words, whichever way it says nothing: N/A, none, left blank, or no such line."""
    entry = record.entry(column.key)
    return marked(paper, entry, (cell_words(entry, term(_BLANK), "as approved"),))


def _table_of_links(paper: Paper, spec: Sheet, objective: Record, links: Sequence[Column], called: str) -> Table:
    caption = term("Links of {name}", name=called)
    return Table(
        caption=caption,
        columns=(TableColumn(term("Link"), 2.0), TableColumn(term("What the plan says"), 5.0)),
        rows=tuple(((heading_words(each.heading, paper.year),), _said(paper, objective, each)) for each in links),
        note=amendments(paper, spec, [objective]),
        description=say(paper.say("plan.described", title=caption, columns="what it links to, what the plan says")),
        key="plan-links",
    )


# --- the actions of a sheet -------------------------------------------------------------------------------------------


def _actions(paper: Paper, rows: Sequence[Record], caption: str) -> Table:
    """The actions under the columns that say anything here, each with its milestones before its date."""
    spec = paper.profile.sheet(Kind.ACTION)
    assert spec is not None, "an action comes from a sheet"
    columns = list(columns_shown(paper, spec, rows, ("objective", "group")))
    steps = {id(row): _steps(paper, row) for row in rows}
    before = next((place for place, column in enumerate(columns) if column.key == "due"), len(columns))
    headings = [_heading(paper, column) for column in columns]
    lines = [[_cell(paper, row, column) for column in columns] for row in rows]
    if any(steps.values()):
        name = capital(plural(paper.profile.word("milestone"), 2))
        headings.insert(before, TableColumn(name, 4.0))
        for row, line in zip(rows, lines, strict=True):
            line.insert(before, _listed(paper, steps[id(row)]))
    return Table(
        caption=caption,
        columns=tuple(headings),
        rows=tuple(map(tuple, lines)),
        note=paragraph((_unsaid(paper, spec, rows), amendments(paper, spec, rows))),
        description=say(
            paper.say("plan.described", title=caption, columns=", ".join(each.heading for each in headings))
        ),
        key="plan-actions",
    )


def _unsaid(paper: Paper, spec: Sheet, rows: Sequence[Record]) -> Words:
    """Which columns of the plan say nothing of these actions."""
    return nothing_said(paper, spec, rows, ("objective", "group"), "plan.nothing_here")


def _steps(paper: Paper, row: Record) -> list[Record]:
    named = fold(row.text("reference"))
    return [step for step in paper.of(Kind.MILESTONE) if named and fold(step.text("of_action")) == named]


def _listed(paper: Paper, steps: Sequence[Record]) -> Words:
    """The milestones of an action, each with its date where it has one of its own."""
    told = [_step(paper, step) for step in steps]
    return tuple(
        inline for place, said in enumerate(told) for inline in ((*said,) if not place else ("\n", *said))
    ) or ("none",)


def _step(paper: Paper, step: Record) -> Words:
    due = step.entry("due")
    said = marked(paper, step.entry("milestone"), (cell_words(step.entry("milestone"), term(_BLANK), "as approved"),))
    return (
        words(said, " (", marked(paper, due, (cell_words(due, term(_BLANK), "as approved"),)), ")")
        if due.given
        else said
    )


def _cell(paper: Paper, row: Record, column: Column) -> Words:
    """A cell of an action; a heading that the plan prints over it stands before its words."""
    said = cell(paper, row.entry(column.key), column)
    over = row.text("group") if column.key == "action" else ""
    return words(Strong(f"{over.rstrip(':')}: "), said) if over else said


def _heading(paper: Paper, column: Column) -> TableColumn:
    return TableColumn(heading_words(column.heading, paper.year), max(column.width / 10, 1.3))
