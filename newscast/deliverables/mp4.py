"""An MP4 programme as web pages and social networks take it: index first, no edit lists."""

from __future__ import annotations

from fractions import Fraction

from newscast.deliverables.base import Product
from newscast.deliverables.carrying import with_tracks
from newscast.deliverables.cut import Cut
from newscast.deliverables.draft import AUDIO_KBITS, draft_h264
from newscast.deliverables.encodings import STREAMED, Encoding
from newscast.deliverables.hardware import on_hardware
from newscast.deliverables.tagging import tags
from newscast.deliverables.wants import picture_wanted, without_sound
from newscast.sound.aac import aac_in_pieces
from newscast.sound.encode import aac_step
from newscast.step.join import join_step
from newscast.step.step import Step

_AHEAD = 2
"""Pictures that x264 decodes ahead where B-frames may refer to each other."""


def mp4_product(cut: Cut, encoding: Encoding, kbits: int) -> Product:
    """The cut's pictures joined with its sound, and with its captions where its deliverable has them as tracks; without
    sound at 0 kb/s. A draft has an encoding of its own, and no tracks."""
    if cut.draft:
        encoding, kbits = draft_h264(cut.show.rate), AUDIO_KBITS if kbits else 0
    encoding = on_hardware(encoding, cut.hardware)
    pictures = cut.pictures(encoding)
    master = cut.master(lossy=True, quick=cut.draft) if kbits else None
    sounds = _encoded(master, cut, kbits) if master else []
    options = {
        "c": "copy",
        **tags(cut.show),
        **STREAMED,
        "fflags": "+bitexact",
        "map_metadata": -1,
    }
    joining = {**options, **evenly_decoded(encoding, cut.show.rate)}
    weight = float(cut.timeline.duration) / 60
    label = f"{cut.deliverable} {cut.stem}"
    made = join_step(pictures.steps, sounds, joining, suffix=".mp4", label=label, weight=weight)
    wanted = picture_wanted(
        cut, "mp4", "h264", "yuv420p", "aac", keys=None if cut.draft else encoding.keys, size=encoding.size
    )
    wanted = wanted if kbits else without_sound(wanted)
    path = cut.path(f"{cut.stem}.mp4")
    product = Product(path, "programme", made, wanted, pictures.drawn, master if cut.draft else None)
    return product if cut.draft or not cut.kind.tracks else with_tracks(cut, product, options)


def _encoded(master: Step, cut: Cut, kbits: int) -> list[Step]:
    if cut.draft:
        return [aac_in_pieces(master, cut.timeline.samples, kbits)]
    return [aac_step(master, kbits, cut.loudness[1])]


def evenly_decoded(encoding: Encoding, rate: Fraction) -> dict[str, str]:
    """Options that have a picture decoded every frame from the first on.

    With B-frames x264 decodes two pictures ahead, but not in runs of one or two: joined, these leave holes, and at the
    end the file would last longer than its pictures.
    """
    if encoding.options["vcodec"] != "libx264" or not encoding.options["bf"]:
        return {}
    return {"bsf:v": f"setts=pts=PTS:dts=(N-{_AHEAD})*{rate.denominator}/({rate.numerator}*TB)"}
