"""The golden thread as JSON for programs; what its keys mean is said in `compiler/schemas/thread.schema.json`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from compiler.domain.origin import Origin
from compiler.domain.record import Kind, Record
from compiler.domain.thread.gaps import Gap
from compiler.domain.thread.walk import Step
from compiler.render.thread.model import Crossed, Found, Planned
from compiler.render.thread.names import due, levels_of, place, reference, said, words
from compiler.render.thread.orphans import Orphan

_Object = dict[str, object]


def thread_json(planned: Planned, asked: str, found: Sequence[Found], gaps: Sequence[Gap]) -> str:
    """Every row that was asked for with its whole thread; nothing is left out."""
    told = _Teller(planned, gaps)
    return _json({**_whose(planned), "asked": asked, "found": [told.found(each) for each in found]})


def orphans_json(planned: Planned, found: Sequence[Orphan]) -> str:
    """Every gap, with the cell to look at."""
    return _json({**_whose(planned), "gaps": [_orphan(each) for each in found]})


def thread_schema() -> str:
    """The JSON Schema of both."""
    from importlib.resources import files

    return files("compiler").joinpath("schemas", "thread.schema.json").read_text(encoding="utf-8")


class _Teller:
    """Rows and walks of one department's plans as objects."""

    def __init__(self, planned: Planned, gaps: Iterable[Gap] = ()) -> None:
        self.planned = planned
        self.gaps: dict[int, list[Gap]] = {}
        for gap in gaps:
            self.gaps.setdefault(id(gap.row), []).append(gap)

    def found(self, found: Found) -> _Object:
        return {
            **self.row(found.row),
            "up": [self.step(step) for step in found.up],
            "down": [self.step(step) for step in found.down],
            "across": [_crossed(each) for each in found.across],
        }

    def row(self, row: Record) -> _Object:
        profile = self.planned.profile
        levels = levels_of(profile, row) if row.kind is Kind.OBJECTIVE else ()
        return {
            "kind": row.kind.value,
            "reference": reference(row),
            "words": words(profile, row),
            "due": due(row),
            "plan": row.plan,
            "division": row.division,
            "at": _place(place(profile, row)),
            "outcomes": [{"level": each.name, "words": each.words, "at": _place(each.origin)} for each in levels[:-1]],
            "gaps": [
                {"gap": gap.how.value, "said": said(profile, gap), "at": _place(gap.origin)}
                for gap in self.gaps.get(id(row), ())
            ],
        }

    def step(self, step: Step) -> _Object:
        return {
            "tie": step.tie.value,
            "tied_at": _place(step.origin),
            **self.row(step.row),
            "again": step.again,
            "steps": [self.step(each) for each in step.steps],
        }


def _crossed(crossed: Crossed) -> _Object:
    other, teller = crossed.other, _Teller(crossed.other)
    row = crossed.row
    return {
        "from": reference(crossed.of),
        "kind": crossed.line.kind,
        "why": crossed.line.why,
        **_whose(other),
        "named": crossed.name,
        "row": teller.row(row) if row is not None else None,
        "up": [teller.step(step) for step in crossed.up],
        "down": [teller.step(step) for step in crossed.down],
    }


def _orphan(orphan: Orphan) -> _Object:
    return {
        "gap": orphan.how,
        "kind": orphan.kind.value,
        "row": orphan.called,
        "words": orphan.words,
        "reference": " ".join(orphan.reference.split()),
        "said": orphan.about,
        "at": _place(orphan.origin),
    }


def _whose(planned: Planned) -> _Object:
    return {"department": planned.department.key, "year": planned.year.name}


def _place(origin: Origin) -> _Object:
    return {"workbook": origin.workbook, "sheet": origin.sheet, "cell": origin.cell}


def _json(told: Mapping[str, object]) -> str:
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"
