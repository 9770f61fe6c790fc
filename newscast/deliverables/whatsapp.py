"""WhatsApp: the cuts of the reel, each small enough to be sent as a video; cover and text."""

from __future__ import annotations

from dataclasses import replace

from newscast.base.i18n import _
from newscast.deliverables.base import Product
from newscast.deliverables.cut import Cut
from newscast.deliverables.sendable import SIZE, recipe_of
from newscast.deliverables.sidecars import caption_files
from newscast.deliverables.small import Excerpt, Recipe, small_step
from newscast.deliverables.social import post, poster, programme
from newscast.deliverables.tagging import tags
from newscast.qc.limits import Limit
from newscast.qc.wanted import Wanted, WantedAudio
from newscast.step.step import Step

STATUS_SECONDS = 60
IMAGE_LIMITS = (Limit("WhatsApp", size=5_000_000),)


def products(cut: Cut) -> list[Product]:
    """The files of one cut; a draft is that of the reel. Raises FilesError where it lasts so long that nobody would
    want to see what is left of it."""
    reel, recipe = programme(cut), recipe_of(cut)
    limits = (Limit("WhatsApp", size=SIZE), Limit(_("the status of WhatsApp"), seconds=STATUS_SECONDS))
    return [
        replace(reel if cut.draft else _sent(cut, reel, recipe), limits=limits),
        *caption_files(cut),
        replace(poster(cut), limits=IMAGE_LIMITS),
        post(cut),
    ]


def _sent(cut: Cut, reel: Product, recipe: Recipe) -> Product:
    """The reel encoded anew, in two passes, so that it is never larger than it may be."""
    assert isinstance(reel.content, Step) and reel.wanted
    whole = Excerpt(0, cut.timeline.frames, cut.timeline.rate)
    name = f"{cut.deliverable} {cut.stem}"
    made = small_step(reel.content, whole, recipe, SIZE, name, tags(cut.show), profile="high")
    return replace(reel, content=made, wanted=_wanted(reel.wanted, recipe))


def _wanted(reel: Wanted, recipe: Recipe) -> Wanted:
    """What the reel must measure, in the recipe's form. Peaks are those of the reel where its sound is copied; in mono
    music that is wide is softer."""
    assert reel.video and recipe.picture
    video = replace(reel.video, width=recipe.picture.width, height=recipe.picture.height)
    peak = reel.true_peak if recipe.copied else None
    audio = WantedAudio("aac", channels=recipe.channels)
    wanted = replace(reel, video=video, audio=audio, true_peak=peak, keys=None)
    return replace(wanted, loudness_tolerance=1.0, loudness_limit=2.0) if recipe.channels == 1 else wanted
