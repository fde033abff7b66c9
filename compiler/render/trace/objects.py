"""Where a figure comes from, as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence

from compiler.render.trace.answer import Answer
from compiler.render.trace.cells import Cells, cell_at
from compiler.render.trace.explain import Traced


def trace_json(query: str, answers: Sequence[Answer]) -> str:
    """Every place that was found, numbered, with every cell and its words as typed; nothing is left out.

    `report` is the paper that was asked first; each place has its own.
    """
    found = [(place, each) for each in answers for place in each.places]
    told = {
        "asked": query,
        "report": answers[0].paper,
        "places": [
            {"number": number, "paper": each.paper, **_place(place, each.cells)}
            for number, (place, each) in enumerate(found, 1)
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _place(place: Traced, cells: Cells) -> dict[str, object]:
    line = place.line
    return {
        "where": line.where,
        "section": line.section,
        "table": line.table.caption if line.table else None,
        "line": line.text,
        "text": place.text,
        "kind": place.kind,
        "rule": place.rule,
        "source": place.source or None,
        "cells": [
            {"workbook": each.workbook, "sheet": each.sheet, "cell": each.cell}
            | {"words": cell_at(cells, each).words, "row": cell_at(cells, each).row}
            for each in place.origins
        ],
    }
