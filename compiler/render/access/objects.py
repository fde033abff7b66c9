"""What keeps readers out of papers as JSON for programs; its keys are told in `compiler/schemas/access.schema.json`."""

from __future__ import annotations

import json
from collections.abc import Iterable
from importlib.resources import files

from compiler.domain.text import clean
from compiler.render.access.barrier import Barrier


def access_json(barriers: Iterable[Barrier]) -> str:
    """The barriers as a JSON list of plain objects in their order; every key is always there."""
    return json.dumps([_object(each) for each in barriers], ensure_ascii=False, indent=2) + "\n"


def access_schema() -> str:
    """The JSON Schema (2020-12) that the JSON follows, with what each key means."""
    return files("compiler").joinpath("schemas", "access.schema.json").read_text(encoding="utf-8")


def _object(barrier: Barrier) -> dict[str, object]:
    place = barrier.point.place
    finding = barrier.finding
    return {
        "code": barrier.code,
        "severity": barrier.severity.value,
        "title": barrier.title,
        "file": clean(barrier.file),
        "kind": "document" if barrier.document else "workbook",
        "place": clean(", ".join(part for part in (place.section, place.words) if part)),
        "heading": clean(place.heading),
        "part": clean(place.part),
        "paragraph": place.paragraph,
        "table": place.table,
        "sheet": clean(place.sheet),
        "cell": finding.origin.cell if place.sheet else "",
        "row": place.row,
        "column": place.column,
        "value": clean(finding.value),
        "found": clean(finding.found),
        "allowed": finding.allowed,
        "remedy": clean(finding.remedy),
        "reason": barrier.reason,
    }
