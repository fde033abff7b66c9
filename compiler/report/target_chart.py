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
    number: Callable[[Entry], float | None]


def target_chart(telling: Telling, rows: Sequence[Row]) -> Blocks:
    """A chart of the indicators whose target and at least two figures are percentages, this period's among them.

    One with a single figure is never drawn: it shows no course. Nothing where no indicator has two.
    """
    if telling.profile.ratings is None:
        return ()
    times, target = _times(telling), _Known(_heading(telling, "target"), _approved("target"), _aim)
    fit = [row for row in rows if _fits(row, times, target)]
    if not fit:
        return ()
    shown = sorted(fit, key=lambda row: not is_exception(row.rating))[:MOST]
    held = [time for time in times if any(_number(time, row) is not None for row in shown)]
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
    year_ago = (_Known(ago.short, lambda row: _then(row.since_year), _percentage),) if ago else ()
    before = (_Known(telling.earlier, lambda row: _then(row.since), _percentage),) if telling.earlier else ()
    last_year = _Known(_heading(telling, "outturn"), _approved("outturn"), _percentage)
    return (*year_ago, last_year, *before, _Known(label, lambda row: row.entry(_FIGURE), _percentage))


def _heading(telling: Telling, key: str) -> str:
    sheet = telling.profile.sheet(Kind.INDICATOR)
    column = sheet.column(key) if sheet else None
    return heading_words(column.heading, telling.view.period.year, telling.view.period) if column else ""


def _approved(key: str) -> Callable[[Row], Entry | None]:
    return lambda row: row.entry(key)


def _then(way: Travel | None) -> Entry | None:
    """The figure of an earlier time as it counts now; none where the indicator was another then."""
    return way.then if way and way.withheld is not Withheld.DEFINITION else None


def _percentage(entry: Entry) -> float | None:
    value = entry.read(Value)
    return float(value.number) if value is not None and value.unit.kind is UnitKind.PERCENT else None


def _aim(entry: Entry) -> float | None:
    target = entry.read(Target)
    value = target.value if target is not None and target.kind is TargetKind.LEVEL else None
    return float(value.number) if value is not None and value.unit.kind is UnitKind.PERCENT else None


def _number(time: _Known, row: Row) -> float | None:
    entry = time.entry(row)
    return time.number(entry) if entry is not None else None


def _fits(row: Row, times: Sequence[_Known], target: _Known) -> bool:
    *earlier, now = (_number(time, row) for time in times)
    return now is not None and any(each is not None for each in earlier) and _number(target, row) is not None


def _point(time: _Known, row: Row) -> Point:
    entry = time.entry(row)
    return Point(
        term("not in the returns") if entry is None else cell_words(entry, term("not known")), _number(time, row)
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
    *_, before, now = (number for time in times if (number := _number(time, row)) is not None)
    return (now > before) - (now < before)


def _note(telling: Telling, shown: Sequence[Row], fit: Sequence[Row]) -> Words:
    most, whole = count(cells(shown, _FIGURE)), count(cells(fit, _FIGURE))
    return telling.say("chart.fit", most=most, whole=whole, nouns=telling.noun(Kind.INDICATOR, 2))
