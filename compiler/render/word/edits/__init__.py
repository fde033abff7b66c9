"""A report that was edited by hand: which words are a person's, and how it is made again around them.

Each of these is loaded when it is asked for: most reports lie there as they were written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from compiler.domain.later import later

if TYPE_CHECKING:
    from compiler.render.word.edits.merge import Edit
    from compiler.render.word.edits.nearest import base_of
    from compiler.render.word.edits.record import Known, Record, following, read_record, record_bytes
    from compiler.render.word.edits.settle import Compared, Kept, compared
    from compiler.render.word.edits.telling import Told, told, told_let_go
else:
    base_of = later("compiler.render.word.edits.nearest", "base_of")
    compared = later("compiler.render.word.edits.settle", "compared")
    following = later("compiler.render.word.edits.record", "following")
    read_record = later("compiler.render.word.edits.record", "read_record")
    record_bytes = later("compiler.render.word.edits.record", "record_bytes")
    told = later("compiler.render.word.edits.telling", "told")
    told_let_go = later("compiler.render.word.edits.telling", "told_let_go")

__all__ = [
    "Compared", "Edit", "Kept", "Known", "Record", "Told", "base_of", "compared", "following", "read_record",
    "record_bytes", "told", "told_let_go",
]  # fmt: skip
