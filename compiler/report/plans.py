"""Performance on the plans beneath the one that counts: tables by division, or totals as published."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from compiler.consolidate.view import Row
from compiler.domain.agreement import grouped
from compiler.domain.figures import UnitKind
from compiler.domain.frozen import replace
from compiler.domain.language import term
from compiler.domain.rating import Rating
from compiler.domain.record import Kind, Record
from compiler.domain.value import Value
from compiler.profile.model import Tier
from compiler.report.blocks import (
    Block,
    Chart,
    Figure,
    Heading,
    Inline,
    Mention,
    Paragraph,
    Pointing,
    Rated,
    Table,
    Words,
    say,
)
from compiler.report.charts import chart_by_division
from compiler.report.facts import cell_words, count, how_many, is_rated, reference, short_name
from compiler.report.phrases.fill import Told
from compiler.report.sentences import listed, paragraph, plural, words
from compiler.report.tallies import count_columns, division_table
from compiler.report.telling import Blocks, Telling

_TALLIED = (Kind.ACTION, Kind.INDICATOR)


def plans(telling: Telling) -> Blocks:
    """Tables for every other tier of plans; nothing where the format has only the plan that counts."""
    if not telling.others:
        return ()
    told = told_tiers(telling)
    heading = Heading(
        2, term("Performance on {plans}", plans=_names(told or telling.others)), "plans", counted="section"
    )
    if not told:
        return heading, Paragraph(telling.say("plans.none", plans=_names(telling.others)))
    blocks: Blocks = (heading, Paragraph(telling.say("plans.beneath", plans=_names(told))))
    for tier in told:
        if len(told) > 1:
            blocks = (*blocks, Heading(3, plural(tier.name, 2), f"plans-{tier.key}", counted="section"))
        charted = any(isinstance(block, Chart) for block in blocks)
        blocks = (*blocks, *_tier(telling, tier, charted))
    return blocks


def told_tiers(telling: Telling) -> list[Tier]:
    """The other tiers of which anything is known."""
    return [tier for tier in telling.others if _rows(telling, tier) or _totals(telling, tier)]


def _names(tiers: Sequence[Tier]) -> str:
    return "".join(map(str, listed([plural(tier.name, 2) for tier in tiers])))


def _rows(telling: Telling, tier: Tier) -> list[Row]:
    return [row for kind in _TALLIED for row in telling.rows(kind, tier)]


def _totals(telling: Telling, tier: Tier) -> list[Record]:
    return [record for record in telling.view.totals if record.plan == tier.key]


def _tier(telling: Telling, tier: Tier, charted: bool) -> Blocks:
    """What is known of one tier; a chart stands by the first table alone, and by none if there was one before."""
    blocks: Blocks = ()
    for kind in _TALLIED:
        rows = telling.rows(kind, tier)
        if rows and telling.profile.ratings is not None:
            charted = charted or any(isinstance(block, Chart) for block in blocks)
            blocks = (*blocks, *_tallied(telling, tier, kind, rows, charted))
    totals = _totals(telling, tier)
    return (*blocks, *_published(telling, tier, totals)) if totals else blocks


def _tallied(telling: Telling, tier: Tier, kind: Kind, rows: Sequence[Row], charted: bool) -> Iterator[Block]:
    """A sentence, the table by division with a chart unless `charted`, and the names of those that ask for a reason."""
    scheme = telling.profile.ratings
    assert scheme is not None
    noun = telling.noun(kind, len(rows))
    table = division_table(telling, kind, rows, scheme, tier.name, f"{tier.key}-{kind.value}s-by-division")
    chart = () if charted else chart_by_division(telling, kind, rows, scheme, tier.name, table.key)
    shown = _shown_in(table, chart)
    places = plural(tier.name, 2)
    yield Paragraph(telling.say("plans.hold", plans=places, count=how_many(rows), noun=noun, shown=shown))
    yield table
    yield from chart
    for state in scheme.states:
        group = [row for row in rows if is_rated(row, state)]
        if state.exception and group:
            counted: dict[str, Told] = {"count": how_many(group), "noun": telling.noun(kind, len(group))}
            names = listed(_called(group))
            yield Paragraph(telling.say("plans.exceptions", plans=places, rating=state.name, names=names, **counted))


def _shown_in(table: Table, charts: Blocks) -> Words:
    """Where the rows are shown: in their table and the chart beside it, in one of them, or nowhere in the paper."""
    in_table: Words = (term(", shown in "), Mention("table", table.key))
    alone = Pointing(in_table)
    for chart in charts:
        if isinstance(chart, Chart):
            named = Mention("chart", chart.key)
            either = Pointing((term(", shown in "), named), (alone,))
            return (Pointing((*in_table, " and ", named), (Pointing(in_table, (either,)),)),)
    return (alone,)


def _called(rows: Sequence[Row]) -> list[Words]:
    """The rows by reference, or by their words in quotation marks; one that several rows bear stands once."""
    said: list[Words] = []
    for same in grouped(rows, lambda row: short_name(row).text).values():
        origins = tuple(origin for row in same for origin in short_name(row).origins)
        one = replace(short_name(same[0]), origins=origins)
        name: Words = (one,) if reference(same[0]) else ("“", replace(one, text=one.text.rstrip(".")), "”")
        where = "plans" if len({row.division for row in same}) == len(same) else "rows"
        said.append(words(name, *((" (in ", count(origins), f" {where})") if len(same) > 1 else ())))
    return said


# --- figures known only as totals -------------------------------------------------------------------------------------


def _published(telling: Telling, tier: Tier, totals: Sequence[Record]) -> Iterator[Block]:
    """What was published as totals: for each number the shares or counts by rating that stand under it."""
    wholes = [record for record in totals if record.read("rating", Rating) is None]
    parts = [record for record in totals if record.read("rating", Rating) is not None]
    for record in wholes:
        if len(wholes) == 1 and parts:
            yield Paragraph(paragraph((_whole(telling, record), _of_these(telling, parts))))
        else:
            yield Paragraph(_whole(telling, record))
    if parts:
        yield _table(telling, tier, wholes, parts)


def _whole(telling: Telling, record: Record) -> Words:
    return telling.say("plans.totals", said=_cell(record, "what"), figure=_cell(record, "figure"))


def _of_these(telling: Telling, parts: Sequence[Record]) -> Words:
    said: list[Words] = []
    for record in _best_first(parts):
        rating = record.read("rating", Rating)
        are = term(" are rated ") if not said else " "
        said.append(words(_part(record), are, rating.name if rating else ""))
    return telling.say("plans.totals_of", groups=listed(said))


def _best_first(parts: Sequence[Record]) -> list[Record]:
    ranks = {id(record): rating.rank if (rating := record.read("rating", Rating)) else 0 for record in parts}
    return sorted(parts, key=lambda record: -ranks[id(record)])


def _cell(record: Record, column: str) -> Inline:
    return cell_words(record.entry(column), how="as published")


def _is_share(record: Record) -> bool:
    value = record.read("figure", Value)
    return value is not None and value.unit.kind is UnitKind.PERCENT


def _part(record: Record) -> Inline:
    return _cell(record, "figure")


def _table(telling: Telling, tier: Tier, wholes: Sequence[Record], parts: Sequence[Record]) -> Table:
    """Rating, number and share as published; what was not published says so."""
    order = {id(record): rating.rank if (rating := record.read("rating", Rating)) else 0 for record in parts}
    lines: list[tuple[Words, ...]] = []
    for name, group in grouped(sorted(parts, key=lambda record: order[id(record)]), _rating_name).items():
        shares = [record for record in group if _is_share(record)]
        numbers = [record for record in group if not _is_share(record)]
        rating = group[0].read("rating", Rating)
        lines.append(((Rated(rating) if rating else name,), _first(numbers), _first(shares)))
    lines.append(((term("Total"),), _first(wholes), _sum([record for record in parts if _is_share(record)])))
    return Table(
        caption=term("{plan} totals by rating, as published, {now}", plan=tier.name, now=telling.now),
        columns=count_columns(),
        rows=tuple(lines),
        note=_note(telling, parts),
        description=say(telling.say("plans.published_described")),
        key=f"{tier.key}-published-totals",
        total=True,
    )


def _note(telling: Telling, parts: Sequence[Record]) -> Words:
    """That these are totals, and that the numbers behind their shares were not published where they were not."""
    said = [telling.say("plans.published")]
    if all(_is_share(record) for record in parts):
        said.append(telling.say("plans.only_shares"))
    return paragraph(said)


def _rating_name(record: Record) -> str:
    rating = record.read("rating", Rating)
    return rating.name if rating else ""


def _first(records: Sequence[Record]) -> Words:
    return (_cell(records[0], "figure"),) if len(records) == 1 else (term("not published"),)


def _sum(shares: Sequence[Record]) -> Words:
    """The shares added up, so that a reader sees whether they make a whole."""
    values = [record.read("figure", Value) for record in shares]
    if not values:
        return (term("not published"),)
    total = sum((value.number for value in values if value), Decimal(0))
    said = f"{total.normalize():f}%"
    return (Figure(said, tuple(record.where("figure") for record in shares), "sum", said),)
