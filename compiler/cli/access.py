"""`compile access`: how accessible Word documents and workbooks are, ours or not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from compiler.cli.commands.finished import Access
from compiler.cli.formats import bold, width
from compiler.domain.finding import Severity
from compiler.project.find import WrongUse
from compiler.render.access import MOST_BYTES, Barrier, access_json, access_schema, access_text, look_over
from compiler.render.findings import findings_concise

_FORMATS: dict[str, Callable[[Sequence[Barrier]], str]] = {
    "text": lambda barriers: access_text(barriers, width(), bold=bold()),
    "concise": lambda barriers: findings_concise([each.finding for each in barriers]),
    "json": access_json,
}


def access_and_tell(options: Access) -> int:
    """Print what keeps readers out of the files; 1 if errors stand (or warnings, where it is strict)."""
    if options.schema:
        print(access_schema(), end="")
        return 0
    if options.format not in _FORMATS:
        raise WrongUse(f"There is no format '{options.format}'. There are: {', '.join(_FORMATS)}.")
    if not options.files:
        raise WrongUse("Name the documents or workbooks to look at: compile access report.docx")
    barriers = [each for path, name in _named(options.files) for each in look_over(name, _read(path))]
    if barriers or not options.quiet or options.format == "json":
        print(_FORMATS[options.format](barriers), end="")
    if barriers and options.format == "text" and not options.quiet:
        print(f"Next: compile explain {barriers[0].code}")
    return int(any(_counts(each.severity, options.strict) for each in barriers))


def _counts(severity: Severity, strict: bool) -> bool:
    return severity is Severity.ERROR or (strict and severity is Severity.WARNING)


def _named(files: Sequence[Path]) -> list[tuple[Path, str]]:
    """Each file once, by its name, or by its path where two have one name."""
    paths = list(dict.fromkeys(files))
    names = [path.name for path in paths]
    return [(path, path.name if names.count(path.name) == 1 else path.as_posix()) for path in paths]


def _read(path: Path) -> bytes:
    if path.is_dir():
        raise WrongUse(f"'{path}' is a folder. Name the files in it.")
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise WrongUse(f"There is no file '{path}'.") from None
    except OSError as fault:
        raise WrongUse(f"'{path}' cannot be read: {fault.strerror or fault}. Close it where it is open.") from fault
