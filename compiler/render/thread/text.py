"""The golden thread through a row, in words for people."""

from __future__ import annotations

import textwrap
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from compiler.domain.origin import Origin
from compiler.domain.record import Kind, Record
from compiler.domain.thread.gaps import Break, Gap
from compiler.domain.thread.walk import Step, Tie
from compiler.render.thread.model import Crossed, Found, Planned
from compiler.render.thread.names import DOWN, UP, LevelWords, called, due, levels_of, noun, place, said, words
from compiler.render.thread.orphans import Orphan, groups

_LONGEST = 72
_NOT_UPWARDS = frozenset({Break.NO_WORK})
"""What is amiss below a row, and nothing to whoever comes up to it by another way."""
_KINDS = {"same": "the same as", "near": "near to"}


def thread_text(planned: Planned, found: Sequence[Found], gaps: Sequence[Gap], width: int = 100) -> str:
    """Each row that was asked for: its cell, what is above it, what is below it, and the same in other plans."""
    teller = _Teller(planned, gaps, width)
    return "\n\n".join("\n".join(teller.told(each)) for each in found) + "\n"


class _Teller:
    """Tells of the rows of one department's plans; `gaps` are told at their rows."""

    def __init__(self, planned: Planned, gaps: Sequence[Gap], width: int) -> None:
        self.planned, self.profile, self.width = planned, planned.profile, width
        self.gaps: Mapping[int, list[Gap]] = _by_row(gaps)

    def told(self, found: Found) -> Iterator[str]:
        """One row with its thread."""
        yield from self._wrapped(f"{self._named(found.row)}, {self._plan(found.row)}", 0)
        yield from self._wrapped(str(place(self.profile, found.row)), 2)
        yield from self._gaps(found.row, 2)
        if found.up or self._outcomes(found.row):
            yield from ("", "Up")
            yield from self._up(found.row, found.up, 2)
        if found.down:
            yield from ("", "Down")
            yield from self._steps(found.down, 2, DOWN)
        if found.across:
            yield from ("", "Across")
            for crossed in found.across:
                yield from self._crossed(crossed)
        if not (found.up or found.down or found.across or self._outcomes(found.row)):
            yield from self._wrapped("Nothing in these plans leads to it or from it.", 2)

    def _up(self, row: Record, steps: Sequence[Step], depth: int) -> Iterator[str]:
        """What is above a row; above an objective its outcomes too, the innermost first."""
        yield from self._steps(steps, depth, UP)
        for level in reversed(self._outcomes(row)):
            yield from self._wrapped(f"{level.name} {_quoted(level.words)} · {level.origin}", depth)

    def _outcomes(self, row: Record) -> Sequence[LevelWords]:
        """What an objective is for, outermost first, without its own words."""
        return levels_of(self.profile, row)[:-1] if row.kind is Kind.OBJECTIVE else ()

    def _steps(self, steps: Iterable[Step], depth: int, ties: Mapping[Tie, str]) -> Iterator[str]:
        for step in steps:
            again = " (its thread stands above)" if step.again else ""
            tie = f"{ties[step.tie]} {self._named(step.row)}{self._elsewhere(step, ties)}{again}".lstrip()
            yield from self._wrapped(f"{tie} · {place(self.profile, step.row)}{self._by(step)}", depth)
            if not step.again:
                yield from self._gaps(step.row, depth + 2, () if ties is DOWN else _NOT_UPWARDS)
            if ties is UP and not step.again:
                yield from self._up(step.row, step.steps, depth + 2)
            else:
                yield from self._steps(step.steps, depth + 2, ties)

    def _elsewhere(self, step: Step, ties: Mapping[Tie, str]) -> str:
        """The plan of a row, where the tie leads to another plan."""
        return f" ({self._plan(step.row)})" if step.tie is Tie.CARRIES_OUT else ""

    def _by(self, step: Step) -> str:
        """The cell in which one plan says that it carries out a row of another."""
        return f", as {_short(step.origin)} says" if step.tie is Tie.CARRIES_OUT else ""

    def _gaps(self, row: Record, depth: int, without: Collection[Break] = ()) -> Iterator[str]:
        for gap in (each for each in self.gaps.get(id(row), ()) if each.how not in without):
            yield from self._wrapped(f"gap: {said(self.profile, gap)} · {_short(gap.origin)}", depth)

    def _crossed(self, crossed: Crossed) -> Iterator[str]:
        here, why = called(self.profile, crossed.of), f" ({crossed.line.why})" if crossed.line.why else ""
        whose = f"{crossed.other.department.name}, {crossed.other.year.label}"
        if crossed.line.kind == "none":
            yield from self._wrapped(f"{here} has no counterpart in {whose}{why}", 2)
            return
        theirs = _Teller(crossed.other, (), self.width)
        if crossed.row is None:
            name = f"{noun(crossed.other.profile, crossed.of.kind)} {crossed.name}"
            yield from self._wrapped(f"gap: {here} is {_KINDS[crossed.line.kind]} {name} of {whose}, not there", 2)
            return
        named = theirs._named(crossed.row)
        at = place(crossed.other.profile, crossed.row)
        yield from self._wrapped(f"{here} is {_KINDS[crossed.line.kind]} {named} of {whose}{why} · {at}", 2)
        yield from theirs._up(crossed.row, crossed.up, 4)
        yield from theirs._steps(crossed.down, 4, DOWN)

    def _named(self, row: Record) -> str:
        """A row with its words: 'action HC A06 “Promote…”, due Dec 2008'."""
        text, day = words(self.profile, row), due(row)
        quoted = f" {_quoted(text)}" if text else ""
        return f"{called(self.profile, row)}{quoted}{f', due {day}' if day else ''}"

    def _plan(self, row: Record) -> str:
        tier, division = self.profile.tier(row.plan), self.planned.department.division(row.division)
        several = len(self.planned.department.divisions) > 1
        names = (tier.name if tier else row.plan, division.name if division and several else "")
        return ", ".join(name for name in names if name)

    def _wrapped(self, line: str, depth: int) -> list[str]:
        return textwrap.wrap(
            line, self.width, initial_indent=" " * depth, subsequent_indent=" " * (depth + 6),
            break_long_words=False, break_on_hyphens=False,
        )  # fmt: skip


def _by_row(gaps: Iterable[Gap]) -> Mapping[int, list[Gap]]:
    found: dict[int, list[Gap]] = {}
    for gap in gaps:
        found.setdefault(id(gap.row), []).append(gap)
    return found


def _quoted(text: str) -> str:
    line = " ".join(text.split())
    return f"“{line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + '…'}”"


def _short(origin: Origin) -> str:
    return f"{origin.sheet}, {origin.cell}".strip(", ")


def orphans_text(planned: Planned, found: Sequence[Orphan], width: int = 100) -> str:
    """Every gap under what it is counted under, each with its cell; the last line counts them."""
    lines = []
    for group, held in groups(found):
        lines.append(f"{group} ({len(held)})")
        for each in held:
            text = f" {_quoted(each.words)}" if each.words else ""
            about = f": {' '.join(each.reference.split())}" if each.reference else ""
            line = f"{each.called}{text}{about} · {each.origin}"
            lines += textwrap.wrap(
                line, width, initial_indent="  ", subsequent_indent="        ",
                break_long_words=False, break_on_hyphens=False,
            )  # fmt: skip
        lines.append("")
    counted = f"{len(found)} {'gap' if len(found) == 1 else 'gaps'}" if found else "No gaps"
    whose = f"{planned.department.name}, plans for {planned.year.label}"
    return "\n".join([*lines, f"{counted} in the golden thread of {whose}."]) + "\n"
