"""The appendices: actions, indicators and risks, plan by plan: all of them, or those not on course or changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from compiler.consolidate.view import NOT_RATED, Row
from compiler.domain.frozen import dataclass
from compiler.domain.language import term
from compiler.domain.origin import Origin
from compiler.domain.rating import Rating
from compiler.domain.record import Kind, Record, State
from compiler.domain.text import fold
from compiler.profile.heading import heading_name, heading_words
from compiler.profile.model import Column, Profile
from compiler.report.blocks import Heading, Inline, Line, Paragraph, Rated, Table, TableColumn, Words, say
from compiler.report.direction import Since, compared_with, direction_columns, direction_words
from compiler.report.facts import cell_words, count, rated, rated_before, rating_cells
from compiler.report.left_out import in_appendix
from compiler.report.long_rows import Down, LongRows
from compiler.report.missing import by_division, returns_missing
from compiler.report.phrases.fill import Told
from compiler.report.risks import score_words
from compiler.report.sentences import paragraph
from compiler.report.standing import notable
from compiler.report.telling import BEFORE, Blocks, Section, Telling

_RATING, _FIGURE = "rating", "figure"
_SHOWN = {
    Kind.ACTION: ("reference", "action", "due", "officer", _RATING, "progress"),
    Kind.INDICATOR: ("reference", "definition", "outturn", "target", "figure", _RATING, "commentary"),
    Kind.RISK: (
        "reference",
        "risk",
        "priority",
        "current",
        "target",
        "change",
        "further",
        "further_due",
        "next_review",
    ),
}


def appendix(kind: Kind) -> Section:
    """The appendix of one kind of rows; nothing where there are none."""

    def section(telling: Telling) -> Blocks:
        rows = in_appendix(telling, kind)
        groups = list(_groups(telling, kind, rows))
        if not groups:
            return ()
        heading = Heading(2, telling.noun(kind, 2), f"appendix-{kind.value}s", counted="appendix")
        return heading, *_beyond(telling, kind, rows), *(_table(telling, kind, group, group.rows) for group in groups)

    return section


@dataclass(frozen=True, slots=True)
class _Group:
    """The rows of one plan: its name, the key of its table, the rows."""

    name: str
    key: str
    rows: tuple[Row, ...]


def _groups(telling: Telling, kind: Kind, chosen: Sequence[Row]) -> Iterator[_Group]:
    """Of these rows those of the plan that counts, then of the others, each division's plan by itself."""
    for tier in (*telling.counted, *telling.others):
        rows = tuple(row for row in chosen if row.plan == tier.key)
        if tier.returned_by == "lead" or tier.counted:
            if rows:
                yield _Group(tier.name, f"appendix-{tier.key}-{kind.value}s", rows)
            continue
        for division, theirs in by_division(telling.view, rows):
            key = f"appendix-{tier.key}-{division.key}-{kind.value}s"
            yield _Group(f"{tier.name}, {division.name}", key, tuple(theirs))


def _beyond(telling: Telling, kind: Kind, shown: Sequence[Row]) -> Blocks:
    """Which rows the appendix lists and where the others are; nothing where it has all of them."""
    rows = telling.every(kind)
    others = len(rows) - len(shown)
    if not others:
        return ()
    listed = {id(row) for row in shown}
    left = count(rating_cells([row for row in rows if id(row) not in listed]))
    full = telling.say("appendix.room") if len(notable(telling.view, rows)) > len(shown) else None
    counts: dict[str, Told] = {"most": count(rating_cells(shown)), "whole": count(rating_cells(rows)), "shown": full}
    first = telling.say("appendix.lists", kind=kind.value, nouns=telling.noun(kind, len(rows)), **counts)
    return (Paragraph(paragraph((first, telling.say("appendix.others", count=left)))),)


def _table(telling: Telling, kind: Kind, group: _Group, rows: Sequence[Row]) -> Table:
    columns = [column for column in columns_of(telling.profile, kind) if _worth_showing(column, rows)]
    compared = bool(telling.earlier) and telling.profile.ratings is not None
    since = compared_with(telling, rows) if kind is Kind.INDICATOR else ()
    noun = telling.noun(kind, 2)
    return Table(
        caption=term("{plan} {nouns}, {now}", plan=group.name, nouns=noun, now=telling.now),
        columns=tuple(_headings(telling, columns, compared, since)),
        rows=_lines(telling, rows, columns, compared, since),
        note=paragraph(returns_missing(telling.view, rows, telling.noun(kind))),
        description=say(telling.say("appendix.described", plan=group.name, nouns=noun)),
        key=group.key,
        landscape=True,
    )


def columns_of(profile: Profile, kind: Kind) -> list[Column]:
    """The columns of the appendix that the format has."""
    sheet = profile.sheet(kind)
    found = (sheet.column(key) for key in _SHOWN[kind]) if sheet else ()
    return [column for column in found if column is not None and (column.key != _RATING or profile.ratings)]


def _worth_showing(column: Column, rows: Sequence[Row]) -> bool:
    """Whether a column says anything of these rows; only that of references, and one of targets whose words all stand
    in the definitions beside them, may be left out."""
    if column.key == "reference":
        return any(row.gives("reference") for row in rows)
    return column.key != "target" or not all(_said_beside(row) for row in rows)


