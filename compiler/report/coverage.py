"""What a paper covers, where it covers less than the department: said on its face."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.consolidate.view import Row
from compiler.domain.language import term
from compiler.domain.record import Kind
from compiler.profile.audience import KINDS, Audience
from compiler.profile.heading import heading_words
from compiler.report.blocks import Figure, Words
from compiler.report.facts import rating_cells
from compiler.report.sentences import listed, numeral, plural, words
from compiler.report.telling import Telling


def coverage(telling: Telling) -> Words:
    """How many of the department's rows the paper covers, and which these are; () where it covers all of them."""
    audience = telling.view.audience
    if audience is None or not audience.filtered:
        return ()
    return words(listed(list(_counts(telling, audience))), _which(telling, audience), ".")


def _counts(telling: Telling, audience: Audience) -> Iterator[Words]:
    """'12 of the 47 actions', for each kind of rows that the department has and the audience asks for."""
    asked = audience.kinds or KINDS
    for kind in asked if not audience.only else [kind for kind in asked if kind is not Kind.RISK]:
        whole = [row for row in telling.view.whole if row.kind is kind]
        if whole:
            held = tuple(telling.rows(kind, *telling.profile.tiers))
            yield words(
                _number(held),
                term(" of the "),
                _number(whole),
                f" {plural(telling.profile.word(kind.value), len(whole))}",
            )


def _number(rows: tuple[Row, ...] | list[Row]) -> Figure:
    return Figure(numeral(len(rows)), rating_cells(rows), "count", len(rows))


def _which(telling: Telling, audience: Audience) -> Words:
    """By what the rows were chosen: ': those in the Divisional Plans that are rated Red, …'."""
    said = [*_places(telling, audience), *_columns(telling, audience), *_exceptions(telling, audience)]
    return words(": those", *(words(" ", each) for each in said)) if said else ()


def _places(telling: Telling, audience: Audience) -> Iterator[Words]:
    from compiler.consolidate.narrow import EXTRACT  # only a view that was narrowed down comes here

    plans = [plural(tier.name.removesuffix(EXTRACT), 2) for tier in telling.profile.tiers] if audience.tiers else []
    divisions = [each.name for each in telling.view.department.divisions if each.key in audience.divisions]
    if plans or divisions:
        of = words(term(" of ") if plans else term("of "), listed(divisions)) if divisions else ()
        yield words(term("in the ") if plans else "", listed(plans), of)


def _columns(telling: Telling, audience: Audience) -> Iterator[Words]:
    period = telling.view.period
    for name, wanted in audience.where.items():
        sheet, _, key = name.partition(".")
        held = next((each for each in telling.profile.sheets if each.key == sheet), None)
        column = held.column(key) if held else None
        if held and column:
            said = listed([f"“{word}”" for word in wanted], last=f" {term('or')} ")
            heading = heading_words(column.heading, period.year, period)
            yield words(
                term("with "),
                said,
                term(
                    " under “{heading}” of the {nouns}",
                    heading=heading,
                    nouns=plural(telling.profile.word(held.kind.value), 2),
                ),
            )


def _exceptions(telling: Telling, audience: Audience) -> Iterator[Words]:
    if audience.only:
        scheme = telling.profile.ratings
        names = [state.name for state in scheme.states if state.exception] if scheme else []
        yield words(
            term("that are rated "),
            listed(names, last=f" {term('or')} "),
            term(", are rated worse than before or are overdue"),
        )
