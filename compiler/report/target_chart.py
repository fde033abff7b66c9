"""A chart of indicators: the figures known of each, from the earliest to this period's, beside its target."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from compiler.consolidate.direction import Travel, Withheld
from compiler.consolidate.view import Row
from compiler.domain.figures import UnitKind
from compiler.domain.frozen import dataclass
from compiler.domain.language import term
from compiler.domain.record import Entry, Kind
from compiler.domain.target_model import Target, TargetKind
from compiler.domain.value import Value
from compiler.profile.heading import heading_words
from compiler.report.blocks import Chart, Mention, Paragraph, Point, Pointing, Series, Words
from compiler.report.charts import with_source
from compiler.report.facts import cell_words, cells, count, full_name, is_exception
from compiler.report.sentences import agree, capital, listed, paragraph, words
from compiler.report.telling import Blocks, Telling

MOST = 6
"""So many indicators a chart shows; those that ask for a reason come first."""
_FIGURE = "figure"
_SAME = ("is the same", "are the same")


@dataclass(frozen=True, slots=True)
class _Known:
    """One time at which an indicator has a figure, or its target: what it is called, the cell, the number in it."""

    name: str
    entry: Callable[[Row], Entry | None]
    number: Callable[[Row], float | None]


def target_chart(telling: Telling, rows: Sequence[Row]) -> Blocks:
    """A chart of the indicators whose target and at least two figures are percentages, this period's among them.

    One with a single figure is never drawn: it shows no course. Nothing where no indicator has two.
    """
    if telling.profile.ratings is None:
        return ()
    times, target = _times(telling), _Known(_heading(telling, "target"), lambda row: row.entry("target"), _aim)
    fit = [row for row in rows if _fits(row, times, target)]
    if not fit:
        return ()
    shown = sorted(fit, key=lambda row: not is_exception(row.rating))[:MOST]
    held = [time for time in times if any(time.number(row) is not None for row in shown)]
    noun = telling.noun(Kind.INDICATOR, 2)
    chart = Chart(
        caption=term("{plan} {nouns} against their targets, {now}", plan=telling.plan, nouns=noun, now=telling.now),
        kind="beside",
        axis=capital(telling.noun(Kind.INDICATOR)),
        categories=tuple(full_name(row) for row in shown),
        series=tuple(
            Series(each.name, tuple(_point(each, row) for row in shown), unit="%") for each in (*held, target)
        ),
        description=_description(telling, shown, held),
        note=_note(telling, shown, fit),
        key=f"{Kind.INDICATOR.value}s-against-target",
    )
    nouns, number = telling.noun(Kind.INDICATOR, len(shown)), count(cells(shown, _FIGURE))
    lead = telling.say("chart.targets", chart=Mention("chart", chart.key), count=number, noun=nouns)
    return Paragraph((Pointing(lead),)), with_source(telling, chart)


# --- what is known, and when ------------------------------------------------------------------------------------------


def _times(telling: Telling) -> tuple[_Known, ...]:
    """The same period a year ago, last year, the period compared with, and now."""
    label, ago = telling.view.period.label.split(" (")[0], telling.view.year_ago
    year_ago = (_travelled(ago.short, lambda row: row.since_year),) if ago else ()
    before = (_travelled(telling.earlier, lambda row: row.since),) if telling.earlier else ()
    last_year, now = _in_column(_heading(telling, "outturn"), "outturn"), _in_column(label, _FIGURE)
    return (*year_ago, last_year, *before, now)


def _in_column(name: str, key: str) -> _Known:
    """What stands under a column; no cell is made to see whether it holds a number."""
    return _Known(name, lambda row: row.entry(key), lambda row: _in_percent(row.read(key, Value)))


def _travelled(name: str, way: Callable[[Row], Travel | None]) -> _Known:
    """The figure that a direction of travel begins at."""
    return _Known(name, lambda row: _then(way(row)), lambda row: _percentage(_then(way(row))))


def _heading(telling: Telling, key: str) -> str:
    sheet = telling.profile.sheet(Kind.INDICATOR)
    column = sheet.column(key) if sheet else None
    return heading_words(column.heading, telling.view.period.year, telling.view.period) if column else ""


def _then(way: Travel | None) -> Entry | None:
    """The figure of an earlier time as it counts now; none where the indicator was another then."""
    return way.then if way and way.withheld is not Withheld.DEFINITION else None


def _percentage(entry: Entry | None) -> float | None:
    return _in_percent(entry.read(Value)) if entry is not None else None


def _in_percent(value: Value | None) -> float | None:
    return float(value.number) if value is not None and value.unit.kind is UnitKind.PERCENT else None


def _aim(row: Row) -> float | None:
    target = row.read("target", Target)
    return _in_percent(target.value) if target is not None and target.kind is TargetKind.LEVEL else None


def _fits(row: Row, times: Sequence[_Known], target: _Known) -> bool:
    *earlier, now = times
    if now.number(row) is None or target.number(row) is None:
        return False
    return any(each.number(row) is not None for each in earlier)


def _point(time: _Known, row: Row) -> Point:
    entry = time.entry(row)
    return Point(
        term("not in the returns") if entry is None else cell_words(entry, term("not known")), time.number(row)
    )


# --- what it shows, in words ------------------------------------------------------------------------------------------


def _description(telling: Telling, shown: Sequence[Row], times: Sequence[_Known]) -> Words:
    """Which way the figures went since the one known before, and how many of the targets are met."""
    courses = [_course(row, times) for row in shown]
    moved: list[Words] = []
    for course, one, many in ((1, "has risen", "have risen"), (-1, "has fallen", "have fallen"), (0, *_SAME)):
        group = [row for row, each in zip(shown, courses, strict=True) if each == course]
        if group:
            moved.append(words(count(cells(group, _FIGURE)), f" {term(agree(len(group), one, many))}"))
    number, noun = count(cells(shown, _FIGURE)), telling.noun(Kind.INDICATOR, len(shown))
    courses_said = telling.say("chart.courses", count=number, noun=noun, groups=listed(moved))
    met = [row for row in shown if row.rating is not None and row.rating.done]
    return paragraph((courses_said, telling.say("chart.met", count=count(cells(met, _FIGURE)))))


def _course(row: Row, times: Sequence[_Known]) -> int:
    """1 if the latest figure is higher than the one known before it, -1 if it is lower, 0 if it is the same."""
    *_, before, now = (number for time in times if (number := time.number(row)) is not None)
    return (now > before) - (now < before)


def _note(telling: Telling, shown: Sequence[Row], fit: Sequence[Row]) -> Words:
    most, whole = count(cells(shown, _FIGURE)), count(cells(fit, _FIGURE))
    return telling.say("chart.fit", most=most, whole=whole, nouns=telling.noun(Kind.INDICATOR, 2))
