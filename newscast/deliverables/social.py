"""What the cuts for social networks have in common: captions burned in and beside, a cover, the text of the post."""

from __future__ import annotations

from newscast.base.roles import Role
from newscast.deliverables.base import Product
from newscast.deliverables.cut import Cut
from newscast.deliverables.encodings import social_h264
from newscast.deliverables.mp4 import mp4_product
from newscast.deliverables.post import social_post
from newscast.deliverables.sidecars import caption_files

AUDIO_KBITS = 192
"""Facebook, Instagram and X advise 128 or more."""


def products(cut: Cut) -> list[Product]:
    """The files of one cut; those of one story carry its slug in their names."""
    return [programme(cut), *caption_files(cut), poster(cut), post(cut, social_post(cut))]


def programme(cut: Cut) -> Product:
    """The MP4; equal cuts of several deliverables are one file."""
    return mp4_product(cut, social_h264(cut.show.rate, crf=20), AUDIO_KBITS)


def poster(cut: Cut) -> Product:
    """The cover or thumbnail that its deliverable has."""
    made, kind = cut.poster(), cut.kind.poster
    assert kind
    role: Role = "thumbnail" if kind.graphic == "thumbnail" else "cover"
    return Product(cut.path(f"{prefix(cut)}{role}.jpg"), role, made.steps[0], drawn=made.drawn)


def post(cut: Cut, text: str, name: str = "post") -> Product:
    """A text that goes with the upload."""
    return Product(cut.path(f"{prefix(cut)}{name}.txt"), "post", text.encode())


def prefix(cut: Cut) -> str:
    """What names of files of one story begin with."""
    return f"{cut.stem}-" if cut.slug else ""
