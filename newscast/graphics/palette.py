"""The colours of a drawing, from the few that a kit names; and how well text in one shows on another."""

from __future__ import annotations

from collections.abc import Mapping
from colorsys import hls_to_rgb, rgb_to_hls

from newscast.base.contrast import READABLE, contrast, luminance, mixed, parts, written

CAPTION_READABLE = 7.0
"""The same of a burned caption, which is read in passing (WCAG 2.2, 1.4.6)."""
CAPTIONS = ("caption", "caption_plate", "spoken")
"""The kit's colours of burned captions."""
CLEAR = 0.25
"""How much of the picture shines through the plate of a caption, in the package's templates."""
_DARKER, _DEEPER, _LIFTED = 0.42, 0.45, 0.10
_APART = 64
"""How far a colour is from another, in the channel that differs most, of 255, to be told from it at once."""


def palette(colors: Mapping[str, str | None]) -> dict[str, str]:
    """The show's colours by the name of their class.

    `dark` is `primary` with 42 % less light where it is not given, `deep` again; `lift` is a little lighter. Under
    dark text the first two are lighter, not darker. `plate`, below names, is that of `primary` and `dark` on which
    the text shows better: with light text the darker one. `number` is `accent` where that can be read on `primary`.
    Where the colours of captions are there, `caption-plate` is theirs, and `spoken` otherwise as much like `accent` as
    can be read on it.
    """
    primary, text = str(colors["primary"]), str(colors["text"])
    away = "#000000" if luminance(text) > luminance(primary) else "#ffffff"
    dark = str(colors["dark"] or mixed(primary, away, _DARKER))
    accent = str(colors["accent"])
    known = {
        "primary": primary,
        "plate": max(primary, dark, key=lambda ground: contrast(text, ground)),
        "dark": dark,
        "deep": mixed(dark, away, _DEEPER),
        "lift": mixed(primary, "#ffffff", _LIFTED),
        "accent": accent,
        "number": accent if contrast(accent, primary) >= READABLE else text,
        "text": text,
    }
    return known | _of_captions(colors) if "caption" in colors else known


def _of_captions(colors: Mapping[str, str | None]) -> dict[str, str]:
    caption, plate = str(colors["caption"]), str(colors["caption_plate"])
    spoken = colors["spoken"] or _readable(str(colors["accent"]), caption, plate)
    return {"caption": caption, "caption-plate": plate, "spoken": spoken}


def _readable(color: str, caption: str, plate: str) -> str:
    """A colour, or the one of its hue nearest to it that can be read on a plate as captions in `caption` are."""
    hue, light, saturation = rgb_to_hls(*(part / 255 for part in parts(color)))
    end = 1.0 if luminance(caption) > luminance(plate) else 0.0
    lights = (light + (end - light) * percent / 100 for percent in range(101))
    tried = (written(hls_to_rgb(hue, each, saturation)) for each in lights)
    return next((each for each in tried if on_plate(each, plate) >= READABLE), caption)


def on_plate(color: str, plate: str) -> float:
    """The contrast of a colour on the plate of a caption, whatever picture shines through."""
    return min(contrast(color, mixed(plate, behind, CLEAR)) for behind in ("#000000", "#ffffff"))


def is_apart(color: str, other: str) -> bool:
    """Whether a word in one colour is told at once from words in the other."""
    return max(abs(mine - its) for mine, its in zip(parts(color), parts(other), strict=True)) >= _APART
