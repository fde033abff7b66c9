"""Risks: how many have which score, which have moved, and what else will be done about them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compiler.consolidate.view import Row
from compiler.domain.agreement import grouped
from compiler.domain.language import term
from compiler.domain.record import Entry, Kind
from compiler.domain.risk import RiskScore
from compiler.report.blocks import (
    Block,
    Figure,
    Heading,
    Inline,
    Mention,
    Paragraph,
    Pointing,
    Table,
    TableColumn,
    Words,
    say,
)
from compiler.report.cells_of import CellsOf
from compiler.report.facts import cell_words, count, full_name, share_of, tabled
from compiler.report.left_out import first_of, others_note
from compiler.report.missing import returns_missing
from compiler.report.risk_matrix import risk_matrix
from compiler.report.sentences import capital, paragraph
from compiler.report.standing import score_before, score_entry, score_of, score_where, score_where_before
from compiler.report.telling import Blocks, Telling

_NO_RETURN, _NOT_SCORED = "No return", "Not scored"


def risks(telling: Telling) -> Blocks:
    """The risks by score, now and before; nothing where the format has no risks or no risk stands in the plans."""
    rows = tuple(telling.view.of(Kind.RISK))
    if telling.profile.sheet(Kind.RISK) is None or telling.profile.risks is None or not rows:
        return ()
    heading = Heading(2, capital(telling.noun(Kind.RISK, 2)), "risks", counted="section")
    noun = telling.noun(Kind.RISK, len(rows))
    table = _score_table(telling, rows)
    shown = (Pointing(telling.say("risks.shown", table=Mention("table", table.key))),)
    said = telling.say("risks.hold", count=count(_score_cells(rows)), noun=noun, shown=shown)
    matrix, further = risk_matrix(telling, rows), _further_table(telling, rows)
    return heading, Paragraph(said), table, *matrix, *_changes(telling, rows), *further


# --- scores -----------------------------------------------------------------------------------------------------------


def _score_cells(rows: Sequence[Row]) -> CellsOf:
    return CellsOf(rows, score_where)


def score_name(score: RiskScore) -> str:
    """A score as people say it: 'High', or 'C3 (Likely, Major)'."""
    names = [level.name for level in score.levels]
    return names[0] if len(names) == 1 else f"{score.text} ({', '.join(names)})"


def _state(row: Row) -> str:
    if row.returned is None:
        return _NO_RETURN
    score = score_of(row)
    return score_name(score) if score else _NOT_SCORED


def _state_before(row: Row) -> str:
    score = score_before(row)
    return score_name(score) if score else _NOT_SCORED


def _states(telling: Telling, rows: Sequence[Row]) -> list[str]:
    """The scores to show, the worst first: a single scale whole, of two scales what occurs; then what has no score."""
    scheme = telling.profile.risks
    scores = [score_name(score) for score in reversed(scheme.scores())] if scheme else []
    occurring = {_state(row) for row in rows} | {_state_before(row) for row in rows}
    single = scheme is not None and not scheme.impact
    shown = [name for name in scores if single or name in occurring]
    return shown + [name for name in (_NOT_SCORED, _NO_RETURN) if name in occurring]


def _score_table(telling: Telling, rows: Sequence[Row]) -> Table:
    now, then = grouped(rows, _state), grouped(rows, _state_before)
    lines = [_line(name, now.get(name, []), then.get(name, []), len(rows)) for name in _states(telling, rows)]
    lines.append(_line("Total", rows, rows, len(rows)))
    return Table(
        caption=term("{nouns} by score, {now}", nouns=capital(telling.noun(Kind.RISK, 2)), now=telling.now),
        columns=(
            TableColumn(term("Score"), 1.2),
            TableColumn(term("Number now"), 1.0, "right"),
            TableColumn("%", 1.0, "right"),
            TableColumn(term("Number before"), 1.0, "right"),
            TableColumn(term("% before"), 1.0, "right"),
        ),
        rows=tuple(lines),
        note=_note(telling, rows),
        description=say(telling.say("risks.described", nouns=telling.noun(Kind.RISK, 2))),
        key="risks-by-score",
        total=True,
    )


def _line(name: str, now: Sequence[Row], then: Sequence[Row], whole: int) -> tuple[Words, ...]:
    cells, earlier = _score_cells(now), CellsOf(then, score_where_before)
    return (
        (term(name),),
        (tabled(cells),),
        (share_of(cells, whole),),
        (tabled(earlier),),
        (share_of(earlier, whole),),
    )


def _note(telling: Telling, rows: Sequence[Row]) -> Words:
    """What the scores before are, what is missing, and that the appetite is not published where it is not."""
    scored = [row for row in rows if row.before is not None and row.before.read("current", RiskScore) is not None]
    said = [telling.say("risks.before", count=len(scored), whole=len(rows))]
    said += returns_missing(telling.view, rows, telling.noun(Kind.RISK))
    unscored = [row for row in rows if _state(row) == _NOT_SCORED]
    if unscored:
        noun = telling.noun(Kind.RISK, len(unscored))
        said.append(telling.say("risks.unscored", count=count(_score_cells(unscored)), noun=noun))
    return paragraph(said)


# --- what changed -----------------------------------------------------------------------------------------------------


def _changes(telling: Telling, rows: Sequence[Row]) -> Iterator[Block]:
    """The risks whose score rose or fell, with what changed in their controls, as many as a list may have."""
    returned = [row for row in rows if row.returned]
    ranks = [(row, _rank(score_of(row)), _rank(score_before(row))) for row in returned]
    risen = [row for row, now, then in ranks if now > then > 0]
    fallen = [row for row, now, then in ranks if 0 < now < then]
    for key, group in (("risks.risen", risen), ("risks.fallen", fallen)):
        if group:
            noun = telling.noun(Kind.RISK, len(group))
            yield Paragraph(telling.say(key, count=count(_score_cells(group)), noun=noun))
            shown, others = _furthest(telling, group)
            for row in shown:
                yield Paragraph(_change(telling, row), "bullet")
            if others:
                yield Paragraph(others_note(telling, others))
    if any(now and then for _, now, then in ranks) and not risen and not fallen:
        yield Paragraph(telling.say("risks.same", noun=telling.noun(Kind.RISK)))


def _furthest(telling: Telling, rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """The risks told one by one, and the others: all within the limit of a list; else those whose score moved most, of
    these the worst, in the order of the plans."""
    limit = telling.profile.report.limits.list_points
    if not limit or len(rows) <= limit:
        return list(rows), []
    ranks = {id(row): (_rank(score_of(row)), _rank(score_before(row))) for row in rows}
    moved = {place: (abs(now - then), max(now, then)) for place, (now, then) in ranks.items()}
    chosen = {id(row) for row in sorted(rows, key=lambda row: moved[id(row)], reverse=True)[:limit]}
    return [row for row in rows if id(row) in chosen], [row for row in rows if id(row) not in chosen]


def _rank(score: RiskScore | None) -> int:
    return score.rank if score else 0


def _change(telling: Telling, row: Row) -> Words:
    said = [telling.say("risks.change", row=full_name(row), before=_state_before(row), score=_state(row))]
    change = row.entry("change")
    if change.given:
        said.append(telling.say("risks.controls", changed=cell_words(change)))
    return paragraph(said)


def _further_table(telling: Telling, rows: Sequence[Row]) -> tuple[Table, ...]:
    """The further actions that the returns plan, with their dates; no table where there are none.

    Where these are more than the profile sets, those on the risks with the worst score and on those that moved.
    """
    planned = [row for row in rows if row.returned is not None and row.gives("further")]
    shown, others = first_of(telling, planned)
    if not planned:
        return ()
    noun = telling.noun(Kind.RISK)
    return (
        Table(
            caption=term("Further actions on {nouns}, {now}", nouns=telling.noun(Kind.RISK, 2), now=telling.now),
            columns=(
                TableColumn(capital(noun), 3.0),
                TableColumn(term("Score now"), 1.0),
                TableColumn(term("Target score"), 1.0),
                TableColumn(term("Further action"), 3.0),
                TableColumn(term("By when"), 1.2),
            ),
            rows=tuple(_further(row) for row in shown),
            note=others_note(telling, others) if others else (),
            description=say(telling.say("risks.further_described", noun=noun)),
            key="risk-further-actions",
        ),
    )


def _further(row: Row) -> tuple[Words, ...]:
    target = row.returned.entry("target") if row.returned else row.entry("target")
    return (
        full_name(row),
        (score_words(score_entry(row), term("not scored")),),
        (score_words(target, term("not set")),),
        (cell_words(row.entry("further")),),
        (cell_words(row.entry("further_due"), term("no date")),),
    )


def score_words(entry: Entry, blank: str, how: str = "as returned") -> Inline:
    """A cell that holds a score, in words: 'High' for 'H', or why there is none."""
    score = entry.read(RiskScore)
    return (
        cell_words(entry, blank, how) if score is None else Figure(score_name(score), (entry.origin,), how, entry.raw)
    )
