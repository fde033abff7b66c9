"""The PDF beside each Word file: made when it is asked for, and never in the way of the Word file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from compiler.domain.frozen import dataclass
from compiler.project.outputs import write_outputs
from compiler.project.write import NotWritten, Written


@dataclass(frozen=True, slots=True)
class Twins:
    """What was written beside Word files: where, the bytes by name, and what to note."""

    written: tuple[Written, ...] = ()
    made: Mapping[str, bytes] | None = None
    notes: tuple[str, ...] = ()


NO_TWINS = Twins()
"""No PDF was asked for."""


def write_twins(words: Mapping[Path, bytes], tell: Callable[[str], None]) -> Twins:
    """A PDF/UA beside each of the Word files of a folder, by where these were written, made by one LibreOffice.

    What cannot be made or written is a note: the Word files are there in any case. A PDF that is not what we wrote is
    left, and the new one goes beside it.
    """
    from compiler.render.pdf import pdfs_of
    from compiler.render.word.leads import without_leads

    if not words:
        return NO_TWINS
    tell("Making the PDF" if len(words) == 1 else "Making the PDFs")
    made, fault = pdfs_of({path.name: without_leads(data) for path, data in words.items()})
    twins = {path.with_suffix(".pdf"): made[path.name] for path in words if path.name in made}
    notes = [f"{fault}, so {_lost(words, twins)}."] if fault else []
    notes += [f"{path.name}: {pdf.lacks}." for path, pdf in twins.items() if pdf.lacks]
    written, said = _write({path: pdf.data for path, pdf in twins.items()})
    return Twins(written, {path.name: pdf.data for path, pdf in twins.items()}, (*notes, *said))


def _lost(words: Mapping[Path, bytes], twins: Mapping[Path, object]) -> str:
    lost = [path.name for path in words if path.with_suffix(".pdf") not in twins]
    return f"there is no PDF of {', '.join(lost)}"


def _write(twins: Mapping[Path, bytes]) -> tuple[tuple[Written, ...], tuple[str, ...]]:
    if not twins:
        return (), ()
    (folder,) = {path.parent for path in twins}
    try:
        written = write_outputs(folder, {path.name: data for path, data in twins.items()})
    except NotWritten as fault:
        return (), (str(fault),)
    return written, tuple(each.note for each in written if each.note)
