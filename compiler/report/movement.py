"""What changed since the period before, told in sentences and lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from compiler.consolidate.view import Movement, Row
from compiler.domain.agreement import grouped
from compiler.domain.frozen import dataclass
from compiler.domain.language import term
from compiler.domain.record import Kind
from compiler.report.blocks import Block, Mention, Paragraph, Pointing, Words, say
from compiler.report.facts import cell_words, how_many, is_exception, leading_name, outcome, short_name
from compiler.report.left_out import where_others, where_whole
from compiler.report.phrases.fill import Told
from compiler.report.sentences import listed, paragraph, words
from compiler.report.shorten import is_cut, shortened
from compiler.report.standing import EXCEPTIONS, exceptional
from compiler.report.telling import Telling

_TOGETHER = "; "


@dataclass(frozen=True, slots=True)
class Moves:
    """Rows by what became of their ratings; every row within the scheme stands in one of them.

    `moved` are those whose rating changed without being completed, worse and better; `fresh` those that ask for a
    reason now and were outside the scheme before.
    """

    done: tuple[Row, ...]
    moved: tuple[Row, ...]
    fresh: tuple[Row, ...]
    same: tuple[Row, ...]
    new: tuple[Row, ...]
    untold: tuple[Row, ...]


def moves(rows: Sequence[Row]) -> Moves:
    """Sort rows by their movement; those whose rating is outside the scheme now are left out."""
    inside = [row for row in rows if row.rating is not None and row.rating.rank > 0]
    held = {movement: tuple(row for row in inside if row.movement is movement) for movement in Movement}
    unknown = held[Movement.UNKNOWN]
    return Moves(
        done=tuple(row for row in inside if _newly_done(row)),
        moved=held[Movement.WORSENED] + held[Movement.IMPROVED],
        fresh=tuple(row for row in unknown if is_exception(row.rating)),
        same=held[Movement.SAME],
        new=tuple(row for row in held[Movement.NEW] if not _newly_done(row)),
        untold=tuple(row for row in unknown if not is_exception(row.rating)),
    )


def _newly_done(row: Row) -> bool:
    """Whether a row is completed and was not before; a row that was not there before counts as one."""
    new = row.movement is Movement.NEW and row.rating is not None and row.rating.done
    return new or row.movement is Movement.NEWLY_DONE


def any_rated(rows: Sequence[Row]) -> bool:
    """Whether any row has a rating within the scheme, so that there is progress to tell of."""
    return any(row.rating is not None and row.rating.in_scheme for row in rows)


def completions(telling: Telling, kind: Kind, rows: Sequence[Row]) -> Words:
    """How many were completed or met since the period before."""
    return telling.say("movement.completed", kind=kind.value, **_counted(telling, kind, rows))


def _counted(telling: Telling, kind: Kind, rows: Sequence[Row]) -> dict[str, Told]:
    """How many rows there are, with the council's word for them."""
    return {"count": how_many(rows), "noun": telling.noun(kind, len(rows))}


def moved(telling: Telling, kind: Kind, rows: Sequence[Row]) -> Iterator[tuple[Words, list[Row]]]:
    """A sentence for each pair of ratings, the rating before and the rating now, with its rows; the worst first."""
    pairs = grouped(rows, lambda row: f"{row.rating_before and row.rating_before.key}>{row.rating and row.rating.key}")
    for group in sorted(pairs.values(), key=_worst_first):
        before, now = group[0].rating_before, group[0].rating
        assert before is not None
        assert now is not None
        counted = _counted(telling, kind, group)
        yield telling.say("movement.moved", before=before.name, rating=now.name, **counted), group


def _worst_first(group: Sequence[Row]) -> tuple[bool, int, int]:
    before, now = group[0].rating_before, group[0].rating
    ranks = (before.rank if before else 0, now.rank if now else 0)
    return (ranks[1] > ranks[0], ranks[1], ranks[0])


def fresh(telling: Telling, kind: Kind, rows: Sequence[Row]) -> Iterator[tuple[Words, list[Row]]]:
    """A sentence on the rows that are an exception now and had no rating within the scheme before, with its rows."""
    for group in grouped(rows, _states).values():
        now = group[0].rating
        assert now is not None
        counted = _counted(telling, kind, group)
        yield telling.say("movement.fresh", before=_before(group[0]), rating=now.name, **counted), group


def untold(telling: Telling, kind: Kind, rows: Sequence[Row]) -> Iterator[Words]:
    """A sentence on the rows whose change cannot be told, with the reason."""
    for group in grouped(rows, _states).values():
        now = group[0].rating
        assert now is not None
        counted = _counted(telling, kind, group)
        yield telling.say("movement.untold", before=_before(group[0]), rating=now.name, **counted)


