"""LibreOffice as a second program that opens what we write: many files in one process, in a profile of its own."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

SECONDS = 180
_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>0</value></prop></item></oor:items>
"""


def office() -> str | None:
    """LibreOffice's program, None where it is not installed."""
    return shutil.which("soffice")


def saved_again(files: Sequence[Path], folder: Path, kind: str = "") -> list[Path]:
    """The files, all of one kind, opened, calculated anew and saved again by one process, in a folder of its own.

    `kind` ('.ods') is another kind to save them as.
    """
    (kind,) = {kind or path.suffix for path in files}
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_RECALCULATE, encoding="utf-8")
    command = [str(office()), f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
    command += ["--convert-to", kind[1:], "--outdir", str(folder / "saved"), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)
    return [folder / "saved" / path.with_suffix(kind).name for path in files]


_LIBRARIES = """<?xml version="1.0" encoding="UTF-8"?>
<library:libraries xmlns:library="http://openoffice.org/2000/library">
 <library:library library:name="Standard" library:link="false"/>
</library:libraries>
"""
_LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard">
 <library:element library:name="Module1"/>
</library:library>
"""
_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
{}</script:module>
"""


def run_basic(code: str, call: str, folder: Path) -> None:
    """Run a procedure of LibreOffice Basic in a profile of its own, as a person at the keyboard would work."""
    command = [str(office()), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore"]
    # The first start makes the profile, and would pass over a library that is there before it.
    subprocess.run([*command, "--terminate_after_init"], check=True, capture_output=True, timeout=SECONDS)
    basic = folder / "profile" / "user" / "basic"
    (basic / "Standard").mkdir(parents=True, exist_ok=True)
    (basic / "script.xlc").write_text(_LIBRARIES, encoding="utf-8")
    (basic / "Standard" / "script.xlb").write_text(_LIBRARY, encoding="utf-8")
    module = _MODULE.format(escape(f"{code}\nSub Begin\n  {call}\nEnd Sub\n"))
    (basic / "Standard" / "Module1.xba").write_text(module, encoding="utf-8")
    subprocess.run([*command, "macro:///Standard.Module1.Begin"], check=True, capture_output=True, timeout=SECONDS)
