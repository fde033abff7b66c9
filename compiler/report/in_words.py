"""Progress where nothing is rated: who answered, and what was said of each row, by what the plan is ordered by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from compiler.consolidate.view import Row
from compiler.domain.language import term
from compiler.domain.origin import Origin
from compiler.domain.record import Entry, Kind, Record
from compiler.profile.heading import heading_words
from compiler.profile.model import Column, Profile
from compiler.report.blocks import Block, Heading, Mention, Paragraph, Pointing, Strong, Table, TableColumn, Words, say
from compiler.report.cells_of import CellsOf
from compiler.report.facts import (
    cell_words,
    cells,
    count,
    full_name,
    how_many,
    leading_name,
    outcome,
    short_name,
    tabled,
)
from compiler.report.left_out import others_note, where_others
from compiler.report.movement import outcomes
from compiler.report.sentences import capital, listed, paragraph, words
from compiler.report.shorten import named_shortly, shortened
from compiler.report.standing import due_by
from compiler.report.telling import Blocks, Telling

ANSWER = {Kind.ACTION: "progress", Kind.INDICATOR: "figure"}
"""The column in which a row is answered for, by what the row is about."""
FIGURES = "indicators-in-figures"
"""The key of the table of figures."""
_NAME = 8
"""Words of an outcome's name in a table."""
_SAID = ("text", "choice")
"""The types of answers that are told in words."""
_TOLD = frozenset({"progress", "completed", "revised", "figure", "period", "status", "correction"})
"""Columns of answers that have a place of their own in a row's sentence or table."""

Group = Sequence[Row]


def answers_key(kind: Kind) -> str:
    """The key of the table of answers about rows of a kind."""
    return f"{kind.value}s-by-answer"


def actions_in_words(telling: Telling, rows: Group) -> Blocks:
    """How many actions are answered, by what the plan is ordered by, then what the returns say of each."""
    table = _answers_table(telling, rows)
    shown = _shown(telling, rows)
    told = tuple(block for group in outcomes(rows) for block in _group(telling, group, shown))
    left = [row for row in rows if answered(row) and id(row) not in shown]
    return (Paragraph(_counted(telling, Kind.ACTION, rows, table.key)), table, *told, *others_told(telling, left))


def indicators_in_figures(telling: Telling, rows: Group) -> Blocks:
    """How many indicators have a figure, and those that have one, or words on why there is none, in a table."""
    sheet = telling.profile.sheet(Kind.INDICATOR)
    asked = [column.key for column in sheet.columns if column.part == "return"] if sheet else []
    said = [row for row in rows if row.returned and any(row.returned.gives(key) for key in asked)]
    if not said:
        return (Paragraph(_counted(telling, Kind.INDICATOR, rows, "")),)
    return Paragraph(_counted(telling, Kind.INDICATOR, rows, FIGURES)), _figures(telling, said)


def answered(row: Row) -> bool:
    """Whether the return says in words, or with a figure, how a row stands."""
    return row.returned is not None and row.returned.gives(ANSWER[row.kind])


def completed(row: Row) -> bool:
    """Whether the return gives a day on which an action was completed."""
    return row.returned is not None and row.returned.gives("completed")


def past(telling: Telling, row: Row) -> bool:
    """Whether an action was due by the last day of the period and has no day of completion."""
    due = due_by(row)
    return row.returned is not None and not completed(row) and due is not None and due <= telling.view.period.last_day


def _counted(telling: Telling, kind: Kind, rows: Group, table: str) -> Words:
    """'Of the 87 actions in the plan, 85 are answered and two are not.', and where they stand one by one."""
    said, silent = [row for row in rows if answered(row)], [row for row in rows if not answered(row)]
    noun = telling.noun(kind, len(rows))
    first = telling.say(_COUNTED[kind], whole=how_many(rows), count=_cells(said), moved=_cells(silent), noun=noun)
    shown = (Pointing(telling.say("answers.table", table=Mention("table", table))),) if table else ()
    return paragraph((first, shown, _reached(telling, rows)))


_COUNTED = {Kind.ACTION: "answers.actions", Kind.INDICATOR: "answers.indicators"}


def _reached(telling: Telling, rows: Group) -> Words:
    """How many of the milestones were reached; nothing where there are none."""
    every = [step for row in rows for step in row.steps]
    done = [step.where("completed") for step in every if step.gives("completed")]
    whole, noun = count(tuple(step.origin for step in every)), telling.noun(Kind.MILESTONE, len(every))
    return telling.say("answers.milestones", count=count(tuple(done)), whole=whole, noun=noun) if every else ()


def _cells(rows: Group) -> Words:
    return (count(CellsOf(rows, _answered)),)


def _answered(row: Row) -> Origin:
    """Where that stands which is said of a row."""
    return (row.returned or row.record).where(ANSWER[row.kind])


