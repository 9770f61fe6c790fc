"""TV: a master as a station takes it, XDCAM HD422 in MXF OP1a where nobody says otherwise."""

from __future__ import annotations

from dataclasses import replace

from newscast.deliverables.base import Product
from newscast.deliverables.blocks import blocks
from newscast.deliverables.carrying import with_closed_captions
from newscast.deliverables.cut import Cut
from newscast.deliverables.draft import AUDIO_KBITS, draft_h264
from newscast.deliverables.masters import master_product
from newscast.deliverables.mp4 import mp4_product
from newscast.deliverables.sidecars import caption_files, checksums
from newscast.show.station import Station


def products(cut: Cut) -> list[Product]:
    """The master, in a draft an MP4, which a browser plays; and its captions."""
    if cut.draft:
        return [mp4_product(cut, draft_h264(cut.show.rate), AUDIO_KBITS), *caption_files(cut)]
    station = cut.station or Station(kind="tv")
    parts = blocks(cut) if station.blocks else [cut]
    return [replace(product, of=part) for part in parts for product in _handed(part, station)]


def _handed(cut: Cut, station: Station) -> list[Product]:
    """A file as it is handed over, with what lies beside it."""
    master = with_closed_captions(cut, master_product(cut, station))
    return [master, *checksums(cut, master), *caption_files(cut)]
