"""Web: an MP4 for the site and YouTube, with caption files, a thumbnail and the text of the post."""

from __future__ import annotations

from fractions import Fraction

from newscast.captions.formats import FORMATS
from newscast.deliverables.base import Product
from newscast.deliverables.cut import Cut
from newscast.deliverables.encodings import h264
from newscast.deliverables.mp4 import mp4_product
from newscast.deliverables.post import web_post

AUDIO_KBITS = 384
"""What YouTube recommends for stereo."""


def products(cut: Cut) -> list[Product]:
    encoding = h264(cut.show.rate, gop_seconds=Fraction(1, 2), crf=19)
    cues = cut.cues()
    captions = [
        Product(cut.path(f"{cut.stem}.{suffix}"), "captions", write(cues, cut.show.rate, cut.show.language))
        for suffix, write in FORMATS.items()
    ]
    thumbnail = cut.poster()
    return [
        mp4_product(cut, encoding, AUDIO_KBITS),
        *captions,
        Product(cut.path("thumbnail.jpg"), "thumbnail", thumbnail.steps[0], drawn=thumbnail.drawn),
        Product(cut.path("post.txt"), "post", web_post(cut).encode()),
    ]
