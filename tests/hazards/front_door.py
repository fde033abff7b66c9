"""The program run as a person runs it, in a process of its own whose time and memory are measured and bounded."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.quarter.town import RETURNS, make_town

SECONDS, MEGABYTES = 4.0, 200
"""What any file may cost, whatever it claims to be."""
_ROOT = Path(__file__).parents[2]
# The measuring process is small, and waits for one that is made anew: its own memory counts for nothing.
_MEASURED = """import os, resource, sys
child = os.fork()
if not child:
    resource.setrlimit(resource.RLIMIT_CPU, (20, 20))
    resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
    os.execv(sys.executable, [sys.executable, "-c", "from compiler.cli import run; run()", *sys.argv[1:]])
status = os.wait4(child, 0)
print(status[1], status[2].ru_utime + status[2].ru_stime, status[2].ru_maxrss, file=sys.stderr)
"""


@dataclass(frozen=True)
class Ran:
    """What a command printed and came to; the code is negative where a signal ended it."""

    code: int
    printed: str
    told: str
    seconds: float
    megabytes: float

    def __post_init__(self) -> None:
        assert self.code in (0, 1, 2), (self.code, self.told)
        assert "Traceback" not in self.printed + self.told
        assert self.seconds < SECONDS, f"{self.seconds:.1f} s"
        assert self.megabytes < MEGABYTES, f"{self.megabytes:.0f} MB"


def run(*words: str, folder: Path) -> Ran:
    """Run a command in a folder; it holds to the time and the memory that any file may cost."""
    settings = {**os.environ, "PYTHONPATH": str(_ROOT), "PYTHONHASHSEED": "0", "COLUMNS": "120"}
    command = [sys.executable, "-S", "-c", _MEASURED, *words]
    done = subprocess.run(command, capture_output=True, cwd=folder, env=settings, timeout=120)
    *told, measured = done.stderr.decode().splitlines()
    status, seconds, kilobytes = measured.split()
    code = os.waitstatus_to_exitcode(int(status))
    return Ran(code, done.stdout.decode(), "\n".join(told), float(seconds), int(kilobytes) / 1024)


Files = Mapping[str, bytes | None]


def hand_in(folder: Path, files: Files) -> None:
    """The town's folder with its sound returns, of which some are replaced or taken away, and others are added."""
    make_town(folder)
    for name, data in files.items():
        place = folder / RETURNS / name
        if data is None:
            place.unlink()
        else:
            place.write_bytes(data)


def findings(folder: Path, files: Files) -> list[str]:
    """What `compile check` finds when these files lie among the sound ones: 'R303 Actions!I5: what was found'."""
    hand_in(folder, files)
    ran = run("check", "--format", "json", folder=folder)
    said = json.loads(ran.printed)
    return [_line(each) for each in said]


def _line(finding: Mapping[str, str]) -> str:
    place = "!".join(each for each in (finding.get("sheet") or "", finding.get("cell") or "") if each)
    return f"{finding['code']} {finding['workbook']}{' ' if place else ''}{place}: {finding['found']}"
