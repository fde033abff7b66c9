"""Who is asked to read the workbooks: this process, several, or a cluster."""

from __future__ import annotations

import sys

from compiler.cli.options import Shared
from compiler.project.find import WrongUse
from compiler.project.workers import Asked

_MOST = 1000


def workers_asked(options: Shared) -> Asked:
    """The workers that are asked for; WrongUse, with the way out, where that makes no sense."""
    if options.workers and options.scheduler:
        raise WrongUse("Use --workers for processes of this machine, or --scheduler for a cluster, not both.")
    if options.workers and not (options.workers.isdecimal() and 1 <= int(options.workers) <= _MOST):
        raise WrongUse(f"--workers takes a number from 1 to {_MOST:,}, such as --workers 2, not '{options.workers}'.")
    return Asked(int(options.workers or 0), options.scheduler, _say)


def _say(line: str) -> None:
    """Say a line on the screen, wherever it is by now."""
    print(line, file=sys.stderr, flush=True)
