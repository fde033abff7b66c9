"""A check of many workbooks lets go of all that it held: nothing that refers to itself waits to be looked for."""

from __future__ import annotations

import gc
from pathlib import Path

from compiler.domain.period import Period, Year
from compiler.domain.returned import Role
from compiler.pipeline import Inputs, check_returns, read_returns
from compiler.project.find import open_project
from compiler.project.inputs import Wish, inputs_of
from tests.benchmarks.departments import make_department

DIVISIONS, ROWS = 24, 30
Q1 = Period(Year(2008), 1)


def _checked(inputs: Inputs) -> int:
    plans = read_returns(inputs, inputs.plans, Role.PLAN, Q1.year)
    returns = read_returns(inputs, inputs.returns, Role.RETURN, Q1.year, Q1)
    return len(check_returns(inputs, plans, returns, (), of_returns=True))


def test_a_check_leaves_nothing_that_refers_to_itself(tmp_path: Path) -> None:
    make_department(tmp_path, DIVISIONS, rows=ROWS)
    inputs = inputs_of(open_project(tmp_path), Q1, Wish())
    assert _checked(inputs) > DIVISIONS
    gc.collect()
    gc.disable()
    try:
        _checked(inputs)
        assert gc.collect() < DIVISIONS
    finally:
        gc.enable()
