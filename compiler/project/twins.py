"""The PDF beside each Word file: made when it is asked for, and never in the way of the Word file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from compiler.domain.frozen import dataclass
from compiler.project.state import keep_run, read_last_run
from compiler.project.write import NotWritten, Written, one_at_a_time, sha256, write_safely


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
    now = dt.datetime.now().astimezone()
    try:
        with one_at_a_time(folder, lambda: now.strftime("%H:%M on %d/%m/%Y")):
            last = read_last_run(folder)
            written = tuple(write_safely(path, data, last.files.get(path.name, "")) for path, data in twins.items())
            keep_run(folder, replace(last, files={**last.files, **dict(_hashes(twins, written))}))
    except NotWritten as fault:
        return (), (str(fault),)
    return written, tuple(each.note for each in written if each.note)


def _hashes(twins: Mapping[Path, bytes], written: tuple[Written, ...]) -> Iterator[tuple[str, str]]:
    for data, each in zip(twins.values(), written, strict=True):
        if not each.note:
            yield each.path.name, sha256(data)
