"""The workers that were asked for, and a period's inputs with what they read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from compiler.domain.acceptance import NOTHING_KNOWN
from compiler.domain.frozen import replace
from compiler.pipeline import Inputs, keep_nothing
from compiler.project.workers import Asked, Workers
from compiler.returns.shared import Shared
from compiler.rules.registry import MANY

if TYPE_CHECKING:
    from compiler.project.workers_task import Settings


@contextmanager
def reading_ahead(inputs: Inputs, asked: Asked, of_returns: bool = False) -> Iterator[Inputs]:
    """The inputs, of which the workbooks are read and checked by the workers asked for; these are gone in the end.

    They check what `of_returns` asks for, as `check_returns` does. What is then done with all workbooks is done by as
    many processes of this machine. WrongUse for a cluster that cannot be worked with.
    """
    uploads = (inputs.plans, inputs.returns, inputs.before, inputs.year_ago)
    inputs = _put_aside(inputs, sum(map(len, uploads)))
    many = asked.many(sum(map(len, uploads)))
    if many == 1 and not asked.scheduler:
        yield inputs
        return
    import pickle

    from compiler.project.workers_ahead import Ahead
    from compiler.project.workers_copies import hands

    settings = settings_of(inputs, of_returns)
    workers = _hired(asked, many, pickle.dumps(settings, pickle.HIGHEST_PROTOCOL))
    try:
        yield replace(Ahead(inputs, workers, settings).inputs, hands=hands(many, asked.say))
    finally:
        workers.end()


def _put_aside(inputs: Inputs, workbooks: int) -> Inputs:
    """The inputs, of which the rows of very many workbooks lie in a file while nobody looks at them."""
    if workbooks <= MANY:
        return inputs
    from compiler.domain.aside import Shelf
    from compiler.project.aside import TemporaryStore

    return replace(inputs, shelf=Shelf(TemporaryStore()))


def _hired(asked: Asked, many: int, settings: bytes) -> Workers:
    if asked.scheduler:
        from compiler.project.workers_cluster import ClusterWorkers

        return ClusterWorkers(asked.scheduler, settings, asked.say)
    from compiler.project.workers_local import LocalWorkers

    return LocalWorkers(many - 1, settings, asked.say)


def settings_of(inputs: Inputs, of_returns: bool = False) -> Settings:
    """What every workbook of a period is read and checked by, as it is sent to each worker: no file is among it."""
    from compiler.project.workers_task import Settings

    without_files = replace(inputs, plans=(), returns=(), before=(), year_ago=(), accepted=(), ledger=NOTHING_KNOWN)
    as_new = replace(without_files, kept=keep_nothing, at_work=keep_nothing, known=None, shared=Shared(), shelf=None)
    return Settings(as_new, of_returns)
