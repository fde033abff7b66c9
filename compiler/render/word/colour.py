"""Colours that can be read: contrast, and the ink that goes with a fill."""

from __future__ import annotations

from compiler.domain.regex import regex

_HEX = regex(r"[0-9A-Fa-f]{6}")
ENOUGH = 4.5
"""The least contrast between words and what is behind them (WCAG 2.2 AA)."""


def is_colour(value: str) -> bool:
    """Whether the words are a colour as RRGGBB."""
    return bool(_HEX.fullmatch(value))


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two RRGGBB colours, from 1 (the same) to 21 (black on white)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    shares = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (s / 12.92 if s <= 0.03928 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def readable(fill: str, ink: str) -> tuple[str, str]:
    """The fill and an ink that can be read on it: the one wished for, or else black or white, whichever is clearer.

    Anything that is no colour becomes a white fill with black ink.
    """
    if not is_colour(fill):
        return "FFFFFF", "000000"
    if not is_colour(ink) or contrast(fill, ink) < ENOUGH:
        ink = max("000000", "FFFFFF", key=lambda each: contrast(fill, each))
    assert contrast(fill, ink) >= ENOUGH, f"{ink} cannot be read on {fill}"
    return fill.upper(), ink.upper()


def tint(colour: str, share: float) -> str:
    """The colour thinned with white: a share of 1 is the colour itself, 0 is white."""
    parts = (int(colour[at : at + 2], 16) for at in (0, 2, 4))
    return "".join(f"{round(255 - (255 - part) * share):02X}" for part in parts)
