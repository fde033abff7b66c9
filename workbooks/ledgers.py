"""The ledgers of the sample department's years: when each return came in, as its own cover says."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from pathlib import Path

from compiler.domain.acceptance import LEDGER
from compiler.domain.returned import Role
from compiler.ledger.lines import Value, with_tables
from compiler.returns.form import Form

_HEAD = """\
# When the returns came in: the day on which they were signed off, or that of the meeting that they were published for.
# Made by python -m workbooks.transcribe; what later runs add stands at the end.
"""


def ledgers(made: Mapping[Path, tuple[Form, bytes]]) -> dict[Path, str]:
    """The beginning of each year's ledger by its path, from the workbooks' forms and their bytes as they stand."""
    texts: dict[Path, str] = {}
    for path, (form, content) in sorted(made.items(), key=lambda each: (str(each[0].parent), _place(each[1][0]))):
        day = _came(form)
        if form.role is not Role.RETURN or form.period is None or day is None:
            continue
        entry: dict[str, Value] = {
            "period": form.period.name,
            "division": form.division.key,
            "file": path.name,
            "sha256": hashlib.sha256(content).hexdigest(),
            "on": day,
        }
        ledger = path.parent.parent / LEDGER
        texts[ledger] = with_tables(texts.get(ledger, _HEAD), "received", [entry])
    return texts


def _place(form: Form) -> int:
    return form.department.divisions.index(form.division)


def _came(form: Form) -> dt.date | None:
    """The day on which a return was checked, else prepared, else that of the meeting that its figures went to."""
    signed = [day for day in (form.checked_on, form.prepared_on) if isinstance(day, dt.date)]
    if signed or form.period is None:
        return signed[0] if signed else None
    # What a report says of the quarter before it came with that report.
    known = form.department.deadlines
    found = (known.get(f"{period.year.name}/{period.name}") for period in (form.period, form.period.next()))
    return next((deadline.meeting for deadline in found if deadline), None)