def _answer(row: Row) -> Entry:
    return (row.returned or row.record).entry(ANSWER[row.kind])


# --- the table of answers ---------------------------------------------------------------------------------------------


def _answers_table(telling: Telling, rows: Group) -> Table:
    word, nouns = telling.profile.word("outcome"), telling.noun(Kind.ACTION, 2)
    lines = [(group_name(telling, group, _NAME), *_line(telling, group)) for group in outcomes(rows)]
    return Table(
        caption=term("Answers on the {nouns} of the {plan}, {now}", nouns=nouns, plan=telling.plan, now=telling.now),
        columns=(
            TableColumn(capital(word), 5.0),
            *(TableColumn(heading, 1.0, "right") for heading in answer_headings(telling.profile)),
        ),
        rows=(*lines, ((term("Total"),), *_line(telling, rows))),
        note=_silent(telling, rows),
        description=say(telling.say("answers.described", nouns=nouns, level=word)),
        key=answers_key(Kind.ACTION),
        total=True,
    )


def answer_headings(profile: Profile) -> tuple[str, ...]:
    """The headings over the numbers of the table of answers."""
    sheet = profile.sheet(Kind.ACTION)
    return (
        term("Answered"),
        term("Not answered"),
        *((term("Completed"), term("Overdue")) if sheet and sheet.column("completed") else ()),
    )


def _line(telling: Telling, group: Group) -> Iterator[Words]:
    for rows in ([row for row in group if answered(row)], [row for row in group if not answered(row)]):
        yield (tabled(CellsOf(rows, _answered)),)
    if _has_days(telling):
        yield (tabled(cells([row for row in group if completed(row)], "completed")),)
        yield (tabled(cells([row for row in group if past(telling, row)], "due")),)


def _has_days(telling: Telling) -> bool:
    """Whether the format asks for the day on which an action was completed."""
    sheet = telling.profile.sheet(Kind.ACTION)
    return sheet is not None and sheet.column("completed") is not None


def group_name(telling: Telling, group: Group, most: int = 0) -> Words:
    """What a group is called: the number of its objective and its outcome, of which at most so many words."""
    first = group[0]
    named = outcome(first)
    if named is None or first.objective is None:
        return (term("No {word}", word=telling.profile.word("outcome")),)
    short = named_shortly(named, most)
    if not first.objective.text("number") or any(row.objective is not first.objective for row in group):
        return (short,)
    return words(cell_words(first.objective.entry("number"), how="as approved"), " ", short)


def _silent(telling: Telling, rows: Group) -> Words:
    silent = [row for row in rows if not answered(row)]
    if not silent:
        return ()
    names = listed([(short_name(row),) for row in silent])
    return telling.say("answers.silent", count=_cells(silent), noun=telling.noun(Kind.ACTION, len(silent)), names=names)


# --- what is said of each ---------------------------------------------------------------------------------------------


def _shown(telling: Telling, rows: Group) -> frozenset[int]:
    """The rows that the body tells one by one: all within the limit; else what is completed, late or moved, or has an
    answer that no other place of the report shows."""
    limit = telling.profile.report.limits.list_points
    said = [row for row in rows if answered(row)]
    if not limit or len(said) <= limit:
        return frozenset(map(id, said))
    pressing = [row for row in said if past(telling, row) or completed(row) or _moved(row)]
    more = [row for row in said if row not in pressing and _says_more(telling, row)]
    return frozenset(map(id, [*pressing, *more][:limit]))


def _moved(row: Row) -> bool:
    return row.returned is not None and row.returned.gives("revised")


def _says_more(telling: Telling, row: Row) -> bool:
    """Whether a return gives anything that is asked beside the progress."""
    keys = [column.key for column in _asked(telling, Kind.ACTION)]
    return row.returned is not None and any(row.returned.gives(key) for key in keys)


def others_told(telling: Telling, left: Group) -> Blocks:
    """How many rows are answered for which there is no room, and where they stand; nothing where there are none."""
    if not left:
        return ()
    noun = telling.noun(left[0].kind, len(left))
    others = telling.say("answers.others", count=how_many(left), noun=noun)
    return (Paragraph(paragraph((others, where_others(telling, left)))),)


def _group(telling: Telling, group: Group, shown: frozenset[int]) -> Iterator[Block]:
    rows = [row for row in group if id(row) in shown]
    beside = list(_of_objective(telling, group[0].objective))
    if not (rows or beside):
        return
    yield Heading(4, say(group_name(telling, group)))
    for row in rows:
        yield Paragraph(_said(telling, row), "bullet")
    for said in beside:
        yield Paragraph(said)


