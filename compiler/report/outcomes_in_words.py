"""Outcomes that hang on an objective, where nothing is rated: what is said of them, and what arithmetic makes of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from operator import methodcaller

from compiler.consolidate.view import Row
from compiler.domain.language import term
from compiler.domain.origin import Origin
from compiler.domain.record import Kind
from compiler.domain.target_model import Target, TargetKind
from compiler.domain.verdict import Outcome
from compiler.profile.model import Profile
from compiler.profile.verdicts import verdict_of
from compiler.report.blocks import (
    Block,
    Figure,
    Heading,
    Mention,
    Paragraph,
    Pointing,
    Strong,
    Table,
    TableColumn,
    Words,
    say,
)
from compiler.report.cells_of import CellsOf
from compiler.report.facts import cell_words, count, full_name, how_many, short_name, tabled
from compiler.report.in_words import answers_key, group_name, others_told
from compiler.report.movement import outcomes
from compiler.report.sentences import capital, listed, paragraph, words
from compiler.report.shorten import shortened
from compiler.report.telling import Blocks, Telling

STANDINGS = "indicators-by-standing"
"""The key of the table that says what arithmetic makes of each outcome."""
STANDING_COLUMNS = ("Judged", "Result, or what is aimed at", "Number", "Which")
"""The headings of that table."""
_NAME = 8
_JUDGED = {
    Outcome.MET: "Met",
    Outcome.WITHIN_TOLERANCE: "Within the tolerance",
    Outcome.MISSED: "Not met so far",
}
_NO_FIGURE = "No figure yet"
_NOT_ALONE = "Not by the figure alone"
_AIMS = {
    TargetKind.UNDETERMINED: "To be determined",
    TargetKind.MILESTONE: "Something to be done by a date",
    TargetKind.COVERAGE: "All of a group",
    TargetKind.EXTERNAL: "Laid down elsewhere",
    TargetKind.DIRECTION: "A direction only",
    TargetKind.TREND: "A trend",
    TargetKind.RELATIVE: "In relation to others",
    TargetKind.MONITOR: "To be watched",
    TargetKind.PLACEHOLDER: "A figure that is left open",
    TargetKind.CUT_OFF: "Cut off in the plan",
    TargetKind.NOT_APPLICABLE: "Not applicable",
    TargetKind.BLANK: "No aim in figures",
}
_OTHER_AIM = "Words that state no figure"

Group = Sequence[Row]


def hang_on_objectives(profile: Profile) -> bool:
    """Whether a format's indicators stand under its objectives, each by its number."""
    sheet = profile.sheet(Kind.INDICATOR)
    return sheet is not None and sheet.column("objective") is not None


def outcomes_in_words(telling: Telling, rows: Group) -> Blocks:
    """How many outcomes are told of by objective, which arithmetic finds met, and what is said of each."""
    table = _answers(telling, rows)
    groups = outcomes(rows)
    told: list[Block] = []
    above, shown = "", _shown(telling, rows)
    for group in groups:
        theme, said = _above(telling.profile, group, groups), tuple(_group(telling, group, shown))
        told += [*(_led(theme) if said and say(theme) != above else ()), *said]
        above = say(theme) if said else above
    left = [row for row in rows if _answered(row, "figure", "commentary") and id(row) not in shown]
    judged = judged_by_arithmetic(telling, rows)
    return (Paragraph(_counted(telling, rows)), table, *judged, *told, *others_told(telling, left))


def _answered(row: Row, *keys: str) -> bool:
    return row.returned is not None and any(row.returned.gives(key) for key in keys)


def _shares(rows: Group) -> tuple[Group, Group, Group]:
    """The rows with a figure, those told of in words alone, and those of which nothing is said."""
    figures = [row for row in rows if _answered(row, "figure")]
    spoken = [row for row in rows if _answered(row, "commentary") and not _answered(row, "figure")]
    silent = [row for row in rows if not _answered(row, "figure", "commentary")]
    return figures, spoken, silent


