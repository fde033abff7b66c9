"""What a division answered for a quarter, put beside the rows of the plan that it answers for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from compiler.profile.model import Profile, Sheet
from compiler.returns.form import FormRow, Words
from workbooks.plans import PlannedRow
from workbooks.sources import Source, SourceFault, SourceRow, read_words

_FINDERS = {"plan", "reference", "row"}
_NOTES = {"at", "why", "note"}
_OWN = {"narrative", "totals"}
"""Tables of an answer file that stand for themselves, beside no row of the plan."""


def answered(profile: Profile, source: Source, planned: Mapping[str, Sequence[PlannedRow]]) -> dict[str, list[FormRow]]:
    """The rows of each sheet with their answers; a row that is not answered takes the defaults of its sheet.

    Raises SourceFault for an answer to no row or to several, two answers to one row, or a key that no column asks for.
    """
    kept = {key: rows for key, rows in planned.items() if key not in _OWN}
    for key in (*source.said.get("defaults", {}), *(name for name, rows in source.tables.items() if rows)):
        if not kept.get(key) and key not in _OWN:
            raise SourceFault(f"{source.path}: there are answers under '{key}', but the plan has no such rows")
    return {sheet.key: _sheet_answered(sheet, source, kept[sheet.key]) for sheet in profile.sheets if sheet.key in kept}


def _sheet_answered(sheet: Sheet, source: Source, planned: Sequence[PlannedRow]) -> list[FormRow]:
    asked = {column.key for column in sheet.columns if column.part == "return"}
    answers: dict[str, Mapping[str, Words]] = {}
    for number, answer in enumerate(source.tables.get(sheet.key, ()), 1):
        place = f"{source.path}, {sheet.key} {number}"
        row = _found(answer, planned, place)
        if row.row.identity in answers:
            raise SourceFault(f"{place}: the row {_said(answer)} is answered twice")
        answers[row.row.identity] = _cells(answer, asked, place)
    default = source.said.get("defaults", {}).get(sheet.key, {})
    place = f"{source.path}, defaults.{sheet.key}"
    rest = _cells({key: read_words(value, place) for key, value in default.items()}, asked, place)
    return [_with(each.row, answers.get(each.row.identity, rest), asked) for each in planned]


def _with(row: FormRow, answer: Mapping[str, Words], asked: set[str]) -> FormRow:
    approved = {key: words for key, words in row.cells.items() if key not in asked}
    return replace(row, cells={**approved, **answer}, doubtful=tuple(key for key in row.doubtful if key not in asked))


def _cells(answer: Mapping[str, Words], asked: set[str], place: str) -> dict[str, Words]:
    unknown = sorted(set(answer) - _FINDERS - _NOTES - asked)
    if unknown:
        raise SourceFault(f"{place}: '{unknown[0]}' is not asked for; asked for are {', '.join(sorted(asked))}")
    return {key: words for key, words in answer.items() if key in asked}


def _found(answer: SourceRow, planned: Sequence[PlannedRow], place: str) -> PlannedRow:
    """The one row that an answer is for: by plan and reference, or by plan and the number of the row."""
    wanted = ("plan", "reference", "row")
    if not {"reference", "row"} & set(answer):
        raise SourceFault(f"{place}: says neither 'reference' nor 'row'")
    rows = [each for each in planned if all(_fits(each, key, answer[key]) for key in wanted if key in answer)]
    if len(rows) != 1:
        raise SourceFault(
            f"{place}: {_said(answer)} is {len(rows)} rows of the plan, not one; say 'plan' and 'row' too"
        )
    return rows[0]


def _fits(each: PlannedRow, key: str, wanted: Words) -> bool:
    return {"plan": each.plan, "reference": each.reference, "row": each.number}[key] == wanted


def _said(answer: SourceRow) -> str:
    return " ".join(f"{key} {answer[key]!r}" for key in ("plan", "reference", "row") if key in answer)


def narrative_rows(profile: Profile, source: Source) -> list[FormRow]:
    """A row for each of the profile's blocks, with the officer's words where there are any."""
    written: dict[str, SourceRow] = {}
    for number, row in enumerate(source.tables["narrative"], 1):
        place = f"{source.path}, narrative {number}"
        key = str(row.get("block", ""))
        if key not in {block.key for block in profile.blocks}:
            raise SourceFault(
                f"{place}: '{key}' is no block; there are {', '.join(block.key for block in profile.blocks)}"
            )
        if key in written:
            raise SourceFault(f"{place}: the block '{key}' is written twice")
        written[key] = row
    return [
        FormRow(
            {"block": block.name, "text": written.get(block.key, {}).get("text", "")},
            source=str(written.get(block.key, {}).get("at", "")),
        )
        for block in profile.blocks
    ]
