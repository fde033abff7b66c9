"""How long the parts of the committee's report may be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compiler.domain.frozen import dataclass, fields

if TYPE_CHECKING:  # what reads settings is loaded where they are read
    from compiler.profile.build import Problems


@dataclass(frozen=True, slots=True)
class Limits:
    """How much the report tells before it points to where the rest is; 0 sets no limit.

    `table_rows` are the rows of a table in the body, `list_points` the rows told one by one in a list there,
    `commentary_words` the words of one commentary there. `key_points` are the exceptions on the page of key points. An
    appendix has all rows of its kind, or where these are more than `appendix_rows` only those that are not on course
    or that changed, up to the limit.
    """

    table_rows: int = 12
    list_points: int = 15
    commentary_words: int = 60
    key_points: int = 5
    appendix_rows: int = 60


def check_limits(limits: Limits, problems: Problems, path: str = "report.limits") -> None:
    """Note every limit that is less than nothing; `path` is where they are set."""
    for field in fields(limits):
        if getattr(limits, field.name) < 0:
            problems.add(f"{path}.{field.name}", "a limit is a whole number, and 0 sets none")
