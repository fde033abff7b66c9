"""The workers that were asked for, and a period's inputs with what they read."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from contextlib import contextmanager

from compiler.domain.frozen import replace
from compiler.pipeline import Inputs, keep_nothing
from compiler.project.workers import Asked, Workers


@contextmanager
def reading_ahead(inputs: Inputs, asked: Asked) -> Iterator[Inputs]:
    """The inputs, of which the workbooks are read by the workers asked for; these are gone when we are done.

    WrongUse for a cluster that cannot be worked with.
    """
    uploads = (inputs.plans, inputs.returns, inputs.before, inputs.year_ago)
    many = asked.many(sum(map(len, uploads)))
    if many == 1 and not asked.scheduler:
        yield inputs
        return
    from compiler.project.workers_ahead import Ahead

    workers = _hired(asked, many, settings_of(inputs))
    try:
        ahead = Ahead(inputs, workers)
        yield replace(inputs, kept=ahead, at_work=ahead)
    finally:
        workers.end()


def _hired(asked: Asked, many: int, settings: bytes) -> Workers:
    if asked.scheduler:
        from compiler.project.workers_cluster import ClusterWorkers

        return ClusterWorkers(asked.scheduler, settings)
    from compiler.project.workers_local import LocalWorkers

    return LocalWorkers(many, settings)


def settings_of(inputs: Inputs) -> bytes:
    """What every workbook of a period is read by, as it is sent to each worker: the inputs without their files."""
    without_files = replace(inputs, plans=(), returns=(), before=(), year_ago=(), accepted=())
    alone = replace(without_files, kept=keep_nothing, at_work=keep_nothing)
    return pickle.dumps(alone, pickle.HIGHEST_PROTOCOL)
