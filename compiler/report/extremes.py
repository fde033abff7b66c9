"""Cases that no member takes without an explanation: the bank of phrases says which, and leaves them to the officer."""

from __future__ import annotations

from collections.abc import Sequence

from compiler.consolidate.view import Row
from compiler.domain.rating import RatingScheme
from compiler.domain.record import Kind
from compiler.report.blocks import Paragraph, Words
from compiler.report.facts import cell_words, count, how_many, is_exception, rating_cells
from compiler.report.phrases.fill import Told
from compiler.report.shorten import shortened
from compiler.report.telling import Blocks, Telling

_PRAISE = "R307"
"""The rule by whose findings words of a return say the opposite of its rating."""
_QUOTED = 25
"""So many words of a return are quoted at most."""


def extremes(telling: Telling, kind: Kind, rows: Sequence[Row], scheme: RatingScheme) -> Blocks:
    """What the officer has to say of ratings that are all alike, all changed, or contradict those before.

    Ratings before are those of the same year's plan: another plan may have another action under the same reference.
    """
    worst, compared = scheme.inside[0], telling.compared
    same_plan = compared is not None and compared.year == telling.view.period.year
    rated_before = [row for row in rows if row.rating_before is not None and row.rating_before.in_scheme]
    before = rated_before if same_plan else []
    known = [row for row in before if row.rating is not None and row.rating.in_scheme]
    bad, was_bad = _rated(rows, worst.key), [row for row in before if row.rating_before == worst]
    reopened = [row for row in known if row.rating_before and row.rating_before.done and not _done(row)]
    numbers: dict[str, Told] = {
        "count": how_many(rows),
        "worst": how_many(bad),
        "worst_before": count(rating_cells(was_bad)),
        "change": round(100 * (len(bad) - len(was_bad)) / len(was_bad)) if was_bad else None,
        "best": how_many([row for row in rows if _done(row)]),
        "rated": len(known),
        "moved": len([row for row in known if row.rating_before != row.rating]),
        "reopened": how_many(reopened),
    }
    nouns = telling.noun(kind, 2)
    said = telling.say("extreme.ratings", kind=kind.value, nouns=nouns, rating=worst.name, **numbers)
    return (Paragraph(said),) if said else ()


def _rated(rows: Sequence[Row], key: str) -> list[Row]:
    return [row for row in rows if row.rating is not None and row.rating.key == key]


def _done(row: Row) -> bool:
    return row.rating is not None and row.rating.done


def praised(telling: Telling, row: Row) -> Words:
    """What the officer has to find out of an exception whose return sounds as if all were well; () where none does."""
    if row.rating is None or not is_exception(row.rating):
        return ()
    found = telling.found_at(_PRAISE).get(row.rating_origin)
    held = [entry for key in ("progress", "commentary") if (entry := row.entry(key)).given]
    said = next((entry for entry in held if found and entry.origin in found.others), None)
    if said is None:
        return ()
    return telling.say("extreme.praise", rating=row.rating.name, said=shortened(cell_words(said), _QUOTED))
