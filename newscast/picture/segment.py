"""The picture of one segment on one canvas: its shots one after another, and everything that is laid over them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from newscast.captions.cue import Cue
from newscast.graphics.catalogue import PORTRAYING
from newscast.graphics.design import design
from newscast.graphics.places import BESIDE
from newscast.graphics.standing import lowest_in
from newscast.media.missing import present
from newscast.picture.boxes import height_above
from newscast.picture.captioned import is_captioned
from newscast.picture.laid import Laid, Shown
from newscast.picture.outgoing import emptying, going_on_over, held, outgoing
from newscast.picture.painting import Picture, counted
from newscast.picture.plain import color
from newscast.picture.sheet import ALL
from newscast.picture.shot import ABOVE_TEXT, ShotPainter, height_of
from newscast.picture.shown import OPENER, card, laid_over
from newscast.picture.signer import PLAYING, going_on, with_window
from newscast.picture.signing import beside_in, signed_spans
from newscast.step.nodes import concatenated
from newscast.timeline.model import PlacedSegment
from newscast.timeline.seen import ClipShot, GraphicShot, Shot, StillShot
from newscast.timeline.spans import Span

AFTER = 100
"""The playing of a clip that goes on below a transition, apart from those of the segment it leads into."""


@dataclass(frozen=True)
class Painter(ShotPainter):
    """Paints segments of one show on one canvas, with captions burned in where there are any."""

    def segment(self, segment: PlacedSegment, cues: Iterable[Cue] = ()) -> Picture:
        """All frames of a segment, with its texts, the bug, burned captions and the window of sign language."""
        cues = tuple(cues)
        picture = self._shots(segment, cues)
        for laid in laid_over(segment, self.canvas, self.show, cues):
            self._lay_over(picture, laid)
        self._sign(picture, segment)
        return picture

    def after(self, segment: PlacedSegment, frames: int, cues: Sequence[Cue] = (), emptied: bool = False) -> Picture:
        """What goes on below a transition: the segment's last picture, from its clip or held, for `frames`.

        Its captions are over by then; a card stands where it stood with them. One that is `emptied` loses its texts
        first, so that those of what comes do not stand on them; what is seen in all of a programme stays.
        """
        picture = self._after(segment, frames, cues, emptied)
        for laid in going_on_over(segment, self.canvas, self.show):
            shown, how = laid.shown, dict[str, Any](since=laid.since, drop=laid.drop)
            layers = design(shown.graphic, dict(shown.told), self.show, self.canvas, 0, frames, **how)
            self._lay(picture, [outgoing(layer, shown.graphic, emptied) for layer in layers], None)
        signer = going_on(segment, frames, self.places)
        if signer:
            self._sign(picture, signer, playing=PLAYING + AFTER)
        return picture

    def _after(self, segment: PlacedSegment, frames: int, cues: Sequence[Cue], emptied: bool) -> Picture:
        last = segment.shots[-1]
        if isinstance(last.picture, ClipShot):
            start = last.picture.start + last.frames
            end = int(present(self.media, last.picture.file).duration * self.canvas.rate)
            going_on = replace(last.picture, start=min(start, max(0, end - 1)))
            return self._shot(Shot(0, frames, going_on), (AFTER,))
        told: dict[str, Any] = {"captioned": is_captioned(last, cues), "beside": self._beside(last, segment)}
        shot, playing, rate = replace(last, start=0), _playing(last), self.canvas.rate
        picture = self._shot(shot, playing, **told)
        picture.stream = held(picture.stream, last.frames, frames)
        if emptied and isinstance(last.picture, GraphicShot):
            bare = replace(self, bare=True)._shot(shot, playing, **told)
            emptier = counted(held(bare.stream, last.frames, frames), rate)
            picture.stream = emptying(counted(picture.stream, rate), emptier, frames, rate)
            picture.inputs += bare.inputs
        return picture

    def moment(self, segment: PlacedSegment, at: int, cues: Iterable[Cue] = ()) -> Picture:
        """The frame of that number of a segment alone: that of segment(), from as little of its media as shows it."""
        cues = tuple(cues)
        shot = next(shot for shot in segment.shots if at < shot.start + shot.frames)
        beside = self._beside(shot, segment)
        captioned = is_captioned(shot, cues)
        picture = self._shot(shot, _playing(shot), captioned=captioned, at=at - shot.start, beside=beside)
        for laid in laid_over(segment, self.canvas, self.show, cues):
            if laid.start <= at < laid.start + laid.frames:
                self._lay_over(picture, laid, at)
        self._sign(picture, segment, at)
        return picture

    def still(self, shot: ClipShot | StillShot | None, over: Shown) -> Picture:
        """One frame with a graphic over it: a thumbnail or a cover."""
        if isinstance(shot, StillShot):
            # The texts that a document stands between are not there.
            shot = replace(shot, between=ALL, narrower=())
        picture = (
            self._background(shot, 1, 0, self._height_beside(shot, over), faceless=True)
            if shot
            else Picture(color(self.canvas, 1, self.show.colors.primary))
        )
        self._draw(picture, over, 0, 1)
        return picture

    def _height_beside(self, shot: ClipShot | StillShot, over: Shown) -> float:
        """Where a picture stands that the texts of a graphic hide least of, as far as it may be above them."""
        seen = present(self.media, shot.file).on_page(shot.page if isinstance(shot, StillShot) else 1).picture
        texts = lowest_in(over.graphic, dict(over.told), self.show, self.canvas)
        if seen is None or texts is None:
            return ABOVE_TEXT
        return min(ABOVE_TEXT, height_above((seen.width, seen.height), self.canvas, shot.fit, texts) or 0.0)

    def _shots(self, segment: PlacedSegment, cues: Sequence[Cue]) -> Picture:
        shots = segment.shots
        seen = Counter[Path]()
        pictures = [
            self._shot(shot, _playing(shot, seen), is_captioned(shot, cues), beside=self._beside(shot, segment))
            for shot in shots
        ]
        if len(pictures) == 1:
            return pictures[0]
        whole = Picture(concatenated([picture.stream for picture in pictures]))
        for picture in pictures:
            whole.inputs += picture.inputs
            whole.drawn += picture.drawn
        whole.stream = counted(whole.stream, self.canvas.rate)
        return whole

    def _beside(self, shot: Shot, segment: PlacedSegment) -> tuple[Span, ...]:
        """The frames of a shot in which it is a card that makes room for a window."""
        return beside_in(shot, signed_spans(segment, self.places)) if BESIDE in self.places.areas else ()

    def below(self, shot: Shot, own: bool) -> Picture:
        """What texts over a shot stand on; with `own` those of its own graphic."""
        graphic, below = shot.picture, shot.pictured
        if not own or not isinstance(graphic, GraphicShot):
            return self._shot(shot, _playing(shot))
        if graphic.graphic == OPENER and below:
            shown = card(graphic, self.show, self.canvas, captioned=False)
            return self._in_window(shot, shown, 0, None) if shown.pictured else self._field(shot.frames)
        if below is None or graphic.apart or graphic.graphic in PORTRAYING:
            return self._field(shot.frames)
        return self._background(below, shot.frames, 0, height_of(shot), faceless=True)

    def _lay_over(self, picture: Picture, laid: Laid, at: int | None = None) -> None:
        how = {"changes": laid.changes, "since": laid.since, "drop": laid.drop}
        self._draw(picture, laid.shown, laid.start, laid.frames, at, **how)

    def _sign(self, picture: Picture, segment: PlacedSegment, at: int | None = None, playing: int = PLAYING) -> None:
        if not segment.signer:
            return
        laid = with_window(picture.stream, segment, self.canvas, self.places, self.media, at, playing)
        picture.stream, inputs = laid
        picture.inputs += inputs


def _playing(shot: Shot, seen: Counter[Path] | None = None) -> tuple[int, ...]:
    """The playing of each picture of a shot, after those that were `seen`, which it is noted in."""
    seen = Counter() if seen is None else seen
    numbers = []
    for each in shot.pictures:
        numbers.append(seen[each.file])
        seen[each.file] += 1
    return tuple(numbers) or (0,)
