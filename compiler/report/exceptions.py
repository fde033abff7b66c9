"""Exceptions: each action and indicator that is rated as one, got worse or is overdue, with what is being done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compiler.consolidate.view import Row
from compiler.domain.entry import GIVEN
from compiler.domain.language import term
from compiler.domain.record import Kind, State
from compiler.report.blocks import Block, Figure, Heading, Paragraph, Strong, Words
from compiler.report.direction import direction_of
from compiler.report.extremes import praised
from compiler.report.facts import (
    cell_words,
    how_many,
    is_exception,
    leading_name,
    rated,
    rating_cells,
    rating_cells_before,
    short_name,
)
from compiler.report.left_out import where_others, where_whole
from compiler.report.movement import any_rated
from compiler.report.once import answer, made_once
from compiler.report.sentences import listed, number_words, paragraph, words
from compiler.report.shorten import is_cut, shortened
from compiler.report.standing import EXCEPTIONS, exceptions_in, overdue, worsened
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
_REASON = "reason"


def exceptions(telling: Telling) -> Blocks:
    """The exceptions of the plan that counts, the worst first; nothing where nothing is rated.

    As many as the profile sets are told one by one; the others are named.
    """
    groups = [(kind, telling.rows(kind, *telling.counted)) for kind in _KINDS if telling.profile.sheet(kind)]
    if telling.profile.ratings is None or not any(any_rated(rows) for _, rows in groups):
        return ()
    rows = [row for _, group in groups for row in group]
    heading = Heading(2, term("Exceptions"), EXCEPTIONS, counted="section")
    return heading, Paragraph(paragraph(_counts(telling, rows))), *_told(telling, exceptions_in(telling.view, rows))


def _counts(telling: Telling, rows: Sequence[Row]) -> Iterator[Words]:
    """How many are rated as exceptions, how many others got worse, and how many others are overdue."""
    scheme = telling.profile.ratings
    asking = [state.name for state in scheme.states if state.exception] if scheme else []
    bad, worse, late = _sorted(telling, rows)
    if asking:
        named = "".join(map(str, listed(asking, last=f" {term('or')} ")))
        yield telling.say("exceptions.rated", counts=_kinds_of(telling, bad, zeros=True), ratings=named)
        yield from _against_before(telling, rows, bad)
    other = "other {noun}" if bad else "{noun}"
    if worse:
        yield telling.say("exceptions.worse", count=len(worse), counts=_kinds_of(telling, worse, other))
    if late:
        other = "other {noun}" if bad or worse else "{noun}"
        counts, day = _kinds_of(telling, late, other), telling.view.period.last_day
        yield telling.say("exceptions.late", count=len(late), counts=counts, on=day)


def _against_before(telling: Telling, rows: Sequence[Row], bad: Sequence[Row]) -> Iterator[Words]:
    """How many more or fewer these are than before, where that period's returns had every row of the same plan."""
    compared = telling.compared
    if compared is None or compared.year != telling.view.period.year or any(row.before is None for row in rows):
        return
    held = [row for row in rows if row.before is not None and is_exception(row.rating_before)]
    origins = rating_cells(bad) + rating_cells_before(held)
    by = abs(len(bad) - len(held))
    difference = Figure(number_words(by), origins, f"difference: {len(bad)} now, {len(held)} before", by)
    yield telling.say("exceptions.compared", count=len(bad), then=len(held), difference=difference)


def _sorted(telling: Telling, rows: Sequence[Row]) -> tuple[list[Row], list[Row], list[Row]]:
    """Rows that are rated as exceptions, of the others those that got worse, and of the rest those overdue."""
    bad = [row for row in rows if is_exception(row.rating)]
    worse = [row for row in rows if not is_exception(row.rating) and worsened(row)]
    rest = [row for row in rows if not is_exception(row.rating) and not worsened(row)]
    return bad, worse, [row for row in rest if overdue(telling.view, row)]


def _kinds_of(telling: Telling, rows: Sequence[Row], other: str = "{noun}", zeros: bool = False) -> Words:
    """How many rows of each kind: 'four actions and ten indicators'; with `zeros` also of a kind of which none is."""
    kinds = [kind for kind in _KINDS if telling.profile.sheet(kind)]
    groups = [(kind, [row for row in rows if row.kind is kind]) for kind in kinds]
    shown = [(kind, group) for kind, group in groups if group or zeros]
    named = [(group, telling.noun(kind, len(group))) for kind, group in shown]
    return listed([words(how_many(group), f" {term(other, noun=noun)}") for group, noun in named])


def _told(telling: Telling, rows: Sequence[Row]) -> Iterator[Block]:
    """Each exception with its answers, then those beyond the limit, and those that nothing is said of."""
    silent = {id(row): silence(telling, row) for row in rows}
    speaking = [row for row in rows if silent[id(row)] is None]
    limits = telling.profile.report.limits
    shown = speaking[: limits.list_points or None]
    for row in shown:
        yield from _one(telling, row)
    said = [_others(telling, speaking[len(shown) :])] if speaking[len(shown) :] else []
    cut = [row for row in shown if any(_is_cut(telling, row, key) for key, _ in _asked(telling, row.kind))]
    said += [where_whole(telling, cut)] if cut else []
    for kind in _KINDS:
        of_kind = [row for row in rows if row.kind is kind]
        unpublished = [row for row in of_kind if silent[id(row)] is State.NOT_PUBLISHED]
        blank = [row for row in of_kind if silent[id(row)] is State.BLANK]
        said += [*_not_published(telling, kind, unpublished), *_unexplained(telling, kind, blank)]
    if said:
        yield Paragraph(paragraph(said))


