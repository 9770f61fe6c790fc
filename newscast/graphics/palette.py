"""The colours of a drawing, from the few that a kit names; and how well text in one shows on another."""

from __future__ import annotations

from collections.abc import Mapping

READABLE = 4.5
"""How much lighter a text must be than its ground, or darker (WCAG 2.2, 1.4.3)."""
_DARKER, _DEEPER, _LIFTED = 0.42, 0.45, 0.10


def palette(colors: Mapping[str, str | None]) -> dict[str, str]:
    """The show's colours by the name of their class.

    `dark` is `primary` with 42 % less light where it is not given, `deep` again; `lift` is a little lighter. Under
    dark text the first two are lighter, not darker. `plate`, below names, is that of `primary` and `dark` on which
    the text shows better: with light text the darker one. `number` is `accent` where that can be read on `primary`.
    """
    primary, text = str(colors["primary"]), str(colors["text"])
    away = "#000000" if luminance(text) > luminance(primary) else "#ffffff"
    dark = str(colors["dark"] or mixed(primary, away, _DARKER))
    accent = str(colors["accent"])
    return {
        "primary": primary,
        "plate": max(primary, dark, key=lambda ground: contrast(text, ground)),
        "dark": dark,
        "deep": mixed(dark, away, _DEEPER),
        "lift": mixed(primary, "#ffffff", _LIFTED),
        "accent": accent,
        "number": accent if contrast(accent, primary) >= READABLE else text,
        "text": text,
    }


def mixed(color: str, other: str, share: float) -> str:
    """A colour with a share of another in it."""
    pairs = zip(_parts(color), _parts(other), strict=True)
    return "#" + "".join(f"{round(mine + (its - mine) * share):02x}" for mine, its in pairs)


def contrast(one: str, other: str) -> float:
    """How much lighter the lighter one is, 1 to 21 (WCAG 2.2, contrast ratio)."""
    lights = sorted((luminance(one), luminance(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def luminance(color: str) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.2)."""
    red, green, blue = (_linear(part / 255) for part in _parts(color))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def _parts(color: str) -> tuple[int, int, int]:
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)
