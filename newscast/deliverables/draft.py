"""Drafts: small pictures that any browser plays, marked as what they are, with the segment's name and time in them."""

from __future__ import annotations

import hashlib
from fractions import Fraction
from functools import cache
from math import ceil
from typing import Any

from newscast.base.canvas import Canvas
from newscast.base.content import File
from newscast.base.languages.all import language_of
from newscast.base.timecode import round_half_up
from newscast.deliverables.encodings import BT709, EXACT, Encoding
from newscast.graphics.fonts import built_in_files

SHORT_SIDE = 540
"""Pixels of the short side of a draft, where the canvas has more."""
AUDIO_KBITS = 128
GOP_SECONDS = Fraction(1, 2)
"""From one key picture to the next: a browser that jumps decodes no more than that."""

_LEFT = {"landscape": 96, "portrait": 65, "square": 64}
"""Where the mark begins, in design pixels, at the bottom edge: below captions and all else that is to be judged."""
_TEXT, _MARGIN = 34, 8
"""Height of the letters and room around them, in design pixels."""
_LINE = Fraction(5, 4)
"""Height of a line of the font that writes the mark, in its size."""
_LONGEST = 24
"""Letters of a slug for which there is room."""


def draft_canvas(full: Canvas) -> Canvas:
    """The canvas with a short side of SHORT_SIDE, or as it is where it is smaller than that."""
    shrink = min(Fraction(1), Fraction(SHORT_SIDE, min(full.width, full.height)))
    width, height = (round(side * shrink / 2) * 2 for side in (full.width, full.height))
    return Canvas(full.name, width, height, full.rate, 1 / shrink)


def draft_h264(rate: Fraction) -> Encoding:
    """H.264 Constrained Baseline: what is cheapest to make, and what no browser refuses."""
    options = {
        "vcodec": "libx264",
        "preset": "ultrafast",
        "crf": 28,
        "pix_fmt": "yuv420p",
        "g": max(1, round_half_up(rate * GOP_SECONDS)),
        "bf": 0,
        "threads": 1,
        "video_track_timescale": rate.numerator,
        **BT709,
        **EXACT,
    }
    return Encoding(".mp4", options, 0.7)


def marked(stream: Any, canvas: Canvas, language: str, slug: str, first: int) -> tuple[Any, File]:
    """The picture with DRAFT, the slug and the time since the segment's start; and the font that draws them.

    The time is in minutes, seconds and hundredths, as a rundown takes it. `first` is the number of the stream's first
    frame in the segment.
    """
    font = _font()
    size, margin = round(_TEXT * canvas.scale), round(_MARGIN * canvas.scale)
    word = language_of(language).draft
    name = slug if len(slug) <= _LONGEST else slug[: _LONGEST - 1] + "…"
    drawn = stream.filter(
        "drawtext",
        fontfile=f"{{file:{font.identity}}}",
        text=f"{word}   {name}   {_time(canvas.rate, first)}",
        fontsize=size,
        fontcolor="white",
        box=1,
        boxcolor="black@0.5",
        boxborderw=margin,
        x=round(_LEFT[canvas.name] * canvas.scale) + margin,
        y=canvas.height - margin - ceil(size * _LINE),
        y_align="font",
    )
    return drawn, font


def _time(rate: Fraction, first: int) -> str:
    """drawtext's expressions for m:ss.cc; nothing is kept from one to the next, so each counts the hundredths."""
    hundredths = f"floor((n+{first})*{100 * rate.denominator}/{rate.numerator}+0.5)"
    minutes = f"%{{eif:floor({hundredths}/6000):d}}"
    seconds = f"%{{eif:mod(floor({hundredths}/100),60):d:2}}"
    return f"{minutes}:{seconds}.%{{eif:mod({hundredths},100):d:2}}"


@cache
def _font() -> File:
    path = built_in_files("Source Sans Pro")[-1]
    return File(path, hashlib.sha256(path.read_bytes()).hexdigest())
