"""The README's transcript, as the commands print it today: `python -m tests.transcript` writes it into the README."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
COMMANDS = (
    ("quarter", "--year", "2007-08", "--quarter", "Q4"),
    ("check", "workbooks/hartlepool/2008-09/Q2/Safeguarding and Specialist Services.xlsx"),
)
_BLOCK = re.compile(r"(?<=<!-- transcript -->\n```text\n).*?(?=```\n<!-- end of transcript -->)", re.DOTALL)


def transcript() -> str:
    """What the commands print in a folder that holds the sample department and nothing else."""
    with tempfile.TemporaryDirectory() as folder:
        for name in ("workbooks", "templates"):
            shutil.copytree(ROOT / name, Path(folder) / name, ignore=shutil.ignore_patterns("__pycache__"))
        return "\n".join(_run(folder, command) for command in COMMANDS)


def _run(folder: str, command: tuple[str, ...]) -> str:
    script = "from compiler.cli import main; main()"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", script, *command],
        cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", timeout=120,
    )  # fmt: skip
    typed = " ".join(f'"{word}"' if " " in word else word for word in command)
    lines = [line.rstrip() for line in (done.stdout + done.stderr).splitlines()]
    return "\n".join([f"$ compile {typed}", *lines]) + "\n"


def shown() -> str:
    """The transcript that stands in the README."""
    found = _BLOCK.search(README.read_text(encoding="utf-8"))
    assert found is not None, "the README has no transcript between its two marks"
    return found[0]


def main() -> None:
    """Write today's transcript into the README."""
    text = README.read_text(encoding="utf-8")
    README.write_text(_BLOCK.sub(lambda _: transcript(), text), encoding="utf-8")


if __name__ == "__main__":
    main()
