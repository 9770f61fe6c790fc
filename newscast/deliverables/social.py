"""What the cuts for social networks have in common: captions burned in and beside, a cover, the text of the post."""

from __future__ import annotations

from dataclasses import replace

from newscast.base.roles import Role
from newscast.deliverables.base import Product
from newscast.deliverables.cut import Cut
from newscast.deliverables.encodings import SOCIAL_KBITS, social_h264
from newscast.deliverables.mp4 import mp4_product
from newscast.deliverables.networks import ALTERNATIVE_LIMIT, LIMITS, TEXT_LIMITS, whole_seconds
from newscast.deliverables.post import alternative_text, post_text
from newscast.deliverables.sidecars import caption_files
from newscast.qc.limits import Limit


def products(cut: Cut) -> list[Product]:
    """The files of one cut; those of one story carry its slug in their names."""
    return [limited(cut, programme(cut)), *caption_files(cut), poster(cut), post(cut)]


def limited(cut: Cut, product: Product) -> Product:
    """A programme, held to what its network takes, or to what the kit says that it takes of this show."""
    limits, chosen = LIMITS.get(cut.family, ()), cut.show.networks.get(cut.deliverable)
    if chosen and chosen.longest:
        most = whole_seconds(chosen.longest, cut.show.rate)
        limits = tuple(replace(each, seconds=most) for each in limits or (Limit(cut.deliverable),))
    return replace(product, limits=limits)


def programme(cut: Cut) -> Product:
    """The MP4; equal cuts of several deliverables are one file."""
    return mp4_product(cut, social_h264(cut.show.rate, crf=20), SOCIAL_KBITS)


def poster(cut: Cut) -> Product:
    """The cover or thumbnail that its deliverable has."""
    made, kind = cut.poster(), cut.kind.poster
    assert kind
    role: Role = "thumbnail" if kind.graphic == "thumbnail" else "cover"
    return Product(cut.path(f"{prefix(cut)}{role}.jpg"), role, made.steps[0], drawn=made.drawn)


def post(cut: Cut) -> Product:
    """The text that goes with the upload."""
    text = post_text(cut).encode()
    return Product(cut.path(f"{prefix(cut)}post.txt"), "post", text, limits=TEXT_LIMITS.get(cut.family, ()))


def alternative(cut: Cut) -> Product:
    """What the picture beside the video says, for who does not see it."""
    limits = (Limit("X", text=ALTERNATIVE_LIMIT),)
    return Product(cut.path(f"{prefix(cut)}alt.txt"), "post", alternative_text(cut).encode(), limits=limits)


def prefix(cut: Cut) -> str:
    """What names of files of one story begin with."""
    return f"{cut.stem}-" if cut.slug else ""
