"""The last of giving way: texts at their times and captions at their places, as captions that lie on least of faces."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from newscast.base.errors import Place, Problem
from newscast.build.faces.giving_way import Plates
from newscast.build.faces.last_ways import LastWays
from newscast.build.faces.on_canvas import OnCanvas
from newscast.build.faces.timing import Timing
from newscast.captions.cue import Cue
from newscast.picture.signing import signed_spans
from newscast.timeline.model import PlacedSegment, SegmentPlaces
from newscast.timeline.seen import Shot
from newscast.timeline.spans import Span

OVER_FACES = ("text-over-face", "captions-over-face", "signer-over-face")


@dataclass(frozen=True)
class Settled:
    """The texts that are left, each with where it stands and where it is written, the shots below them, what is told,
    and by how much captions lie on faces even so."""

    plates: Plates
    places: tuple[Place | None, ...]
    shots: tuple[Shot, ...]
    remarks: list[Problem]
    spoilt: int

    @property
    def over_faces(self) -> int:
        """How many texts, pictures and windows are told that lie on faces, or are not shown for these."""
        return sum(remark.code in OVER_FACES for remark in self.remarks)


@dataclass(frozen=True)
class Settling:
    """One segment on one canvas as its shots are framed."""

    on: OnCanvas
    segment: PlacedSegment
    places: SegmentPlaces
    shots: Sequence[Shot]
    cues: Callable[[], Sequence[Cue]]

    def settled(self, plates: Plates, signed: Sequence[Span], bug: Plates) -> Settled:
        """With texts beside faces, unless captions lie on more of faces for these: they are what is said."""
        found = self._settled(plates, signed, bug, beside=True)
        if not found.spoilt or not any(shown.across or shown.narrow for shown, _box in found.plates):
            return found
        upright = self._settled(plates, signed, bug, beside=False)
        return upright if upright.spoilt < found.spoilt else found

    def _settled(self, plates: Plates, signed: Sequence[Span], bug: Plates, beside: bool) -> Settled:
        remarks: list[Problem] = []
        timing = Timing(self.on, self.segment, self.shots, signed, remarks, beside)
        left, written = timing.timed(plates, self.places.supers)
        settled = self.captioned(left, written, bug)
        return replace(settled, remarks=[*remarks, *settled.remarks])

    def captioned(self, plates: Plates, written: tuple[Place | None, ...], bug: Plates) -> Settled:
        """With the texts as they stand, captions beside them, and what else gives way last."""
        last, windows = LastWays(self.on, [], self.cues), signed_spans(self.segment, self.on.drawn)
        both = zip(self.shots, self.places.shots, strict=True)
        shots = [last.shown(shot, place, plates, windows, bug) for shot, place in both]
        return Settled(plates, written, tuple(shots), last.remarks, sum(last.spoilt))
