"""The same work on a Dask cluster of two processes, which share no folder with us and may be killed at any moment."""

from __future__ import annotations

import hashlib
import os
import pickle
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from compiler.domain.period import Period, Year
from compiler.pipeline import Inputs
from compiler.project.find import WrongUse, open_project
from compiler.project.inputs import Wish, inputs_of
from compiler.project.workers import Asked
from compiler.project.workers_ahead import Ahead
from compiler.project.workers_hired import reading_ahead, settings_of
from compiler.project.workers_task import Done, received
from tests.benchmarks.departments import make_department
from tests.project.test_workers import Deadly, read

distributed: Any = pytest.importorskip("distributed", reason="Dask is not installed: pip install '.[cluster]'")

from compiler.project import workers_cluster, workers_there  # noqa: E402

ROOT = Path(__file__).parents[2]
PERIOD = Period(Year(2008), 1)
HERE = "tcp://127.0.0.1"
PORT = re.compile(r"(?<=127\.0\.0\.1):\d+")
"""A worker that died comes back under another port, and no worker is the first."""


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """A cluster of two worker processes, with a scheduler that answers on this machine."""
    settings = {"n_workers": 2, "threads_per_worker": 1, "processes": True, "dashboard_address": ":0"}
    with distributed.LocalCluster(**settings, memory_limit=0, silence_logs=50) as made:
        yield made


