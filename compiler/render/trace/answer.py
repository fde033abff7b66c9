"""What one paper answers to a question: the places in it that are meant, and the cells behind them."""

from __future__ import annotations

from compiler.domain.frozen import dataclass
from compiler.render.trace.behind import Behind
from compiler.render.trace.cells import Cells, cells_of
from compiler.render.trace.explain import Traced, traced
from compiler.render.trace.find import find
from compiler.render.trace.printed import printed
from compiler.report.blocks import Report


@dataclass(frozen=True, slots=True)
class Answer:
    """The places of a paper that a question means, and the cells behind it; `said` tells what is not there.

    `paper` is what the paper is called ('the report of Quarter 4 2007/08'). One that was not the first to be asked is
    `named` beside each place.
    """

    paper: str
    places: tuple[Traced, ...]
    cells: Cells
    said: str = ""
    named: bool = False


def answer(query: str, paper: str, report: Report, behind: Behind, named: bool = False) -> Answer:
    """Ask one paper."""
    asked = find(query, printed(report), lambda line: traced(line, behind))
    return Answer(paper, asked.places, cells_of(behind) if asked.places else {}, asked.said, named)
