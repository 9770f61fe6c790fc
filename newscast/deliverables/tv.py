"""TV: an XDCAM HD422 master in MXF OP1a, as Latin American stations take it."""

from __future__ import annotations

from dataclasses import replace

from newscast.deliverables.base import Product
from newscast.deliverables.blocks import blocks
from newscast.deliverables.carrying import with_closed_captions
from newscast.deliverables.cut import Cut
from newscast.deliverables.draft import AUDIO_KBITS, draft_h264
from newscast.deliverables.encodings import xdcam_hd422
from newscast.deliverables.mp4 import mp4_product
from newscast.deliverables.mxf import mxf_step
from newscast.deliverables.sidecars import caption_files, checksums
from newscast.deliverables.tracks import mono_tracks
from newscast.deliverables.wants import picture_wanted
from newscast.wrappers.mpeg2.user_data import FULL_FRAME_PROTECTED


def products(cut: Cut) -> list[Product]:
    """The master, in a draft an MP4, which a browser plays; and its captions."""
    if cut.draft:
        return [mp4_product(cut, draft_h264(cut.show.rate), AUDIO_KBITS), *caption_files(cut)]
    station = cut.station
    parts = blocks(cut) if station and station.blocks else [cut]
    return [replace(product, of=part) for part in parts for product in _handed(part)]


def _handed(cut: Cut) -> list[Product]:
    """A file as it is handed over, with what lies beside it."""
    master = _master(cut)
    return [master, *checksums(cut, master), *caption_files(cut)]


def _master(cut: Cut) -> Product:
    pictures = cut.pictures(xdcam_hd422(cut.size))
    afd = FULL_FRAME_PROTECTED if cut.station is None or cut.station.afd else None
    master = mxf_step(cut, pictures.steps, [mono_tracks(cut)], afd=afd)
    wanted = picture_wanted(cut, "mxf", "mpeg2video", "yuv422p", "pcm_s24le", scan="tff", mono=cut.tracks)
    product = Product(cut.path(f"{cut.stem}.mxf"), "programme", master, wanted, pictures.drawn)
    return with_closed_captions(cut, product)
