"""A run that would only write again what lies there, known by the content of all that it reads.

What a run said is kept in the folder's `.compile/`, under a mark of everything that it depends on: every workbook, the
settings, the template, the files that it wrote, and the program. While all of these are the same, the same run has
nothing to do. Deleting what is kept changes nothing.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from compiler.domain.frozen import dataclass, field
from compiler.domain.period import Period
from compiler.pipeline import Upload
from compiler.project.find import Project, template_folders
from compiler.project.inputs import Wish, inputs_of
from compiler.project.kept import is_half_kept
from compiler.project.lock import is_left_behind
from compiler.project.sealed import FOLDER, files_in, hashed, read_sealed, write_sealed
from compiler.project.state import NAME, read_last_run

OUTPUTS = ("report.docx", "master.xlsx", "findings.txt")
_BESIDE = (NAME, ".report.docx.written")
_PROGRAM = Path(__file__).resolve().parents[1]
_WRITERS = ("xlsxwriter", "lxml", "rich")
_UPLOADS = ("plans", "returns", "before", "year_ago", "accepted")

Said = Mapping[str, object]
"""One thing that was said on the screen: a line with its style, or a table with headings and lines."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a run said, to be said again: on the screen, and the code that it ended with."""

    screen: tuple[Said, ...] = ()
    code: int = 0


@dataclass(frozen=True, slots=True)
class Seen:
    """What a run is to be made of: the hash of each workbook that it reads and of its template, by role and name.

    `asked` is how its summary is to be printed, in words.
    """

    project: Project
    period: Period
    wish: Wish
    asked: str
    files: Mapping[str, str] = field(default_factory=dict)

    def told(self) -> Told | None:
        """What a run said that was kept, if nothing has changed since; else None."""
        place = self._place()
        folders = (self.project.output(self.period), self.project.workbooks / self.period.year.name)
        text = None
        if place.is_file() and not any(map(is_left_behind, folders)) and not is_half_kept(folders[0] / OUTPUTS[0]):
            text = read_sealed(place, _mark(self))
        if text is None:
            return None
        said = json.loads(text)
        return Told(tuple(said["screen"]), said["code"])

    def keep(self, told: Told) -> None:
        """Keep what a run said, if what it read is still the same and what it wrote lies there as it was written."""
        after = seen(self.project, self.period, self.wish, self.asked)
        if after.files == self.files and _lie_as_written(self.project.output(self.period)):
            text = json.dumps({"screen": list(told.screen), "code": told.code}, ensure_ascii=False)
            write_sealed(self._place(), _mark(after), text)

    def _place(self) -> Path:
        name = hashed(self.project.department.key, str(self.period))[:24]
        return self.project.folder / FOLDER / f"quarter-{name}.json"


def may_be_told(wish: Wish) -> bool:
    """Whether a run is one that does nothing but write its files: it neither publishes nor converts nor lets go."""
    others = (wish.final, wish.dry_run, wish.paginate, wish.pdf, wish.fresh, wish.let_go)
    return not any(others)


def seen(project: Project, period: Period, wish: Wish, asked: str) -> Seen:
    """What a run with this wish would read now."""
    inputs = inputs_of(project, period, wish)
    uploads = [(role, each) for role in _UPLOADS for each in getattr(inputs, role)]
    files = {f"{role}/{each.name}": _hash_of(each) for role, each in uploads}
    files["template"] = _file_hash(project.template(project.profile.report.template))
    return Seen(project, period, wish, asked, files)


def _mark(found: Seen) -> str:
    """A hash of everything that a run depends on."""
    folder = found.project.output(found.period)
    written = [f"{name} {_file_hash(folder / name)}" for name in (*OUTPUTS, *_BESIDE)]
    read = [f"{name} {content}" for name, content in sorted(found.files.items())]
    return hashed(_program(), found.asked, repr(found.wish), *_settings(found.project), *read, *written)


def _settings(project: Project) -> Iterator[str]:
    """The hash of every small file that the settings, the profile and what was decided are read from."""
    years = (each for each in project.workbooks.iterdir() if each.is_dir())
    places = [project.folder / "workbooks", project.workbooks, *years]
    small = [path for place in places for path in place.glob("*.toml")]
    formats = [path for place in template_folders(project.folder) for path in place.glob("*/*")]
    for path in sorted({*small, *formats}):
        yield f"{path} {_file_hash(path)}"


def _lie_as_written(folder: Path) -> bool:
    known = read_last_run(folder).files
    return all(known.get(name) == _file_hash(folder / name) for name in OUTPUTS)


def _hash_of(upload: Upload) -> str:
    return _file_hash(upload.source) if isinstance(upload.source, Path) else hashlib.sha256(upload.source).hexdigest()


def _file_hash(path: Path) -> str:
    """The hash of a file's content; '' where it is not there or cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


@lru_cache(maxsize=1)
def _program() -> str:
    """What tells one state of the program from another: its files, the libraries that it writes with, the Python."""
    libraries = (find_spec(name) for name in _WRITERS)
    origins = [Path(each.origin).parent for each in libraries if each and each.origin]
    return hashed(sys.version, *sorted(_states(_PROGRAM)), *(f"{path} {_when(path)}" for path in origins))


def _when(path: Path) -> int:
    return path.stat().st_mtime_ns


def _states(folder: Path) -> Iterator[str]:
    for each in files_in(folder):
        if not each.name.endswith((".pyc", ".part")):
            about = each.stat()
            yield f"{each.path} {about.st_size} {about.st_mtime_ns}"
