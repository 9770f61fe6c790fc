"""Screens: a silent loop for reception halls, with captions burned in and a code at its end; playlists that play it."""

from __future__ import annotations

from fractions import Fraction

from newscast.deliverables.base import Product
from newscast.deliverables.cut import Cut
from newscast.deliverables.encodings import h264
from newscast.deliverables.mp4 import mp4_product
from newscast.deliverables.playlists import anthias_asset, xibo_layout
from newscast.deliverables.xibo import xibo_step
from newscast.step.step import Step


def products(cut: Cut) -> list[Product]:
    """The loop, H.264 of at most 1080 lines without sound, as small players take it; and its playlists. The ZIP for
    Xibo, which holds the film once more, is of finals that nobody fetches from an address."""
    film = mp4_product(cut, h264(cut.show.rate, Fraction(2), crf=20), kbits=0)
    return [
        film,
        *([] if cut.draft or cut.show.screens.address else [_packed(cut, film)]),
        Product(cut.path(f"{cut.stem}.anthias.json"), "playlist", anthias_asset(cut)),
        Product(cut.path(f"{cut.stem}.xlf"), "playlist", xibo_layout(cut)),
    ]


def _packed(cut: Cut, film: Product) -> Product:
    assert isinstance(film.content, Step)
    return Product(cut.path(f"{cut.stem}.xibo.zip"), "playlist", xibo_step(cut, film.content))
