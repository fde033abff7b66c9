"""What changed since the period before, told in sentences and lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from compiler.consolidate.view import Movement, Row
from compiler.domain.agreement import grouped
from compiler.domain.frozen import dataclass
from compiler.domain.record import Kind
from compiler.report.blocks import Block, Paragraph, Words
from compiler.report.facts import cell_words, full_name, how_many, is_exception, outcome, short_name
from compiler.report.sentences import agree, listed, paragraph, plural, quoted, sentence, words
from compiler.report.telling import Telling

_TOGETHER = "; "
_ALL = ("it ", "both ", "all of them ")
_UNLINKED = ("it is not", "neither is", "none of them is")


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
    number = len(rows)
    noun = telling.noun(kind, number)
    have = agree(number, "has", "have")
    did = f"met {agree(number, 'its target', 'their targets')}" if kind is Kind.INDICATOR else "been completed"
    if not telling.earlier:
        return sentence(how_many(rows), f" {noun} {have} {did}")
    more = "more" if kind is Kind.INDICATOR else "further"
    return sentence(f"since {telling.earlier}, ", how_many(rows), f" {more} {noun} {have} {did}")


def moved(telling: Telling, kind: Kind, rows: Sequence[Row]) -> Iterator[tuple[Words, list[Row]]]:
    """A sentence for each pair of ratings, the rating before and the rating now, with its rows; the worst first."""
    pairs = grouped(rows, lambda row: f"{row.rating_before and row.rating_before.key}>{row.rating and row.rating.key}")
    for group in sorted(pairs.values(), key=_worst_first):
        before, now = group[0].rating_before, group[0].rating
        assert before is not None
        assert now is not None
        verb = agree(len(group), "has", "have")
        said = f" {telling.noun(kind, len(group))} {verb} moved from {before.name} to {now.name}"
        yield sentence(how_many(group), said), group


def _worst_first(group: Sequence[Row]) -> tuple[bool, int, int]:
    before, now = group[0].rating_before, group[0].rating
    ranks = (before.rank if before else 0, now.rank if now else 0)
    return (ranks[1] > ranks[0], ranks[1], ranks[0])


def fresh(telling: Telling, kind: Kind, rows: Sequence[Row]) -> Iterator[tuple[Words, list[Row]]]:
    """A sentence on the rows that are an exception now and had no rating within the scheme before, with its rows."""
    for group in grouped(rows, _states).values():
        now = group[0].rating
        assert now is not None
        are, they = agree(len(group), "is", "are"), agree(len(group), "it was", "they were")
        began = f" further {telling.noun(kind, len(group))} {are} now recorded as {now.name}"
        yield sentence(how_many(group), f"{began}; in {telling.earlier} {they} recorded as {_before(group[0])}"), group


def untold(telling: Telling, kind: Kind, rows: Sequence[Row]) -> Iterator[Words]:
    """A sentence on the rows whose change cannot be told, with the reason."""
    for group in grouped(rows, _states).values():
        now = group[0].rating
        assert now is not None
        are, they = agree(len(group), "is", "are"), agree(len(group), "it was", "they were")
        began = f" further {telling.noun(kind, len(group))} {are} {now.name}"
        reason = f"in {telling.earlier} {they} recorded as {_before(group[0])}, so no change is shown"
        yield sentence(how_many(group), f"{began}; {reason}")


def _rank(group: Sequence[Row]) -> int:
    rating = group[0].rating
    return rating.rank if rating else 0


def _states(row: Row) -> str:
    return f"{row.rating and row.rating.key}>{row.rating_before and row.rating_before.key}"


def _before(row: Row) -> str:
    return quoted(row.rating_before.name if row.rating_before else "not known")


def unchanged(telling: Telling, kind: Kind, rows: Sequence[Row]) -> Iterator[tuple[Words, list[Row]]]:
    """A sentence for each rating that rows still have, the worst first, with its rows; completed ones come last."""
    for group in sorted(grouped(rows, _states).values(), key=_rank):
        now = group[0].rating
        assert now is not None
        number, noun = len(group), telling.noun(kind, len(group))
        if now.done:
            met = f"had met {agree(number, 'its target', 'their targets')}"
            did = met if kind is Kind.INDICATOR else agree(number, "was completed", "were completed")
            yield sentence(how_many(group), f" other {noun} {did} by {telling.earlier}"), group
        else:
            yield sentence(how_many(group), f" {noun} {agree(number, 'remains', 'remain')} {now.name}"), group


def arrivals(telling: Telling, kind: Kind, rows: Sequence[Row]) -> Iterator[Words]:
    """A sentence on the rows that the returns of the period before did not have."""
    if rows:
        noun, were = telling.noun(kind, len(rows)), agree(len(rows), "was", "were")
        yield sentence(how_many(rows), f" {noun} {were} not in the returns of {telling.earlier}, so no change is shown")


# --- lists of rows ----------------------------------------------------------------------------------------------------


def outcomes(rows: Iterable[Row]) -> list[list[Row]]:
    """Rows by the outcome that they belong to, in the order of the plan; those without an outcome last."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row.outcome, []).append(row)
    return [group for name, group in groups.items() if name] + [group for name, group in groups.items() if not name]


def told_by_outcome(telling: Telling, opening: Words, rows: Sequence[Row], detail: str) -> tuple[Block, ...]:
    """An opening sentence, then the rows of each outcome under a sentence that counts them, in their return's words."""
    groups = outcomes(rows)
    blocks: list[Block] = [] if groups else [Paragraph(opening)]
    for place, group in enumerate(groups):
        relate = _relate(telling, group, len(rows))
        blocks.append(Paragraph(relate if place else paragraph((opening, relate))))
        blocks += [Paragraph(_with_detail(row, detail), "bullet") for row in group]
    return tuple(blocks)


def _relate(telling: Telling, group: Sequence[Row], whole: int) -> Words:
    """Which outcome the rows belong to: 'Two of these relate to …', 'Both relate to …', 'Neither is linked to …'."""
    number, of = len(group), outcome(group[0])
    some = words(how_many(group), " of these ")
    word = telling.profile.word("outcome")
    if of is None:
        said = words(some, agree(number, "is not", "are not")) if number < whole else (_UNLINKED[min(number, 3) - 1],)
        return sentence(said, f" linked to an {word}:")
    subject = some if number < whole else (_ALL[min(number, 3) - 1],)
    return sentence(subject, agree(number, "relates", "relate"), f" to the {word} “", of, "”:")


def _with_detail(row: Row, detail: str) -> Words:
    entry = row.entry(detail)
    return words(full_name(row), " – ", cell_words(entry, f"no {detail} is given in the return"))


def named_by_outcome(rows: Sequence[Row]) -> tuple[Block, ...]:
    """The rows of each outcome named in one line: by reference, or by words where they have none."""
    return tuple(Paragraph(_line(group), "bullet") for group in outcomes(rows))


def _line(group: Sequence[Row]) -> Words:
    of = outcome(group[0])
    number = words(how_many(group), " " + plural("action", len(group))) if of is None else (how_many(group),)
    heading = words(of, " (", number, ")") if of else words("no outcome (", number, ")")
    return sentence(heading, ": ", listed([(short_name(row),) for row in group], _TOGETHER, _TOGETHER))