def _counted(telling: Telling, rows: Group) -> Words:
    figures, spoken, silent = (_cells(each) for each in _shares(rows))
    noun = telling.noun(Kind.INDICATOR, len(rows))
    first = telling.say(
        "answers.outcomes", whole=how_many(rows), count=figures, spoken=spoken, silent=silent, noun=noun
    )
    shown = telling.say("answers.table", table=Mention("table", answers_key(Kind.INDICATOR)))
    return paragraph((first, (Pointing(shown),)))


def _cells(rows: Group) -> Words:
    return (count(_figures(rows)),)


def _figures(rows: Group) -> CellsOf:
    return CellsOf([row.returned or row.record for row in rows], methodcaller("where", "figure"))


# --- by objective -----------------------------------------------------------------------------------------------------


def outcome_columns(profile: Profile) -> tuple[str, ...]:
    """The headings of the table of answers on outcomes."""
    return capital(profile.word("outcome")), term("With a figure"), term("In words"), term("Not answered")


def _answers(telling: Telling, rows: Group) -> Table:
    level, nouns = telling.profile.word("outcome"), telling.noun(Kind.INDICATOR, 2)
    first, *others = outcome_columns(telling.profile)
    lines = [(group_name(telling, group, _NAME), *_line(group)) for group in outcomes(rows)]
    return Table(
        caption=term("Answers on the {nouns} of the {plan}, {now}", nouns=nouns, plan=telling.plan, now=telling.now),
        columns=(TableColumn(first, 5.0), *(TableColumn(heading, 1.0, "right") for heading in others)),
        rows=(*lines, ((term("Total"),), *_line(rows))),
        description=say(telling.say("answers.outcomes_described", nouns=nouns, level=level)),
        key=answers_key(Kind.INDICATOR),
        total=True,
    )


def _line(rows: Group) -> Iterator[Words]:
    for share in _shares(rows):
        yield (tabled(_figures(share)),)


# --- by arithmetic ----------------------------------------------------------------------------------------------------


def judged_by_arithmetic(telling: Telling, rows: Group) -> Blocks:
    """How many rows a figure can be held against, what it says, and which rows a person has to judge.

    Nothing where the format has no column of what is aimed at.
    """
    sheet = telling.profile.sheet(Kind.INDICATOR)
    if not rows or sheet is None or sheet.column("target") is None:
        return ()
    return Paragraph(_judged(telling, rows)), _standings(telling, rows)


def standing_of(profile: Profile, row: Row) -> tuple[bool, str]:
    """Whether arithmetic can judge what a row aims at, and what it says; else what kind of aim it is."""
    target = row.record.read("target", Target)
    if target is None or not target.judgeable:
        return False, _AIMS.get(target.kind if target else TargetKind.BLANK, _OTHER_AIM)
    verdict = verdict_of(profile, row.returned, row.record) if row.returned else None
    if verdict is None:
        return True, _NO_FIGURE
    return True, _JUDGED.get(verdict.outcome, _NOT_ALONE)


def _by_standing(profile: Profile, rows: Group) -> Mapping[tuple[bool, str], Group]:
    found: dict[tuple[bool, str], list[Row]] = {}
    for row in rows:
        found.setdefault(standing_of(profile, row), []).append(row)
    order = (*_JUDGED.values(), _NOT_ALONE, _NO_FIGURE, *_AIMS.values(), _OTHER_AIM)
    return {key: found[key] for key in sorted(found, key=lambda key: (not key[0], order.index(key[1])))}


def _judged(telling: Telling, rows: Group) -> Words:
    found = _by_standing(telling.profile, rows)
    judged = [row for (can, _), share in found.items() if can for row in share]
    rest = [row for (can, _), share in found.items() if not can for row in share]
    aims = {name: _aims(found.get((True, said), ())) for name, said in _SAID}
    noun = telling.noun(Kind.INDICATOR, len(judged))
    first = telling.say("answers.judged", whole=how_many(rows), count=_aims(judged), noun=noun, **aims)
    others = telling.say("answers.unjudged", unjudged=_aims(rest)) if rest else ()
    shown = telling.say("answers.table", table=Mention("table", STANDINGS))
    return paragraph((first, others, (Pointing(shown),)))


