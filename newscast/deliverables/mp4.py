"""An MP4 programme as web pages and social networks take it: index first, no edit lists."""

from __future__ import annotations

from newscast.deliverables.base import Product
from newscast.deliverables.cut import Cut
from newscast.deliverables.draft import AUDIO_KBITS, draft_h264
from newscast.deliverables.encodings import STREAMED, Encoding
from newscast.deliverables.hardware import on_hardware
from newscast.deliverables.wants import picture_wanted
from newscast.sound.encode import aac_step
from newscast.step.join import join_step


def mp4_product(cut: Cut, canvas: str, encoding: Encoding, kbits: int, burned: bool = False) -> Product:
    """The cut's pictures joined with its sound; `burned` draws the captions into the picture.

    A draft has an encoding of its own.
    """
    if cut.draft:
        encoding, kbits = draft_h264(cut.show.rate), AUDIO_KBITS
    pictures = cut.pictures(canvas, on_hardware(encoding, cut.hardware), burned)
    sound = aac_step(cut.master(lossy=True), kbits)
    options = {"c": "copy", **STREAMED, "fflags": "+bitexact", "map_metadata": -1}
    weight = float(cut.timeline.duration) / 60
    label = f"{cut.deliverable} {cut.stem}"
    made = join_step(pictures.steps, [sound], options, suffix=".mp4", label=label, weight=weight)
    wanted = picture_wanted(cut, canvas, "mp4", "h264", "yuv420p", "aac")
    return Product(cut.path(f"{cut.stem}.mp4"), "programme", made, wanted, pictures.drawn)
