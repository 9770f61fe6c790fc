"""The picture of one segment on one canvas: its shots one after another, and everything that is laid over them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import ffmpeg

from newscast.base.canvas import Canvas
from newscast.captions.cue import Cue
from newscast.graphics.catalogue import CAPTIONED, PORTRAYING
from newscast.graphics.design import caption, design
from newscast.graphics.model import Layer
from newscast.graphics.opener import opener, opener_fields
from newscast.graphics.overlay import overlay
from newscast.media.missing import Media, present
from newscast.picture.clip import clip
from newscast.picture.fitting import MIDDLE
from newscast.picture.plain import color
from newscast.picture.source import source_of
from newscast.picture.still import still, still_step
from newscast.show.model import Show
from newscast.step.step import Source, Step
from newscast.timeline.model import ClipShot, GraphicShot, PlacedSegment, PlacedSuper, Shot, Span, StillShot
from newscast.timeline.spans import merged, without

AFTER = 100
"""The playing of a clip that goes on below a transition, apart from those of the segment it leads into."""
BARE = ("opener", "closing", "sting", "break")
"""Graphics that stand without the show's bug."""
AT_THE_TOP = {"portrait": ("lower-third", "title", "strap")}
"""Texts that stand where the bug is, by canvas: it leaves them the place."""

ABOVE_TEXT = 0.125
"""Where a picture that does not cover the canvas stands below a graphic of the whole canvas, whose text is at the
bottom: see fitted()."""


Fields = tuple[tuple[str, str | tuple[str, ...]], ...]

_BLANK = ffmpeg.input("color", f="lavfi").video
"""What a sketch is painted on."""


@dataclass(frozen=True)
class Drawn:
    """A graphic that a picture needs, and the steps that draw it; `captioned` where captions are burned in over it."""

    graphic: str
    fields: Fields
    canvas: Canvas
    images: tuple[Step, ...]
    captioned: bool = False

    @property
    def told(self) -> Fields:
        """All that it is told."""
        return told(self.fields, self.captioned)


@dataclass
class Picture:
    """A picture as ffmpeg-python stream, all it is made from, and the graphics in it."""

    stream: Any
    inputs: list[Source] = field(default_factory=list)
    drawn: list[Drawn] = field(default_factory=list)


