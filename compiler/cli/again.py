"""How the next command is written: for the same department, and for a period."""

from __future__ import annotations

from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from compiler.domain.period import Period

_ASKED: ContextVar[str] = ContextVar("asked", default="")


def remember(options: Any) -> None:
    """Keep which department a command was given, so that the next one that it names is for that too."""
    department = getattr(options, "department", "")
    _ASKED.set(f" --department {department}" if department else "")


def asked() -> str:
    """The department as an option, with a space before it; '' where none was given."""
    return _ASKED.get()


def where(period: Period) -> str:
    """A period as options, with the department: '--year 2008-09 --quarter Q1 --department children'."""
    return f"--year {period.year.name} --quarter {period.name}{asked()}"
