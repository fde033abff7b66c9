"""Whether words in one colour can be seen on another."""

from __future__ import annotations

_LEAST = 1.25
"""The contrast, as WCAG reckons it, below which words are as good as hidden."""


def too_close(ink: str, ground: str) -> bool:
    """Whether two colours (RRGGBB) can hardly be told apart."""
    dark, light = sorted((_light(ink), _light(ground)))
    return (light + 0.05) / (dark + 0.05) < _LEAST


def _light(colour: str) -> float:
    parts = [int(colour[-6:][at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (each / 12.92 if each <= 0.03928 else ((each + 0.055) / 1.055) ** 2.4 for each in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