def _others(telling: Telling, rows: Sequence[Row]) -> Words:
    """The exceptions beyond the limit by name, and where they are told."""
    names = listed([(short_name(row),) for row in rows])
    others = telling.say("exceptions.others", count=how_many(rows), names=names)
    return paragraph((others, where_others(telling, rows)))


def _asked(telling: Telling, kind: Kind) -> list[tuple[str, str]]:
    """The columns that a format has for explaining an exception; one that stands alone is asked everything."""
    sheet = telling.profile.sheet(kind)
    asked = [(key, term(question)) for key, question in _QUESTIONS if sheet and sheet.column(key)]
    return asked if len(asked) > 1 else [(key, term(_EVERYTHING)) for key, _ in asked]


def silence(telling: Telling, row: Row) -> State | None:
    """Whether none of the answers is given, and how that is said; None where at least one is."""
    return answer(_silence, row, telling)


def _silence(row: Row, telling: Telling) -> State | None:
    states = [row.state(key) for key in _answering(telling, row.kind)]
    if any(state in GIVEN for state in states) or row.gives("figure"):
        return None
    return State.NOT_PUBLISHED if State.NOT_PUBLISHED in states else State.BLANK


def _answering(telling: Telling, kind: Kind) -> Sequence[str]:
    """The columns of a format in which an exception is explained."""

    def asked() -> Sequence[str]:
        sheet = telling.profile.sheet(kind)
        return [key for key, _ in _QUESTIONS if sheet and sheet.column(key)]

    return made_once(f"answering {kind.value}", telling, asked)


def _one(telling: Telling, row: Row) -> Iterator[Block]:
    """An exception: its name and why it is one, then the answers; only a rating that asks for reasons shows blanks."""
    yield Paragraph(words(leading_name(row), " – ", rated(row), _since(telling, row), _late(telling, row)))
    if row.kind is Kind.INDICATOR and not _tells_figure(row):
        yield Paragraph(words(Strong(term("Figure: ")), _against_target(telling, row)), "bullet")
    travelled = direction_of(telling, row) if row.kind is Kind.INDICATOR else ()
    if travelled:
        yield Paragraph(words(Strong(term("Direction of travel: ")), travelled), "bullet")
    limit = telling.profile.report.limits.commentary_words
    for key, question in _asked(telling, row.kind):
        if is_exception(row.rating) or row.gives(key) or key not in (_REASON, "remedy", "revised"):
            yield Paragraph(words(Strong(f"{question}: "), _answer(telling, row, key, limit)), "bullet")
    doubt = praised(telling, row)
    if doubt:
        yield Paragraph(doubt, "bullet")


def _since(telling: Telling, row: Row) -> Words:
    """What the rating was before, where it moved within the scheme."""
    before = row.rating_before
    if not telling.earlier or before is None or not before.rank or before == row.rating or row.rating is None:
        return ()
    return words(" ", telling.say("exceptions.before", before=before.name))


def _late(telling: Telling, row: Row) -> Words:
    if not overdue(telling.view, row):
        return ()
    return telling.say("exceptions.overdue", due=cell_words(row.entry("due"), how="as approved"))


def _is_cut(telling: Telling, row: Row, key: str) -> bool:
    return is_cut(cell_words(row.entry(key)), telling.profile.report.limits.commentary_words)


def _tells_figure(row: Row) -> bool:
    """Whether the commentary itself says the figure and the target."""
    said, figure, target = row.text("commentary"), row.text("figure"), row.text("target")
    return bool(figure and target) and figure in said and target in said


def _against_target(telling: Telling, row: Row) -> Words:
    """The figure beside its target; alone where the format sets no targets, but limits."""
    figure = cell_words(row.entry("figure"), term("no figure"))
    if row.state("target") is State.ABSENT:
        return words(figure)
    target = cell_words(row.entry("target"), term("“not set”"), "as approved")
    return telling.say("exceptions.against", figure=figure, target=target)


def _answer(telling: Telling, row: Row, key: str, limit: int) -> Words:
    """An answer in the words of the return; a new date with the one that members approved, where they differ."""
    entry, due = row.entry(key), row.entry("due")
    said = shortened(cell_words(entry, term("not given in the return")), limit)
    if key != "revised" or not entry.given or not due.given or entry.raw.strip() == due.raw.strip():
        return (said,)
    return telling.say("exceptions.revised", answer=said, due=cell_words(due, how="as approved"))


def _not_published(telling: Telling, kind: Kind, rows: Sequence[Row]) -> Iterator[Words]:
    if rows:
        noun = telling.noun(kind, len(rows))
        yield telling.say("exceptions.unpublished", count=how_many(rows), noun=noun)


def _unexplained(telling: Telling, kind: Kind, rows: Sequence[Row]) -> Iterator[Words]:
    if rows:
        noun = telling.noun(kind, len(rows))
        names = listed([(short_name(row),) for row in rows])
        yield telling.say("exceptions.unexplained", count=how_many(rows), noun=noun, names=names)
