"""The sheets beside those of rows: objectives with what was asked of them, milestones, and the drawn risk matrix."""

from __future__ import annotations

from collections.abc import Sequence

from compiler.consolidate.view import DepartmentView
from compiler.domain.language import term
from compiler.domain.record import Kind, Record
from compiler.domain.risk import RiskScheme
from compiler.profile.model import Column, Sheet
from compiler.render.master.cell import Cell, entry_cell
from compiler.render.master.layout import Heading, Look, TablePage, line_by_line, table_name, unique_headings
from compiler.render.master.places import Places
from compiler.report.standing import score_of

_NARROWEST = 9
_WIDEST = 42


def objectives_page(places: Places, name: str) -> TablePage | None:
    """The objectives as approved, with what the returns answer; None where the format asks nothing about them."""
    sheet = places.view.profile.sheet(Kind.OBJECTIVE)
    if sheet is None or not any(column.part == "return" for column in sheet.columns) or not places.view.objectives:
        return None
    answers = {_place(each): each for each in places.view.objective_answers}
    pairs = [(objective, answers.get(_place(objective))) for objective in places.view.objectives]
    noun = places.view.profile.word("objective")
    return _page(
        places, sheet, name, pairs, term("Every {noun} as approved, with what its return says of it.", noun=noun)
    )


def _place(objective: Record) -> tuple[str, str, str]:
    return objective.plan, objective.division, objective.text("number")


def milestones_page(places: Places, name: str) -> TablePage | None:
    """The milestones of all actions as returned, or as approved where nothing was; None where there are none."""
    sheet = places.view.profile.sheet(Kind.MILESTONE)
    steps = [step for row in places.view.of(Kind.ACTION) for step in row.steps]
    if sheet is None or not steps:
        return None
    noun = places.view.profile.word("milestone")
    return _page(
        places,
        sheet,
        name,
        [(step, step) for step in steps],
        term("Every {noun} under the reference of its row.", noun=noun),
    )


def _page(
    places: Places, sheet: Sheet, name: str, pairs: Sequence[tuple[Record, Record | None]], what: str
) -> TablePage:
    """Pairs of records under the columns of a sheet: the first has the approved cells, the second the answers."""
    columns = [column for column in sheet.columns if column.key != "plan" and column.part in ("plan", "return")]
    headings = (
        Heading(term("Plan"), 13),
        Heading(term("Division"), 18),
        *(Heading(places.heading(each.heading), _width(each), _look(each)) for each in columns),
        Heading(term("Source"), 22),
        Heading(term("Source row"), 18),
    )
    return TablePage(
        name=name,
        table=table_name(sheet.table, f"tbl{sheet.kind.value.title()}s"),
        title=name,
        headings=unique_headings(headings),
        rows=line_by_line(lambda pair: _line(places, columns, *pair), pairs),
        what=what,
        fixed=3,
    )


def _width(column: Column) -> float:
    return min(max(column.width, _NARROWEST), _WIDEST)


def _look(column: Column) -> Look:
    return "number" if column.type in ("value", "target") else "words"


def _line(places: Places, columns: Sequence[Column], planned: Record, answer: Record | None) -> tuple[Cell, ...]:
    holder = answer or planned
    return (
        places.plan(planned.plan),
        places.division(planned.division),
        *(_cell(planned if column.part == "plan" else answer, column) for column in columns),
        holder.origin.workbook,
        term("{sheet}, row {row}", sheet=holder.origin.sheet, row=holder.origin.row),
    )


def _cell(record: Record | None, column: Column) -> Cell:
    return entry_cell(record.entry(column.key)) if record else ""


# --- the risk matrix --------------------------------------------------------------------------------------------------


def matrix_page(places: Places, name: str) -> TablePage | None:
    """Which risks have which likelihood and impact now; None where the council scores on one scale, or has no risks."""
    scheme, held = places.view.profile.risks, _held(places.view)
    if scheme is None or not scheme.impact or not any(held.values()):
        return None
    return TablePage(
        name=name,
        table="tblRiskMatrix",
        title=name,
        headings=unique_headings(
            (
                Heading(term("Likelihood / Impact"), 24),
                *(Heading(f"{each.name} ({each.key})", 22) for each in scheme.impact),
            )
        ),
        rows=tuple(
            (f"{level.name} ({level.key})", *(_names(scheme, level.key + each.key, held) for each in scheme.impact))
            for level in reversed(scheme.levels)
        ),
        note=_appetite(places.view, scheme),
        what=term("Every risk by its likelihood and impact now, or as approved where no return has a score."),
        fixed=1,
    )


def _held(view: DepartmentView) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in view.of(Kind.RISK):
        score = score_of(row)
        if score is not None:
            found.setdefault(score.text, []).append(row.text("reference") or row.record.label)
    return found


def _names(scheme: RiskScheme, score: str, held: dict[str, list[str]]) -> str:
    """The risks with a score, with a mark where it lies above the appetite."""
    above = "▲ " if scheme.appetite and score in scheme.appetite else ""
    return f"{above}{', '.join(held.get(score, ())) or '–'}"


def _appetite(view: DepartmentView, scheme: RiskScheme) -> str:
    scored, rows = sum(map(len, _held(view).values())), len(tuple(view.of(Kind.RISK)))
    said = term("▲ marks the scores above the risk appetite.")
    if scheme.appetite is None:
        said = term("The papers do not say where the line of the risk appetite runs.")
    missing = rows - scored
    if not missing:
        return said
    none = "{number} of {rows} has no score." if missing == 1 else "{number} of {rows} have no score."
    return f"{said} {term(none, number=missing, rows=rows)}"
