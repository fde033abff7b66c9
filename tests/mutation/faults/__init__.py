"""The faults that are planted, at least one kind for each rule."""

from __future__ import annotations

from tests.mutation.faults.cells import CELL_FAULTS
from tests.mutation.faults.columns import COLUMN_FAULTS
from tests.mutation.faults.files import FILE_FAULTS
from tests.mutation.faults.grid import GRID_FAULTS
from tests.mutation.faults.indicators import INDICATOR_FAULTS
from tests.mutation.faults.people import PEOPLE_FAULTS
from tests.mutation.faults.risks import RISK_FAULTS
from tests.mutation.faults.rows import ROW_FAULTS
from tests.mutation.faults.tables import TABLE_FAULTS
from tests.mutation.faults.targets import TARGET_FAULTS
from tests.mutation.faults.thread import THREAD_FAULTS
from tests.mutation.faults.time import TIME_FAULTS

FAULTS = (
    *FILE_FAULTS,
    *CELL_FAULTS,
    *ROW_FAULTS,
    *TARGET_FAULTS,
    *TABLE_FAULTS,
    *COLUMN_FAULTS,
    *THREAD_FAULTS,
    *INDICATOR_FAULTS,
    *GRID_FAULTS,
    *RISK_FAULTS,
    *PEOPLE_FAULTS,
    *TIME_FAULTS,
)