def _rank(group: Sequence[Row]) -> int:
    rating = group[0].rating
    return rating.rank if rating else 0


def _states(row: Row) -> str:
    return f"{row.rating and row.rating.key}>{row.rating_before and row.rating_before.key}"


def _before(row: Row) -> str:
    return term(row.rating_before.name) if row.rating_before else term("not known")


def unchanged(telling: Telling, kind: Kind, rows: Sequence[Row]) -> Iterator[tuple[Words, list[Row]]]:
    """A sentence for each rating that rows still have, the worst first, with its rows; completed ones come last."""
    for group in sorted(grouped(rows, _states).values(), key=_rank):
        now = group[0].rating
        assert now is not None
        counted = _counted(telling, kind, group)
        if now.done:
            yield telling.say("movement.still_done", kind=kind.value, **counted), group
        else:
            yield telling.say("movement.unchanged", rating=now.name, **counted), group


def arrivals(telling: Telling, kind: Kind, rows: Sequence[Row]) -> Iterator[Words]:
    """A sentence on the rows that the returns of the period before did not have."""
    if rows:
        yield telling.say("movement.arrived", **_counted(telling, kind, rows))


# --- lists of rows ----------------------------------------------------------------------------------------------------


def outcomes(rows: Iterable[Row]) -> list[list[Row]]:
    """Rows by the outcome that they belong to, in the order of the plan; those without an outcome last."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row.outcome, []).append(row)
    return [group for name, group in groups.items() if name] + [group for name, group in groups.items() if not name]


def told_by_outcome(telling: Telling, opening: Words, rows: Sequence[Row], detail: str) -> tuple[Block, ...]:
    """An opening sentence, then the rows of each outcome under a sentence that counts them, in their return's words.

    Rows that are told of as exceptions are only named, and so are those beyond the limit of a list.
    """
    limits = telling.profile.report.limits
    if rows and all(exceptional(telling.view, row) for row in rows):
        return (Paragraph(paragraph((opening, _told_elsewhere(telling, rows)))),)
    if 0 < limits.list_points < len(rows):
        return (Paragraph(opening), *named_by_outcome(telling, rows), Paragraph(where_others(telling, rows)))
    groups = outcomes(rows)
    blocks: list[Block] = [] if groups else [Paragraph(opening)]
    for place, group in enumerate(groups):
        relate = _relate(telling, group, len(rows))
        blocks.append(Paragraph(relate if place else paragraph((opening, relate))))
        blocks += [Paragraph(_with_detail(telling, row, detail), "bullet") for row in group]
    cut = [row for row in rows if is_cut(cell_words(row.entry(detail)), limits.commentary_words)]
    return (*blocks, *((Paragraph(where_whole(telling, cut)),) if cut else ()))


def _told_elsewhere(telling: Telling, rows: Sequence[Row]) -> Words:
    """The names of rows that are told of as exceptions: 'They are CS A01 and CS A02 (see section 3).'"""
    names = listed([(short_name(row),) for row in rows])
    place = Pointing((" (see ", Mention("section", EXCEPTIONS), ")"))
    return telling.say("movement.elsewhere", count=len(rows), names=names, shown=place)


def _relate(telling: Telling, group: Sequence[Row], whole: int) -> Words:
    """Which outcome the rows belong to: 'Two of these relate to …', 'Both relate to …', 'Neither is linked to …'.

    Nothing in a format that has no levels above its rows.
    """
    if not telling.profile.levels:
        return ()
    of = outcome(group[0])
    if of is None:
        return telling.say("movement.unrelated", count=how_many(group), whole=whole)
    return telling.say("movement.related", count=how_many(group), whole=whole, outcome=of)


def _with_detail(telling: Telling, row: Row, detail: str) -> Words:
    blank = say(telling.say("movement.no_detail", detail=detail))
    said = shortened(cell_words(row.entry(detail), blank), telling.profile.report.limits.commentary_words)
    return words(leading_name(row), " – ", said)


def named_by_outcome(telling: Telling, rows: Sequence[Row]) -> tuple[Block, ...]:
    """The rows of each outcome named in one line: by reference, or by words where they have none."""
    return tuple(Paragraph(_line(telling, group), "bullet") for group in outcomes(rows))


def _line(telling: Telling, group: Sequence[Row]) -> Words:
    names = listed([(short_name(row),) for row in group], _TOGETHER, _TOGETHER)
    if not telling.profile.levels:
        return words(names, ".")
    counted = _counted(telling, group[0].kind, group)
    return telling.say("movement.named", outcome=outcome(group[0]), names=names, **counted)
