"""A report that was edited by hand: which words are a person's, and how it is made again around them."""

from __future__ import annotations

from compiler.render.word.edits.merge import Edit
from compiler.render.word.edits.nearest import base_of
from compiler.render.word.edits.record import Known, Record, following, read_record, record_bytes
from compiler.render.word.edits.settle import Compared, Kept, compared
from compiler.render.word.edits.telling import Told, told, told_let_go

__all__ = [
    "Compared", "Edit", "Kept", "Known", "Record", "Told", "base_of", "compared", "following", "read_record",
    "record_bytes", "told", "told_let_go",
]  # fmt: skip
