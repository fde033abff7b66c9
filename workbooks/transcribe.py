"""Writes the committed workbooks from their text sources.

`python -m workbooks.transcribe` writes every workbook of every department that has text sources;
`python -m workbooks.transcribe --check` writes nothing, and exits with 1 when the workbooks that stand there are not
what it would write.
"""

from __future__ import annotations

import argparse
import os
import sys
import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path

from compiler.returns.form import Form
from compiler.returns.issue import issue_workbook
from compiler.returns.issue_page import NotWritten
from workbooks.forms import forms
from workbooks.ledgers import ledgers
from workbooks.sources import SourceFault

TEMPLATES = Path(__file__).parent.parent / "templates"


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the workbooks, or check them; the exit code: 0 done, 1 when a source or a workbook is not right."""
    parser = argparse.ArgumentParser(
        prog="python -m workbooks.transcribe", description="Write the workbooks from text."
    )
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 if a workbook differs")
    parser.add_argument("--folder", type=Path, default=Path(__file__).parent, help="the folder of the departments")
    chosen = parser.parse_args(arguments)
    try:
        sources = forms_in(chosen.folder)
        made = {path: _issued(path, form) for path, form in sources.items()}
    except (SourceFault, NotWritten) as fault:
        print(fault, file=sys.stderr)
        return 1
    surplus = [path for path in _standing(chosen.folder) if path not in made]
    for path in surplus:
        print(f"{path}: comes from no text source", file=sys.stderr)
    if chosen.check:
        wrong = _check(made)
        return 1 if wrong or surplus or _check_ledgers(sources) else 0
    for path, content in made.items():
        _write(path, content)
    for path, text in _ledgers(sources).items():
        if not _standing_text(path).startswith(text):
            _put(path, text.encode("utf-8"))
    print(f"{len(made)} workbooks stand as their text sources say")
    return 0


def forms_in(folder: Path) -> dict[Path, Form]:
    """The workbooks that the text sources of all departments in a folder make, by path; raises SourceFault."""
    departments = sorted(path.parent for path in folder.glob("*/sources"))
    return {path: form for department in departments for path, form in sorted(forms(department, TEMPLATES).items())}


def _ledgers(sources: Mapping[Path, Form]) -> dict[Path, str]:
    """How the years' ledgers begin, for the workbooks as they stand."""
    return ledgers({path: (form, path.read_bytes()) for path, form in sources.items() if path.is_file()})


def _check_ledgers(sources: Mapping[Path, Form]) -> list[Path]:
    """The ledgers that do not know the workbooks as they stand, each told in a line."""
    wrong = [path for path, text in _ledgers(sources).items() if not _standing_text(path).startswith(text)]
    for path in wrong:
        print(f"{path}: does not begin with the returns as they stand", file=sys.stderr)
    return wrong


def _standing_text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def _issued(path: Path, form: Form) -> bytes:
    try:
        return issue_workbook(form)
    except NotWritten as fault:
        raise NotWritten(f"{path}: {fault}") from fault


def _standing(folder: Path) -> list[Path]:
    """The workbooks that stand beside text sources, in plan folders and in those of periods that have sources."""
    sources = [path for path in folder.glob("*/sources/*") if path.is_dir()]
    return sorted(each for path in sources for each in (path.parent.parent / path.name).glob("*/*.xlsx"))


def _check(made: Mapping[Path, bytes]) -> list[Path]:
    """The workbooks that are missing or differ, each told in a line."""
    wrong = [path for path, content in made.items() if not path.is_file() or not same(path.read_bytes(), content)]
    for path in wrong:
        print(f"{path}: {'differs from its text source' if path.is_file() else 'is missing'}", file=sys.stderr)
    return wrong


def same(one: bytes, other: bytes) -> bool:
    """Whether two workbooks hold the same parts, byte for byte, in the same order.

    Only the compression may differ, because another version of zlib may pack the same bytes in another way.
    """
    return one == other or _parts(one) == _parts(other)


def _parts(content: bytes) -> list[tuple[str, bytes]]:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return [(name, archive.read(name)) for name in archive.namelist()]
    except zipfile.BadZipFile:
        return [("", content)]


def _write(path: Path, content: bytes) -> None:
    """Write a workbook whole or not at all, and leave one that is right as it is."""
    if not (path.is_file() and same(path.read_bytes(), content)):
        _put(path, content)


def _put(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(path.name + ".part")
    beside.write_bytes(content)
    os.replace(beside, path)


if __name__ == "__main__":
    sys.exit(main())
