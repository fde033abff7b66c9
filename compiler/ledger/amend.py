"""Plans as the members amended them: an approved new value stands in the cell, at the line of the decision."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from compiler.domain.decision import Amendment, Misfit
from compiler.domain.frozen import replace
from compiler.domain.meaning import same_meaning
from compiler.domain.record import Entry, Record
from compiler.domain.returned import Return
from compiler.domain.text import ended, fold

Read = Callable[[Record, str, Amendment], Entry]
"""The entry that words make in a row under an amendment's column."""


def amended(plans: Sequence[Return], amendments: Sequence[Amendment], day: dt.date, read: Read) -> tuple[Return, ...]:
    """The plans with every approved amendment that counts on a day.

    Amendments of one cell follow each other, each on what the one before it left. One that does not fit is left out.
    """
    made = tuple(plans)
    for amendment in amendments:
        rows = rows_meant(made, amendment)
        if len(rows) == 1 and amendment.approved and amendment.starts <= day:
            made = tuple(_with(plan, rows[0], amendment, read) for plan in made)
    return made


def rows_meant(plans: Sequence[Return], amendment: Amendment) -> list[Record]:
    """The rows of the plans that an amendment names: one, if it is right."""
    return [row for plan in plans for row in plan.records if _meant(row, amendment)]


def _meant(row: Record, amendment: Amendment) -> bool:
    return (
        row.division == amendment.division
        and amendment.column in row.entries
        and amendment.plan in ("", row.plan)
        and amendment.mark in ("", row.identity)
        and (bool(amendment.mark) or fold(row.text("reference")) == fold(amendment.reference))
    )


def _with(plan: Return, row: Record, amendment: Amendment, read: Read) -> Return:
    stands, new = row.entry(amendment.column), read(row, amendment.to, amendment)
    here = any(record is row for record in plan.records)
    if not here or new.problem or not same_meaning(stands, read(row, amendment.was, amendment)):
        return plan
    noted = replace(new, notes=(*new.notes, f"'{stands.raw}' ({stands.origin}) amended: {amendment.words}."))
    other = row.with_entries({**row.entries, amendment.column: noted})
    return replace(plan, records=tuple(other if record is row else record for record in plan.records))


def misfits(plans: Sequence[Return], amendments: Sequence[Amendment], read: Read) -> tuple[Misfit, ...]:
    """The decisions that do not fit the plans, whether these hold the approved amendments already or not."""
    approved = [each for each in amendments if each.approved]
    found = []
    for amendment in amendments:
        rows = rows_meant(plans, amendment)
        chain = [each for each in approved if _one_cell(each, amendment)]
        why = _why(rows, amendment, chain, read)
        found += [Misfit(amendment, why)] if why else []
    return tuple(found)


def _one_cell(one: Amendment, other: Amendment) -> bool:
    def place(each: Amendment) -> tuple[str, ...]:
        return each.year, each.division, each.plan, fold(each.reference), each.mark, each.column

    return place(one) == place(other)


def _why(rows: Sequence[Record], amendment: Amendment, chain: Sequence[Amendment], read: Read) -> str:
    """Why an amendment cannot be made, in a sentence; '' where it can, or where it was refused."""
    if len(rows) != 1:
        return f"{len(rows) or 'No'} rows of the division's plans are called '{amendment.reference or amendment.mark}'."
    if not amendment.approved:
        return ""
    row, before = rows[0], chain[: chain.index(amendment)]
    new, stands = read(row, amendment.to, amendment), row.entry(amendment.column)
    if new.problem:
        return ended(f"'{amendment.to}' cannot stand there: {new.problem}")
    if before and not same_meaning(read(row, before[-1].to, amendment), read(row, amendment.was, amendment)):
        return f"The decision before it left '{before[-1].to}' there, not '{amendment.was}'."
    values = [words for each in chain for words in (each.was, each.to)]
    if not any(same_meaning(stands, read(row, words, amendment)) for words in values):
        return f"The plan has '{stands.raw}' ({stands.origin}), neither '{amendment.was}' nor '{amendment.to}'."
    return ""
