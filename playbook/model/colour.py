"""Colours that can be read. Pure.

Contrast is that of WCAG 2.2 (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio), from 1 to 21.
"""

from __future__ import annotations

import colorsys

PAPER = {"light": "#faf6ee", "dark": "#1c2124"}
"""What text stands on: of page and card, the one that is nearer to the text."""
TEXT_CONTRAST = 7.0
"""Level AAA for text."""


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb`, 0 to 1."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def readable(colour: str, paper: str) -> str:
    """The colour, moved in lightness just far enough to be read as text on `paper`; what gets lighter also gets calmer."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*(int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)))
    darker = luminance(paper) > 0.18
    for step in range(101):
        if contrast(colour, paper) >= TEXT_CONTRAST:
            break
        moved = lightness * (100 - step) / 100 if darker else lightness + (1 - lightness) * step / 100
        rgb = colorsys.hls_to_rgb(hue, moved, saturation if darker else min(saturation, 0.42))
        colour = "#" + "".join(f"{round(255 * each):02x}" for each in rgb)
    return colour


def mixed(colour: str, paper: str, share: float) -> str:
    """The colour thinned on paper: `share` of 1 is the colour itself."""
    pairs = ((int(colour[start : start + 2], 16), int(paper[start : start + 2], 16)) for start in (1, 3, 5))
    return "#" + "".join(f"{round(one * share + other * (1 - share)):02x}" for one, other in pairs)
