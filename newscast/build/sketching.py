"""What `check` knows of an episode: it is placed by what can be known, and nothing is composed or made."""

from __future__ import annotations

from newscast.build.captioning import captioned_here
from newscast.build.fitting import refuse_misfits
from newscast.build.known import Known
from newscast.build.measuring import estimated
from newscast.build.placing import placed
from newscast.build.stages import Placed, Probed
from newscast.captions.cue import Captions
from newscast.deliverables.rough import RoughCut


def sketched(episode: Probed) -> Placed:
    """The episode placed by reading speed where nobody has measured yet, its texts held against their graphics.

    Raises FilesError.
    """
    estimate = placed(estimated(episode, Known(episode).find))
    cuts = rough_cuts(estimate, captioned_here(estimate, only_burned=True))
    refuse_misfits(((cut, shown) for cut in cuts for shown in cut.graphics()), episode.loaded.show)
    return estimate


def rough_cuts(placed: Placed, captions: tuple[Captions | None, ...]) -> list[RoughCut]:
    """The cuts of an episode before anything is made of them; `captions` are those of each timeline."""
    return [
        RoughCut(
            deliverable=each.request.deliverable,
            slug=each.request.slug,
            rundown=each.request.rundown,
            show=placed.loaded.show,
            timeline=each.timeline,
            places=each.places,
            captions=cues,
        )
        for each, cues in zip(placed.timelines, captions, strict=True)
    ]