@pytest.fixture(scope="module")
def department(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A generated department of twelve divisions."""
    folder = tmp_path_factory.mktemp("department")
    make_department(folder, 12, rows=30)
    return folder


@pytest.fixture
def inputs(department: Path) -> Inputs:
    return inputs_of(open_project(department), PERIOD, Wish())


def processes(cluster: Any) -> list[int]:
    return [nanny.pid for nanny in cluster.workers.values()]


def refusal(address: str, inputs: Inputs) -> str:
    """Why a cluster is not worked with."""
    with pytest.raises(WrongUse) as refused:
        workers_cluster.ClusterWorkers(address, pickle.dumps(settings_of(inputs)))
    return str(refused.value)


def test_a_cluster_reads_what_one_process_reads_and_nothing_stays_there(cluster: Any, inputs: Inputs) -> None:
    with reading_ahead(inputs, Asked(scheduler=cluster.scheduler_address)) as ahead:
        assert read(ahead) == read(inputs)
    assert cluster.scheduler.tasks == {}
    assert [name for name in cluster.scheduler.worker_plugins if name.startswith("compile-")] == []


def test_a_worker_that_is_killed_half_way_changes_nothing(cluster: Any, inputs: Inputs) -> None:
    workers = workers_cluster.ClusterWorkers(cluster.scheduler_address, pickle.dumps(settings_of(inputs)))
    killed: list[int] = []
    take, taken = workers.take, iter(range(1000))

    def take_and_kill() -> tuple[int, bytes | None]:
        if next(taken) == 6:
            killed.append(processes(cluster)[0])
            os.kill(killed[0], signal.SIGKILL)
        return take()

    workers.take = take_and_kill  # type: ignore[method-assign]
    ahead = Ahead(inputs, workers, settings_of(inputs)).inputs
    assert read(ahead) == read(inputs)
    assert len(killed) == 1


def test_a_piece_that_no_worker_survives_is_given_back_and_the_cluster_works_on(cluster: Any, inputs: Inputs) -> None:
    workers = workers_cluster.ClusterWorkers(cluster.scheduler_address, pickle.dumps(settings_of(inputs)))
    workers.give(1, pickle.dumps(Deadly()))
    taken = [workers.take()]
    workers.give(2, pickle.dumps(()))
    taken.append(workers.take())
    workers.end()
    assert taken[0] == (1, None)
    assert received(taken[1][1] or b"") == Done((), (), ())


def test_the_command_prints_and_writes_the_same_bytes(cluster: Any, department: Path) -> None:
    made = []
    for asked in (("--workers", "1"), ("--scheduler", cluster.scheduler_address)):
        words = ["--folder", str(department), "--year", "2008-09", "--quarter", "Q1", *asked]
        done = [run("check", "--format", "json", *words), run("quarter", *words)]
        files = sorted(each for each in (department / "output").rglob("*") if each.suffix in (".docx", ".xlsx", ".txt"))
        made.append((done, {each.name: hashlib.sha256(each.read_bytes()).hexdigest() for each in files}))
        for name in ("output", ".compile"):
            shutil.rmtree(department / name)
    assert made[0] == made[1]
    assert len(made[0][1]) == 3


def run(*words: str) -> tuple[int, str, str]:
    script = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from compiler.cli import run; run()"
    done = subprocess.run([sys.executable, "-c", script, *words], capture_output=True, text=True, timeout=120)
    return done.returncode, done.stdout, done.stderr


def test_a_worker_of_another_version_is_refused_by_name(
    cluster: Any, inputs: Inputs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers_cluster, "_ours", lambda: "another")
    said = refusal(cluster.scheduler_address, inputs)
    assert PORT.sub("", said) == (
        f"The worker {HERE} of the cluster at {HERE} does not have this version of the program. "
        "Install the same version of the program and of Python on all its workers and on the scheduler."
    )


def test_a_worker_of_another_python_is_refused_by_name(
    cluster: Any, inputs: Inputs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers_cluster, "_minor", lambda about: "3.99")
    here = f"Python {sys.version_info.major}.{sys.version_info.minor}"
    said = PORT.sub("", refusal(cluster.scheduler_address, inputs))
    assert f"The worker {HERE} of the cluster" in said
    assert f"does not have {here}." in said


def test_a_worker_that_comes_later_with_another_version_does_no_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(workers_there.OtherProgram):
        workers_there.do("a run", "another program", b"")


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("nonsense", "'nonsense' is no address of a scheduler: one is written as tcp://name:8786."),
        ("http://there", "'http://there' is no address of a scheduler: one is written as tcp://name:8786."),
        (
            "tcp://127.0.0.1:9",
            "No scheduler answers at tcp://127.0.0.1:9. Check the address, and that the cluster is running.",
        ),
    ],
)
def test_an_address_at_which_nobody_answers_is_told_in_a_sentence(
    inputs: Inputs, address: str, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers_cluster, "_ANSWER", 1.0)
    assert refusal(address, inputs) == sentence


def test_a_cluster_without_workers_is_told_in_a_sentence(inputs: Inputs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers_cluster, "_ANSWER", 1.0)
    with distributed.LocalCluster(n_workers=0, dashboard_address=":0", silence_logs=50) as empty:
        where = empty.scheduler_address
        assert refusal(where, inputs) == (
            f"The scheduler at {where} has no workers. Start some, such as 'dask worker {where}'."
        )


def test_a_cluster_that_is_lost_half_way_leaves_the_rest_to_us(inputs: Inputs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers_cluster, "_COME", 3.0)
    lost = distributed.LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=":0", silence_logs=50)
    said: list[str] = []
    workers = workers_cluster.ClusterWorkers(lost.scheduler_address, pickle.dumps(settings_of(inputs)), said.append)
    half_way(workers, lost.close)
    ahead = Ahead(inputs, workers, settings_of(inputs)).inputs
    assert read(ahead) == read(inputs)
    assert processes(lost) == []
    assert said == [
        f"The cluster at {lost.scheduler_address} brings nothing any more: this process goes on without it."
    ]


@pytest.mark.parametrize("stopped", ["scheduler", "workers"])
def test_a_cluster_that_stands_still_leaves_the_rest_to_us(
    inputs: Inputs, monkeypatch: pytest.MonkeyPatch, stopped: str
) -> None:
    for limit, seconds in (("_COME", 4.0), ("_ANSWER", 1.0), ("_LOOK", 0.5), ("PATIENCE", 8.0)):
        monkeypatch.setattr(workers_cluster, limit, seconds)
    said: list[str] = []
    with cluster_apart() as (address, pids):
        workers = workers_cluster.ClusterWorkers(address, pickle.dumps(settings_of(inputs)), said.append)
        half_way(workers, partial(stop, pids[stopped]))
        ahead = Ahead(inputs, workers, settings_of(inputs)).inputs
        assert read(ahead) == read(inputs)
        workers.end()
    assert said == [f"The cluster at {address} brings nothing any more: this process goes on without it."]


def stop(pids: list[int]) -> None:
    """Have processes stand still."""
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)


def half_way(workers: workers_cluster.ClusterWorkers, happens: Callable[[], object]) -> None:
    """Have something happen to the cluster when two pieces were taken."""
    take, taken = workers.take, iter(range(1000))

    def taking() -> tuple[int, bytes | None]:
        if next(taken) == 2:
            happens()
        return take()

    workers.take = taking  # type: ignore[method-assign]


@contextmanager
def cluster_apart() -> Iterator[tuple[str, dict[str, list[int]]]]:
    """A cluster whose scheduler is a process of its own: its address, and the ids of its processes."""
    command = [sys.executable, "-m", "tests.benchmarks.cluster", "--processes"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as process:
        assert process.stdout
        address, *workers = process.stdout.readline().split()
        try:
            yield address, {"scheduler": [process.pid], "workers": list(map(int, workers))}
        finally:
            for pid in (*map(int, workers), process.pid):
                os.kill(pid, signal.SIGKILL)