@dataclass(frozen=True)
class Painter:
    """Paints segments of one show on one canvas, with `cues` burned in where there are any.

    A `sketch` is empty: it only tells which graphics would be drawn.
    """

    show: Show
    canvas: Canvas
    media: Media
    sketch: bool = False

    def segment(self, segment: PlacedSegment, cues: Iterable[Cue] = ()) -> Picture:
        """All frames of a segment, with its texts, the bug and burned captions."""
        cues = tuple(cues)
        picture = self._shots(segment.shots, cues)
        for shown in segment.supers:
            self._lay(picture, shown.graphic, shown.fields, shown.start, shown.frames)
        if segment.bug:
            taken = [shown for shown in segment.supers if shown.graphic in AT_THE_TOP.get(self.canvas.name, ())]
            for free in without(_bugged(segment.shots), map(_frames, taken)):
                self._lay(picture, "bug", (), free.start, free.length)
        for cue in cues:
            self._burn(picture, cue)
        return picture

    def after(self, segment: PlacedSegment, frames: int, cues: Sequence[Cue] = ()) -> Picture:
        """What goes on below a transition: the segment's last picture, from its clip or held, for `frames`.

        Its captions are over by then; a card stands where it stood with them.
        """
        last = segment.shots[-1]
        if isinstance(last.picture, ClipShot):
            start = last.picture.start + last.frames
            end = int(present(self.media, last.picture.file).duration * self.canvas.rate)
            going_on = replace(last.picture, start=min(start, max(0, end - 1)))
            return self._shot(Shot(0, frames, going_on), AFTER)
        picture = self._shot(replace(last, start=0), captioned=_is_captioned(last, cues))
        held = picture.stream.filter("trim", start_frame=last.frames - 1).filter("setpts", "PTS-STARTPTS")
        picture.stream = held.filter("tpad", stop=frames - 1, stop_mode="clone")
        return picture

    def still(self, shot: ClipShot | StillShot | None, graphic: str, fields: Mapping[str, str]) -> Picture:
        """One frame with a graphic over it: a thumbnail or a cover."""
        picture = (
            self._background(shot, 1, height=ABOVE_TEXT)
            if shot
            else Picture(color(self.canvas, 1, self.show.colors.primary))
        )
        self._lay(picture, graphic, tuple(fields.items()), 0, 1)
        return picture

    def _shots(self, shots: Sequence[Shot], cues: Sequence[Cue]) -> Picture:
        files = [_file(shot) for shot in shots]
        pictures = [
            self._shot(shot, files[:number].count(_file(shot)), _is_captioned(shot, cues))
            for number, shot in enumerate(shots)
        ]
        if len(pictures) == 1:
            return pictures[0]
        whole = Picture(ffmpeg.concat(*[picture.stream for picture in pictures]))
        for picture in pictures:
            whole.inputs += picture.inputs
            whole.drawn += picture.drawn
        whole.stream = counted(whole.stream, self.canvas.rate)
        return whole

    def _shot(self, shot: Shot, playing: int = 0, captioned: bool = False) -> Picture:
        if not isinstance(shot.picture, GraphicShot):
            return self._background(shot.picture, shot.frames, playing)
        fields = dict(shot.picture.fields)
        if shot.picture.graphic == "opener":
            return self._opener(fields, shot.frames)
        name, below = shot.picture.graphic, shot.picture.background
        photo = None
        if name in PORTRAYING and isinstance(below, StillShot):
            photo, below = still_step(present(self.media, below.file)), None
        picture = self._background(below, shot.frames, playing, ABOVE_TEXT) if below else self._field(shot.frames)
        self._lay(picture, name, shot.picture.fields, 0, shot.frames, photo, captioned)
        return picture

    def _opener(self, fields: Mapping[str, Any], frames: int) -> Picture:
        made = opener(self.show, fields["name"], fields["date"], self.canvas, frames)
        stream = ffmpeg.input(made.ref).video.filter("format", "yuv420p").filter("setsar", "1")
        said = tuple(opener_fields(self.show, fields["name"], fields["date"]).items())
        return Picture(stream, [made], [Drawn("opener", said, self.canvas, (made,))])

    def _field(self, frames: int) -> Picture:
        return Picture(_BLANK if self.sketch else color(self.canvas, frames, self.show.colors.primary))

    def _background(self, shot: ClipShot | StillShot, frames: int, playing: int = 0, height: float = MIDDLE) -> Picture:
        if self.sketch:
            return self._field(frames)
        info = present(self.media, shot.file)
        shown: dict[str, Any] = {"frames": frames, "fit": shot.fit, "focus": shot.focus, "height": height}
        if isinstance(shot, StillShot):
            made = still_step(info)
            return Picture(still(made, info, self.canvas, move=shot.move, **shown), [made])
        stream = clip(info, self.canvas, start=shot.start, playing=playing, **shown)
        return Picture(stream, [source_of(info)])

    def _lay(
        self,
        picture: Picture,
        graphic: str,
        fields: Fields,
        start: int,
        frames: int,
        photo: Step | None = None,
        captioned: bool = False,
    ) -> None:
        layers = design(graphic, dict(told(fields, captioned)), self.show, self.canvas, start, frames, photo)
        picture.drawn.append(self._drawn(graphic, fields, layers, captioned))
        self._overlay(picture, layers)

    def _burn(self, picture: Picture, cue: Cue) -> None:
        layer = caption(cue.lines, self.show, self.canvas, False, cue.start, cue.end - cue.start)
        picture.drawn.append(self._drawn("caption", caption_fields(cue), [layer]))
        self._overlay(picture, [layer])

    def _drawn(self, graphic: str, fields: Fields, layers: Iterable[Layer], captioned: bool = False) -> Drawn:
        return Drawn(graphic, fields, self.canvas, tuple(layer.image for layer in layers), captioned)

    def _overlay(self, picture: Picture, layers: Iterable[Layer]) -> None:
        for layer in () if self.sketch else layers:
            picture.stream = overlay(picture.stream, layer, self.canvas)
            picture.inputs.append(layer.image)


def told(fields: Fields, captioned: bool) -> Fields:
    """The fields of a graphic, and whether captions are burned in over it."""
    return (*fields, (CAPTIONED, "yes")) if captioned else fields


def _is_captioned(shot: Shot, cues: Iterable[Cue]) -> bool:
    """Whether a caption is burned in over a shot."""
    return any(cue.start < shot.start + shot.frames and cue.end > shot.start for cue in cues)


def caption_fields(cue: Cue) -> tuple[tuple[str, str], ...]:
    """The fields of the graphic that draws a caption."""
    return tuple((f"line{number}", line) for number, line in enumerate(cue.lines, 1))


def _file(shot: Shot) -> Path | None:
    """The file a shot shows, alone or below a graphic."""
    picture = shot.picture.background if isinstance(shot.picture, GraphicShot) else shot.picture
    return picture.file if picture else None


def _bugged(shots: Sequence[Shot]) -> tuple[Span, ...]:
    """The frames in which the bug is shown, but for texts that take its place."""
    bare = [isinstance(shot.picture, GraphicShot) and shot.picture.graphic in BARE for shot in shots]
    return merged(_frames(shot) for shot, without_bug in zip(shots, bare, strict=True) if not without_bug)


def _frames(shown: Shot | PlacedSuper) -> Span:
    return Span(shown.start, shown.start + shown.frames)


def counted(stream: Any, rate: Fraction) -> Any:
    """The pictures with times by their number, on a clock of one tick a frame.

    Times after a concat are rounded to its time base, and an opener's clock is another than a clip's.
    """
    return stream.filter("settb", f"{rate.denominator}/{rate.numerator}").filter("setpts", "N")
