"""Whose fault it is when a command cannot go on: wrong use (2), nothing could be written (3), or ours (3)."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from compiler.cli.again import remember
from compiler.cli.shown import only_words

WRONG_USE, NOT_DONE = 2, 3
_NAMES = ("EACCES", "EPERM", "ENOSPC", "EDQUOT", "EIO", "EROFS", "ENAMETOOLONG", "ESTALE", "EBUSY", "ETXTBSY", "EFBIG")
_OF_MACHINES = frozenset(getattr(errno, name) for name in _NAMES if hasattr(errno, name))
"""What a disk, a share or a folder may fail with."""
_GONE = (errno.ENOENT, errno.ENOTDIR)
"""What it fails with where a file or a folder has been taken away meanwhile."""
_PROGRAM = Path(__file__).resolve().parents[1]


def run(module: str, function: str, home: Path, options: Any) -> int:
    """Run a function of one of our modules and give its code; no traceback ever reaches a user, and whatever it says
    is nothing but words on the screen.

    The module is loaded only now, so that help needs none of it.
    """
    remember(options)
    with only_words():
        return _done(module, function, home, options)


def _done(module: str, function: str, home: Path, options: Any) -> int:
    from compiler.project.find import WrongUse

    try:
        code: int = getattr(import_module(f"compiler.cli.{module}"), function)(options)
        sys.stdout.flush()
    except WrongUse as fault:
        code = _say(str(fault), WRONG_USE)
    except BrokenPipeError:
        code = _nobody_reads()
    except OSError as fault:
        code = _say(_of_the_machine(fault) or _apology(home), NOT_DONE)
    except KeyboardInterrupt:
        code = _say("Stopped. Nothing was left half written.", NOT_DONE)
    except Exception as fault:
        code = _say(_not_written(fault) or _apology(home), NOT_DONE)
    return code


def _not_written(fault: Exception) -> str:
    """What is said of a file that could not be written anywhere; '' for any other fault."""
    from compiler.project.write import NotWritten

    return str(fault) if isinstance(fault, NotWritten) else ""


def help_told(tell: Callable[[], None]) -> None:
    """Let the library that knows the options tell of them, or run what is asked for; help that cannot be handed on is
    told as all else."""
    try:
        tell()
    except OSError as fault:
        sys.exit(_say(_of_the_machine(fault) or _apology(Path()), NOT_DONE))


def _of_the_machine(fault: OSError) -> str:
    """A sentence for a disk or a folder that fails, which is nobody's fault here; '' for any other error."""
    from compiler.project.write import UNCHANGED, too_long

    path = Path(os.fsdecode(fault.filename)) if isinstance(fault.filename, (str, bytes)) else None
    gone = fault.errno in _GONE and path is not None and not path.absolute().is_relative_to(_PROGRAM)
    if not (gone or fault.errno in _OF_MACHINES or getattr(fault, "winerror", None)):
        return ""
    where = f"'{path.name}'" if path else "A file"
    return (path and too_long(path, fault)) or f"{where} could not be read or written ({fault.strerror}). {UNCHANGED}"


def _nobody_reads() -> int:
    """Whoever read what is printed has closed the pipe, as `head` does: say no more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return NOT_DONE


def _say(words: str, code: int) -> int:
    print(words, file=sys.stderr)
    return code


def _apology(folder: Path) -> str:
    """One sentence with an id; the details of the fault go to a file, or to nobody if none can be written."""
    import hashlib
    import traceback  # 4 ms that nobody needs unless we are at fault

    from compiler.project.write import NotWritten, write_in_place

    details = traceback.format_exc().encode("utf-8", "replace")
    number = hashlib.sha256(details).hexdigest()[:8]
    kept = folder / "output" / f"fault-{number}.txt"
    try:
        write_in_place(kept, details)
        where = f"the details are in '{kept}'"
    except NotWritten:
        where = "the details could not be kept"
    return f"Sorry, this is a fault of the program, not of your workbooks (fault {number}; {where})."
