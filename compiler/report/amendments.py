"""The appendix of amendments: what returns propose to change in the plan, for decision, and what was decided since."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from compiler.consolidate.view import Row
from compiler.domain.decision import Amendment
from compiler.domain.language import term
from compiler.domain.period import say_date
from compiler.domain.proposal import Proposal
from compiler.domain.record import Kind, Record
from compiler.domain.text import fold
from compiler.profile.heading import heading_words
from compiler.report.blocks import Figure, Heading, Inline, Paragraph, Table, TableColumn, Words, say
from compiler.report.facts import NAMED_BY, cell_words, count, full_name
from compiler.report.sentences import paragraph
from compiler.report.telling import Blocks, Telling

AMENDMENTS = "appendix-amendments"
"""The anchor of the appendix, and the key of its part."""
PROPOSED, DECIDED = "proposed-amendments", "decided-amendments"
"""The keys of its tables."""
_WHY = {
    Kind.ACTION: ("reason", "progress", "remedy"),
    Kind.INDICATOR: ("commentary",),
    Kind.RISK: ("change", "further"),
}


def amendments(telling: Telling) -> Blocks:
    """What the members are asked to decide, and what was decided since the last report; nothing where there is none."""
    proposed, decided = telling.view.proposals, telling.view.decided
    if not proposed and not decided:
        return ()
    heading = Heading(2, term("amendments of the plans"), AMENDMENTS, counted="appendix")
    return (
        heading,
        *(_for_decision(telling, proposed) if proposed else ()),
        *(_since(telling, decided) if decided else ()),
    )


# --- proposed ---------------------------------------------------------------------------------------------------------


def _for_decision(telling: Telling, proposed: Sequence[Proposal]) -> Blocks:
    number = count([each.to.origin for each in proposed])
    said = paragraph((telling.say("amendments.proposed", count=number), telling.say("amendments.until_then")))
    return Paragraph(said), _proposed_table(telling, proposed)


def _proposed_table(telling: Telling, proposed: Sequence[Proposal]) -> Table:
    columns = (
        (term("Row of the plan"), 2.6),
        (term("What changes"), 1.5),
        (term("Approved"), 1.6),
        (term("Proposed"), 1.6),
        (term("Division"), 1.7),
        (term("What its return says"), 2.6),
        (term("Proposed since"), 1.4),
        (term("Decision"), 1.3),
    )
    caption = term("Amendments proposed, for decision, {now}", now=telling.now)
    lines = [_proposed_line(telling, each) for each in proposed]
    return _table(PROPOSED, caption, columns, lines, telling.say("amendments.described"))


def _table(
    key: str, caption: str, columns: Iterable[tuple[str, float]], lines: Iterable[tuple[Words, ...]], described: Words
) -> Table:
    """A table of amendments, on a page that lies sideways; of each column the heading and its share of the width."""
    headed = tuple(TableColumn(heading, share) for heading, share in columns)
    return Table(caption, headed, tuple(lines), description=say(described), key=key, landscape=True)


def _proposed_line(telling: Telling, each: Proposal) -> tuple[Words, ...]:
    return (
        _name(each.approved),
        (each.heading,),
        (cell_words(each.was, "nothing", "as approved"),),
        (cell_words(each.to, "nothing"),),
        (_division(telling, each.approved.division),),
        (_why(each.returned),),
        (each.since.short if each.since else telling.now,),
        ("approve / refuse",),
    )


def _name(record: Record) -> Words:
    return full_name(Row(record, None)) if record.kind in NAMED_BY else (record.label,)


def _why(returned: Record) -> Inline:
    """The reason that the return gives, or else what it says of the row."""
    given = [returned.entry(key) for key in _WHY.get(returned.kind, ()) if returned.gives(key)]
    return cell_words(given[0]) if given else term("no reason given")


def _division(telling: Telling, key: str) -> str:
    division = telling.view.department.division(key)
    return division.name if division else key


# --- decided ----------------------------------------------------------------------------------------------------------


def _since(telling: Telling, decided: Sequence[Amendment]) -> Blocks:
    number = count([each.origin for each in decided])
    said = telling.say("amendments.decided", count=number)
    return Paragraph(said), _decided_table(telling, decided)


def _decided_table(telling: Telling, decided: Sequence[Amendment]) -> Table:
    columns = (
        (term("Row of the plan"), 2.6),
        (term("What changes"), 1.5),
        (term("From"), 1.6),
        (term("To"), 1.6),
        (term("Division"), 1.7),
        (term("Decision"), 2.6),
        (term("Counts from"), 1.5),
    )
    lines = [_decided_line(telling, each) for each in decided]
    caption = term("Amendments decided since the last report")
    return _table(DECIDED, caption, columns, lines, telling.say("amendments.decided_described"))


def _decided_line(telling: Telling, each: Amendment) -> tuple[Words, ...]:
    row = next((row for row in telling.view.rows if _is_of(each, row.record)), None)
    return (
        full_name(row) if row else (each.reference or each.mark,),
        (_heading(telling, each, row),),
        (_decided(each, each.was),),
        (_decided(each, each.to),),
        (_division(telling, each.division),),
        (_decided(each, each.words),),
        (_decided(each, say_date(each.starts)) if each.approved else term("not in force"),),
    )


def _is_of(each: Amendment, record: Record) -> bool:
    """Whether a decision names this row."""
    if record.division != each.division or each.plan not in ("", record.plan):
        return False
    return record.identity == each.mark if each.mark else fold(record.text("reference")) == fold(each.reference)


def _decided(each: Amendment, said: str) -> Inline:
    return Figure(said, (each.origin,), "as decided", said) if said else "nothing"


def _heading(telling: Telling, each: Amendment, row: Row | None) -> str:
    sheet = telling.profile.sheet(row.kind) if row else None
    column = sheet.column(each.column) if sheet else None
    period = telling.view.period
    return heading_words(column.heading, period.year, period) if column else each.column
