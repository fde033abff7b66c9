"""The slots for what stands within the sections of a report: their parts, single tables and single charts."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.domain.record import Kind
from compiler.profile.heading import heading_name
from compiler.profile.model import Profile, Tier
from compiler.report.appendices import columns_of
from compiler.report.direction import DIRECTIONS, LAST, YEAR_AGO
from compiler.report.sentences import capital, listed, plural
from compiler.report.slot import Slot
from compiler.report.telling import BEFORE

_RATED = (Kind.ACTION, Kind.INDICATOR)
_COUNTS = ("Rating", "Number", "%")


def slots_within(profile: Profile) -> Iterator[Slot]:
    """Every slot of a format for what stands within the sections: parts, then tables, then charts."""
    rated = [kind for kind in _RATED if profile.sheet(kind)]
    yield from _key_points(profile, rated)
    yield from _parts(profile, rated)
    yield from _amendments()
    if profile.ratings is not None:
        yield from _rating_tables(profile, rated)
    else:
        from compiler.report.slots_answered import answer_tables

        yield from answer_tables(profile, rated)
    yield from _risk_tables(profile)
    for kind in (*rated, Kind.RISK):
        yield from _appendix_tables(profile, kind)
    if profile.ratings is not None:
        for chart in _charts(profile, rated):
            yield chart
            yield _figures(chart)


def _nouns(profile: Profile, kind: Kind) -> str:
    return plural(profile.word(kind.value), 2)


def _key_points(profile: Profile, rated: list[Kind]) -> Iterator[Slot]:
    what = "The exceptions that matter most, each in a line, and how many others there are."
    yield Slot("key-exceptions", "Key points: exceptions", what, "part")
    if profile.ratings is not None:
        nouns = [capital(_nouns(profile, kind)) for kind in rated]
        columns = ("Rating", *(column for each in nouns for column in (f"{each} (%)", f"{each}: change")))
        what = "How many rows have each rating, what share they are, and the change since the period before."
        yield Slot("key-figures", "Table of key figures", what, "table", columns)


def _amendments() -> Iterator[Slot]:
    row: tuple[str, ...] = ("Row of the plan", "What changes")
    proposed = ("Approved", "Proposed", "Division", "What its return says", "Proposed since", "Decision")
    what = "The changes of the plans that returns propose, for the members' decision."
    yield Slot("proposed-amendments", "Table of proposed amendments", what, "table", (*row, *proposed))
    decided = ("From", "To", "Division", "Decision", "Counts from")
    what = "The changes of the plans that were decided since the last report."
    yield Slot("decided-amendments", "Table of decided amendments", what, "table", (*row, *decided))


def _parts(profile: Profile, rated: list[Kind]) -> Iterator[Slot]:
    if rated:
        yield Slot("rating-scheme", "Rating scheme", "What the plan holds, and what each rating means.", "part")
    for kind in rated:
        nouns = _nouns(profile, kind)
        what = f"The {nouns} of the plan that counts by rating, and what changed since the period before."
        yield Slot(f"{kind.value}s", f"Progress on {nouns}", what, "part")
    for tier in _other(profile):
        plans = plural(tier.name, 2)
        yield Slot(f"plans-{tier.key}", f"Progress on {plans}", f"What is known of {plans}, by division.", "part")


def _other(profile: Profile) -> list[Tier]:
    return [tier for tier in profile.tiers if not tier.counted]


# --- tables -----------------------------------------------------------------------------------------------------------


def _rating_tables(profile: Profile, rated: list[Kind]) -> Iterator[Slot]:
    assert profile.ratings is not None
    for kind in rated:
        nouns = _nouns(profile, kind)
        what = f"How many {nouns} of the plan that counts have each rating, and what share they are."
        yield Slot(f"{kind.value}s-by-rating", f"Table of {nouns} by rating", what, "table", _COUNTS)
    if Kind.INDICATOR in rated:
        noun, nouns = profile.word("indicator"), _nouns(profile, Kind.INDICATOR)
        figured = (capital(noun), "Target", "Figure", BEFORE, "Rating now")
        what = f"The {nouns} that changed since the period before with commentary, target, figure and ratings."
        yield Slot("indicator-figures", f"Table of {nouns} with their figures", what, "table", figured)
        columns = (capital(noun), "Figure", *LAST, *YEAR_AGO)
        what = f"Whether the figures of {nouns} are better or worse than last quarter's and those of a year ago."
        yield Slot(DIRECTIONS, f"Table of directions of {nouns}", what, "table", columns)
    states = tuple(state.name for state in profile.ratings.states)
    for tier in _other(profile):
        for kind in rated:
            nouns, key = _nouns(profile, kind), f"{tier.key}-{kind.value}s-by-division"
            what = f"For each division how many {nouns} of its {tier.name} have each rating, and what share they are."
            title = f"Table of {tier.name} {nouns} by division"
            yield Slot(key, title, what, "table", ("Division", *states, "No return", "Not rated", "Total"))
        what = f"How many rows of {plural(tier.name, 2)} have each rating, where only totals were returned."
        yield Slot(f"{tier.key}-published-totals", f"Table of {tier.name} totals", what, "table", _COUNTS)


def _risk_tables(profile: Profile) -> Iterator[Slot]:
    if profile.sheet(Kind.RISK) is None or profile.risks is None:
        return
    noun, risks = profile.word("risk"), _nouns(profile, Kind.RISK)
    columns: tuple[str, ...] = ("Score", "Number now", "%", "Number before", "% before")
    what = f"How many {risks} have each score, now and before."
    yield Slot("risks-by-score", f"Table of {risks} by score", what, "table", columns)
    if profile.risks.impact:
        what = f"How many {risks} have each likelihood and impact, with the line of the risk appetite."
        yield Slot("risk-matrix", f"Matrix of {risks}", what, "table")
    columns = (capital(noun), "Score now", "Target score", "Further action", "By when")
    what = f"The further actions on {risks} that the returns plan, with their dates."
    yield Slot("risk-further-actions", f"Table of further actions on {risks}", what, "table", columns)


def _appendix_tables(profile: Profile, kind: Kind) -> Iterator[Slot]:
    if profile.sheet(kind) is None:
        return
    nouns = _nouns(profile, kind)
    for tier in profile.tiers:
        columns: list[str] = []
        for column in columns_of(profile, kind):
            columns += [BEFORE] if column.key == "rating" else []
            columns.append(heading_name(column.heading))
            columns += [LAST[1], YEAR_AGO[1]] if kind is Kind.INDICATOR and column.key == "figure" else []
        what = f"The {nouns} of the {tier.name} one by one, as approved and as returned, a table for each plan."
        title = f"List of {tier.name} {nouns}"
        yield Slot(f"appendix-{tier.key}-{kind.value}s", title, what, "table", tuple(columns))


# --- charts -----------------------------------------------------------------------------------------------------------


def _charts(profile: Profile, rated: list[Kind]) -> Iterator[Slot]:
    outcome = profile.word("outcome")
    for kind in rated[:1]:
        nouns = _nouns(profile, kind)
        what = f"The ratings of the {nouns} of the plan that counts, a bar for each {outcome}."
        yield Slot(f"{kind.value}s-by-outcome", f"Chart of {nouns} by {outcome}", what, "chart")
    if Kind.INDICATOR in rated:
        nouns = _nouns(profile, Kind.INDICATOR)
        what = f"The figures of {nouns} over time, beside their targets."
        yield Slot("indicators-against-target", f"Chart of {nouns} against their targets", what, "chart")
    plans = "".join(map(str, listed([plural(tier.name, 2) for tier in _other(profile)], last=" or ")))
    for kind in rated if plans else ():
        nouns = _nouns(profile, kind)
        what = f"The ratings of the {nouns} of {plans}, a bar for each division."
        yield Slot(f"{kind.value}s-of-divisions", f"Chart of {nouns} by division", what, "chart")


def _figures(chart: Slot) -> Slot:
    """The slot for the figures of a chart as a table."""
    about = chart.title.removeprefix("Chart of ")
    what = "The figures of that chart as a table, where the paper has the chart and no other table of them."
    return Slot(f"figures-of-{chart.key}", f"Figures of the chart of {about}", what, "table")
