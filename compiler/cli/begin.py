"""How the program begins and ends."""

from __future__ import annotations

import atexit
import contextlib
import gc
import os
import sys

import compiler
from compiler.cli.sooner import find_sooner, load_paths_alone

_NEW_OBJECTS, _NEVER = 200_000, 1_000_000


def main() -> None:
    """Run the command line, with words in UTF-8 wherever they go.

    What is read stays until the end and refers to nothing in a circle: looking for such circles every 700 objects
    took a tenth of the time, 3 ms of it before the first of our own modules was loaded. Of thousands of workbooks, to
    look again at what had stayed took another thirtieth.
    """
    gc.set_threshold(_NEW_OBJECTS, _NEVER)
    load_paths_alone()
    from compiler.cli.faults import help_told
    from compiler.cli.faults import run as run_command
    from compiler.cli.plain import read_plainly

    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
    asked = read_plainly(sys.argv[1:])
    if asked is not None:
        module, _, function = asked.does.partition(".")
        sys.exit(run_command(module, function, asked.home, asked))
    from compiler.cli.app import app

    help_told(app)


def run() -> None:
    """Run the command line as a program of its own, and end it without taking apart what it made, object by object.

    The system takes back the memory of a process at once; Python would take 15 ms after a help and 25 to 40 after a
    check. Whatever else is to be done at the end is done first, as our function was the first to be registered.
    """
    ended: list[object] = []

    def leave() -> None:
        code = ended[0] if ended else ""
        with contextlib.suppress(OSError, ValueError):  # where words cannot be handed on, Python says so in its way
            if code is None or isinstance(code, int):
                sys.stdout.flush()
                sys.stderr.flush()
                os._exit(code or 0)

    atexit.register(leave)
    find_sooner(compiler)
    try:
        main()
    except SystemExit as end:
        ended.append(end.code)
        raise
