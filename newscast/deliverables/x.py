"""X: landscape cuts with captions burned in, one for each story marked `social`; thumbnail, text, alternative text."""

from __future__ import annotations

from dataclasses import replace

from newscast.deliverables.base import Product
from newscast.deliverables.cut import Cut
from newscast.deliverables.encodings import SOCIAL_KBITS, social_h264, within
from newscast.deliverables.mp4 import mp4_product
from newscast.deliverables.sidecars import caption_files
from newscast.deliverables.social import alternative, limited, post, poster
from newscast.qc.limits import Limit

IMAGE_LIMITS = (Limit("X", size=5_000_000),)


def products(cut: Cut) -> list[Product]:
    """The files of one cut. Its pictures are those of the landscape canvas made smaller: X refused 1920x1080."""
    encoding = within(social_h264(cut.show.rate, crf=20), cut.size, 1280, 720)
    return [
        limited(cut, mp4_product(cut, encoding, SOCIAL_KBITS)),
        *caption_files(cut),
        replace(poster(cut), limits=IMAGE_LIMITS),
        post(cut),
        alternative(cut),
    ]
