"""The golden thread of a year's plans told: from one row up and down, or wherever it is broken.

Each of these is loaded when it is asked for: whoever needs the names of levels alone needs none of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from compiler.domain.later import later

if TYPE_CHECKING:
    from compiler.render.thread.find import seek
    from compiler.render.thread.model import follow
    from compiler.render.thread.objects import orphans_json, thread_json, thread_schema
    from compiler.render.thread.orphans import orphans
    from compiler.render.thread.text import orphans_text, thread_text
else:
    follow = later("compiler.render.thread.model", "follow")
    orphans = later("compiler.render.thread.orphans", "orphans")
    orphans_json = later("compiler.render.thread.objects", "orphans_json")
    orphans_text = later("compiler.render.thread.text", "orphans_text")
    seek = later("compiler.render.thread.find", "seek")
    thread_json = later("compiler.render.thread.objects", "thread_json")
    thread_schema = later("compiler.render.thread.objects", "thread_schema")
    thread_text = later("compiler.render.thread.text", "thread_text")

__all__ = [
    "follow", "orphans", "orphans_json", "orphans_text", "seek", "thread_json", "thread_schema", "thread_text",
]  # fmt: skip
