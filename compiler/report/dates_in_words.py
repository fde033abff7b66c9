"""The actions that arithmetic cannot call late, where nothing is rated: what their dates say, counted and named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from compiler.consolidate.view import Row
from compiler.domain.language import term
from compiler.domain.record import Kind, State
from compiler.domain.when import When, WhenKind
from compiler.report.blocks import Mention, Paragraph, Table, TableColumn, say
from compiler.report.facts import cells, count, how_many, short_name, tabled
from compiler.report.sentences import capital, listed
from compiler.report.standing import due_by
from compiler.report.telling import Blocks, Telling

UNDATED = "actions-by-date"
"""The key of the table of actions whose dates cannot be judged."""
UNDATED_COLUMNS = ("What the plan says of the date", "Number", "Which")
"""The headings of that table."""
_SAID = {
    WhenKind.ONGOING: "Ongoing",
    WhenKind.RECURRING: "Comes round again",
    WhenKind.FROM: "From a day on",
    WhenKind.START_BY: "To be begun by a day",
    WhenKind.EXTERNAL: "Depends on others",
    **dict.fromkeys((WhenKind.STAGED, WhenKind.SEVERAL), "In stages, not all with a day"),
}
_NO_DATE, _UNREADABLE, _OTHER = "No date", "Cannot be read as a date", "No day by which it is to be done"


def undated(telling: Telling, rows: Sequence[Row]) -> Blocks:
    """How many actions have no day by which they could be late, and which; nothing where each has one."""
    sheet = telling.profile.sheet(Kind.ACTION)
    left = [row for row in rows if due_by(row) is None]
    if not left or sheet is None or sheet.column("due") is None:
        return ()
    nouns = telling.noun(Kind.ACTION, 2)
    table = Table(
        caption=term("{nouns} whose dates cannot be judged, {now}", nouns=capital(nouns), now=telling.now),
        columns=tuple(
            TableColumn(term(heading), share, "right" if heading == "Number" else "left")
            for heading, share in zip(UNDATED_COLUMNS, (2.5, 0.9, 5.5), strict=True)
        ),
        rows=tuple(
            (
                (term(said),),
                (tabled(cells(share, "due")),),
                listed([(short_name(row),) for row in share], last=", "),
            )
            for said, share in _by_words(left).items()
        ),
        description=say(telling.say("answers.undated_described", nouns=nouns)),
        key=UNDATED,
    )
    counted = (count(cells(left, "due")),)
    noun = telling.noun(Kind.ACTION, len(rows))
    said = telling.say(
        "answers.undated", count=counted, whole=how_many(rows), noun=noun, table=Mention("table", UNDATED)
    )
    return Paragraph(said), table


def _by_words(rows: Sequence[Row]) -> Mapping[str, Sequence[Row]]:
    """The rows by what their dates say, in a fixed order."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(_words(row), []).append(row)
    return {
        said: found[said] for said in (*dict.fromkeys(_SAID.values()), _OTHER, _UNREADABLE, _NO_DATE) if said in found
    }


def _words(row: Row) -> str:
    entry = row.entry("due")
    if entry.state is State.UNREADABLE:
        return _UNREADABLE
    when = entry.read(When)
    return _SAID.get(when.kind, _OTHER) if when else _NO_DATE
