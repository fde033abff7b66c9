"""Workers read what this process would have read, byte for byte, whoever of them dies at it."""

from __future__ import annotations

import os
import pickle
import shutil
import signal
import sys
import time
from collections import Counter, deque
from pathlib import Path
from typing import Any

import pytest

from compiler.domain.book import Book, NotABook
from compiler.domain.finding import Finding
from compiler.domain.frozen import replace
from compiler.domain.period import Period, Year
from compiler.domain.returned import Return, Role
from compiler.pipeline import Inputs, check_returns, read_returns
from compiler.project import workers_local
from compiler.project.cache import keeping
from compiler.project.find import open_project
from compiler.project.inputs import Wish, inputs_of
from compiler.project.sealed import FOLDER
from compiler.project.workers import FEWEST, LEFT, Asked, NobodyLeft, cores
from compiler.project.workers_ahead import Ahead
from compiler.project.workers_hired import reading_ahead, settings_of
from compiler.project.workers_local import LocalWorkers
from compiler.project.workers_task import Done, Handed, Servant, received
from compiler.returns.reader import read_book
from tests.benchmarks.departments import make_department
from tests.quarter.town import make_town

ROOT = Path(__file__).parents[2]
SAMPLE = Path("workbooks", "hartlepool")
SEEN = b" 0 00000000\n"
"""So ends what is kept of a return that was read once: one process notes that, and workers do not."""
All = tuple[tuple[Return, ...], tuple[Finding, ...]]


@pytest.fixture
def sample(tmp_path: Path) -> Inputs:
    """The sample department's second quarter, with the quarter before it."""
    shutil.copytree(ROOT / SAMPLE, tmp_path / SAMPLE, ignore=shutil.ignore_patterns("sources"))
    return inputs(tmp_path, Period(Year(2008), 2))


@pytest.fixture
def town(tmp_path: Path) -> Inputs:
    """A town with three divisions."""
    make_town(tmp_path)
    return inputs(tmp_path, Period(Year(2008), 1))


def inputs(folder: Path, period: Period, kept: bool = False) -> Inputs:
    project = open_project(folder)
    found = inputs_of(project, period, Wish())
    return keeping(found, project) if kept else found


def read(inputs: Inputs) -> All:
    """The plans and returns of a period, and what is wrong in them."""
    period, compared = inputs.period, inputs.compared
    plans = read_returns(inputs, inputs.plans, Role.PLAN, period.year)
    returns = read_returns(inputs, inputs.returns, Role.RETURN, period.year, period)
    before = read_returns(inputs, inputs.before, Role.RETURN, compared.year, compared) if compared else ()
    return (*plans, *returns, *before), check_returns(inputs, plans, returns, before)


class Mortal:
    """Workers who are all this process, and die at each workbook as often as they are told to."""

    def __init__(self, inputs: Inputs, deaths: dict[str, int], most: int = 100) -> None:
        self.worker = Servant(pickle.dumps(settings_of(inputs)))
        self.deaths, self.most = Counter(deaths), most
        self.given: deque[tuple[int, bytes]] = deque()
        self.tried: list[tuple[str, ...]] = []

    helped = False
    divisions = 1

    def together(self, divisions: int) -> int:
        return self.divisions

    def ready(self) -> bool:
        return bool(self.given)

    def room(self) -> int:
        return 3 - len(self.given) if self.most else 0

    def give(self, number: int, work: bytes) -> None:
        self.given.append((number, work))

    def take(self) -> tuple[int, bytes | None]:
        if not self.most:
            raise NobodyLeft
        self.most -= 1
        number, work = self.given.popleft()
        handed: tuple[Handed, ...] = pickle.loads(work)
        self.tried.append(tuple(each.name for each in handed))
        for each in handed:
            if self.deaths[each.name]:
                self.deaths[each.name] -= 1
                return number, None
        return number, self.worker.do(work)

    def end(self) -> None:
        self.given.clear()


def with_workers(inputs: Inputs, workers: Mortal) -> Inputs:
    return Ahead(inputs, workers, settings_of(inputs)).inputs


def gone(process: int) -> bool:
    """Whether a process is not there any more, or ends within seconds."""
    for _ in range(100):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False


