"""TV: an XDCAM HD422 master in MXF OP1a, as Latin American stations take it."""

from __future__ import annotations

import ffmpeg

from newscast.base.i18n import _
from newscast.deliverables.base import Product
from newscast.deliverables.cut import Cut
from newscast.deliverables.draft import AUDIO_KBITS, draft_h264
from newscast.deliverables.encodings import xdcam_hd422
from newscast.deliverables.mp4 import mp4_product
from newscast.deliverables.mxf import mxf_step
from newscast.deliverables.sidecars import caption_files
from newscast.deliverables.wants import picture_wanted
from newscast.step.graph import ffmpeg_step
from newscast.step.step import Step
from newscast.wrappers.mpeg2.user_data import FULL_FRAME_PROTECTED


def products(cut: Cut) -> list[Product]:
    """The master, in a draft an MP4, which a browser plays; and its captions."""
    programme = mp4_product(cut, draft_h264(cut.show.rate), AUDIO_KBITS) if cut.draft else _master(cut)
    return [programme, *caption_files(cut)]


def _master(cut: Cut) -> Product:
    pictures = cut.pictures(xdcam_hd422(cut.size))
    master = mxf_step(cut, pictures.steps, [_mono_tracks(cut)], afd=FULL_FRAME_PROTECTED)
    wanted = picture_wanted(cut, "mxf", "mpeg2video", "yuv422p", "pcm_s24le", scan="tff", mono=2)
    return Product(cut.path(f"{cut.stem}.mxf"), "programme", master, wanted, pictures.drawn)


def _mono_tracks(cut: Cut) -> Step:
    """Left and right as two mono streams of 24-bit PCM."""
    master = cut.master(lossy=False)
    split = ffmpeg.input(master.ref).audio.filter_multi_output("channelsplit", channel_layout="stereo")
    options = {"acodec": "pcm_s24le", "fflags": "+bitexact", "flags:a": "+bitexact", "map_metadata": -1}
    label = _("sound of {deliverable}").format(deliverable=cut.deliverable)
    return ffmpeg_step([split.stream("FL"), split.stream("FR")], options, [master], suffix=".mov", label=label)
