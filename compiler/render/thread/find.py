"""The rows of the plans that a person means by a reference, a number, or words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from compiler.domain.frozen import dataclass
from compiler.domain.record import Kind, Record
from compiler.domain.reference import Reference, read_references
from compiler.domain.text import fold, nearest
from compiler.domain.thread.citing import own_references
from compiler.profile.model import Profile
from compiler.render.thread.model import Planned
from compiler.render.thread.names import levels_of, noun, reference, words

_FEWEST = 3
"""Words of fewer letters name nothing."""
_MOST = 12
"""A family of no more references is listed where one of it is asked for that is not there."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What was found: the rows, in the order of the plans; or, where there are none, `said` with the nearest name."""

    rows: tuple[Record, ...] = ()
    said: str = ""


def seek(planned: Planned, asked: str) -> Sought:
    """The rows of a reference ('HC A06', 'risk 1'), of an objective's number ('1.1', 'objective 1.1'), or of words.

    A noun before it says which kind of row is meant. Words find a row that begins with them, or the objectives of an
    outcome that does. Plans are searched from the uppermost down, and the first of these ways that finds a row counts.
    """
    profile, rows = planned.profile, sorted(_threaded(planned), key=planned.thread.rank)
    kinds, name = _kind_and_name(profile, asked)
    held = [row for row in rows if row.kind in kinds] if kinds else rows
    stated = _references(profile, name)
    ways = (
        [row for row in held if fold(reference(row)) == fold(name)],
        [row for row in held if stated & set(own_references(row))],
        [row for row in held if _begins(words(profile, row), name)],
        _of_outcome(profile, held, name),
    )
    found = next((way for way in ways if way), [])
    return Sought(tuple(found)) if found else Sought(said=_not_there(planned, asked, name, held))


def _threaded(planned: Planned) -> Iterable[Record]:
    kinds = (Kind.OUTCOME, Kind.OBJECTIVE, Kind.ACTION, Kind.INDICATOR, Kind.RISK, Kind.MILESTONE)
    return (row for kind in kinds for row in planned.thread.of(kind))


def _kind_and_name(profile: Profile, asked: str) -> tuple[frozenset[Kind], str]:
    """The kinds that a noun before the name means, ours or the council's; none where there is no noun."""
    said = " ".join(asked.split())
    for kind in Kind:
        for each in {kind.value, noun(profile, kind)}:
            head, name = said[: len(each) + 1], said[len(each) + 1 :]
            if name and fold(head) == fold(each) and head[-1:] == " ":
                return frozenset({kind}), name
    return frozenset(), said


def _references(profile: Profile, name: str) -> set[Reference]:
    """The reference that a name is, however it is typed, of whatever scheme."""
    ways = (read_references(name, profile.schemes, scheme) for scheme in (None, *(s.key for s in profile.schemes)))
    return {read.only for read in ways if read.only is not None and not read.words}


def _begins(text: str, name: str) -> bool:
    return len(name) >= _FEWEST and fold(text).startswith(fold(name))


def _of_outcome(profile: Profile, rows: Iterable[Record], name: str) -> list[Record]:
    """The objectives one of whose outcomes begins with the name."""
    objectives = (row for row in rows if row.kind is Kind.OBJECTIVE)
    return [row for row in objectives if any(_begins(level.words, name) for level in levels_of(profile, row))]


def _not_there(planned: Planned, asked: str, name: str, rows: Iterable[Record]) -> str:
    names = list(dict.fromkeys(_names(rows)))
    begun = [each for each in names if _letters(each).startswith(_letters(name))]
    schemes = {each.scheme for each in _references(planned.profile, name)}
    family = dict.fromkeys(str(own) for row in rows for own in own_references(row) if own.scheme in schemes)
    close = begun[0] if begun else nearest(name, names)
    hint = f" Did you mean '{close}'?" if close else " Ask for a reference, an objective's number, or the first words."
    hint = f" There are: {', '.join(family)}." if family and len(family) <= _MOST else hint
    return f"'{asked}' is no row of the plans for {planned.year.label}.{hint}"


def _letters(name: str) -> str:
    return fold(name).replace(" ", "")


def _names(rows: Iterable[Record]) -> Iterator[str]:
    for row in rows:
        yield from (str(each) for each in own_references(row))
        if reference(row):
            yield reference(row)