@pytest.mark.parametrize("many", [2, 3])
def test_the_sample_department_is_read_alike_by_any_number_of_processes(sample: Inputs, many: int) -> None:
    alone = read(sample)
    with reading_ahead(sample, Asked(many)) as ahead:
        assert read(ahead) == alone
    assert len(alone[0]) > 10


def test_a_generated_department_is_read_and_kept_alike(tmp_path: Path) -> None:
    make_department(tmp_path, 6, rows=20)
    period = Period(Year(2008), 1)
    kept, found = [], []
    for many in (1, 2, 2):
        with reading_ahead(inputs(tmp_path, period, kept=True), Asked(many)) as ahead:
            found.append(read(ahead))
        files = {path.name: path.read_bytes() for path in (tmp_path / FOLDER).iterdir()}
        kept.append({name: data for name, data in files.items() if not data.endswith(SEEN)})
        if len(kept) == 1:
            shutil.rmtree(tmp_path / FOLDER)
    assert found[0] == found[1] == found[2]
    assert kept[0] == kept[1] == kept[2]
    assert len(kept[0]) > 12


def test_what_was_kept_of_a_workbook_is_not_read_again(
    town: Inputs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = read(inputs(tmp_path, Period(Year(2008), 1), kept=True))
    names: list[str] = []

    def noted(source: Path | bytes, name: str, **limits: Any) -> Book | NotABook:
        names.append(name)
        return read_book(source, name, **limits)

    monkeypatch.setattr("compiler.pipeline.read_book", noted)
    again = inputs(tmp_path, Period(Year(2008), 1), kept=True)
    assert read(with_workers(again, Mortal(again, {}))) == alone
    assert names == ["Care.xlsx", "Schools.xlsx", "Strategy.xlsx"]


def test_two_workbooks_of_one_name_are_told_apart(town: Inputs, tmp_path: Path) -> None:
    care = next(each for each in town.returns if each.name == "Care.xlsx")
    schools = next(each for each in town.returns if each.name == "Schools.xlsx")
    twins = replace(town, returns=(care, replace(schools, name="Care.xlsx")))
    alone = read(twins)
    assert read(with_workers(twins, Mortal(twins, {}))) == alone
    assert {book.division for book in alone[0] if book.workbook == "Care.xlsx"} == {"care", "schools"}


def test_a_worker_that_dies_once_costs_nothing_but_another_try(town: Inputs) -> None:
    workers = Mortal(town, {"Care.xlsx": 1})
    assert read(with_workers(town, workers)) == read(town)
    care = [names for names in workers.tried if any("Care" in name for name in names)]
    assert care == [("plan/Care.xlsx", "Care.xlsx"), ("plan/Care.xlsx",), ("Care.xlsx",)]


def test_the_workbooks_of_several_divisions_that_make_one_piece_are_tried_apart(town: Inputs) -> None:
    workers = Mortal(town, {"Care.xlsx": 1})
    workers.divisions = 2
    assert read(with_workers(town, workers)) == read(town)
    assert workers.tried == [
        ("plan/Care.xlsx", "Care.xlsx", "plan/Departmental.xlsx"),
        ("plan/Schools.xlsx", "Schools.xlsx", "Strategy.xlsx"),
        *(("plan/Care.xlsx",), ("Care.xlsx",), ("plan/Departmental.xlsx",)),
    ]


def test_a_workbook_that_no_worker_survives_is_told_of_once_and_the_others_are_read(town: Inputs) -> None:
    books, findings = read(with_workers(town, Mortal(town, {"Care.xlsx": 2})))
    others, _ = read(town)
    assert [book for book in books if book.workbook != "Care.xlsx"] == [
        book for book in others if book.workbook != "Care.xlsx"
    ]
    told = [each for each in findings if each.origin.workbook == "Care.xlsx"]
    assert [(each.code, each.found) for each in told] == [
        (
            "F101",
            "Care.xlsx cannot be read: the process that reads it was ended each time, as when memory runs out.",
        )
    ]


def test_where_no_worker_is_left_the_rest_is_read_here(town: Inputs) -> None:
    workers = Mortal(town, {}, most=1)
    assert read(with_workers(town, workers)) == read(town)
    assert len(workers.tried) == 1


def test_a_workbook_that_cannot_be_opened_is_told_of_as_ever(town: Inputs, tmp_path: Path) -> None:
    nowhere = replace(town, returns=tuple(replace(each, source=tmp_path / "nowhere.xlsx") for each in town.returns))
    assert read(with_workers(nowhere, Mortal(nowhere, {}))) == read(nowhere)


def test_a_fault_of_the_program_is_not_passed_over(town: Inputs, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*given: object, **named: object) -> Return:
        raise ZeroDivisionError("ours")

    workers = Mortal(town, {})
    monkeypatch.setattr("compiler.project.workers_task.read_returns", fail)
    with pytest.raises(RuntimeError, match="ZeroDivisionError: ours"):
        read(with_workers(town, workers))


def test_a_process_that_is_killed_is_replaced_and_its_work_done_again(town: Inputs) -> None:
    workers = LocalWorkers(2, pickle.dumps(settings_of(town)))
    ahead = Ahead(town, workers, settings_of(town)).inputs
    first = workers.processes
    os.kill(first[0], signal.SIGTERM)
    assert read(ahead) == read(town)
    assert all(map(gone, first))


@pytest.mark.skipif(sys.platform == "win32", reason="no process is stopped so there")
@pytest.mark.parametrize("hung", [1, 2])
def test_a_process_that_stands_still_is_ended_and_its_work_done_here(
    town: Inputs, monkeypatch: pytest.MonkeyPatch, hung: int
) -> None:
    monkeypatch.setattr(workers_local, "PATIENCE", 2.0)
    said: list[str] = []
    workers = LocalWorkers(2, pickle.dumps(settings_of(town)), said.append)
    stopped = workers.processes[:hung]
    for process in stopped:
        os.kill(process, signal.SIGSTOP)
    workers.helped = False  # that they are handed all of it
    ahead = Ahead(town, workers, settings_of(town)).inputs
    assert read(ahead) == read(town)
    assert (
        said
        == [
            "A process that reads workbooks stood still for 2 seconds. It is ended, its work done here.",
        ]
        * hung
    )
    assert all(map(gone, stopped))
    assert workers.processes == []


def test_a_process_that_stands_still_half_way_costs_no_workbook(town: Inputs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers_local, "PATIENCE", 2.0)
    workers = LocalWorkers(1, pickle.dumps(settings_of(town)))
    workers.give(1, pickle.dumps(()))
    taken = [workers.take()]
    os.kill(workers.processes[0], signal.SIGSTOP)
    workers.give(2, pickle.dumps(()))
    workers.give(3, pickle.dumps(()))
    taken += [workers.take(), workers.take()]
    assert [(number, done and received(done)) for number, done in taken] == [
        (1, Done((), (), ())),
        (2, LEFT),
        (3, LEFT),
    ]
    with pytest.raises(NobodyLeft):
        workers.take()


class Deadly:
    """A piece of work that ends the process that takes it up, as one does that has no memory left."""

    def __reduce__(self) -> tuple[Any, ...]:
        return os._exit, (1,)


def test_a_process_dies_of_its_own_piece_and_the_other_pieces_that_it_had_are_done(town: Inputs) -> None:
    workers = LocalWorkers(1, pickle.dumps(settings_of(town)))
    workers.give(1, pickle.dumps(Deadly()))
    workers.give(2, pickle.dumps(()))
    (first, died), (second, done) = workers.take(), workers.take()
    workers.end()
    assert (first, died, second) == (1, None, 2)
    assert done
    assert received(done) == Done((), (), ())


def test_processes_that_never_begin_leave_the_work_to_us(town: Inputs) -> None:
    workers = LocalWorkers(2, b"no settings")
    ahead = Ahead(town, workers, settings_of(town)).inputs
    assert read(ahead) == read(town)
    assert workers.processes == []


def test_processes_are_gone_when_all_is_read_or_given_up(town: Inputs) -> None:
    workers = LocalWorkers(2, pickle.dumps(settings_of(town)))
    processes = workers.processes
    workers.give(1, pickle.dumps(()))
    workers.end()
    assert len(processes) == 2
    assert all(map(gone, processes))


def test_few_workbooks_are_read_by_this_process_and_many_by_as_many_as_there_are_cores() -> None:
    assert [Asked().many(each) for each in (0, FEWEST - 1, FEWEST)] == [1, 1, cores()]
    assert Asked(3).many(1) == 3


def test_nothing_is_started_where_nobody_asked_for_it(town: Inputs) -> None:
    with reading_ahead(town, Asked()) as ahead:
        assert ahead is town