def _said_beside(row: Row) -> bool:
    """Whether the words of the target stand in the definition; so they do where there are none."""
    return fold(row.text("target")).rstrip(".") in fold(row.text("definition"))


def _headings(
    telling: Telling, columns: Sequence[Column], compared: bool, since: Sequence[Since]
) -> Iterator[TableColumn]:
    period = telling.view.period
    for column in columns:
        if column.key == _RATING and compared:
            yield TableColumn(term("Rating in {earlier}", earlier=telling.earlier), 1.3, name=BEFORE)
        heading = heading_words(column.heading, period.year, period)
        align = "right" if column.type in ("value", "target") else "left"
        yield TableColumn(heading, max(column.width / 10, 1.3), align, heading_name(column.heading))  # type: ignore[arg-type]
        if column.key == _FIGURE:
            yield from direction_columns(since)


_Thing = Row | Record
"""What a line is told of: a row, or one of the milestones under it."""


def _lines(
    telling: Telling, rows: Sequence[Row], columns: Sequence[Column], compared: bool, since: Sequence[Since]
) -> Sequence[Line]:
    """The line of each row, and under it one for each of its milestones; made when they are asked for, unless one is
    told by a phrase, in which a format may leave something to be written."""
    things: list[_Thing] = []
    for row in rows:
        things += (row, *row.steps)
    lines = LongRows(things, tuple(_down(telling, columns, compared, since)), telling.view.language)
    phrased = telling.profile.ratings is None and len(things) > len(rows)
    return tuple(lines) if phrased else lines


def _down(
    telling: Telling, columns: Sequence[Column], compared: bool, since: Sequence[Since]
) -> Iterator[Down[_Thing]]:
    """The columns of an appendix, each with how it tells of a row or a milestone."""
    beside = columns[0].key == "reference"
    for column in columns:
        if column.key == _RATING and compared:
            yield Down(_before, rated=True)
        words = partial(_words, column, partial(_step, telling, column, beside))
        if column.key == _RATING or column.type == "risk":
            yield Down(words, rated=column.key == _RATING)
        else:
            yield Down(words, partial(_typed, column), partial(_where, column))
        if column.key == _FIGURE:
            yield from (Down(partial(_since, each)) for each in since)


def _before(thing: _Thing) -> Words:
    return (rated_before(thing),) if isinstance(thing, Row) else ("–",)


def _since(since: Since, thing: _Thing) -> Words:
    assert isinstance(thing, Row), "milestones stand under actions, which have no figures"
    return (direction_words(thing, since),)


def _words(column: Column, step: Callable[[Record], Words], thing: _Thing) -> Words:
    return (_cell(thing, column),) if isinstance(thing, Row) else step(thing)


def _typed(column: Column, thing: _Thing) -> str:
    """What a cell of a row says, as typed: as approved for the plan's columns, as returned for the others; '' where it
    says nothing."""
    if not isinstance(thing, Row):
        return ""
    if column.part == "return":
        return thing.returned.text(column.key).strip() if thing.returned is not None else ""
    approved = thing.planned.text(column.key) if thing.planned is not None else ""
    return (approved or thing.text(column.key)).strip()


def _where(column: Column, thing: _Thing) -> Origin:
    """Where that stands."""
    assert isinstance(thing, Row), "asked only where something is typed"
    return thing.returned.where(column.key) if column.part == "return" and thing.returned else thing.where(column.key)


def _step(telling: Telling, column: Column, beside: bool, step: Record) -> Words:
    """A milestone in the columns of its action: called so under the reference, its words under the action's."""
    called = telling.noun(Kind.MILESTONE)
    if column.key == _RATING:
        rating = step.read(_RATING, Rating)
        return (Rated(rating, (step.where(_RATING),)) if rating else term("not rated"),)
    if column.key == "reference":
        return (called,)
    if column.key == "action":
        said = cell_words(step.entry("milestone"))
        return (said,) if beside else (f"{called.capitalize()}: ", said)
    if column.key == "progress":
        return _stands(telling, step)
    return ("–",) if step.state(column.key) is State.ABSENT else (cell_words(step.entry(column.key)),)


def _stands(telling: Telling, step: Record) -> Words:
    """What is said of a milestone; where nothing is rated the day on which it was reached before it."""
    reached, said = step.entry("completed"), step.entry("progress")
    if telling.profile.ratings is not None or not reached.given:
        return (cell_words(said),)
    day = telling.say("answers.day", said=cell_words(reached))
    return paragraph((day, (cell_words(said),) if said.given else ()))


def _cell(row: Row, column: Column) -> Inline:
    """A cell of the row in words: as approved for the plan's columns, as returned for the others."""
    if column.key == _RATING:
        return rated(row)
    say_cell = score_words if column.type == "risk" else cell_words
    if column.part != "return":
        return say_cell(row.entry(column.key), term("not set"), "as approved")
    return say_cell(row.returned.entry(column.key), _blank(row, column)) if row.returned else term("no return")


def _blank(row: Row, column: Column) -> str:
    """What is said of a blank in a return: nothing was left out where the rating says that nothing is due."""
    if column.type == "risk":
        return term("not scored") if column.key == "current" else term("not set")
    if row.kind is Kind.INDICATOR and row.rating is not None and not row.rating.in_scheme and row.rating != NOT_RATED:
        return term("no figure") if column.key == "figure" else term("no comment")
    return term("not given")
