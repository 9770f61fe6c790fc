"""What `check` knows of an episode: it is placed by what can be known, and nothing is composed or made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from newscast.build.captioning import captioned_here
from newscast.build.cuts import rough_cuts
from newscast.build.file_names import are_doubtful
from newscast.build.known import Known
from newscast.build.looking.faultless import faultless
from newscast.build.looking.fitting import refuse_misfits
from newscast.build.looking.legible import legible, needs_pictures
from newscast.build.looking.moments import wrong_moments
from newscast.build.measuring import estimated
from newscast.build.placing import placed
from newscast.build.stages import Placed, Probed
from newscast.build.takes.recollecting import recollected
from newscast.build.takes.splitting import split_roughly
from newscast.deliverables.post import refuse_posts
from newscast.deliverables.rough import RoughCut
from newscast.deliverables.sendable import refuse_unsendable


def sketched(episode: Probed) -> Placed:
    """The episode placed by reading speed where nobody has measured yet, its texts held against their graphics.

    Raises FilesError.
    """
    known = Known(episode)
    estimate = placed(estimated(split_roughly(episode, known)[0], known.find))
    show, captions = episode.loaded.show, captioned_here(estimate, only_burned=True)
    with faultless(known.store, show) as right:
        cuts = rough_cuts(estimate.timelines, show, captions)
        refuse_posts(cuts)
        refuse_unsendable(cuts)
        refuse_misfits(((cut, shown) for cut in cuts for shown in cut.graphics()), show, known=right)
        if needs_pictures(cuts, show, right):
            # Stills are kept of pictures as they are framed.
            from newscast.build.framing import framed

            estimate = framed(estimate, known.found)
        estimate = legible(estimate, captions, known.found, right)
        _refuse_unfit_names(cuts, estimate, known)
        told = recollected(estimate, known.store, known.found, keep=False)
        return replace(told, remarks=(*told.remarks, *wrong_moments(cuts, show, right)))


def _refuse_unfit_names(cuts: Sequence[RoughCut], estimate: Placed, known: Known) -> None:
    """What files are called is known once products are listed, which is work: only where a name may be too long."""
    if are_doubtful(cuts):
        from newscast.build.composing import composed

        composed(estimate, captioned_here(estimate), known.has)
