"""Every gap of the golden thread of a department's plans, and of its crosswalks to other plans."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from compiler.domain.frozen import dataclass
from compiler.domain.origin import Origin
from compiler.domain.record import Kind, Record
from compiler.domain.text import fold
from compiler.domain.thread.gaps import Break, Gap, gaps
from compiler.profile.crosswalk import CROSSWALK
from compiler.render.thread.model import Bridge, Planned, named_row
from compiler.render.thread.names import called, group_of, noun, reference, said, words

ALONE, UNMAPPED, NO_ROW = "no counterpart", "not in the crosswalk", "in the crosswalk but not there"
"""The names, for programs, of what can be wrong between two plans."""


@dataclass(frozen=True, slots=True)
class Orphan:
    """One gap as it is told: its name for programs, the kind of row, the row's reference and words, and what is wrong.

    `own` is what the row itself is cited by, `reference` the citation that is wrong, if one is. `group` is what it is
    counted under, `about` what is wrong with the reference before it.
    """

    how: str
    kind: Kind
    called: str
    words: str
    group: str
    about: str
    origin: Origin
    own: str = ""
    reference: str = ""


def orphans(planned: Planned, bridges: Sequence[Bridge] = ()) -> tuple[Orphan, ...]:
    """Every gap, those of one kind together: in the order in which the thread is broken from the top down."""
    found = [_of_gap(planned, gap) for gap in gaps(planned.thread)]
    found += [each for bridge in bridges for each in _across(planned, bridge)]
    order = {each.value: number for number, each in enumerate(Break)}
    return tuple(sorted(found, key=lambda each: (order.get(each.how, len(order)), each.group)))


def groups(found: Iterable[Orphan]) -> Iterator[tuple[str, list[Orphan]]]:
    """The gaps under what they are counted under."""
    for group, held in groupby(found, key=lambda each: each.group):
        yield group, list(held)


def _of_gap(planned: Planned, gap: Gap) -> Orphan:
    profile, row = planned.profile, gap.row
    group, words_of = group_of(profile, gap), words(profile, row)
    name, about = called(profile, row), said(profile, gap)
    return Orphan(gap.how.value, row.kind, name, words_of, group, about, gap.origin, reference(row), gap.words)


def _across(planned: Planned, bridge: Bridge) -> Iterator[Orphan]:
    """Rows that the crosswalk says stand alone, that it leaves out, and that it names and the plans have not got."""
    other = f"{bridge.other.department.name}, {bridge.other.year.label}"
    kind = bridge.crosswalk.kind
    noun_of = f"{noun(planned.profile, kind)[:1].upper()}{noun(planned.profile, kind)[1:]}"
    named = {fold(name) for name in bridge.names}
    for row in planned.thread.of(kind):
        lines = bridge.lines(reference(row))
        if any(line.kind == "none" for line, _ in lines):
            yield _between(planned, row, ALONE, f"{noun_of}: without a counterpart in {other}")
        elif fold(reference(row)) not in named:
            yield _between(planned, row, UNMAPPED, f"{noun_of}: left out by the crosswalk to {other}")
    for name in bridge.names:
        if named_row(planned, kind, name) is None:
            group = f"{noun_of}: named by the crosswalk to {other}, but in none of the plans"
            yield Orphan(
                NO_ROW, kind, f"{noun(planned.profile, kind)} {name}", "", group, group, Origin(CROSSWALK), name
            )


def _between(planned: Planned, row: Record, how: str, group: str) -> Orphan:
    return Orphan(
        how,
        row.kind,
        called(planned.profile, row),
        words(planned.profile, row),
        group,
        group,
        row.where("number"),
    )
