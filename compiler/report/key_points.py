"""The page of key points: what a member reads who reads one page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compiler.consolidate.tally import tally
from compiler.consolidate.view import NOT_RATED, Receipt, Row
from compiler.domain.language import term
from compiler.domain.rating import Rating
from compiler.domain.record import Kind, State
from compiler.report import movement
from compiler.report.amendments import AMENDMENTS
from compiler.report.blocks import (
    Block,
    Figure,
    Heading,
    Inline,
    Mention,
    Paragraph,
    Pointing,
    Rated,
    Strong,
    Table,
    TableColumn,
    Words,
    say,
)
from compiler.report.exceptions import silence
from compiler.report.facts import (
    cell_words,
    count,
    how_many,
    name,
    rated,
    rating_cells,
    rating_cells_before,
    reference,
    share_of,
    tabled,
    with_rating,
)
from compiler.report.narrative import words_of
from compiler.report.sentences import agree, capital, listed, number_words, paragraph, quoted, sentence, words
from compiler.report.shorten import CUT, named_shortly, shortened
from compiler.report.standing import EXCEPTIONS, exceptions_in, overdue
from compiler.report.telling import Blocks, Telling

KEY_POINTS, KEY_FIGURES = "key-points", "key-figures"
"""The key of the part, and that of its table."""
_KINDS = (Kind.ACTION, Kind.INDICATOR)
_PAGE = 620.0  # points of an A4 page between its margins, without the headings and the sentence on the other exceptions
_LINE, _GAP, _ROW, _CAPTION = 16.0, 9.0, 21.0, 33.0  # the height of a line, between paragraphs, of a row, of a caption
_LETTERS, _INDENT = 80, 7  # the letters of a line, and by how many a point is set in
_FEW = 2  # so many exceptions are told in twice the words
_NAME, _REMEDY, _ASKED = 9, 26, 45  # words of a row's name, of what is being done about it, of the decision asked for


def key_points(telling: Telling) -> Blocks:
    """Key figures, the exceptions that matter most, what is partial or awaiting, and what is asked of members.

    As many exceptions stand here as the profile sets and one page has room for. Nothing where nothing is rated.
    """
    groups = [(kind, telling.rows(kind, *telling.counted)) for kind in _KINDS if telling.profile.sheet(kind)]
    rated_rows = [row for _, rows in groups for row in rows]
    if telling.profile.ratings is None or not rated_rows:
        return ()
    figures = _figures(telling, [(kind, rows) for kind, rows in groups if rows])
    rest = (*_awaiting(telling, rated_rows), *_asked(telling))
    room = _PAGE - sum(map(_height, (*figures, *rest)))
    return (Heading(2, term("Key points"), KEY_POINTS), *figures, *_exceptions(telling, rated_rows, room), *rest)


def _height(block: Block) -> float:
    """About how much of a page a block takes at 12 points, in points."""
    if isinstance(block, Table):
        return 2 * _LINE + _CAPTION + len(block.rows) * _ROW
    letters = _LETTERS - _INDENT if isinstance(block, Paragraph) and block.style == "bullet" else _LETTERS
    return -(-len(say(block.words)) // letters) * _LINE + _GAP if isinstance(block, Paragraph) else 0


# --- key figures ------------------------------------------------------------------------------------------------------

Groups = Sequence[tuple[Kind, Sequence[Row]]]


def _figures(telling: Telling, groups: Groups) -> Blocks:
    said = paragraph(_moved(telling, groups))
    return (*((Paragraph(said),) if said else ()), _table(telling, groups))


def _moved(telling: Telling, groups: Groups) -> Iterator[Words]:
    """How many were completed, got worse and got better since the period before."""
    since = telling.earlier
    for kind, rows in groups:
        if telling.earlier and movement.any_rated(rows):
            found = movement.moves(rows)
            worse = [row for row in found.moved if _rank(row.rating) < _rank(row.rating_before)]
            better = [row for row in found.moved if _rank(row.rating) > _rank(row.rating_before)]
            done = (found.done, _did(kind, len(found.done)))
            told = (done, (worse, term(" got worse")), (better, term(" got better")))
            noun = telling.noun(kind, len(rows))
            of = words(term(" of the "), how_many(rows), f" {noun}")
            moved = [(group, verb) for group, verb in told if group]
            said = listed([words(how_many(group), () if at else of, verb) for at, (group, verb) in enumerate(moved)])
            yield telling.say("key.moved", earlier=since, whole=how_many(rows), noun=noun, groups=said)
            since = ""


def _did(kind: Kind, number: int) -> str:
    if kind is Kind.INDICATOR:
        return agree(number, term(" met its target"), term(" met their targets"))
    return agree(number, term(" was completed"), term(" were completed"))


def _states(telling: Telling) -> tuple[Rating, ...]:
    return telling.profile.ratings.states if telling.profile.ratings else ()


def _rank(rating: Rating | None) -> int:
    return rating.rank if rating else 0


def _table(telling: Telling, groups: Groups) -> Table:
    """For each rating how many actions and indicators have it, their share, and the change since the period before."""
    scheme = telling.profile.ratings
    assert scheme is not None
    tallies = [tally(rows, scheme) for _, rows in groups]
    states = [state for state, _ in tallies[0].groups] if tallies else []
    for each in tallies[1:]:
        states += [state for state, _ in each.groups if state not in states]
    shown = [state for state in states if state.in_scheme or any(each.of(state.key) for each in tallies)]
    columns = [TableColumn(term("Rating"), 2.2)]
    for kind, _ in groups:
        columns.append(TableColumn(f"{capital(telling.noun(kind, 2))} (%)", 1.2, "right"))
        if telling.earlier:
            columns.append(TableColumn(term("{nouns}: change", nouns=capital(telling.noun(kind, 2))), 1.2, "right"))
    lines = [_line(telling, state, groups) for state in shown]
    total: list[Words] = [(term("Total"),)]
    for _, rows in groups:
        total.append(_number(rows, len(rows)))
        total += [("–",)] if telling.earlier else []
    nouns = "".join(map(str, listed([telling.noun(kind, 2) for kind, _ in groups])))
    since = term(", and the change since {earlier}", earlier=telling.earlier) if telling.earlier else ""
    return Table(
        caption=term("Ratings, {now}{since}", now=telling.now, since=since),
        columns=tuple(columns),
        rows=(*lines, tuple(total)),
        description=say(telling.say("key.described", nouns=nouns)),
        key=KEY_FIGURES,
        total=True,
    )


def _line(telling: Telling, state: Rating, groups: Groups) -> tuple[Words, ...]:
    cells: list[Words] = [(Rated(state),)]
    for _, rows in groups:
        cells.append(_number(with_rating(rows, state), len(rows)))
        cells += [(_change(rows, state),)] if telling.earlier else []
    return tuple(cells)


def _number(rows: Sequence[Row], whole: int) -> Words:
    origins = rating_cells(rows)
    return words(tabled(origins), " (", share_of(origins, whole), ")")


def _change(rows: Sequence[Row], state: Rating) -> Inline:
    """How many more or fewer rows have the rating than had it before."""
    now = with_rating(rows, state)
    then = [row for row in rows if row.rating_before == state and row.before is not None]
    by = len(now) - len(then)
    origins = rating_cells(now) + rating_cells_before(then)
    said = term("no change") if not by else term("{number} more" if by > 0 else "{number} fewer", number=f"{abs(by):,}")
    return Figure(said, origins, f"change: {len(now)} now, {len(then)} before", by)


# --- exceptions -------------------------------------------------------------------------------------------------------


def _exceptions(telling: Telling, rows: Sequence[Row], room: float) -> Blocks:
    """The worst of the exceptions, two or three lines each, and how many others there are."""
    found = exceptions_in(telling.view, rows)
    heading = Heading(3, term("Exceptions"), "key-exceptions")
    if not found:
        return heading, Paragraph(telling.say("key.no_exceptions"))
    speaking = [row for row in found if any(map(row.gives, _TELLING))] or found
    limit = telling.profile.report.limits.key_points or None
    remedy = _REMEDY if len(speaking) > _FEW else 2 * _REMEDY
    points = tuple(_fitting(telling, speaking[:limit], room, remedy))
    told = {id(row) for row in speaking[: len(points)]}
    others = paragraph(_others(telling, [row for row in found if id(row) not in told]))
    return (heading, *points, *((Paragraph(others),) if others else ()))


def _fitting(telling: Telling, rows: Sequence[Row], room: float, remedy: int) -> Iterator[Paragraph]:
    """The points of the rows for which there is room; of the first one in any case."""
    for place, row in enumerate(rows):
        point = Paragraph(_point(telling, row, remedy), "bullet")
        room -= _height(point)
        if place and room < 0:
            return
        yield point


def _point(telling: Telling, row: Row, remedy: int) -> Words:
    """An exception in a line: which it is, its rating now and before, what is being done in so many words, by when."""
    code = reference(row)
    called = words(*((code, " ") if code else ()), named_shortly(name(row), _NAME))
    was = (
        words(term(", in "), telling.earlier, " ", term(row.rating_before.name))
        if _known_before(telling, row) and row.rating_before
        else ()
    )
    late = ", overdue" if overdue(telling.view, row) else ""
    return _ended(words(called, " – ", rated(row), was, late, _remedy(telling, row, remedy)))


def _known_before(telling: Telling, row: Row) -> bool:
    return (
        bool(telling.earlier)
        and row.rating_before is not None
        and row.rating_before != row.rating
        and row.rating_before.in_scheme
    )


_TELLING = ("remedy", "commentary", "revised")
"""The columns that a point says something of: with none of them it would be no more than a rating."""


def _remedy(telling: Telling, row: Row, limit: int = _REMEDY) -> Words:
    """What is being done about it, in the words of the return, and by when; nothing where it does not say."""
    *answers, until_when = _TELLING
    said = next((row.entry(key) for key in answers if row.gives(key)), None)
    until = row.entry(until_when)
    done = words(". ", _ended((shortened(cell_words(said), limit),))) if said else ()
    by = words(" " if done else ". ", telling.say("key.by_when", due=cell_words(until))) if until.given else ()
    return words(done, by)


def _ended(said: Words) -> Words:
    """Words as a sentence; those that were cut have an end already."""
    return said if say(said).endswith(CUT) else sentence(said)


def _others(telling: Telling, others: Sequence[Row]) -> Iterator[Words]:
    """How many other exceptions there are and where they stand, and of how many only the rating is known."""
    silent = [row for row in others if silence(telling, row) is State.NOT_PUBLISHED]
    quiet = set(map(id, silent))
    told = [row for row in others if id(row) not in quiet]
    if told:
        place = Pointing((Mention("section", EXCEPTIONS),), telling.say("left_out.master"))
        yield telling.say("key.more", count=how_many(told), shown=place)
    for kind in _KINDS:
        rows = [row for row in silent if row.kind is kind]
        if rows:
            yield telling.say("key.unpublished", count=how_many(rows), noun=telling.noun(kind, len(rows)))


# --- what is partial or awaiting, and what is asked -------------------------------------------------------------------


def _awaiting(telling: Telling, rows: Sequence[Row]) -> Blocks:
    """What is not there yet, each in half a line."""
    said = [*_returns(telling), *_states_awaited(telling, rows), *_provisional(telling, rows)]
    conflicts = [each for each in telling.view.conflicts if not each.settled]
    if conflicts and not telling.final:
        origins = tuple(claim.entry.origin for each in conflicts for claim in each.conflict.claims)
        number = Figure(number_words(len(conflicts)), origins, "count of conflicts", len(conflicts))
        said.append(telling.say("key.conflicts", count=number))
    if not said:
        return ()
    return (Paragraph(words(Strong(term("Partial or awaiting: ")), paragraph(said))),)


def _returns(telling: Telling) -> Iterator[Words]:
    missing = [each for each in telling.view.missing if each.division]
    expected = {each.division.key for each in telling.view.sources if each.role == "return" and each.division}
    if missing:
        lost = [each.division.name for each in missing if each.division]
        unusable = any(each.receipt is not Receipt.MISSING for each in missing)
        key = "key.unusable" if unusable else "key.missing"
        yield telling.say(key, count=len(lost), whole=len(expected), names=listed(lost))


def _states_awaited(telling: Telling, rows: Sequence[Row]) -> Iterator[Words]:
    """How many rows have which state outside the scheme."""
    named: list[Words] = []
    for state in (*(state for state in _states(telling) if not state.in_scheme), NOT_RATED):
        group = with_rating(rows, state)
        if group:
            are = "" if named else agree(len(group), " is", " are")
            named.append(words(how_many(group), f"{are} ", quoted(term(state.name))))
    if named:
        nouns = _nouns(telling, rows)
        yield telling.say("key.awaited", count=how_many(rows), nouns=nouns, groups=listed(named))


def _nouns(telling: Telling, rows: Sequence[Row]) -> str:
    kinds = [kind for kind in _KINDS if any(row.kind is kind for row in rows)]
    return "".join(map(str, listed([telling.noun(kind, 2) for kind in kinds])))


def _provisional(telling: Telling, rows: Sequence[Row]) -> Iterator[Words]:
    provisional = [row for row in rows if row.returned and row.text("status").casefold() == "provisional"]
    if provisional:
        yield telling.say("missing.provisional", count=count([row.where("status") for row in provisional]))


def _asked(telling: Telling) -> Blocks:
    """What the members are asked: the officer's words, and the amendments of plans that await their decision."""
    said = [*_decision(telling), *_amendments(telling)]
    return (Paragraph(words(Strong(term("Asked of members: ")), paragraph(said))),) if said else ()


def _decision(telling: Telling) -> Iterator[Words]:
    block = telling.block("decision") or telling.block("recommendations")
    told = words_of(telling, block) if block else ()
    if told and isinstance(told[0].words[0], Figure):
        yield (shortened(told[0].words[0], _ASKED),)


def _amendments(telling: Telling) -> Iterator[Words]:
    proposed = telling.view.proposals
    if proposed:
        place = Pointing((" (", Mention("appendix", AMENDMENTS), ")"))
        yield telling.say("key.amendments", count=count([each.to.origin for each in proposed]), shown=place)
