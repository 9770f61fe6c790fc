"""A photo made ready: upright, sRGB, eight bits, opaque, of a sane size, as TIFF.

It is not packed. Every process that shows the photo reads it again, and unpacking a PNG takes four times as long as
decoding the photo did.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from newscast.base.i18n import _
from newscast.media.info import MediaInfo
from newscast.media.upright import upright
from newscast.media.verdicts import LARGEST_AREA, LARGEST_SIDE
from newscast.picture.page import page_step
from newscast.picture.veiling import told_of, veil_photo
from newscast.step.step import Params, Step, Tools, step
from newscast.timeline.seen import Veil

LONGEST = 4096
"""Pixels of the longer side that are kept: enough for a portrait cut out of a landscape photo, and a slow move."""

_WHITES = (1.0, 255.0, 65_535.0)
"""What white is in photos of floating point numbers."""
_DARK = 64
"""The mean brightness, of 255, under which what is not transparent cannot be told from black."""


def still_step(info: MediaInfo, veils: Sequence[Veil] = ()) -> Step:
    """The step of kind `still` that makes a photo ready, with what is veiled of it blurred; `page` for a document."""
    if info.page:
        return page_step(info, veils)
    label = _("photo {name}").format(name=info.file.path.name)
    return step("still", {"longest": LONGEST, **told_of(veils)}, [info.file], suffix=".tif", label=label, weight=0.5)


def make_still(params: Params, inputs: Sequence[Path], output: Path, tools: Tools) -> None:
    """Write inputs[0] as an upright sRGB TIFF whose longer side is at most `params["longest"]` pixels."""
    import pillow_heif
    from PIL import Image

    pillow_heif.register_heif_opener()
    Image.MAX_IMAGE_PIXELS = LARGEST_AREA
    with Image.open(inputs[0]) as photo:
        if max(photo.size) > LARGEST_SIDE:
            raise ValueError(f"{photo.size} is too large")
        longest = params["longest"]
        photo.draft(None, (longest, longest))
        ready = _opaque(_srgb(upright(photo)))
    ready.thumbnail((longest, longest), Image.Resampling.LANCZOS, reducing_gap=None)
    ready = veil_photo(ready, params.get("veils", ()))
    ready.info.clear()
    ready.save(output, "TIFF", compression=None)


def _srgb(photo: Any) -> Any:
    """RGB or RGBA in sRGB, through the photo's own profile where it has a usable one."""
    from PIL import ImageCms

    photo = _eight_bits(photo)
    profile = photo.info.get("icc_profile")
    alpha = photo.convert("RGBA").getchannel("A") if _has_alpha(photo) else None
    if photo.mode in ("P", "PA", "LA", "La", "RGBa", "1", "RGBA", "RGBX"):
        photo = photo.convert("RGB")
    converted = None
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(photo, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            converted = None
    plain = converted if converted is not None else photo.convert("RGB")
    if alpha is not None:
        plain.putalpha(alpha)
    return plain


def _has_alpha(photo: Any) -> bool:
    return photo.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in photo.info


def _eight_bits(photo: Any) -> Any:
    if photo.mode.startswith("I;16") or photo.mode == "I":
        return photo.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    if photo.mode == "F":
        return _of_fractions(photo)
    return photo


def _of_fractions(photo: Any) -> Any:
    """A photo of floating point numbers: from 0 to 1, as graphics programs write them, unless some are larger; those
    that are none are black."""
    import numpy as np
    from PIL import Image

    values = np.nan_to_num(np.asarray(photo, np.float32), posinf=0.0, neginf=0.0)
    brightest = float(values.max(initial=0.0))
    white = next((each for each in _WHITES if brightest <= each), brightest)
    return Image.fromarray(np.clip(values * (255 / white), 0, 255).astype(np.uint8))


def _opaque(photo: Any) -> Any:
    """What is transparent lies on black; what is dark itself, such as the letters of a logo, on white."""
    from PIL import Image, ImageStat

    if photo.mode != "RGBA":
        return photo
    alpha = photo.getchannel("A")
    seen = ImageStat.Stat(photo.convert("L"), alpha)
    dark = bool(seen.count[0]) and seen.mean[0] < _DARK and alpha.getextrema()[0] < 255
    ground = Image.new("RGB", photo.size, "white" if dark else "black")
    ground.paste(photo, mask=alpha)
    return ground
