"""LibreOffice as a second program that opens what we write: many files in one process, in a profile of its own."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

SECONDS = 180
_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>0</value></prop></item></oor:items>
"""


def office() -> str | None:
    """LibreOffice's program, None where it is not installed."""
    return shutil.which("soffice")


def saved_again(files: Sequence[Path], folder: Path) -> list[Path]:
    """The files, all of one kind, opened, calculated anew and saved again by one process, in a folder of its own."""
    (kind,) = {path.suffix for path in files}
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_RECALCULATE, encoding="utf-8")
    command = [str(office()), f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
    command += ["--convert-to", kind[1:], "--outdir", str(folder / "saved"), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)
    return [folder / "saved" / path.name for path in files]
