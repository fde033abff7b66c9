"""LibreOffice at work for us: one process, a profile of its own, a time limit, and nothing left behind."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from compiler.domain.frozen import dataclass

_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.com",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.com",
)


@dataclass(frozen=True, slots=True)
class Converted:
    """What LibreOffice made of files, by their names, and the beginning of a sentence on what hindered it, or ''."""

    files: Mapping[str, bytes]
    fault: str = ""


def find_soffice() -> str | None:
    """LibreOffice's program on this machine, or None."""
    return next((found for name in ("soffice", "libreoffice", *_PLACES) if (found := shutil.which(name))), None)


def converted(files: Mapping[str, bytes], kind: str, soffice: str | None = None, seconds: float = 120) -> Converted:
    """Files by their names as another kind, 'pdf:writer_pdf_Export', made by one process; those are left out that it
    could not make.

    `soffice` is LibreOffice's program, found where it usually lies if None; it is given `seconds` for all of them.
    """
    program = soffice or find_soffice()
    if not program or not shutil.which(program):
        return Converted({}, "LibreOffice was not found")
    ending = "." + kind.partition(":")[0]
    with tempfile.TemporaryDirectory(prefix="report-") as name:
        folder = Path(name)
        for number, data in enumerate(files.values()):  # by number: a name may be one that a command line cannot have
            (folder / f"report{number or ''}.docx").write_bytes(data)
        given = [folder / f"report{number or ''}.docx" for number in range(len(files))]
        command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore"]
        fault = _run([*command, "--convert-to", kind, "--outdir", name, *map(str, given)], seconds)
        made = {each: path.with_suffix(ending) for each, path in zip(files, given, strict=True)}
        there = {each: path.read_bytes() for each, path in made.items() if path.is_file()}
    lost = "" if len(there) == len(files) else "LibreOffice could not lay the report out"
    return Converted({} if fault else there, fault or lost)


def _run(command: Sequence[str], seconds: float) -> str:
    """Runs LibreOffice, and ends it with all that it started when its time is up."""
    try:
        process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=sys.platform != "win32"
        )
    except OSError as fault:
        return f"LibreOffice could not be started ({fault.strerror})"
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        _end(process)
        return f"LibreOffice took longer than {seconds:g} seconds"
    except BaseException:
        _end(process)
        raise
    return ""


def _end(process: subprocess.Popen[bytes]) -> None:
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/T", "/F", "/PID", str(process.pid)], capture_output=True, check=False)
    else:
        import signal

        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
