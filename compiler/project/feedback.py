"""What the teams are sent after a check: each its own workbook, with the list and the comments."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence

from compiler.domain.finding import Finding
from compiler.domain.period import say_date
from compiler.domain.text import harmless
from compiler.pipeline import Inputs, Upload
from compiler.project.find import Project, WrongUse
from compiler.project.outputs import write_outputs
from compiler.project.write import Written
from compiler.render.feedback import everything_in, feedback, findings_for, has_more
from compiler.render.findings import findings_text
from compiler.returns.reader import is_opendocument

FOLDER = "feedback"
_OPENDOCUMENT = """\
This return came as an OpenDocument spreadsheet (.ods), which is read like any other. A list and comments can
only be put into an Excel workbook, so what is to be put right is listed here: correct the .ods file and
send it again.

"""


def write_feedback(
    project: Project, inputs: Inputs, findings: Sequence[Finding], now: dt.datetime
) -> tuple[Written, ...]:
    """Write the feedback of the returns that were checked, beside the quarter's other output; what was written.

    A file that a person has changed since is left alone, as is every return. What an earlier check wrote of a return
    that has nothing to put right any more is taken away. NotWritten, WrongUse as for every output.
    """
    twice = [name for name, count in Counter(each.name for each in inputs.returns).items() if count > 1]
    if twice:
        raise WrongUse(f"Two of the files are called '{twice[0]}'. Check them one at a time.")
    output = project.output(inputs.period)
    folder = output / FOLDER
    made = {name: data for each in inputs.returns for name, data in _of_return(inputs, each, findings, now.date())}
    gone = {name for each in inputs.returns for name in (each.name, everything_in(each.name))} - made.keys()
    if not made and not folder.is_dir():
        return ()
    return write_outputs(folder, made, now, alone=output, outdated=lambda name: name in gone)


def _of_return(
    inputs: Inputs, upload: Upload, findings: Sequence[Finding], today: dt.date
) -> Iterator[tuple[str, bytes]]:
    """The files for one team: its workbook, and all findings as text if the list cannot hold them or cannot be made."""
    stand = [each for each in findings if not _waived(inputs, each)]
    told = findings_for(upload.name, stand)
    if not told:
        return
    whose = next((known.name for each in told if (known := inputs.department.division(each.division))), "")
    when = f"{inputs.period.short}, checked on {say_date(today)}"
    data = _bytes_of(upload)
    made = feedback(data, upload.name, told, whose, when)
    if made is not None:
        yield upload.name, made
    if made is None or has_more(told):
        why = _OPENDOCUMENT if is_opendocument(data) else ""
        yield everything_in(upload.name), harmless(why + findings_text(told)).encode("utf-8")


def _waived(inputs: Inputs, finding: Finding) -> bool:
    return any(waiver.covers(finding) and waiver.stands(inputs.as_at) for waiver in inputs.decisions.waivers)


def _bytes_of(upload: Upload) -> bytes:
    """The file's bytes; none if it cannot be read, which the findings say already."""
    if isinstance(upload.source, bytes):
        return upload.source
    try:
        return upload.source.read_bytes()
    except OSError:
        return b""
