"""All that may be wrong with what is seen of an episode from moment to moment: `check` and builds ask the same."""

from __future__ import annotations

from collections.abc import Collection

from newscast.base.errors import Problem
from newscast.build.looking.crowding import crowded
from newscast.build.looking.dwindling import dwindled
from newscast.build.looking.faultless import Faultless
from newscast.build.looking.stillness import motionless
from newscast.build.looking.straying import strayed
from newscast.deliverables.rough import RoughCut
from newscast.show.model import Show


def wrong_moments(cuts: Collection[RoughCut], show: Show, known: Faultless) -> tuple[Problem, ...]:
    """A warning for each, with the first time at which it is seen; `cuts` are those of one episode."""
    return (
        *crowded(cuts, show, known),
        *strayed(cuts, show, known),
        *motionless(cuts, show),
        *dwindled(cuts, show),
    )
