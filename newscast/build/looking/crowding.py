"""Texts of graphics that are seen at once and lie over each other, found before anything is drawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from newscast.base.errors import Problem, unique
from newscast.build.looking.faultless import Faultless
from newscast.build.looking.onscreen import Key, OnScreen, on_screen
from newscast.captions.cue import Cue
from newscast.deliverables.rough import RoughCut
from newscast.show.model import Show
from newscast.timeline.model import PlacedSegment


def crowded(cuts: Iterable[RoughCut], show: Show, known: Faultless | None = None) -> list[Problem]:
    """A warning for every two texts that lie over each other while both are seen, each where the upper one was written.

    `cuts` are those of one episode. Graphics that cannot be drawn are told by `refuse_misfits`, and left out here;
    so are pairs that are `known` to be apart.
    """
    known = known or Faultless(None, show)
    pairs: dict[tuple[Key, Key], tuple[RoughCut, OnScreen, OnScreen]] = {}
    for cut in cuts:
        if cut.kind.form.picture:
            for segment, cues in cut.burned(in_turns=False):
                for lower, upper in _together(segment, cues, cut):
                    pairs.setdefault((lower.key, upper.key), (cut, lower, upper))
    standing = {key: (each[1].standing, each[2].standing) for key, each in pairs.items()}
    spots = {key: (lower.spot, upper.spot) for key, (lower, upper) in standing.items()}
    apart = {spot: spot in known for spot in set(spots.values())}
    pairs = {key: each for key, each in pairs.items() if not apart[spots[key]]}
    if not pairs:
        return []
    # What reads templates is loaded where there is one to read.
    from newscast.graphics.crossings import Boxes
    from newscast.graphics.fault_words import fault_problem

    boxes = Boxes(show)
    found: list[Problem] = []
    for key, (cut, lower, upper) in pairs.items():
        below, above = standing[key]
        fault = boxes.crossing(above, below)
        if not fault:
            known.learn(spots[key])
        else:
            place = cut.place_of(upper.shown) or cut.place_of(lower.shown)
            told = fault_problem(fault, upper.shown.graphic, upper.shown.canvas.name, place, lower.shown.graphic)
            found.append(replace(told, warning=True))
    return unique(found)


def _together(segment: PlacedSegment, cues: Sequence[Cue], cut: RoughCut) -> Iterator[tuple[OnScreen, OnScreen]]:
    """Every two graphics of a segment that are seen in the same frame, the lower one first."""
    for lower, upper in combinations(on_screen(segment, cues, cut), 2):
        # Where both would have the same place on a wide canvas a caption is drawn clear of the other.
        cleared = upper.shown.graphic == "caption" and cut.size.name == "landscape"
        if not cleared and lower.span.start < upper.span.end and upper.span.start < lower.span.end:
            yield lower, upper
