"""A department's period as tables for analysis: every row with its typed values beside the words and cells they
come from."""

from __future__ import annotations

from collections.abc import Sequence

from compiler.consolidate.view import DepartmentView
from compiler.render.export.beside import findings_table, history_table, sources_table, thread_tables
from compiler.render.export.rows import lines_of, row_tables
from compiler.render.export.table import Table


def tables_of(view: DepartmentView, history: Sequence[DepartmentView] = ()) -> tuple[Table, ...]:
    """Every table of a period: its rows by kind, findings, golden thread and gaps, ratings over time, and files read.

    `history` are the views of all periods, oldest first, this one among them. What a format has not got is left out.
    """
    lines = lines_of(view)
    others = (
        *thread_tables(view, lines),
        *((findings_table(view),) if view.findings else ()),
        history_table(history or (view,)),
        sources_table(view),
    )
    return (*row_tables(view, lines), *(table for table in others if table.rows))
