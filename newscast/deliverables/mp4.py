"""An MP4 programme as web pages and social networks take it: index first, no edit lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from newscast.base.languages.all import own_name
from newscast.base.languages.tags import three_letters
from newscast.captions.track import track_step
from newscast.deliverables.base import Product
from newscast.deliverables.cut import Cut
from newscast.deliverables.draft import AUDIO_KBITS, draft_h264
from newscast.deliverables.encodings import STREAMED, Encoding
from newscast.deliverables.hardware import on_hardware
from newscast.deliverables.wants import picture_wanted
from newscast.show.model import Show
from newscast.sound.aac import aac_in_pieces
from newscast.sound.encode import aac_step
from newscast.step.join import join_step
from newscast.step.step import Step

_AHEAD = 2
"""Pictures that x264 decodes ahead where B-frames may refer to each other."""


def mp4_product(cut: Cut, encoding: Encoding, kbits: int) -> Product:
    """The cut's pictures joined with its sound, and with its captions where its deliverable has them as tracks. A draft
    has an encoding of its own, and no tracks."""
    if cut.draft:
        encoding, kbits = draft_h264(cut.show.rate), AUDIO_KBITS
    encoding = on_hardware(encoding, cut.hardware)
    pictures = cut.pictures(encoding)
    master = cut.master(lossy=True, quick=cut.draft)
    sound = aac_in_pieces(master, cut.timeline.samples, kbits) if cut.draft else aac_step(master, kbits)
    texts = {} if cut.draft else _texts(cut)
    options = {
        **_codecs(texts),
        **tags(cut.show),
        **STREAMED,
        "fflags": "+bitexact",
        "map_metadata": -1,
        **_evenly_decoded(encoding, cut.show.rate),
    }
    weight = float(cut.timeline.duration) / 60
    label = f"{cut.deliverable} {cut.stem}"
    made = join_step(
        pictures.steps, [sound], options, suffix=".mp4", label=label, weight=weight, texts=list(texts.values())
    )
    wanted = picture_wanted(
        cut, "mp4", "h264", "yuv420p", "aac", keys=None if cut.draft else encoding.keys, size=encoding.size
    )
    path = cut.path(f"{cut.stem}.mp4")
    return Product(path, "programme", made, wanted, pictures.drawn, master if cut.draft else None)


def _texts(cut: Cut) -> dict[str, Step]:
    """The captions in each language in which there are some, the cut's own first, as they go into a track."""
    said = {cut.show.language: cut.cues(), **{tag: cut.cues(tag) for tag in cut.further}} if cut.kind.tracks else {}
    return {tag: track_step(cues, cut.show.rate, tag) for tag, cues in said.items() if cues}


def _codecs(texts: Iterable[str]) -> Mapping[str, Any]:
    """Packets as they are, but texts as MP4 has them (3GPP timed text), each with its language."""
    named = [tagged(f"s:{number}", tag, own_name(tag)) for number, tag in enumerate(texts)]
    codecs: Mapping[str, Any] = {"c:v": "copy", "c:a": "copy", "c:s": "mov_text"} if named else {"c": "copy"}
    return {**codecs, **{option: value for each in named for option, value in each.items()}}


def tags(show: Show) -> Mapping[str, list[str]]:
    """Options that name the tracks of a programme with picture and sound."""
    sound = own_name(show.language)
    return {**tagged("v:0", show.language, show.name), **tagged("a:0", show.language, sound)}


def tagged(stream: str, language: str, title: str) -> dict[str, list[str]]:
    """Options that name a track of an MP4: its language in ISO 639-2, and what players list it as."""
    return {f"metadata:s:{stream}": [f"language={three_letters(language)}", f"handler_name={title}"]}


def _evenly_decoded(encoding: Encoding, rate: Fraction) -> dict[str, str]:
    """Options that have a picture decoded every frame from the first on.

    With B-frames x264 decodes two pictures ahead, but not in runs of one or two: joined, these leave holes, and at the
    end the file would last longer than its pictures.
    """
    if encoding.options["vcodec"] != "libx264" or not encoding.options["bf"]:
        return {}
    return {"bsf:v": f"setts=pts=PTS:dts=(N-{_AHEAD})*{rate.denominator}/({rate.numerator}*TB)"}