def _aims(rows: Group) -> Figure:
    return count(tuple(map(_aim, rows)))


_SAID = (("met", "Met"), ("missed", "Not met so far"))


def _aim(row: Row) -> Origin:
    return row.record.where("target")


def _standings(telling: Telling, rows: Group) -> Table:
    nouns = telling.noun(Kind.INDICATOR, 2)
    lines = [
        (
            (term("By arithmetic") if can else term("By a person"),),
            (term(said),),
            (tabled(tuple(map(_aim, share))),),
            listed([(short_name(row),) for row in share], last=", "),
        )
        for (can, said), share in _by_standing(telling.profile, rows).items()
    ]
    return Table(
        caption=term("{nouns} by what can be judged, {now}", nouns=capital(nouns), now=telling.now),
        columns=tuple(
            TableColumn(term(heading), share, "right" if heading == "Number" else "left")
            for heading, share in zip(STANDING_COLUMNS, (1.5, 2.5, 0.9, 4.5), strict=True)
        ),
        rows=tuple(lines),
        description=say(telling.say("answers.judged_described", nouns=nouns)),
        key=STANDINGS,
    )


# --- one by one -------------------------------------------------------------------------------------------------------


def _above(profile: Profile, group: Group, groups: Sequence[Group]) -> Words:
    """The words of the outermost level, such as the theme, where the objectives do not all have the same."""
    level = profile.levels[0] if len(profile.levels) > 1 else None
    objectives = [each[0].objective for each in groups]
    if level is None or len({each.text(level.column) for each in objectives if each}) < 2 or not group[0].objective:
        return ()
    return Strong(f"{level.name}: "), cell_words(group[0].objective.entry(level.column), how="as approved")


def _led(theme: Words) -> Blocks:
    return (Paragraph(theme),) if theme else ()


def _shown(telling: Telling, rows: Group) -> frozenset[int]:
    """The rows that the body tells one by one: all within the limit; else those that are judged, missed ones first."""
    limit = telling.profile.report.limits.list_points
    said = [row for row in rows if _answered(row, "figure", "commentary")]
    if not limit or len(said) <= limit:
        return frozenset(map(id, said))
    results = [_JUDGED[outcome] for outcome in (Outcome.MISSED, Outcome.WITHIN_TOLERANCE, Outcome.MET)]
    found = [(standing_of(telling.profile, row)[1], row) for row in said]
    judged = sorted((pair for pair in found if pair[0] in results), key=lambda pair: results.index(pair[0]))
    return frozenset(id(row) for _, row in judged[:limit])


def _group(telling: Telling, group: Group, shown: frozenset[int]) -> Iterator[Block]:
    """What is said of the outcomes of one objective."""
    said = [row for row in group if id(row) in shown]
    if said:
        yield Heading(4, say(group_name(telling, group)))
    for row in said:
        yield Paragraph(_said(telling, row), "bullet")


def _said(telling: Telling, row: Row) -> Words:
    """One outcome: its name, its figure with the period that it is for, what arithmetic says of it, and words."""
    record, limit = row.returned or row.record, telling.profile.report.limits.commentary_words
    parts: list[Words] = []
    if record.gives("figure"):
        parts.append(words(cell_words(record.entry("figure")), *_behind(row), "."))
        _, result = standing_of(telling.profile, row)
        parts += [(f"{term(result)}.",)] if result in _JUDGED.values() else []
    if record.gives("commentary"):
        parts.append((shortened(cell_words(record.entry("commentary")), limit),))
    return words(full_name(row), " – ", paragraph(parts))


def _behind(row: Row) -> Words:
    """The period of a figure and whether it is final, in brackets."""
    given = [key for key in ("period", "status") if _answered(row, key)]
    said = [(cell_words((row.returned or row.record).entry(key)),) for key in given]
    return words(" (", listed(said, last=", "), ")") if said else ()
