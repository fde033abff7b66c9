"""Numbers as the parts of a file have them: what is no number, or too long to be meant, is taken for something else."""

from __future__ import annotations

import math
import re

_WHOLE = re.compile(r"[0-9]{1,9}")


def whole(words: str | None, otherwise: int = 0) -> int:
    """A whole number of at most nine digits; `otherwise` for anything else."""
    return int(words) if words and _WHOLE.fullmatch(words) else otherwise


def is_whole(words: str | None) -> bool:
    """Whether the words are such a number."""
    return bool(words and _WHOLE.fullmatch(words))


def measure(words: str | None, otherwise: float, most: float = 10_000.0) -> float:
    """A size from 0 to `most`; `otherwise` for what is no number."""
    try:
        found = float(words or "")
    except ValueError:
        return otherwise
    return min(max(found, 0.0), most) if math.isfinite(found) else otherwise
