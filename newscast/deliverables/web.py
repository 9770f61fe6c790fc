"""Web: an MP4 for the site and YouTube, with caption files, a thumbnail and the text of the post."""

from __future__ import annotations

from fractions import Fraction

from newscast.deliverables.base import Product
from newscast.deliverables.cut import Cut
from newscast.deliverables.encodings import h264
from newscast.deliverables.mp4 import mp4_product
from newscast.deliverables.networks import TEXT_LIMITS
from newscast.deliverables.post import post_text
from newscast.deliverables.sidecars import caption_files

AUDIO_KBITS = 384
"""What YouTube recommends for stereo."""


def products(cut: Cut) -> list[Product]:
    encoding = h264(cut.show.rate, gop_seconds=Fraction(1, 2), crf=18)
    thumbnail = cut.poster()
    return [
        mp4_product(cut, encoding, AUDIO_KBITS),
        *caption_files(cut),
        Product(cut.path("thumbnail.jpg"), "thumbnail", thumbnail.steps[0], drawn=thumbnail.drawn),
        Product(cut.path("post.txt"), "post", post_text(cut).encode(), limits=TEXT_LIMITS["web"]),
    ]
