"""Exceptions: each action and indicator whose rating asks for a reason, with what happened, why and what is done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compiler.consolidate.view import Row
from compiler.domain.record import Kind, State
from compiler.report.blocks import Block, Heading, Paragraph, Strong, Words
from compiler.report.facts import cell_words, full_name, how_many, rated, short_name
from compiler.report.missing import exceptions_of
from compiler.report.movement import any_rated
from compiler.report.sentences import listed, paragraph, sentence, words
from compiler.report.telling import Blocks, Telling

_KINDS = (Kind.ACTION, Kind.INDICATOR)
_QUESTIONS = (
    ("progress", "What happened"),
    ("commentary", "What happened"),
    ("reason", "Why"),
    ("remedy", "What is being done"),
    ("revised", "By when"),
)
_EVERYTHING = "What happened, why and what is being done"


def exceptions(telling: Telling) -> Blocks:
    """The exceptions of the plan that counts; nothing where the scheme asks for no reasons or nothing is rated."""
    scheme = telling.profile.ratings
    asking = [state for state in scheme.states if state.exception] if scheme else []
    if not asking or not any(any_rated(telling.rows(kind, *telling.counted)) for kind in _KINDS):
        return ()
    named = "".join(map(str, listed([state.name for state in asking], last=" or ")))
    groups = [(kind, _of(telling, kind)) for kind in _KINDS]
    counts = listed([words(how_many(rows), f" {telling.noun(kind, len(rows))}") for kind, rows in groups])
    blocks: list[Block] = [Heading(3, "Exceptions", "exceptions", counted="section")]
    blocks.append(Paragraph(sentence(f"in the {telling.plan}, ", counts, f" are rated {named}")))
    for kind, rows in groups:
        blocks += _told(telling, kind, rows)
    return tuple(blocks)


def _of(telling: Telling, kind: Kind) -> list[Row]:
    return exceptions_of(telling.rows(kind, *telling.counted))


def _told(telling: Telling, kind: Kind, rows: Sequence[Row]) -> Iterator[Block]:
    """Each exception with its answers, then in one paragraph those that give none."""
    columns = _asked(telling, kind)
    silent: dict[State, list[Row]] = {State.NOT_PUBLISHED: [], State.BLANK: []}
    for row in rows:
        state = _silence(row, columns)
        if state is None:
            yield from _one(row, columns)
        else:
            silent[state].append(row)
    unpublished, blank = silent[State.NOT_PUBLISHED], silent[State.BLANK]
    said = [*_not_published(telling, kind, unpublished), *_unexplained(telling, kind, blank)]
    if said:
        yield Paragraph(paragraph(said))


def _asked(telling: Telling, kind: Kind) -> list[tuple[str, str]]:
    """The columns that a format has for explaining an exception; one that stands alone is asked everything."""
    sheet = telling.profile.sheet(kind)
    asked = [(key, question) for key, question in _QUESTIONS if sheet and sheet.column(key)]
    return asked if len(asked) > 1 else [(key, _EVERYTHING) for key, _ in asked]


def _silence(row: Row, columns: Sequence[tuple[str, str]]) -> State | None:
    """Whether none of the answers is given, and how that is said; None where at least one is."""
    entries = [row.entry(key) for key, _ in columns]
    if any(entry.given for entry in entries) or row.entry("figure").given:
        return None
    return State.NOT_PUBLISHED if any(entry.state is State.NOT_PUBLISHED for entry in entries) else State.BLANK


def _one(row: Row, columns: Sequence[tuple[str, str]]) -> Iterator[Block]:
    yield Paragraph(words(full_name(row), " – ", rated(row)))
    if row.kind is Kind.INDICATOR and not _tells_figure(row):
        yield Paragraph(words(Strong("Figure: "), _against_target(row)), "bullet")
    for key, question in columns:
        yield Paragraph(words(Strong(f"{question}: "), _answer(row, key)), "bullet")


def _tells_figure(row: Row) -> bool:
    """Whether the commentary itself says the figure and the target."""
    said, figure, target = row.text("commentary"), row.text("figure"), row.text("target")
    return bool(figure and target) and figure in said and target in said


def _against_target(row: Row) -> Words:
    figure = cell_words(row.entry("figure"), "no figure")
    return sentence(figure, " against a target of ", cell_words(row.entry("target"), "“not set”", "as approved"))


def _answer(row: Row, key: str) -> Words:
    """An answer in the words of the return; a new date with the one that members approved, where they differ."""
    entry, due = row.entry(key), row.entry("due")
    said = cell_words(entry, "not given in the return")
    if key != "revised" or not entry.given or not due.given or entry.raw.strip() == due.raw.strip():
        return (said,)
    return words(said, " (date in the plan: ", cell_words(due, how="as approved"), ")")


def _not_published(telling: Telling, kind: Kind, rows: Sequence[Row]) -> Iterator[Words]:
    if rows:
        noun = telling.noun(kind, len(rows))
        what = "what happened and what is being done were not published"
        yield sentence("for ", how_many(rows), f" of these {noun}, {what}" if len(rows) > 1 else f" {noun}, {what}")


def _unexplained(telling: Telling, kind: Kind, rows: Sequence[Row]) -> Iterator[Words]:
    if rows:
        noun = telling.noun(kind, len(rows))
        names = listed([(short_name(row),) for row in rows])
        yield sentence("the returns give no reason for ", how_many(rows), f" {noun}: ", names)