def _said(telling: Telling, row: Row) -> Words:
    """One action: its name, what the return says of it, its dates, its milestones, and what was asked beside."""
    limit = telling.profile.report.limits.commentary_words
    first = words(leading_name(row), " – ", shortened(cell_words(_answer(row)), limit))
    rest = [*_dates(telling, row), *_steps(telling, row), *_beside(telling, Kind.ACTION, row.returned)]
    return words(first, *(part for said in rest for part in (" ", said)))


def _dates(telling: Telling, row: Row) -> Iterator[Words]:
    due = cell_words(row.entry("due"), term("no date"), "as approved")
    if completed(row):
        yield telling.say("answers.completed", said=cell_words(row.entry("completed")), due=due)
    elif row.returned is not None and row.returned.gives("revised"):
        yield telling.say("answers.revised", said=cell_words(row.returned.entry("revised")), due=due)
    elif past(telling, row) and _has_days(telling):
        yield telling.say("answers.past", due=due)


def _steps(telling: Telling, row: Row) -> Iterator[Words]:
    """The milestones that were reached, and what is said of others."""
    reached = [step for step in row.steps if step.gives("completed")]
    noun = telling.noun(Kind.MILESTONE, len(reached))
    if reached:
        names = [words(_step(step), " (", cell_words(step.entry("completed")), ")") for step in reached]
        yield telling.say("answers.reached", noun=noun, names=listed(names, last="; ", between="; "))
    for step in row.steps:
        if step.gives("progress"):
            told = cell_words(step.entry("progress"))
            yield telling.say("answers.step", noun=telling.noun(Kind.MILESTONE), row=_step(step), said=told)


def _step(step: Record) -> Words:
    return (cell_words(step.entry("milestone"), how="as approved"),)


def _beside(telling: Telling, kind: Kind, record: Record | None) -> Iterator[Words]:
    """The other answers in words, each under the heading of its column."""
    for column in _asked(telling, kind):
        if record is not None and record.gives(column.key):
            entry = record.entry(column.key)
            said = telling.say("answers.beside", column=_heading(telling, column), said=cell_words(entry))
            yield said if entry.raw.rstrip().endswith((".", "!", "?")) else words(said, ".")


def _asked(telling: Telling, kind: Kind) -> list[Column]:
    sheet = telling.profile.sheet(kind)
    columns = sheet.columns if sheet else ()
    return [
        column for column in columns if column.part == "return" and column.type in _SAID and column.key not in _TOLD
    ]


def _heading(telling: Telling, column: Column) -> str:
    return heading_words(column.heading, telling.view.period.year, telling.view.period)


def _of_objective(telling: Telling, objective: Record | None) -> Iterator[Words]:
    """What the return says of an objective as a whole, such as the gains made so far."""
    if objective is None:
        return
    answers: Mapping[tuple[str, str, str], Record] = {_place(each): each for each in telling.view.objective_answers}
    answer = answers.get(_place(objective))
    for column in _asked(telling, Kind.OBJECTIVE):
        if answer is not None and answer.gives(column.key):
            entry = answer.entry(column.key)
            yield words(Strong(f"{_heading(telling, column)}: "), cell_words(entry))


def _place(objective: Record) -> tuple[str, str, str]:
    return objective.plan, objective.division, objective.text("number")


# --- figures ----------------------------------------------------------------------------------------------------------


def figure_columns(profile: Profile) -> list[Column]:
    """The columns of the table of figures that a format has, but for the one that names the row."""
    sheet = profile.sheet(Kind.INDICATOR)
    keys = ("outturn", "target", "figure", "period", "status", "commentary")
    return [column for key in keys if sheet and (column := sheet.column(key)) is not None]


def _figures(telling: Telling, rows: Group) -> Table:
    limit = telling.profile.report.limits
    lines, columns = rows[: limit.table_rows or None], figure_columns(telling.profile)
    noun, nouns = telling.noun(Kind.INDICATOR), telling.noun(Kind.INDICATOR, 2)
    return Table(
        caption=term("{nouns} that the returns tell of, {now}", nouns=capital(nouns), now=telling.now),
        columns=(
            TableColumn(capital(noun), 1.6),
            *(
                TableColumn(
                    _heading(telling, each),
                    max(each.width / 10, 1.3),
                    "right" if each.type in ("value", "target") else "left",
                )
                for each in columns
            ),
        ),
        rows=tuple((full_name(row), *(_cell(row, each) for each in columns)) for row in lines),
        note=others_note(telling, rows[len(lines) :]) if len(lines) < len(rows) else (),
        description=say(telling.say("indicators.described", noun=noun)),
        key=FIGURES,
    )


def _cell(row: Row, column: Column) -> Words:
    approved = column.part == "plan"
    entry = row.entry(column.key) if approved or row.returned is None else row.returned.entry(column.key)
    blank = term("no figure") if column.key == "figure" else "–"
    return (cell_words(entry, blank, "as approved" if approved else "as returned"),)
