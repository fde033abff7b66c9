"""The report in Word; what makes it is loaded when one is made, so that what is kept of it can be asked for without."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compiler.domain.later import later

if TYPE_CHECKING:
    from compiler.render.word.report import render_word
else:
    render_word = later("compiler.render.word.report", "render_word")

__all__ = ["render_word"]
