"""The readers of figures and targets, loaded when words are read that were not read before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compiler.domain.later import later

if TYPE_CHECKING:
    from compiler.domain.target import read_target
    from compiler.domain.value import read_value
else:
    read_target = later("compiler.domain.target", "read_target")
    read_value = later("compiler.domain.value", "read_value")

__all__ = ("read_target", "read_value")
